"""One request of somebody who may make it, and the ways of refusing one.

Here: what handlers are given, bounded forms, the token that every change carries. Not here: who may (`guard`).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from bot.console import multipart
from bot.console.house import House
from bot.console.multipart import Brought
from bot.facilitation.organisations import Role
from bot.facilitation.programmes import Programme
from bot.facilitation.records import Person, SessionRecord

COOKIE: Final = "horizons"
TOKEN: Final = "jeton"  # noqa: S105 -- the field's name
MOST_BYTES: Final = 256 * 1024
MOST_FIELDS: Final = 100
FORM: Final = "application/x-www-form-urlencoded"


class Refused(Exception):
    """The request is not granted. `key`: the sentence that says why and what to do, of the catalogue `words`."""

    def __init__(self, status: int, key: str) -> None:
        self.status = status
        self.key = key
        super().__init__(key)


@dataclass(frozen=True)
class Visit:
    """A request, who makes it, and the session or programme it is about. `seat` is the key of the cookie."""

    house: House
    request: Request
    language: str
    person: Person | None = None
    seat: str = ""
    roles: frozenset[Role] = frozenset()
    session: SessionRecord | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    programme: Programme | None = None
    files: tuple[Brought, ...] = ()

    @property
    def inside(self) -> Programme:
        """The programme; only behind doors that are about one."""
        assert self.programme is not None  # noqa: S101 -- the guard found it
        return self.programme

    @property
    def somebody(self) -> Person:
        """Who is signed in; only behind the doors that ask for it."""
        assert self.person is not None  # noqa: S101 -- the guard let nobody else through
        return self.person

    @property
    def record(self) -> SessionRecord:
        """The session; only behind doors that are about one."""
        assert self.session is not None  # noqa: S101 -- the guard found it
        return self.session

    @property
    def token(self) -> str:
        """What a form must bring back: it proves that the page was ours and this person's."""
        return form_token(self.seat)


def form_token(seat: str) -> str:
    """The token of the forms shown in that seat."""
    return hashlib.sha256(f"form:{seat}".encode()).hexdigest()[:40] if seat else ""


def number_in(text: str, otherwise: int = 0) -> int:
    """The number that an address or a form gives (a version, a page, a setting), eight digits at the most."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise


def same(given: str, expected: str) -> bool:
    """Compared in constant time, whatever was given."""
    return bool(expected) and hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())


async def read_form(
    request: Request, most_bytes: int = MOST_BYTES, *, with_files: bool = False, too_large: str = "refused.large"
) -> tuple[dict[str, str], tuple[Brought, ...]]:
    """The fields of a form, of several of one name the last; and the files it brings, where a form may.

    `too_large`: the sentence that says that it is.

    Raises:
        Refused: it is too large, too long, not a form of ours, or the browser says another site sent it.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise Refused(403, "refused.elsewhere")
    kind = request.headers.get("content-type", "")
    name = kind.partition(";")[0].strip().lower()
    if name != FORM and not (with_files and name == multipart.FORM):
        raise Refused(415, "refused.form")
    parts: list[bytes] = []
    size = 0
    try:
        async for part in request.stream():
            size += len(part)
            if size > most_bytes:
                raise Refused(413, too_large)
            parts.append(part)
    except ClientDisconnect:
        raise Refused(400, "refused.form") from None
    body = b"".join(parts)
    files: tuple[Brought, ...] = ()
    try:
        if name == FORM:
            text = body.decode("ascii")
            pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace")
        else:
            pairs, files = multipart.read(kind, body, MOST_FIELDS)
    except ValueError:
        raise Refused(400, "refused.form") from None
    return {field: cleaned(value) for field, value in pairs}, files


def cleaned(text: str) -> str:
    """A typed text without what no database and no page can carry: NUL and control characters, lone surrogates."""
    kept = "".join(one for one in text if one in "\n\t" or not (ord(one) < 32 or 127 <= ord(one) < 160))
    return kept.encode("utf-8", "replace").decode("utf-8")
