"""Records that cross the store's port, and the material a notebook is compiled from.

Roster (who) and content (what) are apart: a `Person` has an address and no content, a `Participant` has a random id
that content refers to and an alias; only `Participation` joins the two.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

import msgspec

from bot.engine.ballots import Item, ItemCode, Origin, VoteResult
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.engine.phrases import Value
from bot.engine.script import Key, Script, StepId
from bot.facilitation.coding import Coding
from bot.facilitation.grid import Grid
from bot.facilitation.lead_answers import LeadAnswer
from bot.facilitation.team_texts import TeamText

HOME: Final = "home"
"""The organisation of the installation itself: the first one, and the only one until another is made."""
RELAY: Final = "relay"
"""The channel of people whose answers facilitators enter; their address is that of whoever is entering just now."""
ROOM: Final = "room"
"""The channel of the chats that groups have of their own; the user is the session that it is bound to."""
TEAM: Final = "team"
"""Whose contributions the team's own cards are: no participant's."""


class Person(msgspec.Struct, frozen=True):
    """Roster: somebody on a channel. `current`: the participant whose card their messages answer."""

    id: str
    channel: str
    user: str
    address: str
    language: str
    current: str = ""
    reachable: bool = True
    silent_until: int = 0
    """No reminders before that second since 1970: snoozed, or stopped for good."""
    relaying: str = ""
    """Of a facilitator: the participant whose answers they are entering, so that their messages are that person's."""

    def is_silenced(self, now: datetime) -> bool:
        """Whether they asked for no reminders for now."""
        return self.silent_until > int(now.timestamp())


class Participation(msgspec.Struct, frozen=True):
    """Roster: which person is which participant of which session."""

    participant: str
    session: str
    person: str
    alias: str
    joined_at: datetime
    link: str = ""
    """The key of the invitation they came by, if places are counted."""


class ScriptSource(msgspec.Struct, frozen=True):
    """The files of a workshop, as read: the script, and what is beside it (translations, words) by name."""

    file_name: str
    source: bytes
    beside: tuple[tuple[str, bytes], ...] = ()


class SessionRecord(msgspec.Struct, frozen=True):
    """A session as listed.

    `join` is the random code of its deep link; `notice` is printed on every page if not empty; `organisation` is whose
    it is: nobody else sees it. `purged_at`: when its answers were erased, at the end of the time for which they were
    kept; only what is in this record, and the notebook already written, is left.
    """

    id: str
    workshop: str
    script_hash: str
    title: str
    join: str
    created_by: str
    created_at: datetime
    parameters: dict[str, Value]
    language: str
    status: SessionStatus = SessionStatus.DRAFT
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    notice: str = ""
    organisation: str = HOME
    purged_at: datetime | None = None


class Contribution(msgspec.Struct, frozen=True):
    """What one person said at one step."""

    id: str
    session: str
    participant: str
    key: Key
    text: str
    at: datetime
    codes: tuple[str, ...] = ()
    supersedes: str = ""
    superseded: bool = False
    standing: Standing = Standing.KEPT
    reason: str = ""
    probe: str = ""
    about: str = ""
    """What it is about: the id of an idea or a contribution, or the code of an item."""
    round: int = 0
    """Of a card filled in more than once: which, from 0."""
    relayed: bool = False
    """Entered by facilitators for somebody who said it on the telephone or wrote it on paper."""


class Tally(msgspec.Struct, frozen=True):
    """How much a session holds: contributions that count, by key; ideas that stand; what is withheld."""

    contributions: dict[Key, int]
    ideas: int
    withheld: int


class Idea(msgspec.Struct, frozen=True):
    """An idea of a pool; its id is that of the contribution it came in."""

    id: str
    session: str
    participant: str
    pool: str
    text: str
    at: datetime
    withdrawn: bool = False


class JournalEntry(msgspec.Struct, frozen=True):
    """A gesture of the facilitators, or of the clock in their stead, annexed to the notebook.

    `by`: `animation` or `horloge`.
    """

    session: str
    at: datetime
    gesture: str
    by: str
    values: dict[str, Value] = {}


