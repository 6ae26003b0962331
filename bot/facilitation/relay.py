"""The relay: facilitators enter the answers of somebody who has no smartphone, by telephone or from paper.

Such a person is a participant like any other, on a channel of their own (`RELAY`) whose address is that of whoever is
entering their answers just now, and empty while nobody is. While an entry is open, the facilitator's messages are that
person's; her own seat, if she has one, waits. Not here: that no gate waits for them (`engine.group`), how their words
are marked (`translate`), what a card looks like.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.events import Resumed
from bot.engine.group import SessionStatus
from bot.facilitation.aliases import alias
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.my_data import NEVER
from bot.facilitation.outgoing import Lane, Outgoing, SendDocument, ShowPanel
from bot.facilitation.panels import Sentence
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Shelf, Store
from bot.facilitation.records import RELAY, JournalEntry, Participation, Person
from bot.facilitation.relay_panels import RelayBegunPanel, RelayConsentPanel, RelayPanel
from bot.facilitation.writes import Handled, SaveDraft, SavePerson, Send, Write, WriteJournal

FORMS: Final = ("oral", "written")
VOTES: Final = ("votes", "none")
ABOUT_RELAY: Final = frozenset(
    {
        Gesture.RELAY,
        Gesture.RELAY_NEW,
        Gesture.RELAY_AGREED,
        Gesture.RELAY_BEGIN,
        Gesture.RELAY_RESUME,
        Gesture.RELAY_FORM,
    }
)


class Relay:
    """Entering somebody else's answers."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        members: Members,
        clock: Clock,
        entropy: Entropy,
        conductor: Conductor,
        shelf: Shelf,
    ) -> None:
        self._store = store
        self._memory = memory
        self._members = members
        self._clock = clock
        self._entropy = entropy
        self._conductor = conductor
        self._shelf = shelf

    # -- whose words these are -----------------------------------------------------------------------------------------

    async def speaker(self, person: Person) -> Person:
        """Whose messages somebody's are: those of the person whose answers she is entering, or her own."""
        relayed = await self._memory.person_of(person.relaying) if person.relaying else None
        at_hand = await self._memory.run(person.relaying) if relayed is not None else None
        if relayed is None or at_hand is None or relayed.address != person.address:
            # Forgotten, as whoever refuses is; or a colleague has gone on with it.
            return person
        refusal = await self._members.refusal(person, Gesture.RELAY_RESUME, at_hand.session)
        return person if refusal is not None else relayed

    async def tapped(self, person: Person, participation: Participation) -> list[Write] | None:
        """What a tap on that person's card writes beside; None: the card is none of hers to answer."""
        relayed = await self._memory.person_of(participation.participant)
        if relayed is None or relayed.channel != RELAY:
            return None
        if await self._members.refusal(person, Gesture.RELAY_RESUME, participation.session) is not None:
            return None
        if relayed.address == person.address and person.relaying == participation.participant:
            return []
        return await self._turned(person, relayed)

    async def lost(self, relayed: Person) -> list[Write]:
        """Whoever was entering cannot be reached: the entry is closed, and that person is still one of the group."""
        return [self._saved(replace(relayed, address=""))]

    # -- gestures ------------------------------------------------------------------------------------------------------

    async def handle(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        """A gesture on a session; what its tap is answered."""
        session, value = button.session, button.value
        if button.gesture is Gesture.RELAY:
            await self._conductor.show(person, await self._panel(session), entry)
        elif button.gesture is Gesture.RELAY_FORM:
            await self._form(person, session, entry)
        elif button.gesture is Gesture.RELAY_RESUME:
            return await self._resume(person, session, value, entry)
        elif (await self._memory.session(session)).status is SessionStatus.CLOSED:
            return await self._conductor.say(entry, Sentence.RELAY_TOO_LATE)
        elif button.gesture is Gesture.RELAY_NEW:
            await self._conductor.show(person, RelayConsentPanel(session), entry)
        elif button.gesture is Gesture.RELAY_AGREED and value in FORMS:
            await self._conductor.show(person, RelayConsentPanel(session, value), entry)
        elif button.gesture is Gesture.RELAY_BEGIN:
            return await self._begin(person, session, value, entry)
        else:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        return None

    async def _form(self, person: Person, session: str, entry: InboxEntry) -> None:
        """The workshop on paper, as this session has it by now, in the facilitator's language."""
        script = (await self._memory.script(session)).spoken(person.language)
        group = (await self._memory.group(session)).group
        items = {step: [item.text for item in ballot] for step, ballot in group.ballots.items()}
        page = self._shelf.form(script, group.values, items)
        body = SendDocument(f"{script.id}.html", page.encode(), "text/html")
        await self._conductor.commit([Send(Outgoing(person.id, person.language, Lane.REPLY, body)), Handled(entry.id)])

    async def _panel(self, session: str, stopped: str = "") -> RelayPanel:
        people = [
            (one.participant, one.alias)
            for one in await self._store.participations_of(session=session)
            if await self._is_relayed(one)
        ]
        record = await self._memory.session(session)
        return RelayPanel(session, tuple(people), stopped, record.status is not SessionStatus.CLOSED)

    async def _is_relayed(self, participation: Participation) -> bool:
        person = await self._store.person(participation.person)
        return person is not None and person.channel == RELAY

    async def _begin(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """The agreement is there: a new participant, and the first card."""
        form, _, votes = value.partition(":")
        if form not in FORMS or votes not in VOTES:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        now = self._clock.now()
        participant = self._entropy.token(10)
        relayed = Person(
            self._entropy.token(10),
            RELAY,
            self._entropy.token(10),
            "",
            person.language,
            current=participant,
            silent_until=NEVER,
        )
        name = alias(await self._memory.next_number(session))
        participation = Participation(participant, session, relayed.id, name, now)
        line = JournalEntry(session, now, f"relay_{form}_{votes}", BY_FACILITATORS)
        writes = [*await self._turned(person, relayed, name), WriteJournal(line)]
        relayed = replace(relayed, address=person.address)
        await self._conductor.enter(
            relayed, participation, relayed.language, entry, extra=writes, relayed=form, abstains=votes == "none"
        )
        return None

    async def _resume(self, person: Person, session: str, participant: str, entry: InboxEntry) -> Sentence | None:
        """Go on where that entry was left, whoever left it."""
        at_hand = await self._memory.run(participant)
        relayed = await self._memory.person_of(participant)
        if at_hand is None or at_hand.session != session or relayed is None or relayed.channel != RELAY:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        name = await self._conductor.alias(participant)
        writes = await self._turned(person, relayed, name)
        await self._conductor.participant(participant, Resumed(), entry, extra=writes)
        return None

    async def stop(self, person: Person, entry: InboxEntry) -> Sentence | None:
        """Her messages are her own again."""
        participation = await self._store.participation(person.relaying) if person.relaying else None
        left = await self._left(person)
        if participation is None:
            await self._conductor.commit([*left, Handled(entry.id)])
            return Sentence.ALREADY_DONE
        panel = await self._panel(participation.session, participation.alias)
        await self._conductor.show(person, panel, entry, *left)
        return None

    # -- turning from one to another -----------------------------------------------------------------------------------

    async def _turned(self, person: Person, relayed: Person, name: str = "") -> list[Write]:
        """From now on her messages are that person's. `name`: say so."""
        writes = await self._left(person) if person.relaying != relayed.current else []
        writes += [
            SavePerson(self._remember(replace(person, relaying=relayed.current))),
            self._saved(replace(relayed, address=person.address)),
            # What she had begun to write to somebody else is not that person's answer.
            SaveDraft(person.id, b""),
        ]
        if name:
            said = ShowPanel(RelayBegunPanel(name))
            writes.append(Send(Outgoing(person.id, person.language, Lane.REPLY, said)))
        return writes

    async def _left(self, person: Person) -> list[Write]:
        """The entry that she has open, if she has, is closed."""
        writes: list[Write] = [SavePerson(self._remember(replace(person, relaying="")))]
        relayed = await self._memory.person_of(person.relaying) if person.relaying else None
        if relayed is not None and relayed.address == person.address:
            writes.append(self._saved(replace(relayed, address="")))
        return writes

    def _saved(self, person: Person) -> Write:
        return SavePerson(self._remember(person))

    def _remember(self, person: Person) -> Person:
        self._memory.person_changed(person)
        return person
