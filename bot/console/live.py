"""Pages that follow what happens: one rendering a change, shared by everybody who looks at it.

A session that moves is drawn again at most once a second, whatever the number of viewers; nothing is drawn for a
session nobody looks at. Not here: what is drawn (`views.session`), who may look (`guard`, and `still` now and then).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Final

from bot.errors import HorizonsError

log = logging.getLogger(__name__)

EVERY: Final = 1.0
QUIET: Final = 15.0
"""Minutes left go by without anything happening."""
POLL: Final = 2.0
"""How often to look where another process runs the bot and nobody tells us."""
HEARTBEAT: Final = 20.0
CHECK: Final = 10.0

Draw = Callable[[], Awaitable[str]]


@dataclass
class Channel:
    """What the viewers of one page of one session in one language see."""

    draw: Draw
    text: str = ""
    version: int = 0
    viewers: int = 0
    dirty: asyncio.Event = field(default_factory=asyncio.Event)
    moved: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Hub:
    """Every channel that has a viewer."""

    def __init__(self, *, every: float = EVERY, quiet: float = QUIET) -> None:
        self._every = every
        self._quiet = quiet
        self._channels: dict[tuple[str, str], Channel] = {}
        self._closed = False

    def touched(self, session: str, participant: str = "") -> None:
        """Something of the session changed."""
        for (its, _), channel in self._channels.items():
            if its == session:
                channel.dirty.set()

    async def follow(
        self, session: str, what: str, draw: Draw, still: Callable[[], Awaitable[bool]]
    ) -> AsyncGenerator[str, None]:
        """What is to be seen, now and each time it changes; an empty string now and then, to keep the line open.

        `what` names what is drawn and in which language. Ends when `still` says that this viewer may not look any
        more, or the house closes.
        """
        channel = self._channels.setdefault((session, what), Channel(draw))
        channel.viewers += 1
        if channel.task is None:
            channel.dirty.set()
            channel.task = asyncio.create_task(self._keep(channel), name=f"live {session}")
        loop = asyncio.get_running_loop()
        seen, checked = 0, loop.time()
        try:
            while not self._closed:
                if loop.time() - checked >= CHECK:
                    checked = loop.time()
                    if not await still():
                        return
                if channel.version > seen:
                    seen = channel.version
                    yield channel.text
                    continue
                try:
                    await asyncio.wait_for(channel.moved.wait(), HEARTBEAT)
                except TimeoutError:
                    yield ""
        finally:
            channel.viewers -= 1
            if not channel.viewers:
                self._channels.pop((session, what), None)
                channel.task.cancel()

    async def _keep(self, channel: Channel) -> None:
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(channel.dirty.wait(), self._quiet)
            channel.dirty.clear()
            try:
                text = await channel.draw()
            except HorizonsError as error:
                log.warning("a live page waits: %s", type(error).__name__)
            else:
                if text != channel.text:
                    channel.text = text
                    channel.version += 1
                    channel.moved.set()
                    channel.moved = asyncio.Event()
            await asyncio.sleep(self._every)

    @property
    def watched(self) -> int:
        """How many channels have a viewer."""
        return len(self._channels)

    def end(self) -> None:
        """Every viewer's stream ends at once, so that a server may stop."""
        self._closed = True
        for channel in self._channels.values():
            channel.moved.set()

    async def close(self) -> None:
        """No more: every viewer's stream ends, nothing is drawn."""
        self.end()
        tasks = [channel.task for channel in self._channels.values() if channel.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
