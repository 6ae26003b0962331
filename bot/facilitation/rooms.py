"""The group's own chat, bound to a session: what is announced there. Answers are given in private, and only there.

The chat is on the roster, on a channel of its own (`ROOM`), one a session; an empty address: none. What people said is
never posted in it, since who reads along has perhaps not consented. Not here: what is announced (`announcing`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import FacilitatorButton, Gesture, RoomAsked
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.membership import UNFINISHED, Members
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Store
from bot.facilitation.records import ROOM, JournalEntry, Person
from bot.facilitation.relay_panels import RoomBoundPanel, RoomPanel
from bot.facilitation.writes import Handled, SavePerson, Send, Write, WriteJournal

SHOWN: Final = 20


class Rooms:
    """Binding a group's chat to a session, and losing it."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        members: Members,
        clock: Clock,
        entropy: Entropy,
        policy: Policy,
        conductor: Conductor,
    ) -> None:
        self._store = store
        self._memory = memory
        self._members = members
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor

    async def asked(self, person: Person, asked: RoomAsked, entry: InboxEntry) -> None:
        """`/lier`, written in a group: which session is asked of her in private; the group is told nothing yet."""
        refusal = await self._members.refusal(person, Gesture.ROOM_BIND)
        if refusal is not None:
            await self._conductor.show(person, SentencePanel(refusal), entry)
            return
        organisations = await self._members.where(person, Gesture.ROOM_BIND)
        found = [one for one in await self._members.sessions(person) if one.organisation in organisations]
        sessions = tuple((one.id, name_of(one)) for one in found if one.status in UNFINISHED)[-SHOWN:]
        await self._conductor.show(person, RoomPanel(asked.room, sessions), entry)

    async def handle(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        """Bind that room to the session, or let the one it has go."""
        record = await self._memory.session(button.session)
        known = await self._store.person_by_user(ROOM, record.id)
        if button.gesture is Gesture.ROOM_UNBIND:
            if known is None or not known.address:
                return await self._conductor.say(entry, Sentence.ALREADY_DONE)
            await self._conductor.commit([SavePerson(replace(known, address="")), Handled(entry.id)])
            return Sentence.ROOM_UNBOUND
        if record.status is SessionStatus.CLOSED or not button.value:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        room = known or Person(self._entropy.token(10), ROOM, record.id, "", record.language)
        values = {"title": name_of(record), "link": self._policy.link(record.join)}
        line = JournalEntry(record.id, self._clock.now(), "room_bound", BY_FACILITATORS)
        greeting = ShowPanel(SentencePanel(Sentence.ROOM_GREETING, dict(values)))
        await self._conductor.show(
            person,
            RoomBoundPanel(record.id, name_of(record)),
            entry,
            SavePerson(replace(room, address=button.value)),
            WriteJournal(line),
            Send(Outgoing(room.id, record.language, Lane.TIMED, greeting)),
        )
        return None

    async def left(self, address: str, entry: InboxEntry) -> None:
        """The bot was thrown out of a group: its sessions go on, and whoever follows them is told."""
        writes: list[Write] = []
        for record in await self._store.sessions():
            room = await self._store.person_by_user(ROOM, record.id)
            if room is not None and room.address.partition(".")[0] == address:
                writes += await self.lost(room)
        await self._conductor.commit([*writes, Handled(entry.id)])

    async def lost(self, room: Person) -> list[Write]:
        """That room cannot be written to any more."""
        if not room.address:
            return []
        title = name_of(await self._memory.session(room.user))
        told = ShowPanel(SentencePanel(Sentence.ROOM_LOST, {"title": title}))
        cast = await self._conductor.cast(room.user)
        sends = [Send(Outgoing(person, language, Lane.TIMED, told)) for person, language in cast]
        return [SavePerson(replace(room, address="")), *sends]
