"""« Où sont mes mots ? »: where the notebook uses each contribution, for its author; and how many it uses at all."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from bot.facilitation.coverage import Coverage, coverage
from bot.facilitation.numbering import Place
from bot.notebook.blocks import Chart
from bot.notebook.charts import CountRow, word_bars
from bot.notebook.citations import walk
from bot.notebook.context import AnnexEntry, Notebook
from bot.notebook.desk import Desk
from bot.notebook.typology import bar_words


def whereabouts(desk: Desk, notebook: Notebook) -> Sequence[Place]:
    """Every contribution that has a number, in the order of the notebook, and the places that use it."""
    annexed = {one.number: one for one in walk(notebook.annex) if isinstance(one, AnnexEntry)}
    return [
        Place(
            entry.number,
            entry.author,
            entry.step.title if entry.step is not None else "",
            tuple(use.label for use in annexed[entry.number].cited) if entry.number in annexed else (),
            entry.printed,
            tuple(use.label for use in annexed[entry.number].counted) if entry.number in annexed else (),
            entry.text,
        )
        for entry in desk.corpus.entries
    ]


def with_coverage(desk: Desk, notebook: Notebook) -> Notebook:
    """The notebook whose § 14 says how much of what was said a section uses. It must be known where (`citations`).

    Of those that are counted on the first page; what came late or is withheld is told elsewhere in § 14.
    """
    kept = {entry.number for entry in desk.corpus.kept}
    found = coverage([one for one in whereabouts(desk, notebook) if one.number in kept])
    annex = desk.section("A.2")
    said = [
        desk.say("ethics.cited", annex, n=found.quoted, of=found.contributions, counted=found.counted, left=found.left)
    ]
    if found.people:
        heard = len(found.unquoted)
        said.append(desk.say("ethics.never_cited", annex, n=len(found.never)))
        said.append(desk.say("ethics.unquoted", annex, n=heard))
    ethics = dataclasses.replace(
        notebook.ethics,
        sentences=(*notebook.ethics.sentences, *said),
        coverage=_drawn(desk, found) if found.contributions else None,
    )
    return dataclasses.replace(notebook, ethics=ethics)


def _drawn(desk: Desk, found: Coverage) -> Chart:
    """What the sentences of § 14 say of it."""
    w = desk.words
    rows = [
        CountRow(w("coverage.quoted"), found.quoted),
        CountRow(w("coverage.counted"), found.counted),
        CountRow(w("coverage.annex"), found.left),
    ]
    told = w("coverage.told", n=found.contributions)
    # Contributions are counted here, not people.
    words = dataclasses.replace(bar_words(desk), nobody=w("coverage.none"))
    return Chart(word_bars(rows, title=w("coverage.caption"), description=told, words=words))
