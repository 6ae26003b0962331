"""The script model: what a checked workshop says, ready to be played.

Built by `authoring` from YAML, immutable once a session is pinned to its hash. An author's *step kinds* (welcome,
consent, open question...) are vocabulary: whatever its kind, a step is a list of questions, and a question accepts one
of the *answer forms* below. A new kind made of existing forms touches `authoring` only; a new form touches the closed
union `AnswerForm`, and mypy then names every `match` that must learn it.

Texts are templates (see `texts`): `{{ agence }}` stands for a session parameter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import time
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import accumulate
from math import ceil
from typing import Final

import msgspec

from bot.engine.lexicon import Lexicon
from bot.engine.timetable import scaled

StepId = str
"""A word, the same wherever the same thing is asked: `vecu`, `craintes`..."""

Key = str
"""Where an answer is filed: the step id, or `<step>.<follow-up>`; the answer to a probe is `<step>.probe`,
that to a second one `<step>.probe_2`."""

ANOTHER: Final = "encore"
"""The follow-up of a card that asks whether to fill in one more."""
YES: Final = "oui"
NO: Final = "non"
"""The codes of yes and no, wherever a script gives both."""


class StepKind(StrEnum):
    """The author's vocabulary; also the YAML key that opens a step."""

    WELCOME = "welcome"
    CONSENT = "consent"
    PROFILE = "profile"
    KEYWORDS = "keywords"
    OPEN_QUESTION = "open_question"
    CHOICE = "choice"
    SCALE = "scale"
    IDEAS = "ideas"
    SHARE = "share"
    MAJORITY_VOTE = "majority_vote"
    SECOND_ROUND = "second_round"
    APPROVAL_VOTE = "approval_vote"
    RANKING_VOTE = "ranking_vote"
    STATEMENTS = "statements"
    CONSENT_ROUND = "consent_round"
    DEBATE = "debate"
    CARD = "card"
    POINTS = "points"
    ENGAGEMENT = "engagement"
    CROSS_READING = "cross_reading"
    ROUNDS = "rounds"
    EXTRACT = "extract"
    CLOSING = "closing"
    RETURN = "return"
    TEAM_CARD = "team_card"
    MATCHING = "matching"


class Visibility(StrEnum):
    """Who else sees the answers of a step while the session runs."""

    PRIVATE = "private"
    """Nobody in the group."""
    ANONYMOUS = "anonymous"
    """The group, without author, once the gate behind the step has opened."""
    AT_CLOSE = "at_close"
    """The group sees the result once the vote is closed (votes only)."""


class Moment(StrEnum):
    """When a step is asked, and of whom."""

    IN_TURN = "in_turn"
    """Of each participant, in the order of the script."""
    AFTER_CLOSE = "after_close"
    """Of each participant, once the notebook of the closed session is there."""
    BY_TEAM = "by_team"
    """Of no participant: the facilitators fill it in, or propose from it."""


class Option(msgspec.Struct, frozen=True):
    """A button that is an answer. The code is kept for ever, the label is what people see (both are stored)."""

    code: str
    label: str


class Picture(msgspec.Struct, frozen=True):
    """What the option of the same code shows. `text` says it in words, for whoever does not see it."""

    code: str
    text: str
    media: str
    """`image/png`, `image/jpeg`, or `image/svg+xml` for a drawing of ours."""
    content: bytes


class Choice(msgspec.Struct, frozen=True, tag=True):
    """One option among several, by a tap (or by typing its label); several of them, up to `at_most`, if it is over 1.

    `alone`: the code of an option that goes with no other (« Rien pour l'instant »). `pictures`: what the first options
    show, in their order; they are numbered, on the screen as on the buttons.
    """

    options: tuple[Option, ...]
    at_most: int = 1
    alone: str = ""
    pictures: tuple[Picture, ...] = ()


# -- lists that come from the group ------------------------------------------------------------------------------------


class PoolItems(msgspec.Struct, frozen=True, tag=True):
    """The group's ideas that stand in a pool, in an order drawn once, so that numbers can be spoken aloud."""

    pool: str

    @property
    def name(self) -> str:
        """Under which the group keeps the list."""
        return f"pool:{self.pool}"


class TopItems(msgspec.Struct, frozen=True, tag=True):
    """Of a closed vote: the items of the first `first` ranks, best first, then the one that divides most."""

    vote: StepId
    first: int = 3

    @property
    def name(self) -> str:
        """Under which the group keeps the list."""
        return f"top:{self.vote}"


class Arguments(msgspec.Struct, frozen=True, tag=True):
    """What people said at `key`, a few of each side, sides alternating: a side is an answer at the question `by`."""

    key: Key
    by: Key

    @property
    def name(self) -> str:
        """Under which the group keeps the list."""
        return f"said:{self.key}"


