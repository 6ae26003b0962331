"""Which documents a session has beside its notebook, and the files they are made into."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from bot.notebook.context import Notebook
from bot.notebook.documents import alert, balance, members, practices
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.formats.edition import Edition
from bot.notebook.formats.pdf import pdf
from bot.notebook.rendering import Renderer
from bot.notebook.words import NamedWords, Words


@dataclass(frozen=True)
class Document:
    """A document that comes beside the notebook. `name`: that of its files, and of the folder of its templates."""

    name: str
    fed: Callable[[Paper], bool]
    write: Callable[[Paper], Booklet]


BESIDE: Final = (
    Document("carnet", practices.fed, practices.practices),
    Document("tableau", balance.fed, balance.balance),
    Document("alerte", alert.fed, alert.alert),
)
"""Those that come by themselves with the notebook, in its format, when what they are made of was gathered."""

MEMBERS: Final = Document("participants", members.fed, members.members)
"""The one that is asked for by its name: a small page for a phone, A5 on paper."""


@dataclass(frozen=True)
class Print:
    """One document of one compilation: what the formats are made from."""

    document: Document
    edition: Edition

    @cached_property
    def booklet(self) -> Booklet:
        """The flow."""
        return self.document.write(paper_of(self.edition))

    @property
    def notebook(self) -> Notebook:
        """What a Word template of the agency shows on its cover: the notebook's."""
        return dataclasses.replace(self.edition.notebook, key_figures=self.booklet.key_figures)

    @property
    def words(self) -> Words:
        """The sentences of its language."""
        told = self.edition.words
        return NamedWords(told.language, told.percent_from, f"{self.document.name}.name")

    @property
    def compiled_at(self) -> datetime:
        """When it was compiled."""
        return self.edition.compiled_at

    @property
    def folders(self) -> Sequence[Path]:
        """Templates, the agency's first."""
        return self.edition.folders


def paper_of(edition: Edition) -> Paper:
    """What documents are written from."""
    return Paper(edition.notebook, edition.words, edition.booklet)


def _templated(name: str) -> Callable[[Print], bytes]:
    def make(printed: Print) -> bytes:
        folder = printed.document.name
        told = msgspec.to_builtins(printed.booklet)
        return Renderer(printed.folders, name).render(f"{folder}/{folder}.{name}.j2", told, printed.words).encode()

    return make


def _pdf(printed: Print) -> bytes:
    return pdf(printed.booklet, printed.folders, printed.compiled_at, document=printed.document.name)


def _docx(printed: Print) -> bytes:
    # Imported when asked for: the library takes a quarter of a second to load.
    from bot.notebook.formats.docx import docx

    return docx(printed, printed.document.name)


FORMATS: Final[Mapping[str, Callable[[Print], bytes]]] = {
    "html": _templated("html"),
    "pdf": _pdf,
    "docx": _docx,
    "md": _templated("md"),
}
"""What a document can be printed in."""


def beside(edition: Edition, name: str) -> dict[str, bytes]:
    """The documents that come with the notebook in that format, by file."""
    if name not in FORMATS:
        return {}
    paper = paper_of(edition)
    return {f"{one.name}.{name}": FORMATS[name](Print(one, edition)) for one in BESIDE if one.fed(paper)}


def for_members(edition: Edition) -> dict[str, bytes]:
    """The short version for participants: a page for a phone, and small pages to print."""
    printed = Print(MEMBERS, edition)
    return {f"{MEMBERS.name}.{name}": FORMATS[name](printed) for name in ("html", "pdf")}
