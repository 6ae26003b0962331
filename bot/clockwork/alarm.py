"""APScheduler as the port `Alarm`: it wakes the process and decides nothing.

Timers are rows, so the scheduler has no job store but memory: after a restart the process asks the rows again when the
next one comes due. A wake that falls late (a stalled loop, a laptop's lid) still happens, once.
"""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Final

from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler

SAFETY_SECONDS: Final = 30.0
"""Between two wakes that nobody asked for: a wish lost by a crash of another worker costs half a minute at most."""

_WISH: Final = "wish"
_SAFETY: Final = "safety"


class SchedulerAlarm:
    """Wakes at the moment wished for, and every `safety_seconds` besides. One wake at a time.

    Wishes may be made before `start`. What a callback raises is logged by the scheduler, and the next wake comes.
    """

    def __init__(self, safety_seconds: float = SAFETY_SECONDS) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC,
            # The default grace of one second silently drops a job after a two-second stall of the loop; one instance at
            # a time would drop a wish that comes due during a wake, which `_wake` is to see (it returns at once).
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 8},
        )
        self._safety_seconds = safety_seconds
        self._callback: Callable[[], Awaitable[None]] | None = None
        self._waking = False
        self._again = False

    def start(self) -> None:
        """Begin to wake. Needs a running event loop."""
        self._scheduler.add_job(self._wake, "interval", id=_SAFETY, seconds=self._safety_seconds)
        self._scheduler.start()

    def stop(self) -> None:
        """Wake no more; a wake under way goes on to its end."""
        self._scheduler.shutdown(wait=False)

    def wake_at(self, due: datetime | None) -> None:
        """Call back at `due` (or as soon as possible if past); replaces the earlier wish; None: no wish."""
        if due is not None:
            self._scheduler.add_job(self._wake, "date", run_date=due, id=_WISH, replace_existing=True)
            return
        try:
            self._scheduler.remove_job(_WISH)
        except JobLookupError:
            # It has just been granted, or there was none.
            return

    def on_wake(self, callback: Callable[[], Awaitable[None]]) -> None:
        """What to call."""
        self._callback = callback

    async def _wake(self) -> None:
        if self._waking:
            # The wish and the safety wake fell together, or a wish came due during a long wake: once more after it.
            self._again = True
            return
        self._waking = True
        try:
            while True:
                self._again = False
                if self._callback is not None:
                    await self._callback()
                if not self._again:
                    return
        finally:
            self._waking = False
