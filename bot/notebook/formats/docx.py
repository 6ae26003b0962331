"""The notebook for a word processor, in the agency's own page design.

`cahier/cahier.docx` is a document like any other: cover, running headers, styles; fields such as `{{ cahier.title }}`
are filled in by `docxtpl` in the sandbox, and `{{p corps }}`, alone in a paragraph, is where the notebook goes. The
notebook itself is written as XML beside it (`docx_body`) and put in afterwards, so that nothing anybody typed passes
through a template, and ten thousand answers take a second. Not here: the design (`docx_template` makes the shipped
one).
"""

from __future__ import annotations

import io
import re
import zipfile
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from typing import Final, Protocol

from docx.opc.exceptions import PackageNotFoundError
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateSyntaxError
from jinja2.exceptions import TemplateError
from markupsafe import Markup

from bot.errors import Defect
from bot.notebook.context import Notebook
from bot.notebook.flow import Booklet, anchors
from bot.notebook.flow.pieces import AnyPiece, Heading
from bot.notebook.formats.docx_body import Body, Picture
from bot.notebook.formats.pdf import png
from bot.notebook.mistakes import Mistake, of_jinja
from bot.notebook.rendering import TemplateMistake, sandbox
from bot.notebook.words import Words
from bot.saying import say

NOTEBOOK: Final = "cahier"
_PLACE: Final = "\ue000corps\ue000"
_PARAGRAPH: Final = f"<w:p><w:r><w:t>{_PLACE}</w:t></w:r></w:p>"
_PROPERTIES: Final = b"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_LIBREOFFICE_PROPERTIES: Final = (
    b"http://schemas.openxmlformats.org/officedocument/2006/relationships/metadata/core-properties"
)
_IMAGE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


class Printed(Protocol):
    """What a Word document is made from: an edition of a session's notebook, or of a programme's."""

    @property
    def booklet(self) -> Booklet:
        """The flow."""

    @property
    def notebook(self) -> Notebook | Booklet:
        """What the fields of the template show."""

    @property
    def words(self) -> Words:
        """The sentences of its language."""

    @property
    def compiled_at(self) -> datetime:
        """When it was."""

    @property
    def folders(self) -> Sequence[Path]:
        """Templates, the agency's first."""


def docx(edition: Printed, document: str = NOTEBOOK) -> bytes:
    """A notebook as a Word document, or a document beside it: in a template of its own, or else in the notebook's.

    Raises:
        TemplateMistake: the template is no Word document, has no place for the notebook, or holds a wrong field.
    """
    template = _template(edition.folders, document)
    filled = _filled(template, edition)
    told = edition.booklet
    parts = _parts(io.BytesIO(filled))
    document = parts["word/document.xml"].decode()
    if document.count(_PARAGRAPH) != 1:
        finding, remedy = (
            say("There is no single place for the notebook."),
            say("Write {{p corps }} once, alone in a paragraph."),
        )
        raise TemplateMistake([Mistake(f"{template}:1:1", "N007", finding, remedy)])
    body = Body(
        _styles(parts.get("word/styles.xml", b"").decode()), anchors(told), lambda svg: png(svg, edition.folders)
    )
    parts["word/document.xml"] = document.replace(_PARAGRAPH, _written(body, told)).encode()
    _with_pictures(parts, body.pictures)
    return _packed(parts)


def _written(body: Body, told: Booklet) -> str:
    return "".join(
        (
            body.title(f"1 {told.essential_title}" if told.contents.items else told.essential_title, "s1"),
            _essentials(body, told),
            *(_contents(body, told) if told.contents.items else ()),
            body.write(told.body),
        )
    )


def _essentials(body: Body, told: Booklet) -> str:
    """Of a session, all on one page: what may stand in two columns does."""
    begin, end = told.abreast
    parts: list[list[AnyPiece]] = []
    for piece in told.essential[begin:end]:
        if isinstance(piece, Heading):
            parts.append([])
        parts[-1].append(piece)
    return body.page_of(told.essential[:begin], parts, told.essential[end:]) if parts else body.write(told.essential)


def _contents(body: Body, told: Booklet) -> tuple[str, ...]:
    return body.title(told.contents_title, "", new_page=True), body.write((told.contents,))


