"""Pushing updates to the bot's own web server.

Here: lanes (an update waits for the one before it of the same chat, or of the same person for taps; lanes run side by
side), the secret header, retries with growing delay, and what getWebhookInfo tells. Not here: the queue itself
(updates.py). Unlike Telegram, a method call in the webhook's answer is not carried out.
"""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

import aiohttp

from bot.rehearsal.botapi.errors import bad_request, conflict
from bot.rehearsal.botapi.updates import Updates, Waiting

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not its value
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = frozenset({443, 80, 88, 8443})


class Webhook:
    """The webhook of one bot. `first_retry_s` is real time; each failure doubles it, up to `longest_retry_s`."""

    def __init__(
        self,
        updates: Updates,
        now: Callable[[], datetime],
        *,
        first_retry_s: float = 0.1,
        longest_retry_s: float = 60.0,
    ) -> None:
        self.url = ""
        self._updates = updates
        self._now = now
        self._first_retry_s = first_retry_s
        self._longest_retry_s = longest_retry_s
        self._secret: str | None = None
        self._max_connections = 40
        self._ip_address: str | None = None
        self._last_error: tuple[int, str] | None = None
        self._lanes: dict[str, deque[Waiting]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._connections = asyncio.Semaphore(self._max_connections)
        self._http: aiohttp.ClientSession | None = None
        updates.webhook_active = lambda: bool(self.url)
        updates.on_push = self._enqueue

    async def set(self, given: dict[str, Any]) -> None:
        """setWebhook: check, keep, and push what already waits. An empty `url` removes the webhook.

        Raises:
            Refusal: 400 for an address Telegram would not call (plain http is allowed to this machine only).
        """
        url = str(given["url"])
        secret = given.get("secret_token")
        connections = given.get("max_connections", 40)
        if url:
            _check(url, secret, connections)
        self._updates.allow(given.get("allowed_updates"))
        await self._stop_pushing()
        if given.get("drop_pending_updates"):
            self._updates.drop_all()
        self.url, self._secret, self._max_connections = url, secret, connections
        self._ip_address = given.get("ip_address")
        self._last_error = None
        if url:
            self._updates.terminate_poll(conflict("terminated by setWebhook request"))
            self._connections = asyncio.Semaphore(connections)
            self._http = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60))
            for update in list(self._updates.waiting.values()):
                self._enqueue(update)

    def info(self) -> dict[str, Any]:
        """A WebhookInfo."""
        told: dict[str, Any] = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": len(self._updates.waiting),
        }
        if self.url:
            told["max_connections"] = self._max_connections
            if self._ip_address:
                told["ip_address"] = self._ip_address
        if self._last_error is not None:
            told["last_error_date"], told["last_error_message"] = self._last_error
        if self._updates.allowed:
            told["allowed_updates"] = list(self._updates.allowed)
        return told

    async def close(self) -> None:
        """Stop pushing; what was not accepted stays in the queue."""
        self.url = ""
        await self._stop_pushing()

    async def _stop_pushing(self) -> None:
        workers, self._workers = self._workers, set()
        self._lanes.clear()
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
        if self._http is not None:
            await self._http.close()
            self._http = None

    def _enqueue(self, update: Waiting) -> None:
        if not self.url:
            return
        lane = self._lanes.get(update.lane)
        if lane is not None:
            lane.append(update)
            return
        self._lanes[update.lane] = deque([update])
        worker = asyncio.get_running_loop().create_task(self._run(update.lane))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _run(self, name: str) -> None:
        lane = self._lanes[name]
        while lane:
            update, wait_s = lane[0], self._first_retry_s
            while update.update_id in self._updates.waiting and not await self._push(update):
                await asyncio.sleep(wait_s)
                wait_s = min(wait_s * 2, self._longest_retry_s)
            lane.popleft()
        del self._lanes[name]

    async def _push(self, update: Waiting) -> bool:
        assert self._http is not None, "a lane runs only while the webhook is set"  # noqa: S101 - narrows for mypy
        headers = {"Content-Type": "application/json"}
        if self._secret:
            headers[SECRET_HEADER] = self._secret
        try:
            async with (
                self._connections,
                self._http.post(self.url, data=json.dumps(update.body).encode(), headers=headers) as response,
            ):
                if 200 <= response.status < 300:
                    self._updates.confirm(update.update_id)
                    return True
                finding = f"Wrong response from the webhook: {response.status} {response.reason}"
        except aiohttp.ClientError:
            finding = "Connection refused"
        except TimeoutError:
            finding = "Read timeout expired"
        self._last_error = (int(self._now().timestamp()), finding)
        return False


def _check(url: str, secret: str | None, connections: int) -> None:
    parts = urlsplit(url)
    loopback = parts.hostname in _LOOPBACK
    if parts.scheme != "https" and not (parts.scheme == "http" and loopback):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not loopback and (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
    if secret is not None:
        if not 1 <= len(secret) <= 256:
            raise bad_request("secret token must be 1-256 characters long")
        if not all(char.isascii() and (char.isalnum() or char in "_-") for char in secret):
            raise bad_request("secret token contains unallowed characters")
    if not 1 <= connections <= 100:
        raise bad_request("max_connections must be between 1 and 100 (stand-in is strict)")
