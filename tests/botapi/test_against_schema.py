"""The stand-in held to the official schema, where that is at hand."""

from typing import Any

import pytest

from bot.rehearsal.botapi import Call, StandIn
from bot.rehearsal.botapi.parameters import METHODS
from bot.rehearsal.botapi.updates import KINDS
from tests.botapi.schema import check_call, official_schema
from tests.botapi.support import Clock, call, inline


@pytest.mark.parametrize("method", sorted(METHODS))
def test_a_methods_parameters_are_exactly_the_official_ones(method: str) -> None:
    """A parameter too few refuses good calls, one too many accepts bad ones."""
    ours = {name: (each.types, each.required) for name, each in METHODS[method].items()}
    assert ours == official_schema().fields_of_method(method)


def test_the_kinds_of_updates_are_exactly_the_official_ones() -> None:
    """allowed_updates is refused on a kind we forgot."""
    fields = {field["name"] for field in official_schema().types["Update"]["fields"]}
    assert fields - {"update_id"} == KINDS


def test_the_judge_finds_fault() -> None:
    """A validator that accepts everything would make every contract test worthless."""
    schema = official_schema()
    assert schema.check_parameters("sendMessage", {"chat_id": 1, "text": "x"}) == []
    bad: list[dict[str, Any]] = [
        {"chat_id": 1},
        {"chat_id": 1.5, "text": "x"},
        {"chat_id": 1, "text": "x", "colour": "red"},
        {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [[{"callback_data": "x"}]]}},
        {"chat_id": 1, "text": "x", "reply_markup": {"inline_keyboard": [{"text": "x"}]}},
        {"chat_id": 1, "text": "x", "disable_notification": 1},
    ]
    for parameters in bad:
        assert schema.check_parameters("sendMessage", parameters), parameters
    response = {"ok": True, "result": {"message_id": 1}}
    misshapen = Call("sendMessage", {"chat_id": 1, "text": "x"}, response, Clock()())
    with pytest.raises(AssertionError, match="sendMessage →: Message needs date"):
        check_call(misshapen)


async def test_everything_the_stand_in_returns_is_what_the_schema_says(api: StandIn, clock: Clock) -> None:
    """The bot reads raw JSON; a field the stand-in misnames would only be found on Telegram."""
    ana = api.user(1001, "Ana", username="ana_essai")
    ana.start("lien")
    group = api.group(-10, "Essai", [ana])
    ana.send("/aide", group=group)
    group.upgrade(-10010)
    forum = api.group(-10012, "Forum", [ana], kind="supergroup", forum=True)
    topic = forum.add_topic("Sujet")
    channel = api.group(-10013, "Canal", [ana], kind="channel", username="canal_essai")
    for act in (ana.send_voice, ana.send_photo, ana.send_sticker, ana.block, ana.unblock):
        act()
    file_id = api.world.chats[ana.id].messages[ana.send_document("a.txt", b"x", "#a")].message["document"]["file_id"]
    photo_id = next(s.api["photo"][0]["file_id"] for s in ana.messages if "photo" in s.api)
    ana.edit(ana.send("a"), "b", group=None)
    markup = inline([("Oui", "oui")])
    html = '<b>a</b> <a href="https://exemple.fr">b</a> <tg-time unix="1772442000">c</tg-time> @ana_essai'
    for chat_id, extra in ((ana.id, {}), (forum.id, {"message_thread_id": topic}), (channel.id, {})):
        await call(api, "sendMessage", chat_id=chat_id, text=html, parse_mode="HTML", reply_markup=markup, **extra)
    sent = ana.last.id
    query = ana.tap(sent, "Oui")
    ana.tap_raw("x", 4242)
    ana.send("r", reply_to=sent)
    script: list[tuple[str, dict[str, Any]]] = [
        ("sendMessage", {"chat_id": ana.id, "text": "x", "reply_parameters": {"message_id": sent}}),
        ("sendMessage", {"chat_id": ana.id, "text": "x", "link_preview_options": {"is_disabled": True}}),
        ("sendMessage", {"chat_id": ana.id, "text": "x", "protect_content": True, "message_effect_id": "5"}),
        ("sendDocument", {"chat_id": ana.id, "document": file_id, "caption": "<i>c</i>", "parse_mode": "HTML"}),
        ("editMessageCaption", {"chat_id": ana.id, "message_id": -1, "caption": "d"}),
        ("setMessageReaction", {"chat_id": ana.id, "message_id": -1, "reaction": [{"type": "emoji", "emoji": "✍"}]}),
        ("sendPhoto", {"chat_id": ana.id, "photo": photo_id, "has_spoiler": True, "caption": "c"}),
        ("editMessageText", {"chat_id": ana.id, "message_id": sent, "text": "y", "reply_markup": markup}),
        ("editMessageReplyMarkup", {"chat_id": ana.id, "message_id": sent}),
        ("answerCallbackQuery", {"callback_query_id": query, "text": "ok"}),
        ("deleteMessage", {"chat_id": ana.id, "message_id": sent}),
        ("sendChatAction", {"chat_id": ana.id, "action": "typing"}),
        ("getMe", {}),
        ("getChat", {"chat_id": ana.id}),
        ("getChat", {"chat_id": forum.id}),
        ("getFile", {"file_id": file_id}),
        ("setMyCommands", {"commands": [{"command": "aide", "description": "Aide"}], "scope": {"type": "default"}}),
        ("getMyCommands", {}),
        ("deleteMyCommands", {"language_code": "fr"}),
        ("setMyDescription", {"description": "x"}),
        ("getMyDescription", {}),
        ("setMyShortDescription", {"short_description": "x"}),
        ("getMyShortDescription", {}),
        ("getUpdates", {"limit": 100, "timeout": 0}),
        ("setWebhook", {"url": "https://exemple.invalid/hook", "ip_address": "127.0.0.1"}),
        ("getWebhookInfo", {}),
        ("deleteWebhook", {"drop_pending_updates": True}),
        ("close", {}),
        ("logOut", {}),
    ]
    clock.forward(1)
    for method, parameters in script:
        if parameters.get("message_id") == -1:
            parameters["message_id"] = ana.last.id
        if method == "close":
            clock.forward(600)
        answer = await call(api, method, **parameters)
        assert answer["ok"], (method, answer)
    for each in api.calls:
        check_call(each)
    assert {each.method for each in api.calls} == METHODS.keys(), "a method is missing from this script"
    seen = next(each.response for each in api.calls if each.method == "getUpdates")
    assert seen is not None
    kinds = {kind for update in seen["result"] for kind in update}
    assert kinds == {"update_id", "message", "edited_message", "callback_query", "my_chat_member"}
