"""Whether bytes are a PNG that every reader of ours can draw, and how large it is: logos are looked at.

Every chunk's checksum is counted, and the pixels are unpacked no further than the header says there are: a picture
that claims to be small and unpacks to a gigabyte is refused. Nothing is drawn.

Source: W3C, Portable Network Graphics Specification, third edition, sections 5 and 11.
"""

from __future__ import annotations

import struct
import zlib
from typing import Final

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_DEPTHS: Final = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}
_MOST_SIDE: Final = 10_000


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None if this is no sound PNG, or an interlaced one."""
    chunks = _chunks(data)
    if chunks is None or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13 or chunks[-1][0] != b"IEND":
        return None
    width, height, depth, colour, packing, filters, interlaced = struct.unpack(">IIBBBBB", chunks[0][1])
    if not (0 < width <= _MOST_SIDE and 0 < height <= _MOST_SIDE) or depth not in _DEPTHS.get(colour, ()):
        return None
    if (packing, filters, interlaced) != (0, 0, 0) or (colour == 3 and all(name != b"PLTE" for name, _ in chunks)):
        return None
    rows = height * (1 + -(-width * depth * _CHANNELS[colour] // 8))
    unpacking = zlib.decompressobj()
    try:
        pixels = unpacking.decompress(b"".join(body for name, body in chunks if name == b"IDAT"), rows + 1)
    except zlib.error:
        return None
    return (width, height) if len(pixels) == rows and unpacking.eof else None


def _chunks(data: bytes) -> list[tuple[bytes, bytes]] | None:
    """Its chunks by name, each with its checksum right; None if one is not, or if something comes after the last."""
    if not data.startswith(_SIGNATURE):
        return None
    found: list[tuple[bytes, bytes]] = []
    at = len(_SIGNATURE)
    while at + 12 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        checksum = data[at + 8 + length : at + 12 + length]
        if len(body) != length or checksum != zlib.crc32(name + body).to_bytes(4, "big"):
            return None
        found.append((name, body))
        at += 12 + length
    return found if found and at == len(data) else None
