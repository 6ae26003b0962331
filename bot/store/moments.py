"""Instants as the database keeps them: whole microseconds since 1970, UTC, in an integer column.

An integer sorts and compares the same on SQLite and PostgreSQL, and no driver gets to reinterpret a time zone. Not
here: any clock.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_TICK: Final = timedelta(microseconds=1)


def ticks(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment. Exact: no float is involved."""
    return (moment - _EPOCH) // _TICK


def ticks_or_none(moment: datetime | None) -> int | None:
    """The same, None staying None."""
    return None if moment is None else ticks(moment)


def moment(value: int) -> datetime:
    """The aware UTC moment of so many microseconds."""
    return _EPOCH + value * _TICK


def moment_or_none(value: int | None) -> datetime | None:
    """The same, None staying None."""
    return None if value is None else moment(value)
