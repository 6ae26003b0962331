"""One fabricated person in front of a phone: reads what the bot shows, and does what the crowd file says.

A persona knows her own lines and her own screen, nothing of the bot. She does one thing at a time, at the moment her
latency says. Not here: whose turn it is (`player`), what a message is (`screen`), how a ballot is filled in (`voter`).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.engine.phrases import Label
from bot.engine.reading import option_of
from bot.engine.script import (
    Agreement,
    Arguments,
    Ballot,
    Brought,
    FreeText,
    GradedBallot,
    Keep,
    Keywords,
    Others,
    Pick,
    PoolItems,
    Proposals,
    Question,
    Script,
    Source,
    StepId,
    Threshold,
    TopItems,
    takes_several,
)
from bot.engine.second_rounds import rounds_of
from bot.rehearsal.board import Board, step_of
from bot.rehearsal.botapi import CannotDo, Phone, Shown
from bot.rehearsal.clock import VirtualClock
from bot.rehearsal.crowd import AnswerKey, Person
from bot.rehearsal.labels import Labels
from bot.rehearsal.lines import References, lines_of, number_of
from bot.rehearsal.screen import Kind, Reader, Reading, button, other_words, plain
from bot.rehearsal.voter import Voter

TAP_SECONDS: Final = (1.5, 4.0)
"""How long a tap takes that needs no thought: « J'ai fini », going on."""
PARKING_PATIENCE: Final = 75.0
"""How long someone who went off topic waits for a word before answering: less than what ends an answer by itself."""
CATCH_UPS_AT_MOST: Final = 3
MERGE_WITHIN: Final = 100.0
"""Seconds within which somebody slow answers a merge all the same."""
CAME_BACK_AT_MOST: Final = 12
COMES_BACK_AFTER: Final = (3_600.0, 10_800.0)
"""Over days, how long before somebody at rest looks in again, in seconds."""
DATA_COMMANDS: Final = {"fr": "/mesdonnees", "en": "/mydata"}

_AT_A_STEP: Final = (
    Kind.QUESTION,
    Kind.PROBE,
    Kind.GATHERING,
    Kind.SHARING,
    Kind.BALLOT_ITEM,
    Kind.BALLOT_SUMMARY,
)


