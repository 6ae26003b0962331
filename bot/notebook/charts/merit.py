"""The merit profile: how a group graded each horizon, as inline SVG.

The best grades are on the LEFT. One reads from the left, so the first thing read is the support; all bars start from
the same edge with the same grade, so « who is most liked » is the longest dark start, compared without measuring; it is
the order of the buttons people tapped; and the sentence that explained the vote (« plus de la moitié donnent cette
mention ou mieux ») becomes visible: pile the grades up from the left, and the one that crosses the line in the middle
is the horizon's. When a boundary falls right on the line, the grade on its right holds (lower median).

Text stands above its bar, so a telephone shows whole sentences. Colour never speaks alone: plain grades differ in
lightness, the reserved ones are hatched, counts are written where they fit, and the text alternative says every figure.
Brown and teal differ for every common colour blindness; red and green would not.

Ranks and majority grades are given, not computed here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

# Worst to best. Six grades are the seven without the best, so that a colour keeps its meaning from chart to chart.
_RAMP = ("#7a4408", "#c8924a", "#f1e1bd", "#faf9f5", "#8ccbc1", "#2c7f75", "#01594f")
_STEPS = {
    2: (0, 6),
    3: (0, 3, 6),
    4: (0, 2, 4, 6),
    5: (0, 1, 3, 4, 6),
    6: (0, 1, 2, 3, 4, 5),
    7: (0, 1, 2, 3, 4, 5, 6),
}
_DARK = frozenset({0, 5, 6})
_BAR = 24
_SIDE = 34
_GAP = 8
_LEADING = 17


@dataclass(frozen=True, slots=True)
class MeritRow:
    """One horizon. `counts` are people per grade, worst first; `above` and `below` are people around `grade_label`.

    `rank_label` is written as given: « 1er », « 2e ex æquo », « non classé ». `grade_label` is empty if nobody graded.
    """

    code: str
    label: str
    counts: tuple[int, ...]
    no_opinion: int
    grade_label: str
    above: int
    below: int
    rank_label: str


@dataclass(frozen=True, slots=True)
class MeritWords:
    """The chart's own words, French unless told otherwise."""

    no_opinion: str = "sans avis"
    middle: str = (
        "Le trait marque la moitié des avis : la mention qu'il touche est celle de l'horizon "
        "(entre deux mentions, celle de droite)."
    )
    nobody: str = "personne ne s'est prononcé"
    grade: str = "mention"
    nothing: str = "Aucun horizon n'a été soumis au vote."


def merit_profile(
    rows: Sequence[MeritRow],
    grades: Sequence[str],
    *,
    title: str,
    description: str,
    width_px: int = 360,
    reserved_upto: int = 1,
    words: MeritWords | None = None,
) -> str:
    """Draw one stacked bar per row, in the order given, and say it all in the text alternative.

    `grades` are the labels, worst first, two to seven of them; grades up to index `reserved_upto` are hatched.
    `width_px` is the width the layout is made for; leave it at 360 for anything that a telephone may show.

    Raises:
        ValueError: a row has not one count per grade, a count is negative, or there are not two to seven grades.
    """
    said = words or MeritWords()
    _check(rows, grades)
    uid = svg.fingerprint("merit", tuple(rows), tuple(grades), title, description, width_px, reserved_upto, said)
    fills = _Fills(uid, len(grades), reserved_upto)
    body, y = _legend(grades, fills, said, width_px)
    for row in rows:
        drawn, y = _row(row, grades, fills, said, width_px, y)
        body += drawn
    if not rows:
        body.append(svg.text(0, y + 14, said.nothing))
        y += 20
    told = [description, *(_tell(row, grades, said) for row in rows)] if rows else [description, said.nothing]
    return svg.frame(uid, width_px, y, title=title, told=told, defs=fills.defs, body=body)


class _Fills:
    """How each grade is painted, worst first."""

    def __init__(self, uid: str, grades: int, reserved_upto: int) -> None:
        steps = _STEPS[grades]
        self.colours = [_RAMP[step] for step in steps]
        self.dark = [step in _DARK for step in steps]
        self.hatched = [grade <= reserved_upto for grade in range(grades)]
        self.names = [f"url(#{uid}-{n})" if self.hatched[n] else colour for n, colour in enumerate(self.colours)]
        self.silent = f"url(#{uid}-silent)"
        self.defs = svg.hatch(f"{uid}-silent", svg.PAPER, "#b9c0bf", angle=45, gap=6, stroke=1.6)
        for grade, colour in enumerate(self.colours):
            if self.hatched[grade]:
                # The two reserved grades lean opposite ways, so that they differ in print as they do in colour.
                worst = grade == 0
                self.defs += svg.hatch(
                    f"{uid}-{grade}",
                    colour,
                    "#f3dfc2" if worst else "#6b3b06",
                    angle=-45 if worst else 45,
                    gap=4.5 if worst else 6,
                    stroke=1.3,
                )


def _legend(grades: Sequence[str], fills: _Fills, said: MeritWords, width: int) -> tuple[list[str], float]:
    """Draw the key, best grade first as in the bars, and the sentence that explains the line."""
    entries = [(grades[n], fills.names[n]) for n in reversed(range(len(grades)))]
    body, y = svg.key([*entries, (said.no_opinion, fills.silent)], width)
    for line in svg.wrap(said.middle, width, svg.SMALL_PX):
        body.append(svg.text(0, y + 12, line, size=svg.SMALL_PX, fill=svg.QUIET))
        y += 16
    return body, y + 4


