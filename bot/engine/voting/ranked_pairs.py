"""Ranked pairs (Tideman): the strongest duels are kept first; one that contradicts stronger ones is left out.

A duel's strength is the number of people who won it, then the fewest against. Duels of equal strength are looked at
together, so that neither names nor the order of ballots can decide: first those that contradict stronger ones are left
out; then, if some of the rest contradict one another, none of these is kept. What kept duels do not separate is tied.

Tideman's rule does not say what equal strengths do. Trying every order and keeping what some order gives is the other
neutral reading, but finding its winners is NP-hard (Brill & Fischer, 2012), and a group cannot check it by hand.

Source: T. N. Tideman, « Independence of clones as a criterion for voting rules », Social Choice and Welfare 4 (1987).
"""

from collections.abc import Iterable
from itertools import groupby

from bot.engine.voting.pairwise import Pairwise, by_layers
from bot.engine.voting.terms import ItemId, Place


def ranked_pairs(duels: Pairwise) -> list[Place]:
    """Order the items, best first; those that no kept duel separates, directly or through others, share a rank."""
    number = {item: n for n, item in enumerate(duels.items)}
    reach = [0] * len(duels.items)  # a bit an item: what the kept duels place below it
    won = sorted(duels.majorities(), key=lambda pair: duels.strength(*pair), reverse=True)
    for _, equals in groupby(won, key=lambda pair: duels.strength(*pair)):
        group = [(number[one], number[other]) for one, other in equals]
        possible = [(one, other) for one, other in group if not reach[other] >> one & 1]
        together = _closed(reach, possible)
        reach = _closed(reach, ((one, other) for one, other in possible if not together[other] >> one & 1))
    beaten_by: dict[ItemId, set[ItemId]] = {
        item: {other for other in duels.items if reach[number[other]] >> number[item] & 1} for item in duels.items
    }
    return by_layers(duels.items, beaten_by)


def _closed(reach: list[int], added: Iterable[tuple[int, int]]) -> list[int]:
    """What each item reaches once these duels are kept too, through any number of them."""
    found = list(reach)
    for one, other in added:
        gained = found[other] | 1 << other
        if gained & ~found[one]:
            found = [below | gained if place == one or below >> one & 1 else below for place, below in enumerate(found)]
    return found
