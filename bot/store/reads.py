"""The reading half of the store: what is committed, on connections of its own, past the writer's queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select
from sqlalchemy.exc import DBAPIError

from bot.engine.ballots import ItemCode
from bot.engine.effects import Standing
from bot.engine.script import Key, StepId
from bot.facilitation.ports import InboxEntry, Shown, VersionedGroup, VersionedRun
from bot.facilitation.records import (
    Contribution,
    Idea,
    JournalEntry,
    NotebookVersion,
    Participation,
    Person,
    ScriptSource,
    SessionRecord,
    Tally,
)
from bot.store import rows
from bot.store import tables as t
from bot.store.batch import entries
from bot.store.cache import Cache
from bot.store.database import Database
from bot.store.failures import translated
from bot.store.moments import moment_or_none, ticks
from bot.store.outbox_settling import next_waiting
from bot.store.screens import Screen, Seen, last_shown


class Reads:
    """Every read of the `Store` port."""

    def __init__(self, database: Database, cache: Cache) -> None:
        self._database = database
        self._cache = cache

    async def _rows(self, statement: Select[Any], **binds: object) -> Sequence[Any]:
        try:
            return await self._database.read(statement, binds)
        except (DBAPIError, OSError) as error:
            raise translated(error) from None

    async def _row(self, statement: Select[Any], **binds: object) -> Any:
        found = await self._rows(statement, **binds)
        return found[0] if found else None

    async def pending_inbox(self) -> list[InboxEntry]:
        """Entries not handled, oldest first."""
        return entries(await self._rows(_PENDING))

    async def run(self, participant: str) -> VersionedRun | None:
        """The run of a participant."""

        async def read() -> VersionedRun | None:
            row = await self._row(_RUN, key=participant)
            return None if row is None else VersionedRun(row.session, row.version, row.data)

        return await self._cache.get(("run", participant), read)

    async def runs_of(self, session: str) -> Mapping[str, VersionedRun]:
        """Every run of a session, by participant."""
        found = await self._rows(_RUNS, key=session)
        return {row.participant: VersionedRun(row.session, row.version, row.data) for row in found}

    async def group(self, session: str) -> VersionedGroup | None:
        """The group state of a session."""

        async def read() -> VersionedGroup | None:
            row = await self._row(_GROUP, key=session)
            return None if row is None else VersionedGroup(row.version, row.epoch, row.data)

        return await self._cache.get(("group", session), read)

    async def person_by_user(self, channel: str, user: str) -> Person | None:
        """The person a channel knows by that name."""

        async def read() -> Person | None:
            row = await self._row(_PERSON_BY_USER, channel=channel, user=user)
            return None if row is None else rows.to_person(row._mapping)

        return await self._cache.get(("user", channel, user), read)

    async def person(self, person: str) -> Person | None:
        """A person by id."""

        async def read() -> Person | None:
            row = await self._row(_PERSON, key=person)
            return None if row is None else rows.to_person(row._mapping)

        return await self._cache.get(("person", person), read)

    async def participation(self, participant: str) -> Participation | None:
        """Who a participant is."""

        async def read() -> Participation | None:
            row = await self._row(_PARTICIPATION, key=participant)
            return None if row is None else rows.to_participation(row._mapping)

        return await self._cache.get(("participation", participant), read)

    async def participations_of(self, *, session: str = "", person: str = "") -> list[Participation]:
        """Those of a session, of a person, or of both; by the time they joined."""
        found = await self._rows(_PARTICIPATIONS, session=session, person=person)
        return [rows.to_participation(row._mapping) for row in found]

    async def session(self, session: str) -> SessionRecord | None:
        """A session by id."""

        async def read() -> SessionRecord | None:
            row = await self._row(_SESSION, key=session)
            return None if row is None else rows.to_session(row._mapping)

        return await self._cache.get(("session", session), read)

    async def session_by_join(self, join: str) -> SessionRecord | None:
        """A session by the code of its deep link."""
        row = await self._row(_SESSION_BY_JOIN, key=join)
        return None if row is None else rows.to_session(row._mapping)

    async def sessions(self) -> list[SessionRecord]:
        """All sessions, oldest first."""
        return [rows.to_session(row._mapping) for row in await self._rows(_SESSIONS)]

    async def script_source(self, script_hash: str) -> ScriptSource | None:
        """The files of a pinned script."""
        row = await self._row(_SCRIPT, key=script_hash)
        return None if row is None else rows.to_script_source(row._mapping)

    async def contributions(self, session: str) -> list[Contribution]:
        """Every version, by time then id."""
        return [rows.to_contribution(row._mapping) for row in await self._rows(_CONTRIBUTIONS, key=session)]

    async def withheld(self, session: str) -> list[Contribution]:
        """Those withheld, in the version that counts, by time then id."""
        return [rows.to_contribution(row._mapping) for row in await self._rows(_WITHHELD, key=session)]

    async def tally(self, session: str) -> Tally:
        """Contributions that count, by key; ideas that stand; contributions withheld."""
        said = {row.key: int(row.number) for row in await self._rows(_SAID, key=session)}
        return Tally(said, *map(int, await self._row(_TALLY, key=session)))

    async def contribution(self, contribution: str) -> Contribution | None:
        """One contribution."""
        row = await self._row(_CONTRIBUTION, key=contribution)
        return None if row is None else rows.to_contribution(row._mapping)

    async def ideas(self, session: str, pool: str = "") -> list[Idea]:
        """Ideas of a session (of one pool, if named), withdrawn ones too, by time then id."""
        return [rows.to_idea(row._mapping) for row in await self._rows(_IDEAS, session=session, pool=pool)]

    async def ballots(self, session: str, step: StepId) -> list[dict[ItemCode, int | None]]:
        """The ballots of a vote, open or sealed, in an order that says nothing."""
        found = [
            *await self._rows(_BALLOTS, session=session, step=step),
            *await self._rows(_SEALED, session=session, step=step),
        ]
        return [rows.to_grades(row.grades) for row in found]

    async def rounds(
        self, session: str, first: StepId, second: StepId
    ) -> list[tuple[dict[ItemCode, int | None], dict[ItemCode, int | None]]]:
        """Of each person who voted in both, their two ballots, in an order that says nothing; the first is sealed."""
        mine: dict[StepId, dict[str, dict[ItemCode, int | None]]] = {}
        for step in (first, second):
            found = [
                *await self._rows(_LINKED, session=session, step=step),
                *await self._rows(_OPEN, session=session, step=step),
            ]
            mine[step] = {row.participant: rows.to_grades(row.grades) for row in found}
        both = sorted(mine[first].keys() & mine[second].keys())
        return [(mine[first][who], mine[second][who]) for who in both]

    async def ballots_by_kind(
        self, session: str, step: StepId, key: Key
    ) -> list[tuple[tuple[str, ...], dict[ItemCode, int | None]]]:
        """What each voter chose at that key beside their ballot, in an order that says nothing; no id leaves here."""
        found = [
            *await self._rows(_LINKED_KINDS, session=session, step=step, key=key),
            *await self._rows(_OPEN_KINDS, session=session, step=step, key=key),
        ]
        told = [(rows.to_codes(row.codes), rows.to_grades(row.grades)) for row in found]
        return sorted(told, key=str)

    async def ballot_count(self, session: str, step: StepId) -> int:
        """How many have voted."""
        row = await self._row(_BALLOT_COUNT, session=session, step=step)
        return int(row[0])

    async def versions(self, session: str) -> list[NotebookVersion]:
        """Those of the session's notebook, in order."""
        return [rows.to_version(row._mapping) for row in await self._rows(_VERSIONS, key=session)]

    async def journal(self, session: str) -> list[JournalEntry]:
        """A session's journal, in the order written."""
        return [rows.to_journal(row._mapping) for row in await self._rows(_JOURNAL, key=session)]

    async def draft(self, person: str) -> bytes:
        """A facilitator's draft; empty if none."""
        row = await self._row(_DRAFT, key=person)
        return b"" if row is None else bytes(row.data)

    async def shown(self, participant: str) -> list[Shown]:
        """The last eight cards sent to a participant, oldest first; ref 0: on its way, or delivery unknown.

        Cards that wait for nothing are not listed: no answer can be filed under them and nothing edits them.
        """

        async def read() -> Screen:
            return tuple(Seen(*row) for row in await self._rows(_SHOWN, key=participant))

        return last_shown(participant, await self._cache.get(("shown", participant), read))

    async def slot(self, person: str, slot: str) -> int:
        """Message number of the panel last delivered in that slot, 0 if none."""
        row = await self._row(_SLOT, person=person, slot=slot)
        return 0 if row is None else int(row.ref)

    async def slots_at(self, channel: str, address: str, ref: int) -> list[tuple[str, str]]:
        """Whose panels, and in which slots, that message shows to those of the channel at the address: (user, slot)."""
        found = await self._rows(_SLOTS_AT, channel=channel, address=address, ref=ref)
        return [(row.user, row.slot) for row in found]

    async def next_due(self) -> datetime | None:
        """When the earliest timer comes due."""
        row = await self._row(_NEXT_DUE)
        return moment_or_none(row[0])

    async def next_outbox(self, now: datetime) -> datetime | None:
        """When the earliest row that waits may go; None if none waits."""
        row = await self._row(_NEXT_WAITING, now=ticks(now))
        return moment_or_none(row[0])


