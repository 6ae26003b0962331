"""From live to over days and back, in mid-session: nothing is lost, nobody is stuck, and the clock is the other one.

The people and their workshop are fabricated.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

import pytest
from msgspec.structs import replace

from bot.authoring import load
from bot.engine import switching
from bot.engine.agenda import DAY, REMINDER, schedule_of
from bot.engine.cards import ANSWERS_WAIT, HOUR_WAIT
from bot.engine.course import END
from bot.engine.events import (
    AnswerGiven,
    ButtonPressed,
    ClockConverted,
    ContributionPinned,
    DeadlinePassed,
    HourAsked,
    LeaveAsked,
    ModeChosen,
    ParticipantEvent,
    SessionPaused,
    SessionResumed,
    TimerFired,
)
from bot.engine.group import SessionStatus
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from bot.engine.run import Stage, Status
from bot.engine.timetable import QuietHours
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.stage import Timer
from tests.engine.days import READING, RESULT, at, source, workshop
from tests.engine.test_days import STORY, days, merging
from tests.engine.test_rhythm import gate_timers, notices
from tests.engine.world import ANA, BOB, CLO, World

LIVE = ModeChosen(0)


def live(now: datetime | None = None) -> World:
    """The workshop of five days, live, open; Ana and Bob have consented and are asked for their words."""
    world = World(workshop(), now=now or at(24, 9))
    world.open()
    for who in (ANA, BOB):
        world.enter(who)
        world.press(who, "Oui")
        world.press(who, "Oui")
    return world


def words(world: World, *people: str) -> None:
    """Their words: then they rest at the gate before the story."""
    for who in people:
        world.write(who, "prix, trajet, dignité")


def story(world: World, *people: str) -> None:
    """Their story: then they are asked for what follows, live, or rest until its day."""
    for who in people:
        world.write(who, f"{STORY} ({len(world.contributions)})")
        if world.shows(who, Label.DONE):
            world.press(who, Label.DONE)


def before_the_word(world: World, who: str, event: ParticipantEvent) -> None:
    """The group's clock has changed, and this person is not told yet."""
    world.inbox.appendleft((who, event))
    world.deliver(1)


# -- the calendar ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "opened", "first", "last"),
    [
        (at(24, 9), 0, at(24, 20), at(28, 20)),
        (at(24, 20.5), 0, at(25, 20), at(30, 20)),
        (at(28, 20.5), 0, at(30, 20), at(28, 20).replace(month=12, day=4)),
        (at(29, 10), 0, at(30, 20), at(28, 20).replace(month=12, day=4)),
        (at(24, 9), 2, at(24, 20), at(26, 20)),
    ],
    ids=["a Tuesday morning", "an evening", "a Saturday evening", "a Sunday", "on its third day"],
)
def test_the_step_under_way_has_today_and_what_is_to_come_its_own_days(
    now: datetime, opened: int, first: datetime, last: datetime
) -> None:
    """The rest takes as long as it would have taken: the calendar is laid so that its day is today."""
    world = live()
    gates = world.script.gates()[:opened]
    group = replace(world.group, opened_gates=gates)
    schedule = switching.calendar(world.script, group, 5, QuietHours(), now)
    day = switching.begun(world.script, replace(group, schedule=schedule))
    assert schedule.closes_on(day) == first
    assert schedule.closes_on(5) == last
    bare = switching.calendar(replace(world.script, asynchronous=None), group, 5, QuietHours(), now)
    assert bare.length == 5


# -- from live to over days --------------------------------------------------------------------------------------------


def test_a_live_session_goes_on_over_days_and_everybody_is_told_once() -> None:
    """The gate keeps who has arrived; its clock is that of the day; each is written to at the first hour."""
    world = live()
    words(world, ANA)
    assert world.runs[ANA].wait.stage is Stage.GATED
    before = gate_timers(world, "vecu")
    world.enter(CLO)
    world.happen_to_group(ModeChosen(5))
    world.happen_to_group(ModeChosen(5))
    world.happen_to_group(ModeChosen(3))
    assert schedule_of(world.group).length == 5
    told = {"date": "2026-11-28", "hour": "20:00", "at": "08:00"}
    for who in (ANA, BOB, CLO):
        assert notices(world, who, Phrase.NOW_OVER_DAYS) == [told]
    assert gate_timers(world, "vecu") != before
    # Within a day nobody waits for the others: the gate lets Ana through.
    assert "vecu" in world.group.opened_gates
    assert world.runs[BOB].wait.stage is Stage.ASKED
    assert world.timers[Timer(ANA, DAY, DAY)] == at(25, 8)
    words(world, BOB)
    world.resume(ANA)
    story(world, ANA, BOB)
    world.wait_until(at(25, 8.1))
    assert world.place(ANA) == world.place(BOB) == "craintes"
    # Who was on the way in is asked for an hour, as anybody who comes in over days.
    world.press(CLO, "Oui")
    world.press(CLO, "Oui")
    assert world.runs[CLO].wait.stage is Stage.HOUR
    world.happen(CLO, ClockConverted())
    assert notices(world, CLO, Phrase.NOW_OVER_DAYS) == [told]


