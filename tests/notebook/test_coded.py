"""The team's reading: what people confirmed is printed as theirs, what nobody confirmed is printed nowhere."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.facilitation.coding import CODED, Coding
from bot.facilitation.grid import DIFFERENT, Code, Grid
from bot.facilitation.records import JournalEntry, Material
from bot.facilitation.versions import version_of
from bot.notebook.analysis import analyse
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.rendering import installed_templates
from tests.notebook.material import a_material

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
GRID = Grid(
    (Code("ancrage", "Ancrage territorial", "Local roots", ("village", "pain")),),
    (Code("prix", "Le prix", "Prices", ("prix", "euros")), Code("vide", "Un thème vide")),
)
BEGINNINGS = ("Que ça devienne", "Le prix. Avec", "Qu'on me commande", "REFUS-CRAINTE")


def coded(*codes: tuple[str, ...]) -> Material:
    """The fabricated evening, its first fears filed as given."""
    made = a_material(grid=GRID)
    found = [next(c for c in made.contributions if c.text.startswith(words)) for words in BEGINNINGS]
    codings = tuple(Coding("s1", one.id, given, AT, "") for one, given in zip(found, codes, strict=False))
    return replace(made, codings=codings)


FILED = coded(("crainte", "prix", "ancrage"), ("crainte", "prix"), ("prix", DIFFERENT), ("prix", "ancien_code"))


def test_themes_say_how_many_people_which_rubric_two_quotations_and_the_different_voice() -> None:
    """« formulation, nombre de personnes, profils, 2 citations, voix différente »: the table of the design, § 5."""
    team = analyse(FILED).shared.team
    assert team is not None
    (theme,) = team.groups
    assert theme.title == "Le prix"
    assert theme.summary[0].text == "4 sur 12 en parlent."
    assert any(one.text.replace("\u00a0", " ") == "Rangé sous « crainte » : 2 personnes." for one in theme.summary)
    assert [one.text[:10] for one in theme.quotes] == ["Que ça dev", "Le prix. A"]
    assert [one.text[:10] for one in theme.different] == ["Qu'on me c"]
    assert theme.different_note is not None
    assert GRID.mark in team.note


def test_blocks_are_read_in_section_six_beside_what_people_filed_themselves() -> None:
    """The workshop asks nobody for a block: the section exists by the team's reading alone."""
    reading = analyse(FILED).reading
    assert reading is not None
    assert reading.team is not None
    assert [group.title for group in reading.team.groups] == ["Ancrage territorial"]
    english = replace(FILED, session=replace(FILED.session, language="en"))
    there = analyse(english).reading
    assert there is not None
    assert there.team is not None
    assert there.team.groups[0].title == "Local roots"


def test_nobodys_confirmation_prints_nothing_whatever_the_grid_looks_for() -> None:
    """No clustering of short answers is printed as a finding: seed words that occur leave the notebook as it was."""
    assert analyse(a_material(grid=GRID)) == analyse(a_material())
    assert version_of(a_material(grid=GRID)).data_hash == version_of(a_material()).data_hash


def test_a_confirmation_makes_another_version() -> None:
    """What the team reads is part of what a version says."""
    assert version_of(FILED).data_hash != version_of(coded(("crainte",))).data_hash
    assert version_of(coded(("crainte",))).data_hash != version_of(a_material()).data_hash


@pytest.mark.parametrize("format_", ["html", "md", "docx", "csv", "json", "xlsx"])
def test_each_format_says_it(format_: str, tmp_path: Path) -> None:
    """The reading is marked as the team's wherever it is printed; data formats hold the codes of each contribution."""
    files = NotebookCompiler(installed_templates()).compile(FILED, tmp_path / "out", [format_])
    data = b"".join(file.read_bytes() for file in files)
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    text = data.decode("utf-8", "replace")
    assert "Le prix" in text
    assert "ancien_code" in text or format_ in {"html", "md", "docx"}
    assert GRID.mark in text or format_ in {"csv", "xlsx"}


def test_confirmed_codes_are_codes_of_the_refi_qda_project(tmp_path: Path) -> None:
    """A researcher opens the project and finds what the team filed, on the words it filed."""
    (file,) = NotebookCompiler(installed_templates()).compile(FILED, tmp_path / "out", ["qdpx"])
    with zipfile.ZipFile(file) as archive:
        project = archive.read("project.qde").decode()
    plain = NotebookCompiler(installed_templates()).compile(a_material(), tmp_path / "plain", ["qdpx"])[0]
    with zipfile.ZipFile(plain) as archive:
        before = archive.read("project.qde").decode()
    assert 'name="Le prix"' in project
    assert 'name="Le prix"' not in before
    # Three of the four may be quoted: the words of the fourth are in no project.
    assert project.count("<CodeRef") > before.count("<CodeRef") + 2


def test_the_annexed_journal_does_not_list_each_contribution_that_was_read() -> None:
    """Three hundred lines of « filed » would hide what facilitators did."""
    line = JournalEntry("s1", AT, CODED, "animation", {"number": "C001"})
    material = a_material()
    told = replace(material, journal=(*material.journal, line))
    assert analyse(told).annex.journal == analyse(material).annex.journal
