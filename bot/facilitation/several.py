"""Somebody in several sessions at once: which of them a message answers, and going from one to the other.

A text belongs to the session whose card was the last on the screen; a tap brings its session to the fore. Not here: the
session's name on each card, which `conduct` adds for these people only.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.engine.events import Resumed
from bot.engine.group import SessionStatus
from bot.engine.run import Status
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory, names_of
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import MySession, MySessionsPanel
from bot.facilitation.ports import InboxEntry, Shown, Store
from bot.facilitation.records import Participation, Person
from bot.facilitation.writes import Handled, SavePerson, Send, Write

_LIVE = (Status.ENTERING, Status.ACTIVE)


class Several:
    """The sessions of one person."""

    def __init__(self, store: Store, memory: Memory, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._conductor = conductor

    async def shown(self, person: Person) -> list[Write]:
        """`/seances`, to a participant: each is a button. Nothing if there is none."""
        panel = await self.panel(person)
        return [Send(Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel)))] if panel.sessions else []

    async def panel(self, person: Person) -> MySessionsPanel:
        """Those she takes part in, in the order she joined them."""
        mine: list[MySession] = []
        joined = await self._store.participations_of(person=person.id)
        names = names_of([await self._memory.session(one.session) for one in joined])
        for one in joined:
            record = await self._memory.session(one.session)
            live = record.status is not SessionStatus.CLOSED and await self._is_live(one.participant)
            mine.append(MySession(one.participant, names[record.id], live, one.participant == person.current))
        return MySessionsPanel(tuple(mine))

    async def switch(self, person: Person, participant: str, entry: InboxEntry) -> Sentence | None:
        """Go on in that session."""
        mine = [one.participant for one in await self._store.participations_of(person=person.id)]
        if participant not in mine:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        person = self.turned(person, participant)
        await self._conductor.participant(participant, Resumed(), entry, extra=[SavePerson(person)])
        return None

    def turned(self, person: Person, participant: str) -> Person:
        """The same person, whose messages answer that session from now on."""
        person = replace(person, current=participant)
        self._memory.person_changed(person)
        return person

    async def tapped(self, person: Person, participant: str) -> list[Write]:
        """A card of one of her sessions was tapped: that session comes to the fore, if it goes on."""
        if participant == person.current or not await self._is_live(participant):
            return []
        return [SavePerson(self.turned(person, participant))]

    async def written(self, person: Person, ref: int) -> Person:
        """A text was written as message `ref`: the session whose card was the last before it comes to the fore."""
        if not person.current or not await self._memory.in_several(person.id):
            return person
        others = [one.participant for one in await self._others(person)]
        cards = [(_latest(await self._store.shown(one), ref), one) for one in others]
        latest, found = max(cards, default=(0, ""))
        here = _latest(await self._store.shown(person.current), ref)
        return self.turned(person, found) if latest > here else person

    async def _others(self, person: Person) -> list[Participation]:
        mine = await self._store.participations_of(person=person.id)
        return [one for one in mine if one.participant != person.current and await self._is_live(one.participant)]

    async def _is_live(self, participant: str) -> bool:
        at_hand = await self._memory.run(participant)
        return at_hand is not None and at_hand.run.status in _LIVE


def _latest(cards: Sequence[Shown], ref: int) -> int:
    """The message of the last card that waited for something before message `ref`; 0 for none."""
    return max((one.ref for one in cards if one.wait.isdigit() and one.ref < ref), default=0)
