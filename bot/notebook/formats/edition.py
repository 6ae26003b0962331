"""What every format is made from: a notebook, its words, the material behind it, and where templates are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.context import Notebook
from bot.notebook.flow import Booklet, booklet
from bot.notebook.words import Words


@dataclass(frozen=True)
class Edition:
    """One compilation. Each part is computed once, whatever the number of formats."""

    material: Material
    folders: Sequence[Path]
    """Templates: the agency's folder first, then what is shipped."""

    @cached_property
    def notebook(self) -> Notebook:
        """The context.

        Raises:
            Defect: a golden rule would be broken.
        """
        return analyse(self.material)

    @cached_property
    def words(self) -> Words:
        """The notebook's own sentences."""
        return Words(self.notebook.language, self.material.percent_from)

    @cached_property
    def booklet(self) -> Booklet:
        """The notebook as one flow."""
        return booklet(self.notebook, self.words)
