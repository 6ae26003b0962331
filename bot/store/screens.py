"""Which cards are on somebody's screen, as remembered between commits.

Every text is filed under the card it answers, so this is asked for each of them; a claim and a settlement move it on.
Pure: the rows of the table `shown` as values. Not here: the statements that say the same (`outbox_claims`,
`outbox_settling`), and whether anything is remembered at all (`cache`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from bot.facilitation.ports import Shown

LAST_SHOWN = 8


class Seen(NamedTuple):
    """A row of `shown`. `resent`: the outbox row that brought it may have been delivered before."""

    row: int
    wait: str
    ref: int
    resent: bool


Screen = tuple[Seen, ...]
"""All the cards of a participant, oldest first."""


class Move(NamedTuple):
    """One card on its way (`ref` 0) or delivered."""

    participant: str
    seen: Seen


class News(NamedTuple):
    """What a settlement changes. `unsure`: participants whose screens are to be read again; None: everybody's."""

    moves: Sequence[Move] = ()
    unsure: Sequence[str] | None = ()


def on_its_way(seen: Seen, screen: Screen) -> Screen:
    """Claimed: from now on it may be on the screen. A card known already (an edit is on its way) stays as it is."""
    if any(one.wait == seen.wait for one in screen):
        return screen
    return _ordered((*screen, seen))


def delivered(seen: Seen, screen: Screen) -> Screen:
    """Edited in place, it stays where it is; sent anew, it is the newest."""
    for one in screen:
        if one.wait == seen.wait:
            if one.ref == seen.ref:
                return screen
            return _ordered((*(other for other in screen if other is not one), seen))
    return _ordered((*screen, seen))


def last_shown(participant: str, screen: Screen) -> list[Shown]:
    """As the port gives them."""
    return [Shown(participant, wait, ref, bool(ref and resent)) for _, wait, ref, resent in screen[-LAST_SHOWN:]]


def _ordered(cards: Screen) -> Screen:
    return tuple(sorted(cards))
