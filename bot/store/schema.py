"""Bringing a database's schema to this version's revision, and refusing one that is not ours.

The steps are in `migrations/versions`; `tables` is where they lead.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect, text
from sqlalchemy.exc import DBAPIError

from bot.errors import OperatorError
from bot.store.database import Database, connect
from bot.store.failures import translated
from bot.store.tables import metadata

_MIGRATIONS: Final = Path(__file__).parent / "migrations"
# Names the one lock under which workers starting together migrate, on PostgreSQL.
_MIGRATION_LOCK: Final = 0x6D696772617465


def migrate(url: str) -> str:
    """Bring the database at `url` up to date; returns the revision reached. Not from within a running event loop.

    Raises:
        OperatorError: the database is of a newer version, or not ours.
        OutsideFailure: it cannot be opened.
    """

    async def run() -> str:
        database = connect(url)
        try:
            return await upgrade(database)
        finally:
            await database.dispose()

    return asyncio.run(run())


async def upgrade(database: Database) -> str:
    """The same on a database that is open, all in one transaction."""
    try:
        return await database.write(_upgrade)
    except (DBAPIError, OSError) as error:
        raise translated(error) from None


def configuration(connection: Connection | None = None) -> Config:
    """Alembic's configuration, without a file: the scripts are found beside this module."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection) -> str:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})"))
    config = configuration(connection)
    scripts = ScriptDirectory.from_config(config)
    known = {script.revision for script in scripts.walk_revisions()}
    current = MigrationContext.configure(connection).get_current_heads()
    strange = sorted(set(current) - known)
    if strange:
        raise OperatorError(
            f"The database is at revision {', '.join(strange)}, which this version of Horizons does not know. "
            "Install the version that made it (or a newer one), or point the database URL elsewhere."
        )
    ours = set(metadata.tables) & set(inspect(connection).get_table_names())
    if not current and ours:
        raise OperatorError(
            f"The database holds tables of these names ({', '.join(sorted(ours))}) but no revision: it was not made by "
            "Horizons. Point the database URL elsewhere."
        )
    head = scripts.get_current_head()
    if head is None:  # pragma: no cover - the package always ships a revision
        raise OperatorError("This installation of Horizons holds no migration; install it again.")
    if tuple(current) != (head,):
        command.upgrade(config, "head")
    return head
