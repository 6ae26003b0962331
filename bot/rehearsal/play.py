"""A workshop rehearsed alone at a terminal, as everybody in turn, on a clock that moves when told to.

Here: reading what is typed, and showing what came of it. Not here: how it is printed (`terminal`), what taps and words
do (`hands`), what is written down (`recorder`).
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from datetime import datetime
from difflib import get_close_matches
from typing import Final

from bot.engine.effects import EditCard, FoldCard, ParticipantEffect, SendCard, SessionEffect, Toast
from bot.engine.group import SessionStatus
from bot.engine.phrases import Value
from bot.engine.prompts import Card
from bot.engine.run import Stage, Status
from bot.engine.script import Script
from bot.facilitation.records import Idea
from bot.rehearsal.drawing import Artist, Commands, Face
from bot.rehearsal.hands import Hands, label
from bot.rehearsal.moments import moment, shown
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.recorder import Recorder
from bot.rehearsal.stage import StagedSession
from bot.rehearsal.terminal import Terminal
from bot.saying import Said, say

HELP: Final = (
    (say("words"), say("the person at the front writes it")),
    ("3", say("they tap button 3; a letter taps a button of a card beside")),
    (say("2: words"), say("person 2 writes it, or taps the button that says it")),
    ("2 3", say("person 2 taps button 3")),
    ("2: /mesreponses", say("person 2 uses one of the bot's commands")),
    (say("Enter"), say("what waits for the person at the front, again")),
    ("/seat 2", say("person 2 comes to the front")),
    ("/bot 2", say("a bot answers for person 2 until they wait for the others; /bot: for everybody")),
    ("/clock +2h", say("time passes: +30m, +1d, 20:00")),
    ("/who", say("who is where")),
    ("/next", say("the facilitator goes on")),
    ("/ideas", say("what the group has proposed, numbered")),
    (say("/merge 1,3: words"), say("the facilitator proposes one wording for two ideas or more")),
    ("/close", say("the facilitator closes the session")),
    ("/notebook", say("the facilitator sends the notebook of a closed session (there is none here)")),
    ("/quit", say("stop (Ctrl-D too)")),
)
_STATUSES: Final = {
    Status.ENTERING: say("entering"),
    Status.ACTIVE: say("active"),
    Status.FINISHED: say("finished"),
    Status.DECLINED: say("declined"),
    Status.LEFT: say("left"),
}
_SESSION: Final = {
    SessionStatus.DRAFT: say("a draft"),
    SessionStatus.OPEN: say("open"),
    SessionStatus.CLOSED: say("closed"),
}
_SEAT_SAYS: Final = re.compile(r"(\d{1,2})\s*:\s*(.+)", re.DOTALL)
_SEAT_TAPS: Final = re.compile(r"(\d{1,2})\s+(\d{1,2}|[a-z])")
_MARK: Final = re.compile(r"\d{1,2}|[a-z]")
_MERGE: Final = re.compile(r"(\d+(?:\s*[,;+ ]\s*\d+)+)\s*:\s*(\S.*)")


class Play:
    """One rehearsal under way."""

    def __init__(
        self,
        script: Script,
        parameters: dict[str, Value],
        *,
        seats: int,
        language: str,
        seed: str,
        terminal: Terminal,
        artist: Artist,
        commands: Commands,
    ) -> None:
        self._session = StagedSession(script, parameters, seed=seed, language=language, watch=self._happened)
        self._people = [str(number) for number in range(1, seats + 1)]
        self._front = self._people[0]
        self._terminal = terminal
        self._artist = artist
        self._commands = commands
        self._hands = Hands(self._session, artist, commands)
        self._unseen: dict[str, list[tuple[datetime, ParticipantEffect]]] = {who: [] for who in self._people}
        self._seed = seed
        self._told = 0
        self._recorder = Recorder()
        self._gestures: dict[str, Callable[[str], None]] = {
            "seat": self._seat,
            "bot": self._bot,
            "clock": self._clock,
            "who": lambda _: self._who(),
            "next": lambda _: self._next(),
            "ideas": lambda _: self._ideas(),
            "merge": self._merge,
            "close": lambda _: self._close(),
            "notebook": lambda _: self._notebook(),
            "help": lambda _: terminal.table((say("you type"), say("what happens")), HELP),
        }

    def run(self, ask: Callable[[str], str | None]) -> None:
        """Until `/quit`, or until `ask` has nothing left."""
        self._session.open()
        self._session.enter(*self._people)
        self._terminal.say(say("/help says what you can type."))
        self._show(self._front)
        while (typed := ask(f"{self._name(self._front)} > ")) is not None:
            if typed.strip() == "/quit":
                break
            self.take(typed)

    def recorded(self) -> str:
        """What was done, as a script test that ends where everybody is now."""
        session = self._session
        self._recorder.expect_places(self._places())
        given = {one.name: session.group.parameters[one.name] for one in session.script.parameters}
        return self._recorder.text(
            workshop=session.script.id,
            language=session.group.language,
            seed=self._seed,
            seats=len(self._people),
            parameters=given,
        )

    def take(self, typed: str) -> None:
        """One line typed."""
        line = typed.strip()
        says, taps = _SEAT_SAYS.fullmatch(line), _SEAT_TAPS.fullmatch(line)
        if not line:
            self._show_again(self._front)
        elif line.startswith("/"):
            self._command(line)
        elif says is not None and self._is_seat(says[1]):
            self._speak(says[1], says[2])
        elif taps is not None and self._is_seat(taps[1]):
            self._tap(taps[1], taps[2])
        elif _MARK.fullmatch(line) and line in self._marks(self._front):
            self._tap(self._front, line)
        elif line.isdigit() and self._marks(self._front):
            self._no_button(self._front, line)
        else:
            self._speak(self._front, line)

    # -- what people do ------------------------------------------------------------------------------------------------

    def _is_seat(self, number: str) -> bool:
        return number in self._people

    def _name(self, who: str) -> str:
        return f"{who} {self._session.seats[who].alias}"

    def _marks(self, who: str) -> dict[str, tuple[Card, Face]]:
        """What to type for each button that shows: numbers on the card that waits, letters on those beside."""
        numbers, letters = iter(range(1, 100)), iter(string.ascii_lowercase)
        current = None if self._hands.has_left(who) else self._session.current(who)
        marks: dict[str, tuple[Card, Face]] = {}
        for card, face in self._hands.faces(who):
            mark = str(next(numbers)) if card is current else next(letters, "")
            if mark:
                marks[mark] = (card, face)
        return marks

    def _speak(self, who: str, text: str) -> None:
        if self._is_gone(who):
            return
        self._hands.say(who, text)
        self._recorder.does(who, text)
        self._shown(who)

    def _tap(self, who: str, mark: str) -> None:
        if self._is_gone(who):
            return
        marks = self._marks(who)
        if mark not in marks:
            self._no_button(who, mark)
            return
        card, face = marks[mark]
        same = [one for one, other in marks.values() if label(other) == label(face)]
        self._session.tap(who, card, face.button)
        if same[0] is card:
            self._recorder.does(who, label(face))
        else:
            self._recorder.aside(who, label(face))
        self._shown(who)

    def _no_button(self, who: str, mark: str) -> None:
        there = tuple(self._marks(who)) or say("none")
        self._terminal.say(
            say(
                "{name} has no button {mark}. Buttons: {there}. To write it: {who}: {mark}",
                name=self._name(who),
                mark=mark,
                there=there,
                who=who,
            )
        )

    def _is_gone(self, who: str) -> bool:
        if self._hands.has_left(who):
            self._terminal.say(say("{name} did not consent: nothing is kept, nothing arrives.", name=self._name(who)))
            return True
        return False

    # -- commands ------------------------------------------------------------------------------------------------------

    def _command(self, line: str) -> None:
        name, _, rest = line[1:].partition(" ")
        name = name.casefold()
        if name in self._gestures:
            self._gestures[name](rest.strip())
        elif name in self._commands:
            self._speak(self._front, f"/{name}")
        else:
            near = get_close_matches(name, [*self._gestures, *self._commands, "quit"], n=1)
            found = say("There is no /{name}. /help says what there is.", name=name)
            if near:
                found = say(
                    "There is no /{name}. Did you mean /{near}? /help says what there is.", name=name, near=near[0]
                )
            self._terminal.say(found)

    def _seat(self, number: str) -> None:
        if not self._is_seat(number):
            self._terminal.say(
                say(
                    "Which seat? They are {first} to {last}: /seat {last}",
                    first=self._people[0],
                    last=self._people[-1],
                )
            )
            return
        self._front = number
        if self._unseen[number]:
            self._show(number)
        else:
            self._show_again(number)

    def _bot(self, number: str) -> None:
        if number and not self._is_seat(number):
            self._terminal.say(say("Which seat? /bot {last}, or /bot for everybody.", last=self._people[-1]))
            return
        for who in [number] if number else self._people:
            if not self._hands.has_left(who):
                RandomCrowd(self._session, (), f"{self._seed} {self._session.stamps}", wild=0).answer_all(who)
                self._recorder.bot(who)
                # A dozen cards answered by a bot: what counts is the one that it leaves.
                self._unseen[who].clear()
                if who == self._front:
                    self._show_again(who)
        self._shown(self._front)

    def _clock(self, text: str) -> None:
        until = moment(text, self._session.now)
        if until is None:
            self._terminal.say(say("To what? /clock +30m, /clock +2h, /clock +1d or /clock 20:00"))
            return
        self._session.wait_until(until)
        self._recorder.clock(text)
        self._shown(self._front)
        self._terminal.say(say("It is {time}.", time=shown(self._session.now)))

    def _next(self) -> None:
        before = self._session.group.epoch
        self._session.move_on()
        self._recorder.facilitator("next")
        self._shown(self._front)
        if self._session.group.epoch == before:
            self._terminal.say(say("There is no further step to go on to, or it opens by the clock only."))

    def _close(self) -> None:
        self._session.close()
        self._recorder.facilitator("close")
        self._shown(self._front)
        self._terminal.say(say("The session is closed. /quit leaves."))

    def _notebook(self) -> None:
        if self._session.group.status is not SessionStatus.CLOSED:
            self._terminal.say(say("A notebook is sent once the session is closed: /close"))
            return
        self._session.send_notebook()
        self._recorder.facilitator("notebook")
        self._shown(self._front)

    def _standing(self) -> list[Idea]:
        return [idea for idea in self._session.ideas.values() if not idea.withdrawn]

    def _ideas(self) -> None:
        ideas = self._standing()
        if not ideas:
            self._terminal.say(say("Nobody has proposed anything yet."))
            return
        rows = [(str(number), idea.participant, idea.text) for number, idea in enumerate(ideas, 1)]
        self._terminal.table(("", say("of"), say("proposal")), rows)

    def _merge(self, text: str) -> None:
        read = _MERGE.fullmatch(text)
        ideas = self._standing()
        numbers = [int(one) for one in re.findall(r"\d+", read[1])] if read is not None else []
        if read is None or not all(0 < number <= len(ideas) for number in numbers):
            self._terminal.say(say("Which ones? /ideas numbers them; then /merge 1,3: the wording"))
            return
        chosen = [ideas[number - 1] for number in dict.fromkeys(numbers)]
        if len({idea.pool for idea in chosen}) > 1:
            self._terminal.say(say("These were not collected for the same vote."))
            return
        self._session.merge(f"m{self._session.stamps}", chosen[0].pool, read[2], *(idea.id for idea in chosen))
        self._recorder.merge(read[2], [idea.text for idea in chosen])
        self._shown(self._front)

    def _who(self) -> None:
        rows: list[tuple[str | Said, ...]] = []
        for who in self._people:
            run = self._session.runs.get(who)
            if run is None:
                rows.append((who, self._session.seats[who].alias, _STATUSES[Status.DECLINED], "", "0"))
                continue
            said = sum(one.participant == who and not one.superseded for one in self._session.contributions.values())
            rows.append((who, self._session.seats[who].alias, _STATUSES[run.status], self._place(who), str(said)))
        self._terminal.table((say("seat"), say("alias"), say("status"), say("at"), say("answers")), rows)
        status = _SESSION[self._session.group.status]
        self._terminal.say(say("It is {time}. The session is {status}.", time=shown(self._session.now), status=status))

    def _place(self, who: str) -> str | Said:
        wait = self._session.runs[who].wait
        return say("waiting before {key}", key=wait.key) if wait.stage is Stage.GATED else wait.key

    def _places(self) -> dict[str, str]:
        return {who: run.wait.key for who, run in self._session.runs.items() if run.wait.key}

    # -- what shows ----------------------------------------------------------------------------------------------------

    def _happened(self, who: str, effect: ParticipantEffect | SessionEffect) -> None:
        if isinstance(effect, SendCard | EditCard | FoldCard | Toast):
            self._unseen[who].append((self._session.now, effect))

    def _shown(self, who: str) -> None:
        """What came of a gesture: in full for who made it and who is at the front, in a word for the others."""
        self._show(who)
        if self._front != who:
            self._show(self._front)
        for notice in self._session.told[self._told :]:
            self._terminal.facilitators(self._artist.notice(notice, self._session.group.language))
        self._told = len(self._session.told)
        others = [
            one for one in self._people if any(isinstance(new, SendCard | EditCard) for _, new in self._unseen[one])
        ]
        if others:
            self._terminal.say(
                say("Something new for {others}: /seat {first}", others=tuple(map(self._name, others)), first=others[0])
            )

    def _show(self, who: str) -> None:
        effects, self._unseen[who] = self._unseen[who], []
        last = {effect.card.wait: effect for _, effect in effects if isinstance(effect, SendCard | EditCard)}
        for at, effect in effects:
            match effect:
                case SendCard(card=card) | EditCard(card=card):
                    # A card edited three times in a row is shown as it stands now.
                    if not card.wait or last[card.wait] is effect:
                        self._card(who, card, at)
                case FoldCard(chosen=chosen) if chosen:
                    self._terminal.chosen(self._name(who), chosen)
                case Toast(notice=notice):
                    self._terminal.aside(self._name(who), self._artist.notice(notice, self._hands.language(who)))
                case _:
                    pass

    def _show_again(self, who: str) -> None:
        cards = self._hands.live(who)
        for card in cards:
            self._card(who, card, self._session.now)
        if not cards:
            over = self._session.group.status is SessionStatus.CLOSED
            found = say("Nothing waits for {name}.", name=self._name(who))
            self._terminal.say(
                say("Nothing waits for {name}: the session is closed.", name=self._name(who)) if over else found
            )

    def _card(self, who: str, card: Card, at: datetime) -> None:
        drawn = self._hands.draw(who, card)
        marks = {(id(one), face.button.act, face.button.value): mark for mark, (one, face) in self._marks(who).items()}
        shown_marks = [marks.get((id(card), face.button.act, face.button.value), "·") for face in drawn.faces]
        self._terminal.card(self._name(who), drawn, shown_marks, at)
