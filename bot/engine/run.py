"""One person's run through a workshop: the state of the participant aggregate.

Small on purpose: an answer loads and saves one run, whatever the size of the group. Plain data that `msgspec` turns
into JSON and back, at every wait, without loss.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.ballots import ItemCode
from bot.engine.events import ContributionId, ParticipantId
from bot.engine.script import Key, StepId

REMEMBERED_EVENTS: Final = 32
"""How many stamps a run remembers. The inbox never repeats an update; this guards replays at the edge of a crash."""


class Status(StrEnum):
    """Where the person stands in the session."""

    ENTERING = "entering"
    """Has not consented yet: nothing is kept, nobody waits for them."""
    ACTIVE = "active"
    FINISHED = "finished"
    DECLINED = "declined"
    LEFT = "left"
    UNREACHABLE = "unreachable"


class Stage(StrEnum):
    """What the current wait is for."""

    ASKED = "asked"
    """A question is on the screen."""
    GATHERING = "gathering"
    """Text has come; more may follow, until « J'ai fini »."""
    PROBED = "probed"
    """A probe is on the screen."""
    VOTING = "voting"
    """The ballot is on the screen; `cursor` is the item shown, or the number of items for the summary."""
    GATED = "gated"
    """Everything before the step `key` is done; its gate has not opened, or its day has not come."""
    HOUR = "hour"
    """Asynchronous: which hour of the day suits is being asked; `key` is the question that came before."""
    ENDED = "ended"


class Wait(msgspec.Struct, frozen=True):
    """The point where this person rests. `id` travels in every button and timer."""

    id: str
    stage: Stage
    key: Key = ""
    rev: int = 0
    probe: str = ""
    """Its code; or the question itself, in a facilitator's words."""
    cursor: int = 0
    asking_facilitators: bool = False
    """« J'ai une question » was tapped: the next text is passed on."""
    sent: bool = False
    """The probe was sent by a facilitator."""
    second: bool = False
    """The step has an answer to a probe already: this one has a place of its own."""


class Given(msgspec.Struct, frozen=True):
    """The answer that counts at a key. `refs`: the messages it was typed in, each with its own text, in order."""

    id: ContributionId
    text: str
    codes: tuple[str, ...] = ()
    refs: tuple[tuple[int, str], ...] = ()
    passed: bool = False


class IdeaGiven(msgspec.Struct, frozen=True):
    """One idea of a collection, in the order given."""

    id: ContributionId
    text: str
    ref: int


class AsideKind(StrEnum):
    """What a person may be asked beside the course."""

    MERGE = "merge"
    PRECISION = "precision"
    INTRODUCTION = "introduction"
    MEMBER_CHECK = "member_check"
    SPLIT = "split"
    """Whether an idea of theirs is made two."""
    WITHDRAWAL = "withdrawal"
    """Which of their contributions to withdraw: `yours` is the one chosen, until it is confirmed."""


class Aside(msgspec.Struct, frozen=True):
    """Something asked of one person beside the course, with a wait of its own.

    `text`: the wording proposed (of a split, two of them, a line each), the idea to make clearer, what an introduction
    is about; `yours`: the ids of the person's ideas it is about. `writing`: their next text answers it. `directly`: an
    introduction with contacts.
    """

    id: str
    kind: AsideKind
    text: str
    wait: str
    yours: tuple[str, ...] = ()
    answered: bool = False
    writing: bool = False
    directly: bool = False
    page: int = 0
    """Of a long list, the page on the card."""


class UncertainText(msgspec.Struct, frozen=True):
    """A text of which it is not known whether it answers the question of `wait`: its author is asked."""

    id: ContributionId
    text: str
    wait: str


class Run(msgspec.Struct, frozen=True):
    """The whole state of one participant.

    `place` is the question they are at (or the gate they rest at); `detour` is a step they went back to, or catch up
    with, before returning to `place`.
    """

    participant: ParticipantId
    language: str = "fr"
    status: Status = Status.ENTERING
    wait: Wait = Wait("0", Stage.ASKED)
    serial: int = 0
    place: Key = ""
    at_gate: bool = False
    """`place` is the step (or `end`) that this person rests before, not a question."""
    detour: Key = ""
    detour_whole: bool = False
    """The detour goes on through the whole step (catching up), rather than one question (changing an answer)."""
    answers: dict[Key, Given] = {}
    ideas: dict[StepId, tuple[IdeaGiven, ...]] = {}
    votes: dict[StepId, dict[ItemCode, int | None]] = {}
    """The ballots of votes still open (grades, points, or 1 for support); see `voted`."""
    voted: tuple[StepId, ...] = ()
    """Votes counted since, in which this person took part: how is known to nobody any more."""
    first_round: dict[StepId, dict[ItemCode, int | None]] = {}
    """Of a counted vote that has a second round, what this person gave: kept until that one is counted."""
    confirmed: tuple[StepId, ...] = ()
    missed: tuple[StepId, ...] = ()
    hour: str = ""
    """Asynchronous: code of the hour at which this person wishes to be written to; empty until it is chosen."""
    day: int = 0
    """Asynchronous: the last day that has opened for this person."""
    bridged: tuple[ContributionId, ...] = ()
    """Asynchronous: what was pinned, and has been read with the message of a day."""
    greeted: int = 0
    """Asynchronous: the last day on which they were written to unasked, or came by themselves."""
    told: tuple[StepId, ...] = ()
    """Asynchronous: the steps whose result, or whose answers by others, this person has been shown."""
    asked_about: tuple[str, ...] = ()
    """What facilitators have asked: `contribution:code` each. Nothing is asked twice of the same words."""
    probed: dict[StepId, int] = {}
    """How many probes each step has had; all there may be once one was passed."""
    reminded: tuple[StepId, ...] = ()
    """Steps at which half the time went by without a word."""
    silence: datetime | None = None
    """When half the time of the step on the screen is gone, as its timer was last set; None if there is none."""
    earlier: tuple[Wait, ...] = ()
    """The last few waits, newest last: a late text is filed under the question it was shown for."""
    asides: tuple[Aside, ...] = ()
    reservations: dict[StepId, ItemCode] = {}
    """Per vote just counted, the item this person may say what bothers them about: kept only while it is asked."""
    cards: dict[StepId, tuple[dict[Key, Given], ...]] = {}
    """Of a card filled in more than once, those that are done, oldest first."""
    uncertain: tuple[UncertainText, ...] = ()
    withheld: dict[ContributionId, str] = {}
    """What is shown to nobody until it is rewritten or a facilitator decides, and why (`donnee_perso`, `tiers`…)."""
    withdrawn: bool = False
    taken_back: tuple[ContributionId, ...] = ()
    """Contributions withdrawn one by one: nothing brings them back."""
    kept_on_leaving: bool = True
    relayed: str = ""
    """`oral` or `written`: facilitators enter what this person says, who agreed to it in that form; empty: nobody."""
    abstains: bool = False
    """No ballot is asked of this person: whoever enters it would see it, and that was not agreed to."""
    removed: bool = False
    """Facilitators ended this participation: there is no way back in."""
    seen: tuple[str, ...] = ()


def encode(run: Run) -> bytes:
    """The run as JSON."""
    return msgspec.json.encode(run)


def decode(data: bytes) -> Run:
    """The run that `encode` wrote. Raises msgspec.ValidationError on anything else."""
    return msgspec.json.decode(data, type=Run)
