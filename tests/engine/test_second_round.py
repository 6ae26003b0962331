"""A second round: one's own grade and the group's in view, how many moved, and when there is none."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from bot.authoring import check, load
from bot.engine.ballot_cards import ballot_card
from bot.engine.ballots import ItemMoves
from bot.engine.matter import Matter, Utterance
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Quote, Said
from bot.engine.run import Stage
from bot.engine.script import GradedBallot, Script
from bot.engine.second_rounds import reservations
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.stage import StagedSession
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    HERE,
    WORKSHOPS,
    World,
    consent,
    grade_everything,
    keywords,
    passing_until_vote,
    phrases_of,
    profile,
    texts_of,
)
from tests.variants import with_rounds

FILE = HERE / "relocalisation.yaml"


@cache
def script(rounds: int) -> Script:
    return load(FILE.name, with_rounds(FILE, rounds))


def at_second_round(*people: str, rounds: int = 1) -> World:
    """ANA graded everything « Bien », the others « Passable »."""
    world = passing_until_vote(*people, script=script(rounds))
    for who in people:
        grade_everything(world, who, "Bien" if who == ANA else "Passable")
    assert all(world.place(who) == "tour_2" for who in people)
    return world


def keep_everything(world: World, who: str) -> None:
    while not world.shows(who, Label.CONFIRM):
        world.press(who, Label.KEEP_GRADE)
    world.press(who, Label.CONFIRM)


def said(world: World, who: str, phrase: Phrase) -> list[dict[str, str | int]]:
    blocks = world.card(who).blocks
    return [one.notice.values for one in blocks if isinstance(one, Said) and one.notice.phrase is phrase]


def test_each_person_is_given_back_their_own_grade_beside_the_groups() -> None:
    """« Rendre à chacun·e sa mention, la répartition du groupe »: one's own, nobody else's by name."""
    world = at_second_round(ANA, BOB)
    assert said(world, ANA, Phrase.ROUND_YOUR_GRADE) == [{"grade": "Bien"}]
    assert said(world, BOB, Phrase.ROUND_YOUR_GRADE) == [{"grade": "Passable"}]
    assert said(world, BOB, Phrase.ROUND_OF_THE_GROUP) == [{"grades": "Bien 1 · Passable 1"}]
    assert world.group.ballots["tour_2"] == world.group.ballots["vote"]


def test_a_proposal_that_nobody_graded_is_given_back_without_a_spread() -> None:
    """There is nothing to tell of it; an empty line would look like a fault."""
    world = at_second_round(ANA, BOB)
    first = world.group.results["vote"]
    unread = replace(first, counts=tuple(replace(one, counts=tuple(0 for _ in one.counts)) for one in first.counts))
    group = replace(world.group, results={**world.group.results, "vote": unread})
    card = ballot_card(world.script, world.runs[BOB], group, world.script.step("tour_2"), ())
    told = [one.notice.phrase for one in card.blocks if isinstance(one, Said)]
    assert Phrase.ROUND_YOUR_GRADE in told
    assert Phrase.ROUND_OF_THE_GROUP not in told


def test_keeping_takes_one_tap_and_changing_opens_the_grades() -> None:
    """[Je garde] [Je change]: who keeps everything taps once an item."""
    world = at_second_round(ANA, BOB)
    world.press(ANA, Label.KEEP_GRADE)
    assert list(world.ballots["tour_2"][ANA].values()) == [4]
    assert not world.shows(ANA, "Passable")
    world.press(ANA, Label.CHANGE_GRADE)
    assert world.shows(ANA, "Passable")
    world.press(ANA, "Excellent")
    assert list(world.ballots["tour_2"][ANA].values()) == [4, 6]
    world.press(ANA, Label.PREVIOUS_ITEM)
    assert world.shows(ANA, "Excellent"), "a grade that was changed is changed again among the grades"
    world.press(ANA, "Sans avis")
    assert list(world.ballots["tour_2"][ANA].values()) == [4, None]
    world.press(ANA, Label.PREVIOUS_ITEM)
    world.press(ANA, Label.PREVIOUS_ITEM)
    assert world.shows(ANA, Label.KEEP_GRADE)
    world.forge(ANA, Act.TICK, world.runs[ANA].wait.id, world.runs[ANA].wait.rev, "XX9")
    assert world.toast(ANA) is Phrase.STALE


def test_how_many_moved_is_counted_by_person_and_the_first_round_kept() -> None:
    """The first result stays as it was; of the second, who moved is a number."""
    people = (ANA, BOB, CLO)
    world = at_second_round(*people)
    first = world.group.results["vote"]
    keep_everything(world, BOB)
    world.press(ANA, Label.CHANGE_GRADE)
    world.press(ANA, "Excellent")
    keep_everything(world, ANA)
    world.press(CLO, Label.CHANGE_GRADE)
    world.press(CLO, "Sans avis")
    keep_everything(world, CLO)
    second = world.group.results["tour_2"]
    assert world.group.results["vote"] == first
    assert {one.people for one in second.moves} == {3}
    assert sum(one.up for one in second.moves) == 1
    assert sum(one.aside for one in second.moves) == 1
    assert sum(one.down for one in second.moves) == 0
    card = next(card for card in world.seats[BOB].cards if Phrase.ROUND_MOVED in phrases_of(card))
    assert phrases_of(card).count(Phrase.ROUND_MOVED_ON) == sum(bool(one.moved) for one in second.moves)


def test_of_two_people_nobody_is_told_how_many_moved() -> None:
    """One of two changed: the other one knows who."""
    world = at_second_round(ANA, BOB)
    for who in (ANA, BOB):
        keep_everything(world, who)
    assert [one.people for one in world.group.results["tour_2"].moves] == [2] * len(world.group.ballots["vote"])
    assert not any(Phrase.ROUND_MOVED in phrases_of(card) for card in world.seats[ANA].cards)


def test_the_first_grades_are_kept_no_longer_than_the_round_is_open() -> None:
    """What each person gave is in nobody's state once it has served."""
    world = at_second_round(ANA, BOB)
    assert set(world.runs[ANA].first_round) == {"vote"}
    for who in (ANA, BOB):
        keep_everything(world, who)
    assert {who: run.first_round for who, run in world.runs.items()} == {ANA: {}, BOB: {}}
    again = at_second_round(ANA, BOB)
    again.close()
    assert all(not run.first_round for run in again.runs.values())
    gone = at_second_round(ANA, BOB)
    gone.ask_to_leave(ANA)
    gone.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert not gone.runs[ANA].first_round


