"""A rehearsal on a terminal: cards in frames, with their buttons numbered, and one line for everything else.

Not here: what happens (`play`), how a card is composed (`drawing`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.rehearsal.drawing import Drawn, Look
from bot.rehearsal.moments import ZONE
from bot.saying import Sayable, say

_WIDEST: Final = 84
_STYLES: Final = {
    Look.PLAIN: "",
    Look.BOLD: "bold",
    Look.ITALIC: "italic",
    Look.QUOTE: "green",
    Look.ITEM: "bold green",
    Look.LISTED: "",
    Look.COPIED: "",
}
_QUOTED: Final = (Look.QUOTE, Look.ITEM)


class Terminal:
    """Prints; never asks. `language`: what is said to whoever rehearses; what people are told comes as it is."""

    def __init__(self, console: Console, language: str = "en") -> None:
        self._console = console
        self._language = language

    def card(self, who: str, drawn: Drawn, marks: Sequence[str], at: datetime) -> None:
        """A card of somebody's; `marks`: what is typed to tap each of its buttons, in reading order."""
        body = Text()
        for number, line in enumerate(drawn.lines):
            if number:
                body.append("\n" if line.tight else "\n\n")
            text = "\n".join(f"┃ {part}" for part in line.text.split("\n")) if line.look in _QUOTED else line.text
            body.append(text, style=_STYLES[line.look])
        left = iter(marks)
        for number, row in enumerate(drawn.rows):
            body.append("\n" if number else "\n\n")
            for place, face in enumerate(row):
                body.append("   " if place else "")
                body.append(f"[{next(left, '')}]", style="bold cyan")
                body.append(f" {face.text}", style="cyan")
        width = min(self._console.width, _WIDEST)
        title = Text(f"{who} · {at.astimezone(ZONE):%H:%M}")
        self._console.print(Panel(body, title=title, title_align="left", width=width, highlight=False))

    def chosen(self, who: str, text: str) -> None:
        """What is left of a card that was answered."""
        self._say(f"{who}  → {text}", "bold")

    def aside(self, who: str, text: str) -> None:
        """A word that shows for a moment."""
        self._say(f"{who}  ({text})", "italic dim")

    def facilitators(self, text: str) -> None:
        """What the facilitators are told."""
        self._say(say("facilitators  {text}", text=text).into(self._language), "magenta")

    def say(self, text: str | Sayable) -> None:
        """A word of the rehearsal's own."""
        self._say(self._read(text), "yellow")

    def table(self, heads: Sequence[str | Sayable], rows: Sequence[Sequence[str | Sayable]]) -> None:
        """Rows under heads."""
        table = Table(*map(self._read, heads))
        for row in rows:
            table.add_row(*(Text(self._read(cell)) for cell in row))
        self._console.print(table)

    def _read(self, text: str | Sayable) -> str:
        return text if isinstance(text, str) else text.into(self._language)

    def _say(self, text: str, style: str) -> None:
        self._console.print(Text(text, style=style), highlight=False)
