"""Who came, who answered, who stayed: the picture says what the table says. All data is fabricated."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.notebook.analysis import analyse
from bot.notebook.desk import Desk
from bot.notebook.participation import answered, came
from tests.notebook.evening import Evening, an_evening_with_a_debate
from tests.notebook.material import a_material, an_empty_material


def test_each_step_says_how_many_answered_it_and_a_vote_how_many_voted() -> None:
    """From the entrance to the end; who answered what is nowhere."""
    material = an_evening_with_a_debate().material()
    desk = Desk(material)
    found = analyse(material).typology.participation
    assert found is not None
    first, *steps, last = found.table.rows
    assert first[1] == str(came(desk))
    assert int(last[1]) <= desk.corpus.people
    by_title = {row[0]: row[1] for row in steps}
    for step in material.script.steps:
        if step.id in material.results:
            assert by_title[desk.shown(step.title)] == str(material.results[step.id].voters)
        elif step.counted and not step.of and desk.shown(step.title) in by_title:
            assert by_title[desk.shown(step.title)] == str(answered(desk, step))
    for label, count in found.table.rows:
        assert count in found.chart.svg
        assert label.split()[0] in found.chart.svg


def test_who_refused_and_who_withdrew_came_too() -> None:
    """A refusal is a count, and part of who came through the door."""
    material = a_material()
    before = came(Desk(material))
    assert came(Desk(replace(material, declined=material.declined + 2))) == before + 2


def test_nobody_is_no_picture() -> None:
    """An empty session says so in words."""
    empty = analyse(an_empty_material())
    assert empty.typology.participation is None
    assert empty.shared.people is None
    assert empty.ethics.coverage is None


def test_the_picture_of_coverage_says_what_its_sentence_says() -> None:
    """How much a section uses, out of all that is counted."""
    notebook = analyse(a_material())
    assert notebook.ethics.coverage is not None
    numbers = re.findall(r">(\d+)</text>", notebook.ethics.coverage.svg)
    assert "personne" not in notebook.ethics.coverage.svg
    total = len(Desk(a_material()).corpus.kept)
    assert sum(int(one) for one in numbers) == total
    assert any(f"{numbers[0]} contributions sur {total}" in one.text for one in notebook.ethics.sentences)
    assert set(numbers) <= set(re.findall(r"\d+", " ".join(one.text for one in notebook.ethics.sentences)))


def test_a_step_that_was_answered_by_buttons_alone_is_answered() -> None:
    """« Votre équilibre : personne » above eleven answers to a scale would be false."""
    evening = Evening("teletravail", people=4)
    for n in range(3):
        evening.tap(n, "equilibre", str(n + 1))
    found = analyse(evening.material()).typology.participation
    assert found is not None
    assert ("Votre équilibre", "3") in found.table.rows
