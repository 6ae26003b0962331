"""Workshops that organisations write themselves, every version. Fills `facilitation.own_scripts.OwnScripts`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Select, bindparam, func, select

from bot.facilitation.own_scripts import OwnScript, ScriptVersion
from bot.facilitation.records import ScriptSource
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks
from bot.store.versions import add_next

_T = t.own_scripts
_ABOUT: Final = (_T.c.organisation, _T.c.workshop, _T.c.version, _T.c.hash, _T.c.sound, _T.c.at, _T.c.by, _T.c.note)


def _newest(*, sound: bool) -> Select[Any]:
    last = select(_T.c.organisation, _T.c.workshop, func.max(_T.c.version).label("version"))
    last = last.where(_T.c.organisation.in_(bindparam("keys", expanding=True)))
    if sound:
        last = last.where(_T.c.sound)
    those = last.group_by(_T.c.organisation, _T.c.workshop).subquery()
    same = (
        (_T.c.organisation == those.c.organisation)
        & (_T.c.workshop == those.c.workshop)
        & (_T.c.version == those.c.version)
    )
    later = _T.alias()
    away = (
        (later.c.organisation == _T.c.organisation)
        & (later.c.workshop == _T.c.workshop)
        & (later.c.version > _T.c.version)
        & (later.c.hash == "")
    )
    found = select(_T).join(those, same)
    if sound:
        found = found.where(~select(later.c.version).where(away).exists())
    return found.order_by(_T.c.workshop, _T.c.organisation)


_NEWEST: Final = {sound: _newest(sound=sound) for sound in (False, True)}
_OF_ONE: Final = (_T.c.organisation == bindparam("organisation")) & (_T.c.workshop == bindparam("workshop"))
_VERSIONS: Final = select(*_ABOUT).where(_OF_ONE).order_by(_T.c.version)
_ONE: Final = select(_T).where(_OF_ONE, _T.c.version == bindparam("version"))


class SqlOwnScripts:
    """Versions by organisation and workshop. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def newest(self, organisations: Sequence[str], *, sound: bool) -> list[OwnScript]:
        """The newest version of each workshop, or the newest sound one."""
        return [_script(row) for row in await self._read(_NEWEST[sound], keys=list(organisations))]

    async def versions(self, organisation: str, workshop: str) -> list[ScriptVersion]:
        """Those of one workshop, oldest first."""
        return [_about(row) for row in await self._read(_VERSIONS, organisation=organisation, workshop=workshop)]

    async def one(self, organisation: str, workshop: str, version: int) -> OwnScript | None:
        """One version, if it is there."""
        found = await self._read(_ONE, organisation=organisation, workshop=workshop, version=version)
        return _script(found[0]) if found else None

    async def add(self, script: OwnScript) -> bool:
        """Keep this version if it follows the newest one."""
        about = script.about
        key = {"organisation": about.organisation, "workshop": about.workshop}
        columns = {
            "hash": about.hash,
            "sound": about.sound,
            "at": ticks(about.at),
            "by": about.by,
            "note": about.note,
            "files": msgspec.msgpack.encode(script.source),
        }
        return await add_next(self._write, _T, key, about.version, columns)


def _about(row: Any) -> ScriptVersion:
    return ScriptVersion(
        row.organisation, row.workshop, row.version, row.hash, row.sound, moment(row.at), row.by, row.note
    )


def _script(row: Any) -> OwnScript:
    return OwnScript(_about(row), msgspec.msgpack.decode(row.files, type=ScriptSource))
