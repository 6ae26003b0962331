"""When the answers of a session were erased, at the end of the time for which they were kept.

Revision: 0014.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sessions", sa.Column("purged_at", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("sessions", "purged_at")
