"""The `Store` port on SQLite or PostgreSQL: reads past the queue, everything that writes through one writer.

Here: putting the parts together. `open_store` is the door. Not here: statements, transactions, the outbox's rules.
"""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable, Hashable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, or_, select

from bot.facilitation.ports import InboxEntry, OutboxRow, Outcome, RawUpdate, VersionedGroup, VersionedRun
from bot.facilitation.writes import (
    ErasePerson,
    EraseWords,
    Forget,
    PurgeSession,
    SaveGroup,
    SaveParticipation,
    SavePerson,
    SaveRun,
    SaveSession,
    Unheard,
    Write,
)
from bot.store import tables as t
from bot.store.batch import Batch, Call, Received, Settled, Work
from bot.store.cache import Cache
from bot.store.codings import SqlCodings
from bot.store.database import Database, connect
from bot.store.execution import data_version, returned, rows
from bot.store.group_commit import GroupCommit
from bot.store.keyring import SqlKeyring
from bot.store.lead_answers import SqlLeadAnswers
from bot.store.moments import ticks
from bot.store.organisation_reads import OrganisationReads
from bot.store.organisation_settings import SqlOrganisationSettings
from bot.store.organisation_texts import SqlOrganisationTexts
from bot.store.outbox_claims import Claim, Claimed, Claims
from bot.store.outbox_settling import Settling, rehomed
from bot.store.own_scripts import SqlOwnScripts
from bot.store.plan import Barrier, Unit, internal_entry
from bot.store.programmes import SqlProgrammes
from bot.store.public_pages import SqlPublicPages
from bot.store.schema import upgrade
from bot.store.screens import News, delivered, on_its_way
from bot.store.statements import Statements
from bot.store.team_texts import SqlTeamTexts

