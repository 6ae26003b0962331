"""The files beside a script, told apart by their names: translations, words and pictures of its own.

A workshop is its script and these; a session is pinned to the bytes of all of them. Not here: where they are (`shelf`),
what they say (`translations`, `lexicon`, `pictures`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final, TypeAlias

Files: TypeAlias = Sequence[tuple[str, bytes]]
"""What is beside a script: (file name, bytes) each, with or without the path to it."""

LEXICON: Final = "lexicon"
IMAGES: Final = ".images"
"""Ends the name of the folder of pictures: `relocalisation.images/banc.png`."""
_PICTURE: Final = re.compile(r"[^.].*\.(png|jpe?g)", re.IGNORECASE)
_SIBLING: Final = re.compile(rf"(?P<stem>[^.]+)\.(?P<what>[a-z]{{2}}|{LEXICON})\.ya?ml")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is beside a script, by what it is for."""

    translations: Files = ()
    lexicons: Files = ()
    pictures: Files = ()

    @classmethod
    def of(cls, files: Files) -> Beside:
        """The files, each where it belongs."""
        pictures = [one for one in files if PurePath(one[0]).parent.name.endswith(IMAGES)]
        words = [one for one in files if what_of(PurePath(one[0]).name) == LEXICON]
        return cls([one for one in files if one not in pictures and one not in words], words, pictures)


def is_picture(name: str) -> bool:
    """Whether a file in the folder of pictures is one, by its name."""
    return _PICTURE.fullmatch(name) is not None


def what_of(name: str) -> str:
    """What a file beside a script is: the language it translates into, or `lexicon`; empty if it is neither."""
    called = _SIBLING.fullmatch(name)
    return "" if called is None else called["what"]


def stem_of(name: str) -> str:
    """The name, without its end, of the script that a file belongs to; empty if it belongs to none."""
    called = _SIBLING.fullmatch(name)
    return "" if called is None else called["stem"]
