"""When answers came: aggregated, so that nobody is known by the minute they answered at. All data is fabricated."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.blocks import Picture
from bot.notebook.charts import ColumnWords, columns
from tests.notebook.evening import Evening
from tests.notebook.material import OPENED

WORDS = ColumnWords("moins de 3 personnes", "aucune")


def at_times(*answers: tuple[int, timedelta], people: int = 6, days: int = 0) -> Material:
    """An evening at which each of these people answers after so long."""
    evening = Evening("relocalisation", people=people)
    for who, after in answers:
        evening.say(who, "vecu", f"Réponse {who}.", at=OPENED + after)
    return evening.material(days=days)


def drawn(material: Material) -> tuple[Picture, ...]:
    """The pictures of § 3."""
    return analyse(material).typology.timeline


def all_at(*after: timedelta, people: Sequence[int] = range(6)) -> list[tuple[int, timedelta]]:
    """Everybody answers at each of these moments."""
    return [(who, moment) for moment in after for who in people]


def minutes(*count: int) -> list[timedelta]:
    return [timedelta(minutes=one) for one in count]


def counts(picture: Picture) -> list[str]:
    return [row[1] for row in picture.table.rows]


def test_an_evening_is_drawn_by_minutes_and_the_silent_ones_stay() -> None:
    """A pause is part of an evening: a line without its empty slots would hide it."""
    [picture] = drawn(at_times(*all_at(*minutes(1, 21, 22))))
    assert "par tranche de 5 minutes" in picture.table.caption
    assert counts(picture) == ["6", "aucune", "aucune", "aucune", "12"]
    assert all(count in picture.chart.svg for count in ("6", "12"))
    first = picture.table.rows[0][0]
    begins, ends = (datetime.strptime(one, "%H:%M") for one in first.split(" – "))  # noqa: DTZ007 -- a time of day
    assert ends - begins == timedelta(minutes=5)
    assert f"{first} : 6." in picture.chart.svg


def test_a_slot_of_two_people_is_not_detailed_and_another_hides_it() -> None:
    """The one who answered at 18:21 is known to whoever sat beside her."""
    [picture] = drawn(at_times(*all_at(*minutes(1, 11)), *all_at(*minutes(12), people=[0, 1, 2]), (4, minutes(21)[0])))
    assert counts(picture) == ["moins de 3 personnes", "aucune", "9", "aucune", "moins de 3 personnes"]
    assert "n'est pas détaillée" in picture.table.note
    assert ">1<" not in picture.chart.svg
    assert ">6<" not in picture.chart.svg


def test_two_slots_of_few_people_hide_each_other() -> None:
    """No third one is taken with them."""
    [picture] = drawn(at_times(*all_at(*minutes(1)), (4, minutes(11)[0]), (5, minutes(21)[0])))
    assert counts(picture) == ["6", "aucune", "moins de 3 personnes", "aucune", "moins de 3 personnes"]


def test_several_days_are_drawn_by_day_and_by_hour() -> None:
    """Over days one asks which day was busy, and at what time people answer."""
    night = timedelta(hours=3)
    moments = [timedelta(days=0), timedelta(days=2), timedelta(days=2) + night]
    by_day, by_hour = drawn(at_times(*all_at(*moments), days=3))
    assert "jour par jour" in by_day.table.caption
    assert counts(by_day) == ["6", "aucune", "12"]
    assert "tous les jours ensemble" in by_hour.table.caption
    assert [one for one in counts(by_hour) if one != "aucune"] == ["12", "6"]


def test_weeks_are_gathered_so_that_a_telephone_can_show_them() -> None:
    """Six weeks are not forty-two columns, and two years are twelve."""
    by_week, *_ = drawn(at_times(*all_at(timedelta(), timedelta(days=41)), days=42))
    assert counts(by_week) == ["6", "aucune", "aucune", "aucune", "aucune", "6"]
    assert "par tranche de 7 jours" in by_week.table.caption
    assert " – " in by_week.table.rows[0][0]
    by_months, *_ = drawn(at_times(*all_at(timedelta(), timedelta(days=730)), days=731))
    assert len(by_months.table.rows) == 12


def test_a_session_left_open_is_drawn_by_days_whatever_was_planned() -> None:
    """Slots of an hour over a week would say nothing."""
    pictures = drawn(at_times(*all_at(timedelta(), timedelta(days=1))))
    assert "jour par jour" in pictures[0].table.caption


@pytest.mark.parametrize(
    "material",
    [
        at_times(),
        at_times((0, timedelta()), (1, timedelta(minutes=30)), people=2),
        at_times(*all_at(timedelta())),
        at_times((0, timedelta()), (1, timedelta(minutes=30)), people=6),
    ],
    ids=["silent", "two people", "one slot", "nothing to show"],
)
def test_there_is_no_picture_without_something_to_show(material: Material) -> None:
    """Two people, or one column, are no timeline."""
    assert drawn(material) == ()


def test_a_timeline_without_a_slot_is_a_mistake_of_ours() -> None:
    """Whoever draws decides before whether there is anything to draw."""
    with pytest.raises(ValueError, match="a slot at least"):
        columns([], title="", description="", words=WORDS)
