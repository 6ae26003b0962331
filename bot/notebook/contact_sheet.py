"""Pictures side by side, each with its number: what a phone shows at a glance, as one image."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bot.engine.script import Picture
from bot.notebook.formats.pdf import png

COLUMNS: Final = 3
"""Three fill a phone held upright, and each can still be made out."""
WIDTH: Final = 200
HEIGHT: Final = 150
GAP: Final = 8


def contact_sheet(pictures: Sequence[Picture], folders: Sequence[Path]) -> bytes:
    """The pictures as a PNG, numbered from 1, row by row. `folders`: templates, whose fonts write the numbers."""
    columns = min(COLUMNS, len(pictures))
    rows = -(-len(pictures) // columns)
    width, height = (number * (side + GAP) + GAP for number, side in ((columns, WIDTH), (rows, HEIGHT)))
    tiles = "".join(_tile(number, picture, columns) for number, picture in enumerate(pictures))
    paper = f'<rect width="{width}" height="{height}" fill="#fff"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">{paper}{tiles}</svg>'
    return png(svg, folders)[0]


def _tile(number: int, picture: Picture, columns: int) -> str:
    x, y = GAP + number % columns * (WIDTH + GAP), GAP + number // columns * (HEIGHT + GAP)
    data = base64.b64encode(picture.content).decode()
    return (
        f'<image x="{x}" y="{y}" width="{WIDTH}" height="{HEIGHT}" href="data:{picture.media};base64,{data}"/>'
        f'<circle cx="{x + 17}" cy="{y + 17}" r="14" fill="#fff" stroke="#222" stroke-width="1.5"/>'
        f'<text x="{x + 17}" y="{y + 22.5}" font-family="sans-serif" font-size="15" font-weight="bold" '
        f'text-anchor="middle" fill="#222">{number + 1}</text>'
    )
