"""Programmes: which there are, the sessions of one side by side, what compares them, and the notebook of them all.

Not here: what may be written of a table that crosses sessions (`notebook.rollup`), moving sessions about from the chat
(`facilitation.programming`, whose journal lines are written here too).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace
from starlette.responses import RedirectResponse, Response

from bot.console.files import handed_over, may_be_sent_to, named, noted, offered, sent
from bot.console.pages import page
from bot.console.permissions import STEERS, WRITES
from bot.console.visit import Refused, Visit
from bot.facilitation.memory import name_of
from bot.facilitation.notebooks import programme_folder
from bot.facilitation.programmes import Programme, SaveProgramme
from bot.facilitation.programming import LONGEST_NAME, placed
from bot.facilitation.progress import progress as progress_of

ROOT = "/console/programmes"


def _address(programme: Programme) -> str:
    return f"{ROOT}/{programme.id}"


def _name(visit: Visit) -> str:
    name = " ".join(visit.form.get("nom", "").split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused(422, "refused.programme_name")
    return name


async def listed(visit: Visit) -> Response:
    """Every programme of one's organisations, and a form for another."""
    house = visit.house
    rows = [
        {"programme": programme, "sessions": len(await house.store.programmes.sessions(programme.id))}
        for programme in await house.access.programmes(visit.somebody)
    ]
    organisations = [one for one in await house.access.organisations(visit.somebody) if one[2] in STEERS]
    return page(visit, "programmes.html", rows=rows, organisations=organisations, door="programmes")


async def make(visit: Visit) -> Response:
    """A new one."""
    house = visit.house
    mine = [one for one, _, role in await house.access.organisations(visit.somebody) if role in STEERS]
    organisation = visit.form.get("organisation", "")
    if organisation not in mine:
        raise Refused(403, "refused.role")
    new = Programme(house.token(), organisation, _name(visit), house.clock.now(), visit.somebody.id)
    await house.commit([SaveProgramme(new)])
    return RedirectResponse(_address(new), status_code=303)


async def one(visit: Visit) -> Response:
    """How far each session is; what may be changed; what there is to take away."""
    house, programme = visit.house, visit.inside
    sessions = await progress_of(
        programme.id, store=house.store, memory=house.memory(), policy=house.policy, now=house.clock.now()
    )
    here = {session.session for session in sessions}
    others = [
        (record.id, name_of(record))
        for record in reversed(await house.store.sessions_of(programme.organisation))
        if record.id not in here and record.purged_at is None
    ]
    files = await offered(visit, programme.id, _folder(visit), f"{_address(programme)}/fichiers", _called(visit))
    return page(
        visit,
        "programme.html",
        programme=programme,
        sessions=sessions,
        others=others,
        files=files,
        send_to=f"{_address(programme)}/fichiers" if may_be_sent_to(visit.somebody) else "",
        was_sent="envoye" in visit.request.query_params,
        job=house.programme_jobs.of(programme.id),
        formats=house.programme_jobs.formats,
        progress_at=f"{_address(programme)}/cahier/avancement",
        may_change=bool(visit.roles & STEERS),
        may_compile=bool(visit.roles & WRITES),
        door="programmes",
    )


async def change(visit: Visit) -> Response:
    """Another name, a session more, a session less."""
    house, programme = visit.house, visit.inside
    into, out_of = visit.form.get("ajouter", ""), visit.form.get("retirer", "")
    if not into and not out_of:
        await house.commit([SaveProgramme(replace(programme, name=_name(visit)))])
    else:
        record = await house.store.session(into or out_of)
        before = await house.store.programmes.of_session(into or out_of)
        if record is None or record.organisation != programme.organisation or (before == programme) is bool(into):
            raise Refused(409, "refused.programme_move")
        await house.commit(placed(record.id, programme if into else None, before, house.clock.now()))
    return RedirectResponse(_address(programme), status_code=303)


async def compared(visit: Visit) -> Response:
    """The tables of the programme's notebook, read here."""
    house = visit.house
    material = await house.programme_material(visit.inside.id)
    tables = await asyncio.to_thread(house.compared, material) if material.sessions else ()
    return page(visit, "comparison.html", programme=visit.inside, tables=tables, door="programmes")


async def compiled(visit: Visit) -> Response:
    """Make the notebook, in the background."""
    jobs = visit.house.programme_jobs
    formats = [one for one in jobs.formats if f"format-{one}" in visit.form]
    if not formats:
        raise Refused(422, "refused.no_format")
    jobs.start(visit.inside.id, formats)
    return RedirectResponse(_address(visit.inside), status_code=303)


async def progress(visit: Visit) -> Response:
    """How far it is: a part of the page, asked for again every second while it runs."""
    job = visit.house.programme_jobs.of(visit.inside.id)
    at = f"{_address(visit.inside)}/cahier/avancement"
    response = page(visit, "parts/progress.html", job=job, progress_at=at)
    if job is None or job.state != "running":
        response.headers["hx-refresh"] = "true"
    return response


async def download(visit: Visit) -> Response:
    """One file."""
    answer = await handed_over(visit, visit.inside.id, _folder(visit), _called(visit))
    await noted(visit, await visit.house.store.programmes.sessions(visit.inside.id), answer.filename or "")
    return answer


async def send(visit: Visit) -> Response:
    """One file, to this person's own chat with the bot."""
    sessions = await visit.house.store.programmes.sessions(visit.inside.id)
    await sent(visit, sessions, _folder(visit), _called(visit))
    return RedirectResponse(f"{_address(visit.inside)}?envoye=1#cahier", status_code=303)


def _folder(visit: Visit) -> Path:
    return visit.house.policy.notebooks / programme_folder(visit.inside.id)


def _called(visit: Visit) -> Callable[[str, float], str]:
    """`programme-trois-vallees.pdf`."""
    name = named(visit.inside.name)

    def called(file: str, _: float) -> str:
        stem, dot, suffix = file.partition(".")
        return "-".join(part for part in (stem, name) if part) + dot + suffix

    return called
