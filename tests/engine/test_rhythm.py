"""The group's clock under a facilitator's hand: pause, more time, a passage announced, a nudge, a word to all."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.engine import rhythm
from bot.engine.course import next_gate
from bot.engine.events import (
    CloseAsked,
    DeadlineExtended,
    DeadlinePassed,
    GroupAddressed,
    GroupNudged,
    MoveAnnounced,
    MoveCalledOff,
    MovedOn,
    SessionPaused,
    SessionResumed,
)
from bot.engine.group import DEADLINE, SessionStatus
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Said
from bot.engine.rhythm import LEAVING
from bot.engine.run import Stage
from bot.rehearsal.stage import Timer
from tests.engine.days import at
from tests.engine.test_days import days
from tests.engine.world import ANA, BOB, CLO, LONG_ENOUGH, World, consent, keywords, phrases_of, until_first_gate

PARIS = "Europe/Paris"


def paused(minutes: int = 0) -> SessionPaused:
    return SessionPaused(minutes, PARIS)


def gate_timers(world: World, gate: str) -> dict[str, datetime]:
    return {one.name: due for one, due in world.timers.items() if not one.owner and one.about == gate}


def notices(world: World, who: str, phrase: Phrase) -> list[dict[str, str | int]]:
    blocks = (block for card in world.seats[who].cards for block in card.blocks)
    return [block.notice.values for block in blocks if isinstance(block, Said) and block.notice.phrase is phrase]


def at_the_story() -> World:
    """Ana and Bob are asked for their story; the next gate has a deadline in fifteen minutes."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    assert world.place(ANA) == "vecu"
    return world


# -- pause -------------------------------------------------------------------------------------------------------------


def test_a_pause_freezes_every_deadline_and_what_was_left_is_left_afterwards() -> None:
    """Whoever goes for a coffee loses no second of the time to answer."""
    world = at_the_story()
    before, began = gate_timers(world, "horizons"), world.now
    world.wait(minutes=2)
    world.happen_to_group(paused(10))
    assert gate_timers(world, "horizons") == {}
    assert notices(world, ANA, Phrase.PAUSED) == [{"hour": "11:21"}]
    world.wait(minutes=45)
    assert world.runs[ANA].wait.stage is Stage.ASKED
    world.happen_to_group(SessionResumed())
    held = timedelta(minutes=45)
    assert gate_timers(world, "horizons") == {name: due + held for name, due in before.items()}
    assert before[DEADLINE] - began == timedelta(minutes=15)
    assert notices(world, BOB, Phrase.WE_RESUME) == [{"n": 3, "title": "Le vécu"}]


def test_a_pause_without_an_hour_says_none() -> None:
    """A promise that nobody made cannot be broken."""
    world = at_the_story()
    world.happen_to_group(paused())
    assert notices(world, ANA, Phrase.PAUSED_OPEN) == [{}]
    assert notices(world, ANA, Phrase.PAUSED) == []


def test_two_facilitators_who_pause_at_once_make_one_pause() -> None:
    """And one word about it; the same when they resume."""
    world = at_the_story()
    world.happen_to_group(paused(5))
    since = world.group.paused
    world.wait(minutes=1)
    world.happen_to_group(paused(10))
    assert world.group.paused == since
    world.happen_to_group(SessionResumed())
    cards = len(world.seats[ANA].cards)
    world.happen_to_group(SessionResumed())
    assert len(world.seats[ANA].cards) == cards


def test_answers_are_taken_during_a_pause_and_the_group_waits_for_its_end() -> None:
    """Nothing is lost, and nobody goes on without those who are away from their phones."""
    world = until_first_gate(ANA)
    world.enter(BOB)
    consent_and_profile(world, BOB)
    world.wait(minutes=9)
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.happen_to_group(paused(5))
    keywords(world, BOB)
    world.happen_to_group(MovedOn("vecu"))
    assert world.place(ANA) == "vecu"
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.happen_to_group(SessionResumed())
    assert world.runs[ANA].wait.stage is Stage.ASKED


def consent_and_profile(world: World, who: str) -> None:
    consent_only(world, who)
    world.press(who, "Habitant·e")
    world.press(who, "Vend")
    world.press(who, "Bourg")


def consent_only(world: World, who: str) -> None:
    world.press(who, "commencer")
    world.press(who, "J'accepte")
    world.press(who, "oui")


def test_a_timer_that_fires_as_the_pause_begins_changes_nothing() -> None:
    """It was on its way already: its time comes again with the group's."""
    world = at_the_story()
    world.happen_to_group(paused(5))
    world.happen_to_group(DeadlinePassed("horizons", DEADLINE))
    assert "horizons" not in world.group.opened_gates
    world.happen_to_group(SessionResumed())
    assert DEADLINE in gate_timers(world, "horizons")


