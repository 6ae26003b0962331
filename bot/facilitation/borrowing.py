"""Borrowing: which sessions a new one may read, and how much of each its authors let others read.

A script that reads another session asks for it at launch. Offered are those of the programme, if there is one, else of
the organisation; never another organisation's. Not here: what is read when the step opens, again only what its authors
still allow then (`gathering`).
"""

from __future__ import annotations

from typing import Final

from bot.engine.lists import sources_of
from bot.engine.script import Others, Parameter, Script
from bot.facilitation.gathering import words_at
from bot.facilitation.launch import LaunchDraft
from bot.facilitation.memory import name_of
from bot.facilitation.ports import Store
from bot.facilitation.records import SessionRecord

SESSION: Final = "session"
"""The kind of the parameter that names another session."""
OFFERED: Final = 8


def borrows(parameter: Parameter | None) -> bool:
    """Whether a parameter names another session."""
    return parameter is not None and parameter.kind == SESSION


async def choices(
    script: Script, parameter: Parameter, draft: LaunchDraft, store: Store
) -> tuple[tuple[str, str], ...]:
    """The sessions with something to read, the latest first: (id, « Réflexes · Val d'Essai (12) »)."""
    keys = [
        source.key
        for step in script.steps
        for source in sources_of(step)
        if isinstance(source, Others) and source.session == parameter.name
    ]
    inside = draft.programme or ""
    there = await store.programmes.sessions(inside) if inside else await store.sessions_of(draft.organisation)
    found = []
    for record in reversed([one for one in there if one.opened_at is not None and one.purged_at is None][-OFFERED:]):
        said = await store.contributions(record.id)
        readable = sum(len(words_at(said, key, only_reusable=True)) for key in keys)
        if readable:
            found.append((record.id, f"{name_of(record)} ({readable})"))
    return tuple(found)


async def lent(session: str, organisation: str, store: Store) -> SessionRecord | None:
    """That session, if it is one that this organisation may read."""
    record = await store.session(session)
    return record if record is not None and record.organisation == organisation else None
