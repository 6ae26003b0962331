"""Kinds of step that are votes, but for majority judgement and points: approval, ranking, statements.

Not here: votes that other kinds are made of (`group_kinds`), the sentences of each rule (`rules`).
"""

from __future__ import annotations

from bot.authoring.fields import Fields
from bot.authoring.questions import NO_OPTION, Body, read_question
from bot.authoring.rules import rule
from bot.engine.script import (
    ApprovalBallot,
    Grade,
    RankingBallot,
    RankingMethod,
    StatementsBallot,
    StepKind,
)


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
        fields.issue(fields.place("disagree"), "S115", f"Two answers of {fields.what} have the same code.")
    agree, disagree, none = (Grade(option.code, option.label) for option in options)
    explanation = explained(fields, StepKind.STATEMENTS)
    form = StatementsBallot(pool.text if pool is not None else "", agree, disagree, none, explanation)
    return Body([read_question(fields, step_id, form)], pool)


def explained(fields: Fields, kind: StepKind) -> tuple[str, ...]:
    """The rule as the author puts it, else in the sentences that come with the kind."""
    return fields.texts("explanation") or rule(kind, fields.notes.language)
