"""A small group plays over several days: the real bot, the stand-in, a virtual clock that passes over nights."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.rehearsal.report import sentences
from tests.rehearsal.evening import SHIPPED, SMALL, Evening, an_evening, script

pytestmark = pytest.mark.untraced


@pytest.fixture(scope="module")
def five_days(tmp_path_factory: pytest.TempPathFactory) -> Evening:
    return an_evening(SMALL, 7, tmp_path_factory.mktemp("days"), days=5)


def test_a_group_comes_to_its_notebook_over_days(five_days: Evening) -> None:
    """The same script and the same people as live, from Tuesday morning to Saturday evening: five days are five."""
    assert timedelta(days=4) <= five_days.report.duration < timedelta(days=5)
    assert five_days.report.voters
    assert five_days.notebook(".html")
    assert five_days.dead_letters == 0
    assert set(five_days.results) >= {"vote"}
    assert f"{five_days.report.duration.days + 1} jours" in sentences(five_days.report, "fr")[1]


@pytest.mark.parametrize(("length", "over"), [(3, 3), (7, 8)], ids=["three", "seven, and a Sunday"])
def test_a_flagship_ends_on_the_day_that_was_announced(length: int, over: int, tmp_path: Path) -> None:
    """« Différé, 3 jours »: no gate pushes the end to the next day, and nobody who answers loses the vote by it."""
    evening = an_evening(SHIPPED, 7, tmp_path, days=length)
    assert timedelta(days=over - 1) <= evening.report.duration < timedelta(days=over)
    assert evening.results["vote"].voters >= 10
    assert evening.results["points"].voters
    assert evening.report.skipped == ()
    read = [one.text for screen in evening.screens.values() for one in screen if one.from_bot]
    assert any("Qui parle" in text and "Autres" in text for text in read)
    if "clarification.soutien" in evening.results:
        assert evening.results["clarification.soutien"].voters


def test_people_are_written_to_once_a_day(five_days: Evening) -> None:
    """« Nous en sommes au jour 2 sur 5 »: each of these at most once on a screen."""
    assert script().asynchronous is not None
    for person, screen in five_days.screens.items():
        for day in range(1, 6):
            told = [one for one in screen if one.from_bot and f"jour {day} sur 5" in one.text]
            assert len(told) <= 1, (person, day)
    assert any("jour 2 sur 5" in one.text for screen in five_days.screens.values() for one in screen)
