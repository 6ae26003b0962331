"""Compiled files, offered and handed over: found by their name in one folder, never by a path.

A download's address is made for one seat and lasts an hour: it is sealed with the key of the cookie, without which it
opens nothing. Not here: which folder, and what a file is called on a person's own machine (`views.notebook`,
`views.programmes`).
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

import msgspec
from starlette.responses import FileResponse

from bot.console.visit import Refused, Visit
from bot.engine.letters import slug
from bot.facilitation.access import LOCAL
from bot.facilitation.journal import DOWNLOADED, SENT_TO_CHAT, export
from bot.facilitation.outgoing import Lane, Outgoing, SendFile
from bot.facilitation.records import Person, SessionRecord
from bot.facilitation.writes import Send, Write, WriteJournal

LASTS: Final = timedelta(hours=1)
MOST_SENT: Final = 50_000_000
"""Bytes of a file that a chat takes."""


class OfferedFile(msgspec.Struct, frozen=True):
    """A file one may take away. `there`: its name in the folder; `format`: its suffix."""

    there: str
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
            name,
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
    return FileResponse(folder / name, filename=await called_there(folder, name, called))


async def called_there(folder: Path, name: str, called: Callable[[str, float], str]) -> str:
    """What a file of the folder is called on a person's own machine.

    Raises:
        Refused: there is no such file in it.
    """
    written = {one: at for one, _, at in await asyncio.to_thread(_there, folder)}
    if name not in written:
        raise Refused(404, "refused.no_notebook")
    return called(name, written[name])


async def noted(visit: Visit, sessions: Sequence[SessionRecord], file: str) -> None:
    """Write a download into the journal of each session it is of; once, however a browser fetches it."""
    if visit.request.headers.get("range", "bytes=0-").startswith("bytes=0-"):
        await visit.house.store.commit(_lines(visit, sessions, file, DOWNLOADED))


async def sent(
    visit: Visit, sessions: Sequence[SessionRecord], folder: Path, called: Callable[[str, float], str]
) -> None:
    """Send the file that the form names to this person's own chat.

    Raises:
        Refused: there is no such file, or no chat to send it to, or it is larger than a chat takes.
    """
    person, name = visit.somebody, visit.form.get("fichier", "")
    there = await called_there(folder, name, called)
    if not may_be_sent_to(person):
        raise Refused(409, "refused.no_chat")
    if (await asyncio.to_thread((folder / name).stat)).st_size > MOST_SENT:
        raise Refused(413, "refused.too_large_for_chat")
    path = (folder / name).relative_to(visit.house.policy.notebooks).as_posix()
    send = Send(Outgoing(person.id, person.language, Lane.REPLY, SendFile(path, there)))
    await visit.house.commit([send, *_lines(visit, sessions, there, SENT_TO_CHAT)])


def may_be_sent_to(person: Person) -> bool:
    """Whether this person has a chat with the bot."""
    return person.channel != LOCAL and person.reachable


def _lines(visit: Visit, sessions: Sequence[SessionRecord], file: str, gesture: str) -> list[Write]:
    """A line for each, but for a session whose answers, journal and all, are erased."""
    at = visit.house.clock.now()
    return [WriteJournal(export(one.id, at, file, gesture)) for one in sessions if one.purged_at is None]
