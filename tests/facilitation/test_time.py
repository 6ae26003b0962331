"""Timers: rows that come due, reminders that hold their tongue, and the two nights when clocks change."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

import pytest

from bot.engine.effects import Standing
from bot.engine.events import TimerFired
from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.errors import Defect, OutsideFailure
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import CockpitPanel, Sentence
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store
from bot.facilitation.ticker import Ticker
from bot.rehearsal.clock import Busy, VirtualAlarm
from bot.store import SqlStore
from tests.facilitation.support import ADA, PARIS, Desk, desk, said

LEA, NOE = 11, 12
STORY = timedelta(minutes=10)
"""What is planned for « vécu »: a reminder after half of it."""


def in_paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc, arg-type]  # a calendar's numbers


async def at_the_story(at: Desk, *users: int) -> str:
    record = await at.opened(*users)
    for user in users:
        await at.taps(user, Act.PASS)
    return record.id


async def test_a_reminder_comes_once_to_who_is_silent_and_never_to_who_answered(at: Desk) -> None:
    """Half the time is gone: a word to those who have not written, and not a second one."""
    await at_the_story(at, LEA, NOE)
    await at.says(NOE, "un récit assez long pour cela")
    await at.pass_time(at.clock.now() + STORY)
    assert (at.heard(LEA, Phrase.REMINDER), at.heard(NOE, Phrase.REMINDER)) == (1, 0)


@pytest.mark.parametrize(
    "evening",
    [in_paris(2026, 11, 24, 20, 58), in_paris(2026, 11, 29, 15, 0)],
    ids=["at night", "on a Sunday"],
)
async def test_no_reminder_in_quiet_hours(tmp_path: Path, evening: datetime) -> None:
    """Asynchronous days run over nights and Sundays: a phone must not ring then."""
    async with desk(tmp_path, start=evening) as at:
        await at_the_story(at, LEA)
        await at.pass_time(at.clock.now() + STORY)
        assert at.heard(LEA, Phrase.REMINDER) == 0


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        (in_paris(2026, 11, 24, 20, 10), in_paris(2026, 11, 25, 8, 0)),
        (in_paris(2026, 11, 28, 20, 10), in_paris(2026, 11, 30, 8, 0)),
        (in_paris(2026, 10, 24, 20, 10), in_paris(2026, 10, 26, 8, 0)),
    ],
    ids=["at night", "Saturday night", "the night when clocks change"],
)
async def test_a_facilitators_probe_waits_for_the_morning(tmp_path: Path, evening: datetime, morning: datetime) -> None:
    """She works late; the phone of who has gone to bed must not ring. Tapped twice, it is sent once."""
    async with desk(tmp_path, start=evening) as at:
        session = await at_the_story(at, LEA)
        await at.says(LEA, "un récit assez long pour cela")
        (story,) = await at.contributions("vecu")
        await at.pass_time(evening + timedelta(hours=2))
        for _ in range(2):
            toast = await at.steers(ADA, Gesture.PROBE, session, f"{story.id}:qui")
            assert said(toast) is Sentence.PROBE_WAITS
        await at.pass_time(morning - timedelta(seconds=1))
        assert at.heard(LEA, Phrase.FROM_FACILITATION) == 0
        await at.pass_time(morning)
        assert at.heard(LEA, Phrase.FROM_FACILITATION) == 1


async def test_at_night_a_conversation_goes_on_and_somebody_named_is_withheld_at_once(tmp_path: Path) -> None:
    """A live session may last until ten in the evening; and what protects somebody does not wait."""
    evening = in_paris(2026, 11, 24, 20, 50)
    async with desk(tmp_path, start=evening) as at:
        session = await at_the_story(at, LEA)
        await at.says(LEA, "un récit assez long pour cela")
        (story,) = await at.contributions("vecu")
        await at.pass_time(evening + timedelta(minutes=20))
        toast = await at.steers(ADA, Gesture.PROBE, session, f"{story.id}:qui")
        assert (said(toast), at.heard(LEA, Phrase.FROM_FACILITATION)) == (Sentence.PERSON_TOLD, 1)
        await at.pass_time(evening + timedelta(hours=3))
        toast = await at.steers(ADA, Gesture.PROBE, session, f"{story.id}:tiers")
        assert said(toast) is Sentence.PERSON_TOLD
        assert [one.standing for one in await at.contributions("vecu")] == [Standing.WITHHELD]


async def test_after_downtime_no_reminder_speaks_of_minutes_long_gone(tmp_path: Path) -> None:
    """The server was down for three hours: sixty people must not get sixty stale reminders at once."""
    async with desk(tmp_path) as at:
        await at_the_story(at, LEA, NOE)
        later = at.clock.now() + timedelta(hours=2)
    async with desk(tmp_path, start=later) as at:
        assert at.heard(LEA, Phrase.REMINDER) == at.heard(NOE, Phrase.REMINDER) == 0
        # The gate's deadline passed meanwhile as well, and counts: the group is not to wait for a reminder's sake.
        assert (await at.memory.group((await at.session()).id)).group.opened_gates == ("idees",)


async def test_a_short_stop_still_reminds(tmp_path: Path) -> None:
    """An update takes a minute: whoever was due a word in it gets it."""
    async with desk(tmp_path) as at:
        await at_the_story(at, LEA)
        later = at.clock.now() + STORY / 2 + timedelta(minutes=1)
    async with desk(tmp_path, start=later) as at:
        assert at.heard(LEA, Phrase.REMINDER) == 1


async def test_silence_closes_an_answer_and_the_deadline_a_stretch(at: Desk) -> None:
    """Nobody is stuck for want of a tap."""
    session = await at_the_story(at, LEA)
    await at.says(LEA, "un récit assez long pour cela")
    await at.pass_time(at.clock.now() + timedelta(minutes=2))
    assert (await at.run(LEA)).place == "idees"
    assert (await at.memory.group(session)).group.opened_gates == ("idees",)


@pytest.mark.parametrize(
    ("evening", "hours"),
    [(in_paris(2027, 3, 27, 20, 30), 10.5), (in_paris(2026, 10, 24, 20, 30), 12.5)],
    ids=["an hour is missing", "an hour comes twice"],
)
async def test_an_hour_is_an_hour_on_the_nights_when_clocks_change(
    tmp_path: Path, evening: datetime, hours: float
) -> None:
    """A deadline is an instant: thirty minutes after 20:30 whatever the wall clock does at night."""
    async with desk(tmp_path, start=evening) as at:
        session = await at_the_story(at, LEA)
        panel = at.panels(1, CockpitPanel)[-1]
        await at.pass_time(at.clock.now() + timedelta(minutes=29))
        assert (await at.memory.group(session)).group.opened_gates == ()
        await at.pass_time(at.clock.now() + timedelta(minutes=1, seconds=1))
        assert (await at.memory.group(session)).group.opened_gates == ("idees",)
        assert panel.session == session
    morning = evening + timedelta(hours=hours)
    quiet = Policy(frozenset(), str, tmp_path)
    # Eight o'clock in Paris, on either Sunday: still a day of rest; the Monday after, it is over.
    assert morning.astimezone(PARIS).time() == time(8)
    assert quiet.is_quiet(morning)
    assert not quiet.is_quiet(in_paris(2026, 10, 26, 8, 0))
    assert quiet.is_quiet(in_paris(2026, 10, 26, 7, 59))


@pytest.mark.parametrize(
    ("begins", "ends", "quiet"),
    [(time(21), time(8), [0, 7, 21, 23]), (time(12), time(14), [12, 13]), (time(0), time(0), [])],
)
def test_quiet_hours_may_lie_within_a_day_or_across_midnight(begins: time, ends: time, quiet: list[int]) -> None:
    """The operator writes two hours; both orders mean something."""
    policy = Policy(frozenset(), str, Path(), timezone=ZoneInfo("Indian/Reunion"), quiet_from=begins, quiet_until=ends)
    day = [datetime(2026, 11, 24, hour, tzinfo=policy.timezone) for hour in range(24)]
    told = [hour for hour, moment in enumerate(day) if policy.is_quiet(moment)]
    assert [hour for hour in told if hour in (0, 7, 12, 13, 21, 23)] == quiet


async def test_an_event_that_names_somebody_forgotten_is_done_and_silent(at: Desk) -> None:
    """A timer's row and its owner may go in either order."""
    event = TimerFired("settle", "1")
    assert await at.conductor.to("nobody", event) == []
    (entry,) = await at.update(at.message(LEA, "/aide"))
    await at.conductor.participant("nobody", event, entry, tap="tap")
    assert at.voice.toasts == [None]


