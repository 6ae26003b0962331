"""Borda's count: on each ballot, an item gets one point for each item it is placed above, and half for each equal.

Shown beside the methods that compare duels: it tells how high items stand on average, which a duel does not.

Source: J.-C. de Borda, « Mémoire sur les élections au scrutin » (1781); halves for equals keep the sum the same on each
ballot, so that leaving items out of a ranking gives no weight to the others.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from bot.engine.voting.pairwise import Pairwise, Ranking, tiers_of
from bot.engine.voting.terms import ItemId, MoreBallotsThanVoters, Place, Weight, distinct, places, weighed


def borda(
    ballots: Iterable[Ranking], items: Sequence[ItemId], *, weights: Sequence[Weight] | None = None
) -> list[Place]:
    """Order the items by their points, best first; equal sums share a rank. A score is a whole number or a half.

    Raises:
        UnknownItem, DuplicateItem, UnequalWeights, NegativeCount: as `pairwise.pairwise`.
    """
    known = distinct(items)
    doubled: dict[ItemId, Weight] = dict.fromkeys(items, 0)
    for ballot, weight in weighed(ballots, weights):
        below = len(items)
        for tier in tiers_of(ballot, items, known):
            below -= len(tier)
            for item in tier:
                doubled[item] += weight * (2 * below + len(tier) - 1)
    return [Place(item, rank, _half(doubled[item])) for item, rank in places(doubled).items()]


def borda_of(duels: Pairwise, people: Weight) -> list[Place]:
    """The same from duels alone: each is worth one to whoever wins it and half to both where they are equal.

    Raises:
        MoreBallotsThanVoters: a duel has more people in it than `people`.
    """
    doubled: dict[ItemId, Weight] = {}
    for one in duels.items:
        doubled[one] = 0
        for other in duels.items:
            if other != one:
                above, below = duels.above[one][other], duels.above[other][one]
                if above + below > people:
                    both = f"{one!r} and {other!r}"
                    raise MoreBallotsThanVoters(f"{above + below} people between {both}, {people} voters")
                doubled[one] += people + above - below
    return [Place(item, rank, _half(doubled[item])) for item, rank in places(doubled).items()]


def _half(twice: Weight) -> Weight:
    found = Fraction(twice) / 2
    return found.numerator if found.denominator == 1 else found
