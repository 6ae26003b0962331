"""What of a group's talk reaches the disk: nothing that is not meant for the bot."""

from __future__ import annotations

import json
from typing import Any

import pytest

from bot.chat.group_talk import answers_a_bot, binds, came_with, kept

BOT = {"id": 5, "is_bot": True, "first_name": "Horizons", "username": "horizons_bot"}
LEA = {"id": 6, "is_bot": False, "first_name": "Léa", "language_code": "fr"}


def update(chat: str = "supergroup", sender: dict[str, Any] = LEA, **what: Any) -> bytes:
    place = {"id": -100, "type": chat, "title": "Le palier"}
    message = {"message_id": 7, "date": 1_900_000_000, "chat": place, "from": sender, **what}
    return json.dumps({"update_id": 9, "message": message}).encode()


def reply(**what: Any) -> dict[str, Any]:
    asked = {"message_id": 3, "from": BOT, "text": "Une question ?", "chat": {"id": -100, "type": "supergroup"}}
    return {"reply_to_message": asked, **what}


def message(payload: bytes) -> dict[str, Any]:
    found = json.loads(payload)["message"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "talk",
    [
        {"text": "une parole entre voisins"},
        {"caption": "une parole entre voisins", "photo": [{"file_id": "f"}]},
        {"text": "une parole entre voisins", "reply_to_message": {"message_id": 2, "from": LEA}},
        {"text": "/demain une parole entre voisins", "reply_to_message": {"message_id": 2, "from": BOT}},
        {"text": "une parole entre voisins", "reply_to_message": {"message_id": 2}},
    ],
)
def test_talk_is_let_go_before_it_is_stored(talk: dict[str, Any]) -> None:
    """Who, when and where stay, for the order of updates; no word, no name, no title."""
    left = kept(update(**talk))
    assert "parole" not in left.decode()
    assert "Léa" not in left.decode()
    assert "palier" not in left.decode()
    assert message(left)["from"] == {"id": 6, "language_code": "fr"}


@pytest.mark.parametrize("text", ["/lier", "/link@horizons_bot ", "/start@horizons_bot lier-abc_-1"])
def test_words_meant_for_the_bot_are_kept(text: str) -> None:
    """Else a group could not be bound."""
    assert message(kept(update(text=text)))["text"] == text


def test_a_reply_to_the_bot_is_kept_without_what_it_replies_to() -> None:
    """Its words, its caption, or its edit."""
    left = message(kept(update(**reply(text="Des bancs."))))
    assert left["text"] == "Des bancs."
    assert left["reply_to_message"] == {"message_id": 3, "from": {"id": 5, "is_bot": True}}
    assert message(kept(update(**reply(caption="Des bancs."))))["caption"] == "Des bancs."
    edited = update(**reply(text="Des bancs.")).replace(
        b'"message": {"message_id": 7', b'"edited_message": {"message_id": 7'
    )
    assert b"Des bancs." in kept(edited)


@pytest.mark.parametrize("sender", [BOT, None])
def test_other_bots_and_channels_are_not_heard(sender: dict[str, Any] | None) -> None:
    """Whoever posts as the group itself cannot be one of the session."""
    payload = json.loads(update(**reply(text="Des bancs.")))
    if sender is None:
        del payload["message"]["from"]
    else:
        payload["message"]["from"] = sender
    assert b"Des bancs." not in kept(json.dumps(payload).encode())


@pytest.mark.parametrize(
    "payload",
    [
        update("private", text="une réponse"),
        b'{"update_id": 9, "callback_query": {"id": "1"}}',
        b'{"update_id": 9, "message": 3}',
        b'{"update_id": 9, "message": ' + b"[" * 100_000,
        b"nothing",
    ],
)
def test_whatever_is_no_talk_in_a_group_is_stored_as_it_came(payload: bytes) -> None:
    """A private answer must lose nothing; what cannot be read becomes a dead letter, and goes with them."""
    assert kept(payload) == payload


def test_talk_with_half_an_emoji_is_let_go_too() -> None:
    """Legal JSON that is no text must not be a way around."""
    assert b"parole" not in kept(update(text="une parole @@").replace(b"@@", rb"\ud83d"))


def test_what_binds_and_what_answers() -> None:
    """The rules by themselves."""
    assert binds("/LIER") is False
    assert came_with("/start lier-abc") == "abc"
    assert came_with("/start abc") == ""
    assert answers_a_bot(None, "oui") is False
