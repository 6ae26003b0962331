"""One measured run: a load API, one contender, so many people; figures out.

Two processes beside this one. The contender's CPU time and peak memory are the operating system's (its threads
included, the load API not), and include what it put off until nobody waited. The clock starts when everybody has been
asked question 1, and stops at the last acknowledgement or at the end of the window, whichever comes first.
"""

from __future__ import annotations

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from bench.contenders import TOKEN, Contender
from bench.process import Usage, usage

ROOT: Final = Path(__file__).resolve().parent.parent
LOOK_EVERY: Final = 0.05
JOIN_SECONDS: Final = 300.0
STOP_SECONDS: Final = 30.0
QUIET_SECONDS: Final = 60.0


class RaceFailed(Exception):
    """The contender did not get through, or lost something: its figures would mean nothing."""


@dataclass(frozen=True)
class Result:
    """Figures of one run. Times in seconds, memory in MiB, CPU in milliseconds an acknowledged answer."""

    contender: str
    people: int
    think: float
    answers: int
    seconds: float
    cpu_ms: float
    p50: float
    p95: float
    peak_mib: float
    mib_at_release: float
    join_seconds: float
    calls: dict[str, int]
    oddities: dict[str, int]
    durable: int
    complete: bool
    tail_seconds: float
    """From the last reply to the last call of all: work put off until nobody waited."""
    api_busy: float
    """Share of the window in which the load API was busy: near 1 it would be the bottleneck."""
    machine: str = field(default_factory=lambda: f"{platform.python_implementation()} {platform.python_version()}")

    @property
    def rate(self) -> float:
        """Answers acknowledged a second."""
        return self.answers / self.seconds

    @property
    def calls_an_answer(self) -> float:
        """Bot API calls other than getUpdates, an answer."""
        return sum(count for method, count in self.calls.items() if method != "getUpdates") / self.answers

    def as_dict(self) -> dict[str, Any]:
        """For the JSON file."""
        return {**asdict(self), "rate": self.rate, "calls_an_answer": self.calls_an_answer}


