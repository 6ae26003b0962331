"""The PDF of a large session in several files: the list of all that was said stands in volumes beside the notebook.

Nobody prints a thousand pages to decide from twenty, and the typesetter's memory grows with every character of a file:
volumes bound it, whatever the session's size (decision 0055). A session that is not large has one file, with its list.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from bot.notebook.flow import Booklet
from bot.notebook.flow.annex import AFTER_THE_LIST, THE_LIST
from bot.notebook.flow.pieces import AnyPiece, Contents, Entries, Heading, Line, Lines
from bot.notebook.words import Words

DOCUMENT: Final = "volume"
"""The folder of their template."""
_MOST: Final = 6_000
"""Contributions of a volume: some three hundred pages."""


def named(number: int) -> str:
    """The file of a volume, from 1."""
    return f"cahier-contributions-{number}.pdf"


NAMED: Final = "cahier-contributions-*.pdf"


def in_volumes(told: Booklet, words: Words) -> tuple[Booklet, Sequence[Booklet]]:
    """The notebook, and the volumes beside it: none if its list is short enough to stand in it."""
    begin, end = _place(told.body)
    listed = told.body[begin:end]
    if sum(len(piece.items) for piece in listed if isinstance(piece, Entries)) <= _MOST:
        return told, ()
    parts = list(_parts(listed))
    apart = [
        replace(
            told,
            name=words("volume.name", number=number, total=len(parts)),
            essential_title=_range(part, words),
            essential=(),
            abreast=(0, 0),
            key_figures=(),
            contents=Contents(()),
            body=tuple(part),
        )
        for number, part in enumerate(parts, 1)
    ]
    where = Lines(
        tuple(Line(one.essential_title, one.name, after=named(number)) for number, one in enumerate(apart, 1))
    )
    return replace(told, body=(*told.body[:begin], where, *told.body[end:])), apart


def _place(body: Sequence[AnyPiece]) -> tuple[int, int]:
    """Where the groups of the list are: after its title and the sentence under it, until the annex goes on."""
    anchors = [piece.anchor if isinstance(piece, Heading) else "" for piece in body]
    if THE_LIST not in anchors:
        return 0, 0
    return anchors.index(THE_LIST) + 2, anchors.index(AFTER_THE_LIST)


def _parts(listed: Sequence[AnyPiece]) -> Iterator[list[AnyPiece]]:
    """The list cut into volumes; a group that goes on in the next has its title and its question again."""
    part: list[AnyPiece] = []
    room = _MOST
    group: list[AnyPiece] = []
    for piece in listed:
        if not isinstance(piece, Entries):
            # Under a volume's title, a group is of the second level.
            group = [replace(piece, level=2)] if isinstance(piece, Heading) else [*group, piece]
            continue
        left = piece.items
        while left:
            if not room:
                yield part
                part, room = [], _MOST
            part += [*group, replace(piece, items=left[:room])]
            left, room = left[room:], room - min(room, len(left))
    yield part


def _range(part: Sequence[AnyPiece], words: Words) -> str:
    numbers = [one.number for piece in part if isinstance(piece, Entries) for one in piece.items]
    return words("volume.range", first=numbers[0], last=numbers[-1])
