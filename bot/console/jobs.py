"""Notebooks compiled while nobody waits: one at a time, format by format, so that a page can say how far it is.

A job can be left and come back to; what it made lies in the session's folder like any other notebook. What is under way
is also written down in a folder of its own, which several consoles may share (`claims`): a job whose server stopped is
taken up once, by the first that comes back or is asked about it. Not here: what a notebook is (`notebook`), where it is
offered (`views.notebook`).
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
from bot.console.claims import Claim, claim, said
from bot.errors import AuthorError, HorizonsError, OperatorError, OutsideFailure
from bot.saying import Sayable

log = logging.getLogger(__name__)


class State(StrEnum):
    """Where a job is."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Job:
    """A session's notebook on its way. `reason`: why it failed; for a template of the agency, what is wrong with it.

    `empty`: the formats for which there is nothing (no vote of their kind). `again`: the server stopped meanwhile,
    and has taken it up again.
    """

    formats: tuple[str, ...]
    done: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)
    state: State = State.RUNNING
    reason: str = ""
    findings: tuple[Sayable, ...] = ()
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
        """The last one; what another console has under way, as far as it is noted; what one left, taken up."""
        job = self._jobs.get(session)
        if job is not None and job.state is State.RUNNING:
            return job
        file = self._notes / f"{session}.json"
        noted = _read(said(file))
        if noted is None:
            return job
        # Nobody may hold it: what another console left is taken up by whoever is asked about it.
        return self._taken_up(file) or Job(noted.formats, again=noted.again)

    def start(self, session: str, formats: Sequence[str]) -> Job:
        """Begin, unless one is under way for this session, here or in another console: then that one."""
        job = self.of(session)
        if job is not None and job.state is State.RUNNING:
            return job
        job = Job(tuple(one for one in self.formats if one in formats))
        mine = claim(self._notes / f"{session}.json")
        return job if mine is None else self._begin(session, job, mine)

    def _begin(self, session: str, job: Job, mine: Claim) -> Job:
        self._jobs[session] = job
        mine.write(_note(session, job))
        # A server that stops leaves the rest to whoever comes back.
        self._spawn(self._run(session, job, mine), f"notebook of {session}", mine.leave)
        return job

    def resume(self) -> None:
        """Take up what was under way when a server stopped. Twice cut short is a failure: it may be what stops it."""
        for file in sorted(self._notes.glob("*.json")):
            self._taken_up(file)

    def _taken_up(self, file: Path) -> Job | None:
        """The job that this note tells of, ours from now on; None if it is another's, or over."""
        mine = claim(file)
        if mine is None:
            return None
        noted = _read(mine.read())
        if noted is None:
            mine.end()
            return None
        if noted.again:
            mine.end()
            self._jobs[noted.session] = Job(noted.formats, state=State.FAILED, reason="stopped")
            return self._jobs[noted.session]
        return self._begin(noted.session, Job(noted.formats, again=True), mine)

    async def _run(self, session: str, job: Job, mine: Claim) -> None:
        async with self._turn:
            try:
                for one in job.formats:
                    try:
                        await self._write(session, [one])
                    except OperatorError as error:
                        log.info("nothing to write as %s for %s: %s", one, session, error)
                        job.empty.append(one)
                    job.done.append(one)
                    mine.write(_note(session, job))
                job.state = State.DONE
            except AuthorError as error:
                job.state, job.reason, job.findings = State.FAILED, "template", error.findings
            except OutsideFailure as error:
                log.warning("the notebook of session %s cannot be written: %s", session, error)
                job.state, job.reason = State.FAILED, "outside"
            except HorizonsError:
                log.exception("the notebook of session %s cannot be compiled", session)
                job.state, job.reason = State.FAILED, "ours"
            mine.end()


def _note(session: str, job: Job) -> bytes:
    """What is left of it, as it is written down."""
    return msgspec.json.encode(Noted(session, job.formats[len(job.done) :], job.again))


def _read(content: bytes) -> Noted | None:
    """What a note says; None if it is over, or was cut short while it was written."""
    try:
        return msgspec.json.decode(content, type=Noted)
    except msgspec.MsgspecError:
        return None