class Speaker(msgspec.Struct, frozen=True):
    """A participant as the notebook may know them: no name, no address. `answers`: option codes per closed question."""

    participant: str
    alias: str
    joined_at: datetime
    status: str
    """entering | active | finished | declined | left | unreachable"""
    quotation: str
    """`yes`, `ask` or `no`; empty when never answered: treated as `no`."""
    answers: dict[Key, tuple[str, ...]]
    withdrawn: bool = False
    missed: tuple[StepId, ...] = ()
    """Steps whose time had gone by before this person answered them: one comes late, or leaves early."""


class BallotItem(msgspec.Struct, frozen=True):
    """An item on a ballot, or an idea of the group that was not put to the vote (`code` empty)."""

    code: str
    text: str
    origin: Origin
    sources: tuple[str, ...] = ()


class MergeRecord(msgspec.Struct, frozen=True):
    """A proposed merge and what became of it: held | refused | unanswered."""

    wording: str
    ideas: tuple[str, ...]
    outcome: str


class Introductions(msgspec.Struct, frozen=True):
    """How many times two people were asked whether they wished to be put in touch, and what came of it. Counts only."""

    proposed: int = 0
    made: int = 0
    """Both said yes."""
    pending: int = 0


class VersionStatus(StrEnum):
    """What a version of a notebook is worth."""

    PROVISIONAL = "provisional"
    """Nobody has read it again yet, or the session is still open."""
    CORRECTED = "corrected"
    """Words were withdrawn, corrected or added since the first version after the close."""
    VALIDATED = "validated"
    """The team has read it and stands by it."""


class NotebookVersion(msgspec.Struct, frozen=True):
    """One state of a session's notebook: a compilation whose script or data were not those of the version before.

    `contributions`: the ids that counted in it. Ids say nothing of the words, so they may outlive a withdrawal; that is
    how a version that is out there can be told to hold words withdrawn since.
    """

    session: str
    number: int
    status: VersionStatus
    at: datetime
    script_hash: str
    data_hash: str
    software: str
    contributions: tuple[str, ...]
    closed: bool = True
    """Whether the session was closed by then."""
    parts: dict[str, str] = {}
    """By part it follows from (`versions.Part`), a fingerprint that tells what changed; none of older versions."""


WHOLE_FROM: Final = 20
"""Voters from which whole ballots, that tell several answers of one person without saying whose, may be exported."""


class Material(msgspec.Struct, frozen=True):
    """Everything a notebook is compiled from; nothing in it identifies a person.

    `contributions` holds every version, superseded and withheld ones too (a notebook decides what it may print), and
    the team's own cards under `TEAM`; `declined`: refusals of the consent, a count; `debated`: per vote, the item that
    facilitators chose for the debate; `small_count` and `percent_from`: masking and percentage thresholds; `ballots`:
    what each voter gave, in no telling order, of the votes of at least `WHOLE_FROM` people that counts alone cannot
    recount.
    """

    session: SessionRecord
    script: Script
    speakers: tuple[Speaker, ...]
    contributions: tuple[Contribution, ...]
    ideas: tuple[Idea, ...]
    items: dict[StepId, tuple[Item, ...]]
    results: dict[StepId, VoteResult]
    merges: tuple[MergeRecord, ...]
    journal: tuple[JournalEntry, ...]
    declined: int
    withdrawn: int
    compiled_at: datetime
    timezone: str
    software: str
    small_count: int = 3
    percent_from: int = 20
    debated: dict[StepId, str] = {}
    introductions: Introductions = Introductions()
    texts: tuple[TeamText, ...] = ()
    """The newest version of each text that the team wrote."""
    days: int = 0
    """Over how many days the session was planned; 0: live."""
    versions: tuple[NotebookVersion, ...] = ()
    """Those of its notebook, in order; the last is the one being compiled."""
    answers: tuple[LeadAnswer, ...] = ()
    """What the agency published about leads."""
    template: str = ""
    """The folder of templates that the organisation chose; empty: the installation's."""
    logo: bytes = b""
    """The organisation's, a PNG, for the cover; empty if it gave none."""
    grid: Grid = Grid()
    """What the team reads contributions by."""
    codings: tuple[Coding, ...] = ()
    """How it read them; what nobody has confirmed is not here."""
    ballots: dict[StepId, tuple[dict[ItemCode, int | None], ...]] = {}
