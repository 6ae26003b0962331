"""Handing over: a facilitator stops following a session, or cannot be reached any more, and somebody takes over.

A session with nobody left to lead it is offered to everybody of its organisation who may lead it: one tap takes it over
(`Gesture.SHOW_SESSION`, which joins the cast). Not here: the cockpit that they then see.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.membership import UNFINISHED, Members, standing
from bot.facilitation.organisation_writes import LeaveCast
from bot.facilitation.organisations import CastMember
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.people_panels import TakeOverPanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import JournalEntry, Person, SessionRecord
from bot.facilitation.roles import may
from bot.facilitation.writes import Handled, Send, Write, WriteJournal


class Handover:
    """Sessions never stay without anybody to lead them, as long as there is somebody."""

    def __init__(self, store: Store, members: Members, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._members = members
        self._clock = clock
        self._policy = policy
        self._conductor = conductor
        self._one_at_a_time = asyncio.Lock()

    async def leave(self, person: Person, session: str, entry: InboxEntry) -> Sentence:
        """She stops following a session. What to answer her."""
        # Two who leave at once would each believe that the other stays.
        async with self._one_at_a_time:
            return await self._leave(person, session, entry)

    async def _leave(self, person: Person, session: str, entry: InboxEntry) -> Sentence:
        record = await self._store.session(session)
        cast = await self._store.cast(session)
        if record is None or not any(one.person == person.id for one in cast):
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.ALREADY_DONE
        others = await self._others(person, record)
        if record.status in UNFINISHED and not self._lead(person, record, cast) and not others:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.NOBODY_ELSE
        journal = JournalEntry(session, self._clock.now(), "handed_over", BY_FACILITATORS)
        told = await self.without(person, [record])
        await self._conductor.commit([LeaveCast(session, person.id), WriteJournal(journal), *told, Handled(entry.id)])
        return Sentence.HANDED_OVER

    async def without(self, person: Person, sessions: Sequence[SessionRecord]) -> list[Write]:
        """What to say to the others about sessions that this person leads no more."""
        writes: list[Write] = []
        for record in sessions:
            if record.status not in UNFINISHED:
                continue
            left = self._lead(person, record, await self._store.cast(record.id))
            if left:
                panel: Panel = SentencePanel(Sentence.COLLEAGUE_LEFT, {"title": record.title})
                writes += [_send(one.person, one.language, panel) for one in left]
                continue
            panel = TakeOverPanel(record.id, record.title)
            writes += [_send(one.id, one.language, panel) for one in await self._others(person, record)]
        return writes

    async def unreachable(self, person: Person) -> list[Write]:
        """She blocked the bot: her sessions are somebody else's."""
        return await self.without(person, await self._store.followed(person.id))

    def _lead(self, person: Person, record: SessionRecord, cast: Sequence[CastMember]) -> list[CastMember]:
        """Who else follows the session and may steer it."""
        return [
            one
            for one in standing(cast, record.organisation, self._policy)
            if one.person != person.id and one.reachable and may(one.role, Gesture.NEXT)
        ]

    async def _others(self, person: Person, record: SessionRecord) -> list[Person]:
        """Who of the organisation may steer it, whether they follow it or not."""
        return [
            who
            for one, who in await self._members.of_organisation(record.organisation)
            if who.id != person.id and who.reachable and may(one.role, Gesture.NEXT)
        ]


def _send(person: str, language: str, panel: Panel) -> Send:
    return Send(Outgoing(person, language, Lane.TIMED, ShowPanel(panel)))
