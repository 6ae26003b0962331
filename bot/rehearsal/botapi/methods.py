"""Which method does what, and which calls count against the sending rates.

Here: the list of methods, in Telegram's spelling. Not here: parameters (parameters.py) and the work itself.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.botapi.editing import Editing
from bot.rehearsal.botapi.profile import Profile
from bot.rehearsal.botapi.receiving import Receiving
from bot.rehearsal.botapi.sending import Sending
from bot.rehearsal.botapi.world import Json

Result = Json | Sequence[Json] | bool
Handler = Callable[[Json], Result | Awaitable[Result]]

SENDS = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
EDITS = frozenset({"editMessageText", "editMessageCaption", "editMessageReplyMarkup"})


@dataclass(frozen=True, slots=True)
class Method:
    """One method: its name as Telegram writes it, what it does, and whether it counts as sending or editing."""

    name: str
    handler: Handler
    sends: bool
    edits: bool


def all_methods(sending: Sending, editing: Editing, receiving: Receiving, profile: Profile) -> Mapping[str, Method]:
    """Every method by its lower-case name; Telegram does not mind the case."""
    handlers: dict[str, Any] = {
        "getMe": profile.get_me,
        "getChat": profile.get_chat,
        "setMyCommands": profile.set_commands,
        "getMyCommands": profile.get_commands,
        "deleteMyCommands": profile.delete_commands,
        "setMyDescription": profile.set_description,
        "getMyDescription": profile.get_description,
        "setMyShortDescription": profile.set_short_description,
        "getMyShortDescription": profile.get_short_description,
        "getUpdates": receiving.get_updates,
        "setWebhook": receiving.set_webhook,
        "deleteWebhook": receiving.delete_webhook,
        "getWebhookInfo": receiving.get_webhook_info,
        "answerCallbackQuery": receiving.answer_callback_query,
        "getFile": receiving.get_file,
        "logOut": receiving.log_out,
        "close": receiving.close,
        "sendMessage": sending.send_message,
        "sendDocument": sending.send_document,
        "sendPhoto": sending.send_photo,
        "sendChatAction": sending.send_chat_action,
        "editMessageText": editing.edit_text,
        "editMessageCaption": editing.edit_caption,
        "editMessageReplyMarkup": editing.edit_reply_markup,
        "deleteMessage": editing.delete,
        "setMessageReaction": editing.react,
    }
    return {name.lower(): Method(name, handler, name in SENDS, name in EDITS) for name, handler in handlers.items()}
