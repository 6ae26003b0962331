"""What organisations decide for themselves, as rows. Fills `facilitation.organisation_settings`' port."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from bot.facilitation.organisation_settings import OrganisationSettings
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks
from bot.store.versions import add_next

_T = t.organisation_settings
_OF_ONE: Final = _T.c.organisation == bindparam("organisation")
_NEWEST: Final = select(_T).where(_OF_ONE).order_by(_T.c.version.desc()).limit(1)
_CHOSEN: Final = select(t.session_templates.c.template).where(t.session_templates.c.session == bindparam("session"))


class SqlOrganisationSettings:
    """Versions by organisation. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def of(self, organisation: str) -> OrganisationSettings | None:
        """The newest version, if there is one."""
        found = await self._read(_NEWEST, organisation=organisation)
        return OrganisationSettings(**{**found[0]._mapping, "at": moment(found[0].at)}) if found else None

    async def add(self, settings: OrganisationSettings) -> bool:
        """Keep this version if it follows the newest one."""
        assert settings.at is not None  # noqa: S101 -- only what was never kept has no moment
        columns = {**msgspec.structs.asdict(settings), "at": ticks(settings.at)}
        return await add_next(self._write, _T, {"organisation": settings.organisation}, settings.version, columns)

    async def template_of(self, session: str) -> str:
        """The templates chosen for one session."""
        found = await self._read(_CHOSEN, session=session)
        return str(found[0].template) if found else ""

    async def choose(self, session: str, template: str) -> None:
        """Choose them, instead of those chosen before."""

        def write(conn: Connection) -> None:
            conn.execute(delete(t.session_templates).where(t.session_templates.c.session == session))
            if template:
                conn.execute(insert(t.session_templates), {"session": session, "template": template})

        await self._write(Call(write))
