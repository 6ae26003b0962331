"""A copy of a running SQLite database. PostgreSQL has `pg_dump`, which does it better than we could."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.exc import DBAPIError

from bot.errors import OperatorError
from bot.store.database import connect, read_url
from bot.store.failures import translated


async def backup(url: str, path: Path) -> None:
    """Write a consistent copy of the database at `url` to `path`, while others read and write it.

    `VACUUM INTO` copies one snapshot, without the free pages: what was erased is in no backup made afterwards.

    Raises:
        OperatorError: it is not SQLite, there is no such file, or `path` exists already.
        OutsideFailure: the copy could not be written.
    """
    parsed = read_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise OperatorError("Only an SQLite database is backed up this way; for PostgreSQL use pg_dump.")
    _look(Path(parsed.database or ""), path)
    database = connect(url)
    try:
        await database.copy(path)
    except DBAPIError as error:
        raise translated(error) from None
    finally:
        await database.dispose()


def _look(source: Path, target: Path) -> None:
    if not source.is_file():
        raise OperatorError(f"There is no database at {source}: nothing to back up.")
    if target.exists():
        raise OperatorError(f"{target} exists already; name a new file for the backup.")
