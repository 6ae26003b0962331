"""The console: sign-in links that wait to be used, and browsers that are signed in.

Revision: 0005.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "console_links",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_console_links"),
    )
    op.create_index("ix_console_links_person", "console_links", ["person"])
    op.create_table(
        "console_seats",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_console_seats"),
    )
    op.create_index("ix_console_seats_person", "console_seats", ["person"])


def downgrade() -> None:
    op.drop_table("console_seats")
    op.drop_table("console_links")
