"""§ 15: what comes next, whether members recognise themselves, and the table that the agency is to answer in."""

from __future__ import annotations

from collections import Counter

from bot.engine.script import NO, FreeText, Question, Step, StepKind
from bot.notebook.answers import question_block
from bot.notebook.blocks import Fact, QuestionBlock, Sentence, Table
from bot.notebook.context import Actions, Suites
from bot.notebook.desk import Desk
from bot.notebook.leads import answered
from bot.notebook.routes import to_hear

_CORRECT, _WITHDRAW = "corriger", "retirer"


def suites(desk: Desk, actions: Actions | None) -> Suites:
    """Dates and people in charge as given, the member check, what was forgotten, a row a lead."""
    w = desk.words
    facts = [
        Fact(w("suites.corrections"), desk.parameter("date_validation")),
        Fact(w("suites.validated"), desk.parameter("date_cahier_valide")),
        Fact(w("suites.answer"), desk.parameter("date_reponse")),
        Fact(w("suites.who"), desk.parameter("responsable")),
    ]
    answers = _answers(desk, actions)
    if answers is None:
        facts.append(Fact(w("suites.table"), w("suites.table.value")))
    return Suites(tuple(facts), tuple(_check(desk)), tuple(_forgotten(desk)), answers)


def _check(desk: Desk) -> list[Sentence]:
    """What members answered to « do you recognise yourselves? ». Counts; corrections are in the annex."""
    corpus = desk.corpus
    said: list[Sentence] = []
    for step in desk.script.steps:
        if step.kind is not StepKind.RETURN:
            continue
        at = desk.step(step)
        given = Counter(code for one in corpus.taken(step.id).values() for code in one.codes)
        people = len(corpus.taken(step.id))
        if not people:
            said.append(desk.say("check.nobody", at))
            continue
        others = {_CORRECT, _WITHDRAW, NO}
        recognise = sum(count for code, count in given.items() if code not in others)
        share = desk.words.share(people, corpus.people)
        said.append(desk.say("check.answered", at, n=people, share=share))
        said.append(desk.say("check.recognise", at, n=recognise))
        corrections = corpus.corrections
        refs = corpus.refs(corrections) or (at,)
        said.append(desk.say("check.corrections", *refs, n=len(corrections)))
        said.append(desk.say("check.withdraw", at, n=given[_WITHDRAW]))
    return said


def _forgotten(desk: Desk) -> list[QuestionBlock]:
    """The closing questions in words after the first one, but those about whom else to hear."""
    return [question_block(desk, step, question) for step, question in _later(desk) if not to_hear(question)]


def _later(desk: Desk) -> list[tuple[Step, Question]]:
    found = []
    for step in desk.script.steps:
        if step.kind is StepKind.CLOSING:
            words = [q for q in step.questions if isinstance(q.accepts, FreeText)]
            found += [(step, question) for question in words[1:]]
    return found


def _answers(desk: Desk, actions: Actions | None) -> Table | None:
    """A row a lead: the agency says what becomes of each, the notebook never does."""
    leads = actions.leads if actions is not None else ()
    if not leads:
        return None
    w = desk.words
    blank = w("to_specify")
    given = answered(desk)
    rows = []
    for lead in leads:
        answer = given.get(lead.anchor)
        says, why = (blank, blank)
        if answer is not None and answer.published is not None:
            says, why = w(f"lead.answer.{answer.published.value}"), answer.published_reason
        title = f"{lead.code} · {lead.action.text}" if lead.code else lead.action.text or lead.action.note
        rows.append((title, says, why))
    head = (w("points.head.lead"), w("suites.head.answer"), w("suites.head.reason"))
    return desk.table("t-reponses", w("suites.caption"), head, rows, w("suites.table.note"))
