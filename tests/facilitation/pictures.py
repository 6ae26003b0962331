"""Small PNGs made by hand, sound and broken. Nothing of them is anybody's."""

from __future__ import annotations

import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def made(width: int = 4, height: int = 2, *, depth: int = 8, colour: int = 2, pixels: bytes | None = None) -> bytes:
    """A PNG of one colour. `pixels`: its rows instead, before they are packed."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = b"\0" + b"\x40" * -(-width * depth * channels // 8)
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return SIGNATURE + head + chunk(b"IDAT", zlib.compress(row * height if pixels is None else pixels)) + END


END = chunk(b"IEND", b"")