class Others(msgspec.Struct, frozen=True, tag=True):
    """Contributions of other people at `key`, `each` of them for each person, drawn.

    `session`: the parameter that names another session whose contributions are read instead of this one's.
    """

    key: Key
    each: int = 3
    session: str = ""

    @property
    def name(self) -> str:
        """Under which the group keeps the list."""
        return f"others:{self.key}"


class Brought(msgspec.Struct, frozen=True, tag=True):
    """The ideas that a person's team has before it in that round: brought by each, or kept in the round before."""

    round: StepId

    @property
    def name(self) -> str:
        """Under which the group keeps the list."""
        return f"round:{self.round}"


Source = PoolItems | TopItems | Arguments | Others | Brought


class Pick(msgspec.Struct, frozen=True, tag=True):
    """One thing of a list that the group made, by its number; or `none` of them."""

    source: Source
    none: Option | None = None


class Keep(msgspec.Struct, frozen=True, tag=True):
    """Which ideas of one's team go on, by their numbers: up to `at_most` of them."""

    source: Brought
    at_most: int = 20

    @property
    def alone(self) -> str:
        """No idea excludes the others."""
        return ""


# -- consent, text, proposals ------------------------------------------------------------------------------------------


class Agreement(msgspec.Struct, frozen=True, tag=True):
    """The consent: nothing else is asked before `accept`; `decline` ends and keeps nothing but a count."""

    accept: Option
    decline: Option

    @property
    def options(self) -> tuple[Option, ...]:
        """Both buttons."""
        return (self.accept, self.decline)


class Threshold(msgspec.Struct, frozen=True, tag=True):
    """The way in: `enter` goes on, `ask` lets the person write a question that is passed on to the facilitators.

    With `decline` it is the age gate: who is not old enough does not come in, and nothing is kept but a count.
    """

    enter: Option
    ask: Option | None = None
    decline: Option | None = None

    @property
    def options(self) -> tuple[Option, ...]:
        """The buttons."""
        return tuple(one for one in (self.enter, self.ask, self.decline) if one is not None)


class FreeText(msgspec.Struct, frozen=True, tag=True):
    """Text in one or several messages. `options` are real answers too (« Rien ne m'inquiète »).

    `gathers`: several messages make one answer, closed by « J'ai fini » (or by a short silence); otherwise the first
    message is the answer and the next question follows at once. `pool`: the answer becomes an item of that pool.
    """

    options: tuple[Option, ...] = ()
    gathers: bool = True
    pool: str = ""


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
    """Majority judgement over a pool. `grades` go from worst to best; `no_opinion` is shown apart and never counted.

    Grades from index `favourable_from` up speak for an item, grades up to `reserved_upto` included against it.
    `of`: the vote that this one is a second round of. On the same items; each person is shown what they gave.
    `arguments`: the debate on the item that divided most, of which one argument a side is shown with that item.
    """

    pool: str
    grades: tuple[Grade, ...]
    no_opinion: Grade
    explanation: tuple[str, ...] = ()
    favourable_from: int = 0
    reserved_upto: int = 0
    of: StepId = ""
    arguments: StepId = ""


class PointsBallot(msgspec.Struct, frozen=True, tag=True):
    """Points to share out over a pool: `budget` in all, at most `cap` on one item. Points left over are lost."""

    pool: str
    budget: int = 5
    cap: int = 3
    explanation: tuple[str, ...] = ()


class Selection(msgspec.Struct, frozen=True, tag=True):
    """A round of support: each person names up to `at_most` of the group's ideas; the most named go to the vote.

    Held only if more ideas stand than the vote has room for.
    """

    pool: str
    at_most: int = 3
    explanation: tuple[str, ...] = ()


class ApprovalBallot(msgspec.Struct, frozen=True, tag=True):
    """Each person names every item of the pool that suits them; `at_most` of them, if it is not 0."""

    pool: str
    at_most: int = 0
    explanation: tuple[str, ...] = ()


class RankingMethod(StrEnum):
    """How rankings are counted, from the duels of each item with each other. Borda is shown beside either."""

    SCHULZE = "schulze"
    RANKED_PAIRS = "ranked_pairs"


class RankingBallot(msgspec.Struct, frozen=True, tag=True):
    """Items of a pool in order of preference; those left out are equal, below all others."""

    pool: str
    method: RankingMethod = RankingMethod.SCHULZE
    explanation: tuple[str, ...] = ()


