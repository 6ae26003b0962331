"""What organisations keep in writing. Fills `facilitation.organisation_texts.OrganisationTexts`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, select

from bot.facilitation.organisation_texts import OrganisationText
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks
from bot.store.versions import add_next

_T = t.organisation_texts
_OF_ONE: Final = (_T.c.organisation == bindparam("organisation")) & (_T.c.name == bindparam("name"))
_NEWEST: Final = select(_T).where(_OF_ONE).order_by(_T.c.version.desc()).limit(1)


class SqlOrganisationTexts:
    """Versions by organisation and name. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def newest(self, organisation: str, name: str) -> OrganisationText | None:
        """The newest version, if there is one."""
        found = await self._read(_NEWEST, organisation=organisation, name=name)
        for row in found:
            return OrganisationText(row.organisation, row.name, row.version, row.text, moment(row.at), row.by)
        return None

    async def add(self, text: OrganisationText) -> bool:
        """Keep this version if it follows the newest one."""
        key = {"organisation": text.organisation, "name": text.name}
        columns = {"text": text.text, "at": ticks(text.at), "by": text.by}
        return await add_next(self._write, _T, key, text.version, columns)
