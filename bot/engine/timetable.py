"""When the days of an asynchronous session open and close, for one person and for the group: dates and hours.

Pure arithmetic on a calendar; the current moment always comes from outside, in UTC, and instants go out in UTC. Zones
are looked up in the time zone database, which is a table like any other. Not here: which step belongs to which day
(`script`), what a gate or a person does about it (`agenda`).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import msgspec

SUNDAY: Final = 7
DAYS_A_WEEK: Final = 6
"""Sundays are no days of a workshop."""
WORTH_A_REMINDER: Final = timedelta(hours=1)
"""Somebody whose day began less than that before its close is not reminded: the message has only just come."""


class QuietHours(msgspec.Struct, frozen=True):
    """When nobody is written to unasked: at night, and all Sunday, where the participants live.

    From `begins` to `ends` (excluded), across midnight if need be; no night at all when both are the same.
    """

    zone: str = "Europe/Paris"
    begins: time = time(21)
    ends: time = time(8)

    def at_night(self, at: time) -> bool:
        """Whether that time of the day lies in the night."""
        if self.begins <= self.ends:
            return self.begins <= at < self.ends
        return at >= self.begins or at < self.ends

    def cover(self, moment: datetime) -> bool:
        """Whether to hold one's tongue at that moment."""
        local = moment.astimezone(ZoneInfo(self.zone))
        return self.at_night(local.time()) or local.isoweekday() == SUNDAY

    def end(self, moment: datetime) -> datetime:
        """When the quiet hours that cover `moment` are over; those of a Saturday night end on Monday."""
        zone = ZoneInfo(self.zone)
        days = (moment.astimezone(zone).date() + timedelta(days=n) for n in range(4))
        # A Sunday ends at midnight where no night follows it.
        ends = (datetime.combine(day, hour, zone).astimezone(UTC) for day in days for hour in (time(0), self.ends))
        return next(one for one in ends if one > moment and not self.cover(one))


class Schedule(msgspec.Struct, frozen=True):
    """How one session is spread over days: chosen at its launch, and kept with it.

    Day 1 is `first`, or the Monday after if that is a Sunday; every day that is no Sunday counts. `length` is how many
    days are planned; the calendar goes on beyond them for whoever is late.
    """

    length: int
    first: date
    quiet: QuietHours = QuietHours()
    closes: time = time(20)

    def date_of(self, day: int) -> date:
        """The date of a day, from 1."""
        monday, before = self._week()
        weeks, weekday = divmod(before + day - 1, DAYS_A_WEEK)
        return monday + timedelta(days=7 * weeks + weekday)

    def day_on(self, moment: datetime) -> int:
        """The number of the day under way or just over, 0 before the first. A Sunday belongs to its Saturday."""
        monday, before = self._week()
        weeks, weekday = divmod((self._local(moment).date() - monday).days, 7)
        return max(0, DAYS_A_WEEK * weeks + min(weekday, DAYS_A_WEEK - 1) - before + 1)

    def at(self, day: int, hour: time) -> datetime:
        """That hour of that day, on the clocks of the place."""
        return datetime.combine(self.date_of(day), hour, ZoneInfo(self.quiet.zone)).astimezone(UTC)

    def opens(self, day: int, hour: time) -> datetime:
        """When the day opens for somebody who chose `hour`; at the end of the night if that hour lies in it."""
        return self.at(day, self.quiet.ends if self.quiet.at_night(hour) else hour)

    def closes_on(self, day: int) -> datetime:
        """When the day closes for the group."""
        return self.at(day, self.closes)

    def opened(self, hour: time, moment: datetime) -> int:
        """How many days have opened for somebody who chose `hour`."""
        day = self.day_on(moment)
        return day if not day or self.opens(day, hour) <= moment else day - 1

    def next_close(self, after: datetime) -> datetime:
        """The next moment at which a day closes, strictly after that one."""
        day = max(1, self.day_on(after))
        moment = self.closes_on(day)
        return moment if moment > after else self.closes_on(day + 1)

    def reminder(self, day: int, began: datetime, closes: datetime | None = None) -> datetime | None:
        """When the day's one reminder is due for somebody whose day began then: half-way to the close.

        `closes`: a close before that of the day. None where it would come at night or right after the message it
        reminds of.
        """
        end = self.closes_on(day) if closes is None else min(closes, self.closes_on(day))
        due = began + (end - began) / 2
        if self.quiet.at_night(self._local(due).time()):
            due = self.at(day, self.quiet.ends)
        return due if due - began >= WORTH_A_REMINDER and due < end else None

    def local(self, moment: datetime) -> tuple[date, str]:
        """The date and the hour (`08:00`) of a moment, on the clocks of the place."""
        there = self._local(moment)
        return there.date(), f"{there:%H:%M}"

    def _week(self) -> tuple[date, int]:
        """The Monday of the first day's week, and how many days of that week come before the first day."""
        first = self.first + timedelta(days=1) if self.first.isoweekday() == SUNDAY else self.first
        before = first.isoweekday() - 1
        return first - timedelta(days=before), before

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(ZoneInfo(self.quiet.zone))


def scaled(day: int, default: int, length: int) -> int:
    """Which day of a version of `length` days stands for `day` of the `default` one; the first and last stay so."""
    return 1 if default <= 1 else 1 - (-(day - 1) * (length - 1) // (default - 1))
