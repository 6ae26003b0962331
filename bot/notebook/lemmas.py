"""The form of a word that a dictionary lists: « producteurs » and « producteur » are one. French and English.

A table and a few rules (`simplemma`), no model: the same word gives the same lemma. Not here: what is made of it.
"""

from __future__ import annotations

from functools import lru_cache

import simplemma


def tongue(language: str) -> str:
    """Which of the two dictionaries reads a session."""
    return "en" if language.lower().startswith("en") else "fr"


@lru_cache(maxsize=20_000)
def lemma(word: str, language: str) -> str:
    """Of one word, in small letters, accents kept: that is how the dictionary knows words."""
    return str(simplemma.lemmatize(word.casefold(), lang=tongue(language)))
