"""Time, chance and activity for a rehearsal: the ports `Clock`, `Alarm`, `Entropy` and `Activity` under control.

The clock stands still until somebody advances it, so that an hour of session takes as long as its work. Not here: when
to advance it (`player`).
"""

from __future__ import annotations

import asyncio
import heapq
import random
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from bot.errors import Defect

START: Final = datetime(2026, 11, 24, 18, 0, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
"""When every rehearsal begins: a Tuesday evening, no clock change near."""

MORNING: Final = datetime(2026, 11, 24, 9, 0, tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)
"""When a rehearsal over several days begins: the same Tuesday, with the day before it."""

_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
# How many turns of the loop a woken coroutine gets to say that it is busy, before quiet is believed.
_TURNS: Final = 5


class Activity(Protocol):
    """The part of the port that a virtual alarm needs."""

    def begin(self) -> None:
        """One more thing under way."""

    def end(self) -> None:
        """One less."""


class Call:
    """Something to happen at a moment of a virtual clock."""

    __slots__ = ("due", "what")

    def __init__(self, due: datetime, what: Callable[[], None]) -> None:
        self.due = due
        self.what: Callable[[], None] | None = what

    def cancel(self) -> None:
        """It is not to happen after all."""
        self.what = None


class VirtualClock:
    """A clock that moves only when told to. Whoever sleeps wakes in the order of the moments, then of arrival."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start.astimezone(UTC)
        self._calls: list[tuple[datetime, int, Call]] = []
        self._made = 0

    def now(self) -> datetime:
        """Now, aware, UTC."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Return once the clock has been advanced by that much; after a turn of the loop if none or less."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def wake() -> None:
            if not woken.done():
                woken.set_result(None)

        call = self.call_at(self._now + timedelta(seconds=seconds), wake)
        try:
            await woken
        finally:
            call.cancel()

    def call_at(self, due: datetime, what: Callable[[], None]) -> Call:
        """Have `what` called when the clock reaches `due` (at the next advance if that is past)."""
        call = Call(max(due, self._now), what)
        heapq.heappush(self._calls, (call.due, self._made, call))
        self._made += 1
        return call

    def next_due(self) -> datetime | None:
        """When the first sleeper is to wake; None if nobody sleeps."""
        while self._calls and self._calls[0][2].what is None:
            heapq.heappop(self._calls)
        return self._calls[0][0] if self._calls else None

    def advance_to_next(self) -> bool:
        """Move to the first sleeper's moment and wake that one; False, and nothing moves, if nobody sleeps."""
        if self.next_due() is None:
            return False
        due, _, call = heapq.heappop(self._calls)
        self._now = due
        what, call.what = call.what, None
        if what is not None:
            what()
        return True

    def advance_to(self, moment: datetime) -> None:
        """Move to `moment`, which no sleeper's comes before.

        Raises:
            Defect: it would move backwards, or pass over somebody who was to wake on the way.
        """
        due = self.next_due()
        if moment < self._now or (due is not None and due < moment):
            raise Defect(f"a virtual clock at {self._now} with a sleeper due at {due} cannot jump to {moment}")
        self._now = moment


class VirtualAlarm:
    """An alarm on a virtual clock. A wake under way counts as activity, so that the clock waits for its end."""

    def __init__(self, clock: VirtualClock, activity: Activity) -> None:
        self._clock = clock
        self._activity = activity
        self._wish: Call | None = None
        self._callback: Callable[[], Awaitable[None]] | None = None
        self._waking: asyncio.Task[None] | None = None
        self._again = False

    def wake_at(self, due: datetime | None) -> None:
        """Call back at `due` (or as soon as possible if past); replaces the earlier wish; None: no wish."""
        if self._wish is not None:
            self._wish.cancel()
            self._wish = None
        if due is None:
            return
        if due <= self._clock.now():
            self._ring()
        else:
            self._wish = self._clock.call_at(due, self._ring)

    def on_wake(self, callback: Callable[[], Awaitable[None]]) -> None:
        """What to call."""
        self._callback = callback

    def _ring(self) -> None:
        if self._waking is not None:
            self._again = True
            return
        self._activity.begin()
        self._waking = asyncio.get_running_loop().create_task(self._wake())

    async def _wake(self) -> None:
        try:
            while True:
                self._again = False
                if self._callback is not None:
                    await self._callback()
                if not self._again:
                    return
        finally:
            self._waking = None
            self._activity.end()


class SeededEntropy:
    """Tokens that are the same for the same seed: for rehearsals only, anybody can guess them."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def token(self, length: int) -> str:
        """`length` characters of [a-z2-7]."""
        return "".join(self._random.choices(_ALPHABET, k=length))


class Busy:
    """Counts what is under way."""

    def __init__(self) -> None:
        self._count = 0
        self._changed = asyncio.Event()

    @property
    def count(self) -> int:
        """How many things are under way."""
        return self._count

    def begin(self) -> None:
        """One more thing under way."""
        self._count += 1

    def end(self) -> None:
        """One less.

        Raises:
            Defect: nothing was under way.
        """
        if not self._count:
            raise Defect("more ends than beginnings: something is counted twice")
        self._count -= 1
        if not self._count:
            self._changed.set()

    async def quiet(self) -> None:
        """Return once nothing is under way, and whoever has just been woken has had the time to say so."""
        calm = 0
        while calm < _TURNS:
            if self._count:
                calm = 0
                self._changed.clear()
                await self._changed.wait()
            else:
                calm += 1
                await asyncio.sleep(0)
