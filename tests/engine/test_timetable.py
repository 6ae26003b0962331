"""The calendar of an asynchronous session: days, hours, nights, Sundays, and the two nights when clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.timetable import QuietHours, Schedule, scaled

PARIS = ZoneInfo("Europe/Paris")
TUESDAY = date(2026, 11, 24)
FIVE = Schedule(5, TUESDAY)

HOURS = st.times(time(0), time(23, 59)).map(lambda one: one.replace(second=0, microsecond=0))
DATES = st.dates(date(2020, 1, 1), date(2040, 12, 31))
MOMENTS = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + timedelta(minutes=minutes), DATES, st.integers(0, 1439)
)
ZONES = st.sampled_from(["Europe/Paris", "Indian/Reunion", "America/Cayenne", "Pacific/Noumea", "UTC"])
SCHEDULES = st.builds(
    Schedule,
    st.integers(1, 15),
    DATES,
    st.builds(
        QuietHours, ZONES, st.sampled_from([time(20, 30), time(21), time(22)]), st.sampled_from([time(7), time(9)])
    ),
    st.sampled_from([time(18), time(20)]),
)


def paris(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=PARIS).astimezone(UTC)  # type: ignore[misc, arg-type]  # a calendar's numbers


def local(schedule: Schedule, moment: datetime) -> datetime:
    return moment.astimezone(ZoneInfo(schedule.quiet.zone))


# -- days ------------------------------------------------------------------------------------------------------------


def test_the_days_follow_each_other_and_pass_over_sunday() -> None:
    """Five days from a Thursday: the weekend takes its Sunday, and nobody is asked anything on it."""
    schedule = Schedule(5, date(2026, 11, 26))
    days = [schedule.date_of(day) for day in range(1, 6)]
    assert [one.isoweekday() for one in days] == [4, 5, 6, 1, 2]
    assert days[3] - days[2] == timedelta(days=2)


def test_a_session_that_starts_on_a_sunday_starts_on_the_monday() -> None:
    """A facilitator may choose any date; nobody's phone rings on a Sunday for it."""
    assert Schedule(3, date(2026, 11, 29)).date_of(1) == date(2026, 11, 30)


@given(SCHEDULES, st.integers(1, 40))
def test_a_day_is_found_again_from_any_of_its_moments(schedule: Schedule, day: int) -> None:
    """The number on the card and the date on the calendar are one thing."""
    for hour in (time(0), schedule.closes, time(23, 59)):
        assert schedule.day_on(schedule.at(day, hour)) == day
    assert schedule.date_of(day).isoweekday() != 7
    assert schedule.date_of(day + 1) > schedule.date_of(day)


def test_a_sunday_belongs_to_the_saturday_before_and_nothing_comes_before_day_one() -> None:
    """Who writes on a Sunday is answered where she was."""
    schedule = Schedule(5, date(2026, 11, 27))
    assert schedule.day_on(paris(2026, 11, 29, 15, 0)) == 2
    assert schedule.day_on(paris(2026, 11, 26, 15, 0)) == 0
    assert schedule.day_on(paris(2026, 11, 20, 15, 0)) == 0


# -- hours -----------------------------------------------------------------------------------------------------------


def test_a_day_opens_at_the_hour_somebody_chose_and_closes_for_all_at_eight() -> None:
    """Morning, noon, end of the afternoon: one day, three openings, one close."""
    opened = [FIVE.opens(2, hour) for hour in (time(8), time(12, 30), time(18))]
    assert opened == [paris(2026, 11, 25, 8), paris(2026, 11, 25, 12, 30), paris(2026, 11, 25, 18)]
    assert FIVE.closes_on(2) == paris(2026, 11, 25, 20)


@pytest.mark.parametrize("night", [(2027, 3, 28), (2026, 10, 25)], ids=["an hour is missing", "an hour comes twice"])
def test_eight_o_clock_is_eight_o_clock_on_both_sides_of_a_clock_change(night: tuple[int, int, int]) -> None:
    """A message that comes an hour early after the change wakes people; an hour late, it finds them at work."""
    schedule = Schedule(5, date(*night) - timedelta(days=2))
    openings = [local(schedule, schedule.opens(day, time(8))) for day in range(1, 5)]
    assert {one.time() for one in openings} == {time(8)}
    assert len({one.utcoffset() for one in openings}) == 2
    assert date(*night) not in {one.date() for one in openings}


@given(SCHEDULES, HOURS, st.integers(1, 30))
def test_no_day_opens_at_night_or_on_a_sunday(schedule: Schedule, hour: time, day: int) -> None:
    """Whatever hour is chosen, whatever the night is set to."""
    assert not schedule.quiet.cover(schedule.opens(day, hour))
    assert local(schedule, schedule.opens(day, hour)).date() == schedule.date_of(day)


@given(SCHEDULES, HOURS, st.integers(1, 30))
def test_days_open_in_their_order_one_a_date(schedule: Schedule, hour: time, day: int) -> None:
    """One message a day at most is a matter of the calendar, not of luck."""
    first, second = schedule.opens(day, hour), schedule.opens(day + 1, hour)
    assert first < second
    assert local(schedule, first).date() < local(schedule, second).date()


