"""The waiting list of a session whose places are counted, and the link that each participant came by.

Revision: 0008. Whoever is in a session already came by no link that is counted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "waiting",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("link", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("offered_until", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_waiting_person")),
        sa.PrimaryKeyConstraint("session", "person", name=op.f("pk_waiting")),
    )
    op.create_index("ix_waiting_person", "waiting", ["person"])
    op.add_column("participations", sa.Column("link", sa.Text(), nullable=False, server_default=sa.text("''")))


def downgrade() -> None:
    op.drop_column("participations", "link")
    op.drop_table("waiting")
