"""HTTP to the Bot API on aiohttp: one bounded pool, used raw by `Wire` and as PTB's request class by `ExtBot`.

Not httpx: its pool is quadratic in open connections, and at 500 people it took 50-65 % of a bot's processor time.
Here: sending bytes and getting bytes, and what went wrong sorted by whether the request can have arrived. Not here:
what the Bot API answers (`wire`). No URL ever enters a message or a log: it contains the token.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
from aiohttp import hdrs
from telegram._utils.defaultvalue import DefaultValue
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest

from bot.errors import HorizonsError

if TYPE_CHECKING:
    from telegram._utils.types import ODVInput
    from telegram.request import RequestData

CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0

File = tuple[str, bytes, str]
"""Name, content, content type."""


_JSON: Final = {hdrs.CONTENT_TYPE: "application/json"}
_NEVER_SENT: Final = (aiohttp.ConnectionTimeoutError, aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError)


class NeverSent(HorizonsError):
    """No connection was made: the server cannot have seen the request."""


class NoAnswer(HorizonsError):
    """The request left, or may have; nothing that can be read came back."""


class Pool:
    """A bounded set of connections. Open it inside the event loop, close it there.

    A request beyond `connections` waits for a free one; that wait counts towards no timeout. The proxy that the
    environment names is used, but never for a server on this machine.
    """

    def __init__(self, connections: int = 128, *, connect_seconds: float = CONNECT_SECONDS) -> None:
        self._connections = connections
        self._connect_seconds = connect_seconds
        self._session: aiohttp.ClientSession | None = None
        self._turns = asyncio.Semaphore(connections)

    async def open(self) -> None:
        """Ready to post; opening twice is harmless."""
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(limit=self._connections, ttl_dns_cache=300)
            self._session = aiohttp.ClientSession(
                connector=connector,
                # The Bot API sets no cookies, and its answers are too short to be worth unpacking.
                cookie_jar=aiohttp.DummyCookieJar(),
                skip_auto_headers=("User-Agent", "Accept", "Accept-Encoding"),
                trust_env=False,
            )

    async def close(self) -> None:
        """Close every connection; closing twice is harmless."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def send(
        self, method: str, url: str, body: bytes | aiohttp.FormData | None, seconds: float | None
    ) -> tuple[int, bytes]:
        """Status and body of the answer. Bytes in `body` are JSON. `seconds`: for the answer, once connected.

        Raises:
            NeverSent: no connection.
            NoAnswer: connected, then cut or too slow.
        """
        if self._session is None:
            raise NeverSent("the connection pool is not open")
        timeout = _timeout(seconds, self._connect_seconds)
        headers = _JSON if isinstance(body, bytes) else None
        request = self._session.request
        async with self._turns:
            try:
                async with request(
                    method, url, data=body, headers=headers, timeout=timeout, proxy=_proxy(url)
                ) as answer:
                    return answer.status, await answer.read()
            # `from None` everywhere: aiohttp's own words may hold the URL.
            except (
                aiohttp.ConnectionTimeoutError,
                aiohttp.ClientConnectorError,
                aiohttp.ClientHttpProxyError,
            ) as error:
                raise NeverSent(_named(error)) from None
            except aiohttp.InvalidURL:
                raise NeverSent("the server's address is no URL") from None
            except (aiohttp.ClientError, TimeoutError, OSError) as error:
                raise NoAnswer(_named(error)) from None


@lru_cache(maxsize=64)
def _timeout(seconds: float | None, connect_seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None if seconds is None else seconds + connect_seconds,
        sock_connect=connect_seconds,
        sock_read=seconds,
    )


@lru_cache(maxsize=64)
def _proxy_of(scheme: str, host: str) -> str | None:
    # Not aiohttp's `trust_env`, which would send a rehearsal on loopback through the proxy too.
    if host in {"127.0.0.1", "localhost", "::1"} or proxy_bypass(host):
        return None
    return getproxies().get(scheme)


def _proxy(url: str) -> str | None:
    parts = urlsplit(url)
    return _proxy_of(parts.scheme, parts.hostname or "")


def _named(error: BaseException) -> str:
    reason = getattr(error, "os_error", error)
    detail = getattr(reason, "strerror", None) if isinstance(reason, OSError) else None
    return f"{type(error).__name__}: {detail}" if isinstance(detail, str) and detail else type(error).__name__


def multipart(params: Mapping[str, Any], files: Mapping[str, File]) -> aiohttp.FormData:
    """A form with files in it; values that are not text are JSON, as the Bot API wants them."""
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        form.add_field(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    for name, (file_name, content, content_type) in files.items():
        form.add_field(name, content, filename=file_name, content_type=content_type)
    return form


class AiohttpRequest(BaseRequest):
    """PTB's request class over a `Pool`, for `ExtBot`. Shutting it down closes the pool."""

    def __init__(self, pool: Pool, *, read_seconds: float = READ_SECONDS) -> None:
        self._pool = pool
        self._read_seconds = read_seconds

    @property
    def read_timeout(self) -> float | None:
        """Seconds that an answer may take unless a call says otherwise."""
        return self._read_seconds

    async def initialize(self) -> None:
        """Open the pool."""
        await self._pool.open()

    async def shutdown(self) -> None:
        """Close the pool."""
        await self._pool.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Status and body.

        Raises:
            TimedOut: it may have arrived.
            NetworkError: it has not.
        """
        seconds = self._read_seconds if isinstance(read_timeout, DefaultValue) else read_timeout
        body: bytes | aiohttp.FormData | None = None
        if request_data is not None:
            uploads = request_data.multipart_data
            body = _ptb_form(request_data, uploads) if uploads else request_data.json_payload
        try:
            return await self._pool.send(method, url, body, seconds)
        except NeverSent as error:
            raise NetworkError(f"not connected ({error})") from None
        except NoAnswer as error:
            raise TimedOut(f"no answer ({error})") from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer as Python values. Unlike PTB's, it logs nothing: an answer quotes people.

        Raises:
            TelegramError: it is not JSON.
        """
        try:
            value = json.loads(payload.decode("utf-8", "replace"))
        except ValueError:
            raise TelegramError("Invalid server response") from None
        if not isinstance(value, dict):
            raise TelegramError("Invalid server response")
        return value


def _ptb_form(request_data: RequestData, uploads: Mapping[str, Any]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in request_data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, content_type) in uploads.items():
        form.add_field(name, content, filename=file_name, content_type=content_type)
    return form
