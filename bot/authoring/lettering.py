"""Set text in a drawing without a font at hand: how wide it will be, about, and where its lines break.

Not here: what is drawn (`graph`).
"""

from __future__ import annotations

import re
from typing import Final

# Widths in ems, of the wider of the usual sans-serif fonts, so that text in a narrower one stays inside its box.
_NARROW: Final = frozenset("iljtfrI.,:;!'’|()[]·- \N{NO-BREAK SPACE}")
_WIDE: Final = frozenset("mwMWŒœ…—%@")


def width(text: str, size: float) -> float:
    """About how wide a line is, in the unit of `size` (the font's)."""
    return size * sum(_em(character) for character in text)


def _em(character: str) -> float:
    if character in _NARROW:
        return 0.4
    if character in _WIDE:
        return 0.98
    return 0.74 if character.isupper() else 0.63


def wrapped(text: str, room: float, size: float, most: int) -> list[str]:
    """The text in lines no wider than `room`, `most` at most: what is left out is an ellipsis. Empty text: no line.

    A line may end at a space or a line break, not at a no-break space.
    """
    lines: list[str] = []
    line = ""
    for word in re.split("[ \\n]+", text.strip()):
        longer = f"{line} {word}" if line else word
        if line and width(longer, size) > room:
            lines.append(line)
            longer = word
        line = _shortened(longer, room, size)
    if line:
        lines.append(line)
    if len(lines) > most:
        lines = [*lines[: most - 1], _shortened(f"{lines[most - 1]} …", room, size)]
    return lines


def _shortened(line: str, room: float, size: float) -> str:
    """A word, or a line with an ellipsis, that no break can make fit."""
    if width(line, size) <= room:
        return line
    kept = line.rstrip("… ")
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
