"""Dispatch: what came in is handled lane by lane, each lane in order, lanes in parallel.

A lane is a person, a session, or a session's notebook. Nothing is remembered here: an entry that was not handled is
still in the inbox and comes back at the next start.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Final

from bot.errors import OutsideFailure
from bot.facilitation.ports import Activity, Clock, InboxEntry

log = logging.getLogger(__name__)

RETRY_SECONDS: Final = 5.0
"""How long a lane rests when the outside failed it (a full disk, a database gone).

The entry is kept and tried again.
"""

Handle = Callable[[InboxEntry], Awaitable[None]]


class Dispatcher:
    """Lanes of inbox entries on their way to `handle`."""

    def __init__(self, clock: Clock, activity: Activity) -> None:
        self._clock = clock
        self._activity = activity
        self._handle: Handle | None = None
        self._lanes: dict[str, deque[InboxEntry]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._stopping = False

    def handle_with(self, handle: Handle) -> None:
        """Who handles an entry. It raises only when the entry must be tried again."""
        self._handle = handle

    def submit(self, entries: Iterable[InboxEntry]) -> None:
        """Take entries in; returns at once."""
        if self._stopping:
            return
        handle = self._handle
        if handle is None:
            raise RuntimeError("handle_with comes before submit")
        for entry in entries:
            self._activity.begin()
            lane = self._lanes.get(entry.lane)
            if lane is not None:
                lane.append(entry)
                continue
            self._lanes[entry.lane] = deque((entry,))
            task = asyncio.create_task(self._run(entry.lane, handle), name=f"lane {entry.lane}")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _run(self, name: str, handle: Handle) -> None:
        lane = self._lanes[name]
        while lane:
            entry = lane[0]
            await self._until_handled(entry, handle)
            lane.popleft()
            self._activity.end()
        del self._lanes[name]

    async def _until_handled(self, entry: InboxEntry, handle: Handle) -> None:
        while not self._stopping:
            try:
                await handle(entry)
            except OutsideFailure as failure:
                log.warning("entry %s waits: %s", entry.id, failure)
                await self._clock.sleep(RETRY_SECONDS)
            else:
                return

    async def drain(self) -> None:
        """Return once every entry taken in has been handled."""
        while self._tasks:
            await asyncio.wait(list(self._tasks))

    async def stop(self) -> None:
        """Handle what is under way, leave the rest in the inbox."""
        self._stopping = True
        for lane in self._lanes.values():
            for _ in range(len(lane) - 1):
                lane.pop()
                self._activity.end()
        await self.drain()
