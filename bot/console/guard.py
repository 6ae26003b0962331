"""Who gets through which door: every request of the console is admitted or refused here, before any page is made.

The order: is anybody signed in; are they anybody here (asked again at each request, so a role taken away is gone at the
next click); is the session theirs to see; does their role open this door; are its answers still there; for a
change, does the form carry this seat's token. Not here: the table (`permissions`), what a refusal looks like (`site`).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from bot.console.house import House
from bot.console.multipart import Brought
from bot.console.permissions import OUTLIVE_PURGING, PUBLIC, may
from bot.console.visit import COOKIE, MOST_BYTES, TOKEN, Refused, Visit, read_form, same
from bot.console.words import closest

Handler = Callable[[Visit], Awaitable[Response]]

_LONGEST_KEY: Final = 200


@dataclass(frozen=True)
class Door:
    """One route. `changes`: it takes a form (POST) that must carry the seat's token; otherwise it is read (GET).

    `most_bytes`: of that form; `with_files`: it may bring files; `too_large`: the sentence that refuses a larger one.
    """

    name: str
    path: str
    handler: Handler
    changes: bool = False
    most_bytes: int = MOST_BYTES
    with_files: bool = False
    too_large: str = "refused.large"

    @property
    def method(self) -> str:
        """How it is asked for."""
        return "POST" if self.changes else "GET"


async def admit(house: House, door: Door, request: Request) -> Visit:
    """The visit, if it may be made.

    Raises:
        Refused: it may not; the status and the sentence say why.
    """
    seat = request.cookies.get(COOKIE, "")[:_LONGEST_KEY]
    person = await house.doors.who(seat) if seat else None
    language = closest(person.language if person is not None else request.headers.get("accept-language", ""))
    if door.name in PUBLIC:
        form = (await read_form(request))[0] if door.changes else {}
        return Visit(house, request, language, person, seat if person is not None else "", form=form)
    if person is None:
        raise Refused(401, "refused.signed_out")
    roles = await house.access.roles(person)
    if not roles:
        raise Refused(403, "refused.nobody")
    session = None
    if "session" in request.path_params:
        found = await house.access.session(person, request.path_params["session"])
        if found is None:
            raise Refused(404, "refused.unknown")
        session, role = found
        roles = frozenset({role})
    programme = None
    if "programme" in request.path_params:
        known = await house.access.programme(person, request.path_params["programme"])
        if known is None:
            raise Refused(404, "refused.unknown")
        programme, role = known
        roles = frozenset({role})
    if "." in request.path_params.get("workshop", ""):
        # One that an organisation wrote itself, `organisation.workshop`: what one is in that organisation counts.
        owner = request.path_params["workshop"].partition(".")[0]
        there = {one: role for one, _, role in await house.access.organisations(person)}.get(owner)
        if there is None:
            raise Refused(404, "refused.unknown")
        roles = frozenset({there})
    if not any(may(role, door.name) for role in roles):
        raise Refused(403, "refused.role")
    if session is not None and session.purged_at is not None and door.name not in OUTLIVE_PURGING:
        raise Refused(410, "refused.purged")
    form = {}
    files: tuple[Brought, ...] = ()
    if door.changes:
        form, files = await read_form(request, door.most_bytes, with_files=door.with_files, too_large=door.too_large)
        if not same(form.get(TOKEN, ""), Visit(house, request, language, seat=seat).token):
            raise Refused(403, "refused.token")
    return Visit(house, request, language, person, seat, roles, session, form, programme, files)
