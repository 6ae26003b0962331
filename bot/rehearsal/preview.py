"""A workshop rehearsed on several phones side by side: fills `facilitation.scripting.Rehearsal`.

Here: each phone's chat as it would read (cards edited in place, buttons gone once used), and taps by mark. Not here:
pages (`console`), how a card looks (the app hands that in), what typed lines mean at a terminal (`play`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from bot.engine.effects import EditCard, FoldCard, ParticipantEffect, SendCard, SessionEffect, Toast
from bot.engine.group import SessionStatus
from bot.engine.prompts import Card
from bot.engine.script import Script
from bot.facilitation.scripting import Bubble, Key, Phone, Piece
from bot.rehearsal.drawing import Artist, Commands
from bot.rehearsal.hands import Hands
from bot.rehearsal.moments import ZONE, moment
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.stage import StagedSession

SEED: Final = "preview"
SHOWN: Final = 60
"""Messages of a chat that are still drawn; who rehearses for an hour reads the end."""
LONGEST: Final = 4_096
"""As in the chat."""


@dataclass
class _Message:
    """One message of a chat, as it stands. `card` None: words, of the person's own or in answer to a tap."""

    card: Card | None = None
    text: str = ""
    chosen: str = ""
    mine: bool = False


@dataclass
class _Chat:
    messages: list[_Message] = field(default_factory=list)

    def of(self, wait: str) -> _Message | None:
        """The newest message that shows that card."""
        return next((one for one in reversed(self.messages) if wait and one.card and one.card.wait == wait), None)


class _Heard(StagedSession):
    """A session that tells what people write, whoever makes them."""

    hears: Callable[[str, str], None]

    def write(self, who: str, text: str, *, shown: str | None = None, doubtful: bool = False) -> int:
        """A message."""
        self.hears(who, text)
        return super().write(who, text, shown=shown, doubtful=doubtful)


class Preview:
    """One rehearsal under way."""

    def __init__(self, script: Script, *, seats: int, language: str, artist: Artist, commands: Commands) -> None:
        self._artist = artist
        self._people = [str(number) for number in range(1, seats + 1)]
        self._chats = {who: _Chat() for who in self._people}
        values = with_stand_ins(script, {})
        self._session = _Heard(script, values, seed=SEED, language=language, watch=self._happened)
        self._session.hears = self._wrote
        self._hands = Hands(self._session, artist, commands)
        self._session.open()
        self._session.enter(*self._people)

    @property
    def title(self) -> str:
        """The workshop's, in the language of the rehearsal."""
        return self._session.script.spoken(self._session.group.language).title

    @property
    def hour(self) -> datetime:
        """What its clock shows, where it is."""
        return self._session.now.astimezone(ZONE)

    @property
    def closed(self) -> bool:
        """Whether the session is over."""
        return self._session.group.status is SessionStatus.CLOSED

    # -- what shows ----------------------------------------------------------------------------------------------------

    def phones(self) -> list[Phone]:
        """Everybody's, in the order of the seats."""
        return [
            Phone(who, self._session.seats[who].alias, not self._hands.has_left(who), self._bubbles(who))
            for who in self._people
        ]

    def told(self) -> list[str]:
        """What the facilitators were told, oldest first."""
        return [self._artist.notice(one, self._session.group.language) for one in self._session.told]

    def _bubbles(self, who: str) -> tuple[Bubble, ...]:
        messages = self._chats[who].messages
        first = max(0, len(messages) - SHOWN)
        return tuple(self._bubble(who, place, one) for place, one in enumerate(messages[first:], first))

    def _bubble(self, who: str, place: int, message: _Message) -> Bubble:
        if message.card is None:
            return Bubble((Piece(message.text, "plain"),), mine=message.mine, aside=not message.mine)
        drawn = self._hands.draw(who, message.card)
        pieces = tuple(Piece(line.text, line.look.value) for line in drawn.lines)
        if not self._live(who, message):
            return Bubble(pieces, chosen=message.chosen)
        numbers = iter(range(len(drawn.faces)))
        rows = tuple(
            tuple(Key(face.text, f"{place}-{next(numbers)}-{message.card.rev}") for face in row) for row in drawn.rows
        )
        return Bubble(pieces, rows, message.chosen)

    def _live(self, who: str, message: _Message) -> bool:
        """Whether its buttons still show."""
        card = message.card
        if card is None or self._hands.has_left(who):
            return False
        return not card.wait or self._session.seats[who].screen.get(card.wait) is card

    def _wrote(self, who: str, text: str) -> None:
        self._chats[who].messages.append(_Message(text=text, mine=True))

    def _happened(self, who: str, effect: ParticipantEffect | SessionEffect) -> None:
        match effect:
            case SendCard(card=card):
                self._chats[who].messages.append(_Message(card))
            case EditCard(card=card):
                message = self._chats[who].of(card.wait)
                if message is None:
                    self._chats[who].messages.append(_Message(card))
                else:
                    message.card = card
            case FoldCard(wait=wait, chosen=chosen, card=card):
                message = self._chats[who].of(wait)
                if message is not None:
                    message.card = card or message.card
                    message.chosen = chosen
            case Toast(notice=notice):
                said = self._artist.notice(notice, self._hands.language(who))
                self._chats[who].messages.append(_Message(text=said))
            case _:
                pass

    # -- what people do ------------------------------------------------------------------------------------------------

    def say(self, seat: str, text: str) -> None:
        """Somebody writes; nothing arrives of who has refused, or of nobody here."""
        words = text.strip()[:LONGEST]
        if words and seat in self._chats and not self._hands.has_left(seat):
            messages = self._chats[seat].messages
            place = len(messages)
            self._hands.write(seat, words)
            if not any(one.mine for one in messages[place:]):
                # A command is no message to the session; the chat shows it all the same.
                messages.insert(place, _Message(text=words, mine=True))

    def tap(self, seat: str, mark: str) -> bool:
        """Somebody taps that button; False if it is not there any more."""
        for place, message in enumerate(self._chats[seat].messages if seat in self._chats else ()):
            keys = [key.mark for row in self._bubble(seat, place, message).rows for key in row]
            if mark in keys and message.card is not None:
                face = self._hands.draw(seat, message.card).faces[keys.index(mark)]
                self._session.tap(seat, message.card, face.button)
                return True
        return False

    def answer_for(self, seat: str) -> None:
        """Answers are made up until that person waits for the others."""
        if seat in self._chats and not self._hands.has_left(seat):
            RandomCrowd(self._session, (), f"{SEED} {self._session.stamps}", wild=0).answer_all(seat)

    def pass_time(self, text: str) -> bool:
        """Time passes; False if no moment can be read in that."""
        until = moment(text, self._session.now)
        if until is None:
            return False
        self._session.wait_until(until)
        return True

    def move_on(self) -> None:
        """The facilitator goes on."""
        self._session.move_on()

    def close(self) -> None:
        """The facilitator closes the session."""
        self._session.close()
