"""Things kept in versions: a version is added after the newest one, or not at all."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from bot.store.batch import Call


async def add_next(
    write: Callable[[Call], Awaitable[Any]],
    table: Table,
    key: Mapping[str, str],
    version: int,
    columns: Mapping[str, Any],
) -> bool:
    """Keep the version `version` of what `key` names; False, and nothing written, unless it follows the newest."""
    of_that = [table.c[name] == value for name, value in key.items()]
    newest = select(func.max(table.c.version)).where(*of_that)

    def add(conn: Connection) -> bool:
        if (conn.execute(newest).scalar() or 0) != version - 1:
            return False
        conn.execute(insert(table), {**key, "version": version, **columns})
        return True

    kept: bool = await write(Call(add))
    return kept
