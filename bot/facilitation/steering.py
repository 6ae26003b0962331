"""The gestures by which a facilitator moves the group: more time, a pause, a passage announced, a nudge, a word to all.

Each is posted to the session's lane, so that two facilitators who tap at once do one thing. Not here: who may make them
(`animation` asks first), what they do (`engine.rhythm`), gestures on one person or one contribution.
"""

from __future__ import annotations

from typing import Final

from bot.engine import added_rounds, forefront, rhythm, switching
from bot.engine.events import (
    DeadlineExtended,
    GroupAddressed,
    GroupNudged,
    ModeChosen,
    MoveAnnounced,
    MoveCalledOff,
    RoundAdded,
    SessionEvent,
    SessionPaused,
    SessionResumed,
    WentBack,
)
from bot.engine.group import SessionStatus
from bot.engine.run import Run
from bot.facilitation import addressed, launch
from bot.facilitation.addressed import ToSession
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import Gesture
from bot.facilitation.launch import LetterDraft
from bot.facilitation.memory import Memory
from bot.facilitation.panels import LetterPanel, ListPanel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import Person
from bot.facilitation.writes import Handled, Post, SaveDraft

Said = Sentence | SentencePanel | None

OF_AN_OPEN_SESSION: Final = frozenset(
    {
        Gesture.OPEN,
        Gesture.NEXT,
        Gesture.NEXT_CONFIRMED,
        Gesture.NEXT_NOW,
        Gesture.NEXT_ANNOUNCED,
        Gesture.NEXT_CALLED_OFF,
        Gesture.EXTEND_MENU,
        Gesture.EXTEND,
        Gesture.PAUSE_MENU,
        Gesture.PAUSE,
        Gesture.RESUME,
        Gesture.MODE_MENU,
        Gesture.MODE,
        Gesture.ROUND_MENU,
        Gesture.ROUND,
        Gesture.CLOSE,
        Gesture.CLOSE_CONFIRMED,
    }
)
"""Gestures that mean nothing once the session is closed: an old cockpit may still offer them."""


