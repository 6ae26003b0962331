"""What is gathered from the store before a stretch begins: the ideas and words that the group's lists are made of.

Here: the shapes. Not here: which steps need what, and what is made of it (`lists`).
"""

from __future__ import annotations

import msgspec

from bot.engine.script import Key


class Needed(msgspec.Struct, frozen=True):
    """What must be gathered before a stretch begins: ideas of pools, and what was said at keys.

    `sessions`: per key, the code of the other session whose contributions are read there.
    """

    pools: tuple[str, ...] = ()
    keys: tuple[Key, ...] = ()
    sessions: dict[Key, str] = {}
    profile: Key = ""
    """The question that says who somebody is, where teams of different people are made; among `keys` too."""

    def __bool__(self) -> bool:
        return bool(self.pools or self.keys)


class Utterance(msgspec.Struct, frozen=True):
    """Something that was said and may be shown to others.

    `author`: a participant; `side`: what they answered at `Arguments.by`; `about`: of a reservation, the item.
    """

    id: str
    text: str
    author: str = ""
    side: str = ""
    about: str = ""


class Matter(msgspec.Struct, frozen=True):
    """What was gathered. `ideas`: per pool, those still standing, oldest first."""

    ideas: dict[str, tuple[Utterance, ...]] = {}
    said: dict[Key, tuple[Utterance, ...]] = {}
    profiles: dict[str, str] = {}
    """Participant → the code of their profile."""
    positions: dict[Key, dict[str, int]] = {}
    """Of a debate, per question that asks where people stand: code → how many."""
