"""Statements, the consent round and the second round. All answers are fabricated."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.voting import (
    Consent,
    ConsentCount,
    DuplicateItem,
    Moves,
    Outcome,
    Stance,
    Statement,
    UnknownItem,
    another_round,
    consent,
    moves,
    statements,
)

AGREE, PASS, DISAGREE = Stance.AGREE, Stance.PASS, Stance.DISAGREE


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from(Stance)), max_size=12))
def test_statements_equal_their_recount(ballots: list[dict[str, Stance]]) -> None:
    """One statement and one stance at a time."""
    for found in statements(ballots, ["a", "b", "c"]):
        given_here = [ballot[found.item] for ballot in ballots if found.item in ballot]
        assert (found.agree, found.passed, found.disagree) == tuple(map(given_here.count, (AGREE, PASS, DISAGREE)))
        assert found.seen == len(given_here)
        assert 0 <= found.division <= Fraction(1, 2)


def test_who_passes_is_on_no_side_but_has_been_seen() -> None:
    """Agreement is of those who took a side; division is of all who answered, so that two of forty divide little."""
    two_of_four = Statement("a", agree=1, passed=2, disagree=1)
    assert two_of_four.agreement == Fraction(1, 2)
    assert two_of_four.division == Fraction(1, 4)
    assert Statement("a", agree=3, passed=9, disagree=1).agreement == Fraction(3, 4)
    assert Statement("a").agreement == Fraction(1, 2)
    assert Statement("a").division == 0
    assert Statement("a", agree=3).division == 0


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    """It cannot be counted nor dropped in silence."""
    with pytest.raises(UnknownItem):
        statements([{"z": AGREE}], ["a"])
    with pytest.raises(DuplicateItem):
        statements([], ["a", "a"])
    with pytest.raises(UnknownItem):
        moves([({"z": 1}, {})], ["a"])
    with pytest.raises(DuplicateItem):
        moves([], ["a", "a"])


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        ([], Outcome.UNDECIDED),
        ([Consent.NONE] * 3, Outcome.ADOPTED),
        ([Consent.NONE, Consent.LIFTED], Outcome.AMENDED),
        ([Consent.NONE] * 99 + [Consent.STANDS], Outcome.OBJECTED),
        ([Consent.LIFTED, Consent.STANDS], Outcome.OBJECTED),
    ],
)
def test_one_objection_that_stands_is_enough(answers: list[Consent], outcome: Outcome) -> None:
    """However many consent; and silence is not consent."""
    assert consent(answers).outcome is outcome
    assert consent(answers).people == len(answers)


def test_the_count_says_how_many_stand_where() -> None:
    """What is read out to the group."""
    assert consent([Consent.NONE, Consent.STANDS, Consent.NONE, Consent.LIFTED]) == ConsentCount(2, 1, 1)


def test_moves_are_counted_person_by_person() -> None:
    """Two opposite moves leave the distribution as it was, and are two moves."""
    rounds: list[tuple[dict[str, int | None], dict[str, int | None]]] = [
        ({"a": 1}, {"a": 5}),
        ({"a": 5}, {"a": 1}),
        ({"a": 3}, {"a": 3}),
        ({"a": None}, {"a": 2}),
        ({"a": None}, {"a": None}),
        ({}, {"a": 6}),
        ({"a": 6}, {}),
    ]
    assert moves(rounds, ["a", "b"]) == [Moves("a", people=5, up=1, down=1, aside=1), Moves("b", 0, 0, 0, 0)]
    assert moves(rounds, ["a"])[0].moved == 3


def test_under_fifteen_in_a_hundred_one_stops() -> None:
    """Three of twenty is fifteen: one goes on. Fourteen of a hundred: one stops."""
    assert not Moves("a", 20, 3, 0, 0).settled
    assert Moves("a", 100, 7, 7, 0).settled
    assert Moves("a", 0, 0, 0, 0).settled


def test_there_are_two_rounds_at_most_after_the_vote() -> None:
    """However much people still move."""
    moving = [Moves("a", 10, 5, 0, 0), Moves("b", 10, 0, 0, 0)]
    assert another_round(moving, 1)
    assert not another_round(moving, 2)
    assert not another_round([Moves("b", 10, 0, 1, 0)], 1)
