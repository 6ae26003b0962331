"""What puts something new before people: sendMessage, sendDocument, sendPhoto, sendChatAction.

Here: the checks Telegram makes on texts, captions, replies and topics, in its order. Not here: what changes a message
afterwards (editing.py), rates and faults (server.py).
"""

from typing import Any

from bot.rehearsal.botapi.detection import detect
from bot.rehearsal.botapi.errors import bad_request
from bot.rehearsal.botapi.files import StoredFile, document, photo_sizes
from bot.rehearsal.botapi.keyboards import check_markup
from bot.rehearsal.botapi.markup import (
    MAX_ENTITIES,
    Entity,
    checked_entities,
    parse_html,
    trim,
    utf16_length,
    without_controls,
)
from bot.rehearsal.botapi.parameters import Upload
from bot.rehearsal.botapi.world import Chat, Json, World

MAX_TEXT = 4096
MAX_CAPTION = 1024
ACTIONS = frozenset(
    {
        "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
        "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    }
)  # fmt: skip


def read_text(world: World, given: Json, name: str, entities_name: str) -> tuple[str, list[Entity]]:
    """The text or caption as people will see it, and its entities, those Telegram finds by itself included.

    Raises:
        Refusal: 400 for markup Telegram cannot parse, or too much of it. Length is the caller's to judge.
    """
    source = without_controls(given.get(name, ""))
    mode = given.get("parse_mode", "").lower()
    if mode == "html":
        text, entities = parse_html(source, world.users.get)
    elif mode:
        raise bad_request(
            f'unsupported parse_mode (the stand-in reads HTML, not "{mode}")'
            if mode in {"markdown", "markdownv2"}
            else "unsupported parse_mode"
        )
    else:
        text, entities = source, checked_entities(source, given.get(entities_name, ()))
    if len(entities) > MAX_ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    text, entities = trim(text, entities)
    return text, detect(text, entities)


def message_text(world: World, given: Json) -> Json:
    """The fields `text` and `entities` of a text message."""
    text, entities = read_text(world, given, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    fields: Json = {"text": text}
    if entities:
        fields["entities"] = entities
    if "link_preview_options" in given:
        fields["link_preview_options"] = given["link_preview_options"]
    return fields


def message_caption(world: World, given: Json) -> Json:
    """The fields `caption` and `caption_entities` of a file; empty without a caption."""
    text, entities = read_text(world, given, "caption", "caption_entities")
    if utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    fields: Json = {}
    if text:
        fields["caption"] = text
        if entities:
            fields["caption_entities"] = entities
        if given.get("show_caption_above_media"):
            fields["show_caption_above_media"] = True
    return fields


class Sending:
    """The sending methods over one world."""

    def __init__(self, world: World) -> None:
        self.world = world

    def send_message(self, given: Json) -> Json:
        """The `sendMessage` method."""
        chat = self.world.reach(given["chat_id"])
        fields = message_text(self.world, given)
        return self._post(chat, given, fields)

    def send_document(self, given: Json) -> Json:
        """The `sendDocument` method."""
        chat = self.world.reach(given["chat_id"])
        caption = message_caption(self.world, given)
        file = self._file("document", given["document"])
        return self._post(chat, given, {"document": document(file), **caption}, file)

    def send_photo(self, given: Json) -> Json:
        """The `sendPhoto` method."""
        chat = self.world.reach(given["chat_id"])
        caption = message_caption(self.world, given)
        file = self._file("photo", given["photo"])
        fields = {"photo": photo_sizes(file), **caption}
        if given.get("has_spoiler"):
            fields["has_media_spoiler"] = True
        return self._post(chat, given, fields, file)

    def send_chat_action(self, given: Json) -> bool:
        """The `sendChatAction` method."""
        self.world.reach(given["chat_id"])
        if given["action"] not in ACTIONS:
            raise bad_request("wrong parameter action in request")
        return True

    def _file(self, kind: str, source: Any) -> StoredFile:
        if isinstance(source, Upload):
            mime_type = None if source.mime_type == "application/octet-stream" else source.mime_type
            return self.world.files.keep(kind, source.filename, source.content, mime_type)
        if not source:
            raise bad_request(f"there is no {kind} in the request")
        return self.world.files.again(kind, source)

    def _post(self, chat: Chat, given: Json, fields: Json, file: StoredFile | None = None) -> Json:
        markup = given.get("reply_markup")
        inline = check_markup(markup)
        thread = given.get("message_thread_id")
        if thread is not None:
            if thread not in chat.topics:
                raise bad_request("message thread not found")
            fields |= {"message_thread_id": thread, "is_topic_message": True}
        if "reply_parameters" in given:
            fields |= self._reply(chat, given["reply_parameters"])
        if given.get("protect_content"):
            fields["has_protected_content"] = True
        if "message_effect_id" in given:
            fields["effect_id"] = given["message_effect_id"]
        if inline is not None:
            fields["reply_markup"] = inline
        reply_keyboard = markup if markup and inline is None and "inline_keyboard" not in markup else None
        return self.world.post(chat, fields, file=file, reply_keyboard=reply_keyboard).message

    def _reply(self, chat: Chat, reply: Any) -> Json:
        if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
            raise bad_request("can't parse reply parameters JSON object")
        there = self.world.find_chat(reply["chat_id"]) if "chat_id" in reply else chat
        original = there.messages.get(reply["message_id"])
        if original is None:
            if reply.get("allow_sending_without_reply"):
                return {}
            raise bad_request("message to be replied not found")
        if there is not chat:
            raise bad_request("replies across chats are not played by the stand-in")
        replied = {key: value for key, value in original.message.items() if key != "reply_to_message"}
        return {"reply_to_message": replied}
