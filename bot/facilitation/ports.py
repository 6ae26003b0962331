"""What the use cases need from the outside, as protocols. Adapters fill them; `app` puts them together."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

import msgspec

from bot.engine.ballots import ItemCode
from bot.engine.phrases import Notice, Value
from bot.engine.script import Key, Script, StepId
from bot.facilitation.coding import Codings
from bot.facilitation.incoming import Incoming
from bot.facilitation.keyring import Keyring
from bot.facilitation.lead_answers import LeadAnswers
from bot.facilitation.numbering import Place
from bot.facilitation.organisation_settings import OrganisationSettingsStore
from bot.facilitation.organisation_texts import OrganisationTexts
from bot.facilitation.organisations import OrganisationReads
from bot.facilitation.outgoing import Outgoing
from bot.facilitation.own_scripts import OwnScripts
from bot.facilitation.panels import SentencePanel
from bot.facilitation.places import PlaceReads
from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.programmes import Programmes
from bot.facilitation.public_pages import PublicPages
from bot.facilitation.records import (
    Contribution,
    Idea,
    JournalEntry,
    Material,
    NotebookVersion,
    Participation,
    Person,
    ScriptSource,
    SessionRecord,
    Tally,
)
from bot.facilitation.team_texts import TeamTexts
from bot.facilitation.writes import Write


class Stale(Exception):
    """A version or an epoch this unit was computed against has moved: nothing was written; compute it again."""


class Clock(Protocol):
    """Time. The rehearsal has a virtual one."""

    def now(self) -> datetime:
        """Now, aware, UTC."""

    async def sleep(self, seconds: float) -> None:
        """Return once that much time has passed on this clock."""


class Alarm(Protocol):
    """Wakes the process; decides nothing. Timers themselves are rows."""

    def wake_at(self, due: datetime | None) -> None:
        """Call back at `due` (or as soon as possible if past); replaces the earlier wish; None: no wish."""

    def on_wake(self, callback: Callable[[], Awaitable[None]]) -> None:
        """What to call."""


class Entropy(Protocol):
    """Identifiers that nobody can guess. The rehearsal's are seeded."""

    def token(self, length: int) -> str:
        """`length` characters of [a-z2-7]."""


class Activity(Protocol):
    """How much is under way, so that a virtual clock moves only when nothing is.

    Counting must overlap at hand-overs.
    """

    def begin(self) -> None:
        """One more thing under way."""

    def end(self) -> None:
        """One less."""


class InboxEntry(msgspec.Struct, frozen=True):
    """One row of the inbox. `source`: `channel` (payload: a raw update) or `internal` (payload: an addressed event)."""

    id: int
    lane: str
    source: str
    payload: bytes


class RawUpdate(msgspec.Struct, frozen=True):
    """What an intake stores: the raw update, its number at the channel (unique there), and its lane (the person)."""

    channel: str
    number: int
    lane: str
    payload: bytes


class OutboxState(StrEnum):
    """A message's life. `sending` is a durable claim with a lease; `unknown` may have been delivered."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    DEAD = "dead"
    DROPPED = "dropped"


class OutboxRow(msgspec.Struct, frozen=True):
    """A message to send: `chat` is the address."""

    id: int
    outgoing: Outgoing
    chat: str
    attempts: int
    resend: bool = False
    """It may have been delivered before."""


class Shown(msgspec.Struct, frozen=True):
    """A card on somebody's screen: `ref` is its message number, 0 while its delivery is not known."""

    participant: str
    wait: str
    ref: int
    resent: bool = False
    """An earlier copy, of unknown delivery, may have been on the screen before message `ref`."""


class Outcome(msgspec.Struct, frozen=True):
    """What became of an attempt: `ref` is the message number when sent."""

    row: int
    state: OutboxState
    ref: int = 0
    retry_at: datetime | None = None
    reason: str = ""


class VersionedRun(msgspec.Struct, frozen=True):
    """A run as stored."""

    session: str
    version: int
    data: bytes


