"""Which fields of two cards must be the same for a team to bring them together."""

from __future__ import annotations

from pathlib import Path

from bot.authoring import check, load

FILE = Path(__file__).parents[2] / "workshops" / "metropole_possibles.yaml"
SOURCE = FILE.read_text(encoding="utf-8")


def with_same(fields: str) -> str:
    return SOURCE.replace("same: [secteur]", f"same: [{fields}]")


def errors(source: str) -> list[str]:
    return [str(issue) for issue in check(FILE.name, source.encode()) if issue.is_error]


def test_the_main_field_may_have_to_be_the_same() -> None:
    """It has no name of its own: it is called by the key of its question."""
    source = with_same("ask, secteur")
    assert errors(source) == []
    pairing = load(FILE.name, source.encode()).step("appariement").pairing
    assert pairing is not None
    assert pairing.same == ("", "secteur")


def test_a_field_that_one_of_the_cards_lacks_is_named() -> None:
    """Misspelt, it would be alike on no two cards, and nobody would ever be brought together."""
    (finding,) = errors(with_same("secteurs"))
    assert "S118" in finding
    assert '"secteur"' in finding or "secteur" in finding.split("Did you mean")[1]
