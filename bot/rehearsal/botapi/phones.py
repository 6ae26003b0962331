"""People: what a person can do with Telegram, played from the same process.

Here: phones (one person each) and groups. What they do becomes updates for the bot; what the bot does shows on their
screens. Not here: what people say and when (crowds, personas). All acts are immediate and synchronous; call them from
the loop the stand-in runs in.
"""

import asyncio
import re
from collections.abc import Callable
from typing import Any, TypeVar

from bot.rehearsal.botapi.detection import detect
from bot.rehearsal.botapi.files import StoredFile, document, photo_sizes
from bot.rehearsal.botapi.screens import Shown, Toast
from bot.rehearsal.botapi.world import Chat, Json, Stored, World

T = TypeVar("T")

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
# A 1×1 pixel GIF, for a photo whose content does not matter.
PIXEL = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"  # noqa: E501


class CannotDo(Exception):
    """A phone would not let its owner do this: no such button, a blocked chat, a message that is not theirs."""


class Group:
    """A group, a supergroup or a channel the bot is in."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self.chat = chat

    @property
    def id(self) -> int:
        """The chat_id; an upgrade changes it."""
        return self.chat.id

    @property
    def messages(self) -> list[Shown]:
        """What the group's screen shows, oldest first."""
        return [Shown(stored) for stored in self.chat.messages.values()]

    def upgrade(self, new_id: int) -> None:
        """Turn the group into a supergroup: a new chat_id, and a service message on either side."""
        world, old = self._world, self.chat
        if old.kind != "group":
            raise CannotDo(f"a {old.kind} cannot be upgraded to a supergroup")
        new_object = {"id": new_id, "title": old.title, "type": "supergroup"}
        new = Chat(new_id, "supergroup", new_object, old.title, members=old.members)
        world.chats[new_id] = new
        world.transcript.title(new_id, f"{old.title} (supergroup)")
        by = next(iter(old.members.values()), world.bot_sender)
        for chat, fields in ((old, {"migrate_to_chat_id": new_id}), (new, {"migrate_from_chat_id": old.id})):
            told = world.post(chat, fields, sender=by)
            world.updates.push("message", told.message, f"chat {chat.id}")
        old.migrated_to = new_id
        self.chat = new

    def add_topic(self, name: str) -> int:
        """Open a forum topic; its message_thread_id."""
        if not self.chat.object.get("is_forum"):
            raise CannotDo("only a forum has topics")
        by = next(iter(self.chat.members.values()), self._world.bot_sender)
        fields = {"forum_topic_created": {"name": name, "icon_color": 7322096}, "is_topic_message": True}
        stored = self._world.post(self.chat, fields, sender=by)
        stored.message["message_thread_id"] = stored.id
        self.chat.topics[stored.id] = name
        return stored.id

    def remove_bot(self) -> None:
        """Throw the bot out: my_chat_member tells it, and writing gives 403."""
        by = next(iter(self.chat.members.values()), self._world.bot_sender)
        self.chat.bot_kicked = True
        tell_membership(self._world, self.chat, by, "member", "kicked")


