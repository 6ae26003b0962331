"""What Telegram would know: the bot, people, chats, messages, taps.

Here: the state behind the methods (what a bot does) and the phones (what people do), and the few operations both need:
post, change, delete, tell the bot. Not here: checking a call (methods), drawing a screen (phones).
Message objects are never changed in place: an edit makes a new one, so recorded calls stay as they were.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.rehearsal.botapi.errors import Refusal, bad_request, forbidden
from bot.rehearsal.botapi.files import Files, StoredFile
from bot.rehearsal.botapi.transcript import Transcript
from bot.rehearsal.botapi.updates import Updates

Json = dict[str, Any]
ChatKind = Literal["private", "group", "supergroup", "channel"]

TAP_LIFETIME_S = 150


@dataclass(slots=True, eq=False)
class Stored:
    """One message of a chat. `message` is the Bot API object; `file` what came with it."""

    message: Json
    from_bot: bool
    file: StoredFile | None = None
    edited: bool = False
    reply_keyboard: Json | None = None
    reaction: str = ""
    """The bot's own, if it gave one."""

    @property
    def id(self) -> int:
        """The message_id."""
        return int(self.message["message_id"])


@dataclass(slots=True, eq=False)
class Chat:
    """A private chat, a group, a supergroup or a channel.

    `object` is its Chat object. A private chat bears the person's user id.
    """

    id: int
    kind: ChatKind
    object: Json
    title: str
    user: Json | None = None
    messages: dict[int, Stored] = field(default_factory=dict)
    members: dict[int, Json] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False
    bot_kicked: bool = False
    migrated_to: int | None = None
    last_id: int = 0
    watchers: list[asyncio.Future[None]] = field(default_factory=list)


@dataclass(slots=True)
class Tap:
    """A callback query that waits for its answer: who pressed what where, and when it is too late (Unix seconds)."""

    id: str
    user_id: int
    chat: Chat
    message_id: int
    data: str
    expires: float


class World:
    """The state of one stand-in. `now` gives the time that messages bear; `transcript` may keep nothing."""

    def __init__(self, bot: Json, now: Callable[[], datetime], transcript: Transcript) -> None:
        self.bot = bot
        self.bot_sender = {key: bot[key] for key in ("id", "is_bot", "first_name", "username")}
        self.now = now
        self.transcript = transcript
        self.updates = Updates(now)
        self.files = Files()
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, Json] = {}
        self.taps: dict[str, Tap] = {}
        self._last_message_id = 0
        self._last_tap = 0

    # ── finding ──

    def find_chat(self, chat_id: int | str) -> Chat:
        """The chat a bot names, be it gone.

        Raises:
            Refusal: 400 "chat not found".
        """
        if isinstance(chat_id, str):
            name = chat_id.removeprefix("@").lower()
            for chat in self.chats.values():
                # A person's @name does not open a private chat to a bot.
                if chat.kind != "private" and str(chat.object.get("username", "")).lower() == name:
                    return chat
            raise bad_request("chat not found")
        found = self.chats.get(chat_id)
        if found is None:
            raise bad_request("chat not found")
        return found

    def reach(self, chat_id: int | str) -> Chat:
        """The chat a bot may write to.

        Raises:
            Refusal: 400 not found or moved, 403 blocked, deactivated, never started, kicked.
        """
        chat = self.find_chat(chat_id)
        if chat.migrated_to is not None:
            raise Refusal(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if chat.kind == "private" and not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        if chat.bot_kicked:
            raise forbidden(f"bot was kicked from the {chat.kind} chat")
        return chat

    # ── messages ──

    def next_message_id(self, chat: Chat) -> int:
        """Private chats and basic groups share the bot's counter, supergroups and channels have their own."""
        if chat.kind in {"supergroup", "channel"}:
            chat.last_id += 1
            return chat.last_id
        self._last_message_id += 1
        return self._last_message_id

    def post(
        self,
        chat: Chat,
        content: Json,
        *,
        sender: Json | None = None,
        file: StoredFile | None = None,
        reply_keyboard: Json | None = None,
    ) -> Stored:
        """Put a message into a chat; without `sender` it is the bot's."""
        now = self.now()
        message: Json = {
            "message_id": self.next_message_id(chat),
            "from": sender or self.bot_sender,
            "chat": chat.object,
            "date": int(now.timestamp()),
            **content,
        }
        if chat.kind == "channel":
            del message["from"]
            message["sender_chat"] = chat.object
        stored = Stored(message, sender is None, file, reply_keyboard=reply_keyboard)
        chat.messages[message["message_id"]] = stored
        who = str(message.get("from", chat.object).get("first_name", chat.title))
        text = str(message.get("text", message.get("caption", "")))
        if file is None:
            self.transcript.add(now, chat.id, who, "›", text, message.get("reply_markup"))
        else:
            label = f"{file.filename} ({len(file.content)} B)"
            self.transcript.add(
                now, chat.id, who, "📎", f"{label}\n{text}" if text else label, message.get("reply_markup")
            )
        self.changed(chat)
        return stored

    def change(self, chat: Chat, stored: Stored, content: Json, removed: tuple[str, ...] = ()) -> None:
        """Edit a message: `content` replaces its fields, `removed` ones go."""
        now = self.now()
        message = {**stored.message, "edit_date": int(now.timestamp()), **content}
        for name in removed:
            message.pop(name, None)
        stored.message = message
        stored.edited = True
        who = str(message.get("from", chat.object).get("first_name", chat.title))
        text = message.get("text", message.get("caption", stored.file.filename if stored.file else ""))
        self.transcript.add(now, chat.id, who, "✎", f"#{stored.id} {text}", message.get("reply_markup"))
        self.changed(chat)

    def delete(self, chat: Chat, stored: Stored) -> None:
        """Take a message off the screen."""
        del chat.messages[stored.id]
        self.note(chat, str(self.bot["first_name"]), "✂", f"#{stored.id}")

    def note(self, chat: Chat, who: str, mark: str, text: str) -> None:
        """Log something that is no message, and wake who watches the chat."""
        self.transcript.add(self.now(), chat.id, who, mark, text)
        self.changed(chat)

    def changed(self, chat: Chat) -> None:
        """Wake whoever waits for something to happen in `chat`."""
        if chat.watchers:
            watchers, chat.watchers = chat.watchers, []
            for watcher in watchers:
                if not watcher.done():
                    watcher.set_result(None)

    # ── people ──

    def tap(self, chat: Chat, user: Json, message_id: int, data: str) -> Tap:
        """Somebody presses a button: queue the callback query."""
        self._last_tap += 1
        now = self.now()
        tap = Tap(
            f"{4_000_000_000_000 + self._last_tap}",
            user["id"],
            chat,
            message_id,
            data,
            now.timestamp() + TAP_LIFETIME_S,
        )
        self.taps[tap.id] = tap
        stored = chat.messages.get(message_id)
        # A message that is gone comes as InaccessibleMessage: date 0.
        message = stored.message if stored else {"chat": chat.object, "message_id": message_id, "date": 0}
        query = {
            "id": tap.id, "from": user, "message": message, "chat_instance": str(-7_000_000_000 - abs(chat.id)),
            "data": data,
        }  # fmt: skip
        # Taps come by person, messages by chat: the same person's text and tap can arrive together.
        self.updates.push("callback_query", query, f"user {user['id']}")
        return tap
