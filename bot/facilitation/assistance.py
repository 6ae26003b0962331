"""A language model that may help a team to word what was said: the port, and what may be sent through it.

Off unless an operator named an endpoint. What is sent: contributions that the notebook prints, by their numbers, and
nothing else. What comes back is a text like any other, judged in `drafting`; a person signs, in `signing`. Not here:
HTTP (`bot.assistance`), pages (`console`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, Protocol

import msgspec

from bot.errors import OutsideFailure
from bot.facilitation.numbering import Numbered

MOST: Final = 200
"""Contributions sent at once, at most."""
LONGEST: Final = 40_000
"""Characters of them sent at once, at most."""

_COUNTED: Final = "C"
"""The series of what counts: what is parked, late, uncertain or withheld is not sent."""


class Hitch(StrEnum):
    """Why nothing came of asking."""

    UNREACHABLE = "unreachable"
    TOO_LATE = "too_late"
    REFUSED = "refused"
    """The endpoint does not accept the key, or the model."""
    BUSY = "busy"
    FAILED = "failed"
    """It answered with an error of its own, or sent the question elsewhere."""
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """What came back is not what was asked for."""


class AssistantFailed(OutsideFailure):
    """The model gave nothing that can be used."""

    def __init__(self, hitch: Hitch) -> None:
        self.hitch = hitch
        super().__init__(f"the language model gave nothing: {hitch.value}")


class Shown(msgspec.Struct, frozen=True):
    """One contribution as the model sees it."""

    number: str
    text: str


class Assistant(Protocol):
    """A model at an endpoint."""

    @property
    def name(self) -> str:
        """Where what is sent goes, for people who decide on it: host and model."""

    async def draft(self, about: str, shown: Sequence[Shown], language: str) -> str:
        """What the model answers when asked for sentences about these contributions.

        Raises:
            AssistantFailed: nothing that can be read.
        """


class Subject(msgspec.Struct, frozen=True):
    """What sentences may be asked about: the contributions to a step, or those that the team filed under a code."""

    id: str
    label: str
    sent: tuple[Numbered, ...]
    left_off: int = 0
    """How many more there are than may be sent at once."""


def subject(name: str, label: str, numbered: Iterable[Numbered]) -> Subject:
    """What of these may be sent: what counts, what is printed, and no more than fits."""
    sent: list[Numbered] = []
    length = left_off = 0
    for one in numbered:
        if not one.text or not one.number.startswith(_COUNTED):
            continue
        length += len(one.text)
        if len(sent) >= MOST or length > LONGEST:
            left_off += 1
        else:
            sent.append(one)
    return Subject(name, label, tuple(sent), left_off)
