"""The vote as a person casts it, and its result as everybody reads it."""

from __future__ import annotations

import pytest

from bot.engine.ballot_cards import ballot_card, result_card
from bot.engine.ballots import Item, ItemCount, Origin, Standing, VoteResult
from bot.engine.course import next_gate
from bot.engine.events import MoveAnnounced, PreparedLeftOut, Stamp, VoteCounted
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Quote, Said
from bot.engine.run import Stage
from bot.engine.session import session_step
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    MORNING,
    World,
    buttons_of,
    consent,
    grade_everything,
    phrases_of,
    profile,
    texts_of,
    until_ideas,
    until_vote,
)

IDEA = "Chaque quartier a un atelier de réparation ouvert le samedi."
OTHER = "Les cantines cuisinent les légumes des champs voisins."


def order_seen(world: World, who: str) -> list[str]:
    """The items in the order somebody is shown them."""
    seen = []
    while not world.shows(who, Label.CONFIRM):
        seen.append(next(block.text for block in world.card(who).blocks if isinstance(block, Quote)))
        world.press(who, Label.NEXT_ITEM if world.shows(who, Label.NEXT_ITEM) else Label.SUMMARY)
    return seen


def test_the_order_is_drawn_for_each_person_and_stays() -> None:
    """No item profits from standing first, and a restart moves nothing."""
    world = until_vote(ANA, BOB, CLO, ideas=[IDEA])
    orders = {who: order_seen(world, who) for who in (ANA, BOB, CLO)}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert all(sorted(order) == sorted(orders[ANA]) for order in orders.values())
    world.press(ANA, Label.REVIEW)
    assert order_seen(world, ANA) == orders[ANA]


def test_nothing_on_a_ballot_tells_where_an_item_comes_from() -> None:
    """Neither a code nor a word: one grades the sentence."""
    world = until_vote(ANA, BOB, ideas=[IDEA])
    card = world.card(ANA)
    for _ in world.group.ballots["vote"]:
        assert texts_of(card)[0] in {item.text for item in world.group.ballots["vote"]}
        assert len(texts_of(card)) == 2
        world.press(ANA, "Bien")
        card = world.card(ANA)


def test_each_prepared_item_that_makes_room_lets_one_more_of_the_groups_on_the_ballot() -> None:
    """Eight ideas, six places: two prepared items left out are two places more. Once the vote is open nothing moves."""
    people = tuple(f"p{n}" for n in range(4))
    world = until_ideas(*people)
    for place, who in enumerate(people):
        for n in (1, 2):
            world.write(who, f"Une envie fabriquée, numéro {n} du quartier {place}, où il y a des bancs.")
    assert world.group.room(world.script.pool("horizons")) == 6
    world.happen_to_group(PreparedLeftOut("horizons", ("RH2", "RH5", "XX")))
    world.happen_to_group(PreparedLeftOut("rien", ("RH2",)))
    assert len(world.said_to_facilitators(Phrase.TELL_LEFT_OUT)) == 2
    world.move_on()
    assert [item.code for item in world.group.ballots["vote"]] == [
        *("RH1", "RH3", "RH4", "RH6"),
        *(f"RG{n}" for n in range(1, 9)),
    ]
    world.happen_to_group(PreparedLeftOut("horizons", ()))
    assert world.group.left_out == {"horizons": ("RH2", "RH5")}


def test_the_introduction_is_said_once() -> None:
    """Four sentences on the rule, then the ballot; not again when one comes back to it."""
    world = until_vote(ANA, BOB)
    first = next(
        card for card in world.seats[ANA].cards if any("Excellent, Très bien" in text for text in texts_of(card))
    )
    assert not first.rows
    grade_everything(world, ANA)
    sent = len(world.seats[ANA].cards)
    world.press(ANA, Label.CHANGE_VOTE)
    assert len(world.seats[ANA].cards) == sent + 1


def test_every_tap_says_what_was_saved_and_the_ballot_turns_its_page() -> None:
    """One card in place, not thirteen messages."""
    world = until_vote(ANA)
    wait = world.runs[ANA].wait.id
    world.press(ANA, "Passable")
    notice = world.seats[ANA].toasts[-1]
    assert (notice.phrase, notice.values) == (Phrase.BALLOT_SAVED, {"grade": "Passable"})
    assert world.runs[ANA].wait.id == wait
    world.press(ANA, "Sans avis")
    assert set(world.ballots["vote"][ANA].values()) == {2, None}
    world.press(ANA, Label.PREVIOUS_ITEM)
    assert next(one for one in buttons_of(world.card(ANA)) if one.chosen).text == "Sans avis"


