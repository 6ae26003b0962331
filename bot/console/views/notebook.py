"""The notebook of a session: made in every format the compiler offers, read here, taken away.

A download's address is made for one seat and lasts an hour: it is sealed with the key of the cookie, without which it
opens nothing. Files are found by their name among those of the session's folder, never by a path.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from starlette.responses import FileResponse, RedirectResponse, Response

from bot.console.headers import PREVIEW_POLICY
from bot.console.pages import page
from bot.console.permissions import WRITES
from bot.console.visit import Refused, Visit
from bot.facilitation.material import gather
from bot.facilitation.notebooks import folder_name
from bot.facilitation.records import NotebookVersion, SessionRecord
from bot.facilitation.versions import holding_withdrawn

LASTS: Final = timedelta(hours=1)
PREVIEW: Final = "cahier.html"


class NotebookFile(msgspec.Struct, frozen=True):
    """A file one may take away. `format`: its suffix, by which the catalogue names it."""

    name: str
    format: str
    size: int
    at: datetime
    address: str


def friendly(record: SessionRecord, file: str, version: int = 0) -> str:
    """What the file is called on a person's own machine: `cahier-relocalisation-val-dessai-v2.html`."""
    stem, dot, suffix = file.partition(".")
    territory = _plain(str(record.parameters.get("territoire", "")))
    for article in ("le-", "la-", "les-"):
        territory = territory.removeprefix(article)
    parts = (stem, _plain(record.workshop), territory, f"v{version}" if version else "")
    return "-".join(part for part in parts if part) + dot + suffix


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower().replace("'", "")
    return "-".join("".join(one if one.isalnum() else " " for one in letters).split())[:60].rstrip("-")


def _folder(visit: Visit) -> Path:
    return visit.house.policy.notebooks / folder_name(visit.record)


def _files(folder: Path) -> list[tuple[str, int, float]]:
    """Name, size and moment of each file of the folder; none if there is no folder yet."""
    if not folder.is_dir():
        return []
    there = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    return [(file.name, (stat := file.stat()).st_size, stat.st_mtime) for file in there]


def _seal(visit: Visit, until: str, file: str) -> str:
    sealed = f"{until}/{visit.record.id}/{file}".encode()
    return hmac.new(visit.seat.encode(), sealed, hashlib.sha256).hexdigest()[:40]


def _version(versions: Sequence[NotebookVersion], at: float) -> int:
    """The version that a file written at that moment is of; 0 before versions were counted."""
    then = [one.number for one in versions if one.at.timestamp() <= at]
    return then[-1] if then else versions[-1].number if versions else 0


async def _offered(visit: Visit) -> list[NotebookFile]:
    versions = await visit.house.store.versions(visit.record.id)
    until = str(int((visit.house.clock.now() + LASTS).timestamp()))
    base = f"/console/seances/{visit.record.id}/fichiers"
    return [
        NotebookFile(
            friendly(visit.record, name, _version(versions, at)),
            name.rpartition(".")[2],
            size,
            datetime.fromtimestamp(at, UTC),
            f"{base}/{until}/{_seal(visit, until, name)}/{name}",
        )
        for name, size, at in await asyncio.to_thread(_files, _folder(visit))
    ]


async def shown(visit: Visit) -> Response:
    """What there is, what can be made, and how far it is if it is being made."""
    job = visit.house.jobs.of(visit.record.id)
    files = await _offered(visit)
    house = visit.house
    versions = await house.store.versions(visit.record.id)
    recalled: list[tuple[NotebookVersion, int]] = []
    if visit.record.purged_at is None:
        material = await gather(
            visit.record.id, store=house.store, memory=house.memory(), policy=house.policy, now=house.clock.now()
        )
        recalled = holding_withdrawn(material)
    return page(
        visit,
        "notebook.html",
        files=files,
        job=job,
        formats=visit.house.jobs.formats,
        versions=list(reversed(versions)),
        recalled=recalled,
        may_compile=bool(visit.roles & WRITES) and visit.record.purged_at is None,
        readable=any(file.format == "html" for file in files),
        door="notebook",
    )


async def compiled(visit: Visit) -> Response:
    """Make it, in the background."""
    if visit.record.status == "draft":
        raise Refused(409, "refused.draft")
    formats = [one for one in visit.house.jobs.formats if f"format-{one}" in visit.form]
    if not formats:
        raise Refused(422, "refused.no_format")
    visit.house.jobs.start(visit.record.id, formats)
    return RedirectResponse(f"/console/seances/{visit.record.id}/cahier", status_code=303)


async def progress(visit: Visit) -> Response:
    """How far it is: a part of the page, asked for again every second while it runs."""
    job = visit.house.jobs.of(visit.record.id)
    response = page(visit, "parts/progress.html", job=job)
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
    until, seal, name = (visit.request.path_params[one] for one in ("until", "seal", "file"))
    expected = _seal(visit, until, name)
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), expected.encode()) or not until.isdigit():
        raise Refused(403, "refused.download")
    if int(until) <= visit.house.clock.now().timestamp():
        raise Refused(410, "refused.download")
    if visit.request.headers.get("range", "").count(",") > 0:
        # Many small pieces of one file ask for more work than the file is worth.
        raise Refused(416, "refused.range")
    folder = _folder(visit)
    written = {one: at for one, _, at in await asyncio.to_thread(_files, folder)}
    if name not in written:
        raise Refused(404, "refused.no_notebook")
    version = _version(await visit.house.store.versions(visit.record.id), written[name])
    return FileResponse(folder / name, filename=friendly(visit.record, name, version))
