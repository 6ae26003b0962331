"""The team's own texts, every version of them. Fills `facilitation.team_texts.TeamTexts`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import bindparam, func, select

from bot.facilitation.team_texts import TeamText
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks
from bot.store.versions import add_next

_T = t.team_texts
_newest = select(_T.c.name, func.max(_T.c.version).label("version")).where(_T.c.session == bindparam("key"))
_newest_by_name = _newest.group_by(_T.c.name).subquery()
_OF = (
    select(_T)
    .join(_newest_by_name, (_T.c.name == _newest_by_name.c.name) & (_T.c.version == _newest_by_name.c.version))
    .where(_T.c.session == bindparam("key"))
    .order_by(_T.c.name)
)


class SqlTeamTexts:
    """Versions by session and name. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def of(self, session: str) -> list[TeamText]:
        """The newest version of each text, by name."""
        found = await self._read(_OF, key=session)
        return [TeamText(row.session, row.name, row.version, row.text, moment(row.at), row.by) for row in found]

    async def add(self, text: TeamText) -> bool:
        """Keep this version if it follows the newest one."""
        key = {"session": text.session, "name": text.name}
        columns = {"text": text.text, "at": ticks(text.at), "by": text.by}
        return await add_next(self._write, _T, key, text.version, columns)