def test_nobody_is_hurried_during_a_pause_and_the_half_time_reminder_comes_as_late() -> None:
    """« Il reste trois minutes », said to an empty room, is neither true nor kind."""
    world = at_the_story()
    due = world.timers[Timer(ANA, world.runs[ANA].wait.id, "silence")]
    world.wait(minutes=1)
    world.happen_to_group(paused(10))
    world.wait_until(due + timedelta(minutes=4))
    assert notices(world, ANA, Phrase.REMINDER) == []
    world.happen_to_group(SessionResumed())
    held = due + timedelta(minutes=4) - (due - timedelta(minutes=2))
    assert world.timers[Timer(ANA, world.runs[ANA].wait.id, "silence")] == due + held
    world.wait_until(due + held)
    assert len(notices(world, ANA, Phrase.REMINDER)) == 1


def test_a_question_asked_during_a_pause_has_all_its_time_after_it() -> None:
    """Its half-time is counted from the end of the pause."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.happen_to_group(paused())
    world.wait(minutes=3)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    asked = world.now
    first = world.timers[Timer(ANA, world.runs[ANA].wait.id, "silence")]
    world.wait(minutes=7)
    world.happen_to_group(SessionResumed())
    world_due = world.timers[Timer(ANA, world.runs[ANA].wait.id, "silence")]
    assert world_due - world.now == first - asked


def test_an_answer_gathered_settles_during_a_pause() -> None:
    """Ninety seconds of silence end it, whoever has a coffee."""
    world = at_the_story()
    world.write(ANA, LONG_ENOUGH)
    world.happen_to_group(paused())
    world.wait(minutes=2)
    assert world.place(ANA) == "craintes"


def test_who_waits_at_a_gate_or_has_left_is_told_no_step() -> None:
    """One is at no step; the other is left in peace."""
    world = until_first_gate(ANA, BOB, CLO)
    world.ask_to_leave(CLO)
    world.press(CLO, Label.LEAVE_KEEP, wait="leave")
    world.happen_to_group(paused(5))
    world.happen_to_group(SessionResumed())
    assert notices(world, ANA, Phrase.WE_RESUME_WAITING) == [{}]
    assert notices(world, CLO, Phrase.PAUSED) == notices(world, CLO, Phrase.WE_RESUME_WAITING) == []


def test_a_clock_that_starts_during_a_pause_is_whole_at_its_end() -> None:
    """A vote counted as the pause began opens the next stretch: its minutes are all there afterwards."""
    world = until_first_gate(ANA, BOB)
    world.hold = True
    world.wait(minutes=9)
    world.deliver(1)
    world.happen_to_group(paused())
    world.hold = False
    world.deliver()
    started = world.now
    group, effects = rhythm.set_timer(world.group, "vote", DEADLINE, started + timedelta(minutes=5), started)
    assert effects == ()
    later = started + timedelta(minutes=30)
    resumed, set_again = rhythm.resume(group, later)
    assert resumed.due("vote") == later + timedelta(minutes=5)
    assert len(set_again) >= 2


# -- more time ---------------------------------------------------------------------------------------------------------


def test_more_time_puts_off_the_deadline_and_everybody_is_told_the_new_end() -> None:
    """Who writes slowly must know that there is time."""
    world = at_the_story()
    due = gate_timers(world, "horizons")[DEADLINE]
    world.happen_to_group(DeadlineExtended("horizons", 5, PARIS))
    assert gate_timers(world, "horizons")[DEADLINE] == due + timedelta(minutes=5) == world.group.due("horizons")
    told = {"minutes": 5, "hour": f"{due + timedelta(hours=2, minutes=5):%H:%M}"}
    assert notices(world, ANA, Phrase.EXTENDED) == notices(world, BOB, Phrase.EXTENDED) == [told]
    world.wait(minutes=16)
    assert "horizons" not in world.group.opened_gates
    world.wait(minutes=4)
    assert "horizons" in world.group.opened_gates


def test_time_added_during_a_pause_is_there_after_it() -> None:
    """The hour told is the one that holds if the pause ended now."""
    world = at_the_story()
    due = gate_timers(world, "horizons")[DEADLINE]
    world.happen_to_group(paused())
    world.wait(minutes=10)
    world.happen_to_group(DeadlineExtended("horizons", 2, PARIS))
    assert gate_timers(world, "horizons") == {}
    world.happen_to_group(SessionResumed())
    later = due + timedelta(minutes=12)
    assert gate_timers(world, "horizons")[DEADLINE] == later
    assert notices(world, ANA, Phrase.EXTENDED) == [{"minutes": 2, "hour": f"{later + timedelta(hours=2):%H:%M}"}]


@pytest.mark.parametrize(
    "event",
    [
        DeadlineExtended("vecu", 5, PARIS),
        DeadlineExtended("vote", 5, PARIS),
        DeadlineExtended("horizons", 0, PARIS),
        DeadlineExtended("horizons", 100_000, PARIS),
    ],
)
def test_no_time_is_added_to_another_gate_nor_out_of_measure(event: DeadlineExtended) -> None:
    """An old button is about a gate that is open already; a forged one may ask for anything."""
    world = at_the_story()
    before = world.timers.copy()
    world.happen_to_group(event)
    assert world.timers == before
    assert notices(world, ANA, Phrase.EXTENDED) == []


# -- going on, announced -----------------------------------------------------------------------------------------------


def test_a_passage_announced_warns_who_has_not_answered_and_comes_half_a_minute_later() -> None:
    """Somebody in the middle of a sentence has the time to send it."""
    world = until_first_gate(ANA)
    world.enter(BOB)
    consent_only(world, BOB)
    world.happen_to_group(MoveAnnounced("vecu"))
    world.happen_to_group(MoveAnnounced("vecu"))
    assert notices(world, BOB, Phrase.GOING_ON_SOON) == [{"seconds": 30}]
    assert notices(world, ANA, Phrase.GOING_ON_SOON) == []
    assert "vecu" not in world.group.opened_gates
    world.wait(seconds=30)
    assert "vecu" in world.group.opened_gates
    assert "vecu" not in world.group.timers


def test_nobody_is_left_behind_without_half_a_minute_of_warning() -> None:
    """Whichever button was tapped, an old one too: the first word warns, another one goes at once."""
    world = until_first_gate(ANA)
    world.enter(BOB)
    consent_only(world, BOB)
    world.happen_to_group(MovedOn("vecu"))
    assert "vecu" not in world.group.opened_gates
    assert notices(world, BOB, Phrase.GOING_ON_SOON) == [{"seconds": 30}]
    world.happen_to_group(MovedOn("vecu"))
    assert "vecu" not in world.group.opened_gates, "two facilitators who tap at once warn once, and leave half a minute"
    assert len(notices(world, BOB, Phrase.GOING_ON_SOON)) == 1
    world.happen_to_group(MovedOn("vecu", now=True))
    assert "vecu" in world.group.opened_gates


def test_a_passage_is_not_announced_to_those_who_wait_for_it() -> None:
    """Everybody is there: half a minute more would be half a minute lost."""
    world = until_first_gate(ANA, BOB)
    world.happen_to_group(MoveAnnounced("vecu"))
    assert "vecu" in world.group.opened_gates


def test_a_passage_announced_can_be_called_off_by_hand_or_by_more_time() -> None:
    """Bob writes « j'arrive » : the group stays, with the clock it had."""
    for second_thought in (MoveCalledOff("horizons"), DeadlineExtended("horizons", 2, PARIS)):
        world = at_the_story()
        before = gate_timers(world, "horizons")
        world.happen_to_group(MoveAnnounced("horizons"))
        assert LEAVING in gate_timers(world, "horizons")
        world.happen_to_group(second_thought)
        assert set(gate_timers(world, "horizons")) == set(before)
        world.wait(minutes=1)
        assert "horizons" not in world.group.opened_gates
    assert notices(world, ANA, Phrase.EXTENDED)


