"""`horizons new`: a commented workshop to start from, in French or in English.

Here: the text. Not here: where it is written, and what is refused there (`workbench`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.authoring.fields import ID, RESERVED
from bot.authoring.reading import LANGUAGES
from bot.errors import OperatorError
from bot.saying import say

_PAGES: Final = Path(__file__).parent / "pages"
_PLACEHOLDER: Final = "mon_atelier"


def starter(workshop: str, language: str) -> str:
    """A workshop of that id that passes `check`.

    Raises:
        OperatorError: not an id, or not a language that workshops are written in.
    """
    if not ID.fullmatch(workshop) or workshop in RESERVED:
        raise OperatorError(
            say(
                '"{workshop}" cannot be the id of a workshop. Use a short word: lower case letters, digits and _, '
                "20 at most, beginning with a letter.",
                workshop=workshop,
            )
        )
    if language not in LANGUAGES:
        raise OperatorError(
            say(
                'There is no starter in "{language}". Languages here: {languages}.',
                language=language,
                languages=LANGUAGES,
            )
        )
    source = (_PAGES / f"starter.{language}.yaml").read_text(encoding="utf-8")
    return source.replace(_PLACEHOLDER, workshop)
