"""Timers: rows that come due become inbox entries; an alarm only wakes us to look."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Final

from bot.errors import OutsideFailure
from bot.facilitation.ports import Activity, Alarm, Clock, InboxEntry, Store

log = logging.getLogger(__name__)

RETRY_AFTER: Final = timedelta(seconds=5)


class Ticker:
    """Turns due timers into entries, each exactly once, whichever worker looks first."""

    def __init__(
        self,
        store: Store,
        alarm: Alarm,
        clock: Clock,
        activity: Activity,
        submit: Callable[[Sequence[InboxEntry]], None],
    ) -> None:
        self._store = store
        self._alarm = alarm
        self._clock = clock
        self._activity = activity
        self._submit = submit
        self._changed = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> asyncio.Task[None]:
        """Look once, then whenever the alarm rings or a timer was set. What is returned ends only if it breaks."""
        self._alarm.on_wake(self._woken)
        self._task = asyncio.create_task(self._run(), name="ticker")
        self.changed()
        return self._task

    async def stop(self) -> None:
        """Look no more."""
        self._alarm.wake_at(None)
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            if self._changed.is_set():
                self._activity.end()

    def changed(self) -> None:
        """A timer was set or dropped: the alarm may have to ring earlier."""
        if not self._changed.is_set():
            self._activity.begin()
            self._changed.set()

    async def _woken(self) -> None:
        self.changed()

    async def _run(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            try:
                self._submit(await self._store.fire_timers(self._clock.now()))
                self._alarm.wake_at(await self._store.next_due())
            except OutsideFailure as failure:
                # A full disk passes; a clock that stopped for it would leave gates closed for good.
                log.warning("timers wait: %s", failure)
                self._alarm.wake_at(self._clock.now() + RETRY_AFTER)
            finally:
                self._activity.end()
