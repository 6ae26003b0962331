"""What facilitators bring back before the group: a contribution pinned, a step reopened.

Pure functions from a group to a group and what is to be done. Not here: what a person may do at a reopened step
(`course`, `participant`), what happens when the group goes on (`session`).
"""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from bot.engine import course
from bot.engine.effects import ReopenStep, TellParticipants
from bot.engine.events import ContributionPinned
from bot.engine.group import Group, Pin, SessionStatus
from bot.engine.phrases import Phrase, say
from bot.engine.rhythm import Moved
from bot.engine.script import Agreement, Ballot, FreeText, Keep, Proposals, Script, Step, StepId, Threshold


def pin(group: Group, event: ContributionPinned, now: datetime) -> Moved:
    """Show a contribution to everybody, without its author; or say of one that it is, or is not, a minority's.

    Over days nobody is written to between two messages: it is read with the next one (`bridge`).
    """
    if group.status is not SessionStatus.OPEN:
        return group, ()
    if any(one.contribution == event.contribution for one in group.pinned):
        judged = (
            replace(one, minority=event.minority) if one.contribution == event.contribution else one
            for one in group.pinned
        )
        return replace(group, pinned=tuple(judged)), ()
    new = Pin(event.contribution, event.author, event.minority)
    if group.schedule is not None:
        day = group.schedule.day_on(now)
        new = replace(new, step=event.step, text=event.text, signed=event.signed, day=day)
        return replace(group, pinned=(*group.pinned, new)), ()
    notice = say(Phrase.PINNED, title=event.title, text=event.text)
    return replace(group, pinned=(*group.pinned, new)), (TellParticipants(group.active, notice),)


def unpin(group: Group, contribution: str) -> Group:
    """It is put forward no more. Who has read it has read it."""
    return replace(group, pinned=tuple(one for one in group.pinned if one.contribution != contribution))


def at_hand(script: Script, group: Group) -> Step:
    """The step that a question for discussion belongs to now: the last of the stretch that is answered in words.

    Else the last that asks anything, else the last of all.
    """
    stretch = min(course.over(script, group), script.stretch_of(script.steps[-1].id))
    found = [step for step in script.steps if script.stretch_of(step.id) == stretch and not step.of]
    asking = [step for step in found if step.questions] or found
    in_words = [one for one in asking if any(isinstance(q.accepts, FreeText | Proposals) for q in one.questions)]
    return (in_words or asking)[-1]


def reopenable(script: Script, group: Group) -> tuple[Step, ...]:
    """The steps that are over and may be answered again.

    None whose answers went into a vote: what has been voted on stays as it was read, and once a result is known another
    round is held instead.
    """
    if group.status is not SessionStatus.OPEN:
        return ()
    over = course.over(script, group)
    revealed = max((script.stretch_of(step) for step in group.results), default=-1)
    on_ballot = {ballot.pool for step in group.ballots if (ballot := script.step(step).ballot) is not None}
    found = []
    for step in script.steps:
        late = revealed < script.stretch_of(step.id) < over
        if late and not step.always and not step.of and step.id not in group.reopened and _may_change(step, on_ballot):
            found.append(step)
    return tuple(found)


def _may_change(step: Step, on_ballot: set[str]) -> bool:
    forms = [question.accepts for question in step.questions]
    voted = {form.pool for form in forms if isinstance(form, FreeText | Proposals)} & on_ballot
    return (
        bool(forms) and not voted and not any(isinstance(form, Agreement | Threshold | Ballot | Keep) for form in forms)
    )


def reopen(script: Script, group: Group, step: StepId) -> Moved:
    """Let everybody answer a step again, until the group goes on."""
    if step not in {one.id for one in reopenable(script, group)}:
        return group, ()
    group = replace(group, reopened=(*group.reopened, step), epoch=group.epoch + 1)
    return group, (ReopenStep(group.active, step),)
