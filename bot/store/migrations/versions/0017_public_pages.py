"""Which sessions have a public page, and where.

Revision: 0017.
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "public_pages",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_public_pages"),
    )
    op.create_index("ix_public_pages_slug", "public_pages", ["slug"])


def downgrade() -> None:
    op.drop_table("public_pages")
