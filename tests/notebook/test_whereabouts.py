"""Where the notebook uses each contribution, as its author is told. Everything is fabricated."""

from __future__ import annotations

from pathlib import Path

from bot.facilitation.coverage import coverage
from bot.notebook import NotebookCompiler
from bot.notebook.analysis import analyse
from bot.notebook.citations import _used, walk
from bot.notebook.context import AnnexEntry
from bot.notebook.desk import Desk
from tests.notebook.material import a_material, an_empty_material


def test_each_author_is_told_what_the_annex_says_of_their_words(tmp_path: Path) -> None:
    """The same index from the other side: a place that is printed and not told would be a secret."""
    material = a_material()
    places = {one.number: one for one in NotebookCompiler(tmp_path).places(material)}
    annexed = [one for one in walk(analyse(material)) if isinstance(one, AnnexEntry)]
    assert {one.number for one in annexed} <= set(places)
    for entry in annexed:
        assert places[entry.number].places == tuple(use.label for use in entry.cited)
        assert places[entry.number].counted == tuple(use.label for use in entry.counted)
        assert not set(entry.cited) & set(entry.counted)
        assert entry.text or not entry.cited, "what is not printed is cited nowhere"
        assert places[entry.number].printed == bool(entry.text)
    authors = {one.id: one.participant for one in material.contributions}
    assert {one.author for one in places.values()} <= set(authors.values())
    assert any(one.places for one in places.values())


def test_the_notebook_says_how_much_of_what_was_said_it_uses(tmp_path: Path) -> None:
    """A synthesis that leaves people out says so; the same numbers as the index, to the unit."""
    material = a_material()
    kept = {entry.number for entry in Desk(material).corpus.kept}
    found = coverage([one for one in NotebookCompiler(tmp_path).places(material) if one.number in kept])
    notebook = analyse(material)
    said = [one.text.replace("\u00a0", " ") for one in notebook.ethics.sentences]
    assert str(found.contributions) in {fact.value for fact in notebook.key_figures}
    assert 0 < found.quoted <= found.contributions
    assert any(f"{found.quoted} contributions sur {found.contributions} sont reprises" in one for one in said)
    assert any(f": {found.counted} ; en annexe seulement : {found.left}." in one for one in said)
    empty = [one.text for one in analyse(an_empty_material()).ethics.sentences]
    assert any(one.startswith("Aucune contribution sur 0") for one in empty)
    assert not any("oublié" in one for one in empty)


def test_a_contribution_is_cited_where_its_words_are_read_and_counted_where_only_its_number_is() -> None:
    """« citée en § 1 » under a contribution that § 1 only counts would send its author to words that are not there."""
    notebook = analyse(a_material())
    quoted = {number for number, words in _used(notebook.essential) if words}
    seen = {entry.number: entry for group in notebook.annex.groups for entry in group.entries}
    assert quoted
    for number, entry in seen.items():
        in_first = [use for use in entry.cited if use.anchor == "s1"]
        assert bool(in_first) == (number in quoted)
    assert any(use.anchor == "s1" for entry in seen.values() for use in entry.counted)