def test_nobody_is_hurried_by_a_minute_of_the_live_session_any_more() -> None:
    """The timer of half the time was set live; over days the day has its own reminder."""
    world = live()
    world.happen_to_group(ModeChosen(5))
    world.wait(minutes=30)
    assert notices(world, ANA, Phrase.REMINDER) == []


def test_who_cannot_be_reached_then_comes_back_to_the_days() -> None:
    """A blocked bot is unblocked on the third day: the day that is open then is theirs, at the first hour."""
    world = live()
    world.block(BOB)
    world.happen_to_group(ModeChosen(5))
    assert notices(world, BOB, Phrase.NOW_OVER_DAYS) == []
    world.wait_until(at(26, 10))
    world.resume(BOB)
    assert world.runs[BOB].hour == "matin"
    assert world.runs[BOB].status is Status.ACTIVE
    assert world.runs[BOB].wait.stage is not Stage.HOUR


def test_what_was_pinned_live_was_read_live() -> None:
    """The bridge of the next day is made of what nobody has read."""
    world = live()
    words(world, ANA, BOB)
    story(world, ANA, BOB)
    one = next(one for one in world.contributions.values() if one.participant == ANA and one.key == "vecu")
    world.happen_to_group(ContributionPinned(one.id, ANA, title="Le vécu", text=one.text))
    world.happen_to_group(ModeChosen(5))
    world.wait_until(at(26, 9))
    assert notices(world, BOB, Phrase.BRIDGE) == notices(world, BOB, Phrase.BRIDGE_STORIES) == []


@pytest.mark.parametrize(
    "event", [LIVE, ModeChosen(4), ModeChosen(5)], ids=["live already", "no such version", "pause"]
)
def test_a_switch_that_cannot_be_made_changes_nothing(event: ModeChosen) -> None:
    """Live already, a length that the workshop does not offer, or a pause: whose end says when the clock goes on."""
    world = live()
    if event.days == 5:
        world.happen_to_group(SessionPaused(0, "Europe/Paris"))
    before = world.group
    world.happen_to_group(event)
    assert replace(world.group, seen=before.seen) == before
    assert not switching.may_go_live(world.script, world.group)
    if event.days == 5:
        world.happen_to_group(SessionResumed())
        world.happen_to_group(event)
        assert world.group.schedule is not None


def test_a_workshop_that_is_not_written_for_days_offers_none() -> None:
    """Its author never said what belongs to which day."""
    world = World(replace(workshop(), asynchronous=None))
    world.open()
    assert switching.lengths(world.script, world.group) == ()


# -- from over days to live --------------------------------------------------------------------------------------------


def test_a_session_over_days_goes_live_and_whoever_rests_is_asked_what_comes_next() -> None:
    """Ana waits for tomorrow, Bob writes, Clo is asked for an hour: all go on now, with the minutes of the script."""
    world = days(workshop(reading=READING))
    world.come("matin", ANA, BOB)
    world.first_day(ANA)
    world.enter(CLO)
    world.press(CLO, "Oui")
    world.press(CLO, "Oui")
    assert world.runs[ANA].wait.stage is Stage.GATED
    assert world.runs[CLO].wait.stage is Stage.HOUR
    world.happen_to_group(LIVE)
    world.happen_to_group(LIVE)
    assert world.group.schedule is None
    for who in (ANA, BOB, CLO):
        assert len(notices(world, who, Phrase.NOW_LIVE)) == 1
        assert Timer(who, DAY, DAY) not in world.timers
    # The group was at the story already: live, what lies behind it is over for all.
    assert world.place(BOB) == world.place(CLO) == "vecu"
    assert world.runs[BOB].missed == world.runs[CLO].missed == ("mots",)
    assert (world.place(ANA), world.runs[ANA].wait.stage) == ("craintes", Stage.ASKED)
    world.wait_until(at(24, 12))
    assert world.group.opened_gates
    assert notices(world, ANA, Phrase.DAY) == []


def test_live_again_who_chooses_another_hour_or_has_done_everything_stays_where_they_are() -> None:
    """Every place that somebody may rest at over days has one live."""
    world = days(workshop(day=4))
    world.come("matin", ANA, BOB)
    world.first_day(ANA, BOB)
    world.forge(ANA, Act.HOUR, world.runs[ANA].wait.id)
    assert world.runs[ANA].wait.stage is Stage.HOUR
    world.happen_to_group(LIVE)
    assert world.runs[ANA].wait.stage is not Stage.HOUR
    assert world.place(ANA) == world.place(BOB)


