"""People drawn from a seed, who bring a session in memory to its end.

They go by what is on their cards, not by the forms behind, so that a form added tomorrow needs no word here. Of good
will they answer what is asked; `wild` ones also tap old buttons, block the bot, write nonsense, leave and withdraw.
Not here: what they write (`random_words`), what facilitators do (`random_team`), any claim about what comes out.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Final

from bot.engine.cards import ANSWERS_WAIT, DATA_WAIT, LEAVE_WAIT
from bot.engine.course import END, next_gate
from bot.engine.doublets import IN_FULL
from bot.engine.events import (
    AnswerEdited,
    AnswersAsked,
    ButtonPressed,
    DataAsked,
    DeliveryFailed,
    HourAsked,
    LanguageChosen,
    LeaveAsked,
    ParticipantEvent,
    Resumed,
    UnreadableSent,
)
from bot.engine.group import SessionStatus
from bot.engine.phrases import Label
from bot.engine.prompts import Act, Button, Card
from bot.engine.run import Stage, Status
from bot.engine.script import Agreement, FreeText, Keywords, Proposals, Threshold
from bot.rehearsal.random_team import RandomTeam
from bot.rehearsal.random_words import TRICKY, sentence, words
from bot.rehearsal.seat import buttons_of
from bot.rehearsal.stage import StagedSession

LANGUAGES: Final = ("fr", "en", IN_FULL)
PATIENCE: Final = 40
"""How often in a row the clock may bring nothing to do before the facilitators go on, or close."""
ACTIONS_AT_MOST: Final = 6_000
CHECKS_AT_MOST: Final = 3
ANSWERS_AT_MOST: Final = 300
"""For one person, in one go: more than any stretch asks."""

_LIKELY: Final = {Act.PASS: 0.4, Act.BACK: 0.2, Act.ADD: 0.3, Act.ITEM: 0.3, Act.CHANGE: 0.05, Act.CONFIRM: 9.0}
"""How likely a button is tapped, beside the 3 of any other: people mostly go forward."""
_OF_THE_TEAM: Final = 0.4
"""How often a facilitator does something before somebody acts; this and what follows, of how wild the session is."""
_OF_ANYBODY: Final = 0.3
"""How often somebody does something though nothing is asked of them: at a gate, at the end, after leaving."""
_OF_THE_LINE: Final = 0.1
"""How often what happens begins to be handled late."""


class RandomCrowd:
    """The people of one session and its facilitators, all drawn from `seed`."""

    def __init__(
        self,
        session: StagedSession,
        people: Sequence[str],
        seed: str,
        *,
        wild: float = 0.15,
        nonsense: Sequence[str] = TRICKY,
    ) -> None:
        """`wild`: how much of what happens is not simply answering; 0 for people of good will, and no `nonsense`."""
        self._session = session
        self._random = Random(seed)
        self._team = RandomTeam(session, self._random)
        self._wild = wild
        self._nonsense_known = nonsense
        self._coming = [who for who in people if who not in session.seats]
        self._silent: set[str] = set()
        self._idle = 0

    def play(self) -> None:
        """Open the session if need be, and play until it is closed."""
        session = self._session
        if session.group.status is SessionStatus.DRAFT:
            session.open()
        self.act(ACTIONS_AT_MOST)
        session.close()
        self._afterwards()

    def act(self, times: int) -> None:
        """So many times somebody does something, or nobody does and time passes; fewer if everything is done.

        What happened has been handled at the end.
        """
        session = self._session
        for _ in range(times):
            if session.group.status is SessionStatus.CLOSED or not self._something_happens():
                break
        session.hold = False
        session.deliver()

    def _something_happens(self) -> bool:
        """Whether anything may still come after it."""
        session = self._session
        self._somebody_comes()
        if self._now_and_then(_OF_THE_TEAM):
            self._team.does_something()
        self._line()
        if session.runs and self._now_and_then(_OF_ANYBODY):
            self._something_else(self._random.choice(list(session.runs)))
        ready = self._ready()
        if ready:
            self._idle = 0
            self._act(self._random.choice(ready))
            session.wait(seconds=self._random.uniform(1, 30))
        elif not self._coming:
            self._idle += 1
            return self._nobody_acts()
        return True

    def _now_and_then(self, share: float) -> bool:
        return bool(self._wild) and self._random.random() < share * self._wild

    def _line(self) -> None:
        """On a bad line, what happens is handled later, some things of it or all at once."""
        session = self._session
        if not session.hold:
            session.hold = self._now_and_then(_OF_THE_LINE)
        elif self._random.random() < 0.3:
            session.hold = False
            session.deliver()
        else:
            session.deliver(self._random.randint(0, 2))

    def _afterwards(self) -> None:
        """The notebook is there, and people are asked whether they recognise themselves in it."""
        self._session.send_notebook()
        for who in list(self._session.runs):
            for _ in range(CHECKS_AT_MOST):
                if self._random.random() < 0.3:
                    self._session.write(who, sentence(self._random, self._session.runs[who].language))
                else:
                    self._answer_aside(who)

    def answer(self, who: str) -> None:
        """What somebody of good will does next, if anything waits for them."""
        if self._random.random() < 0.5 and self._answer_aside(who):
            return
        card = self._session.current(who)
        if card is None:
            return
        if not buttons_of(card) or (self._takes_text(who) and (not _goes_on(card) or self._random.random() < 0.7)):
            self._session.write(who, self._text(who))
        else:
            self._tap(who, card)

    def answer_all(self, who: str) -> None:
        """Answer, of good will, until this person waits for the others or is done."""
        for _ in range(ANSWERS_AT_MOST):
            run = self._session.runs.get(who)
            if run is None or run.wait.stage in (Stage.GATED, Stage.ENDED) or run.status is Status.LEFT:
                return
            self.answer(who)

    # -- who, and when -------------------------------------------------------------------------------------------------

    def _somebody_comes(self) -> None:
        if self._coming and (not self._session.runs or self._random.random() < 0.3):
            who = self._coming.pop(0)
            self._session.enter(who)
            if self._wild and self._random.random() < 0.1:
                self._silent.add(who)

    def _ready(self) -> list[str]:
        """Those who have something to answer."""
        return [
            who
            for who, run in self._session.runs.items()
            if who not in self._silent
            and run.status in (Status.ENTERING, Status.ACTIVE)
            and run.wait.stage not in (Stage.GATED, Stage.ENDED)
            and self._session.current(who) is not None
        ]

    def _answer_aside(self, who: str) -> bool:
        """Tap something on a card beside the course, if there is one."""
        asides = self._asides(who)
        if asides:
            self._tap(who, self._random.choice(asides))
        return bool(asides)

    def _asides(self, who: str) -> list[Card]:
        """What this person is asked beside the course of the workshop: whether a merge suits them."""
        run = self._session.runs[who]
        beside = (run.wait.id, LEAVE_WAIT, DATA_WAIT, ANSWERS_WAIT)
        screen = self._session.seats[who].screen
        return [card for wait, card in screen.items() if wait not in beside and buttons_of(card)]

    def _nobody_acts(self) -> bool:
        """Everybody waits: for the clock, or for the facilitators. Whether there is anything left to wait for."""
        session = self._session
        for who in list(session.runs):
            if who not in self._silent:
                self._answer_aside(who)
        if self._wild and self._random.random() < 0.3:
            self._team.does_something()
            return True
        gate = next_gate(session.script, session.group)
        days_left = session.group.schedule is not None and self._idle < PATIENCE
        if gate == END and not days_left and not (self._wild and self._random.random() < 0.5):
            return False
        if session.timers and self._idle < PATIENCE:
            session.fire()
        elif gate != END and self._idle < 2 * PATIENCE:
            session.wait(minutes=1)
            self._team.goes_on()
        else:
            return False
        return True

    def _act(self, who: str) -> None:
        if self._random.random() >= self._wild:
            self.answer(who)
        else:
            self._something_else(who)

    def _something_else(self, who: str) -> None:
        self._random.choice((self._old_button, self._forgery, self._nonsense, self._gesture, self._trouble))(who)

    # -- answering -----------------------------------------------------------------------------------------------------

    def _takes_text(self, who: str) -> bool:
        wait = self._session.runs[who].wait
        if wait.stage is Stage.PROBED:
            return True
        if wait.stage is not Stage.ASKED:
            return False
        return isinstance(self._session.script.question(wait.key).accepts, FreeText | Keywords | Proposals)

    def _text(self, who: str) -> str:
        run = self._session.runs[who]
        if self._random.random() < self._wild:
            return self._random.choice(self._nonsense_known)
        accepts = self._session.script.question(run.wait.key).accepts if run.wait.stage is Stage.ASKED else None
        if isinstance(accepts, Keywords):
            return words(self._random, run.language)
        said = sentence(self._random, run.language)
        # An idea has a length that may not be passed, which its card tells.
        return said[: accepts.max_length] if isinstance(accepts, Proposals) else said

    def _tap(self, who: str, card: Card) -> None:
        buttons = buttons_of(card)
        if buttons:
            weights = [self._likely(who, button) for button in buttons]
            self._session.tap(who, card, self._random.choices(buttons, weights)[0])

    def _likely(self, who: str, button: Button) -> float:
        if (button.act, button.value) == (Act.ASIDE, "yes"):
            return 9.0
        if button.label is Label.SUMMARY:
            return 3.0
        run = self._session.runs[who]
        if button.act is Act.CHOOSE and run.status is Status.ENTERING:
            # Most of those who follow the link go in and consent; else there would be nobody to rehearse with.
            match self._session.script.question(run.wait.key).accepts:
                case Agreement(decline=other) | Threshold(ask=None, decline=other) | Threshold(ask=other) if (
                    other is not None and button.value == other.code
                ):
                    return self._wild / 2
                case _:
                    pass
        return _LIKELY.get(button.act, 3.0)

    # -- what people also do -------------------------------------------------------------------------------------------

    def _old_button(self, who: str) -> None:
        cards = self._session.seats[who].cards
        if cards:
            self._tap(who, self._random.choice(cards))

    def _forgery(self, who: str) -> None:
        random, run = self._random, self._session.runs[who]
        waits = (run.wait.id, *(wait.id for wait in run.earlier), "0", "leave", "data", "answers", "m-1", "x")
        values = ("", "yes", "no", "oui", "0", "7", "RH1:2", "G1:2", "G1:-", "erase", *run.answers)
        value = random.choice(self._nonsense_known if random.random() < 0.1 else values)
        rev = run.wait.rev if random.random() < 0.8 else random.randint(0, 40)
        self._session.happen(who, ButtonPressed(random.choice(list(Act)), random.choice(waits), rev, value))

    def _nonsense(self, who: str) -> None:
        run = self._session.runs[who]
        waits = (run.wait.id, *(wait.id for wait in run.earlier), "", "999")
        text = self._random.choice(self._nonsense_known)
        self._session.write(who, text, shown=self._random.choice(waits), doubtful=self._random.random() < 0.2)

    def _gesture(self, who: str) -> None:
        random, seat = self._random, self._session.seats[who]
        text = random.choice(self._nonsense_known) if random.random() < 0.5 else sentence(random, "fr")
        edited = AnswerEdited(text, random.randint(0, seat.messages))
        kind = random.choice(("voice", "photo", "sticker", "document"))
        gestures: tuple[ParticipantEvent, ...] = (
            edited,
            edited,
            UnreadableSent(kind, 1, "🌳" if kind == "sticker" and random.random() < 0.5 else ""),
            Resumed(),
            AnswersAsked(),
            HourAsked(),
            DataAsked(),
            LeaveAsked(),
            LanguageChosen(random.choice(LANGUAGES)),
        )
        self._session.happen(who, random.choice(gestures))
        # Somebody who asked to leave or to withdraw may well mean it.
        if seat.screen and random.random() < 0.3:
            self._tap(who, random.choice(list(seat.screen.values())))

    def _trouble(self, who: str) -> None:
        if self._random.random() < 0.3:
            self._session.happen(who, DeliveryFailed())
        if self._random.random() < 0.7:
            self._session.happen(who, Resumed())


def _goes_on(card: Card) -> bool:
    """Whether a button of the card answers it."""
    return any(button.act in (Act.CHOOSE, Act.DONE, Act.GRADE, Act.CONFIRM) for button in buttons_of(card))
