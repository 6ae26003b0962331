"""The sender: claims rows of the outbox, sends them at Telegram's pace, writes down what became of them.

One pump claims what may go now; each claimed row is a task; outcomes are settled in batches while the next ones are
under way. Order within a chat is the store's (it hands out one row a chat); lanes too. Here: the loop, and what each
failure does to the pace. Not here: the calls (`sending`), the pace (`pacing`), toasts (`voice`).
"""

from __future__ import annotations

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from bot.chat.pacing import CHAT_PER_SECOND, Pacing, earliest
from bot.chat.sending import Sender
from bot.chat.wire import NotConnected
from bot.errors import Gone, HorizonsError, Moved, OutsideFailure, RetryAfter, Unknown
from bot.facilitation.outgoing import Fold, Lane, ReplaceCard, ReplacePanel
from bot.facilitation.ports import Activity, Clock, OutboxRow, OutboxState, Outcome, Store

_log = logging.getLogger(__name__)

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
_MOST_CLAIMED: Final = 100
_NOT_FINAL: Final = frozenset({OutboxState.QUEUED, OutboxState.UNKNOWN})


CONCURRENCY: Final = 100
"""Messages under way at the same time. Telegram answers in 50 to 300 ms: enough for any pace it allows, and the more
go out together, the fewer transactions they cost."""


