"""Who said what, as far as a team that codes or counts words may know it: contributions that may be printed, by person.

A person is P01, P02… in an order that tells nothing, with the profile that signs their words in the notebook and no
other. Read by the formats for research (`qdpx`, `iramuteq`), which are the team's and not for publication: to follow
one person from question to question says more about them than any page of the notebook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from bot.notebook.coded import codes_of
from bot.notebook.corpus import Entry
from bot.notebook.desk import Desk
from bot.notebook.escaping import readable


@dataclass(frozen=True, slots=True)
class Spoken:
    """What one person said to one question; several contributions if they were asked for."""

    person: str
    profile: str
    key: str
    step: str
    question: str
    rubrics: tuple[str, ...]
    numbers: tuple[str, ...]
    texts: tuple[str, ...]
    codes: tuple[tuple[str, ...], ...] = ()
    """Of each text, what the team filed it under."""


def spoken(desk: Desk) -> list[Spoken]:
    """By person, then in the order of the script. Ready-made answers are no words of theirs, and are left out."""
    corpus = desk.corpus
    said = [entry for entry in corpus.kept if entry.printed and entry.text and not corpus.is_option(entry)]
    # The ids are random, so this order says neither who came first nor who spoke most.
    names = {author: n for n, author in enumerate(sorted({entry.author for entry in said}), 1)}
    width = max(2, len(str(len(names))))
    places = {entry.number: n for n, entry in enumerate(said)}
    ordered = sorted(said, key=lambda e: (names[e.author], _key(e), places[e.number]))
    found = [
        (places[entries[0].number], _spoken(desk, f"P{names[author]:0{width}d}", entries))
        for (author, _), entries in (
            (key, list(group)) for key, group in groupby(ordered, lambda e: (e.author, _key(e)))
        )
    ]
    return [one for _, one in sorted(found, key=lambda pair: (pair[1].person, pair[0]))]


def _key(entry: Entry) -> str:
    return entry.contribution.key


def _spoken(desk: Desk, person: str, entries: Sequence[Entry]) -> Spoken:
    first = entries[0]
    step = first.step
    asked = desk.shown(first.question.text) if first.question is not None else desk.corpus.probe_question(first)
    return Spoken(
        person,
        first.signature,
        _key(first),
        desk.shown(step.title) if step is not None else "",
        asked,
        step.rubrics if step is not None else (),
        tuple(entry.number for entry in entries),
        tuple(readable(entry.text) for entry in entries),
        tuple(codes_of(desk, entry) for entry in entries),
    )
