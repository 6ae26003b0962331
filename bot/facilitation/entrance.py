"""The door of a session: a link is tapped, and somebody comes in, waits for a place, or is told why not.

A place is kept first (a row, in a transaction that is refused if somebody else took it meanwhile) and then taken by
coming in, so that no crowd ever gets past the number of places. Not here: how many there are and who says so
(`ticketing`), what a participant then sees (the engine).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine.events import Resumed
from bot.engine.group import SessionStatus
from bot.errors import Defect
from bot.facilitation import addressed
from bot.facilitation.addressed import PlaceFreed
from bot.facilitation.aliases import alias
from bot.facilitation.conduct import ATTEMPTS, Conductor
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.organisation_writes import DropWaiting, SaveInvitation, SaveWaiting
from bot.facilitation.organisations import Invitation, key_of
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.people_panels import PlaceOfferedPanel, WaitingPanel
from bot.facilitation.places import PERSONAL, Places, Waiting
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Stale, Store
from bot.facilitation.records import Participation, Person, SessionRecord
from bot.facilitation.writes import Handled, Post, PutTimer, SavePerson, Send, Write

PREFIX: Final = "i-"
"""Begins the code of a link into a session other than its open one."""
KEPT_LIVE: Final = timedelta(minutes=10)
KEPT: Final = timedelta(hours=24)
"""How long a place is kept for whoever it is offered to."""
ENTERING: Final = timedelta(minutes=5)
"""How long a place is kept for somebody who is just coming in: a restart, at the worst."""


class Entrance:
    """Who comes in, and who waits."""

    def __init__(
        self, store: Store, memory: Memory, clock: Clock, entropy: Entropy, policy: Policy, conductor: Conductor
    ) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor

    async def _say(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write) -> None:
        await self._conductor.commit([*more, _send(person, panel), Handled(entry.id)])

    # -- coming in -----------------------------------------------------------------------------------------------------

    async def join(self, person: Person, code: str, entry: InboxEntry) -> None:
        """`/start <code>`: into a session, for the first time or again."""
        for _ in range(ATTEMPTS):
            try:
                return await self._join(person, code, entry)
            except Stale:
                continue
        raise Defect("a place was never settled")  # pragma: no cover - fifty people would have to come before

    async def _join(self, person: Person, code: str, entry: InboxEntry) -> None:
        link = await self._store.invitation(key_of(code))
        if code.startswith(PREFIX):
            record = None if link is None or not link.session else await self._store.session(link.session)
        else:
            record = await self._store.session_by_join(code)
        if record is None:
            await self._say(person, SentencePanel(Sentence.UNKNOWN_LINK), entry)
            return
        mine = [one for one in await self._store.participations_of(person=person.id) if one.session == record.id]
        if mine:
            person = replace(person, current=mine[0].participant)
            self._memory.person_changed(person)
            await self._conductor.participant(mine[0].participant, Resumed(), entry, extra=[SavePerson(person)])
            return
        if record.status is SessionStatus.CLOSED:
            await self._say(person, SentencePanel(Sentence.SESSION_OVER, {"title": record.title}), entry)
            return
        places = await self.places(record)
        waits = next((one for one in places.waiting if one.person == person.id), None)
        if waits is None and link is not None and not self._opens(link):
            sentence = Sentence.INVITATION_OVER if code.startswith(PREFIX) else Sentence.BY_INVITATION
            await self._say(person, SentencePanel(sentence), entry)
            return
        if waits is not None:
            await self._waits(person, record, places, waits, entry)
        elif link is None:
            # No place is counted here.
            await self._enter(person, record, "", entry)
        else:
            await self._ask(person, record, places, link, entry)

    def _opens(self, link: Invitation) -> bool:
        """Whether the link still lets somebody in, or on the waiting list."""
        if link.role == PERSONAL:
            return link.holds(self._clock.now())
        # How many are in is judged by who is in, not by how often it was tapped.
        return link.revoked_at is None

    async def _waits(
        self, person: Person, record: SessionRecord, places: Places, waits: Waiting, entry: InboxEntry
    ) -> None:
        """She is on the list already: in, if a place is kept for her."""
        if waits.offered_until is not None and self._clock.now() < waits.offered_until:
            await self._enter(person, record, waits.link, entry)
        elif waits.offered_until is not None:
            # Too late, and not struck off yet: at the end of the list again.
            again = replace(waits, since=places.last(self._clock.now()), offered_until=None)
            freed = self._freed(record.id)
            rank = len(places.queue) + 1
            await self._say(person, WaitingPanel(record.id, name_of(record), rank), entry, SaveWaiting(again), freed)
        else:
            await self._say(person, WaitingPanel(record.id, name_of(record), places.rank(person.id)), entry)

    async def _ask(
        self, person: Person, record: SessionRecord, places: Places, link: Invitation, entry: InboxEntry
    ) -> None:
        """For one of the places that are counted."""
        now = self._clock.now()
        # Both move on: whoever read either before this is refused, and looks again.
        counted = {one.key: one for one in (places.open, link) if one is not None}
        moved: list[Write] = [
            SaveInvitation(replace(one, used=one.used + (one.role == PERSONAL))) for one in counted.values()
        ]
        waits = Waiting(record.id, person.id, link.key, places.last(now))
        if places.has_room(link.key) and not any(places.has_room(one.link) for one in places.queue):
            await self._conductor.commit([*moved, SaveWaiting(replace(waits, offered_until=now + ENTERING))])
            await self._enter(person, record, link.key, entry)
            return
        rank = len(places.queue) + 1
        # Somebody may have left since: whoever is first is called by that, perhaps this very person.
        more = [*moved, SaveWaiting(waits), self._freed(record.id)]
        await self._say(person, WaitingPanel(record.id, name_of(record), rank), entry, *more)

    async def _enter(self, person: Person, record: SessionRecord, link: str, entry: InboxEntry) -> None:
        number = await self._memory.next_number(record.id)
        participation = Participation(
            self._entropy.token(10), record.id, person.id, alias(number), self._clock.now(), link
        )
        person = replace(person, current=participation.participant)
        kept = [DropWaiting(record.id, person.id)] if link else []
        await self._conductor.enter(person, participation, person.language, entry, extra=kept)

    # -- waiting -------------------------------------------------------------------------------------------------------

    async def places(self, record: SessionRecord) -> Places:
        """The places of a session, as they stand."""
        links = await self._store.invitations(session=record.id)
        main = next((one for one in links if one.key == key_of(record.join)), None)
        others = tuple(one for one in links if one is not main)
        # After the links: what changes from here on moves one of them, and a commit computed on this is refused.
        held, waiting = await self._store.occupancy(record.id)
        return Places(main, others, held, waiting)

    def _freed(self, session: str) -> Write:
        return Post(addressed.session_lane(session), addressed.encode(PlaceFreed(session)))

    async def accept(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """« Je viens »: into the session, if the place is still kept."""
        record = await self._store.session(session)
        waiting = await self._store.waiting(session)
        mine = next((one for one in waiting if one.person == person.id), None)
        kept = mine is not None and mine.offered_until is not None and self._clock.now() < mine.offered_until
        if record is None or record.status is SessionStatus.CLOSED or mine is None or not kept:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.PLACE_GONE
        await self._enter(person, record, mine.link, entry)
        return None

    async def give_up(self, person: Person, session: str, entry: InboxEntry) -> Sentence:
        """She will not come: off the list, and the place goes to the next."""
        waiting = await self._store.waiting(session)
        if not any(one.person == person.id for one in waiting):
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.ALREADY_DONE
        await self._conductor.commit([DropWaiting(session, person.id), self._freed(session), Handled(entry.id)])
        return Sentence.PLACE_GIVEN_UP

    async def call(self, session: str, entry: InboxEntry) -> None:
        """A place may be free: offer it to whoever is first; or say to everybody who waits that it is over."""
        for _ in range(ATTEMPTS):
            record = await self._store.session(session)
            places = None if record is None else await self.places(record)
            if record is None or places is None or not places.waiting:
                await self._conductor.commit([Handled(entry.id)])
                return
            writes = await (
                self._over(record, places) if record.status is SessionStatus.CLOSED else self._offers(record, places)
            )
            try:
                await self._conductor.commit([*writes, Handled(entry.id)])
            except Stale:
                continue
            return
        raise Defect("a place was never settled")  # pragma: no cover - as above

    async def _over(self, record: SessionRecord, places: Places) -> list[Write]:
        writes: list[Write] = []
        for one in places.waiting:
            writes += [
                DropWaiting(record.id, one.person),
                *await self._to(one.person, SentencePanel(Sentence.NO_PLACE_CAME, {"title": name_of(record)})),
            ]
        return writes

    async def _offers(self, record: SessionRecord, places: Places) -> list[Write]:
        now = self._clock.now()
        writes: list[Write] = []
        staying: list[Waiting] = []
        for one in places.waiting:
            if one.offered_until is not None and one.offered_until <= now:
                writes += [
                    DropWaiting(record.id, one.person),
                    *await self._to(one.person, SentencePanel(Sentence.PLACE_LAPSED, {"title": name_of(record)})),
                ]
            else:
                staying.append(one)
        places = Places(places.open, places.links, places.held, staying)
        live = await self._is_live(record)
        if self._policy.is_quiet(now) and not live:
            # Nobody is woken up for a place that they have a day to take.
            return [*writes, self._again(record.id, "quiet", self._policy.quiet.end(now))] if places.queue else writes
        moved: dict[str, Invitation] = {}
        for one in places.queue:
            if not places.has_room(one.link):
                continue
            until = now + (KEPT_LIVE if live else KEPT)
            offered = replace(one, offered_until=until)
            places = Places(
                places.open,
                places.links,
                places.held,
                [offered if other is one else other for other in places.waiting],
            )
            link = places.of(one.link)
            moved |= {found.key: found for found in (places.open, link) if found is not None}
            panel = PlaceOfferedPanel(record.id, name_of(record), until)
            writes += [
                SaveWaiting(offered),
                *await self._to(one.person, panel),
                self._again(record.id, one.person, until),
            ]
        return [*[SaveInvitation(one) for one in moved.values()], *writes]

    def _again(self, session: str, name: str, due: datetime) -> Write:
        payload = addressed.encode(PlaceFreed(session))
        return PutTimer(addressed.session_lane(session), f"{session}:place", name, due, payload)

    async def _is_live(self, record: SessionRecord) -> bool:
        return record.status is SessionStatus.OPEN and (await self._memory.group(record.id)).group.schedule is None

    async def _to(self, person: str, panel: Panel) -> list[Write]:
        found = await self._store.person(person)
        return [] if found is None else [_send(found, panel)]


def _send(person: Person, panel: Panel) -> Send:
    return Send(Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel)))
