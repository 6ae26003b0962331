"""The group's own chat: bound by who may, told what concerns everybody, and nothing that a person said."""

from __future__ import annotations

from typing import Any

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.outgoing import React, ShowCard
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.records import ROOM
from bot.facilitation.relay_panels import (
    DigestLine,
    DigestPanel,
    DiscussionAskPanel,
    DiscussionPanel,
    RoomBoundPanel,
    RoomPanel,
    RoomUnboundPanel,
)
from tests.facilitation.support import ADA, EVE, Desk, said
from tests.facilitation.test_steering import LEA, grade_everything

STRANGER = 77
GROUP, MOVED = -100, -1002


def in_group(at: Desk, user: int, **what: Any) -> dict[str, Any]:
    message = at.message(user, "")["message"]
    del message["text"]
    return {"message": message | {"chat": {"id": GROUP, "type": "group"}} | what}


def told(at: Desk, group: int = GROUP) -> list[str]:
    return [one.panel.key for one in at.screens.get(group, []) if isinstance(one.panel, SentencePanel)]


async def bound(at: Desk) -> str:
    record = await at.launched()
    assert await at.steers(ADA, Gesture.ROOM_BIND, record.id, str(GROUP)) is None
    return record.id


async def test_a_facilitator_binds_a_group_by_a_word_in_it(at: Desk) -> None:
    """Which session is asked in private; the group is then told where one answers. Nobody else can."""
    record = await at.launched()
    await at.update(in_group(at, STRANGER, text="/lier"))
    assert at.sentence(STRANGER).key is Sentence.NOT_FACILITATOR
    assert GROUP not in at.screens
    await at.update(in_group(at, ADA, text="/lier@horizons_bot"))
    assert at.panels(ADA, RoomPanel) == [RoomPanel(str(GROUP), ((record.id, "Atelier inventé"),))]
    await at.steers(ADA, Gesture.ROOM_BIND, record.id, str(GROUP))
    assert at.panels(ADA, RoomBoundPanel) == [RoomBoundPanel(record.id, "Atelier inventé")]
    assert told(at) == [Sentence.ROOM_GREETING]
    assert "room_bound" in await at.gestures()
    assert said(await at.steers(ADA, Gesture.ROOM_BIND, record.id, "")) is Sentence.FACILITATOR_STALE_BUTTON


async def test_the_group_is_told_of_steps_words_and_results_and_of_no_answer(at: Desk) -> None:
    """Whoever reads along there has perhaps not consented to anything."""
    session = await bound(at)
    await at.steers(ADA, Gesture.OPEN, session)
    await at.enters(LEA, (await at.session()).join)
    await at.reaches_ideas(session, LEA)
    await at.says(LEA, "une idée que le groupe ne lit pas ici")
    await at.taps(LEA, Act.DONE)
    await at.steers(ADA, Gesture.WRITE, session)
    await at.says(ADA, "un mot de l'animation")
    await at.steers(ADA, Gesture.NEXT_CONFIRMED, session, "vote")
    await grade_everything(at, LEA, "2")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    shown = at.screens[GROUP]
    assert told(at) == [
        Sentence.ROOM_GREETING,
        Sentence.ROOM_OPENED,
        Sentence.ROOM_STEP,
        Sentence.ROOM_STEP,
        Sentence.ROOM_STEP,
        Sentence.ROOM_CLOSED,
    ]
    digests = [one.panel for one in shown if isinstance(one.panel, DigestPanel)]
    assert digests[0] == DigestPanel((DigestLine("Trois mots", 1), DigestLine("Le vécu", 1)), 1)
    assert all(one.people == 1 for one in digests)
    assert at.heard(GROUP, Phrase.ANIMATION_WRITES) == 1
    assert at.heard(GROUP, Phrase.RESULT) == 1
    assert all(not one.body.card.rows for one in shown if isinstance(one.body, ShowCard))
    assert "une idée que le groupe ne lit pas" not in str([one for one in shown if one.panel is not None])
    assert said(await at.steers(ADA, Gesture.ROOM_BIND, session, str(GROUP))) is Sentence.FACILITATOR_STALE_BUTTON


