"""Changing what is on screens: the `editMessage…` methods, deleteMessage, setMessageReaction.

Here: which message may be changed, and "is not modified". Not here: inline messages (by inline_message_id), which the
stand-in does not play.
"""

from bot.rehearsal.botapi.errors import bad_request
from bot.rehearsal.botapi.keyboards import check_markup
from bot.rehearsal.botapi.sending import message_caption, message_text
from bot.rehearsal.botapi.world import Chat, Json, Stored, World

DELETABLE_S = 48 * 3600
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
# Some of those that a client offers by itself, in Telegram's spelling.
REACTIONS = frozenset("👍 👎 🔥 🎉 🤔 😢 🙏 👌 👀 ✍ 🤝 🫡".split())
_TEXT = ("text", "entities", "link_preview_options")
_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


class Editing:
    """The editing methods over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def edit_text(self, given: Json) -> Json:
        """The `editMessageText` method; a keyboard that is not passed again goes."""
        chat, stored = self._own(given)
        fields = message_text(self.world, given)
        if "text" not in stored.message:
            raise bad_request("there is no text in the message to edit")
        return self._change(chat, stored, given, fields, _TEXT)

    def edit_caption(self, given: Json) -> Json:
        """The `editMessageCaption` method; without `caption` the caption goes."""
        chat, stored = self._own(given)
        fields = message_caption(self.world, given)
        if stored.file is None:
            raise bad_request("there is no caption in the message to edit")
        return self._change(chat, stored, given, fields, _CAPTION)

    def edit_reply_markup(self, given: Json) -> Json:
        """The `editMessageReplyMarkup` method; without `reply_markup` the keyboard goes."""
        chat, stored = self._own(given)
        return self._change(chat, stored, given, {}, ())

    def delete(self, given: Json) -> bool:
        """The `deleteMessage` method: the bot's own anywhere, other people's in private chats, none after 48 hours."""
        chat = self.world.reach(given["chat_id"])
        stored = chat.messages.get(given["message_id"])
        if stored is None:
            raise bad_request("message to delete not found")
        too_old = self.world.now().timestamp() - stored.message["date"] > DELETABLE_S
        if too_old or not (stored.from_bot or chat.kind == "private"):
            raise bad_request("message can't be deleted")
        self.world.delete(chat, stored)
        return True

    def react(self, given: Json) -> bool:
        """The `setMessageReaction` method: one emoji of those that Telegram knows, or none; never its own message's."""
        chat = self.world.reach(given["chat_id"])
        stored = chat.messages.get(given["message_id"])
        if stored is None:
            raise bad_request("message to react not found")
        wanted = given.get("reaction", [])
        if len(wanted) > 1:
            raise bad_request("REACTIONS_TOO_MANY")
        if any(one.get("type") != "emoji" or one.get("emoji") not in REACTIONS for one in wanted):
            raise bad_request("REACTION_INVALID")
        stored.reaction = str(wanted[0]["emoji"]) if wanted else ""
        self.world.note(chat, str(self.world.bot["first_name"]), stored.reaction or "·", f"#{stored.id}")
        return True

    def _own(self, given: Json) -> tuple[Chat, Stored]:
        if "chat_id" not in given:
            raise bad_request("chat_id is empty")
        if "message_id" not in given:
            raise bad_request("message identifier is not specified")
        chat = self.world.reach(given["chat_id"])
        stored = chat.messages.get(given["message_id"])
        if stored is None:
            raise bad_request("message to edit not found")
        if not stored.from_bot:
            raise bad_request("message can't be edited")
        return chat, stored

    def _change(self, chat: Chat, stored: Stored, given: Json, fields: Json, owned: tuple[str, ...]) -> Json:
        """Replace the `owned` fields by `fields`, and the keyboard by the one given."""
        inline = check_markup(given.get("reply_markup"))
        if inline is not None:
            fields["reply_markup"] = inline
        replaced = (*owned, "reply_markup")
        if all(stored.message.get(name) == fields.get(name) for name in replaced):
            raise bad_request(NOT_MODIFIED)
        removed = tuple(name for name in replaced if name not in fields)
        self.world.change(chat, stored, fields, removed)
        return stored.message
