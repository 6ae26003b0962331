"""Days and hours of a workshop, as an author writes them or leaves them out. All scripts here are fabricated."""

from __future__ import annotations

from datetime import time
from fractions import Fraction

import pytest

from bot.authoring import check, load
from bot.engine.script import Asynchronous, Hour, Script

HEAD = """\
format: 1
id: essai
title: Essai
phases: {{A: Début}}
allow: {{S915: Un morceau d'atelier.}}
{head}
steps:
  - consent:
      {{id: consentement, title: Accord, phase: A, minutes: 1, ask: Oui ?, accept: {{oui: Oui}}, decline: {{non: Non}}}}
"""


def script(*days: str, head: str = "", gate: str = "") -> str:
    """A question a day given; `gate` is on the last."""
    source = HEAD.format(head=head)
    for number, day in enumerate(days, 1):
        written = f", day: {day}" if day else ""
        held = f", gate: {gate}" if gate and number == len(days) else ""
        source += f"  - open_question: {{id: q{number}, title: Q, phase: A, minutes: 3, ask: Et ?{written}{held}}}\n"
    return source


def loaded(source: str) -> Script:
    assert check("essai.yaml", source.encode()) == []
    return load("essai.yaml", source.encode())


def found(source: str) -> list[tuple[str, str]]:
    return [(one.code, str(one.finding)) for one in check("essai.yaml", source.encode())]


def days(script: Script, length: int) -> list[int]:
    return [script.day_of(step.id, length) for step in script.steps]


def test_a_workshop_without_days_is_live_only() -> None:
    """Nobody is offered days that its author has not thought of."""
    assert loaded(script("", "")).asynchronous is None


def test_days_alone_are_enough() -> None:
    """An author writes `day` and nothing else: the usual length, hours, close and quorum are filled in."""
    script_ = loaded(script("1", "2", "", "4", "5"))
    assert script_.asynchronous == Asynchronous(
        5,
        (3, 5, 7),
        (Hour("matin", time(8)), Hour("midi", time(12, 30)), Hour("soir", time(18))),
        time(20),
        Fraction(3, 5),
    )
    # The consent comes on the first day; a step without a day stays with the one before it.
    assert days(script_, 5) == [1, 1, 2, 2, 4, 5]


def test_the_other_versions_follow_from_the_default_one() -> None:
    """Three or seven days: first and last stay where they are, the rest is spread out in the same order."""
    script_ = loaded(script("1", "2", "3", "4", "5"))
    assert days(script_, 3) == [1, 1, 2, 2, 3, 3]
    assert days(script_, 7) == [1, 1, 3, 4, 6, 7]


def test_a_step_may_say_its_day_in_each_version() -> None:
    """Three days put the collection a day earlier than scaling would."""
    script_ = loaded(script("1", "{3: 1, 5: 2, 7: 2}", "{3: 2, 5: 3}", "5"))
    assert days(script_, 3) == [1, 1, 1, 2, 3]
    assert days(script_, 5) == [1, 1, 2, 3, 5]
    # What is not said for seven days is scaled from five.
    assert days(script_, 7) == [1, 1, 2, 4, 7]


def test_a_workshop_written_for_another_length_is_offered_in_that_length() -> None:
    """A question in the street for fifteen days is not squeezed into three."""
    script_ = loaded(script("1", "15"))
    assert script_.asynchronous is not None
    assert (script_.asynchronous.days, script_.asynchronous.lengths) == (15, (15,))
    only_mapped = loaded(script("{4: 1, 10: 1}", "{4: 4, 10: 9}"))
    assert only_mapped.asynchronous is not None
    assert (only_mapped.asynchronous.days, only_mapped.asynchronous.lengths) == (10, (4, 10))


def test_everything_can_be_written_out() -> None:
    """Hours in the words of the place, with or without minutes."""
    head = 'asynchronous: {days: 2, lengths: [2, 4], hours: {tot: 8 h, tard: "17h30"}, closes: "19:00", quorum: 2/3}'
    script_ = loaded(script("1", "2", head=head))
    hours = (Hour("tot", time(8)), Hour("tard", time(17, 30)))
    assert script_.asynchronous == Asynchronous(2, (2, 4), hours, time(19), Fraction(2, 3))


