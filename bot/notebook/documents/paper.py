"""A document being written: what it reads, and how it becomes a flow whose references lead somewhere."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from bot.notebook.blocks import Ref, Sentence, Table
from bot.notebook.context import CardField, Notebook, RecordCard, Records
from bot.notebook.flow import Booklet, after_the_first, anchors
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import AnyPiece, Contents, ContentsLine, Heading, Plain
from bot.notebook.words import Words

_POINTERS: Final = ("code_anchor", "side_anchor")


class Paper:
    """The notebook that a document is drawn from, and its words."""

    def __init__(self, notebook: Notebook, words: Words, whole: Booklet) -> None:
        """`whole`: the notebook's own flow, whose cover the document has too."""
        self.notebook = notebook
        self.t = words
        self.bricks = Bricks(words)
        self._whole = whole
        self._annex = {
            entry.anchor: entry for group in notebook.annex.groups for entry in group.entries if entry.anchor
        }

    # -- reading ------------------------------------------------------------------------------------------------------

    def records(self, *kinds: str) -> list[Records]:
        """The cards of these kinds, a step each."""
        found = self.notebook.actions.records if self.notebook.actions is not None else ()
        return [group for group in found if group.kind in kinds]

    def cards(self, *kinds: str) -> list[RecordCard]:
        """The cards of these kinds that may be printed."""
        return [card for group in self.records(*kinds) for alike in group.groups for card in alike.cards]

    @staticmethod
    def field(card: RecordCard, key: str) -> CardField | None:
        """A field of a card by its name in the script."""
        return next((one for one in card.fields if one.key == key), None)

    @classmethod
    def chosen(cls, card: RecordCard, key: str) -> frozenset[str]:
        """The codes of the buttons chosen in a field."""
        found = cls.field(card, key)
        return frozenset(code for one in (found.said if found is not None else ()) for code in one.keys)

    def told(self, card: RecordCard, key: str) -> str:
        """What a field says, in one line: its words, or why there are none."""
        found = self.field(card, key)
        if found is None:
            return ""
        return " · ".join(one.text or one.note for one in found.said) or found.blank

    def say(self, key: str, refs: Sequence[Ref], n: int | None = None, **values: str | int) -> Sentence:
        """A sentence of the catalogue with what it rests on."""
        return Sentence(self.t(key, n=n, **values), tuple(refs))

    @staticmethod
    def resting_on(cards: Iterable[RecordCard]) -> tuple[Ref, ...]:
        """The contributions that cards hold, by the first of each."""
        return tuple(dict.fromkeys(ref for card in cards for ref in card.sources[:1]))

    @staticmethod
    def at(table: Table) -> tuple[Ref, ...]:
        """A table: « Tableau 4. … » is « tableau 4 »."""
        label = table.caption.partition(".")[0]
        return (Ref(label[:1].lower() + label[1:], table.anchor),)

    # -- writing ------------------------------------------------------------------------------------------------------

    def finished(
        self,
        name: str,
        title: str,
        essential: Pieces,
        parts: Sequence[tuple[str, Pieces]] = (),
        *,
        annexed: bool = True,
    ) -> Booklet:
        """The document as a flow.

        `name`: what it is called; `title`: of its first part; `parts`: title and pieces of the others, numbered from 2.
        `annexed`: whether the contributions it cites are listed at its end. Where they are not, and for what only the
        notebook holds, a reference names the place and leads nowhere.
        """
        first, body, contents = tuple(essential), list[AnyPiece](), list[ContentsLine]()
        for number, (heading, pieces) in enumerate(parts, 2):
            contents.append(ContentsLine(str(number), heading, f"p{number}", ""))
            body += [Heading(1, heading, str(number), f"p{number}"), *pieces]
        if annexed:
            contents.append(ContentsLine("A", self.t("documents.annex"), "pa", ""))
            body += self._cited([*first, *body])
        told = replace(
            self._whole, name=name, essential_title=title, essential=first, contents=Contents(tuple(contents)),
            abreast=after_the_first(first) if contents else (0, 0),
            # What nobody did is no figure for a cover.
            key_figures=tuple(one for one in self._whole.key_figures if one.value != "0"),
            body=tuple(body),
        )  # fmt: skip
        places = anchors(told) - (set() if parts or annexed else {"s1"})
        return replace(
            told,
            essential=tuple(self._pointing(piece, places) for piece in first),
            body=tuple(self._pointing(piece, places) for piece in body),
        )

    def _cited(self, pieces: Iterable[AnyPiece]) -> Iterator[AnyPiece]:
        """The contributions that pieces cite, in their order in the notebook."""
        numbers, places = set[str](), set[str]()
        for ref in _refs(msgspec.to_builtins(list(pieces))):
            numbers.update(ref["numbers"])
            places.add(ref["anchor"])
        found = [one for one in self._annex.values() if one.number in numbers or one.anchor in places]
        yield Heading(1, self.t("documents.annex"), "A", "pa")
        if found:
            yield Plain(self.t("documents.annex.note"), "note")
            # Where the notebook cites them is the notebook's to say.
            yield from self.bricks.entries(dataclasses.replace(one, cited=(), counted=()) for one in found)
        else:
            yield Plain(self.t("documents.annex.none"), "absence")

    def _pointing(self, piece: AnyPiece, places: set[str]) -> AnyPiece:
        told = msgspec.to_builtins(piece)
        for ref in _refs(told):
            if ref["anchor"] not in places:
                # A number is enough to find a contribution; a section is one of another document.
                known = ref["numbers"] or ref["anchor"] in self._annex
                ref["label"] = ref["label"] if known else self.t("documents.elsewhere", label=ref["label"])
                ref["anchor"] = ""
        for holder in _walk(told):
            for name in _POINTERS:
                if name in holder and holder[name] not in places:
                    holder[name] = ""
        pointing: AnyPiece = msgspec.convert(told, AnyPiece)
        return pointing


def _walk(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping inside builtins, itself included."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from _walk(inner)


def _refs(value: Any) -> Iterator[dict[str, Any]]:
    """The references inside builtins."""
    return (one for one in _walk(value) if "numbers" in one and "label" in one)
