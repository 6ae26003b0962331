"""The little SVG that the charts share: escaping, text widths, wrapping, hatches, the accessible frame.

Written by hand so that a chart needs no library, no font, no script and no network, and is the same byte for byte
from one compilation to the next. What a chart shows is in `merit` and `bars`.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from html import escape as _escape

INK = "#1d2b2a"
QUIET = "#55605f"
LINE = "#8a9492"
PAPER = "#ffffff"
TEAL = "#01594f"

TEXT_PX = 13
SMALL_PX = 12
"""No text is smaller: at 340 px wide a chart laid out for 360 is drawn at 0.94, and 12 px becomes 11.3 px."""

# XML 1.0 has no way to write these, even escaped: one of them would make the whole page ill-formed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Advance widths of common sans-serif fonts in em, rounded up: a label that wraps early beats one that overflows.
_NARROW, _WIDE = frozenset("iIjl.,;:'’|!()[] ft-·"), frozenset("mwMWŒœÆæ—…%@")


def escape(text: str) -> str:
    """Make any text safe in an element or a quoted attribute; what XML cannot say becomes U+FFFD."""
    return _escape(_NOT_XML.sub("\ufffd", text), quote=True)


def width_of(text: str, size: float = TEXT_PX, *, bold: bool = False) -> float:
    """Estimate a text's width in user units, on the generous side, since no font is at hand."""
    em = 0.0
    for letter in text:
        if letter in _NARROW:
            em += 0.36
        elif letter in _WIDE or letter > "\u2e7f":
            em += 1.0
        elif letter.isupper():
            em += 0.72
        else:
            em += 0.55
    return em * size * (1.07 if bold else 1.0)


def wrap(text: str, width: float, size: float = TEXT_PX, *, bold: bool = False) -> list[str]:
    """Break a text into lines that fit `width`, cutting a word only when it alone is too long."""
    lines: list[str] = []
    current = ""
    for word in text.split():
        joined = f"{current} {word}" if current else word
        if width_of(joined, size, bold=bold) <= width:
            current = joined
            continue
        if current:
            lines.append(current)
        current = ""
        for letter in word:
            if current and width_of(current + letter, size, bold=bold) > width:
                lines.append(current)
                current = ""
            current += letter
    return [*lines, current] if current else lines


def number(value: float) -> str:
    """Write a length with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = TEXT_PX,
    fill: str = INK,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """One line of text; `y` is its baseline."""
    weight = ' font-weight="700"' if bold else ""
    placed = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"{weight}{placed}>'
        f"{escape(words)}</text>"
    )


def rect(x: float, y: float, width: float, height: float, fill: str, *, stroke: str = "", radius: float = 0) -> str:
    """One rectangle, with an outline when `stroke` names a colour."""
    outline = f' stroke="{stroke}" stroke-width="0.8"' if stroke else ""
    rounded = f' rx="{number(radius)}"' if radius else ""
    return (
        f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
        f'fill="{fill}"{outline}{rounded}/>'
    )


def rule(y: float, width: float) -> str:
    """A thin line across, between two items."""
    return f'<line x1="0" y1="{number(y)}" x2="{number(width)}" y2="{number(y)}" stroke="#d5dad9"/>'


def key(entries: Iterable[tuple[str, str]], width: float) -> tuple[list[str], float]:
    """Draw what each fill means, swatch then words, on as many lines as it takes; returns the height too."""
    body: list[str] = []
    x, y = 0.0, 0.0
    for label, fill in entries:
        room = 22 + width_of(label, SMALL_PX) + 8
        if x and x + room - 8 > width:
            x, y = 0.0, y + 19
        body.append(rect(x + 0.5, y + 1.5, 16, 12, fill, stroke=LINE))
        body.append(text(x + 21, y + 12, label, size=SMALL_PX))
        x += room
    return body, y + 21


def hatch(name: str, background: str, ink: str, *, angle: int, gap: float, stroke: float) -> str:
    """Define a hatched fill, to be used as `url(#name)`."""
    side = number(gap)
    return (
        f'<pattern id="{name}" width="{side}" height="{side}" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate({angle})"><rect width="{side}" height="{side}" fill="{background}"/>'
        f'<line x1="0" y1="0" x2="0" y2="{side}" stroke="{ink}" stroke-width="{number(stroke)}"/></pattern>'
    )


def fingerprint(*parts: object) -> str:
    """Derive an id from the content: two charts on a page differ, the same chart never changes."""
    return "c" + hashlib.sha256(repr(parts).encode("utf-8", "replace")).hexdigest()[:10]


def frame(
    uid: str, width_px: int, height: float, *, title: str, told: Sequence[str], defs: str = "", body: Iterable[str]
) -> str:
    """Wrap a drawing into a standalone accessible SVG.

    `told` are the sentences of the text alternative. The drawing fills the column it is put in, up to half as much
    again as `width_px`: beyond that its text would be larger than the page's.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width_px} {number(height)}" width="100%" '
        f'style="display:block;height:auto;max-width:{width_px * 3 // 2}px" class="chart" role="img" '
        f'aria-labelledby="{uid}-title {uid}-desc" font-family="sans-serif">\n'
        f'<title id="{uid}-title">{escape(title)}</title>\n'
        f'<desc id="{uid}-desc">{escape(chr(10).join(told))}</desc>\n'
        + (f"<defs>{defs}</defs>\n" if defs else "")
        + "\n".join(body)
        + "\n</svg>\n"
    )
