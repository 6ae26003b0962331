"""Closed questions: people per answer, and for a scale the answer in the middle. Never a mean.

Below `small_count` people nothing is detailed. Not here: profiles, whose small groups are gathered (`typology`).
"""

from __future__ import annotations

from bot.engine.script import Choice, FreeText, Keywords, Proposals, Question, Step, StepKind
from bot.notebook.answers import question_block
from bot.notebook.blocks import QuestionBlock, Ref, Sentence, Table
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import mask

OPPOSITE = "moins_bien"
"""The follow-up « for whom would it be worse? », set beside the question it follows."""


def blocks_of(desk: Desk, step: Step, *, elsewhere: str = "", masked: bool = False) -> tuple[QuestionBlock, ...]:
    """What each question of a step received; with only a count when its words are printed in section `elsewhere`.

    `masked`: answers of few people are not counted apart, for they say what somebody offers or asks for.
    """
    made: list[QuestionBlock] = []
    if not masked and (together := _together(desk, step)) is not None:
        return (together,)
    questions = [q for q in step.questions if isinstance(q.accepts, Choice | FreeText | Keywords | Proposals)]
    opposite = next((q for q in questions if q.key == f"{step.id}.{OPPOSITE}"), None)
    for question in questions:
        if question is opposite:
            continue
        beside = opposite if question.key == step.id else None
        made.append(block_of(desk, step, question, beside=beside, elsewhere=elsewhere, masked=masked))
    return tuple(made)


def block_of(
    desk: Desk,
    step: Step,
    question: Question,
    *,
    beside: Question | None = None,
    elsewhere: str = "",
    masked: bool = False,
) -> QuestionBlock:
    """What a question received, closed or in words."""
    if isinstance(question.accepts, Choice):
        return closed_block(desk, step, question, masked=masked)
    other = block_of(desk, step, beside) if beside is not None else None
    return question_block(desk, step, question, beside=other, elsewhere=elsewhere)


def closed_block(desk: Desk, step: Step, question: Question, *, masked: bool = False) -> QuestionBlock:
    """People per answer; `masked`: see `blocks_of`."""
    corpus, w = desk.corpus, desk.words
    anchor, text = f"q-{slug(question.key)}", desk.shown(question.text)
    people = len(corpus.taken(question.key))
    at = desk.step(step)
    said: list[Sentence]
    table: Table | None = None
    if not people:
        said = [desk.say("absence.question", at)]
    elif people < desk.material.small_count:
        said = [desk.say("closed.too_few", at, n=people, least=desk.material.small_count)]
    else:
        table = _table(desk, question, masked=masked)
        at = desk.at_table(table)
        said = [desk.say("block.people", at, n=people, share=w.share(people, corpus.people))]
        said += _middle(desk, step, question, at)
    return QuestionBlock(anchor, step.title, text, tuple(said), (), None, table, kind=step.kind.value)


def _together(desk: Desk, step: Step) -> QuestionBlock | None:
    """One table for a step that asks the same of several things; None if it does not, or too few answered each."""
    small, w = desk.material.small_count, desk.words
    forms = [q.accepts for q in step.questions if isinstance(q.accepts, Choice) and q.accepts.at_most == 1]
    if len(forms) < 2 or len(forms) < len(step.questions):
        return None
    if len({tuple(option.code for option in form.options) for form in forms}) > 1:
        return None
    people = [len(desk.corpus.taken(q.key)) for q in step.questions]
    if min(people) < small:
        return None
    rows = [(desk.shown(q.text), *(str(n) for _, _, n in counted(desk, q))) for q in step.questions]
    head = (w("closed.head.question"), *(desk.shown(option.label) for option in forms[0].options))
    table = desk.table(f"t-{slug(step.id)}", step.title, head, rows, w("closed.note"))
    whole = desk.corpus.people
    said = desk.say("block.people", desk.at_table(table), n=max(people), share=w.share(max(people), whole))
    return QuestionBlock(f"q-{slug(step.id)}", step.title, step.title, (said,), (), None, table, kind=step.kind.value)


def counted(desk: Desk, question: Question) -> list[tuple[str, str, int]]:
    """Code, label and people of each option."""
    taken = desk.corpus.taken(question.key).values()
    return [
        (option.code, desk.shown(option.label), sum(option.code in c.codes for c in taken))
        for option in getattr(question.accepts, "options", ())
    ]


def _table(desk: Desk, question: Question, *, masked: bool) -> Table:
    w, small = desk.words, desk.material.small_count
    several = isinstance(question.accepts, Choice) and question.accepts.at_most > 1
    counts = [(label, n) for _, label, n in counted(desk, question)]
    nobody = w("typology.nobody.cell")
    notes = [w("closed.several")] if several else []
    if masked and several:
        # Nothing is found by subtraction: people gave several answers, and how many each gave is not printed.
        few = w("points.few", least=small)
        rows = [(label, few if 0 < n < small else str(n) if n else nobody) for label, n in counts]
    elif masked:
        found = mask(counts, small)
        # Between strokes: an answer may hold a comma (« Oui, directement »).
        together = w("group.row", n=len(found.grouped), labels=" / ".join(found.grouped))
        rows = [(label, str(n)) for label, n in found.shown]
        rows += [(together, str(found.together))] if found.grouped else []
        rows += [(label, nobody) for label in found.absent]
        notes += [w("typology.note", n=small)] if found.grouped else []
    else:
        rows = [(label, str(n) if n else nobody) for label, n in counts]
    head = (w("typology.head.label"), w("typology.head.people"))
    return desk.table(f"t-{slug(question.key)}", w("closed.caption"), head, rows, " ".join(notes))


def _middle(desk: Desk, step: Step, question: Question, at: Ref) -> list[Sentence]:
    """The answer in the middle, of a scale: as many people at it or below as at it or above."""
    if step.kind is not StepKind.SCALE or question.key != step.id:
        return []
    points = [(label, n) for code, label, n in counted(desk, question) if code.isascii() and code.isdigit()]
    ranked = [label for label, n in points for _ in range(n)]
    if len(ranked) < desk.material.small_count:
        return []
    low, high = ranked[(len(ranked) - 1) // 2], ranked[len(ranked) // 2]
    if low == high:
        return [desk.say("scale.median", at, n=len(ranked), middle=low)]
    return [desk.say("scale.median.between", at, n=len(ranked), low=low, high=high)]
