"""Which parameters each method takes, and how their values are read.

Here: one hand-written table a method and the reading of raw values (a form carries strings, JSON carries anything)
into Python ones. Not here: what a method does with them. A table line is `name Type|Type`; `!` marks a required
parameter, `~` one that Telegram takes and the stand-in refuses. tests/botapi holds the tables against the official
schema.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.rehearsal.botapi.errors import Refusal, bad_request


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the call. Recorded calls keep its name and size, not its bytes."""

    filename: str
    mime_type: str
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter: official type names, whether Telegram requires it, whether the stand-in acts on it."""

    name: str
    types: tuple[str, ...]
    required: bool
    supported: bool
    read: Callable[[str, Any], Any]


_SENDING = """
    ~business_connection_id String
    chat_id! Integer|String
    message_thread_id Integer
    ~direct_messages_topic_id Integer
    disable_notification Boolean
    protect_content Boolean
    ~allow_paid_broadcast Boolean
    message_effect_id String
    ~suggested_post_parameters SuggestedPostParameters
    reply_parameters ReplyParameters
    reply_markup InlineKeyboardMarkup|ReplyKeyboardMarkup|ReplyKeyboardRemove|ForceReply
    parse_mode String
"""
_EDITING = """
    ~business_connection_id String
    chat_id Integer|String
    message_id Integer
    ~inline_message_id String
    reply_markup InlineKeyboardMarkup
"""
_CAPTION = """
    caption String
    caption_entities Array of MessageEntity
"""
_COMMANDS = """
    scope BotCommandScope
    language_code String
"""
_TABLES = {
    "getMe": "",
    "logOut": "",
    "close": "",
    "getWebhookInfo": "",
    "getUpdates": """
        offset Integer
        limit Integer
        timeout Integer
        allowed_updates Array of String
    """,
    "setWebhook": """
        url! String
        ~certificate InputFile
        ip_address String
        max_connections Integer
        allowed_updates Array of String
        drop_pending_updates Boolean
        secret_token String
    """,
    "deleteWebhook": "drop_pending_updates Boolean",
    "sendMessage": _SENDING + """
        text! String
        entities Array of MessageEntity
        link_preview_options LinkPreviewOptions
    """,
    "sendDocument": _SENDING + _CAPTION + """
        document! InputFile|String
        thumbnail InputFile|String
        disable_content_type_detection Boolean
    """,
    "sendPhoto": _SENDING + _CAPTION + """
        photo! InputFile|String
        show_caption_above_media Boolean
        has_spoiler Boolean
    """,
    "editMessageText": _EDITING + """
        text! String
        parse_mode String
        entities Array of MessageEntity
        link_preview_options LinkPreviewOptions
    """,
    "editMessageCaption": _EDITING + _CAPTION + """
        parse_mode String
        show_caption_above_media Boolean
    """,
    "editMessageReplyMarkup": _EDITING,
    "deleteMessage": """
        chat_id! Integer|String
        message_id! Integer
    """,
    "setMessageReaction": """
        chat_id! Integer|String
        message_id! Integer
        reaction Array of ReactionType
        is_big Boolean
    """,
    "answerCallbackQuery": """
        callback_query_id! String
        text String
        show_alert Boolean
        url String
        cache_time Integer
    """,
    "sendChatAction": """
        ~business_connection_id String
        chat_id! Integer|String
        message_thread_id Integer
        action! String
    """,
    "getChat": "chat_id! Integer|String",
    "getFile": "file_id! String",
    "setMyCommands": "commands! Array of BotCommand\n" + _COMMANDS,
    "getMyCommands": _COMMANDS,
    "deleteMyCommands": _COMMANDS,
    "setMyDescription": """
        description String
        language_code String
    """,
    "getMyDescription": "language_code String",
    "setMyShortDescription": """
        short_description String
        language_code String
    """,
    "getMyShortDescription": "language_code String",
}  # fmt: skip

# Where Telegram has its own words for a parameter that is missing.
_MISSING = {
    "text": "message text is empty",
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "file_id": "file_id not specified",
    "action": "wrong parameter action in request",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
_UNPARSED = {"reply_markup": "can't parse reply keyboard markup JSON object"}


def _read_integer(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise bad_request(f'parameter "{name}" must be an integer')
    try:
        return int(value)
    except ValueError:
        raise bad_request(f'parameter "{name}" must be an integer') from None


def _read_chat(name: str, value: Any) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    if value == "":
        raise bad_request("chat_id is empty")
    try:
        return _read_integer(name, value)
    except Refusal:
        raise bad_request("chat not found") from None


def _read_boolean(name: str, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).lower()
    if word in {"true", "yes", "1"}:
        return True
    if word in {"false", "no", "0", ""}:
        return False
    raise bad_request(f'parameter "{name}" must be true or false')


def _read_string(name: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise bad_request(f'parameter "{name}" must be a string')
    text = str(value)
    if not text.isascii() and not _is_utf8(text):
        raise bad_request("strings must be encoded in UTF-8")
    return text


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read_file(name: str, value: Any) -> Upload | str:
    return value if isinstance(value, Upload) else _read_string(name, value)


def _read_json(name: str, value: Any) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(_UNPARSED.get(name, f"can't parse {name} JSON object")) from None
    if not isinstance(value, (dict, list)):
        raise bad_request(_UNPARSED.get(name, f"can't parse {name} JSON object"))
    if not _holds_utf8(value):
        raise bad_request("strings must be encoded in UTF-8")
    return value


def _holds_utf8(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() or _is_utf8(value)
    if isinstance(value, dict):
        return all(map(_holds_utf8, value.values()))
    return not isinstance(value, list) or all(map(_holds_utf8, value))


def _reader(types: tuple[str, ...]) -> Callable[[str, Any], Any]:
    match types:
        case ("Integer",):
            return _read_integer
        case ("Integer", "String"):
            return _read_chat
        case ("Boolean",):
            return _read_boolean
        case ("String",):
            return _read_string
        case ("InputFile", *_):
            return _read_file
        case _:
            return _read_json


def _table(lines: str) -> dict[str, Parameter]:
    table = {}
    for line in filter(None, map(str.strip, lines.splitlines())):
        name, _, kinds = line.partition(" ")
        types = tuple(kinds.split("|"))
        bare = name.strip("~!")
        table[bare] = Parameter(bare, types, name.endswith("!"), not name.startswith("~"), _reader(types))
    return table


METHODS: Mapping[str, Mapping[str, Parameter]] = {name: _table(lines) for name, lines in _TABLES.items()}
"""Every method of the stand-in, in Telegram's spelling, with its parameters by name."""

REQUIRED = {name: tuple(each.name for each in table.values() if each.required) for name, table in METHODS.items()}


def read_parameters(method: str, raw: Mapping[str, Any]) -> dict[str, Any]:
    """`raw` values as Python ones: int, str, bool, Upload, or parsed JSON. A JSON null is a parameter left out.

    Raises:
        Refusal: 400 for an unknown, unsupported, missing or ill-typed parameter.
    """
    table = METHODS[method]
    given: dict[str, Any] = {}
    for name, value in raw.items():
        if value is None:
            continue
        parameter = table.get(name)
        if parameter is None:
            raise bad_request(f'unknown parameter "{name}" (stand-in is strict)')
        if not parameter.supported:
            raise bad_request(f'parameter "{name}" is not played by the stand-in')
        given[name] = parameter.read(name, value)
    for name in REQUIRED[method]:
        if name not in given:
            raise bad_request(_MISSING.get(name, f'parameter "{name}" is required'))
    return given
