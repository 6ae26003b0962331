"""The way in and out. A link only shows « Continuer »; the button uses it, so that a preview burns nothing."""

from __future__ import annotations

from starlette.responses import RedirectResponse, Response

from bot.console.pages import page
from bot.console.visit import COOKIE, Refused, Visit
from bot.facilitation.doors import SEAT_LASTS

KEY = "cle"


async def ask(visit: Visit) -> Response:
    """« Continuer », or how to get a link."""
    key = visit.request.query_params.get(KEY, "")
    if key and not await visit.house.doors.opens(key):
        raise Refused(410, "refused.link")
    return page(visit, "sign_in.html", key=key, key_field=KEY)


async def enter(visit: Visit) -> Response:
    """Use the link: this browser is signed in, whoever was before is signed out of it."""
    seat = await visit.house.doors.enter(visit.form.get(KEY, ""))
    if seat is None:
        raise Refused(410, "refused.link")
    if visit.seat:
        await visit.house.doors.leave(visit.seat)
    response = RedirectResponse("/console", status_code=303)
    response.set_cookie(
        COOKIE,
        seat,
        max_age=int(SEAT_LASTS.total_seconds()),
        path="/console",
        secure=visit.house.secure,
        httponly=True,
        samesite="lax",
    )
    return response


async def leave(visit: Visit) -> Response:
    """This browser is signed out."""
    await visit.house.doors.leave(visit.seat)
    return _out(visit)


async def leave_everywhere(visit: Visit) -> Response:
    """Every browser of this person is."""
    await visit.house.doors.leave_everywhere(visit.somebody.id)
    return _out(visit)


def _out(visit: Visit) -> Response:
    response = RedirectResponse("/console/entrer", status_code=303)
    response.delete_cookie(COOKIE, path="/console", secure=visit.house.secure, httponly=True, samesite="lax")
    return response
