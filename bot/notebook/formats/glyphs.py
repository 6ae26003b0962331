"""Which characters a font can draw, and what is written for those that none can.

PDF/UA refuses a page with a character that its fonts lack, so texts are made to fit before they are laid out. Reads a
font's `cmap` table, nothing else of it. Source: OpenType 1.9.1, « cmap », formats 4 and 12.
"""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

_DIRECTION: Final = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_FORMATTING: Final = frozenset("\t\n\u00ad\u200b\u200c\u200d\u2060\ufe0e\ufe0f")
"""What layout understands without drawing it."""

_BEST_FIRST: Final = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))


class UnreadableFont(ValueError):
    """A file of the fonts folder is no TrueType or OpenType font."""


@lru_cache(maxsize=32)
def covered(fonts: tuple[Path, ...]) -> frozenset[str]:
    """The characters that at least one of the fonts can draw.

    Raises:
        UnreadableFont: names the file.
    """
    found: set[str] = set()
    for font in fonts:
        try:
            found.update(map(chr, _characters(font.read_bytes())))
        except (struct.error, IndexError, ValueError) as error:
            raise UnreadableFont(f"{font} is no TrueType or OpenType font that can be read") from error
    return frozenset(found - _DIRECTION) | _FORMATTING


def fitted(text: str, characters: frozenset[str]) -> str:
    """The text with what no font draws written out: « [U+4E2D] ».

    Marks of direction are dropped: on paper they have done their work, or would only turn a neighbour round. A
    character that only exists decomposed, or the other way about, is looked for in its other form first.
    """
    strange = set(text) - characters
    if not strange:
        return text
    return text.translate({ord(char): _instead(char, characters) for char in strange})


def _instead(char: str, characters: frozenset[str]) -> str:
    if unicodedata.category(char) == "Cf":
        return ""
    for form in ("NFC", "NFKC", "NFKD"):
        other = unicodedata.normalize(form, char)
        if other != char and characters.issuperset(other):
            return other
    return f"[U+{ord(char):04X}]"


def _characters(data: bytes) -> Iterator[int]:
    (tables,) = struct.unpack_from(">H", data, 4)
    for n in range(tables):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, 12 + 16 * n)
        if tag == b"cmap":
            break
    else:
        raise ValueError("no cmap table")
    (count,) = struct.unpack_from(">H", data, offset + 2)
    subtables = {
        (platform, encoding): offset + start
        for platform, encoding, start in (struct.unpack_from(">HHI", data, offset + 4 + 8 * n) for n in range(count))
    }
    place = next((subtables[key] for key in _BEST_FIRST if key in subtables), None)
    if place is None:
        raise ValueError("no Unicode cmap")
    (form,) = struct.unpack_from(">H", data, place)
    if form == 12:
        yield from _segmented(data, place)
    elif form == 4:
        yield from _mapped(data, place)
    else:
        raise ValueError(f"cmap format {form}")


def _segmented(data: bytes, place: int) -> Iterable[int]:
    (groups,) = struct.unpack_from(">I", data, place + 12)
    for n in range(groups):
        first, last, _ = struct.unpack_from(">III", data, place + 16 + 12 * n)
        yield from range(first, last + 1)


def _mapped(data: bytes, place: int) -> Iterable[int]:
    (doubled,) = struct.unpack_from(">H", data, place + 6)
    segments = doubled // 2
    ends = struct.unpack_from(f">{segments}H", data, place + 14)
    starts = struct.unpack_from(f">{segments}H", data, place + 16 + doubled)
    deltas = struct.unpack_from(f">{segments}H", data, place + 16 + 2 * doubled)
    at = place + 16 + 3 * doubled
    offsets = struct.unpack_from(f">{segments}H", data, at)
    for n, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, offsets, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            if offset:
                (glyph,) = struct.unpack_from(">H", data, at + 2 * n + offset + 2 * (code - start))
                glyph = (glyph + delta) % 0x10000 if glyph else 0
            else:
                glyph = (code + delta) % 0x10000
            if glyph:
                yield code
