"""The keys of the console as they are kept: by digest, each with whom it lets in. A port that the store fills.

Not here: making keys, and how long they last (`doors`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec


class Seat(msgspec.Struct, frozen=True):
    """A browser that is signed in: who sits there, and since when."""

    person: str
    since: datetime


class Keyring(Protocol):
    """Where digests of keys are kept."""

    async def add_link(self, digest: str, person: str, now: datetime, until: datetime) -> None:
        """A link for that person."""

    async def link(self, digest: str, now: datetime) -> str:
        """Whose link it is, empty if none is to be used any more. Does not use it."""

    async def take_link(self, digest: str, now: datetime) -> str:
        """Use it: whose it was, empty if none was left."""

    async def add_seat(self, digest: str, seat: Seat, until: datetime) -> None:
        """A browser is signed in."""

    async def seat(self, digest: str, now: datetime) -> Seat | None:
        """Who sits there."""

    async def drop_seat(self, digest: str) -> None:
        """Sign that browser out."""

    async def drop_all(self, person: str) -> int:
        """Sign every browser of that person out, void their links; how many browsers."""
