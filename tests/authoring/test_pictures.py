"""Pictures that a choice shows: found by name, checked, pinned. Pictures here are a few fabricated bytes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.authoring import check, load
from bot.authoring.pictures import DRAWN, MOST, MOST_BYTES, shipped
from bot.authoring.shelf import FileShelf, check_files, read_files
from bot.engine.revision import Nature, diff
from bot.engine.script import Choice
from tests.authoring import hostile

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe0" + bytes(40)
BANC = "banc: {label: Le banc, description: Un banc vide sous un arbre.}"
PONT = "pont: {label: Le pont, description: Un pont au-dessus d'une rivière.}"


def script(*pictures: str, more: str = "") -> bytes:
    shown = f"{{{', '.join(pictures)}}}"
    step = f"  - choice: {{id: image, title: Image, minutes: 1, ask: Laquelle ?, pictures: {shown}{more}}}\n"
    return hostile.GOOD.replace("  - closing:", f"{step}  - closing:").encode()


def beside(**pictures: bytes) -> list[tuple[str, bytes]]:
    return [(f"essai.images/{name}.png", content) for name, content in pictures.items()]


def found(source: bytes, *files: tuple[str, bytes]) -> list[str]:
    return [issue.code for issue in check("essai.yaml", source, files) if issue.is_error]


def form(source: bytes, *files: tuple[str, bytes]) -> Choice:
    accepts = load("essai.yaml", source, files).question("image").accepts
    assert isinstance(accepts, Choice)
    return accepts


def test_a_drawing_that_is_shipped_needs_no_file() -> None:
    """Twelve of them, so that an author can try the module within a minute."""
    shown = form(script(BANC, PONT, more=", buttons: {aucune: Aucune}"))
    assert [option.label for option in shown.options] == ["Le banc", "Le pont", "Aucune"]
    assert [(one.code, one.media, one.content) for one in shown.pictures] == [
        ("banc", DRAWN, shipped()["banc"]),
        ("pont", DRAWN, shipped()["pont"]),
    ]
    assert shown.pictures[0].text == "Un banc vide sous un arbre."
    assert len(shipped()) == 12
    assert all(len(drawing) < 3_000 for drawing in shipped().values())


def test_an_authors_own_picture_is_taken_from_the_folder_beside_the_script(tmp_path: Path) -> None:
    """Her bench rather than ours; what else is in the folder is left alone."""
    (tmp_path / "essai.yaml").write_bytes(script(BANC, "gare: {label: La gare, description: Une gare fermée.}"))
    folder = tmp_path / "essai.images"
    folder.mkdir()
    (folder / "banc.png").write_bytes(PNG)
    (folder / "gare.JPG").write_bytes(JPEG)
    (folder / "notes.txt").write_text("à trier", encoding="utf-8")
    (folder / ".DS_Store.png").write_bytes(b"?")
    (found_there,) = FileShelf.of_folder(tmp_path).list()
    accepts = found_there.question("image").accepts
    assert isinstance(accepts, Choice)
    assert [(one.media, one.content) for one in accepts.pictures] == [("image/png", PNG), ("image/jpeg", JPEG)]
    assert [name for name, _ in read_files(tmp_path / "essai.yaml").beside] == [
        "essai.images/banc.png",
        "essai.images/gare.JPG",
    ]
    (folder / "gare.JPG").unlink()
    (issue,) = (
        one for one in check_files(tmp_path / "essai.yaml", read_files(tmp_path / "essai.yaml")) if one.is_error
    )
    assert (issue.code, issue.file) == ("S125", str(tmp_path / "essai.yaml"))
    assert "gare" in str(issue.finding)


@pytest.mark.parametrize(
    ("pictures", "files", "code"),
    [
        (("bnac: {label: Le banc, description: Un banc.}",), {}, "S125"),
        ((BANC,), {"banc": b"GIF89a" + bytes(20)}, "S125"),
        ((BANC,), {"banc": PNG + bytes(MOST_BYTES)}, "S125"),
        ((BANC,), {"banc": b""}, "S125"),
        (("banc: {label: Le banc}",), {}, "S006"),
        (("banc: {description: Un banc.}",), {}, "S006"),
        (("banc: Le banc",), {}, "S004"),
        ((BANC, "pont: {label: Le banc, description: Un pont.}"), {}, "S117"),
        (("un banc: {label: Le banc, description: Un banc.}",), {}, "S107"),
        (("banc: {label: Le banc, description: Un banc., legende: Un}",), {}, "S005"),
    ],
)
def test_a_picture_that_nobody_could_see_or_hear_is_pointed_out(
    pictures: tuple[str, ...], files: dict[str, bytes], code: str
) -> None:
    """Before launch: in the session it would be a question about nothing."""
    assert code in found(script(*pictures), *beside(**files))


def test_a_name_that_is_near_is_guessed() -> None:
    """« bnac »."""
    (issue,) = (one for one in check("essai.yaml", script(BANC.replace("banc:", "bnac:", 1))) if one.code == "S125")
    assert str(issue.remedy).startswith('Did you mean "banc"?')


def test_there_are_as_many_pictures_as_one_screen_holds_and_none_under_two_codes() -> None:
    """Twenty on a phone are too many already."""
    many = [f"i{n}: {{label: I{n}, description: Une image.}}" for n in range(MOST + 1)]
    assert "S125" in found(script(*many), *beside(**{f"i{n}": PNG for n in range(MOST + 1)}))
    assert "S117" in found(script(BANC, more=", buttons: {banc: Un autre banc}"))
    assert found(script(), *beside()) == ["S006"], "no picture, no button: nothing to choose"


def test_a_description_may_be_mended_while_a_session_runs_and_a_picture_may_not() -> None:
    """People have chosen what they saw."""
    old = load("essai.yaml", script(BANC, PONT))
    reworded = load("essai.yaml", script(BANC.replace("sous un arbre", "à l'ombre"), PONT))
    other = load("essai.yaml", script(BANC, PONT), beside(banc=PNG))
    assert diff(old, reworded).nature is Nature.TEXT
    assert diff(old, other).nature is Nature.STRUCTURAL
    assert diff(old, other).orphans == ("image",)
    assert old.hash != other.hash


def test_a_picture_is_described_in_every_language() -> None:
    """The same picture, other words."""
    texts = {"steps": {"image": {"pictures": {"banc": {"label": "The bench", "description": "An empty bench."}}}}}
    translation = json.dumps({"format": 1, "translates": "essai", "language": "en", **texts}).encode()
    spoken = load("essai.yaml", script(BANC), [("essai.en.yaml", translation), *beside(banc=PNG)]).spoken("en")
    accepts = spoken.question("image").accepts
    assert isinstance(accepts, Choice)
    assert (accepts.options[0].label, accepts.pictures[0].text) == ("The bench", "An empty bench.")
    assert accepts.pictures[0].content == PNG
