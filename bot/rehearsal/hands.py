"""What somebody does with a phone in a rehearsal, told in the words they see: taps, messages, commands, grades.

Not here: reading what a person at a terminal typed (`play`) or what a file says (`script_test_reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.ballots import ItemCode
from bot.engine.prompts import Act, Card
from bot.rehearsal.drawing import Artist, Commands, Drawn, Face
from bot.rehearsal.stage import StagedSession

_MARK: Final = "✓ "
_ITEMS_AT_MOST: Final = 100


class Hands:
    """Acts for anybody in one session."""

    def __init__(self, session: StagedSession, artist: Artist, commands: Commands) -> None:
        self._session = session
        self._artist = artist
        self._commands = commands

    def has_left(self, who: str) -> bool:
        """Whether nothing is kept of this person any more, so that nothing they do arrives."""
        return who not in self._session.runs

    def language(self, who: str) -> str:
        """What this person is spoken to in."""
        run = self._session.runs.get(who)
        return self._session.group.language if run is None else run.language

    def draw(self, who: str, card: Card) -> Drawn:
        """A card as it looks on this person's phone."""
        return self._artist.card(card, self.language(who))

    def live(self, who: str) -> list[Card]:
        """The cards whose buttons show, the one that waits for the next answer first."""
        seat = self._session.seats[who]
        current = None if self.has_left(who) else self._session.current(who)
        others = [card for card in seat.screen.values() if card is not current and card.rows]
        return others if current is None else [current, *others]

    def faces(self, who: str) -> list[tuple[Card, Face]]:
        """Every button that shows, with its card."""
        return [(card, face) for card in self.live(who) for face in self.draw(who, card).faces]

    def say(self, who: str, text: str) -> None:
        """A message; the label of a button that shows is a tap, a known word after a slash a command."""
        for card, face in self.faces(who):
            if label(face) == text.strip():
                self._session.tap(who, card, face.button)
                return
        self.write(who, text)

    def write(self, who: str, text: str) -> None:
        """A message, whatever the buttons say; a known word after a slash is a command."""
        event = self._commands.get(text.strip().removeprefix("/").casefold()) if text.strip().startswith("/") else None
        if event is not None:
            self._session.happen(who, event)
        else:
            self._session.write(who, text)

    def answer_aside(self, who: str, text: str) -> bool:
        """Tap that label on a card beside the one that waits; whether there was one."""
        current = self._session.current(who)
        for card, face in self.faces(who):
            if card is not current and label(face) == text.strip():
                self._session.tap(who, card, face.button)
                return True
        return False

    def grade(self, who: str, grades: Mapping[ItemCode, str] | str) -> str:
        """Fill in the ballot on the screen and confirm it; what could not be done, empty if all was.

        `grades`: the label to tap per item code, or the same for all; an item without one is left ungraded.
        """
        left = {} if isinstance(grades, str) else dict(grades)
        for _ in range(_ITEMS_AT_MOST):
            faces = [(card, face) for card, face in self.faces(who) if face.button.act in _ON_A_BALLOT]
            if not faces:
                return "no ballot is on the screen"
            confirm = next((one for one in faces if one[1].button.act is Act.CONFIRM), None)
            if confirm is not None:
                self._session.tap(who, confirm[0], confirm[1].button)
                return f"not on the ballot: {', '.join(left)}" if left else ""
            item = next(face.button.value for _, face in faces if face.button.act is Act.GRADE).partition(":")[0]
            wanted = grades if isinstance(grades, str) else left.pop(item, "")
            found = next((one for one in faces if label(one[1]) == wanted), None)
            if wanted and found is None:
                return f"no grade is called {wanted}"
            # Without a grade, on to the next item: the last of the buttons that move.
            card, face = found or [one for one in faces if one[1].button.act is Act.ITEM][-1]
            self._session.tap(who, card, face.button)
        return "the ballot never came to its end"


_ON_A_BALLOT: Final = frozenset({Act.GRADE, Act.ITEM, Act.CONFIRM})


def label(face: Face) -> str:
    """What is on a button, chosen or not."""
    return face.text.removeprefix(_MARK).strip()
