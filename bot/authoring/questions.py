"""Read the parts that steps of every kind are made of: questions, their probes and follow-ups, gates.

Not here: which keys a kind has (`kinds`, `group_kinds`), how a step is put together (`steps`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from bot.authoring.drafts import DraftQuestion
from bot.authoring.fields import CODE, Fields
from bot.authoring.findings import Position
from bot.authoring.nodes import Listing, Scalar, Table
from bot.authoring.timing import read_close
from bot.engine.script import AnswerForm, Choice, FreeText, Gate, Option, OwnProbe, Question
from bot.saying import quoted, say

NO_OPTION: Final = Option("", "")
MOST_TAPS: Final = 20


@dataclass(slots=True)
class Part:
    """What follows a gate inside a step: played as a step of its own, `<step>.<suffix>`."""

    suffix: str
    gate: Gate | None
    gate_at: Position
    minutes: int
    questions: list[DraftQuestion]
    traits: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Body:
    """What is particular to a kind: its questions, the pool it names, its parts, and other fields of `Step`."""

    questions: list[DraftQuestion] = field(default_factory=list)
    pool: Scalar | None = None
    traits: dict[str, Any] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    references: list[tuple[Scalar, str]] = field(default_factory=list)
    intro: tuple[str, ...] = ()
    """What the kind says after the author's own introduction."""
    """Steps that it names, and what each must be: `vote`, `step` or `card`."""


def read_gate(fields: Fields, key: str = "gate") -> Gate | None:
    """The gate written under `key`, None if there is none."""
    node = fields.node(key)
    if node is None:
        return None
    gate = Fields(node, say("a gate"), fields.notes)
    usual = Gate()
    at_most_hours, closes, closes_in = read_close(gate)
    read = Gate(
        quorum=gate.share("quorum", usual.quorum),
        not_before=gate.integer("not_before", least=0, most=100_000, default=0) or 0,
        at_most=gate.integer("at_most", least=1, most=100_000),
        by_hand=gate.yes_no("by_hand", default=True),
        at_most_hours=at_most_hours,
        closes=closes,
        closes_in=closes_in,
    )
    gate.done()
    return read


def read_question(
    fields: Fields,
    key: str,
    accepts: AnswerForm,
    *,
    ask: str = "ask",
    may_pass: bool = True,
    reservation_on: str = "",
) -> DraftQuestion:
    """The parts that every question has; `ask` names the key of its text, empty where the intro asks (welcome)."""
    text = fields.text(ask, required=True, ask=True) if ask else ""
    when = fields.scalar("when")
    probes = fields.words("probes")
    own, afters = _own_probes(fields)
    question = Question(
        key=key,
        text=text,
        accepts=accepts,
        hint=fields.text("hint"),
        may_pass=fields.yes_no("may_pass", default=may_pass),
        when=when.text.strip() if when is not None else "",
        probes=tuple(probe.text for probe in probes),
        own_probes=own,
        reservation_on=reservation_on,
    )
    return DraftQuestion(question, fields.at, when, afters, probes)


def plain_question(fields: Fields, key: str, ask: str, accepts: AnswerForm) -> DraftQuestion:
    """A question beside a step's main one: its text under the key `ask`, and nothing else of its own."""
    return DraftQuestion(Question(key, fields.text(ask, required=True, ask=True), accepts), fields.at)


def _own_probes(fields: Fields) -> tuple[tuple[OwnProbe, ...], tuple[Scalar, ...]]:
    node = fields.node("own_probes")
    if node is None:
        return (), ()
    own: list[OwnProbe] = []
    afters: list[Scalar] = []
    for entry in Fields(node, say("`{key}`", key="own_probes"), fields.notes).items():
        code = entry.key.text
        if not CODE.fullmatch(code):
            fields.issue(entry.key.at, "S107", say("{code} cannot be the code of a probe.", code=quoted(code)))
        after, by_itself = None, False
        if isinstance(entry.value, Table):
            probe = Fields(entry.value, say("probe {code}", code=quoted(code)), fields.notes)
            text = probe.text("ask", required=True, ask=True)
            after = probe.scalar("after")
            by_itself = probe.yes_no("by_itself", default=False)
            probe.done()
        else:
            text = fields.shown(entry.value, say("Probe {code}", code=quoted(code)), ask=True)
        own.append(OwnProbe(code, text, after.text if after is not None else "", by_itself))
        if after is not None:
            afters.append(after)
    return tuple(own), tuple(afters)


def read_choice(fields: Fields, *, required: bool, at_most: int = 1, before: tuple[Option, ...] = ()) -> Choice:
    """`buttons`, after the options that are there `before`, and how many of them may be tapped."""
    options = (*before, *fields.options("buttons", required=required))
    if len({option.code for option in options}) < len(options):
        fields.issue(
            fields.place("buttons"), "S117", say("A button of {what} has the code of a picture.", what=fields.what)
        )
    most = fields.integer("at_most", least=1, most=MOST_TAPS, default=at_most) or at_most
    alone = fields.scalar("alone")
    if alone is not None and alone.text not in {option.code for option in options}:
        fields.issue(
            alone.at, "S114", say("{given} is not an option of {what}.", given=quoted(alone.text), what=fields.what)
        )
    return Choice(options, min(most, max(len(options), 1)), alone.text if alone is not None else "")


def read_follow_ups(fields: Fields, step_id: str, body: Body) -> None:
    """The questions under `then`: buttons only, or a text (with or without buttons)."""
    node = fields.node("then")
    if node is None:
        return
    if not isinstance(node, Listing):
        fields.issue(node.at, "S004", say("`then` is not a list."), say("Write each follow-up as `- id: …`."))
        return
    for item in node.items:
        follow_up = Fields(item, say("a follow-up of {what}", what=fields.what), fields.notes)
        name, name_at = follow_up.identifier()
        if name in {draft.question.key.partition(".")[2] for draft in body.questions}:
            follow_up.issue(name_at, "S102", say('"{name}" is used twice in {what}.', name=name, what=fields.what))
        choice = read_choice(follow_up, required=False)
        free = follow_up.yes_no("free_text", default=not choice.options)
        gathers = follow_up.yes_no("several_messages", default=False)
        form: AnswerForm = choice
        if free or not choice.options:
            form = FreeText(choice.options, gathers=gathers)
        body.questions.append(read_question(follow_up, f"{step_id}.{name}", form))
        follow_up.done()
