"""Erasing at the end of the time for which answers are kept, and at the wish of a person who asks for it.

What goes is what people said, who they are and what was made of it in the database, and the files that repeat it word
for word as data. The notebook stays: it is what they said yes to. Not here: what is deleted (the store's `erasing`);
withdrawals while the session can still be corrected (the engine's).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from bot.engine.events import ErasureAsked
from bot.errors import OperatorError
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory
from bot.facilitation.notebooks import folder_name, programme_folder
from bot.facilitation.organisation_settings import policy_of
from bot.facilitation.organisations import Role
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import Person, SessionRecord
from bot.facilitation.retention_time import look_at, over
from bot.facilitation.writes import ErasePerson, Forget, Handled, PurgeSession, SaveSession, Send, Write

PAGES: Final = frozenset({".html", ".pdf", ".docx", ".md"})
"""What is read. Every other file of a notebook's folder is its data."""
_CARRIES_DATA: Final = b"/EmbeddedFile"


class Retention:
    """Keeps the promise of how long answers are kept."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def arm(self) -> None:
        """Look at every closed session when its time is over: the setting may have changed since it was closed."""
        kept = await self._kept()
        if kept:
            await self._conductor.commit([look_at(one.id, await self._over(one)) for one in kept])

    async def due(self) -> list[tuple[SessionRecord, datetime]]:
        """The sessions whose time is over, and since when."""
        now = self._clock.now()
        return [(one, since) for one in await self._kept() if (since := await self._over(one)) <= now]

    async def look(self, session: str, entry: InboxEntry) -> None:
        """Erase the answers of a session, or look again later."""
        record = await self._store.session(session)
        if record is None or not _is_kept(record):
            await self._conductor.commit([Handled(entry.id)])
        elif (over_at := await self._over(record)) > self._clock.now():
            await self._conductor.commit([look_at(session, over_at), Handled(entry.id)])
        else:
            await self.purge(record, Handled(entry.id))

    async def purge(self, record: SessionRecord, *also: Write) -> None:
        """Erase the answers of a closed session."""
        # Files first: should the process die in between, the session is still due.
        await asyncio.to_thread(_drop_data, self._policy.notebooks / folder_name(record))
        programme = await self._store.programmes.of_session(record.id)
        if programme is not None:
            await asyncio.to_thread(_drop_data, self._policy.notebooks / programme_folder(programme.id))
        purged = replace(record, purged_at=self._clock.now())
        await self._conductor.commit([PurgeSession(record.id), SaveSession(purged), *also])
        self._memory.clear()

    async def _kept(self) -> list[SessionRecord]:
        return [one for one in await self._store.sessions() if _is_kept(one)]

    async def _over(self, record: SessionRecord) -> datetime:
        policy = await policy_of(record.organisation, self._store.organisation_settings, self._policy)
        return over(record, policy.retention)

    # -- a person ------------------------------------------------------------------------------------------------------

    async def may_erase(self, person: Person) -> None:
        """Whether everything of a person can be erased now.

        Raises:
            OperatorError: not before somebody else owns what they alone own.
        """
        if self._policy.lists(person.user):
            raise OperatorError(
                f"{person.user} is one of HORIZONS_FACILITATORS, and would come back with their next message. Take "
                "them out of that list first."
            )
        for mine in await self._store.memberships(person=person.id):
            everybody = await self._store.memberships(organisation=mine.organisation)
            if [one.person for one in everybody if one.role is Role.OWNER] == [person.id]:
                organisation = await self._store.organisation(mine.organisation)
                name = organisation.name if organisation is not None else mine.organisation
                raise OperatorError(f'{person.user} is the only owner of "{name}". Make somebody else an owner first.')

    async def ask_to_be_erased(self, person: Person) -> Sequence[str]:
        """Everything of a person is to go from each of their sessions, by the inbox; returns those sessions."""
        mine = await self._store.participations_of(person=person.id)
        writes = [write for one in mine for write in await self._conductor.to(one.participant, ErasureAsked())]
        farewell = ShowPanel(SentencePanel(Sentence.ERASED))
        writes.append(Send(Outgoing(person.id, person.language, Lane.REPLY, farewell)))
        await self._conductor.commit(writes)
        return [one.session for one in mine]

    async def erase(self, person: Person) -> None:
        """What is left of them once no session holds anything of theirs."""
        left = await self._store.participations_of(person=person.id)
        await self._conductor.commit([ErasePerson(person.id), *(Forget(one.participant) for one in left)])
        self._memory.clear()


def _is_kept(record: SessionRecord) -> bool:
    """Whether it is over, and its answers are still there."""
    return record.closed_at is not None and record.purged_at is None


def _drop_data(folder: Path) -> None:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if file.is_file() and (file.suffix not in PAGES or _CARRIES_DATA in file.read_bytes()):
            file.unlink()
