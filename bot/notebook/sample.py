"""A notebook with something in every field, or in none: what templates are tried on.

Drawn from the dataclasses of the context by their types, so that a field added tomorrow is in it. Every text says where
it comes from. Not here: any session.
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from itertools import count
from typing import Any, Final

from bot.notebook import blocks, context
from bot.notebook.blocks import Logo, Ref, Sentence
from bot.notebook.context import Absence, Chart, Notebook
from bot.notebook.words import Words

_OPTIONAL: Final = {
    "keywords": "4", "reading": "6", "posture": "7", "factors": "8", "horizons": "9", "debate": "10", "actions": "11",
    "commitments": "12", "germs": "13",
}  # fmt: skip
_SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 20" role="img"><title>Essai</title><desc>Essai</desc>'
    '<text x="2" y="14" font-family="sans-serif">Essai</text></svg>'
)

_PNG: Final = "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAAAAADRSSBWAAAAC0lEQVR42mNg+A8AAQIBANEay48AAAAASUVORK5CYII="


def sample(*, full: bool, language: str = "fr") -> Notebook:
    """A notebook of invented texts: two of everything, or the least that a notebook holds."""
    notebook = _Maker(full=full).make(Notebook, "cahier")
    words = Words(language)
    absences = {} if full else {n: _absence(n, words) for n in _OPTIONAL.values()}
    told: Notebook = dataclasses.replace(notebook, language=language, absences=absences)
    return told


def _absence(number: str, words: Words) -> Absence:
    said = Sentence(words(f"absence.{number}"), (Ref("§ A.1", "sa-1"),))
    return Absence(number, words(f"section.{number}"), f"s{number}", said)


class _Maker:
    def __init__(self, *, full: bool) -> None:
        self._full = full
        self._numbers = count(1)

    def make(self, kind: Any, path: str) -> Any:
        """Something of that type; `path` is what a text of it says."""
        if typing.get_origin(kind) is typing.Annotated:
            kind = typing.get_args(kind)[0]
        origin, arguments = typing.get_origin(kind), typing.get_args(kind)
        if kind is Chart:
            return Chart(_SVG)
        if kind is Logo:
            return Logo(_PNG)
        if dataclasses.is_dataclass(kind) and isinstance(kind, type):
            return self._filled(kind, path)
        if origin in {typing.Union, types.UnionType}:
            chosen = next(one for one in arguments if one is not type(None))
            return self.make(chosen, path) if self._full and path.count("beside") < 2 else None
        if origin is tuple:
            # A sentence rests on something, even in an empty notebook.
            some = 2 if self._full else int(arguments[0] is Ref and path.endswith("refs"))
            return tuple(self.make(arguments[0], path) for _ in range(some))
        if origin is dict or kind is Mapping:
            return {}
        return {int: 2, bool: self._full}.get(kind, "") if kind in {int, bool} else self._text(path)

    def _filled(self, kind: type, path: str) -> Any:
        hints = typing.get_type_hints(kind, {**vars(blocks), **vars(context)}, include_extras=True)
        values = {
            field.name: self.make(hints[field.name], f"{path}.{field.name}")
            for field in dataclasses.fields(kind)
            if field.init
        }
        return kind(**values)

    def _text(self, path: str) -> str:
        if path.endswith("anchor"):
            return f"a-{next(self._numbers)}"
        return f"« {path} » <b> & #x {{{{ y }}}}" if self._full else path
