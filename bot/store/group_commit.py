"""Group commit: one writer takes all that is ready and makes it durable in one transaction.

Durability costs a disk flush a transaction, not a unit of work; whoever waits for it waits for that transaction and no
longer. If a transaction fails, each of its units is tried again in one of its own, so that a unit the database refuses
hurts its caller alone. Not here: what the work is (`batch`).
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from bot.errors import Defect, HorizonsError, OutsideFailure
from bot.store.database import Database
from bot.store.failures import is_collision, is_disconnect, is_transient, translated

log = logging.getLogger(__name__)

MOST_AT_ONCE: Final = 256
"""Bounds how long the first of a batch waits for the others to be written."""

_ATTEMPTS: Final = 3

Work = TypeVar("Work")


@dataclass(eq=False)
class _Job(Generic[Work]):
    work: Work
    done: asyncio.Future[Any]


class GroupCommit(Generic[Work]):
    """A queue of work in front of one writer.

    `apply` runs a batch inside the transaction it is given (off the event loop, on SQLite) and returns an outcome a
    piece of work, in order: a value, or an exception for a piece that was left out. It may be run again on the same
    work when a transaction was undone.
    `committed` is told, before the callers are, which work with which outcome is now durable.
    """

    def __init__(
        self,
        database: Database,
        apply: Callable[[Connection, Sequence[Work]], list[Any]],
        committed: Callable[[Sequence[Work], Sequence[Any]], None],
    ) -> None:
        self._database = database
        self._apply = apply
        self._committed = committed
        self._queue: deque[_Job[Work]] = deque()
        self._ready = asyncio.Event()
        self._closing = False
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start the writer."""
        self._task = asyncio.create_task(self._write(), name="store writer")

    async def stop(self) -> None:
        """Write what is queued, then stop. Work brought from now on is refused."""
        self._closing = True
        self._ready.set()
        if self._task is not None:
            await self._task

    async def do(self, work: Work) -> Any:
        """The outcome of this piece of work, once it is durable.

        A caller cancelled before the writer took its work leaves nothing behind; later, it is written all the same.

        Raises:
            Exception: the outcome, when it is one; else what the database refused, see `failures.translated`.
        """
        if self._closing:
            raise OutsideFailure("The store is closing: nothing more can be written.")
        job = _Job(work, asyncio.get_running_loop().create_future())
        self._queue.append(job)
        self._ready.set()
        return await job.done

    async def _write(self) -> None:
        while True:
            if not self._queue:
                if self._closing:
                    return
                self._ready.clear()
                await self._ready.wait()
            # Whoever the last commit woke, or the same message burst, gets to queue too.
            await asyncio.sleep(0)
            jobs: list[_Job[Work]] = []
            while self._queue and len(jobs) < MOST_AT_ONCE:
                job = self._queue.popleft()
                if not job.done.cancelled():
                    jobs.append(job)
            if jobs:
                await self._write_jobs(jobs)

    async def _write_jobs(self, jobs: list[_Job[Work]]) -> None:
        try:
            await self._transact(jobs)
        except asyncio.CancelledError:
            for job in jobs:
                job.done.cancel()
            raise
        except Exception as error:  # noqa: BLE001 -- whatever it is goes to the callers, and the writer lives on
            alone = len(jobs) == 1 and not _may_pass(error)
            # After a lost connection nobody knows whether the commit went through: trying again could double it.
            if alone or is_disconnect(error):
                self._fail(jobs, error)
                return
            log.warning("a transaction of %d units was undone (%s): one by one", len(jobs), type(error).__name__)
            for job in jobs:
                await self._write_alone(job)

    async def _write_alone(self, job: _Job[Work]) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                await self._transact([job])
            except Exception as error:  # noqa: BLE001 -- as above
                if not _may_pass(error) or attempt == _ATTEMPTS - 1:
                    self._fail([job], error)
                    return
            else:
                return

    async def _transact(self, jobs: list[_Job[Work]]) -> None:
        works = [job.work for job in jobs]
        outcomes = await self._database.write(lambda conn: self._apply(conn, works))
        self._committed(works, outcomes)
        for job, outcome in zip(jobs, outcomes, strict=True):
            if job.done.done():
                continue  # Its caller went away meanwhile.
            if isinstance(outcome, Exception):
                job.done.set_exception(outcome)
            else:
                job.done.set_result(outcome)

    def _fail(self, jobs: list[_Job[Work]], error: Exception) -> None:
        shown = translated(error)
        if isinstance(shown, Defect) or not isinstance(error, DBAPIError):
            log.error("the store could not write: %s", type(error).__name__)
        for job in jobs:
            if not job.done.done():
                # One exception each: a shared one gathers every caller's traceback. Without its cause: the library's
                # own message quotes the rows.
                job.done.set_exception(type(shown)(*shown.args) if isinstance(shown, HorizonsError) else shown)


def _may_pass(error: Exception) -> bool:
    """Whether another worker came between; after a collision, a second look finds the unit stale rather than wrong."""
    return is_transient(error) or is_collision(error)
