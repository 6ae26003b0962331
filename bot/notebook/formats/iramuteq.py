"""IRaMuTeQ: a corpus for lexical analysis, one text per person and per question under a line of variables.

`**** *pers_p01 *profil_habitant *etape_vecu *rubrique_vecu`. The software takes stars for its own marks, so a star in
somebody's words is written ∗ (U+2217), and a text is one line: nothing in it can begin a text or a theme. Not here:
which words may be exported (`speech`).
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.letters import unaccented
from bot.notebook.formats.edition import Edition
from bot.notebook.formats.speech import Spoken, spoken

_STAR: Final = "\u2217"


def iramuteq(edition: Edition) -> bytes:
    """The corpus, in UTF-8.

    Raises:
        OperatorError: the edition comes from a data pack.
    """
    return "".join(f"{_variables(one)}\n{_words(one)}\n\n" for one in spoken(edition.desk)).encode()


def _variables(one: Spoken) -> str:
    said = [("pers", one.person), ("profil", one.profile), ("etape", one.key)]
    said += [("rubrique", one.rubrics[0])] if one.rubrics else []
    return " ".join(["****", *(f"*{name}_{_modality(value)}" for name, value in said)])


def _words(one: Spoken) -> str:
    return " ".join(" ".join(text.split()) for text in one.texts).replace("*", _STAR)


def _modality(value: str) -> str:
    """A value as the software reads it: letters and digits, in one piece."""
    return re.sub(r"[^a-z0-9]+", "", unaccented(value)) or "x"
