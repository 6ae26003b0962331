"""What each way of keeping a few items keeps, as inline SVG: under each item, one box a way.

A box is dark with a tick where the way keeps the item, hatched where a tie leaves it open, empty where it does not keep
it; the text alternative says each in words. Only items that some way keeps are given. Not here: choosing them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_LEADING, _BOX, _GAP = 17, 24, 4
_BROWN, _EDGE = "#f1e1bd", "#8a5a1c"


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One item; `kept`, one a way: True keeps it, None leaves it tied for a place, False does not keep it."""

    code: str
    label: str
    kept: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class PortfolioWords:
    """The chart's own words, French unless told otherwise. `ways` are short: a third of a telephone each."""

    ways: tuple[str, ...] = ("simple total", "parts égales", "proportionnelle")
    kept: str = "gardée"
    tied: str = "ex æquo"
    left: str = "pas gardée"


def portfolio_grid(
    rows: Sequence[PortfolioRow],
    *,
    title: str,
    description: str,
    width_px: int = 360,
    words: PortfolioWords | None = None,
) -> str:
    """Draw each item with its boxes, in the order given.

    Raises:
        ValueError: there is no row, or a row has not one mark a way.
    """
    said = words or PortfolioWords()
    if not rows or any(len(row.kept) != len(said.ways) for row in rows):
        raise ValueError("a portfolio needs a row at least, and one mark a way in each")
    uid = svg.fingerprint("portfolio", tuple(rows), title, description, width_px, said)
    tied = f"url(#{uid}-tied)"
    body, y = svg.key([(said.kept, svg.TEAL), (said.tied, tied), (said.left, svg.PAPER)], width_px)
    room = (width_px - _GAP * (len(said.ways) - 1)) / len(said.ways)
    for row in rows:
        body.append(svg.rule(y + 3, width_px))
        y += _LEADING + 3
        body.append(svg.text(0, y, row.code, bold=True))
        for line in svg.wrap(row.label, width_px):
            y += _LEADING
            body.append(svg.text(0, y, line))
        y += 8
        for n, (way, mark) in enumerate(zip(said.ways, row.kept, strict=True)):
            body += _box((room + _GAP) * n, y, room, way, mark, tied)
        y += _BOX + 6
    defs = svg.hatch(f"{uid}-tied", _BROWN, _EDGE, angle=45, gap=6, stroke=1.1)
    told = [description, *(_tell(row, said) for row in rows)]
    return svg.frame(uid, width_px, y, title=title, told=told, defs=defs, body=body)


def _box(x: float, y: float, width: float, way: str, mark: bool | None, tied: str) -> list[str]:
    fill = svg.TEAL if mark else tied if mark is None else svg.PAPER
    body = [svg.rect(x + 0.5, y + 0.5, width - 1, _BOX - 1, fill, stroke=svg.LINE, radius=3)]
    written = svg.width_of(way, svg.SMALL_PX, bold=bool(mark))
    middle = x + width / 2 + (7 if mark else 0)
    if mark is None:
        body.append(svg.rect(middle - written / 2 - 3, y + 4, written + 6, 16, svg.PAPER, radius=3))
    if mark:
        at = f"M{svg.number(middle - written / 2 - 13)} {svg.number(y + 12)}l3.5 4l6 -8"
        body.append(f'<path d="{at}" fill="none" stroke="{svg.PAPER}" stroke-width="2"/>')
    ink = svg.PAPER if mark else svg.QUIET if mark is False else svg.INK
    body.append(svg.text(middle, y + 16.5, way, size=svg.SMALL_PX, fill=ink, bold=bool(mark), anchor="middle"))
    return body


def _tell(row: PortfolioRow, said: PortfolioWords) -> str:
    marks = {True: said.kept, None: said.tied, False: said.left}
    told = " ; ".join(f"{way} : {marks[mark]}" for way, mark in zip(said.ways, row.kept, strict=True))
    return f"{row.code} : {row.label} — {told}."
