"""Rankings as duels: how many people place each item above each other one.

Here: ballots of rankings, the matrix they make, and what it shows by itself. Not here: the methods that draw an order
from it (`schulze`, `ranked_pairs`) or from the ballots (`borda`).

A ballot is a sequence of tiers, best first; the items of one tier are equal. What a ballot does not name comes after
all that it names, equal among itself: so a person may rank only what matters to them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.engine.voting.terms import DuplicateItem, ItemId, Place, UnknownItem, Weight, distinct, weighed

Ranking: TypeAlias = Sequence[Collection[ItemId]]
"""One ballot: tiers, best first."""

Strength: TypeAlias = tuple[Weight, Weight]
"""How strong a majority is: those in favour, then minus those against. Greater is stronger."""


@dataclass(frozen=True, slots=True)
class Pairwise:
    """`above[x][y]`: how many people place x above y. The rest of them place y above x, or have them equal."""

    items: tuple[ItemId, ...]
    above: Mapping[ItemId, Mapping[ItemId, Weight]]

    def beats(self, one: ItemId, other: ItemId) -> bool:
        """Whether more people place `one` above `other` than the reverse."""
        return self.above[one][other] > self.above[other][one]

    def strength(self, one: ItemId, other: ItemId) -> Strength:
        """The strength of « one above other »: more in favour is stronger; at equal numbers, fewer against."""
        return self.above[one][other], -self.above[other][one]

    def majorities(self) -> Iterator[tuple[ItemId, ItemId]]:
        """Each duel that has a winner, as (winner, loser)."""
        return ((one, other) for one in self.items for other in self.items if self.beats(one, other))

    @property
    def condorcet_winner(self) -> ItemId | None:
        """The item that beats every other one, if there is one."""
        found = (one for one in self.items if all(self.beats(one, other) for other in self.items if other != one))
        return next(found, None)

    @property
    def condorcet_loser(self) -> ItemId | None:
        """The item that every other one beats, if there is one. A single item is beaten by nobody."""
        found = (one for one in self.items if all(self.beats(other, one) for other in self.items if other != one))
        return next(found, None) if len(self.items) > 1 else None


def tiers_of(ballot: Ranking, items: Sequence[ItemId], known: frozenset[ItemId]) -> list[tuple[ItemId, ...]]:
    """The ballot with what it does not name as a last tier, and without empty tiers.

    Raises:
        UnknownItem: it names something else.
        DuplicateItem: it names an item twice.
    """
    tiers = [tuple(tier) for tier in ballot if tier]
    named = [item for tier in tiers for item in tier]
    seen = frozenset(named)
    if len(seen) != len(named):
        raise DuplicateItem(f"a ballot ranks an item twice: {named!r}")
    if not seen <= known:
        raise UnknownItem(f"a ballot ranks {min(seen - known)!r}, which is not put to the vote")
    rest = tuple(item for item in items if item not in seen)
    return [*tiers, rest] if rest else tiers


def pairwise(
    ballots: Iterable[Ranking], items: Sequence[ItemId], *, weights: Sequence[Weight] | None = None
) -> Pairwise:
    """Count every duel.

    Raises:
        UnknownItem: a ballot ranks something else.
        DuplicateItem: `items`, or a ballot, names an item twice.
        UnequalWeights, NegativeCount: the weights do not fit the ballots.
    """
    known = distinct(items)
    above: dict[ItemId, dict[ItemId, Weight]] = {one: dict.fromkeys(items, 0) for one in items}
    for ballot, weight in weighed(ballots, weights):
        tiers = tiers_of(ballot, items, known)
        lower = [item for tier in tiers for item in tier]
        for tier in tiers:
            del lower[: len(tier)]
            for one in tier:
                row = above[one]
                for other in lower:
                    row[other] += weight
    return Pairwise(tuple(items), above)


def by_layers(items: Sequence[ItemId], beaten_by: Mapping[ItemId, Collection[ItemId]]) -> list[Place]:
    """Places from a relation without cycles: those that nothing beats are first, then what only they beat, and so on.

    A layer shares its rank, and as many ranks are skipped as it has items (1, 2, 2, 4). Within a layer, the order of
    `items`, which means nothing.
    """
    left = list(items)
    found: list[Place] = []
    while left:
        layer = [item for item in left if not any(other in beaten_by[item] for other in left)]
        rank = len(found) + 1
        found += [Place(item, rank) for item in layer]
        left = [item for item in left if item not in layer]
    return found
