"""Majority judgement: count ballots, find the majority grade, rank.

Pure: takes recorded ballots, returns tallies and ranks. Closing a vote is the session step's decision, wording the
result is the adapters', and picking the item to debate is `divisive`'s.

Grades are indices, worst first (0 is the worst). Counts are tuples in that order. Nothing here expands ballots: the
work depends on the number of grades, not of people.

Source: Balinski & Laraki, Majority Judgment (MIT Press, 2010), ch. 1, 13 and 14.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from bot.engine.voting.terms import (
    QUORUM,
    DuplicateItem,
    EmptyScale,
    GradeOutOfRange,
    ItemId,
    MoreBallotsThanVoters,
    NegativeCount,
    NoBallot,
    UnequalScales,
    UnknownItem,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """What one item received: `counts` people per grade, worst first, and `no_opinion` people « sans avis ».

    Raises:
        EmptyScale: `counts` is empty.
        NegativeCount: a count is below zero.
    """

    counts: tuple[int, ...]
    no_opinion: int = 0

    def __post_init__(self) -> None:
        _check(self.counts)
        if self.no_opinion < 0:
            raise NegativeCount(f"no_opinion is {self.no_opinion}")

    @property
    def expressed(self) -> int:
        """People who gave a grade; « sans avis » is not one."""
        return sum(self.counts)


class Gauge(NamedTuple):
    """The majority grade, with how many people graded strictly above and strictly below it."""

    above: int
    grade: int
    below: int


class Run(NamedTuple):
    """A stretch of the majority value where the two grades that alternate stay the same.

    `lower` and `upper` are the grades met on the way down and up from the middle; `turn` says what ends the stretch
    (-1: the lower grade drops; 0: nothing left; 1: only the upper grade rises); `weight` is its length as a share of
    the ballots, signed so that a greater run is a better one: a late drop is good, a late rise is bad.
    """

    lower: int
    upper: int
    turn: int
    weight: Fraction


MajorityValue: TypeAlias = tuple[Run, ...]
"""Compares with `<` and `==`: greater is better, equal is *ex aequo*."""


@dataclass(frozen=True, slots=True)
class Rank:
    """One line of a result.

    `rank` starts at 1 and is shared by ties (1, 2, 2, 4); None means not ranked, and `reason` says why. `grade` is None
    only when nobody graded the item; `above` and `below` count people around it.
    """

    item: ItemId
    rank: int | None
    grade: int | None
    above: int
    below: int
    tally: Tally
    reason: str | None = None


def tally(ballots: Iterable[Mapping[ItemId, int | None]], items: Sequence[ItemId], grades: int) -> dict[ItemId, Tally]:
    """Count ballots, one mapping a voter, into one Tally an item, in the order of `items`.

    In a ballot, a number is the index of a grade (0 is the worst), None is « sans avis », and an absent item was left
    ungraded and counts as nothing. Each voter's last ballot only: keeping the last is the caller's part.

    Raises:
        EmptyScale: `grades` is under 1.
        DuplicateItem: `items` names one twice.
        UnknownItem: a ballot grades something else; dropping it silently would make a tally differ from its recount.
        GradeOutOfRange: a grade is not in 0..grades-1.
    """
    if grades < 1:
        raise EmptyScale(f"a scale of {grades} grades")
    counts = {item: [0] * grades for item in items}
    if len(counts) != len(items):
        raise DuplicateItem(f"an item is listed twice in {list(items)!r}")
    no_opinion = dict.fromkeys(counts, 0)
    for ballot in ballots:
        for item, grade in ballot.items():
            if item not in counts:
                raise UnknownItem(f"a ballot grades {item!r}, which is not put to the vote")
            if grade is None:
                no_opinion[item] += 1
            elif 0 <= grade < grades:
                counts[item][grade] += 1
            else:
                raise GradeOutOfRange(f"grade {grade} on {item!r}, in a scale of {grades}")
    return {item: Tally(tuple(counts[item]), no_opinion[item]) for item in counts}


def majority_grade(counts: Sequence[int]) -> int:
    """Find the lower median: the best grade that more than half of the people reach or pass.

    With an even number of people it is the lower of the two in the middle.

    Raises:
        EmptyScale, NegativeCount: `counts` is no tally.
        NoBallot: every count is zero.
    """
    _check(counts)
    total = sum(counts)
    reached = 0
    for grade, count in enumerate(counts):
        reached += count
        if count and 2 * reached >= total:
            return grade
    raise NoBallot("nobody gave a grade")


def gauge(counts: Sequence[int]) -> Gauge:
    """Give the majority grade between the people above it and the people below it.

    Raises:
        EmptyScale, NegativeCount, NoBallot: as `majority_grade`.
    """
    grade = majority_grade(counts)
    return Gauge(above=sum(counts[grade + 1 :]), grade=grade, below=sum(counts[:grade]))


def majority_value(counts: Sequence[int]) -> MajorityValue:
    """Compress the whole majority value: the grades met when medians are removed one after the other.

    Removing the lower median again and again visits the sorted ballots from the middle outwards, one down, one up,
    one down… Both walks meet each grade once, so the sequence is a few runs of a repeated (lower, upper) pair. Lengths
    are exact shares of the total, which is the same as scaling every tally to a common number of ballots.

    Raises:
        EmptyScale, NegativeCount, NoBallot: as `majority_grade`.
    """
    _check(counts)
    total = sum(counts)
    if not total:
        raise NoBallot("nobody gave a grade")
    # Twice every count: an even total has two middles, so the walks need no odd first step and the order is unchanged.
    down, up = _half(list(enumerate(counts)), total), _half(list(enumerate(counts))[::-1], total)
    runs: list[Run] = []
    while down:
        (lower, down_left), (upper, up_left) = down[-1], up[-1]
        length = min(down_left, up_left)
        for walk, grade, left in ((down, lower, down_left), (up, upper, up_left)):
            walk.pop()
            if left > length:
                walk.append((grade, left - length))
        turn = 0 if not down else -1 if down[-1][0] < lower else 1
        runs.append(Run(lower, upper, turn, Fraction(-turn * length, total)))
    return tuple(runs)


def rank(tallies: Mapping[ItemId, Tally], *, voters: int) -> list[Rank]:
    """Order items by majority judgement, best first; ties share a rank.

    `tallies` maps each item to its counts; `voters` is the number of people who voted. Unequal numbers of ballots are
    scaled to a common number before they are compared. An item graded by under half of `voters`, or by nobody, comes
    last with `rank=None` and `reason="quorum"`. Tied items, and unranked ones, keep the order of the mapping, which
    means nothing.

    Raises:
        UnequalScales: two tallies have different numbers of grades.
        NegativeCount: `voters` is below zero.
        MoreBallotsThanVoters: an item was answered by more than `voters` people.
    """
    if voters < 0:
        raise NegativeCount(f"{voters} voters")
    same_scale(tallies)
    valued: list[tuple[MajorityValue, ItemId]] = []
    unranked: list[Rank] = []
    for item, found in tallies.items():
        if found.expressed + found.no_opinion > voters:
            raise MoreBallotsThanVoters(f"{found.expressed + found.no_opinion} people on {item!r}, {voters} voters")
        if found.expressed and 2 * found.expressed >= voters:
            valued.append((majority_value(found.counts), item))
        else:
            unranked.append(_line(item, found, None, QUORUM))
    valued.sort(key=lambda pair: pair[0], reverse=True)
    ranked: list[Rank] = []
    place = 0
    for position, (value, item) in enumerate(valued):
        if position == 0 or value != valued[position - 1][0]:
            place = position + 1
        ranked.append(_line(item, tallies[item], place, None))
    return ranked + unranked


def same_scale(tallies: Mapping[ItemId, Tally]) -> None:
    """Refuse tallies that cannot be compared.

    Raises:
        UnequalScales: two tallies have different numbers of grades.
    """
    sizes = {len(found.counts) for found in tallies.values()}
    if len(sizes) > 1:
        raise UnequalScales(f"tallies of {', '.join(map(str, sorted(sizes)))} grades are compared")


def _check(counts: Sequence[int]) -> None:
    if not counts:
        raise EmptyScale("a tally without grades")
    if min(counts) < 0:
        raise NegativeCount(f"a count below zero in {tuple(counts)}")


def _half(graded: list[tuple[int, int]], total: int) -> list[tuple[int, int]]:
    """Take the first `total` of the doubled ballots, from one end to the middle, as (grade, people), middle last."""
    kept: list[tuple[int, int]] = []
    room = total
    for grade, count in graded:
        taken = min(2 * count, room)
        if taken:
            kept.append((grade, taken))
        room -= taken
    return kept


def _line(item: ItemId, found: Tally, place: int | None, reason: str | None) -> Rank:
    if not found.expressed:
        return Rank(item, place, None, 0, 0, found, reason)
    middle = gauge(found.counts)
    return Rank(item, place, middle.grade, middle.above, middle.below, found, reason)
