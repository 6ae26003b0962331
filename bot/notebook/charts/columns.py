"""Counts along time as inline SVG: a column a slot, its number above it, hours or days under the line.

Slots are equal and in order; one whose count is masked (None) is a hatched stub without a number. Masking is decided
before. Not here: which slots there are (`timeline`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.notebook.charts import svg

_HEIGHT, _TOP, _GAP = 96.0, 18.0, 3.0
_STUB = 7.0


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of time. `mark`: what stands under the line; `label`: the whole of it, for the text alternative."""

    mark: str
    label: str
    count: int | None


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The chart's own words."""

    masked: str
    nobody: str


def columns(slots: Sequence[Slot], *, title: str, description: str, words: ColumnWords, width_px: int = 360) -> str:
    """Draw a column a slot. Marks that would touch each other are left out, the first one always stays.

    Raises:
        ValueError: there is no slot.
    """
    if not slots:
        raise ValueError("a timeline has a slot at least")
    uid = svg.fingerprint("columns", tuple(slots), title, description, width_px, words)
    wide = width_px / len(slots)
    thick = min(wide - _GAP, 44.0)
    top = max((slot.count or 0 for slot in slots), default=0)
    foot = _TOP + _HEIGHT
    stride = -(-int(max(svg.width_of(slot.mark, svg.SMALL_PX) for slot in slots) + 6) // int(wide))
    body: list[str] = []
    for n, slot in enumerate(slots):
        middle = wide * (n + 0.5)
        left = middle - thick / 2
        if slot.count is None:
            body.append(svg.rect(left, foot - _STUB, thick, _STUB, f"url(#{uid}-few)", stroke=svg.LINE))
        else:
            high = max(_HEIGHT * slot.count / top, 2.0) if slot.count else 0.0
            if high:
                body.append(svg.rect(left, foot - high, thick, high, svg.TEAL, radius=1.5))
            shown = svg.text(
                middle, foot - high - 5, str(slot.count), size=svg.SMALL_PX, bold=bool(high), anchor="middle"
            )
            body.append(shown)
        if n % stride == 0:
            body.append(svg.text(middle, foot + 15, slot.mark, size=svg.SMALL_PX, fill=svg.QUIET, anchor="middle"))
    body.append(f'<line x1="0" y1="{svg.number(foot)}" x2="{width_px}" y2="{svg.number(foot)}" stroke="{svg.LINE}"/>')
    height, few = foot + 22, any(slot.count is None for slot in slots)
    if few:
        key, taken = svg.key([(words.masked, f"url(#{uid}-few)")], width_px)
        body.append(f'<g transform="translate(0 {svg.number(height)})">{"".join(key)}</g>')
        height += taken
    told = [description, *(f"{slot.label} : {_spoken(slot, words)}." for slot in slots)]
    defs = svg.hatch(f"{uid}-few", svg.PAPER, svg.QUIET, angle=45, gap=4, stroke=1.6) if few else ""
    return svg.frame(uid, width_px, height, title=title, told=told, defs=defs, body=body)


def _spoken(slot: Slot, words: ColumnWords) -> str:
    if slot.count is None:
        return words.masked
    return str(slot.count) if slot.count else words.nobody
