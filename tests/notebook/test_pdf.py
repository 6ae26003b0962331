"""The PDF as it is read: by eyes, by a screen reader, by whoever changed its template. All data is fabricated."""

import dataclasses
import io
import re
import resource
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.facilitation.records import Material
from bot.notebook import NotebookCompiler, TemplateMistake
from bot.notebook.formats.edition import edition_of
from bot.notebook.formats.pdf import font_files, pdf
from bot.notebook.formats.typesetter import Composed, Finding, Sheets, compose_apart
from tests.notebook.evening import ASKED, TAUGHT, an_evening_with_a_debate, decided
from tests.notebook.material import HOSTILE, a_crowd, a_material, a_session, an_empty_material
from tests.notebook.reading_back import bare, read_pdf, saying, texts

TEMPLATES = Path(__file__).parents[2] / "templates"


def made(material: Material, folder: Path = TEMPLATES) -> PdfReader:
    edition = edition_of(material, tuple(dict.fromkeys((folder, TEMPLATES))))
    return PdfReader(io.BytesIO(pdf(edition.booklet, edition.folders, material.compiled_at)))


def own_template(tmp_path: Path, change: tuple[str, str], name: str = "cahier.typ") -> Path:
    """A copy of the shipped template with one thing changed, as an agency would make it."""
    folder = tmp_path / "templates"
    (folder / "cahier").mkdir(parents=True)
    text = (TEMPLATES / "cahier" / name).read_text(encoding="utf-8")
    assert change[0] in text
    (folder / "cahier" / name).write_text(text.replace(*change), encoding="utf-8")
    return folder


def test_every_page_says_what_it_is() -> None:
    """A page that leaves the others still tells title, territory, date, status, and whose words these are."""
    material = a_material(session=a_session(notice="Données fabriquées."))
    document = made(material)
    notebook = edition_of(material, (TEMPLATES,)).notebook
    assert len(document.pages) > 3
    for number, page in enumerate(document.pages, 1):
        text = bare(page.extract_text())
        for said in (notebook.title, notebook.territory, notebook.status, notebook.date, notebook.group_note):
            assert bare(said) in text
        assert "Donnéesfabriquées." in text
        assert f"{number}/{len(document.pages)}" in text


def test_a_screen_reader_finds_structure_language_and_title() -> None:
    """PDF/UA-1: tagged, with a language, a title, and the claim that a checker looks for."""
    document = made(a_material())
    root: Any = document.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "fr"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Réancrer" in document.metadata.title if document.metadata and document.metadata.title else False
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_object().get_data()


def test_a_drawing_is_read_out_as_its_table_is() -> None:
    """The text alternative of the SVG is the figure's: nobody hears « image »."""
    document = made(a_material())
    objects: list[Any] = [document.get_object(n) for n in range(1, len(document.xref[0]) + 1)]
    told = [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]
    assert any("Excellent" in alt and "RG1" in alt for alt in told)


@pytest.mark.parametrize(
    "material", [a_material(), an_evening_with_a_debate().material(), an_empty_material(), a_crowd(1)]
)
def test_the_page_holds_every_text_of_the_notebook(material: Material) -> None:
    """The PDF is not a summary of the other formats: what one says the other says."""
    edition = edition_of(material, (TEMPLATES,))
    text = read_pdf(made(material))
    missing = [said for said in texts(dataclasses.asdict(edition.notebook)) if bare(said) not in text]
    assert missing == []


MANY = [f"{number} : {line}" for number in range(5) for line in TAUGHT]


@pytest.mark.parametrize("taught", [MANY[:lines] for lines in range(1, 22, 2)])
def test_the_essentials_and_the_decisions_asked_for_hold_on_page_one(taught: Sequence[str]) -> None:
    """One decides from a page, however much the team writes: what is asked is on it, the contents on the next."""
    first, second = [page.extract_text() for page in made(decided(an_evening_with_a_debate(), taught)).pages[:2]]
    for line in (*taught, *ASKED):
        assert bare(line) in bare(first)
    assert "à écrire par" not in first
    assert "Sommaire" in second[:400]


def test_the_table_of_a_vote_cuts_no_word_of_its_titles() -> None:
    """« Men-tion majori-taire » above a narrow column is a misprint."""
    text = "\n".join(page.extract_text() for page in made(a_material()).pages)
    assert re.search(r"Mention\s+majoritaire\s+Excellent", text)


def test_what_people_typed_is_never_markup() -> None:
    """Brackets, formulas and calls appear as typed, and nothing is carried out."""
    typed = (
        '#read("/etc/hostname") #let x = 1 $x^2$ \\ *gras* _it_ `code` <label> @ref {{ 7*7 }} {% for %} '
        '=HYPERLINK("x") //c /*d*/'
    )
    text = read_pdf(made(saying(typed)))
    assert bare(typed) in text
    assert bare(HOSTILE) in text


def test_characters_that_no_font_draws_are_written_out() -> None:
    """PDF/UA refuses them: a code in brackets is better than no notebook; marks of direction are dropped."""
    text = read_pdf(made(saying("Vu 中 \u202edroit\u202c 😀 \x0b fin \ud800 e\u0301té")))
    assert "Vu[U+4E2D]droit😀\ufffdfin\ufffd" in text
    assert "\u202e" not in text
    assert set("שלוםمرحبا") <= set(read_pdf(made(saying("שלום مرحبا"))))


