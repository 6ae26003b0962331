"""The units of one transaction, gathered into rows a table and a kind of write. Pure: no statement is run here.

A store that wrote unit by unit would pay a round trip a write. A plan keeps, for each table, what the writes come to in
their order (a timer put and then dropped is not put at all), so that one `executemany` a kind of write says the same.
Versions and epochs are judged here too, against those read at the start of the transaction and moved on by each unit
admitted. Not here: `apply`, which reads the versions and runs the statements; withdrawals (`erasing`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from bot.facilitation.lead_answers import SaveLeadAnswer
from bot.facilitation.organisation_writes import (
    DropMembership,
    DropWaiting,
    JoinCast,
    LeaveCast,
    OrganisationWrite,
    RequireOwner,
    SaveInvitation,
    SaveMembership,
    SaveOrganisation,
    SaveWaiting,
)
from bot.facilitation.organisations import Role
from bot.facilitation.outgoing import Outgoing
from bot.facilitation.ports import InboxEntry, Stale
from bot.facilitation.programmes import PlaceSession, ProgrammeWrite, SaveProgramme
from bot.facilitation.public_pages import OpenPublicPage, PublicPageWrite, TakeBackPublicPage
from bot.facilitation.writes import (
    AddContribution,
    AddIdea,
    ChangeStanding,
    CutLinks,
    DeadLetter,
    DropBallot,
    DropIdea,
    DropTimers,
    ErasePerson,
    EraseWords,
    Forget,
    Handled,
    Obsolete,
    PinScript,
    Post,
    PurgeSession,
    PutBallot,
    PutTimer,
    RequireEpoch,
    SaveDraft,
    SaveGroup,
    SaveParticipation,
    SavePerson,
    SaveRun,
    SaveSession,
    SaveVersion,
    SealBallots,
    Send,
    Unheard,
    WriteJournal,
)
from bot.store import rows
from bot.store.moments import ticks
from bot.store.rows import Parameters

Barrier = SealBallots | CutLinks | EraseWords | Forget | PurgeSession | ErasePerson
"""Writes that look at what is stored: everything before them is written first."""

Plain = (
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

Write = Plain | Barrier


@dataclass
class Unit:
    """What one caller wants written, all or nothing. `posted` is filled when its entries have their numbers."""

    writes: Sequence[Write]
    posted: list[InboxEntry] = field(default_factory=list)


@dataclass
class Versions:
    """Versions and epochs as they stand inside the transaction; 0 for what is not there."""

    runs: dict[str, int] = field(default_factory=dict)
    groups: dict[str, tuple[int, int]] = field(default_factory=dict)
    invitations: dict[str, int] = field(default_factory=dict)
    owners: set[tuple[str, str]] = field(default_factory=set)
    """Organisations and who owns them, of those that a unit requires to keep an owner."""

    def admit(self, unit: Unit) -> None:
        """Move the versions on by this unit.

        Raises:
            Stale: one of them is not what the unit was computed against; nothing has been moved.
        """
        runs: dict[str, int] = {}
        groups: dict[str, tuple[int, int]] = {}
        invitations: dict[str, int] = {}
        owners = set(self.owners)
        for write in unit.writes:
            if isinstance(write, SaveRun):
                stands = runs.get(write.participant, self.runs.get(write.participant, 0))
                if stands != write.version:
                    raise Stale(f"run of {write.participant}: at {stands}, computed against {write.version}")
                runs[write.participant] = write.version + 1
            elif isinstance(write, SaveGroup):
                stands, _ = groups.get(write.session, self.groups.get(write.session, (0, 0)))
                if stands != write.version:
                    raise Stale(f"group of {write.session}: at {stands}, computed against {write.version}")
                groups[write.session] = (write.version + 1, write.epoch)
            elif isinstance(write, RequireEpoch):
                # Against what stood before this unit: its own SaveGroup may well open the next epoch.
                _, epoch = self.groups.get(write.session, (0, 0))
                if epoch != write.epoch:
                    raise Stale(f"session {write.session}: at epoch {epoch}, computed against {write.epoch}")
            elif isinstance(write, SaveInvitation):
                one = write.invitation
                stands = invitations.get(one.key, self.invitations.get(one.key, 0))
                if stands != one.version:
                    raise Stale(f"an invitation: at {stands}, computed against {one.version}")
                invitations[one.key] = one.version + 1
            elif isinstance(write, SaveMembership):
                member = write.membership
                owners.discard((member.organisation, member.person))
                if member.role is Role.OWNER:
                    owners.add((member.organisation, member.person))
            elif isinstance(write, DropMembership):
                owners.discard((write.organisation, write.person))
            elif isinstance(write, RequireOwner) and not any(
                (write.organisation, who) in owners for who in write.among
            ):
                raise Stale(f"organisation {write.organisation}: nobody would own it")
        self.runs.update(runs)
        self.groups.update(groups)
        self.invitations.update(invitations)
        self.owners = owners


class Plan:
    """Rows to write, by table and kind of write."""

    def __init__(self, received: int) -> None:
        """`received`: the instant given to the entries posted."""
        self._received = received
        self.runs: dict[str, Parameters] = {}
        self.groups: dict[str, Parameters] = {}
        self.people: dict[str, Parameters] = {}
        self.participations: dict[str, Parameters] = {}
        self.sessions: dict[str, Parameters] = {}
        self.drafts: dict[str, bytes] = {}
        self.scripts: dict[str, Parameters] = {}
        self.contributions: dict[str, Parameters] = {}
        self.superseded: list[Parameters] = []
        self.standings: list[Parameters] = []
        self.ideas: dict[str, Parameters] = {}
        self.dropped_ideas: dict[str, None] = {}
        self.ballots: dict[tuple[str, str, str], bytes | None] = {}
        self.journal: list[Parameters] = []
        self.versions: dict[tuple[str, int], Parameters] = {}
        self.dropped_owners: dict[str, None] = {}
        self.timers: dict[str, dict[tuple[str, str], Parameters]] = {}
        self.obsolete: dict[str, None] = {}
        self.sends: dict[int, Parameters] = {}
        self.coalesced: dict[tuple[str, str], int] = {}
        self.handled: list[Parameters] = []
        self.dead: list[Parameters] = []
        self.posts: list[tuple[Unit, Parameters]] = []
        self.organisations: list[OrganisationWrite] = []
        self.programmes: list[ProgrammeWrite] = []
        self.public_pages: list[PublicPageWrite] = []
        self.lead_answers: dict[tuple[str, str], Parameters] = {}
        self._sent = 0

    def add(self, unit: Unit, writes: Iterable[Plain]) -> None:
        """Note writes of a unit that was admitted, in their order."""
        for write in writes:
            self._add(unit, write)

    def _add(self, unit: Unit, write: Plain) -> None:
        match write:
            case SaveRun():
                self.runs[write.participant] = {
                    "participant": write.participant,
                    "session": write.session,
                    "version": write.version + 1,
                    "data": write.data,
                    "status": write.status,
                }
            case RequireEpoch():
                pass  # Judged by Versions.
            case Handled() | Unheard():
                self.handled.append({"b_id": write.entry})
            case Send():
                self._send(write.outgoing)
            case Post():
                self.posts.append((unit, self._internal(write.lane, write.payload)))
            case AddContribution():
                self._contribute(write)
            case PutTimer():
                self._put_timer(write)
            case DropTimers():
                self.dropped_owners[write.owner] = None
                self.timers.pop(write.owner, None)
            case Obsolete():
                self._obsolete(write.about)
            case SaveGroup():
                self.groups[write.session] = {
                    "session": write.session,
                    "version": write.version + 1,
                    "epoch": write.epoch,
                    "data": write.data,
                }
            case PutBallot():
                self.ballots[write.session, write.step, write.participant] = rows.grades_data(write.grades)
            case DropBallot():
                self.ballots[write.session, write.step, write.participant] = None
            case AddIdea():
                self.dropped_ideas.pop(write.idea.id, None)
                self.ideas[write.idea.id] = rows.idea_row(write.idea)
                if write.supersedes:
                    self._drop_idea(write.supersedes)
            case DropIdea():
                self._drop_idea(write.idea)
            case ChangeStanding():
                self._change_standing(write)
            case SavePerson():
                self.people[write.person.id] = rows.person_row(write.person)
            case SaveParticipation():
                self.participations[write.participation.participant] = rows.participation_row(write.participation)
            case SaveSession():
                self.sessions[write.session.id] = rows.session_row(write.session)
            case DeadLetter():
                self.dead.append({"b_id": write.entry, "reason": write.reason})
            case WriteJournal():
                self.journal.append(rows.journal_row(write.entry))
            case SaveVersion(version=version):
                self.versions[version.session, version.number] = rows.version_row(version)
            case SaveDraft():
                self.drafts[write.person] = write.data
            case PinScript():
                self.scripts.setdefault(write.hash, rows.script_row(write))
            case SaveOrganisation() | SaveMembership() | DropMembership() | RequireOwner() | SaveInvitation():
                self.organisations.append(write)
            case JoinCast() | LeaveCast() | SaveWaiting() | DropWaiting():
                self.organisations.append(write)
            case SaveProgramme() | PlaceSession():
                self.programmes.append(write)
            case OpenPublicPage() | TakeBackPublicPage():
                self.public_pages.append(write)
            case SaveLeadAnswer(answer=answer):
                self.lead_answers[answer.session, answer.lead] = rows.lead_answer_row(answer)
            case _:
                assert_never(write)

    def _internal(self, lane: str, payload: bytes) -> Parameters:
        return internal_entry(lane, payload, self._received)

    def _contribute(self, write: AddContribution) -> None:
        contribution = write.contribution
        if contribution.id not in self.contributions:
            self.contributions[contribution.id] = rows.contribution_row(contribution)
        if contribution.supersedes:
            self.superseded.append({"b_id": contribution.supersedes})

    def _change_standing(self, write: ChangeStanding) -> None:
        self.standings.append({"b_id": write.contribution, "standing": write.standing.value, "reason": write.reason})

    def _drop_idea(self, idea: str) -> None:
        if idea in self.ideas:
            self.ideas[idea]["withdrawn"] = True
        else:
            self.dropped_ideas[idea] = None

    def _put_timer(self, write: PutTimer) -> None:
        self.timers.setdefault(write.owner, {})[write.lane, write.name] = {
            "lane": write.lane,
            "owner": write.owner,
            "name": write.name,
            "due": ticks(write.due),
            "payload": write.payload,
        }

    def _send(self, outgoing: Outgoing) -> None:
        row = rows.outbox_row(outgoing)
        number = self._sent
        if outgoing.coalesce:
            # The earlier one's place in the queue, as for a row already stored.
            number = self.coalesced.setdefault((outgoing.person, outgoing.coalesce), number)
        self.sends[number] = row
        self._sent += 1

    def _obsolete(self, about: str) -> None:
        self.obsolete[about] = None
        gone = [number for number, row in self.sends.items() if row["droppable"] and row["about"] == about]
        for number in gone:
            row = self.sends.pop(number)
            self.coalesced.pop((row["person"], row["coalesce"]), None)


def internal_entry(lane: str, payload: bytes, received: int) -> Parameters:
    """An inbox row that no channel sent."""
    return {
        "source": "internal",
        "channel": None,
        "number": None,
        "lane": lane,
        "payload": payload,
        "state": "new",
        "reason": "",
        "received": received,
    }


def split(writes: Sequence[Write]) -> list[list[Plain] | Barrier]:
    """A unit's writes as runs of plain ones and the barriers between them; what is forgotten is forgotten last.

    A farewell may be enqueued before or after the `Forget` of the same unit; its address must still be there.
    """
    pieces: list[list[Plain] | Barrier] = [[]]
    forgotten: list[Forget] = []
    for write in writes:
        if isinstance(write, Forget):
            forgotten.append(write)
        elif isinstance(write, SealBallots | CutLinks | EraseWords | PurgeSession | ErasePerson):
            pieces += [write, []]
        else:
            last = pieces[-1]
            assert isinstance(last, list)  # noqa: S101 -- a barrier is always followed by a list, above
            last.append(write)
    return [piece for piece in [*pieces, *forgotten] if piece]