def test_what_was_not_announced_cannot_be_called_off_nor_another_gate_gone_to() -> None:
    """Old buttons do nothing."""
    world = at_the_story()
    cards = len(world.seats[ANA].cards)
    world.happen_to_group(MoveCalledOff("horizons"))
    world.happen_to_group(MoveAnnounced("vecu"))
    world.happen_to_group(MoveAnnounced("cloture"))
    assert len(world.seats[ANA].cards) == cards
    assert world.group.opened_gates == ("vecu",)


def test_a_passage_announced_may_be_hurried() -> None:
    """The second tap of a facilitator who sees that everybody is ready after all."""
    world = at_the_story()
    world.happen_to_group(MoveAnnounced("horizons"))
    world.happen_to_group(MovedOn("horizons", now=True))
    assert "horizons" in world.group.opened_gates
    world.wait(minutes=1)
    assert next_gate(world.script, world.group) == "vote"


# -- a nudge, a word ---------------------------------------------------------------------------------------------------


def test_a_nudge_reaches_those_who_have_said_nothing_once_a_step() -> None:
    """A reminder, not a nagging; who writes or has answered is left alone."""
    world = until_first_gate(ANA, BOB, CLO)
    world.wait(minutes=9)
    world.write(BOB, LONG_ENOUGH)
    assert [rhythm.silent_at(world.script, world.runs[who]) for who in (ANA, BOB, CLO)] == ["vecu", "", "vecu"]
    world.happen_to_group(GroupNudged(("vecu",)))
    world.happen_to_group(GroupNudged(("vecu",)))
    assert notices(world, ANA, Phrase.REMINDER) == notices(world, CLO, Phrase.REMINDER) == [{"minutes": 15}]
    assert notices(world, BOB, Phrase.REMINDER) == []


