"""The gestures that move the whole group: more time, a pause, a passage announced, a nudge, a word to all."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import CockpitPanel, LetterPanel, Sentence, SentencePanel
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_steering import LEA, NOE, ZOE, cockpit, refreshed


async def test_a_pause_is_announced_shown_and_ended(at: Desk) -> None:
    """Everybody knows, the cockpit says what will be left, and the deadline moves by as much."""
    record = await at.opened(LEA)
    before = (await refreshed(at)).deadline
    assert before is not None
    await at.steers(ADA, Gesture.PAUSE_MENU, record.id)
    assert cockpit(at).menu == "pause"
    toast = await at.steers(ADA, Gesture.PAUSE, record.id, "10")
    assert said(toast) is Sentence.EVERYBODY_TOLD
    panel = await refreshed(at)
    assert (panel.menu, panel.paused, panel.paused_until != "") == ("", True, True)
    left = panel.minutes_left
    assert at.heard(LEA, Phrase.PAUSED) == 1
    await at.pass_time(at.clock.now() + timedelta(minutes=50))
    assert (await refreshed(at)).minutes_left == left
    await at.steers(ADA, Gesture.RESUME, record.id)
    panel = await refreshed(at)
    assert not panel.paused
    assert panel.deadline is not None
    assert panel.deadline - before > timedelta(minutes=50)
    assert at.heard(LEA, Phrase.WE_RESUME) == 1
    gestures = await at.gestures()
    assert gestures[-2:] == ["paused", "resumed"]


async def test_two_facilitators_who_pause_at_once_make_one_pause_and_one_line(at: Desk) -> None:
    """Two taps, one thing; the second changed nothing and is no gesture."""
    record = await at.opened(LEA)
    pause = f"v1:f:{record.id}:jp:5"
    await at.update(at.pressed(ADA, pause), at.pressed(EVE, pause))
    assert at.heard(LEA, Phrase.PAUSED) == 1
    assert (await at.gestures()).count("paused") == 1


async def test_more_time_is_given_to_the_gate_that_she_sees(at: Desk) -> None:
    """Five minutes, told to everybody; an old button is about a gate that is open."""
    record = await at.opened(LEA)
    before = (await refreshed(at)).deadline
    assert before is not None
    await at.steers(ADA, Gesture.EXTEND_MENU, record.id)
    assert cockpit(at).menu == "extend"
    toast = await at.steers(ADA, Gesture.EXTEND, record.id, "5:idees")
    assert said(toast) is Sentence.EVERYBODY_TOLD
    assert (await refreshed(at)).deadline == before + timedelta(minutes=5)
    assert at.heard(LEA, Phrase.EXTENDED) == 1
    for value in ("5:vote", "beaucoup:idees", ":", "99999:idees"):
        toast = await at.steers(ADA, Gesture.EXTEND, record.id, value)
        assert said(toast) is Sentence.FACILITATOR_STALE_BUTTON
    assert (await at.gestures()).count("extended") == 1


async def test_who_holds_the_group_is_named_warned_and_waited_for_or_left(at: Desk) -> None:
    """« Avancer sans » warns for half a minute; « attendre » calls it off."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "un récit assez long pour qu'on ne la relance pas du tout")
    await at.taps(LEA, Act.DONE)
    panel = await refreshed(at)
    silent = next(one.alias for one in panel.people if one.state == "silent")
    assert panel.holding == (silent,)
    await at.steers(ADA, Gesture.NEXT_ANNOUNCED, record.id, "idees")
    assert at.heard(NOE, Phrase.GOING_ON_SOON) == 1
    assert at.heard(LEA, Phrase.GOING_ON_SOON) == 0
    assert (await refreshed(at)).leaving
    toast = await at.steers(ADA, Gesture.NEXT_CALLED_OFF, record.id, "idees")
    assert said(toast) is Sentence.MOVE_CALLED_OFF
    assert at.heard(NOE, Phrase.GOING_ON_LATER) == 1
    await at.pass_time(at.clock.now() + timedelta(seconds=40))
    assert (await at.memory.group(record.id)).group.opened_gates == ()
    toast = await at.steers(EVE, Gesture.NEXT_ANNOUNCED, record.id, "idees")
    assert said(toast) is Sentence.MOVE_ANNOUNCED
    await at.pass_time(at.clock.now() + timedelta(seconds=31))
    assert (await at.memory.group(record.id)).group.opened_gates == ("idees",)


