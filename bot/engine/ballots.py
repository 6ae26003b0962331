"""What is voted on, and what came out.

Here: the items of a ballot and the counted result of a vote, as both aggregates and the notebook read them.
Not here: the counting itself (`voting`).
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.engine.script import StepId

ItemCode = str


class Origin(StrEnum):
    """Where an item comes from. Never shown during the vote."""

    PREPARED = "prepared"
    GROUP = "group"
    FACILITATION = "facilitation"


class Item(msgspec.Struct, frozen=True):
    """One thing graded. `sources`: ids of the ideas it is made of (none for a prepared item)."""

    code: ItemCode
    text: str
    origin: Origin
    sources: tuple[str, ...] = ()


class ItemCount(msgspec.Struct, frozen=True):
    """Ballots on one item: `counts` per grade, worst first (or per number of points, from 0); `no_opinion` apart."""

    code: ItemCode
    counts: tuple[int, ...]
    no_opinion: int = 0

    @property
    def expressed(self) -> int:
        """How many gave a grade."""
        return sum(self.counts)


class Standing(msgspec.Struct, frozen=True):
    """Where an item ends. `rank` is None when too few graded it; equal ranks are ties, left as they are.

    `grade` indexes the grades, worst = 0; `above` and `below` count the ballots strictly better and worse than it. Of
    points and support, `score` is the sum, and there is no grade.
    """

    code: ItemCode
    rank: int | None
    grade: int | None = None
    above: int = 0
    below: int = 0
    score: int = 0


class VoteResult(msgspec.Struct, frozen=True):
    """A closed vote.

    `voters`: people with at least one grade or « sans avis »; `electorate`: people active at the close.
    """

    step: StepId
    voters: int
    electorate: int
    items: tuple[Item, ...]
    counts: tuple[ItemCount, ...]
    standings: tuple[Standing, ...]
