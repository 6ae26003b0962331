"""Points with the people behind them, as inline SVG: a bar for the sum, and one square for each person who gave some.

Two measures side by side, because they answer two questions: how much, and from how many. Three points of one person
and one point of three make the same bar and not the same squares. Masking is decided before: people who are too few to
be shown come as None. Not here: counting, ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_THICK, _LEADING = 18.0, 17.0
_SQUARE, _STRIDE = 8.0, 11.0
_BROWN = "#c8924a"


@dataclass(frozen=True, slots=True)
class SumRow:
    """One item: `points` in all, from `people` (None when they are too few to be shown)."""

    code: str
    label: str
    points: int
    people: int | None
    rank_label: str = ""


@dataclass(frozen=True, slots=True)
class SumWords:
    """The chart's own words, French unless told otherwise. `{n}` stands for a number."""

    points: str = "barre : points"
    people: str = "carrés : personnes qui en ont donné"
    few: str = "trop peu de personnes pour être montrées"
    told: str = "{points} points, de {people} personnes"
    told_few: str = "{points} points, de trop peu de personnes pour être montrées"


def sum_bars(
    rows: Sequence[SumRow], *, title: str, description: str, width_px: int = 360, words: SumWords | None = None
) -> str:
    """Draw a bar and its people an item, in the order given.

    Raises:
        ValueError: there is no row, or a number is negative.
    """
    said = words or SumWords()
    if not rows or min(min(row.points, row.people or 0) for row in rows) < 0:
        raise ValueError("points need a row at least, and no negative number")
    top = max(row.points for row in rows) or 1
    room = width_px - svg.width_of(str(top), bold=True) - 8
    body: list[str] = [
        svg.rect(0.5, 1.5, 16, 12, svg.TEAL, radius=2),
        svg.text(21, 12, said.points, size=svg.SMALL_PX),
    ]
    x = 21 + svg.width_of(said.points, svg.SMALL_PX) + 16
    body.append(svg.rect(x, 3.5, _SQUARE, _SQUARE, _BROWN, stroke=svg.INK))
    body.append(svg.text(x + 14, 12, said.people, size=svg.SMALL_PX))
    y = 20.0
    for row in rows:
        head = " · ".join(part for part in (row.rank_label, row.code) if part)
        for n, line in enumerate(svg.wrap(f"{head} · {row.label}", width_px)):
            y += _LEADING
            body.append(svg.text(0, y - 3, line, bold=False if n else not row.label))
        length = max(room * row.points / top, 0)
        if length:
            body.append(svg.rect(0, y + 2, length, _THICK, svg.TEAL, radius=2))
        body.append(svg.text(length + 6 if length else 0, y + 15.5, str(row.points), bold=True))
        y += _THICK + 5
        if row.people is None:
            body.append(svg.text(0, y + 10, said.few, size=svg.SMALL_PX, fill=svg.QUIET))
            y += 14
        else:
            a_line = int((width_px + _STRIDE - _SQUARE) // _STRIDE)
            for n in range(row.people):
                place = (_STRIDE * (n % a_line) + 0.5, y + 0.5 + _STRIDE * (n // a_line))
                body.append(svg.rect(*place, _SQUARE, _SQUARE, _BROWN, stroke=svg.INK))
            y += _STRIDE * -(-row.people // a_line)
        y += 8
    uid = svg.fingerprint("sums", tuple(rows), title, description, width_px, said)
    told = [description, *(_tell(row, said) for row in rows)]
    return svg.frame(uid, width_px, y, title=title, told=told, body=body)


def _tell(row: SumRow, said: SumWords) -> str:
    head = ", ".join(part for part in (row.rank_label, row.code) if part)
    words = said.told_few if row.people is None else said.told
    return f"{head} : {row.label} — {words.format(points=row.points, people=row.people)}."