async def test_a_group_that_moves_is_followed(at: Desk) -> None:
    """A group becomes a supergroup by a tap of its owner, and has another number from then on."""
    session = await bound(at)
    await at.update(in_group(at, STRANGER, migrate_to_chat_id=MOVED))
    await at.steers(ADA, Gesture.OPEN, session)
    assert told(at, MOVED) == [Sentence.ROOM_OPENED]
    assert await at.store.person_by_user("telegram", str(STRANGER)) is None


async def test_a_bot_thrown_out_of_the_group_leaves_the_session_going(at: Desk) -> None:
    """Told at once, or by the first message that is refused; and never twice."""
    session = await bound(at)
    thrown = at.membership(STRANGER, "kicked")
    thrown["my_chat_member"]["chat"] = {"id": GROUP, "type": "group"}
    await at.update(thrown)
    await at.update(thrown)
    assert told(at, ADA).count(Sentence.ROOM_LOST) == 1
    await at.steers(ADA, Gesture.OPEN, session)
    assert told(at) == [Sentence.ROOM_GREETING]
    await at.steers(EVE, Gesture.ROOM_BIND, session, str(GROUP))
    at.blocked.add(GROUP)
    await at.steers(ADA, Gesture.NEXT_CONFIRMED, session, "idees")
    assert told(at, ADA).count(Sentence.ROOM_LOST) == 2
    room = await at.store.person_by_user(ROOM, session)
    assert room is not None
    assert room.address == ""
    await at.reception.gone(room.id)
    assert told(at, ADA).count(Sentence.ROOM_LOST) == 2


async def test_what_is_announced_can_be_ended(at: Desk) -> None:
    """By the button under the answer; a second tap changes nothing."""
    session = await bound(at)
    assert said(await at.steers(ADA, Gesture.ROOM_UNBIND, session)) is Sentence.ROOM_UNBOUND
    assert said(await at.steers(ADA, Gesture.ROOM_UNBIND, session)) is Sentence.ALREADY_DONE
    await at.steers(ADA, Gesture.OPEN, session)
    assert told(at) == [Sentence.ROOM_GREETING]


# -- discussions -------------------------------------------------------------------------------------------------------


def reply(at: Desk, user: int, to: int, text: str, ref: int = 900, *, edited: bool = False) -> dict[str, Any]:
    """A reply, in the group, to the bot's message `to`."""
    written = in_group(at, user, text=text, message_id=ref)
    bot = {"message_id": to, "from": {"id": 1, "is_bot": True}, "chat": {"id": GROUP, "type": "group"}}
    message = written["message"] | {"reply_to_message": bot}
    return {"edited_message": message | {"edit_date": message["date"]}} if edited else {"message": message}


def noted(at: Desk) -> list[int]:
    return [one.body.ref for one in at.screens[GROUP] if isinstance(one.body, React)]


async def discussed(at: Desk) -> tuple[str, int]:
    """LEA has come as far as the three words; a question has been asked in the group. Its message."""
    session = await bound(at)
    assert said(await at.steers(ADA, Gesture.ROOM_ASK, session)) is Sentence.DISCUSSION_NOT_YET
    await at.steers(ADA, Gesture.OPEN, session)
    await at.enters(LEA, (await at.session()).join)
    await at.steers(ADA, Gesture.ROOM, session)
    assert at.panels(ADA, RoomBoundPanel)[-1] == RoomBoundPanel(session, "Atelier inventé")
    await at.steers(ADA, Gesture.ROOM_ASK, session)
    await at.says(ADA, "x" * 2_000)
    assert at.panels(ADA, DiscussionAskPanel)[-1].too_long == 2_000
    await at.says(ADA, "Qu'est-ce qui vous\na surpris ?")
    assert at.sentence(ADA).key is Sentence.DISCUSSION_ASKED
    (asked,) = (one for one in at.screens[GROUP] if isinstance(one.panel, DiscussionPanel))
    assert isinstance(asked.panel, DiscussionPanel)
    assert asked.panel.question == "Qu'est-ce qui vous a surpris ?"
    return session, asked.ref


