"""What a contribution is about, and which card of several it belongs to.

Revision: 0002.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("contributions", sa.Column("about", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("contributions", sa.Column("round", sa.Integer(), nullable=False, server_default=sa.text("0")))


def downgrade() -> None:
    op.drop_column("contributions", "round")
    op.drop_column("contributions", "about")
