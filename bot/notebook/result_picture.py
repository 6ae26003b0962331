"""One picture of a closed vote for a phone: the drawing of the notebook's section, as an image with its words.

Six items at most, since a channel scales tall images down until nobody can read them: the first ones, and always the
one that divides most. Not here: the drawings (`pictures`, `horizons`), what may be printed (`ballots`), sending.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.engine.ballots import VoteResult
from bot.engine.lists import dividing
from bot.engine.script import Ballot, GradedBallot, HorizonBallot, PointsBallot, Selection, StepId
from bot.errors import Defect
from bot.facilitation.records import Material
from bot.facilitation.result_pictures import Drawing
from bot.notebook.ballots import givers, in_order, item_text, published, rank_of, tied
from bot.notebook.blocks import Chart
from bot.notebook.charts import MOST_DUELS
from bot.notebook.desk import Desk
from bot.notebook.formats.pdf import png
from bot.notebook.horizons import merit_charts
from bot.notebook.pictures import A_CHART, pictures, points_pictures

MARGIN: Final = 14
"""So that the drawing does not touch the edge of a chat's bubble."""

_BOX: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_TITLE: Final = re.compile(r"<title [^>]*>(.*?)</title>", re.DOTALL)
_DESC: Final = re.compile(r"<desc [^>]*>(.*?)</desc>", re.DOTALL)


def result_picture(material: Material, step: StepId, folders: Sequence[Path]) -> Drawing | None:
    """The picture of a vote, and its text alternative; None if it has none, or too few people voted.

    `folders`: templates, whose fonts write the words.
    """
    desk = Desk(material)
    voted = desk.script.step(step)
    result = published(desk, voted)
    if result is None or voted.ballot is None:
        return None
    shown = _shown(voted.ballot, result, material.debated.get(step, ""))
    chart = next(iter(_charts(desk, voted.ballot, result, shown)), None)
    if chart is None:
        return None
    w = desk.words
    title, told = (html.unescape(_found(pattern, chart.svg)[1]) for pattern in (_TITLE, _DESC))
    if result.duels:
        # The cells are on the picture; which proposal a code is, is not.
        ties = tied(result)
        items = [
            f"{rank_of(desk, place, ties)}, {one.code} : {item_text(desk, one)}"
            for one, _, place in in_order(result)[:MOST_DUELS]
        ]
        told = "\n".join((told.partition("\n")[0], *items))
    said = [voted.title, f"{title}. {told}"]
    drawn = MOST_DUELS if result.duels else len(shown)
    if drawn < len(result.items):
        said.insert(1, w("picture.first", n=drawn, items=len(result.items)))
    return Drawing(png(on_paper(chart.svg), folders)[0], "\n".join(said))


def on_paper(svg: str) -> str:
    """The drawing with a margin, on white: a phone may be set to dark."""
    width, height = (float(side) + 2 * MARGIN for side in _found(_BOX, svg).groups())
    size = f'width="{width - 2 * MARGIN:g}" height="{height - 2 * MARGIN:g}"'
    inner = svg.replace('width="100%"', f'x="{MARGIN}" y="{MARGIN}" {size}', 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}">'
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>{inner}</svg>'
    )


def _shown(ballot: Ballot, result: VoteResult, debated: str) -> frozenset[str]:
    """The items on the picture: the first, and the most divisive, which must be as visible."""
    first = [item.code for item, _, _ in in_order(result)][:A_CHART]
    divisive = dividing(ballot, result, debated) if isinstance(ballot, HorizonBallot) else ""
    if divisive and divisive not in first:
        first[-1] = divisive
    return frozenset(first)


def _charts(desk: Desk, ballot: Ballot, result: VoteResult, shown: frozenset[str]) -> Sequence[Chart]:
    match ballot:
        case GradedBallot():
            return merit_charts(desk, ballot, result, shown)
        case PointsBallot():
            return points_pictures(desk, result, givers(desk, result), shown)
        case Selection():
            return ()
        case _:
            return pictures(desk, ballot, result, shown)


def _found(pattern: re.Pattern[str], svg: str) -> re.Match[str]:
    found = pattern.search(svg)
    if found is None:
        raise Defect("a drawing has a size, a title and a text alternative")
    return found
