"""Lanes: each in order, side by side, and nothing given up when the outside fails."""

from __future__ import annotations

import asyncio
from collections import defaultdict

import pytest

from bot.errors import OutsideFailure
from bot.facilitation.dispatch import RETRY_SECONDS, Dispatcher
from bot.facilitation.ports import InboxEntry
from bot.rehearsal.clock import Busy, VirtualClock


def entry(number: int, lane: str) -> InboxEntry:
    return InboxEntry(number, lane, "channel", b"")


class Handler:
    """Notes what it was given, and waits where it is told to. `failing`: how often an entry fails first."""

    def __init__(self) -> None:
        self.handled: dict[str, list[int]] = defaultdict(list)
        self.failing: dict[int, int] = {}
        self.held: dict[int, asyncio.Event] = {}

    async def __call__(self, entry: InboxEntry) -> None:
        if entry.id in self.held:
            await self.held[entry.id].wait()
        if self.failing.get(entry.id, 0):
            self.failing[entry.id] -= 1
            raise OutsideFailure("The disk is full.")
        self.handled[entry.lane].append(entry.id)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


def dispatcher(clock: VirtualClock, handler: Handler, busy: Busy) -> Dispatcher:
    made = Dispatcher(clock, busy)
    made.handle_with(handler)
    return made


async def test_one_lane_waits_and_the_others_go_on(clock: VirtualClock) -> None:
    """One person's slow answer is nobody else's delay."""
    handler, busy = Handler(), Busy()
    handler.held[1] = asyncio.Event()
    at_work = dispatcher(clock, handler, busy)
    at_work.submit([entry(1, "a"), entry(2, "b"), entry(3, "a")])
    at_work.submit([entry(4, "a"), entry(5, "b")])
    for _ in range(5):
        await asyncio.sleep(0)
    assert dict(handler.handled) == {"b": [2, 5]}
    handler.held[1].set()
    await at_work.drain()
    assert handler.handled["a"] == [1, 3, 4]
    assert busy.count == 0


async def test_what_the_outside_failed_is_tried_again_in_its_place(clock: VirtualClock) -> None:
    """A full disk passes: the entry waits, and those behind it wait with it."""
    handler, busy = Handler(), Busy()
    handler.failing[1] = 2
    at_work = dispatcher(clock, handler, busy)
    at_work.submit([entry(1, "a"), entry(2, "a")])
    began = clock.now()
    while not handler.handled:
        await asyncio.sleep(0)
        clock.advance_to_next()
        for _ in range(5):
            await asyncio.sleep(0)
    await at_work.drain()
    assert handler.handled["a"] == [1, 2]
    assert (clock.now() - began).total_seconds() == 2 * RETRY_SECONDS


async def test_stopping_finishes_what_is_under_way_and_leaves_the_rest_in_the_inbox(clock: VirtualClock) -> None:
    """An entry half handled would be handled twice; one not begun comes back at the next start."""
    handler, busy = Handler(), Busy()
    handler.held[1] = asyncio.Event()
    at_work = dispatcher(clock, handler, busy)
    at_work.submit([entry(1, "a"), entry(2, "a")])
    await asyncio.sleep(0)
    stopping = asyncio.create_task(at_work.stop())
    await asyncio.sleep(0)
    handler.held[1].set()
    await stopping
    assert dict(handler.handled) == {"a": [1]}
    at_work.submit([entry(3, "b")])
    await at_work.drain()
    assert "b" not in handler.handled
    assert busy.count == 0


async def test_an_entry_that_fails_while_stopping_is_left_for_the_next_start(clock: VirtualClock) -> None:
    """Nobody waits for a disk that may never come back."""
    handler, busy = Handler(), Busy()
    handler.failing[1] = 99
    at_work = dispatcher(clock, handler, busy)
    at_work.submit([entry(1, "a")])
    for _ in range(3):
        await asyncio.sleep(0)
    stopping = asyncio.create_task(at_work.stop())
    await asyncio.sleep(0)
    clock.advance_to_next()
    await stopping
    assert dict(handler.handled) == {}


async def test_nobody_to_handle_is_a_defect_of_the_composition(clock: VirtualClock) -> None:
    """Said at once, rather than entries that vanish."""
    at_work = Dispatcher(clock, Busy())
    with pytest.raises(RuntimeError):
        at_work.submit([entry(1, "a")])
