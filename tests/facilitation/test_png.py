"""A logo is drawn by five readers: what one of them would stumble over is refused before it is kept."""

from __future__ import annotations

import struct

import pytest

from bot.facilitation import png
from tests.facilitation.pictures import END, SIGNATURE, chunk, made

HEAD = struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)


@pytest.mark.parametrize(("depth", "colour"), [(8, 2), (8, 6), (1, 0), (16, 4)])
def test_a_sound_picture_says_how_large_it_is(depth: int, colour: int) -> None:
    """Of any depth and colours."""
    assert png.size(made(5, 3, depth=depth, colour=colour)) == (5, 3)


def test_a_picture_with_a_palette_needs_one() -> None:
    """Colour type 3 points into a list of colours."""
    without = made(colour=3)
    assert png.size(without) is None
    at = without.index(b"IDAT") - 4
    assert png.size(without[:at] + chunk(b"PLTE", b"\x10\x20\x30") + without[at:]) == (4, 2)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        SIGNATURE + END,
        made()[:-1],
        made() + b"<script>",
        made().replace(b"IDAT", b"IDAX"),
        made().replace(b"\x08\x02\x00\x00\x00", b"\x08\x05\x00\x00\x00"),
        SIGNATURE + chunk(b"IHDR", HEAD[:9]) + END,
        SIGNATURE + chunk(b"IHDR", HEAD) + chunk(b"IDAT", b"no stream") + END,
        SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 1)) + chunk(b"IDAT", b"") + END,
        SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 0, 2, 8, 2, 0, 0, 0)) + END,
        SIGNATURE + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 3, 2, 0, 0, 0)) + END,
        made(pixels=b"\0" * 10_000_000),
        made(pixels=b"\0"),
    ],
)
def test_what_is_no_sound_picture_is_none(data: bytes) -> None:
    """Cut off, wrong checksums, another format, something behind it, or ten megabytes in a postage stamp."""
    assert png.size(data) is None
