"""Buttons where they no longer belong: of a session that is over, of another one, under somebody else's finger.

Two at once: `test_two_at_once`. A person without the role: `test_moving_the_group`, `test_roles`. Who blocks the bot:
`test_inviting`, `test_one_by_one`. A session that nobody closes: `test_closing`. The words are fabricated.
"""

from __future__ import annotations

from bot.chat.buttons import encode
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.panels import CockpitPanel, Sentence
from bot.facilitation.steering import OF_AN_OPEN_SESSION
from tests.facilitation.support import ADA, Desk, said

LEA, NOE = 11, 12


async def test_an_old_cockpit_moves_nothing_once_the_session_is_closed(at: Desk) -> None:
    """It once said « tout le monde est prévenu » of a session in which nobody was left to hear it."""
    record = await at.opened(LEA)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    journal, group = await at.gestures(), (await at.memory.group(record.id)).group
    for gesture in sorted(OF_AN_OPEN_SESSION):
        value = "5:idees" if gesture is Gesture.EXTEND else "5" if gesture is Gesture.PAUSE else "idees"
        assert said(await at.steers(ADA, gesture, record.id, value)) is Sentence.FACILITATOR_STALE_BUTTON
    assert await at.gestures() == journal
    assert (await at.memory.group(record.id)).group == group
    assert at.panels(ADA, CockpitPanel)[-1].status == SessionStatus.CLOSED


async def test_a_participants_button_of_a_closed_session_answers_and_changes_nothing(at: Desk) -> None:
    """The card is still on the phone the next morning."""
    record = await at.opened(LEA)
    participant, card = at.waiting(LEA)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    answers = await at.contributions("mots")
    toast = await at.presses(LEA, encode(ParticipantButton(participant, Act.PASS, card.wait, card.rev)))
    assert isinstance(toast, Notice)
    assert await at.contributions("mots") == answers


async def test_a_card_that_was_forwarded_answers_for_nobody(at: Desk) -> None:
    """Noé taps the button of the card that Léa forwarded to him: her answer is hers alone."""
    await at.opened(LEA, NOE)
    participant, card = at.waiting(LEA)
    before = await at.run(LEA), await at.run(NOE)
    await at.presses(NOE, encode(ParticipantButton(participant, Act.PASS, card.wait, card.rev)))
    assert (await at.run(LEA), await at.run(NOE)) == before


async def test_who_insults_is_shown_to_nobody_and_once_removed_has_no_way_back(at: Desk) -> None:
    """Words can be withheld, and a person sent away, without the others reading one of them."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "vous êtes tous des connards, le maire le premier")
    (insult,) = await at.contributions("vecu")
    assert (insult.standing, insult.reason) == (Standing.WITHHELD, "hostile")
    await at.steers(ADA, Gesture.REMOVE, record.id, insult.participant)
    await at.says(ADA, "les insultes n'ont pas leur place ici")
    await at.steers(ADA, Gesture.REMOVE_ERASE, record.id, insult.participant)
    assert at.heard(LEA, Phrase.REMOVED_ERASED) == 1
    await at.says(LEA, f"/start {record.join}")
    await at.says(LEA, "un mot de plus")
    assert (await at.run(LEA)).removed
    assert not [one.text for one in await at.contributions("vecu") if one.text]
