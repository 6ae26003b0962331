"""« Où sont mes mots ? »: where the notebook uses each contribution, for whoever said it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.facilitation.numbering import Place
from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.citations import walk
from bot.notebook.context import AnnexEntry
from bot.notebook.desk import Desk


def whereabouts(material: Material) -> Sequence[Place]:
    """Every contribution that has a number, in the order of the notebook, and the places that use it."""
    annexed = {one.number: one for one in walk(analyse(material)) if isinstance(one, AnnexEntry)}
    return [
        Place(
            entry.number,
            entry.author,
            entry.step.title if entry.step is not None else "",
            tuple(use.label for use in annexed[entry.number].cited) if entry.number in annexed else (),
            entry.printed,
        )
        for entry in Desk(material).corpus.entries
    ]
