"""Migrations and backups: a database is brought up to date by itself, or refused with a reason."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from bot.errors import OperatorError, OutsideFailure
from bot.facilitation.writes import SavePerson
from bot.store import backup, migrate, migrations, open_store
from bot.store.database import connect
from bot.store.tables import metadata
from tests.store.builders import person, run

LATEST = max(file.name[:4] for file in Path(migrations.__file__).parent.joinpath("versions").glob("[0-9]*.py"))


async def test_the_migrations_lead_to_the_tables(url: str) -> None:
    """A column added to one and not to the other works on every developer's new database and on no operator's."""

    def differences(connection: Connection) -> object:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        return compare_metadata(context, metadata)

    async with open_store(url):
        pass
    database = connect(url)
    try:
        assert await database.write(differences) == []
    finally:
        await database.dispose()


def test_migrate_names_the_revision_and_may_be_run_again(sqlite_url: str) -> None:
    """The command is run at every deployment."""
    assert migrate(sqlite_url) == migrate(sqlite_url) == LATEST


async def test_workers_that_start_together_migrate_once(sqlite_url: str) -> None:
    """Two processes on an empty database must not both create the tables."""
    revisions = await asyncio.gather(*(asyncio.to_thread(migrate, sqlite_url) for _ in range(3)))
    assert revisions == [LATEST] * 3


async def test_connections_that_open_an_empty_file_together_all_get_through(tmp_path: Path) -> None:
    """SQLite refuses the second to switch a file to WAL, without waiting; a bot and a console may start at once."""
    for trial in range(20):
        databases = [connect(f"sqlite+aiosqlite:///{tmp_path}/{trial}.sqlite3") for _ in range(4)]
        try:
            found = await asyncio.gather(
                *(one.write(lambda at: at.exec_driver_sql("PRAGMA journal_mode").scalar()) for one in databases)
            )
        finally:
            await asyncio.gather(*(one.dispose() for one in databases))
        assert found == ["wal"] * 4


async def test_a_database_of_a_newer_version_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """Writing into tables one does not know loses what the newer version put there."""
    migrate_in_thread = await asyncio.to_thread(migrate, sqlite_url)
    with closing(sqlite3.connect(tmp_path / "horizons.sqlite3")) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    assert migrate_in_thread == LATEST
    with pytest.raises(OperatorError, match=r"revision 9999.*does not know"):
        async with open_store(sqlite_url):
            pass


async def test_a_database_of_something_else_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    """A wrong path must not end in our tables inside another program's file."""
    with closing(sqlite3.connect(tmp_path / "horizons.sqlite3")) as file:
        file.execute("CREATE TABLE people (name TEXT)")
    with pytest.raises(OperatorError, match="not made by"):
        async with open_store(sqlite_url):
            pass


async def test_a_file_that_is_no_database_is_told_in_a_sentence(sqlite_url: str, tmp_path: Path) -> None:
    """The operator needs the finding, not a traceback of the library."""
    (tmp_path / "horizons.sqlite3").write_bytes(b"no database at all, " * 100)
    with pytest.raises(OutsideFailure, match="could not do its work"):
        async with open_store(sqlite_url):
            pass


@pytest.mark.parametrize(
    ("url", "finding"),
    [
        ("nonsense", "cannot be read"),
        ("mysql://localhost/x", "'mysql'"),
        ("sqlite+aiosqlite://", "names no file"),
        ("sqlite+aiosqlite:///no/such/folder/x.sqlite3", "does not exist"),
    ],
)
async def test_a_url_that_cannot_work_is_refused_with_its_remedy(url: str, finding: str) -> None:
    """Each of these would else fail later, inside a library."""
    with pytest.raises(OperatorError, match=finding):
        async with open_store(url):
            pass


async def test_a_server_that_is_not_there_is_an_outside_failure() -> None:
    """Nothing in the operator's input is wrong: the exit code says so."""
    with pytest.raises(OutsideFailure):
        async with open_store("postgresql+asyncpg://nobody@127.0.0.1:1/none"):
            pass


async def test_a_backup_of_a_running_store_opens_as_a_store(sqlite_url: str, tmp_path: Path) -> None:
    """A backup nobody has opened is none."""
    copy = tmp_path / "copy.sqlite3"
    async with open_store(sqlite_url) as store:
        await store.commit([SavePerson(person("ada")), run("p1")])
        await backup(sqlite_url, copy)
        await store.commit([run("p2")])
    async with open_store(f"sqlite+aiosqlite:///{copy}") as restored:
        assert set(await restored.runs_of("seance")) == {"p1"}
        assert await restored.person("ada") == person("ada")
    with pytest.raises(OperatorError, match="exists already"):
        await backup(sqlite_url, copy)
    with pytest.raises(OperatorError, match="no database"):
        await backup(f"sqlite:///{tmp_path / 'none'}", tmp_path / "other")
    with pytest.raises(OperatorError, match="pg_dump"):
        await backup("postgresql://localhost/x", tmp_path / "other")
