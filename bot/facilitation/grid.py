"""The reading grid: blocks and themes that a team files contributions under, with the words that call for them.

It belongs to the team: what ships is a beginning, a session's own takes its place. Kept as its YAML source among the
team's texts, so that each version stays and two editors meet; what was read with it is in `coding`. Not here: YAML
(`authoring.grids`), suggestions and printing (`notebook`), pages (`console`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final, Protocol

import msgspec

from bot.facilitation.coding import GRID
from bot.saying import Sayable

GRID_TEXT: Final = "grille"
"""The name under which a session's own grid is kept among the team's texts."""
DIFFERENT: Final = "voix_differente"
"""The code that says: on this theme, this person says something else than the others."""


class Code(msgspec.Struct, frozen=True):
    """A block or a theme. `english` is empty where the label does for both; `seeds`: words that call for it."""

    id: str
    label: str
    english: str = ""
    seeds: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Its label in a language."""
        return self.english or self.label if language.startswith("en") else self.label


class Grid(msgspec.Struct, frozen=True):
    """One grid. Rubrics are the same for everybody, so that notebooks compare; `seeds`: words that call for them."""

    blocks: tuple[Code, ...] = ()
    themes: tuple[Code, ...] = ()
    seeds: dict[str, tuple[str, ...]] = {}

    @property
    def codes(self) -> tuple[str, ...]:
        """Every code that a contribution may bear, in the order of the page."""
        return (*GRID, *(one.id for one in (*self.blocks, *self.themes)), DIFFERENT)

    @property
    def mark(self) -> str:
        """A fingerprint of what it says, which a notebook records."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:12]


class Grids(Protocol):
    """Grids as they are written. Filled by `authoring`."""

    def shipped(self, workshop: str) -> str:
        """The source that a session of that workshop begins with."""

    def read(self, source: str) -> tuple[Grid, tuple[Sayable, ...]]:
        """The grid, and what is wrong with its source."""


Suggesting = Callable[[Grid, str, str], tuple[str, ...]]
"""The codes that the words of a grid call for in a text of that language, to be proposed. Filled by `notebook`."""


def nothing_suggested(grid: Grid, text: str, language: str) -> tuple[str, ...]:
    """No word calls for anything."""
    del grid, text, language
    return ()


class NoGrids:
    """No grid but the rubrics."""

    def shipped(self, workshop: str) -> str:
        """Nothing."""
        del workshop
        return ""

    def read(self, source: str) -> tuple[Grid, tuple[Sayable, ...]]:
        """The rubrics alone."""
        del source
        return Grid(), ()
