"""Connections: one writer and a few readers, set up the way durability needs.

SQLite: WAL, `synchronous=FULL`, foreign keys, `secure_delete` (erased words leave no trace in the file), and an
explicit `BEGIN IMMEDIATE` for every write, because the driver's own implicit start begins as a reader and lost 470 of
500 concurrent read-modify-writes. PostgreSQL: the same engines without any of that. Not here: what is read or written.
"""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, Protocol, TypeVar

from sqlalchemy import Connection, Engine, Select, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from bot.errors import OperatorError

log = logging.getLogger(__name__)

Result = TypeVar("Result")

_BUSY_MILLISECONDS: Final = 10_000
_AGAIN_SECONDS: Final = 0.01
"""Between two attempts where SQLite itself does not wait; its own handler looks again as often."""
_DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}


class Database(Protocol):
    """One database, as the store uses it. `dialect` is `sqlite` or `postgresql`."""

    @property
    def dialect(self) -> str:
        """Which SQL it speaks."""

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """What `work` returns, its transaction committed; nothing of it is left if it, or the commit, raises."""

    async def read(self, statement: Select[Any], binds: dict[str, object]) -> Sequence[Any]:
        """The rows of one query, as committed."""

    async def scrub(self) -> None:
        """Let nothing that was deleted or replaced linger outside the tables, as far as the database can do it."""

    async def copy(self, path: Path) -> None:
        """A consistent copy of the whole database in a new file."""

    async def dispose(self) -> None:
        """Close every connection."""


class Postgres:
    """PostgreSQL through asyncpg."""

    dialect: Final = "postgresql"

    def __init__(self, url: URL, readers: int) -> None:
        self._writer = create_async_engine(url, pool_size=1, max_overflow=0)
        # A query is its own transaction: no BEGIN and no ROLLBACK to wait for.
        self._reader = create_async_engine(
            url, pool_size=readers, max_overflow=0, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True
        )

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """See `Database`."""
        async with self._writer.begin() as conn:
            return await conn.run_sync(work)

    async def read(self, statement: Select[Any], binds: dict[str, object]) -> Sequence[Any]:
        """See `Database`."""
        async with self._reader.connect() as conn:
            found: Sequence[Any] = (await conn.execute(statement, binds)).all()
            return found

    async def scrub(self) -> None:
        """See `Database`. Nothing to do here: autovacuum overwrites dead rows, in a time of its own."""

    async def copy(self, path: Path) -> None:
        """See `Database`."""
        raise OperatorError(f"PostgreSQL is not copied to {path} this way; use pg_dump.")

    async def dispose(self) -> None:
        """Close every connection."""
        await self._reader.dispose()
        await self._writer.dispose()


