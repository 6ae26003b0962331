"""Sentences made of counts: which form a number takes, and the spaces that French puts before its punctuation.

A form is a sentence, or (one, many), or (none, one, many). Not here: the catalogues (each part of the product has its
own), the chat's wording (gettext's).
"""

from __future__ import annotations

import re
from typing import Final

Form = str | tuple[str, str] | tuple[str, str, str]

_BEFORE: Final = re.compile(r" (?=[:;?!»%])")


def sentence(form: Form, language: str, n: int | None) -> str:
    """The form for `n`, its values still to be filled in: what people typed keeps its own spaces.

    Raises:
        ValueError: the sentence depends on a number, and none is given.
    """
    chosen = form if isinstance(form, str) else _for_number(form, language, n)
    if language != "fr":
        return chosen
    return _BEFORE.sub("\u00a0", chosen).replace("« ", "«\u00a0")


def _for_number(form: tuple[str, str] | tuple[str, str, str], language: str, n: int | None) -> str:
    if n is None:
        raise ValueError("this sentence needs n: how many")
    if n == 0 and len(form) == 3:
        return form[0]
    one, many = form[-2:]
    # Zero is singular in French, plural in English.
    return one if n == 1 or (n == 0 and language == "fr") else many
