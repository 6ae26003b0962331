"""A bot that is killed again and again, and started again at once. Not a test.

The moment is chosen by counting calls, not by the clock, so that every kind of call is struck: before it took effect,
after it took effect and before the bot could know, or a few milliseconds later.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.rehearsal.botapi import Fault, Faults

ROOT = Path(__file__).parents[2]
LATER_AT_MOST = 0.08
"""Seconds: what follows a call (a settled message, a handled update, a commit) is over by then."""

# What every start begins with: killed there again and again, no session would go on.
_STARTING = frozenset({"getMe", "getMyCommands", "setMyCommands", "deleteWebhook"})


class Killer(Faults):
    """Counts the bot's calls and kills it when its turn comes; in `struck`, on which method and how."""

    def __init__(self, seed: int, kills: int, between: tuple[int, int]) -> None:
        super().__init__()
        self._chance = random.Random(seed)
        self._between = between
        self._left = 0
        self.to_come = kills
        self.struck: list[tuple[str, str]] = []
        self.process: asyncio.subprocess.Process | None = None
        self._again()

    def _again(self) -> None:
        self._left = self._chance.randint(*self._between)

    def strike(self, method: str, chat_id: int | None) -> Fault | None:
        """The call under way, as the stand-in asks about it."""
        process = self.process
        if process is None or process.returncode is not None or not self.to_come:
            return super().strike(method, chat_id)
        if method in _STARTING:
            return super().strike(method, chat_id)
        self._left -= 1
        if self._left > 0:
            return super().strike(method, chat_id)
        self.to_come -= 1
        self._again()
        how = self._chance.choice(("before", "after", "later"))
        self.struck.append((method, how))
        # No two kills of one process.
        self.process = None
        if how == "later":
            asyncio.get_running_loop().call_later(self._chance.uniform(0, LATER_AT_MOST), process.kill)
            return None
        process.kill()
        return Fault("drop_connection" if how == "before" else "lost_ack")


async def keep_alive(killer: Killer, environment: Mapping[str, str], log: Path) -> None:
    """Run the bot until cancelled; whenever it was killed, start it again.

    Raises:
        AssertionError: it stopped by itself.
    """
    # A process that is killed writes down nothing of what it covered: measuring it only slows it.
    outside = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE_")}
    with log.open("ab") as output:
        while True:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.endurance.bot_process",
                cwd=ROOT,
                env={**outside, **environment, "PYTHONPATH": str(ROOT)},
                stdout=output,
                stderr=output,
            )
            killer.process = process
            try:
                code = await process.wait()
            except asyncio.CancelledError:
                process.kill()
                await process.wait()
                raise
            assert code == -signal.SIGKILL, f"the bot stopped by itself with {code}: see {log}"
