"""The group's own chat, bound to a session: what is announced there, and what is collected from it.

The chat is on the roster, on a channel of its own (`ROOM`), one a session; an empty address: none. What people said is
never posted in it, since who reads along has perhaps not consented. What is said in it is kept only if it replies to a
question that facilitators asked there, and its author takes part. Not here: what is announced (`announcing`), that
other talk is let go as it comes in (`chat.group_talk`).
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.engine import forefront
from bot.engine.events import SaidInGroup
from bot.engine.group import SessionStatus
from bot.engine.participant import hears_in_group
from bot.engine.phrases import Value
from bot.engine.script import Step, StepId
from bot.facilitation import launch
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import FacilitatorButton, Gesture, RoomAsked, RoomReplied, Sender
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import DiscussionDraft
from bot.facilitation.membership import UNFINISHED, Members
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.outgoing import Lane, Outgoing, React, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Store
from bot.facilitation.records import ROOM, JournalEntry, Person, SessionRecord
from bot.facilitation.relay_panels import (
    DiscussionAskPanel,
    DiscussionPanel,
    RoomBoundPanel,
    RoomPanel,
    RoomUnboundPanel,
)
from bot.facilitation.writes import Handled, SaveDraft, SavePerson, Send, Unheard, Write, WriteJournal

SHOWN: Final = 20
DISCUSSION: Final = "discussion"
ABOUT_ROOMS: Final = frozenset({Gesture.ROOM, Gesture.ROOM_ASK, Gesture.ROOM_BIND, Gesture.ROOM_UNBIND})

Said = Sentence | SentencePanel | None


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
        if asked.session:
            await self._came(person, asked, entry)
            return
        organisations = await self._members.where(person, Gesture.ROOM_BIND)
        found = [one for one in await self._members.sessions(person) if one.organisation in organisations]
        sessions = tuple((one.id, name_of(one)) for one in found if one.status in UNFINISHED)[-SHOWN:]
        await self._conductor.show(person, RoomPanel(asked.room, sessions), entry)

    async def _came(self, person: Person, asked: RoomAsked, entry: InboxEntry) -> None:
        """The bot was brought into a group by a session's link."""
        refusal = await self._members.refusal(person, Gesture.ROOM_BIND, asked.session)
        record = None if refusal is not None else await self._store.session(asked.session)
        if refusal is not None:
            await self._conductor.show(person, SentencePanel(refusal), entry)
        elif record is None or record.status is SessionStatus.CLOSED:
            await self._conductor.show(person, RoomPanel(asked.room, ()), entry)
        else:
            await self._bind(person, record, asked.room, entry)

    async def handle(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Said:
        """A gesture on the session's room."""
        record = await self._memory.session(button.session)
        known = await self._store.person_by_user(ROOM, record.id)
        bound = known if known is not None and known.address else None
        if button.gesture is Gesture.ROOM_UNBIND:
            if bound is None:
                return await self._conductor.say(entry, Sentence.ALREADY_DONE)
            await self._conductor.commit([SavePerson(replace(bound, address="")), Handled(entry.id)])
            return Sentence.ROOM_UNBOUND
        if record.status is SessionStatus.CLOSED:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        if button.gesture is Gesture.ROOM_BIND:
            if not button.value:
                return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
            await self._bind(person, record, button.value, entry)
        elif bound is None:
            link = self._policy.group_link(record.id)
            await self._conductor.show(person, RoomUnboundPanel(record.id, name_of(record), link), entry)
        elif button.gesture is Gesture.ROOM:
            await self._conductor.show(person, RoomBoundPanel(record.id, name_of(record)), entry)
        elif record.status is not SessionStatus.OPEN:
            return await self._conductor.say(entry, Sentence.DISCUSSION_NOT_YET)
        else:
            panel = DiscussionAskPanel((await self._step(person, record.id)).title)
            draft = SaveDraft(person.id, launch.encode(DiscussionDraft(record.id)))
            await self._conductor.show(person, panel, entry, draft)
        return None

    async def _bind(self, person: Person, record: SessionRecord, address: str, entry: InboxEntry) -> None:
        known = await self._store.person_by_user(ROOM, record.id)
        room = known or Person(self._entropy.token(10), ROOM, record.id, "", record.language)
        values = {"title": name_of(record), "link": self._policy.link(record.join)}
        line = JournalEntry(record.id, self._clock.now(), "room_bound", BY_FACILITATORS)
        greeting = ShowPanel(SentencePanel(Sentence.ROOM_GREETING, dict(values)))
        await self._conductor.show(
            person,
            RoomBoundPanel(record.id, name_of(record)),
            entry,
            SavePerson(replace(room, address=address)),
            WriteJournal(line),
            Send(Outgoing(room.id, record.language, Lane.TIMED, greeting)),
        )

    # -- discussions ---------------------------------------------------------------------------------------------------

    async def ask(self, person: Person, draft: DiscussionDraft, text: str, entry: InboxEntry) -> None:
        """What she wrote is asked in the group, under the step that it is at."""
        record = await self._memory.session(draft.session)
        room = await self._store.person_by_user(ROOM, record.id)
        done = SaveDraft(person.id, b"")
        if record.status is not SessionStatus.OPEN or room is None or not room.address:
            await self._conductor.show(person, SentencePanel(Sentence.FACILITATOR_STALE_BUTTON), entry, done)
            return
        if len(text) > launch.LONGEST_VALUE:
            panel = DiscussionAskPanel((await self._step(person, record.id)).title, len(text))
            await self._conductor.show(person, panel, entry)
            return
        question = " ".join(text.split())
        step = await self._step(room, record.id)
        asked = [one for one in await self._store.journal(record.id) if one.gesture == DISCUSSION]
        number = len(asked) + 1
        values: dict[str, Value] = {"step": step.id, "number": number, "item": question}
        line = JournalEntry(record.id, self._clock.now(), DISCUSSION, BY_FACILITATORS, values)
        body = ShowPanel(
            DiscussionPanel(step.title, question, self._policy.link(record.join)), _slot(number, step.id, room.address)
        )
        await self._conductor.show(
            person,
            SentencePanel(Sentence.DISCUSSION_ASKED),
            entry,
            done,
            WriteJournal(line),
            Send(Outgoing(room.id, room.language, Lane.TIMED, body)),
        )

    async def replied(self, sender: Sender, what: RoomReplied, entry: InboxEntry) -> None:
        """A reply to one of the bot's messages in a group: kept if it is a discussion's and its author takes part.

        Of anybody else not even that they wrote is kept.
        """
        for session, slot in await self._store.slots_at(ROOM, what.room, what.to):
            found = _discussion(slot, what.room)
            participant = "" if found is None else await self._heard(sender, session)
            room = await self._store.person_by_user(ROOM, session)
            if found is None or not participant or room is None:
                continue
            number, step = found
            question = next(
                str(one.values["item"])
                for one in await self._store.journal(session)
                if one.gesture == DISCUSSION and one.values["number"] == number
            )
            event = SaidInGroup(step, number, question, what.text, what.ref)
            noted = Send(Outgoing(room.id, room.language, Lane.BROADCAST, React(what.ref)))
            await self._conductor.participant(participant, event, entry, extra=[noted])
            return
        await self._conductor.commit([Unheard(entry.id)])

    async def _heard(self, sender: Sender, session: str) -> str:
        """Who that is in the session, if what they say in the group is collected; else empty."""
        person = await self._memory.person_by_user(sender.channel, sender.user)
        group = (await self._memory.group(session)).group
        known = [] if person is None else await self._store.participations_of(person=person.id)
        for one in known:
            at_hand = await self._memory.run(one.participant) if one.session == session else None
            if at_hand is not None and hears_in_group(at_hand.run, group):
                return one.participant
        return ""

    async def _step(self, reader: Person, session: str) -> Step:
        script = (await self._memory.script(session)).spoken(reader.language)
        return forefront.at_hand(script, (await self._memory.group(session)).group)

    # -- losing it -----------------------------------------------------------------------------------------------------

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


def _slot(number: int, step: StepId, address: str) -> str:
    """How the message of a discussion is known. With its chat: when a group moves, its numbers begin anew."""
    return f"{DISCUSSION}:{number}:{step}:{address}"


def _discussion(slot: str, address: str) -> tuple[int, StepId] | None:
    """The number and the step of a discussion in that chat; None for any other message."""
    kind, _, rest = slot.partition(":")
    number, _, rest = rest.partition(":")
    step, _, chat = rest.partition(":")
    return (int(number), step) if kind == DISCUSSION and chat == address else None