class StatementsBallot(msgspec.Struct, frozen=True, tag=True):
    """Statements of a pool, one at a time: `agree`, `disagree`, or neither (`no_opinion`, shown apart)."""

    pool: str
    agree: Grade
    disagree: Grade
    no_opinion: Grade
    explanation: tuple[str, ...] = ()

    @property
    def grades(self) -> tuple[Grade, ...]:
        """What counts, as the grades of a scale of two: against, then for."""
        return (self.disagree, self.agree)

    @property
    def favourable_from(self) -> int:
        """The grade that speaks for a statement."""
        return 1

    @property
    def reserved_upto(self) -> int:
        """The grade that speaks against it."""
        return 0


Verdict = GradedBallot | StatementsBallot
"""Ballots that say something of each item by itself, one at a time, for and against."""
HorizonBallot = GradedBallot | StatementsBallot | ApprovalBallot | RankingBallot
"""Votes on horizons: what they rank first is what the rest of the workshop works on."""
Ballot = HorizonBallot | PointsBallot | Selection

AnswerForm = Choice | Pick | Keep | Agreement | Threshold | FreeText | Keywords | Proposals | Ballot


def takes_several(form: AnswerForm) -> bool:
    """Whether more than one tap may make the answer, so that « J'ai fini » closes it."""
    return isinstance(form, Choice | Keep) and form.at_most > 1


class OwnProbe(msgspec.Struct, frozen=True):
    """A follow-up question of this step.

    `after`: asked by itself after that option. `by_itself`: after every answer in words. Otherwise for the facilitator
    to send.
    """

    code: str
    text: str
    after: str = ""
    by_itself: bool = False


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
    reservation_on: StepId = ""
    """Asked only of who graded low, in that vote, an item ranked among the first or the one that divides most."""


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
    closes_in: tuple[tuple[int, time], ...] = ()
    """Its close in those versions for which it is written apart: (length in days, time)."""

    def closes_at(self, length: int) -> time | None:
        """The hour of its close, in the version of that many days; None if it has none."""
        return dict(self.closes_in).get(length, self.closes)


class Pairing(msgspec.Struct, frozen=True):
    """Which cards a team may bring together: those of the step `needs` with those of `resources`.

    `same`: fields (suffixes of keys) whose answers must be the same on both.
    """

    needs: StepId
    resources: StepId
    same: tuple[str, ...] = ()


class Round(msgspec.Struct, frozen=True):
    """A round of ideas from few people to many: alone (1), in twos (2), in fours (4), everybody (0).

    `after`: the round before it, whose teams join; empty for the first, to which people bring ideas of their own.
    """

    pool: str
    people: int
    after: StepId = ""


class Step(msgspec.Struct, frozen=True):
    """A step asks or shows one thing.

    What an author writes as one step may be played as several *parts*, when the group is gathered in the middle of it:
    `debat` and `debat.lecture`. The parts after the first name it in `of`.
    """

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
    of: StepId = ""
    moment: Moment = Moment.IN_TURN
    shows: Source | None = None
    """A list shown before the first question."""
    extracts: tuple[str, ...] = ()
    """Texts of which each person is shown one, drawn, before the first question."""
    record: str = ""
    """What a card describes: `lead`, `resource`, `need`, `observation`, `alert` or `other`; empty for other steps."""
    repeats: int = 1
    """How many cards a person may fill in."""
    needs: tuple[str, ...] = ()
    """Values worked out by the session (`horizon_1`...) that its texts show: without one, nobody is asked."""
    fallback: str = ""
    """Of a debate: the statement debated when no horizon divides the group."""
    precision: str = ""
    """Of a share: what the author of an idea is asked when somebody wants it made clearer."""
    merge: str = ""
    """Of a share: what authors are asked when a merge is proposed; with the options `yes`, `no`, `other`."""
    merge_options: tuple[Option, ...] = ()
    introductions: Key = ""
    """The question that says whether, and how, a person wishes to be put in touch with others."""
    expected: tuple[str, ...] = ()
    """Of a profile: the codes of the capacities without which the group lacks somebody."""
    hierarchy: tuple[str, ...] = ()
    """Of a profile: the codes of two capacities of which one may answer to the other."""
    pairing: Pairing | None = None
    round: Round | None = None

    @property
    def authored(self) -> StepId:
        """The id of the step as its author wrote it."""
        return self.of or self.id

    @property
    def counted(self) -> bool:
        """Whether « Question 3 sur 8 » counts it: the way in and the consent are not questions."""
        entering = self.kind in (StepKind.WELCOME, StepKind.CONSENT)
        return not entering and not self.of and self.moment is Moment.IN_TURN

    @property
    def ballot(self) -> Ballot | None:
        """The ballot cast here, if this step is a vote."""
        return next((q.accepts for q in self.questions if isinstance(q.accepts, Ballot)), None)

    @property
    def another(self) -> Key:
        """The question that asks whether to fill in one more card; empty if there is none."""
        return f"{self.id}.{ANOTHER}" if self.repeats > 1 else ""


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


