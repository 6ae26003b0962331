"""Schulze's method: an order from duels, by the strength of the strongest path.

A path from x to y is a chain of won duels; it is as strong as its weakest duel. x comes before y when its strongest
path to y is stronger than y's to x: that relation never goes round in a circle. A duel's strength is the number of
people who won it, then the fewest against (« winning votes »).

Ties stay ties: where neither path is the stronger, neither item comes first. The relation may then be a partial order;
its layers are the ranks (`pairwise.by_layers`).

Source: Markus Schulze, « A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner
election method », Social Choice and Welfare 36 (2011).
"""

from collections.abc import Mapping

from bot.engine.voting.pairwise import Pairwise, by_layers
from bot.engine.voting.terms import ItemId, Place


def strongest_paths(duels: Pairwise) -> Mapping[ItemId, Mapping[ItemId, int]]:
    """The strength of the strongest path between two items, as the place of its weakest duel among all duels.

    0 means that there is no path; a greater number is a stronger one. Floyd and Warshall's algorithm.
    """
    levels = {found: n for n, found in enumerate(sorted({duels.strength(*won) for won in duels.majorities()}), 1)}
    size = range(len(duels.items))
    reach = [
        [levels[duels.strength(one, other)] if duels.beats(one, other) else 0 for other in duels.items]
        for one in duels.items
    ]
    for middle in size:
        onward = reach[middle]
        for row in reach:
            so_far = row[middle]
            if so_far:
                row[:] = [max(known, min(so_far, rest)) for known, rest in zip(row, onward, strict=True)]
    return {
        one: {duels.items[n]: found for n, found in enumerate(reach[place])} for place, one in enumerate(duels.items)
    }


def schulze(duels: Pairwise) -> list[Place]:
    """Order the items, best first; those that no path separates share a rank."""
    paths = strongest_paths(duels)
    beaten_by = {
        item: {other for other in duels.items if other != item and paths[other][item] > paths[item][other]}
        for item in duels.items
    }
    return by_layers(duels.items, beaten_by)
