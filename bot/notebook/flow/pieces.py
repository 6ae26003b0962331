"""What a flow is made of: a dozen kinds of pieces, each a fixed shape that a layout draws in one way.

Text is as in the context: ready to be shown, not escaped. Not here: which pieces a notebook has (`front`, `sections`,
`annex`), how they look (`templates/cahier/cahier.typ`, `formats/docx`).
"""

from __future__ import annotations

import msgspec

from bot.notebook.blocks import Fact, Ref


class Piece(msgspec.Struct, frozen=True, tag_field="kind", tag=str.lower):
    """Anything in a flow. In JSON, `kind` is the name of its class in lower case."""


class Heading(Piece, frozen=True):
    """A title. `level`: 1 a section, 2 a part of one, 3 a question, a card."""

    level: int
    text: str
    number: str = ""
    anchor: str = ""
    quiet: bool = False
    """A section that the workshop did not feed."""


class Say(Piece, frozen=True):
    """A sentence and what it rests on. `style`: say | note | absence."""

    text: str
    refs: tuple[Ref, ...]
    style: str = "say"


class Says(Piece, frozen=True):
    """Sentences in a list."""

    items: tuple[Say, ...]


class Plain(Piece, frozen=True):
    """A paragraph that rests on nothing. `style`: plain | note | absence | asked | statement | side | shown."""

    text: str
    style: str = "plain"
    anchor: str = ""


class Line(msgspec.Struct, frozen=True):
    """One line of a list: `before` in bold, the text, `after` set back, what it rests on."""

    text: str
    before: str = ""
    code: str = ""
    code_anchor: str = ""
    strong: str = ""
    after: str = ""
    refs: tuple[Ref, ...] = ()
    flags: tuple[str, ...] = ()
    withheld: bool = False
    """`text` says why there are no words, instead of them."""


class Lines(Piece, frozen=True):
    """A list of lines. `run`: of a word or two each, to be set one after the other rather than one under the other."""

    items: tuple[Line, ...]
    run: bool = False


class Facts(Piece, frozen=True):
    """Terms and values."""

    items: tuple[Fact, ...]


class Grid(Piece, frozen=True):
    """A table of text; the first column names the row."""

    anchor: str
    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    figures: tuple[bool, ...]
    """For each column, whether it is one of figures."""
    prose: bool = False
    """Whether its columns share the width, as texts to be filled in need."""


class Followed(msgspec.Struct, frozen=True):
    """An answer to a follow-up question."""

    question: str
    text: str


class Quotation(Piece, frozen=True):
    """Somebody's words."""

    text: str
    followups: tuple[Followed, ...]
    signature: str
    refs: tuple[Ref, ...]
    flags: tuple[str, ...]
    side: str = ""
    """What stands above it: the position it was given for, the lead it was written about."""
    side_anchor: str = ""


class Drawing(Piece, frozen=True):
    """A picture with its text alternative."""

    svg: str
    alt: str


class Row(msgspec.Struct, frozen=True):
    """A field of a card; several lines when several people filled it in."""

    label: str
    lines: tuple[Line, ...]


class Card(Piece, frozen=True):
    """A card that was filled in, or a horizon that was voted on."""

    anchor: str
    title: Line
    received: str
    """Rank, points, grade: what it obtained; perhaps empty."""
    rows: tuple[Row, ...]
    notes: tuple[str, ...]
    signature: str
    refs: tuple[Ref, ...]


class Entry(msgspec.Struct, frozen=True):
    """A contribution in the annex. `more`: forms of keywords, earlier versions."""

    number: str
    anchor: str
    text: str
    note: str
    signature: str
    flags: tuple[str, ...]
    more: tuple[str, ...]
    cited: tuple[Ref, ...]
    counted: tuple[Ref, ...] = ()


class Entries(Piece, frozen=True):
    """Contributions in the annex."""

    cited: str
    """What is written before the places that print its words."""
    items: tuple[Entry, ...]
    counted: str = ""
    """What is written before the places that count it by its number."""


class ContentsLine(msgspec.Struct, frozen=True):
    """A line of the table of contents."""

    number: str
    title: str
    anchor: str
    note: str


class Contents(Piece, frozen=True):
    """The table of contents."""

    items: tuple[ContentsLine, ...]


AnyPiece = Heading | Say | Says | Plain | Lines | Facts | Grid | Quotation | Drawing | Card | Entries | Contents
