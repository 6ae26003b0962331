"""The notebook of a session: made in every format the compiler offers, read here, taken away (`console.files`)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, RedirectResponse, Response

from bot.console.files import OfferedFile, handed_over, may_be_sent_to, named, noted, offered, sent
from bot.console.headers import PREVIEW_POLICY
from bot.console.pages import page
from bot.console.permissions import WRITES, may
from bot.console.visit import Refused, Visit
from bot.engine.group import SessionStatus
from bot.facilitation.deciding import choose_templates
from bot.facilitation.made import made
from bot.facilitation.notebooks import folder_name
from bot.facilitation.records import NotebookVersion, SessionRecord
from bot.facilitation.versions import changes, holding_withdrawn

PREVIEW: Final = "cahier.html"


def friendly(record: SessionRecord, file: str, version: int = 0) -> str:
    """What the file is called on a person's own machine: `cahier-relocalisation-val-dessai-v2.html`."""
    stem, dot, suffix = file.partition(".")
    territory = named(str(record.parameters.get("territoire", "")))
    for article in ("le-", "la-", "les-"):
        territory = territory.removeprefix(article)
    parts = (stem, named(record.workshop), territory, f"v{version}" if version else "")
    return "-".join(part for part in parts if part) + dot + suffix


def _folder(visit: Visit) -> Path:
    return visit.house.policy.notebooks / folder_name(visit.record)


def _version(versions: Sequence[NotebookVersion], at: float) -> int:
    """The version that a file of which none was noted is of, by its moment; 0 before versions were counted."""
    then = [one.number for one in versions if one.at.timestamp() <= at]
    return then[-1] if then else versions[-1].number if versions else 0


async def _called(visit: Visit) -> Callable[[str, float], str]:
    versions = await visit.house.store.versions(visit.record.id)
    known = await asyncio.to_thread(made, _folder(visit))

    def called(name: str, at: float) -> str:
        number = known[name].number if name in known else _version(versions, at)
        return friendly(visit.record, name, number)

    return called


async def offered_here(visit: Visit) -> list[OfferedFile]:
    """The files of its notebook, with links for this person."""
    base = f"/console/seances/{visit.record.id}/fichiers"
    return await offered(visit, visit.record.id, _folder(visit), base, await _called(visit))


def _progress_at(visit: Visit) -> str:
    return f"/console/seances/{visit.record.id}/cahier/avancement"


async def shown(visit: Visit) -> Response:
    """What there is, what can be made, and how far it is if it is being made."""
    job = visit.house.jobs.of(visit.record.id)
    files = await offered_here(visit)
    house = visit.house
    versions = await house.store.versions(visit.record.id)
    recalled: list[tuple[NotebookVersion, int]] = []
    if visit.record.purged_at is None:
        recalled = holding_withdrawn(versions, await house.store.contributions(visit.record.id))
    return page(
        visit,
        "notebook.html",
        files=files,
        send_to=f"/console/seances/{visit.record.id}/fichiers" if may_be_sent_to(visit.somebody) else "",
        was_sent="envoye" in visit.request.query_params,
        job=job,
        formats=visit.house.jobs.formats,
        progress_at=_progress_at(visit),
        versions=list(reversed(changes(versions))),
        public=await house.store.public_pages.of(visit.record.id),
        address=visit.house.policy.console,
        may_switch=any(may(role, "public_switch") for role in visit.roles),
        recalled=recalled,
        templates=await asyncio.to_thread(house.templates),
        chosen=await house.store.organisation_settings.template_of(visit.record.id),
        may_compile=bool(visit.roles & WRITES) and visit.record.purged_at is None,
        readable=any(file.format == "html" for file in files),
        door="notebook",
    )


async def compiled(visit: Visit) -> Response:
    """Make it, in the background."""
    if visit.record.status is SessionStatus.DRAFT:
        raise Refused(409, "refused.draft")
    formats = [one for one in visit.house.jobs.formats if f"format-{one}" in visit.form]
    if not formats:
        raise Refused(422, "refused.no_format")
    house, chosen = visit.house, visit.form.get("gabarits")
    if chosen is not None and chosen != await house.store.organisation_settings.template_of(visit.record.id):
        if chosen and chosen not in await asyncio.to_thread(house.templates):
            raise Refused(422, "refused.template")
        await choose_templates(house.store, visit.record, chosen, house.clock.now())
    house.jobs.start(visit.record.id, formats)
    return RedirectResponse(f"/console/seances/{visit.record.id}/cahier", status_code=303)


async def progress(visit: Visit) -> Response:
    """How far it is: a part of the page, asked for again every second while it runs."""
    job = visit.house.jobs.of(visit.record.id)
    response = page(visit, "parts/progress.html", job=job, progress_at=_progress_at(visit))
    if job is None or job.state != "running":
        # Nothing to wait for any more: the whole page is shown again, with the files.
        response.headers["hx-refresh"] = "true"
    return response


async def preview(visit: Visit) -> Response:
    """The notebook to be read here: one file with its own style, shown without any right to do anything."""
    file = _folder(visit) / PREVIEW
    if not await asyncio.to_thread(file.is_file):
        raise Refused(404, "refused.no_notebook")
    return FileResponse(file, media_type="text/html", headers={"content-security-policy": PREVIEW_POLICY})


async def download(visit: Visit) -> Response:
    """One file, for the person whose link it is and as long as it holds."""
    called = await _called(visit)
    answer = await handed_over(visit, visit.record.id, _folder(visit), called)
    await noted(visit, [visit.record], answer.filename or "")
    return answer


async def send(visit: Visit) -> Response:
    """One file, to this person's own chat with the bot."""
    await sent(visit, [visit.record], _folder(visit), await _called(visit))
    return RedirectResponse(f"/console/seances/{visit.record.id}/cahier?envoye=1#fichiers", status_code=303)