Default = str | int | None
"""The value of a parameter that was left as the script has it; None: a launch must give one."""


class Parameter(msgspec.Struct, frozen=True):
    """A value that the facilitator gives at launch and texts use as `{{ name }}`."""

    name: str
    kind: str = "text"
    """`text`, `integer`, `date` or `session` (the code of another session, or nothing)."""
    help: str = ""
    default: Default = None
    later: bool = False
    """Given by the facilitators while the session runs; until then, nobody is asked what shows it."""

    @property
    def required(self) -> bool:
        """Whether a launch must be given a value."""
        return self.default is None and self.kind != "session" and not self.later


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
    """A whole workshop. `hash` pins it: sha-256 of its bytes and of the files beside it, in hexadecimal.

    `translations` are the same workshop, of the same ids and codes and the same hash, with other texts: what somebody
    reads who chose that language. What is kept, printed and compared is in the script's own.
    """

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
    translations: tuple[Script, ...] = ()
    lexicon: Lexicon = Lexicon()
    """The words that probes look for; none: only what needs no list is recognised (contact details, emoji…)."""

    def spoken(self, language: str) -> Script:
        """The workshop as somebody reads it who chose that language: in its own where it has no such translation.

        `fr-doublets` is French without middle dots; where there is no such text, French will do.
        """
        for tag in (language, language.partition("-")[0]):
            if tag == self.language:
                return self
            for translation in self.translations:
                if translation.language == tag:
                    return translation
        return self

    def sentences_in(self, language: str) -> Mapping[str, str]:
        """Its own sentences among what the group makes (prepared items, fallbacks of debates), in that language."""
        spoken = self.spoken(language)
        if spoken.language not in self._sentences_known:
            pairs = zip(self._sentences, spoken._sentences, strict=True)
            self._sentences_known[spoken.language] = {mine: theirs for mine, theirs in pairs if mine}
        return self._sentences_known[spoken.language]

    @cached_property
    def _sentences(self) -> tuple[str, ...]:
        prepared = [idea.text for pool in self.pools for idea in pool.prepared]
        return (*prepared, *(step.fallback for step in self.steps))

    @cached_property
    def _sentences_known(self) -> dict[str, Mapping[str, str]]:
        return {}

    def defaults_in(self, language: str) -> Mapping[tuple[str, Default], Default]:
        """The name and default of each parameter → its default in that language."""
        spoken = self.spoken(language)
        if spoken.language not in self._defaults_known:
            pairs = zip(self.parameters, spoken.parameters, strict=True)
            self._defaults_known[spoken.language] = {
                (mine.name, mine.default): theirs.default for mine, theirs in pairs
            }
        return self._defaults_known[spoken.language]

    @cached_property
    def _defaults_known(self) -> dict[str, Mapping[tuple[str, Default], Default]]:
        return {}

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
    def _questions(self) -> dict[Key, tuple[Step, Question]]:
        return {question.key: (step, question) for step, question in self.walk()}

    def question(self, key: Key) -> Question:
        """The question filed under that key. Raises KeyError if there is none."""
        return self._questions[key][1]

    def step_of(self, key: Key) -> Step:
        """The step (or part of one) that asks a key, or bears it as its id; for other keys, the step that they name.

        Raises:
            KeyError: the script has no such step.
        """
        found = self._questions.get(key)
        if found is not None:
            return found[0]
        return self.step(key if key in self._positions else key.partition(".")[0])

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

    @property
    def asked_at_launch(self) -> tuple[Parameter, ...]:
        """The parameters that a launch asks for, in order."""
        return tuple(one for one in self.parameters if not one.later)

    @cached_property
    def counted(self) -> tuple[Step, ...]:
        """The steps that « Question 3 sur 8 » counts, in order."""
        return tuple(step for step in self.steps if step.counted)

    def gates(self) -> tuple[StepId, ...]:
        """Ids of the steps that carry a gate, in order."""
        return self._gates

    @cached_property
    def _gates(self) -> tuple[StepId, ...]:
        return tuple(step.id for step in self.steps if step.gate is not None)

    def stretch_of(self, step_id: StepId) -> int:
        """How many gates stand at or before the step: 0 before the first gate."""
        return self._stretches[self._positions[step_id]]

    def stretch(self, number: int) -> tuple[Step, ...]:
        """The steps between two gates, `number` counted from 0."""
        return tuple(step for step in self.steps if self.stretch_of(step.id) == number)
