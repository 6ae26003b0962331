"""The Word document: the same words, in the agency's own design. All data is fabricated."""

import dataclasses
import io
import time
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Opened
from docx.shared import Pt

from bot.facilitation.records import Material
from bot.notebook import TemplateMistake
from bot.notebook.formats.docx import docx
from bot.notebook.formats.docx_template import template
from bot.notebook.formats.edition import edition_of
from tests.notebook.evening import ASKED, TAUGHT, an_evening_with_a_debate, decided
from tests.notebook.material import HOSTILE, a_crowd, a_material, an_empty_material
from tests.notebook.reading_back import TEXT, bare, read_docx, saying, texts

TEMPLATES = Path(__file__).parents[2] / "templates"


def made(material: Material, folder: Path = TEMPLATES) -> bytes:
    return docx(edition_of(material, (folder, TEMPLATES)))


def opened(document: bytes) -> Opened:
    return Document(io.BytesIO(document))


def own(tmp_path: Path, write: str) -> Path:
    """An agency's template: the shipped one with one more paragraph."""
    document = template()
    document.add_paragraph(write)
    (tmp_path / "cahier").mkdir()
    document.save(str(tmp_path / "cahier" / "cahier.docx"))
    return tmp_path


@pytest.mark.parametrize(
    "material", [a_material(), an_evening_with_a_debate().material(), an_empty_material(), a_crowd(1)]
)
def test_the_document_holds_every_text_of_the_notebook(material: Material) -> None:
    """What one format says the other says."""
    text = read_docx(made(material))
    told = texts(dataclasses.asdict(edition_of(material, (TEMPLATES,)).notebook))
    assert [said for said in told if bare(said) not in text] == []


def test_what_people_typed_is_neither_field_nor_markup() -> None:
    """docxtpl turns `{_{` into a brace and tags into XML; what people typed never passes through it."""
    typed = "{_{ x }_} {% for %} {{ cahier }} </w:t></w:r> <w:br/> & < > \x0b \ufffe {{p corps }}"
    text = read_docx(made(saying(typed)))
    assert bare(typed.replace("\x0b", "\ufffd").replace("\ufffe", "\ufffd")) in text
    assert bare(HOSTILE) in text


def test_titles_are_titles_and_tables_have_a_head() -> None:
    """What a word processor's navigation and a screen reader go by."""
    document = opened(made(a_material()))
    headings = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert headings[:3] == ["1 L'essentiel", "Sommaire", "0 Fiche d'identité"]
    # The table without a caption sets two columns beside each other, and is read as text.
    captioned = [table for table in document.tables if table._tbl.xpath("./w:tblPr/w:tblCaption")]
    assert len(captioned) == len(document.tables) - 1
    assert all(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader") for table in captioned)
    drawings = document.element.body.xpath(".//wp:docPr")
    assert drawings
    assert all(one.get("descr") for one in drawings)


def test_references_lead_somewhere() -> None:
    """A link without its place does nothing when it is clicked."""
    body = opened(made(a_material())).element.body
    places = {one.get(f"{TEXT[:-1]}name") for one in body.xpath(".//w:bookmarkStart")}
    links = {one.get(f"{TEXT[:-1]}anchor") for one in body.xpath(".//w:hyperlink")}
    assert links
    assert links <= places


def test_a_template_made_in_a_french_word_keeps_its_styles(tmp_path: Path) -> None:
    """There « heading 1 » is called `Titre1`: styles are found by their name."""
    document = template()
    document.styles["Heading 1"].element.set(f"{TEXT[:-1]}styleId", "Titre1")
    (tmp_path / "cahier").mkdir()
    document.save(str(tmp_path / "cahier" / "cahier.docx"))
    headings = [p.text for p in opened(made(a_material(), tmp_path)).paragraphs if p.style.style_id == "Titre1"]  # type: ignore[union-attr]
    assert "9 Horizons souhaitables" in headings


def test_a_template_saved_by_libreoffice_gives_a_whole_document(tmp_path: Path) -> None:
    """It names the properties in its own way; with others beside them, Word calls the document damaged."""
    folder = own(tmp_path, "Agence d'essai")
    file = folder / "cahier" / "cahier.docx"
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    standard, theirs = b"/package/2006/relationships/metadata/core", b"/officedocument/2006/relationships/metadata/core"
    assert standard in parts["_rels/.rels"]
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(standard, theirs)
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    document = made(a_material(), folder)
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        assert archive.read("_rels/.rels").count(b"core-properties") == 1
        assert archive.namelist().count("docProps/core.xml") == 1
    assert opened(document).core_properties.title == f"{a_material().session.title} · Cahier de synthèse"


def test_a_full_first_page_is_set_smaller_and_no_other_is() -> None:
    """What the team writes comes on top of what is computed: the decisions asked for stay on the page."""

    def small(material: Material) -> set[str]:
        runs = [run for paragraph in opened(made(material)).paragraphs for run in paragraph.runs]
        return {bare(run.text) for run in runs if run.font.size == Pt(9)}

    many = [f"{number} : {line}" for number in range(5) for line in TAUGHT]
    assert small(decided(an_evening_with_a_debate())) == set()
    found = small(decided(an_evening_with_a_debate(), many))
    assert {bare(line) for line in (*many, *ASKED)} <= found
    assert bare("Décisions demandées") not in found


@pytest.mark.parametrize(
    ("field", "finding"),
    [
        ("{{ cahier.nothing }}", "N001"),
        ("{{ cahier.__class__.__mro__ }}", "N003"),
        ("{% if %}", "N002"),
        ("{{ cahier.title + 1 }}", "N005"),
        ("{% include '/etc/hostname' %}", "N004"),
        ("{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}", "N003"),
        ("{{p corps }}", "N007"),
    ],
)
def test_a_mistake_in_an_agencys_document_is_told(tmp_path: Path, field: str, finding: str) -> None:
    """With the file, and the words around it: a document has no lines to count."""
    with pytest.raises(TemplateMistake, match=rf"cahier\.docx:\d+:1  {finding}  ") as told:
        made(a_material(), own(tmp_path, field))
    assert ".." not in str(told.value).replace(str(tmp_path), "")


def test_a_file_that_is_no_document_is_told(tmp_path: Path) -> None:
    """Renaming an .odt does not make it one."""
    (tmp_path / "cahier").mkdir()
    (tmp_path / "cahier" / "cahier.docx").write_bytes(b"PK nothing")
    with pytest.raises(TemplateMistake, match="N007  This is no Word document"):
        made(a_material(), tmp_path)


def test_ten_times_the_people_take_about_ten_times_as_long() -> None:
    """Adding paragraphs one at a time would take a hundred times as long."""
    spent = []
    for people in (200, 2000):
        edition = edition_of(a_crowd(people), (TEMPLATES,))
        _ = edition.booklet
        before = time.process_time()
        docx(edition)
        spent.append(time.process_time() - before)
    assert spent[1] < 40 * spent[0]
