"""`horizons templates check`: an agency's templates are tried before a session depends on them."""

import shutil
import sys
from pathlib import Path

import pytest

from bot import cli
from bot.notebook.citations import walk
from bot.notebook.manual import documented
from bot.notebook.sample import sample
from bot.notebook.templates_check import check

TEMPLATES = Path(__file__).parents[2] / "templates"


def own(tmp_path: Path, name: str, text: str) -> Path:
    file = tmp_path / "templates" / "cahier" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return tmp_path / "templates"


def test_what_is_shipped_has_no_mistake() -> None:
    """Agencies copy it."""
    assert check(TEMPLATES) == []


def test_the_sample_has_every_kind_of_thing_a_template_may_show() -> None:
    """A branch that no sample enters would be found wrong on the evening itself."""
    kinds = {type(found) for found in walk(sample(full=True))}
    assert {kind.__name__ for kind in documented()} - {kind.__name__ for kind in kinds} == {"Absence"}
    assert any(type(found).__name__ == "Absence" for found in walk(sample(full=False)))


def test_every_mistake_is_told_with_its_place(tmp_path: Path) -> None:
    """In each format at once: nobody wants to be told one after the other."""
    folder = own(tmp_path, "parts/toc.html.j2", "{{ cahier.sommaire }}")
    own(tmp_path, "cahier.md.j2", "un\n{{ cahier.titre }}")
    own(tmp_path, "parts/jamais.j2", "\n\n{% if %}")
    typ = (TEMPLATES / "cahier" / "cahier.typ").read_text(encoding="utf-8")
    own(tmp_path, "cahier.typ", typ + "\n#rien")
    (folder / "cahier" / "cahier.docx").write_bytes(b"rien")
    told = list(map(str, check(folder)))
    assert [line.split("  ")[1] for line in told] == ["N002", "N001", "N001", "N006", "N007"]
    assert told[0].startswith(f"{folder / 'cahier' / 'parts' / 'jamais.j2'}:3:1  ")
    assert all(line.startswith(str(folder)) for line in told)


def test_a_mistake_on_an_empty_notebook_is_found_too(tmp_path: Path) -> None:
    """Most mistakes show on the evening that nobody said anything."""
    folder = own(tmp_path, "parts/toc.html.j2", "{{ cahier.keywords.steps }}")
    assert any("N001" in line and "toc.html.j2:1:1" in line for line in map(str, check(folder)))


@pytest.mark.parametrize(("change", "code"), [("", 0), ("{{ cahier.sommaire }}", 1)])
def test_the_command_says_so_and_tells_with_its_exit_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], change: str, code: int
) -> None:
    """For an editor's task, or a deployment that checks first."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(TEMPLATES / "cahier", tmp_path / "miens" / "cahier")
    (tmp_path / "miens" / "cahier" / "parts" / "toc.html.j2").write_text(change, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["horizons", "templates", "check", "miens", "--language", "fr"])
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert left.value.code == code
    said = capsys.readouterr()
    assert ("toc.html.j2:1:1  N001  Rien ne s'appelle «\u00a0sommaire\u00a0»." in said.out) == bool(code)
    assert said.err == ("miens\u00a0: 1 erreur\n" if code else "miens\u00a0: aucune erreur\n")


def test_a_folder_without_templates_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Most often it is the folder `cahier` itself."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["horizons", "templates", "check", str(TEMPLATES / "cahier")])
    with pytest.raises(SystemExit, match="1"):
        cli.main()
    assert "holds no templates" in capsys.readouterr().err


def test_a_programmes_template_is_tried_as_well(tmp_path: Path) -> None:
    """It is rendered once a year: the day that it fails should not be that one."""
    folder = tmp_path / "programme"
    folder.mkdir()
    (folder / "programme.md.j2").write_text("# {{ cahier.titre }}\n", encoding="utf-8")
    assert any("programme.md.j2:1" in line and "titre" in line for line in map(str, check(tmp_path)))
