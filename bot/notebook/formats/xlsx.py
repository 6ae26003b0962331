"""The spreadsheet: a sheet a table, each with its titles, and a first one that says what the others hold.

Texts are written as strings, so that « =HYPERLINK(…) » stays a text whatever opens the file. Not here: which tables
there are (`tables`, `dictionary`).
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.notebook.blocks import Table
from bot.notebook.escaping import readable
from bot.notebook.flow import Booklet
from bot.notebook.formats.dictionary import SHAPES, Shape
from bot.notebook.formats.edition import Edition
from bot.notebook.formats.tables import Row

_SAFE: Final = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_LONGEST: Final = 32_767
"""What a cell holds at most; Excel calls a file with more of it damaged."""
_WIDE: Final = frozenset(
    {"text", "question", "outcome", "value", "what", "title", "row", "table", "previous", "options"}
)
_READ_ME: Final = ("À lire", "Read me")
_HEAD: Final = (("Feuille", "Colonne", "Ce qu'elle contient"), ("Sheet", "Column", "What it holds"))


def xlsx(edition: Edition) -> bytes:
    """The workbook."""
    made = io.BytesIO()
    chosen = 1 if edition.notebook.language == "en" else 0
    with Workbook(made, _SAFE) as book:
        book.set_properties(
            {
                "title": edition.notebook.title,
                "author": edition.notebook.agency,
                "comments": edition.notebook.notice,
                "created": edition.compiled_at.replace(tzinfo=None),
            }
        )
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "font_color": "#01594f"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        _read_me(book.add_worksheet(_READ_ME[chosen]), edition, chosen, head, body)
        for name, rows in edition.tables.items():
            shape = SHAPES[name]
            _sheet(book.add_worksheet(shape.title[chosen]), shape, rows, chosen, head, body)
    return made.getvalue()


def workbook(told: Booklet, tables: Sequence[Table], compiled_at: datetime) -> bytes:
    """Tables that have their own titles, a sheet each."""
    made = io.BytesIO()
    with Workbook(made, _SAFE) as book:
        about = {"title": told.title, "author": told.agency, "comments": told.notice}
        book.set_properties({**about, "created": compiled_at.replace(tzinfo=None)})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for number, table in enumerate(tables, 1):
            sheet = book.add_worksheet(f"{number}")
            sheet.write_string(0, 0, fits(table.caption), head)
            for line, row in enumerate((table.head, *table.rows), 1):
                for column, cell in enumerate(row):
                    sheet.write_string(line, column, fits(cell), head if line == 1 else body)
            sheet.write_string(len(table.rows) + 3, 0, fits(table.note), body)
            sheet.set_column(0, len(table.head), 24)
            sheet.freeze_panes(2, 1)
    return made.getvalue()


def _sheet(sheet: Worksheet, shape: Shape, rows: list[Row], chosen: int, head: Format, body: Format) -> None:
    for column, field in enumerate(shape.fields):
        sheet.write_string(0, column, field.title[chosen], head)
        sheet.set_column(column, column, 60 if field.name in _WIDE else 18)
    for line, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, column, cell, body)
            else:
                sheet.write_string(line, column, fits(cell), body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(shape.fields) - 1)


def _read_me(sheet: Worksheet, edition: Edition, chosen: int, head: Format, body: Format) -> None:
    notebook = edition.notebook
    sheet.set_column(0, 1, 24)
    sheet.set_column(2, 2, 80)
    lines = [
        (notebook.title, notebook.territory, notebook.agency),
        (edition.words("ui.name"), f"{notebook.status}, {notebook.date}", notebook.group_note),
        ("", "", notebook.notice),
        ("", "", notebook.software),
    ]
    for line, texts in enumerate(lines):
        for column, text in enumerate(texts):
            sheet.write_string(line, column, readable(text), body)
    line = len(lines) + 1
    for column, text in enumerate(_HEAD[chosen]):
        sheet.write_string(line, column, text, head)
    for name in edition.tables:
        shape = SHAPES[name]
        line += 1
        sheet.write_string(line, 0, shape.title[chosen], body)
        sheet.write_string(line, 2, shape.about[chosen], body)
        for field in shape.fields:
            line += 1
            sheet.write_string(line, 1, field.title[chosen], body)
            sheet.write_string(line, 2, field.about[chosen], body)


def fits(text: str) -> str:
    """The text as a cell can hold it: what is longer is cut, and says so; the CSV has it whole."""
    told = readable(text)
    return told if len(told) <= _LONGEST else told[: _LONGEST - 4] + " […]"
