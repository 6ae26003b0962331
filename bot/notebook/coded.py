"""The team's reading of § 5 and § 6: what people of the team filed, one contribution at a time, under its grid.

Only what somebody confirmed is here: what a program suggests is printed nowhere. Only what counts is counted, and only
what its author allows is quoted. Not here: the grid (`facilitation.grid`), suggestions (`suggestions`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.facilitation.coding import GRID
from bot.facilitation.grid import DIFFERENT, Code
from bot.notebook.answers import in_turn
from bot.notebook.context_coded import CodedGroup, TeamReading
from bot.notebook.corpus import Entry, distinct
from bot.notebook.desk import Desk
from bot.notebook.participation import picture

QUOTED = 2
"""Quotations a theme or block: the annex and the questions hold the rest."""


def by_theme(desk: Desk) -> TeamReading | None:
    """§ 5, last: by theme; None until the team has filed something under one."""
    return _reading(desk, desk.material.grid.themes, "coded.themes")


def by_block(desk: Desk) -> TeamReading | None:
    """§ 6, last: by block; None until the team has filed something under one."""
    return _reading(desk, desk.material.grid.blocks, "coded.blocks")


def codes_of(desk: Desk, entry: Entry) -> tuple[str, ...]:
    """What the team filed a contribution under, in its language; a code that the grid no longer has as it is."""
    given = desk.codings.get(entry.contribution.id, ())
    if not given:
        return ()
    grid, w = desk.material.grid, desk.words
    named = {one.id: one.named(w.language) for one in (*grid.blocks, *grid.themes)}
    known = {code: w(f"code.{code}") for code in (*GRID, DIFFERENT)}
    return tuple(named.get(code) or known.get(code, code) for code in given)


def _reading(desk: Desk, codes: Sequence[Code], title: str) -> TeamReading | None:
    read = [entry for entry in desk.corpus.kept if entry.contribution.id in desk.codings]
    groups = []
    for code in codes:
        filed = [entry for entry in read if code.id in desk.codings[entry.contribution.id]]
        if filed:
            groups.append(_group(desk, code, filed))
    if not groups:
        return None
    note = desk.words("coded.note", n=len(read), all=len(desk.corpus.kept), mark=desk.material.grid.mark)
    counts = []
    for code in codes:
        filed = [entry for entry in read if code.id in desk.codings[entry.contribution.id]]
        counts.append((code.named(desk.words.language), len(distinct(filed))))
    least = desk.material.small_count
    people = [(label, n if n == 0 or n >= least else None) for label, n in counts]
    return TeamReading(desk.words(title), note, tuple(groups), picture(desk, title, "code", people))


def _group(desk: Desk, code: Code, filed: Sequence[Entry]) -> CodedGroup:
    corpus, w = desk.corpus, desk.words
    refs, people = corpus.refs(filed), distinct(filed)
    said = [desk.say("coded.people", *refs, n=len(people), share=w.share(len(people), corpus.people))]
    if profiles := corpus.profiles_of(people):
        said.append(desk.say("block.profiles", *refs, n=len(people), profiles=profiles))
    for rubric in GRID:
        under = [entry for entry in filed if rubric in desk.codings[entry.contribution.id]]
        if under:
            said.append(
                desk.say("coded.rubric", *corpus.refs(under), n=len(distinct(under)), rubric=w(f"code.{rubric}"))
            )
    apart = [entry for entry in filed if DIFFERENT in desk.codings[entry.contribution.id]]
    together = [entry for entry in filed if entry not in apart and entry.printed]
    note = desk.say("coded.different", *corpus.refs(apart), n=len(distinct(apart))) if apart else None
    return CodedGroup(
        code.named(w.language),
        tuple(said),
        tuple(corpus.quote(entry) for entry in in_turn(together, QUOTED)),
        note,
        tuple(corpus.quote(entry) for entry in apart if entry.printed),
    )
