"""Read steps: what every kind has in common, and how one written step becomes the steps that the engine plays.

To add a kind made of existing answer forms, write its function in `kinds` or `group_kinds` and enter it in `KINDS`. Not
here: whether references lead anywhere (`check_structure`), nor gates (`check_flow`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec.structs import replace

from bot.authoring import group_kinds, kinds, round_kinds, vote_kinds
from bot.authoring.allowances import read_allowances
from bot.authoring.drafts import DraftStep
from bot.authoring.fields import Fields, Notes
from bot.authoring.nodes import Entry, Node, Table
from bot.authoring.questions import Body, read_follow_ups, read_gate
from bot.authoring.timing import read_day
from bot.engine.script import Question, Step, StepKind, Threshold, Visibility
from bot.engine.values import MOST_DIVISIVE, WORKED_OUT
from bot.saying import did_you_mean, quoted, say

_SHOWN_VALUE: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def read_step(node: Node, position: int, notes: Notes) -> list[DraftStep]:
    """One item of `steps`, as the parts it is played in; none if its kind is not known."""
    if not isinstance(node, Table) or len(node.entries) != 1:
        finding = say("Step {position} does not begin with its kind.", position=position)
        remedy = say("Write `- kind:` and its keys one indentation deeper. Kinds: {kinds}.", kinds=tuple(KINDS))
        notes.findings.add(node.at, "S103", finding, remedy)
        return []
    (entry,) = node.entries.values()
    kind = entry.key.text
    if kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, say("Kinds"))
        notes.findings.add(entry.key.at, "S103", say("{kind} is not a kind of step.", kind=quoted(kind)), remedy)
        return []
    return _read(StepKind(kind), entry, notes)


def _read(kind: StepKind, entry: Entry, notes: Notes) -> list[DraftStep]:
    fields = Fields(entry.value, say("this {kind} step", kind=kind), notes)
    fields.at = entry.key.at  # what is missing in a step is missing where the step begins
    step_id, id_at = fields.identifier()
    if step_id:
        fields.what = say('step "{id}"', id=step_id)
    with fields.showing(*WORKED_OUT):
        title = fields.text("title", required=True)
        phase = fields.scalar("phase")
        minutes = fields.integer("minutes", least=0, most=600)
        if minutes is None and fields.node("minutes") is None:
            fields.missing("minutes", say("Add how many minutes it takes live: `minutes: 5`."))
        intro = fields.texts("intro")
        body = KINDS[kind](fields, step_id)
        # A welcome asks nothing: `then` is reported as unknown there.
        if not any(isinstance(draft.question.accepts, Threshold) for draft in body.questions):
            read_follow_ups(fields, step_id, body)
        if kind is StepKind.CARD:
            kinds.ask_for_another(fields, step_id, body)
    intro = (*intro, *body.intro)
    questions = tuple(draft.question for draft in body.questions)
    secret = kind in VOTES
    # A vote's answers are nobody's to see before the close, so it has one visibility only.
    day, days = read_day(fields)
    visible = ("at_close",) if secret else ("private", "anonymous")
    if kind is StepKind.ROUNDS:
        # Each round shows its own list, to its own team.
        visible = ("private",)
    entering = kind in (StepKind.WELCOME, StepKind.CONSENT, StepKind.PROFILE)
    # What the group does at one moment cannot be caught up with.
    together = secret or kind in (StepKind.CONSENT_ROUND, StepKind.SHARE, StepKind.DEBATE, StepKind.ROUNDS)
    in_parts = sum(part.minutes for part in body.parts)
    if in_parts and in_parts > (minutes or 0):
        finding = say(
            "The parts of {what} take {in_parts} minutes and the whole {minutes}.",
            what=fields.what,
            in_parts=in_parts,
            minutes=minutes or 0,
        )
        fields.issue(fields.place("minutes"), "S122", finding)
    step = Step(
        id=step_id,
        kind=kind,
        title=title,
        phase=phase.text if phase is not None else "",
        minutes=max((minutes or 0) - in_parts, 0),
        questions=questions,
        intro=intro,
        day=day,
        days=days,
        gate=read_gate(fields),
        visibility=Visibility(fields.one_of("visibility", visible, visible[0])),
        rubrics=tuple(scalar.text.strip() for scalar in fields.words("rubrics")),
        data=fields.prose("data"),
        note=fields.prose("note"),
        rule=fields.prose("rule"),
        always=entering,
        catch_up=False if entering or together else fields.yes_no("catch_up", default=True),
        needs=_needs((*intro, *body.traits.get("extracts", ())), questions, notes),
    )
    read_allowances(fields, entry.key.at)
    step = replace(step, **body.traits)
    if kind is StepKind.DEBATE:
        # Its own fallback takes the place of an horizon that divides.
        step = replace(step, needs=tuple(name for name in step.needs if name != MOST_DIVISIVE))
    gate_at = fields.place("gate")
    drafts = [
        DraftStep(
            step,
            entry.key.at,
            id_at,
            tuple(body.questions),
            gate_at,
            phase,
            body.pool,
            fields.place("day"),
            tuple(body.references),
        )
    ]
    for part in body.parts:
        asked = tuple(draft.question for draft in part.questions)
        whole = replace(
            step,
            id=f"{step_id}.{part.suffix}",
            of=step_id,
            minutes=part.minutes,
            questions=asked,
            gate=part.gate,
            catch_up=False,
            needs=_needs(part.traits.get("intro", ()), asked, notes),
            **{"intro": (), **part.traits},
        )
        drafts.append(DraftStep(whole, entry.key.at, id_at, tuple(part.questions), part.gate_at, phase, body.pool))
    fields.done()
    return drafts


def _needs(texts: Iterable[str], questions: Iterable[Question], notes: Notes) -> tuple[str, ...]:
    """The values that these texts show and that the session has only later: worked out, or given by facilitators."""
    shown = list(texts)
    for question in questions:
        shown += [question.text, question.hint, *(probe.text for probe in question.own_probes)]
        shown += [option.label for option in getattr(question.accepts, "options", ())]
        shown += getattr(question.accepts, "explanation", ())
    names = (name for text in shown for name in _SHOWN_VALUE.findall(text))
    return tuple(dict.fromkeys(name for name in names if name in WORKED_OUT | notes.later))


VOTES: Final = frozenset(
    {
        StepKind.MAJORITY_VOTE,
        StepKind.SECOND_ROUND,
        StepKind.APPROVAL_VOTE,
        StepKind.RANKING_VOTE,
        StepKind.STATEMENTS,
        StepKind.POINTS,
    }
)
"""Kinds of which nothing is shown before their close."""

KINDS: Final[Mapping[str, Callable[[Fields, str], Body]]] = {
    StepKind.WELCOME.value: kinds.welcome,
    StepKind.CONSENT.value: kinds.consent,
    StepKind.PROFILE.value: kinds.profile,
    StepKind.KEYWORDS.value: kinds.keywords,
    StepKind.OPEN_QUESTION.value: kinds.open_question,
    StepKind.CHOICE.value: kinds.choice,
    StepKind.SCALE.value: kinds.scale,
    StepKind.IDEAS.value: kinds.ideas,
    StepKind.SHARE.value: group_kinds.share,
    StepKind.MAJORITY_VOTE.value: group_kinds.majority_vote,
    StepKind.SECOND_ROUND.value: vote_kinds.second_round,
    StepKind.APPROVAL_VOTE.value: vote_kinds.approval_vote,
    StepKind.RANKING_VOTE.value: vote_kinds.ranking_vote,
    StepKind.STATEMENTS.value: vote_kinds.statements,
    StepKind.CONSENT_ROUND.value: vote_kinds.consent_round,
    StepKind.DEBATE.value: group_kinds.debate,
    StepKind.CARD.value: kinds.card,
    StepKind.POINTS.value: group_kinds.points,
    StepKind.ENGAGEMENT.value: kinds.engagement,
    StepKind.CROSS_READING.value: group_kinds.cross_reading,
    StepKind.ROUNDS.value: round_kinds.rounds,
    StepKind.EXTRACT.value: kinds.extract,
    StepKind.CLOSING.value: kinds.open_question,
    StepKind.RETURN.value: kinds.back_to_you,
    StepKind.TEAM_CARD.value: kinds.team_card,
    StepKind.MATCHING.value: group_kinds.matching,
}
"""Every kind of step that a script may open with."""
