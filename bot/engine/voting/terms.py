"""The words that every method of voting shares: items, places, weights, and what a count refuses.

Not here: any method. A refusal is a defect of whoever calls, or of the file counted, never a participant's slip.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias, TypeVar

ItemId: TypeAlias = str
"""Names an item of a pool (a horizon's stable code)."""

Weight: TypeAlias = int | Fraction
"""How many people a ballot stands for. Exact: a third is a Fraction."""

QUORUM = "quorum"
"""Reason code: under half of the voters graded the item, or nobody did."""


class VotingError(ValueError):
    """A count that no vote can produce: a defect of the caller, never a participant's slip."""


class UnequalScales(VotingError):
    """Two tallies have different numbers of grades."""


class NegativeCount(VotingError):
    """A count is below zero."""


class EmptyScale(VotingError):
    """There is no grade to give."""


class NoBallot(VotingError):
    """Nobody graded the item, so it has no majority grade."""


class GradeOutOfRange(VotingError):
    """A ballot gives a grade the scale does not have."""


class UnknownItem(VotingError):
    """A ballot names an item that is not put to the vote."""


class DuplicateItem(VotingError):
    """An item is listed twice."""


class MoreBallotsThanVoters(VotingError):
    """More people graded an item, or had no opinion on it, than voted."""


class UnequalWeights(VotingError):
    """There is not one weight a ballot."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item ends: `rank` starts at 1 and is shared by ties (1, 2, 2, 4); `score` is what the method counted.

    `score` is None for a method that compares pairs and counts nothing an item.
    """

    item: ItemId
    rank: int
    score: Weight | None = None


_Ballot = TypeVar("_Ballot")


def weighed(ballots: Iterable[_Ballot], weights: Sequence[Weight] | None) -> Iterator[tuple[_Ballot, Weight]]:
    """Pair each ballot with its weight, 1 when there are none.

    Raises:
        UnequalWeights: there is not one weight a ballot.
        NegativeCount: a weight is below zero.
    """
    if weights is None:
        yield from ((ballot, 1) for ballot in ballots)
        return
    left = iter(weights)
    number = 0
    for number, ballot in enumerate(ballots, 1):
        weight = next(left, None)
        if weight is None:
            raise UnequalWeights(f"more ballots than the {len(weights)} weights")
        if weight < 0:
            raise NegativeCount(f"ballot {number} weighs {weight}")
        yield ballot, weight
    if number != len(weights):
        raise UnequalWeights(f"{number} ballots, {len(weights)} weights")


def distinct(items: Sequence[ItemId]) -> frozenset[ItemId]:
    """The items as a set.

    Raises:
        DuplicateItem: one is listed twice.
    """
    found = frozenset(items)
    if len(found) != len(items):
        raise DuplicateItem(f"an item is listed twice in {list(items)!r}")
    return found


def places(scores: Mapping[ItemId, Any]) -> dict[ItemId, int]:
    """Rank by score, greatest first: equal scores share a rank and the next is skipped (1, 2, 2, 4).

    Any scores that compare with one another will do. Returned best first; ties keep the order of the mapping, which
    means nothing.
    """
    ordered = sorted(scores, key=lambda item: scores[item], reverse=True)
    found: dict[ItemId, int] = {}
    for position, item in enumerate(ordered, 1):
        before = ordered[position - 2] if position > 1 else None
        found[item] = found[before] if before is not None and scores[before] == scores[item] else position
    return found
