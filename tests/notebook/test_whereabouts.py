"""Where the notebook uses each contribution, as its author is told. Everything is fabricated."""

from __future__ import annotations

from pathlib import Path

from bot.notebook import NotebookCompiler
from bot.notebook.analysis import analyse
from bot.notebook.citations import walk
from bot.notebook.context import AnnexEntry
from tests.notebook.material import a_material


def test_each_author_is_told_what_the_annex_says_of_their_words(tmp_path: Path) -> None:
    """The same index from the other side: a place that is printed and not told would be a secret."""
    material = a_material()
    places = {one.number: one for one in NotebookCompiler(tmp_path).places(material)}
    annexed = [one for one in walk(analyse(material)) if isinstance(one, AnnexEntry)]
    assert {one.number for one in annexed} <= set(places)
    for entry in annexed:
        assert places[entry.number].places == tuple(use.label for use in entry.cited)
        assert places[entry.number].printed == bool(entry.text)
    authors = {one.id: one.participant for one in material.contributions}
    assert {one.author for one in places.values()} <= set(authors.values())
    assert any(one.places for one in places.values())
