"""Ticketing: a facilitator says how many places a session has, and makes links for profiles and for persons.

A quota of a profile is a link with a number of places of its own, to be sent to these people: nobody is asked who they
are before they have consented. Not here: who then comes in (`entrance`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.errors import Defect
from bot.facilitation import addressed, launch, links
from bot.facilitation.addressed import PlaceFreed
from bot.facilitation.conduct import ATTEMPTS, Conductor
from bot.facilitation.entrance import Entrance
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import PlacesDraft
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.organisation_writes import SaveInvitation
from bot.facilitation.organisations import Invitation, key_of
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import Sentence
from bot.facilitation.people import NAMED_BY
from bot.facilitation.people_panels import LinkLine, PlacesAskPanel, PlacesPanel
from bot.facilitation.places import PERSONAL, PROFILE
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Stale, Store
from bot.facilitation.records import JournalEntry, Person, SessionRecord
from bot.facilitation.writes import Handled, Post, SaveDraft, Send, Write, WriteJournal

CAPACITY: Final = "capacity"

ABOUT_PLACES: Final = frozenset(
    {
        Gesture.PLACES,
        Gesture.PLACES_ASK,
        Gesture.PLACES_NUMBER,
        Gesture.PLACES_UNLABELLED,
        Gesture.PLACES_OPEN,
        Gesture.PLACES_REVOKE,
    }
)


def slot(session: str) -> str:
    """How the outbox knows the message about places."""
    return f"places:{session}"


class Ticketing:
    """The gestures about places."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        clock: Clock,
        entropy: Entropy,
        policy: Policy,
        conductor: Conductor,
        entrance: Entrance,
    ) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor
        self._entrance = entrance

    async def tapped(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        """A gesture of `ABOUT_PLACES`, allowed already. What to answer the tap with."""
        record = await self._memory.session(button.session)
        if record.status is SessionStatus.CLOSED:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.SESSION_IS_CLOSED
        match button.gesture:
            case Gesture.PLACES_ASK:
                return await self._ask(person, record, button.value, entry)
            case Gesture.PLACES_NUMBER:
                await self.typed(person, PlacesDraft(record.id, CAPACITY), button.value, entry)
            case Gesture.PLACES_UNLABELLED:
                await self.typed(person, PlacesDraft(record.id, PERSONAL), "", entry)
            case Gesture.PLACES_OPEN:
                return await self._toggle(person, record, entry)
            case Gesture.PLACES_REVOKE:
                return await self._revoke(person, record, button.value, entry)
            case _:
                await self._show(person, record, entry, anew=True)
        return None

    async def panel(self, record: SessionRecord) -> PlacesPanel:
        """The places of a session, as a facilitator sees them."""
        places = await self._entrance.places(record)
        now = self._clock.now()
        links = tuple(
            LinkLine(one.role, one.label, one.most, places.by(one.key), one.expires_at, one.key[:NAMED_BY])
            for one in places.links
            if (one.holds(now) if one.role == PERSONAL else one.revoked_at is None)
        )
        return PlacesPanel(
            record.id,
            name_of(record),
            places.capacity,
            places.taken,
            len(places.queue),
            places.open is None or places.open.revoked_at is None,
            links,
        )

    async def _show(self, person: Person, record: SessionRecord, entry: InboxEntry, *, anew: bool = False) -> None:
        panel = await self.panel(record)
        body = ShowPanel(panel, slot(record.id)) if anew else ReplacePanel(panel, slot(record.id))
        await self._conductor.commit([_send(person, body), Handled(entry.id)])

    async def _ask(self, person: Person, record: SessionRecord, what: str, entry: InboxEntry) -> Sentence | None:
        if what not in (CAPACITY, PROFILE, PERSONAL):
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        draft = SaveDraft(person.id, launch.encode(PlacesDraft(record.id, what)))
        panel = PlacesAskPanel(record.id, name_of(record), what)
        await self._conductor.commit([draft, _send(person, ShowPanel(panel)), Handled(entry.id)])
        return None

    async def typed(self, person: Person, draft: PlacesDraft, text: str, entry: InboxEntry) -> None:
        """What was asked is there: a number, « Élu·e·s : 3 », or a mark."""
        record = await self._memory.session(draft.session)
        text = " ".join(text.split())
        match draft.what:
            case "capacity":
                number = links.read_capacity(text)
                if number is None:
                    await self._again(person, record, draft.what, entry)
                    return
                await self._limit(person, record, number, entry)
            case "profile":
                found = links.read_quota(text)
                if found is None or not found[1]:
                    await self._again(person, record, draft.what, entry)
                    return
                await self._make(person, record, PROFILE, *found, entry)
            case _:
                await self._make(person, record, PERSONAL, text, 1, entry)

    async def _again(self, person: Person, record: SessionRecord, what: str, entry: InboxEntry) -> None:
        panel = PlacesAskPanel(record.id, name_of(record), what, error=True)
        await self._conductor.commit([_send(person, ShowPanel(panel)), Handled(entry.id)])

    # -- the open link -------------------------------------------------------------------------------------------------

    async def _main(self, person: Person, record: SessionRecord) -> Invitation:
        found = await self._store.invitation(key_of(record.join))
        return found or links.open_link(record, person.id, self._clock.now())

    async def _settle(
        self, person: Person, record: SessionRecord, change: dict[str, object], gesture: str, *more: Write
    ) -> None:
        """Change the open link; whoever may come in by that is called."""
        now = self._clock.now()
        for _ in range(ATTEMPTS):
            changed = replace(await self._main(person, record), **change)
            journal = JournalEntry(record.id, now, gesture, BY_FACILITATORS, {"count": changed.most})
            freed = Post(addressed.session_lane(record.id), addressed.encode(PlaceFreed(record.id)))
            try:
                await self._conductor.commit([SaveInvitation(changed), WriteJournal(journal), freed, *more])
            except Stale:
                continue
            return
        raise Defect("a link was never settled")  # pragma: no cover - fifty people would have to come in meanwhile

    async def _limit(self, person: Person, record: SessionRecord, number: int, entry: InboxEntry) -> None:
        await self._settle(person, record, {"most": number}, "places_set", SaveDraft(person.id, b""))
        await self._show(person, record, entry, anew=True)

    async def _toggle(self, person: Person, record: SessionRecord, entry: InboxEntry) -> Sentence:
        closed = (await self._main(person, record)).revoked_at is not None
        revoked = None if closed else self._clock.now()
        gesture = "link_opened" if closed else "link_closed"
        await self._settle(person, record, {"revoked_at": revoked}, gesture)
        await self._show(person, record, entry)
        return Sentence.LINK_OPENED if closed else Sentence.LINK_CLOSED

    # -- other links ---------------------------------------------------------------------------------------------------

    async def _make(
        self, person: Person, record: SessionRecord, role: str, label: str, most: int, entry: InboxEntry
    ) -> None:
        now = self._clock.now()
        secret, invitation = links.new_link(record, person.id, now, self._entropy, role=role, label=label, most=most)
        script = await self._memory.script(record.id)
        schedule = (await self._memory.group(record.id)).group.schedule
        whom = (label, most) if role == PROFILE else ("", 0)
        panel = links.invitation(record, script.announced_minutes, schedule, self._policy.link(secret), *whom)
        journal = JournalEntry(record.id, now, "link_made", BY_FACILITATORS, {"count": most})
        await self._conductor.commit(
            [
                SaveDraft(person.id, b""),
                SaveInvitation(invitation),
                WriteJournal(journal),
                _send(person, ShowPanel(panel)),
            ]
        )
        await self._show(person, record, entry, anew=True)

    async def _revoke(self, person: Person, record: SessionRecord, value: str, entry: InboxEntry) -> Sentence:
        for _ in range(ATTEMPTS):
            links = (await self._entrance.places(record)).links
            found = next((one for one in links if one.key[:NAMED_BY] == value and one.revoked_at is None), None)
            if found is None:
                await self._conductor.commit([Handled(entry.id)])
                return Sentence.ALREADY_DONE
            try:
                await self._conductor.commit([SaveInvitation(replace(found, revoked_at=self._clock.now()))])
            except Stale:
                continue
            await self._show(person, record, entry)
            return Sentence.INVITATION_REVOKED
        raise Defect("a link was never settled")  # pragma: no cover - as above


def _send(person: Person, body: ShowPanel | ReplacePanel) -> Send:
    return Send(Outgoing(person.id, person.language, Lane.REPLY, body))
