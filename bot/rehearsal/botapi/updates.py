"""Updates that wait for the bot, and getUpdates.

Here: the queue with Telegram's offset semantics, the sticky filter of kinds, long polling and its conflicts, and
"everything is confirmed". Not here: pushing updates to a web server (webhook.py) and what an update says (world.py).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rehearsal.botapi.errors import Refusal, bad_request, conflict

MAX_BATCH = 100
RETENTION_S = 24 * 3600

KINDS = frozenset(
    {
        "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
        "edited_business_message", "deleted_business_messages", "guest_message", "message_reaction",
        "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
        "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
        "chat_join_request", "chat_boost", "removed_chat_boost", "managed_bot",
    }
)  # fmt: skip
# Telegram sends these only to bots that list them.
_ON_DEMAND = frozenset({"message_reaction", "message_reaction_count", "chat_member"})


@dataclass(frozen=True, slots=True)
class Waiting:
    """One update in the queue. `lane` is what its webhook order hangs on: the chat, or the person who taps."""

    update_id: int
    body: dict[str, Any]
    lane: str
    at: float


class Updates:
    """The queue of one bot.

    `now` is the stand-in's clock (retention), `first_id` the identifier of the first update.
    """

    def __init__(self, now: Callable[[], datetime], first_id: int = 100_000_001) -> None:
        self.waiting: OrderedDict[int, Waiting] = OrderedDict()
        self.allowed: tuple[str, ...] = ()
        self.webhook_active: Callable[[], bool] = lambda: False
        self.on_push: Callable[[Waiting], None] = lambda _update: None
        self._now = now
        self._next_id = first_id
        self._poller: asyncio.Future[Refusal | None] | None = None
        self._settlers: list[asyncio.Future[None]] = []
        self._poll_watchers: list[asyncio.Future[None]] = []

    def push(self, kind: str, payload: dict[str, Any], lane: str) -> int | None:
        """Queue an update and wake whoever polls; None if the bot asked not to hear of that kind."""
        if (self.allowed and kind not in self.allowed) or (not self.allowed and kind in _ON_DEMAND):
            return None
        update_id = self._next_id
        self._next_id += 1
        update = Waiting(update_id, {"update_id": update_id, kind: payload}, lane, self._now().timestamp())
        self.waiting[update_id] = update
        self._wake(None)
        self.on_push(update)
        return update_id

    def confirm(self, update_id: int) -> None:
        """Forget one update: its webhook call was answered with 2xx."""
        self.waiting.pop(update_id, None)
        self._settle()

    def drop_all(self) -> None:
        """Forget everything that waits (drop_pending_updates)."""
        self.waiting.clear()
        self._settle()

    def allow(self, kinds: Any) -> None:
        """Change the filter; None keeps the one before, an empty list restores Telegram's default."""
        if kinds is None:
            return
        if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
            raise bad_request("can't parse allowed_updates JSON object")
        if unknown := set(kinds) - KINDS:
            raise bad_request(f'unknown kind of update "{min(unknown)}" (stand-in is strict)')
        self.allowed = tuple(kinds)

    async def poll(self, offset: int, limit: int, timeout_s: float) -> Sequence[dict[str, Any]]:
        """One getUpdates call; `timeout_s` is in real seconds.

        Raises:
            Refusal: 409 when a webhook is set, or when a newer getUpdates takes over while this one waits.
        """
        if self.webhook_active():
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        if self._poller is not None:
            self._wake(
                conflict("terminated by other getUpdates request; make sure that only one bot instance is running")
            )
        self._forget_below(offset)
        limit = limit if 1 <= limit <= MAX_BATCH else MAX_BATCH
        if not self.waiting and timeout_s > 0:
            # Telegram waits at most 50 s whatever one asks for.
            await self._wait(min(timeout_s, 50.0))
        return [update.body for update, _ in zip(self.waiting.values(), range(limit), strict=False)]

    async def settled(self) -> None:
        """Return once no update is left unconfirmed."""
        while self.waiting:
            settler: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._settlers.append(settler)
            await settler

    async def polled(self) -> None:
        """Return once a getUpdates call is waiting for something to happen."""
        while self._poller is None:
            watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._poll_watchers.append(watcher)
            await watcher

    def terminate_poll(self, refusal: Refusal) -> None:
        """Answer a waiting getUpdates with `refusal`."""
        self._wake(refusal)

    async def _wait(self, timeout_s: float) -> None:
        poller: asyncio.Future[Refusal | None] = asyncio.get_running_loop().create_future()
        self._poller = poller
        _release(self._poll_watchers)
        try:
            refusal = await asyncio.wait_for(poller, timeout_s)
        except TimeoutError:
            return
        finally:
            if self._poller is poller:
                self._poller = None
        if refusal is not None:
            raise refusal

    def _wake(self, refusal: Refusal | None) -> None:
        poller, self._poller = self._poller, None
        if poller is not None and not poller.done():
            poller.set_result(refusal)

    def _forget_below(self, offset: int) -> None:
        if offset < 0:
            while len(self.waiting) > -offset:
                self.waiting.popitem(last=False)
        while self.waiting and next(iter(self.waiting)) < offset:
            self.waiting.popitem(last=False)
        oldest_kept = self._now().timestamp() - RETENTION_S
        while self.waiting and next(iter(self.waiting.values())).at < oldest_kept:
            self.waiting.popitem(last=False)
        self._settle()

    def _settle(self) -> None:
        if not self.waiting:
            _release(self._settlers)


def _release(waiting: list[asyncio.Future[None]]) -> None:
    """Let everybody in `waiting` go on, and empty it."""
    for each in waiting:
        if not each.done():
            each.set_result(None)
    waiting.clear()