def _template(folders: Sequence[Path], document: str) -> Path:
    """The document's own, which an agency may have made; else the notebook's."""
    for name in (document, NOTEBOOK):
        for folder in folders:
            file = folder / name / f"{name}.docx"
            if file.is_file():
                return file
    raise Defect(f"no {NOTEBOOK}/{NOTEBOOK}.docx in {', '.join(map(str, folders))}")


def _filled(template: Path, edition: Printed) -> bytes:
    """The template with its fields filled in, as bytes."""
    words = edition.words
    made = io.BytesIO()
    try:
        tpl = DocxTemplate(_read(template))
        logo = edition.booklet.logo
        context = {
            "cahier": edition.notebook,
            "t": words,
            "corps": Markup(_PARAGRAPH),  # noqa: S704 -- ours
            "logo": InlineImage(tpl, io.BytesIO(b64decode(logo)), height=Mm(14)) if logo else "",
        }
        tpl.render(context, sandbox(edition.folders, "html"), autoescape=True)
        document = tpl.docx  # `get_docx` would read the template again
        properties = document.core_properties
        properties.title = f"{edition.notebook.title} · {words('ui.name')}"
        properties.author, properties.last_modified_by = edition.notebook.agency, edition.notebook.software
        properties.language = edition.notebook.language
        properties.created = properties.modified = edition.compiled_at
        tpl.save(made)
    except (PackageNotFoundError, zipfile.BadZipFile) as error:
        finding, remedy = say("This is no Word document."), say("Save it as .docx.")
        raise TemplateMistake([Mistake(f"{template}:1:1", "N007", finding, remedy)]) from error
    except (TemplateError, RecursionError) as error:
        raise TemplateMistake([_finding(template, error, edition.folders)]) from error
    except (ArithmeticError, LookupError, TypeError, ValueError, AttributeError) as error:
        if _line(error) is None:
            raise
        raise TemplateMistake([_finding(template, error, edition.folders)]) from error
    return made.getvalue()


def _read(template: Path) -> io.BytesIO:
    """The template, its properties under their standard name.

    LibreOffice writes another; python-docx then finds no properties, adds some, and Word calls the document damaged.
    """
    parts = _parts(template)
    relations = parts.get("_rels/.rels", b"")
    parts["_rels/.rels"] = relations.replace(_LIBREOFFICE_PROPERTIES, _PROPERTIES)
    return io.BytesIO(_packed(parts))


def _finding(template: Path, error: Exception, folders: Sequence[Path]) -> Mistake:
    """A document has no lines that its author could count: the paragraphs around are quoted."""
    around = " ".join(part.strip() for part in getattr(error, "docx_context", ()) if part.strip())
    mistake = of_jinja(error, f"{template}:{_line(error) or 1}:1", tuple(map(str, folders)))
    if not around:
        return mistake
    near = say("{finding} Near “{around}”.", finding=mistake.finding, around=around[:80])
    return replace(mistake, finding=near)


def _line(error: Exception) -> int | None:
    """The line of the document's fields, counted in paragraphs, if one of them raised it."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    lines = [n for frame, n in walk_tb(error.__traceback__) if frame.f_code.co_filename == "<template>"]
    return lines[-1] if lines else None


def _styles(xml: str) -> dict[str, str]:
    """Ids of the template's styles by name, in lower case."""
    found = re.findall(r'<w:style\b[^>]*w:styleId="([^"]+)"[^>]*>\s*<w:name w:val="([^"]+)"', xml)
    return {name.lower(): identifier for identifier, name in found}


def _with_pictures(parts: dict[str, bytes], pictures: Sequence[Picture]) -> None:
    if not pictures:
        return
    relations = "".join(
        f'<Relationship Id="{one.relation}" Type="{_IMAGE}" Target="media/{one.name}"/>' for one in pictures
    )
    rels = "word/_rels/document.xml.rels"
    parts[rels] = parts[rels].replace(b"</Relationships>", relations.encode() + b"</Relationships>")
    types = parts["[Content_Types].xml"]
    if b'Extension="png"' not in types:
        parts["[Content_Types].xml"] = types.replace(
            b"<Override", b'<Default Extension="png" ContentType="image/png"/><Override', 1
        )
    parts |= {f"word/media/{one.name}": one.png for one in pictures}


def _parts(document: Path | io.BytesIO) -> dict[str, bytes]:
    """What a document is made of, by name. Raises zipfile.BadZipFile: it is none."""
    with zipfile.ZipFile(document) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(parts: dict[str, bytes]) -> bytes:
    """One file, the same bytes on every machine and at any hour."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EARLIEST), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()
