"""The bot's own card: its commands and descriptions; and what it may know of a chat.

Here: setMyCommands and its kin, the descriptions, getMe, getChat. Not here: anything people see in a chat.
"""

import re
from typing import Any

from bot.rehearsal.botapi.errors import bad_request
from bot.rehearsal.botapi.world import Json, World

MAX_COMMANDS = 100
MAX_DESCRIPTION = 512
MAX_SHORT_DESCRIPTION = 120

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
_CHAT_SCOPES = {"chat": ("chat_id",), "chat_administrators": ("chat_id",), "chat_member": ("chat_id", "user_id")}
_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators", *_CHAT_SCOPES}
_PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
_GIFTS = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")

ScopeKey = tuple[str, ...]


class Profile:
    """Commands by scope and language, descriptions by language."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.commands: dict[tuple[ScopeKey, str], list[Json]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}

    def get_me(self, _given: Json) -> Json:
        """The bot's User, with what only getMe tells."""
        return self.world.bot

    def get_chat(self, given: Json) -> Json:
        """A ChatFullInfo."""
        chat = self.world.find_chat(given["chat_id"])
        full: Json = {
            **chat.object,
            "accent_color_id": abs(chat.id) % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(_GIFTS, False),
        }
        if chat.kind == "private":
            if "username" in chat.object:
                full["active_usernames"] = [chat.object["username"]]
        else:
            full["permissions"] = dict.fromkeys(_PERMISSIONS, True)
        return full

    def set_commands(self, given: Json) -> bool:
        """The `setMyCommands` method; an empty list deletes."""
        commands = given["commands"]
        if not isinstance(commands, list):
            raise bad_request("expected an Array of BotCommand")
        if len(commands) > MAX_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        checked = [_checked(command) for command in commands]
        key = self._key(given)
        if checked:
            self.commands[key] = checked
        else:
            self.commands.pop(key, None)
        return True

    def get_commands(self, given: Json) -> list[Json]:
        """The `getMyCommands` method: those set for exactly that scope and language."""
        return self.commands.get(self._key(given), [])

    def delete_commands(self, given: Json) -> bool:
        """The `deleteMyCommands` method."""
        self.commands.pop(self._key(given), None)
        return True

    def set_description(self, given: Json) -> bool:
        """The `setMyDescription` method; an empty one deletes."""
        return _describe(self.descriptions, given, "description", MAX_DESCRIPTION)

    def set_short_description(self, given: Json) -> bool:
        """The `setMyShortDescription` method; an empty one deletes."""
        return _describe(self.short_descriptions, given, "short_description", MAX_SHORT_DESCRIPTION)

    def get_description(self, given: Json) -> Json:
        """The `getMyDescription` method; a language without its own gets the general one."""
        language = _language(given)
        return {"description": self.descriptions.get(language, self.descriptions.get("", ""))}

    def get_short_description(self, given: Json) -> Json:
        """The `getMyShortDescription` method; a language without its own gets the general one."""
        language = _language(given)
        return {"short_description": self.short_descriptions.get(language, self.short_descriptions.get("", ""))}

    def _key(self, given: Json) -> tuple[ScopeKey, str]:
        scope = given.get("scope", {"type": "default"})
        kind = scope.get("type") if isinstance(scope, dict) else None
        if kind not in _SCOPES:
            raise bad_request("can't parse BotCommandScope: Unsupported type specified")
        names = _CHAT_SCOPES.get(kind, ())
        if extra := set(scope) - {"type", *names}:
            raise bad_request(f'unknown field "{min(extra)}" in scope (stand-in is strict)')
        values = []
        for name in names:
            if name not in scope:
                raise bad_request(f"can't parse BotCommandScope: Can't find field \"{name}\"")
            values.append(str(scope[name]))
        if names:
            chat_id = scope["chat_id"]
            self.world.find_chat(int(chat_id) if str(chat_id).lstrip("-").isdecimal() else str(chat_id))
        return (kind, *values), _language(given)


def _checked(command: Any) -> Json:
    if not isinstance(command, dict) or command.keys() != {"command", "description"}:
        raise bad_request("can't parse BotCommand: expected an Object with command and description")
    name = str(command["command"]).removeprefix("/")
    description = str(command["description"]).strip()
    if _COMMAND.fullmatch(name) is None:
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def _language(given: Json) -> str:
    language = str(given.get("language_code", ""))
    if _LANGUAGE.fullmatch(language) is None:
        raise bad_request("invalid language code specified")
    return language


def _describe(descriptions: dict[str, str], given: Json, name: str, limit: int) -> bool:
    text, language = str(given.get(name, "")), _language(given)
    if len(text) > limit:
        raise bad_request(f"bot {name.replace('_', ' ')} is too long")
    if text:
        descriptions[language] = text
    else:
        descriptions.pop(language, None)
    return True
