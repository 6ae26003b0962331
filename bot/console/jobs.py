"""Notebooks compiled while nobody waits: one at a time, format by format, so that a page can say how far it is.

A job can be left and come back to; what it made lies in the session's folder like any other notebook. What is under way
is also written down in a folder of its own: a server that stops meanwhile takes it up again once it is back, once. Not
here: what a notebook is (`notebook`), where it is offered (`views.notebook`).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import msgspec

from bot.console.background import Background
from bot.errors import AuthorError, HorizonsError, OperatorError, OutsideFailure

log = logging.getLogger(__name__)


class State(StrEnum):
    """Where a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """A session's notebook on its way. `reason`: why it failed; for a template of the agency, the lines that say so.

    `empty`: the formats for which there is nothing (no vote of their kind). `again`: the server stopped meanwhile,
    and has taken it up again.
    """

    formats: tuple[str, ...]
    done: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    state: State = State.RUNNING
    reason: str = ""
    lines: tuple[str, ...] = ()
    again: bool = False

    @property
    def current(self) -> str:
        """The format under way."""
        return self.formats[len(self.done)] if len(self.done) < len(self.formats) else ""


class Noted(msgspec.Struct, frozen=True):
    """A job as it is written down: what is left of it, and whether it was taken up again already."""

    session: str
    formats: tuple[str, ...]
    again: bool = False


class Jobs(Background):
    """The last job of each session. Closed, what is written is whole, and the rest is taken up at the next start.

    `write`: compiles a session's notebook in these formats; `notes`: the folder where what is under way is noted.
    """

    def __init__(
        self, write: Callable[[str, Sequence[str]], Awaitable[list[Path]]], formats: Sequence[str], notes: Path
    ) -> None:
        super().__init__()
        self.formats = tuple(formats)
        self._write = write
        self._notes = notes
        self._jobs: dict[str, Job] = {}
        # Compiling takes a processor: two notebooks at once would only make both, and the bot, slower.
        self._turn = asyncio.Lock()

    def of(self, session: str) -> Job | None:
        """The last one."""
        return self._jobs.get(session)

    def start(self, session: str, formats: Sequence[str]) -> Job:
        """Begin, unless one is under way for this session: then that one."""
        job = self._jobs.get(session)
        if job is not None and job.state is State.RUNNING:
            return job
        return self._begin(session, Job(tuple(one for one in self.formats if one in formats)))

    def _begin(self, session: str, job: Job) -> Job:
        self._jobs[session] = job
        self._note(session, job)
        self._spawn(self._run(session, job), f"notebook of {session}")
        return job

    def resume(self) -> None:
        """Take up what was under way when the server stopped. Twice cut short is a failure: it may be what stops it."""
        for file in sorted(self._notes.glob("*.json")):
            try:
                noted = msgspec.json.decode(file.read_bytes(), type=Noted)
            except msgspec.MsgspecError:
                # Cut short while it was written: there is nothing to take up.
                file.unlink()
                continue
            if noted.again:
                file.unlink()
                self._jobs[noted.session] = Job(noted.formats, state=State.FAILED, reason="stopped")
            else:
                self._begin(noted.session, Job(noted.formats, again=True))

    def _note(self, session: str, job: Job) -> None:
        """Write down what is left of it; nothing is kept of what is over."""
        file = self._notes / f"{session}.json"
        if job.state is not State.RUNNING:
            file.unlink(missing_ok=True)
            return
        self._notes.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.encode(Noted(session, job.formats[len(job.done) :], job.again)))

    async def _run(self, session: str, job: Job) -> None:
        async with self._turn:
            try:
                for one in job.formats:
                    try:
                        await self._write(session, [one])
                    except OperatorError as error:
                        log.info("nothing to write as %s for %s: %s", one, session, error)
                        job.empty.append(one)
                    job.done.append(one)
                    self._note(session, job)
                job.state = State.DONE
            except AuthorError as error:
                job.state, job.reason, job.lines = State.FAILED, "template", error.lines
            except OutsideFailure as error:
                log.warning("the notebook of session %s cannot be written: %s", session, error)
                job.state, job.reason = State.FAILED, "outside"
            except HorizonsError:
                log.exception("the notebook of session %s cannot be compiled", session)
                job.state, job.reason = State.FAILED, "ours"
            # Not where it is cancelled: a server that stops will take it up again.
            self._note(session, job)
