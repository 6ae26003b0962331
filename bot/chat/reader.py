"""A raw update to `Incoming`: who, when, and what. In a group, only what concerns the group's own chat.

Fills the port `Reader`. Here: Telegram's shapes, and the commands' spellings in each language. Not here: what is done
about any of it. Services' messages (a pin, a timer) concern nobody.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from bot.chat.buttons import decode
from bot.chat.cleaning import clean, loads_leniently
from bot.chat.group_talk import Replied, answers_a_bot, binds, came_with
from bot.facilitation.incoming import (
    BotBlocked,
    BotUnblocked,
    Command,
    CommandUsed,
    Incoming,
    OtherSent,
    RoomAsked,
    RoomLeft,
    RoomMoved,
    RoomReplied,
    Sender,
    Tapped,
    TextEdited,
    TextSent,
    What,
)
from bot.facilitation.ports import Clock

CHANNEL: Final = "telegram"

SPELLINGS: Final[Mapping[Command, tuple[str, ...]]] = {
    Command.START: ("start",),
    Command.HELP: ("aide", "help"),
    Command.RESUME: ("reprendre", "resume"),
    Command.ANSWERS: ("mesreponses", "myanswers"),
    Command.DATA: ("mesdonnees", "mydata"),
    Command.HOUR: ("heure", "hour"),
    Command.PRIVACY: ("confidentialite", "privacy"),
    Command.LANGUAGE: ("langue", "language"),
    Command.QUIT: ("quitter", "leave"),
    Command.FACILITATE: ("animer", "facilitate"),
    Command.SESSIONS: ("seances", "sessions"),
    Command.CONSOLE: ("console",),
}
"""French first, English last. All of them work in either language."""

_COMMANDS: Final = {spelling: command for command, spellings in SPELLINGS.items() for spelling in spellings}

# A letter must follow the slash: « /!\\ attention » and « /20 » are somebody's words.
_COMMAND: Final = re.compile(r"/([A-Za-z][A-Za-z0-9_]{0,31})(?:@[A-Za-z0-9_]+)?(?:\s+(.*))?", re.ASCII | re.DOTALL)

_KINDS: Final = (
    ("voice", "voice"),
    ("audio", "voice"),
    ("video_note", "video"),
    ("video", "video"),
    ("photo", "photo"),
    ("live_photo", "photo"),
    ("sticker", "sticker"),
    ("animation", "document"),  # Telegram sets `document` too, for older programs
    ("document", "document"),
    ("venue", "location"),
    ("location", "location"),
    ("contact", "contact"),
    ("poll", "other"),
    ("dice", "other"),
    ("game", "other"),
    ("story", "other"),
    ("paid_media", "other"),
    ("checklist", "other"),
)


class _User(msgspec.Struct):
    id: int
    is_bot: bool = False
    language_code: str = ""


class _Chat(msgspec.Struct):
    id: int
    type: str


class _Sticker(msgspec.Struct):
    emoji: str = ""


class _Message(msgspec.Struct):
    message_id: int
    chat: _Chat
    message_thread_id: int = 0
    is_topic_message: bool = False
    migrate_to_chat_id: int = 0
    reply_to_message: Replied | None = None
    date: int = 0
    edit_date: int = 0
    sender: _User | None = msgspec.field(name="from", default=None)
    text: str | None = None
    caption: str | None = None
    voice: Any = None
    audio: Any = None
    video_note: Any = None
    video: Any = None
    photo: Any = None
    live_photo: Any = None
    sticker: _Sticker | None = None
    animation: Any = None
    document: Any = None
    venue: Any = None
    location: Any = None
    contact: Any = None
    poll: Any = None
    dice: Any = None
    game: Any = None
    story: Any = None
    paid_media: Any = None
    checklist: Any = None


class _Tap(msgspec.Struct):
    id: str
    sender: _User = msgspec.field(name="from")
    message: _Message | None = None
    data: str = ""


class _Member(msgspec.Struct):
    status: str


class _Membership(msgspec.Struct):
    chat: _Chat
    date: int
    new_chat_member: _Member
    sender: _User = msgspec.field(name="from")


class _Update(msgspec.Struct):
    update_id: int
    message: _Message | None = None
    edited_message: _Message | None = None
    callback_query: _Tap | None = None
    my_chat_member: _Membership | None = None


class _UserOnly(msgspec.Struct):
    id: int


class _FromOnly(msgspec.Struct):
    sender: _UserOnly | None = msgspec.field(name="from", default=None)


class _Head(msgspec.Struct):
    """As little as names the lane: everything else in the update may be wrong."""

    update_id: int
    message: _FromOnly | None = None
    edited_message: _FromOnly | None = None
    callback_query: _FromOnly | None = None
    my_chat_member: _FromOnly | None = None


_UPDATE: Final = msgspec.json.Decoder(_Update)
_HEAD: Final = msgspec.json.Decoder(_Head)
# For an update that cannot be parsed at all, yet must be stored and confirmed. Telegram writes the number first.
_FIRST_NUMBER: Final = re.compile(rb'\A\s*\{\s*"update_id"\s*:\s*([0-9]{1,18})\s*[,}]')


class TelegramReader:
    """Reads updates. `clock` says when a tap came: Telegram gives taps no time of their own."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def read(self, payload: bytes) -> Incoming | None:
        """What came in; None if it concerns nobody: talk in a group, a bot, a service message, a kind we don't follow.

        A captioned picture counts as its caption: words are kept, and a picture cannot be read.

        Raises:
            ValueError: not an update, or one that lacks what it must have.
        """
        update = _decode(payload)
        if update.message is not None:
            return self._message(update.message, edited=False)
        if update.edited_message is not None:
            return self._message(update.edited_message, edited=True)
        if update.callback_query is not None:
            return self._tap(update.callback_query)
        if update.my_chat_member is not None:
            return self._membership(update.my_chat_member)
        return None

    def _message(self, message: _Message, *, edited: bool) -> Incoming | None:
        user = message.sender
        if message.chat.type != "private":
            return _in_group(message, edited=edited)
        if user is None or user.is_bot:
            return None
        written = message.text if message.text is not None else message.caption
        what: What | None
        if written is None:
            kind = None if edited else _kind(message)
            emoji = clean(message.sticker.emoji) if message.sticker is not None else ""
            what = None if kind is None else OtherSent(kind, message.message_id, emoji)
        elif edited:
            what = TextEdited(clean(written), message.message_id)
        elif message.text is None:
            what = TextSent(clean(written), message.message_id)
        else:
            what = _text(clean(written), message.message_id)
        if what is None:
            return None
        return Incoming(_sender(user, message.chat.id), _moment(message.edit_date or message.date), what)

    def _tap(self, tap: _Tap) -> Incoming | None:
        if tap.message is not None and tap.message.chat.type != "private":
            return None
        # Telegram stops carrying the message once it is old; in a private chat the chat's id is the person's.
        chat = tap.sender.id if tap.message is None else tap.message.chat.id
        ref = 0 if tap.message is None else tap.message.message_id
        return Incoming(_sender(tap.sender, chat), self._clock.now(), Tapped(tap.id, ref, decode(tap.data)))

    @staticmethod
    def _membership(change: _Membership) -> Incoming | None:
        what: What
        if change.chat.type != "private":
            if change.new_chat_member.status not in ("kicked", "left"):
                return None
            what = RoomLeft(str(change.chat.id))
            return Incoming(_sender(change.sender, change.sender.id), _moment(change.date), what)
        match change.new_chat_member.status:
            case "kicked":
                what = BotBlocked()
            case "member":
                what = BotUnblocked()
            case _:
                return None
        return Incoming(_sender(change.sender, change.chat.id), _moment(change.date), what)


