"""What is to be done, in the imperative: two closed unions, one an aggregate.

Effects are applied together, in one transaction, by `facilitation`. They say what is to be shown or kept, never how.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.engine.ballots import ItemCode
from bot.engine.events import ContributionId, ParticipantId, SessionEvent
from bot.engine.phrases import Notice
from bot.engine.prompts import Card
from bot.engine.script import Key, StepId

# -- of one participant ------------------------------------------------------------------------------------------------


class SendCard(msgspec.Struct, frozen=True, tag=True):
    """Show a new card. `timely`: it answers somebody's gesture (else it was the clock's or the group's doing)."""

    card: Card
    timely: bool = True


class EditCard(msgspec.Struct, frozen=True, tag=True):
    """Replace, in place, the card that waits for `card.wait`."""

    card: Card


class FoldCard(msgspec.Struct, frozen=True, tag=True):
    """Take the buttons off the card of `wait` and leave `chosen` under it, so that the chat reads as a transcript.

    `card` is that card as it stood; None when only its buttons go.
    """

    wait: str
    chosen: str = ""
    notice: Notice | None = None
    card: Card | None = None


class Toast(msgspec.Struct, frozen=True, tag=True):
    """Answer the tap under way."""

    notice: Notice


class Standing(StrEnum):
    """What may become of a contribution."""

    KEPT = "kept"
    PARKED = "parked"
    LATE = "late"
    """Came after its step had closed: passed on to the facilitators, not counted."""
    UNCERTAIN = "uncertain"
    """Which question it answers is not known."""
    WITHHELD = "withheld"
    """Personal data, a third person or an attack, and no rewrite yet: shown to nobody until a person decides."""
    WITHDRAWN = "withdrawn"


class Record(msgspec.Struct, frozen=True, tag=True):
    """Keep a contribution. `supersedes`: the one it replaces, which stays stored.

    `codes` are the options chosen or the words given; `text` is what was typed, or the label shown.
    """

    id: ContributionId
    key: Key
    text: str
    codes: tuple[str, ...] = ()
    supersedes: ContributionId = ""
    standing: Standing = Standing.KEPT
    reason: str = ""
    probe: str = ""
    """The probe this text answers, if any: its code, or the words of a facilitator's own question."""
    about: str = ""
    """What it is about: the id of an idea or a contribution, or the code of an item."""
    round: int = 0
    """Of a card filled in more than once: which, from 0."""


class SetStanding(msgspec.Struct, frozen=True, tag=True):
    """A contribution's standing changes."""

    id: ContributionId
    standing: Standing
    reason: str = ""


class ProposeIdea(msgspec.Struct, frozen=True, tag=True):
    """A contribution joins a pool as an idea (same id); `supersedes`: the idea it replaces."""

    id: ContributionId
    pool: str
    text: str
    supersedes: ContributionId = ""


class WithdrawIdea(msgspec.Struct, frozen=True, tag=True):
    """An idea leaves its pool."""

    id: ContributionId


class CastBallot(msgspec.Struct, frozen=True, tag=True):
    """This person's ballot is now this one.

    Per item: the index of a grade (worst = 0) or None (« sans avis »); or points; or 1 for support.
    """

    step: StepId
    grades: dict[ItemCode, int | None]


class RemoveBallot(msgspec.Struct, frozen=True, tag=True):
    """This person casts no ballot after all."""

    step: StepId


class SetTimer(msgspec.Struct, frozen=True, tag=True):
    """Send `TimerFired(timer, wait)` at `due` (UTC). Setting it again moves it."""

    timer: str
    wait: str
    due: datetime


class CancelTimers(msgspec.Struct, frozen=True, tag=True):
    """No timer of this wait is needed any more."""

    wait: str


class Tell(msgspec.Struct, frozen=True, tag=True):
    """Something happened that concerns the group."""

    event: SessionEvent


class Notify(msgspec.Struct, frozen=True, tag=True):
    """Say it to the facilitators. The value `who` is filled in with this person's alias."""

    notice: Notice


class WithdrawOne(msgspec.Struct, frozen=True, tag=True):
    """One contribution of this person, and the idea it was, is withdrawn: out of every notebook, text erased."""

    id: ContributionId


class WithdrawAll(msgspec.Struct, frozen=True, tag=True):
    """Every contribution and idea of this person is withdrawn: out of every notebook, text erased."""


class ForgetPerson(msgspec.Struct, frozen=True, tag=True):
    """Keep nothing of this person: no run, no roster entry."""


ParticipantEffect = (
    SendCard
    | EditCard
    | FoldCard
    | Toast
    | Record
    | SetStanding
    | ProposeIdea
    | WithdrawIdea
    | CastBallot
    | RemoveBallot
    | SetTimer
    | CancelTimers
    | Tell
    | Notify
    | WithdrawOne
    | WithdrawAll
    | ForgetPerson
)

