"""What is kept of a group's messages before anybody looks at them: people's talk is let go as it comes in.

Of a message in a group there remain who, when and where, and its text only if it is meant for the bot: the word that
binds the group to a session, or a reply to the bot. Not here: whose replies are collected (`facilitation.rooms`).
"""

from __future__ import annotations

import re
from typing import Any, Final

import msgspec

from bot.chat.cleaning import loads_leniently

# In a group, where nothing else that people write is read. To another bot it means something else.
_BINDS: Final = re.compile(r"/(?:lier|link)(?:@[A-Za-z0-9_]+)?\s*", re.ASCII)
# What Telegram writes in a group for whoever came there by our link (`?startgroup=`).
_CAME_WITH: Final = re.compile(r"/start(?:@[A-Za-z0-9_]+)?\s+lier-([A-Za-z0-9_-]{1,40})\s*", re.ASCII)
_COMMAND: Final = re.compile(r"/[A-Za-z]", re.ASCII)


class Who(msgspec.Struct, omit_defaults=True):
    """Whoever wrote: no name."""

    id: int
    is_bot: bool = False
    language_code: str = ""


class Where(msgspec.Struct):
    """The chat: no title."""

    id: int
    type: str


class Replied(msgspec.Struct, omit_defaults=True):
    """The message that is replied to, without what it says."""

    message_id: int
    sender: Who | None = msgspec.field(name="from", default=None)


class _Talk(msgspec.Struct, omit_defaults=True):
    message_id: int
    chat: Where
    date: int = 0
    edit_date: int = 0
    message_thread_id: int = 0
    is_topic_message: bool = False
    migrate_to_chat_id: int = 0
    sender: Who | None = msgspec.field(name="from", default=None)
    reply_to_message: Replied | None = None
    text: str | None = None
    caption: str | None = None


class _TalkUpdate(msgspec.Struct, omit_defaults=True):
    update_id: int
    message: _Talk | None = None
    edited_message: _Talk | None = None


_DECODER: Final = msgspec.json.Decoder(_TalkUpdate)


def kept(payload: bytes) -> bytes:
    """What is stored of an update: all of it, or of talk in a group next to nothing."""
    try:
        update = _DECODER.decode(payload)
    except ValueError:
        try:
            # Legal JSON that is no text, such as half of an emoji's escape.
            loose: Any = loads_leniently(payload)
            update = _DECODER.decode(msgspec.json.encode(loose))
        except (ValueError, RecursionError):
            # No update that can be read: it becomes a dead letter, and is erased with them.
            return payload
    except RecursionError:
        return payload
    said = update.message or update.edited_message
    if said is None or said.chat.type == "private":
        return payload
    if not _for_us(said):
        said.text = said.caption = None
    return msgspec.json.encode(update)


def binds(text: str) -> bool:
    """Whether a message in a group asks that it follow a session."""
    return _BINDS.fullmatch(text) is not None


def came_with(text: str) -> str:
    """The session whose link brought the bot into the group; empty for any other message."""
    found = _CAME_WITH.fullmatch(text)
    return "" if found is None else found[1]


def answers_a_bot(replied: Replied | None, text: str) -> bool:
    """Whether a message in a group replies to a bot, in words: a command is none, and is another's business."""
    sender = None if replied is None else replied.sender
    return sender is not None and sender.is_bot and _COMMAND.match(text) is None


def _for_us(said: _Talk) -> bool:
    if said.sender is None or said.sender.is_bot:
        return False
    text = said.text or said.caption or ""
    return binds(text) or bool(came_with(text)) or answers_a_bot(said.reply_to_message, text)
