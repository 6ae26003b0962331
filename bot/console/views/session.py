"""The sessions one may see, one of them followed live, and the large screen of a room."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import aclosing
from datetime import datetime

import segno
from starlette.responses import Response, StreamingResponse

from bot.console.live import Draw
from bot.console.next_thing import next_thing
from bot.console.pages import page, render
from bot.console.permissions import may
from bot.console.visit import Visit
from bot.console.votes import outcomes
from bot.engine.group import SessionStatus
from bot.facilitation.overview import Overview, overview


async def listed(visit: Visit) -> Response:
    """Every session, newest first, with what there is to do next."""
    house = visit.house
    memory = house.memory()
    rows = []
    for record in await house.access.sessions(visit.somebody):
        people = 0
        if record.purged_at is None:
            people = len((await memory.group(record.id)).group.people)
        rows.append({"record": record, "people": people, "next": await next_thing(record, house, memory)})
    return page(visit, "sessions.html", rows=rows, door="sessions")


async def _overview(visit: Visit) -> Overview:
    house = visit.house
    return await overview(
        visit.record.id, store=house.store, memory=house.memory(), policy=house.policy, now=house.clock.now()
    )


def _minutes_left(deadline: datetime | None, now: datetime) -> int | None:
    """Rounded up: « 1 minute » until it is over."""
    return None if deadline is None else max(0, -int(-(deadline - now).total_seconds() // 60))


async def _drawn(visit: Visit, template: str) -> str:
    seen = await _overview(visit)
    left = _minutes_left(seen.panel.deadline, visit.house.clock.now())
    return render(visit, template, seen=seen, panel=seen.panel, left=left)


async def one(visit: Visit) -> Response:
    """One session: where it is, who is where, how far each step has come."""
    link = visit.house.policy.link(visit.record.join)
    return page(visit, "session.html", part=await _drawn(visit, "parts/live.html"), link=link, door="session")


async def live(visit: Visit) -> Response:
    """The same, again each time it changes."""

    async def draw() -> str:
        return await _drawn(visit, "parts/live.html")

    return _stream(visit, "live", draw)


async def _screen(visit: Visit) -> str:
    house = visit.house
    group = (await house.memory().group(visit.record.id)).group
    script = (await house.memory().script(visit.record.id)).spoken(visit.language)
    closed = group.status is SessionStatus.CLOSED
    seen = await _overview(visit)
    return render(visit, "parts/screen.html", panel=seen.panel, results=outcomes(script, group) if closed else ())


async def screen(visit: Visit) -> Response:
    """For a room: the way in before, who has come, and after the close what came out."""
    return page(visit, "screen.html", part=await _screen(visit), door="screen")


async def screen_live(visit: Visit) -> Response:
    """The same, again each time it changes."""

    async def draw() -> str:
        return await _screen(visit)

    return _stream(visit, "screen_live", draw)


def _stream(visit: Visit, door: str, draw: Draw) -> Response:
    """What is drawn, now and whenever it changes, as server-sent events; to as many as look, drawn once."""
    house = visit.house

    async def still() -> bool:
        """Whether this browser is still signed in, and the session still to be seen from it."""
        person = await house.doors.who(visit.seat)
        found = None if person is None else await house.access.session(person, visit.record.id)
        return found is not None and may(found[1], door)

    async def events() -> AsyncIterator[bytes]:
        what = f"{door} {visit.language}"
        async with aclosing(house.hub.follow(visit.record.id, what, draw, still)) as seen:
            async for text in seen:
                yield _event(text) if text else b": \n\n"
        # Tells the browser that it is over, or it would ask again for ever.
        yield b"event: fin\ndata: \n\n"

    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return StreamingResponse(events(), media_type="text/event-stream", headers=headers)


def _event(text: str) -> bytes:
    lines = "".join(f"data: {line}\n" for line in text.splitlines())
    return f"event: vue\n{lines}\n".encode()


async def qr(visit: Visit) -> Response:
    """The session's link as a picture."""
    picture = io.BytesIO()
    link = visit.house.policy.link(visit.record.join)
    segno.make(link, micro=False).save(picture, kind="svg", border=2, xmldecl=False, dark="#000", light="#fff")
    return Response(picture.getvalue(), media_type="image/svg+xml")
