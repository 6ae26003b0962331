"""§ 5: what each person shared, in four parts that are the same for every theme."""

from __future__ import annotations

from bot.engine.script import FreeText, Proposals, Question, Step
from bot.notebook.answers import QUOTED
from bot.notebook.blocks import Picture, Sentence
from bot.notebook.closed import blocks_of
from bot.notebook.coded import by_theme
from bot.notebook.context import Rubric, Shared
from bot.notebook.corpus import distinct
from bot.notebook.desk import Desk
from bot.notebook.participation import picture
from bot.notebook.routes import RUBRICS, home_of, rubric_of


def shared(desk: Desk) -> Shared:
    """The four parts, always the same."""
    people = _people(desk)
    parts = tuple(_rubric(desk, n, name) for n, name in enumerate(RUBRICS, 1))
    return Shared(parts, desk.words("shared.rule", n=QUOTED), by_theme(desk), people)


def _people(desk: Desk) -> Picture | None:
    """How many people each of the four rests on."""
    if not desk.corpus.people:
        return None
    rows = [
        (desk.words(f"rubric.{name}"), len(distinct(e for _, q in asked(desk, name) for e in desk.corpus.at(q.key))))
        for name in RUBRICS
    ]
    return picture(desk, "rubrics", "rubric", rows)


def asked(desk: Desk, name: str) -> list[tuple[Step, Question]]:
    """The questions in words that feed a rubric."""
    return [
        (step, question)
        for step, question in desk.script.walk()
        if rubric_of(step) == name and isinstance(question.accepts, FreeText | Proposals)
    ]


def _rubric(desk: Desk, n: int, name: str) -> Rubric:
    number = f"5.{n}"
    steps = [step for step in desk.script.steps if home_of(step) == number]
    # What stands in full in a section of its own (germs, obstacles) is counted here, and pointed at.
    others = [step for step in desk.script.steps if rubric_of(step) == name and home_of(step) in {"8", "13"}]
    absence: Sentence | None = None
    if not steps and not others:
        absence = desk.say(f"rubric.{name}.not_asked", desk.section("A.1"))
    elif not any(
        desk.corpus.at(q.key) or desk.corpus.taken(q.key) for step in (*steps, *others) for q in step.questions
    ):
        absence = desk.say(f"rubric.{name}.none", desk.step((*steps, *others)[0]))
    blocks = [
        block
        for step in sorted((*steps, *others), key=lambda step: desk.script.position(step.id))
        for block in blocks_of(desk, step, elsewhere=home_of(step) if step in others else "")
    ]
    return Rubric(number, desk.words(f"rubric.{name}"), desk.section(number).anchor, tuple(blocks), absence)
