"""Statements: each person agrees, disagrees or passes, one statement after the other.

Here: the counts of each statement, what brings together and what divides. Not here: groups of people who answer alike
(`opinion`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from bot.engine.voting.terms import ItemId, UnknownItem, Weight, distinct, weighed


class Stance(IntEnum):
    """What a person says of a statement. As numbers they are what opinion groups are computed from."""

    DISAGREE = -1
    PASS = 0
    AGREE = 1


@dataclass(frozen=True, slots=True)
class Statement:
    """What one statement received. Who was not shown it, or said nothing, is in no count."""

    item: ItemId
    agree: Weight = 0
    passed: Weight = 0
    disagree: Weight = 0

    @property
    def seen(self) -> Weight:
        """People who answered, « je passe » included."""
        return self.agree + self.passed + self.disagree

    @property
    def agreement(self) -> Fraction:
        """The share of those who took a side that agrees; one half when nobody took a side."""
        sides = self.agree + self.disagree
        return Fraction(self.agree) / sides if sides else Fraction(1, 2)

    @property
    def division(self) -> Fraction:
        """The smaller side as a share of all who answered: 0 when all are on one side, 1/2 at most."""
        return Fraction(min(self.agree, self.disagree)) / self.seen if self.seen else Fraction(0)


def statements(
    ballots: Iterable[Mapping[ItemId, Stance]], items: Sequence[ItemId], *, weights: Sequence[Weight] | None = None
) -> list[Statement]:
    """Count the stances on each statement, in the order of `items`.

    Raises:
        UnknownItem: a ballot answers something else.
        DuplicateItem: `items` names one twice.
        UnequalWeights, NegativeCount: the weights do not fit the ballots.
    """
    known = distinct(items)
    counts: dict[ItemId, dict[Stance, Weight]] = {item: dict.fromkeys(Stance, 0) for item in items}
    for ballot, weight in weighed(ballots, weights):
        for item, stance in ballot.items():
            if item not in known:
                raise UnknownItem(f"a ballot answers {item!r}, which is not put to the vote")
            counts[item][stance] += weight
    return [
        Statement(item, found[Stance.AGREE], found[Stance.PASS], found[Stance.DISAGREE])
        for item, found in counts.items()
    ]
