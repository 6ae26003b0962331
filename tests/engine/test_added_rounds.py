"""A further round of a vote that no script foresees: after the step under way, on the same items, twice at most.

The people and their workshop are fabricated.
"""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from bot.authoring import load
from bot.engine import added_rounds
from bot.engine.ballots import ItemMoves
from bot.engine.course import END, next_gate
from bot.engine.events import MoveAnnounced, RoundAdded, SessionPaused
from bot.engine.group import DEADLINE, AddedRound, SessionStatus
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from bot.engine.run import Stage, Status
from bot.engine.script import GradedBallot, Script, StepKind
from bot.engine.timetable import Schedule
from bot.rehearsal.random_crowd import RandomCrowd
from tests.engine.days import TUESDAY, at, source
from tests.engine.test_days import Days, days
from tests.engine.test_rhythm import gate_timers, notices
from tests.engine.test_switching import story, words
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    World,
    grade_everything,
    passing_until_vote,
    relocalisation,
    shipped,
)

AGAIN = RoundAdded("vote")
STOCK_TAKING = (
    '  - open_question: {id: bilan, title: Bilan, phase: A, minutes: 3, ask: "Et ?", day: 5, gate: {at_most: 5}}\n'
)


def small() -> Script:
    """Words, a story, an idea, the vote; behind a gate, what one makes of it; behind another, the last word."""
    before, closing = source().split("  - closing:")
    return load("jours.yaml", f"{before}{STOCK_TAKING}  - closing:{closing}".encode())


def voted(*people: str) -> World:
    """Everybody has graded; the group is at what one makes of it."""
    world = World(small(), now=at(24, 9))
    world.open()
    for who in people:
        world.enter(who)
        world.press(who, "Oui")
        world.press(who, "Oui")
    words(world, *people)
    story(world, *people)
    while not all(world.runs[who].wait.stage is Stage.VOTING for who in people):
        for who in people:
            if world.runs[who].wait.stage in (Stage.ASKED, Stage.GATHERING) and world.shows(who, Label.PASS):
                world.press(who, Label.PASS)
        world.wait(minutes=1)
    grade_all(world, *people)
    assert all(world.place(who) == "bilan" for who in people)
    return world


def grade_all(world: World, *people: str) -> None:
    for number, who in enumerate(people):
        grade_everything(world, who, ("Bien", "Moyen", "Mal")[number % 3])


def test_a_round_comes_after_the_step_under_way_and_the_first_result_stays() -> None:
    """Who rests is told and waits for the round, with what is left of the time; a second tap adds no other."""
    world = voted(ANA, BOB, CLO)
    world.press(ANA, Label.PASS)
    world.press(CLO, Label.PASS)
    world.ask_answers(CLO)
    world.forge(CLO, Act.CHANGE, "answers", value="bilan")
    first, before = world.group.results["vote"], gate_timers(world, "cloture")
    assert set(before) == {DEADLINE}
    world.happen_to_group(AGAIN)
    world.happen_to_group(AGAIN)
    assert world.group.rounds == (AddedRound("tour2", "vote", "cloture"),)
    assert [step.id for step in world.script.steps][-3:] == ["bilan", "tour2", "cloture"]
    step = world.script.step("tour2")
    assert (step.kind, step.title) == (StepKind.SECOND_ROUND, "Le vote : second tour")
    assert gate_timers(world, "tour2") == before
    assert notices(world, ANA, Phrase.ROUND_ADDED) == [{"title": "Le vote : second tour"}]
    assert world.place(ANA) == world.place(CLO) == "tour2"
    # Clo, who was changing an answer, comes back to it.
    world.press(CLO, Label.PASS)
    assert world.place(CLO) == "tour2"
    world.press(BOB, Label.PASS)
    assert world.group.ballots["tour2"] == world.group.ballots["vote"]
    for who in (ANA, BOB, CLO):
        assert world.runs[who].wait.stage is Stage.VOTING
        grade_everything(world, who, "Bien")
    assert all(world.place(who) == "cloture" for who in (ANA, BOB, CLO))
    assert world.group.results["vote"] == first
    again = world.group.results["tour2"]
    assert (again.voters, sum(one.moved for one in again.moves)) == (3, 2)


def test_nobody_is_counted_at_the_gate_that_the_round_now_comes_before() -> None:
    """They had arrived there: the group would pass it without asking them for a ballot."""
    world = voted(ANA, BOB)
    world.press(ANA, Label.PASS)
    world.block(ANA)
    world.happen_to_group(AGAIN)
    assert world.place(ANA) == "tour2"
    assert all("cloture" not in member.arrived for member in world.group.people.values())
    world.resume(ANA)
    world.press(BOB, Label.PASS)
    world.wait(minutes=10)
    assert "tour2" in world.group.opened_gates
    assert "cloture" not in world.group.opened_gates or "tour2" in world.group.results


