"""The simulated people: who writes what when the bot has spoken, and how long the bot took.

A closed loop. Each person joins, then answers each question as soon as it is shown (or after a think time), so that a
person never has two messages under way. The measured part starts when everybody has been asked question 1 and
`release` is called. Others may only listen: they join, rest, and are counted when the broadcast reaches them. Pure
bookkeeping: the HTTP around it is `loadapi`.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from bench.survey import MARKER, QUESTIONS, answer

FIRST_ID: Final = 1_000_001
"""User id of the first person; a private chat has the id of its person."""
FIRST_LISTENER: Final = 2_000_001
"""User id of the first of those who only listen."""

_NUMBER: Final = re.compile(MARKER)


@dataclass(frozen=True)
class Manners:
    """How these people behave.

    `end`: regular expression of the message after which a person is done. `tap`: a button whose data matches is tapped
    (the first such) instead of writing. `think`: mean seconds before each answer, exponentially distributed; 0 answers
    at once.
    """

    end: str
    tap: str = ""
    think: float = 0.0
    seed: int = 1


@dataclass
class Person:
    """One of them. `since`: when her last message became available to the bot; None: the bot has replied."""

    id: int
    answered: int = 0
    since: float | None = None
    answering: bool = False
    asked: int = 0
    done: bool = False


@dataclass
class Tally:
    """What happened after `release`."""

    acknowledged: int = 0
    waits: list[float] = field(default_factory=list)
    oddities: Counter[str] = field(default_factory=Counter)


Say = Callable[[int, str | None, str, int], None]
"""Put a person's message (text) or tap (None, callback data, message number) before the bot."""


class People:
    """All of them. `later(seconds, call)` is the event loop's; `now()` its clock."""

    def __init__(
        self,
        count: int,
        manners: Manners,
        say: Say,
        later: Callable[[float, Callable[[], None]], Any],
        now: Callable[[], float],
        *,
        listeners: int = 0,
    ) -> None:
        self.everyone = {FIRST_ID + number: Person(FIRST_ID + number) for number in range(count)}
        self.tally = Tally()
        self.joined = 0
        self.finished = 0
        self.released_at: float | None = None
        self.finished_at: float | None = None
        self.listeners = dict.fromkeys(range(FIRST_LISTENER, FIRST_LISTENER + listeners), False)
        self.resting = 0
        self.reached = 0
        self.reached_at = 0.0
        self._manners = manners
        self._end = re.compile(manners.end)
        self._tap = re.compile(manners.tap) if manners.tap else None
        self._say = say
        self._later = later
        self._now = now
        self._random = random.Random(manners.seed)

    def join(self, text: str) -> None:
        """Everybody sends their first message, `text`."""
        for person in self.everyone.values():
            self._speak(person, text, "", 0, answering=False)

    def join_listeners(self, text: str) -> None:
        """Those who only listen send theirs; they tap their way in and then rest."""
        for listener in self.listeners:
            self._say(listener, text, "", 0)

    def release(self) -> None:
        """Everybody may answer question 1 from now on."""
        self.released_at = self._now()
        for person in self.everyone.values():
            if person.asked == 1:
                self._answer(person)

    def was_told(self, chat: int, message: int, text: str, buttons: Sequence[str]) -> None:
        """The bot sent a new message to that chat; `buttons` are their callback data in reading order."""
        person = self.everyone.get(chat)
        tap = next((data for data in buttons if self._tap.search(data)), None) if self._tap is not None else None
        if person is None:
            self._listener_was_told(chat, message, tap)
            return
        found = _NUMBER.search(text)
        if self._end.search(text):
            self._leave(person)
        elif tap is not None:
            self._was_replied_to(person)
            self._speak(person, None, tap, message, answering=False)
        elif found is not None:
            self._was_asked(person, int(found[1]))
        else:
            self.tally.oddities["neither a question nor the end"] += 1

    def _listener_was_told(self, chat: int, message: int, tap: str | None) -> None:
        if chat not in self.listeners:
            return  # The facilitator.
        if self.released_at is not None:
            if not self.listeners[chat]:
                self.listeners[chat] = True
                self.reached += 1
                self.reached_at = self._now()
        elif tap is not None:
            self._say(chat, None, tap, message)
        else:
            self.resting += 1

    def _was_asked(self, person: Person, number: int) -> None:
        if number != person.answered + 1:
            self.tally.oddities["asked again" if number <= person.answered else "asked out of order"] += 1
            return
        self._was_replied_to(person)
        person.asked = number
        if number == 1 and self.released_at is None:
            self.joined += 1
            return
        self._answer(person)

    def _was_replied_to(self, person: Person) -> None:
        """Only what comes next counts: a question asked again acknowledges nothing."""
        if person.since is not None and person.answering:
            self.tally.acknowledged += 1
            self.tally.waits.append(self._now() - person.since)
        person.since = None

    def _answer(self, person: Person) -> None:
        if self._manners.think <= 0:
            self._answer_now(person)
        else:
            self._later(self._random.expovariate(1 / self._manners.think), lambda: self._answer_now(person))

    def _answer_now(self, person: Person) -> None:
        text = answer(person.id - FIRST_ID, person.answered)
        person.answered += 1
        self._speak(person, text, "", 0, answering=True)

    def _speak(self, person: Person, text: str | None, data: str, message: int, *, answering: bool) -> None:
        person.since = self._now()
        person.answering = answering
        self._say(person.id, text, data, message)

    def _leave(self, person: Person) -> None:
        if person.answered != len(QUESTIONS):
            self.tally.oddities["ended early"] += 1
        elif not person.done:
            self._was_replied_to(person)
            person.done = True
            self.finished += 1
            if self.finished == len(self.everyone):
                self.finished_at = self._now()
