"""`horizons form`: a workshop on paper, for who has no smartphone. A page for A4, black on white.

It follows the screens on which a facilitator enters it afterwards: the same steps with the same numbers, the same
questions and options in the same order, with boxes to tick and lines to write on. What a group makes on its way (lists,
ballots) is left blank, unless the session has made it already. Not here: the words around it (`form_words`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.conditions_in_words import in_words
from bot.authoring.explain import pages
from bot.authoring.form_words import WORDS
from bot.authoring.outline_words import WORDS as OUTLINE_WORDS
from bot.engine.script import (
    Agreement,
    ApprovalBallot,
    Ballot,
    Choice,
    FreeText,
    GradedBallot,
    Keep,
    Keywords,
    Moment,
    Option,
    Pick,
    PointsBallot,
    Proposals,
    Question,
    RankingBallot,
    Script,
    Selection,
    StatementsBallot,
    Step,
    StepId,
    StepKind,
    Threshold,
)
from bot.engine.texts import names, render

BLANK: Final = "…………"
"""Where a value will stand that is not known yet."""
LINES: Final = 5
"""To write an answer on, about forty words."""
A_LINE: Final = 2


@dataclass(frozen=True, slots=True)
class Field:
    """What is filled in: boxes to tick, lines to write on (each with what stands before it), or a grid, a row an item.

    `passes`: « Je passe » is one more box.
    """

    text: str
    notes: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step: `number` is « Question 3 sur 8 », empty for what is not counted."""

    number: str
    title: str
    intro: tuple[str, ...]
    fields: tuple[Field, ...]


def form(script: Script, values: Mapping[str, object], items: Mapping[StepId, Sequence[str]] = {}) -> str:
    """The page. `values`: what the session was told, by parameter; `items`: per vote that has opened, what is on it."""
    writer = _Writer(script, values, items)
    origin = writer.words["origin"].format(id=script.id, version=script.version)
    return (
        pages("html")
        .get_template("form.html.j2")
        .render(
            language=script.language,
            title=writer.text(script.title),
            sheets=tuple(writer.sheets()),
            votes=any(step.ballot is not None for step in script.steps),
            w=writer.words,
            origin=origin,
        )
    )


class _Writer:
    def __init__(self, script: Script, values: Mapping[str, object], items: Mapping[StepId, Sequence[str]]) -> None:
        self.script = script
        self.items = items
        language = script.language.partition("-")[0]
        self.words = WORDS[language]
        self.outline_words = OUTLINE_WORDS[language]
        defaults = {one.name: one.default for one in script.parameters if one.default is not None}
        self.values = {**defaults, **{name: value for name, value in values.items() if value != ""}}

    def text(self, source: str) -> str:
        return render(source, {name: self.values.get(name, BLANK) for name in names(source)})

    def sheets(self) -> Iterator[Sheet]:
        counted = self.script.counted
        for step in self.script.steps:
            if step.moment is not Moment.IN_TURN:
                continue
            whole = self.script.step(step.authored)
            number = ""
            if whole in counted:
                number = self.words["question"].format(n=counted.index(whole) + 1, total=len(counted))
            fields = [self.field(step, one) for one in step.questions if _is_answered(step, one)]
            intro = [self.text(paragraph) for paragraph in (*step.intro, *step.extracts)]
            if step.shows is not None:
                intro.append(self.words["shows"])
            if step.repeats > 1:
                fields.append(Field(self.words["again"]))
            if fields or intro:
                yield Sheet(number, self.text(step.title), tuple(intro), tuple(fields))

    def field(self, step: Step, question: Question) -> Field:
        notes = [*self.condition(question), *([self.text(question.hint)] if question.hint else [])]
        boxes: tuple[str, ...] = ()
        lines: tuple[str, ...] = ()
        columns: tuple[str, ...] = ()
        rows: tuple[str, ...] = ()
        accepts = question.accepts
        match accepts:
            case Agreement(accept=accept, decline=decline):
                boxes = self.labels(accept, decline)
            case Threshold(enter=enter, decline=decline):
                boxes = self.labels(enter, *([decline] if decline is not None else []))
            case Choice(options=options, at_most=most):
                boxes = self.labels(*options)
                notes += [self.words["several"].format(n=most)] if most > 1 else []
            case FreeText(options=options, gathers=gathers):
                boxes = self.labels(*options)
                lines = ("",) * (LINES if gathers else A_LINE)
            case Keywords(at_most=most):
                lines = tuple(f"{number}." for number in range(1, most + 1))
            case Proposals(at_most=most, max_length=length):
                notes.append(self.words["proposals"].format(length=length))
                lines = tuple(line for number in range(1, most + 1) for line in (f"{number}.", ""))
            case Pick(none=none):
                boxes = self.labels(*([none] if none is not None else []))
                lines = (self.words["pick"],)
            case Keep():
                lines = (self.words["keep"],)
            case _:
                notes += [self.text(sentence) for sentence in accepts.explanation]
                note, columns = self.ballot(accepts)
                notes.append(note)
                rows = self.rows(step, accepts)
        text = self.text(question.text)
        return Field(text, tuple(notes), boxes, lines, columns, rows, question.may_pass)

    def condition(self, question: Question) -> Iterator[str]:
        if question.reservation_on:
            yield self.words["reservation"]
        elif question.when:
            yield self.words["if"].format(condition=in_words(question.when, self.script, self.outline_words))

    def labels(self, *options: Option) -> tuple[str, ...]:
        return tuple(self.text(option.label) for option in options)

    def ballot(self, ballot: Ballot) -> tuple[str, tuple[str, ...]]:
        """How it is filled in, and the columns of its grid. A new ballot is described here."""
        match ballot:
            case GradedBallot(grades=grades, no_opinion=none):
                return self.words["graded"], tuple(self.text(one.label) for one in (*reversed(grades), none))
            case StatementsBallot(agree=agree, disagree=disagree, no_opinion=none):
                return self.words["graded"], tuple(self.text(one.label) for one in (agree, disagree, none))
            case ApprovalBallot(at_most=most) | Selection(at_most=most):
                return self.words["approval.most" if most else "approval"].format(n=most), ("",)
            case PointsBallot(budget=budget, cap=cap):
                return self.words["points"].format(n=budget, cap=cap), ("",)
            case RankingBallot():  # pragma: no branch - the union is closed
                return self.words["ranking"], ("",)

    def rows(self, step: Step, ballot: Ballot) -> tuple[str, ...]:
        """What is voted on: as the session's vote has it, else what was prepared and room for the group's."""
        known = self.items.get(step.id)
        if known is not None:
            return tuple(known)
        pool = self.script.pool(ballot.pool)
        prepared = () if isinstance(ballot, Selection) else tuple(self.text(item.text) for item in pool.prepared)
        return (*prepared, *[self.words["group"]] * pool.most_from_group)


def _is_answered(step: Step, question: Question) -> bool:
    """Whether there is something to fill in: the way in of the chat is none, nor is « Encore une ? »."""
    entering = isinstance(question.accepts, Threshold) and question.accepts.decline is None
    return not entering and question.key != step.another and step.kind is not StepKind.RETURN
