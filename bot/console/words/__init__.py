"""The console's own sentences, in French and in English.

A Python catalogue, as the notebook's: sentences are made of counts, and nothing has to be compiled. A value is a
sentence, or (one, many), or (none, one, many) chosen by `n`; `{name}` is filled in. Tests ask that both languages hold
the same keys with the same values, and that none is unused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from bot.console.words.assistance import ENGLISH as ASSISTANCE_ENGLISH
from bot.console.words.assistance import FRENCH as ASSISTANCE_FRENCH
from bot.console.words.en import ENGLISH
from bot.console.words.fr import FRENCH
from bot.console.words.people import ENGLISH as PEOPLE_ENGLISH
from bot.console.words.people import FRENCH as PEOPLE_FRENCH
from bot.console.words.programmes import ENGLISH as PROGRAMMES_ENGLISH
from bot.console.words.programmes import FRENCH as PROGRAMMES_FRENCH
from bot.console.words.public import ENGLISH as PUBLIC_ENGLISH
from bot.console.words.public import FRENCH as PUBLIC_FRENCH
from bot.console.words.review import ENGLISH as REVIEW_ENGLISH
from bot.console.words.review import FRENCH as REVIEW_FRENCH
from bot.console.words.scripts import ENGLISH as SCRIPTS_ENGLISH
from bot.console.words.scripts import FRENCH as SCRIPTS_FRENCH
from bot.console.words.settings import ENGLISH as SETTINGS_ENGLISH
from bot.console.words.settings import FRENCH as SETTINGS_FRENCH
from bot.console.words.workshops import ENGLISH as WORKSHOPS_ENGLISH
from bot.console.words.workshops import FRENCH as WORKSHOPS_FRENCH
from bot.engine.counted import Form, sentence

CATALOGUES: Final[Mapping[str, Mapping[str, Form]]] = {
    "fr": {
        **FRENCH,
        **ASSISTANCE_FRENCH,
        **PEOPLE_FRENCH,
        **PROGRAMMES_FRENCH,
        **PUBLIC_FRENCH,
        **REVIEW_FRENCH,
        **SETTINGS_FRENCH,
        **SCRIPTS_FRENCH,
        **WORKSHOPS_FRENCH,
    },
    "en": {
        **ENGLISH,
        **ASSISTANCE_ENGLISH,
        **PEOPLE_ENGLISH,
        **PROGRAMMES_ENGLISH,
        **PUBLIC_ENGLISH,
        **REVIEW_ENGLISH,
        **SETTINGS_ENGLISH,
        **SCRIPTS_ENGLISH,
        **WORKSHOPS_ENGLISH,
    },
}


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
        try:
            chosen = sentence(CATALOGUES[self.language][key], self.language, n)
        except ValueError as error:
            raise KeyError(f"{key}: {error}") from error
        return chosen.format_map({"n": n, **values})

    def either(self, key: str, otherwise: str) -> str:
        """The sentence of that key, or what is given where the catalogue has none (a format of an agency's own)."""
        return self(key) if key in CATALOGUES[self.language] else otherwise
