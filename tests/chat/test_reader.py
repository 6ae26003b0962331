"""Reading updates: what people send becomes what the use cases know, whatever Telegram wraps it in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.cleaning import MOST_CHARACTERS, clean
from bot.chat.reader import TelegramReader, number_and_lane
from bot.engine.prompts import Act
from bot.facilitation.incoming import (
    BotBlocked,
    BotUnblocked,
    Command,
    CommandUsed,
    ForeignButton,
    Incoming,
    OtherSent,
    ParticipantButton,
    Sender,
    Tapped,
    TextEdited,
    TextSent,
    What,
)
from bot.rehearsal.clock import START, VirtualClock

_ANA = {"id": 1001, "is_bot": False, "first_name": "Ana", "language_code": "fr"}
_CHAT = {"id": 1001, "type": "private", "first_name": "Ana"}
_SENT = datetime(2026, 11, 24, 17, 0, tzinfo=UTC)


_DEEP = b'{"update_id":9,"message":{"photo":' + b"[" * 20_000 + b"]" * 20_000 + b"}}"


def _message(**fields: Any) -> dict[str, Any]:
    return {"message_id": 7, "from": _ANA, "chat": _CHAT, "date": int(_SENT.timestamp()), **fields}


def _read(**update: Any) -> Incoming | None:
    return TelegramReader(VirtualClock()).read(json.dumps({"update_id": 5, **update}).encode())


def _what(**fields: Any) -> What | None:
    incoming = _read(message=_message(**fields))
    return None if incoming is None else incoming.what


def test_a_message_says_who_when_and_what() -> None:
    """The rest of the house knows no other source of these."""
    assert _read(message=_message(text="Bonjour")) == Incoming(
        Sender("telegram", "1001", "1001", "fr"), _SENT, TextSent("Bonjour", 7)
    )


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/start", Command.START, ""),
        ("/start abc_-DEF", Command.START, "abc_-DEF"),
        ("/start@Horizons_bot abc", Command.START, "abc"),
        ("/AIDE", Command.HELP, ""),
        ("/help", Command.HELP, ""),
        ("/reprendre", Command.RESUME, ""),
        ("/resume", Command.RESUME, ""),
        ("/mesreponses", Command.ANSWERS, ""),
        ("/myanswers", Command.ANSWERS, ""),
        ("/mesdonnees", Command.DATA, ""),
        ("/mydata", Command.DATA, ""),
        ("/heure", Command.HOUR, ""),
        ("/hour", Command.HOUR, ""),
        ("/confidentialite", Command.PRIVACY, ""),
        ("/privacy", Command.PRIVACY, ""),
        ("/langue", Command.LANGUAGE, ""),
        ("/language en", Command.LANGUAGE, "en"),
        ("/quitter", Command.QUIT, ""),
        ("/leave", Command.QUIT, ""),
        ("/animer", Command.FACILITATE, ""),
        ("/facilitate", Command.FACILITATE, ""),
        ("/seances", Command.SESSIONS, ""),
        ("/sessions", Command.SESSIONS, ""),
        ("/danser\nla polka", Command.UNKNOWN, "la polka"),
    ],
)
def test_every_command_is_known_in_both_languages(text: str, command: Command, argument: str) -> None:
    """Somebody who was told the English form must get through in a French session, and the other way round."""
    assert _what(text=text) == CommandUsed(command, argument, 7)


@pytest.mark.parametrize("text", ["/!\\ attention", "/20 euros", "/", "aller/start", "/ start"])
def test_words_that_begin_with_a_slash_are_still_words(text: str) -> None:
    """An answer must not be lost for its first character."""
    assert _what(text=text) == TextSent(text, 7)


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("voice", "voice"),
        ("photo", "photo"),
        ("sticker", "sticker"),
        ("document", "document"),
        ("video", "video"),
        ("video_note", "video"),
        ("location", "location"),
        ("contact", "contact"),
        ("poll", "other"),
    ],
)
def test_what_is_not_text_is_named(field: str, kind: str) -> None:
    """The person is told kindly what to do, so we have to see that something came."""
    assert _what(**{field: {"file_id": "fabricated"}}) == OtherSent(kind, 7)


def test_a_sticker_comes_with_the_emoji_it_stands_for() -> None:
    """It can be read as one; a sticker of its maker's own stands for nothing."""
    assert _what(sticker={"file_id": "fabricated", "emoji": "🌳"}) == OtherSent("sticker", 7, "🌳")
    assert _what(sticker={"file_id": "fabricated"}) == OtherSent("sticker", 7)


def test_the_words_under_a_picture_are_kept() -> None:
    """The picture cannot be read, the words can, and nothing typed is thrown away."""
    assert _what(photo=[{"file_id": "fabricated"}], caption="Ma rue") == TextSent("Ma rue", 7)


def test_an_edited_message_is_an_edit() -> None:
    """A handler for new messages that also takes edits would count an answer twice."""
    incoming = _read(edited_message=_message(text="Mieux", edit_date=int(_SENT.timestamp()) + 60))
    assert incoming is not None
    assert incoming.what == TextEdited("Mieux", 7)
    assert (incoming.at - _SENT).total_seconds() == 60