def test_a_double_tap_on_a_grade_grades_one_item() -> None:
    """The second tap belongs to the page before."""
    world = until_vote(ANA)
    card = world.card(ANA)
    grade = buttons_of(card)[0]
    world.tap(ANA, card, grade)
    world.tap(ANA, card, grade)
    assert world.toast(ANA) is Phrase.ALREADY
    assert len(world.ballots["vote"][ANA]) == 1


def test_a_grade_may_change_until_the_close() -> None:
    """A revote replaces."""
    world = until_vote(ANA, BOB)
    grade_everything(world, ANA, "Bien")
    assert Phrase.BALLOT_CONFIRMED in phrases_of(world.last(ANA))
    world.press(ANA, Label.CHANGE_VOTE)
    assert Phrase.BALLOT_SUMMARY in phrases_of(world.last(ANA))
    world.press(ANA, Label.REVIEW)
    grade_everything(world, ANA, "Excellent")
    assert set(world.ballots["vote"][ANA].values()) == {6}
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.press(ANA, Label.BACK)
    assert world.runs[ANA].wait.stage is Stage.VOTING


def test_forged_ballots_are_refused_with_a_word() -> None:
    """An item of another vote, a grade that does not exist, a page that is not there."""
    world = until_vote(ANA)
    wait = world.runs[ANA].wait
    forged = [
        (Act.GRADE, "RH1:7"),
        (Act.GRADE, "RH1:x"),
        (Act.GRADE, "RH1:²"),
        (Act.GRADE, "XX9:1"),
        (Act.GRADE, ""),
        (Act.ITEM, "99"),
        (Act.ITEM, "-1"),
    ]
    for act, value in forged:
        world.forge(ANA, act, wait.id, wait.rev, value)
        assert world.toast(ANA) is Phrase.STALE
    assert "vote" not in world.ballots
    assert world.runs[ANA].wait == wait


def test_a_tap_after_the_close_is_acknowledged_and_not_counted() -> None:
    """The person is told, so that nobody believes to have voted."""
    world = until_vote(ANA, BOB)
    card = world.card(ANA)
    world.press(ANA, "Bien")
    world.move_on()
    before = world.group.results["vote"]
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.VOTE_NOT_COUNTED
    assert world.group.results["vote"] == before
    assert world.place(ANA) == "cloture"


def test_a_tap_between_the_close_and_the_count_is_not_counted_either() -> None:
    """The ballots were frozen in the transaction that closed the vote."""
    world = until_vote(ANA, BOB)
    world.happen_to_group(MoveAnnounced(next_gate(world.script, world.group)))
    world.hold = True
    card = world.card(ANA)
    world.move_on()
    world.deliver(1)
    assert world.group.closing == ("vote",)
    world.inbox.clear()
    world.tap(ANA, card, buttons_of(card)[0])
    world.deliver()
    assert world.toast(ANA) is Phrase.VOTE_NOT_COUNTED
    world.close()
    world.deliver()
    assert world.group.pending_gate == "end"
    world.move_on()
    world.deliver()
    assert world.group.pending_gate == "end"
    world.happen_to_group(VoteCounted(world.sealed["vote"]))
    world.deliver()
    assert world.group.status == "closed"
    assert Phrase.RESULT in world.seats[ANA].phrases()


def test_a_result_that_comes_twice_counts_once() -> None:
    """The count may be told again after a crash."""
    world = until_vote(ANA)
    grade_everything(world, ANA)
    result = world.group.results["vote"]
    again, effects = session_step(world.script, world.group, VoteCounted(result), Stamp(MORNING, "again"))
    assert effects == ()
    assert again.results == world.group.results


def test_an_old_ballot_card_while_the_vote_is_open_is_simply_old() -> None:
    """« Le vote est clos » would be wrong."""
    world = until_vote(ANA, BOB)
    card = world.card(ANA)
    grade_everything(world, ANA)
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.STALE


def test_a_partial_ballot_counts_for_what_it_says() -> None:
    """Nobody has to grade everything."""
    world = until_vote(ANA, BOB)
    grade_everything(world, BOB, "Bien")
    world.press(ANA, "Excellent")
    world.move_on()
    result = world.group.results["vote"]
    assert result.voters == 2
    assert sorted(one.expressed for one in result.counts) == [1, 1, 1, 1, 1, 2]


def test_a_ballot_with_nothing_on_it_may_be_confirmed() -> None:
    """Abstaining is a right, and does not count as an opinion."""
    world = until_vote(ANA, BOB)
    order_seen(world, ANA)
    assert Phrase.BALLOT_UNGRADED in phrases_of(world.card(ANA))
    world.press(ANA, Label.CONFIRM)
    assert world.ballots["vote"][ANA] == {}
    grade_everything(world, BOB)
    assert world.group.results["vote"].voters == 1


