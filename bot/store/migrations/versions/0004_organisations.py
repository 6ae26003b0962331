"""Organisations, who belongs to them, invitations, and who follows which session's cockpit.

Revision: 0004. Sessions made before are the first organisation's, and whoever launched one follows it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "organisations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
    )
    op.create_table(
        "memberships",
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_memberships_person")),
        sa.PrimaryKeyConstraint("organisation", "person", name=op.f("pk_memberships")),
    )
    op.create_index("ix_memberships_person", "memberships", ["person"])
    op.create_table(
        "invitations",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("organisation", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("most", sa.BigInteger(), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.Column("revoked_at", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_invitations")),
    )
    op.create_index("ix_invitations_organisation_session", "invitations", ["organisation", "session"])
    op.create_table(
        "casts",
        sa.Column("session", sa.Text(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name=op.f("fk_casts_person")),
        sa.PrimaryKeyConstraint("session", "person", name=op.f("pk_casts")),
    )
    op.create_index("ix_casts_person", "casts", ["person"])
    op.add_column("sessions", sa.Column("organisation", sa.Text(), nullable=False, server_default=sa.text("'home'")))
    op.create_index("ix_sessions_organisation", "sessions", ["organisation"])
    op.execute(
        "INSERT INTO casts (session, person, since) SELECT s.id, s.created_by, s.created_at FROM sessions s "
        "JOIN people p ON p.id = s.created_by"
    )


def downgrade() -> None:
    op.drop_index("ix_sessions_organisation", "sessions")
    op.drop_column("sessions", "organisation")
    for table in ("casts", "invitations", "memberships", "organisations"):
        op.drop_table(table)
