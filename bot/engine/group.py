"""The group's session: the state of the session aggregate, and the snapshot of it that a participant's step reads."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.ballots import Item, ItemCode, VoteResult
from bot.engine.events import ContributionId, ParticipantId, SessionId
from bot.engine.phrases import Value
from bot.engine.script import Key, Pool, StepId
from bot.engine.timetable import Schedule

DEADLINE: Final = "deadline"
"""The timer by which a gate opens at the latest."""
MERGE_TAKES: Final = timedelta(minutes=2)
"""How long the authors of a merge have, live; over days, see `agenda`."""


class SessionStatus(StrEnum):
    """A session is prepared, open, then closed for ever."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Member(msgspec.Struct, frozen=True):
    """One person of the group. `gate`: the last gate they rest at or have passed (`end`: done with everything)."""

    active: bool = True
    arrived: tuple[StepId, ...] = ()
    relayed: bool = False
    """Facilitators enter what this person says, by telephone or from paper: nobody is to wait for that."""


class Merge(msgspec.Struct, frozen=True):
    """A proposed wording for several ideas. It holds once every author said yes; one no ends it."""

    id: str
    pool: str
    wording: str
    sources: tuple[tuple[str, ParticipantId], ...]
    agreed: tuple[ParticipantId, ...] = ()
    refused: tuple[ParticipantId, ...] = ()

    @property
    def authors(self) -> tuple[ParticipantId, ...]:
        """Each author once, in the order of the sources."""
        return tuple(dict.fromkeys(author for _, author in self.sources))

    @property
    def holds(self) -> bool:
        """Whether every author agreed."""
        return not self.refused and set(self.agreed) >= set(self.authors)

    @property
    def pending(self) -> bool:
        """Whether somebody still has to answer."""
        return not self.refused and not self.holds


class Listed(msgspec.Struct, frozen=True):
    """One thing of a list. `code`: the id of the idea or contribution, or the code of the item.

    `author` never leaves the engine; `side`: of an argument, the position of its author; of a reservation, the item.
    """

    code: str
    text: str
    author: ParticipantId = ""
    side: str = ""


class Precision(msgspec.Struct, frozen=True):
    """An idea that somebody wants made clearer: who asked, and what its author answered."""

    idea: str
    author: ParticipantId
    asked_by: tuple[ParticipantId, ...] = ()
    text: str = ""
    contribution: ContributionId = ""
    """The contribution it came in."""


class Introduction(msgspec.Struct, frozen=True):
    """Two people who might be put in touch: it is done once both said yes; one no ends it.

    `contacts`: what each gives the other, kept only until both have answered.
    """

    id: str
    about: str
    people: tuple[ParticipantId, ParticipantId]
    directly: bool
    agreed: tuple[ParticipantId, ...] = ()
    refused: bool = False
    contacts: dict[ParticipantId, str] = {}

    @property
    def made(self) -> bool:
        """Whether both agreed."""
        return not self.refused and set(self.agreed) == set(self.people)

    @property
    def pending(self) -> bool:
        """Whether somebody still has to answer."""
        return not self.refused and not self.made


class Pause(msgspec.Struct, frozen=True):
    """Facilitators have stopped the clock. `until`: the hour they named (`20:15`), empty if they named none."""

    since: datetime
    until: str = ""


class Pin(msgspec.Struct, frozen=True):
    """A contribution that facilitators put forward; `minority`: as they judge, few share that view.

    Over days it is read with the first message of the day after `day`, signed by the code of a profile: empty if that
    would say who it was.
    """

    contribution: ContributionId
    author: ParticipantId
    minority: bool = False
    step: StepId = ""
    text: str = ""
    signed: str = ""
    day: int = 0


class AddedRound(msgspec.Struct, frozen=True):
    """A further round of a vote that facilitators added: a step `id`, before the gate that was the next one then."""

    id: StepId
    of: StepId
    before: StepId


