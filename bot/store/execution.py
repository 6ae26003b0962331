"""Running the statements of the write path, many rows at a time.

On SQLite a statement is compiled once for the names it is given and handed to the driver as plain tuples: for each row,
SQLAlchemy's own way (compile cache, bind names, processors, result objects) costs several times what SQLite does.
PostgreSQL goes the ordinary way. Not here: which statements (`statements`), transactions (`database`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple, cast

import msgspec
from sqlalchemy import Connection, Executable, exc

from bot.errors import Defect
from bot.store.rows import Parameters

_PREPARED: Final = "horizons.prepared"
_encode: Final = msgspec.json.Encoder().encode


class _Prepared(NamedTuple):
    """SQL for the driver. `constants`: values that the statement brings along, by bind name."""

    sql: str
    take: Callable[[Parameters], tuple[Any, ...]]
    constants: Parameters
    row: type[tuple[Any, ...]]


def many(conn: Connection, statement: Executable, parameters: Sequence[Parameters]) -> None:
    """One executemany, or nothing when there is nothing. Every row has the names of the first."""
    if not parameters:
        return
    if conn.dialect.name != "sqlite":
        conn.execute(statement, parameters)
        return
    prepared = _prepare(conn, statement, parameters[0])
    with _Translated(prepared.sql):
        _driver(conn).executemany(prepared.sql, _values(prepared, parameters))


def rows(conn: Connection, statement: Executable, binds: Parameters) -> list[Any]:
    """The rows of a query, by column name. A list among the values is for `Statements.among`.

    Values are as the driver gives them: on SQLite a flag is 0 or 1.
    """
    if conn.dialect.name != "sqlite":
        return list(conn.execute(statement, binds))
    prepared = _prepare(conn, statement, binds)
    listed = {name: _encode(value).decode() if isinstance(value, list) else value for name, value in binds.items()}
    with _Translated(prepared.sql):
        found = _driver(conn).execute(prepared.sql, prepared.take({**prepared.constants, **listed}))
        make = cast("Any", prepared.row)._make
        return [make(row) for row in found]


def returned(conn: Connection, statement: Executable, parameters: Sequence[Parameters]) -> list[Any]:
    """What a statement with RETURNING gives for these rows, in their order; nothing for a row it left out."""
    if not parameters:
        return []
    if conn.dialect.name != "sqlite":
        return list(conn.execute(statement, parameters))
    prepared = _prepare(conn, statement, parameters[0])
    found: list[Any] = []
    with _Translated(prepared.sql):
        driver = _driver(conn)
        for values in _values(prepared, parameters):
            found += driver.execute(prepared.sql, values).fetchall()
    return found


def data_version(conn: Connection) -> int:
    """SQLite's counter of what other connections wrote to the file."""
    (version,) = _driver(conn).execute("PRAGMA data_version").fetchone()
    return int(version)


def _driver(conn: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", conn.connection.driver_connection)


def _values(prepared: _Prepared, parameters: Sequence[Parameters]) -> Iterable[tuple[Any, ...]]:
    if prepared.constants:
        constants = prepared.constants
        return [prepared.take({**constants, **row}) for row in parameters]
    return map(prepared.take, parameters)


def _prepare(conn: Connection, statement: Executable, names: Parameters) -> _Prepared:
    # Kept with the driver's connection, hence forgotten with it. A statement is its own key: each lives as long as the
    # store that built it.
    known: dict[Any, _Prepared] = conn.info.setdefault(_PREPARED, {})
    key = (statement, *names)
    prepared = known.get(key)
    if prepared is None:
        prepared = known[key] = _compile(conn, statement, names)
    return prepared


def _compile(conn: Connection, statement: Executable, names: Parameters) -> _Prepared:
    compiled: Any = cast("Any", statement).compile(dialect=conn.dialect, column_keys=list(names))
    places: list[str] = list(compiled.positiontup or ())
    constants = {name: value for name, value in compiled.params.items() if name in places and name not in names}
    unbound = [name for name in constants if compiled.binds[name].required]
    if unbound:
        raise Defect(f"a statement lacks values for {', '.join(unbound)}")
    take: Callable[[Parameters], tuple[Any, ...]]
    match places:
        case []:
            take = _none
        case [place]:
            take = _only(place)
        case _:
            take = itemgetter(*places)
    columns = [str(column[0]) for column in compiled._result_columns]
    row = NamedTuple("row", [(name, Any) for name in columns])  # type: ignore[misc]
    return _Prepared(str(compiled), take, constants, row)


def _only(name: str) -> Callable[[Parameters], tuple[Any, ...]]:
    return lambda row: (row[name],)


def _none(_row: Parameters) -> tuple[Any, ...]:
    return ()


class _Translated:
    """The driver's errors as SQLAlchemy's, which `failures` tells apart; without the values, which quote people."""

    def __init__(self, sql: str) -> None:
        self._sql = sql

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            raise _kind_of(error)(self._sql, None, error) from None


def _kind_of(error: sqlite3.Error) -> type[exc.DBAPIError]:
    kind = getattr(exc, type(error).__name__, None)
    return kind if isinstance(kind, type) and issubclass(kind, exc.DBAPIError) else exc.DatabaseError
