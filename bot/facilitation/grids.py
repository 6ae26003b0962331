"""Whose reading grid a session is read by: its own, its organisation's, or the one that ships.

An organisation keeps one for all its sessions, or one a workshop, which wins. Every version of each is kept; two people
who edit one at once meet. Not here: what a grid may say (`authoring.grids`), pages (`console`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from bot.facilitation.grid import GRID_TEXT
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.organisation_texts import OrganisationText
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store
from bot.facilitation.records import JournalEntry, SessionRecord
from bot.facilitation.team_texts import TeamText
from bot.facilitation.writes import WriteJournal


class Reach(StrEnum):
    """What a grid is for, the nearest first: the first that is written is the one that holds."""

    SESSION = "seance"
    WORKSHOP = "atelier"
    """The organisation's sessions of that workshop."""
    ORGANISATION = "organisation"
    SHIPPED = "fournie"


class Held(msgspec.Struct, frozen=True):
    """The grid that holds: its source and what it is for; and how many versions each kind has, to follow on from."""

    source: str
    reach: Reach
    versions: Mapping[Reach, int]


def _name(reach: Reach, record: SessionRecord) -> str:
    return f"{GRID_TEXT}:{record.workshop}" if reach is Reach.WORKSHOP else GRID_TEXT


async def held(store: Store, record: SessionRecord, policy: Policy, texts: Sequence[TeamText]) -> Held:
    """The grid of a session. `texts`: the newest of its team's."""
    own = next((text for text in texts if text.name == GRID_TEXT), None)
    kept = [(Reach.SESSION, own.text if own is not None else "", own.version if own is not None else 0)]
    for reach in (Reach.WORKSHOP, Reach.ORGANISATION):
        text = await store.organisation_texts.newest(record.organisation, _name(reach, record))
        kept.append((reach, text.text if text is not None else "", text.version if text is not None else 0))
    versions = {reach: version for reach, _, version in kept}
    for reach, source, _ in kept:
        if source:
            return Held(source, reach, versions)
    return Held(policy.grids.shipped(record.workshop), Reach.SHIPPED, versions)


async def keep(
    store: Store, record: SessionRecord, source: str, reach: Reach, version: int, *, by: str, at: datetime
) -> bool:
    """Keep a grid as the version after `version`; False if that is not the newest any more, and nothing is kept.

    For more than the session: whatever nearer grid the session had gives way to it, and stays among the versions.
    """
    if reach is Reach.SESSION:
        if not await store.team_texts.add(TeamText(record.id, GRID_TEXT, version + 1, source, at, by)):
            return False
    else:
        new = OrganisationText(record.organisation, _name(reach, record), version + 1, source, at, by)
        if not await store.organisation_texts.add(new):
            return False
        await _give_way(store, record, reach, by=by, at=at)
    gesture = "grid_written" if reach is Reach.SESSION else "grid_shared"
    entry = JournalEntry(record.id, at, gesture, BY_FACILITATORS, {"version": version + 1})
    await store.commit([WriteJournal(entry)])
    return True


async def _give_way(store: Store, record: SessionRecord, reach: Reach, *, by: str, at: datetime) -> None:
    """Empty what would hold before a grid of that reach: somebody who edits it at that moment is told as ever."""
    own = next((text for text in await store.team_texts.of(record.id) if text.name == GRID_TEXT), None)
    if own is not None and own.text:
        await store.team_texts.add(TeamText(record.id, GRID_TEXT, own.version + 1, "", at, by))
    if reach is Reach.ORGANISATION:
        name = _name(Reach.WORKSHOP, record)
        nearer = await store.organisation_texts.newest(record.organisation, name)
        if nearer is not None and nearer.text:
            empty = OrganisationText(record.organisation, name, nearer.version + 1, "", at, by)
            await store.organisation_texts.add(empty)
