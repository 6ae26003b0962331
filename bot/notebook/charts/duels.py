"""The matrix of duels: how many people place each item before each other one, as inline SVG.

Rows and columns come in the order of the result, best first, so that a group of one mind fills the upper right with won
duels, and a circle shows as a lost one there. A won duel is dark with a bold number, a lost one hatched, an equal one
plain: colour never speaks alone. Not here: counting, ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

MOST = 12
"""Items in a matrix: beyond, a cell is too narrow for its number on a telephone, and the table says it all."""
_NAMED = 5
"""Up to so many items are written out under the matrix; more would not fit on its page, and the table has them."""
_BROWN, _EDGE = "#f1e1bd", "#8a5a1c"
_LEADING = 17


@dataclass(frozen=True, slots=True)
class DuelRow:
    """One item: `above[n]` people place it before the n-th item of the matrix; at its own place, anything."""

    code: str
    label: str
    above: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DuelWords:
    """The chart's own words, French unless told otherwise."""

    how: str = "Chaque case : combien de personnes placent la proposition de la ligne avant celle de la colonne."
    won: str = "duel gagné"
    lost: str = "duel perdu"
    equal: str = "égalité"
    against: str = "{code} : {above} contre {below}"


def duel_matrix(
    rows: Sequence[DuelRow], *, title: str, description: str, width_px: int = 360, words: DuelWords | None = None
) -> str:
    """Draw a square of numbers, and say each duel in the text alternative.

    Raises:
        ValueError: not two to twelve items, or a row has not one number an item.
    """
    said = words or DuelWords()
    size = len(rows)
    if not 2 <= size <= MOST:
        raise ValueError(f"{size} items; a matrix of duels shows two to {MOST}")
    if any(len(row.above) != size for row in rows):
        raise ValueError("a row of a matrix of duels has one number an item")
    uid = svg.fingerprint("duels", tuple(rows), title, description, width_px, said)
    lost = f"{uid}-lost"
    body: list[str] = []
    y = 0.0
    for line in svg.wrap(said.how, width_px, svg.SMALL_PX):
        body.append(svg.text(0, y + 12, line, size=svg.SMALL_PX, fill=svg.QUIET))
        y += 16
    key, height = svg.key(((said.won, svg.TEAL), (said.lost, f"url(#{lost})"), (said.equal, svg.PAPER)), width_px)
    body.append(f'<g transform="translate(0 {svg.number(y + 2)})">{"".join(key)}</g>')
    y += height + 5
    side = max(svg.width_of(row.code, bold=True) for row in rows) + 8
    cell = min((width_px - side) / size, 46.0)
    # Heads too wide for their column stand on two lines in turn, each then with the room of two.
    lines = 2 if any(svg.width_of(row.code, svg.SMALL_PX) > cell - 2 for row in rows) else 1
    for n, row in enumerate(rows):
        head = y + 12 + (15 if lines == 2 and n % 2 == 0 else 0)
        code = _fitting(row.code, cell * lines)
        middle = min(side + cell * n + cell / 2, width_px - svg.width_of(code, svg.SMALL_PX) / 2)
        body.append(svg.text(middle, head, code, size=svg.SMALL_PX, anchor="middle"))
    y += 3 + 15 * lines
    for n, row in enumerate(rows):
        body.append(svg.text(0, y + cell / 2 + 4.5, row.code, bold=True))
        for m, other in enumerate(rows):
            body += _cell(side + cell * m, y, cell, None if n == m else (row.above[m], other.above[n]), lost)
        y += cell
    y += 8
    for row in rows if size <= _NAMED else ():
        for n, line in enumerate(svg.wrap(f"{row.code} · {row.label}", width_px, svg.SMALL_PX)):
            body.append(svg.text(0 if n == 0 else 14, y + 12, line, size=svg.SMALL_PX))
            y += _LEADING
    defs = svg.hatch(lost, _BROWN, _EDGE, angle=45, gap=6, stroke=1.1)
    told = [description, said.how, *(_tell(n, rows, said) for n in range(size))]
    return svg.frame(uid, width_px, y + 2, title=title, told=told, defs=defs, body=body)


def _cell(x: float, y: float, side: float, duel: tuple[int, int] | None, lost: str) -> list[str]:
    if duel is None:
        return [svg.rect(x, y, side - 1.5, side - 1.5, "#e3e7e6")]
    above, below = duel
    won = above > below
    fill = svg.TEAL if won else f"url(#{lost})" if above < below else svg.PAPER
    number = str(above)
    body = [svg.rect(x, y, side - 1.5, side - 1.5, fill, stroke=svg.LINE)]
    if above < below:
        room = svg.width_of(number, svg.SMALL_PX) + 5
        body.append(svg.rect(x + (side - 1.5 - room) / 2, y + side / 2 - 9, room, 16, svg.PAPER, radius=3))
    ink = svg.PAPER if won else svg.INK
    middle = x + (side - 1.5) / 2
    body.append(svg.text(middle, y + side / 2 + 3.5, number, size=svg.SMALL_PX, fill=ink, bold=won, anchor="middle"))
    return body


def _fitting(code: str, room: float) -> str:
    """The head of a column, cut where it would run into the next; the row says it whole."""
    while len(code) > 1 and svg.width_of(code, svg.SMALL_PX) > room:
        code = code[:-1]
    return code


def _tell(n: int, rows: Sequence[DuelRow], said: DuelWords) -> str:
    row = rows[n]
    duels = [
        said.against.format(code=other.code, above=row.above[m], below=other.above[n])
        for m, other in enumerate(rows)
        if m != n
    ]
    return f"{row.code} : {row.label} — {' ; '.join(duels)}."
