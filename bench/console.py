"""What the console costs the bot, and how fast its pages are: `python -m bench.console`.

The survey of `bench.run` with people who think a while, so that waits mean something by themselves: once with nobody
looking, once with so many viewers of the session's live page. Afterwards the same bot is asked for its pages, in a
closed loop, and its memory is read on the way. One process for the bot, one for the load API, this one for the viewers.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import aiohttp

from bench.contender_horizons import CONSOLE
from bench.contenders import HORIZONS
from bench.race import JOIN_SECONDS, BotRun, RaceFailed, running_api, running_bot, until

PEOPLE: Final = 200
VIEWERS: Final = 50
THINK: Final = 4.0
REQUESTS: Final = 10_000
AT_ONCE: Final = 8
LOOKS: Final = 5
"""How often memory is read while those requests are made."""


@dataclass
class Seen:
    """What viewers were sent."""

    events: int = 0
    bytes: int = 0


@dataclass
class Pages:
    """One page asked for in a closed loop. Seconds."""

    name: str
    waits: list[float] = field(default_factory=list)
    seconds: float = 0.0
    size: int = 0

    def row(self) -> str:
        """As Markdown."""
        p95 = statistics.quantiles(self.waits, n=20)[-1]
        rate = len(self.waits) / self.seconds
        return f"| {self.name} | {rate:,.0f} | {1000 * p95:.0f} | {self.size / 1000:.0f} |"


class Visitors:
    """Somebody signed in, and as many windows as are wanted. Coroutines run on the loop of a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.address, self._key, self.session = (folder / CONSOLE).read_text(encoding="utf-8").split()
        self.seen = Seen()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._client: aiohttp.ClientSession | None = None
        self._watching: list[asyncio.Task[None]] = []

    def do(self, work: Any) -> Any:
        """Run it on the loop of the thread, and wait for it."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def sign_in(self) -> None:
        """By the link, as a browser does."""
        # The cookie jar refuses cookies of numeric hosts unless told.
        connector = aiohttp.TCPConnector(limit=0)
        self._client = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.CookieJar(unsafe=True))
        async with self._client.post(f"{self.address}/console/entrer", data={"cle": self._key}) as answer:
            if answer.status != 200 or answer.url.path != "/console":
                raise RaceFailed(f"nobody was signed in: {answer.status}")

    async def watch(self, viewers: int) -> None:
        """Open so many live pages."""
        self._watching = [asyncio.create_task(self._look()) for _ in range(viewers)]

    async def _look(self) -> None:
        assert self._client is not None
        timeout = aiohttp.ClientTimeout(total=None)
        address = f"{self.address}/console/seances/{self.session}/direct"
        async with self._client.get(address, timeout=timeout) as answer:
            async for line in answer.content:
                self.seen.bytes += len(line)
                self.seen.events += line.startswith(b"event: vue")

    async def leave(self) -> None:
        """Close every window."""
        for task in self._watching:
            task.cancel()
        await asyncio.gather(*self._watching, return_exceptions=True)
        if self._client is not None:
            await self._client.close()

    async def ask(self, page: Pages, path: str, times: int) -> None:
        """So many requests, `AT_ONCE` under way."""
        left = iter(range(times))

        async def one_by_one() -> None:
            assert self._client is not None
            for _ in left:
                began = time.perf_counter()
                async with self._client.get(f"{self.address}{path}") as answer:
                    body = await answer.read()
                    if answer.status != 200:
                        raise RaceFailed(f"{path}: {answer.status}")
                page.waits.append(time.perf_counter() - began)
                page.size = len(body)

        began = time.perf_counter()
        await asyncio.gather(*(one_by_one() for _ in range(AT_ONCE)))
        page.seconds += time.perf_counter() - began

    def stop(self) -> None:
        """The end."""
        self.do(self.leave())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


def turn(people: int, viewers: int, window: float, requests: int) -> tuple[str, list[str], list[float]]:
    """One survey with so many viewers: a row of the first table, rows of the second, MiB on the way.

    Raises:
        RaceFailed: somebody could not join, or a page was refused.
    """
    arguments = ["--people", str(people), "--end", HORIZONS.end, "--tap", HORIZONS.tap, "--think", str(THINK)]
    arguments += ["--seconds", str(JOIN_SECONDS + 4 * window)]
    with tempfile.TemporaryDirectory(prefix="horizons-bench-") as name, running_api(*arguments) as api:
        folder = Path(name)
        with running_bot(HORIZONS, api, folder, "--console") as run:
            api.control("join", text=run.start)
            state = until(api, run, "joined", people, JOIN_SECONDS)
            if state["joined"] < people:
                raise RaceFailed(f"{state['joined']} of {people} joined")
            visitors = Visitors(folder)
            try:
                visitors.do(visitors.sign_in())
                visitors.do(visitors.watch(viewers))
                before = run.usage()
                api.control("release")
                state = until(api, run, "finished", people, window)
                cpu = run.usage().cpu - before.cpu
                row = (
                    f"| {viewers} | {state['answers']} | {1000 * state['p50']:.0f} | {1000 * state['p95']:.0f} | "
                    f"{1000 * cpu / state['answers']:.1f} | {visitors.seen.events} |"
                )
                pages, memory = _pages(run, visitors, requests) if requests else ([], [])
            finally:
                visitors.stop()
    return row, pages, memory


def _pages(run: BotRun, visitors: Visitors, requests: int) -> tuple[list[str], list[float]]:
    asked = [
        (Pages("sessions"), "/console"),
        (Pages("a session of 200, live"), f"/console/seances/{visitors.session}"),
    ]
    memory = []
    for _ in range(LOOKS):
        for page, path in asked:
            visitors.do(visitors.ask(page, path, requests // (LOOKS * len(asked))))
        memory.append(run.usage().resident / 2**20)
    return [page.row() for page, _ in asked], memory


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--viewers", type=int, default=VIEWERS)
    parser.add_argument("--window", type=float, default=120.0, help="seconds a survey may take")
    parser.add_argument("--requests", type=int, default=REQUESTS, help="pages asked for after the second survey")
    given = parser.parse_args()
    alone, _, _ = turn(given.people, 0, given.window, 0)
    watched, pages, memory = turn(given.people, given.viewers, given.window, given.requests)
    print(f"{given.people} people, {THINK:g} s of thought an answer:\n")
    print("| viewers | answers | p50 ms | p95 ms | CPU ms/answer | pages sent to viewers |\n|---|---|---|---|---|---|")
    print(f"{alone}\n{watched}\n")
    print("| page | requests/s | p95 ms | kB |\n|---|---|---|---|")
    print("\n".join(pages))
    print(f"\nMiB resident, every {given.requests // LOOKS:,} requests: " + ", ".join(f"{one:.0f}" for one in memory))


if __name__ == "__main__":
    main()
