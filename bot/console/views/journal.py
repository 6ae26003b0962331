"""The journal of a session: every gesture of the facilitators, and of the clock in their stead."""

from __future__ import annotations

from starlette.responses import Response

from bot.console.pages import page
from bot.console.visit import Visit
from bot.facilitation.journal import EXPORTS


async def shown(visit: Visit) -> Response:
    """Newest first."""
    script = (await visit.house.memory().script(visit.record.id)).spoken(visit.language)
    titles = {step.id: step.title for step in script.steps}
    lines = [
        {
            "at": entry.at,
            "by": entry.by,
            "gesture": visit.house.gesture(entry.gesture, visit.language),
            "about": next((titles[value] for value in entry.values.values() if value in titles), "")
            or (entry.values.get("file", "") if entry.gesture in EXPORTS else ""),
        }
        for entry in reversed(await visit.house.store.journal(visit.record.id))
    ]
    return page(visit, "journal.html", lines=lines, door="journal")
