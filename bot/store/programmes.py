"""Programmes in the database. Fills `facilitation.programmes.Programmes`, and runs the writes about them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, assert_never

from sqlalchemy import Connection, bindparam, select

from bot.facilitation.programmes import PlaceSession, Programme, ProgrammeWrite, SaveProgramme
from bot.facilitation.records import SessionRecord
from bot.store import rows
from bot.store import tables as t
from bot.store.execution import many
from bot.store.moments import moment, ticks
from bot.store.statements import Statements

_P, _S = t.programmes, t.programme_sessions
_ONE = select(_P).where(_P.c.id == bindparam("key"))
_ALL = select(_P).order_by(_P.c.created_at.desc(), _P.c.id.desc())
_OF_ORGANISATION = (
    select(_P).where(_P.c.organisation == bindparam("key")).order_by(_P.c.created_at.desc(), _P.c.id.desc())
)
_OF_SESSION = select(_P).join(_S, _S.c.programme == _P.c.id).where(_S.c.session == bindparam("key"))
_SESSIONS = (
    select(t.sessions)
    .join(_S, _S.c.session == t.sessions.c.id)
    .where(_S.c.programme == bindparam("key"))
    .order_by(t.sessions.c.created_at, t.sessions.c.id)
)


class SqlProgrammes:
    """By id, by organisation, by session. `read` is the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]]) -> None:
        self._read = read

    async def one(self, programme: str) -> Programme | None:
        """By id."""
        found = await self._read(_ONE, key=programme)
        return _programme(found[0]) if found else None

    async def all(self) -> list[Programme]:
        """Every one, the one made last first."""
        return [_programme(row) for row in await self._read(_ALL)]

    async def of_organisation(self, organisation: str) -> list[Programme]:
        """Those of an organisation, the one made last first."""
        return [_programme(row) for row in await self._read(_OF_ORGANISATION, key=organisation)]

    async def of_session(self, session: str) -> Programme | None:
        """The one that a session is in."""
        found = await self._read(_OF_SESSION, key=session)
        return _programme(found[0]) if found else None

    async def sessions(self, programme: str) -> list[SessionRecord]:
        """The sessions of a programme, oldest first."""
        return [rows.to_session(row._mapping) for row in await self._read(_SESSIONS, key=programme)]


def _programme(row: Any) -> Programme:
    return Programme(row.id, row.organisation, row.name, moment(row.created_at), row.by)


def write_programmes(conn: Connection, do: Statements, writes: Sequence[ProgrammeWrite]) -> None:
    """Run them one by one, in their order: they are few, and a session may be moved twice."""
    for write in writes:
        match write:
            case SaveProgramme(programme=one):
                row = {
                    "id": one.id,
                    "organisation": one.organisation,
                    "name": one.name,
                    "created_at": ticks(one.created_at),
                    "by": one.by,
                }
                many(conn, do.save_programme, [row])
            case PlaceSession(session=session, programme=""):
                many(conn, do.displace_session, [{"b_session": session}])
            case PlaceSession(session=session, programme=programme):
                many(conn, do.place_session, [{"session": session, "programme": programme}])
            case _:
                assert_never(write)