def test_where_no_clock_runs_a_nudge_names_no_minutes() -> None:
    """Nobody knows how many are left."""
    world = World()
    world.open()
    consent(world, ANA)
    world.group = replace(world.group, timers={})
    world.happen_to_group(GroupNudged(("profil",)))
    assert notices(world, ANA, Phrase.NUDGED) == [{}]


def test_what_facilitators_write_reaches_everybody_who_is_there_in_their_name() -> None:
    """Distinct from what the bot says by itself."""
    world = until_first_gate(ANA, BOB)
    world.block(BOB)
    world.happen_to_group(GroupAddressed("On se retrouve à 14 h."))
    assert phrases_of(world.last(ANA)) == [Phrase.ANIMATION_WRITES]
    assert notices(world, ANA, Phrase.ANIMATION_WRITES) == [{"text": "On se retrouve à 14 h."}]
    assert notices(world, BOB, Phrase.ANIMATION_WRITES) == []


@pytest.mark.parametrize(
    "event",
    [
        paused(5),
        SessionResumed(),
        DeadlineExtended("end", 5, PARIS),
        MoveAnnounced("end"),
        MoveCalledOff("end"),
        GroupNudged(("vecu",)),
        GroupAddressed("Bonsoir."),
    ],
)
def test_after_the_close_no_gesture_moves_anything(
    event: SessionPaused | SessionResumed | DeadlineExtended | MoveAnnounced | MoveCalledOff | GroupNudged,
) -> None:
    """A cockpit of last week is still in the chat."""
    world = at_the_story()
    world.happen_to_group(CloseAsked())
    assert world.group.status is SessionStatus.CLOSED
    before, cards = world.group, len(world.seats[ANA].cards)
    world.happen_to_group(event)
    assert replace(world.group, seen=before.seen) == before
    assert len(world.seats[ANA].cards) == cards


# -- over days ---------------------------------------------------------------------------------------------------------


def test_over_days_a_pause_holds_the_messages_of_the_day_and_they_come_after_it() -> None:
    """Nobody is written to during a pause, and nobody's day is lost."""
    world = days()
    world.come("matin", ANA)
    world.first_day(ANA)
    world.enter(BOB)
    world.press(BOB, "Oui")
    world.happen_to_group(paused())
    world.wait_until(at(25, 9))
    assert notices(world, ANA, Phrase.DAY) == []
    world.happen_to_group(SessionResumed())
    assert notices(world, ANA, Phrase.WE_RESUME_WAITING) == [{}]
    world.wait(seconds=1)
    assert notices(world, ANA, Phrase.DAY) == [{"n": 2, "total": 5}]
    assert notices(world, BOB, Phrase.WE_RESUME_WAITING) == [{}]


def test_over_days_the_reminder_is_silent_during_a_pause() -> None:
    """It would ask for what nobody waits for."""
    world = days()
    world.come("matin", ANA)
    world.happen_to_group(paused())
    world.wait_until(at(24, 21))
    assert notices(world, ANA, Phrase.DAY_REMINDER) == []


def test_over_days_hours_are_added_and_the_new_end_is_a_date() -> None:
    """Twenty-four hours more: tomorrow evening, and everybody knows; nobody is warned half a minute before."""
    world = days()
    world.come("matin", ANA)
    gate = next_gate(world.script, world.group)
    due = world.group.due(gate)
    assert due == at(25, 20)
    world.happen_to_group(DeadlineExtended(gate, 24 * 60, PARIS))
    assert gate_timers(world, gate)[DEADLINE] == at(26, 20)
    assert notices(world, ANA, Phrase.EXTENDED_HOURS) == [{"hours": 24, "date": "2026-11-26", "hour": "20:00"}]
    world.happen_to_group(MoveAnnounced(gate))
    assert gate in world.group.opened_gates
    assert notices(world, ANA, Phrase.GOING_ON_SOON) == []


def test_over_days_a_nudge_names_no_minutes() -> None:
    """Minutes say nothing over days."""
    world = days()
    world.come("matin", ANA)
    world.happen_to_group(GroupNudged(("mots",)))
    assert notices(world, ANA, Phrase.NUDGED) == [{}]
