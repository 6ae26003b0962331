"""§ 10: rounds of objections. How many object, how many objections are lifted, and what that gives, in sentences.

Not here: the objections themselves, printed in full where the step's rubrics send them (`routes`).
"""

from __future__ import annotations

from bot.engine.consent_rounds import LIFTED, stance
from bot.engine.script import Step, StepKind
from bot.engine.voting.consent import ConsentCount, consent
from bot.notebook.blocks import Sentence
from bot.notebook.desk import Desk


def consents(desk: Desk) -> list[Sentence]:
    """A round after the other: what it was about, who answered, the outcome."""
    return [sentence for step in _steps(desk) for sentence in _one(desk, step, _counted(desk, step))]


def rounds(desk: Desk) -> list[tuple[Step, ConsentCount]]:
    """The rounds that enough people answered for their counts to be printed."""
    counted = [(step, _counted(desk, step)) for step in _steps(desk)]
    return [(step, one) for step, one in counted if one.people >= max(desk.material.small_count, 1)]


def _steps(desk: Desk) -> list[Step]:
    return [step for step in desk.script.steps if step.kind is StepKind.CONSENT_ROUND and not step.of]


def _counted(desk: Desk, step: Step) -> ConsentCount:
    later = desk.corpus.taken(f"{step.id}.{LIFTED}")
    answers = desk.corpus.taken(step.id).items()
    stances = (stance(one.codes, later[who].codes if who in later else ()) for who, one in answers)
    return consent(one for one in stances if one is not None)


def _one(desk: Desk, step: Step, counted: ConsentCount) -> list[Sentence]:
    at = desk.step(step)
    if not counted.people:
        return [desk.say("consent.nobody", at, title=step.title)]
    if counted.people < desk.material.small_count:
        least = desk.material.small_count
        return [desk.say("consent.too_few", at, n=counted.people, least=least, title=step.title)]
    objected = counted.lifted + counted.standing
    return [
        desk.say("consent.people", at, n=counted.people, title=step.title),
        desk.say("consent.objections", at, n=objected, lifted=counted.lifted),
        desk.say(f"consent.{_outcome(counted)}", at),
    ]


def _outcome(counted: ConsentCount) -> str:
    return counted.outcome.value
