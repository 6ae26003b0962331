"""When answers came: by minutes while a group is live; by day, and by hour of the day, over days.

Answers are counted, in slots long enough to read. A slot in which fewer people answered than may be shown is not
detailed, and never alone, so that no subtraction gives it back. Ballots have no time at all and are not here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.notebook.blocks import Chart, Picture
from bot.notebook.charts import ColumnWords, Slot, columns
from bot.notebook.desk import Desk

_MINUTE: Final = timedelta(minutes=1)
_MINUTES: Final = (5, 10, 15, 20, 30, 60, 120)
_HOURS: Final = (1, 2, 3, 4)
_DAYS: Final = (1, 2, 7, 14, 28)
_MOST: Final = 12
"""Columns that a telephone shows apart."""
_LIVE: Final = timedelta(hours=14)
"""No evening lasts longer: what does was held over days. Twelve slots of two hours hold it."""

Answer = tuple[datetime, str]
"""When, in the session's own time, and who."""
Stretch = tuple[str, str, list[Answer]]
"""What stands under the line, the whole of it in words, and what was answered then."""


def timeline(desk: Desk) -> tuple[Picture, ...]:
    """The pictures of § 3; none for a group that is too small, or silent."""
    said = [(desk.local(one.at), one.participant) for one in desk.corpus.standing]
    if desk.corpus.people < desk.material.small_count or not said:
        return ()
    first, last = said[0][0], said[-1][0]
    if not desk.material.days and last - first <= _LIVE:
        size, stretches = _by_minutes(said)
        found = [_picture(desk, "minutes", size, stretches)]
    else:
        found = [_picture(desk, "days", *_by_days(desk, said)), _picture(desk, "hours", *_by_hours(said))]
    return tuple(one for one in found if one is not None)


def _by_minutes(said: Sequence[Answer]) -> tuple[int, list[Stretch]]:
    midnight = said[0][0].replace(hour=0, minute=0, second=0, microsecond=0)
    slots = [(at - midnight) // _MINUTE for at, _ in said]
    size = next(size for size in _MINUTES if slots[-1] // size - slots[0] // size < _MOST)

    def hour(n: int) -> str:
        return f"{midnight + n * size * _MINUTE:%H:%M}"

    gathered = _gathered(said, [slot // size for slot in slots])
    return size, [(hour(n), f"{hour(n)} – {hour(n + 1)}", inside) for n, inside in gathered]


def _by_days(desk: Desk, said: Sequence[Answer]) -> tuple[int, list[Stretch]]:
    first, last = said[0][0].date(), said[-1][0].date()
    whole = (last - first).days + 1
    size = next((size for size in _DAYS if -(-whole // size) <= _MOST), -(-whole // _MOST))
    found: list[Stretch] = []
    for n, inside in _gathered(said, [(at.date() - first).days // size for at, _ in said]):
        begins = first + timedelta(days=size * n)
        ends = min(begins + timedelta(days=size - 1), last)
        label = desk.date(begins) if begins == ends else f"{desk.date(begins)} – {desk.date(ends)}"
        found.append((f"{begins:%d/%m}", label, inside))
    return size, found


def _by_hours(said: Sequence[Answer]) -> tuple[int, list[Stretch]]:
    hours = sorted(at.hour for at, _ in said)
    size = next(size for size in _HOURS if hours[-1] // size - hours[0] // size < _MOST)
    gathered = _gathered(said, [at.hour // size for at, _ in said])
    return size, [(f"{n * size:02}:00", f"{n * size:02}:00 – {(n + 1) * size:02}:00", inside) for n, inside in gathered]


def _gathered(said: Sequence[Answer], slots: Sequence[int]) -> list[tuple[int, list[Answer]]]:
    """Slot by slot, from the first to the last that anybody answered in, the silent ones between too."""
    found: dict[int, list[Answer]] = {n: [] for n in range(min(slots), max(slots) + 1)}
    for one, slot in zip(said, slots, strict=True):
        found[slot].append(one)
    return list(found.items())


def _picture(desk: Desk, name: str, size: int, stretches: Sequence[Stretch]) -> Picture | None:
    """The columns and their table; None if there is but one, or none that may be shown."""
    w, small = desk.words, desk.material.small_count
    counts = _masked([(len(inside), len({who for _, who in inside})) for _, _, inside in stretches], small)
    if len(stretches) < 2 or not any(counts):
        return None
    title = w(f"timeline.{name}.caption", n=size)
    few, nobody = w("timeline.few", n=small), w("timeline.nobody")
    table = desk.table(
        f"t-timeline-{name}",
        title,
        (w(f"timeline.{name}.head"), w("timeline.head.answers")),
        [
            (label, few if count is None else str(count) if count else nobody)
            for (_, label, _), count in zip(stretches, counts, strict=True)
        ],
        w("timeline.note", n=small) if None in counts else "",
    )
    slots = [Slot(mark, label, count) for (mark, label, _), count in zip(stretches, counts, strict=True)]
    drawn = columns(slots, title=title, description=w("timeline.told"), words=ColumnWords(few, nobody))
    return Picture(Chart(drawn), table)


def _masked(found: Sequence[tuple[int, int]], small: int) -> list[int | None]:
    """The answers of each slot, None where too few people gave them; a single one takes the next smallest with it."""
    hidden = {n for n, (_, people) in enumerate(found) if 0 < people < small}
    if len(hidden) == 1:
        others = [n for n, (answers, _) in enumerate(found) if answers and n not in hidden]
        hidden.update(sorted(others, key=lambda n: (found[n][0], n))[:1])
    return [None if n in hidden else answers for n, (answers, _) in enumerate(found)]
