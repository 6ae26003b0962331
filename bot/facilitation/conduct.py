"""Conduct: one thing happened; load, step, save and enqueue in one transaction; then tell whoever waits.

Every unit of work goes through here. A step computed on something that has moved meanwhile is computed again on what it
has become (`Stale`); what cannot be handled at all goes to the dead letters and delays nobody.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from msgspec.structs import replace

from bot.engine import consent_rounds, lists
from bot.engine import group as groups
from bot.engine import run as runs
from bot.engine.agenda import DAY, REMINDER
from bot.engine.ballots import VoteResult
from bot.engine.effects import (
    AskIntroduction,
    AskMerge,
    AskPrecision,
    CancelGateTimers,
    CloseVote,
    ConvertClocks,
    CutBallots,
    EndSession,
    ExtendCourse,
    ForgetPerson,
    GatherMatter,
    Notify,
    NudgeParticipants,
    OpenGate,
    ProbeParticipants,
    RecountVotes,
    RenewNotebook,
    ReopenStep,
    RestartClocks,
    SessionEffect,
    SetGateTimer,
    SetStanding,
    SettleMerge,
    TellFacilitators,
    TellParticipants,
    WithdrawAll,
    WithdrawOne,
)
from bot.engine.events import (
    ClockConverted,
    ClockRestarted,
    ContributionHidden,
    CourseExtended,
    DayBegan,
    DeadlinePassed,
    Entered,
    GateOpened,
    IntroductionSubmitted,
    MatterGathered,
    MergeSettled,
    MergeSubmitted,
    NoticeSent,
    Nudged,
    ParticipantEvent,
    PrecisionRequested,
    ProbedWithGroup,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    Shared,
    Stamp,
    StepReopened,
    TimerFired,
    VoteCounted,
    VotesRecounted,
)
from bot.engine.group import Group, SessionStatus
from bot.engine.participant import participant_step
from bot.engine.phrases import Notice
from bot.engine.run import Run
from bot.engine.script import ApprovalBallot, GradedBallot, PointsBallot, Script, Selection, StepId
from bot.engine.session import session_step
from bot.errors import Defect
from bot.facilitation import addressed, answers_due, journal, left_open, retention_time
from bot.facilitation.addressed import (
    CompileNotebook,
    CountAgain,
    CountVote,
    Gather,
    PlaceFreed,
    ReviseScript,
    ToEveryone,
    ToParticipant,
    ToSession,
)
from bot.facilitation.announcing import announced, ends_a_stretch
from bot.facilitation.counting import Rounds, count
from bot.facilitation.gathering import matter
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.kinds import Kinds, numerous, profile_question
from bot.facilitation.leads import asks_for_leads
from bot.facilitation.membership import standing
from bot.facilitation.memory import GroupAtHand, Memory, RunAtHand, name_of
from bot.facilitation.organisation_settings import policy_of
from bot.facilitation.organisations import CastMember
from bot.facilitation.outgoing import Lane, Outgoing, ShowCard, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.places import HOLD_A_PLACE
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Stale, Store, Voice
from bot.facilitation.records import RELAY, ROOM, Contribution, JournalEntry, Participation, Person
from bot.facilitation.sharing import ending_rounds, rounds_shut, shared_of, shared_steps, still_pinned, untold_steps
from bot.facilitation.translate import Scene, obsolete, participant_writes, result_picture, to_facilitators, toasts
from bot.facilitation.writes import (
    CutLinks,
    DropTimers,
    Handled,
    Post,
    PutTimer,
    RequireEpoch,
    SaveGroup,
    SaveParticipation,
    SavePerson,
    SaveRun,
    SaveSession,
    SealBallots,
    Send,
    Write,
    WriteJournal,
)

log = logging.getLogger(__name__)

Said = TypeVar("Said", bound=Sentence | SentencePanel)

ATTEMPTS: Final = 50
"""How often a step is computed again before something must be wrong."""
REMINDERS: Final = ("silence", REMINDER)
"""The timers that speak to somebody unasked, and so are silent at night."""
REMINDER_LATE_AT_MOST: Final = timedelta(minutes=5)


class Conductor:
    """Applies events to participants and sessions, each in one transaction."""

    def __init__(self, store: Store, memory: Memory, voice: Voice, clock: Clock, policy: Policy) -> None:
        self._store = store
        self._memory = memory
        self._voice = voice
        self._clock = clock
        self._policy = policy
        self._submit: Callable[[Sequence[InboxEntry]], None] = lambda _: None
        self._timers_changed: Callable[[], None] = lambda: None
        self._touched: Callable[[str, str], None] = lambda _session, _participant: None

    def wire(
        self,
        *,
        submit: Callable[[Sequence[InboxEntry]], None],
        timers_changed: Callable[[], None],
        touched: Callable[[str, str], None],
    ) -> None:
        """What to tell after a commit: posted entries, a possibly earlier timer, a session whose picture changed."""
        self._submit = submit
        self._timers_changed = timers_changed
        self._touched = touched

    async def commit(self, writes: Sequence[Write]) -> None:
        """Commit, then pass on what was posted. Raises Stale."""
        posted = await self._store.commit(writes)
        if posted:
            self._submit(posted)
        self._voice.outbox_changed()
        if any(isinstance(write, PutTimer) for write in writes):
            self._timers_changed()

    async def show(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write, slot: str = "") -> None:
        """Answer an entry with a panel, and with what else it writes."""
        outgoing = Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel, slot))
        await self.commit([*more, Send(outgoing), Handled(entry.id)])

    async def say(self, entry: InboxEntry, said: Said) -> Said:
        """An entry that changes nothing is done with; what its tap is answered."""
        await self.commit([Handled(entry.id)])
        return said

    async def apply(
        self,
        entry: InboxEntry,
        internal: ToParticipant | ToSession | ToEveryone | CountVote | CountAgain | Gather | ReviseScript,
    ) -> None:
        """An internal event."""
        match internal:
            case ToParticipant(participant=participant, event=event, due=due):
                if _is_reminder(event) and (self._is_untimely(due) or await self._is_silenced(participant)):
                    await self.commit([Handled(entry.id)])
                else:
                    await self.participant(participant, event, entry)
            case ToSession(session=session, event=event, by=by):
                await self.session(session, event, entry, by=by)
            case ToEveryone(session=session, event=event):
                await self.commit([*await self._to_each(session, event), Handled(entry.id)])
            case CountVote(session=session, step=step):
                await self._count_vote(session, step, entry)
            case CountAgain(session=session):
                await self._count_again(session, entry)
            case Gather(session=session, gate=gate):
                await self._gather(session, gate, entry)
            case ReviseScript(session=session):  # pragma: no branch - the union is closed
                await self._revise(session, internal.hash, entry)

    def _is_untimely(self, due: datetime | None) -> bool:
        """Whether a reminder would come at night, or so late that it speaks of minutes long gone (after downtime)."""
        now = self._clock.now()
        return self._policy.is_quiet(now) or (due is not None and now - due > REMINDER_LATE_AT_MOST)

    async def _is_silenced(self, participant: str) -> bool:
        """Whether that person asked for no reminders for now."""
        participation = await self._store.participation(participant)
        person = None if participation is None else await self._store.person(participation.person)
        return person is not None and person.is_silenced(self._clock.now())

    # -- participants --------------------------------------------------------------------------------------------------

    async def participant(
        self,
        participant: str,
        event: ParticipantEvent,
        entry: InboxEntry,
        *,
        tap: str = "",
        extra: Sequence[Write] = (),
        entering: RunAtHand | None = None,
    ) -> None:
        """One event of one participant.

        `tap`: the tap to answer; `extra`: writes of the same transaction; `entering`: the run of somebody who has none
        stored yet.
        """
        stamp = Stamp(self._clock.now(), f"e{entry.id}")
        for _ in range(ATTEMPTS):
            person = await self._memory.person_of(participant)
            at_hand = await self._memory.run(participant) or entering
            if person is None or at_hand is None:
                # Forgotten meanwhile: a timer or a group event that still named them.
                await self.commit([*extra, Handled(entry.id)])
                if tap:
                    self._voice.toast(tap, None, self._policy.language)
                return
            try:
                notice = await self._step(person, at_hand, event, stamp, entry, extra)
            except Stale:
                self._memory.stale(participant, at_hand.session)
                continue
            if tap:
                self._voice.toast(tap, notice, at_hand.run.language)
            self._touched(at_hand.session, participant)
            return
        raise Defect(f"participant {participant} was never settled")

    async def _step(
        self,
        person: Person,
        at_hand: RunAtHand,
        event: ParticipantEvent,
        stamp: Stamp,
        entry: InboxEntry,
        extra: Sequence[Write],
    ) -> Notice | None:
        # In this order: the script of a later state is refused with the state's epoch, that of an earlier one is not.
        group = (await self._memory.group(at_hand.session)).group
        script = await self._memory.script(at_hand.session)
        if isinstance(event, TimerFired) and event.timer == DAY:
            event = await self._day_of(script, at_hand, group)
        run, effects = participant_step(script, at_hand.run, event, stamp, group)
        scene = await self._scene(at_hand, person, told=any(isinstance(effect, Notify) for effect in effects))
        writes: list[Write] = [*extra, *participant_writes(scene, effects, stamp)]
        if at_hand.run.wait.id != run.wait.id:
            # Even after a tap on that very card: a copy may wait to be sent, or a first one of unknown delivery again.
            writes.append(obsolete(scene, at_hand.run.wait.id))
        forgotten = any(isinstance(effect, ForgetPerson) for effect in effects)
        withdrawn = any(
            isinstance(effect, WithdrawOne) or (isinstance(effect, WithdrawAll) and not group.may_recount)
            for effect in effects
        )
        hidden = isinstance(event, ContributionHidden) and any(isinstance(effect, SetStanding) for effect in effects)
        if group.status is SessionStatus.CLOSED and (withdrawn or hidden):
            # The notebook has been compiled with these words in it: another version, without them. Where votes are
            # counted again, it comes after that.
            session = at_hand.session
            writes.append(Post(addressed.notebook_lane(session), addressed.encode(CompileNotebook(session))))
        if at_hand.run.status in HOLD_A_PLACE and (forgotten or run.status not in HOLD_A_PLACE):
            writes.append(_freed(at_hand.session))
        if not forgotten:
            writes.append(
                SaveRun(run.participant, at_hand.session, at_hand.version, runs.encode(run), run.status.value)
            )
        writes += [RequireEpoch(at_hand.session, group.epoch), Handled(entry.id)]
        await self.commit(writes)
        if forgotten:
            self._memory.forget(run.participant, person)
        else:
            self._memory.runs.put(run.participant, RunAtHand(at_hand.session, at_hand.version + 1, run))
        return toasts(effects)

    async def _day_of(self, script: Script, at_hand: RunAtHand, group: Group) -> DayBegan:
        """A day of an asynchronous session opens for somebody: with what others said, as it stands now."""
        steps = untold_steps(script, at_hand.run, group)
        said = await self._store.contributions(at_hand.session) if steps or group.pinned else []
        return DayBegan(shared_of(script, group, steps, said), still_pinned(group, said))

    async def _scene(self, at_hand: RunAtHand, person: Person, *, told: bool) -> Scene:
        return Scene(
            at_hand.run.participant,
            at_hand.session,
            person,
            await self.alias(at_hand.run.participant),
            at_hand.run.language,
            # Read only if there is something to tell them: most answers concern nobody else.
            await self.cast(at_hand.session) if told else (),
            await self._memory.name_to(person.id, at_hand.session),
            person.channel == RELAY,
        )

    async def alias(self, participant: str) -> str:
        """The pseudonym that facilitators see."""
        known = self._memory.aliases.get(participant)
        if known is None:
            participation = await self._store.participation(participant)
            known = participation.alias if participation is not None else ""
            self._memory.aliases.put(participant, known)
        return known

    async def cast(self, session: str) -> tuple[tuple[str, str], ...]:
        """Whoever follows the session's cockpit: (person, language)."""
        return tuple((one.person, one.language) for one in await self.following(session))

    async def following(self, session: str) -> list[CastMember]:
        """Whoever follows the session's cockpit, with their role of today."""
        record = await self._memory.session(session)
        return standing(await self._store.cast(session), record.organisation, self._policy)

    async def enter(
        self,
        person: Person,
        participation: Participation,
        language: str,
        entry: InboxEntry,
        *,
        extra: Sequence[Write] = (),
        relayed: str = "",
        abstains: bool = False,
    ) -> None:
        """Somebody comes into a session for the first time. `extra`: writes of the same transaction.

        `relayed`, `abstains`: as in a `Run`, of somebody whose answers are entered.
        """
        run = Run(participation.participant, language, relayed=relayed, abstains=abstains)
        self._memory.person_changed(person)
        # Not stored yet: read back now, it would be remembered as nobody's.
        self._memory.aliases.put(run.participant, participation.alias)
        # Nor is it counted yet.
        await self._memory.joins(person.id)
        await self.participant(
            run.participant,
            Entered(),
            entry,
            extra=[SavePerson(person), SaveParticipation(participation), *extra],
            entering=RunAtHand(participation.session, 0, run),
        )

    # -- sessions ------------------------------------------------------------------------------------------------------

    async def session(
        self, session: str, event: SessionEvent, entry: InboxEntry, *, by: str = "", extra: Sequence[Write] = ()
    ) -> None:
        """One event of one session."""
        stamp = Stamp(self._clock.now(), f"e{entry.id}")
        for _ in range(ATTEMPTS):
            script = await self._memory.script(session)
            at_hand = await self._memory.group(session)
            group, effects = session_step(script, at_hand.group, event, stamp)
            writes: list[Write] = [*extra]
            for effect in effects:
                writes += await self._session_writes(session, script, group, effect, stamp)
            writes += await self._announced(session, script, group, effects)
            shut = await self._said_at(session, script, group, rounds_shut(script, at_hand.group, group))
            writes += await self._rounds_told(session, script, group, shut)
            changed = bool(effects) or replace(group, seen=()) != replace(at_hand.group, seen=())
            said = journal.lines(session, event, effects, stamp, by=by, changed=changed)
            writes += [WriteJournal(one) for one in said]
            if isinstance(event, SessionOpened) and group.status is not at_hand.group.status:
                record = await self._memory.session(session)
                writes.append(SaveSession(replace(record, status=SessionStatus.OPEN, opened_at=stamp.at)))
                writes.append(left_open.look_at(session, left_open.earliest(group, stamp.at)))
            if group.schedule != at_hand.group.schedule:
                # Days longer, or none: when nobody closes it, it is taken for over at another time.
                writes.append(left_open.look_at(session, left_open.earliest(group, stamp.at)))
            data = groups.encode(group)
            writes += [SaveGroup(session, at_hand.version, group.epoch, data), Handled(entry.id)]
            try:
                await self.commit(writes)
            except Stale:
                self._memory.stale("", session)
                continue
            self._memory.groups.put(session, GroupAtHand(at_hand.version + 1, group))
            self._memory.sessions.forget(session)
            self._touched(session, "")
            return
        raise Defect(f"session {session} was never settled")

    async def _announced(
        self, session: str, script: Script, group: Group, effects: Sequence[SessionEffect]
    ) -> list[Write]:
        """What the group's own chat is told, if there is one."""
        room = await self._store.person_by_user(ROOM, session) if effects else None
        if room is None or not room.address:
            return []
        record = await self._memory.session(session)
        link = self._policy.link(record.join)
        said = await self._store.contributions(session) if ends_a_stretch(effects) else []
        bodies = announced(script.spoken(room.language), group, effects, name_of(record), link, said)
        return [Send(Outgoing(room.id, room.language, Lane.BROADCAST, body)) for body in bodies]

    async def _revise(self, session: str, script_hash: str, entry: InboxEntry) -> None:
        """Other words for the same course: from the next card on they are what people read."""
        record = await self._memory.session(session)
        gesture = JournalEntry(session, self._clock.now(), "revised", BY_FACILITATORS, {"hash": script_hash[:12]})
        revised = SaveSession(replace(record, script_hash=script_hash))
        await self.commit([revised, WriteJournal(gesture), Handled(entry.id)])
        self._memory.sessions.forget(session)

    async def _gather(self, session: str, gate: StepId, entry: InboxEntry) -> None:
        """What the stretch behind the gate shows or votes on, as it stands now that the gate is about to open."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        needed = lists.needed(script, script.stretch(script.stretch_of(gate)), group.parameters)
        ideas = {pool: await self._store.ideas(session, pool) for pool in needed.pools}
        read = {key: await self._said(session, needed.sessions.get(key, "")) for key in needed.keys}
        event = MatterGathered(gate, matter(script, needed, ideas, read))
        told = Post(addressed.session_lane(session), addressed.encode(ToSession(session, event)))
        await self.commit([told, Handled(entry.id)])

    async def _said(self, session: str, other: str) -> list[Contribution]:
        """What was said in the session, or in the other one that it reads: never another organisation's."""
        if not other:
            return await self._store.contributions(session)
        mine, theirs = await self._memory.session(session), await self._store.session(other)
        if theirs is None or theirs.organisation != mine.organisation:
            return []
        return await self._store.contributions(other)

    async def _session_writes(
        self, session: str, script: Script, group: Group, effect: SessionEffect, stamp: Stamp
    ) -> list[Write]:
        lane = addressed.session_lane(session)
        match effect:
            case OpenGate(gate=gate, results=results):
                shared = await self._shared(session, script, group, shared_steps(script, gate))
                return [
                    _to_everyone(session, GateOpened(gate, shared, results)),
                    *await self._pictures_to_cast(session, script, results),
                    *await self._rounds_told(session, script, group, shared),
                ]
            case CloseVote(step=step):
                return [Post(lane, addressed.encode(CountVote(session, step)))]
            case RecountVotes():
                return [Post(lane, addressed.encode(CountAgain(session)))]
            case CutBallots():
                return [CutLinks(session)]
            case RenewNotebook():
                return [Post(addressed.notebook_lane(session), addressed.encode(CompileNotebook(session)))]
            case GatherMatter(gate=gate):
                return [Post(lane, addressed.encode(Gather(session, gate)))]
            case SetGateTimer(gate=gate, timer=timer, due=due):
                payload = addressed.encode(ToSession(session, DeadlinePassed(gate, timer)))
                return [PutTimer(lane, f"{session}:{gate}", timer, due, payload)]
            case CancelGateTimers(gate=gate):
                return [DropTimers(f"{session}:{gate}")]
            case AskMerge(participant=participant, merge=merge, wording=wording, ideas=ideas):
                return await self.to(participant, MergeSubmitted(merge, wording, ideas))
            case SettleMerge(merge=merge, participants=participants):
                return [
                    write for participant in participants for write in await self.to(participant, MergeSettled(merge))
                ]
            case AskPrecision(participant=participant, idea=idea, text=text):
                return await self.to(participant, PrecisionRequested(idea, text))
            case AskIntroduction(participant=participant, introduction=introduction, about=about, directly=directly):
                return await self.to(participant, IntroductionSubmitted(introduction, about, directly))
            case TellParticipants(participants=participants, notice=notice):
                return [write for one in participants for write in await self.to(one, NoticeSent(notice))]
            case RestartClocks(seconds=seconds):
                return [_to_everyone(session, ClockRestarted(seconds))]
            case ConvertClocks():
                return [_to_everyone(session, ClockConverted())]
            case ExtendCourse(before=before, step=step):
                return [_to_everyone(session, CourseExtended(before, step))]
            case ReopenStep(participants=participants, step=step):
                return [write for one in participants for write in await self.to(one, StepReopened(step))]
            case NudgeParticipants(participants=participants, steps=steps, minutes=minutes):
                return [write for one in participants for write in await self.to(one, Nudged(steps, minutes))]
            case ProbeParticipants(participants=participants, step=step, code=code):
                return [write for one in participants for write in await self.to(one, ProbedWithGroup(step, code))]
            case EndSession(results=results):
                record = await self._memory.session(session)
                closed = replace(record, status=SessionStatus.CLOSED, closed_at=stamp.at)
                notebook = Post(addressed.notebook_lane(session), addressed.encode(CompileNotebook(session)))
                due = answers_due.due_at(stamp.at, self._policy)
                kept = (await self._policy_of(session)).retention
                shared = await self._said_at(session, script, group, ending_rounds(script, group))
                return [
                    SaveSession(closed),
                    _to_everyone(session, SessionClosed(results, shared)),
                    *await self._pictures_to_cast(session, script, results),
                    *await self._rounds_told(session, script, group, shared),
                    notebook,
                    # Whoever still waits for a place is told.
                    _freed(session),
                    DropTimers(left_open.owner(session)),
                    retention_time.look_at(session, retention_time.over(closed, kept)),
                    *([answers_due.look_at(session, due, self._policy)] if asks_for_leads(script) else []),
                ]
            case TellFacilitators(notice=notice):  # pragma: no branch - the union is closed
                return to_facilitators(await self.cast(session), notice)

    async def _pictures_to_cast(self, session: str, script: Script, results: Sequence[StepId]) -> list[Write]:
        """The picture of each vote just closed, to each facilitator."""
        cast = await self.cast(session) if results else []
        drawn = [step for step in results if not isinstance(script.step(step).ballot, Selection)]
        return [result_picture(session, step, person, language) for step in drawn for person, language in cast]

    async def to(self, participant: str, event: ParticipantEvent, *, due: datetime | None = None) -> list[Write]:
        """An event on its way to a participant, at once or when it is due; nothing if they were forgotten."""
        person = await self._memory.person_of(participant)
        if person is None:
            return []
        lane = addressed.person_lane(person.channel, person.user)
        payload = addressed.encode(ToParticipant(participant, event, due))
        if due is not None:
            # Its content is its name: the same one twice is one.
            name = hashlib.sha256(payload).hexdigest()
            return [PutTimer(lane, f"{participant}:later", name, due, payload)]
        return [Post(lane, payload)]

    async def _to_each(self, session: str, event: ParticipantEvent) -> list[Write]:
        writes: list[Write] = []
        for participation in await self._store.participations_of(session=session):
            writes += await self.to(participation.participant, event)
        return writes

    async def _rounds_told(self, session: str, script: Script, group: Group, shared: Sequence[Shared]) -> list[Write]:
        """What rounds of objections give, to the facilitators and in the group's own chat: numbers, nobody's words."""
        if not consent_rounds.result_cards(script, group, shared):
            return []
        to = list(await self.cast(session))
        room = await self._store.person_by_user(ROOM, session)
        if room is not None and room.address:
            to.append((room.id, room.language))
        return [
            Send(Outgoing(person, language, Lane.BROADCAST, ShowCard("", card)))
            for person, language in to
            for card in consent_rounds.result_cards(script.spoken(language), group, shared)
        ]

    async def _shared(self, session: str, script: Script, group: Group, steps: frozenset[StepId]) -> tuple[Shared, ...]:
        """What these steps let the group see; over several days, people see it as their day opens."""
        if group.schedule is not None:
            return ()
        return await self._said_at(session, script, group, steps)

    async def _said_at(
        self, session: str, script: Script, group: Group, steps: frozenset[StepId]
    ) -> tuple[Shared, ...]:
        return shared_of(script, group, steps, await self._store.contributions(session)) if steps else ()

    async def _count_vote(self, session: str, step: StepId, entry: InboxEntry) -> None:
        """Ballots are frozen since the transaction that closed the vote: count, seal, and say so."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        if step not in group.closing:
            await self.commit([Handled(entry.id)])
            return
        ballots = await self._store.ballots(session, step)
        rounds = await self._rounds(session, script, step)
        # Groups of opinion take a second with 800 people: nobody else waits for them.
        result: VoteResult = await asyncio.to_thread(
            count, script.step(step), group.ballots[step], ballots, electorate=len(group.active), rounds=rounds,
            kinds=await self._kinds(session, script, step),
        )  # fmt: skip
        told = Post(addressed.session_lane(session), addressed.encode(ToSession(session, VoteCounted(result))))
        await self.commit([SealBallots(session, step), told, Handled(entry.id)])

    async def _rounds(self, session: str, script: Script, step: StepId) -> Rounds:
        """Of a second round, who voted in both; of another vote, nobody."""
        form = script.step(step).ballot
        if not isinstance(form, GradedBallot) or not form.of:
            return ()
        return await self._store.rounds(session, form.of, step)

    async def _kinds(self, session: str, script: Script, step: StepId) -> Kinds:
        """Of a vote from which a few items may be kept, the ballots of each kind of actors numerous enough to name."""
        asked = profile_question(script)
        if asked is None or not isinstance(script.step(step).ballot, ApprovalBallot | PointsBallot):
            return ()
        found = await self._store.ballots_by_kind(session, step, asked.key)
        return numerous(found, (await self._policy_of(session)).small_count)

    async def _policy_of(self, session: str) -> Policy:
        """What holds for the organisation that holds it."""
        organisation = (await self._memory.session(session)).organisation
        return await policy_of(organisation, self._store.organisation_settings, self._policy)

    async def _count_again(self, session: str, entry: InboxEntry) -> None:
        """A withdrawal may have taken sealed ballots away."""
        script, group = await self._memory.script(session), (await self._memory.group(session)).group
        changed = []
        for step, before in group.results.items():
            ballots = await self._store.ballots(session, step)
            # Who was there at the close was there: the electorate is of that moment.
            rounds = await self._rounds(session, script, step)
            result = await asyncio.to_thread(
                count, script.step(step), group.ballots[step], ballots, electorate=before.electorate, rounds=rounds,
                kinds=await self._kinds(session, script, step),
            )  # fmt: skip
            if result != before:
                changed.append(result)
        event = VotesRecounted(tuple(changed))
        told = Post(addressed.session_lane(session), addressed.encode(ToSession(session, event)))
        await self.commit([told, Handled(entry.id)])


def _freed(session: str) -> Write:
    return Post(addressed.session_lane(session), addressed.encode(PlaceFreed(session)))


def _is_reminder(event: ParticipantEvent) -> bool:
    return isinstance(event, TimerFired) and event.timer in REMINDERS


def _to_everyone(session: str, event: ParticipantEvent) -> Post:
    """An event on its way to everybody in the session, whoever they are once this transaction is done."""
    return Post(addressed.session_lane(session), addressed.encode(ToEveryone(session, event)))