def _row(
    row: MeritRow, grades: Sequence[str], fills: _Fills, said: MeritWords, width: int, y: float
) -> tuple[list[str], float]:
    body = [svg.rule(y + 4, width)]
    y += 22
    head = " · ".join(part for part in (row.rank_label, row.code) if part)
    total = sum(row.counts)
    gauge = f"+{row.above} / −{row.below}, n = {total}" if total else f"n = {total}"
    used = svg.width_of(gauge, svg.SMALL_PX)
    grade_room = svg.width_of(row.grade_label, bold=True) + 7 if row.grade_label else 0
    body.append(svg.text(0, y, head, bold=True))
    if svg.width_of(head, bold=True) + 10 + used + grade_room > width:
        y += _LEADING
    body.append(svg.text(width, y, gauge, size=svg.SMALL_PX, anchor="end"))
    if row.grade_label:
        body.append(svg.text(width - used - 3, y, row.grade_label, bold=True, anchor="end"))
    for line in svg.wrap(row.label, width):
        y += _LEADING
        body.append(svg.text(0, y, line))
    y += 9
    body += _bar(row, grades, fills, said, width - _SIDE - _GAP, y)
    body += _silent(row, fills, said, width, y)
    return body, y + _BAR + 10


def _bar(row: MeritRow, grades: Sequence[str], fills: _Fills, said: MeritWords, width: float, y: float) -> list[str]:
    total = sum(row.counts)
    if not total:
        return [
            svg.rect(0.5, y + 0.5, width - 1, _BAR - 1, svg.PAPER, stroke=svg.LINE),
            svg.text(8, y + 16.5, said.nobody, size=svg.SMALL_PX, fill=svg.QUIET),
        ]
    body: list[str] = []
    done = 0
    for grade in reversed(range(len(grades))):
        count = row.counts[grade]
        if not count:
            continue
        x, length = width * done / total, width * count / total
        done += count
        body.append(f"<g><title>{svg.escape(f'{grades[grade]} : {count}')}</title>")
        body.append(svg.rect(x, y, length, _BAR, fills.names[grade], stroke=svg.PAPER))
        written = svg.width_of(str(count), svg.SMALL_PX, bold=True)
        if written + 6 <= length:
            middle = x + length / 2
            if fills.hatched[grade]:
                body.append(svg.rect(middle - written / 2 - 3, y + 4, written + 6, 16, svg.PAPER, radius=3))
            ink = svg.PAPER if fills.dark[grade] and not fills.hatched[grade] else svg.INK
            body.append(svg.text(middle, y + 16.5, str(count), size=svg.SMALL_PX, fill=ink, bold=True, anchor="middle"))
        body.append("</g>")
    body.append(
        f'<rect x="0" y="{svg.number(y)}" width="{svg.number(width)}" height="{_BAR}" fill="none" '
        f'stroke="{svg.LINE}" stroke-width="0.8"/>'
    )
    body += _middle(width / 2, y)
    return body


def _middle(x: float, y: float) -> list[str]:
    """Mark the middle above, through and below a bar.

    White under black shows on the darkest grade too; through the bar it is two short strokes, so that a count written
    in the middle stays readable.
    """
    path = f"M{svg.number(x)} {svg.number(y - 5)}v9M{svg.number(x)} {svg.number(y + _BAR - 4)}v9"
    return [
        f'<path d="{path}" stroke="{svg.PAPER}" stroke-width="4.5"/>',
        f'<path d="{path}" stroke="#000000" stroke-width="2"/>',
    ]


def _silent(row: MeritRow, fills: _Fills, said: MeritWords, width: int, y: float) -> list[str]:
    x = width - _SIDE
    written = svg.width_of(str(row.no_opinion), svg.SMALL_PX)
    return [
        f"<g><title>{svg.escape(f'{said.no_opinion} : {row.no_opinion}')}</title>",
        svg.rect(x + 0.5, y + 0.5, _SIDE - 1, _BAR - 1, fills.silent if row.no_opinion else svg.PAPER, stroke=svg.LINE),
        svg.rect(x + _SIDE / 2 - written / 2 - 3, y + 4, written + 6, 16, svg.PAPER, radius=3),
        svg.text(x + _SIDE / 2, y + 16.5, str(row.no_opinion), size=svg.SMALL_PX, fill=svg.QUIET, anchor="middle"),
        "</g>",
    ]


def _tell(row: MeritRow, grades: Sequence[str], said: MeritWords) -> str:
    """Say one row in words: every figure that is drawn, and those that did not fit."""
    head = ", ".join(part for part in (row.rank_label, row.code) if part)
    total = sum(row.counts)
    counts = ", ".join(f"{grades[n]} {row.counts[n]}" for n in reversed(range(len(grades))))
    outcome = f"{said.grade} {row.grade_label}, +{row.above} / −{row.below}, n = {total}" if total else said.nobody
    return f"{head} : {row.label} — {outcome} ; {counts} ; {said.no_opinion} {row.no_opinion}."


def _check(rows: Sequence[MeritRow], grades: Sequence[str]) -> None:
    if len(grades) not in _STEPS:
        raise ValueError(f"{len(grades)} grades; a merit profile shows two to seven")
    for row in rows:
        if len(row.counts) != len(grades):
            raise ValueError(f"{row.code!r} has {len(row.counts)} counts for {len(grades)} grades")
        if min(*row.counts, row.no_opinion, row.above, row.below) < 0:
            raise ValueError(f"{row.code!r} has a negative count")
