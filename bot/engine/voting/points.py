"""Points to share out: each person has a budget, at most so many on one item; the greatest sum comes first.

Beside the sum stands the number of people who gave at least one point: three points of one person are not one point of
three.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.engine.voting.terms import ItemId, NegativeCount, UnknownItem, VotingError, Weight, distinct, places, weighed


class OverBudget(VotingError):
    """A ballot gives more points than it has."""


class OverCap(VotingError):
    """A ballot gives one item more points than one item may get."""


@dataclass(frozen=True, slots=True)
class Points:
    """What an item received: `points` in all, from `people` who gave it at least one."""

    item: ItemId
    rank: int
    points: Weight
    people: Weight


def points(
    ballots: Iterable[Mapping[ItemId, int]],
    items: Sequence[ItemId],
    *,
    budget: int,
    cap: int | None = None,
    weights: Sequence[Weight] | None = None,
) -> list[Points]:
    """Add up the points, greatest sum first; equal sums share a rank, however many people they come from.

    Points that a ballot keeps are lost. `cap` None: the whole budget may go to one item.

    Raises:
        OverBudget, OverCap: a ballot gives too much, in all or to one item.
        NegativeCount: a ballot takes points away; or a weight, `budget` or `cap` is below zero.
        UnknownItem: a ballot gives points to something else.
        DuplicateItem: `items` names one twice.
        UnequalWeights: there is not one weight a ballot.
    """
    known = distinct(items)
    if budget < 0 or (cap is not None and cap < 0):
        raise NegativeCount(f"a budget of {budget}, a cap of {cap}")
    sums: dict[ItemId, Weight] = dict.fromkeys(items, 0)
    people: dict[ItemId, Weight] = dict.fromkeys(items, 0)
    for ballot, weight in weighed(ballots, weights):
        for item, given in ballot.items():
            if item not in known:
                raise UnknownItem(f"a ballot gives points to {item!r}, which is not put to the vote")
            if given < 0:
                raise NegativeCount(f"a ballot gives {given} points to {item!r}")
            if cap is not None and given > cap:
                raise OverCap(f"a ballot gives {given} points to {item!r}, {cap} at most")
            sums[item] += given * weight
            people[item] += weight if given else 0
        if sum(ballot.values()) > budget:
            raise OverBudget(f"a ballot gives {sum(ballot.values())} points, {budget} at most")
    return [Points(item, rank, sums[item], people[item]) for item, rank in places(sums).items()]