async def test_replies_to_a_discussion_are_kept_of_who_takes_part_and_of_nobody_else(at: Desk) -> None:
    """Issue 4: « collected only from people who joined and consented ». Of anybody else there is not even a person."""
    session, message = await discussed(at)
    await at.update(reply(at, LEA, message, "Le marché était vide."))
    await at.update(reply(at, LEA, message, "Le marché était presque vide.", edited=True))
    await at.update(reply(at, STRANGER, message, "Moi aussi."))
    await at.update(reply(at, ADA, message, "Merci."))
    await at.update(reply(at, LEA, message - 1, "À propos d'autre chose."))
    await at.says(STRANGER, "/start " + (await at.session()).join)
    await at.update(reply(at, STRANGER, message, "Avant d'avoir accepté."))
    key = "vecu.group-1"
    kept = await at.contributions(key)
    assert [one.text for one in kept if not one.superseded] == ["Le marché était presque vide."]
    assert {one.probe for one in kept} == {"Qu'est-ce qui vous a surpris ?"}
    assert noted(at) == [900, 900]
    assert "discussion" in await at.gestures()
    material = str(await at.store.contributions(session))
    assert "Moi aussi" not in material
    assert "Avant d'avoir" not in material
    assert "autre chose" not in material


async def test_a_reply_of_a_stranger_makes_nobody_known(at: Desk) -> None:
    """To have written in a group is no reason to be on our roster."""
    _, message = await discussed(at)
    await at.update(reply(at, STRANGER, message, "Bonjour."))
    assert await at.store.person_by_user("telegram", str(STRANGER)) is None
    assert await at.store.pending_inbox() == []


async def test_after_a_move_or_the_close_no_reply_is_kept(at: Desk) -> None:
    """A supergroup numbers its messages anew: an old number there is another message."""
    session, message = await discussed(at)
    await at.update(in_group(at, STRANGER, migrate_to_chat_id=MOVED))
    moved = reply(at, LEA, message, "Au nouvel endroit.")
    moved["message"]["chat"] = {"id": MOVED, "type": "supergroup"}
    await at.update(moved)
    assert await at.contributions("vecu.group-1") == []
    await at.steers(ADA, Gesture.ROOM_ASK, session)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, session)
    await at.says(ADA, "Trop tard ?")
    assert at.sentence(ADA).key is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.ROOM, session)) is Sentence.FACILITATOR_STALE_BUTTON


async def test_a_link_brings_the_bot_into_a_group_and_binds_it(at: Desk) -> None:
    """Without a command to remember; and with the same check of her role."""
    record = await at.launched()
    await at.steers(ADA, Gesture.ROOM, record.id)
    assert at.panels(ADA, RoomUnboundPanel) == [RoomUnboundPanel(record.id, "Atelier inventé", record.id)]
    await at.update(in_group(at, STRANGER, text=f"/start@horizons_bot lier-{record.id}"))
    assert at.sentence(STRANGER).key is Sentence.NOT_FACILITATOR
    await at.update(in_group(at, ADA, text="/start lier-elsewhere"))
    assert GROUP not in at.screens
    await at.update(in_group(at, ADA, text=f"/start@horizons_bot lier-{record.id}"))
    assert told(at) == [Sentence.ROOM_GREETING]
    await at.steers(ADA, Gesture.OPEN, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.update(in_group(at, ADA, text=f"/start lier-{record.id}"))
    assert at.panels(ADA, RoomPanel) == [RoomPanel(str(GROUP), ())]
