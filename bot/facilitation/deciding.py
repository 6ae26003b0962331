"""Keeping what an organisation decides, and saying so in the journal of each of its sessions that it bears upon.

Not here: what may be decided (`organisation_settings`), the page where it is.
"""

from __future__ import annotations

from datetime import datetime

from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.organisation_settings import CHANGED, OrganisationSettings, differing
from bot.facilitation.ports import Store
from bot.facilitation.records import JournalEntry, SessionRecord
from bot.facilitation.writes import WriteJournal


async def decide(store: Store, before: OrganisationSettings, now: OrganisationSettings, at: datetime) -> bool:
    """Keep them; False, and nothing kept, if `before` is not the newest version any more.

    A line for each setting that changed; what is erased keeps no journal.
    """
    if not await store.organisation_settings.add(now):
        return False
    sessions = [one for one in await store.sessions_of(now.organisation) if one.purged_at is None]
    lines = [
        WriteJournal(JournalEntry(one.id, at, f"{CHANGED}{setting}", BY_FACILITATORS))
        for one in sessions
        for setting in differing(before, now)
    ]
    if lines:
        await store.commit(lines)
    return True


async def choose_templates(store: Store, record: SessionRecord, template: str, at: datetime) -> None:
    """Choose the templates of one session; empty: its organisation's."""
    await store.organisation_settings.choose(record.id, template)
    await store.commit([WriteJournal(JournalEntry(record.id, at, "template_chosen", BY_FACILITATORS))])
