"""What hangs under a message: inline keyboards are checked and kept, reply keyboards are checked and shown.

Here: Telegram's limits on buttons, and a few stricter than Telegram's (unknown fields, eight buttons a row). Not here:
what a tap does (phones.py).
"""

import json
from collections.abc import Mapping
from typing import Any

from bot.rehearsal.botapi.errors import bad_request
from bot.rehearsal.botapi.markup import checked_url

MAX_BUTTONS = 100
MAX_A_ROW = 8
MAX_DATA_BYTES = 64
MAX_COPY_TEXT = 256

# One encoder for all: json.dumps builds a new one at each call with options of its own.
_UTF8_JSON = json.JSONEncoder(ensure_ascii=False)
_ACTIONS = ("url", "callback_data", "copy_text", "web_app")
_LOOKS = ("text", "icon_custom_emoji_id", "style")
_REPLY_FIELDS = {
    "keyboard": {"is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective"},
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}
_REPLY_BUTTON_FIELDS = {
    "text", "icon_custom_emoji_id", "style", "request_users", "request_chat", "request_managed_bot",
    "request_contact", "request_location", "request_poll", "web_app",
}  # fmt: skip


def check_markup(markup: Any) -> Any:
    """The inline keyboard as the message will carry it, or None where the message carries none.

    Raises:
        Refusal: 400 when Telegram would refuse the keyboard.
    """
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup)
    for kind, fields in _REPLY_FIELDS.items():
        if kind in markup:
            if extra := markup.keys() - fields - {kind}:
                raise bad_request(f'unknown field "{min(extra)}" in reply_markup (stand-in is strict)')
            if kind == "keyboard":
                _reply_keyboard(markup[kind])
            return None
    if markup:
        raise bad_request(f'unknown field "{min(markup)}" in reply_markup (stand-in is strict)')
    return None


def _rows(rows: Any, kind: str) -> list[list[Any]]:
    if not isinstance(rows, list):
        raise bad_request(f'field "{kind}" must be of type Array')
    for row in rows:
        if not isinstance(row, list):
            raise bad_request(f'field "{kind}" must be an Array of Arrays')
        if len(row) > MAX_A_ROW:
            raise bad_request("reply markup is too long")
    kept = [row for row in rows if row]
    if sum(map(len, kept)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return kept


def _inline(markup: Mapping[str, Any]) -> dict[str, Any] | None:
    if extra := markup.keys() - {"inline_keyboard"}:
        raise bad_request(f'unknown field "{min(extra)}" in reply_markup (stand-in is strict)')
    rows = [[_inline_button(button) for button in row] for row in _rows(markup["inline_keyboard"], "inline_keyboard")]
    if len(_UTF8_JSON.encode(rows).encode()) > 10_000:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _inline_button(button: Any) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request('can\'t parse inline keyboard button: Field "text" must be of type String')
    if not text.strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if unknown := button.keys() - {*_ACTIONS, *_LOOKS}:
        raise bad_request(f'unknown field "{min(unknown)}" in an inline button (stand-in is strict)')
    actions = [name for name in _ACTIONS if name in button]
    if not actions:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"an inline button must have exactly one of {', '.join(actions)} (stand-in is strict)")
    return {**button, actions[0]: _checked_action(actions[0], button[actions[0]])}


def _checked_action(kind: str, value: Any) -> Any:
    match kind:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= MAX_DATA_BYTES:
                raise bad_request("BUTTON_DATA_INVALID")
            return value
        case "url":
            url = checked_url(value) if isinstance(value, str) else None
            if url is None:
                raise bad_request(f"inline keyboard button URL '{value}' is invalid: Wrong HTTP URL")
            return url
        case "copy_text":
            copied = value.get("text") if isinstance(value, dict) else None
            if not isinstance(copied, str) or not 1 <= len(copied) <= MAX_COPY_TEXT:
                raise bad_request("BUTTON_COPY_TEXT_INVALID")
            return value
        case _:
            target = value.get("url") if isinstance(value, dict) else None
            if not isinstance(target, str) or not target.startswith("https://"):
                raise bad_request("inline keyboard button Web App URL is invalid: Only HTTPS links are allowed")
            return value


def _reply_keyboard(rows: Any) -> None:
    for row in _rows(rows, "keyboard"):
        for button in row:
            if isinstance(button, str):
                continue
            if not isinstance(button, dict) or not isinstance(button.get("text"), str):
                raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
            if unknown := button.keys() - _REPLY_BUTTON_FIELDS:
                raise bad_request(f'unknown field "{min(unknown)}" in a keyboard button (stand-in is strict)')