def test_who_was_not_there_for_the_first_round_grades_as_in_a_first_one() -> None:
    """Nothing to keep; the group's grades are shown to them too."""
    world = at_second_round(ANA, BOB)
    consent(world, CLO)
    profile(world, CLO)
    assert world.place(CLO) == "tour_2"
    assert not world.shows(CLO, Label.KEEP_GRADE)
    assert said(world, CLO, Phrase.ROUND_OF_THE_GROUP)
    world.press(CLO, "Bien")
    assert list(world.ballots["tour_2"][CLO].values()) == [4]


def test_no_third_round_once_opinions_have_settled() -> None:
    """Under 15 % of changes on every item one stops; facilitators are told why nothing came."""
    world = at_second_round(ANA, BOB, CLO, rounds=2)
    for who in (ANA, BOB, CLO):
        keep_everything(world, who)
    assert "tour_3" not in world.group.ballots
    assert world.said_to_facilitators(Phrase.TELL_SETTLED)
    assert world.place(ANA) == "cloture"


def test_a_third_round_gives_back_what_the_second_gathered() -> None:
    """Somebody has moved: once more, and not again after that."""
    world = at_second_round(ANA, BOB, CLO, rounds=2)
    while not world.shows(ANA, Label.CONFIRM):
        world.press(ANA, Label.CHANGE_GRADE)
        world.press(ANA, "Excellent")
    world.press(ANA, Label.CONFIRM)
    for who in (BOB, CLO):
        keep_everything(world, who)
    assert world.place(ANA) == "tour_3"
    assert said(world, ANA, Phrase.ROUND_YOUR_GRADE) == [{"grade": "Excellent"}]
    assert set(world.runs[ANA].first_round) == {"tour_2"}


