"""The reading grid of a session: edited as YAML with the messages of `check`, never written over unseen.

Not here: filing contributions under it (`contributions`), what a grid may say (`authoring.grids`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.responses import RedirectResponse, Response

from bot.console.differences import Change, compared
from bot.console.pages import page
from bot.console.permissions import WRITES
from bot.console.visit import Visit
from bot.facilitation.grid import GRID_TEXT
from bot.facilitation.records import JournalEntry
from bot.facilitation.team_texts import LONGEST, TeamText
from bot.facilitation.writes import WriteJournal


async def _current(visit: Visit) -> tuple[str, int]:
    """Its source and version; what ships, and 0, until the team wrote its own."""
    texts = await visit.house.store.team_texts.of(visit.record.id)
    own = next((text for text in texts if text.name == GRID_TEXT), None)
    if own is None:
        return visit.house.policy.grids.shipped(visit.record.workshop), 0
    return own.text, own.version


def _shown(
    visit: Visit,
    source: str,
    version: int,
    *,
    status: int = 200,
    findings: Sequence[str] = (),
    changes: Sequence[Change] = (),
) -> Response:
    grid, _ = visit.house.policy.grids.read(source)
    return page(
        visit,
        "grid.html",
        status=status,
        source=source,
        version=version,
        findings=findings,
        changes=changes,
        parts={"blocks": grid.blocks, "themes": grid.themes},
        may_write=bool(visit.roles & WRITES),
        door="contributions",
    )


async def shown(visit: Visit) -> Response:
    """The grid as it is, and its source to edit."""
    return _shown(visit, *await _current(visit))


async def write(visit: Visit) -> Response:
    """Keep it, or show it again with what is wrong, or with what somebody else wrote since."""
    house = visit.house
    given = visit.form.get("grille", "").replace("\r\n", "\n").strip() + "\n"
    base = visit.form.get("version", "")
    version = int(base) if base.isascii() and base.isdigit() and len(base) < 9 else 0
    findings = house.policy.grids.read(given)[1] if len(given) <= LONGEST else (f"grille.yaml: > {LONGEST}",)
    if findings:
        return _shown(visit, given, version, status=422, findings=findings)
    new = TeamText(visit.record.id, GRID_TEXT, version + 1, given, house.clock.now(), visit.somebody.id)
    if not await house.store.team_texts.add(new):
        theirs, newest = await _current(visit)
        return _shown(visit, given, newest, status=409, changes=await asyncio.to_thread(compared, theirs, given))
    entry = JournalEntry(visit.record.id, new.at, "grid_written", "animation", {"version": new.version})
    await house.store.commit([WriteJournal(entry)])
    return RedirectResponse(f"/console/seances/{visit.record.id}/grille", status_code=303)
