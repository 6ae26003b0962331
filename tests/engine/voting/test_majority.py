"""Majority judgement, against a slow oracle written from the definition. All ballots are fabricated."""

from collections.abc import Sequence
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.voting import (
    QUORUM,
    DuplicateItem,
    EmptyScale,
    GradeOutOfRange,
    MoreBallotsThanVoters,
    NegativeCount,
    NoBallot,
    Tally,
    UnequalScales,
    UnknownItem,
    VotingError,
    gauge,
    majority_grade,
    majority_value,
    rank,
    tally,
)

counts_of = st.lists(st.integers(0, 5), min_size=4, max_size=4).filter(any)
ballot_box = st.lists(
    st.dictionaries(st.sampled_from(["RH1", "RH2", "RH3"]), st.none() | st.integers(0, 6)), max_size=25
)


def spelled_out(counts: Sequence[int], times: int = 1) -> list[int]:
    """Be the oracle: write every ballot down, then take the lower median away until none is left."""
    ballots = [grade for grade, count in enumerate(counts) for _ in range(count * times)]
    value = []
    while ballots:
        value.append(ballots.pop((len(ballots) - 1) // 2))
    return value


def places(profiles: dict[str, list[int]]) -> dict[str, int | None]:
    """Rank complete profiles: everyone who voted graded every item that has the most ballots."""
    tallies = {item: Tally(tuple(counts)) for item, counts in profiles.items()}
    return {line.item: line.rank for line in rank(tallies, voters=max(map(sum, profiles.values())))}


def test_ties_share_a_rank_and_the_next_rank_is_skipped() -> None:
    """The published reference case: an arbitrary winner among equals would be a false result."""
    profiles = {"a": [1, 2, 4, 2, 1], "b": [1, 2, 4, 1, 2], "c": [3, 1, 3, 1, 2], "d": [1, 2, 4, 2, 1]}
    assert places(profiles) == {"a": 2, "b": 1, "c": 4, "d": 2}


def test_the_item_with_the_better_middle_wins_over_the_one_with_more_rejections() -> None:
    """Two close profiles whose order a careless median would turn round."""
    assert places({"x": [5, 3, 3, 3, 1], "y": [4, 3, 3, 3, 2]}) == {"y": 1, "x": 2}


def test_the_full_rule_separates_what_the_gauge_ties() -> None:
    """In small groups the gauge alone often ties, so stopping there would invent ties."""
    left, right = [1, 1, 3, 2, 0], [2, 0, 3, 2, 0]
    assert gauge(left) == gauge(right)
    assert places({"left": left, "right": right}) == {"left": 1, "right": 2}


def test_an_even_group_takes_the_lower_of_the_two_middles() -> None:
    """The explanation says more than half give this grade or better; two of four is not more than half."""
    assert majority_grade([0, 2, 2]) == 1
    assert gauge([0, 2, 2]) == (2, 1, 0)
    assert majority_grade([0, 0, 1]) == 2


def test_the_gauge_counts_people_around_the_majority_grade() -> None:
    """The notebook prints these two numbers beside each grade."""
    assert gauge([3, 1, 3, 1, 2]) == (3, 2, 4)


@given(counts_of, counts_of)
def test_compressed_values_order_as_the_spelled_out_medians(a: list[int], b: list[int]) -> None:
    """The fast path may only be faster."""
    common = lcm(sum(a), sum(b))
    slow_a, slow_b = spelled_out(a, common // sum(a)), spelled_out(b, common // sum(b))
    fast_a, fast_b = majority_value(a), majority_value(b)
    assert (fast_a < fast_b, fast_a == fast_b) == (slow_a < slow_b, slow_a == slow_b)


@given(counts_of)
def test_the_majority_grade_is_the_first_median_taken_away(counts: list[int]) -> None:
    """The grade shown and the value ranked must tell the same story."""
    assert majority_grade(counts) == spelled_out(counts)[0] == majority_value(counts)[0].lower


@given(st.lists(counts_of, min_size=1, max_size=6).flatmap(lambda box: st.tuples(st.just(box), st.permutations(box))))
def test_neither_names_nor_order_of_entry_change_a_rank(entries: tuple[list[list[int]], list[list[int]]]) -> None:
    """A tie is never broken by the order in which horizons were typed, nor by their codes."""
    typed, shuffled = entries
    voters = max(map(sum, typed))
    first = rank({f"i{n}": Tally(tuple(counts)) for n, counts in enumerate(typed)}, voters=voters)
    second = rank({f"z{9 - n}": Tally(tuple(counts)) for n, counts in enumerate(shuffled)}, voters=voters)
    assert sorted((line.tally.counts, line.rank or 0) for line in first) == sorted(
        (line.tally.counts, line.rank or 0) for line in second
    )


@given(counts_of, st.integers(2, 9))
def test_the_same_shares_in_a_bigger_group_are_a_tie(counts: list[int], times: int) -> None:
    """Scaling to a common number must neither favour nor punish the item that more people graded."""
    assert majority_value(counts) == majority_value([count * times for count in counts])


@given(counts_of, st.integers(0, 3), st.integers(0, 3))
def test_raising_one_ballot_never_lowers_the_item(counts: list[int], origin: int, gain: int) -> None:
    """Monotonicity: nobody may harm an horizon by liking it more."""
    target = min(origin + gain, 3)
    if counts[origin]:
        raised = list(counts)
        raised[origin] -= 1
        raised[target] += 1
        assert majority_value(raised) >= majority_value(counts)


@given(counts_of, st.integers(0, 3))
def test_one_more_ballot_above_the_grade_never_lowers_the_item(counts: list[int], grade: int) -> None:
    """Turning up to support an horizon must not cost it its place, though numbers then differ."""
    more = list(counts)
    more[grade] += 1
    if grade > majority_grade(counts) or grade == 3:
        assert majority_value(more) >= majority_value(counts)
    if grade < majority_grade(counts) or grade == 0:
        assert majority_value(more) <= majority_value(counts)


@given(ballot_box)
def test_a_tally_equals_its_recount(ballots: list[dict[str, int | None]]) -> None:
    """Recounted one item and one grade at a time, in the other direction."""
    counted = tally(ballots, ["RH1", "RH2", "RH3"], 7)
    for item in ("RH1", "RH2", "RH3"):
        given_grades = [ballot[item] for ballot in reversed(ballots) if item in ballot]
        assert counted[item] == Tally(
            tuple(given_grades.count(grade) for grade in range(7)), no_opinion=given_grades.count(None)
        )


def test_no_opinion_is_kept_apart_and_an_absent_grade_counts_as_nothing() -> None:
    """« Sans avis » is shown but never weighs on the median."""
    counted = tally([{"RH1": 2, "RH2": None}, {"RH1": None}, {}], ["RH1", "RH2"], 3)
    assert counted == {"RH1": Tally((0, 0, 1), 1), "RH2": Tally((0, 0, 0), 1)}
    assert counted["RH1"].expressed == 1


def test_an_item_graded_by_under_half_the_voters_comes_last_unranked() -> None:
    """Two enthusiasts out of five must not put an horizon at the top; exactly half is enough."""
    for graded, voters, ranked in ((3, 6, 1), (2, 5, None), (3, 5, 1), (499_999, 10**6, None), (500_000, 10**6, 1)):
        assert [one.rank for one in rank({"a": Tally((0, graded))}, voters=voters)] == [ranked]
    tallies = {"few": Tally((0, 0, 2), 3), "none": Tally((0, 0, 0)), "all": Tally((5, 0, 0))}
    lines = rank(tallies, voters=5)
    assert [(line.item, line.rank, line.reason) for line in lines] == [
        ("all", 1, None),
        ("few", None, QUORUM),
        ("none", None, QUORUM),
    ]
    assert [(line.grade, line.above, line.below) for line in lines] == [(0, 0, 0), (2, 0, 0), (None, 0, 0)]
    assert rank({"few": Tally((0, 0, 2), 2)}, voters=4)[0].rank == 1
    assert rank({"none": Tally((0, 0))}, voters=0)[0].reason == QUORUM


def test_an_unranked_item_takes_no_place_from_the_others() -> None:
    """Ranks count ranked items only."""
    tallies = {"few": Tally((0, 0, 1)), "a": Tally((0, 4, 0)), "b": Tally((4, 0, 0))}
    assert [(line.item, line.rank) for line in rank(tallies, voters=4)] == [("a", 1), ("b", 2), ("few", None)]


def test_a_million_ballots_are_compared_to_the_last_one() -> None:
    """One ballot in a million decides, which floating shares would lose."""
    base = [10**6, 10**6, 10**6, 10**6]
    assert majority_value([10**6, 10**6, 10**6 - 1, 10**6 + 1]) > majority_value(base)
    huge = 10**30
    assert majority_value([huge, huge, huge + 1, huge]) > majority_value([huge, huge, huge, huge])
    assert majority_value([huge, huge]) == majority_value([1, 1])


def test_a_scale_of_one_grade_is_a_scale() -> None:
    """Nothing can be told by it, and nothing is wrong with it: all are equal."""
    found = rank(tally([{"a": 0, "b": 0}, {"a": 0}], ["a", "b"], 1), voters=2)
    assert [(one.item, one.rank, one.grade) for one in found] == [("a", 1, 0), ("b", 1, 0)]


def test_impossible_counts_are_refused_by_name() -> None:
    """A defect upstream must be loud: a wrong winner would look as right as another."""
    with pytest.raises(NegativeCount):
        Tally((1, -1))
    with pytest.raises(NegativeCount):
        Tally((1,), no_opinion=-1)
    with pytest.raises(EmptyScale):
        Tally(())
    with pytest.raises(UnequalScales, match="2, 3 grades"):
        rank({"a": Tally((1, 0)), "b": Tally((1, 0, 0))}, voters=1)
    with pytest.raises(NegativeCount):
        rank({}, voters=-1)
    with pytest.raises(MoreBallotsThanVoters):
        rank({"a": Tally((1, 1), 1)}, voters=2)
    with pytest.raises(NoBallot):
        majority_grade([0, 0])
    with pytest.raises(NoBallot):
        majority_value([0, 0])
    assert issubclass(VotingError, ValueError)


def test_impossible_ballots_are_refused_by_name() -> None:
    """A ballot that names an unknown item or grade cannot be counted nor silently dropped."""
    with pytest.raises(UnknownItem):
        tally([{"RH9": 1}], ["RH1"], 7)
    for grade in (-1, 7):
        with pytest.raises(GradeOutOfRange):
            tally([{"RH1": grade}], ["RH1"], 7)
    with pytest.raises(DuplicateItem):
        tally([], ["RH1", "RH1"], 7)
    with pytest.raises(EmptyScale):
        tally([], ["RH1"], 0)


# From MieuxVoter's own tests, worst grade first: github.com/MieuxVoter/majority-judgment-library-go
# (judgment/majorityjudgment_test.go) and majority-judgment-library-php (test/MajorityJudgmentDeliberatorTest.php).
PUBLISHED = [
    ([[1, 1, 1], [1, 2, 0], [0, 2, 1]], [2, 3, 1]),
    ([[10**10, 10**10], [9_999_999_999, 10_000_000_001]], [2, 1]),
    ([[2, 2, 2, 2, 2], [2, 1, 1, 1, 5], [2, 1, 1, 2, 4], [2, 1, 5, 0, 2], [2, 2, 2, 2, 2]], [4, 1, 2, 3, 4]),
    (
        [
            [0, 2, 0, 7, 5, 4], [1, 1, 1, 7, 4, 4], [2, 4, 2, 1, 5, 4], [1, 2, 4, 6, 2, 3], [1, 2, 5, 4, 3, 3],
            [1, 4, 3, 2, 5, 3], [1, 1, 2, 4, 4, 6], [1, 3, 1, 4, 3, 6], [1, 2, 2, 6, 3, 4], [2, 2, 1, 5, 2, 6],
            [0, 0, 0, 0, 1, 17], [1, 0, 2, 3, 7, 5], [0, 2, 1, 1, 4, 10], [1, 1, 3, 1, 5, 7], [1, 1, 0, 1, 11, 4],
            [1, 2, 3, 6, 5, 1], [1, 0, 2, 0, 3, 12],
        ],
        [9, 12, 10, 15, 17, 16, 7, 8, 13, 11, 1, 6, 3, 4, 5, 14, 2],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("profiles", "expected"), PUBLISHED)
def test_the_published_cases_of_mieux_voter(profiles: list[list[int]], expected: list[int]) -> None:
    """Written by others, for another implementation."""
    found = places({str(n): counts for n, counts in enumerate(profiles)})
    assert [found[str(n)] for n in range(len(profiles))] == expected


def test_the_lower_medians_of_mieux_voter() -> None:
    """The same source, getMedianGradeIndex."""
    for counts, grade in (
        ([1, 1], 0), ([2, 2, 2], 1), ([2, 2, 7], 2), ([2, 2, 5, 1, 3], 2), ([2, 3, 5, 7, 11, 13], 4),
        ([0, 0, 0, 1, 0, 0], 3), ([0, 0, 1, 0, 1, 0], 2), ([0, 2, 2], 1),
    ):  # fmt: skip
        assert majority_grade(counts) == grade


def test_the_two_wines_of_balinski_and_laraki() -> None:
    """Majority Judgment (2010), ch. 1: of {85, 73, 78, 90, 69} and {77, 70, 95, 81, 73} the middles are 78 and 77."""
    scale = sorted({85, 73, 78, 90, 69, 77, 70, 95, 81})
    left = [[85, 73, 78, 90, 69].count(mark) for mark in scale]
    right = [[77, 70, 95, 81, 73].count(mark) for mark in scale]
    assert (scale[majority_grade(left)], scale[majority_grade(right)]) == (78, 77)
    assert places({"left": left, "right": right}) == {"left": 1, "right": 2}
