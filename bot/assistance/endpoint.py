"""One question to a model over HTTP: bounded in time and size, followed nowhere, and every failure named.

What is sent and what comes back is logged nowhere: both quote people, and the request carries the key.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import msgspec

from bot.assistance.asking import question
from bot.facilitation.assistance import AssistantFailed, Hitch, Shown

MOST_BYTES: Final = 512 * 1024
_CHUNK: Final = 16 * 1024
_CONNECT_SECONDS: Final = 10.0
_PATH: Final = "/chat/completions"
_BUSY: Final = frozenset({429, 503})
_KEY_OR_MODEL: Final = frozenset({400, 401, 403, 404, 422})


class _Message(msgspec.Struct, frozen=True):
    content: str


class _Choice(msgspec.Struct, frozen=True):
    message: _Message


class _Completion(msgspec.Struct, frozen=True):
    choices: list[_Choice]


class Endpoint:
    """A model at a base address (`https://…/v1`). `key` is sent if it is not empty; `seconds`: for a whole answer."""

    def __init__(self, url: str, model: str, key: str, seconds: float) -> None:
        self._url = url.rstrip("/") + _PATH
        self._model = model
        self._key = key
        self._seconds = seconds

    @property
    def name(self) -> str:
        """Host and model."""
        parts = urlsplit(self._url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname}{port} ({self._model})"

    async def draft(self, about: str, shown: Sequence[Shown], language: str) -> str:
        """What the model writes.

        Raises:
            AssistantFailed: no connection, no answer in time, an error, a redirect, too much, or nothing to be read.
        """
        try:
            async with asyncio.timeout(self._seconds):
                status, body = await self._post(question(self._model, about, shown, language))
        except TimeoutError:
            raise AssistantFailed(Hitch.TOO_LATE) from None
        # `from None`: the library's own words may hold the address.
        except (aiohttp.ClientError, OSError, ValueError):
            raise AssistantFailed(Hitch.UNREACHABLE) from None
        if status != 200:
            raise AssistantFailed(_hitch(status))
        try:
            found = msgspec.json.decode(body, type=_Completion)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            raise AssistantFailed(Hitch.UNREADABLE) from None
        if not found.choices:
            raise AssistantFailed(Hitch.UNREADABLE)
        return found.choices[0].message.content

    async def _post(self, body: bytes) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        # A connection a question: they are asked for by hand. Unpacked by nobody: a small answer may hold a huge one.
        async with (
            aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=_CONNECT_SECONDS),
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            ) as session,
            session.post(
                self._url, data=body, headers=headers, allow_redirects=False, proxy=_proxy(self._url)
            ) as answer,
        ):
            if answer.status != 200:
                return answer.status, b""
            read = bytearray()
            async for part in answer.content.iter_chunked(_CHUNK):
                read += part
                if len(read) > MOST_BYTES:
                    raise AssistantFailed(Hitch.TOO_LONG)
            return answer.status, bytes(read)


def _proxy(url: str) -> str | None:
    # Not aiohttp's `trust_env`, which would also read passwords of a .netrc.
    parts = urlsplit(url)
    host = parts.hostname or ""
    return None if host in {"127.0.0.1", "localhost", "::1"} or proxy_bypass(host) else getproxies().get(parts.scheme)


def _hitch(status: int) -> Hitch:
    if status in _BUSY:
        return Hitch.BUSY
    return Hitch.REFUSED if status in _KEY_OR_MODEL else Hitch.FAILED
