"""Which question a text belongs to, whatever was on its way to the screen; and nothing sent that is out of date."""

from __future__ import annotations

from datetime import timedelta

from bot.engine.effects import Standing
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.outgoing import ShowCard
from bot.facilitation.ports import OutboxRow, OutboxState, Outcome
from tests.facilitation.support import Desk

LEA = 11
GRACE = timedelta(seconds=30)
"""Longer than what is of unknown delivery is left alone."""


async def claimed(at: Desk) -> list[OutboxRow]:
    return await at.store.claim(at.clock.now(), 100, 60, ())


async def the_story_card(at: Desk) -> OutboxRow:
    """Up to the story, whose card is claimed and of which nobody knows whether it arrived."""
    await at.opened(LEA)
    at.hold = True
    await at.taps(LEA, Act.PASS)
    (row,) = await claimed(at)
    assert isinstance(row.outgoing.body, ShowCard)
    return row


async def test_a_text_written_before_the_card_was_there_joins_the_question_before(at: Desk) -> None:
    """The second half of an answer is no answer to a question its author had not seen."""
    await at.opened(LEA)
    at.hold = True
    await at.says(LEA, "un")
    await at.says(LEA, "deux")
    at.hold = False
    await at.quiet()
    assert [one.text for one in await at.contributions("mots")] == ["un\ndeux"]
    assert at.heard(LEA, Phrase.ADDED_TO_EARLIER) == 1
    assert await at.contributions("vecu") == []


async def test_a_text_while_the_cards_delivery_is_unknown_is_kept_and_its_author_asked(at: Desk) -> None:
    """It may have been on the screen: guessing misfiles, so the person says it in a tap."""
    row = await the_story_card(at)
    await at.store.settle([Outcome(row.id, OutboxState.UNKNOWN, reason="crashed")])
    await at.says(LEA, "une histoire assez longue pour cela")
    assert [one.standing for one in await at.contributions("vecu")] == [Standing.UNCERTAIN]
    at.hold = False
    await at.pass_time(at.clock.now() + GRACE)
    assert at.heard(LEA, Phrase.WHICH_QUESTION) == 1
    asked = next(one for one in reversed(at.screens[LEA]) if Phrase.WHICH_QUESTION in one.phrases)
    assert asked.card is not None
    await at.taps(LEA, Act.ADOPT, asked.card.rows[0][0].value)
    kept = [one for one in await at.contributions("vecu") if one.standing is Standing.KEPT]
    assert [one.text for one in kept] == ["une histoire assez longue pour cela"]


async def test_a_text_written_between_two_copies_of_a_card_is_not_filed_before_it(at: Desk) -> None:
    """The first copy was of unknown delivery, the second bears a later number than the text."""
    row = await the_story_card(at)
    early = at.message(LEA, "une histoire assez longue pour cela")
    await at.store.settle([Outcome(row.id, OutboxState.UNKNOWN, reason="crashed")])
    at.hold = False
    await at.pass_time(at.clock.now() + GRACE)
    assert at.last(LEA).ref > early["message"]["message_id"]
    await at.update(early)
    assert [one.standing for one in await at.contributions("vecu")] == [Standing.UNCERTAIN]
    assert [one.text for one in await at.contributions("mots")] == []


async def test_an_edit_on_its_way_leaves_no_doubt_about_its_own_card(at: Desk) -> None:
    """« J'ajoute » edits the card: the text that follows is for that very question."""
    await at.opened(LEA)
    await at.taps(LEA, Act.PASS)
    await at.says(LEA, "une histoire assez longue pour cela")
    at.hold = True
    await at.taps(LEA, Act.ADD)
    await claimed(at)
    await at.says(LEA, "et sa fin")
    (story,) = await at.contributions("vecu")
    assert story.standing is Standing.KEPT
    assert story.text.endswith("et sa fin")


async def test_an_answer_by_a_tap_drops_every_copy_of_its_card(at: Desk) -> None:
    """Its copy of unknown delivery would hold up the next question for the whole grace, then ask again."""
    row = await the_story_card(at)
    await at.store.settle([Outcome(row.id, OutboxState.UNKNOWN, reason="crashed")])
    body = row.outgoing.body
    assert isinstance(body, ShowCard)
    await at.presses(LEA, f"v1:p:{body.participant}:p:{body.card.wait}:{body.card.rev}:")
    at.hold = False
    before = at.clock.now()
    await at.quiet()
    assert at.clock.now() == before
    assert at.waiting(LEA)[1].wait == (await at.run(LEA)).wait.id


async def test_a_text_of_somebody_who_has_seen_nothing_yet_only_opens_the_door(at: Desk) -> None:
    """« Bonjour » typed before the first card is known to be there."""
    record = await at.opened()
    at.hold = True
    await at.says(LEA, f"/start {record.join}")
    await at.says(LEA, "bonjour")
    assert (await at.run(LEA)).place == "accueil"


async def test_a_card_that_asks_no_question_does_not_come_between(at: Desk) -> None:
    """« Voulez-vous partir ? » stands on the screen, and the person simply answers the question above it."""
    await at.opened(LEA)
    await at.says(LEA, "/quitter")
    await at.says(LEA, "un deux trois")
    assert [one.text for one in await at.contributions("mots")] == ["un\ndeux\ntrois"]


async def test_a_text_that_the_network_delayed_joins_the_question_it_was_written_under(at: Desk) -> None:
    """The next card is on the screen by the time it comes in, but its number says that it was written before."""
    await at.opened(LEA)
    delayed = at.message(LEA, "deux")
    early = at.message(LEA, "un")
    await at.update(early)
    assert at.waiting(LEA)[1].wait == (await at.run(LEA)).wait.id
    await at.update(delayed)
    assert [one.text for one in await at.contributions("mots")] == ["un\ndeux"]
