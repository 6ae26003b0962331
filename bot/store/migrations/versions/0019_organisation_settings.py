"""What organisations decide for themselves, every version; which sessions have templates of their own.

Revision: 0019.
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisation_settings",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("retention_days", sa.BigInteger(), nullable=False),
        sa.Column("small_count", sa.BigInteger(), nullable=False),
        sa.Column("percent_from", sa.BigInteger(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.Column("logo", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("organisation", "version", name="pk_organisation_settings"),
    )
    op.create_table(
        "session_templates",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("template", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("session", name="pk_session_templates"),
    )


def downgrade() -> None:
    op.drop_table("session_templates")
    op.drop_table("organisation_settings")
