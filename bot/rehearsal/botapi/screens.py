"""What a person sees on a phone: messages as shown, their buttons, the toasts.

Here: views over stored messages, always up to date. Not here: acting (phones.py).
"""

from dataclasses import dataclass
from typing import Any

from bot.rehearsal.botapi.files import StoredFile
from bot.rehearsal.botapi.markup import Entity, to_html
from bot.rehearsal.botapi.world import Stored


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: what it says, and its callback data or its address."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Toast:
    """The bot's answer to a tap; `text` is empty when it only stopped the spinner."""

    query_id: str
    text: str
    alert: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One message on the screen. It follows edits: read it again and it says what is there now."""

    _stored: Stored

    @property
    def id(self) -> int:
        """The message_id."""
        return self._stored.id

    @property
    def from_bot(self) -> bool:
        """Whether the bot sent it."""
        return self._stored.from_bot

    @property
    def date(self) -> int:
        """When it was sent: Unix seconds of the stand-in's clock."""
        return int(self._stored.message["date"])

    @property
    def edited(self) -> bool:
        """Whether it was changed since."""
        return self._stored.edited

    @property
    def text(self) -> str:
        """The text or caption as shown, without markup; empty if there is none."""
        message = self._stored.message
        return str(message.get("text", message.get("caption", "")))

    @property
    def entities(self) -> list[Entity]:
        """The entities of the text or caption."""
        message = self._stored.message
        found: list[Entity] = message.get("entities") or message.get("caption_entities") or []
        return found

    @property
    def html(self) -> str:
        """The text or caption as Telegram HTML."""
        return to_html(self.text, self.entities)

    @property
    def keyboard(self) -> tuple[tuple[Button, ...], ...]:
        """The rows of inline buttons, empty if there are none."""
        rows = self._stored.message.get("reply_markup", {}).get("inline_keyboard", ())
        return tuple(
            tuple(Button(button["text"], button.get("callback_data"), button.get("url")) for button in row)
            for row in rows
        )

    @property
    def buttons(self) -> tuple[Button, ...]:
        """All inline buttons, row after row."""
        return tuple(button for row in self.keyboard for button in row)

    @property
    def labels(self) -> tuple[str, ...]:
        """What the inline buttons say."""
        return tuple(button.label for button in self.buttons)

    @property
    def reply_keyboard(self) -> dict[str, Any] | None:
        """The reply keyboard, its removal or the forced reply that came with the message, as the Bot API writes it."""
        return self._stored.reply_keyboard

    @property
    def document(self) -> StoredFile | None:
        """The file that came with the message, its bytes included."""
        return self._stored.file

    @property
    def api(self) -> dict[str, Any]:
        """The Message object."""
        return self._stored.message