class Group(msgspec.Struct, frozen=True):
    """The whole state of one session.

    `epoch` grows whenever something changes that participants' steps depend on (a gate, a close); a participant's step
    computed against an older epoch is computed again.
    """

    id: SessionId
    language: str
    parameters: dict[str, Value]
    seed: str
    status: SessionStatus = SessionStatus.DRAFT
    epoch: int = 0
    opened_gates: tuple[StepId, ...] = ()
    early: tuple[StepId, ...] = ()
    """Gates whose `not_before` has passed."""
    stretch_began: datetime | None = None
    timers: dict[StepId, dict[str, datetime]] = {}
    """Per gate, the timers that are set, by name; during a pause, as they stood when it began."""
    paused: Pause | None = None
    nudged: tuple[StepId, ...] = ()
    """Steps at which facilitators have reminded whoever had said nothing."""
    probed: tuple[str, ...] = ()
    """Follow-ups of steps that facilitators have asked everybody, as `rhythm.probe_name` names them."""
    reopened: tuple[StepId, ...] = ()
    """Steps that were over, and that may be answered again until the group goes on."""
    pinned: tuple[Pin, ...] = ()
    schedule: Schedule | None = None
    """The days of an asynchronous session; None for a live one."""
    closed: int = 0
    """Asynchronous: the stretches before that number are over. Live, a gate that opens ends what lies behind it."""
    people: dict[ParticipantId, Member] = {}
    declined: int = 0
    chosen: dict[str, tuple[Item, ...]] = {}
    """Per pool, what the facilitators put on the ballot from the group's ideas."""
    left_out: dict[str, tuple[ItemCode, ...]] = {}
    """Per pool, the prepared items that make room for the group's, as facilitators decided."""
    ballots: dict[StepId, tuple[Item, ...]] = {}
    """Per vote that is open or closed, its items: frozen when it opened."""
    closing: tuple[StepId, ...] = ()
    """Votes asked to be counted, whose result has not come yet."""
    pending_gate: StepId = ""
    """The gate that opens once `closing` is empty (`end`: the session closes)."""
    results: dict[StepId, VoteResult] = {}
    rounds: tuple[AddedRound, ...] = ()
    """Rounds that the script does not foresee, oldest first: they are steps of this session's course."""
    cut: bool = False
    """The time for corrections is over: which sealed ballot is whose is known to nobody any more."""
    merges: dict[str, Merge] = {}
    lists: dict[str, tuple[Listed, ...]] = {}
    """What the group made for steps to show, by the name of the source: frozen when the stretch began."""
    positions: dict[Key, dict[str, int]] = {}
    """Of a debate, per question that asks where people stand: code → how many, when the arguments came to be read."""
    worked_out: dict[str, Value] = {}
    """Values that texts may show since a vote has closed."""
    debated: dict[StepId, str] = {}
    """Per vote, the item that facilitators chose for the debate."""
    precisions: dict[str, Precision] = {}
    """Per idea that somebody wanted made clearer."""
    introductions: dict[str, Introduction] = {}
    teams: dict[StepId, tuple[tuple[ParticipantId, ...], ...]] = {}
    """Per round that has begun, who is with whom; what each team has before it is its part of the round's list."""
    kept: dict[StepId, dict[ParticipantId, tuple[str, ...]]] = {}
    """Per round, the ideas that each person keeps."""
    left: dict[str, tuple[str, ...]] = {}
    """Per pool, the ideas left out when rounds came to their end: annexed, and on no list or ballot by themselves."""
    seen: tuple[str, ...] = ()

    @property
    def may_recount(self) -> bool:
        """Whether there are counted votes of which a ballot can still be withdrawn."""
        return bool(self.results) and not self.cut

    @property
    def values(self) -> dict[str, Value]:
        """Everything a text of the course may show, by name."""
        return {**self.parameters, **self.worked_out} if self.worked_out else self.parameters

    def room(self, pool: Pool) -> int:
        """How many of the group's ideas go to the vote: one more for each prepared item that makes room."""
        return pool.most_from_group + len(self.left_out.get(pool.id, ()))

    @property
    def active(self) -> tuple[ParticipantId, ...]:
        """Who is still there."""
        return tuple(who for who, member in self.people.items() if member.active)

    def due(self, gate: StepId) -> datetime | None:
        """When that gate opens at the latest; None if no clock opens it."""
        return self.timers.get(gate, {}).get(DEADLINE)

    @property
    def awaited(self) -> tuple[ParticipantId, ...]:
        """Those still there whom a gate waits for: who answers by themselves; if nobody does, everybody."""
        by_themselves = tuple(who for who in self.active if not self.people[who].relayed)
        return by_themselves or self.active

    def arrived(self, gate: StepId) -> int:
        """How many of those awaited have reached the gate."""
        return sum(1 for who in self.awaited if gate in self.people[who].arrived)


def encode(group: Group) -> bytes:
    """The group as JSON."""
    return msgspec.json.encode(group)


def decode(data: bytes) -> Group:
    """The group that `encode` wrote. Raises msgspec.ValidationError on anything else."""
    return msgspec.json.decode(data, type=Group)
