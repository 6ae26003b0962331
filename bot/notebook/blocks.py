"""The bricks of a notebook: references, sentences, tables, quotations.

Two golden rules are kept here, by construction: a sentence of synthesis without a reference does not exist, and « le
groupe » is never the subject of what a single person said. Not here: who is quoted (`corpus`), how it looks
(`templates/`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated

from bot.errors import Defect

_QUOTED = re.compile(r"«[^»]*»|“[^”]*”", re.DOTALL)
_A_FIGURE = 24
_THE_GROUP = re.compile(r"\b(le groupe|the group)\b", re.IGNORECASE)


class UnreferencedSentence(Defect):
    """A sentence of synthesis points to nothing: the notebook is not compiled."""


class GroupOfOne(Defect):
    """A sentence says « le groupe » of fewer than two people, or of nobody knows how many."""


class DanglingReference(Defect):
    """A reference points to something the notebook does not hold."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, with its own text alternative."""

    svg: Annotated[str, "A whole `<svg>` element, safe to print as it is in HTML; other formats use the table."]


@dataclass(frozen=True, slots=True)
class Logo:
    """The organisation's own picture, for the cover."""

    png: Annotated[str, "In base64, as `data:image/png;base64,` takes it."]


@dataclass(frozen=True, slots=True)
class Ref:
    """A pointer from a sentence to what it rests on."""

    label: Annotated[str, "What is shown: `C012`, `C012–C019`, `§ 5.1`, `tableau 2`."]
    anchor: Annotated[str, "Where it leads: the `anchor` of something in this notebook."]
    numbers: Annotated[
        tuple[str, ...], "The contributions it covers, each by number; empty for a table or a section."
    ] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of synthesis. It always rests on something.

    Raises:
        UnreferencedSentence: `refs` is empty.
        GroupOfOne: it says « le groupe » outside quotation marks, and `people` is not two or more.
    """

    text: Annotated[str, "The sentence, in the notebook's language. May hold participants' words: escape it."]
    refs: Annotated[tuple[Ref, ...], "What it rests on; at least one."]
    people: Annotated[int | None, "How many people said what it reports; None when it reports nobody's words."] = None

    def __post_init__(self) -> None:
        if not self.refs:
            raise UnreferencedSentence(f"this sentence points to no contribution, table or section: {self.text!r}")
        if (self.people is None or self.people < 2) and _THE_GROUP.search(_QUOTED.sub("", self.text)):
            raise GroupOfOne(f"this sentence lends the words of {self.people} to the group: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures or of short texts. The first column names the row."""

    anchor: Annotated[str, "Its place in the notebook."]
    caption: Annotated[str, "What it shows, with its number."]
    head: Annotated[tuple[str, ...], "Column titles."]
    rows: Annotated[tuple[tuple[str, ...], ...], "Cells, as text; as many in each row as there are titles."]
    note: Annotated[str, "What a reader must know to read it, perhaps empty."] = ""
    figures: Annotated[tuple[bool, ...], "For each column, whether it is one of figures, to be set to the right."] = (
        field(init=False)
    )

    def __post_init__(self) -> None:
        columns = list(zip(*self.rows, strict=True)) or [() for _ in self.head]
        figures = tuple(bool(n) and _are_figures(cells) for n, cells in enumerate(columns))
        object.__setattr__(self, "figures", figures)


def _are_figures(cells: Sequence[str]) -> bool:
    """Whether a column is one of figures, among which « personne » or « moins de 3 » may stand."""
    return any(cell[:1].isdigit() for cell in cells) and all(len(cell) <= _A_FIGURE for cell in cells)


@dataclass(frozen=True, slots=True)
class Picture:
    """Numbers to be seen at a glance, and the same in a table."""

    chart: Annotated[Chart, "Bars, each with its number."]
    table: Annotated[Table, "The same numbers, for whoever reads rather than looks."]


@dataclass(frozen=True, slots=True)
class Followup:
    """An answer to a follow-up question, printed under the answer it completes."""

    number: Annotated[str, "Its number among the contributions."]
    anchor: Annotated[str, "Its place in the annex."]
    question: Annotated[str, "What had been asked, perhaps empty."]
    text: Annotated[str, "Word for word."]


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words, as typed, whose author allows it."""

    number: Annotated[str, "`C012`."]
    anchor: Annotated[str, "Its place in the annex."]
    text: Annotated[str, "Word for word, mistakes kept; a cut is marked […]."]
    signature: Annotated[str, "The author's profile, or « autre profil » when too few people share it."]
    flags: Annotated[tuple[str, ...], "What a reader must know: declared figure, contact details cut."] = ()
    followups: Annotated[tuple[Followup, ...], "What the same person added when asked."] = ()
    horizon: Annotated[str, "Code of the horizon it became on the ballot, perhaps empty."] = ""


@dataclass(frozen=True, slots=True)
class QuestionBlock:
    """What a question received."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[str, "The step's title."]
    question: Annotated[str, "What was asked, word for word."]
    summary: Annotated[
        tuple[Sentence, ...], "People, profiles, ready-made answers chosen, what is not printed; or absence."
    ]
    quotes: Annotated[tuple[Quote, ...], "At most twelve, drawn in turn from each profile; the rest is in the annex."]
    more: Annotated[Sentence | None, "Where the other answers are; None when all are here."]
    table: Annotated[Table | None, "Of a closed question: people per answer; None when too few answered."] = None
    beside: Annotated[
        "QuestionBlock | None", "The opposite question, to be set beside it (better for whom, worse for whom)."
    ] = None
    kind: Annotated[str, "The kind of its step: `open_question`, `cross_reading`…; not to be shown."] = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of an identity card: a term and its value."""

    term: Annotated[str, "What it is."]
    value: Annotated[str, "Its value; « à préciser » when nobody gave it."]
