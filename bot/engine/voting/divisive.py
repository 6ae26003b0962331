"""Find the horizon that divides the group most, for the moving debate.

Pure. What is said when nothing divides (a fallback statement) is the script's, and the choice between tied items is
the facilitator's: this module returns them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from bot.engine.voting.majority import Tally, same_scale
from bot.engine.voting.terms import GradeOutOfRange, ItemId, NoBallot, VotingError


class OverlappingShares(VotingError):
    """A grade would be favourable and reserved at once."""


@dataclass(frozen=True, slots=True)
class MostDivisive:
    """The item that divides most, or several on an exact tie, in the order of the tallies.

    `share` is the smaller of its favourable and reserved shares, of the people who expressed a grade; `spread` is the
    interquartile range, in grades.
    """

    items: tuple[ItemId, ...]
    share: Fraction
    spread: int


def most_divisive(tallies: Mapping[ItemId, Tally], *, favourable_from: int, reserved_upto: int) -> MostDivisive | None:
    """Find the item whose smaller side, favourable or reserved, is largest; then the widest interquartile range.

    Grades from index `favourable_from` up are favourable, grades up to index `reserved_upto` included are reserved (of
    seven grades: 4 « Bien » and 1 « Insuffisant »). « Sans avis » is in neither share. No quorum is asked: leave out
    the items that should not be debated.

    None when nobody gave a reserved grade. None too when each item has people on one side only: unanimity against an
    horizon is no debate either.

    Raises:
        UnequalScales: two tallies have different numbers of grades.
        GradeOutOfRange: a bound is not a grade of the scale.
        OverlappingShares: `reserved_upto` is not under `favourable_from`.
    """
    if reserved_upto >= favourable_from:
        raise OverlappingShares(f"reserved up to {reserved_upto}, favourable from {favourable_from}")
    same_scale(tallies)
    measured: dict[ItemId, tuple[Fraction, int]] = {}
    for item, found in tallies.items():
        if not (reserved_upto >= 0 and favourable_from < len(found.counts)):
            raise GradeOutOfRange(
                f"reserved up to {reserved_upto}, favourable from {favourable_from}, in a scale of {len(found.counts)}"
            )
        side = min(sum(found.counts[favourable_from:]), sum(found.counts[: reserved_upto + 1]))
        if side:
            measured[item] = (Fraction(side, found.expressed), interquartile_range(found))
    if not measured:
        return None
    most = max(measured.values())
    return MostDivisive(tuple(item for item, found in measured.items() if found == most), *most)


def interquartile_range(found: Tally) -> int:
    """Count the grades between the first and the third quartile.

    The first quartile is the lowest grade that a quarter of the people do not pass, the third its mirror image, so
    that reversing the scale changes nothing.

    Raises:
        NoBallot: nobody gave a grade.
    """
    if not found.expressed:
        raise NoBallot("no grade was given, so there is no quartile")
    top = len(found.counts) - 1
    return top - _quartile(found.counts[::-1]) - _quartile(found.counts)


def _quartile(counts: tuple[int, ...]) -> int:
    reached, grade = counts[0], 0
    while 4 * reached < sum(counts):
        grade += 1
        reached += counts[grade]
    return grade
