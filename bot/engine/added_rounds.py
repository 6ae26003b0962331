"""A further round of a vote that its script does not foresee, which facilitators add while the session runs.

Pure. The session carries what was added (`Group.rounds`); the course that people follow is the script with it. Not
here: the ballot and what one is shown of the round before (`ballot_cards`), who may add one (`facilitation`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import replace

from bot.engine import second_rounds
from bot.engine.course import next_gate
from bot.engine.group import AddedRound, Group, SessionStatus
from bot.engine.rhythm import LEAVING
from bot.engine.script import Gate, GradedBallot, Question, Script, Step, StepId, StepKind

MOST: Final = 2
"""Rounds after a first vote, whoever asked for them."""


class _Words(msgspec.Struct, frozen=True):
    titles: tuple[str, ...]
    explanation: tuple[str, ...]


_WORDS: Final = {
    "fr": _Words(
        ("{title} : second tour", "{title} : troisième tour"),
        (
            "Le groupe vote à nouveau, sur les mêmes propositions, après avoir vu le résultat.",
            "Vous voyez les mentions que le groupe a données ; vous donnez la vôtre, la même ou une autre.",
            "Ce tour est compté comme le premier, et le résultat du premier est gardé.",
            "On montre combien de personnes ont changé de mention, jamais lesquelles.",
        ),
    ),
    "en": _Words(
        ("{title}: second round", "{title}: third round"),
        (
            "The group votes again, on the same proposals, having seen the result.",
            "You see the grades that the group gave; you give yours, the same or another.",
            "This round is counted like the first, and the first result is kept.",
            "The result shows how many people changed their grade, never who.",
        ),
    ),
}


def openable(script: Script, group: Group) -> tuple[Step, ...]:
    """The votes of which a further round may be added now.

    Counted, not settled by the round before, followed by no other round; two rounds after the first at most.
    """
    gate = next_gate(script, group)
    under_way = group.paused is not None or group.closing or group.pending_gate
    if group.status is not SessionStatus.OPEN or under_way or LEAVING in group.timers.get(gate, {}):
        return ()
    followed = {form.of for _, form in second_rounds.rounds_of(script)}
    return tuple(step for step in script.steps if step.id not in followed and _may_follow(script, group, step))


def _may_follow(script: Script, group: Group, step: Step) -> bool:
    form = step.ballot
    if not isinstance(form, GradedBallot) or second_rounds.held(script, step.id) >= MOST:
        return False
    return bool(second_rounds.items(script, group, replace(form, of=step.id)))


def next_round(script: Script, group: Group, of: StepId) -> AddedRound:
    """One more round of that vote, right after the stretch under way."""
    taken = {step.id for step in script.steps}
    number = next(n for n in range(2, len(taken) + 3) if f"tour{n}" not in taken)
    return AddedRound(f"tour{number}", of, next_gate(script, group))


def extended(script: Script, rounds: Iterable[AddedRound]) -> Script:
    """The script with these rounds, in each of its languages."""
    for one in rounds:
        translations = tuple(replace(spoken, steps=_steps(spoken, one)) for spoken in script.translations)
        script = replace(script, steps=_steps(script, one), translations=translations)
    return script


def _steps(script: Script, one: AddedRound) -> tuple[Step, ...]:
    """Its steps with the round before the gate that was the next one; at their end if there was none."""
    ids = [step.id for step in script.steps]
    place = ids.index(one.before) if one.before in ids else len(ids)
    return (*script.steps[:place], _round(script, one), *script.steps[place:])


def _round(script: Script, one: AddedRound) -> Step:
    vote = script.step(one.of)
    asked = next(question for question in vote.questions if isinstance(question.accepts, GradedBallot))
    words = _WORDS.get(script.language.partition("-")[0], _WORDS["en"])
    held = second_rounds.held(script, one.of)
    first = script.step(_first(script, one.of))
    form = replace(asked.accepts, of=one.of, explanation=words.explanation, arguments="")
    question = Question(one.id, asked.text, form, may_pass=asked.may_pass)
    title = words.titles[held].format(title=first.title)
    return replace(
        vote, id=one.id, kind=StepKind.SECOND_ROUND, title=title, questions=(question,), gate=Gate(), day=None, days=(),
        intro=(), note="",
    )  # fmt: skip


def _first(script: Script, vote: StepId) -> StepId:
    form = script.step(vote).ballot
    return _first(script, form.of) if isinstance(form, GradedBallot) and form.of else vote