GRACE: Final = timedelta(seconds=20)
"""How long a message of unknown delivery is left alone: long enough for an answer to show that it arrived."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SqlStore(OrganisationReads):
    """See `bot.facilitation.ports.Store`. Made by `open_store`."""

    def __init__(self, database: Database, *, grace: timedelta, now: Callable[[], datetime]) -> None:
        sqlite = database.dialect == "sqlite"
        super().__init__(database, Cache(enabled=sqlite))
        # Tells this process's claims from another worker's, and from those of its own earlier life.
        owner = secrets.token_hex(8)
        self._do = Statements(database.dialect)
        self._claims = Claims(self._do, database.dialect, owner)
        # On SQLite there is one process. Waiting for its earlier life's leases would keep those chats silent meanwhile.
        self._settling = Settling(self._do, owner, grace, alone=sqlite)
        self._batch = Batch(self._do, self._settling, now)
        self._now = now
        self._watch_file = sqlite
        self._data_version = -1
        self._changed_outside = False
        self._on_foreign_writes: Callable[[], None] = lambda: None
        self._writer: GroupCommit[Work] = GroupCommit(database, self._apply, self._committed)
        self._keyring = SqlKeyring(self._rows, self._writer.do)
        self._team_texts = SqlTeamTexts(self._rows, self._writer.do)
        self._codings = SqlCodings(self._rows, self._writer.do)
        self._programmes = SqlProgrammes(self._rows)
        self._own_scripts = SqlOwnScripts(self._rows, self._writer.do)
        self._organisation_settings = SqlOrganisationSettings(self._rows, self._writer.do)
        self._organisation_texts = SqlOrganisationTexts(self._rows, self._writer.do)
        self._public_pages = SqlPublicPages(self._rows)
        self._lead_answers = SqlLeadAnswers(self._rows)

    def start(self) -> None:
        """Start the writer; the schema has to be there."""
        self._writer.start()

    async def close(self) -> None:
        """Write what is queued, then close every connection."""
        try:
            await self._writer.stop()
        finally:
            await self._database.dispose()

    def on_foreign_writes(self, told: Callable[[], None]) -> None:
        """Whom to tell that another process has written to the same file (`horizons purge`), before the next answer."""
        self._on_foreign_writes = told

    @property
    def keyring(self) -> SqlKeyring:
        """The keys of the console."""
        return self._keyring

    @property
    def codings(self) -> SqlCodings:
        """How teams read contributions."""
        return self._codings

    @property
    def programmes(self) -> SqlProgrammes:
        """What can be read of programmes."""
        return self._programmes

    @property
    def public_pages(self) -> SqlPublicPages:
        """Which sessions have a public page."""
        return self._public_pages

    @property
    def organisation_settings(self) -> SqlOrganisationSettings:
        """What organisations decide for themselves."""
        return self._organisation_settings

    @property
    def own_scripts(self) -> SqlOwnScripts:
        """The workshops that organisations write themselves."""
        return self._own_scripts

    @property
    def organisation_texts(self) -> SqlOrganisationTexts:
        """What organisations keep in writing for all their sessions."""
        return self._organisation_texts

    @property
    def lead_answers(self) -> SqlLeadAnswers:
        """What agencies answer to leads."""
        return self._lead_answers

    @property
    def team_texts(self) -> SqlTeamTexts:
        """What teams write into notebooks."""
        return self._team_texts

    async def commit(self, writes: Sequence[Write]) -> list[InboxEntry]:
        """Apply all or nothing, durably; returns the entries posted. See the port.

        Raises:
            Stale: a version or an epoch had moved.
            OutsideFailure: disk or server; nothing of this unit was written.
            Defect: the schema refuses a row of this unit; nothing of it was written, other units were.
        """
        posted: list[InboxEntry] = await self._writer.do(Unit(writes))
        if any(isinstance(write, Barrier | Unheard) for write in writes):
            await self._database.scrub()
        return posted

    async def receive(self, updates: Sequence[RawUpdate]) -> list[InboxEntry]:
        """Store raw updates, durably; those already known are left out of what is returned, in the order received."""
        stored: list[InboxEntry] = await self._writer.do(Received(updates))
        return stored

    async def fire_timers(self, now: datetime) -> list[InboxEntry]:
        """Turn due timers into inbox entries, each exactly once, the earliest first."""

        def fire(conn: Connection) -> list[InboxEntry]:
            due = rows(conn, _DUE, {"now": ticks(now)})
            if not due:
                return []
            conn.execute(_FIRED, {"ids": [timer.id for timer in due]})
            entries = [internal_entry(timer.lane, timer.payload, ticks(self._now())) for timer in due]
            numbers = returned(conn, self._do.post, entries)
            return [
                InboxEntry(number, timer.lane, "internal", timer.payload)
                for (number,), timer in zip(numbers, due, strict=True)
            ]

        fired: list[InboxEntry] = await self._writer.do(Call(fire))
        return fired

    async def claim(
        self, now: datetime, limit: int, lease_seconds: float, skip_chats: Sequence[str]
    ) -> list[OutboxRow]:
        """Claim sendable rows, durably; see the port and `outbox_claims`."""
        claim = Claim(now, limit, lease_seconds, tuple(skip_chats))
        work = Call(lambda conn: self._claims.claim(conn, self._do, claim), committed=self._on_their_way)
        claimed: Claimed = await self._writer.do(work)
        return claimed.rows

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        """Write what became of claimed rows, durably; `UNKNOWN` without `retry_at` is resent after the grace."""
        if outcomes:
            await self._writer.do(Settled(outcomes))

    async def expire_leases(self, now: datetime) -> int:
        """Rows left in `sending` by a dead worker become `unknown`, to be sent again after their grace."""
        expire = Call(lambda conn: self._settling.expire(conn, now), forgets_cache=True)
        expired: int = await self._writer.do(expire)
        return expired

    async def rehome(self, old_address: str, new_address: str) -> None:
        """A chat moved."""

        def move(conn: Connection) -> None:
            for statement in rehomed(old_address, new_address):
                conn.execute(statement)

        await self._writer.do(Call(move, forgets_cache=True))

    async def lease(self, name: str, owner: str, now: datetime, seconds: float) -> bool:
        """Take or renew a named lease; False while somebody else holds it."""
        until = ticks(now + timedelta(seconds=seconds))

        def take(conn: Connection) -> bool:
            statement = self._do.lease(ticks(now))
            taken = conn.execute(statement, {"name": name, "owner": owner, "until": until})
            return taken.first() is not None

        held: bool = await self._writer.do(Call(take))
        return held

    async def prune(self, before: datetime) -> int:
        """Delete what nothing refers to any more: inbox entries handled or dead that came before this moment.

        Returns how many. Bots' update numbers come back no later than a day after, so keep at least that.
        """
        n = t.inbox.c
        old = delete(t.inbox).where(n.received < ticks(before), or_(n.state == "handled", n.state == "dead"))

        def prune(conn: Connection) -> int:
            return int(conn.execute(old).rowcount)

        pruned: int = await self._writer.do(Call(prune))
        return pruned

    def _apply(self, conn: Connection, works: Sequence[Work]) -> list[Any]:
        if self._watch_file:
            version = data_version(conn)
            self._changed_outside |= version != self._data_version
            self._data_version = version
        return self._batch.apply(conn, works)

    def _committed(self, works: Sequence[Work], outcomes: Sequence[Any]) -> None:
        if self._changed_outside:
            self._changed_outside = False
            self._cache.clear()
            self._on_foreign_writes()
        self._cache.trust()
        for work, outcome in zip(works, outcomes, strict=True):
            if isinstance(work, Unit) and not isinstance(outcome, Exception):
                self._cache.replace(_remembered(work.writes))
                if any(isinstance(write, EraseWords | Forget | PurgeSession | ErasePerson) for write in work.writes):
                    self._cache.clear()
            elif isinstance(work, Settled) and outcome is not None:
                self._settled(outcome)
            elif isinstance(work, Call):
                work.committed(outcome)
                if work.forgets_cache:
                    self._cache.clear()

    def _on_their_way(self, claimed: Claimed) -> None:
        for participant, seen in claimed.moves:
            self._cache.amend(("shown", participant), partial(on_its_way, seen))

    def _settled(self, news: News) -> None:
        for participant, seen in news.moves:
            self._cache.amend(("shown", participant), partial(delivered, seen))
        if news.unsure is None:
            self._cache.clear()
            return
        for participant in news.unsure:
            self._cache.forget(("shown", participant))


def _remembered(writes: Sequence[Write]) -> Iterator[tuple[Hashable, Any]]:
    for write in writes:
        match write:
            case SaveRun():
                yield ("run", write.participant), VersionedRun(write.session, write.version + 1, write.data)
            case SaveGroup():
                yield ("group", write.session), VersionedGroup(write.version + 1, write.epoch, write.data)
            case SavePerson(person=person):
                yield ("person", person.id), person
                yield ("user", person.channel, person.user), person
            case SaveParticipation(participation=participation):
                yield ("participation", participation.participant), participation
            case SaveSession(session=session):
                yield ("session", session.id), session
            case _:
                pass


@asynccontextmanager
async def open_store(
    url: str, *, grace: timedelta = GRACE, readers: int = 3, now: Callable[[], datetime] = _utc_now
) -> AsyncIterator[SqlStore]:
    """A store on `url`, its schema brought up to date; closed, with everything queued written, on the way out.

    `grace`: how long a message of unknown delivery is left alone. `readers`: connections for reading. `now`: the clock
    that stamps inbox entries.

    Raises:
        OperatorError: the URL or the database's revision is none this version knows.
        OutsideFailure: the database cannot be opened.
    """
    database = connect(url, readers=readers)
    try:
        await upgrade(database)
    except BaseException:
        await database.dispose()
        raise
    store = SqlStore(database, grace=grace, now=now)
    store.start()
    try:
        yield store
    finally:
        await store.close()


_DUE: Final = (
    select(t.timers.c.id, t.timers.c.lane, t.timers.c.payload)
    .where(t.timers.c.due <= bindparam("now"))
    .order_by(t.timers.c.due, t.timers.c.id)
    # Bounds one transaction; whoever fires asks again while something is due.
    .limit(1_000)
    .with_for_update(skip_locked=True)
)
_FIRED: Final = delete(t.timers).where(t.timers.c.id.in_(bindparam("ids", expanding=True)))