def test_at_the_end_of_a_course_the_round_has_a_clock_of_its_own() -> None:
    """Who has done everything is brought back for it; if somebody is silent, it opens all the same."""
    world = passing_until_vote(ANA, BOB, CLO, script=relocalisation())
    for who in (ANA, BOB, CLO):
        grade_everything(world, who, "Bien" if who == ANA else "Passable")
    assert next_gate(world.script, world.group) == END
    world.happen_to_group(AGAIN)
    assert world.group.rounds[0].before == END
    assert world.script.steps[-1].id == "tour2"
    english = replace(world.script, language="en", steps=world.script.steps[:-1])
    assert added_rounds.extended(english, world.group.rounds).step("tour2").title.endswith(": second round")
    assert set(gate_timers(world, "tour2")) == {DEADLINE}
    world.wait(minutes=30)
    assert all(world.runs[who].wait.stage is Stage.VOTING for who in (ANA, BOB, CLO))
    for who in (ANA, BOB, CLO):
        grade_everything(world, who, "Excellent")
    world.close()
    assert set(world.group.results) == {"vote", "tour2"}


def test_two_rounds_at_most_and_none_once_opinions_are_settled() -> None:
    """« Deux tours au plus », as when the script foresees them; the same rule ends them."""
    world = voted(ANA, BOB)
    script, group = world.script, world.group
    for number, title in ((2, "Le vote : second tour"), (3, "Le vote : troisième tour")):
        (vote,) = added_rounds.openable(script, group)
        one = added_rounds.next_round(script, group, vote.id)
        script = added_rounds.extended(script, (one,))
        assert script.step(f"tour{number}").title == title
        assert added_rounds.openable(script, group) == (), "one is to come"
        moved = tuple(ItemMoves(item.code, people=2, up=2) for item in group.ballots["vote"])
        result = replace(group.results["vote"], step=one.id, moves=moved)
        group = replace(group, results={**group.results, one.id: result})
    assert added_rounds.openable(script, group) == ()
    assert added_rounds.openable(world.script, replace(world.group, results={})) == ()


@pytest.mark.parametrize("when", ["paused", "leaving", "closed", "not a vote"])
def test_a_round_that_cannot_be_added_changes_nothing(when: str) -> None:
    """A pause, half a minute before the group goes on, a session that is over, an old button."""
    world = voted(ANA, BOB)
    match when:
        case "paused":
            world.happen_to_group(SessionPaused(0, "Europe/Paris"))
        case "leaving":
            world.happen_to_group(MoveAnnounced("cloture"))
        case "closed":
            world.close()
        case _:
            pass
    before = world.group
    world.happen_to_group(RoundAdded("bilan") if when == "not a vote" else AGAIN)
    assert replace(world.group, seen=before.seen) == before


def having_voted() -> Days:
    """Over days, on the day of the vote: both have voted."""
    world = days(small())
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.wait_until(at(27, 12.1))
    for who in (ANA, BOB):
        world.resume(who)
        world.vote(who)
    return world


def test_over_days_the_round_is_one_more_thing_of_that_day() -> None:
    """Each goes on to it when done with the rest; it closes with what closes then."""
    world = having_voted()
    world.wait_until(at(28, 8.1))
    assert "vote" in world.group.results
    world.happen_to_group(AGAIN)
    assert world.group.rounds
    for who in (ANA, BOB):
        world.resume(who)
        while world.runs[who].wait.stage is Stage.ASKED and world.shows(who, Label.PASS):
            world.press(who, Label.PASS)
    assert "tour2" in world.group.opened_gates
    world.resume(ANA)
    assert world.runs[ANA].wait.stage is Stage.VOTING


def test_added_after_the_last_hour_of_the_days_a_round_has_none_of_its_own() -> None:
    """The days are over and nobody has closed the session: the round opens once those who are there have come to it."""
    world = having_voted()
    world.wait_until(at(28, 20))
    assert world.group.due(END) is None
    world.happen_to_group(AGAIN)
    assert [one.before for one in world.group.rounds] == [END]
    assert DEADLINE not in gate_timers(world, "tour2")
    world.close()
    assert world.group.status is SessionStatus.CLOSED


@pytest.mark.untraced
@pytest.mark.parametrize("file", [None, "relocalisation", "espaces_publics", "teletravail"])
@pytest.mark.parametrize("wild", [0, 0.2], ids=["of good will", "wild"])
def test_whenever_it_is_added_a_session_comes_to_its_end(file: str | None, wild: float) -> None:
    """Liveness: nobody rests at a gate that is not the next one any more."""
    script = small() if file is None else shipped(file)
    held = 0
    for seed in range(16 if file is None else 4):
        random = Random(f"{seed}{wild}")
        schedule = Schedule(5, TUESDAY) if random.random() < 0.5 else None
        world = World(script, seed=str(seed), now=at(24, 9), schedule=schedule)
        crowd = RandomCrowd(world, [ANA, BOB, CLO], str(seed), wild=wild)
        for _ in range(60):
            crowd.act(random.randint(3, 12))
            for step in added_rounds.openable(world.script, world.group):
                world.happen_to_group(RoundAdded(step.id))
        crowd.play()
        held += len(world.group.rounds)
        assert world.group.status is SessionStatus.CLOSED, (seed, wild)
        assert set(world.group.results) == set(world.group.ballots)
        assert not [who for who, run in world.runs.items() if run.status is Status.ACTIVE]
        assert all(isinstance(world.script.step(one.id).ballot, GradedBallot) for one in world.group.rounds)
    assert held