class Steering:
    """What a facilitator does to the whole group, beside going on and closing."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def post(self, person: Person, session: str, event: SessionEvent, entry: InboxEntry, said: Said) -> Said:
        """To the session's lane; `said` answers the tap."""
        payload = addressed.encode(ToSession(session, event, by=person.id))
        await self._conductor.commit([Post(addressed.session_lane(session), payload), Handled(entry.id)])
        return said

    # -- the clock -----------------------------------------------------------------------------------------------------

    async def announce(self, person: Person, session: str, gate: str, entry: InboxEntry) -> Said:
        """Warn that the group goes on in half a minute."""
        return await self.post(person, session, MoveAnnounced(gate), entry, Sentence.MOVE_ANNOUNCED)

    async def call_off(self, person: Person, session: str, gate: str, entry: InboxEntry) -> Said:
        """The group stays where it is."""
        return await self.post(person, session, MoveCalledOff(gate), entry, Sentence.MOVE_CALLED_OFF)

    async def extend(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        """`value`: minutes:gate."""
        minutes, _, gate = value.partition(":")
        group = (await self._memory.group(session)).group
        if not _is_number(minutes) or group.due(gate) is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        event = DeadlineExtended(gate, int(minutes), self._policy.timezone.key)
        return await self.post(person, session, event, entry, Sentence.EVERYBODY_TOLD)

    async def pause(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        """`value`: for how many minutes, 0 if she does not say."""
        minutes = int(value) if _is_number(value) else 0
        event = SessionPaused(minutes, self._policy.timezone.key)
        return await self.post(person, session, event, entry, Sentence.EVERYBODY_TOLD)

    async def resume(self, person: Person, session: str, entry: InboxEntry) -> Said:
        """The clock goes on."""
        return await self.post(person, session, SessionResumed(), entry, Sentence.EVERYBODY_TOLD)

    async def change_mode(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        """`value`: over how many days the session goes on, 0 for live."""
        if not _is_number(value):
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        event = ModeChosen(int(value), self._policy.quiet)
        group = (await self._memory.group(session)).group
        if (group.schedule is not None) == (event.days > 0):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        if not switching.is_possible(await self._memory.script(session), group, event):
            return await self._conductor.say(entry, Sentence.NOT_IN_THAT_MODE_NOW)
        return await self.post(person, session, event, entry, Sentence.EVERYBODY_TOLD)

    async def add_round(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        """`value`: the vote that is held again, after the step under way."""
        group = (await self._memory.group(session)).group
        if value in {one.of for one in group.rounds}:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        votes = added_rounds.openable(await self._memory.script(session), group)
        if value not in {step.id for step in votes}:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        return await self.post(person, session, RoundAdded(value), entry, Sentence.ROUND_ADDED)

    # -- words ---------------------------------------------------------------------------------------------------------

    async def nudge(self, person: Person, session: str, entry: InboxEntry) -> Said:
        """Remind whoever has said nothing at the step they are at: once a step, and never in the quiet hours."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        if group.schedule is not None and self._policy.is_quiet(self._clock.now()):
            return await self._conductor.say(entry, Sentence.TOO_LATE_TO_NUDGE)
        silent = [step for run in await self._runs(group.active) if (step := rhythm.silent_at(script, run))]
        fresh = [step for step in silent if step not in group.nudged]
        if group.status is not SessionStatus.OPEN or not silent:
            return await self._conductor.say(entry, Sentence.NOBODY_TO_NUDGE)
        if not fresh:
            return await self._conductor.say(entry, Sentence.NUDGED_ALREADY)
        event = GroupNudged(tuple(dict.fromkeys(fresh)))
        return await self.post(person, session, event, entry, SentencePanel(Sentence.NUDGE_SENT, {"count": len(fresh)}))

    async def _runs(self, participants: tuple[str, ...]) -> list[Run]:
        found = [await self._memory.run(who) for who in participants]
        return [at_hand.run for at_hand in found if at_hand is not None]

    async def begin_letter(self, person: Person, session: str, entry: InboxEntry) -> Said:
        """Ask for what she has to say to the whole group."""
        group = (await self._memory.group(session)).group
        if group.status is not SessionStatus.OPEN or not group.active:
            return await self._conductor.say(entry, Sentence.NOBODY_TO_WRITE_TO)
        draft = SaveDraft(person.id, launch.encode(LetterDraft(session)))
        await self._conductor.show(person, LetterPanel(len(group.active)), entry, draft)
        return None

    async def letter(self, person: Person, draft: LetterDraft, text: str, entry: InboxEntry) -> None:
        """What she wrote goes to everybody who is still there, signed by the facilitators."""
        group = (await self._memory.group(draft.session)).group
        if len(text) > launch.LONGEST_VALUE:
            await self._conductor.show(person, LetterPanel(len(group.active), too_long=len(text)), entry)
            return
        done = SaveDraft(person.id, b"")
        if group.status is not SessionStatus.OPEN or not group.active:
            await self._conductor.show(person, SentencePanel(Sentence.NOBODY_TO_WRITE_TO), entry, done)
            return
        payload = addressed.encode(ToSession(draft.session, GroupAddressed(text.strip()), by=person.id))
        said = SentencePanel(Sentence.LETTER_SENT, {"count": len(group.active)})
        await self._conductor.show(person, said, entry, done, Post(addressed.session_lane(draft.session), payload))

    # -- going back ----------------------------------------------------------------------------------------------------

    async def steps(self, person: Person, session: str, entry: InboxEntry) -> Said:
        """The steps that are over and may be answered again."""
        found = forefront.reopenable(await self._memory.script(session), (await self._memory.group(session)).group)
        if not found:
            return await self._conductor.say(entry, Sentence.NO_STEP_TO_REOPEN)
        lines = tuple(step.title for step in found)
        await self._conductor.show(person, ListPanel(session, Sentence.WHICH_STEP, lines, Gesture.GO_BACK.value), entry)
        return None

    async def go_back(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        """`value`: the step's number in the list."""
        found = forefront.reopenable(await self._memory.script(session), (await self._memory.group(session)).group)
        if not _is_number(value) or not 0 < int(value) <= len(found):
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        return await self.post(person, session, WentBack(found[int(value) - 1].id), entry, Sentence.STEP_REOPENED)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5
