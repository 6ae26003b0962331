"""Impatient people on their phones, who act on what they see and remember what they did. Not a test.

Every text names the question that stands on the screen at the moment it is sent, and itself: `[q2#P07.3]`. So whoever
looks at the database afterwards knows where each of them belongs.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import Enum, auto

from bot.rehearsal.botapi import CannotDo, Phone, Shown

QUESTION = re.compile(r"§([a-z0-9_.]+)§")
TOKEN = re.compile(r"\[([a-z0-9_.]+)#(P\d+\.\d+)\]")
THE_END = "C'était la dernière question"
WAITING = "La suite : «"
ASKED = "Je ne sais pas à quelle question répond ce message"
CLOSED = "La séance est terminée"
DONE, CONFIRM, REVIEW, ADOPT = (
    "✅ J'ai fini",
    "✅ Je confirme mon vote",
    "Tout revoir",
    "C'était ma réponse à cette question",
)
TAPS = ("Je commence", "J'accepte", "Oui citez-moi", "Rouge", "Vert", "Bleu")
SEVERAL = {"q1", "q2", "q2.suite", "idees", "profil.pourquoi"}
"""Where some people write twice."""


class Kind(Enum):
    """What a message calls for."""

    TAP = auto()
    TEXT = auto()
    GATHERING = auto()
    BALLOT = auto()
    SUMMARY = auto()
    WHICH = auto()
    REST = auto()
    NOTHING = auto()


def plain(message: Shown) -> str:
    """The text with plain blanks."""
    return " ".join(message.text.split())


def read(message: Shown) -> Kind:
    """What the message calls for, by what is written on it."""
    labels = [label.removeprefix("✓ ") for label in message.labels]
    if any(label in TAPS for label in labels):
        return Kind.TAP
    if ADOPT in labels:
        return Kind.WHICH
    if DONE in labels:
        return Kind.GATHERING
    if CONFIRM in labels:
        return Kind.SUMMARY
    if "Excellent" in labels:
        return Kind.BALLOT
    if QUESTION.search(message.text):
        return Kind.TEXT
    if THE_END in plain(message) or WAITING in plain(message):
        return Kind.REST
    return Kind.NOTHING


@dataclass(frozen=True)
class Said:
    """A text that was sent."""

    question: str
    token: str


class Person:
    """One person. `said`, `grades`, `colour`: what they did; the database is held against it."""

    def __init__(self, name: str, phone: Phone, seed: int) -> None:
        self.name = name
        self.phone = phone
        self.said: list[Said] = []
        self.grades: dict[str, str] = {}
        self.colour = ""
        self.adopted = 0
        self._dice = random.Random(f"{seed}-{name}")
        self._acted: set[object] = set()
        self._choices: dict[object, str] = {}
        self._last_tap: tuple[int, str] | None = None
        self._reviewed = self._dice.random() < 0.6
        self._sent = 0

    async def take_part(self, payload: str) -> None:
        """Open the link and go on until the session is over."""
        self.phone.start(payload)
        while True:
            try:
                await self.phone.wait_for(
                    lambda _: self._todo() is not None or self.is_over(), timeout_s=self._dice.uniform(1, 3)
                )
            except TimeoutError:
                self._is_impatient()
                continue
            if self.is_over():
                return
            self._act()

    # -- what stands on the screen -------------------------------------------------------------------------------------

    def is_over(self) -> bool:
        """Whether the bot said that the session is over."""
        return any(CLOSED in message.text for message in self.phone.from_bot)

    def has_begun(self) -> bool:
        """Whether the bot asked anything yet."""
        return self._current() is not None

    def has_finished(self) -> bool:
        """Whether the bot said that this was the last question."""
        return any(THE_END in message.text for message in self.phone.from_bot)

    def was_asked_about(self, token: str) -> bool:
        """Whether the bot said that it does not know which question this text answers."""
        return any(ASKED in plain(one) and token in one.text for one in self.phone.from_bot)

    def is_at_gate(self, title: str) -> bool:
        """Whether the newest card waits for the group before that step."""
        current = self._current()
        return current is not None and f"{WAITING} {title} »" in plain(current)

    def _current(self) -> Shown | None:
        """The newest card that anything is waited for on."""
        idle = (Kind.NOTHING, Kind.WHICH)
        return next((one for one in reversed(self.phone.from_bot) if read(one) not in idle), None)

    def _question(self) -> str:
        """The question that stands on the screen: the newest one asked there."""
        for message in reversed(self.phone.from_bot):
            found = QUESTION.search(message.text)
            if found is not None:
                return found[1]
        return ""

    def _todo(self) -> Shown | None:
        """The newest thing that asks for something and was not yet dealt with."""
        current = self._current()
        for message in reversed(self.phone.from_bot):
            kind = read(message)
            if kind in (Kind.NOTHING, Kind.REST) or _face(message) in self._acted:
                continue
            # Nobody scrolls up to answer a question that others have followed.
            if kind is Kind.WHICH or (current is not None and message.id == current.id):
                return message
        return None

    # -- what one does about it ----------------------------------------------------------------------------------------

    def _act(self) -> None:
        message = self._todo()
        if message is None:
            return
        self._acted.add(_face(message))
        match read(message):
            case Kind.TAP:
                self._choose(message)
            case Kind.TEXT:
                self._write()
                if self._question() in SEVERAL and self._dice.random() < 0.5:
                    # Before anything can have come back.
                    self._write()
            case Kind.GATHERING:
                if self._dice.random() < 0.3:
                    self._write()
                self._tap(message, DONE)
            case Kind.BALLOT:
                self._grade(message)
            case Kind.SUMMARY:
                if self._reviewed:
                    self._tap(message, CONFIRM)
                else:
                    self._reviewed = True
                    self._tap(message, REVIEW)
            case Kind.WHICH:
                self._says_where(message)
            case Kind.REST | Kind.NOTHING:
                pass

    def _is_impatient(self) -> None:
        """Nothing comes: some tap again, some write again."""
        mood = self._dice.random()
        current = self._current()
        if mood < 0.4 and self._last_tap is not None:
            self._tap_again(*self._last_tap)
        elif mood < 0.55 and current is not None and read(current) in (Kind.TEXT, Kind.GATHERING):
            self._write()

    def _write(self) -> None:
        question = self._question()
        self._sent += 1
        said = Said(question, f"[{question}#{self.name}.{self._sent}]")
        self.said.append(said)
        self.phone.send(f"{said.token} ce que je pense de tout cela")

    def _choose(self, message: Shown) -> None:
        offered = [label for label in message.labels if label.removeprefix("✓ ") in TAPS]
        if "Rouge" in offered:
            # The same after a restart: the journal has one truth.
            self.colour = self.colour or self._dice.choice(offered)
            offered = [self.colour]
        self._tap(message, offered[0])

    def _grade(self, message: Shown) -> None:
        buttons = [button for button in message.buttons if ":g:" in (button.data or "")]
        wait, rev, item = (buttons[0].data or "").split(":")[4:7]
        # One choice an item and showing: the same again if it has to be tapped again.
        chosen = self._choices.setdefault((wait, rev, item), self._dice.choice(buttons).data or "")
        self.grades[item] = chosen.rpartition(":")[2]
        self._tap(message, chosen)

    def _says_where(self, message: Shown) -> None:
        """« C'était ma réponse à cette question », if it was."""
        found = TOKEN.search(message.text)
        if found is not None and f"Titre de {found[1].partition('.')[0]}" in message.text:
            self.adopted += 1
            self._tap(message, ADOPT)

    def _tap(self, message: Shown, button: str) -> None:
        self._last_tap = (message.id, button)
        self.phone.tap(message.id, button)

    def _tap_again(self, message: int, button: str) -> None:
        try:
            self.phone.tap(message, button)
        except CannotDo:
            # It has gone meanwhile.
            self._last_tap = None


def _face(message: Shown) -> object:
    """A message as it looks now: edited, it is to be looked at again."""
    kind = read(message)
    if kind is Kind.TEXT:
        # Whether its buttons are still there makes no other question of it.
        return message.id
    return (message.id, message.text, tuple(button.data for button in message.buttons))
