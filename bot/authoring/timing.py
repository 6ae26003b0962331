"""Read what a script says of days and hours: the head `asynchronous`, a step's `day`, a gate's close.

None of it has to be written: a workshop whose steps have days gets the usual length, hours and close. Not here: whether
days follow each other and fit (`check_days`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import time
from typing import Final

from msgspec.structs import replace

from bot.authoring.fields import CODE, Fields
from bot.authoring.nodes import Table
from bot.engine.script import Asynchronous, Hour, Step
from bot.engine.timetable import QuietHours
from bot.saying import Said, quoted, say

LONGEST: Final = 60
"""Days."""
WINDOW: Final = 60
"""Minutes that the latest hour leaves before the close, at least."""
USUAL: Final = Asynchronous()

_HOUR: Final = re.compile(r"([01]?[0-9]|2[0-3])\s*(?::|h|H)\s*([0-5][0-9])?")


def read_asynchronous(head: Fields) -> Asynchronous | None:
    """The head's `asynchronous`; None if it says nothing."""
    node = head.node("asynchronous")
    if node is None:
        return None
    fields = Fields(node, say("`{key}`", key="asynchronous"), head.notes)
    closes = read_hour(fields, "closes") or USUAL.closes
    read = Asynchronous(
        days=fields.integer("days", least=1, most=LONGEST, default=USUAL.days) or USUAL.days,
        lengths=_lengths(fields),
        hours=_hours(fields, closes) or USUAL.hours,
        closes=closes,
        quorum=fields.share("quorum", USUAL.quorum) or USUAL.quorum,
    )
    fields.done()
    return read


def settle(written: Asynchronous | None, steps: Sequence[Step]) -> Asynchronous | None:
    """With what the script leaves out filled in; None for a workshop without days.

    Without a head, the default version ends with the last day that a step names. Lengths that no head lists are those
    that steps name, and the usual ones if the default is among them.
    """
    named = {length for step in steps for length, _ in step.days}
    plain = [step.day for step in steps if step.day is not None]
    if written is None and not named and not plain:
        return None
    if written is None:
        usual = USUAL.days if USUAL.days in named or not named else max(named)
        written = replace(USUAL, days=max(plain, default=usual), lengths=())
    if written.lengths:
        return replace(written, lengths=tuple(sorted({*written.lengths, written.days})))
    offered = USUAL.lengths if written.days in USUAL.lengths else (written.days,)
    return replace(written, lengths=tuple(sorted({*offered, *named})))


def _lengths(fields: Fields) -> tuple[int, ...]:
    """The lengths listed; none if the script leaves that to us."""
    read: list[int] = []
    for scalar in fields.words("lengths"):
        if re.fullmatch(r"[0-9]{1,2}", scalar.text) and 1 <= int(scalar.text) <= LONGEST:
            read.append(int(scalar.text))
        else:
            finding = say("{given} is no number of days.", given=quoted(scalar.text))
            fields.issue(
                scalar.at, "S009", finding, say("Write whole numbers from 1 to {most}: [3, 5, 7].", most=LONGEST)
            )
    return tuple(read)


def _hours(fields: Fields, closes: time) -> tuple[Hour, ...]:
    node = fields.node("hours")
    if node is None:
        return ()
    hours = Fields(node, say("`{key}`", key="hours"), fields.notes)
    read: list[Hour] = []
    for entry in hours.items():
        code = entry.key.text
        if not CODE.fullmatch(code):
            fields.issue(entry.key.at, "S107", say("{code} cannot be the code of an hour.", code=quoted(code)))
        at = read_hour(hours, code)
        if at is None:
            continue
        if at.hour * 60 + at.minute + WINDOW > closes.hour * 60 + closes.minute:
            finding = say("A day that opens at {at} closes at {closes}.", at=f"{at:%H:%M}", closes=f"{closes:%H:%M}")
            fields.issue(entry.value.at, "S213", finding, say("Leave an hour at least between the two."))
        read.append(Hour(code, at))
    return tuple(read)


def read_hour(fields: Fields, key: str) -> time | None:
    """A time of the day: `20:00`, or `20 h`."""
    scalar = fields.scalar(key)
    if scalar is None:
        return None
    parts = _HOUR.fullmatch(scalar.text.strip())
    if parts is None:
        fields.issue(
            scalar.at,
            "S009",
            say("`{key}` is {given}.", key=key, given=quoted(scalar.text)),
            say('Write a time of the day, such as "20:00".'),
        )
        return None
    read = time(int(parts[1]), int(parts[2] or 0))
    if QuietHours().at_night(read):
        fields.issue(
            scalar.at, "S213", say("`{key}` is {read}: at night nobody is written to.", key=key, read=f"{read:%H:%M}")
        )
    return read


def read_day(fields: Fields) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """A step's day in the default version, and its days in those versions for which it is written apart."""
    node = fields.node("day")
    if not isinstance(node, Table):
        return fields.integer("day", least=1, most=LONGEST), ()
    by_length = Fields(node, say("`{key}`", key="day"), fields.notes)
    read: list[tuple[int, int]] = []
    for length in _lengths_of(by_length, say("Write the length of the version, then the day: {3: 1, 5: 2}.")):
        day = by_length.integer(length, least=1, most=LONGEST)
        if day is not None:
            read.append((int(length), day))
    return None, tuple(read)


def _lengths_of(by_length: Fields, remedy: Said) -> Iterator[str]:
    """The keys that are lengths of versions."""
    for entry in by_length.items():
        length = entry.key.text
        if re.fullmatch(r"[0-9]{1,2}", length) and 1 <= int(length) <= LONGEST:
            yield length
        else:
            by_length.issue(entry.key.at, "S009", say("{length} is no number of days.", length=quoted(length)), remedy)


def read_close(fields: Fields) -> tuple[int | None, time | None, tuple[tuple[int, time], ...]]:
    """A gate's `at_most_hours`, its `closes`, and those of the versions for which it is written apart."""
    hours = fields.integer("at_most_hours", least=1, most=24 * LONGEST)
    node = fields.node("closes")
    closes = None if isinstance(node, Table) else read_hour(fields, "closes")
    apart = (
        _closes_by_length(Fields(node, say("`{key}`", key="closes"), fields.notes)) if isinstance(node, Table) else ()
    )
    if hours is not None and (closes is not None or apart):
        finding = say("{What} has both `closes` and `at_most_hours`.", What=fields.what)
        fields.issue(fields.place("at_most_hours"), "S009", finding, say("Keep one of the two."))
    return hours, closes, apart


def _closes_by_length(by_length: Fields) -> tuple[tuple[int, time], ...]:
    read: list[tuple[int, time]] = []
    for length in _lengths_of(
        by_length, say('Write the length of the version, then the hour: {3: "11:00", 5: "12:00"}.')
    ):
        closes = read_hour(by_length, length)
        if closes is not None:
            read.append((int(length), closes))
    return tuple(read)
