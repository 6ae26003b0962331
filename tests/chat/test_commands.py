"""The menu: everybody sees what they can use, in their language, and it is set once."""

from __future__ import annotations

import re

from bot.chat.commands import menu, set_commands
from bot.chat.reader import SPELLINGS
from bot.chat.wire import Wire
from bot.facilitation.incoming import Command
from bot.rehearsal.botapi import StandIn

_ANA = 1001


async def test_menus_are_set_by_scope_and_language_and_only_once(api: StandIn, wire: Wire) -> None:
    """Nine requests at every start of every worker would be noise."""
    api.user(_ANA, "Ana").start()
    assert await set_commands(wire, [str(_ANA)]) == 9
    assert await set_commands(wire, [str(_ANA)]) == 0
    shown = await wire.call("getMyCommands", {"scope": {"type": "chat", "chat_id": _ANA}, "language_code": "fr"})
    assert [line["command"] for line in shown][:4] == ["animer", "seances", "console", "start"]
    shown = await wire.call("getMyCommands", {"scope": {"type": "all_private_chats"}, "language_code": "en"})
    assert "facilitate" not in [line["command"] for line in shown]
    assert "leave" in [line["command"] for line in shown]


async def test_a_facilitator_who_never_wrote_is_left_for_later(api: StandIn, wire: Wire) -> None:
    """A typing error in a setting must not keep the bot from starting."""
    assert await set_commands(wire, ["999999"]) == 6


def test_every_menu_is_one_telegram_takes() -> None:
    """At most 100 commands of 32 lowercase letters; a bad one has the whole menu refused."""
    for language in ("fr", "en"):
        for facilitator in (False, True):
            lines = menu(language, facilitator=facilitator)
            names = [line["command"] for line in lines]
            assert len(set(names)) == len(names) <= 100
            assert all(re.fullmatch(r"[a-z0-9_]{1,32}", name) for name in names)
            assert all(1 <= len(line["description"]) <= 256 for line in lines)
            assert "privacy" in names


def test_every_command_but_the_unknown_one_is_spelled_and_listed() -> None:
    """A command nobody can find might as well not exist."""
    assert set(SPELLINGS) == set(Command) - {Command.UNKNOWN}
    listed = {line["command"] for line in menu("fr", facilitator=True)}
    assert {spellings[0] for spellings in SPELLINGS.values()} <= listed
