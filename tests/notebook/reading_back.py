"""What a file of the notebook says, read back by other people's libraries. All data is fabricated."""

import csv
import io
import re
import zipfile
from html.parser import HTMLParser

import msgspec
from lxml import etree
from markdown_it import MarkdownIt
from openpyxl import load_workbook
from pypdf import PdfReader

from bot.facilitation.records import Material
from tests.notebook.material import a_material, a_session

TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def bare(text: str) -> str:
    """Letters and signs only: where lines break is the layout's business, and marks of direction are not print."""
    return re.sub(r"[\s\u00ad\u2010\u200e\u200f\u202a-\u202e\u2066-\u2069-]+", "", text)


def read_pdf(document: PdfReader) -> str:
    """The text of all pages as one, without the running headers and footers that every page after the first repeats."""
    pages = [bare(page.extract_text()) for page in document.pages]
    # Two pages of the body begin alike with the header, and with nothing else.
    head = next((n for n, pair in enumerate(zip(*pages[1:3], strict=False)) if pair[0] != pair[1]), 0)
    feet = re.compile(rf"({re.escape(bare(a_session().notice))})?\d+/\d+$")
    return "".join([pages[0], *(feet.sub("", page[head:]) for page in pages[1:])])


def read_docx(document: bytes) -> str:
    """Every text of the document, headers and footers included."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        parts = [
            archive.read(name) for name in archive.namelist() if name.startswith("word/") and name.endswith(".xml")
        ]
    return bare("".join(node.text or "" for part in parts for node in etree.fromstring(part).iter(TEXT)))


class _Shown(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def read_html(page: bytes) -> str:
    """What a browser shows of a page, and what its style sheets say."""
    shown = _Shown()
    shown.feed(page.decode())
    return bare("".join(shown.text))


def read_md(page: bytes) -> str:
    """What Markdown shows once it is a page."""
    return read_html(MarkdownIt("commonmark").enable("table").render(page.decode()).encode())


def read_xlsx(book: bytes) -> dict[str, list[tuple[object, ...]]]:
    """Every sheet, by title; a formula would come back as what is typed, and fails."""
    read = load_workbook(io.BytesIO(book))
    for sheet in read:
        assert all(cell.data_type in "sn" for row in sheet for cell in row)
    return {sheet.title: [tuple(cell.value for cell in row) for row in sheet] for sheet in read}


def read_csv(table: bytes) -> list[dict[str, str]]:
    """The rows, the apostrophe taken away."""
    rows = list(csv.DictReader(io.StringIO(table.decode(), newline="")))
    assert not any(
        cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for row in rows for cell in row.values()
    )
    return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in rows]


def texts(value: object, field: str = "") -> list[str]:
    """What a context shows: its texts, but for places, drawings, and titles that a layout may do without."""
    if isinstance(value, str):
        return (
            [value]
            if field not in {"svg", "anchor", "language", "key", "keys", "kind", "numbers"} and value.strip()
            else []
        )
    if isinstance(value, dict):
        return [found for name, inner in value.items() for found in texts(inner, name)]
    if isinstance(value, list | tuple):
        return [found for inner in value for found in texts(inner, field)]
    return []


def saying(text: str) -> Material:
    """The evening, with this text as the first story told."""
    said = list(a_material().contributions)
    place = next(n for n, one in enumerate(said) if one.key == "vecu" and one.participant == "p000")
    said[place] = msgspec.structs.replace(said[place], text=text)
    return a_material(contributions=tuple(said))
