"""What somebody does with a phone in a rehearsal, told in the words they see: taps, messages, commands, grades.

Not here: reading what a person at a terminal typed (`play`) or what a file says (`script_test_reading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.engine.ballots import ItemCode
from bot.engine.prompts import Act, Card
from bot.engine.run import Stage
from bot.engine.script import StepId, Verdict
from bot.rehearsal.drawing import Artist, Commands, Drawn, Face
from bot.rehearsal.stage import StagedSession
from bot.saying import Said, say

_MARK: Final = "✓ "


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

    def vote(self, who: str, wanted: Mapping[str, str | int] | str) -> Said | None:
        """Fill in the ballot on the screen and confirm it; what could not be done, None if all was.

        `wanted`: by item (its code, or its text), the label of a grade, or points, or 1 for support; a text alone is
        the same grade for all. An item without one is left as it is.
        """
        run = self._session.runs[who]
        items = self._session.group.ballots.get(run.wait.key, ()) if run.wait.stage is Stage.VOTING else ()
        if not items:
            return say("no ballot is on the screen")
        by_name = {item.text: item.code for item in items} | {item.code: item.code for item in items}
        if isinstance(wanted, str):
            return self._grade(who, dict.fromkeys(by_name.values(), wanted))
        unknown = [name for name in wanted if name not in by_name]
        if unknown:
            return say("not on the ballot: {unknown}", unknown=tuple(unknown))
        by_code = {by_name[name]: value for name, value in wanted.items()}
        if isinstance(self._session.script.step_of(run.wait.key).ballot, Verdict):
            return self._grade(who, {code: str(value) for code, value in by_code.items()})
        return self._share(who, run.wait.key, by_code)

    def _buttons(self, who: str, *acts: Act) -> list[tuple[Card, Face]]:
        return [(card, face) for card, face in self.faces(who) if face.button.act in acts]

    def _grade(self, who: str, grades: Mapping[ItemCode, str]) -> Said | None:
        """Item after item, up to the summary."""
        while not self._buttons(who, Act.CONFIRM):
            shown = self._buttons(who, Act.GRADE)
            wanted = grades.get(shown[0][1].button.value.partition(":")[0], "")
            found = next((one for one in shown if label(one[1]) == wanted), None)
            if wanted and found is None:
                return say("no grade is called {wanted}", wanted=wanted)
            # Without a grade, on to the next item: the last of the buttons that move.
            card, face = found or self._buttons(who, Act.ITEM)[-1]
            self._session.tap(who, card, face.button)
        self._confirm(who)
        return None

    def _share(self, who: str, step: StepId, wanted: Mapping[ItemCode, str | int]) -> Said | None:
        """Points, one tap each; or support, one tap an item."""
        if self._buttons(who, Act.CONFIRM):
            # Back from the summary, to the card that is filled in.
            summary, back = self._buttons(who, Act.ITEM)[-1]
            self._session.tap(who, summary, back.button)
        for code, value in wanted.items():
            for _ in range(value if isinstance(value, int) else 1):
                more = [
                    one for one in self._buttons(who, Act.POINT, Act.TICK) if one[1].button.value in (code, f"{code}:+")
                ]
                for card, face in more:
                    self._session.tap(who, card, face.button)
            given = self._session.runs[who].votes.get(step, {}).get(code) or 0
            if given != value:
                return say("{code} could be given {given}, not {value}", code=code, given=given, value=value)
        self._confirm(who)
        return None

    def _confirm(self, who: str) -> None:
        if not self._buttons(who, Act.CONFIRM):
            # All on one card: its summary comes first.
            summary, onward = self._buttons(who, Act.ITEM)[-1]
            self._session.tap(who, summary, onward.button)
        card, face = self._buttons(who, Act.CONFIRM)[0]
        self._session.tap(who, card, face.button)


def label(face: Face) -> str:
    """What is on a button, chosen or not."""
    return face.text.removeprefix(_MARK).strip()