def test_ties_are_shown_as_ties() -> None:
    """Never told apart by the order of entry."""
    world = until_vote(ANA, BOB)
    for who in (ANA, BOB):
        grade_everything(world, who, {IDEA: "Bien", "Les entreprises d'ici": "Bien"})
    card = next(card for card in world.seats[ANA].cards if Phrase.RESULT in phrases_of(card))
    rows = [block.notice for block in card.blocks if isinstance(block, Said)][1:]
    assert {row.phrase for row in rows} == {Phrase.RESULT_TIED}
    assert {row.values["rank"] for row in rows} == {1}


def test_what_too_few_graded_is_shown_unranked() -> None:
    """Half of those who voted must have an opinion on it."""
    world = until_vote(ANA, BOB, CLO)
    for who in (ANA, BOB):
        grade_everything(world, who, {"Les cantines publiques": "Bien"} if who == ANA else "Sans avis")
    world.press(CLO, "Sans avis")
    world.move_on()
    card = next(card for card in world.seats[ANA].cards if Phrase.RESULT in phrases_of(card))
    assert Phrase.RESULT_UNRANKED in phrases_of(card)


def test_the_best_comes_first() -> None:
    """A result card reads from the top."""
    best = "Les terres proches des habitations nourrissent la population."
    items = (Item("A", "Le deuxième", Origin.GROUP), Item("B", best, Origin.PREPARED))
    standings = (Standing("B", 1, 6, 0, 0), Standing("A", 2, 3, 1, 0))
    counts = (ItemCount("A", (0, 0, 0, 1, 0, 0, 0)), ItemCount("B", (0, 0, 0, 0, 0, 0, 1)))
    world = until_ideas(ANA)
    card = result_card(world.script, VoteResult("vote", 1, 1, items, counts, standings))
    rows = [block.notice.values for block in card.blocks if isinstance(block, Said)][1:]
    assert [row["text"] for row in rows] == [best, "Le deuxième"]
    assert rows[0]["grade"] == "Excellent"


def test_more_ideas_than_fit_are_drawn_by_lot() -> None:
    """Not by who was quickest; the others stay in the notebook."""
    people = (ANA, BOB, CLO, "P:dan")
    world = until_ideas(*people)
    for number, who in enumerate(people):
        world.write(who, f"Chaque rue {number} a son jardin partagé et son compost.")
        world.write(who, f"Chaque place {number} accueille un marché le samedi matin.")
    world.wait(minutes=10)
    group = [item for item in world.group.ballots["vote"] if item.origin is Origin.GROUP]
    assert [item.code for item in group] == [f"RG{number}" for number in range(1, 7)]
    assert len({item.sources for item in group}) == 6


def test_what_facilitators_chose_is_what_is_voted_on() -> None:
    """In their order, under the group's codes."""
    world = until_ideas(ANA, BOB)
    world.write(ANA, IDEA)
    world.write(BOB, OTHER)
    world.choose("horizons", world.idea(OTHER))
    world.move_on()
    group = [item for item in world.group.ballots["vote"] if item.origin is Origin.GROUP]
    assert [(item.code, item.text) for item in group] == [("RG1", OTHER)]
    world.choose("horizons", world.idea(IDEA))
    assert [item.text for item in world.group.chosen["horizons"]] == [OTHER]


def test_an_idea_withdrawn_after_it_was_chosen_reaches_no_ballot() -> None:
    """Erased words are nobody's to vote on."""
    world = until_ideas(ANA, BOB)
    world.write(ANA, IDEA)
    world.write(BOB, OTHER)
    world.choose("horizons", world.idea(IDEA), world.idea(OTHER))
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    world.move_on()
    assert IDEA not in {item.text for item in world.group.ballots["vote"]}
    assert OTHER in {item.text for item in world.group.ballots["vote"]}


def test_who_arrives_during_the_vote_may_vote() -> None:
    """Consent, profile, ballot."""
    world = until_vote(ANA)
    consent(world, BOB)
    profile(world, BOB)
    assert world.runs[BOB].wait.stage is Stage.VOTING
    assert Phrase.LATE in phrases_of(world.seats[BOB].cards[-2])


def test_a_vote_card_of_a_step_that_is_no_vote_is_a_defect() -> None:
    """Loud, rather than an empty ballot."""
    world = until_vote(ANA)
    step = world.script.step("vecu")
    with pytest.raises(ValueError, match="vecu"):
        ballot_card(world.script, world.runs[ANA], world.group, step, ())
    with pytest.raises(ValueError, match="vecu"):
        result_card(world.script, VoteResult("vecu", 0, 0, (), (), ()))
