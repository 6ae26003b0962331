"""Compiled files, offered and handed over: found by their name in one folder, never by a path.

A download's address is made for one seat and lasts an hour: it is sealed with the key of the cookie, without which it
opens nothing. Not here: which folder, and what a file is called on a person's own machine (`views.notebook`,
`views.programmes`).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from starlette.responses import FileResponse

from bot.console.visit import Refused, Visit
from bot.engine.letters import slug

LASTS: Final = timedelta(hours=1)


class OfferedFile(msgspec.Struct, frozen=True):
    """A file one may take away. `format`: its suffix, by which the catalogue names it."""

    name: str
    format: str
    size: int
    at: datetime
    address: str


def named(text: str) -> str:
    """A text as a part of a file's name: « Val d'Essai » is "val-dessai"."""
    return slug(text.replace("'", "").replace("’", ""))[:60].rstrip("-")


def _there(folder: Path) -> list[tuple[str, int, float]]:
    """Name, size and moment of each file of the folder; none if there is no folder yet."""
    if not folder.is_dir():
        return []
    there = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    return [(file.name, (stat := file.stat()).st_size, stat.st_mtime) for file in there]


def _seal(visit: Visit, until: str, owner: str, file: str) -> str:
    return hmac.new(visit.seat.encode(), f"{until}/{owner}/{file}".encode(), hashlib.sha256).hexdigest()[:40]


async def offered(
    visit: Visit, owner: str, folder: Path, base: str, called: Callable[[str, float], str]
) -> list[OfferedFile]:
    """The files of a folder. `owner`: whose it is, for the seal; `base`: their address; `called`: as one saves them."""
    until = str(int((visit.house.clock.now() + LASTS).timestamp()))
    return [
        OfferedFile(
            called(name, at),
            name.rpartition(".")[2],
            size,
            datetime.fromtimestamp(at, UTC),
            f"{base}/{until}/{_seal(visit, until, owner, name)}/{name}",
        )
        for name, size, at in await asyncio.to_thread(_there, folder)
    ]


async def handed_over(visit: Visit, owner: str, folder: Path, called: Callable[[str, float], str]) -> FileResponse:
    """One file, for the person whose link it is and as long as it holds.

    Raises:
        Refused: it is not theirs, is out of date, or asks for too many pieces; or the file is not there.
    """
    until, seal, name = (visit.request.path_params[one] for one in ("until", "seal", "file"))
    expected = _seal(visit, until, owner, name)
    if not hmac.compare_digest(seal.encode("utf-8", "replace"), expected.encode()) or not until.isdigit():
        raise Refused(403, "refused.download")
    if int(until) <= visit.house.clock.now().timestamp():
        raise Refused(410, "refused.download")
    if visit.request.headers.get("range", "").count(",") > 0:
        # Many small pieces of one file ask for more work than the file is worth.
        raise Refused(416, "refused.range")
    written = {one: at for one, _, at in await asyncio.to_thread(_there, folder)}
    if name not in written:
        raise Refused(404, "refused.no_notebook")
    return FileResponse(folder / name, filename=called(name, written[name]))
