"""Programming: facilitators put sessions of their organisation together under a programme, and see them side by side.

A session is in one programme at most; putting it into another takes it out of the first. Each move is in the journal of
the session. Not here: who may do it (`roles`), how far a session is (`progress`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from msgspec.structs import replace

from bot.facilitation import addressed, launch
from bot.facilitation.addressed import CompileProgramme
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import LaunchDraft, ProgrammeDraft
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Store
from bot.facilitation.programme_panels import (
    ProgrammeNamePanel,
    ProgrammePanel,
    ProgrammesPanel,
    WhichProgrammePanel,
)
from bot.facilitation.programmes import PlaceSession, Programme, SaveProgramme
from bot.facilitation.progress import progress
from bot.facilitation.records import JournalEntry, Person
from bot.facilitation.roles import may
from bot.facilitation.writes import Handled, Post, SaveDraft, Send, Write, WriteJournal

LONGEST_NAME: Final = 80
OFFERED: Final = 8
"""Programmes offered at launch, and sessions offered to be put into one: the latest."""

ABOUT_PROGRAMMES: Final = frozenset(
    {
        Gesture.PROGRAMMES,
        Gesture.PROGRAMME,
        Gesture.PROGRAMME_NEW,
        Gesture.PROGRAMME_RENAME,
        Gesture.PROGRAMME_ADD_MENU,
        Gesture.PROGRAMME_ADD,
        Gesture.PROGRAMME_REMOVE_MENU,
        Gesture.PROGRAMME_REMOVE,
        Gesture.PROGRAMME_NOTEBOOK,
    }
)
"""Gestures made on an organisation: their value begins with its id."""


def slot(programme: str) -> str:
    """How the outbox knows the message about a programme."""
    return f"programme:{programme}"


def placed(session: str, programme: Programme | None, before: Programme | None, at: datetime) -> list[Write]:
    """The session is moved to that programme, or out of the one it was in: what is written, its journal included."""
    writes: list[Write] = [PlaceSession(session, programme.id if programme is not None else "")]
    for gesture, one in (("programme_left", before), ("programme_joined", programme)):
        if one is not None:
            writes.append(WriteJournal(JournalEntry(session, at, gesture, BY_FACILITATORS, {"programme": one.name})))
    return writes


class Programming:
    """The gestures about programmes."""

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

    async def tapped(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        """A gesture of `ABOUT_PROGRAMMES`, allowed already in its organisation. What to answer the tap with."""
        organisation, _, rest = button.value.partition(":")
        identifier, _, session = rest.partition(":")
        if button.gesture is Gesture.PROGRAMMES:
            await self._list(person, organisation, entry)
            return None
        if button.gesture is Gesture.PROGRAMME_NEW:
            await self._ask_name(person, ProgrammeDraft(organisation), "", entry)
            return None
        programme = await self._store.programmes.one(identifier)
        if programme is None or programme.organisation != organisation:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        match button.gesture:
            case Gesture.PROGRAMME_RENAME:
                await self._ask_name(person, ProgrammeDraft(organisation, programme.id), programme.name, entry)
            case Gesture.PROGRAMME_NOTEBOOK:
                payload = addressed.encode(CompileProgramme(programme.id, person.id))
                lane = addressed.notebook_lane(programme.id)
                await self._conductor.commit([Post(lane, payload), Handled(entry.id)])
                return Sentence.NOTEBOOK_ON_ITS_WAY
            case Gesture.PROGRAMME_ADD_MENU:
                await self._show(person, programme, entry, menu="add")
            case Gesture.PROGRAMME_REMOVE_MENU:
                await self._show(person, programme, entry, menu="remove")
            case Gesture.PROGRAMME_ADD:
                return await self._move(person, programme, session, entry, into=True)
            case Gesture.PROGRAMME_REMOVE:
                return await self._move(person, programme, session, entry, into=False)
            case _:
                await self._show(person, programme, entry, anew=True)
        return None

    # -- which there are -----------------------------------------------------------------------------------------------

    async def _list(self, person: Person, organisation: str, entry: InboxEntry) -> None:
        found = await self._store.organisation(organisation)
        programmes = await self._store.programmes.of_organisation(organisation)
        counted = [(one.id, one.name, len(await self._store.programmes.sessions(one.id))) for one in programmes]
        role = await self._members.role(person, organisation)
        changes = may(role, Gesture.PROGRAMME_NEW)
        panel = ProgrammesPanel(organisation, "" if found is None else found.name, tuple(counted), changes)
        await self._conductor.show(person, panel, entry)

    async def _panel(self, person: Person, programme: Programme, menu: str) -> ProgrammePanel:
        role = await self._members.role(person, programme.organisation)
        sessions = await progress(
            programme.id, store=self._store, memory=self._memory, policy=self._policy, now=self._clock.now()
        )
        choices: tuple[tuple[str, str], ...] = ()
        if menu == "remove":
            choices = tuple((one.session, one.name) for one in sessions)
        elif menu == "add":
            here = {one.session for one in sessions}
            all_of_it = await self._store.sessions_of(programme.organisation)
            others = [one for one in all_of_it if one.id not in here and one.purged_at is None]
            choices = tuple((one.id, name_of(one)) for one in reversed(others[-OFFERED:]))
        changes = may(role, Gesture.PROGRAMME_ADD)
        return ProgrammePanel(
            programme.organisation, programme.id, programme.name, sessions, changes, menu if choices else "", choices
        )

    async def _show(
        self,
        person: Person,
        programme: Programme,
        entry: InboxEntry,
        *more: Write,
        menu: str = "",
        anew: bool = False,
    ) -> None:
        panel = await self._panel(person, programme, menu)
        body = ShowPanel(panel, slot(programme.id)) if anew else ReplacePanel(panel, slot(programme.id))
        send = Send(Outgoing(person.id, person.language, Lane.REPLY, body))
        await self._conductor.commit([*more, send, Handled(entry.id)])

    # -- a name --------------------------------------------------------------------------------------------------------

    async def _ask_name(
        self, person: Person, draft: ProgrammeDraft, name: str, entry: InboxEntry, too_long: int = 0
    ) -> None:
        save = SaveDraft(person.id, launch.encode(draft))
        await self._conductor.show(person, ProgrammeNamePanel(name, too_long), entry, save)

    async def named(self, person: Person, draft: ProgrammeDraft, text: str, entry: InboxEntry) -> None:
        """The name is there: of a new programme, or of one that is there."""
        name = " ".join(text.split())
        known = await self._store.programmes.one(draft.programme) if draft.programme else None
        if not may(await self._members.role(person, draft.organisation), Gesture.PROGRAMME_NEW):
            refused = SentencePanel(Sentence.NOT_YOUR_ROLE)
            await self._conductor.show(person, refused, entry, SaveDraft(person.id, b""))
            return
        if len(name) > LONGEST_NAME:
            await self._ask_name(person, draft, "" if known is None else known.name, entry, len(name))
            return
        programme = self._new(person, draft.organisation, name) if known is None else replace(known, name=name)
        await self._show(person, programme, entry, SaveProgramme(programme), SaveDraft(person.id, b""), anew=True)

    def _new(self, person: Person, organisation: str, name: str) -> Programme:
        return Programme(self._entropy.token(8), organisation, name, self._clock.now(), person.id)

    # -- sessions ------------------------------------------------------------------------------------------------------

    async def _move(
        self, person: Person, programme: Programme, session: str, entry: InboxEntry, *, into: bool
    ) -> Sentence | None:
        record = await self._store.session(session)
        if record is None or record.organisation != programme.organisation:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        before = await self._store.programmes.of_session(session)
        if (before == programme) is into:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._conductor.commit(placed(session, programme if into else None, before, self._clock.now()))
        await self._show(person, programme, entry)
        return None

    # -- at launch -----------------------------------------------------------------------------------------------------

    async def question(self, draft: LaunchDraft, title: str) -> WhichProgrammePanel | None:
        """Which programme a session being launched belongs to; nothing to ask where there is none, or it is chosen."""
        if draft.programme is not None:
            return None
        found = await self._store.programmes.of_organisation(draft.organisation)
        if not found:
            return None
        last: Programme | None = None
        for record in reversed(await self._store.sessions_of(draft.organisation)):
            last = await self._store.programmes.of_session(record.id)
            if last is not None:
                break
        first = [last] if last is not None else []
        offered = [*first, *(one for one in found if one != last)][:OFFERED]
        return WhichProgrammePanel(title, tuple((one.id, one.name) for one in offered))

    async def chosen(self, draft: LaunchDraft, value: str) -> LaunchDraft | None:
        """The draft with a programme tapped, none if the value is empty; None if it is not one of the organisation."""
        found = await self._store.programmes.one(value) if value else None
        if value and (found is None or found.organisation != draft.organisation):
            return None
        return replace(draft, programme=value)

    def begun(self, person: Person, draft: LaunchDraft, text: str) -> Programme | int:
        """A programme to be made with the session, by the name typed instead of a tap; a name too long: its length."""
        name = " ".join(text.split())
        return len(name) if len(name) > LONGEST_NAME else self._new(person, draft.organisation, name)

    async def launched(self, draft: LaunchDraft, session: str, new: Programme | None) -> list[Write]:
        """What puts a session that is being made into the programme of its draft, or into one made with it."""
        programme = new or (await self._store.programmes.one(draft.programme) if draft.programme else None)
        made = [] if new is None else [SaveProgramme(new)]
        return [] if programme is None else [*made, *placed(session, programme, None, self._clock.now())]