class Api:
    """The load API's process, as the runner sees it."""

    def __init__(self, arguments: Sequence[str]) -> None:
        command = [sys.executable, "-m", "bench.loadapi", *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        line = self.process.stdout.readline() if self.process.stdout is not None else ""
        if not line.strip().isdigit():
            raise RaceFailed("the load API did not start")
        self.url = f"http://127.0.0.1:{int(line)}"
        # No proxy, whatever the environment says: everything here stays on the loopback.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def control(self, word: str, **params: str) -> dict[str, Any]:
        """Do it, and return the state."""
        url = f"{self.url}/control/{word}?{urllib.parse.urlencode(params)}"
        with self._opener.open(url, timeout=30) as answer:
            state: dict[str, Any] = json.load(answer)
            return state


def environment() -> dict[str, str]:
    """The contender's: ours, without proxies for the loopback."""
    return {**os.environ, "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def running_api(*arguments: str) -> Iterator[Api]:
    """A load API until the end of the block."""
    api = Api(arguments)
    try:
        yield api
    finally:
        api.process.kill()
        api.process.wait()
        if api.process.stdout is not None:
            api.process.stdout.close()


@dataclass(frozen=True)
class BotRun:
    """A contender under way. `start`: what it said first, the text that people join with."""

    name: str
    pid: int
    start: str
    stdin: IO[str]
    log: Path

    def usage(self) -> Usage:
        """What its process has used so far.

        Raises:
            RaceFailed: it has ended by itself.
        """
        try:
            return usage(self.pid)
        except ProcessLookupError:
            raise RaceFailed(f"{self.name} ended by itself:\n{_tail(self.log)}") from None

    def tell(self, word: str) -> None:
        """A line on its standard input."""
        self.stdin.write(f"{word}\n")
        self.stdin.flush()


@contextmanager
def running_bot(contender: Contender, api: Api, folder: Path, *arguments: str) -> Iterator[BotRun]:
    """A contender until the end of the block."""
    command = [sys.executable, "-m", contender.module, api.url, TOKEN, str(folder), *arguments]
    with (folder / "bot.log").open("wb") as log:
        bot = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT, env=environment()
        )
    try:
        start = bot.stdout.readline().strip() if bot.stdout is not None else ""
        if not start or bot.stdin is None:
            raise RaceFailed(f"{contender.name} did not start:\n{_tail(folder / 'bot.log')}")
        yield BotRun(contender.name, bot.pid, start, bot.stdin, folder / "bot.log")
        bot.send_signal(signal.SIGTERM)
        bot.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        raise RaceFailed(f"{contender.name} did not stop within {STOP_SECONDS:.0f} s of SIGTERM") from None
    finally:
        if bot.poll() is None:
            bot.kill()
            bot.wait()
        for pipe in (bot.stdin, bot.stdout):
            if pipe is not None:
                pipe.close()


def race(
    contender: Contender,
    people: int,
    *,
    think: float = 0.0,
    window: float = 120.0,
    joining: float = JOIN_SECONDS,
    profile: Path | None = None,
) -> Result:
    """Run it once. `window` and `joining`: seconds at most.

    `profile`: where the contender, if it can, writes a profile of the measured part.

    Raises:
        RaceFailed: somebody could not join, nothing was answered, or an acknowledged answer is not in the database.
    """
    arguments = ["--people", str(people), "--end", contender.end, "--tap", contender.tap, "--think", str(think)]
    arguments += ["--seconds", str(joining + window + QUIET_SECONDS + STOP_SECONDS)]
    extra = [] if profile is None else ["--profile", str(profile)]
    with tempfile.TemporaryDirectory(prefix="horizons-bench-") as name:
        folder = Path(name)
        with running_api(*arguments) as api, running_bot(contender, api, folder, *extra) as run:
            began = time.perf_counter()
            api.control("join", text=run.start)
            state = until(api, run, "joined", people, joining)
            if state["joined"] < people:
                raise RaceFailed(
                    f"{contender.name}: {state['joined']} of {people} joined; {state['oddities']}\n{_tail(run.log)}"
                )
            join_seconds = time.perf_counter() - began
            if profile is not None:
                run.tell("profile")
            before = run.usage()
            api.control("release")
            state = until(api, run, "finished", people, window)
            quiet = until_quiet(api, run)
            after = run.usage()
        durable = contender.count_durable(folder)
        said = _tail(folder / "bot.log")
    if not state["answers"]:
        raise RaceFailed(f"{contender.name} acknowledged nothing; {state['oddities']}\n{said}")
    if durable < state["answers"]:
        raise RaceFailed(f"{contender.name} acknowledged {state['answers']} answers and stored {durable}")
    return Result(
        contender=contender.name,
        people=people,
        think=think,
        answers=state["answers"],
        seconds=state["seconds"],
        cpu_ms=1000 * (after.cpu - before.cpu) / quiet["answers"],
        p50=state["p50"],
        p95=state["p95"],
        peak_mib=after.peak / 2**20,
        mib_at_release=before.resident / 2**20,
        join_seconds=join_seconds,
        calls=quiet["calls"],
        oddities=quiet["oddities"],
        tail_seconds=quiet["quiet_after"] - state["seconds"],
        durable=durable,
        complete=state["finished"] == people,
        api_busy=state["own_cpu"] / state["seconds"],
    )


def until(api: Api, run: BotRun, what: str, count: int, seconds: float) -> dict[str, Any]:
    """Look until `what` has reached `count` or the time is up; the last state seen.

    Raises:
        RaceFailed: the contender ended by itself.
    """
    deadline = time.perf_counter() + seconds
    while True:
        state = api.control("state")
        if state[what] >= count or time.perf_counter() > deadline:
            return state
        run.usage()
        time.sleep(LOOK_EVERY)


def until_quiet(api: Api, run: BotRun) -> dict[str, Any]:
    """Look until the bot has called nothing but getUpdates for a second: what it put off counts too.

    Raises:
        RaceFailed: the contender ended by itself.
    """
    deadline = time.perf_counter() + QUIET_SECONDS
    while True:
        state = api.control("state")
        if state["idle"] >= 1.0 or time.perf_counter() > deadline:
            return state
        run.usage()
        time.sleep(LOOK_EVERY)


def _tail(file: Path) -> str:
    return "\n".join(file.read_text(errors="replace").splitlines()[-15:])
