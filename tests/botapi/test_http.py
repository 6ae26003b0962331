"""The door: addresses, tokens, bodies; and the bot's own card."""

import aiohttp
import pytest
from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import BadRequest, InvalidToken

from bot.rehearsal.botapi import Phone, StandIn
from tests.botapi.support import Clock, call, refusal


async def get(url: str) -> tuple[int, dict[str, object]]:
    async with aiohttp.ClientSession() as http, http.get(url) as response:
        return response.status, await response.json()


async def test_a_wrong_token_or_address_is_told_as_telegram_tells_it(api: StandIn) -> None:
    """401 is the operator's mistake, 404 the programmer's."""
    unauthorized = (401, {"ok": False, "error_code": 401, "description": "Unauthorized"})
    assert await get(f"{api.base_url}1:wrong/getMe") == unauthorized
    assert await get(f"{api.base_file_url}1:wrong/documents/x") == unauthorized
    not_found = {"ok": False, "error_code": 404, "description": "Not Found: method not found"}
    assert await get(f"{api.base_url}{api.token}/sendTelepathy") == (404, not_found)
    assert (await get(f"{api.base_file_url}{api.token}/documents/x"))[0] == 404
    assert (await get(api.base_url.removesuffix("/bot")))[0] == 404
    stranger = Bot("1:wrong", base_url=api.base_url)
    with pytest.raises(InvalidToken):
        await stranger.initialize()
    await stranger.shutdown()


async def test_names_of_methods_are_read_in_any_case_and_parameters_from_any_body(api: StandIn, ana: Phone) -> None:
    """GET with a query, a form, JSON, multipart: clients differ."""
    url = f"{api.base_url}{api.token}/SENDmessage"
    assert (await get(f"{url}?chat_id={ana.id}&text=1"))[0] == 200
    async with aiohttp.ClientSession() as http:
        form = {"chat_id": str(ana.id), "text": "2"}
        for body in ({"data": form}, {"json": form}, {"data": aiohttp.FormData(form, default_to_multipart=True)}):
            async with http.post(url, **body) as response:
                assert response.status == 200
        for wrong in ({"data": b"{", "headers": {"Content-Type": "application/json"}}, {"json": [1]}, {"data": b"x"}):
            async with http.post(url, **wrong) as response:
                assert response.status == 400
        async with http.put(url) as response:
            assert response.status == 405
    assert [shown.text for shown in ana.from_bot] == ["1", "2", "2", "2"]


async def test_an_attached_file_must_be_in_the_request(api: StandIn, ana: Phone) -> None:
    """attach:// names a part of the same body."""
    form = aiohttp.FormData({"chat_id": str(ana.id), "document": "attach://x"}, default_to_multipart=True)
    form.add_field("y", b"essai", filename="a.txt")
    async with aiohttp.ClientSession() as http, http.post(f"{api.base_url}{api.token}/sendDocument", data=form) as got:
        assert "is not in the request" in (await got.json())["description"]


async def test_commands_are_kept_by_scope_and_language(bot: Bot, ana: Phone) -> None:
    """French and English menus, and the facilitators' own."""
    await bot.set_my_commands([("aide", "Aide"), ("quitter", "Quitter")])
    await bot.set_my_commands([("help", "Help")], language_code="en")
    await bot.set_my_commands([("animer", "Animer")], scope=BotCommandScopeChat(ana.id))
    assert await bot.get_my_commands() == (BotCommand("aide", "Aide"), BotCommand("quitter", "Quitter"))
    assert await bot.get_my_commands(language_code="en") == (BotCommand("help", "Help"),)
    assert await bot.get_my_commands(scope=BotCommandScopeChat(ana.id)) == (BotCommand("animer", "Animer"),)
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


@pytest.mark.parametrize(
    ("parameters", "finding"),
    [
        ({"commands": [{"command": "Aide", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "a" * 33, "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "aide", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": f"c{n}", "description": "x"} for n in range(101)]}, "BOT_COMMANDS_TOO_MUCH"),
        ({"commands": [{"command": "aide"}]}, "can't parse BotCommand"),
        ({"commands": {}}, "expected an Array of BotCommand"),
        ({"commands": [], "language_code": "français"}, "invalid language code"),
        ({"commands": [], "scope": {"type": "planet"}}, "Unsupported type specified"),
        ({"commands": [], "scope": {"type": "chat"}}, "Can't find field"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 7}}, "chat not found"),
        ({"commands": [], "scope": {"type": "default", "x": 1}}, "unknown field"),
    ],
)
async def test_a_menu_telegram_would_refuse_is_refused(
    api: StandIn, parameters: dict[str, object], finding: str
) -> None:
    """One bad command costs the whole menu."""
    assert finding in await refusal(api, "setMyCommands", **parameters)


async def test_descriptions_are_kept_by_language_and_have_a_limit(bot: Bot, api: StandIn) -> None:
    """What people read before they press Start."""
    await bot.set_my_description("Bonjour")
    await bot.set_my_short_description("Court", language_code="fr")
    assert (await bot.get_my_description("en")).description == "Bonjour"
    assert (await bot.get_my_short_description("fr")).short_description == "Court"
    assert (await bot.get_my_short_description()).short_description == ""
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_description("x" * 513)
    await bot.set_my_description("")
    assert api.profile.descriptions == {}


async def test_a_chat_tells_what_it_is(api: StandIn, bot: Bot, ana: Phone) -> None:
    """getChat by id, and by @name for what is public."""
    api.group(-10010, "Essai public", [ana], kind="supergroup", username="essai_public")
    assert (await bot.get_chat(ana.id)).username == "ana_essai"
    assert (await bot.get_chat("@Essai_Public")).title == "Essai public"
    for unknown in (5, "@ana_essai"):
        with pytest.raises(BadRequest, match="Chat not found"):
            await bot.get_chat(unknown)


async def test_close_is_refused_for_ten_minutes_and_log_out_is_final(api: StandIn, clock: Clock) -> None:
    """Two ways out with their own traps."""
    assert (await call(api, "close"))["parameters"] == {"retry_after": 600}
    clock.forward(600)
    assert (await call(api, "close"))["ok"]
    assert (await call(api, "logOut"))["ok"]
    assert await refusal(api, "getMe") == "Logged out"
