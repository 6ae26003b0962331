"""The notebook's own sentences, in French and in English.

A Python catalogue rather than gettext: these sentences are made of counts and have up to three forms (none, one,
many), they are read by people who write notebooks rather than by translators, and nothing has to be compiled. Tests
ask that both languages hold the same keys with the same values, and that none is unused.

A value of a catalogue is a sentence, or (one, many), or (none, one, many) chosen by `n`. `{name}` is filled in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.engine.counted import Form, sentence
from bot.notebook.words.documents import ENGLISH as DOCUMENTS_ENGLISH
from bot.notebook.words.documents import FRENCH as DOCUMENTS_FRENCH
from bot.notebook.words.en import ENGLISH
from bot.notebook.words.fr import FRENCH
from bot.notebook.words.programme import ENGLISH as PROGRAMME_ENGLISH
from bot.notebook.words.programme import FRENCH as PROGRAMME_FRENCH

CATALOGUES: Final[Mapping[str, Mapping[str, Form]]] = {
    "fr": {**FRENCH, **PROGRAMME_FRENCH, **DOCUMENTS_FRENCH},
    "en": {**ENGLISH, **PROGRAMME_ENGLISH, **DOCUMENTS_ENGLISH},
}


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language. `percent_from`: how many people it takes before a percentage may be written."""

    language: str
    percent_from: int = 20

    def __call__(self, key: str, *, n: int | None = None, **values: str | int) -> str:
        """The sentence of that key, in the form for `n`.

        Raises:
            KeyError: no such key, or a value that the sentence asks for is missing.
        """
        try:
            chosen = sentence(CATALOGUES[self.language][key], self.language, n)
        except ValueError as error:
            raise KeyError(f"{key}: {error}") from error
        filled: dict[str, str | int] = dict(values)
        if n is not None:
            filled["n"] = n
        return chosen.format_map(filled)

    def has(self, key: str) -> bool:
        """Whether the catalogue holds that key."""
        return key in CATALOGUES[self.language]

    def share(self, part: int, whole: int) -> str:
        """« 7 sur 11 »; « 7 sur 30 (23 %) » once there are `percent_from` people."""
        if whole < self.percent_from:
            return self("share", part=part, whole=whole)
        return self("share.percent", part=part, whole=whole, percent=(200 * part + whole) // (2 * whole))

    def listed(self, items: tuple[str, ...] | list[str]) -> str:
        """« a, b et c »."""
        if len(items) < 2:
            return "".join(items)
        return self("list.and", first=", ".join(items[:-1]), last=items[-1])

    def either(self, items: tuple[str, ...] | list[str]) -> str:
        """« a, b ou c »."""
        if len(items) < 2:
            return "".join(items)
        return self("list.or", first=", ".join(items[:-1]), last=items[-1])

    def rank(self, rank: int, *, tied: bool) -> str:
        """« 1er », « 2e ex æquo »."""
        if self.language == "fr":
            text = "1er" if rank == 1 else f"{rank}e"
        else:
            suffix = "th" if rank % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
            text = f"{rank}{suffix}"
        return self("rank.tied", rank=text) if tied else text


@dataclass(frozen=True, slots=True)
class NamedWords(Words):
    """The catalogue, in which the document is called what it is: a template asks for `ui.name`. `name`: its key."""

    name: str = "ui.name"

    def __call__(self, key: str, *, n: int | None = None, **values: str | int) -> str:
        """As of any notebook, but for the name."""
        return Words.__call__(self, self.name if key == "ui.name" else key, n=n, **values)
