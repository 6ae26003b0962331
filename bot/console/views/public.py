"""The public page of a session, read by anybody who has its address; and the switch that opens it or takes it back.

It shows what the session was for, when it was, the validated notebook and the published answers: nothing of anybody,
and no notebook that is not validated as it stands. Not here: which version that is (`facilitation.public_pages`).
"""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import Final

from starlette.responses import FileResponse, RedirectResponse, Response

from bot.console.headers import PREVIEW_POLICY
from bot.console.pages import page
from bot.console.views.notebook import friendly
from bot.console.visit import Refused, Visit
from bot.engine.group import SessionStatus
from bot.facilitation.answering import leads_of
from bot.facilitation.made import Made, made
from bot.facilitation.notebooks import folder_name
from bot.facilitation.public_pages import (
    PublicPage,
    opened,
    standing,
    taken_back,
    validated_before,
)
from bot.facilitation.records import NotebookVersion, VersionStatus
from bot.facilitation.versions import holding_withdrawn
from bot.facilitation.writes import WriteJournal

LENGTH: Final = 26
"""Of the random part of an address."""
FORMATS: Final = ("html", "pdf")
"""What can be taken away: what everybody can open, and no data."""


async def switch(visit: Visit) -> Response:
    """Open the page at an address drawn for it, or take it back."""
    house, session = visit.house, visit.record.id
    there = await house.store.public_pages.of(session)
    now = house.clock.now()
    if "retirer" in visit.form:
        if there is not None:
            write, line = taken_back(session, now)
            await house.commit([write, WriteJournal(line)])
    elif "relu" not in visit.form:
        raise Refused(422, "refused.public_page")
    elif there is None:
        write_page, line = opened(PublicPage(session, house.entropy.token(LENGTH), now))
        await house.commit([write_page, WriteJournal(line)])
    return RedirectResponse(f"/console/seances/{session}/cahier#page-publique", status_code=303)


async def _found(visit: Visit) -> Visit:
    """The visit, about the session whose page it is, and as anybody's: no role shows more of it."""
    known = await visit.house.store.public_pages.called(visit.request.path_params["slug"])
    record = None if known is None else await visit.house.store.session(known.session)
    if record is None:
        raise Refused(404, "refused.unknown")
    return replace(visit, person=None, seat="", session=record)


async def _shown(visit: Visit) -> tuple[NotebookVersion | None, NotebookVersion | None]:
    """The version that may be read, and the last one that was validated."""
    house, record = visit.house, visit.record
    versions = await house.store.versions(record.id)
    recalled: list[int] = []
    if standing(versions) is not None and record.purged_at is None:
        said = await house.store.contributions(record.id)
        recalled = [version.number for version, _ in holding_withdrawn(versions, said)]
    return standing(versions, recalled), validated_before(versions)


def _file(visit: Visit, version: NotebookVersion, kind: str) -> Path | None:
    """The notebook in that format, if the one that lies there is of that version, and says that it is validated."""
    folder = visit.house.policy.notebooks / folder_name(visit.record)
    file, known = folder / f"cahier.{kind}", made(folder)
    if not file.is_file():
        return None
    if file.name in known:
        return file if known[file.name] == Made(version.number, VersionStatus.VALIDATED) else None
    # From before it was noted.
    return file if file.stat().st_mtime >= version.at.timestamp() else None


async def shown(visit: Visit) -> Response:
    """What the session was for, when it was, its notebook if it is validated, and what became of the leads."""
    visit = await _found(visit)
    house, record = visit.house, visit.record
    version, before = await _shown(visit)
    files = [] if version is None else [one for one in FORMATS if await asyncio.to_thread(_file, visit, version, one)]
    organisation = await house.store.organisation(record.organisation)
    answers = []
    if record.purged_at is None and record.status is SessionStatus.CLOSED:
        given = {one.lead: one for one in await house.store.lead_answers.of(record.id)}
        leads = await leads_of(record.id, house.store, house.memory())
        answers = [(lead, given[lead.id]) for lead in leads if lead.id in given and given[lead.id].published]
    return page(
        visit,
        "public.html",
        base=f"/public/{visit.request.path_params['slug']}",
        agency="" if organisation is None else organisation.name,
        territory=str(record.parameters.get("territoire", "")),
        purpose=(await house.memory().script(record.id)).purpose,
        version=version,
        before=before,
        files=files,
        answers=answers,
    )


async def preview(visit: Visit) -> Response:
    """The validated notebook to be read there, without any right to do anything."""
    file, _ = await _validated(visit, "html")
    return FileResponse(file, media_type="text/html", headers={"content-security-policy": PREVIEW_POLICY})


async def download(visit: Visit) -> Response:
    """The validated notebook to be taken away."""
    kind = visit.request.path_params["format"]
    if kind not in FORMATS:
        raise Refused(404, "refused.unknown")
    file, name = await _validated(visit, kind)
    return FileResponse(file, filename=name)


async def _validated(visit: Visit, kind: str) -> tuple[Path, str]:
    if visit.request.headers.get("range", "").count(",") > 0:
        raise Refused(416, "refused.range")
    visit = await _found(visit)
    version, _ = await _shown(visit)
    file = None if version is None else await asyncio.to_thread(_file, visit, version, kind)
    if version is None or file is None:
        raise Refused(404, "refused.not_validated")
    return file, friendly(visit.record, file.name, version.number)