def _by(table: Any, column: str = "id") -> Select[Any]:
    return select(table).where(table.c[column] == bindparam("key"))


def _vote(table: Any) -> Any:
    return (table.c.session == bindparam("session")) & (table.c.step == bindparam("step"))


_PENDING = select(t.inbox.c.id, t.inbox.c.lane, t.inbox.c.source, t.inbox.c.payload).where(t.inbox.c.state == "new")
_PENDING = _PENDING.order_by(t.inbox.c.id)
_RUN = _by(t.runs, "participant")
_RUNS = _by(t.runs, "session").order_by(t.runs.c.participant)
_GROUP = _by(t.groups, "session")
_PERSON = _by(t.people)
_PERSON_BY_USER = select(t.people).where(
    t.people.c.channel == bindparam("channel"), t.people.c.user == bindparam("user")
)
_PARTICIPATION = _by(t.participations, "participant")
_PARTICIPATIONS = (
    select(t.participations)
    .where(
        (bindparam("session") == "") | (t.participations.c.session == bindparam("session")),
        (bindparam("person") == "") | (t.participations.c.person == bindparam("person")),
    )
    .order_by(t.participations.c.joined_at, t.participations.c.participant)
)
_SESSION = _by(t.sessions)
_SESSION_BY_JOIN = _by(t.sessions, "join")
_SESSIONS = select(t.sessions).order_by(t.sessions.c.created_at, t.sessions.c.id)
_SCRIPT = _by(t.scripts, "hash")
_CONTRIBUTIONS = _by(t.contributions, "session").order_by(t.contributions.c.at, t.contributions.c.id)
_COUNTED = (t.contributions.c.session == bindparam("key")) & t.contributions.c.superseded.is_(False)
_IS_WITHHELD = _COUNTED & (t.contributions.c.standing == Standing.WITHHELD.value)
_WITHHELD = select(t.contributions).where(_IS_WITHHELD).order_by(t.contributions.c.at, t.contributions.c.id)
_STANDS = _COUNTED & (t.contributions.c.standing != Standing.WITHDRAWN.value)
_SAID = (
    select(t.contributions.c.key, func.count().label("number"))
    .where(_STANDS & (t.contributions.c.text != ""))
    .group_by(t.contributions.c.key)
)
_TALLY = select(
    select(func.count())
    .select_from(t.ideas)
    .where((t.ideas.c.session == bindparam("key")) & t.ideas.c.withdrawn.is_(False))
    .scalar_subquery(),
    select(func.count()).select_from(t.contributions).where(_IS_WITHHELD).scalar_subquery(),
)
_CONTRIBUTION = _by(t.contributions)
_IDEAS = (
    select(t.ideas)
    .where(
        t.ideas.c.session == bindparam("session"),
        (bindparam("pool") == "") | (t.ideas.c.pool == bindparam("pool")),
    )
    .order_by(t.ideas.c.at, t.ideas.c.id)
)
# Participant ids and ballot ids are random, so their order is no order of arrival.
_BALLOTS = select(t.ballots.c.grades).where(_vote(t.ballots)).order_by(t.ballots.c.participant)
_OPEN = select(t.ballots.c.participant, t.ballots.c.grades).where(_vote(t.ballots))
_LINKED = (
    select(t.ballot_links.c.participant, t.sealed_ballots.c.grades)
    .join(
        t.sealed_ballots,
        (t.sealed_ballots.c.session == t.ballot_links.c.session)
        & (t.sealed_ballots.c.step == t.ballot_links.c.step)
        & (t.sealed_ballots.c.id == t.ballot_links.c.ballot),
    )
    .where(_vote(t.ballot_links))
)


