"""Where answers are printed is what an author declared, whatever a step is called."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bot import shipped
from bot.authoring import read
from bot.engine.script import FreeText, Question, Step, StepKind
from bot.notebook.routes import factor_of, home_of


def shipped_steps() -> list[Step]:
    files = [file for file in shipped.workshop_files(None) if file.name.count(".") == 1]
    return [step for file in files for step in read(file.name, file.read_bytes())[0].steps]


def test_no_shipped_workshop_depends_on_what_its_steps_are_called() -> None:
    """A team that renames « freins » to « ce_qui_bloque » must find it where it was."""
    steps = shipped_steps()
    assert {home_of(step) for step in steps} >= {"2", "5.1", "5.2", "5.3", "5.4", "6", "7", "8", "11", "12", "13"}
    renamed = [(step.id, home_of(step), home_of(replace(step, id="autrement"))) for step in steps]
    assert [one for one in renamed if one[1] != one[2]] == []


@pytest.mark.parametrize(
    ("step", "rubrics", "home", "column"),
    [
        ("ce_qui_bloque", ("freins", "analyses"), "8", "frein"),
        ("ce_qui_aide", ("Leviers",), "8", "levier"),
        ("a_quoi", ("conditions de réussite", "leviers"), "8", "condition"),
        ("freins", ("vécu",), "5.1", ""),
        ("germes", ("analyses", "germes"), "5.4", ""),
        ("ailleurs", ("germes", "analyses"), "13", ""),
        ("vecu", ("contexte",), "2", ""),
        ("vecu", (), "5.1", ""),
        ("freins", (), "8", "frein"),
        ("germes", (), "13", ""),
        ("posture", (), "7", ""),
    ],
)
def test_the_first_rubric_decides_and_the_id_only_without_one(
    step: str, rubrics: tuple[str, ...], home: str, column: str
) -> None:
    """What is declared wins over what a step happens to be called."""
    asked = Step(step, StepKind.OPEN_QUESTION, "x", "C", 5, (Question(step, "?", FreeText()),), rubrics=rubrics)
    assert (home_of(asked), factor_of(asked)) == (home, column)
