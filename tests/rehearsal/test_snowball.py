"""A snowball through the real bot: pairs, fours, and what each keeps passed on to the others without a name."""

from __future__ import annotations

import pytest

from tests.rehearsal.evening import ROOT, Evening, an_evening

WORKSHOP = ROOT / "tests" / "crowds" / "boule" / "boule.yaml"
CROWD = ROOT / "tests" / "crowds" / "boule_de_neige.yaml"
OVEN = "Un four commun brûle le samedi."
BENCH = "Chaque rue a son banc."


@pytest.fixture(scope="module")
def snowball(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return an_evening(CROWD, 3, tmp_path_factory.mktemp("boule"), workshop=WORKSHOP)


def read_by(evening: Evening, person: str) -> list[str]:
    return [one.text for one in evening.screens[person] if one.from_bot]


def test_two_of_different_profiles_read_each_others_idea(snowball: Evening) -> None:
    """An inhabitant with an elected person, each time; the idea one did not bring is read by nobody."""
    asked = {who: next(text for text in read_by(snowball, who) if "À deux" in text) for who in ("B1", "B2", "B3", "B4")}
    assert OVEN in asked["B1"]
    assert ("La mairie prête ses outils." in asked["B1"]) != ("Un car passe toutes les heures." in asked["B1"])
    assert "Un atelier répare les vélos." not in asked["B1"]
    assert not any(BENCH in text for who in ("B2", "B3", "B4") for text in read_by(snowball, who))


def test_what_one_keeps_is_passed_on_without_a_name(snowball: Evening) -> None:
    """By its number on the list that both read."""
    told = [text for who in ("B1", "B2", "B3", "B4") for text in read_by(snowball, who) if "quelqu'un garde" in text]
    assert told
    assert not any(alias in text for text in told for alias in ("Givre", "Flocon", "Congère", "Verglas"))


def test_a_silent_person_does_not_keep_the_others_waiting(snowball: Evening) -> None:
    """The fourth person says nothing in fours: the gate has its clock, and nothing is lost."""
    assert snowball.report.duration.total_seconds() < 3 * 3_600
    assert snowball.said_at("boule.ensemble")
    assert {"vote"} == set(snowball.results)


def test_only_what_the_rounds_kept_is_voted_on_and_everything_is_in_the_notebook(snowball: Evening) -> None:
    """« Toute idée laissée reste en annexe »."""
    items = [item.text for item in snowball.results["vote"].items]
    assert OVEN in items
    assert BENCH not in items
    assert BENCH in snowball.notebook(".html")
