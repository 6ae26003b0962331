"""Check an agency's templates before a session depends on them: each is tried on an invented notebook, full then empty.

Not here: what a mistake looks like (`rendering`), what the notebook is (`sample`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

import msgspec
from jinja2 import TemplateSyntaxError

from bot.notebook.formats import FORMATS
from bot.notebook.formats.documents import BESIDE, MEMBERS
from bot.notebook.formats.docx import docx
from bot.notebook.formats.edition import FORMAT, Edition, Pack
from bot.notebook.formats.pdf import pdf
from bot.notebook.formats.volumes import DOCUMENT as VOLUME
from bot.notebook.mistakes import Mistake, of_jinja
from bot.notebook.rendering import Renderer, TemplateMistake, chosen_templates, installed_templates, sandbox
from bot.notebook.sample import sample
from bot.notebook.words import Words
from bot.saying import Sayable, say

_LAID_OUT: Final = ("html", "md", "pdf", "docx")
_WALK_THE_FLOW: Final = ("html", "md")
_AT: Final = datetime(2026, 1, 1, tzinfo=UTC)


def check(templates: Path) -> list[Sayable]:
    """What is wrong with the templates of a folder: `file:line:column  CODE  finding. remedy`, each once, in order."""
    found = (*_unread(templates), *_tried(templates))
    return list({str(one): one for one in found}.values())


def _tried(templates: Path) -> Iterator[Sayable]:
    for chosen in ("", *chosen_templates(templates)):
        yield from _tried_in(tuple(dict.fromkeys((templates / chosen, templates, installed_templates()))))


def _tried_in(folders: Sequence[Path]) -> Iterator[Sayable]:
    for full in (True, False):
        edition = _edition(folders, full=full)
        for name in _LAID_OUT:
            try:
                FORMATS[name](edition)
            except TemplateMistake as mistake:
                yield from mistake.findings
        # A programme's templates walk the flow; that of a session holds every kind of piece.
        told = msgspec.to_builtins(edition.booklet)
        for name in _WALK_THE_FLOW:
            try:
                Renderer(folders, name).render(f"programme/programme.{name}.j2", told, edition.words)
            except TemplateMistake as mistake:
                yield from mistake.findings
    yield from _documents(folders)


def _documents(folders: Sequence[Path]) -> Iterator[Sayable]:
    """What comes beside a notebook walks the flow too, in templates of its own."""
    edition = _edition(folders, full=True)
    told, shipped = msgspec.to_builtins(edition.booklet), installed_templates()
    for name in [*(one.name for one in (*BESIDE, MEMBERS)), VOLUME]:
        tries: list[Callable[[], object]] = [
            partial(Renderer(folders, kind).render, f"{name}/{name}.{kind}.j2", told, edition.words)
            for kind in _WALK_THE_FLOW
            if any((folder / name / f"{name}.{kind}.j2").is_file() for folder in folders)
        ]
        # Setting a document takes a second: what is shipped was tried before it was shipped.
        if any(own != shipped and any((own / part).glob("*.typ")) for own in folders for part in (name, "cahier")):
            tries.append(partial(pdf, edition.booklet, folders, _AT, document=name))
        if any((folder / name / f"{name}.docx").is_file() for folder in folders):
            tries.append(partial(docx, edition, name))
        for tried in tries:
            try:
                tried()
            except TemplateMistake as mistake:
                yield from mistake.findings


def _edition(folders: Sequence[Path], *, full: bool) -> Edition:
    notebook = sample(full=full)
    words = Words(notebook.language)
    return Edition(notebook, words, _AT, folders, Pack(FORMAT, {}, {}, {}, words.percent_from, _AT, notebook))


def _unread(templates: Path) -> Iterator[Sayable]:
    """Mistakes of grammar in every file, in those too that no other includes yet."""
    environment = sandbox((templates,), "html")
    for file in sorted(templates.rglob("*.j2")):
        try:
            environment.parse(file.read_text(encoding="utf-8"))
        except TemplateSyntaxError as error:
            yield of_jinja(error, f"{file}:{error.lineno}:1")
        except UnicodeDecodeError:
            yield Mistake(f"{file}:1:1", "N002", say("This is no text in UTF-8."), say("Save it as UTF-8."))
