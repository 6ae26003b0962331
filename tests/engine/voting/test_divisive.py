"""Which horizon goes to the moving debate. All counts are fabricated; seven grades, worst first."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.voting import (
    GradeOutOfRange,
    MostDivisive,
    NoBallot,
    OverlappingShares,
    Tally,
    UnequalScales,
    interquartile_range,
    most_divisive,
)

GOOD, INSUFFICIENT = 4, 1


def pick(**counts: tuple[int, ...]) -> MostDivisive | None:
    """Pick the most divisive of these, with the bounds of the seven usual grades."""
    tallies = {item: Tally(found) for item, found in counts.items()}
    return most_divisive(tallies, favourable_from=GOOD, reserved_upto=INSUFFICIENT)


def test_the_larger_smaller_side_divides_most() -> None:
    """Four against four divides more than nine against one, however strong the majority."""
    found = pick(split=(2, 2, 1, 1, 2, 1, 1), agreed=(0, 1, 0, 0, 3, 3, 3))
    assert found is not None
    assert (found.items, found.share) == (("split",), Fraction(4, 10))


def test_shares_are_of_those_who_expressed_a_grade() -> None:
    """Two of five divide more than three of twelve, and « sans avis » is on no side."""
    tallies = {"small": Tally((2, 0, 0, 1, 2, 0, 0), 7), "large": Tally((3, 0, 0, 6, 3, 0, 0))}
    found = most_divisive(tallies, favourable_from=GOOD, reserved_upto=INSUFFICIENT)
    assert found is not None
    assert (found.items, found.share) == (("small",), Fraction(2, 5))


def test_equal_shares_go_to_the_widest_interquartile_range() -> None:
    """Extremes on both sides are a sharper debate than the same shares near the middle."""
    found = pick(near=(0, 4, 0, 0, 4, 0, 0), far=(4, 0, 0, 0, 0, 0, 4))
    assert found == MostDivisive(("far",), Fraction(1, 2), 6)


def test_an_exact_tie_returns_every_tied_item() -> None:
    """The rule leaves that choice to the facilitator, so it must not be made by the order of entry."""
    found = pick(a=(1, 0, 0, 2, 1, 0, 0), b=(1, 0, 0, 2, 1, 0, 0), c=(0, 0, 0, 4, 0, 0, 0))
    assert found is not None
    assert found.items == ("a", "b")


def test_thirds_compare_exactly() -> None:
    """One of three and two of six are the same share; rounding would pick one."""
    found = pick(a=(1, 0, 0, 1, 1, 0, 0), b=(2, 0, 0, 2, 2, 0, 0))
    assert found is not None
    assert found.items == ("a", "b")


def test_without_a_single_reserved_person_nothing_divides() -> None:
    """The session then falls back on its prepared statement."""
    assert pick(a=(0, 0, 5, 5, 5, 0, 0)) is None
    assert pick() is None


def test_unanimous_reserve_is_no_debate() -> None:
    """Telling a group that it is split on what it rejects as one would be false."""
    assert pick(rejected=(5, 0, 0, 0, 0, 0, 0), loved=(0, 0, 0, 0, 0, 0, 5)) is None


@given(st.lists(st.integers(0, 6), min_size=7, max_size=7).filter(any), st.integers(2, 5))
def test_the_interquartile_range_ignores_direction_and_group_size(counts: list[int], times: int) -> None:
    """Reading the scale backwards, or a group several times larger, is the same spread."""
    spread = interquartile_range(Tally(tuple(counts)))
    assert spread == interquartile_range(Tally(tuple(reversed(counts))))
    assert spread == interquartile_range(Tally(tuple(count * times for count in counts)))
    ballots = [grade for grade, count in enumerate(counts) for _ in range(4 * count)]
    assert spread == ballots[-(len(ballots) // 4)] - ballots[len(ballots) // 4 - 1]


def test_bounds_that_make_no_sense_are_refused() -> None:
    """A script that calls one grade both favourable and reserved is a defect, not a debate."""
    seven = {"a": Tally((1,) * 7)}
    with pytest.raises(OverlappingShares):
        most_divisive(seven, favourable_from=2, reserved_upto=2)
    assert most_divisive({"a": Tally((1, 0, 0, 0, 0, 0, 1))}, favourable_from=6, reserved_upto=0) is not None
    for favourable_from, reserved_upto in ((7, 1), (4, -1)):
        with pytest.raises(GradeOutOfRange):
            most_divisive(seven, favourable_from=favourable_from, reserved_upto=reserved_upto)
    with pytest.raises(UnequalScales):
        most_divisive(seven | {"b": Tally((1,) * 6)}, favourable_from=4, reserved_upto=1)
    with pytest.raises(NoBallot):
        interquartile_range(Tally((0, 0)))
