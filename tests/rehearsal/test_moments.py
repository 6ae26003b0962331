"""Moments as people write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.rehearsal.moments import moment, shown
from bot.rehearsal.stage import MORNING


@pytest.mark.parametrize(
    ("text", "later"),
    [
        ("+30m", timedelta(minutes=30)),
        ("+2h", timedelta(hours=2)),
        ("+1h30m", timedelta(minutes=90)),
        ("+ 1d 2h", timedelta(hours=26)),
        ("+45s", timedelta(seconds=45)),
        ("+10min", timedelta(minutes=10)),
        ("20:00", timedelta(hours=9)),
        ("20h00", timedelta(hours=9)),
        ("9:30", timedelta(hours=22, minutes=30)),
        ("11:00", timedelta(days=1)),
    ],
)
def test_spans_count_from_now_and_hours_are_the_next_on_the_clocks_of_the_place(text: str, later: timedelta) -> None:
    """It is 11:00 in Paris when a rehearsal begins."""
    assert moment(text, MORNING) == MORNING + later


@pytest.mark.parametrize("text", ["", "+", "+0m", "+9x", "demain", "25:00", "20", "-2h", "+999d", "+2h later"])
def test_anything_else_is_no_moment(text: str) -> None:
    """Nobody's clock is moved by a guess."""
    assert moment(text, MORNING) is None


@pytest.mark.parametrize(
    ("now", "hours"),
    [
        (datetime(2026, 3, 28, 19, 0, tzinfo=UTC), 23),
        (datetime(2026, 10, 24, 18, 0, tzinfo=UTC), 25),
    ],
)
def test_the_same_hour_tomorrow_is_not_always_a_day_later(now: datetime, hours: int) -> None:
    """The two nights a year when the clocks change."""
    assert shown(now).endswith("20:00")
    assert moment("20:00", now) == now + timedelta(hours=hours)
