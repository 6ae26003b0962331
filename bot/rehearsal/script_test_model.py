"""What a script test says, as frozen values: seats, steps, expectations.

Not here: reading a file (`script_test_reading`), doing what it says (`script_test_run`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from bot.engine.phrases import Value
from bot.rehearsal.crowd_model import Position

SeatClaim = Literal["at", "status", "says", "not_says", "offers", "not_offers"]
GroupClaim = Literal["gate", "session", "facilitators", "contributions", "pool", "vote"]


@dataclass(frozen=True, slots=True)
class Says:
    """Each of these seats writes the text, or taps the button that bears it."""

    at: Position
    seats: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TapsAside:
    """Each taps that label on a card beside the one that waits."""

    at: Position
    seats: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class Votes:
    """Each fills in the ballot on the screen and confirms it, see `Hands.vote`."""

    at: Position
    seats: tuple[str, ...]
    wanted: Mapping[str, str | int] | str


@dataclass(frozen=True, slots=True)
class SendsOther:
    """Each sends something that is no text: `voice`, `photo`…, as the engine names it."""

    at: Position
    seats: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Enters:
    """Each comes in only now."""

    at: Position
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BotAnswers:
    """A bot answers for each until they wait for the others."""

    at: Position
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TimePasses:
    """The clock goes on, see `moments`."""

    at: Position
    to: str


@dataclass(frozen=True, slots=True)
class Facilitates:
    """A facilitator goes on, closes, or sends the notebook."""

    at: Position
    gesture: Literal["next", "close", "notebook"]


@dataclass(frozen=True, slots=True)
class ProposesMerge:
    """A facilitator proposes one wording for ideas, named by their texts."""

    at: Position
    wording: str
    ideas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BotDoesTheRest:
    """A bot plays everybody to the end of the session."""

    at: Position


@dataclass(frozen=True, slots=True)
class Claim:
    """One expectation.

    `seat`: whose, empty for the group's; `key`: of which step, pool or vote; `item`: of which item of the vote.
    """

    at: Position
    seat: str
    what: SeatClaim | GroupClaim
    key: str
    wanted: str | int
    item: str = ""

    @property
    def name(self) -> str:
        """How a report calls it: `ana.at`, `pool.horizons`."""
        return ".".join(part for part in (self.seat, self.what, self.key, self.item) if part)


@dataclass(frozen=True, slots=True)
class Expects:
    """What must be so by now."""

    at: Position
    claims: tuple[Claim, ...]


Step = (
    Says
    | TapsAside
    | Votes
    | SendsOther
    | Enters
    | BotAnswers
    | TimePasses
    | Facilitates
    | ProposesMerge
    | BotDoesTheRest
    | Expects
)


@dataclass(frozen=True, slots=True)
class ScriptTest:
    """A whole file. `late`: the seats that are empty until they enter."""

    path: Path
    workshop: str
    language: str
    seed: str
    parameters: Mapping[str, Value]
    parameters_at: Mapping[str, Position]
    seats: tuple[str, ...]
    late: tuple[str, ...]
    steps: tuple[Step, ...]