class Around:
    """A store that does what the one inside does, but for its timers."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


class Failing(Around):
    """A store whose timers cannot be read for a while."""

    failures = 2

    async def fire_timers(self, now: datetime) -> object:
        if self.failures:
            self.failures -= 1
            raise OutsideFailure("The disk is full.")
        return await self._store.fire_timers(now)


async def test_timers_outlive_a_database_that_fails_for_a_while(tmp_path: Path) -> None:
    """A clock that stopped on a full disk would leave every gate closed for good."""
    async with desk(tmp_path, wrap=Failing) as at:
        session = await at_the_story(at, LEA)
        await at.pass_time(at.clock.now() + timedelta(minutes=31))
        assert (await at.memory.group(session)).group.opened_gates == ("idees",)


async def test_a_ticker_stops_whether_or_not_it_had_begun(at: Desk) -> None:
    """A start that fails half-way is stopped all the same, and leaves nobody waiting for its end."""
    busy = Busy()
    ticker = Ticker(at.store, VirtualAlarm(at.clock, busy), at.clock, busy, at.dispatcher.submit)
    await ticker.stop()
    _ = ticker.start()
    await ticker.stop()
    assert busy.count == 0


class Looking(Around):
    """A store that is looked into for ever, or fails in a way that nobody foresaw."""

    def __init__(self, store: SqlStore) -> None:
        super().__init__(store)
        self.mistake: Exception | None = None
        self.looked = asyncio.Event()

    async def fire_timers(self, now: datetime) -> object:
        del now
        self.looked.set()
        if self.mistake is not None:
            raise self.mistake
        return await asyncio.Event().wait()


async def test_a_ticker_that_is_stopped_as_it_looks_leaves_nobody_waiting(at: Desk) -> None:
    """The bot is told to stop at any moment."""
    busy = Busy()
    store = Looking(at.store)
    ticker = Ticker(cast("Store", store), VirtualAlarm(at.clock, busy), at.clock, busy, at.dispatcher.submit)
    _ = ticker.start()
    await store.looked.wait()
    await ticker.stop()
    assert busy.count == 0


async def test_a_mistake_of_ours_ends_the_ticker_where_it_is_seen(at: Desk) -> None:
    """A bot that went on without a clock would leave every gate closed, and nobody would know."""
    busy = Busy()
    store = Looking(at.store)
    store.mistake = Defect("nobody foresaw this")
    ticker = Ticker(cast("Store", store), VirtualAlarm(at.clock, busy), at.clock, busy, at.dispatcher.submit)
    with pytest.raises(Defect):
        await ticker.start()
    await ticker.stop()
    assert busy.count == 0
