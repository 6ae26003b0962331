"""Approval and points, against counts written from their definitions. All ballots are fabricated."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.voting import (
    DuplicateItem,
    NegativeCount,
    OverBudget,
    OverCap,
    Place,
    Points,
    TooManyNamed,
    UnequalWeights,
    UnknownItem,
    approval,
    points,
)

ITEMS = ["a", "b", "c", "d"]
named = st.lists(st.sets(st.sampled_from(ITEMS)), max_size=12)
shared_out = st.lists(
    st.dictionaries(st.sampled_from(ITEMS), st.integers(0, 3)).filter(lambda b: sum(b.values()) <= 5), max_size=12
)


def test_ties_share_a_rank_and_the_next_one_is_skipped() -> None:
    """1, 2, 2, 4: two items at the same number are equal, whatever their names."""
    found = approval([["a", "b", "c"], ["a", "b", "c"], ["a"], ["d"]], ITEMS)
    assert [(one.item, one.rank, one.score) for one in found] == [("a", 1, 3), ("b", 2, 2), ("c", 2, 2), ("d", 4, 1)]


def test_an_item_nobody_names_is_last_and_an_empty_ballot_is_a_ballot() -> None:
    """To accept nothing is an answer; it adds to no item."""
    assert approval([[], ["b"]], ["a", "b"]) == [Place("b", 1, 1), Place("a", 2, 0)]
    assert approval([], ["a", "b"]) == [Place("a", 1, 0), Place("b", 1, 0)]
    assert approval([], []) == []


@given(named)
def test_approval_equals_its_recount_item_by_item(ballots: list[set[str]]) -> None:
    """Counted in the other direction; ranks are one more than the number of better items."""
    found = approval(ballots, ITEMS)
    for one in found:
        assert one.score == sum(one.item in ballot for ballot in reversed(ballots))
        assert one.rank == 1 + sum((other.score or 0) > (one.score or 0) for other in found)


@given(shared_out)
def test_points_equal_their_recount_item_by_item(ballots: list[dict[str, int]]) -> None:
    """The sum and the people behind it, each counted by itself."""
    found = points(ballots, ITEMS, budget=5, cap=3)
    for one in found:
        assert one.points == sum(ballot.get(one.item, 0) for ballot in ballots)
        assert one.people == len([ballot for ballot in ballots if ballot.get(one.item)])
        assert one.rank == 1 + sum(other.points > one.points for other in found)


@given(named, st.permutations(ITEMS), st.randoms(use_true_random=False))
def test_neither_names_nor_the_order_of_ballots_matter(
    ballots: list[set[str]], other_names: list[str], chance: object
) -> None:
    """A list is nobody's advantage."""
    renamed = dict(zip(ITEMS, other_names, strict=True))
    chance.shuffle(ballots)  # type: ignore[attr-defined]
    before = {renamed[one.item]: one.rank for one in approval(ballots, ITEMS)}
    after = {one.item: one.rank for one in approval([{renamed[i] for i in b} for b in ballots], ITEMS)}
    assert before == after


@given(named, st.sampled_from(ITEMS))
def test_one_more_person_for_an_item_never_costs_it_a_place(ballots: list[set[str]], item: str) -> None:
    """Monotonicity, by turning up and by adding a name."""
    before = {one.item: one.rank for one in approval(ballots, ITEMS)}
    after = {one.item: one.rank for one in approval([*ballots, {item}], ITEMS)}
    assert after[item] <= before[item]
    if ballots:
        raised = {one.item: one.rank for one in approval([ballots[0] | {item}, *ballots[1:]], ITEMS)}
        assert raised[item] <= before[item]


def test_three_points_of_one_person_are_told_from_one_point_of_three() -> None:
    """Same sum, same rank, and the people beside it tell them apart."""
    assert points([{"a": 3, "b": 1}, {"b": 1}, {"b": 1}], ["a", "b"], budget=5, cap=3) == [
        Points("a", 1, 3, 1),
        Points("b", 1, 3, 3),
    ]


def test_weights_count_a_ballot_for_so_many_people_exactly() -> None:
    """Thirds stay thirds."""
    third = Fraction(1, 3)
    assert approval([["a"], ["a"], ["a"], ["b"]], ["a", "b"], weights=[third, third, third, 1])[1].rank == 1
    assert points([{"a": 2}, {"b": 1}], ["a", "b"], budget=2, weights=[2, 5]) == [
        Points("b", 1, 5, 5),
        Points("a", 2, 4, 2),
    ]


def test_what_no_ballot_can_say_is_refused_by_name() -> None:
    """A tally must not differ from its recount because something was dropped in silence."""
    with pytest.raises(UnknownItem, match="'z'"):
        approval([["z"]], ITEMS)
    with pytest.raises(DuplicateItem, match="twice"):
        approval([["a", "a"]], ITEMS)
    with pytest.raises(DuplicateItem):
        approval([], ["a", "a"])
    # As many as allowed, and nothing to give, are no mistakes.
    assert approval([["a", "b"]], ITEMS, at_most=2)[0].score == 1
    assert [one.points for one in points([{}], ["a"], budget=0, cap=0)] == [0]
    with pytest.raises(TooManyNamed, match="2 at most"):
        approval([["a", "b", "c"]], ITEMS, at_most=2)
    with pytest.raises(UnknownItem, match="'z'"):
        points([{"z": 1}], ITEMS, budget=5)
    with pytest.raises(OverBudget, match="6 points, 5 at most"):
        points([{"a": 3, "b": 3}], ITEMS, budget=5, cap=3)
    with pytest.raises(OverCap, match="4 points to 'a', 3 at most"):
        points([{"a": 4}], ITEMS, budget=5, cap=3)
    with pytest.raises(NegativeCount, match="-1 points"):
        points([{"a": 3, "b": -1}], ITEMS, budget=5)
    with pytest.raises(NegativeCount, match="budget"):
        points([], ITEMS, budget=-1)


def test_weights_that_do_not_fit_the_ballots_are_refused() -> None:
    """One too many or too few would move every weight that follows."""
    for weights in ([1], [1, 1, 1]):
        with pytest.raises(UnequalWeights):
            approval([["a"], ["b"]], ITEMS, weights=weights)
    with pytest.raises(NegativeCount, match="ballot 2"):
        approval([["a"], ["b"]], ITEMS, weights=[1, -1])
