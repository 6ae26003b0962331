"""A text without what spellings differ by: its capitals and its accents.

Two ways of writing one word are compared in this form, and names of files are made of it. Not here: what counts as a
word (`lexicon`, `reading`), what words have in common (`notebook/keywords`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NO_NAME: Final = re.compile(r"[^a-z0-9]+")


def unaccented(text: str) -> str:
    """The text in small letters without accents: « Cœur d'ÉTÉ » is "coeur d'ete". What is no letter stays."""
    spread = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    if spread.isascii():
        return spread
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


def slug(text: str) -> str:
    """The text as a part of a file's name: ASCII letters, digits, single hyphens. Empty when none of it is left."""
    return _NO_NAME.sub("-", unaccented(text)).strip("-")
