"""The console's own sentences, in French and in English.

A Python catalogue, as the notebook's: sentences are made of counts, and nothing has to be compiled. A value is a
sentence, or (one, many), or (none, one, many) chosen by `n`; `{name}` is filled in. Tests ask that both languages hold
the same keys with the same values, and that none is unused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.console.words.en import ENGLISH
from bot.console.words.fr import FRENCH

Form = str | tuple[str, str] | tuple[str, str, str]

CATALOGUES: Final[Mapping[str, Mapping[str, Form]]] = {"fr": FRENCH, "en": ENGLISH}

_BEFORE = re.compile(r" (?=[:;?!»%])")


def closest(language: str) -> str:
    """The catalogue for a language tag, or a browser's list of them; French for anything else."""
    return "en" if language.strip().lower().startswith("en") else "fr"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    language: str

    def __call__(self, key: str, *, n: int | None = None, **values: object) -> str:
        """The sentence of that key, in the form for `n`.

        Raises:
            KeyError: no such key, or a value that the sentence asks for is missing.
        """
        form = CATALOGUES[self.language][key]
        if isinstance(form, str):
            chosen = form
        elif n is None:
            raise KeyError(f"{key} needs n: how many")
        else:
            none = form[0] if len(form) == 3 else None
            one, many = form[-2:]
            singular = n == 1 or (n == 0 and self.language == "fr")
            chosen = none if n == 0 and none is not None else one if singular else many
        if self.language == "fr":
            chosen = _BEFORE.sub("\u00a0", chosen).replace("« ", "«\u00a0")
        return chosen.format_map({"n": n, **values})

    def either(self, key: str, otherwise: str) -> str:
        """The sentence of that key, or what is given where the catalogue has none (a format of an agency's own)."""
        return self(key) if key in CATALOGUES[self.language] else otherwise
