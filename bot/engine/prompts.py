"""What a person is shown: a card made of blocks and buttons, with no trace of any channel.

A card that waits for an answer carries the `wait` it belongs to; each of its buttons does too, so that a stale or
foreign tap is recognised wherever it comes from.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from bot.engine.phrases import Label, Notice, Value


class Act(StrEnum):
    """What a button does. One or two letters: it travels in a button's 64 bytes."""

    CHOOSE = "c"  # value: option code
    PASS = "p"  # noqa: S105
    BACK = "b"
    DONE = "d"
    ADD = "a"
    KEEP = "k"
    RESUME = "r"
    CATCH_UP = "u"
    CHANGE = "h"  # value: key
    GRADE = "g"  # value: item:grade
    ITEM = "i"  # value: position on the ballot, from 0; `sum` for the summary
    CONFIRM = "o"
    SPLIT = "s"  # value: yes | no
    ASIDE = "m"  # value: yes | no | other
    POINT = "n"  # value: item:+ | item:-
    TICK = "x"  # value: item
    RANK = "z"  # value: item; empty: take the last one back
    LEAVE = "q"  # value: keep | erase | stay
    WITHDRAW = "w"  # value: one | ask | yes | no
    ADOPT = "t"  # value: contribution id
    HOUR = "j"  # value: code of an hour; empty: choose another


class Button(msgspec.Struct, frozen=True):
    """A tap that means something. Exactly one of `text` (an author's words) and `label` (the bot's) is set."""

    act: Act
    value: str = ""
    text: str = ""
    label: Label | None = None
    values: dict[str, Value] = {}
    chosen: bool = False


class Paragraph(msgspec.Struct, frozen=True, tag=True):
    """A paragraph of the script."""

    text: str


class Ask(msgspec.Struct, frozen=True, tag=True):
    """The question itself: shown stronger than the rest."""

    text: str


class Hint(msgspec.Struct, frozen=True, tag=True):
    """How to answer: shown lighter."""

    text: str


class Quote(msgspec.Struct, frozen=True, tag=True):
    """Somebody's own words, as typed. `mine`: the reader's own."""

    text: str
    mine: bool = False


class Described(msgspec.Struct, frozen=True, tag=True):
    """What numbered pictures show, in words, one line each: for whoever does not see them."""

    lines: tuple[str, ...]


class Numbered(msgspec.Struct, frozen=True, tag=True):
    """One thing of a list, with the number its button bears. `label`: which side it is on, in the script's words.

    `mine`: the reader's own; `mark`: the points they gave it; `chosen`: they named it; `place`: where they rank
    it, from 1.
    """

    number: int
    text: str
    label: str = ""
    mine: bool = False
    mark: int = 0
    chosen: bool = False
    place: int = 0


class Said(msgspec.Struct, frozen=True, tag=True):
    """The bot's own sentence."""

    notice: Notice


Block = Paragraph | Ask | Hint | Quote | Numbered | Described | Said


class Progress(msgspec.Struct, frozen=True):
    """« Question 3 sur 8 · environ 4 min »: `number` of `total`, `minutes` left to the end of the workshop."""

    number: int
    total: int
    minutes: int


class Card(msgspec.Struct, frozen=True):
    """One message. `wait`: what an answer to it will name (empty: nothing is waited for). `rev` grows at each edit."""

    blocks: tuple[Block, ...]
    wait: str = ""
    rev: int = 0
    rows: tuple[tuple[Button, ...], ...] = ()
    progress: Progress | None = None
    pictures: str = ""
    """The key of the question whose pictures are shown before this card."""
    vote: str = ""
    """The closed vote whose result this card says in words, and whose picture is shown after it."""
