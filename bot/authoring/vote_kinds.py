"""Kinds of step that are votes: approval, ranking, statements, a second round, consent.

Not here: majority judgement, points and support (`group_kinds`), the sentences of each rule (`rules`).
"""

from __future__ import annotations

from msgspec.structs import replace

from bot.authoring.drafts import DraftStep
from bot.authoring.fields import Fields
from bot.authoring.nodes import Scalar
from bot.authoring.questions import NO_OPTION, Body, Part, plain_question, read_gate, read_question
from bot.authoring.rules import rule
from bot.engine.consent_rounds import LIFTED, OBJECTION
from bot.engine.script import (
    NO,
    YES,
    ApprovalBallot,
    Choice,
    FreeText,
    Grade,
    GradedBallot,
    Option,
    RankingBallot,
    RankingMethod,
    StatementsBallot,
    StepId,
    StepKind,
)
from bot.saying import say


def approval_vote(fields: Fields, step_id: str) -> Body:
    """Every item that suits."""
    pool = fields.scalar("pool", required=True)
    most = fields.integer("at_most", least=1, most=40) or 0
    form = ApprovalBallot(pool.text if pool is not None else "", most, explained(fields, StepKind.APPROVAL_VOTE))
    return Body([read_question(fields, step_id, form)], pool)


def ranking_vote(fields: Fields, step_id: str) -> Body:
    """Items in order of preference."""
    pool = fields.scalar("pool", required=True)
    methods = tuple(method.value for method in RankingMethod)
    method = RankingMethod(fields.one_of("method", methods, RankingMethod.SCHULZE.value))
    form = RankingBallot(pool.text if pool is not None else "", method, explained(fields, StepKind.RANKING_VOTE))
    return Body([read_question(fields, step_id, form)], pool)


def statements(fields: Fields, step_id: str) -> Body:
    """Sentences to agree or disagree with, one at a time."""
    pool = fields.scalar("pool", required=True)
    options = [fields.option(key, required=True) or NO_OPTION for key in ("agree", "disagree", "no_opinion")]
    codes = [option.code for option in options if option.code]
    if len(set(codes)) < len(codes):
        fields.issue(
            fields.place("disagree"), "S115", say("Two answers of {what} have the same code.", what=fields.what)
        )
    agree, disagree, none = (Grade(option.code, option.label) for option in options)
    explanation = explained(fields, StepKind.STATEMENTS)
    form = StatementsBallot(pool.text if pool is not None else "", agree, disagree, none, explanation)
    return Body([read_question(fields, step_id, form)], pool)


def second_round(fields: Fields, step_id: str) -> Body:
    """The same vote again, one's own grade and the group's in view. The grades are the first round's: see `settle`."""
    of = fields.scalar("of", required=True) or Scalar(fields.at, "", True, 0, 0)
    arguments = fields.scalar("arguments")
    body = Body([])
    body.references.append((of, "graded vote"))
    if arguments is not None:
        body.references.append((arguments, "debate"))
    form = GradedBallot(
        "",
        (),
        Grade("", ""),
        explained(fields, StepKind.SECOND_ROUND),
        of=of.text,
        arguments=arguments.text if arguments is not None else "",
    )
    body.questions.append(read_question(fields, step_id, form))
    return body


def consent_round(fields: Fields, step_id: str) -> Body:
    """A proposal, what is not clear in it, an objection if there is one; later, whether the amendment lifts it."""
    proposal = fields.text("proposal", required=True)
    clarify, said = f"{step_id}.precision", f"{step_id}.{OBJECTION}"
    options = _yes_no(fields, (NO, YES))
    body = Body([read_question(fields, step_id, Choice(options))])
    body.intro = (proposal, *explained(fields, StepKind.CONSENT_ROUND))
    if fields.node("clarify") is not None:
        # Before the objection: one does not object to what one has not understood.
        body.questions.insert(0, plain_question(fields, clarify, "clarify", FreeText(options[:1], gathers=False)))
    objects = f"{step_id} == '{YES}'"
    asked = plain_question(fields, said, "objection", FreeText(gathers=False))
    asked.question = replace(asked.question, when=objects)
    body.questions.append(asked)
    node = fields.node("lifted")
    if node is None:
        fields.missing("lifted", say("Add `lifted: {gate: {…}, intro: …, ask: …, buttons: {oui: Oui, non: Non}}`."))
        return body
    inner = Fields(node, say("`{key}` of {what}", key="lifted", what=fields.what), fields.notes)
    minutes = inner.integer("minutes", least=0, most=600, default=0) or 0
    intro = inner.texts("intro")
    lifted = plain_question(inner, f"{step_id}.{LIFTED}", "ask", Choice(_yes_no(inner, (YES, NO))))
    lifted.question = replace(lifted.question, when=objects)
    part = Part(LIFTED, read_gate(inner), inner.place("gate"), minutes, [lifted], {"intro": intro})
    if part.gate is None:
        inner.missing("gate", say("Add `gate: {…}`: what is amended is amended once everybody's objections are there."))
    inner.done()
    body.parts.append(part)
    return body


def _yes_no(fields: Fields, order: tuple[str, str]) -> tuple[Option, ...]:
    options = fields.options("buttons", required=True)
    if options and tuple(option.code for option in options) != order:
        finding = say("The buttons of {what} are not {codes}, in that order.", what=fields.what, codes=order)
        fields.issue(fields.place("buttons"), "S119", finding)
    return options


def settle_rounds(steps: list[DraftStep]) -> None:
    """Give each second round the grades and the pool of the vote before it, now that every step is read."""
    forms: dict[StepId, GradedBallot] = {}
    for draft in steps:
        form = draft.step.ballot
        if not isinstance(form, GradedBallot):
            continue
        before = forms.get(form.of)
        if before is not None:
            form = replace(before, explanation=form.explanation, of=form.of, arguments=form.arguments)
            questions = (replace(draft.questions[0].question, accepts=form), *draft.step.questions[1:])
            draft.step = replace(draft.step, questions=questions)
            draft.questions[0].question = questions[0]
        forms[draft.step.id] = form


def explained(fields: Fields, kind: StepKind) -> tuple[str, ...]:
    """The rule as the author puts it, else in the sentences that come with the kind."""
    return fields.texts("explanation") or rule(kind, fields.notes.language)
