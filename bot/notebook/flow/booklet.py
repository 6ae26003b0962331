"""The whole flow: the cover's texts, the essentials, the body. What a layout is given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from bot.notebook.blocks import Fact
from bot.notebook.context import Notebook
from bot.notebook.flow import annex, front, sections
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import AnyPiece, Card, Contents, Entries, Grid, Heading, Plain
from bot.notebook.words import Words

_BODY: Final[tuple[tuple[str, Callable[[Bricks, Notebook], Pieces]], ...]] = (
    ("0", front.identity),
    ("2", front.background),
    ("3", front.typology),
    ("4", front.keywords),
    ("5", front.shared),
    ("6", sections.reading),
    ("7", sections.posture),
    ("8", sections.factors),
    ("9", sections.horizons),
    ("10", sections.debate),
    ("11", sections.actions),
    ("12", sections.commitments),
    ("13", sections.germs),
    ("14", sections.ethics),
    ("15", sections.suites),
    ("A", annex.annex),
)


class Booklet(msgspec.Struct, frozen=True):
    """A notebook to be laid out. The texts of the cover and of the running headers, then pieces in reading order."""

    language: str
    name: str
    title: str
    territory: str
    agency: str
    logo: str
    """A PNG in base64; empty without one."""
    version: str
    """« version 2 »; empty outside a store."""
    status: str
    date: str
    group_note: str
    notice: str
    software: str
    key_figures: tuple[Fact, ...]
    essential_title: str
    contents_title: str
    essential: tuple[AnyPiece, ...]
    contents: Contents
    body: tuple[AnyPiece, ...]
    abreast: tuple[int, int] = (0, 0)
    """Which of the essentials may stand in two columns, each part under its title: from the first until the second."""


def booklet(notebook: Notebook, words: Words) -> Booklet:
    """Lay a notebook out as pieces."""
    b, versions = Bricks(words), notebook.annex.versions
    leading, told, asked = (tuple(build(b, notebook.essential)) for build in (front.leading, front.told, front.asked))
    return Booklet(
        language=notebook.language,
        name=words("ui.name"),
        title=notebook.title,
        territory=notebook.territory,
        agency=notebook.agency,
        logo=notebook.logo.png if notebook.logo is not None else "",
        version=words("ui.version", number=versions[-1].number) if versions else "",
        status=notebook.status,
        date=notebook.date,
        group_note=notebook.group_note,
        notice=notebook.notice,
        software=notebook.software,
        key_figures=notebook.key_figures,
        essential_title=words("section.1"),
        contents_title=words("ui.contents"),
        essential=(*leading, *told, *asked),
        abreast=(len(leading), len(leading) + len(told)),
        contents=front.contents(b, notebook),
        body=tuple(piece for number, build in _BODY for piece in _section(b, notebook, number, build)),
    )


def _section(b: Bricks, notebook: Notebook, number: str, build: Callable[[Bricks, Notebook], Pieces]) -> Pieces:
    absence = notebook.absences.get(number)
    if absence is None:
        yield from build(b, notebook)
    else:
        yield b.section(number, absence.anchor, quiet=True)
        yield b.say(absence.sentence, "absence")


def after_the_first(essential: Sequence[AnyPiece]) -> tuple[int, int]:
    """For `Booklet.abreast`: all the parts but the first, where there are two at least to stand beside each other."""
    _, *begin = [n for n, piece in enumerate(essential) if isinstance(piece, Heading)] or [0]
    return (begin[0], len(essential)) if len(begin) > 1 else (0, 0)


def anchors(told: Booklet) -> set[str]:
    """Every place of the flow that a link may lead to."""
    found = {"s1"}
    for piece in (*told.essential, *told.body):
        if isinstance(piece, Entries):
            found.update(entry.anchor for entry in piece.items)
        elif isinstance(piece, Heading | Plain | Grid | Card):
            found.add(piece.anchor)
    return found - {""}
