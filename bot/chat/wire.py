"""One Bot API call: parameters out, raw result back, and whatever goes wrong sorted by what to do next.

Raw on purpose: parsing a sent `Message` into PTB's objects costs 181 µs and nobody reads it. Here: the answer's shapes
and the errors. Not here: pacing and retries (`delivery`, `intake`).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import Any, ClassVar, Final, Self

import msgspec

from bot.chat.cleaning import loads_leniently
from bot.chat.request import READ_SECONDS, File, NeverSent, NoAnswer, Pool, multipart
from bot.errors import Gone, HorizonsError, Moved, OutsideFailure, RetryAfter, Undeliverable, Unknown

_MEDIA_SECONDS: Final = 120.0
_AGAIN_SECONDS: Final = 1.0

# 400s that say the same as a 403: nobody is there.
_NOBODY: Final = ("chat not found", "peer_id_invalid", "user not found", "user_id_invalid")


class NotConnected(RetryAfter):
    """No connection was made. It is everybody's turn to wait, not one chat's."""

    def __init__(self, reason: str) -> None:
        super().__init__(_AGAIN_SECONDS)
        self.args = (f"no connection to the Bot API ({reason})",)


class Refused(Undeliverable):
    """The Bot API will never take this request as it is (400). `description` is its reason."""

    def __init__(self, method: str, description: str) -> None:
        self.description = description
        super().__init__(f"{method}: {description}")


class Conflict(OutsideFailure):
    """Somebody else reads this bot's updates: another poller, or a webhook (409)."""


class Unauthorized(HorizonsError):
    """The token is not one the Bot API knows (401, or 404 for one of the wrong shape)."""

    exit_code: ClassVar[int] = 1


class _Parameters(msgspec.Struct):
    migrate_to_chat_id: int | None = None
    retry_after: float | None = None


class _Answer(msgspec.Struct):
    ok: bool
    result: msgspec.Raw = msgspec.Raw(b"null")
    error_code: int = 0
    description: str = ""
    parameters: _Parameters | None = None


_ANSWER: Final = msgspec.json.Decoder(_Answer)
_UPDATES: Final = msgspec.json.Decoder(list[msgspec.Raw])
_ENCODE: Final = msgspec.json.Encoder().encode


class Wire:
    """Calls to one bot's API. The token stays inside: neither `repr` nor any error shows it."""

    def __init__(self, pool: Pool, token: str, base_url: str = "https://api.telegram.org") -> None:
        self._pool = pool
        self._prefix = f"{base_url.rstrip('/')}/bot{token}/"

    @classmethod
    def to(cls, base_url: str, token: str, connections: int = 128) -> Self:
        """A wire with a pool of its own; use it as an async context manager."""
        return cls(Pool(connections), token, base_url)

    def __repr__(self) -> str:
        return "Wire(…)"

    async def __aenter__(self) -> Self:
        await self._pool.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._pool.close()

    async def call(
        self,
        method: str,
        params: Mapping[str, Any],
        files: Mapping[str, File] | None = None,
        *,
        seconds: float = READ_SECONDS,
    ) -> Any:
        """The `result` of a method, as plain JSON values. `seconds`: how long the answer may take.

        Raises:
            RetryAfter: flood control; `NotConnected` if there was no connection at all.
            Moved: the group has another id now.
            Gone: blocked, deactivated, or no such chat.
            Unknown: no answer, or none that can be read: it may have happened all the same.
            Refused: the request itself is wrong.
            Conflict: another poller or a webhook.
            Unauthorized: not a valid token.
        """
        raw = await self._call(method, params, files, seconds)
        return _loads(method, raw)

    async def updates(self, offset: int, limit: int, timeout: int, allowed: tuple[str, ...]) -> list[bytes]:  # noqa: ASYNC109 -- Telegram's own long poll, in seconds
        """A long poll: each update as its own bytes, so that one that cannot be parsed delays nobody.

        Raises:
            As `call`.
        """
        params = {"offset": offset, "limit": limit, "timeout": timeout, "allowed_updates": list(allowed)}
        raw = await self._call("getUpdates", params, None, timeout + READ_SECONDS)
        try:
            return [bytes(update) for update in _UPDATES.decode(raw)]
        except ValueError:
            loose = _loads("getUpdates", raw)
            if not isinstance(loose, list):
                raise Unknown("getUpdates: the answer is no list") from None
            return [_ENCODE(update) for update in loose]

    async def _call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, File] | None, seconds: float
    ) -> bytes:
        body = multipart(params, files) if files else _ENCODE(params)
        try:
            status, content = await self._pool.send(
                "POST", self._prefix + method, body, max(seconds, _MEDIA_SECONDS) if files else seconds
            )
        except NeverSent as error:
            raise NotConnected(str(error)) from None
        except NoAnswer as error:
            raise Unknown(f"{method}: {error}") from None
        answer = _read(method, status, content)
        if answer.ok:
            return bytes(answer.result)
        raise _failure(method, answer.error_code or status, answer)


def _read(method: str, status: int, content: bytes) -> _Answer:
    try:
        return _ANSWER.decode(content)
    except ValueError:
        pass
    try:
        return msgspec.convert(loads_leniently(content), _Loose).strict()
    except ValueError:
        # A proxy's page, or a body cut short. A 2xx was surely carried out; a 429 surely not.
        if status < 300 or status >= 500:
            raise Unknown(f"{method}: {status} and an answer that is no JSON") from None
        return _Answer(ok=False, error_code=status, description="an answer that is no JSON")


class _Loose(msgspec.Struct):
    """`_Answer` for values already decoded: `Raw` exists in bytes only."""

    ok: bool
    result: Any = None
    error_code: int = 0
    description: str = ""
    parameters: _Parameters | None = None

    def strict(self) -> _Answer:
        raw = msgspec.Raw(_ENCODE(self.result))
        return _Answer(self.ok, raw, self.error_code, self.description, self.parameters)


def _loads(method: str, raw: bytes) -> Any:
    try:
        return msgspec.json.decode(raw)
    except ValueError:
        pass
    try:
        return loads_leniently(raw)
    except ValueError:
        raise Unknown(f"{method}: the result is no JSON") from None


def _failure(method: str, code: int, answer: _Answer) -> HorizonsError:
    description = answer.description or f"error {code}"
    parameters = answer.parameters or _Parameters()
    if parameters.migrate_to_chat_id is not None:
        return Moved(parameters.migrate_to_chat_id)
    if parameters.retry_after is not None:
        return RetryAfter(max(parameters.retry_after, 0.0))
    match code:
        case 429:
            return RetryAfter(_AGAIN_SECONDS)
        case 403:
            return Gone(f"{method}: {description}")
        case 400 if any(words in description.lower() for words in _NOBODY):
            return Gone(f"{method}: {description}")
        case 401 | 404:
            return Unauthorized("The bot token is not one Telegram knows; copy it again from @BotFather.")
        case 409:
            return Conflict(f"{method}: {description}")
        case _ if code >= 500:
            # Telegram's own trouble comes after the request was taken: it may have been carried out.
            return Unknown(f"{method}: {description}")
        case _:
            return Refused(method, description)