class Delivery:
    """Sends until stopped. `gone(person)`: they cannot be reached any more; called before the row is settled.

    `max_per_second` None: no pacing (a stand-in server). `chat_per_second`: Telegram's limit in one chat.
    `sweep_seconds`: how often to look for rows that a worker which died had claimed; None when there is no other
    worker. It counts as active while something sendable now exists, and as idle while it waits for the clock.
    """

    def __init__(
        self,
        sender: Sender,
        store: Store,
        clock: Clock,
        activity: Activity,
        gone: Callable[[str], Awaitable[None]],
        *,
        max_per_second: float | None = 30.0,
        chat_per_second: float = CHAT_PER_SECOND,
        concurrency: int = CONCURRENCY,
        lease_seconds: float = 300.0,
        sweep_seconds: float | None = None,
    ) -> None:
        self._sender = sender
        self._store = store
        self._clock = clock
        self._activity = activity
        self._gone = gone
        self._concurrency = concurrency
        self._lease_seconds = lease_seconds
        self._sweep_seconds = sweep_seconds
        self._pacing = Pacing(max_per_second, clock.now(), chat_per_second=chat_per_second)
        self._wake = asyncio.Event()
        self._awake = False
        self._stopping = False
        self._news = True
        self._in_flight: dict[int, OutboxRow] = {}
        self._claiming = asyncio.Lock()
        self._going_to: dict[str, set[int]] = {}
        self._landed: dict[int, asyncio.Event] = {}
        self._ask_who_waits = True
        self._outcomes: list[Outcome] = []
        self._settle = asyncio.Event()
        self._timer: asyncio.Task[None] | None = None
        self._timer_due: datetime | None = None
        self._pause = _FIRST_PAUSE

    def outbox_changed(self) -> None:
        """There may be something to send."""
        self._news = True
        self._poke()

    async def settled(self, person: str) -> None:
        """Return once nothing is in flight to that person: their messages' numbers are stored, or known unknown."""
        async with self._claiming:
            # What is being claimed right now is in flight too: wait until we know whose it is.
            rows = tuple(self._going_to.get(person, ()))
        for row in rows:
            if row in self._in_flight:
                await self._landed.setdefault(row, asyncio.Event()).wait()

    async def run(self) -> None:
        """Send until `stop`.

        Raises:
            Unauthorized: the token is not valid any more.
        """
        await self._store.expire_leases(self._clock.now())
        self.outbox_changed()
        try:
            async with asyncio.TaskGroup() as tasks:
                settling = tasks.create_task(self._settle_forever())
                sweeping = tasks.create_task(self._sweep_forever()) if self._sweep_seconds is not None else None
                await self._pump(tasks)
                while self._in_flight:
                    self._wake.clear()
                    await self._wake.wait()
                settling.cancel()
                if sweeping is not None:
                    sweeping.cancel()
        except BaseExceptionGroup as failures:
            # The first is the cause; a group would hide from the command line whose fault it is.
            raise failures.exceptions[0] from None
        finally:
            self._set_timer(None)
            self._rest()

    def stop(self) -> None:
        """Claim nothing more; `run` returns once what is under way has been sent and settled."""
        self._stopping = True
        self._poke()

    async def _pump(self, tasks: asyncio.TaskGroup) -> None:
        while not self._stopping:
            if not self._wake.is_set():
                self._rest()
            await self._wake.wait()
            self._wake.clear()
            try:
                await self._claim_what_may_go(tasks)
            except OutsideFailure as error:
                _log.warning("the outbox cannot be read: %s", error)
                self._hold_everybody()

    async def _claim_what_may_go(self, tasks: asyncio.TaskGroup) -> None:
        while not self._stopping:
            now = self._clock.now()
            free = min(self._concurrency - len(self._in_flight), _MOST_CLAIMED)
            allowed, ready = self._pacing.allowance(now, replies=self._news)
            if free <= 0:
                return  # Settling pokes.
            if allowed <= 0:
                self._set_timer(ready)
                return
            news, self._news = self._news, False
            skipped = [*self._pacing.closed_chats(now), *(row.chat for row in self._in_flight.values())]
            most = min(free, allowed)
            async with self._claiming:
                rows = await self._store.claim(now, most, self._lease_seconds, skipped)
                for row in rows:
                    self._take_off(row, now, tasks)
            if len(rows) < most:
                # That was all. What comes from now on pokes; what waits has its moment.
                await self._wait_for_the_next(now)
                return
            # Replies come first: as long as the last claim held nothing else, more of them may be waiting.
            self._news = self._news or (news and all(row.outgoing.lane is Lane.REPLY for row in rows))

    def _take_off(self, row: OutboxRow, now: datetime, tasks: asyncio.TaskGroup) -> None:
        self._in_flight[row.id] = row
        self._going_to.setdefault(row.outgoing.person, set()).add(row.id)
        self._pacing.sent(row.chat, now, overall=not isinstance(row.outgoing.body, Fold | ReplaceCard | ReplacePanel))
        self._activity.begin()
        tasks.create_task(self._deliver(row))

    def _land(self, row: OutboxRow) -> None:
        going = self._going_to[row.outgoing.person]
        going.discard(row.id)
        if not going:
            del self._going_to[row.outgoing.person]
        landed = self._landed.pop(row.id, None)
        if landed is not None:
            landed.set()
        self._activity.end()

    async def _wait_for_the_next(self, now: datetime) -> None:
        # Rows get a moment from an outcome of ours, or from a sweep; else the timer set the last time is still right.
        waiting = None
        if self._ask_who_waits:
            # Before the question: an outcome written while it is answered may come too late for it.
            self._ask_who_waits = False
            try:
                waiting = await self._store.next_outbox(now)
            except OutsideFailure:
                self._ask_who_waits = True
                raise
        self._set_timer(earliest((waiting, self._pacing.next_chat(now))))

    async def _deliver(self, row: OutboxRow) -> None:
        outcome = self._sender.again(row, _FIRST_PAUSE, "interrupted")
        try:
            outcome = await self._attempt(row, row.chat)
        except Moved as moved:
            await self._store.rehome(row.chat, str(moved.new_chat_id))
            outcome = await self._attempt(row, str(moved.new_chat_id))
        finally:
            self._outcomes.append(outcome)
            self._settle.set()

    async def _attempt(self, row: OutboxRow, chat: str) -> Outcome:
        try:
            outcome = await self._sender.send(row, chat)
        except NotConnected as error:
            return self._sender.again(row, self._hold_everybody(), str(error))
        except RetryAfter as error:
            _log.info("message %d: Telegram asks to wait %g s", row.id, error.seconds)
            self._pacing.asked_to_wait(chat, error.seconds, self._clock.now())
            return self._sender.again(row, error.seconds, "flood control")
        except Unknown as error:
            _log.warning("message %d may have been delivered: %s", row.id, error)
            return self._sender.unknown(row, str(error))
        except Gone as error:
            _log.info("message %d: nobody there any more: %s", row.id, error)
            await self._gone(row.outgoing.person)
            return Outcome(row.id, OutboxState.DEAD, reason=str(error)[:200])
        except Moved:
            if chat == row.chat:
                raise
            return Outcome(row.id, OutboxState.DEAD, reason="the chat moved twice")
        except OutsideFailure as error:
            _log.warning("message %d: %s", row.id, error)
            return self._sender.again(row, _LONGEST_PAUSE, type(error).__name__)
        except HorizonsError:
            raise
        except Exception as error:  # noqa: BLE001 -- a bug about one message must not silence everybody else's
            where = traceback.extract_tb(error.__traceback__)[-1]
            # Without the exception's text, which may quote somebody.
            _log.error("message %d: %s at %s:%s", row.id, type(error).__name__, where.filename, where.lineno)
            return Outcome(row.id, OutboxState.DEAD, reason=f"defect: {type(error).__name__}")
        self._pause = _FIRST_PAUSE
        return outcome

    async def _settle_forever(self) -> None:
        pause = _FIRST_PAUSE
        while True:
            await self._settle.wait()
            self._settle.clear()
            batch, self._outcomes = self._outcomes, []
            try:
                await self._store.settle(batch)
            except OutsideFailure as error:
                _log.warning("%d outcomes cannot be written yet: %s", len(batch), error)
                self._outcomes = batch + self._outcomes
                await self._clock.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
                self._settle.set()
                continue
            pause = _FIRST_PAUSE
            # Awake first: what these chats wait for may go now, and nobody must think us idle in between.
            self._poke()
            for outcome in batch:
                row = self._in_flight.pop(outcome.row)
                self._news = self._news or row.outgoing.lane is Lane.REPLY
                self._ask_who_waits = self._ask_who_waits or outcome.state in _NOT_FINAL
                self._land(row)

    async def _sweep_forever(self) -> None:
        while self._sweep_seconds is not None:
            await self._clock.sleep(self._sweep_seconds)
            try:
                await self._store.expire_leases(self._clock.now())
            except OutsideFailure as error:
                _log.warning("leases cannot be looked through: %s", error)
            self._ask_who_waits = True
            self._poke()

    def _hold_everybody(self) -> float:
        """No connection, or no store: everybody waits, twice as long each time. Returns the seconds."""
        pause, self._pause = self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        until = self._clock.now() + timedelta(seconds=pause)
        self._pacing.hold_everybody(until)
        self._set_timer(until)
        return pause

    def _poke(self) -> None:
        if not self._awake:
            self._awake = True
            self._activity.begin()
        self._wake.set()

    def _rest(self) -> None:
        if self._awake:
            self._awake = False
            self._activity.end()

    def _set_timer(self, due: datetime | None) -> None:
        """Poke the pump at `due`, unless it is to be poked earlier already; None: not at all."""
        if due is not None and self._timer_due is not None and self._timer_due <= due:
            return
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._timer_due = due
        if due is not None:
            self._timer = asyncio.create_task(self._poke_at(due))

    async def _poke_at(self, due: datetime) -> None:
        await self._clock.sleep(max((due - self._clock.now()).total_seconds(), 0.0))
        self._timer = None
        self._timer_due = None
        # It may have stood in for a later one.
        self._ask_who_waits = True
        self._poke()
