"""The translations that a session is pinned to, beside its script.

Revision: 0003. Scripts pinned before have none.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("scripts", sa.Column("translations", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    op.drop_column("scripts", "translations")
