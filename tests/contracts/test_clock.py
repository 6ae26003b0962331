"""What a clock promises, held by the machine's clock and by the virtual one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest

from bot.clockwork import SystemClock
from bot.errors import Defect
from bot.facilitation.ports import Clock
from bot.rehearsal.clock import START, VirtualClock

# Long beside a turn of the loop, short beside a test.
A_WHILE = 0.02


class Passing:
    """A clock on which time passes by itself while the block runs, whichever clock it is."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    @asynccontextmanager
    async def going(self) -> AsyncIterator[Clock]:
        if not isinstance(self.clock, VirtualClock):
            yield self.clock
            return
        driver = asyncio.create_task(self._drive(self.clock))
        try:
            yield self.clock
        finally:
            driver.cancel()
            await asyncio.gather(driver, return_exceptions=True)

    @staticmethod
    async def _drive(clock: VirtualClock) -> None:
        while True:
            for _ in range(5):
                await asyncio.sleep(0)
            clock.advance_to_next()


@pytest.fixture(params=["system", "virtual"])
def passing(request: pytest.FixtureRequest) -> Passing:
    return Passing(SystemClock() if request.param == "system" else VirtualClock())


async def test_now_is_aware_and_in_utc(passing: Passing) -> None:
    """Naive times are what makes a 02:30 reminder ring twice in October."""
    assert passing.clock.now().utcoffset() == timedelta(0)
    assert passing.clock.now().tzinfo is UTC


async def test_a_sleep_lasts_at_least_as_long_as_asked(passing: Passing) -> None:
    """A retry that comes before `retry_after` is refused again."""
    async with passing.going() as clock:
        before = clock.now()
        await clock.sleep(A_WHILE)
        assert clock.now() - before >= timedelta(seconds=A_WHILE)


@pytest.mark.parametrize("seconds", [0.0, -1.0])
async def test_a_sleep_of_nothing_returns_by_itself(passing: Passing, seconds: float) -> None:
    """A due moment already past must not wait for somebody to move the clock."""
    await asyncio.wait_for(passing.clock.sleep(seconds), 1.0)


async def test_sleepers_wake_in_the_order_of_their_moments(passing: Passing) -> None:
    """The deadline set for later must not pass before the reminder set for sooner."""
    woken: list[str] = []

    async def sleep(name: str, seconds: float) -> None:
        await passing.clock.sleep(seconds)
        woken.append(name)

    async with passing.going():
        await asyncio.gather(sleep("late", 3 * A_WHILE), sleep("soon", A_WHILE), sleep("later", 6 * A_WHILE))
    assert woken == ["soon", "late", "later"]


async def test_a_cancelled_sleeper_is_gone(passing: Passing) -> None:
    """A timer moved to another time must not hold the clock, nor wake anybody."""
    async with passing.going() as clock:
        sleeper = asyncio.create_task(clock.sleep(3600))
        await asyncio.sleep(0)
        sleeper.cancel()
        await asyncio.gather(sleeper, return_exceptions=True)
        before = clock.now()
        await clock.sleep(A_WHILE)
        assert clock.now() - before < timedelta(seconds=60)


# -- what only a virtual clock can promise ----------------------------------------------------------------------------


async def test_a_virtual_clock_stands_still_until_it_is_moved() -> None:
    """An evening plays in seconds because nothing waits for real time."""
    clock = VirtualClock()
    sleeper = asyncio.create_task(clock.sleep(60))
    await asyncio.sleep(0)
    assert clock.now() == START
    assert clock.next_due() == START + timedelta(seconds=60)
    assert clock.advance_to_next()
    await sleeper
    assert clock.now() == START + timedelta(seconds=60)
    assert not clock.advance_to_next()


async def test_equal_moments_wake_in_the_order_they_were_asked_for() -> None:
    """The same seed must play the same evening."""
    clock = VirtualClock()
    woken: list[int] = []
    for number in range(20):
        clock.call_at(START + timedelta(seconds=1), lambda number=number: woken.append(number))  # type: ignore[misc]
    while clock.advance_to_next():
        pass
    assert woken == list(range(20))


async def test_a_virtual_clock_never_jumps_over_a_sleeper_nor_backwards() -> None:
    """A deadline that is passed over would never pass."""
    clock = VirtualClock()
    clock.call_at(START + timedelta(seconds=10), lambda: None)
    clock.advance_to(START + timedelta(seconds=10))
    with pytest.raises(Defect, match="cannot jump"):
        clock.advance_to(START + timedelta(seconds=11))
    with pytest.raises(Defect, match="cannot jump"):
        clock.advance_to(START)


def test_rehearsals_begin_on_an_evening_in_paris() -> None:
    """Quiet hours and Sundays would silence the reminders that a rehearsal is to show."""
    assert datetime(2026, 11, 24, 17, 0, tzinfo=UTC) == START
