"""Statements handed to SQLite's driver as they are: the same rows, and the same errors, as SQLAlchemy's own way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Connection, Executable, bindparam, column, insert, select, table, update
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.errors import Defect
from bot.store import SqlStore
from bot.store import tables as t
from bot.store.database import connect
from bot.store.execution import many, returned, rows
from bot.store.schema import upgrade
from bot.store.statements import Statements

_NOWHERE = update(table("nowhere", column("id"))).where(column("id") == bindparam("b_id")).values(id=2)


@pytest.fixture
def run(store: SqlStore, url: str) -> Callable[..., Any]:
    """Runs something in a transaction of the database under test."""

    async def transact(work: Callable[[Connection, Statements], Any]) -> Any:
        database = connect(url)
        try:
            do = Statements(database.dialect)
            return await database.write(lambda conn: work(conn, do))
        finally:
            await database.dispose()

    return transact


def entry(number: int, payload: bytes = b"{}") -> dict[str, Any]:
    return {
        "source": "channel",
        "channel": "telegram",
        "number": number,
        "lane": "telegram:1",
        "payload": payload,
        "state": "new",
        "reason": "",
        "received": 0,
    }


async def test_what_a_statement_brings_along_is_written_with_each_row(run: Any) -> None:
    """The claim's own state and owner are constants of its statement, not values of a row."""

    def work(conn: Connection, do: Statements) -> list[tuple[Any, ...]]:
        many(conn, do.receive, [entry(1, b"a"), entry(2, b"b"), entry(3, b"c")])
        many(conn, do.handled, [{"b_id": 1}, {"b_id": 3}])
        kept = select(t.inbox.c.id, t.inbox.c.state, t.inbox.c.payload).order_by(t.inbox.c.id)
        return [tuple(row) for row in rows(conn, kept, {})]

    assert await run(work) == [(1, "handled", b""), (2, "new", b"b"), (3, "handled", b"")]


async def test_a_list_among_the_values_finds_each_of_its_rows(run: Any) -> None:
    """However long it is, it is one value, and may be empty, or hold what SQL or JSON would have to quote."""

    def work(conn: Connection, do: Statements) -> list[list[str]]:
        names = ["d'un", 'dit "x"', "é\\n", "plain"]
        runs = [{"participant": name, "session": "s", "version": 1, "data": b"", "status": ""} for name in names]
        many(conn, do.insert_run, runs)
        asked: tuple[list[str], ...] = ([], names[:1], [*names, "absent"])
        return [sorted(name for name, _ in rows(conn, do.run_versions, {"b_keys": keys})) for keys in asked]

    assert await run(work) == [[], ["d'un"], sorted(["d'un", 'dit "x"', "é\\n", "plain"])]


async def test_a_row_left_out_returns_nothing_and_the_others_come_in_order(run: Any) -> None:
    """An update that came twice must not shift the numbers of its neighbours."""

    def work(conn: Connection, do: Statements) -> list[int]:
        many(conn, do.receive, [entry(2)])
        return [number for _, _, number in returned(conn, do.receive, [entry(1), entry(2), entry(3)])]

    assert sorted(await run(work)) == [1, 3]


async def test_what_the_database_refuses_is_told_as_everywhere_else(run: Any) -> None:
    """A collision is looked at again, a full disk is an outside failure: both are told by the error's type."""

    def work(conn: Connection, do: Statements) -> None:
        row = {"participant": "p", "session": "s", "version": 1, "data": b"words nobody may read", "status": ""}
        many(conn, do.insert_run, [row, row])

    with pytest.raises(IntegrityError) as refused:
        await run(work)
    assert "words" not in str(refused.value).partition("[parameters")[0]


async def test_on_sqlite_no_error_carries_what_was_to_be_written(sqlite_url: str) -> None:
    """Errors end in logs, and rows are people's words."""
    database = connect(sqlite_url)

    def collide(conn: Connection) -> None:
        row = {"participant": "p", "session": "s", "version": 1, "data": b"words", "status": ""}
        many(conn, insert(t.runs), [row, row])

    def misspell(conn: Connection) -> None:
        many(conn, _NOWHERE, [{"b_id": 1}])

    try:
        await upgrade(database)
        with pytest.raises(IntegrityError) as refused:
            await database.write(collide)
        assert "words" not in str(refused.value)
        with pytest.raises(OperationalError):
            await database.write(misspell)
    finally:
        await database.dispose()


async def test_a_statement_that_lacks_a_value_is_our_own_defect(sqlite_url: str) -> None:
    """Left to the driver, the missing value would be NULL, and an update would silently touch no row."""
    database = connect(sqlite_url)
    handled: Executable = update(t.inbox).where(t.inbox.c.id == bindparam("b_id")).values(state=bindparam("b_state"))
    try:
        await upgrade(database)
        with pytest.raises(Defect, match="b_state"):
            await database.write(lambda conn: many(conn, handled, [{"b_id": 1}]))
    finally:
        await database.dispose()
