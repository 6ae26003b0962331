"""What a rehearsal needs to know of how things look and read in the chat, as given by whoever draws and words them.

Not here: how any of it is printed (`terminal`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.engine.events import ParticipantEvent
from bot.engine.phrases import Notice
from bot.engine.prompts import Button, Card


class Look(StrEnum):
    """How a piece of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    QUOTE = "quote"
    ITEM = "item"
    LISTED = "listed"
    COPIED = "copied"


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text. `tight`: right under the piece before it, as in a list."""

    text: str
    look: Look
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A button as it shows, and what it stands for."""

    text: str
    button: Button


@dataclass(frozen=True, slots=True)
class Drawn:
    """A card as it looks: texts, then rows of buttons."""

    lines: tuple[Line, ...]
    rows: tuple[tuple[Face, ...], ...]

    @property
    def faces(self) -> tuple[Face, ...]:
        """The buttons in the order in which they are read."""
        return tuple(face for row in self.rows for face in row)

    @property
    def text(self) -> str:
        """What it says, buttons apart."""
        return "\n".join(line.text for line in self.lines)


class Artist(Protocol):
    """Draws cards and words notices in somebody's language."""

    def card(self, card: Card, language: str) -> Drawn:
        """A card as it looks in the chat."""

    def notice(self, notice: Notice, language: str) -> str:
        """A sentence of the bot's own."""


Commands = Mapping[str, ParticipantEvent]
"""What somebody may type after a slash, as spelt in the chat (`mesreponses`), and what then happens."""