def _chose(voter: Any) -> Any:
    """The contributions in which a voter chose something at one key."""
    c = t.contributions.c
    return (c.session == bindparam("session")) & (c.participant == voter) & (c.key == bindparam("key")) & ~c.superseded


_OPEN_KINDS = _OPEN.add_columns(t.contributions.c.codes).join(t.contributions, _chose(t.ballots.c.participant))
_LINKED_KINDS = _LINKED.add_columns(t.contributions.c.codes).join(t.contributions, _chose(t.ballot_links.c.participant))
_SEALED = select(t.sealed_ballots.c.grades).where(_vote(t.sealed_ballots)).order_by(t.sealed_ballots.c.id)
_BALLOT_COUNT = select(
    select(func.count()).select_from(t.ballots).where(_vote(t.ballots)).scalar_subquery()
    + select(func.count()).select_from(t.sealed_ballots).where(_vote(t.sealed_ballots)).scalar_subquery()
)
_VERSIONS = _by(t.notebook_versions, "session").order_by(t.notebook_versions.c.number)
_JOURNAL = _by(t.journal, "session").order_by(t.journal.c.id)
_DRAFT = _by(t.drafts, "person")
_SHOWN = (
    select(t.shown.c.row, t.shown.c.wait, t.shown.c.ref, func.coalesce(t.outbox.c.resend, literal(False)))
    .outerjoin(t.outbox, t.outbox.c.id == t.shown.c.row)
    .where(t.shown.c.participant == bindparam("key"))
    .order_by(t.shown.c.row, t.shown.c.wait)
)
_SLOT = select(t.slots.c.ref).where(t.slots.c.person == bindparam("person"), t.slots.c.slot == bindparam("slot"))
_SLOTS_AT = (
    select(t.people.c.user, t.slots.c.slot)
    .join(t.slots, t.slots.c.person == t.people.c.id)
    .where(
        t.people.c.channel == bindparam("channel"),
        t.people.c.address == bindparam("address"),
        t.slots.c.ref == bindparam("ref"),
    )
    .order_by(t.people.c.user, t.slots.c.slot)
)
_NEXT_WAITING = next_waiting()
_NEXT_DUE = select(func.min(t.timers.c.due))
