"""How a fabricated person fills in a ballot, item after item, and goes back to change a grade.

Here: which button is next, from the text of the item on the screen. Not here: when (`persona`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

from bot.engine.script import StepId
from bot.rehearsal.botapi import Shown
from bot.rehearsal.crowd import Person
from bot.rehearsal.screen import button, plain

REVIEWS_AT_MOST: Final = 5
_FIRST_ONLY: Final[Mapping[StepId, StepId]] = {}
_NO_OTHERS: Final[Mapping[str, tuple[str, ...]]] = {}


class Voter:
    """One person's votes.

    `items`: code -> text as displayed; the group's own are known by the crowd's wording. `other_words`: what grades are
    called where she reads them in another language. `rounds`: second round -> the vote it is of; who says nothing of it
    keeps her grades.
    """

    def __init__(
        self,
        person: Person,
        items: Mapping[str, str],
        other_words: Mapping[str, tuple[str, ...]] = _NO_OTHERS,
        rounds: Mapping[StepId, StepId] = _FIRST_ONLY,
    ) -> None:
        self.graded: Counter[str] = Counter()
        """Code -> how many times it was graded."""
        self.old_buttons: dict[str, tuple[str, int]] = {}
        """Code -> (callback data, message) of the grade that is to be tapped once the vote is closed."""
        self._votes = person.votes
        self._other_words = other_words
        self._behaviour = person.behaviour
        # The longest first: a short item may be part of a longer one.
        self._items = sorted(((plain(text), code) for code, text in items.items()), key=lambda one: (-len(one[0]), one))
        self._reviews = 0
        self._rounds = rounds

    @property
    def size(self) -> int:
        """How many items there may be."""
        return max(1, len(self._items))

    def votes_at(self, step: StepId) -> bool:
        """Whether this person votes at that step at all."""
        if step in self._behaviour.silent_at:
            return False
        return step in self._votes or (step in self._rounds and self.votes_at(self._rounds[step]))

    def grade(self, step: StepId, message: Shown) -> str | None:
        """The grade to give the item on the screen now, None to go on without. Counts it as given."""
        code = self._code(message)
        if step in self._rounds:
            # Said once, on the card where she changes her grade.
            return self._votes.get(step, {}).get(code)
        self._remember(code, message)
        wanted = self._grades(step, code)
        given = self.graded[code]
        # The first time round everything gets its first grade; a change of mind comes on a later one.
        if given >= len(wanted) or given > self._reviews:
            return None
        self.graded[code] += 1
        return wanted[given]

    def changes(self, step: StepId, message: Shown) -> bool:
        """In a second round: whether this person has something to say of the item, rather than keep her grade."""
        return self._code(message) in self._votes.get(step, {})

    def reviews(self) -> bool:
        """Whether to go through the ballot once more before confirming it. Counts as doing so."""
        unfinished = any(0 < self.graded[code] < len(grades) for code, grades in self._behaviour.changes_vote.items())
        if not unfinished or self._reviews >= REVIEWS_AT_MOST:
            return False
        self._reviews += 1
        return True

    def confirms(self) -> bool:
        """Whoever is still grading when the vote closes has confirmed nothing."""
        return not self._behaviour.votes_after_close

    def _code(self, message: Shown) -> str:
        text = plain(message.text)
        return next((code for words, code in self._items if words in text), "")

    def _grades(self, step: StepId, code: str) -> tuple[str, ...]:
        changes = self._behaviour.changes_vote.get(code)
        if changes is not None:
            return tuple(changes)
        grade = self._votes.get(step, {}).get(code)
        return () if grade is None else (grade,)

    def _remember(self, code: str, message: Shown) -> None:
        late = self._behaviour.votes_after_close.get(code)
        words = () if late is None else (late, *self._other_words.get(plain(late), ()))
        found = next((one for one in (button(message, word) for word in words) if one is not None), None)
        if found is not None and found.data is not None:
            self.old_buttons[code] = (found.data, message.id)
