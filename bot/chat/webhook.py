"""Updates in, by HTTPS: a small Starlette application for whoever runs behind a reverse proxy.

Commit, then 200: an answer other than 2xx makes Telegram send the update again. Here: the secret, the limits, the
answers. Not here: the server (uvicorn, in `app`) and polling (`intake`).
"""

from __future__ import annotations

import hmac
import logging
from typing import Final

from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.chat.intake import ALLOWED_UPDATES, Deliver, raw_updates
from bot.chat.wire import Wire
from bot.errors import OutsideFailure
from bot.facilitation.ports import Activity, Store

_log = logging.getLogger(__name__)

MOST_BYTES: Final = 1024 * 1024
_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 -- the header's name


def webhook_app(store: Store, deliver: Deliver, activity: Activity, secret: str, path: str = "/telegram") -> Starlette:
    """An application that takes updates at `path` from whoever knows `secret`.

    200: stored (or known already); 400: no update; 401: not from Telegram; 413: too big; 503: try again.
    """
    expected = secret.encode()

    async def receive(request: Request) -> Response:
        given = request.headers.get(_SECRET_HEADER, "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, expected):
            return Response(status_code=401)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            return Response(status_code=413)
        updates = list(raw_updates([body]))
        if not updates:
            return Response(status_code=400)
        activity.begin()
        try:
            entries = await store.receive(updates)
            if entries:
                deliver(entries)
        except OutsideFailure as error:
            _log.warning("an update could not be stored: %s", error)
            return Response(status_code=503, headers={"Retry-After": "5"})
        finally:
            activity.end()
        return Response(status_code=200)

    return Starlette(routes=[Route(path, receive, methods=["POST"])])


async def set_webhook(wire: Wire, url: str, secret: str, connections: int = 40) -> None:
    """Have Telegram send updates to `url`; what waits there is kept.

    Raises:
        As `Wire.call`.
    """
    params = {
        "url": url,
        "secret_token": secret,
        "allowed_updates": list(ALLOWED_UPDATES),
        "max_connections": connections,
        "drop_pending_updates": False,
    }
    await wire.call("setWebhook", params)


async def _body(request: Request) -> bytes | None:
    """The body, None if it is larger than `MOST_BYTES`: read no further than that, whatever its length claims."""
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BYTES:
            return None
        parts.append(part)
    return b"".join(parts)
