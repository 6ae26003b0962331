"""The reading grid of a session, edited as YAML: with the messages of `check`, never written over unseen.

Not here: filing contributions under it (`contributions`), which grid holds (`facilitation.grids`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from starlette.responses import RedirectResponse, Response

from bot.console.differences import Change, compared
from bot.console.pages import page
from bot.console.permissions import WRITES
from bot.console.visit import Visit, number_in
from bot.facilitation.grids import Held, Reach, held, keep
from bot.facilitation.team_texts import LONGEST
from bot.saying import Sayable, say

_WRITTEN = (Reach.SESSION, Reach.WORKSHOP, Reach.ORGANISATION)
"""What a team may write a grid for; the one that ships stays."""


async def _held(visit: Visit) -> Held:
    house = visit.house
    texts = await house.store.team_texts.of(visit.record.id)
    return await held(house.store, visit.record, house.policy, texts)


def _shown(
    visit: Visit,
    now: Held,
    source: str,
    versions: Mapping[Reach, int],
    reach: Reach,
    *,
    status: int = 200,
    findings: Sequence[Sayable] = (),
    changes: Sequence[Change] = (),
) -> Response:
    """`versions`: those that what is typed follows on from."""
    grid, _ = visit.house.policy.grids.read(source)
    return page(
        visit,
        "grid.html",
        status=status,
        source=source,
        now=now,
        versions=versions,
        reach=reach if reach in _WRITTEN else Reach.SESSION,
        reaches=_WRITTEN,
        findings=findings,
        changes=changes,
        parts={"blocks": grid.blocks, "themes": grid.themes},
        may_write=bool(visit.roles & WRITES),
        door="contributions",
    )


async def shown(visit: Visit) -> Response:
    """The grid as it is, and its source to edit."""
    now = await _held(visit)
    return _shown(visit, now, now.source, now.versions, now.reach)


async def write(visit: Visit) -> Response:
    """Keep it, or show it again with what is wrong, or with what somebody else wrote since."""
    house = visit.house
    given = visit.form.get("grille", "").replace("\r\n", "\n").strip() + "\n"
    reach = next((one for one in _WRITTEN if one == visit.form.get("portee", "")), Reach.SESSION)
    base = {one: number_in(visit.form.get(f"version-{one}", "")) for one in _WRITTEN}
    findings: Sequence[Sayable] = (say("grille.yaml: more than {most:,} characters.", most=LONGEST),)
    if len(given) <= LONGEST:
        findings = house.policy.grids.read(given)[1]
    if findings:
        return _shown(visit, await _held(visit), given, base, reach, status=422, findings=findings)
    at, by = house.clock.now(), visit.somebody.id
    if not await keep(house.store, visit.record, given, reach, base[reach], by=by, at=at):
        now = await _held(visit)
        changes = await asyncio.to_thread(compared, now.source, given)
        return _shown(visit, now, given, now.versions, reach, status=409, changes=changes)
    return RedirectResponse(f"/console/seances/{visit.record.id}/grille", status_code=303)
