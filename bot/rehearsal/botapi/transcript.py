"""What happened, written so that a person can read it.

Here: a log of everything said and tapped, and its rendering chat by chat. Not here: the calls themselves
(`StandIn.calls`). The token appears nowhere: nothing of a request's address is ever logged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of what happened. `mark` is the sign it is drawn with, `keyboard` the rows of labels below it."""

    at: datetime
    chat_id: int
    who: str
    mark: str
    text: str
    keyboard: tuple[tuple[str, ...], ...] = ()


class Transcript:
    """Everything that happened in one stand-in, in order. `keep=False` remembers nothing (load tests)."""

    def __init__(self, *, keep: bool = True) -> None:
        self.entries: list[Entry] = []
        self._keep = keep
        self._titles: dict[int, str] = {}

    def title(self, chat_id: int, title: str) -> None:
        """Name a chat as its heading shall say."""
        self._titles[chat_id] = title

    def add(self, at: datetime, chat_id: int, who: str, mark: str, text: str, markup: Any = None) -> None:
        """Log one event; `markup` is the inline keyboard of a bot's message, as the Bot API writes it."""
        if self._keep:
            rows = markup["inline_keyboard"] if markup else ()
            keyboard = tuple(tuple(button["text"] for button in row) for row in rows)
            self.entries.append(Entry(at, chat_id, who, mark, text, keyboard))

    def render(self, chat_id: int | None = None) -> str:
        """The transcript as text, chat by chat in the order they began, or of one chat only.

        `›` a message, `✎` an edit, `☝` a tap, `◦` the bot's answer to a tap, `📎` a file, `✂` a deletion, `·` the rest.
        """
        chats: dict[int, list[Entry]] = {}
        for entry in self.entries:
            if chat_id is None or entry.chat_id == chat_id:
                chats.setdefault(entry.chat_id, []).append(entry)
        blocks = [_block(self._titles.get(key, str(key)), entries) for key, entries in chats.items()]
        return "\n\n".join(blocks) + ("\n" if blocks else "")


def _block(title: str, entries: Sequence[Entry]) -> str:
    lines = [f"── {title} ──"]
    for entry in entries:
        head = f"{entry.at:%H:%M:%S}  {entry.who} {entry.mark} "
        first, *rest = _readable(entry.text).split("\n")
        lines.append(head + first)
        lines += [f"{' ' * 10}{line}" for line in rest]
        lines += [" " * 10 + " ".join(f"[{_readable(label)}]" for label in row) for row in entry.keyboard]
    return "\n".join(lines)


def _readable(text: str) -> str:
    """Lone surrogates and control characters as escapes, so that any terminal can print the rest."""
    if text.isprintable():
        return text
    return "".join(
        char
        if char == "\n" or char.isprintable() or char in "\u00a0\u202f\u200d\ufe0f"
        else char.encode("unicode_escape").decode()
        for char in text
    )
