"""The console's door: links that open it once, and browsers that are signed in.

A key is 256 bits that nobody can guess; what is kept of it is its digest. A link is for one person, is used once and
lasts ten minutes; a seat is a browser that is signed in. Both only say *who* is there: what that person may see is
asked again at every request (`access`). Not here: cookies, pages, tokens of forms (`console`).
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Final

from bot.facilitation.keyring import Keyring, Seat
from bot.facilitation.ports import Clock, Entropy, Store
from bot.facilitation.records import Person

LINK_LASTS: Final = timedelta(minutes=10)
SEAT_LASTS: Final = timedelta(hours=12)
KEY_LENGTH: Final = 52
"""Five bits a character: 260."""


class Doors:
    """Letting people in, and out again."""

    def __init__(self, store: Store, clock: Clock, entropy: Entropy) -> None:
        self._keyring: Keyring = store.keyring
        self._store = store
        self._clock = clock
        self._entropy = entropy

    async def link(self, person: str) -> str:
        """A key that signs that person in, once, within ten minutes."""
        key = self._entropy.token(KEY_LENGTH)
        now = self._clock.now()
        await self._keyring.add_link(_digest(key), person, now, now + LINK_LASTS)
        return key

    async def opens(self, key: str) -> bool:
        """Whether the key of a link would let somebody in. Looking does not use it: a preview must not burn it."""
        return bool(await self._keyring.link(_digest(key), self._clock.now()))

    async def enter(self, key: str) -> str | None:
        """Use a link: the key of the seat, or None if the link is used, expired, or was never ours."""
        now = self._clock.now()
        person = await self._keyring.take_link(_digest(key), now)
        if not person:
            return None
        seat = self._entropy.token(KEY_LENGTH)
        await self._keyring.add_seat(_digest(seat), Seat(person, now), now + SEAT_LASTS)
        return seat

    async def who(self, key: str) -> Person | None:
        """Who sits there, None if nobody does any more."""
        seat = await self._keyring.seat(_digest(key), self._clock.now())
        return None if seat is None else await self._store.person(seat.person)

    async def leave(self, key: str) -> None:
        """Sign out here."""
        await self._keyring.drop_seat(_digest(key))

    async def leave_everywhere(self, person: str) -> int:
        """Sign out everywhere, and void the links under way; from how many browsers."""
        return await self._keyring.drop_all(person)


def _digest(key: str) -> str:
    # No salt and no slow hash: the key is chance, not a word that somebody chose.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
