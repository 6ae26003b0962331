"""Read steps: one function a kind, all built from the same few parts.

Here: the keys of each kind and the questions they become. To add a kind made of existing answer forms, write its
function and enter it in `KINDS`. Not here: whether references lead anywhere (`check_structure`), nor
gates (`check_flow`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from bot.authoring.allowances import read_allowances
from bot.authoring.drafts import DraftQuestion, DraftStep
from bot.authoring.fields import CODE, Fields, Notes
from bot.authoring.findings import did_you_mean, quoted
from bot.authoring.nodes import Entry, Listing, Node, Scalar, Table
from bot.authoring.timing import read_close, read_day
from bot.engine.script import (
    Agreement,
    AnswerForm,
    Choice,
    FreeText,
    Gate,
    Grade,
    GradedBallot,
    Keywords,
    Option,
    OwnProbe,
    Proposals,
    Question,
    Step,
    StepKind,
    Threshold,
    Visibility,
)

_NO_OPTION: Final = Option("", "")


@dataclass(slots=True)
class _Body:
    """What is particular to a kind: its questions, and the pool it names."""

    questions: list[DraftQuestion] = field(default_factory=list)
    pool: Scalar | None = None


def read_step(node: Node, position: int, notes: Notes) -> DraftStep | None:
    """One item of `steps`; None if its kind is not known."""
    if not isinstance(node, Table) or len(node.entries) != 1:
        finding = f"Step {position} does not begin with its kind."
        remedy = f"Write `- kind:` and its keys one indentation deeper. Kinds: {', '.join(KINDS)}."
        notes.findings.add(node.at, "S103", finding, remedy)
        return None
    (entry,) = node.entries.values()
    kind = entry.key.text
    if kind not in KINDS:
        remedy = did_you_mean(kind, KINDS, "Kinds")
        notes.findings.add(entry.key.at, "S103", f"{quoted(kind)} is not a kind of step.", remedy)
        return None
    return _read(StepKind(kind), entry, notes)


def _read(kind: StepKind, entry: Entry, notes: Notes) -> DraftStep:
    fields = Fields(entry.value, f"this {kind} step", notes)
    fields.at = entry.key.at  # what is missing in a step is missing where the step begins
    step_id, id_at = fields.identifier()
    if step_id:
        fields.what = f'step "{step_id}"'
    title = fields.text("title", required=True)
    phase = fields.scalar("phase")
    minutes = fields.integer("minutes", least=0, most=600)
    if minutes is None and fields.node("minutes") is None:
        fields.missing("minutes", "Add how many minutes it takes live: `minutes: 5`.")
    intro = fields.texts("intro")
    body = KINDS[kind](fields, step_id)
    _read_follow_ups(fields, step_id, body)
    vote = kind is StepKind.MAJORITY_VOTE
    # A vote's answers are nobody's to see before the close, so it has one visibility only.
    visible = ("at_close",) if vote else ("private", "anonymous")
    day, days = read_day(fields)
    entering = kind in (StepKind.WELCOME, StepKind.CONSENT, StepKind.PROFILE)
    step = Step(
        id=step_id,
        kind=kind,
        title=title,
        phase=phase.text if phase is not None else "",
        minutes=minutes or 0,
        questions=tuple(draft.question for draft in body.questions),
        intro=intro,
        day=day,
        days=days,
        gate=_gate(fields),
        visibility=Visibility(fields.one_of("visibility", visible, visible[0])),
        rubrics=tuple(scalar.text.strip() for scalar in fields.words("rubrics")),
        data=fields.word("data"),
        note=fields.word("note"),
        rule=fields.word("rule"),
        always=entering,
        catch_up=False if entering or vote else fields.yes_no("catch_up", default=True),
    )
    read_allowances(fields, entry.key.at)
    fields.done()
    return DraftStep(
        step, entry.key.at, id_at, tuple(body.questions), fields.place("gate"), phase, body.pool, fields.place("day")
    )


def _gate(fields: Fields) -> Gate | None:
    node = fields.node("gate")
    if node is None:
        return None
    gate = Fields(node, "a gate", fields.notes)
    usual = Gate()
    at_most_hours, closes = read_close(gate)
    read = Gate(
        quorum=gate.share("quorum", usual.quorum),
        not_before=gate.integer("not_before", least=0, most=100_000, default=0) or 0,
        at_most=gate.integer("at_most", least=1, most=100_000),
        by_hand=gate.yes_no("by_hand", default=True),
        at_most_hours=at_most_hours,
        closes=closes,
    )
    gate.done()
    return read


# -- questions -------------------------------------------------------------------------------------------------------


def _question(
    fields: Fields, key: str, accepts: AnswerForm, *, may_pass: bool = True, text: bool = True
) -> DraftQuestion:
    """The parts that every question has; `text` is False where the intro asks (welcome)."""
    ask = fields.text("ask", required=True, ask=True) if text else ""
    when = fields.scalar("when")
    probes = fields.words("probes")
    own, afters = _own_probes(fields)
    question = Question(
        key=key,
        text=ask,
        accepts=accepts,
        hint=fields.text("hint"),
        may_pass=fields.yes_no("may_pass", default=may_pass),
        when=when.text.strip() if when is not None else "",
        probes=tuple(probe.text for probe in probes),
        own_probes=own,
    )
    return DraftQuestion(question, fields.at, when, afters, probes)


def _own_probes(fields: Fields) -> tuple[tuple[OwnProbe, ...], tuple[Scalar, ...]]:
    node = fields.node("own_probes")
    if node is None:
        return (), ()
    own: list[OwnProbe] = []
    afters: list[Scalar] = []
    for entry in Fields(node, "`own_probes`", fields.notes).items():
        code = entry.key.text
        if not CODE.fullmatch(code):
            fields.issue(entry.key.at, "S107", f"{quoted(code)} cannot be the code of a probe.")
        after = None
        if isinstance(entry.value, Table):
            probe = Fields(entry.value, f"probe {quoted(code)}", fields.notes)
            text = probe.text("ask", required=True, ask=True)
            after = probe.scalar("after")
            probe.done()
        else:
            text = fields.shown(entry.value, f"Probe {quoted(code)}", ask=True)
        own.append(OwnProbe(code, text, after.text if after is not None else ""))
        if after is not None:
            afters.append(after)
    return tuple(own), tuple(afters)


def _read_follow_ups(fields: Fields, step_id: str, body: _Body) -> None:
    """The questions under `then`: buttons only, or a text (with or without buttons)."""
    if any(isinstance(draft.question.accepts, Threshold) for draft in body.questions):
        return  # a welcome asks nothing: `then` is reported as unknown there
    node = fields.node("then")
    if node is None:
        return
    if not isinstance(node, Listing):
        fields.issue(node.at, "S004", "`then` is not a list.", "Write each follow-up as `- id: …`.")
        return
    for item in node.items:
        follow_up = Fields(item, f"a follow-up of {fields.what}", fields.notes)
        name, name_at = follow_up.identifier()
        if name in {draft.question.key.partition(".")[2] for draft in body.questions}:
            follow_up.issue(name_at, "S102", f'"{name}" is used twice in {fields.what}.')
        options = follow_up.options("buttons")
        free = follow_up.yes_no("free_text", default=not options)
        gathers = follow_up.yes_no("several_messages", default=False)
        form: AnswerForm = FreeText(options, gathers=gathers) if free or not options else Choice(options)
        body.questions.append(_question(follow_up, f"{step_id}.{name}", form))
        follow_up.done()


# -- kinds -----------------------------------------------------------------------------------------------------------


def _welcome(fields: Fields, step_id: str) -> _Body:
    enter = fields.option("enter", required=True) or _NO_OPTION
    form = Threshold(enter, fields.option("question"))
    return _Body([_question(fields, step_id, form, may_pass=False, text=False)])


def _consent(fields: Fields, step_id: str) -> _Body:
    accept = fields.option("accept", required=True) or _NO_OPTION
    decline = fields.option("decline", required=True) or _NO_OPTION
    draft = _question(fields, step_id, Agreement(accept, decline), may_pass=False)
    if draft.question.may_pass:
        fields.issue(fields.place("may_pass"), "S009", "A consent cannot be passed.", "Delete `may_pass`.")
    return _Body([draft])


def _profile(fields: Fields, step_id: str) -> _Body:
    return _Body([_question(fields, step_id, Choice(fields.options("buttons", required=True)))])


def _keywords(fields: Fields, step_id: str) -> _Body:
    most = fields.integer("at_most", least=1, most=10, default=3)
    return _Body([_question(fields, step_id, Keywords(most or 3))])


def _open_question(fields: Fields, step_id: str) -> _Body:
    gathers = fields.yes_no("several_messages", default=True)
    return _Body([_question(fields, step_id, FreeText(fields.options("buttons"), gathers=gathers))])


def _ideas(fields: Fields, step_id: str) -> _Body:
    pool = fields.scalar("pool", required=True)
    most = fields.integer("at_most", least=1, most=10, default=2)
    length = fields.integer("max_length", least=20, most=1000, default=160)
    form = Proposals(pool.text if pool is not None else "", most or 2, length or 160)
    return _Body([_question(fields, step_id, form)], pool)


def _majority_vote(fields: Fields, step_id: str) -> _Body:
    pool = fields.scalar("pool", required=True)
    # Written as shown, best first; kept worst first, as they are counted.
    shown = fields.options("grades", required=True, grades=True)
    grades = tuple(Grade(option.code, option.label) for option in reversed(shown))
    if fields.node("grades") is not None and not 3 <= len(grades) <= 8:
        fields.issue(fields.place("grades"), "S115", f"There are {len(grades)} grades in {fields.what}.")
    none = fields.option("no_opinion", required=True) or _NO_OPTION
    if none.code and none.code in {grade.code for grade in grades}:
        fields.issue(fields.place("no_opinion"), "S115", f'"{none.code}" is a grade and « no opinion » at once.')
    explanation = fields.texts("explanation")
    form = GradedBallot(pool.text if pool is not None else "", grades, Grade(none.code, none.label), explanation)
    return _Body([_question(fields, step_id, form)], pool)


KINDS: Final[Mapping[str, Callable[[Fields, str], _Body]]] = {
    StepKind.WELCOME.value: _welcome,
    StepKind.CONSENT.value: _consent,
    StepKind.PROFILE.value: _profile,
    StepKind.KEYWORDS.value: _keywords,
    StepKind.OPEN_QUESTION.value: _open_question,
    StepKind.IDEAS.value: _ideas,
    StepKind.MAJORITY_VOTE.value: _majority_vote,
    StepKind.CLOSING.value: _open_question,
}
"""Every kind of step that a script may open with."""
