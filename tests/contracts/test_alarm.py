"""What an alarm promises, held by the scheduler's and by the virtual one."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from bot.clockwork import SchedulerAlarm, SystemClock
from bot.facilitation.ports import Alarm, Clock
from bot.rehearsal.clock import Busy, VirtualAlarm, VirtualClock

SOON = timedelta(seconds=0.05)
LATER = timedelta(seconds=0.2)


@dataclass
class Bench:
    """An alarm, the clock it goes by, and what it has called."""

    alarm: Alarm
    clock: Clock
    pass_time: Callable[[timedelta], Awaitable[None]]
    woken: list[datetime] = field(default_factory=list)

    async def note(self) -> None:
        self.woken.append(self.clock.now())


@pytest.fixture(params=["scheduler", "virtual"])
async def bench(request: pytest.FixtureRequest) -> AsyncIterator[Bench]:
    if request.param == "virtual":
        clock, busy = VirtualClock(), Busy()

        async def pass_virtual(span: timedelta) -> None:
            end = clock.now() + span
            while True:
                await busy.quiet()
                due = clock.next_due()
                if due is None or due > end:
                    clock.advance_to(end)
                    await busy.quiet()
                    return
                clock.advance_to_next()

        made = Bench(VirtualAlarm(clock, busy), clock, pass_virtual)
        made.alarm.on_wake(made.note)
        yield made
        return

    async def pass_real(span: timedelta) -> None:
        await asyncio.sleep(span.total_seconds())

    alarm = SchedulerAlarm(safety_seconds=3600)
    made = Bench(alarm, SystemClock(), pass_real)
    made.alarm.on_wake(made.note)
    alarm.start()
    yield made
    alarm.stop()


async def test_it_wakes_at_the_moment_wished_for_and_once(bench: Bench) -> None:
    """Early, the timer's row is not due yet and nobody asks again; twice is a row fired twice."""
    due = bench.clock.now() + SOON
    bench.alarm.wake_at(due)
    await bench.pass_time(2 * LATER)
    assert len(bench.woken) == 1
    assert bench.woken[0] >= due


async def test_a_moment_already_past_wakes_at_once(bench: Bench) -> None:
    """After downtime, what came due meanwhile is due now."""
    bench.alarm.wake_at(bench.clock.now() - timedelta(hours=3))
    await bench.pass_time(LATER)
    assert len(bench.woken) == 1


async def test_a_new_wish_takes_the_place_of_the_earlier_one(bench: Bench) -> None:
    """Only the next timer matters; the store says which one that is."""
    bench.alarm.wake_at(bench.clock.now() + SOON)
    due = bench.clock.now() + LATER
    bench.alarm.wake_at(due)
    await bench.pass_time(2 * LATER)
    assert len(bench.woken) == 1
    assert bench.woken[0] >= due


async def test_no_wish_means_no_wake(bench: Bench) -> None:
    """A cancelled timer must not wake a process that is stopping."""
    bench.alarm.wake_at(bench.clock.now() + SOON)
    bench.alarm.wake_at(None)
    bench.alarm.wake_at(None)
    await bench.pass_time(LATER)
    assert bench.woken == []


async def test_the_next_wish_may_be_made_while_waking(bench: Bench) -> None:
    """That is how timers follow one another: look at the rows, then wish for the next."""
    rings = 0

    async def wake() -> None:
        nonlocal rings
        rings += 1
        if rings < 3:
            bench.alarm.wake_at(bench.clock.now() + SOON)

    bench.alarm.on_wake(wake)
    bench.alarm.wake_at(bench.clock.now() + SOON)
    await bench.pass_time(6 * SOON + LATER)
    assert rings == 3


async def test_a_wish_that_comes_due_during_a_wake_is_granted_after_it(bench: Bench) -> None:
    """Two wakes at a time would look at the same rows twice; a wish dropped would leave one unfired."""
    at_once = 0
    most = 0
    rings = 0

    async def wake() -> None:
        nonlocal at_once, most, rings
        rings += 1
        at_once += 1
        most = max(most, at_once)
        if rings == 1:
            bench.alarm.wake_at(bench.clock.now())
            for _ in range(20):
                await asyncio.sleep(0)
        at_once -= 1

    bench.alarm.on_wake(wake)
    bench.alarm.wake_at(bench.clock.now())
    await bench.pass_time(LATER)
    assert (rings, most) == (2, 1)


async def test_the_scheduler_wakes_now_and_then_even_without_a_wish() -> None:
    """A wish that was lost costs one round, not a session that stands still."""
    woken = asyncio.Event()

    async def wake() -> None:
        woken.set()

    alarm = SchedulerAlarm(safety_seconds=0.05)
    alarm.on_wake(wake)
    alarm.start()
    try:
        await asyncio.wait_for(woken.wait(), 5)
    finally:
        alarm.stop()
