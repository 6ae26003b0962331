"""The second round: how many people changed their grade once they had seen the group's, and whether to go on.

Here: the comparison of two rounds, and the rule that ends them. The first round's result is kept as it was; the second
is counted as any vote (`majority`). Only those who graded the item in both rounds are compared: who comes late, or does
not come back, has not changed their mind.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from bot.engine.voting.terms import ItemId, UnknownItem, distinct

ENOUGH = Fraction(15, 100)
"""Under this share of changes, opinions have settled: one stops."""

MOST_ROUNDS = 2
"""Rounds after the first vote. One alone would leave nothing for the rule above to decide."""


@dataclass(frozen=True, slots=True)
class Moves:
    """One item between two rounds: of `people` who answered both, how many went `up`, and `down`.

    « Sans avis » counts as an answer: leaving or joining it is a change, neither up nor down (`aside`).
    """

    item: ItemId
    people: int
    up: int
    down: int
    aside: int

    @property
    def moved(self) -> int:
        """Who changed."""
        return self.up + self.down + self.aside

    @property
    def share(self) -> Fraction:
        """Who changed, as a share of those who answered both; 0 when there is nobody to compare."""
        return Fraction(self.moved, self.people) if self.people else Fraction(0)

    @property
    def settled(self) -> bool:
        """Whether fewer than 15 % changed."""
        return self.share < ENOUGH


def moves(
    rounds: Iterable[tuple[Mapping[ItemId, int | None], Mapping[ItemId, int | None]]], items: Sequence[ItemId]
) -> list[Moves]:
    """Compare, person by person, the first ballot with the second, in the order of `items`.

    In a ballot a number is the index of a grade (0 is the worst), None « sans avis », and an absent item no answer.

    Raises:
        UnknownItem: a ballot grades something else.
        DuplicateItem: `items` names one twice.
    """
    known = distinct(items)
    counts = {item: [0, 0, 0, 0] for item in items}
    for first, second in rounds:
        for item in (*first, *second):
            if item not in known:
                raise UnknownItem(f"a ballot grades {item!r}, which is not put to the vote")
        for item in first.keys() & second.keys():
            before, after = first[item], second[item]
            found = counts[item]
            found[0] += 1
            if before is None or after is None:
                found[3] += before is not after
            else:
                found[1] += after > before
                found[2] += after < before
    return [Moves(item, *found) for item, found in counts.items()]


def another_round(found: Iterable[Moves], held: int) -> bool:
    """Whether one more round makes sense: some item has not settled, and fewer than two were held after the vote."""
    return held < MOST_ROUNDS and any(not item.settled for item in found)
