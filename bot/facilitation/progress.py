"""How far each session of a programme is, side by side: people, steps, contributions. Counts only.

A view, computed from what is stored: nothing here says who said what, nor anything about a vote.
"""

from __future__ import annotations

from datetime import datetime

from bot.facilitation import cockpit, names_seen
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store
from bot.facilitation.programme_panels import SessionProgress


async def progress(
    programme: str, *, store: Store, memory: Memory, policy: Policy, now: datetime
) -> tuple[SessionProgress, ...]:
    """The sessions of a programme, oldest first, as last committed."""
    found = []
    for record in await store.programmes.sessions(programme):
        if record.purged_at is not None:
            times = (record.opened_at, record.closed_at)
            found.append(SessionProgress(record.id, name_of(record), record.status, *times, 0, 0, 0, 0, 0, erased=True))
            continue
        script = await memory.script(record.id)
        group = (await memory.group(record.id)).group
        shown = cockpit.bare(record, script, group, policy.link(record.join), now)
        tally = await store.tally(record.id)
        found.append(
            SessionProgress(
                record.id,
                name_of(record),
                record.status,
                record.opened_at,
                record.closed_at,
                len(group.people),
                shown.step,
                shown.total_steps,
                names_seen.number(script, tally.contributions),
                tally.withheld,
            )
        )
    return tuple(found)
