"""Whatever a session is pinned to beside its script is kept together: translations, and now words too.

Revision: 0012.
"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE scripts RENAME COLUMN translations TO beside")


def downgrade() -> None:
    op.execute("ALTER TABLE scripts RENAME COLUMN beside TO translations")
