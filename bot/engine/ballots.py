"""What is voted on, and what came out.

Here: the items of a ballot and the counted result of a vote, as both aggregates and the notebook read them.
Not here: the counting itself (`voting`).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.script import StepId
from bot.engine.voting.opinion import Opinions

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
    """Ballots on one item: `counts` per grade, worst first; or per number of points, from 0; or per place, first first.

    `no_opinion` apart: « sans avis », or left out of a ranking.
    """

    code: ItemCode
    counts: tuple[int, ...]
    no_opinion: int = 0

    @property
    def expressed(self) -> int:
        """How many gave a grade."""
        return sum(self.counts)


class Standing(msgspec.Struct, frozen=True):
    """Where an item ends. `rank` is None when too few graded it; equal ranks are ties, left as they are.

    `grade` indexes the grades, worst = 0; `above` and `below` count the ballots strictly better and worse than it.
    Where there is no grade, `score` is the sum of points or the people who approve; of statements `above` and `below`
    are the people for and against; of rankings the duels won and lost, and `score` is twice Borda's
    (an item that a ballot leaves out shares places, hence halves).
    """

    code: ItemCode
    rank: int | None
    grade: int | None = None
    above: int = 0
    below: int = 0
    score: int = 0


class ItemMoves(msgspec.Struct, frozen=True):
    """Between two rounds: of `people` who answered both, who went `up`, `down`, or to or from no opinion (`aside`)."""

    code: ItemCode
    people: int
    up: int = 0
    down: int = 0
    aside: int = 0

    @property
    def moved(self) -> int:
        """Who changed."""
        return self.up + self.down + self.aside


class Kept(msgspec.Struct, frozen=True):
    """What a method keeps: `chosen` however ties are left, and `tied`, between which `open_seats` are.

    `left_out`: the kinds of actors of whom nobody named anything of these, as codes of the profile's options.
    """

    chosen: tuple[ItemCode, ...]
    tied: tuple[ItemCode, ...] = ()
    open_seats: int = 0
    left_out: tuple[str, ...] = ()


NOTHING: Final = Kept(())


class Portfolios(msgspec.Struct, frozen=True):
    """What to keep if `seats` items are kept: by the plain total, and by two methods that leave each part its share.

    `kinds`: how many kinds of actors were looked at to say who is left out; those of too few people are not.
    """

    seats: int
    equal_shares: Kept
    sequential: Kept
    total: Kept = NOTHING
    """Kept by nobody in results that were counted before it was: they are read, and say less."""
    kinds: int = 0


class VoteResult(msgspec.Struct, frozen=True):
    """A closed vote.

    `voters`: people with at least one grade or « sans avis »; `electorate`: people active at the close.
    `opinions`: of statements, the groups of people who answer alike, or why there are none.
    `portfolios`: of points and approval, what to keep if a few are kept; None where there is nothing to choose.
    `duels`: of rankings, row by row in the order of `items`, the voters who put this item before that one.
    `moves`: of a second round, an item after the other.
    """

    step: StepId
    voters: int
    electorate: int
    items: tuple[Item, ...]
    counts: tuple[ItemCount, ...]
    standings: tuple[Standing, ...]
    duels: tuple[tuple[int, ...], ...] = ()
    opinions: Opinions | None = None
    moves: tuple[ItemMoves, ...] = ()
    portfolios: Portfolios | None = None
