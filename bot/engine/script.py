"""The script model: what a checked workshop says, ready to be played.

Built by `authoring` from YAML, immutable once a session is pinned to its hash. An author's *step kinds* (welcome,
consent, open question...) are vocabulary: whatever its kind, a step is a list of questions, and a question accepts one
of the *answer forms* below. A new kind made of existing forms touches `authoring` only; a new form touches the closed
union `AnswerForm`, and mypy then names every `match` that must learn it.

Texts are templates (see `texts`): `{{ agence }}` stands for a session parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import Final

import msgspec

from bot.engine.timetable import scaled

StepId = str
"""A word, the same wherever the same thing is asked: `vecu`, `craintes`..."""

Key = str
"""Where an answer is filed: the step id, or `<step>.<follow-up>`; the answer to a probe is `<step>.probe`."""


class StepKind(StrEnum):
    """The author's vocabulary; also the YAML key that opens a step."""

    WELCOME = "welcome"
    CONSENT = "consent"
    PROFILE = "profile"
    KEYWORDS = "keywords"
    OPEN_QUESTION = "open_question"
    IDEAS = "ideas"
    MAJORITY_VOTE = "majority_vote"
    CLOSING = "closing"


class Visibility(StrEnum):
    """Who else sees the answers of a step while the session runs."""

    PRIVATE = "private"
    """Nobody in the group."""
    ANONYMOUS = "anonymous"
    """The group, without author, once the gate behind the step has opened."""
    AT_CLOSE = "at_close"
    """The group sees the result once the vote is closed (votes only)."""


class Option(msgspec.Struct, frozen=True):
    """A button that is an answer. The code is kept for ever, the label is what people see (both are stored)."""

    code: str
    label: str


class Choice(msgspec.Struct, frozen=True, tag=True):
    """One option among several, by a tap (or by typing its label)."""

    options: tuple[Option, ...]


class Agreement(msgspec.Struct, frozen=True, tag=True):
    """The consent: nothing else is asked before `accept`; `decline` ends and keeps nothing but a count."""

    accept: Option
    decline: Option

    @property
    def options(self) -> tuple[Option, ...]:
        """Both buttons."""
        return (self.accept, self.decline)


