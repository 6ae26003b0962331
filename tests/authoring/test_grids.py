"""Reading grids in YAML: those that ship are read without a finding, and what a team gets wrong is told by line."""

from __future__ import annotations

import pytest

from bot.authoring.grids import MOST, YamlGrids
from bot.facilitation.grid import Grid, NoGrids, nothing_suggested

GRIDS = YamlGrids()


@pytest.mark.parametrize("workshop", ["relocalisation", "espaces_publics", "teletravail", "another"])
def test_what_ships_is_read_without_a_finding(workshop: str) -> None:
    """Three blocks, the same everywhere; themes of the workshop's own."""
    grid, findings = GRIDS.read(GRIDS.shipped(workshop))
    assert findings == ()
    assert [one.id for one in grid.blocks] == ["agir_ensemble", "ancrage", "faire_societe"]
    assert len(grid.themes) >= 4
    assert all(one.seeds and one.named("en") != one.named("fr") for one in (*grid.blocks, *grid.themes))
    assert len(set(grid.codes)) == len(grid.codes)


MANY = "\n".join(f"  t{n}: {{label: x}}" for n in range(MOST + 1))


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("", "S006"),
        ("- a list", "S006"),
        ("themes: {prix: {label: Prix}}", "S008"),
        ("format: 1\nthemes: {prix: {seeds: [prix]}}", "S006"),
        ("format: 1\nthemes: {Prix !: {label: Prix}}", "S009"),
        ("format: 1\nthemes: {crainte: {label: Peur}}", "S009"),
        ("format: 1\nblocks: {prix: {label: a}}\nthemes: {prix: {label: b}}", "S009"),
        ("format: 1\nrubrics: {rumeur: {seeds: [dit]}}", "S009"),
        ("format: 1\nthemse: {}", "S005"),
        ("format: 1\nthemes: {prix: {label: Prix, labels: x}}", "S005"),
        ("format: 1\nthemes: prix", "S004"),
        ("format: 1\nthemes:\n" + MANY, "S009"),
        ("format: 1\nthemes: {a: *b}", "S0"),
        ("format: [", "S002"),
        ("format: 1\nthemes: {prix: {label: \x07}}", "S001"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(source: str, code: str) -> None:
    """Whoever edits the grid in the console reads the same sentences as an author of scripts."""
    findings = [str(issue) for issue in GRIDS.read(source)[1]]
    assert findings
    assert any(code in finding and finding.startswith("grille.yaml:") for finding in findings), findings


def test_without_grids_there_are_the_rubrics_alone() -> None:
    """What the use cases go by when nobody hands them a reader."""
    assert NoGrids().shipped("relocalisation") == ""
    assert NoGrids().read("themes: {}") == (Grid(), ())
    assert Grid().codes[0] == "vecu"
    assert nothing_suggested(Grid(), "J'ai peur que le car ne passe plus.", "fr") == ()
