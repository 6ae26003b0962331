"""What is under way while nobody waits, held so that it can be waited for, or stopped with the server."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine


class Background:
    """The tasks of one kind that are under way. asyncio itself keeps none of them alive."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def _spawn(self, work: Coroutine[None, None, None], name: str, then: Callable[[], object] | None = None) -> None:
        """Begin it. `name`: what it is called where tasks that hang are listed; `then`: done after it, however it ends.

        A task that is stopped before it began runs nothing of its own.
        """
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        if then is not None:
            task.add_done_callback(lambda _: then())

    async def idle(self) -> None:
        """Return once nothing is under way."""
        await asyncio.gather(*self._tasks)

    async def close(self) -> None:
        """Stop what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
