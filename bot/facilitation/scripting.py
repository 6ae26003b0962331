"""What a team sees of workshops at a desk: what is wrong with a script, and a rehearsal of it on several phones.

Records and protocols that cross from the adapters that make them (`authoring`, `rehearsal`) to those that show them
(`console`). Not here: reading scripts, playing them, pages.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from bot.engine.script import Script
from bot.facilitation.records import ScriptSource
from bot.saying import Said


class Finding(msgspec.Struct, frozen=True):
    """One thing that is wrong with a file of a workshop, where, and what to do about it. `error`: it keeps it off.

    `title` and `explanation` are the code's own: what it means, and why it matters to people in the session.
    """

    file: str
    line: int
    col: int
    code: str
    finding: Said
    remedy: Said
    error: bool
    title: Said
    explanation: Said


class Piece(msgspec.Struct, frozen=True):
    """A piece of a message. `look`: `plain`, `bold`, `italic`, `quote`, `item`, `listed` or `copied`."""

    text: str
    look: str


class Key(msgspec.Struct, frozen=True):
    """A button, and the mark that taps it."""

    text: str
    mark: str


class Bubble(msgspec.Struct, frozen=True):
    """One message of a chat. `mine`: this person wrote it; `aside`: the passing word that answers a tap."""

    pieces: tuple[Piece, ...]
    rows: tuple[tuple[Key, ...], ...] = ()
    chosen: str = ""
    mine: bool = False
    aside: bool = False


class Phone(msgspec.Struct, frozen=True):
    """What is on one person's phone. `there`: False once they have refused, so that nothing reaches them."""

    seat: str
    alias: str
    there: bool
    bubbles: tuple[Bubble, ...]


class Rehearsal(Protocol):
    """A session in memory that nobody keeps, with everybody's phone side by side."""

    @property
    def title(self) -> str:
        """The workshop's."""

    @property
    def hour(self) -> datetime:
        """What its clock shows, where it is."""

    @property
    def closed(self) -> bool:
        """Whether the session is over."""

    def phones(self) -> Sequence[Phone]:
        """Everybody's, in the order of the seats."""

    def told(self) -> Sequence[str]:
        """What the facilitators were told, oldest first."""

    def say(self, seat: str, text: str) -> None:
        """Somebody writes."""

    def tap(self, seat: str, mark: str) -> bool:
        """Somebody taps that button; False if it is not there any more."""

    def answer_for(self, seat: str) -> None:
        """Answers are made up until that person waits for the others."""

    def pass_time(self, text: str) -> bool:
        """Time passes (`+2h`, `20:00`); False if no moment can be read in that."""

    def move_on(self) -> None:
        """The facilitator goes on."""

    def close(self) -> None:
        """The facilitator closes the session."""


class ScriptTools(msgspec.Struct, frozen=True):
    """What can be done with a workshop at a desk.

    `findings`: what `check` says of its files; `explained`: its page for whoever pays for it, in its language, as HTML;
    `rehearse`: that many seats around it, in that language. `hashed`: what pins these files; `compared`: what the
    second changes in the first, as `diff` says it (AuthorError if one cannot be launched); `begun`: a commented
    workshop of that id, in that language (OperatorError if it can be no id); `translated`: its translation into that
    language, with what is still to be translated (AuthorError if it has errors).
    """

    findings: Callable[[ScriptSource], Sequence[Finding]]
    explained: Callable[[Script], str]
    rehearse: Callable[[Script, int, str], Rehearsal]
    hashed: Callable[[ScriptSource], str]
    compared: Callable[[ScriptSource, ScriptSource], Said]
    begun: Callable[[str, str], str]
    translated: Callable[[ScriptSource, str], str]


def sound(findings: Sequence[Finding], said: str, workshop: str) -> bool:
    """Whether a workshop may be launched: nothing keeps it off, and it says itself (`said`) the id it is kept under."""
    return said == workshop and not any(one.error for one in findings)