async def test_a_nudge_goes_to_the_silent_once_a_step(at: Desk) -> None:
    """And says how many were reminded, or why nobody was."""
    record = await at.launched()
    assert said(await at.steers(ADA, Gesture.NUDGE, record.id)) is Sentence.NOBODY_TO_NUDGE
    await at.steers(ADA, Gesture.OPEN, record.id)
    for user in (LEA, NOE):
        await at.enters(user, record.join)
    await at.says(NOE, "un deux trois")
    await at.says(NOE, "un récit")
    toast = await at.steers(ADA, Gesture.NUDGE, record.id)
    assert toast == SentencePanel(Sentence.NUDGE_SENT, {"count": 1})
    assert at.heard(LEA, Phrase.REMINDER) == 1
    assert at.heard(NOE, Phrase.REMINDER) == 0
    assert said(await at.steers(EVE, Gesture.NUDGE, record.id)) is Sentence.NUDGED_ALREADY
    assert at.heard(LEA, Phrase.REMINDER) == 1
    assert (await at.gestures()).count("nudged") == 1


async def test_what_she_writes_goes_to_the_group_and_to_the_journal(at: Desk) -> None:
    """Signed, at once, to everybody who is there."""
    record = await at.opened(LEA, NOE)
    await at.blocks(NOE)
    await at.steers(ADA, Gesture.WRITE, record.id)
    assert at.panels(ADA, LetterPanel)[-1] == LetterPanel(1)
    await at.says(ADA, "x" * 700)
    assert at.panels(ADA, LetterPanel)[-1] == LetterPanel(1, too_long=700)
    await at.says(ADA, "On se retrouve à 14 h.")
    assert at.sentence(ADA) == SentencePanel(Sentence.LETTER_SENT, {"count": 1})
    assert at.heard(LEA, Phrase.ANIMATION_WRITES) == 1
    assert at.heard(NOE, Phrase.ANIMATION_WRITES) == 0
    journal = await at.store.journal(record.id)
    assert (journal[-1].gesture, journal[-1].values) == ("wrote_to_group", {"text": "On se retrouve à 14 h."})


async def test_a_letter_that_comes_after_the_close_is_sent_to_nobody(at: Desk) -> None:
    """The other facilitator closed while she was writing."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.WRITE, record.id)
    await at.steers(EVE, Gesture.CLOSE_CONFIRMED, record.id)
    await at.says(ADA, "Une dernière chose.")
    assert at.sentence(ADA) == SentencePanel(Sentence.NOBODY_TO_WRITE_TO)
    assert said(await at.steers(ADA, Gesture.WRITE, record.id)) is Sentence.NOBODY_TO_WRITE_TO
    assert at.heard(LEA, Phrase.ANIMATION_WRITES) == 0


async def test_what_happens_meanwhile_does_not_close_the_choice_under_her_finger(at: Desk) -> None:
    """The cockpit is redrawn every two seconds of a lively session; a choice takes longer than that."""
    record = await at.opened(LEA, NOE, ZOE)
    await at.steers(ADA, Gesture.PAUSE_MENU, record.id)
    await at.says(LEA, "un deux trois")
    assert (await refreshed(at)).menu == "pause"
    await at.pass_time(at.clock.now() + timedelta(seconds=60))
    await at.says(NOE, "un deux trois")
    assert (await refreshed(at)).menu == ""
    await at.steers(ADA, Gesture.EXTEND_MENU, record.id)
    await at.steers(ADA, Gesture.COCKPIT, record.id)
    await at.says(ZOE, "un deux trois")
    assert (await refreshed(at)).menu == ""


async def test_the_minutes_left_go_by_though_nobody_does_anything(at: Desk) -> None:
    """Time left is what she looks at most."""
    await at.opened(LEA)
    await refreshed(at)
    before = len(at.panels(ADA, CockpitPanel))
    await at.pass_time(at.clock.now() + timedelta(minutes=5))
    shown = [one.minutes_left for one in at.panels(ADA, CockpitPanel)[before:]]
    assert len(shown) == 5
    assert shown == sorted(shown, reverse=True)
    assert shown[0] - shown[-1] == 4


@pytest.mark.parametrize("gesture", [Gesture.PAUSE, Gesture.NUDGE, Gesture.WRITE, Gesture.NEXT_ANNOUNCED])
async def test_only_facilitators_move_the_group(at: Desk, gesture: Gesture) -> None:
    """A button that was forwarded does nothing for who may not use it."""
    record = await at.opened(LEA)
    assert said(await at.steers(LEA, gesture, record.id, "idees")) is Sentence.NOT_FACILITATOR
    assert (await at.memory.group(record.id)).group.paused is None
