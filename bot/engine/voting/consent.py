"""The consent round: a proposal passes when no objection stands, not when most people like it.

Here: the outcome, from who objected and whose objection was lifted. Who amends the proposal, and what an objection is
(a risk for the project or for somebody), is the script's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Consent(Enum):
    """Where one person stands at the end of the round."""

    NONE = "none"
    """No objection."""
    LIFTED = "lifted"
    """Objected, and the amended proposal answers it."""
    STANDS = "stands"
    """Objected, and the objection is not lifted; so it is when nobody answered whether it is."""


class Outcome(Enum):
    """What the round gives."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    """Adopted as amended: each objection was lifted."""
    OBJECTED = "objected"
    """At least one objection stands."""
    UNDECIDED = "undecided"
    """Nobody answered: silence is not consent."""


@dataclass(frozen=True, slots=True)
class ConsentCount:
    """How many people stand where."""

    without: int
    lifted: int
    standing: int

    @property
    def people(self) -> int:
        """Who answered."""
        return self.without + self.lifted + self.standing

    @property
    def outcome(self) -> Outcome:
        """One objection that stands is enough, however many consent."""
        if not self.people:
            return Outcome.UNDECIDED
        if self.standing:
            return Outcome.OBJECTED
        return Outcome.AMENDED if self.lifted else Outcome.ADOPTED


def consent(answers: Iterable[Consent]) -> ConsentCount:
    """Count one answer a person. Who did not answer is not in it."""
    given = list(answers)
    return ConsentCount(given.count(Consent.NONE), given.count(Consent.LIFTED), given.count(Consent.STANDS))
