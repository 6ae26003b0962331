"""Agreement bars: who agrees, passes and disagrees with each statement, as inline SVG; or accepts, or objects.

Agreement begins at the left edge, disagreement at the right one, so that both are compared from an edge, and what is
between them passes. Agreement is dark, disagreement hatched, passing plain; numbers are written where they fit, and the
text alternative says them all. Counts only: no percentage. Not here: counting, ranking.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_BAR, _LEADING = 24, 17
_BROWN, _EDGE = "#c8924a", "#6b3b06"
_PLAIN = "#faf9f5"


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One statement; `rank_label` is written as given, and may be empty."""

    code: str
    label: str
    agree: int
    passed: int
    disagree: int
    rank_label: str = ""


@dataclass(frozen=True, slots=True)
class AgreementWords:
    """The chart's own words, French unless told otherwise. An empty one is of an answer that could not be given."""

    agree: str = "d'accord"
    passed: str = "je passe"
    disagree: str = "pas d'accord"
    nobody: str = "personne ne s'est prononcé"


def agreement_bars(
    rows: Sequence[AgreementRow],
    *,
    title: str,
    description: str,
    width_px: int = 360,
    words: AgreementWords | None = None,
) -> str:
    """Draw one bar a statement, in the order given.

    Raises:
        ValueError: there is no row, or a count is negative.
    """
    said = words or AgreementWords()
    if not rows or min(min(row.agree, row.passed, row.disagree) for row in rows) < 0:
        raise ValueError("agreement bars need a row at least, and no negative count")
    uid = svg.fingerprint("agreement", tuple(rows), title, description, width_px, said)
    against = f"url(#{uid}-against)"
    entries = [(said.agree, svg.TEAL), (said.passed, _PLAIN), (said.disagree, against)]
    body, y = svg.key([entry for entry in entries if entry[0]], width_px)
    y += 3
    for row in rows:
        body.append(svg.rule(y, width_px))
        y += _LEADING
        head = " · ".join(part for part in (row.rank_label, row.code) if part)
        total = row.agree + row.passed + row.disagree
        body.append(svg.text(0, y, head, bold=True))
        body.append(svg.text(width_px, y, f"n = {total}", size=svg.SMALL_PX, anchor="end"))
        for line in svg.wrap(row.label, width_px):
            y += _LEADING
            body.append(svg.text(0, y, line))
        y += 8
        body += _bar(row, said, against, width_px, y)
        y += _BAR + 8
    defs = svg.hatch(f"{uid}-against", _BROWN, _EDGE, angle=45, gap=6, stroke=1.4)
    told = [description, *(_tell(row, said) for row in rows)]
    return svg.frame(uid, width_px, y, title=title, told=told, defs=defs, body=body)


def _bar(row: AgreementRow, said: AgreementWords, against: str, width: float, y: float) -> list[str]:
    total = row.agree + row.passed + row.disagree
    if not total:
        return [
            svg.rect(0.5, y + 0.5, width - 1, _BAR - 1, svg.PAPER, stroke=svg.LINE),
            svg.text(8, y + 16.5, said.nobody, size=svg.SMALL_PX, fill=svg.QUIET),
        ]
    body: list[str] = []
    done = 0
    parts = ((row.agree, svg.TEAL, svg.PAPER), (row.passed, _PLAIN, svg.INK), (row.disagree, against, svg.INK))
    for count, fill, ink in parts:
        if not count:
            continue
        x, length = width * done / total, width * count / total
        done += count
        body.append(svg.rect(x, y, length, _BAR, fill, stroke=svg.PAPER))
        written = svg.width_of(str(count), svg.SMALL_PX, bold=True)
        if written + 6 <= length:
            if fill == against:
                body.append(svg.rect(x + length / 2 - written / 2 - 3, y + 4, written + 6, 16, svg.PAPER, radius=3))
            middle = x + length / 2
            body.append(svg.text(middle, y + 16.5, str(count), size=svg.SMALL_PX, fill=ink, bold=True, anchor="middle"))
    body.append(
        f'<rect x="0" y="{svg.number(y)}" width="{svg.number(width)}" height="{_BAR}" fill="none" '
        f'stroke="{svg.LINE}" stroke-width="0.8"/>'
    )
    return body


def _tell(row: AgreementRow, said: AgreementWords) -> str:
    head = ", ".join(part for part in (row.rank_label, row.code) if part)
    counts = ((said.agree, row.agree), (said.passed, row.passed), (said.disagree, row.disagree))
    named = ", ".join(f"{label} {count}" for label, count in counts if label)
    return f"{head} : {row.label} — {named}." if row.label else f"{head} — {named}."
