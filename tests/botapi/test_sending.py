"""What a bot sends: accepted and shown, or refused in Telegram's words."""

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Forbidden

from bot.rehearsal.botapi import Phone, StandIn
from tests.botapi.support import call, inline, refusal

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x10\x00\x00\x00\x08\x08\x02\x00\x00\x00"


async def test_a_message_shows_on_the_phone_as_its_markup_says(bot: Bot, ana: Phone) -> None:
    """The screen is what a rehearsal reads: text without tags, buttons with their data."""
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Oui", callback_data="v1:oui")]])
    sent = await bot.send_message(ana.id, "Bonjour <b>Ana</b>", parse_mode="HTML", reply_markup=keyboard)
    assert (ana.last.id, ana.last.text, ana.last.html) == (sent.message_id, "Bonjour Ana", "Bonjour <b>Ana</b>")
    assert [[(b.label, b.data, b.url) for b in row] for row in ana.last.keyboard] == [[("Oui", "v1:oui", None)]]
    assert sent.chat.id == ana.id
    assert sent.from_user is not None
    assert sent.from_user.is_bot


async def test_message_ids_grow_over_all_private_chats(api: StandIn, bot: Bot, ana: Phone) -> None:
    """Telegram numbers a bot's private messages with one counter; code that keys on message_id alone must survive."""
    bob = api.user(1002, "Bob")
    bob.start()
    ids = [(await bot.send_message(chat, "x")).message_id for chat in (ana.id, bob.id, ana.id)]
    assert ids == sorted(set(ids))


@pytest.mark.parametrize(
    ("parameters", "description"),
    [
        ({"text": ""}, "Bad Request: message text is empty"),
        ({}, "Bad Request: message text is empty"),
        ({"text": " \n"}, "Bad Request: message text is empty"),
        ({"text": "<b></b>", "parse_mode": "HTML"}, "Bad Request: message text is empty"),
        ({"text": "x" * 4097}, "Bad Request: message is too long"),
        ({"text": "😀" * 2049}, "Bad Request: message is too long"),
        ({"text": "x", "parse_mode": "Klingon"}, "Bad Request: unsupported parse_mode"),
        ({"text": "x", "colour": "red"}, 'Bad Request: unknown parameter "colour" (stand-in is strict)'),
        ({"text": "a\ud800"}, "Bad Request: strings must be encoded in UTF-8"),
        ({"text": "x", "reply_markup": inline([("a", "x" * 65)])}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline([("a", "é" * 33)])}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline([("a", "")])}, "Bad Request: BUTTON_DATA_INVALID"),
        ({"text": "x", "reply_markup": inline([("a", "b")] * 9)}, "Bad Request: reply markup is too long"),
        ({"text": "x", "reply_markup": inline(*[[("a", "b")]] * 101)}, "Bad Request: reply markup is too long"),
        ({"text": "x", "reply_markup": "{"}, "Bad Request: can't parse reply keyboard markup JSON object"),
        ({"text": "x", "message_thread_id": 4}, "Bad Request: message thread not found"),
        ({"text": "x", "reply_parameters": {"message_id": 9}}, "Bad Request: message to be replied not found"),
        ({"text": "x", "business_connection_id": "b"},
         'Bad Request: parameter "business_connection_id" is not played by the stand-in'),
        ({"text": "x", "disable_notification": "perhaps"},
         'Bad Request: parameter "disable_notification" must be true or false'),
    ],
)  # fmt: skip
async def test_what_telegram_refuses_is_refused_in_its_words(
    api: StandIn, ana: Phone, parameters: dict[str, object], description: str
) -> None:
    """The sender sorts failures by these words, so they must be the real ones."""
    assert await refusal(api, "sendMessage", chat_id=ana.id, **parameters) == description
    assert ana.from_bot == []


async def test_length_is_judged_after_the_tags_are_gone(bot: Bot, ana: Phone) -> None:
    """4096 characters of text plus any number of tags pass."""
    await bot.send_message(ana.id, f"<b>{'x' * 4096}</b>", parse_mode="HTML")
    assert len(ana.last.text) == 4096


async def test_more_than_a_hundred_entities_are_refused(api: StandIn, ana: Phone) -> None:
    """Telegram drops the rest in silence: a notebook preview would lose its formatting halfway."""
    text = "<b>x</b> " * 101
    assert await refusal(api, "sendMessage", chat_id=ana.id, text=text, parse_mode="HTML") == (
        "Bad Request: ENTITIES_TOO_LONG"
    )