class Threshold(msgspec.Struct, frozen=True, tag=True):
    """The way in: `enter` goes on, `ask` lets the person write a question that is passed on to the facilitators."""

    enter: Option
    ask: Option | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The buttons."""
        return (self.enter,) if self.ask is None else (self.enter, self.ask)


class FreeText(msgspec.Struct, frozen=True, tag=True):
    """Text in one or several messages. `options` are real answers too (« Rien ne m'inquiète »).

    `gathers`: several messages make one answer, closed by « J'ai fini » (or by a short silence); otherwise the first
    message is the answer and the next question follows at once.
    """

    options: tuple[Option, ...] = ()
    gathers: bool = True


class Keywords(msgspec.Struct, frozen=True, tag=True):
    """A few words: one a line, or separated by commas, dashes or spaces."""

    at_most: int = 3


class Proposals(msgspec.Struct, frozen=True, tag=True):
    """Ideas for a pool, one a message, at most `at_most`."""

    pool: str
    at_most: int = 2
    max_length: int = 160


class Grade(msgspec.Struct, frozen=True):
    """A mention. `code` is kept, `label` is shown."""

    code: str
    label: str


class GradedBallot(msgspec.Struct, frozen=True, tag=True):
    """Majority judgement over a pool. `grades` go from worst to best; `no_opinion` is shown apart and never counted."""

    pool: str
    grades: tuple[Grade, ...]
    no_opinion: Grade
    explanation: tuple[str, ...] = ()


AnswerForm = Choice | Agreement | Threshold | FreeText | Keywords | Proposals | GradedBallot


class OwnProbe(msgspec.Struct, frozen=True):
    """A follow-up question of this step.

    `after`: asked by itself after that option; otherwise for the facilitator to send.
    """

    code: str
    text: str
    after: str = ""


class Question(msgspec.Struct, frozen=True):
    """One thing asked in one message."""

    key: Key
    text: str
    accepts: AnswerForm
    hint: str = ""
    may_pass: bool = True
    when: str = ""
    """Expression over this person's answers so far (`profil == 'autre'`); empty: always asked."""
    probes: tuple[str, ...] = ()
    """Codes of the common probes allowed here, see `probes`."""
    own_probes: tuple[OwnProbe, ...] = ()


class Gate(msgspec.Struct, frozen=True):
    """A point where the group is gathered before the step that carries it.

    Opens when `quorum` of the active people have arrived and `not_before` minutes have passed since the stretch began;
    or when `at_most` minutes have passed; or at a facilitator's word if `by_hand`. A monotone latch.

    In an asynchronous session minutes say nothing. There, what lies before it closes at `closes`, on the day of the
    step that carries it; or `at_most_hours` after the stretch began; or else with the last day before it.
    """

    quorum: Fraction | None = Fraction(1)
    not_before: int = 0
    at_most: int | None = None
    by_hand: bool = True
    at_most_hours: int | None = None
    closes: time | None = None


class Step(msgspec.Struct, frozen=True):
    """A step asks or shows one thing."""

    id: StepId
    kind: StepKind
    title: str
    phase: str
    minutes: int
    questions: tuple[Question, ...]
    intro: tuple[str, ...] = ()
    day: int | None = None
    """Its day in the default asynchronous version; without one, that of the step before."""
    days: tuple[tuple[int, int], ...] = ()
    """Its day in other versions, where the author says it: (length in days, day)."""
    gate: Gate | None = None
    visibility: Visibility = Visibility.PRIVATE
    rubrics: tuple[str, ...] = ()
    data: str = ""
    note: str = ""
    """For the facilitators: what to watch for at this step."""
    rule: str = ""
    always: bool = False
    """Asked of everyone, however late they arrive (welcome, consent, profile)."""
    catch_up: bool = True
    """Whether someone who missed it may still answer, until the next vote opens."""

    @property
    def counted(self) -> bool:
        """Whether « Question 3 sur 8 » counts it: the way in and the consent are not questions."""
        return self.kind not in (StepKind.WELCOME, StepKind.CONSENT)

    @property
    def ballot(self) -> GradedBallot | None:
        """The ballot cast here, if this step is a vote."""
        return next((q.accepts for q in self.questions if isinstance(q.accepts, GradedBallot)), None)


class PreparedIdea(msgspec.Struct, frozen=True):
    """An item that the agency prepared. Its code (RH1...) is stable across sessions, so that votes compare."""

    code: str
    text: str


class Pool(msgspec.Struct, frozen=True):
    """Where ideas gather before a vote."""

    id: str
    prepared: tuple[PreparedIdea, ...] = ()
    group_prefix: str = "G"
    """Codes of the group's own items on the ballot: `RG` gives RG1, RG2..."""
    most_from_group: int = 6
    """How many of the group's ideas go on the ballot at most."""


class Parameter(msgspec.Struct, frozen=True):
    """A value that the facilitator gives at launch and texts use as `{{ name }}`."""

    name: str
    kind: str = "text"
    """`text`, `integer` or `date`."""
    help: str = ""
    default: str | int | None = None

    @property
    def required(self) -> bool:
        """Whether a launch must be given a value."""
        return self.default is None


class Phase(msgspec.Struct, frozen=True):
    """A group of steps (A-D)."""

    code: str
    title: str


class Hour(msgspec.Struct, frozen=True):
    """An hour at which a person may choose to be written to."""

    code: str
    at: time


class Asynchronous(msgspec.Struct, frozen=True):
    """How the workshop is run over days instead of minutes.

    `days` is the length that steps' days are written for, `lengths` those a facilitator may choose from. `quorum`: the
    share of the people still active who must have arrived for a gate to open before its time.
    """

    days: int = 5
    lengths: tuple[int, ...] = (3, 5, 7)
    hours: tuple[Hour, ...] = (Hour("matin", time(8)), Hour("midi", time(12, 30)), Hour("soir", time(18)))
    closes: time = time(20)
    quorum: Fraction = Fraction(60, 100)


SHARE_OF_LIVE: Final = Fraction(4, 5)
"""What an asynchronous day takes of the minutes planned live: nobody waits for the others."""


class Script(msgspec.Struct, frozen=True, dict=True):
    """A whole workshop. `hash` pins it: sha-256 of the file's bytes, in hexadecimal."""

    id: str
    title: str
    language: str
    hash: str
    steps: tuple[Step, ...]
    phases: tuple[Phase, ...] = ()
    pools: tuple[Pool, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    purpose: str = ""
    audience: str = ""
    block: str = ""
    preparation: str = ""
    announced_minutes: int = 0
    version: str = "1"
    asynchronous: Asynchronous | None = None
    """None for a workshop that is live only: no step of it has a day."""

    def step(self, step_id: StepId) -> Step:
        """The step of that id. Raises KeyError if the script has none."""
        return self.steps[self.position(step_id)]

    def position(self, step_id: StepId) -> int:
        """Where the step stands, from 0. Raises KeyError if the script has none."""
        return self._positions[step_id]

    @cached_property
    def _positions(self) -> dict[StepId, int]:
        return {step.id: position for position, step in enumerate(self.steps)}

    @cached_property
    def _stretches(self) -> tuple[int, ...]:
        return tuple(accumulate(1 if step.gate is not None else 0 for step in self.steps))

    @cached_property
    def _questions(self) -> dict[Key, Question]:
        return {question.key: question for _, question in self.walk()}

    def question(self, key: Key) -> Question:
        """The question filed under that key. Raises KeyError if there is none."""
        return self._questions[key]

    def step_of(self, key: Key) -> Step:
        """The step a key belongs to, probe and parking keys included. Raises KeyError."""
        return self.step(key.partition(".")[0])

    def day_of(self, step_id: StepId, length: int) -> int:
        """The day of a step in the version of that many days, from 1; 1 if the workshop has no days.

        As the author wrote it for that length; else its day in the default version, scaled; else that of the step
        before.
        """
        return self.days_in(length)[self._positions[step_id]]

    def days_in(self, length: int) -> tuple[int, ...]:
        """The day of each step, in their order, in the version of that many days."""
        if length not in self._days_known:
            default = self.asynchronous.days if self.asynchronous is not None else 1
            days: list[int] = []
            for step in self.steps:
                written = dict(step.days)
                usual = written.get(default, step.day)
                if length in written:
                    days.append(written[length])
                elif usual is not None:
                    days.append(scaled(usual, default, length))
                else:
                    days.append(days[-1] if days else 1)
            self._days_known[length] = tuple(days)
        return self._days_known[length]

    @cached_property
    def _days_known(self) -> dict[int, tuple[int, ...]]:
        return {}

    def on_day(self, day: int, length: int) -> tuple[Step, ...]:
        """The steps of a day, in the version of that many days."""
        return tuple(step for step, its in zip(self.steps, self.days_in(length), strict=True) if its == day)

    def minutes_on(self, day: int, length: int) -> int:
        """About how long a day takes one person, in minutes, rounded up."""
        return ceil(SHARE_OF_LIVE * sum(step.minutes for step in self.on_day(day, length)))

    def walk(self) -> Iterator[tuple[Step, Question]]:
        """Every question in order, with its step."""
        for step in self.steps:
            for question in step.questions:
                yield step, question

    def pool(self, pool_id: str) -> Pool:
        """The pool of that id. Raises KeyError if the script has none."""
        for pool in self.pools:
            if pool.id == pool_id:
                return pool
        raise KeyError(pool_id)

    def gates(self) -> tuple[StepId, ...]:
        """Ids of the steps that carry a gate, in order."""
        return tuple(step.id for step in self.steps if step.gate is not None)

    def stretch_of(self, step_id: StepId) -> int:
        """How many gates stand at or before the step: 0 before the first gate."""
        return self._stretches[self._positions[step_id]]

    def stretch(self, number: int) -> tuple[Step, ...]:
        """The steps between two gates, `number` counted from 0."""
        return tuple(step for step in self.steps if self.stretch_of(step.id) == number)
