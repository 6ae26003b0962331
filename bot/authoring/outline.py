"""A workshop as a reader who will not open the YAML needs it: every step, worded, with its times and who sees what.

Here: an `Outline`, sentences included, which the pages of `horizons explain` only lay out. Whatever its kind, a step is
described through its questions and their answer forms. Not here: the layouts (`explain`), the drawing (`graph`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.authoring.conditions_in_words import in_words
from bot.authoring.outline_words import WORDS
from bot.engine.probes import probe_text
from bot.engine.script import (
    Agreement,
    ApprovalBallot,
    Arguments,
    Ballot,
    Brought,
    Choice,
    FreeText,
    Gate,
    GradedBallot,
    HorizonBallot,
    Keep,
    Keywords,
    Moment,
    Others,
    Parameter,
    Pick,
    PointsBallot,
    PoolItems,
    Proposals,
    Question,
    RankingBallot,
    Script,
    Selection,
    Source,
    StatementsBallot,
    Step,
    StepKind,
    Threshold,
    TopItems,
    Verdict,
)

_SLOT: Final = re.compile(r"\{\{\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}\}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `slot` is the parameter's name where a value will stand."""

    text: str
    slot: str = ""


Text = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Probe:
    """A follow-up probe and when it comes. `follows`: by itself, after a button or every answer in words."""

    text: Text
    when: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: exact words, how it is answered, and of whom. `lists` have titles (grades, items, the rule).

    `aside`: asked of some in private, beside the course.
    """

    text: Text
    hint: Text
    how: str
    buttons: tuple[Text, ...]
    condition: str
    may_pass: bool
    probes: tuple[Probe, ...]
    lists: tuple[tuple[str, tuple[Text, ...]], ...]
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What is shown and asked between two gates: most steps have one stage. `shows` says which list is shown."""

    gate: str
    intro: tuple[Text, ...]
    shows: str
    asked: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One step, as its author wrote it. `facts` are (label, text) pairs: who sees it, what is kept, the rule...

    `apart`: when it is asked, or by whom it is filled in, if not of everyone in turn.
    """

    number: int
    id: str
    title: Text
    minutes: int
    day: int | None
    stages: tuple[Stage, ...]
    apart: str
    facts: tuple[tuple[str, str], ...]
    sees: str
    data: str
    rubrics: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A phase and its steps; a workshop without phases has one chapter without a title."""

    code: str
    title: Text
    minutes: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A parameter, as the facilitator is asked for it."""

    name: str
    kind: str
    help: str
    default: str


@dataclass(frozen=True, slots=True)
class Day:
    """What one day holds when the workshop runs over several."""

    number: int
    minutes: int
    titles: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The whole of it. `figures` are (value, label, note)."""

    language: str
    words: Mapping[str, str]
    title: Text
    about: tuple[tuple[str, str], ...]
    figures: tuple[tuple[str, str, str], ...]
    preparation: str
    parameters: tuple[Prepared, ...]
    minutes: int
    chapters: tuple[Chapter, ...]
    days: tuple[Day, ...]
    after: tuple[str, ...]
    origin: str

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every step, in order."""
        return tuple(part for chapter in self.chapters for part in chapter.parts)


def outline(script: Script) -> Outline:
    """The workshop, worded in its own language."""
    return _Outliner(script).outline()


class _Outliner:
    def __init__(self, script: Script) -> None:
        self.script = script
        # French without middle dots is French.
        self.words = WORDS[script.language.partition("-")[0]]
        self.defaults = {one.name: one.default for one in script.parameters if one.default is not None}

    def say(self, sentence: str, **values: object) -> str:
        return self.words[sentence].format_map(values)

    def text(self, source: str) -> Text:
        """The text, its parameters apart: each shows its default, or its name."""
        pieces: list[Piece] = []
        rest = 0
        for match in _SLOT.finditer(source):
            pieces.append(Piece(source[rest : match.start()]))
            pieces.append(Piece(str(self.defaults.get(match[1], match[1].replace("_", " "))), match[1]))
            rest = match.end()
        pieces.append(Piece(source[rest:]))
        return tuple(piece for piece in pieces if piece.text)

    def outline(self) -> Outline:
        script = self.script
        about = ((self.words[name], getattr(script, name)) for name in ("purpose", "audience", "block"))
        chapters = self.chapters()
        days = self.days()
        return Outline(
            language=script.language,
            words=self.words,
            title=self.text(script.title),
            about=tuple((label, text) for label, text in about if text),
            figures=tuple(self.figures(days)),
            preparation=script.preparation,
            parameters=tuple(self.prepared(one) for one in script.parameters),
            minutes=sum(step.minutes for step in script.steps),
            chapters=chapters,
            days=days,
            after=tuple(self.after()),
            origin=self.say(
                "origin", id=script.id, version=self.say("version", version=script.version), hash=script.hash[:12]
            ),
        )

    def figures(self, days: tuple[Day, ...]) -> Iterator[tuple[str, str, str]]:
        script = self.script
        announced = self.say("figure.announced", n=script.announced_minutes) if script.announced_minutes else ""
        minutes = sum(step.minutes for step in script.steps)
        yield self.say("minutes", n=minutes), self.words["figure.live"], announced
        yield str(len({step.authored for step in script.steps})), self.words["figure.steps"], ""
        asked = [question for _, question in script.walk() if question.text]
        held = sum(1 for question in asked if not question.may_pass)
        note = self.say("figure.questions.note", n=held) if held else self.words["figure.questions.all"]
        yield str(len(asked)), self.words["figure.questions"], note
        if script.asynchronous is not None:
            longest = max(day.minutes for day in days)
            *others, last = script.asynchronous.lengths
            lengths = f"{', '.join(map(str, others))} {self.words['or']} {last}" if others else str(last)
            note = self.say("figure.days.note", n=longest)
            yield lengths, self.words["figure.days"], note

    def prepared(self, parameter: Parameter) -> Prepared:
        default = "" if parameter.default is None else str(parameter.default)
        missing = self.words["prepare.required" if parameter.required else "prepare.optional"]
        return Prepared(parameter.name, self.words[f"type.{parameter.kind}"], parameter.help, default or missing)

    def days(self) -> tuple[Day, ...]:
        """Of the version that the script's days are written for."""
        if self.script.asynchronous is None:
            return ()
        length = self.script.asynchronous.days
        return tuple(
            Day(
                number,
                self.script.minutes_on(number, length),
                tuple(self.text(step.title) for step in self.script.on_day(number, length) if not step.of),
            )
            for number in sorted(set(self.script.days_in(length)))
        )

    def after(self) -> Iterator[str]:
        script = self.script
        yield self.words["after.consent"]
        yield self.words["after.apart"]
        yield self.words["after.notebook"]
        yield self.words["after.quotes"]
        if any(step.ballot is not None for step in script.steps):
            yield self.words["after.votes"]
        yield self.words["after.small"]
        yield self.words["after.withdraw"]

    # -- steps

    def chapters(self) -> tuple[Chapter, ...]:
        titles = {phase.code: phase.title for phase in self.script.phases}
        chapters: dict[str, list[Part]] = {}
        authored: dict[str, list[Step]] = {}
        for step in self.script.steps:
            authored.setdefault(step.authored, []).append(step)
        for number, steps in enumerate(authored.values(), 1):
            chapters.setdefault(steps[0].phase, []).append(self.part(number, steps))
        return tuple(
            Chapter(code, self.text(titles.get(code, "")), sum(part.minutes for part in parts), tuple(parts))
            for code, parts in chapters.items()
        )

    def part(self, number: int, steps: Sequence[Step]) -> Part:
        step = steps[0]
        timing = self.script.asynchronous
        sees = self.words[f"sees.{step.visibility}"]
        rubrics = ", ".join(step.rubrics)
        facts = {
            "who": self.who(step),
            "sees": sees,
            "data": step.data,
            "rubrics": rubrics,
            "fallback": step.fallback,
            "pairing": self.pairing(step),
            "rule": step.rule,
            "note": step.note,
        }
        return Part(
            number=number,
            id=step.id,
            title=self.text(step.title),
            minutes=sum(one.minutes for one in steps),
            day=self.script.day_of(step.id, timing.days) if timing is not None else None,
            stages=tuple(self.stage(one) for one in steps),
            apart="" if step.moment is Moment.IN_TURN else self.who(step),
            facts=tuple((self.words[label], text) for label, text in facts.items() if text),
            sees=sees,
            data=step.data,
            rubrics=rubrics,
        )

    def stage(self, step: Step) -> Stage:
        asked = [self.asked(question) for question in step.questions]
        if not step.of:
            asked += self.asides(step)
        return Stage(
            gate=self.gate(step.gate) if step.gate is not None else "",
            intro=tuple(self.text(paragraph) for paragraph in (*step.intro, *step.extracts)),
            shows=self.source(step.shows) if step.shows is not None else "",
            asked=tuple(asked),
        )

    def asides(self, step: Step) -> Iterator[Asked]:
        """What the authors of ideas are asked in private."""
        labels = tuple(self.text(option.label) for option in step.merge_options)
        for text, name, buttons in ((step.precision, "precision", ()), (step.merge, "merge", labels)):
            if text:
                how = self.words["form.choice" if buttons else "form.text"]
                yield Asked(self.text(text), (), how, buttons, self.words[f"aside.{name}"], True, (), (), aside=True)

    def pairing(self, step: Step) -> str:
        if step.pairing is None:
            return ""
        titles = (self.script.step(one).title for one in (step.pairing.needs, step.pairing.resources))
        return self.say("pairing.of", **dict(zip(("needs", "resources"), titles, strict=True)))

    def source(self, source: Source) -> str:
        """Which list of the group is shown. A new source is described here."""
        match source:
            case PoolItems(pool=pool):
                return self.say("source.pool", pool=pool)
            case TopItems(vote=vote, first=first):
                return self.say("source.top", n=first, vote=self.script.step(vote).title)
            case Arguments():
                return self.words["source.arguments"]
            case Brought(round=number):
                settings = self.script.step(number).round
                return self.words[f"source.round.{settings.people if settings is not None else 0}"]
            case Others(key=key, each=each, session=session):
                if session:
                    return self.say("source.session", n=each, session=session)
                return self.say("source.others", n=each, step=self.script.step_of(key).title)

    def who(self, step: Step) -> str:
        if step.moment is not Moment.IN_TURN:
            return self.words[f"who.{step.moment}"]
        if step.kind in (StepKind.WELCOME, StepKind.CONSENT):
            return self.words["who.everyone"]
        if step.always:
            return self.words["who.always"]
        if not step.catch_up:
            return self.words["who.no_catch_up"]
        later = self.script.steps[self.script.position(step.id) :]
        return self.words["who.catch_up.vote" if any(one.ballot for one in later) else "who.catch_up"]

    def gate(self, gate: Gate) -> str:
        parts = []
        if gate.quorum is None:
            parts.append(self.words["gate.nobody"])
        elif gate.quorum == 1:
            parts.append(self.words["gate.everyone"])
        else:
            parts.append(self.say("gate.share", share=gate.quorum))
        if gate.not_before:
            parts.append(self.say("gate.not_before", n=gate.not_before))
        if gate.at_most is not None:
            parts.append(self.say("gate.at_most", n=gate.at_most))
        if gate.closes is not None:
            parts.append(self.say("gate.closes", hour=f"{gate.closes:%H:%M}"))
        parts += [self.say("gate.closes_in", days=days, hour=f"{at:%H:%M}") for days, at in gate.closes_in]
        if gate.at_most_hours is not None:
            parts.append(self.say("gate.at_most_hours", n=gate.at_most_hours))
        parts.append(self.words["gate.by_hand" if gate.by_hand else "gate.clock"])
        return ", ".join(parts)

    # -- questions

    def asked(self, question: Question) -> Asked:
        form = question.accepts
        shown = getattr(form, "options", ())
        if isinstance(form, Pick) and form.none is not None:
            shown = (form.none,)
        options = {option.code: option.label for option in shown}
        return Asked(
            text=self.text(question.text),
            hint=self.text(question.hint),
            how=self.how(question),
            buttons=tuple(self.text(label) for label in options.values()),
            condition=self.condition(question),
            may_pass=question.may_pass or not question.text,
            probes=tuple(self.probes(question, options)),
            lists=tuple(self.lists(question)),
        )

    def condition(self, question: Question) -> str:
        if question.reservation_on:
            return self.say("when.reservation", vote=self.script.step(question.reservation_on).title)
        if isinstance(question.accepts, Selection):
            return self.say("when.support", n=self.script.pool(question.accepts.pool).most_from_group)
        if question.when:
            return self.say("when", condition=in_words(question.when, self.script, self.words))
        return ""

    def how(self, question: Question) -> str:
        """How it is answered. A new answer form is described here."""
        match question.accepts:
            case Choice(at_most=most) if most > 1:
                return self.say("form.several", n=most)
            case Choice():
                return self.words["form.choice"]
            case Pick(source=source):
                return self.say("form.pick", source=self.source(source))
            case Keep(source=source, at_most=most):
                return self.say("form.keep" if most > 1 else "form.pick", source=self.source(source))
            case Agreement():
                return self.words["form.agreement"]
            case Threshold():
                return self.words["form.threshold"]
            case FreeText(gathers=gathers):
                return self.words["form.texts" if gathers else "form.text"]
            case Keywords(at_most=most):
                return self.say("form.keywords", n=most)
            case Proposals(pool=pool, at_most=most, max_length=length):
                return self.say("form.proposals", n=most, length=length, pool=pool)
            case GradedBallot(pool=pool):
                return self.say("form.graded", pool=pool)
            case StatementsBallot(pool=pool):
                return self.say("form.statements", pool=pool)
            case ApprovalBallot(pool=pool, at_most=most):
                return self.say("form.approval.limited" if most else "form.approval", pool=pool, n=most)
            case RankingBallot(pool=pool):
                return self.say("form.ranking", pool=pool)
            case PointsBallot(pool=pool, budget=budget, cap=cap):
                return self.say("form.points", n=budget, pool=pool, cap=cap)
            case Selection(pool=pool, at_most=most):
                return self.say("form.support", n=most, pool=pool)

    def lists(self, question: Question) -> Iterator[tuple[str, tuple[Text, ...]]]:
        form = question.accepts
        if isinstance(form, Choice) and form.pictures:
            names = {option.code: option.label for option in form.options}
            described = (f"{names[one.code]} — {one.text}" for one in form.pictures)
            yield self.words["pictures"], tuple(self.text(text) for text in described)
        if isinstance(form, Verdict):
            labels = [*(grade.label for grade in reversed(form.grades)), form.no_opinion.label]
            yield self.words["form.grades"], tuple(self.text(label) for label in labels)
        if isinstance(form, HorizonBallot | PointsBallot):
            pool = self.script.pool(form.pool)
            title = "items" if pool.prepared and pool.most_from_group else "items.none"
            items = tuple(self.text(item.text) for item in pool.prepared)
            yield self.say(title if items else "items.group", n=pool.most_from_group), items
        if isinstance(form, Ballot) and form.explanation:
            yield self.words["explanation"], tuple(self.text(sentence) for sentence in form.explanation)

    def probes(self, question: Question, options: Mapping[str, str]) -> Iterator[Probe]:
        for code in question.probes:
            text = probe_text(code, self.script.language)
            yield Probe(self.text(text), self.say("probe.common", code=code.replace("_", " ")))
        for probe in question.own_probes:
            when = self.words["probe.team"]
            if probe.by_itself:
                when = self.words["probe.by_itself"]
            elif probe.after:
                when = self.say("probe.after", label=options[probe.after])
            yield Probe(self.text(probe.text), when, bool(probe.after) or probe.by_itself)