@pytest.mark.parametrize(
    ("button", "description"),
    [
        ({"text": "x"}, "Text buttons are unallowed in the inline keyboard"),
        ({"callback_data": "x"}, 'Field "text" must be of type String'),
        ({"text": " ", "callback_data": "x"}, "text must be non-empty"),
        ({"text": "x", "url": "nowhere"}, "is invalid: Wrong HTTP URL"),
        ({"text": "x", "callback_data": "a", "url": "https://exemple.fr"}, "exactly one of"),
        ({"text": "x", "callback_data": "a", "colour": "red"}, 'unknown field "colour"'),
        ({"text": "x", "copy_text": {"text": ""}}, "BUTTON_COPY_TEXT_INVALID"),
        ({"text": "x", "web_app": {"url": "http://exemple.fr"}}, "Only HTTPS links are allowed"),
    ],
)
async def test_a_bad_button_is_refused(api: StandIn, ana: Phone, button: dict[str, object], description: str) -> None:
    """One bad button costs the whole message on Telegram."""
    markup = {"inline_keyboard": [[button]]}
    assert description in await refusal(api, "sendMessage", chat_id=ana.id, text="x", reply_markup=markup)


async def test_reply_keyboards_are_checked_and_shown(api: StandIn, ana: Phone) -> None:
    """A keyboard to answer with is no part of the Message object, but people see it."""
    keyboard = {"keyboard": [[{"text": "Oui"}, "Non"]], "resize_keyboard": True}
    answer = await call(api, "sendMessage", chat_id=ana.id, text="?", reply_markup=keyboard)
    assert "reply_markup" not in answer["result"]
    assert ana.last.reply_keyboard == keyboard
    assert "unknown field" in await refusal(
        api, "sendMessage", chat_id=ana.id, text="?", reply_markup={"keyboard": [["x"]], "colour": 1}
    )


async def test_nobody_can_be_written_to_before_they_start(api: StandIn, bot: Bot) -> None:
    """An unknown id and a person who never started are two refusals, and neither is a crash."""
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(424242, "x")
    shy = api.user(1003, "Chloé")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(shy.id, "x")
    shy.start()
    await bot.send_message(shy.id, "x")


async def test_who_blocked_or_left_cannot_be_reached(bot: Bot, ana: Phone) -> None:
    """These two words make the person inactive and let gates recount."""
    ana.block()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ana.id, "x")
    ana.unblock()
    await bot.send_message(ana.id, "x")
    ana.deactivate()
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(ana.id, "x")


async def test_a_document_arrives_whole_and_can_be_sent_again_by_its_id(api: StandIn, bot: Bot, ana: Phone) -> None:
    """The notebook goes out as a file; sending it to forty people uploads it once."""
    sent = await bot.send_document(ana.id, b"# Cahier", filename="cahier.md", caption="<i>Voici</i>", parse_mode="HTML")
    assert sent.document is not None
    await bot.send_document(ana.id, sent.document.file_id)
    first, second = ana.from_bot
    assert first.document is not None
    assert (first.document.filename, first.document.content, first.html) == ("cahier.md", b"# Cahier", "<i>Voici</i>")
    assert second.document == first.document
    recorded = api.calls[-2].parameters["document"]
    assert (recorded.filename, recorded.size, recorded.content) == ("cahier.md", 8, b"")


async def test_a_file_people_send_can_be_fetched(bot: Bot, api: StandIn, ana: Phone) -> None:
    """A voice message is kept if the session says so: getFile, then the download address."""
    ana.send_voice(content=b"OggS essai")
    updates = await bot.get_updates()
    voice = updates[-1].message
    assert voice is not None
    assert voice.voice is not None
    assert bytes(await (await voice.voice.get_file()).download_as_bytearray()) == b"OggS essai"
    assert await refusal(api, "getFile", file_id="nothing") == "Bad Request: invalid file_id"


async def test_a_photo_must_be_an_image(bot: Bot, ana: Phone) -> None:
    """Telegram processes photos; a chart in the wrong format must be sent as a document."""
    sent = await bot.send_photo(ana.id, PNG, filename="carte.png")
    assert [(size.width, size.height) for size in sent.photo] == [(16, 8)]
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(ana.id, b"<svg/>", filename="carte.svg")
    with pytest.raises(BadRequest, match="Wrong remote file identifier"):
        await bot.send_photo(ana.id, "AgACfabricated")
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(ana.id, b"", filename="vide.txt")


async def test_a_caption_is_shorter_than_a_text(api: StandIn, ana: Phone) -> None:
    """1024 characters; longer words go in a message of their own."""
    ana.send_document("a.txt", b"x")
    file_id = ana.messages[-1].api["document"]["file_id"]
    description = await refusal(api, "sendDocument", chat_id=ana.id, document=file_id, caption="x" * 1025)
    assert description == "Bad Request: message caption is too long"
    assert await refusal(api, "sendDocument", chat_id=ana.id) == "Bad Request: there is no document in the request"


async def test_control_characters_become_blanks(bot: Bot, ana: Phone) -> None:
    """What is stored on Telegram is not byte for byte what was sent."""
    await bot.send_message(ana.id, "a\tb\x00c\r\nd")
    assert ana.last.text == "a b c\nd"


async def test_a_chat_action_is_one_of_telegrams(bot: Bot, ana: Phone) -> None:
    """« écrit… » shows nothing on the screen, and a misspelt one is refused."""
    assert await bot.send_chat_action(ana.id, "typing")
    with pytest.raises(BadRequest, match="Wrong parameter action in request"):
        await bot.send_chat_action(ana.id, "thinking")