class Persona:
    """One person of a crowd, at play. `parks`: keys of hers that the facilitator is going to park."""

    def __init__(
        self,
        person: Person,
        phone: Phone,
        *,
        script: Script,
        values: Mapping[str, str | int],
        items: Mapping[str, str],
        labels: Labels,
        references: References,
        parks: Collection[str],
        clock: VirtualClock,
        board: Board,
        seed: str,
        days: int = 0,
    ) -> None:
        """`days`: over how many days she takes part; 0: live."""
        self.person = person
        self.phone = phone
        self.arrived = False
        self.gone = False
        self.consented = False
        self.declined = False
        self.withdrawn = False
        self.sent = 0
        self.late_votes = 0
        self._other_words = other_words(script, script.spoken(person.language))
        self.voter = Voter(person, items, self._other_words, {step.id: form.of for step, form in rounds_of(script)})
        self.lines = lines_of(person, script)
        """Key → what she says there, a card's fields included."""
        self._references = references
        self._shared: Counter[str] = Counter()
        """Ballot step and number → what was given there by taps."""
        self._script = script
        self._labels = labels
        self._parks = parks
        self._clock = clock
        self._board = board
        self._over_days = days > 0
        self._asked: Counter[str] = Counter()
        """Over days, how often each question came: what she has nothing to say to, she passes when reminded."""
        self._came_back = 0
        self._random = random.Random(f"{seed}:{person.id}")
        self._reader = Reader(script.spoken(person.language), values, labels, person.language)
        self._seen = 0
        self._reading: Reading | None = None
        self._key = ""
        """Key of the question on the screen, or last there: what a gathering card and a probe are about."""
        self._filling = ""
        """Key whose messages go on being sent while the bot gathers: the question's, or `<step>.probe` once split."""
        self._acted_at: set[StepId] = set()
        self._told: dict[str, int] = {}
        self._spoken: set[str] = set()
        self._off_topic: set[StepId] = set()
        self._hold_until: datetime | None = None
        self._due: datetime | None = None
        self._extras: list[tuple[datetime, Callable[[], None]]] = []
        self._merges = 0
        self._ballot: StepId = ""
        self._pace = 1.0
        self._tapped_on = ""
        self._catching_up = False
        self._catch_ups = 0
        self._late_voted = False
        self._withdrawing = False

    # -- time ----------------------------------------------------------------------------------------------------------

    def due(self) -> datetime | None:
        """When this person does something next; None: not before something happens."""
        if self.gone:
            return None
        if not self.arrived:
            return self._arrival()
        moments = [at for at, _ in self._extras]
        if self._due is not None:
            moments.append(max(self._due, self._hold_until) if self._hold_until is not None else self._due)
        return min(moments, default=None)

    def act(self) -> None:
        """Do the next thing: one gesture."""
        if not self.arrived:
            self.arrived = True
            self.phone.start(self._board.link)
            return
        now = self._clock.now()
        for extra in sorted(self._extras, key=lambda one: one[0]):
            if extra[0] <= now:
                self._extras.remove(extra)
                extra[1]()
                return
        self._due = self._hold_until = None
        if self._reading is not None:
            self._do(self._reading)

    def _arrival(self) -> datetime | None:
        """Not before the time given, nor before the group has left the steps she is said to have missed."""
        opened = self._board.opened_at
        if opened is None or self._board.closed_at is not None:
            return None
        missed = self.person.behaviour.misses
        if missed and self._board.stretch <= max(self._script.stretch_of(step_of(key)) for key in missed):
            return None
        return max(opened + timedelta(minutes=self.person.arrives_min), self._clock.now())

    def _latency(self) -> float:
        return self._random.uniform(*self.person.latency_s)

    def _soon(self) -> float:
        return self._random.uniform(*TAP_SECONDS)

    def _in(self, seconds: float) -> datetime:
        return self._clock.now() + timedelta(seconds=seconds)

    def _later(self, seconds: float, what: Callable[[], None]) -> None:
        self._extras.append((self._in(seconds), what))

    # -- what others may know ------------------------------------------------------------------------------------------

    @property
    def present(self) -> bool:
        """Whether she is there and has not gone for good."""
        return self.arrived and not self.gone and not self.declined

    @property
    def late(self) -> bool:
        """Whether she came after steps had closed."""
        return self.arrived and bool(self.person.behaviour.misses)

    def answers_merges(self) -> bool:
        """Whether she would answer a merge proposed to her."""
        silent = any(key.endswith(".fusion") for key in self.person.behaviour.silent_at)
        return self.present and not silent

    def refuses_next_merge(self) -> bool | None:
        """What her lines say about the next merge proposed to her; None if they say nothing."""
        said = self._merge_line()
        return None if not said else not _is_yes(said)

    def expected(self, stretch: int) -> bool:
        """Whether the group should wait for her in that stretch: still to come, with something to say there."""
        if self.arrived or self.gone:
            return False
        missed = {step_of(key) for key in self.person.behaviour.misses}
        # Answers to a merge (`clarification.fusion`) belong to no step of a script that has no such round.
        said = {step_of(key) for key in (*self.lines, *self.person.votes, *self.person.forms)} - missed
        return any(step.id in said and self._script.stretch_of(step.id) == stretch for step in self._script.steps)

    def last_card(self) -> str:
        """The last thing on the screen, for whoever finds the play stuck."""
        try:
            last = self.phone.last
        except CannotDo:
            return "(nothing)"
        return f"{last.text!r} {list(last.labels)}"

    # -- reading the screen --------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Read what is new on the screen."""
        if not self.arrived or self.gone:
            return
        try:
            newest = self.phone.last.id
        except CannotDo:
            return
        if newest > self._seen:
            seen, self._seen = self._seen, newest
            for message in self.phone.from_bot:
                if message.id > seen:
                    self._read(message)
        if self._hold_until is not None and AnswerKey(self.person.id, self._parking_key()) in self._board.parked:
            self._hold_until = None
        self._mind_what_is_over()
        self._leave()

    def _read(self, message: Shown) -> None:
        reading = self._reader.read(message, self._key)
        match reading.kind:
            case Kind.NOTHING:
                return
            case Kind.MERGE:
                if self.answers_merges():
                    # Two minutes are what she has, live, and the card says so.
                    self._later(min(self._latency(), MERGE_WITHIN), lambda: self._answer_merge(message))
                return
            case Kind.PRECISION:
                self._later(self._latency(), lambda: self._make_clearer(message))
                return
            case Kind.WHICH_QUESTION:
                self._later(self._soon(), lambda: self._adopt(message))
                return
            case Kind.HOUR:
                self._later(self._soon(), lambda: self._choose_hour(message))
                return
            case Kind.DATA | Kind.CONFIRM:
                if self._withdrawing and not self.withdrawn:
                    self._later(self._soon(), lambda: self._withdraw(reading))
                return
            case _:
                self._read_card(reading)

    def _read_card(self, reading: Reading) -> None:
        """A card of the course: it takes the place of the one before."""
        moved = reading.question is not None and reading.question.key != self._key
        if self._key and (moved or reading.kind is Kind.GATE):
            self._board.answered.add(AnswerKey(self.person.id, self._key))
        if reading.question is not None:
            self._board.shown(reading.question.key, self._clock.now())
            self._key = self._filling = reading.question.key
            self._asked[self._key] += 1
        if reading.kind is Kind.BALLOT_ITEM and self._ballot != step_of(self._key):
            self._ballot = step_of(self._key)
            # The whole ballot is one answer: its items share one latency.
            self._pace = max(self._latency() / self.voter.size, TAP_SECONDS[0])
            self._tapped_on = ""
        if reading.kind is Kind.GATE:
            self._catching_up = False
        self._reading = reading
        delay = self._delay(reading)
        self._due = None if delay is None else self._in(delay)

    def _delay(self, reading: Reading) -> float | None:
        """How long until she does what the card asks; None: she lets it be."""
        behaviour = self.person.behaviour
        match reading.kind:
            case Kind.QUESTION if reading.question is not None:
                key = reading.question.key
                if key in behaviour.silent_at:
                    return None
                has_lines = key in self.lines or isinstance(reading.question.accepts, Threshold)
                speaks = has_lines or self._missed_here(key) or self._catching_up or self._is_reminded(key)
                return self._latency() if speaks else None
            case Kind.PROBE:
                return None if self._probe_key(reading) in behaviour.silent_at else self._latency()
            case Kind.GATHERING:
                return self._latency() / 2 if self._rest() is not None else self._soon()
            case Kind.SHARING:
                return self._latency() / 2 if self._gifts() or self._is_reminded(self._key) else None
            case Kind.BALLOT_ITEM | Kind.BALLOT_SUMMARY:
                return self._pace if self.voter.votes_at(self._ballot) else None
            case Kind.GATE:
                if self._wants_to_catch_up() and self._reader.has(reading.message, Label.CATCH_UP):
                    return self._soon()
                return self._random.uniform(*COMES_BACK_AFTER) if self._comes_back(reading.message) else None
            case _:
                return None

    def _is_reminded(self, key: str) -> bool:
        return self._over_days and self._asked[key] > 1

    def _comes_back(self, message: Shown) -> bool:
        """Over days, whether she looks in again by herself: from the vote on, the days are full."""
        votes = [self._script.stretch_of(one.id) for one in self._script.steps if isinstance(one.ballot, GradedBallot)]
        after = self._over_days and bool(votes) and self._board.stretch >= max(votes)
        return after and self._came_back < CAME_BACK_AT_MOST and self._reader.has(message, Label.CARRY_ON)

    def _missed_here(self, key: str) -> bool:
        """Whether the question is one of a step she missed, asked again while she catches up."""
        return step_of(key) in {step_of(one) for one in self.person.behaviour.misses}

    def _wants_to_catch_up(self) -> bool:
        """Whether something she has lines for was over before she came to it, and is none of what she lets go."""
        behaviour = self.person.behaviour
        let_go = {step_of(one) for one in behaviour.misses} - {step_of(one) for one in behaviour.catches_up}
        over = [step for step in self._script.steps if self._script.stretch_of(step.id) < self._board.stretch]
        keys = [step.questions[0].key for step in over if step.catch_up and not step.always and step.id not in let_go]
        unsaid = any(key in self.lines and not self._told.get(key) for key in keys)
        return unsaid and self._catch_ups < CATCH_UPS_AT_MOST

    def _mind_what_is_over(self) -> None:
        """What is done once something is over: an old ballot button, a withdrawal."""
        behaviour = self.person.behaviour
        over = self._board.closed_at is not None
        vote_over = over or (bool(self._ballot) and self._board.stretch > self._script.stretch_of(self._ballot))
        if self._ballot and vote_over and not self._late_voted:
            self._late_voted = True
            for code, (data, message) in self.voter.old_buttons.items():
                self._later(self._soon() + self.late_votes, partial(self._vote_late, code, data, message))
        if over:
            self._due = None
        if over and behaviour.withdraws == "after_close" and not self._withdrawing:
            self._withdrawing = True
            self._later(self._latency(), lambda: self._say("", DATA_COMMANDS[self.person.language]))

    def _leave(self) -> None:
        """She is gone once the bot has moved on from the last step she does."""
        last = self.person.behaviour.leaves_after
        if last is None or self._reading is None:
            return
        step = step_of(last)
        still_there = self._reading.kind in _AT_A_STEP and step_of(self._key) == step
        # Over days others may be further on than she is.
        too_late = not self._over_days and self._board.stretch > self._script.stretch_of(step)
        if (step in self._acted_at and not still_there) or too_late:
            self.gone = True
            if self.person.behaviour.leaves_by == "blocking":
                self.phone.block()

    # -- acting --------------------------------------------------------------------------------------------------------

    def _do(self, reading: Reading) -> None:
        self._acted_at.add(step_of(self._key))
        match reading.kind:
            case Kind.QUESTION if reading.question is not None:
                self._answer(reading.question, reading.message)
            case Kind.PROBE:
                self._answer_probe(reading)
            case Kind.GATHERING:
                rest = self._rest()
                if rest is not None:
                    self._tell(rest)
                else:
                    self._board.answered.add(AnswerKey(self.person.id, self._key))
                    self._tap(reading.message, Label.DONE)
            case Kind.SHARING:
                self._share(reading.message)
            case Kind.BALLOT_ITEM | Kind.BALLOT_SUMMARY:
                self._vote(reading.message)
            case Kind.GATE if self._comes_back(reading.message):
                self._came_back += 1
                self._tap(reading.message, Label.CARRY_ON)
                # Told that it is too early, she looks in again; a new card sets another time.
                self._due = self._in(self._random.uniform(*COMES_BACK_AFTER))
            case Kind.GATE:
                self._catching_up = True
                self._catch_ups += 1
                self._tap(reading.message, Label.CATCH_UP)
            case _:
                return

    def _answer(self, question: Question, message: Shown) -> None:
        key, behaviour = question.key, self.person.behaviour
        if isinstance(question.accepts, Threshold) and key not in self.lines:
            self._press(message, question.accepts.enter.label)
        elif self._missed_here(key) and step_of(key) not in {step_of(one) for one in behaviour.catches_up}:
            self._tap(message, Label.PASS)
        elif key in behaviour.voice_at and key not in self._spoken:
            self._spoken.add(key)
            self.phone.send_voice()
            self._due = self._in(self._latency())
        elif self._goes_off_topic(question):
            return
        elif takes_several(question.accepts):
            self._choose_several(question, message)
        elif self._next_line(key) is None:
            # Asked again, with nothing to add: what was said stands, or she passes.
            if not self._tap(message, Label.KEEP):
                self._tap(message, Label.PASS)
        else:
            self._answer_with_line(question, message)

    def _answer_with_line(self, question: Question, message: Shown) -> None:
        text = self._next_line(question.key) or ""
        if isinstance(question.accepts, Agreement):
            # As the bot reads it: « jaccepte » is a yes too.
            said = (text, *self._other_words.get(plain(text), ()))
            chosen = {option_of(word, question.accepts.options) for word in said}
            self.consented = question.accepts.accept in chosen
            self.declined = question.accepts.decline in chosen
        if isinstance(question.accepts, Pick):
            text = self._picked(question.accepts, text, message)
        elif isinstance(question.accepts, Keep):
            text = self._number(question.accepts.source, text, message) or text
        if (self._is_pass(text) and self._tap(message, Label.PASS)) or self._press(message, text):
            self._told[question.key] = self._told.get(question.key, 0) + 1
            self.sent += 1
        else:
            self._tell(question.key)

    def _picked(self, pick: Pick, line: str, message: Shown) -> str:
        """What she taps for a line: the number of what it names; « none » or a pass where that is not on the list."""
        number = self._number(pick.source, line, message)
        if number or not self._references.knows(line):
            return number or line
        return pick.none.label if pick.none is not None else self._reader.label(Label.PASS)

    def _number(self, source: Source, line: str, message: Shown) -> str:
        """The number of what a line names in the list on the screen; empty if it names none of it."""
        match source:
            case Arguments(key=key) | Others(key=key):
                keys: tuple[str, ...] = (key,)
            case PoolItems(pool=pool):
                keys = said_in(self._script, pool)
            case Brought(round=number):
                settings = self._script.step(number).round
                keys = said_in(self._script, settings.pool) if settings is not None else ()
            case TopItems():
                keys = ()
        wanted = self._references.texts(line, keys)
        # A list that was read at the question before is not shown again: she looks up.
        shown = (message, *reversed(self.phone.from_bot))
        return next((number for one in shown if (number := number_of(one.text, wanted))), "")

    def _choose_several(self, question: Question, message: Shown) -> None:
        """One tap an option, then « J'ai fini »; the card is edited in place, so she looks at it again."""
        key, form = question.key, question.accepts
        line = self._next_line(key)
        if line is not None and isinstance(form, Keep):
            line = self._number(form.source, line, message) or line
        if line is not None and self._is_pass(line) and self._tap(message, Label.PASS):
            self._told[key] = self._told.get(key, 0) + 1
            return
        if line is not None:
            self._told[key] = self._told.get(key, 0) + 1
            self.sent += 1
            if not self._press(message, line):
                self._say(key, line)
        elif not self._tap(message, Label.DONE):
            self._tap(message, Label.PASS)
            return
        self._due = self._in(self._soon())

    def _answer_probe(self, reading: Reading) -> None:
        key = self._probe_key(reading)
        self._board.probed.pop(self.person.id, None)
        left = len(self.lines.get(key, ())) - self._told.get(key, 0)
        split = next((one for one in (Label.SPLIT, Label.YES) if self._reader.has(reading.message, one)), None)
        text = self._next_line(key)
        if split is not None and left > 1:
            self._filling = key
            self._tap(reading.message, split)
        elif text is None or self._is_pass(text):
            self._told[key] = self._told.get(key, 0) + 1
            self._tap(reading.message, Label.PASS)
        else:
            self._tell(key)

    def _probe_key(self, reading: Reading) -> str:
        """Where the answer to a probe is in her lines: a facilitator's probe may be about an earlier step."""
        code, step = self._board.probed.get(self.person.id, ("", ""))
        return f"{step if code and code == reading.probe else step_of(self._key)}.probe"

    # -- speaking ------------------------------------------------------------------------------------------------------

    def _next_line(self, key: str) -> str | None:
        lines, told = self.lines.get(key, ()), self._told.get(key, 0)
        return lines[told] if told < len(lines) else None

    def _rest(self) -> str | None:
        """The key of the answer under way that has more messages to come; None if it is complete."""
        return next((key for key in (self._filling, self._key) if self._next_line(key) is not None), None)

    def _tell(self, key: str) -> None:
        """Say the next line at that key."""
        text = self._next_line(key)
        if text is None:
            return
        told = self._told.get(key, 0)
        self._told[key] = told + 1
        self._say(key, text)
        if told == 0 and key in self.person.behaviour.sends_twice:
            self.phone.send(text)

    def _say(self, key: str, text: str) -> None:
        if key:
            self._board.said[AnswerKey(self.person.id, key)] += 1
            self.sent += 1
        self.phone.send(text)

    def _parking_key(self) -> str:
        return f"{step_of(self._key)}.parking"

    def _goes_off_topic(self, question: Question) -> bool:
        """Whether she sent something that is beside the question, before her answer."""
        step, key = step_of(question.key), self._parking_key()
        first = question.key == self._script.step(step).questions[0].key
        words = isinstance(question.accepts, FreeText | Keywords | Proposals)
        if not first or not words or step in self._off_topic or key not in self.lines:
            return False
        self._off_topic.add(step)
        for text in self.lines[key]:
            self._say(key, text)
        if key in self._parks:
            self._hold_until = self._in(PARKING_PATIENCE)
        return True

    # -- voting, merging, withdrawing ----------------------------------------------------------------------------------

    def _gifts(self) -> Mapping[str, int]:
        """What she gives on the ballot on the screen, in order: reference → points, or 1 to name or rank it next."""
        fields = self.person.forms.get(self._key, {})
        if fields:
            return {name: int(value) for name, value in fields.items()}
        return dict.fromkeys(self.lines.get(self._key, ()), 1)

    def _share(self, message: Shown) -> None:
        """One tap on points, support, approval or a ranking; then the card has been edited, and she looks again."""
        for line, wanted in self._gifts().items():
            number = number_of(message.text, self._references.texts(line, self._said_at()))
            given = f"{self._key}:{line}"
            if not number or self._shared[given] >= wanted:
                continue
            self._shared[given] += 1
            more = self._labels.cards[Label.POINT_MORE][self.person.language].replace("{n}", number)
            if self._press(message, more) or self._press(message, number):
                self.sent += 1
                self._due = self._in(self._soon())
                return
        if self._tap(message, Label.SUMMARY):
            self._due = self._in(self._soon())
        else:
            self._tap(message, Label.CONFIRM)

    def _said_at(self) -> tuple[str, ...]:
        """Where the things on the ballot were said."""
        form = self._script.question(self._key).accepts
        return said_in(self._script, form.pool if isinstance(form, Ballot) else "")

    def _make_clearer(self, message: Shown) -> None:
        """Somebody wants an idea of hers made clearer: her line, or she passes."""
        key = next((key for key in self.lines if key.endswith(".precision")), "")
        text = self._next_line(key) if key else None
        if text is None or key in self.person.behaviour.silent_at:
            if key not in self.person.behaviour.silent_at:
                self._tap(message, Label.PASS)
            return
        self._tap(message, Label.ANSWER)
        self._tell(key)

    def _vote(self, message: Shown) -> None:
        """One tap on the ballot; it is edited in place, so she looks at the same message again."""
        seen = f"{message.text}\n{message.labels}"
        if seen == self._tapped_on:
            # The edit is on its way; a second tap on the same card would say the same thing twice.
            self._due = self._in(TAP_SECONDS[0])
            return
        self._tapped_on = seen
        reading = self._reader.read(message, self._key)
        if reading.kind is Kind.BALLOT_ITEM and self._reader.has(message, Label.CHANGE_GRADE):
            self._tap(message, Label.CHANGE_GRADE if self.voter.changes(self._ballot, message) else Label.KEEP_GRADE)
        elif reading.kind is Kind.BALLOT_ITEM:
            grade = self.voter.grade(self._ballot, message)
            done = grade is not None and self._press(message, grade)
            if not done and not self._tap(message, Label.NEXT_ITEM):
                self._tap(message, Label.SUMMARY)
        elif reading.kind is Kind.BALLOT_SUMMARY:
            if not self.voter.reviews():
                if self.voter.confirms():
                    self._tap(message, Label.CONFIRM)
                return
            self._tap(message, Label.REVIEW)
        else:
            return
        self._due = self._in(self._pace)

    def _vote_late(self, code: str, data: str, message: int) -> None:
        self.late_votes += 1
        self.phone.tap_raw(data, message, label=self.person.behaviour.votes_after_close[code])

    def _merge_line(self) -> str:
        key = next((key for key in self.lines if key.endswith(".fusion")), "")
        lines = self.lines.get(key, ())
        return lines[self._merges] if self._merges < len(lines) else ""

    def _answer_merge(self, message: Shown) -> None:
        said = self._merge_line()
        self._merges += 1
        refuses = bool(said) and not _is_yes(said)
        if self._board.refuser == self.person.id:
            self._board.refuser = ""
            refuses = True
        pressed = bool(said) and refuses == (not _is_yes(said)) and self._press(message, said)
        if not pressed:
            found = self._reader.merge_button(message, agrees=not refuses)
            if found is not None and found.data is not None:
                self.phone.tap(message.id, found.data)
        self._board.merge_answers.add(self.person.id)

    def _choose_hour(self, message: Shown) -> None:
        hours = self._reader.hour_buttons(message)
        chosen = self._random.choice(hours)
        if chosen.data is not None:
            self.phone.tap(message.id, chosen.data)

    def _adopt(self, message: Shown) -> None:
        self._tap(message, Label.ADOPT)

    def _withdraw(self, reading: Reading) -> None:
        if reading.kind is Kind.DATA:
            self._tap(reading.message, Label.WITHDRAW)
        elif self._tap(reading.message, Label.YES):
            self.withdrawn = True

    # -- fingers -------------------------------------------------------------------------------------------------------

    def _is_pass(self, text: str) -> bool:
        return plain(text) in {plain(said) for said in self._labels.cards[Label.PASS].values()}

    def _tap(self, message: Shown, label: Label) -> bool:
        return self._press(message, self._reader.label(label))

    def _press(self, message: Shown, label: str) -> bool:
        """Tap the button of that label, or of what it is called in her language; False if the message has none."""
        words = (label, *self._other_words.get(plain(label), ()))
        found = next((one for one in (button(message, word) for word in words) if one is not None), None)
        if found is None or found.data is None:
            return False
        self.phone.tap(message.id, found.data)
        return True


def fills(question: Question, pool: str) -> bool:
    """Whether answers to that question are items of the pool."""
    return isinstance(question.accepts, Proposals | FreeText) and bool(pool) and question.accepts.pool == pool


def said_in(script: Script, pool: str) -> tuple[str, ...]:
    """The keys where items of the pool may have been said: at the question, or when asked to say it again."""
    filling = [(step, question.key) for step, question in script.walk() if fills(question, pool)]
    return tuple(key for step, asked in filling for key in (asked, f"{step.authored}.probe"))


def _is_yes(text: str) -> bool:
    return plain(text).lower().startswith(("oui", "yes"))
