"""Gestures on one person of a session: look where they are, remind them, ask them something, end their participation.

People are known by pseudonym and profile, never by name. Not here: what a nudge or a removal does to their run
(`engine.participant`), gestures on what they said (`contributions`).
"""

from __future__ import annotations

from typing import Final

from bot.engine import rhythm
from bot.engine.events import PersonNudged, Removed
from bot.engine.run import Status
from bot.engine.turn.probing import may_nudge
from bot.facilitation import cockpit, launch
from bot.facilitation.conduct import Conductor
from bot.facilitation.contributions import LONGEST_REASON
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import RemovalDraft, SeatLetterDraft
from bot.facilitation.memory import Memory, RunAtHand
from bot.facilitation.panels import (
    LetterPanel,
    ParticipantPanel,
    ParticipantsPanel,
    ReasonPanel,
    Sentence,
    SentencePanel,
)
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import JournalEntry, Participation, Person
from bot.facilitation.writes import Handled, SaveDraft, Write, WriteJournal

_FIRST: Final = ("silent", "writing", "answered", "voted", "waiting", "finished", "gone")
"""In which order people are listed: whoever may need something comes first."""
_THERE: Final = (Status.ENTERING, Status.ACTIVE, Status.UNREACHABLE)


class Seats:
    """A facilitator and the people of a session, one at a time."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def _seat(self, session: str, participant: str) -> RunAtHand | None:
        """The run of somebody of that session; None for anybody else."""
        at_hand = await self._memory.run(participant)
        return at_hand if at_hand is not None and at_hand.session == session else None

    # -- looking -------------------------------------------------------------------------------------------------------

    async def everybody(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """Everybody, to choose one."""
        script = await self._memory.script(session)
        seats = [(one, await self._memory.run(one.participant)) for one in await self._seated(session)]
        found = [
            (one.participant, cockpit.line(script, seat.run, one.alias)) for one, seat in seats if seat is not None
        ]
        if not found:
            return await self._conductor.say(entry, Sentence.NOBODY_TO_WRITE_TO)
        found.sort(key=lambda one: _FIRST.index(one[1].state))
        await self._conductor.show(person, ParticipantsPanel(session, tuple(found)), entry)
        return None

    async def _seated(self, session: str) -> list[Participation]:
        return await self._store.participations_of(session=session)

    async def one(self, person: Person, session: str, participant: str, entry: InboxEntry) -> Sentence | None:
        """One of them, and what may be done."""
        at_hand = await self._seat(session, participant)
        if at_hand is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        script = await self._memory.script(session)
        run = at_hand.run
        alias = await self._conductor.alias(participant)
        asked = rhythm.silent_at(script, run)
        panel = ParticipantPanel(
            session,
            participant,
            cockpit.line(script, run, alias),
            script.step(asked).title if asked else "",
            sum(1 for step in script.steps if step.counted),
            may_nudge=may_nudge(script, run),
            may_remove=run.status in _THERE,
            relayed=bool(run.relayed),
        )
        await self._conductor.show(person, panel, entry)
        return None

    # -- reminding, asking ---------------------------------------------------------------------------------------------

    async def _may_nudge(self, session: str, participant: str) -> Sentence | None:
        """Why this person may not be reminded now; None if they may."""
        at_hand = await self._seat(session, participant)
        if at_hand is None:
            return Sentence.FACILITATOR_STALE_BUTTON
        group = (await self._memory.group(session)).group
        if group.schedule is not None and self._policy.is_quiet(self._clock.now()):
            return Sentence.TOO_LATE_TO_NUDGE
        allowed = may_nudge(await self._memory.script(session), at_hand.run)
        return None if allowed else Sentence.NO_NUDGE

    async def nudge(self, session: str, participant: str, entry: InboxEntry) -> Sentence:
        """A reminder of the question on their screen."""
        refusal = await self._may_nudge(session, participant)
        if refusal is not None:
            return await self._conductor.say(entry, refusal)
        writes = await self._nudged(session, participant, "")
        await self._conductor.commit([*writes, Handled(entry.id)])
        return Sentence.ONE_NUDGED

    async def begin_letter(self, person: Person, session: str, participant: str, entry: InboxEntry) -> Sentence | None:
        """Ask for the question to this person."""
        refusal = await self._may_nudge(session, participant)
        if refusal is not None:
            return await self._conductor.say(entry, refusal)
        draft = SaveDraft(person.id, launch.encode(SeatLetterDraft(session, participant)))
        await self._conductor.show(person, LetterPanel(1, to=await self._conductor.alias(participant)), entry, draft)
        return None

    async def letter(self, person: Person, draft: SeatLetterDraft, text: str, entry: InboxEntry) -> None:
        """What she wrote goes to this person alone, about the question on their screen."""
        if len(text) > launch.LONGEST_VALUE:
            alias = await self._conductor.alias(draft.participant)
            await self._conductor.show(person, LetterPanel(1, too_long=len(text), to=alias), entry)
            return
        done = SaveDraft(person.id, b"")
        refusal = await self._may_nudge(draft.session, draft.participant)
        writes = [] if refusal is not None else await self._nudged(draft.session, draft.participant, text.strip())
        await self._conductor.show(person, SentencePanel(refusal or Sentence.ONE_NUDGED), entry, done, *writes)

    async def _nudged(self, session: str, participant: str, text: str) -> list[Write]:
        line = JournalEntry(session, self._clock.now(), "nudged_one", BY_FACILITATORS)
        return [*await self._conductor.to(participant, PersonNudged(text)), WriteJournal(line)]

    # -- ending a participation ----------------------------------------------------------------------------------------

    async def _may_remove(self, session: str, participant: str) -> bool:
        at_hand = await self._seat(session, participant)
        return at_hand is not None and at_hand.run.status in _THERE

    async def ask_reason(self, person: Person, session: str, participant: str, entry: InboxEntry) -> Sentence | None:
        """« Pour quel motif ? »: nobody is removed without one."""
        if not await self._may_remove(session, participant):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        draft = SaveDraft(person.id, launch.encode(RemovalDraft(session, participant)))
        await self._conductor.show(person, ReasonPanel(session, await self._conductor.alias(participant)), entry, draft)
        return None

    async def reason(self, person: Person, draft: RemovalDraft, text: str, entry: InboxEntry) -> None:
        """The reason is there; what becomes of their answers is the last question."""
        reason = " ".join(text.split()).rstrip(".")
        alias = await self._conductor.alias(draft.participant)
        if len(reason) > LONGEST_REASON:
            await self._conductor.show(person, ReasonPanel(draft.session, alias, too_long=len(reason)), entry)
            return
        kept = SaveDraft(person.id, launch.encode(RemovalDraft(draft.session, draft.participant, reason)))
        await self._conductor.show(person, ReasonPanel(draft.session, alias, reason, draft.participant), entry, kept)

    async def remove(
        self, person: Person, session: str, participant: str, entry: InboxEntry, *, keep: bool
    ) -> Sentence:
        """Said to them with the reason; the gates recount without them."""
        draft = launch.decode(await self._store.draft(person.id))
        about = isinstance(draft, RemovalDraft) and (draft.session, draft.participant) == (session, participant)
        reason = draft.reason if about and isinstance(draft, RemovalDraft) else ""
        if not reason or not await self._may_remove(session, participant):
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        told = await self._conductor.to(participant, Removed(reason, keep))
        gesture = "removed_kept" if keep else "removed_erased"
        line = WriteJournal(JournalEntry(session, self._clock.now(), gesture, BY_FACILITATORS, {"reason": reason}))
        await self._conductor.commit([*told, line, SaveDraft(person.id, b""), Handled(entry.id)])
        return Sentence.PERSON_REMOVED