def test_a_mistake_in_an_agencys_template_names_file_and_line(tmp_path: Path) -> None:
    """Whoever changed it can find it."""
    folder = own_template(tmp_path, ("#pagebreak(weak: true)\n#heading", "#pagebreack(weak: true)\n#heading"))
    line = (folder / "cahier" / "cahier.typ").read_text(encoding="utf-8").split("#pagebreack")[0].count("\n") + 1
    with pytest.raises(TemplateMistake) as caught:
        made(a_material(), folder)
    assert str(caught.value).startswith(f"{folder / 'cahier' / 'cahier.typ'}:{line}:")
    assert "N006  Typst says “unknown variable: pagebreack”." in str(caught.value)


@pytest.mark.parametrize(
    "hostile",
    [
        '#read("/etc/hostname")', '#read("../../../etc/hostname")', '#image("/etc/logo.png")',
        '#read("pyproject.toml")', '#import "@preview/x:1.0.0"', '#import ("@" + "preview/x:1.0.0"): y',
        '#include "@local/x:1.0.0"',
        "#while true { }", "#let f() = f()\n#f()",
    ],
)  # fmt: skip
def test_a_hostile_template_is_refused_with_its_place(tmp_path: Path, hostile: str) -> None:
    """It sees the notebook's data and its own folder: no other file, no network, no endless loop."""
    folder = own_template(tmp_path, ("// -- cover and", hostile + "\n// -- cover and"))
    with pytest.raises(TemplateMistake, match=r"cahier\.typ:\d+:\d+  N00[36]  "):
        made(a_material(), folder)


def test_what_a_template_reaches_for_is_told_without_where_it_was_tried(tmp_path: Path) -> None:
    """A folder that was there for a second is no place to look, and made one mistake as many as there are documents."""
    folder = own_template(tmp_path, ("// -- cover and", '#read("/etc/hostname")\n// -- cover and'))
    with pytest.raises(TemplateMistake, match=r"file not found \(searched at etc/hostname\)"):
        made(a_material(), folder)


@pytest.mark.parametrize("greedy", ["#for i in range(2000000000) { [x] }", '#("a" * 30000000000)'])
def test_a_template_that_takes_too_much_is_refused_and_takes_nothing_with_it(greedy: str) -> None:
    """Each kills the process it runs in: were it the bot's, a template would end every session under way."""
    sheets = Sheets({"main": greedy.encode()}, {}, (), {}, 0)
    [finding] = compose_apart(sheets, seconds=3, megabytes=600).findings
    assert finding.limits == (3, 600)


def test_a_template_that_took_too_much_says_so_to_its_author(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to look for, in either language."""
    monkeypatch.setattr(
        sys.modules[pdf.__module__], "compose_apart", lambda _: Composed(findings=(Finding("", limits=(3, 600)),))
    )
    with pytest.raises(TemplateMistake, match=r"N006  This takes over 3 seconds or 600 MB\. Look for a loop") as caught:
        made(a_material())
    assert "plus de 3 secondes ou de 600 Mo. Cherchez une boucle" in caught.value.into("fr")


def test_composing_leaves_nothing_in_the_bot() -> None:
    """The typesetter keeps what it laid out for as long as its process lives: that process is not the bot's."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    made(a_material())
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > before


def test_in_a_very_large_session_numbers_are_found_without_links(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of links cost more memory than the words; the annex is in the order of the numbers."""

    def links(document: PdfReader) -> set[str]:
        found = [note.get_object() for page in document.pages for note in page.get("/Annots", ())]
        return {
            str(note["/Dest"]) if "/Dest" in note else str(note["/A"]["/D"])
            for note in found
            if "/Dest" in note or "/A" in note
        }

    few = links(made(a_material()))
    monkeypatch.setattr(sys.modules[pdf.__module__], "_MOST_PLACES", 3)
    large = made(a_material())
    assert 0 < len(links(large)) < len(few)
    assert "C001" in read_pdf(large)


def test_an_agency_changes_a_colour_and_brings_a_font(tmp_path: Path) -> None:
    """Its charter is a file of its own beside the shipped ones, which stay in use for the rest."""
    folder = own_template(tmp_path, ('rgb("#01594f")', 'rgb("#000091")'), "bricks.typ")
    (folder / "cahier" / "fonts").mkdir()
    shutil.copy(TEMPLATES / "cahier" / "fonts" / "NotoSans-Regular.ttf", folder / "cahier" / "fonts" / "Agence.ttf")
    assert (folder / "cahier" / "fonts" / "Agence.ttf") in font_files((folder, TEMPLATES))
    files = NotebookCompiler(folder).compile(a_material(), tmp_path / "out", ["pdf"])
    plain = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path / "plain", ["pdf"])
    assert files[0].read_bytes() != plain[0].read_bytes()


def test_the_data_travels_inside_when_asked(tmp_path: Path) -> None:
    """One file to send, from which the notebook can be printed again."""
    compiler = NotebookCompiler(TEMPLATES)
    [file] = compiler.compile(a_material(), tmp_path, ["pdf+data"])
    [(name, [data])] = PdfReader(file).attachments.items()
    (tmp_path / name).write_bytes(data)
    [again] = compiler.reprint(tmp_path / name, tmp_path / "again", ["md"])
    [first] = compiler.compile(a_material(), tmp_path / "first", ["md"])
    assert again.read_bytes() == first.read_bytes()
