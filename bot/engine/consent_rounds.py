"""What the group is told of a round of objections: who objects, by number, what the objections are, what it gives.

Told as each part of the round is over: first the objections, then, once it was asked whether they are lifted, the
outcome. Pure. Not here: the outcome's rule (`voting.consent`), which answers travel (`facilitation.sharing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bot.engine import course
from bot.engine.events import ParticipantId, Shared
from bot.engine.group import Group, SessionStatus
from bot.engine.order import drawn
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.prompts import Block, Card, Quote, Said
from bot.engine.run import Run
from bot.engine.script import NO, YES, Key, Script, Step, StepId, StepKind
from bot.engine.voting.consent import Consent, ConsentCount, Outcome, consent

LIFTED: Final = "levee"
"""The part of the step that asks whether an objection is lifted."""
OBJECTION: Final = "laquelle"
"""The follow-up that asks what the objection is."""
COUNTED_FROM: Final = 3
"""Under that many answers, a number would say who objected."""
SHOWN_AT_MOST: Final = 5
"""Objections on one card: a phone's screen."""


def round_of(step: Step) -> StepId:
    """The round that a step is part of."""
    return step.of or step.id


def told_keys(step: Step) -> frozenset[Key]:
    """What has to be known to tell a part that is over; the objections themselves are told with the first one."""
    whole = round_of(step)
    return frozenset({whole, f"{whole}.{LIFTED}"} if step.of else {whole, f"{whole}.{OBJECTION}"})


def stance(said: Sequence[str], later: Sequence[str]) -> Consent | None:
    """Where somebody stands, from the options chosen in each part; who says nothing of the amendment still objects."""
    if NO in said:
        return Consent.NONE
    if YES not in said:
        return None
    return Consent.LIFTED if YES in later else Consent.STANDS


def result_cards(script: Script, group: Group, shared: Iterable[Shared]) -> list[Card]:
    """What anybody may be told, one card a round: numbers, and the outcome once it is known."""
    cards = []
    for step, said in _rounds(script, shared):
        told = _told(script, group, step, said)
        if told:
            cards.append(Card(tuple(Said(notice) for notice in told)))
    return cards


def cards_for(script: Script, run: Run, group: Group, shared: Iterable[Shared]) -> list[Card]:
    """The same for one person, with the others' objections, in their words and an order drawn for her."""
    cards = []
    for step, said in _rounds(script, shared):
        theirs = {one.text for one in said if one.key.endswith(f".{OBJECTION}") and one.author != run.participant}
        some = drawn(theirs, str, group.seed, run.participant, "objections", step.id)[:SHOWN_AT_MOST]
        told = _told(script, group, step, said) or ([say(Phrase.SHARED, title=step.title)] if some else [])
        blocks: list[Block] = [Said(notice) for notice in told]
        if blocks:
            cards.append(Card((*blocks, *(Quote(text) for text in some))))
    return cards


def _rounds(script: Script, shared: Iterable[Shared]) -> list[tuple[Step, list[Shared]]]:
    by_round: dict[StepId, list[Shared]] = {}
    for one in shared:
        step = script.step_of(one.key)
        if step.kind is StepKind.CONSENT_ROUND:
            by_round.setdefault(round_of(step), []).append(one)
    return [(step, by_round[step.id]) for step in script.steps if step.id in by_round]


def _told(script: Script, group: Group, step: Step, said: Sequence[Shared]) -> list[Notice]:
    """The numbers, if enough people answered: which of these three things is true, and of the last one, why."""
    counted = _counted(step, said)
    decided = _is_decided(script, group, step)
    if counted.people < COUNTED_FROM:
        few = say(Phrase.CONSENT_FEW, title=step.title, least=COUNTED_FROM)
        return [few] if decided else []
    heading = say(Phrase.CONSENT_RESULT, title=step.title, people=counted.people)
    objected = counted.lifted + counted.standing
    if objected and not decided:
        return [heading, say(Phrase.CONSENT_RAISED, objected=objected)]
    outcomes: Mapping[Outcome, Notice] = {
        Outcome.ADOPTED: say(Phrase.CONSENT_ADOPTED),
        Outcome.AMENDED: say(Phrase.CONSENT_AMENDED, objected=objected),
        Outcome.OBJECTED: say(
            Phrase.CONSENT_OBJECTED, objected=objected, lifted=counted.lifted, standing=counted.standing
        ),
    }
    return [heading, outcomes[counted.outcome]]


def _counted(step: Step, said: Sequence[Shared]) -> ConsentCount:
    chosen: dict[Key, dict[ParticipantId, tuple[str, ...]]] = {step.id: {}, f"{step.id}.{LIFTED}": {}}
    for one in said:
        if one.key in chosen:
            chosen[one.key][one.author] = one.codes
    later = chosen[f"{step.id}.{LIFTED}"]
    stances = (stance(codes, later.get(who, ())) for who, codes in chosen[step.id].items())
    return consent(one for one in stances if one is not None)


def _is_decided(script: Script, group: Group, step: Step) -> bool:
    """Whether the last part is over."""
    last = script.stretch_of(f"{step.id}.{LIFTED}")
    return group.status is SessionStatus.CLOSED or course.over(script, group) > last
