"""The formats of a notebook by name, and the files that each makes.

A format is a function from an edition to files by name; the first is the notebook itself. Not here: writing them
(`notebook.compiler`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.errors import OperatorError
from bot.facilitation.records import WHOLE_FROM
from bot.notebook.formats.documents import beside, for_members
from bot.notebook.formats.edition import Edition, Pack
from bot.notebook.formats.iramuteq import iramuteq
from bot.notebook.formats.pack import as_csv, as_json, packed
from bot.notebook.formats.pdf import pdf
from bot.notebook.formats.polis import polis
from bot.notebook.formats.qdpx import qdpx
from bot.notebook.formats.volumes import DOCUMENT, in_volumes, named
from bot.notebook.formats.whole_ballots import whole_ballots
from bot.notebook.rendering import Renderer

Files = Mapping[str, bytes]
EVERY: Final = "all"
PDF: Final = "cahier.pdf"
_WITH_DATA: Final = "pdf+data"
"""The PDF with the JSON data pack inside. The same file as `pdf`, so not one of `all`."""


def _templated(name: str) -> Callable[[Edition], Files]:
    def make(edition: Edition) -> Files:
        renderer = Renderer(edition.folders, name)
        text = renderer.render(f"cahier/cahier.{name}.j2", edition.notebook, edition.words)
        return {f"cahier.{name}": text.encode()}

    return make


def _pdf(edition: Edition, attached: bytes = b"") -> Files:
    told, volumes = in_volumes(edition.booklet, edition.words)
    made = {PDF: pdf(told, edition.folders, edition.compiled_at, attached)}
    for number, volume in enumerate(volumes, 1):
        made[named(number)] = pdf(volume, edition.folders, edition.compiled_at, document=DOCUMENT)
    return made


def _docx(edition: Edition) -> Files:
    # Imported when asked for: the library takes a quarter of a second to load, which a bot that starts need not spend.
    from bot.notebook.formats.docx import docx

    return {"cahier.docx": docx(edition)}


def _xlsx(edition: Edition) -> Files:
    from bot.notebook.formats.xlsx import xlsx

    return {"cahier.xlsx": xlsx(edition)}


FORMATS: Final[Mapping[str, Callable[[Edition], Files]]] = {
    "html": _templated("html"),
    "pdf": _pdf,
    _WITH_DATA: lambda edition: _pdf(edition, packed(edition)),
    "docx": _docx,
    "md": _templated("md"),
    "participants": for_members,
    "xlsx": _xlsx,
    "csv": as_csv,
    "json": as_json,
    "qdpx": lambda edition: {"cahier.qdpx": qdpx(edition)},
    "iramuteq": lambda edition: {"cahier-iramuteq.txt": iramuteq(edition)},
    "polis": polis,
    "ballots": whole_ballots,
}
WHO_SAID_WHAT: Final = frozenset({"qdpx", "iramuteq", "polis", "ballots"})
"""Formats that follow one person through the session, which a data pack does not hold."""
_NOTHING: Final[Mapping[str, str]] = {
    "polis": "no statement was voted on",
    "ballots": f"it is for votes by approval, points or statements of at least {WHOLE_FROM} people",
}


def make(edition: Edition, names: Sequence[str]) -> dict[str, bytes]:
    """The files of the formats asked for, in that order, each with the documents that come beside the notebook in it.

    Raises:
        OperatorError: one is not ours, or was asked for by name and has nothing to say of this session, or needs the
            session where a data pack was given.
        TemplateMistake: a template is wrong.
    """
    made: dict[str, bytes] = {}
    for name in chosen(names):
        if name in WHO_SAID_WHAT and isinstance(edition.source, Pack):
            if name in names:
                raise OperatorError(f'A data pack does not say who said what: compile "{name}" from the session.')
            continue
        files = FORMATS[name](edition)
        if not files and name in names:
            raise OperatorError(f'There is nothing for "{name}" in this session: {_NOTHING[name]}.')
        made |= {**files, **beside(edition, name)}
    return made


def chosen(names: Sequence[str]) -> list[str]:
    """The formats asked for, each once, in that order; `all` is every one.

    Raises:
        OperatorError: one is not ours.
    """
    wanted: dict[str, None] = {}
    for name in names:
        if name == EVERY:
            wanted |= dict.fromkeys(one for one in FORMATS if one != _WITH_DATA)
        elif name in FORMATS:
            wanted[name] = None
        else:
            there = ", ".join([*sorted(FORMATS), EVERY])
            raise OperatorError(f'There is no format "{name}". Formats available: {there}.')
    return list(wanted)