class VersionedGroup(msgspec.Struct, frozen=True):
    """A group state as stored."""

    version: int
    epoch: int
    data: bytes


class Store(OrganisationReads, PlaceReads, Protocol):
    """Durable state. Every read returns what is committed."""

    @property
    def keyring(self) -> Keyring:
        """The keys of the console."""

    @property
    def codings(self) -> Codings:
        """How teams read contributions."""

    @property
    def programmes(self) -> Programmes:
        """What can be read of programmes."""

    @property
    def public_pages(self) -> PublicPages:
        """Which sessions have a public page."""

    @property
    def organisation_settings(self) -> OrganisationSettingsStore:
        """What organisations decide for themselves."""

    @property
    def own_scripts(self) -> OwnScripts:
        """The workshops that organisations write themselves."""

    @property
    def organisation_texts(self) -> OrganisationTexts:
        """What organisations keep in writing for all their sessions."""

    @property
    def lead_answers(self) -> LeadAnswers:
        """What agencies answer to leads."""

    @property
    def team_texts(self) -> TeamTexts:
        """What teams write into notebooks."""

    async def commit(self, writes: Sequence[Write]) -> list[InboxEntry]:
        """Apply all or nothing, durably; several callers may share one transaction. Returns the entries it posted.

        Raises:
            Stale: a version or an epoch had moved; nothing of this unit was written.
        """

    async def receive(self, updates: Sequence[RawUpdate]) -> list[InboxEntry]:
        """Store raw updates, durably; those already known are left out of what is returned."""

    async def pending_inbox(self) -> list[InboxEntry]:
        """Entries not handled, oldest first: replayed at start."""

    async def run(self, participant: str) -> VersionedRun | None:
        """The run of a participant."""

    async def runs_of(self, session: str) -> Mapping[str, VersionedRun]:
        """Every run of a session, by participant."""

    async def group(self, session: str) -> VersionedGroup | None:
        """The group state of a session."""

    async def person_by_user(self, channel: str, user: str) -> Person | None:
        """Who a user of a channel is."""

    async def person(self, person: str) -> Person | None:
        """By id."""

    async def participation(self, participant: str) -> Participation | None:
        """Who a participant is, None once forgotten."""

    async def participations_of(self, *, session: str = "", person: str = "") -> list[Participation]:
        """Those of a session or of a person, in the order they joined."""

    async def session(self, session: str) -> SessionRecord | None:
        """By id."""

    async def session_by_join(self, join: str) -> SessionRecord | None:
        """By the code of its link."""

    async def sessions(self) -> list[SessionRecord]:
        """All, newest first."""

    async def script_source(self, script_hash: str) -> ScriptSource | None:
        """The files of a pinned script."""

    async def contributions(self, session: str) -> list[Contribution]:
        """Every version, by time then id."""

    async def withheld(self, session: str) -> list[Contribution]:
        """Those that are withheld, in the version that counts, by time."""

    async def tally(self, session: str) -> Tally:
        """How much there is, counted where it lies."""

    async def contribution(self, contribution: str) -> Contribution | None:
        """By id."""

    async def ideas(self, session: str, pool: str = "") -> list[Idea]:
        """Of a session, of one pool if named, by time then id; withdrawn ones too."""

    async def rounds(
        self, session: str, first: StepId, second: StepId
    ) -> list[tuple[dict[ItemCode, int | None], dict[ItemCode, int | None]]]:
        """Of each person who voted in both, their two ballots, in no telling order; the first vote is sealed."""

    async def ballots(self, session: str, step: StepId) -> list[dict[ItemCode, int | None]]:
        """The ballots of a vote, in no telling order."""

    async def ballots_by_kind(
        self, session: str, step: StepId, key: Key
    ) -> list[tuple[tuple[str, ...], dict[ItemCode, int | None]]]:
        """The codes that each voter chose at that key, beside their ballot, in no telling order.

        Empty once nobody can tell whose a sealed ballot is.
        """

    async def ballot_count(self, session: str, step: StepId) -> int:
        """How many cast one so far."""

    async def journal(self, session: str) -> list[JournalEntry]:
        """By time."""

    async def versions(self, session: str) -> list[NotebookVersion]:
        """Those of the session's notebook, in order."""

    async def draft(self, person: str) -> bytes:
        """What a facilitator's next text is for; empty if nothing."""

    async def shown(self, participant: str) -> list[Shown]:
        """The last eight cards sent to a participant, oldest first, those of unknown delivery included (ref 0)."""

    async def slot(self, person: str, slot: str) -> int:
        """Message number of the panel last delivered in that slot, 0 if none."""

    async def slots_at(self, channel: str, address: str, ref: int) -> list[tuple[str, str]]:
        """Whose panels, and in which slots, that message shows to those of the channel at the address: (user, slot)."""

    async def next_due(self) -> datetime | None:
        """When the earliest timer comes due."""

    async def fire_timers(self, now: datetime) -> list[InboxEntry]:
        """Turn due timers into inbox entries, durably, each exactly once, whichever worker comes first."""

    async def claim(
        self, now: datetime, limit: int, lease_seconds: float, skip_chats: Sequence[str]
    ) -> list[OutboxRow]:
        """Claim sendable rows: lanes first, then age; per chat only the oldest of its lane; never two of one chat."""

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write what became of claimed rows, durably. For a sent card or panel, also where it is (shown, slot)."""

    async def expire_leases(self, now: datetime) -> int:
        """Rows left in `sending` by a dead worker become `unknown`, to be sent again after their grace.

        Cards, panels and files are marked `resend`; folds repeat harmlessly. Returns how many.
        """

    async def next_outbox(self, now: datetime) -> datetime | None:
        """When the earliest row that waits (retry, grace) may go; None if none waits."""

    async def rehome(self, old_address: str, new_address: str) -> None:
        """A chat moved (group turned supergroup)."""

    async def lease(self, name: str, owner: str, now: datetime, seconds: float) -> bool:
        """Take or renew a named lease (one poller at a time)."""


class Reader(Protocol):
    """A channel's reading of its raw updates."""

    def read(self, payload: bytes) -> Incoming | None:
        """What came in; None if it concerns nobody (a kind of update we don't follow).

        Raises:
            ValueError: the update cannot be read; it goes to the dead letters.
        """