def test_a_gate_may_have_a_close_of_its_own() -> None:
    """« Clôture J4 12 h »: on the day of the step that carries it."""
    gate = loaded(script("1", "2", gate='{closes: "12:00"}')).steps[-1].gate
    assert gate is not None
    assert gate.closes == time(12)
    gate = loaded(script("1", "2", gate="{at_most_hours: 36}")).steps[-1].gate
    assert gate is not None
    assert gate.at_most_hours == 36


def test_a_gate_may_close_at_another_hour_in_each_version() -> None:
    """A vote that has its own day in five has but a morning in three."""
    gate = loaded(script("1", "{3: 2, 5: 4}", gate='{closes: {3: "11:00", 5: 14 h}}')).steps[-1].gate
    assert gate is not None
    assert [gate.closes_at(length) for length in (3, 5, 7)] == [time(11), time(14), None]


@pytest.mark.parametrize(
    ("source", "code", "finding"),
    [
        (
            script("1", "2", gate='{closes: "12:00", at_most_hours: 3}'),
            "S009",
            "has both `closes` and `at_most_hours`.",
        ),
        (
            script("1", "{3: 2, 5: 4}", gate='{closes: {3: "11:00"}, at_most_hours: 3}'),
            "S009",
            "has both `closes` and `at_most_hours`.",
        ),
        (script("1", "2", gate='{closes: {cinq: "12:00"}}'), "S009", '"cinq" is no number of days.'),
        (script("1", "2", gate="{closes: {5: midi}}"), "S009", '`5` is "midi".'),
        (script("1", "2", gate='{closes: {4: "12:00"}}'), "S212", "closes in a version of 4 days."),
        (script("1", "2", gate="{closes: midi}"), "S009", '`closes` is "midi".'),
        (script("1", "2", gate='{closes: "23:00"}'), "S213", "`closes` is 23:00: at night nobody is written to."),
        (script("1", "{cinq: 2}"), "S009", '"cinq" is no number of days.'),
        (script("1", "{5: six}", "5"), "S004", '`5` is "six"; a whole number is expected.'),
        (script("1", "5", head="asynchronous: {lengths: [3, beaucoup]}"), "S009", '"beaucoup" is no number of days.'),
        (script("1", "5", head="asynchronous: {hours: {le matin: 8 h}}"), "S107", '"le matin" cannot be'),
        (
            script("1", "5", head="asynchronous: {hours: {soir: 19 h 30}}"),
            "S213",
            "A day that opens at 19:30 closes at",
        ),
        (script("1", "5", head="asynchronous: {hours: [8 h]}"), "S004", "`hours` is a list"),
        (script("1", "5", head="asynchronous: {ours: 3}"), "S005", '"ours" is not a key'),
        (
            script("1", "{3: 1, 4: 2}", head="asynchronous: {lengths: [3, 5]}"),
            "S212",
            'Step "q2" has a day for 4 days.',
        ),
        (script("1", "{3: 4}", "5"), "S211", 'Step "q2" is on day 4 of 3.'),
        (script("1", "{3: 3}", "{3: 2, 5: 2}", "5"), "S210", 'In the version of 3 days, step "q3" is on day 2'),
    ],
)
def test_what_is_wrong_with_days_and_hours_is_said(source: str, code: str, finding: str) -> None:
    """A wrong hour would be found out by people who are written to at that hour."""
    assert [(one, finding in said) for one, said in found(source)] == [(code, True)], found(source)


def test_a_day_is_weighed_as_people_take_it() -> None:
    """Live minutes hold the waiting for others: a day takes about four fifths of them."""
    script_ = loaded(script("1", "1", "1", "2"))
    assert script_.asynchronous is not None
    assert [script_.minutes_on(day, script_.asynchronous.days) for day in (1, 2)] == [8, 3]
    assert [step.id for step in script_.on_day(2, 2)] == ["q4"]
