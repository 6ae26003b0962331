"""Of each version of a notebook, a fingerprint of each part it follows from: what changed since can be told.

Revision: 0021.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Of the versions that are there the parts are not known.
    op.add_column("notebook_versions", sa.Column("parts", sa.Text(), nullable=False, server_default=sa.text("'{}'")))


def downgrade() -> None:
    op.drop_column("notebook_versions", "parts")
