"""The shelf: the workshops at hand, what `check` says of each, and its page for whoever pays for it or hosts it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.responses import HTMLResponse, Response

from bot.console.headers import PREVIEW_POLICY
from bot.console.pages import page
from bot.console.permissions import may
from bot.console.visit import Refused, Visit
from bot.engine.script import Script
from bot.facilitation.scripting import Finding

MOST_SEATS = 6


async def on_shelf(visit: Visit) -> Script:
    """The workshop that the address names.

    Raises:
        Refused: there is none of that name.
    """
    wanted = visit.request.path_params["workshop"]
    scripts = await asyncio.to_thread(visit.house.shelf.list)
    found = next((one for one in scripts if one.id == wanted), None)
    if found is None:
        raise Refused(404, "refused.unknown")
    return found


async def listed(visit: Visit) -> Response:
    """Every workshop that passes `check`."""
    scripts = await asyncio.to_thread(visit.house.shelf.list)
    return page(visit, "workshops.html", scripts=[one.spoken(visit.language) for one in scripts], door="workshops")


async def one(visit: Visit) -> Response:
    """One of them: what it is, what `check` says, and how to rehearse it."""
    script = await on_shelf(visit)

    def findings() -> Sequence[Finding]:
        return visit.house.scripts.findings(visit.house.shelf.read(script.id))

    return page(
        visit,
        "workshop.html",
        script=script.spoken(visit.language),
        languages=languages(script),
        lengths=script.asynchronous.lengths if script.asynchronous is not None else (),
        findings=await asyncio.to_thread(findings),
        seats=range(1, MOST_SEATS + 1),
        may_launch=any(may(role, "launch") for role in visit.roles),
        may_rehearse=any(may(role, "rehearse") for role in visit.roles),
        door="workshops",
    )


def languages(script: Script) -> tuple[str, ...]:
    """Those it can be read in, its own first."""
    return (script.language, *(known.language for known in script.translations))


async def explained(visit: Visit) -> Response:
    """Its page, one file with its own style, shown without any right to do anything."""
    script = (await on_shelf(visit)).spoken(visit.language)
    text = await asyncio.to_thread(visit.house.scripts.explained, script)
    return HTMLResponse(text, headers={"content-security-policy": PREVIEW_POLICY})
