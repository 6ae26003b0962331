"""How the team read each contribution. Fills `facilitation.coding.Codings`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.facilitation.coding import Coding
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks

_T = t.codings
_OF = select(_T).where(_T.c.session == bindparam("key")).order_by(_T.c.contribution)


class SqlCodings:
    """One row a contribution. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def of(self, session: str) -> list[Coding]:
        """Those of a session."""
        found = await self._read(_OF, key=session)
        return [
            Coding(row.session, row.contribution, tuple(row.codes.split()), moment(row.at), row.by) for row in found
        ]

    async def put(self, coding: Coding) -> None:
        """Keep it, in place of an earlier one."""
        row = {
            "contribution": coding.contribution,
            "session": coding.session,
            "codes": " ".join(coding.codes),
            "at": ticks(coding.at),
            "by": coding.by,
        }

        def put(conn: Connection) -> None:
            conn.execute(delete(_T).where(_T.c.contribution == coding.contribution))
            conn.execute(insert(_T), row)

        await self._write(Call(put))