def _in_group(message: _Message, *, edited: bool) -> Incoming | None:
    """Of what is written in a group: that it moved, that it is to follow a session, replies to the bot; no more."""
    user, here = message.sender, str(message.chat.id)
    if user is None:
        return None
    place = f"{here}.{message.message_thread_id}" if message.is_topic_message else here
    text = message.text or message.caption or ""
    what: What
    if message.migrate_to_chat_id:
        what = RoomMoved(here, str(message.migrate_to_chat_id))
    elif user.is_bot:
        return None
    elif not edited and (binds(text) or came_with(text)):
        what = RoomAsked(place, came_with(text))
    elif answers_a_bot(replied := message.reply_to_message, text) and replied is not None:
        what = RoomReplied(place, replied.message_id, clean(text), message.message_id)
    else:
        return None
    # In private: what is said to whoever asked is not the group's business.
    return Incoming(_sender(user, user.id), _moment(message.edit_date or message.date), what)


def number_and_lane(payload: bytes) -> tuple[int, str]:
    """The update's number, and the lane that keeps one person's updates in order: `telegram:<user id>`.

    `telegram:none` when nobody is named; cheap, and blind to everything else in the update.

    Raises:
        ValueError: there is not even a number.
    """
    try:
        head = _head(payload)
    except (ValueError, RecursionError):
        found = _FIRST_NUMBER.search(payload)
        if found is None:
            raise ValueError("an update without a number") from None
        return int(found[1]), f"{CHANNEL}:none"
    part = head.message or head.edited_message or head.callback_query or head.my_chat_member
    if part is None or part.sender is None:
        return head.update_id, f"{CHANNEL}:none"
    return head.update_id, f"{CHANNEL}:{part.sender.id}"


def _head(payload: bytes) -> _Head:
    try:
        return _HEAD.decode(payload)
    except msgspec.ValidationError:
        raise
    except ValueError:
        return _HEAD.decode(msgspec.json.encode(loads_leniently(payload)))


def _decode(payload: bytes) -> _Update:
    try:
        return _UPDATE.decode(payload)
    except msgspec.ValidationError:
        raise
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except ValueError:
        # Legal JSON that is no text, such as half of an emoji's escape.
        loose: Any = loads_leniently(payload)
        return _UPDATE.decode(msgspec.json.encode(loose))


def _sender(user: _User, chat: int) -> Sender:
    return Sender(CHANNEL, str(user.id), str(chat), user.language_code)


def _moment(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError):
        raise ValueError("a date outside the calendar") from None


def _kind(message: _Message) -> str | None:
    return next((kind for field, kind in _KINDS if getattr(message, field) is not None), None)


def _text(text: str, ref: int) -> TextSent | CommandUsed:
    found = _COMMAND.fullmatch(text)
    if found is None:
        return TextSent(text, ref)
    command = _COMMANDS.get(found[1].lower(), Command.UNKNOWN)
    return CommandUsed(command, (found[2] or "").strip(), ref)
