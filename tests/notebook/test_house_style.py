"""An organisation's own logo and templates: on its notebooks, and on nobody else's. All data is fabricated."""

from __future__ import annotations

import shutil
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from pypdf import PdfReader

from bot.errors import OperatorError
from bot.notebook.compiler import NotebookCompiler
from tests.facilitation.pictures import made
from tests.notebook.material import a_material
from tests.notebook.test_docx import TEMPLATES

LOGO = made(60, 20)


def images_of(pdf: Path) -> list[tuple[int, int]]:
    """Width and height of each picture on the first page."""
    page: Any = PdfReader(pdf).pages[0]
    drawn = page["/Resources"].get_object().get("/XObject", {})
    found = [one.get_object() for one in drawn.values()]
    return [(one["/Width"], one["/Height"]) for one in found if one["/Subtype"] == "/Image"]


def test_a_logo_stands_on_the_cover_of_every_format_that_has_one(tmp_path: Path) -> None:
    """With the organisation's name for who cannot see it; a data pack keeps it, and prints it again."""
    compiler = NotebookCompiler(TEMPLATES)
    formats = ["html", "pdf", "docx", "json"]
    html, pdf, docx, pack, *_ = compiler.compile(a_material(logo=LOGO), tmp_path / "first", formats)
    page = html.read_text(encoding="utf-8")
    assert f'<img class="logo" src="data:image/png;base64,{b64encode(LOGO).decode()}" alt="' in page
    assert "img-src data:" in page
    assert images_of(pdf) == [(60, 20)]
    plain = compiler.compile(a_material(), tmp_path / "plain", ["docx", "pdf"])
    pictures = [len(Document(str(one)).inline_shapes) for one in (docx, plain[0])]
    assert pictures[0] == pictures[1] + 1
    assert images_of(plain[1]) == []
    assert [file.read_bytes() for file in compiler.reprint(pack, tmp_path / "again", ["html"])] == [html.read_bytes()]


def test_the_templates_an_organisation_chose_come_before_the_others(tmp_path: Path) -> None:
    """One folder each, below that of the installation; what it does not have is taken from there, then from ours."""
    own = tmp_path / "templates" / "metropole" / "cahier"
    own.mkdir(parents=True)
    shutil.copy(TEMPLATES / "cahier" / "style.css", own / "style.css")
    (own / "cahier.md.j2").write_text("De la métropole : {{ cahier.title }}\n", encoding="utf-8")
    compiler = NotebookCompiler(tmp_path / "templates")
    [chosen] = compiler.compile(a_material(template="metropole"), tmp_path / "out", ["md"])
    assert chosen.read_text(encoding="utf-8").startswith("De la métropole :")
    [other] = compiler.compile(a_material(), tmp_path / "other", ["md"])
    assert "De la métropole" not in other.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["metropol", "..", "../metropole", "cahier"])
def test_templates_that_are_not_there_are_named_with_those_that_are(name: str, tmp_path: Path) -> None:
    """A folder was renamed after it was chosen; no path is made of a name."""
    (tmp_path / "metropole" / "cahier").mkdir(parents=True)
    with pytest.raises(OperatorError, match="Those there are: metropole"):
        NotebookCompiler(tmp_path).compile(a_material(template=name), tmp_path / "out", ["md"])
