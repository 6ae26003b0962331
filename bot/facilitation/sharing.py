"""What people see of what others said, at a gate or as a day opens: pure, over the records as they are stored.

Not here: where the records come from (`conduct` asks the store, a rehearsal remembers them), what later steps show of
them (`gathering`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Final

from bot.engine import consent_rounds, course
from bot.engine.effects import Standing
from bot.engine.events import ContributionId, Shared
from bot.engine.follow_ups import PROBE_ASKED, PROBE_ASKED_AGAIN
from bot.engine.group import Group
from bot.engine.order import drawn
from bot.engine.probes import is_dont_know
from bot.engine.reading import is_only_emoji
from bot.engine.run import Run
from bot.engine.script import YES, Choice, FreeText, Key, Keywords, Script, Step, StepId, StepKind, Visibility
from bot.facilitation.records import Contribution

SHARED_A_STEP: Final = 40
"""How many contributions of a step travel to the others' screens, drawn by lot: each person is shown a few of them."""


def shared_steps(script: Script, gate: StepId) -> frozenset[StepId]:
    """The steps behind the gate whose answers the group sees as it goes on; none at the opening (empty gate).

    What was said in a debate is shown by its own second part.
    """
    if not gate:
        return frozenset()
    behind = script.stretch(script.stretch_of(gate) - 1)
    return frozenset(step.id for step in behind if _is_shared(step))


def ending_rounds(script: Script, group: Group) -> frozenset[StepId]:
    """The rounds of objections that end with the session, whose outcome everybody is told."""
    last = len(script.gates())
    return _rounds_in(script, range(last if group.schedule is None else group.closed, last + 1))


def rounds_shut(script: Script, before: Group, group: Group) -> frozenset[StepId]:
    """Over days, the rounds of objections that are over now and were not before; live, their gate tells them."""
    if before.schedule is None or group.schedule is None:
        return frozenset()
    return _rounds_in(script, range(before.closed, group.closed))


def _rounds_in(script: Script, stretches: range) -> frozenset[StepId]:
    steps = (step for number in stretches for step in script.stretch(number))
    return frozenset(step.id for step in steps if step.kind is StepKind.CONSENT_ROUND)


def untold_steps(script: Script, run: Run, group: Group) -> frozenset[StepId]:
    """The steps that are over in an asynchronous session, and whose answers this person may see and has not been shown.

    One answers before one sees: what may still be caught up with is not shown before that.
    """
    over = (step for number in range(course.over(script, group)) for step in script.stretch(number))
    return frozenset(
        step.id
        for step in over
        if _is_shared(step)
        and step.id not in run.told
        and (course.answered(step, run, group) or not course.may_catch_up(script, group, step))
    )


def _is_shared(step: Step) -> bool:
    # What came out of a round of objections is told like any vote; whether its texts are is the author's word.
    return step.kind is StepKind.CONSENT_ROUND or (
        step.visibility is Visibility.ANONYMOUS and step.kind is not StepKind.DEBATE
    )


def shared_of(
    script: Script, group: Group, steps: Collection[StepId], contributions: Iterable[Contribution]
) -> tuple[Shared, ...]:
    """What these steps let others see: kept, not withheld, not superseded.

    Of texts some are drawn; options chosen all travel, since they are counted. What says nothing by itself (« jsp »,
    emoji alone) gives way to what its author said when asked again, if anything.
    """
    standing = [one for one in contributions if not one.superseded and one.standing is Standing.KEPT]
    again = {(one.participant, one.key): one.text for one in standing}
    by_key: dict[Key, list[Shared]] = {}
    rounds = [step for step in script.steps if step.id in steps and step.kind is StepKind.CONSENT_ROUND]
    told = {key: step for step in script.steps if step.id in steps and step not in rounds for key in _told_keys(step)}
    for one in standing:
        if one.key not in told:
            continue
        form = script.question(one.key).accepts
        if isinstance(form, Keywords | Choice) and not one.codes:
            continue
        text = one.text
        if isinstance(form, FreeText) and not one.codes and _says_nothing(script, text):
            said = (again.get((one.participant, f"{one.key}.{name}")) for name in (PROBE_ASKED, PROBE_ASKED_AGAIN))
            text = next((answer for answer in said if answer), "")
        if text:
            codes = one.codes if isinstance(form, Choice) else ()
            by_key.setdefault(one.key, []).append(Shared(one.key, text, one.participant, codes))
    found = tuple(
        shared
        for key, all_of_it in by_key.items()
        for shared in drawn(all_of_it, lambda one: f"{one.author}{one.text}", group.seed, "shared", key)[
            : None if isinstance(script.question(key).accepts, Choice) else SHARED_A_STEP
        ]
    )
    return found + _of_rounds(rounds, standing)


def _told_keys(step: Step) -> tuple[Key, ...]:
    """The questions of a step whose answers the group sees: the first; of an open question, those that follow it too.

    « Pour qui cela serait-il mieux ? » and « moins bien ? » are one step: to show one side alone would plead for it.
    """
    follows = step.questions[1:] if step.kind is StepKind.OPEN_QUESTION else ()
    return (step.id, *(question.key for question in follows if isinstance(question.accepts, FreeText)))


def _of_rounds(rounds: Collection[Step], standing: Collection[Contribution]) -> tuple[Shared, ...]:
    """The answers that tell what rounds of objections give. Where nobody objected, the first part has told all."""
    first = {step.id for step in rounds if not step.of}
    objected = {one.key for one in standing if YES in one.codes}
    told = [step for step in rounds if not step.of or step.of in first or step.of in objected]
    keys = {key for step in told for key in consent_rounds.told_keys(step)}
    private = {step.id for step in rounds if step.visibility is not Visibility.ANONYMOUS}
    texts = {f"{step.id}.{consent_rounds.OBJECTION}" for step in rounds if step.id not in private}
    return tuple(
        Shared(one.key, one.text if one.key in texts else "", one.participant, one.codes)
        for one in standing
        if one.key in keys and (one.codes or (one.key in texts and one.text))
    )


def still_pinned(group: Group, contributions: Iterable[Contribution]) -> tuple[ContributionId, ...]:
    """Of what facilitators pinned, what its author has neither changed nor taken back, and nobody set aside."""
    standing = {one.id for one in contributions if not one.superseded and one.standing is Standing.KEPT}
    return tuple(pin.contribution for pin in group.pinned if pin.contribution in standing)


def _says_nothing(script: Script, text: str) -> bool:
    return is_only_emoji(text) or is_dont_know(text, script.lexicon)
