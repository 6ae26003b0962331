"""Approval: each person names the items they would accept; the most named come first.

Here too: the round of support, which is an approval with a most. Not here: choosing several so that each part of the
group keeps one (`portfolio`).
"""

from collections.abc import Collection, Iterable, Sequence

from bot.engine.voting.terms import (
    DuplicateItem,
    ItemId,
    Place,
    UnknownItem,
    VotingError,
    Weight,
    distinct,
    places,
    weighed,
)


class TooManyNamed(VotingError):
    """A ballot names more items than it may."""


def approval(
    ballots: Iterable[Collection[ItemId]],
    items: Sequence[ItemId],
    *,
    at_most: int | None = None,
    weights: Sequence[Weight] | None = None,
) -> list[Place]:
    """Count who names each item, best first; equal counts share a rank.

    An empty ballot is a ballot that accepts nothing. An item nobody named is last, with the score 0.

    Raises:
        UnknownItem: a ballot names something else.
        DuplicateItem: `items`, or a ballot, names an item twice.
        TooManyNamed: a ballot names more than `at_most`.
        UnequalWeights, NegativeCount: the weights do not fit the ballots.
    """
    known = distinct(items)
    scores: dict[ItemId, Weight] = dict.fromkeys(items, 0)
    for ballot, weight in weighed(ballots, weights):
        if at_most is not None and len(ballot) > at_most:
            raise TooManyNamed(f"a ballot names {len(ballot)} items, {at_most} at most")
        if len(set(ballot)) != len(ballot):
            raise DuplicateItem(f"a ballot names an item twice: {sorted(ballot)!r}")
        for item in ballot:
            if item not in known:
                raise UnknownItem(f"a ballot names {item!r}, which is not put to the vote")
            scores[item] += weight
    return [Place(item, rank, scores[item]) for item, rank in places(scores).items()]