def test_who_is_answering_or_catching_up_finishes_that_first() -> None:
    """What is on the screen stays there, under the word that the session is live; then comes what the group is at."""
    world = days()
    world.come("matin", ANA, BOB)
    world.first_day(ANA)
    words(world, BOB)
    world.resume(BOB)
    assert world.place(BOB) == "vecu"
    wait = world.runs[BOB].wait
    world.ask_answers(ANA)
    world.forge(ANA, Act.CHANGE, ANSWERS_WAIT, value="vecu")
    assert (world.runs[ANA].detour, world.place(ANA)) == ("vecu", "craintes")
    world.happen_to_group(LIVE)
    assert (world.runs[BOB].wait, world.place(BOB)) == (wait, "vecu")
    assert (world.runs[ANA].detour, world.place(ANA)) == ("vecu", "craintes")
    story(world, ANA)
    assert not world.runs[ANA].detour
    assert (world.place(ANA), world.runs[ANA].wait.stage) == ("craintes", Stage.ASKED)


def test_what_came_due_or_was_tapped_as_the_clock_changed_finds_it_changed() -> None:
    """A timer of the day, an hour typed, one tapped on the card of `/heure`: they belong to the other clock."""
    world = days()
    world.come("matin", ANA, BOB)
    world.enter(CLO)
    world.press(CLO, "Oui")
    world.press(CLO, "Oui")
    world.happen(ANA, HourAsked())
    world.happen(BOB, LeaveAsked())
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    world.hold = True
    world.happen_to_group(LIVE)
    world.deliver(1)
    assert world.group.schedule is None
    cards = len(world.seats[ANA].cards)
    for timer in (DAY, REMINDER):
        before_the_word(world, ANA, TimerFired(timer, DAY))
    assert len(world.seats[ANA].cards) == cards
    before_the_word(world, ANA, ButtonPressed(Act.HOUR, HOUR_WAIT, 0, "soir"))
    assert world.toast(ANA) is Phrase.STALE
    before_the_word(world, CLO, AnswerGiven("8h", 1, world.runs[CLO].wait.id))
    assert world.runs[CLO].wait.stage is Stage.HOUR
    world.hold = False
    world.deliver()
    assert world.runs[CLO].wait.stage is Stage.ASKED
    assert notices(world, BOB, Phrase.NOW_LIVE) == []


def test_going_live_waits_for_a_vote_that_some_have_left_behind() -> None:
    """Live, a vote ends for all at one moment: nobody's ballot is cut short by a gesture about the clock."""
    script = load("jours.yaml", source(closing="at_most: 10", day=4).encode())
    world = days(script)
    world.come("matin", ANA, BOB)
    world.group = replace(
        world.group, opened_gates=script.gates(), ballots={"vote": ()}, closed=script.stretch_of("vote")
    )
    assert not switching.may_go_live(script, world.group)
    assert switching.may_go_live(script, replace(world.group, ballots={}))
    assert not switching.may_go_live(script, replace(world.group, ballots={}, pending_gate=END))


def test_a_merge_under_way_takes_the_time_of_the_other_clock() -> None:
    """Over days half a day; live, two minutes."""
    world = merging(8.5)
    assert Timer("", "m1", "merge") in world.timers
    world.happen_to_group(LIVE)
    assert world.timers[Timer("", "m1", "merge")] == at(26, 8.5) + timedelta(minutes=2)
    again = live(at(26, 9))
    again.group = replace(again.group, merges={"m1": replace(world.group.merges["m1"], agreed=(), refused=())})
    again.happen_to_group(ModeChosen(5))
    assert again.timers[Timer("", "m1", "merge")] == at(27, 12)


def test_a_merge_that_is_settled_is_given_no_time_under_the_other_clock() -> None:
    """An author has said no: nobody is waited for any more, and what was set before comes to nothing."""
    world = merging(8.5)
    world.press(BOB, Label.NO, wait="m-m1")
    assert not world.group.merges["m1"].pending
    before = world.timers[Timer("", "m1", "merge")]
    world.happen_to_group(LIVE)
    assert world.group.schedule is None
    assert world.timers[Timer("", "m1", "merge")] == before
    world.happen_to_group(DeadlinePassed("m1", "merge"))
    assert not world.said_to_facilitators(Phrase.TELL_MERGE_UNANSWERED)


# -- whatever happens --------------------------------------------------------------------------------------------------


@pytest.mark.untraced
@pytest.mark.parametrize("text", [source(), source(reading=READING), source(day=4, ask=RESULT)])
@pytest.mark.parametrize("wild", [0, 0.2], ids=["of good will", "wild"])
def test_however_often_it_is_switched_a_session_comes_to_its_end(text: str, wild: float) -> None:
    """Liveness: no place that somebody may be at is a dead end under the other clock."""
    script = load("jours.yaml", text.encode())
    for seed in range(25):
        random = Random(f"{seed}{wild}")
        world = World(script, seed=str(seed), now=at(24, 9))
        crowd = RandomCrowd(world, [ANA, BOB, CLO], str(seed), wild=wild)
        switched = 0
        for _ in range(4):
            crowd.act(random.randint(5, 40))
            before = world.group.schedule
            world.happen_to_group(ModeChosen(random.choice((3, 5)) if before is None else 0))
            switched += world.group.schedule != before
        crowd.play()
        assert switched
        assert world.group.status is SessionStatus.CLOSED, (seed, wild)
        assert set(world.group.results) == set(world.group.ballots)
        assert not [who for who, run in world.runs.items() if run.status is Status.ACTIVE]