def test_without_a_first_result_there_is_no_second_round() -> None:
    """Nobody proposed anything: the vote never opened, nothing is to be given back, and nothing is said of it."""
    empty = replace(script(1), pools=tuple(replace(pool, prepared=()) for pool in script(1).pools))
    world = World(empty)
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    keywords(world, ANA)
    for _ in range(40):
        if world.place(ANA) == "cloture":
            break
        if world.runs[ANA].wait.stage is Stage.ASKED:
            world.press(ANA, Label.PASS)
        world.wait(minutes=5)
    assert world.place(ANA) == "cloture"
    assert world.group.ballots == {}
    assert not world.said_to_facilitators(Phrase.TELL_SETTLED)


def test_a_withdrawal_takes_both_ballots_and_the_moves_with_them() -> None:
    """The comparison is made of people who are still in it."""
    world = at_second_round(ANA, BOB, CLO)
    for who in (ANA, BOB, CLO):
        keep_everything(world, who)
    assert world.group.results["tour_2"].moves[0] == ItemMoves(world.group.ballots["vote"][0].code, 3)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert [world.group.results[step].voters for step in ("vote", "tour_2")] == [2, 2]
    assert {one.people for one in world.group.results["tour_2"].moves} == {2}


def test_a_round_has_the_grades_of_its_vote_and_a_rule_of_its_own() -> None:
    """An author says of which vote it is; all else follows."""
    first, second = script(1).step("vote").ballot, script(1).step("tour_2").ballot
    assert isinstance(first, GradedBallot)
    assert isinstance(second, GradedBallot)
    assert (second.grades, second.pool, second.of) == (first.grades, first.pool, "vote")
    assert second.explanation != first.explanation
    world = at_second_round(ANA)
    assert any(set(second.explanation) <= set(texts_of(card)) for card in world.seats[ANA].cards)


def test_three_rounds_after_a_vote_are_too_many() -> None:
    """The third would have nothing left to decide it."""
    assert [one.code for one in check(FILE.name, with_rounds(FILE, 3)) if one.is_error] == ["S124"]
    assert not [one for one in check(FILE.name, with_rounds(FILE, 2)) if one.is_error]


SIDES = (
    Phrase.ROUND_FOR,
    Phrase.ROUND_AGAINST,
    Phrase.ROUND_NOTHING_FOR,
    Phrase.ROUND_NOTHING_AGAINST,
    Phrase.ROUND_NOTHING_ELSE_FOR,
    Phrase.ROUND_NOTHING_ELSE_AGAINST,
)


def test_an_argument_of_each_side_comes_with_what_was_debated_and_never_ones_own() -> None:
    """The debate was on one item: its arguments say nothing of the others."""
    path = WORKSHOPS / "relocalisation.yaml"
    workshop = load(path.name, with_rounds(path, 1, arguments="debat"))
    quoted = 0
    for seed in range(4):
        session = StagedSession(workshop, with_stand_ins(workshop, {}), seed=f"tour-{seed}")
        RandomCrowd(session, ["p1", "p2", "p3", "p4"], f"tour-{seed}", wild=0).play()
        assert session.sealed["tour_2"].items == session.sealed["vote"].items
        # The crowd's sentences are drawn, so that two people may say the same elsewhere.
        written: dict[str, set[str]] = {}
        for one in session.contributions.values():
            if one.key in ("vote.reserve", "debat"):
                written.setdefault(one.text, set()).add(one.participant)
        for who, seat in session.seats.items():
            for card in seat.cards:
                said = [phrase for phrase in phrases_of(card) if phrase in SIDES]
                if said:
                    assert len(said) == 2, "each side once: an argument, or that there is none"
                    arguments = [block.text for block in card.blocks if isinstance(block, Quote)][1:]
                    assert len(arguments) == sum(phrase in SIDES[:2] for phrase in said)
                    assert all(written[text] - {who} for text in arguments)
                    quoted += len(arguments)
    assert quoted


