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
_LINES = 3
"""Of squares, for one item at most: beyond, a square stands for several people."""
_NUMBER = 34.0
"""Room for the number of people, after their squares."""
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
    people: str = "un carré : une personne qui en a donné"
    many: str = "un carré : {people} personnes qui en ont donné"
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
    each = _each(max(row.people or 0 for row in rows), width_px)
    key = said.people if each == 1 else said.many.format(people=each)
    body, y = svg.key([(said.points, svg.TEAL), (key, _BROWN)], width_px)
    for row in rows:
        body.append(svg.rule(y + 3, width_px))
        y += _LEADING + 3
        body.append(svg.text(0, y, " · ".join(part for part in (row.rank_label, row.code) if part), bold=True))
        for line in svg.wrap(row.label, width_px):
            y += _LEADING
            body.append(svg.text(0, y, line))
        y += 6
        length = room * row.points / top
        if length:
            body.append(svg.rect(0, y, length, _THICK, svg.TEAL, radius=2))
        body.append(svg.text(length + 6 if length else 0, y + 13.5, str(row.points), bold=True))
        y += _THICK + 4
        if row.people is None:
            body.append(svg.text(0, y + 12, said.few, size=svg.SMALL_PX, fill=svg.QUIET))
            y += _LEADING
        else:
            drawn, height = _people(row.people, each, width_px, y)
            body += drawn
            y += height
        y += 5
    uid = svg.fingerprint("sums", tuple(rows), title, description, width_px, said)
    told = [description, *(_tell(row, said) for row in rows)]
    return svg.frame(uid, width_px, y, title=title, told=told, body=body)


def _each(most: int, width: float) -> int:
    """How many people a square stands for, so that three lines hold them all: 1, 2, 5, 10, 20, 50 and so on."""
    decade = 1
    while True:
        for each in (decade, 2 * decade, 5 * decade):
            if most <= each * _LINES * _a_line(width):
                return each
        decade *= 10


def _a_line(width: float) -> int:
    """Squares that stand side by side, the number of people after the last."""
    return int((width - _NUMBER) // _STRIDE)


def _people(people: int, each: int, width: float, y: float) -> tuple[list[str], float]:
    """The squares, the last one cut to the people it holds, and their number."""
    a_line, squares = _a_line(width), -(-people // each)
    body = []
    for n in range(squares):
        held = min(each, people - n * each)
        place = (_STRIDE * (n % a_line) + 0.5, y + 1.5 + _STRIDE * (n // a_line))
        body.append(svg.rect(*place, _SQUARE * held / each, _SQUARE, _BROWN, stroke=svg.INK))
    lines = -(-squares // a_line) or 1
    last = squares - a_line * (lines - 1)
    after = _STRIDE * last + 4 if last else 0
    body.append(svg.text(after, y + 10 + _STRIDE * (lines - 1), str(people), size=svg.SMALL_PX))
    return body, _STRIDE * lines + 4


def _tell(row: SumRow, said: SumWords) -> str:
    head = ", ".join(part for part in (row.rank_label, row.code) if part)
    words = said.told_few if row.people is None else said.told
    return f"{head} : {row.label} — {words.format(points=row.points, people=row.people)}."
