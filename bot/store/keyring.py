"""The console's keys in the database: links that open it once, and browsers that are signed in.

Fills `facilitation.keyring.Keyring`. Only digests come in here; the keys themselves are made and read by the use case.
Writes go through the store's one writer, and what is expired is swept away as new ones are written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, and_, bindparam, delete, insert, select

from bot.facilitation.keyring import Seat
from bot.store import tables as t
from bot.store.batch import Call
from bot.store.moments import moment, ticks

_LINKS = t.console_links
_SEATS = t.console_seats
_valid_link = and_(_LINKS.c.digest == bindparam("key"), _LINKS.c.until > bindparam("now"))
_LINK = select(_LINKS.c.person).where(_valid_link)
_SEAT = select(_SEATS.c.person, _SEATS.c.since).where(
    _SEATS.c.digest == bindparam("key"), _SEATS.c.until > bindparam("now")
)
_TAKE = delete(_LINKS).where(_valid_link).returning(_LINKS.c.person)


class SqlKeyring:
    """Links and seats by digest. `read` and `write` are the store's."""

    def __init__(self, read: Callable[..., Awaitable[Sequence[Any]]], write: Callable[[Call], Awaitable[Any]]) -> None:
        self._read = read
        self._write = write

    async def add_link(self, digest: str, person: str, now: datetime, until: datetime) -> None:
        """A link that opens the console once before `until`; those that were never used and are expired go."""

        def add(conn: Connection) -> None:
            conn.execute(delete(_LINKS).where(_LINKS.c.until <= ticks(now)))
            conn.execute(insert(_LINKS), {"digest": digest, "person": person, "until": ticks(until)})

        await self._write(Call(add))

    async def link(self, digest: str, now: datetime) -> str:
        """Whose link it is, empty if there is none to use any more. It can still be used afterwards."""
        return await self._one(_LINK, digest, now)

    async def take_link(self, digest: str, now: datetime) -> str:
        """Whose link it was, empty if there was none. It is used now: of two who come at once, one gets it."""

        def take(conn: Connection) -> str:
            taken = conn.execute(_TAKE, {"key": digest, "now": ticks(now)}).first()
            return "" if taken is None else str(taken[0])

        person: str = await self._write(Call(take))
        return person

    async def add_seat(self, digest: str, seat: Seat, until: datetime) -> None:
        """A browser is signed in until then; seats that are expired go."""

        def add(conn: Connection) -> None:
            conn.execute(delete(_SEATS).where(_SEATS.c.until <= ticks(seat.since)))
            row = {"digest": digest, "person": seat.person, "since": ticks(seat.since), "until": ticks(until)}
            conn.execute(insert(_SEATS), row)

        await self._write(Call(add))

    async def seat(self, digest: str, now: datetime) -> Seat | None:
        """Who is signed in there, None if nobody is any more."""
        found = await self._read(_SEAT, key=digest, now=ticks(now))
        if not found:
            return None
        return Seat(found[0].person, moment(found[0].since))

    async def drop_seat(self, digest: str) -> None:
        """That browser is signed out."""
        await self._write(Call(lambda conn: _gone(conn, delete(_SEATS).where(_SEATS.c.digest == digest))))

    async def drop_all(self, person: str) -> int:
        """Every browser of that person is signed out, every link of theirs is void; how many browsers that was."""

        def drop(conn: Connection) -> int:
            _gone(conn, delete(_LINKS).where(_LINKS.c.person == person))
            return _gone(conn, delete(_SEATS).where(_SEATS.c.person == person))

        dropped: int = await self._write(Call(drop))
        return dropped

    async def _one(self, statement: Select[Any], digest: str, now: datetime) -> str:
        found = await self._read(statement, key=digest, now=ticks(now))
        return str(found[0][0]) if found else ""


def _gone(conn: Connection, statement: Any) -> int:
    return int(conn.execute(statement).rowcount)