class Phone:
    """One person's Telegram. `messages` and `toasts` are what the private chat with the bot shows."""

    def __init__(self, world: World, chat: Chat, user: Json) -> None:
        self._world = world
        self._chat = chat
        self.user = user
        self.toasts: list[Toast] = []

    @property
    def id(self) -> int:
        """The user id, which is also the id of the private chat with the bot."""
        return int(self.user["id"])

    @property
    def messages(self) -> list[Shown]:
        """The private chat's screen, oldest first; deleted messages are gone from it."""
        return [Shown(stored) for stored in self._chat.messages.values()]

    @property
    def from_bot(self) -> list[Shown]:
        """What the bot said in the private chat, oldest first."""
        return [Shown(stored) for stored in self._chat.messages.values() if stored.from_bot]

    @property
    def last(self) -> Shown:
        """The bot's latest message in the private chat."""
        for stored in reversed(self._chat.messages.values()):
            if stored.from_bot:
                return Shown(stored)
        raise CannotDo(f"the bot has sent nothing to {self.user['first_name']}")

    # ── saying something ──

    def start(self, payload: str = "") -> int:
        """Open the bot by a deep link (or its Start button) and return the message_id; unblocks it if need be."""
        if _PAYLOAD.fullmatch(payload) is None:
            raise CannotDo(f"no client opens a deep link with the payload {payload!r}")
        if self._chat.blocked:
            self.unblock()
        return self.send(f"/start {payload}".rstrip())

    def send(
        self, text: str, *, group: Group | None = None, reply_to: int | None = None, topic: int | None = None
    ) -> int:
        """Send a text exactly as given, whatever it holds, and return its message_id."""
        fields: Json = {"text": text}
        if entities := detect(text):
            fields["entities"] = entities
        return self._say(fields, None, group, reply_to, topic)

    def edit(self, message_id: int, text: str, *, group: Group | None = None) -> None:
        """Change a text one has sent."""
        chat = group.chat if group else self._chat
        stored = chat.messages.get(message_id)
        if stored is None or stored.message.get("from", {}).get("id") != self.id or "text" not in stored.message:
            raise CannotDo(f"{self.user['first_name']} has no text #{message_id} to edit")
        entities = detect(text)
        changes = {"text": text, "entities": entities} if entities else {"text": text}
        self._world.change(chat, stored, changes, () if entities else ("entities",))
        if self._heard(chat, stored):
            self._world.updates.push("edited_message", stored.message, f"chat {chat.id}")

    def send_voice(self, duration_s: int = 4, content: bytes = b"OggS fabricated") -> int:
        """Send a voice message."""
        file = self._world.files.keep("voice", "voice.ogg", content, "audio/ogg")
        voice = {**file.described(), "duration": duration_s, "mime_type": file.mime_type}
        return self._say({"voice": voice}, file)

    def send_photo(self, caption: str = "", content: bytes = PIXEL) -> int:
        """Send a photo."""
        file = self._world.files.keep("photo", "photo.gif", content)
        return self._say(_captioned({"photo": photo_sizes(file)}, caption), file)

    def send_sticker(self, emoji: str = "👍") -> int:
        """Send a sticker."""
        file = self._world.files.keep("sticker", "sticker.webp", b"RIFF fabricated", "image/webp")
        look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._say({"sticker": {**file.described(), **look, "emoji": emoji}}, file)

    def send_document(self, filename: str, content: bytes, caption: str = "") -> int:
        """Send a file."""
        file = self._world.files.keep("document", filename, content)
        return self._say(_captioned({"document": document(file)}, caption), file)

    # ── tapping ──

    def tap(self, message_id: int, button: str, *, group: Group | None = None) -> str:
        """Press an inline button, named by its label or its data; the id of the callback query.

        Raises:
            CannotDo: the message or the button is not there (any more), or the button is a link.
        """
        chat = group.chat if group else self._chat
        stored = chat.messages.get(message_id)
        if stored is None:
            raise CannotDo(f"there is no message #{message_id} on the screen of {self.user['first_name']}")
        shown = Shown(stored)
        for candidate in shown.buttons:
            if button in {candidate.label, candidate.data}:
                if candidate.data is None:
                    raise CannotDo(f"{button!r} is no callback button")
                return self.tap_raw(candidate.data, message_id, group=group, label=candidate.label)
        raise CannotDo(f"message #{message_id} has no button {button!r}, but {shown.labels}")

    def tap_raw(self, data: str, message_id: int, *, group: Group | None = None, label: str | None = None) -> str:
        """Send a callback query with any data for any message: an old button, or a forged one."""
        chat = group.chat if group else self._chat
        tap = self._world.tap(chat, self.user, message_id, data)
        shown = label if label is not None else f"forged: {data}"
        self._world.note(chat, str(self.user["first_name"]), "☝", f"[{shown}] #{message_id}")
        return tap.id

    # ── leaving ──

    def block(self) -> None:
        """Block the bot."""
        self._chat.blocked = True
        tell_membership(self._world, self._chat, self.user, "member", "kicked")

    def unblock(self) -> None:
        """Let the bot write again."""
        self._chat.blocked = False
        tell_membership(self._world, self._chat, self.user, "kicked", "member")

    def deactivate(self) -> None:
        """Delete the account; Telegram tells the bot nothing."""
        self._chat.deactivated = True
        self._world.note(self._chat, str(self.user["first_name"]), "·", "account deleted")

    # ── waiting ──

    async def wait_for(self, predicate: Callable[["Phone"], T], *, timeout_s: float = 10.0) -> T:
        """Return the first truthy `predicate(phone)`, tried again at each change of the private chat.

        Raises:
            TimeoutError: it did not come true within `timeout_s` real seconds; the message ends with the transcript.
        """
        try:
            async with asyncio.timeout(timeout_s):
                while not (outcome := predicate(self)):
                    watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._chat.watchers.append(watcher)
                    await watcher
        except TimeoutError:
            seen = self._world.transcript.render(self.id)
            raise TimeoutError(f"{self.user['first_name']} waited {timeout_s} s in vain.\n{seen}") from None
        return outcome

    # ── within ──

    def answered(self, query_id: str, answer: Json) -> None:
        """Show the bot's answer to a tap (called by answerCallbackQuery)."""
        toast = Toast(query_id, answer.get("text", ""), bool(answer.get("show_alert")), answer.get("url"))
        self.toasts.append(toast)

    def _say(
        self,
        fields: Json,
        file: StoredFile | None,
        group: Group | None = None,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> int:
        chat = group.chat if group else self._chat
        if chat.blocked or chat.deactivated:
            raise CannotDo(f"{self.user['first_name']} has blocked the bot or left Telegram")
        if group and self.id not in chat.members:
            raise CannotDo(f"{self.user['first_name']} is no member of {chat.title}")
        if reply_to is not None:
            original = chat.messages.get(reply_to)
            if original is None:
                raise CannotDo(f"there is no message #{reply_to} to reply to")
            fields["reply_to_message"] = {k: v for k, v in original.message.items() if k != "reply_to_message"}
        if topic is not None:
            fields |= {"message_thread_id": topic, "is_topic_message": True}
        chat.started = True
        stored = self._world.post(chat, fields, sender=self.user, file=file)
        if self._heard(chat, stored):
            self._world.updates.push("message", stored.message, f"chat {chat.id}")
        return stored.id

    def _heard(self, chat: Chat, stored: Stored) -> bool:
        """Privacy mode: in a group the bot hears commands, mentions and replies to itself only."""
        if chat.bot_kicked or chat.kind == "channel":
            return False
        if chat.kind == "private" or self._world.bot.get("can_read_all_group_messages"):
            return True
        message, name = stored.message, str(self._world.bot["username"]).lower()
        if message.get("reply_to_message", {}).get("from", {}).get("id") == self._world.bot["id"]:
            return True
        text = str(message.get("text", message.get("caption", ""))).lower()
        command = re.match(r"/[a-z0-9_]+(?:@(\w+))?", text)
        if command:
            return command[1] in {None, name}
        return re.search(rf"@{re.escape(name)}\b", text) is not None


def tell_membership(world: World, chat: Chat, by: Json, before: str, after: str) -> None:
    """Push a my_chat_member: the bot's own standing in `chat` changed."""

    def member(status: str) -> Json:
        standing: Json = {"user": world.bot_sender, "status": status}
        return {**standing, "until_date": 0} if status == "kicked" else standing

    change = {
        "chat": chat.object,
        "from": by,
        "date": int(world.now().timestamp()),
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }
    lane = "chat" if chat.kind != "private" else "user"
    world.updates.push("my_chat_member", change, f"{lane} {chat.id}")
    words = {"kicked": "blocked the bot", "member": "let the bot in"}
    world.note(chat, str(by["first_name"]), "·", words[after])


def _captioned(fields: dict[str, Any], caption: str) -> Json:
    if not caption:
        return fields
    entities = detect(caption)
    return {**fields, "caption": caption, **({"caption_entities": entities} if entities else {})}
