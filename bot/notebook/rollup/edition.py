"""A programme's notebook in each format: the flow laid out by what lays out a session's, and its tables as data."""

from __future__ import annotations

import csv
import io
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from bot.errors import Defect, OperatorError
from bot.facilitation.programme_material import ComparedTable, ProgrammeMaterial
from bot.notebook.blocks import Fact, Table
from bot.notebook.flow import Booklet, after_the_first, anchors
from bot.notebook.flow.pieces import Contents, ContentsLine, Say, Says
from bot.notebook.formats.pack import safe
from bot.notebook.formats.pdf import pdf
from bot.notebook.rendering import Renderer
from bot.notebook.rollup.sections import BODY, essential
from bot.notebook.rollup.sites import Bench
from bot.notebook.words import NamedWords, Words

Files = Mapping[str, bytes]
EVERY: Final = "all"


class NoVersions(msgspec.Struct, frozen=True):
    """The annex as a cover looks at it: a programme's notebook is compiled from its sessions, and has no versions."""

    versions: tuple[str, ...] = ()


class Cover(Booklet, frozen=True):
    """The texts of the cover under the names that templates know."""

    annex: NoVersions = NoVersions()


@dataclass(frozen=True)
class ProgrammeEdition:
    """One compilation of a programme."""

    material: ProgrammeMaterial
    folders: Sequence[Path]

    @cached_property
    def bench(self) -> Bench:
        """The sessions, read; its tables are filled by `booklet`."""
        return Bench(self.material)

    @property
    def words(self) -> Words:
        """In the language of the first session."""
        return NamedWords(self.bench.words.language, self.bench.words.percent_from, "programme.name")

    @cached_property
    def booklet(self) -> Booklet:
        """The whole flow.

        Raises:
            Defect: a golden rule would be broken; nothing is compiled.
        """
        bench, w = self.bench, self.words
        sites = bench.sites
        body = tuple(piece for _, build in BODY for piece in build(bench)) if sites else ()
        first = tuple(essential(bench))
        territories = list(dict.fromkeys(site.territory for site in sites))
        said = sum(len(site.corpus.kept) for site in sites)
        validated = sum(bool(one.versions) and one.versions[-1].status == "validated" for one in self.material.sessions)
        told = Booklet(
            language=w.language,
            name=w("programme.name"),
            title=bench.programme.name,
            territory=w.listed(territories),
            agency=self.material.agency,
            logo=b64encode(self.material.logo).decode(),
            version="",
            status=w("programme.status", n=validated, total=len(sites)),
            date=sites[0].desk.day(self.material.compiled_at) if sites else "",
            group_note=w("programme.group_note", n=bench.people),
            notice=next((one.session.notice for one in self.material.sessions if one.session.notice), ""),
            software=self.material.software,
            key_figures=tuple(
                Fact(w(f"programme.{name}", n=n), str(n))
                for name, n in (
                    ("sessions", len(sites)),
                    ("territories", len(territories)),
                    ("people", bench.people),
                    ("contributions", said),
                )
            ),
            essential_title=w("section.1"),
            contents_title=w("ui.contents"),
            essential=first,
            abreast=after_the_first(first),
            contents=Contents(
                tuple(
                    ContentsLine(number, w(f"programme.section.{number}"), f"s{number.lower()}", "")
                    for number, _ in BODY
                    if sites
                )
            ),
            body=body,
        )
        _check(told)
        return told

    @property
    def notebook(self) -> Booklet:
        """What a Word template of the agency may show on its cover: the same names as of a session's notebook."""
        return Cover(**{name: getattr(self.booklet, name) for name in Booklet.__struct_fields__})

    @property
    def compiled_at(self) -> datetime:
        """When it was compiled."""
        return self.material.compiled_at

    @property
    def tables(self) -> Mapping[str, Table]:
        """Every table, by name."""
        assert self.booklet.body or not self.bench.sites  # noqa: S101 -- laying it out fills them
        return self.bench.tables


def _check(told: Booklet) -> None:
    """Every reference of a sentence leads to something that this notebook holds."""
    there = anchors(told)
    for piece in (*told.essential, *told.body):
        for say in piece.items if isinstance(piece, Says) else (piece,) if isinstance(piece, Say) else ():
            for ref in say.refs:
                if ref.anchor not in there:
                    raise Defect(f"this sentence points to {ref.label}, which is not there: {say.text!r}")


def _templated(name: str) -> Callable[[ProgrammeEdition], Files]:
    def make(edition: ProgrammeEdition) -> Files:
        told = msgspec.to_builtins(edition.booklet)
        text = Renderer(edition.folders, name).render(f"programme/programme.{name}.j2", told, edition.words)
        return {f"programme.{name}": text.encode()}

    return make


def _pdf(edition: ProgrammeEdition) -> Files:
    return {"programme.pdf": pdf(edition.booklet, edition.folders, edition.material.compiled_at)}


def _docx(edition: ProgrammeEdition) -> Files:
    # Imported when asked for: the library takes a quarter of a second to load.
    from bot.notebook.formats.docx import docx

    return {"programme.docx": docx(edition)}


def _xlsx(edition: ProgrammeEdition) -> Files:
    from bot.notebook.formats.xlsx import workbook

    return {"programme.xlsx": workbook(edition.booklet, list(edition.tables.values()), edition.material.compiled_at)}


def _csv(edition: ProgrammeEdition) -> Files:
    made = {}
    for name, table in edition.tables.items():
        text = io.StringIO(newline="")
        csv.writer(text).writerows([[safe(cell) for cell in row] for row in (table.head, *table.rows)])
        made[f"programme-{name}.csv"] = text.getvalue().encode()
    return made


def _json(edition: ProgrammeEdition) -> Files:
    told = {
        "format": 1,
        "programme": {"id": edition.material.programme.id, "name": edition.material.programme.name},
        "sessions": {site.label: site.material.session.id for site in edition.bench.sites},
        "tables": {
            name: {"caption": table.caption, "head": table.head, "rows": table.rows, "note": table.note}
            for name, table in edition.tables.items()
        },
        "notebook": msgspec.to_builtins(edition.booklet),
    }
    return {"programme.json": msgspec.json.format(msgspec.json.encode(told), indent=2)}


FORMATS: Final[Mapping[str, Callable[[ProgrammeEdition], Files]]] = {
    "html": _templated("html"),
    "pdf": _pdf,
    "docx": _docx,
    "md": _templated("md"),
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
}


def make(edition: ProgrammeEdition, names: Sequence[str]) -> dict[str, bytes]:
    """The files of the formats asked for, in that order; `all` is every one.

    Raises:
        OperatorError: one is not ours.
        TemplateMistake: a template is wrong.
    """
    made: dict[str, bytes] = {}
    for name in dict.fromkeys(one for given in names for one in (FORMATS if given == EVERY else (given,))):
        if name not in FORMATS:
            there = ", ".join([*sorted(FORMATS), EVERY])
            raise OperatorError(f'A programme has no format "{name}". Formats available: {there}.')
        made |= FORMATS[name](edition)
    return made


def compared(material: ProgrammeMaterial) -> list[ComparedTable]:
    """The tables that hold something, to be read on a page. Fills `facilitation.programme_material.Compared`."""
    tables = ProgrammeEdition(material, ()).tables.values()
    return [ComparedTable(one.caption, one.head, one.rows, one.note, one.figures) for one in tables if one.rows]