class Sqlite:
    """SQLite in threads of our own: one that writes, a few that read.

    Not through aiosqlite, which crosses to its thread and back for every call on a cursor, four to nine times a
    statement: a unit of eight writes took 6.4 ms of CPU alone in its transaction. Here a whole transaction, or a whole
    query, is one crossing.
    """

    dialect: Final = "sqlite"

    def __init__(self, url: URL, readers: int) -> None:
        _check_folder(url)
        url = url.set(drivername="sqlite+pysqlite")
        # The pool hands a connection to whichever thread asks; never to two at once.
        shared = {"check_same_thread": False}
        self._writer = create_engine(url, pool_size=1, max_overflow=0, poolclass=QueuePool, connect_args=shared)
        self._reader = create_engine(
            url,
            pool_size=readers,
            max_overflow=0,
            poolclass=QueuePool,
            connect_args=shared,
            pool_reset_on_return=None,
            isolation_level="AUTOCOMMIT",
            skip_autocommit_rollback=True,
        )
        _prepare_sqlite(self._writer, begin="BEGIN IMMEDIATE")
        _prepare_sqlite(self._reader, begin="")
        self._write_thread = ThreadPoolExecutor(1, "store writer")
        self._read_threads = ThreadPoolExecutor(readers, "store reader")

    async def write(self, work: Callable[[Connection], Result]) -> Result:
        """See `Database`."""

        def transact() -> Result:
            with self._writer.begin() as conn:
                return work(conn)

        return await asyncio.get_running_loop().run_in_executor(self._write_thread, transact)

    async def read(self, statement: Select[Any], binds: dict[str, object]) -> Sequence[Any]:
        """See `Database`."""

        def query() -> Sequence[Any]:
            with self._reader.connect() as conn:
                return conn.execute(statement, binds).all()

        return await asyncio.get_running_loop().run_in_executor(self._read_threads, query)

    async def scrub(self) -> None:
        """See `Database`. Old pages lie in the write-ahead log until it is folded into the file and emptied."""

        def checkpoint() -> None:
            # Not in a transaction, hence past the engine's own BEGIN.
            connection = self._writer.raw_connection()
            try:
                cursor = connection.cursor()
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                busy, _, _ = cursor.fetchone() or (0, 0, 0)
                cursor.close()
            finally:
                connection.close()
            if busy:
                log.warning("another process is reading: erased words stay in the database's log until its next turn")

        await asyncio.get_running_loop().run_in_executor(self._write_thread, checkpoint)

    async def copy(self, path: Path) -> None:
        """See `Database`. `VACUUM INTO` copies one snapshot, without the free pages."""

        def vacuum() -> None:
            # VACUUM refuses to run in a transaction: a reader's connection starts none. It writes to another file, so
            # the connection's read-only switch has to give way.
            with self._reader.connect() as conn:
                conn.exec_driver_sql("PRAGMA query_only = OFF")
                conn.execute(text("VACUUM INTO :path"), {"path": str(path)})

        await asyncio.get_running_loop().run_in_executor(self._read_threads, vacuum)

    async def dispose(self) -> None:
        """Close every connection, then the threads."""
        loop = asyncio.get_running_loop()
        await loop.run_in_executor(self._read_threads, self._reader.dispose)
        # Last: closing the last connection folds the log into the file.
        await loop.run_in_executor(self._write_thread, self._writer.dispose)
        self._read_threads.shutdown()
        self._write_thread.shutdown()


def read_url(url: str) -> URL:
    """The URL with its asynchronous driver filled in.

    Raises:
        OperatorError: it is no URL, names another database, or an SQLite database in memory (readers could not see it).
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise OperatorError(
            "The database URL cannot be read. Write it like sqlite+aiosqlite:///horizons.sqlite3 "
            "or postgresql+asyncpg://user:password@host/database."
        ) from None
    family = parsed.drivername.partition("+")[0]
    if family not in _DRIVERS:
        raise OperatorError(
            f"The database URL names {family!r}; Horizons runs on sqlite+aiosqlite and postgresql+asyncpg."
        )
    parsed = parsed.set(drivername=_DRIVERS[family])
    if family == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise OperatorError("The database URL names no file. Write it like sqlite+aiosqlite:///horizons.sqlite3.")
    return parsed


def connect(url: str, *, readers: int = 3) -> Database:
    """The database at `url`; nothing is opened yet. `readers`: how many may read at the same time."""
    parsed = read_url(url)
    return Sqlite(parsed, readers) if parsed.get_backend_name() == "sqlite" else Postgres(parsed, readers)


def _check_folder(url: URL) -> None:
    folder = Path(url.database or "").parent
    if not folder.is_dir():
        raise OperatorError(f"The database's folder {folder} does not exist. Create it, or change the database URL.")


def _into_wal(cursor: Any) -> None:
    """Switch the file to WAL, once it lets itself be.

    SQLite does not wait for a lock here, whatever its busy timeout: of three connections that open an empty file in the
    same instant, one was refused in a quarter of 400 trials. Whoever comes second finds it done.
    """
    deadline = time.monotonic() + _BUSY_MILLISECONDS / 1000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > deadline:
                raise
            time.sleep(_AGAIN_SECONDS)
        else:
            return


def _prepare_sqlite(engine: Engine, *, begin: str) -> None:
    def on_connect(connection: Any, _entry: ConnectionPoolEntry) -> None:  # the driver's own object
        # None: the driver starts no transaction by itself.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MILLISECONDS}")
        _into_wal(cursor)
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        if not begin:
            cursor.execute("PRAGMA query_only = ON")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", on_connect)
    if begin:
        event.listen(engine, "begin", on_begin)
