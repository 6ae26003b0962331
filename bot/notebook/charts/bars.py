"""Small counts as inline SVG: word frequencies as bars with their number, one square a person.

Numbers of people, never percentages. Masking small groups is decided before: a masked count comes as None. Rows keep
the order they are given in.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_SQUARE, _STRIDE = 13.0, 16.5
_MOST_SQUARES = 200
_THICK, _LEADING = 18.0, 15.0
_MANY = 8
"""Rows past which bars stand closer, so that a whole evening is seen at once."""


@dataclass(frozen=True, slots=True)
class CountRow:
    """A label and its number of people; None when the count is masked because the group is too small."""

    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class BarWords:
    """The charts' own words, French unless told otherwise."""

    nobody: str = "personne"
    masked: str = "trop peu de personnes pour être montré"
    one_square: str = "Un carré = une personne."
    many_squares: str = "Un carré = {people} personnes."
    nothing: str = "Rien à montrer : personne n'a répondu."


def word_bars(
    rows: Sequence[CountRow], *, title: str, description: str, width_px: int = 360, words: BarWords | None = None
) -> str:
    """Draw each word at the left of its bar, bars starting from one edge; a long expression wraps in its column.

    Raises:
        ValueError: a count is negative.
    """
    said = words or BarWords()
    top = _check(rows)
    longest = max((svg.width_of(row.label) for row in rows), default=0.0)
    column = min(longest, width_px * 0.45)
    body: list[str] = []
    y = 0.0
    for row in rows:
        lines = svg.wrap(row.label, column) or [""]
        beside = _beside(row, column + 8, width_px, said)
        height = max(17.0 * len(lines), beside, 20.0)
        start = y + (height - 17.0 * len(lines)) / 2
        for n, line in enumerate(lines):
            body.append(svg.text(column, start + 17 * n + 13.5, line, anchor="end"))
        body += _bar(row, column + 8, y + (height - beside) / 2, width_px, top, said)
        y += height + (6 if len(rows) <= _MANY else 4)
    return _framed("word", rows, body, y, title, description, width_px, said)


def people_squares(
    rows: Sequence[CountRow], *, title: str, description: str, width_px: int = 360, words: BarWords | None = None
) -> str:
    """Draw one square a person under each label, so that a group of eleven looks like eleven people.

    A row of nobody is written out: who was missing is a finding. Past 200 people in a row, a square stands for several,
    and the chart says how many; the last one is cut to the people it holds.

    Raises:
        ValueError: a count is negative.
    """
    said = words or BarWords()
    top = _check(rows)
    people = -(-top // _MOST_SQUARES) or 1
    a_line = int((width_px + _STRIDE - _SQUARE) // _STRIDE)
    body: list[str] = []
    y = 0.0
    for row in rows:
        number = "" if row.count is None else str(row.count)
        room = width_px - svg.width_of(number, bold=True) - 10
        for n, line in enumerate(svg.wrap(row.label, room) or [""]):
            y += 17
            body.append(svg.text(0, y - 3, line))
            if n == 0 and number:
                body.append(svg.text(width_px, y - 3, number, bold=True, anchor="end"))
        if not row.count:
            body.append(svg.text(0, y + 13, _spoken(row, said), size=svg.SMALL_PX, fill=svg.QUIET))
            y += 26
            continue
        squares = -(-row.count // people)
        for n in range(squares):
            held = min(people, row.count - n * people)
            x, top_y = _STRIDE * (n % a_line), y + 3 + _STRIDE * (n // a_line)
            body.append(svg.rect(x, top_y, _SQUARE * held / people, _SQUARE, svg.TEAL, radius=2))
        y += 3 + _STRIDE * -(-squares // a_line) + 8
    if rows:
        key = said.one_square if people == 1 else said.many_squares.format(people=people)
        body.append(svg.text(0, y + 12, key, size=svg.SMALL_PX, fill=svg.QUIET))
        y += 18
    return _framed("people", rows, body, y, title, description, width_px, said)


def _beside(row: CountRow, x: float, width: float, said: BarWords) -> float:
    """Measure the height of what stands for the number: a bar, or the lines that say why there is none."""
    if row.count:
        return _THICK
    lines = len(svg.wrap(_spoken(row, said), width - x, svg.SMALL_PX))
    return _THICK + _LEADING * (lines - 1)


def _bar(row: CountRow, x: float, y: float, width: float, top: int, said: BarWords) -> list[str]:
    if not row.count:
        return [
            svg.text(x, y + 13 + _LEADING * n, line, size=svg.SMALL_PX, fill=svg.QUIET)
            for n, line in enumerate(svg.wrap(_spoken(row, said), width - x, svg.SMALL_PX))
        ]
    room = width - x - svg.width_of(str(top), bold=True) - 8
    length = max(room * row.count / top, 2)
    return [
        svg.rect(x, y, length, _THICK, svg.TEAL, radius=2),
        svg.text(x + length + 6, y + 13.5, str(row.count), bold=True),
    ]


def _framed(
    kind: str,
    rows: Sequence[CountRow],
    body: list[str],
    height: float,
    title: str,
    description: str,
    width_px: int,
    said: BarWords,
) -> str:
    told = [description, *(f"{row.label} : {_spoken(row, said)}." for row in rows)]
    if not rows:
        told.append(said.nothing)
        body, height = [svg.text(0, 14, said.nothing)], 20
    uid = svg.fingerprint(kind, tuple(rows), title, description, width_px, said)
    return svg.frame(uid, width_px, height, title=title, told=told, body=body)


def _spoken(row: CountRow, said: BarWords) -> str:
    if row.count is None:
        return said.masked
    return str(row.count) if row.count else said.nobody


def _check(rows: Sequence[CountRow]) -> int:
    for row in rows:
        if row.count is not None and row.count < 0:
            raise ValueError(f"{row.label!r} has a negative count")
    return max((row.count or 0 for row in rows), default=0)
