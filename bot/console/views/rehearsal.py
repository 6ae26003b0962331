"""A workshop rehearsed in the browser: phones side by side, a clock that moves when told to, nothing kept."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.rehearsals import Kept
from bot.console.views.workshops import MOST_SEATS, languages, on_shelf
from bot.console.visit import Refused, Visit

SPANS = ("+10m", "+1h", "+1d")


async def begin(visit: Visit) -> Response:
    """As many seats as asked for, in one of the languages of the workshop."""
    script = (await on_shelf(visit)).script
    given = visit.form.get("places", "")
    seats = int(given) if given in {str(number) for number in range(1, MOST_SEATS + 1)} else 2
    language = visit.form.get("langue", "")
    spoken = language if language in languages(script) else script.language
    rehearsal = await asyncio.to_thread(visit.house.scripts.rehearse, script, seats, spoken)
    key = visit.house.rehearsals.add(visit.somebody.id, visit.request.path_params["workshop"], rehearsal)
    return RedirectResponse(f"/console/essais/{key}", status_code=303)


def _kept(visit: Visit) -> Kept:
    found = visit.house.rehearsals.of(visit.somebody.id, visit.request.path_params["key"])
    if found is None:
        raise Refused(404, "refused.no_rehearsal")
    return found


async def shown(visit: Visit) -> Response:
    """Every phone as it stands."""
    return await _shown(visit, _kept(visit))


async def _shown(visit: Visit, kept: Kept, slip: str = "", status: int = 200) -> Response:
    rehearsal = kept.rehearsal
    async with kept.lock:
        phones = await asyncio.to_thread(rehearsal.phones)
    return page(
        visit,
        "rehearsal.html",
        status=status,
        key=kept.key,
        workshop=kept.workshop,
        rehearsal=rehearsal,
        phones=phones,
        spans=SPANS,
        slip=slip,
        door="workshops",
    )


async def act(visit: Visit) -> Response:
    """One gesture: somebody's, the facilitator's, or the clock's. What cannot be done says so above the phones."""
    kept = _kept(visit)
    form, rehearsal = visit.form, kept.rehearsal
    seat = form.get("place", "")
    slip, do = "", _gesture(visit, kept)
    async with kept.lock:
        if do is not None:
            await asyncio.to_thread(do)
        elif "touche" in form and not await asyncio.to_thread(rehearsal.tap, seat, form["touche"]):
            slip = "rehearsal.slip.button"
        elif "heure" in form and not await asyncio.to_thread(rehearsal.pass_time, form["heure"][:20]):
            slip = "rehearsal.slip.time"
    if slip:
        return await _shown(visit, kept, slip, 422)
    anchor = f"#place-{seat}" if seat.isascii() and seat.isdigit() else ""
    return RedirectResponse(f"/console/essais/{kept.key}{anchor}", status_code=303)


def _gesture(visit: Visit, kept: Kept) -> Callable[[], None] | None:
    """What the form asks for, if it is something that always can be done."""
    seat, text, rehearsal = visit.form.get("place", ""), visit.form.get("texte", ""), kept.rehearsal
    match visit.form.get("geste", ""):
        case "dire":
            return lambda: rehearsal.say(seat, text)
        case "repondre":
            return lambda: rehearsal.answer_for(seat)
        case "suite":
            return rehearsal.move_on
        case "clore":
            return rehearsal.close
        case _:
            return None
