"""Where a person is and what comes next: pure reading of a script, a run and the group's state."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from bot.engine.choices import listed, numbers
from bot.engine.conditions import holds
from bot.engine.group import Group, SessionStatus
from bot.engine.prompts import Progress
from bot.engine.run import Given, Run
from bot.engine.script import (
    Agreement,
    Ballot,
    Keep,
    Key,
    Moment,
    Pick,
    Proposals,
    Question,
    Script,
    Step,
    StepId,
    Threshold,
)

END: StepId = "end"
"""The gate that stands for having done everything."""


class NextQuestion(msgspec.Struct, frozen=True):
    """The next thing to ask."""

    key: Key


class NextGate(msgspec.Struct, frozen=True):
    """Nothing to ask before that gate opens (`end`: nothing at all)."""

    gate: StepId


class NextDay(msgspec.Struct, frozen=True):
    """Nothing to ask before the day of that step."""

    step: StepId


class Route(msgspec.Struct, frozen=True):
    """Where to go, and the steps passed over on the way because the group has left them."""

    to: NextQuestion | NextGate | NextDay
    missed: tuple[StepId, ...] = ()


def codes(run: Run) -> dict[Key, tuple[str, ...]]:
    """The option codes a person has given, for conditions."""
    return {key: given.codes for key, given in run.answers.items() if not given.passed}


def asked_of(step: Step, run: Run, group: Group) -> Iterator[Question]:
    """The questions of a step that this person is asked, in order: none before there is what they show."""
    if step.moment is not Moment.IN_TURN or not group.worked_out.keys() >= set(step.needs):
        return
    if step.shows is not None and not listed(step.shows, run, group):
        return
    for question in step.questions:
        if _has_a_point(step, question, run, group) and (not question.when or holds(question.when, codes(run))):
            yield question


def _has_a_point(step: Step, question: Question, run: Run, group: Group) -> bool:
    """Whether there is a ballot for this person, something to pick, an item to have reservations on, one more card."""
    if run.abstains and isinstance(question.accepts, Ballot):
        return False
    if isinstance(question.accepts, Pick) and not numbers(question.accepts, run, group):
        return False
    if isinstance(question.accepts, Keep) and len(listed(question.accepts.source, run, group)) < 2:
        # One idea goes on by itself.
        return False
    if question.reservation_on and question.reservation_on not in run.reservations:
        return False
    if question.key == step.another:
        card = run.answers.get(step.id)
        room = len(run.cards.get(step.id, ())) + 1 < step.repeats
        return room and card is not None and not card.passed
    return True


def group_stretch(script: Script, group: Group) -> int:
    """The stretch the group is in: how many gates have opened."""
    return sum(1 for gate in script.gates() if gate in group.opened_gates)


def next_gate(script: Script, group: Group) -> StepId:
    """The gate everybody works towards; `end` when none is left."""
    return next((gate for gate in script.gates() if gate not in group.opened_gates), END)


def over(script: Script, group: Group) -> int:
    """The stretches before that number are over for everybody."""
    return group_stretch(script, group) if group.schedule is None else group.closed


def own_stretch(script: Script, run: Run) -> int:
    """The stretch this person is in: how many gates they have gone through."""
    if run.place == END:
        return len(script.gates())
    step = script.step_of(run.place)
    return script.stretch_of(step.id) - (1 if run.at_gate and step.gate is not None else 0)


def has_come(script: Script, run: Run, group: Group, step: Step) -> bool:
    """Whether the day of the step has opened for this person; live, there are no days."""
    return group.schedule is None or step.always or script.day_of(step.id, group.schedule.length) <= run.day


def is_frozen(script: Script, run: Run, group: Group, step_id: StepId) -> bool:
    """Whether the step is over, or this person has gone through a gate behind it: its answers stay as they are."""
    return script.stretch_of(step_id) < _frozen_before(script, run, group) and not is_reopened(group, step_id)


def is_reopened(group: Group, step_id: StepId) -> bool:
    """Whether facilitators went back to a step that was over."""
    return step_id in group.reopened and group.status is SessionStatus.OPEN


def _frozen_before(script: Script, run: Run, group: Group) -> int:
    """The answers of the stretches before that number stay as they are, for this person."""
    if group.status is SessionStatus.CLOSED:
        return len(script.gates()) + 1
    return max(over(script, group), own_stretch(script, run) if run.place else 0)


def before(script: Script, step_id: StepId) -> Key:
    """The last question that stands before the step; empty if none does."""
    end = len(script.steps) if step_id == END else script.position(step_id)
    keys = [question.key for step in script.steps[:end] for question in step.questions]
    return keys[-1] if keys else ""


def is_vote_open(group: Group, step_id: StepId) -> bool:
    """Whether ballots of that step still count."""
    return step_id in group.ballots and step_id not in group.results and step_id not in group.closing


def may_catch_up(script: Script, group: Group, step: Step) -> bool:
    """Whether someone who missed the step may still answer it: until a vote has opened, or the session has closed."""
    may = step.catch_up and not group.ballots and group.status is not SessionStatus.CLOSED
    return may or is_reopened(group, step.id)


def onward(script: Script, run: Run, group: Group, after: Key) -> Route:
    """What comes after the question `after` (empty: from the start)."""
    here = script.step_of(after).id if after else ""
    passed_here = not after
    stretch = over(script, group)
    missed: list[StepId] = []
    for step in script.steps[script.position(here) if here else 0 :]:
        left = script.stretch_of(step.id) < stretch and not step.always
        if step.id == here and left:
            # What else the step would have asked is over with it.
            passed_here = True
            continue
        if step.id != here:
            if step.gate is not None and step.id not in group.opened_gates:
                return Route(NextGate(step.id), tuple(missed))
            if left:
                if not answered(step, run, group):
                    missed.append(step.id)
                continue
        for question in asked_of(step, run, group):
            if passed_here or step.id != here:
                if not _is_empty_ballot(step, question, group):
                    come = has_come(script, run, group, step)
                    return Route(NextQuestion(question.key) if come else NextDay(step.id), tuple(missed))
            elif question.key == after:
                passed_here = True
        passed_here = True
    return Route(NextGate(END), tuple(missed))


def _is_empty_ballot(step: Step, question: Question, group: Group) -> bool:
    return isinstance(question.accepts, Ballot) and not is_vote_open(group, step.id)


def next_in_step(script: Script, run: Run, group: Group, after: Key) -> Key:
    """The next question of the same step, empty if none."""
    found = False
    for question in asked_of(script.step_of(after), run, group):
        if found:
            return question.key
        found = question.key == after
    return ""


def answered(step: Step, run: Run, group: Group) -> bool:
    """Whether the person has answered, or passed, the first question that the step asks of them, if it asks any.

    A vote with nothing to vote on asks nothing: nobody missed the support round of a group of few ideas.
    """
    first = next(asked_of(step, run, group), None)
    if first is None:
        return True
    if isinstance(first.accepts, Proposals):
        return bool(run.ideas.get(step.id)) or first.key in run.answers
    if isinstance(first.accepts, Ballot):
        return step.id not in group.ballots or step.id in run.votes or step.id in run.voted
    return first.key in run.answers


def more_cards(script: Script, run: Run, group: Group) -> tuple[Step, ...]:
    """The steps of which this person may still fill in one more card, for as long as the group has not gone on."""
    return tuple(
        step
        for step in script.steps
        if step.another
        and not is_frozen(script, run, group, step.id)
        and has_come(script, run, group, step)
        and any(question.key == step.another for question in asked_of(step, run, group))
    )


def previous(script: Script, run: Run, group: Group, before: Key, *, from_gate: StepId = "") -> Key:
    """The question before, as far back as answers may still change; empty if there is none.

    `from_gate`: the person rests at that gate, so that the last question before it is meant.
    """
    frozen = _frozen_before(script, run, group)
    if not from_gate:
        here = script.step_of(before)
        # By their places: a question on the screen may be asked no more, its condition gone with an answer set aside.
        places = {question.key: place for place, question in enumerate(here.questions)}
        earlier = [one for one in asked_of(here, run, group) if places[one.key] < places[before]]
        found = "" if script.stretch_of(here.id) < frozen else _last_changeable(here, earlier, group)
        if found:
            return found
        from_gate = here.id
    end = len(script.steps) if from_gate == END else script.position(from_gate)
    for step in reversed(script.steps[:end]):
        # What lies before a stretch that is over is over too.
        if script.stretch_of(step.id) < frozen:
            break
        found = _last_changeable(step, list(asked_of(step, run, group)), group)
        if found:
            return found
    return ""


def _last_changeable(step: Step, questions: Sequence[Question], group: Group) -> Key:
    """The last of these questions of a step that one may go back to; empty if there is none."""
    for question in reversed(questions):
        if not isinstance(question.accepts, Agreement | Threshold) and not _is_empty_ballot(step, question, group):
            return question.key
    return ""


def progress(script: Script, key: Key) -> Progress | None:
    """« Question 3 sur 8 », with the minutes from here to the end; None for what is not counted."""
    here = script.step_of(key)
    whole = script.step(here.authored)
    if not whole.counted:
        return None
    left = script.steps[script.position(here.id) :]
    minutes = sum(step.minutes for step in left if step.moment is Moment.IN_TURN)
    return Progress(script.counted.index(whole) + 1, len(script.counted), minutes)


def changeable(script: Script, run: Run, group: Group) -> Iterator[tuple[Step, Question, Given, bool]]:
    """Every answer given, in order, and whether it may still be changed."""
    frozen = _frozen_before(script, run, group)
    for step, question in script.walk():
        given = run.answers.get(question.key)
        if given is None or isinstance(question.accepts, Agreement | Threshold | Ballot):
            continue
        missed = step.id in run.missed and may_catch_up(script, group, step)
        open_to_change = missed or script.stretch_of(step.id) >= frozen or is_reopened(group, step.id)
        yield step, question, given, open_to_change