def test_a_tap_carries_what_answers_it_and_the_time_it_was_read() -> None:
    """Telegram dates no tap; its message's date is when the question was asked."""
    query = {"id": "q1", "from": _ANA, "chat_instance": "1", "message": _message(), "data": "v1:p:abc:c:3:1:oui"}
    incoming = _read(callback_query=query)
    assert incoming is not None
    assert incoming.what == Tapped("q1", 7, ParticipantButton("abc", Act.CHOOSE, "3", 1, "oui"))
    assert incoming.at == START


def test_a_tap_on_a_message_too_old_to_come_along_still_names_its_sender() -> None:
    """Old buttons must explain themselves, so the tap has to get through."""
    gone = {"message_id": 2, "chat": _CHAT, "date": 0}
    for extra in ({"message": gone}, {}):
        incoming = _read(callback_query={"id": "q", "from": _ANA, "chat_instance": "1", "data": "?", **extra})
        assert incoming is not None
        assert incoming.sender.address == "1001"
        assert isinstance(incoming.what, Tapped)
        assert incoming.what.button == ForeignButton()


@pytest.mark.parametrize(("status", "what"), [("kicked", BotBlocked()), ("member", BotUnblocked())])
def test_blocking_and_coming_back_are_seen(status: str, what: What) -> None:
    """A gate must not wait for somebody who blocked the bot."""
    change = {
        "chat": _CHAT,
        "from": _ANA,
        "date": int(_SENT.timestamp()),
        "old_chat_member": {"status": "x"},
        "new_chat_member": {"status": status, "user": {"id": 1}},
    }
    incoming = _read(my_chat_member=change)
    assert incoming is not None
    assert incoming.what == what


@pytest.mark.parametrize(
    "update",
    [
        {"message": _message(chat={"id": -5, "type": "group"}, text="coucou")},
        {"message": _message(pinned_message={"message_id": 1, "chat": _CHAT, "date": 0})},
        {"message": {**_message(text="spam"), "from": {**_ANA, "is_bot": True}}},
        {"edited_message": _message(location={"latitude": 1, "longitude": 2})},
        {"poll": {"id": "1"}},
    ],
)
def test_what_concerns_nobody_is_none(update: dict[str, Any]) -> None:
    """Groups, service messages and other bots must not become answers."""
    assert _read(**update) is None


@pytest.mark.parametrize(
    "payload",
    [b"", b"[]", b"null", b'{"update_id": "x"}', b'{"update_id": 1, "message": {}}', b"\xff", b"[" * 100_000, _DEEP],
)
def test_an_unreadable_update_is_a_value_error(payload: bytes) -> None:
    """It goes to the dead letters; any other exception would stop everybody."""
    with pytest.raises(ValueError, match=r"."):
        TelegramReader(VirtualClock()).read(payload)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(payload: bytes) -> None:
    """The inbox replays what it holds: one unforeseen exception would come back at every start."""
    try:
        TelegramReader(VirtualClock()).read(payload)
    except ValueError:
        return


def test_half_an_emoji_is_replaced_and_the_rest_is_kept() -> None:
    """JSON allows a lone surrogate, UTF-8 and every database refuse it."""
    payload = json.dumps({"update_id": 5, "message": _message(text="avant MARK après")}).encode()
    incoming = TelegramReader(VirtualClock()).read(payload.replace(b"MARK", b"\\ud83d"))
    assert incoming is not None
    assert incoming.what == TextSent("avant \ufffd après", 7)


@given(st.text(st.characters(), max_size=300))
def test_a_cleaned_text_can_be_stored_anywhere(text: str) -> None:
    """PostgreSQL refuses NUL, UTF-8 refuses lone surrogates; cleaning twice changes nothing more."""
    cleaned = clean(text)
    cleaned.encode()
    assert "\x00" not in cleaned
    assert "\r" not in cleaned
    assert clean(cleaned) == cleaned


def test_cleaning_keeps_lines_and_words_and_stops_at_telegrams_limit() -> None:
    """An answer in three lines is three lines; nobody can fill the disk with one message."""
    assert clean(" un\r\ndeux\ttrois\x00\x07 ") == "un\ndeux\ttrois"
    assert len(clean("é" * 5000)) == MOST_CHARACTERS


@pytest.mark.parametrize("kind", ["message", "edited_message", "callback_query", "my_chat_member"])
def test_the_lane_is_the_person_whatever_the_kind(kind: str) -> None:
    """The same person's text and tap can arrive together; one lane keeps them in order."""
    assert number_and_lane(json.dumps({"update_id": 9, kind: {"from": _ANA}}).encode()) == (9, "telegram:1001")


@pytest.mark.parametrize("body", [{"poll": {}}, {"message": {"from": "nobody"}}, {"message": 3}, {"message": {}}])
def test_an_update_of_nobody_has_a_lane_of_its_own(body: dict[str, Any]) -> None:
    """However odd it is, it must be stored, so that it can be confirmed and set apart."""
    assert number_and_lane(json.dumps({"update_id": 9, **body}).encode()) == (9, "telegram:none")


def test_even_an_update_nobody_can_parse_has_its_number() -> None:
    """One that cannot be confirmed would come back for ever, in front of everybody else's."""
    assert number_and_lane(_DEEP) == (9, "telegram:none")
    assert number_and_lane(b'{"update_id":9,"message":{"text":"\\ud83d","from":{"id":4}}}') == (9, "telegram:4")
    with pytest.raises(ValueError, match="number"):
        number_and_lane(b'{"message":{}}')
