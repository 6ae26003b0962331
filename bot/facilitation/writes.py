"""What one unit of work writes: a closed union that the store applies together, in one transaction, or not at all."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.engine.ballots import ItemCode
from bot.engine.effects import Standing
from bot.engine.script import StepId
from bot.facilitation.lead_answers import SaveLeadAnswer
from bot.facilitation.organisation_writes import OrganisationWrite
from bot.facilitation.outgoing import Outgoing
from bot.facilitation.programmes import ProgrammeWrite
from bot.facilitation.public_pages import PublicPageWrite
from bot.facilitation.records import (
    Contribution,
    Idea,
    JournalEntry,
    NotebookVersion,
    Participation,
    Person,
    ScriptSource,
    SessionRecord,
)


class SaveRun(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace a run. `version`: the one it was read at, 0 when new; stored as `version + 1`."""

    participant: str
    session: str
    version: int
    data: bytes
    status: str


class SaveGroup(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace a session's group state, same rule. `epoch`: its new epoch, kept in a column."""

    session: str
    version: int
    epoch: int
    data: bytes


class RequireEpoch(msgspec.Struct, frozen=True, tag=True):
    """This unit was computed against that epoch of the session: if it moved, the whole unit is `Stale`."""

    session: str
    epoch: int


class SavePerson(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by id)."""

    person: Person


class SaveParticipation(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by participant)."""

    participation: Participation


class SaveSession(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by id)."""

    session: SessionRecord


class AddContribution(msgspec.Struct, frozen=True, tag=True):
    """Insert; an id already there is the same contribution come twice: ignored. Marks the one it supersedes."""

    contribution: Contribution


class ChangeStanding(msgspec.Struct, frozen=True, tag=True):
    """Update a contribution's standing and reason."""

    contribution: str
    standing: Standing
    reason: str


class AddIdea(msgspec.Struct, frozen=True, tag=True):
    """Insert an idea; the idea `supersedes` (if any) is marked withdrawn."""

    idea: Idea
    supersedes: str = ""


class DropIdea(msgspec.Struct, frozen=True, tag=True):
    """Mark an idea withdrawn."""

    idea: str


class PutBallot(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace the one ballot of this participant in this vote (unique in the database)."""

    session: str
    step: StepId
    participant: str
    grades: dict[ItemCode, int | None]


class DropBallot(msgspec.Struct, frozen=True, tag=True):
    """Delete this participant's ballot."""

    session: str
    step: StepId
    participant: str


class SealBallots(msgspec.Struct, frozen=True, tag=True):
    """After a close: who voted goes to the electorate table, with no ballot id.

    The ballots stay with neither participant nor time, in an order that says nothing. Whose they are is kept apart,
    for withdrawals, until `CutLinks`.
    """

    session: str
    step: StepId


class CutLinks(msgspec.Struct, frozen=True, tag=True):
    """Destroy what says which sealed ballot is whose, in every vote of the session."""

    session: str


class EraseWords(msgspec.Struct, frozen=True, tag=True):
    """Withdraw everything of a participant, or the one `contribution` (and the idea it was).

    Contributions are withdrawn and their text erased, ideas withdrawn, ballots deleted (sealed ones as long as they can
    be found), pending messages that quote them dropped.
    """

    participant: str
    contribution: str = ""


class Forget(msgspec.Struct, frozen=True, tag=True):
    """Delete every trace of a participant who refused.

    Run, participation, contributions, and the person if they have no other participation.
    """

    participant: str


class PurgeSession(msgspec.Struct, frozen=True, tag=True):
    """Delete the answers of a session, who gave them, its votes, its journal and what the team wrote on them.

    Its record stays, and the dates and fingerprints of its notebook's versions. People who are nowhere else go too.
    """

    session: str


class ErasePerson(msgspec.Struct, frozen=True, tag=True):
    """Delete what is known of a person outside sessions: membership, keys, drafts; and the person, if in none.

    What they did for a session as one of its facilitators stays done: it names them by an id that leads nowhere then.
    """

    person: str


class PutTimer(msgspec.Struct, frozen=True, tag=True):
    """Insert or move the timer of (`lane`, `owner`, `name`). `payload`: the inbox entry's payload when it comes due."""

    lane: str
    owner: str
    name: str
    due: datetime
    payload: bytes


class DropTimers(msgspec.Struct, frozen=True, tag=True):
    """Delete the timers of an owner (`participant:wait`, `session:gate`)."""

    owner: str


class Send(msgspec.Struct, frozen=True, tag=True):
    """Enqueue a message."""

    outgoing: Outgoing


class Obsolete(msgspec.Struct, frozen=True, tag=True):
    """Drop the queued, droppable messages about `participant:wait`."""

    about: str


class Post(msgspec.Struct, frozen=True, tag=True):
    """Put an internal event in the inbox, addressed to a lane. `payload`: JSON of an `Addressed`."""

    lane: str
    payload: bytes


class Handled(msgspec.Struct, frozen=True, tag=True):
    """The inbox entry is done."""

    entry: int


class Unheard(msgspec.Struct, frozen=True, tag=True):
    """The inbox entry is done, and nothing of it was to be kept: its bytes leave the database's log as well."""

    entry: int


class DeadLetter(msgspec.Struct, frozen=True, tag=True):
    """The inbox entry cannot be handled: kept with its reason, delays nobody."""

    entry: int
    reason: str


class WriteJournal(msgspec.Struct, frozen=True, tag=True):
    """Add to a session's journal."""

    entry: JournalEntry


class SaveVersion(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace a version of a session's notebook (by session and number)."""

    version: NotebookVersion


class SaveDraft(msgspec.Struct, frozen=True, tag=True):
    """A facilitator's launch dialogue, or whatever her next text is for; empty data ends it."""

    person: str
    data: bytes


class PinScript(msgspec.Struct, frozen=True, tag=True):
    """Keep the bytes of a script and of what is beside it under their hash (insert if absent)."""

    hash: str
    workshop: str
    source: ScriptSource


Write = (
    SaveRun
    | SaveGroup
    | RequireEpoch
    | SavePerson
    | SaveParticipation
    | SaveSession
    | AddContribution
    | ChangeStanding
    | AddIdea
    | DropIdea
    | PutBallot
    | DropBallot
    | SealBallots
    | CutLinks
    | EraseWords
    | Forget
    | PurgeSession
    | ErasePerson
    | PutTimer
    | DropTimers
    | Send
    | Obsolete
    | Post
    | Handled
    | Unheard
    | DeadLetter
    | WriteJournal
    | SaveVersion
    | SaveDraft
    | PinScript
    | OrganisationWrite
    | ProgrammeWrite
    | PublicPageWrite
    | SaveLeadAnswer
)
