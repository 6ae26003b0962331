"""The commands that Telegram's menu lists, by scope and language. A scope only shows: it authorises nothing.

Set at start, and only where they differ from what Telegram has: the same menu set twice is a needless request.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, Final

from bot.chat.reader import SPELLINGS
from bot.chat.sentences import Ui
from bot.chat.wire import Refused, Wire
from bot.chat.wording import LANGUAGES, wording
from bot.errors import Gone
from bot.facilitation.incoming import Command

_NAMES: Final = {
    Command.START: Ui.COMMAND_START,
    Command.HELP: Ui.COMMAND_HELP,
    Command.RESUME: Ui.COMMAND_RESUME,
    Command.ANSWERS: Ui.COMMAND_ANSWERS,
    Command.DATA: Ui.COMMAND_DATA,
    Command.HOUR: Ui.COMMAND_HOUR,
    Command.PRIVACY: Ui.COMMAND_PRIVACY,
    Command.LANGUAGE: Ui.COMMAND_LANGUAGE,
    Command.QUIT: Ui.COMMAND_QUIT,
    Command.FACILITATE: Ui.COMMAND_FACILITATE,
    Command.SESSIONS: Ui.COMMAND_SESSIONS,
    Command.CONSOLE: Ui.COMMAND_CONSOLE,
}
_FOR_FACILITATORS: Final = (Command.FACILITATE, Command.SESSIONS, Command.CONSOLE)


def menu(language: str, *, facilitator: bool) -> list[dict[str, str]]:
    """The commands in a language, as `setMyCommands` takes them; a facilitator's own come first.

    `/privacy` is listed in English under every language: it is what the client's privacy button opens.
    """
    words = wording(language)
    own = [command for command in _NAMES if command in _FOR_FACILITATORS]
    common = [command for command in _NAMES if command not in _FOR_FACILITATORS]
    listed = [*own, *common] if facilitator else common
    spelling = LANGUAGES.index(words.language)
    lines = [
        {"command": SPELLINGS[one][min(spelling, len(SPELLINGS[one]) - 1)], "description": words.ui(_NAMES[one])}
        for one in listed
    ]
    if words.language != "en":
        lines.append({"command": SPELLINGS[Command.PRIVACY][-1], "description": words.ui(Ui.COMMAND_PRIVACY)})
    return lines


async def set_commands(wire: Wire, facilitators: Iterable[str]) -> int:
    """Set every menu that differs; `facilitators` are the chats that get theirs. Returns how many were set.

    A facilitator who never wrote to the bot has no chat yet, and gets her menu at the next start.

    Raises:
        As `Wire.call`, but for such a chat.
    """
    scopes: list[tuple[dict[str, Any], bool]] = [({"type": "default"}, False), ({"type": "all_private_chats"}, False)]
    scopes += [({"type": "chat", "chat_id": int(chat)}, True) for chat in facilitators]
    changes = await asyncio.gather(*(_set(wire, scope, facilitator=facilitator) for scope, facilitator in scopes))
    return sum(changes)


async def _set(wire: Wire, scope: dict[str, Any], *, facilitator: bool) -> int:
    changed = 0
    # The empty code is what people of any other language are shown: French.
    for code in ("", *LANGUAGES):
        wanted = menu(code or LANGUAGES[0], facilitator=facilitator)
        asked = {"scope": scope, "language_code": code}
        try:
            if await wire.call("getMyCommands", asked) != wanted:
                await wire.call("setMyCommands", asked | {"commands": wanted})
                changed += 1
        except (Gone, Refused):
            if scope["type"] != "chat":
                raise
            return changed
    return changed
