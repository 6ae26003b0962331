"""The shelf of workshops, over folders made for the test."""

import hashlib
from pathlib import Path

import pytest

from bot.authoring.shelf import FileShelf, read_files
from bot.errors import AuthorError
from bot.facilitation.ports import Shelf

SHIPPED = Path(__file__).parents[2] / "workshops"
GOOD = (SHIPPED / "relocalisation.yaml").read_bytes()


def with_id(workshop: str) -> bytes:
    return GOOD.replace(b"\nid: relocalisation\n", f"\nid: {workshop}\n".encode())


def test_the_shipped_shelf_lists_reads_and_loads() -> None:
    """What is listed can be pinned, and what is pinned is what was read."""
    shelf: Shelf = FileShelf.of_folder(SHIPPED)
    assert "relocalisation" in [script.id for script in shelf.list()]
    source = shelf.read("relocalisation")
    script = shelf.load(source)
    assert source.source == GOOD
    assert shelf.load(source) is script


def test_a_broken_workshop_is_not_listed_and_is_reported(tmp_path: Path) -> None:
    """A workshop that vanishes without a word is looked for in the wrong place."""
    (tmp_path / "bon.yaml").write_bytes(with_id("bon"))
    (tmp_path / "casse.yaml").write_bytes(with_id("casse").replace(b"- closing:", b"- closin:"))
    (tmp_path / "bon.test.yaml").write_text("steps: not a workshop")
    shelf = FileShelf.of_folder(tmp_path)
    assert [script.id for script in shelf.list()] == ["bon"]
    assert {(Path(issue.file).name, issue.code) for issue in shelf.problems()} >= {("casse.yaml", "S103")}
    assert all(Path(issue.file).name == "casse.yaml" for issue in shelf.problems())
    with pytest.raises(KeyError):
        shelf.read("casse")
    with pytest.raises(AuthorError, match="S103"):
        shelf.load(read_files(tmp_path / "casse.yaml"))


def test_two_files_with_one_id_are_reported_and_the_first_is_used(tmp_path: Path) -> None:
    """A copy edited without changing its id would otherwise win or lose by the order of the folder."""
    (tmp_path / "a.yaml").write_bytes(with_id("essai"))
    (tmp_path / "b.yaml").write_bytes(with_id("essai") + b"# copie\n")
    shelf = FileShelf.of_folder(tmp_path)
    assert shelf.read("essai").file_name == "a.yaml"
    assert [script.hash for script in shelf.list()] == [hashlib.sha256(with_id("essai")).hexdigest()]
    assert ("b.yaml", "S102") in {(Path(issue.file).name, issue.code) for issue in shelf.problems()}


def test_an_edited_workshop_is_seen_at_once(tmp_path: Path) -> None:
    """Authors try things: a restart between each would make them stop."""
    file = tmp_path / "essai.yaml"
    file.write_bytes(with_id("essai"))
    shelf = FileShelf.of_folder(tmp_path)
    before = shelf.list()[0].hash
    file.write_bytes(with_id("essai") + b"# plus\n")
    assert shelf.list()[0].hash != before


def test_a_file_that_cannot_be_opened_is_reported(tmp_path: Path) -> None:
    """The other workshops stay available."""
    (tmp_path / "bon.yaml").write_bytes(with_id("bon"))
    shelf = FileShelf(lambda: [tmp_path / "bon.yaml", tmp_path / "parti.yaml"])
    assert [script.id for script in shelf.list()] == ["bon"]
    assert [(Path(issue.file).name, issue.code) for issue in shelf.problems()] == [("parti.yaml", "S001")]
