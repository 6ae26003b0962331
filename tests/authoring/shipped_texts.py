"""What a shipped workshop says, to be compared with the storyboards it was written from.

Here: reading workshops and storyboards, and how a storyboard's line is made comparable. Not here: the comparison
(`test_storyboards`).
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from bot.authoring import load
from bot.engine.script import Question, Script, Step

WORKSHOPS = Path(__file__).parents[2] / "workshops"
STORYBOARDS = Path(__file__).parent / "storyboards"

_DIRECTION = re.compile(r"^\([^)]*\)\s*")
_VALUE = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


@cache
def workshop(name: str) -> Script:
    path = WORKSHOPS / f"{name}.yaml"
    return load(path.name, path.read_bytes())


@cache
def storyboard(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((STORYBOARDS / f"{name}.json").read_text(encoding="utf-8"))
    return read


def normal(line: str) -> str:
    """A storyboard's line as a workshop writes it: values in double braces, no stage direction in front."""
    return _VALUE.sub(r"{{ \1 }}", _DIRECTION.sub("", line)).strip()


def written(script: Script) -> dict[str, tuple[Step, ...]]:
    """The steps as their author wrote them, each with the parts it is played in."""
    steps: dict[str, tuple[Step, ...]] = {}
    for step in script.steps:
        steps[step.authored] = (*steps.get(step.authored, ()), step)
    return steps


def questions(parts: tuple[Step, ...]) -> dict[str, Question]:
    """What those parts ask, by text; of two that ask the same, the first."""
    asked: dict[str, Question] = {}
    for part in parts:
        for question in part.questions:
            asked.setdefault(question.text, question)
    return asked


def labels(question: Question) -> list[str]:
    """The buttons under a question, in the order they are shown: grades from best to worst, what abstains last."""
    form = question.accepts
    found = [option.label for option in getattr(form, "options", ())]
    found += [grade.label for grade in reversed(getattr(form, "grades", ()))]
    found += [getattr(form, name).label for name in ("none", "no_opinion") if getattr(form, name, None) is not None]
    return found


def said(parts: tuple[Step, ...]) -> Iterator[str]:
    """Every text of those parts that a participant may be shown."""
    for part in parts:
        yield from (*part.intro, *part.extracts, part.fallback, part.precision, part.merge)
        yield from (option.label for option in part.merge_options)
        for question in part.questions:
            yield from (question.text, question.hint, *labels(question))
            yield from (probe.text for probe in question.own_probes)
            yield from getattr(question.accepts, "explanation", ())
