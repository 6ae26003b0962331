"""The loop that every command runs on."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable
from typing import Any


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """The loop of uvloop where it is installed: the same behaviour, faster."""
    if sys.platform == "win32":
        return asyncio.new_event_loop
    import uvloop

    return uvloop.new_event_loop


def start(main: Awaitable[Any]) -> Any:
    """Run a coroutine to its end on the fastest loop there is."""

    async def awaited() -> Any:
        return await main

    # Short-lived structs by the thousand make Python's collector run every few answers, and look through everything
    # that stays: a fifth of the processor time an answer costs, measured with it on and off in one run.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    # While a thread works in Python (a notebook being compiled, a large vote being counted), the loop waits this long
    # for its turn, several times an answer. At the default of five milliseconds people waited four seconds for a reply
    # for as long as a notebook took; at half a millisecond, a tenth of one, and no work took longer (`bench.notebook`).
    sys.setswitchinterval(0.0005)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(awaited())