def with_reservations() -> Script:
    """The fabricated workshop whose vote asks what bothers people, and which holds a second round after that."""
    said = with_rounds(FILE, 1).decode()
    reserve = "      reserve: {gate: {quorum: everyone, at_most: 5}, minutes: 1, ask: Qu'est-ce qui vous gêne ?}\n"
    none = "      no_opinion: {sans_avis: Sans avis}\n"
    return load(FILE.name, said.replace(none, none + reserve, 1).encode())


def sides_of_each_item(world: World, who: str) -> dict[str, tuple[list[Phrase], list[str]]]:
    """Item → what its card says of the two sides, and what it quotes of others."""
    found = {}
    while not world.shows(who, Label.CONFIRM):
        card = world.card(who)
        item, *arguments = (one.text for one in card.blocks if isinstance(one, Quote))
        found[item] = ([one for one in phrases_of(card) if one in SIDES], arguments)
        world.press(who, Label.KEEP_GRADE)
    return found


def test_a_reservation_is_the_argument_against_and_a_side_without_any_says_so() -> None:
    """For every item, what was written first, the same for all; its own author is given somebody else's, or none.

    Withdrawn, it is shown to nobody any more.
    """
    world = passing_until_vote(ANA, BOB, CLO, script=with_reservations())
    for who in (ANA, BOB, CLO):
        grade_everything(world, who, "Bien" if who == CLO else "Insuffisant")
    for who, text in ((ANA, "Trop cher, dit-on ici."), (BOB, "Rien pour les villages.")):
        assert Phrase.RESERVATION_READ in phrases_of(world.card(who)), "said before it is written"
        world.write(who, text)
    assert [world.place(who) for who in (ANA, BOB, CLO)] == ["tour_2"] * 3
    told = {who: sides_of_each_item(world, who) for who in (ANA, CLO)}
    nothing: tuple[list[Phrase], list[str]] = ([Phrase.ROUND_NOTHING_FOR, Phrase.ROUND_NOTHING_AGAINST], [])
    against = [Phrase.ROUND_NOTHING_FOR, Phrase.ROUND_AGAINST]
    (item,) = (one for one, told_of_it in told[CLO].items() if told_of_it != nothing)
    assert told[CLO][item] == (against, ["Trop cher, dit-on ici."])
    assert told[ANA][item] == (against, ["Rien pour les villages."])
    assert all(one == nothing for text, one in told[ANA].items() if text != item)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_ERASE, wait="leave")
    assert sides_of_each_item(world, BOB)[item] == ([Phrase.ROUND_NOTHING_FOR, Phrase.ROUND_NOTHING_ELSE_AGAINST], [])


def test_of_one_item_few_reservations_are_kept_for_the_round() -> None:
    """One is shown, to its author another, and a next one if it is withdrawn: a crowd's are not carried along."""
    held = with_reservations()
    form = held.step("tour_2").ballot
    assert isinstance(form, GradedBallot)
    written = tuple(Utterance(f"c{n}", f"Réserve {n}.", f"P:{n}", about="RH1") for n in range(5))
    kept = reservations(held, form, Matter(said={"vote.reserve": written}))
    assert [(one.code, one.side) for one in kept] == [("c0", "RH1"), ("c1", "RH1"), ("c2", "RH1")]