# -- of the session ----------------------------------------------------------------------------------------------------


class OpenGate(msgspec.Struct, frozen=True, tag=True):
    """Everybody goes on to `gate`; what the steps behind it share is gathered on the way."""

    gate: StepId
    results: tuple[StepId, ...] = ()


class CloseVote(msgspec.Struct, frozen=True, tag=True):
    """Count the ballots of `step`, seal them, and come back with `VoteCounted`."""

    step: StepId


class RecountVotes(msgspec.Struct, frozen=True, tag=True):
    """Sealed ballots may have been withdrawn: count every closed vote again, and come back with `VotesRecounted`."""


class CutBallots(msgspec.Struct, frozen=True, tag=True):
    """Destroy what still says which sealed ballot is whose: nobody can withdraw one any more."""


class RenewNotebook(msgspec.Struct, frozen=True, tag=True):
    """Compile another version: what the last one was made of has changed since."""


class SetGateTimer(msgspec.Struct, frozen=True, tag=True):
    """Send `DeadlinePassed(gate, timer)` at `due` (UTC). `gate`: or the id of a merge."""

    gate: StepId
    timer: str
    due: datetime


class CancelGateTimers(msgspec.Struct, frozen=True, tag=True):
    """The gate needs no timer any more."""

    gate: StepId


class AskMerge(msgspec.Struct, frozen=True, tag=True):
    """Ask one author whether her ideas may be merged under this wording."""

    participant: ParticipantId
    merge: str
    wording: str
    ideas: tuple[str, ...]


class SettleMerge(msgspec.Struct, frozen=True, tag=True):
    """Tell the authors that a proposed merge is over."""

    merge: str
    participants: tuple[ParticipantId, ...]


class GatherMatter(msgspec.Struct, frozen=True, tag=True):
    """Gather what the stretch behind `gate` shows or votes on, and come back with `MatterGathered`."""

    gate: StepId


class AskPrecision(msgspec.Struct, frozen=True, tag=True):
    """Ask the author of an idea to make it clearer."""

    participant: ParticipantId
    idea: str
    text: str


class AskIntroduction(msgspec.Struct, frozen=True, tag=True):
    """Ask one of two people whether they wish to be put in touch."""

    participant: ParticipantId
    introduction: str
    about: str
    directly: bool


class TellParticipants(msgspec.Struct, frozen=True, tag=True):
    """Say it to these participants."""

    participants: tuple[ParticipantId, ...]
    notice: Notice


class EndSession(msgspec.Struct, frozen=True, tag=True):
    """Close everybody's run, and have the notebook compiled."""

    results: tuple[StepId, ...] = ()


class RestartClocks(msgspec.Struct, frozen=True, tag=True):
    """A pause is over that lasted `seconds`: show everybody where they were, with what was left of their time."""

    seconds: float


class ConvertClocks(msgspec.Struct, frozen=True, tag=True):
    """The session goes on over days from now on, or live: tell everybody, and set their timers accordingly."""


class ExtendCourse(msgspec.Struct, frozen=True, tag=True):
    """A step was added before the gate that was the next one: have who rests there wait for that step instead."""

    before: StepId
    step: StepId


class ReopenStep(msgspec.Struct, frozen=True, tag=True):
    """Tell these participants that the step may be answered again, and let them."""

    participants: tuple[ParticipantId, ...]
    step: StepId


class NudgeParticipants(msgspec.Struct, frozen=True, tag=True):
    """Remind these participants, if they have said nothing at one of the steps.

    `minutes`: what is left; 0 if nobody knows.
    """

    participants: tuple[ParticipantId, ...]
    steps: tuple[StepId, ...]
    minutes: int


class ProbeParticipants(msgspec.Struct, frozen=True, tag=True):
    """Ask these participants one of the step's own follow-ups, each about what they said there."""

    participants: tuple[ParticipantId, ...]
    step: StepId
    code: str


class TellFacilitators(msgspec.Struct, frozen=True, tag=True):
    """Say it to the facilitators of the session."""

    notice: Notice


SessionEffect = (
    OpenGate
    | CloseVote
    | RecountVotes
    | CutBallots
    | RenewNotebook
    | GatherMatter
    | SetGateTimer
    | CancelGateTimers
    | AskMerge
    | SettleMerge
    | AskPrecision
    | AskIntroduction
    | TellParticipants
    | RestartClocks
    | ConvertClocks
    | ExtendCourse
    | ReopenStep
    | NudgeParticipants
    | ProbeParticipants
    | EndSession
    | TellFacilitators
)
