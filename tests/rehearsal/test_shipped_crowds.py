"""The crowds that are shipped, each with the workshop it is for. Everyone in them is fabricated."""

from pathlib import Path

import pytest

from bot.authoring import load
from bot.engine.reading import is_pass, option_of
from bot.engine.script import Choice, Option, Script, StepKind
from bot.engine.texts import render
from bot.rehearsal.crowd import Crowd, load_crowd
from bot.rehearsal.player import verify

WORKSHOPS = Path(__file__).parents[2] / "workshops"
shipped = sorted((WORKSHOPS / "crowds").glob("*.yaml"))


def script_of(crowd: Crowd) -> Script:
    file = WORKSHOPS / f"{crowd.workshop}.yaml"
    return load(file.name, file.read_bytes())


@pytest.mark.parametrize("file", shipped, ids=lambda file: file.stem)
def test_a_crowd_names_only_what_its_workshop_has(file: Path) -> None:
    """A step that was renamed would leave people silent there, and the notebook thin for no visible reason."""
    crowd = load_crowd(file)
    assert crowd.workshop == file.stem
    verify(crowd, script_of(crowd))


@pytest.mark.parametrize("file", shipped, ids=lambda file: file.stem)
def test_a_crowd_says_that_it_is_fabricated(file: Path) -> None:
    """Its notebook could be taken for what people of a real place said."""
    assert "fabriquées" in load_crowd(file).notice


@pytest.mark.parametrize("file", shipped, ids=lambda file: file.stem)
def test_what_people_tap_is_on_a_button(file: Path) -> None:
    """A label that was reworded would be typed instead, and refused until the person falls silent."""
    crowd = load_crowd(file)
    script = script_of(crowd)
    values = {one.name: str(one.default) for one in script.parameters}
    values |= {str(name): str(value) for name, value in crowd.parameters.items()}
    for step, question in script.walk():
        if not isinstance(question.accepts, Choice):
            continue
        options = [Option(one.code, render(one.label, values)) for one in question.accepts.options]
        for person in crowd.people:
            form = person.forms.get(step.authored, {})
            said = [*person.answers.get(question.key, ())]
            said += [str(value) for name, value in form.items() if f"{step.authored}.{name}" == question.key]
            # Somebody who wants to correct the notebook then says what.
            taps = said[:1] if step.kind is StepKind.RETURN else said
            for text in taps:
                assert is_pass(text) or option_of(text, options) is not None, (person.id, question.key, text)
