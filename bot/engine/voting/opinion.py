"""Groups of people who answer statements alike, what distinguishes each, and what all of them share.

The manner of Polis, on the scale of a workshop: principal components, k-means, the number of groups by silhouette.
Below what is stated here there is no group at all, and the reason is a code for somebody to word. Nobody is named:
people come out in an order that says nothing, and no group has fewer than five of them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from bot.engine.voting.opinion_map import Point, k_means, outline, project, silhouette
from bot.engine.voting.opinion_traits import Trait, shared, traits
from bot.engine.voting.statements import Stance
from bot.engine.voting.terms import ItemId, UnknownItem, distinct

LEAST_STATEMENTS = 7
"""A person is placed from so many answers on, as in Polis."""
LEAST_PEOPLE = 20
"""People placed; below twenty the notebook writes no percentage either."""
SMALLEST_GROUP = 5
MOST_GROUPS = 5
CLEAR = 0.5
"""The silhouette from which groups are reported. Kaufman & Rousseeuw (1990) call less « weak, could be artificial »."""
MOST_TRAITS = 5


class NoGroups(Enum):
    """Why there are no groups."""

    FEW_STATEMENTS = "few_statements"
    """Fewer than seven statements."""
    FEW_PEOPLE = "few_people"
    """Fewer than twenty people answered seven statements."""
    ALIKE = "alike"
    """However people are parted, groups of five at least do not stand apart clearly."""


@dataclass(frozen=True, slots=True)
class OpinionGroup:
    """People who answer alike: how many, the outline of where they stand, and what tells them from the others."""

    people: int
    outline: tuple[Point, ...]
    traits: tuple[tuple[ItemId, Trait], ...]


@dataclass(frozen=True, slots=True)
class Opinions:
    """The map, largest group first.

    `points` and `labels` come in an order that says nothing of who is who; there are none without groups. `consensus`:
    every group agrees. `refused`: every group disagrees, which is a consensus too. Without groups, these are of
    everybody together. `placed`: people who answered enough to be on the map.
    """

    placed: int
    groups: tuple[OpinionGroup, ...]
    points: tuple[Point, ...]
    labels: tuple[int, ...]
    consensus: tuple[ItemId, ...]
    refused: tuple[ItemId, ...]
    silhouette: float
    why_none: NoGroups | None


def opinions(ballots: Iterable[Mapping[ItemId, Stance]], items: Sequence[ItemId]) -> Opinions:
    """Find the groups, or say why there are none.

    Raises:
        UnknownItem: a ballot answers something else.
        DuplicateItem: `items` names one twice.
    """
    known = distinct(items)
    rows: list[tuple[int | None, ...]] = []
    for ballot in ballots:
        for item in ballot:
            if item not in known:
                raise UnknownItem(f"a ballot answers {item!r}, which is not put to the vote")
        rows.append(tuple(int(ballot[item]) if item in ballot else None for item in items))
    # Sorted: sums of floats, and so everything after, no longer depend on the order of ballots.
    rows.sort(key=lambda row: [2 if value is None else value for value in row])
    placed = [row for row in rows if sum(value is not None for value in row) >= LEAST_STATEMENTS]
    if len(items) < LEAST_STATEMENTS:
        return _without(rows, items, 0, NoGroups.FEW_STATEMENTS)
    if len(placed) < LEAST_PEOPLE:
        return _without(rows, items, len(placed), NoGroups.FEW_PEOPLE)
    points = project(placed)
    best, found = 0.0, list[int]()
    for number in range(2, MOST_GROUPS + 1):
        labels = k_means(points, number)
        sizes = Counter(labels)
        if len(sizes) == number and min(sizes.values()) >= SMALLEST_GROUP:
            clear = silhouette(points, labels)
            if clear > best:
                best, found = clear, labels
    if best < CLEAR:
        return _without(rows, items, len(placed), NoGroups.ALIKE, best)
    sizes = Counter(found)
    order = sorted(
        sizes, key=lambda n: (-sizes[n], min(p for p, label in zip(points, found, strict=True) if label == n))
    )
    labels = [order.index(label) for label in found]
    groups = []
    for n in range(len(order)):
        there = [point for point, label in zip(points, labels, strict=True) if label == n]
        told = tuple((items[one.statement], one) for one in traits(placed, labels, n)[:MOST_TRAITS])
        groups.append(OpinionGroup(len(there), tuple(outline(there)), told))
    return Opinions(
        len(placed), tuple(groups), tuple(points), tuple(labels), _shared(placed, labels, items, Stance.AGREE),
        _shared(placed, labels, items, Stance.DISAGREE), best, None,
    )  # fmt: skip


def _without(
    rows: Sequence[Sequence[int | None]],
    items: Sequence[ItemId],
    placed: int,
    why: NoGroups,
    clear: float = 0.0,
) -> Opinions:
    labels = [0] * len(rows)
    return Opinions(
        placed, (), (), (), _shared(rows, labels, items, Stance.AGREE),
        _shared(rows, labels, items, Stance.DISAGREE), clear, why,
    )  # fmt: skip


def _shared(
    rows: Sequence[Sequence[int | None]], labels: Sequence[int], items: Sequence[ItemId], stance: Stance
) -> tuple[ItemId, ...]:
    return tuple(items[n] for n in shared(rows, labels, stance)) if rows else ()
