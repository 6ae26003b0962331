"""Whose a sealed ballot is, until the time for corrections is over.

Revision: 0009. Votes sealed before have no such link: their ballots cannot be withdrawn.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ballot_links",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("participant", sa.Text(), nullable=False),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session", "step", "participant", name=op.f("pk_ballot_links")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_ballot_links_participant", "ballot_links", ["participant"])


def downgrade() -> None:
    op.drop_table("ballot_links")
