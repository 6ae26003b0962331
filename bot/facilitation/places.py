"""The places of a session: how many there are, who holds one, who waits for one. Pure, and the records of it.

The open link, if places are counted, is an `Invitation` whose key is the hash of the session's join code and whose
`most` is the number of places. A link for a profile has a number of its own; a personal one lets one person in. Not
here: letting people in (`entrance`), changing any of this (`ticketing`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

import msgspec

from bot.engine.run import Status
from bot.facilitation.organisations import Invitation

OPEN: Final = "open"
PROFILE: Final = "profile"
PERSONAL: Final = "personal"
"""`Invitation.role` of the links that lead into a session."""


HOLD_A_PLACE: Final = (Status.ENTERING, Status.ACTIVE, Status.FINISHED)
"""Who has left, declined or cannot be reached frees a place."""


class Waiting(msgspec.Struct, frozen=True):
    """Somebody on a session's waiting list, or to whom a place is being offered: kept for them until `offered_until`.

    `link`: the key of the invitation they came by; empty for a session whose places are not counted.
    """

    session: str
    person: str
    link: str
    since: datetime
    offered_until: datetime | None = None


class PlaceReads(Protocol):
    """What can be read of places; part of the port `Store`."""

    async def occupancy(self, session: str) -> tuple[dict[str, int], list[Waiting]]:
        """How many people have a place, by the key of the link they came by, and who waits or has one kept.

        Of one moment: whoever takes the place that was kept for them is counted once, in one or the other.
        """

    async def waiting(self, session: str) -> list[Waiting]:
        """Who waits for a place, or has one kept; first come first."""


class Places(msgspec.Struct, frozen=True):
    """The places of one session, as read together."""

    open: Invitation | None
    """None: places are not counted, and the open link lets everybody in."""
    links: tuple[Invitation, ...]
    held: Mapping[str, int]
    """How many people are in by each link."""
    waiting: Sequence[Waiting]

    @property
    def capacity(self) -> int:
        """How many places there are; 0: as many as come."""
        return self.open.most if self.open is not None else 0

    @property
    def taken(self) -> int:
        """How many are held, or kept for somebody."""
        return sum(self.held.values()) + sum(1 for one in self.waiting if one.offered_until is not None)

    @property
    def queue(self) -> list[Waiting]:
        """Who waits, first come first."""
        return [one for one in self.waiting if one.offered_until is None]

    def by(self, link: str) -> int:
        """How many places are held or kept by people of that link."""
        kept = sum(1 for one in self.waiting if one.offered_until is not None and one.link == link)
        return self.held.get(link, 0) + kept

    def of(self, link: str) -> Invitation | None:
        """The link of that key, if it leads into this session."""
        return next((one for one in self.links if one.key == link), None)

    def has_room(self, link: str) -> bool:
        """Whether somebody who comes by that link finds a place."""
        found = self.of(link)
        if found is not None and found.role == PROFILE and self.by(link) >= found.most:
            return False
        return not self.capacity or self.taken < self.capacity

    def last(self, now: datetime) -> datetime:
        """A moment after that of everybody on the list, so that who comes in the same instant keeps her turn."""
        return max([now, *(one.since + timedelta(microseconds=1) for one in self.waiting)])

    def rank(self, person: str) -> int:
        """The place on the waiting list, from 1."""
        return 1 + [one.person for one in self.queue].index(person)
