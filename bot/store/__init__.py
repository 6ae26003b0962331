"""Durable state: the `Store` port on SQLite or PostgreSQL.

Only this package knows SQLAlchemy and Alembic. `open_store` is the way in; `migrate` and `backup` serve operations.
"""

from bot.store.backup import backup
from bot.store.schema import migrate
from bot.store.sql_store import GRACE, SqlStore, open_store

__all__ = ["GRACE", "SqlStore", "backup", "migrate", "open_store"]
