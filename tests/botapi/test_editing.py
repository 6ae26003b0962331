"""Edits, deletions and answers to taps."""

import pytest
from telegram import Bot, InlineKeyboardMarkup
from telegram.error import BadRequest

from bot.rehearsal.botapi import CannotDo, Phone, StandIn
from tests.botapi.support import Clock, call, inline, refusal

OUI = InlineKeyboardMarkup.de_json(inline([("Oui", "v1:oui"), ("Non", "v1:non")]), None)


async def test_an_edit_changes_the_same_message_and_drops_the_keyboard_it_does_not_repeat(bot: Bot, ana: Phone) -> None:
    """One card edited in place; forgetting the keyboard makes it vanish, as on Telegram."""
    sent = await bot.send_message(ana.id, "Question", reply_markup=OUI)
    await bot.edit_message_text("Question 2", ana.id, sent.message_id)
    assert (ana.last.id, ana.last.text, ana.last.buttons, ana.last.edited) == (sent.message_id, "Question 2", (), True)


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, ana: Phone) -> None:
    """Double taps make such edits every day; the sender swallows exactly these words."""
    sent = await bot.send_message(ana.id, "<b>x</b>", parse_mode="HTML", reply_markup=OUI)
    with pytest.raises(BadRequest, match="Message is not modified: specified new message content and reply markup are"):
        await bot.edit_message_text("<b>x</b>", ana.id, sent.message_id, parse_mode="HTML", reply_markup=OUI)
    with pytest.raises(BadRequest, match="not modified"):
        await bot.edit_message_reply_markup(ana.id, sent.message_id, reply_markup=OUI)
    await bot.edit_message_reply_markup(ana.id, sent.message_id)
    assert ana.last.buttons == ()


async def test_only_the_bots_own_messages_can_be_edited(api: StandIn, ana: Phone) -> None:
    """Three refusals that mean three different mistakes."""
    own = ana.send("bonjour")
    assert await refusal(api, "editMessageText", chat_id=ana.id, message_id=own, text="x") == (
        "Bad Request: message can't be edited"
    )
    assert await refusal(api, "editMessageText", chat_id=ana.id, message_id=999, text="x") == (
        "Bad Request: message to edit not found"
    )
    assert await refusal(api, "editMessageText", chat_id=ana.id, text="x") == (
        "Bad Request: message identifier is not specified"
    )


async def test_captions_and_texts_are_edited_by_their_own_methods(bot: Bot, ana: Phone) -> None:
    """A card that became a file cannot be edited as a text."""
    text = await bot.send_message(ana.id, "x")
    file = await bot.send_document(ana.id, b"x", filename="a.txt", caption="avant")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("y", ana.id, file.message_id)
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(ana.id, text.message_id, caption="y")
    await bot.edit_message_caption(ana.id, file.message_id, caption="après")
    assert ana.last.text == "après"


async def test_a_deleted_message_is_gone_and_cannot_be_deleted_again(bot: Bot, ana: Phone, clock: Clock) -> None:
    """Past 48 hours Telegram keeps it for good."""
    first, second = [(await bot.send_message(ana.id, word)).message_id for word in ("a", "b")]
    await bot.delete_message(ana.id, first)
    assert [shown.text for shown in ana.from_bot] == ["b"]
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(ana.id, first)
    clock.forward(48 * 3600 + 1)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(ana.id, second)


async def test_a_tap_reaches_the_bot_and_its_answer_the_phone(bot: Bot, ana: Phone) -> None:
    """The whole way round: button, callback query, toast."""
    await bot.send_message(ana.id, "?", reply_markup=OUI)
    query_id = ana.tap(ana.last.id, "Oui")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (query_id, "v1:oui", ana.id)
    await query.answer("Noté", show_alert=True)
    assert [(toast.query_id, toast.text, toast.alert) for toast in ana.toasts] == [(query_id, "Noté", True)]


async def test_a_tap_can_be_answered_once_and_within_150_seconds(api: StandIn, ana: Phone, clock: Clock) -> None:
    """After downtime every tap is too old: that is an outcome to live with, not an error."""
    too_old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    await call(api, "sendMessage", chat_id=ana.id, text="?", reply_markup=inline([("Oui", "oui")]))
    first, second = ana.tap(ana.last.id, "oui"), ana.tap(ana.last.id, "oui")
    clock.forward(150)
    assert (await call(api, "answerCallbackQuery", callback_query_id=first))["ok"]
    assert await refusal(api, "answerCallbackQuery", callback_query_id=first) == too_old
    clock.forward(1)
    assert await refusal(api, "answerCallbackQuery", callback_query_id=second) == too_old
    assert await refusal(api, "answerCallbackQuery", callback_query_id="forged") == too_old
    third = ana.tap(ana.last.id, "oui")
    assert await refusal(api, "answerCallbackQuery", callback_query_id=third, text="x" * 201) == (
        "Bad Request: MESSAGE_TOO_LONG"
    )


async def test_a_phone_cannot_press_what_is_not_there(bot: Bot, ana: Phone) -> None:
    """A rehearsal that presses a vanished button is wrong, and says which buttons there are."""
    await bot.send_message(ana.id, "?", reply_markup=OUI)
    with pytest.raises(CannotDo, match=r"no button 'Peut-être', but \('Oui', 'Non'\)"):
        ana.tap(ana.last.id, "Peut-être")
    with pytest.raises(CannotDo, match="no message #999"):
        ana.tap(999, "Oui")


async def test_a_forged_tap_on_a_message_that_is_gone_comes_as_inaccessible(bot: Bot, ana: Phone) -> None:
    """Anybody can send any data for any message id: the bot must check both."""
    ana.tap_raw("v1:drop-tables", 999)
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.data == "v1:drop-tables"
    assert query.message is not None
    assert not query.message.is_accessible
