"""Whose answers a facilitator is entering, and which contributions were entered so.

Revision: 0015. Nobody had entered any before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("relaying", sa.Text(), nullable=False, server_default=sa.text("''")))
    op.add_column("contributions", sa.Column("relayed", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("contributions", "relayed")
    op.drop_column("people", "relaying")
