"""Approval, rankings and statements as a person fills them in, and their results as everybody reads them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from bot.authoring import load
from bot.engine.ballot_cards import ballot_order, halves, result_card
from bot.engine.ballots import Item, Origin
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Card, Numbered, Said
from bot.engine.script import Script
from bot.facilitation.counting import count
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    HERE,
    World,
    buttons_of,
    grade_everything,
    passing_until_vote,
    phrases_of,
    texts_of,
)
from tests.variants import voting

FIRST, SECOND, THIRD = (
    "Les terres proches des habitations nourrissent la population.",
    "Chaque quartier a un lieu pour réparer, prêter et fabriquer des objets.",
    "Les cantines publiques cuisinent surtout des produits cultivés à moins de 80 km.",
)


@cache
def by(kind: str) -> Script:
    path = HERE / "relocalisation.yaml"
    return load(path.name, voting(path, kind))


def until_vote(kind: str, *people: str) -> World:
    return passing_until_vote(*people, script=by(kind))


def items(world: World, who: str) -> list[str]:
    """The codes in the order somebody sees them."""
    step = world.script.step("vote")
    return [item.code for item in ballot_order(world.runs[who], world.group, step)]


def tap(world: World, who: str, act: Act, code: str) -> None:
    """Tap the button of an item."""
    card = world.card(who)
    world.tap(who, card, next(one for one in buttons_of(card) if (one.act, one.value) == (act, code)))


def rows_of(card: Card, phrase: Phrase) -> list[dict[str, str | int]]:
    return [one.notice.values for one in card.blocks if isinstance(one, Said) and one.notice.phrase is phrase]


def result_shown(world: World, who: str) -> Card:
    return next(card for card in world.seats[who].cards if Phrase.RESULT in phrases_of(card))


# -- the rule ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["approval_vote", "ranking_vote", "statements"])
def test_the_rule_is_said_in_four_sentences_though_the_author_wrote_none(kind: str) -> None:
    """Nobody should vote by a method that was not explained; not every author knows how to word one."""
    world = until_vote(kind, ANA)
    ballot = world.script.step("vote").ballot
    assert ballot is not None
    assert len(ballot.explanation) == 4
    said = [texts_of(card) for card in world.seats[ANA].cards]
    assert any(set(ballot.explanation) <= set(texts) for texts in said)


# -- approval ----------------------------------------------------------------------------------------------------------


def test_whatever_suits_is_chosen_by_a_tap_and_taken_back_by_another() -> None:
    """As many as one likes: that is what approval is."""
    world = until_vote("approval_vote", ANA)
    one, other, *_ = items(world, ANA)
    tap(world, ANA, Act.TICK, one)
    tap(world, ANA, Act.TICK, other)
    assert world.ballots["vote"][ANA] == {one: 1, other: 1}
    assert world.seats[ANA].toasts[-1].values == {"count": 2}
    chosen = [block.number for block in world.card(ANA).blocks if isinstance(block, Numbered) and block.chosen]
    assert chosen == [1, 2]
    tap(world, ANA, Act.TICK, one)
    assert world.ballots["vote"][ANA] == {other: 1}
    world.confirms(ANA)
    assert world.runs[ANA].confirmed == ("vote",)


def test_the_item_that_suits_most_people_comes_first_and_equals_are_tied() -> None:
    """Somebody whom nothing suits has voted too, and is counted among the voters."""
    world = until_vote("approval_vote", ANA, BOB, CLO)
    one, other, *_ = items(world, ANA)
    for who, named in ((ANA, [one]), (BOB, [one, other]), (CLO, [])):
        for code in named:
            tap(world, who, Act.TICK, code)
        world.confirms(who)
    result = world.group.results["vote"]
    assert result.voters == 3
    assert [(row.code, row.rank, row.score) for row in result.standings][:2] == [(one, 1, 2), (other, 2, 1)]
    assert {row.rank for row in result.standings[2:]} == {3}
    first = rows_of(result_shown(world, ANA), Phrase.RESULT_APPROVAL)[0]
    assert (first["rank"], first["people"]) == (1, 2)
    assert world.group.values["horizon_1"] == first["text"]


# -- rankings ----------------------------------------------------------------------------------------------------------


def test_taps_rank_in_order_and_the_card_reads_as_the_ballot_it_makes() -> None:
    """Nobody drags anything on a phone: the first tap is the first place."""
    world = until_vote("ranking_vote", ANA)
    one, other, third, *_ = items(world, ANA)
    for code in (third, one, other):
        tap(world, ANA, Act.RANK, code)
    assert world.ballots["vote"][ANA] == {third: 1, one: 2, other: 3}
    listed = [block for block in world.card(ANA).blocks if isinstance(block, Numbered)]
    assert [(block.number, block.place) for block in listed][:4] == [(3, 1), (1, 2), (2, 3), (4, 0)]
    tap(world, ANA, Act.RANK, one)
    assert world.ballots["vote"][ANA] == {third: 1, other: 2}
    world.press(ANA, Label.RANK_UNDO)
    assert world.ballots["vote"][ANA] == {third: 1}
    world.press(ANA, Label.RANK_UNDO)
    assert world.ballots["vote"][ANA] == {}
    assert not world.shows(ANA, Label.RANK_UNDO)


def test_who_wins_every_duel_comes_first_with_borda_beside() -> None:
    """Three people, a Condorcet winner that one of them left out of the first place."""
    world = until_vote("ranking_vote", ANA, BOB, CLO)
    one, other, third, *_ = items(world, ANA)
    for who, order in ((ANA, (one, other)), (BOB, (one, third)), (CLO, (other, one))):
        for code in order:
            tap(world, who, Act.RANK, code)
        world.confirms(who)
    result = world.group.results["vote"]
    best = result.standings[0]
    assert (best.code, best.rank, best.below) == (one, 1, 0)
    assert best.above == len(result.items) - 1
    codes = [item.code for item in result.items]
    assert result.duels[codes.index(one)][codes.index(other)] == 2
    assert result.duels[codes.index(other)][codes.index(one)] == 1
    first = rows_of(result_shown(world, ANA), Phrase.RESULT_RANKING)[0]
    assert first["won"] == first["others"]
    assert Phrase.RESULT_RANKING_TIED in phrases_of(result_shown(world, ANA))


@pytest.mark.parametrize(("twice", "read"), [(0, "0"), (1, "½"), (2, "1"), (7, "3½")])
def test_halves_are_read_as_halves(twice: int, read: str) -> None:
    """« 3.5 » and « 3,5 » are one figure in two languages; « 3½ » is the same in both."""
    assert halves(twice) == read


# -- what is about to be confirmed, in words ---------------------------------------------------------------------------


def test_a_summary_says_what_is_about_to_be_confirmed_and_leads_back() -> None:
    """One confirms what one has read: what was chosen, alone, and not a list in which it must be looked for."""
    world = until_vote("approval_vote", ANA)
    one, other, *_ = items(world, ANA)
    world.press(ANA, Label.SUMMARY)
    assert Phrase.EMPTY_BALLOT in phrases_of(world.card(ANA))
    world.press(ANA, Label.CHANGE_VOTE)
    tap(world, ANA, Act.TICK, other)
    world.press(ANA, Label.SUMMARY)
    card = world.card(ANA)
    (chosen,) = (block for block in card.blocks if isinstance(block, Numbered))
    assert (chosen.number, chosen.chosen) == (2, True)
    assert rows_of(card, Phrase.CHOSEN_SUMMARY) == [{"count": 1, "total": len(items(world, ANA))}]
    assert Phrase.BALLOT_SECRET in phrases_of(card)
    world.press(ANA, Label.CHANGE_VOTE)
    tap(world, ANA, Act.TICK, one)
    world.confirms(ANA)
    assert world.ballots["vote"][ANA] == {one: 1, other: 1}


def test_the_summary_of_a_ranking_is_the_ranking_then_what_comes_after() -> None:
    """Read from top to bottom, it is the ballot."""
    world = until_vote("ranking_vote", ANA)
    one, other, *rest = items(world, ANA)
    tap(world, ANA, Act.RANK, other)
    tap(world, ANA, Act.RANK, one)
    world.press(ANA, Label.SUMMARY)
    listed = [(block.number, block.place) for block in world.card(ANA).blocks if isinstance(block, Numbered)]
    assert listed[:3] == [(2, 1), (1, 2), (3, 0)]
    assert Phrase.RANKING_REST in phrases_of(world.card(ANA))
    world.press(ANA, Label.CHANGE_VOTE)
    for code in rest:
        tap(world, ANA, Act.RANK, code)
    world.press(ANA, Label.SUMMARY)
    assert Phrase.RANKING_REST not in phrases_of(world.card(ANA))


# -- statements --------------------------------------------------------------------------------------------------------


def test_statements_come_one_at_a_time_with_a_summary_before_the_confirmation() -> None:
    """The same card as for grades: who has voted once knows how."""
    world = until_vote("statements", ANA)
    first, *_ = items(world, ANA)
    assert rows_of(world.card(ANA), Phrase.STATEMENT_ITEM) == [{"n": 1, "total": len(items(world, ANA))}]
    world.press(ANA, "D'accord")
    assert world.ballots["vote"][ANA] == {first: 1}
    world.press(ANA, Label.PREVIOUS_ITEM)
    world.press(ANA, "Pas d'accord")
    assert world.ballots["vote"][ANA] == {first: 0}
    while not world.shows(ANA, Label.CONFIRM):
        world.press(ANA, "Je passe")
    assert Phrase.STATEMENTS_SUMMARY in phrases_of(world.card(ANA))


def test_both_sides_of_a_statement_are_shown_and_what_divides_is_known() -> None:
    """A statement that half of a group refuses must not pass for one it shares."""
    world = until_vote("statements", ANA, BOB)
    shared, split, *rest = [item.text for item in world.group.ballots["vote"]]
    silent = dict.fromkeys(rest, "Je passe")
    grade_everything(world, ANA, {shared: "D'accord", split: "D'accord", **silent})
    grade_everything(world, BOB, {shared: "D'accord", split: "Pas d'accord", **silent})
    rows = rows_of(result_shown(world, BOB), Phrase.RESULT_STATEMENT)
    assert [(row["text"], row["agree"], row["disagree"], row["passed"]) for row in rows][:2] == [
        (shared, 2, 0, 0),
        (split, 1, 1, 0),
    ]
    unranked = [row for row in world.group.results["vote"].standings if row.rank is None]
    assert len(unranked) == len(rest)
    assert world.group.values["horizon_le_plus_partage"] == split


# -- what no ballot takes ----------------------------------------------------------------------------------------------

FORGED = (
    (Act.TICK, "XX9"),
    (Act.TICK, ""),
    (Act.RANK, "XX9"),
    (Act.RANK, ""),
    (Act.GRADE, "RH1:2"),
    (Act.GRADE, "XX9:1"),
    (Act.GRADE, "RH1:²"),
    (Act.POINT, "RH1:+"),
    (Act.ITEM, "99"),
    (Act.ITEM, "-1"),
)


@pytest.mark.parametrize("kind", ["approval_vote", "ranking_vote", "statements"])
@pytest.mark.parametrize(("act", "value"), FORGED)
def test_a_forged_button_marks_no_ballot(kind: str, act: Act, value: str) -> None:
    """A grade that is not on the scale, an item of nowhere, a tap of another method: a polite word."""
    world = until_vote(kind, ANA)
    wait = world.runs[ANA].wait
    world.forge(ANA, act, wait.id, wait.rev, value)
    assert world.toast(ANA) is Phrase.STALE
    assert ANA not in world.ballots.get("vote", {})


@pytest.mark.parametrize("kind", ["approval_vote", "ranking_vote"])
def test_fifty_taps_on_one_button_count_once(kind: str) -> None:
    """A phone that hangs sends them all; each but the first belongs to a card that is no longer there."""
    world = until_vote(kind, ANA)
    card = world.card(ANA)
    button = buttons_of(card)[0]
    for _ in range(50):
        world.tap(ANA, card, button)
    assert world.ballots["vote"][ANA] == {button.value: 1}
    assert world.toast(ANA) is Phrase.ALREADY


def test_a_tap_after_the_close_is_acknowledged_and_not_counted() -> None:
    """Whatever the method, what comes late changes nothing."""
    world = until_vote("ranking_vote", ANA, BOB)
    card = world.card(ANA)
    world.confirms(BOB)
    world.wait(minutes=20)
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.VOTE_NOT_COUNTED
    assert world.group.results["vote"].voters == 0


def test_a_result_card_of_an_unranked_vote_is_still_drawn() -> None:
    """Nobody voted: every item is there, tied, rather than an empty card."""
    world = until_vote("approval_vote", ANA)
    world.wait(minutes=20)
    card = result_card(world.script, world.group.results["vote"])
    assert len(rows_of(card, Phrase.RESULT_APPROVAL)) == len(world.group.ballots["vote"])


def test_points_of_one_or_two_people_are_a_sum_without_their_number() -> None:
    """« 3 points, 1 person » is that person's ballot; the notebook masks it, and so does the chat."""
    path = Path(__file__).parents[2] / "workshops" / "relocalisation.yaml"
    script = load(path.name, path.read_bytes())
    items = tuple(Item(code, f"Piste {code}.", Origin.GROUP) for code in ("A", "B", "C", "D"))
    ballots = ({"A": 3, "B": 2}, {"A": 1, "B": 1}, {"A": 1, "C": 3})
    card = result_card(script, count(script.step("points"), items, ballots, electorate=3))
    said = [(one.notice.phrase, one.notice.values) for one in card.blocks if isinstance(one, Said)][1:]
    assert [(phrase, values["text"], values["score"], values.get("people")) for phrase, values in said] == [
        (Phrase.RESULT_SCORE, "Piste A.", 5, 3),
        (Phrase.RESULT_SCORE_FEW, "Piste B.", 3, None),
        (Phrase.RESULT_SCORE_FEW, "Piste C.", 3, None),
        (Phrase.RESULT_SCORE, "Piste D.", 0, 0),
    ]
