"""Programmes, and which sessions are in them.

Revision: 0013.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "programmes",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_programmes"),
    )
    op.create_index("ix_programmes_organisation", "programmes", ["organisation"])
    op.create_table(
        "programme_sessions",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_programme_sessions"),
    )
    op.create_index("ix_programme_sessions_programme", "programme_sessions", ["programme"])


def downgrade() -> None:
    op.drop_table("programme_sessions")
    op.drop_table("programmes")
