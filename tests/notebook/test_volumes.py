"""The PDF of a large session: all that was said stands in volumes beside the notebook, once, in order. Fabricated."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from bot.notebook import FORMATS, NotebookCompiler
from bot.notebook.flow import Booklet
from bot.notebook.flow.pieces import Entries, Heading
from bot.notebook.formats import volumes
from bot.notebook.formats.edition import Edition, edition_of
from bot.notebook.formats.volumes import in_volumes
from tests.notebook.material import a_crowd, a_material, an_empty_material
from tests.notebook.reading_back import bare, read_pdf, texts

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.fixture
def crowd() -> Edition:
    return edition_of(a_crowd(9), (TEMPLATES,))


def numbers(told: Booklet) -> list[str]:
    return [one.number for piece in told.body if isinstance(piece, Entries) for one in piece.items]


@pytest.mark.parametrize("most", [1, 2, 7, 26, 27, 28])
def test_every_contribution_is_in_one_volume_in_its_order(
    crowd: Edition, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As many as went in, none twice; each volume is full but the last."""
    whole = numbers(crowd.booklet)
    monkeypatch.setattr(volumes, "_MOST", most)
    told, apart = in_volumes(crowd.booklet, crowd.words)
    assert [number for one in (*apart, told) for number in numbers(one)] == whole
    assert {len(numbers(one)) for one in apart[:-1]} <= {most}
    assert all(isinstance(one.body[0], Heading) and one.body[0].level == 2 for one in apart)
    assert bool(apart) is (most < len(whole))


def test_a_group_that_goes_on_has_its_question_again(crowd: Edition, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who opens the second volume knows what was asked."""
    monkeypatch.setattr(volumes, "_MOST", 2)
    _, apart = in_volumes(crowd.booklet, crowd.words)
    titles = [[piece.text for piece in one.body if isinstance(piece, Heading)] for one in apart]
    assert titles[0][-1] == titles[1][0]
    assert apart[0].body[1] == apart[1].body[1]


def test_a_session_that_is_not_large_has_one_file(crowd: Edition) -> None:
    """Nor does one of nobody, whose annex lists nothing."""
    assert list(FORMATS["pdf"](crowd)) == ["cahier.pdf"]
    assert list(FORMATS["pdf"](edition_of(an_empty_material(), (TEMPLATES,)))) == ["cahier.pdf"]


def test_the_notebook_says_which_volume_holds_which_numbers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """« D'où vient cette phrase ? »: of C005, in the file that is named."""
    monkeypatch.setattr(volumes, "_MOST", 3)
    files = NotebookCompiler(TEMPLATES).compile(a_material(), tmp_path, ["pdf"])
    assert [file.name for file in files[:2]] == ["cahier.pdf", "cahier-contributions-1.pdf"]
    pages = ["".join(page.extract_text() for page in PdfReader(io.BytesIO(file.read_bytes())).pages) for file in files]
    notebook = " ".join(pages[0].replace("\u00a0", " ").split())
    for number, (file, text) in enumerate(zip(files[1:], pages[1:], strict=True), 1):
        assert f"Contributions, volume {number} sur {len(files) - 1}" in notebook
        assert file.name in notebook
        assert f"volume {number} sur" in text.replace("\u00a0", " ")
        assert "/StructTreeRoot" in PdfReader(file).root_object


def test_notebook_and_volumes_hold_every_text_between_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one file says the others say, however many files it takes."""
    monkeypatch.setattr(volumes, "_MOST", 3)
    edition = edition_of(a_material(), (TEMPLATES,))
    told, *apart = [PdfReader(io.BytesIO(data)) for data in FORMATS["pdf"](edition).values()]
    assert len(apart) > 1
    text = read_pdf(told) + "".join(bare(page.extract_text()) for volume in apart for page in volume.pages)
    assert [said for said in texts(dataclasses.asdict(edition.notebook)) if bare(said) not in text] == []


def test_a_volume_that_is_no_longer_one_is_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words withdrawn since would stay readable in it. Other files are left alone, and by other formats so is it."""
    compiler = NotebookCompiler(TEMPLATES)
    with monkeypatch.context() as patch:
        patch.setattr(volumes, "_MOST", 3)
        former = {file.name for file in compiler.compile(a_material(), tmp_path, ["pdf"])}
    (tmp_path / "cahier-contributions.csv").touch()
    compiler.compile(a_material(), tmp_path, ["md"])
    assert former < {file.name for file in tmp_path.iterdir()}
    compiler.compile(a_material(), tmp_path, ["pdf"])
    assert {file.name for file in tmp_path.iterdir()} == {"cahier.pdf", "cahier.md", "cahier-contributions.csv"}