class Voice(Protocol):
    """What a channel does at once and need not remember."""

    def toast(self, tap: str, notice: Notice | SentencePanel | None, language: str) -> None:
        """Answer a tap; None: just stop its spinner. Never waits, never raises."""

    def outbox_changed(self) -> None:
        """There may be something to send."""

    async def settled(self, person: str) -> None:
        """Return once no message to that person is in flight: its number is then known, or known to be unknown."""


class Shelf(Protocol):
    """The workshops at hand, and those that sessions are pinned to."""

    def list(self) -> list[Script]:
        """Those that pass `check`, by id."""

    def read(self, workshop: str) -> ScriptSource:
        """The files of a workshop. Raises KeyError."""

    def load(self, source: ScriptSource) -> Script:
        """The script in these files. Raises AuthorError."""

    def form(self, script: Script, values: Mapping[str, Value], items: Mapping[StepId, Sequence[str]]) -> str:
        """The workshop as a form to print, in HTML.

        `values`: what the session was told; `items`: per vote that has opened, what is on its ballot.
        """


class Compiler(Protocol):
    """Makes notebooks. Slow on purpose of being thorough: called off the event loop."""

    def compile(self, material: Material, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook in each format below `out`; returns the files."""

    def compile_programme(self, material: ProgrammeMaterial, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook of a programme in each format below `out`; returns the files."""

    def templates(self) -> Sequence[str]:
        """The names of the sets of templates that a session or an organisation may choose."""

    def places(self, material: Material) -> Sequence[Place]:
        """Where the notebook uses each contribution that has a number, in its order."""