@given(SCHEDULES, HOURS, MOMENTS)
def test_the_day_after_those_that_have_opened_is_still_to_come(
    schedule: Schedule, hour: time, moment: datetime
) -> None:
    """After a night, a Sunday or a week without power: neither a day skipped nor one twice."""
    opened = schedule.opened(hour, moment)
    assert schedule.opens(opened + 1, hour) > moment
    assert opened == 0 or schedule.opens(opened, hour) <= moment


@given(SCHEDULES, MOMENTS)
def test_the_next_close_comes_after_and_on_a_day_of_the_workshop(schedule: Schedule, moment: datetime) -> None:
    """A gate that nobody opens has a moment all the same, whenever its stretch began."""
    close = schedule.next_close(moment)
    assert close > moment
    assert local(schedule, close).time() == schedule.closes
    assert local(schedule, close).isoweekday() != 7
    assert schedule.next_close(close) > close


# -- the one reminder ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("began", "due"),
    [
        (time(8), (14, 0)),
        (time(12, 30), (16, 15)),
        (time(18), (19, 0)),
        (time(19), None),
        (time(20), None),
        (time(22), None),
    ],
)
def test_the_reminder_comes_half_way_to_the_close(began: time, due: tuple[int, int] | None) -> None:
    """Half the time is gone, half is left to answer; right after the message it would only be noise."""
    expected = None if due is None else paris(2026, 11, 25, *due)
    assert FIVE.reminder(2, FIVE.at(2, began)) == expected


def test_a_reminder_that_falls_into_a_quiet_noon_waits_for_its_end() -> None:
    """Quiet hours may lie within the day: after lunch is soon enough."""
    quiet = QuietHours("Europe/Paris", time(13), time(15))
    assert Schedule(5, TUESDAY, quiet).reminder(2, paris(2026, 11, 25, 8)) == paris(2026, 11, 25, 15)
    assert Schedule(5, TUESDAY, quiet).reminder(2, paris(2026, 11, 25, 14, 30)) == paris(2026, 11, 25, 17, 15)


@given(SCHEDULES, HOURS, st.integers(1, 30))
def test_a_reminder_comes_before_the_close_and_never_at_night(schedule: Schedule, hour: time, day: int) -> None:
    """And so on the day it is about, after the message it reminds of."""
    began = schedule.opens(day, hour)
    due = schedule.reminder(day, began)
    if due is not None:
        assert began < due < schedule.closes_on(day)
        assert not schedule.quiet.cover(due)


# -- nights ----------------------------------------------------------------------------------------------------------


def test_no_night_at_all_when_both_hours_are_the_same() -> None:
    """An operator who wants no quiet hours says so with two equal hours; Sundays stay."""
    quiet = QuietHours("Europe/Paris", time(0), time(0))
    assert not any(quiet.at_night(time(hour)) for hour in range(24))
    assert quiet.cover(paris(2026, 11, 29, 12))


@given(SCHEDULES, MOMENTS)
def test_what_waits_for_the_end_of_the_quiet_hours_goes_as_soon_as_they_are_over(
    schedule: Schedule, moment: datetime
) -> None:
    """Not a minute in them, through Sundays and the two nights when clocks change; and not a day later."""
    quiet = schedule.quiet
    if quiet.cover(moment):
        end = quiet.end(moment)
        assert moment < end
        assert not quiet.cover(end)
        assert quiet.cover(end - timedelta(minutes=1))


def test_a_sunday_without_a_night_ends_at_midnight() -> None:
    """Or after lunch, for who wants no word at lunch time."""
    none, lunch = QuietHours("Europe/Paris", time(0), time(0)), QuietHours("Europe/Paris", time(13), time(15))
    for quiet in (none, lunch):
        assert quiet.end(paris(2026, 11, 29, 12)) == paris(2026, 11, 30, 0)
    assert lunch.end(paris(2026, 11, 25, 13, 30)) == paris(2026, 11, 25, 15)


# -- versions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "days"), [(3, [1, 2, 2, 3, 3]), (5, [1, 2, 3, 4, 5]), (7, [1, 3, 4, 6, 7]), (1, [1, 1, 1, 1, 1])]
)
def test_a_shorter_or_longer_version_keeps_its_first_and_last_day(length: int, days: list[int]) -> None:
    """An author writes the days once; the other versions follow unless she says otherwise."""
    assert [scaled(day, 5, length) for day in range(1, 6)] == days


@given(st.integers(1, 30), st.integers(1, 30))
def test_scaling_keeps_the_order_and_stays_within_the_length(default: int, length: int) -> None:
    """A step never comes before the one it followed, nor after the end."""
    days = [scaled(day, default, length) for day in range(1, default + 1)]
    assert days == sorted(days)
    assert all(1 <= day <= length for day in days)
    assert days[0] == 1
    assert default == 1 or days[-1] == length
