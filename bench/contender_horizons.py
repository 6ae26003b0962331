"""Horizons itself: the real composition (`bot.app`) against the load API, as `horizons run` puts it together.

Its sessions are made beforehand by the same use case as a facilitator's gesture, straight into the store; everything
after that comes over HTTP. Pacing is off unless asked for: the other contenders know none. Lines on standard input:
`profile` starts the profiler, and the figures are written to `--profile FILE` at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import cProfile
import logging
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pydantic import SecretStr
from sqlalchemy import Connection

from bench.contenders import DATABASE, FACILITATOR
from bench.notebook import a_session, make
from bot import app
from bot.authoring.shelf import FileShelf
from bot.clockwork import SchedulerAlarm, SystemClock, SystemEntropy
from bot.engine.events import SessionOpened
from bot.facilitation import addressed, launch
from bot.facilitation.addressed import ToSession
from bot.facilitation.policy import Policy
from bot.facilitation.records import Person
from bot.facilitation.writes import Post, SavePerson
from bot.settings import Settings
from bot.store import SqlStore, open_store
from bot.store.group_commit import GroupCommit

COMPILING_SECONDS: Final = 600
WORKSHOPS: Final = Path(__file__).resolve().parent / "workshops"
SURVEY: Final = "enquete"
HALL: Final = "hall"
CONSOLE: Final = "console"
"""The file that says where the console is, the key that signs in, and the session."""


async def prepare(store: SqlStore, workshop: str) -> tuple[str, str]:
    """Open a session of that workshop, if there is none yet; returns (session id, join code)."""
    for record in await store.sessions():
        if record.workshop == workshop:
            return record.id, record.join
    shelf = FileShelf.of_folder(WORKSHOPS)
    source = shelf.read(workshop)
    policy = Policy(frozenset({str(FACILITATOR)}), link=str, notebooks=Path())
    person = Person("facilitator", "telegram", str(FACILITATOR), str(FACILITATOR), "fr")
    record, _, writes = launch.creation(
        shelf.load(source),
        source,
        {},
        person.id,
        clock=SystemClock(),
        entropy=SystemEntropy(),
        policy=policy,
    )
    opened = addressed.encode(ToSession(record.id, SessionOpened(), by=person.id))
    await store.commit([SavePerson(person), *writes, Post(addressed.session_lane(record.id), opened)])
    return record.id, record.join


class Profiles:
    """The event loop's thread and the store's writer thread, each under a profiler of its own once started."""

    def __init__(self) -> None:
        self.loop = cProfile.Profile()
        self.writer = cProfile.Profile()
        self.started = False

    def start(self) -> None:
        """From now on. To be called on the event loop's thread."""
        self.started = True
        self.loop.enable()

    def watch_writer(self) -> None:
        """Have each transaction of the writer run under the second profiler."""
        transact = GroupCommit.__init__

        def profiled(writer: Any, database: Any, apply: Callable[..., Any], committed: Any) -> None:
            def under_profiler(conn: Connection, works: Any) -> Any:
                return self.writer.runcall(apply, conn, works) if self.started else apply(conn, works)

            transact(writer, database, under_profiler, committed)

        setattr(GroupCommit, "__init__", profiled)  # noqa: B010 -- mypy refuses the assignment to a method

    def dump(self, file: Path) -> None:
        """Write both: `FILE`, and `FILE.writer`."""
        self.loop.disable()
        self.loop.dump_stats(file)
        self.writer.dump_stats(f"{file}.writer")


async def run(given: argparse.Namespace) -> None:
    """Run until SIGTERM; prints what people join with, then the hall's session and join code if asked for."""
    folder = Path(given.folder)
    profiles = Profiles()
    if given.profile:
        profiles.watch_writer()
    url = f"sqlite+aiosqlite:///{folder / DATABASE}"
    async with open_store(url) as store:
        _, join = await prepare(store, SURVEY)
        hall = await prepare(store, HALL) if given.hall else None
    settings = Settings(
        token=SecretStr(given.token),
        facilitators=frozenset({FACILITATOR}),
        database_url=url,
        workshops_dir=WORKSHOPS,
        notebooks_dir=folder / "notebooks",
        api_base_url=given.base_url,
        log_level="WARNING",
        listen_port=0,
    )
    alarm = SchedulerAlarm()
    alarm.start()
    outside = app.Outside(SystemClock(), alarm, SystemEntropy(), app.Idle())
    pace = app.Pace(given.per_second or None)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    if given.profile:
        loop.add_reader(sys.stdin.fileno(), lambda: _read_line(profiles))
    async with (
        app.service(settings, outside, pace=pace, console=given.console) as bot,
        asyncio.TaskGroup() as meanwhile,
    ):
        compiling = meanwhile.create_task(_compile_again(*given.compiling)) if given.compiling else None
        if bot.console is not None:
            key = await bot.console.doors.link("facilitator")
            (session, *_) = await bot.store.sessions()
            (folder / CONSOLE).write_text(f"{bot.policy.console} {key} {session.id}", encoding="utf-8")
        print(" ".join([f"/start {join}", *(hall or ())]), flush=True)
        stopped, ended = asyncio.create_task(stop.wait()), asyncio.create_task(bot.wait())
        done, _ = await asyncio.wait((stopped, ended), return_when=asyncio.FIRST_COMPLETED)
        if given.profile:
            loop.remove_reader(sys.stdin.fileno())
            profiles.dump(Path(given.profile))
        if ended in done:
            await ended
        ended.cancel()
        if compiling is not None:
            compiling.cancel()
    alarm.stop()


async def _compile_again(people: str, name: str) -> None:
    """A notebook in a format, again and again, in a thread, as the bot makes them. It ends even if nobody stops it."""
    material = await asyncio.to_thread(a_session, int(people))
    end = time.monotonic() + COMPILING_SECONDS
    while time.monotonic() < end:
        await asyncio.to_thread(make, material, name)


def _read_line(profiles: Profiles) -> None:
    if sys.stdin.readline().strip() == "profile":
        profiles.start()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url")
    parser.add_argument("token")
    parser.add_argument("folder")
    parser.add_argument("--per-second", type=float, default=0.0, help="messages a second at most; 0: no pacing")
    parser.add_argument("--hall", action="store_true", help="open the session that a broadcast goes to as well")
    parser.add_argument("--console", action="store_true", help="serve the console, and say where in a file")
    parser.add_argument("--compiling", nargs=2, metavar=("PEOPLE", "FORMAT"), help="make that notebook again and again")
    parser.add_argument("--profile", default="", help="file for the profile; starts at `profile` on standard input")
    logging.basicConfig(level=logging.WARNING)
    app.start(run(parser.parse_args()))


if __name__ == "__main__":
    main()
