"""From the bricks of the context to pieces: sentences, quotations, tables, questions, cards, entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from bot.notebook.blocks import Fact, Picture, QuestionBlock, Quote, Ref, Sentence, Table
from bot.notebook.context import AnnexEntry, CardField, Chart, Said
from bot.notebook.context_coded import TeamReading
from bot.notebook.flow.pieces import (
    AnyPiece,
    Drawing,
    Entries,
    Entry,
    Facts,
    Followed,
    Grid,
    Heading,
    Line,
    Plain,
    Quotation,
    Row,
    Say,
    Says,
)
from bot.notebook.words import Words

Pieces = Iterator[AnyPiece]


class Bricks:
    """Makes pieces in one language."""

    def __init__(self, words: Words) -> None:
        self.t = words

    def section(self, number: str, anchor: str, *, quiet: bool = False) -> Heading:
        """The title of a section."""
        return Heading(1, self.t(f"section.{number}"), number, anchor, quiet)

    def part(self, key: str) -> Heading:
        """A title inside a section, from the catalogue."""
        return Heading(2, self.t(key))

    @staticmethod
    def say(sentence: Sentence, style: str = "say") -> Say:
        """A sentence."""
        return Say(sentence.text, sentence.refs, style)

    def maybe(self, sentence: Sentence | None, style: str = "say") -> Pieces:
        """A sentence, if there is one."""
        if sentence is not None:
            yield self.say(sentence, style)

    def says(self, sentences: Iterable[Sentence]) -> Pieces:
        """Sentences, if there are any."""
        items = tuple(self.say(sentence) for sentence in sentences)
        if items:
            yield Says(items)

    @staticmethod
    def plain(text: str, style: str = "plain") -> Pieces:
        """A paragraph, unless it is empty."""
        if text:
            yield Plain(text, style)

    @staticmethod
    def facts(facts: tuple[Fact, ...]) -> Pieces:
        """Terms and values, if there are any."""
        if facts:
            yield Facts(facts)

    @staticmethod
    def table(table: Table | None, *, prose: bool = False) -> Pieces:
        """A table, if there is one."""
        if table is not None:
            yield Grid(table.anchor, table.caption, table.head, table.rows, table.note, table.figures, prose)

    @staticmethod
    def chart(chart: Chart | None) -> Pieces:
        """A drawing with the text alternative that it carries, if there is one."""
        if chart is not None:
            told = [unescape(found) for found in re.findall(r"<(?:title|desc)[^>]*>([^<]*)<", chart.svg)]
            yield Drawing(chart.svg, "\n".join(told))

    def quote(self, quote: Quote, side: str = "", side_anchor: str = "") -> Quotation:
        """Somebody's words."""
        flags = [*([self.t("ui.became", code=quote.horizon)] if quote.horizon else []), *quote.flags]
        refs = [Ref(quote.number, quote.anchor), *(Ref(more.number, more.anchor) for more in quote.followups)]
        followed = tuple(Followed(more.question or self.t("ui.followup"), more.text) for more in quote.followups)
        return Quotation(quote.text, followed, quote.signature, tuple(refs), tuple(flags), side, side_anchor)

    def quotes(self, quotes: Iterable[Quote]) -> Pieces:
        """Several people's words."""
        for quote in quotes:
            yield self.quote(quote)

    def question(self, block: QuestionBlock, level: int = 3) -> Pieces:
        """What a question received, then its opposite."""
        yield Heading(level, block.question, anchor=block.anchor)
        yield from self.says(block.summary)
        yield from self.table(block.table)
        yield from self.quotes(block.quotes)
        yield from self.maybe(block.more, "note")
        if block.beside is not None:
            yield from self.question(block.beside, level)

    def questions(self, blocks: Iterable[QuestionBlock], level: int = 3) -> Pieces:
        """What several questions received."""
        for block in blocks:
            yield from self.question(block, level)

    def picture(self, picture: Picture | None) -> Pieces:
        """Numbers drawn, then in their table."""
        if picture is not None:
            yield from self.chart(picture.chart)
            yield from self.table(picture.table)

    def team(self, reading: TeamReading | None) -> Pieces:
        """The team's reading, if it confirmed any."""
        if reading is None:
            return
        yield Heading(2, reading.title)
        yield Plain(reading.note, "note")
        yield from self.picture(reading.people)
        for group in reading.groups:
            yield Heading(3, group.title)
            yield from self.says(group.summary)
            yield from self.quotes(group.quotes)
            yield from self.maybe(group.different_note)
            yield from self.quotes(group.different)

    @staticmethod
    def said(said: Said) -> Line:
        """What one person gave in a field."""
        refs = (Ref(said.number, said.anchor),) if said.number else ()
        return Line(said.text or said.note, refs=refs, flags=said.flags, withheld=not said.text)

    def field(self, field: CardField) -> Row:
        """A field of a card."""
        blank = (Line(field.blank, withheld=True),) if field.blank else ()
        return Row(field.label, (*blank, *(self.said(one) for one in field.said)))

    def entries(self, entries: Iterable[AnnexEntry]) -> Pieces:
        """Contributions in the annex."""
        made = tuple(self._entry(entry) for entry in entries)
        if made:
            yield Entries(self.t("ui.cited"), made, self.t("ui.counted"))

    def _entry(self, entry: AnnexEntry) -> Entry:
        # Words that were typed one under the other are told apart already.
        apart = entry.forms and "\n".join(entry.forms) != entry.text
        more = [f"{self.t('ui.forms')} : {' · '.join(entry.forms)}"] if apart else []
        more += [
            f"{self.t('ui.previous')} : {earlier.text}" if earlier.text else earlier.note for earlier in entry.previous
        ]
        return Entry(
            entry.number,
            entry.anchor,
            entry.text,
            entry.note,
            entry.signature,
            entry.flags,
            tuple(more),
            tuple(Ref(use.label, use.anchor) for use in entry.cited),
            tuple(Ref(use.label, use.anchor) for use in entry.counted),
        )
