"""What happens to the group: every transition of a session, in one place.

A gate is a monotone latch, judged again at every arrival, departure, return, deadline and facilitator's word. Opening
one closes the votes behind it first: their ballots are counted (`CloseVote` ... `VoteCounted`); then what the next
stretch shows or votes on is gathered (`GatherMatter` ... `MatterGathered`); then everybody goes on.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Final

from msgspec.structs import replace

from bot.engine import added_rounds, agenda, course, forefront, lists, rhythm, rounds, second_rounds, switching
from bot.engine.ballots import Item, ItemCode, Origin, VoteResult
from bot.engine.course import END, next_gate
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
    GatherMatter,
    OpenGate,
    RecountVotes,
    RenewNotebook,
    SessionEffect,
    SetGateTimer,
    SettleMerge,
    TellFacilitators,
    TellParticipants,
)
from bot.engine.events import (
    Accepted,
    Arrived,
    CloseAsked,
    ContributionPinned,
    ContributionUnpinned,
    DeadlineExtended,
    DeadlinePassed,
    Declined,
    Departed,
    GroupAddressed,
    GroupNudged,
    GroupProbed,
    HorizonChosen,
    IntroductionAnswered,
    IntroductionProposed,
    ItemChosen,
    Kept,
    MatterGathered,
    MergeAnswered,
    MergeProposed,
    ModeChosen,
    MoveAnnounced,
    MoveCalledOff,
    MovedOn,
    ParticipantId,
    PrecisionAsked,
    PrecisionGiven,
    PreparedLeftOut,
    Returned,
    RoundAdded,
    SessionEvent,
    SessionOpened,
    SessionPaused,
    SessionResumed,
    Stamp,
    ValueGiven,
    VoteCounted,
    VotesRecounted,
    WentBack,
    WordsErased,
)
from bot.engine.group import DEADLINE, MERGE_TAKES, Group, Introduction, Listed, Member, Merge, Precision, SessionStatus
from bot.engine.matter import Matter, Utterance
from bot.engine.order import drawn
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.rhythm import EARLIEST, LEAVING, Moved
from bot.engine.run import REMEMBERED_EVENTS
from bot.engine.script import Gate, GradedBallot, Pool, Script, Selection, Step, StepId, StepKind

CORRECTIONS: Final = "corrections"
MERGE: Final = "merge"
CORRECTION_WINDOW: Final = timedelta(days=14)
"""After the session: how long a withdrawal still finds the ballot. Then which one was whose is destroyed."""
SUPPORT_PREFIX: Final = "S"
"""Codes of ideas in a round of support (S1, S2...): those that go to the vote get the pool's own afterwards."""


ClockMoved = MoveAnnounced | MoveCalledOff | DeadlineExtended | SessionPaused | SessionResumed
"""What facilitators do to the group's clock."""


def session_step(
    script: Script, group: Group, event: SessionEvent, stamp: Stamp
) -> tuple[Group, tuple[SessionEffect, ...]]:
    """What the group's state becomes, and what is to be done. The same stamp twice changes nothing."""
    if stamp.id in group.seen:
        return group, ()
    turn = _Turn(script, group, stamp)
    turn.happened(event)
    return replace(turn.group, seen=(*turn.group.seen, stamp.id)[-REMEMBERED_EVENTS:]), tuple(turn.effects)


def planned_minutes(script: Script, stretch: int) -> int:
    """How long the stretch is meant to take."""
    return sum(step.minutes for step in script.stretch(stretch))


class _Turn:
    """One step under way: the state as it becomes, the effects as they gather."""

    def __init__(self, script: Script, group: Group, stamp: Stamp) -> None:
        self.script = script
        self.group = group
        self.stamp = stamp
        self.effects: list[SessionEffect] = []
        self.all_finished_before = _all_finished(group)

    def happened(self, event: SessionEvent) -> None:
        match event:
            case SessionOpened():
                self.opened()
            case Accepted(participant=participant, relayed=relayed):
                self.member(participant, Member(relayed=relayed))
            case Declined():
                self.group = replace(self.group, declined=self.group.declined + 1)
            case Arrived(participant=participant, gate=gate):
                self.arrived(participant, gate)
            case Departed(participant=participant):
                self.present(participant, active=False)
            case Returned(participant=participant):
                self.present(participant, active=True)
            case DeadlinePassed(gate=gate, timer=timer):
                self.timer(gate, timer)
            case MovedOn(gate=gate, now=now):
                self.moved_on(gate, now=now)
            case MoveAnnounced() | MoveCalledOff() | DeadlineExtended() | SessionPaused() | SessionResumed():
                self.clock_moved(event)
            case ModeChosen():
                self.mode_chosen(event)
            case RoundAdded(of=of):
                self.round_added(of)
            case GroupNudged(steps=steps):
                if self.group.status is SessionStatus.OPEN:
                    self.adopt(rhythm.nudge(self.group, next_gate(self.script, self.group), steps, self.stamp.at))
            case GroupProbed():
                if self.group.status is SessionStatus.OPEN:
                    self.adopt(rhythm.probe(self.group, event))
            case ContributionPinned():
                self.adopt(forefront.pin(self.group, event, self.stamp.at))
            case ContributionUnpinned(contribution=contribution):
                self.group = forefront.unpin(self.group, contribution)
            case WentBack(step=step):
                self.adopt(forefront.reopen(self.script, self.group, step))
            case GroupAddressed(text=text):
                if self.group.status is SessionStatus.OPEN:
                    self.do(TellParticipants(self.group.active, say(Phrase.ANIMATION_WRITES, text=text)))
            case ItemChosen(pool=pool, item=item, on=on):
                self.item_chosen(self.script.pool(pool), item, on=on)
            case PreparedLeftOut(pool=pool, codes=codes):
                self.prepared_left_out(pool, codes)
            case MergeProposed():
                self.merge_proposed(event)
            case MergeAnswered():
                self.merge_answered(event)
            case PrecisionAsked(participant=participant, idea=idea):
                self.precision_asked(participant, idea)
            case PrecisionGiven():
                self.precision_given(event)
            case Kept():
                self.kept(event)
            case WordsErased(participant=participant, contribution=contribution):
                self.words_erased(participant, contribution)
            case IntroductionProposed():
                self.introduction_proposed(event)
            case IntroductionAnswered():
                self.introduction_answered(event)
            case ValueGiven(name=name, value=value):
                self.value_given(name, value)
            case HorizonChosen(vote=vote, code=code):
                self.horizon_chosen(vote, code)
            case VoteCounted(result=result):
                self.counted(result)
            case VotesRecounted(results=results):
                self.recounted(results)
            case MatterGathered(gate=gate, matter=matter):
                self.gathered(gate, matter)
            case CloseAsked():  # pragma: no branch - the union is exhausted
                if self.group.status is SessionStatus.OPEN:
                    self.close_stretch(END)

    def do(self, effect: SessionEffect) -> None:
        self.effects.append(effect)

    def adopt(self, moved: Moved) -> None:
        self.group, effects = moved
        self.effects += effects

    def set_timer(self, gate: StepId, name: str, due: datetime) -> None:
        self.adopt(rhythm.set_timer(self.group, gate, name, due, self.stamp.at))

    # -- people -------------------------------------------------------------------------------------------------------

    def member(self, participant: ParticipantId, member: Member) -> None:
        self.group = replace(self.group, people={**self.group.people, participant: member})

    def arrived(self, participant: ParticipantId, gate: StepId) -> None:
        before = self.group.people.get(participant, Member())
        if gate not in before.arrived:
            self.member(participant, replace(before, arrived=(*before.arrived, gate)))
        self.judge()

    def present(self, participant: ParticipantId, *, active: bool) -> None:
        before = self.group.people.get(participant)
        if before is None or before.active == active:
            return
        self.member(participant, replace(before, active=active))
        if not active:
            for merge in list(self.group.merges.values()):
                # A proposed merge does not outlive an author's departure: silence means no.
                if merge.pending and participant in merge.authors and participant not in merge.agreed:
                    self.end_merge(replace(merge, refused=(*merge.refused, participant)))
        self.judge()

    # -- the course ---------------------------------------------------------------------------------------------------

    def opened(self) -> None:
        if self.group.status is not SessionStatus.DRAFT:
            return
        self.group = replace(self.group, status=SessionStatus.OPEN, epoch=self.group.epoch + 1)
        self.begin_stretch(Matter())
        self.do(OpenGate(""))
        self.judge()

    def begin_stretch(self, matter: Matter) -> None:
        """The clock of the stretch starts: when its gate may open, when it must. What it shows is frozen."""
        steps = self.script.stretch(course.group_stretch(self.script, self.group))
        self.group = replace(
            self.group,
            stretch_began=self.stamp.at,
            lists={**self.group.lists, **lists.made(self.script, self.group, steps, matter)},
            positions={**self.group.positions, **matter.positions},
            worked_out={**self.group.worked_out, **lists.worked_out(self.script, self.group, steps)},
        )
        self.form_teams(steps, matter)
        self.open_ballots(steps, matter)
        self.start_clock()

    def start_clock(self) -> None:
        """Set the timers of the next gate: when it may open, when it must."""
        gate = next_gate(self.script, self.group)
        if self.group.schedule is not None:
            due, opens = agenda.due(self.script, self.group, gate), agenda.opens(self.script, self.group, gate)
            if opens is not None:
                self.set_timer(gate, EARLIEST, opens)
            if due is not None:
                self.set_timer(gate, DEADLINE, due)
            return
        if gate == END:
            return
        at_most = self.at_most(gate)
        not_before = self.gate(gate).not_before
        if not_before:
            self.set_timer(gate, EARLIEST, self.stamp.at + timedelta(minutes=not_before))
        if at_most is not None:
            self.set_timer(gate, DEADLINE, self.stamp.at + timedelta(minutes=at_most))

    def gate(self, gate: StepId) -> Gate:
        return self.script.step(gate).gate or Gate()

    def at_most(self, gate: StepId) -> int | None:
        settings = self.gate(gate)
        if settings.at_most is not None:
            return settings.at_most
        if settings.quorum is None:
            # Only a facilitator opens it.
            return None
        return planned_minutes(self.script, course.group_stretch(self.script, self.group)) or None

    def judge(self) -> None:
        """Whether the next gate may open: enough of those awaited have arrived, and not too early."""
        if self.group.status is not SessionStatus.OPEN or self.group.pending_gate or self.group.paused is not None:
            return
        gate = next_gate(self.script, self.group)
        if gate == END:
            # Told when it becomes true: who goes back to an answer and finishes again is no news.
            if _all_finished(self.group) and not self.all_finished_before:
                self.do(TellFacilitators(say(Phrase.TELL_ALL_FINISHED)))
            return
        active = len(self.group.awaited)
        if self.group.schedule is not None:
            self.judge_over_days(gate, active)
            return
        settings = self.gate(gate)
        if not active or settings.quorum is None:
            return
        too_early = settings.not_before and gate not in self.group.early
        if not too_early and Fraction(self.group.arrived(gate), active) >= settings.quorum:
            self.close_stretch(gate)

    def judge_over_days(self, gate: StepId, active: int) -> None:
        """Within a day most gates hold nobody; the others open when enough have arrived, or else at their time.

        Where no vote is, opening lets through those who have arrived; the others go on with their day, and what lies
        behind stays open until it closes.
        """
        quorum = agenda.quorum(self.script, self.group, gate)
        if not agenda.holds(self.script, self.group, gate):
            self.let_through(gate)
        elif quorum is not None and self.has_enough(gate, active, quorum):
            if agenda.settles(self.script, self.group, gate):
                self.close_stretch(gate)
            else:
                self.let_through(gate)

    def has_enough(self, gate: StepId, active: int, quorum: Fraction) -> bool:
        """Whether a gate may open before its time; or after it, had nobody been there then."""
        share = agenda.AFTER_ITS_TIME if gate in self.group.early else quorum
        return active > 0 and Fraction(self.group.arrived(gate), active) >= share

    def let_through(self, gate: StepId) -> None:
        """Open a gate, and leave open what lies behind it."""
        self.group = replace(self.group, pending_gate=gate, epoch=self.group.epoch + 1)
        self.prepare()

    def shut(self, gate: StepId) -> None:
        """What lies behind a gate that people have gone through is over now for everybody."""
        closed = self.script.stretch_of(gate)
        if closed > self.group.closed:
            self.group = replace(self.group, closed=closed, epoch=self.group.epoch + 1)
            self.close_votes(closed)

    def close_votes(self, before: int) -> None:
        """Have the votes that are open before that stretch counted."""
        votes = [step for step in self.group.ballots if course.is_vote_open(self.group, step)]
        over = tuple(step for step in votes if self.script.stretch_of(step) < before)
        self.group = replace(self.group, closing=(*self.group.closing, *over))
        for step in over:
            self.do(CloseVote(step))

    def time_is_up(self, gate: StepId) -> None:
        """The close of a stretch, in an asynchronous session."""
        upcoming = next_gate(self.script, self.group)
        if gate != END and not self.group.active:
            # Nobody is there to go on: the next day, rather than an empty room running through the steps.
            self.set_timer(gate, DEADLINE, agenda.schedule_of(self.group).next_close(self.stamp.at))
        elif gate in self.group.opened_gates:
            self.shut(gate)
        elif gate == self.group.pending_gate:
            # About to let people through: it closes what lies behind it as well. The end does so by itself.
            if gate != END:
                self.group = replace(self.group, closed=self.script.stretch_of(gate))
        elif gate != upcoming:
            return
        else:
            schedule = agenda.schedule_of(self.group)
            if self.stamp.at >= schedule.closes_on(schedule.length):
                # Also when some gate is left: the group may go on beyond its days, if facilitators wish.
                self.do(TellFacilitators(say(Phrase.TELL_DAYS_OVER)))
            if gate != END:
                self.close_stretch(gate)

    def its_turn_has_come(self, gate: StepId) -> None:
        """Of a gate that shares its day with others: it opens for whoever is there; if nobody is, soon afterwards."""
        if gate != next_gate(self.script, self.group) or self.group.pending_gate:
            return
        if self.group.arrived(gate):
            self.let_through(gate)
        else:
            self.group = replace(self.group, early=(*self.group.early, gate))

    def timer(self, gate: StepId, timer: str) -> None:
        if timer == CORRECTIONS:
            self.group = replace(self.group, cut=True, epoch=self.group.epoch + 1)
            self.do(CutBallots())
            return
        if timer == MERGE:
            self.merge_unanswered(gate)
            return
        if self.group.paused is not None:
            # Come due as the pause began: it is set again when that is over.
            return
        self.group = rhythm.fired(self.group, gate, timer)
        if self.group.status is SessionStatus.OPEN and self.group.schedule is not None:
            if timer == EARLIEST:
                self.its_turn_has_come(gate)
            else:
                self.time_is_up(gate)
            return
        if self.group.status is not SessionStatus.OPEN or gate != next_gate(self.script, self.group):
            return
        if timer == LEAVING:
            self.close_stretch(gate)
        elif timer == EARLIEST:
            if gate not in self.group.early:
                self.group = replace(self.group, early=(*self.group.early, gate))
            self.judge()
        elif self.group.active:
            self.close_stretch(gate)
        else:
            # Nobody is there to go on: the same time again, rather than an empty room running through the steps.
            again = self.at_most(gate) or 1
            self.set_timer(gate, DEADLINE, self.stamp.at + timedelta(minutes=again))

    def moved_on(self, gate: StepId, *, now: bool) -> None:
        """The facilitators' word: at once where nobody is to be warned, or where they say so; else announced, once."""
        warned = LEAVING in self.group.timers.get(gate, {})
        if not self.may_move_on(gate) or (warned and not now):
            return
        if warned or self.group.schedule is not None or not rhythm.absent(self.group, gate):
            # Over days, half a minute warns nobody.
            self.close_stretch(gate)
        else:
            self.adopt(rhythm.announce(self.group, gate, self.stamp.at))

    def may_move_on(self, gate: StepId) -> bool:
        """Whether facilitators may go on to that gate: it is the next one, and no pause holds the group."""
        here = self.group.status is SessionStatus.OPEN and gate == next_gate(self.script, self.group)
        return here and gate != END and self.group.paused is None and self.gate(gate).by_hand

    def clock_moved(self, event: ClockMoved) -> None:
        """A facilitator announces, puts off, stops or starts. On a gate that she no longer sees, nothing happens."""
        if self.group.status is not SessionStatus.OPEN:
            return
        at, upcoming = self.stamp.at, next_gate(self.script, self.group)
        match event:
            case MoveAnnounced(gate=gate):
                self.moved_on(gate, now=False)
            case MoveCalledOff(gate=gate):
                self.adopt(rhythm.call_off(self.group, gate))
            case DeadlineExtended(gate=gate):
                if gate == upcoming:
                    self.adopt(rhythm.extend(self.group, gate, event, at))
            case SessionPaused():
                self.adopt(rhythm.pause(self.group, event, at))
            case SessionResumed():  # pragma: no branch - the union is exhausted
                self.adopt(rhythm.resume(self.group, at))
                self.judge()

    def mode_chosen(self, event: ModeChosen) -> None:
        """From live to over days, or back: the other clock starts at the step under way. A second tap finds it done."""
        if not switching.is_possible(self.script, self.group, event):
            return
        at, schedule = self.stamp.at, None
        if event.days:
            schedule = switching.calendar(self.script, self.group, event.days, event.quiet, at)
        for gate in tuple(self.group.timers):
            self.adopt(rhythm.drop_timers(self.group, gate))
        self.group = replace(
            self.group,
            schedule=schedule,
            # Live, what lies behind the group is over.
            closed=course.group_stretch(self.script, self.group),
            early=(),
            stretch_began=at,
            epoch=self.group.epoch + 1,
        )
        self.start_clock()
        for merge in self.group.merges.values():
            if merge.pending:
                self.do(CancelGateTimers(merge.id))
                self.time_merge(merge)
        self.do(ConvertClocks())
        self.judge()

    def round_added(self, of: StepId) -> None:
        """One more step, before the gate that was the next one: its clock and who waits there are the round's now."""
        if of not in {step.id for step in added_rounds.openable(self.script, self.group)}:
            return
        one, at = added_rounds.next_round(self.script, self.group, of), self.stamp.at
        due = self.group.due(one.before)
        if due is None and self.group.schedule is None:
            minutes = planned_minutes(self.script, course.group_stretch(self.script, self.group))
            due = at + timedelta(minutes=max(1, minutes))
        people = {
            who: replace(member, arrived=tuple(one.id if gate == one.before else gate for gate in member.arrived))
            for who, member in self.group.people.items()
        }
        self.adopt(rhythm.drop_timers(self.group, one.before))
        self.group = replace(self.group, rounds=(*self.group.rounds, one), people=people, epoch=self.group.epoch + 1)
        if due is not None:
            self.set_timer(one.id, DEADLINE, due)
        self.do(ExtendCourse(one.before, one.id))

    def close_stretch(self, gate: StepId) -> None:
        """Go towards `gate` (`end`: the close): count the votes that this ends, gather what comes next, open it."""
        if self.group.pending_gate:
            if gate == END:
                self.group = replace(self.group, pending_gate=END)
            return
        if self.group.schedule is not None and gate != END:
            self.group = replace(self.group, closed=self.script.stretch_of(gate))
        open_votes = tuple(step for step in self.group.ballots if course.is_vote_open(self.group, step))
        self.group = replace(
            self.group, pending_gate=gate, closing=(*self.group.closing, *open_votes), epoch=self.group.epoch + 1
        )
        for step in open_votes:
            self.do(CloseVote(step))
        if not open_votes:
            self.prepare()

    def counted(self, result: VoteResult) -> None:
        if result.step in self.group.results or result.step not in self.group.closing:
            return
        closing = tuple(step for step in self.group.closing if step != result.step)
        self.group = replace(
            self.group,
            closing=closing,
            results={**self.group.results, result.step: result},
            epoch=self.group.epoch + 1,
        )
        ballot = self.script.step(result.step).ballot
        if isinstance(ballot, Selection):
            self.elect(self.script.pool(ballot.pool), result)
        if not closing and self.group.pending_gate:
            self.prepare()

    def recounted(self, results: Sequence[VoteResult]) -> None:
        """Ballots were withdrawn. What people have read of the first count, and answered, stays as it was."""
        if self.group.cut:
            return
        again = {one.step: one for one in results if one.step in self.group.results}
        self.group = replace(self.group, results={**self.group.results, **again}, epoch=self.group.epoch + 1)
        for step in again:
            self.do(TellFacilitators(say(Phrase.TELL_RECOUNTED, title=self.script.step(step).title)))
        if self.group.status is SessionStatus.CLOSED:
            self.do(RenewNotebook())

    def prepare(self) -> None:
        """No vote is left to count: gather what the stretch behind the gate shows or votes on, if it does."""
        gate = self.group.pending_gate
        if gate != END and self.needs_matter(gate):
            self.do(GatherMatter(gate))
        else:
            self.go_through(Matter())

    def needs_matter(self, gate: StepId) -> bool:
        steps = self.script.stretch(self.script.stretch_of(gate))
        return bool(lists.needed(self.script, steps, self.group.parameters))

    def gathered(self, gate: StepId, matter: Matter) -> None:
        # The session may have been closed while this was on its way: nothing is opened then.
        if self.group.pending_gate in (gate, END) and not self.group.closing:
            self.go_through(matter)

    def go_through(self, matter: Matter) -> None:
        gate = self.group.pending_gate
        stretch = course.group_stretch(self.script, self.group)
        results = tuple(step for step in self.group.results if self.script.stretch_of(step) == stretch)
        let_through = (
            self.group.schedule is not None and gate != END and self.group.closed < self.script.stretch_of(gate)
        )
        if not let_through:
            self.settle_merges()
            self.adopt(rhythm.drop_timers(self.group, next_gate(self.script, self.group)))
        self.group = replace(self.group, pending_gate="", reopened=(), epoch=self.group.epoch + 1)
        if gate == END:
            self.group = replace(self.group, status=SessionStatus.CLOSED)
            if self.group.results:
                self.do(SetGateTimer(END, CORRECTIONS, self.stamp.at + CORRECTION_WINDOW))
            self.do(EndSession(results))
            return
        arrived, active = self.group.arrived(gate), len(self.group.awaited)
        self.group = replace(self.group, opened_gates=(*self.group.opened_gates, gate))
        self.begin_stretch(matter)
        self.do(OpenGate(gate, results))
        if not let_through or arrived:
            title = self.script.step(gate).title
            self.do(TellFacilitators(say(Phrase.TELL_GATE_OPENED, title=title, arrived=arrived, active=active)))
        # Who had already done everything before the gate after this one is there too.
        self.judge()

    # -- what is voted on ---------------------------------------------------------------------------------------------

    def item_chosen(self, pool: Pool, item: Item, *, on: bool) -> None:
        """On the next ballot, or off it: each by itself, so that two facilitators who choose at once lose nothing."""
        chosen = self.group.chosen.get(pool.id, ())
        there = any((one.sources, one.text) == (item.sources, item.text) for one in chosen)
        if self.is_on_ballot(pool.id) or (on and there):
            return
        kept = [one for one in chosen if not set(one.sources) & set(item.sources)]
        if on and len(kept) >= self.group.room(pool):
            return
        items = [*kept, item] if on else kept
        numbered = tuple(replace(one, code=f"{pool.group_prefix}{number}") for number, one in enumerate(items, 1))
        self.group = replace(self.group, chosen={**self.group.chosen, pool.id: numbered})

    def is_on_ballot(self, pool: str) -> bool:
        """Whether a vote on the pool has opened; a round of support only prepares one."""
        return any(_votes_on(self.script.step(step), pool) for step in self.group.ballots)

    def open_ballots(self, steps: Sequence[Step], matter: Matter) -> None:
        """Freeze the items of the votes of the stretch that begins."""
        for step in steps:
            ballot = step.ballot
            if ballot is None or step.id in self.group.ballots:
                continue
            if isinstance(ballot, GradedBallot) and ballot.of:
                self.open_round(step, ballot)
                continue
            ideas = matter.ideas.get(ballot.pool, ())
            support = isinstance(ballot, Selection)
            items = self.candidates(ballot.pool, ideas) if support else self.items_of(ballot.pool, ideas)
            if items:
                self.group = replace(self.group, ballots={**self.group.ballots, step.id: items})

    def open_round(self, step: Step, form: GradedBallot) -> None:
        """A round more on the same items; none if fewer than 15 % changed in the one before."""
        items = second_rounds.items(self.script, self.group, form)
        if items:
            self.group = replace(self.group, ballots={**self.group.ballots, step.id: items})
        elif form.of in self.group.results:
            self.do(TellFacilitators(say(Phrase.TELL_SETTLED, title=step.title)))

    def proposed(self, pool_id: str, ideas: Sequence[Utterance]) -> tuple[list[Item], list[Utterance]]:
        """What facilitators and authors settled on, and the ideas that are in none of it."""
        left = self.group.left.get(pool_id, ())
        standing = {idea.id for idea in ideas}
        # Withdrawn, parked or reworded since then: nobody votes on words that are no longer their author's.
        chosen = [
            item for item in self.group.chosen.get(pool_id, ()) if not item.sources or standing & set(item.sources)
        ]
        taken = {source for item in chosen for source in item.sources}
        return chosen, [idea for idea in ideas if idea.id not in taken and idea.id not in left]

    def prepared_left_out(self, pool_id: str, codes: Sequence[ItemCode]) -> None:
        """As many of the group's may go to the vote instead; nothing is to be read there before it opens."""
        pool = next((one for one in self.script.pools if one.id == pool_id), None)
        if pool is None or self.is_on_ballot(pool_id):
            return
        before = self.group.left_out.get(pool_id, ())
        out = tuple(one.code for one in pool.prepared if one.code in codes)
        self.group = replace(self.group, left_out={**self.group.left_out, pool_id: out})
        for one in pool.prepared:
            if (one.code in out) != (one.code in before):
                phrase = Phrase.TELL_LEFT_OUT if one.code in out else Phrase.TELL_PUT_BACK
                self.do(TellFacilitators(say(phrase, text=one.text)))

    def candidates(self, pool_id: str, ideas: Sequence[Utterance]) -> tuple[Item, ...]:
        """The items of a round of support: none if the vote has room for all, or facilitators picked themselves."""
        pool = self.script.pool(pool_id)
        chosen, others = self.proposed(pool_id, ideas)
        if self.is_picked(pool_id) or len(chosen) + len(others) <= self.group.room(pool):
            return ()
        items = [*chosen, *(Item("", idea.text, Origin.GROUP, (idea.id,)) for idea in others)]
        return _numbered(SUPPORT_PREFIX, items)

    def elect(self, pool: Pool, result: VoteResult) -> None:
        """The most supported ideas go to the vote; those tied for the last seat all do."""
        ranked = [one for one in result.standings if one.score]
        last = ranked[: self.group.room(pool)][-1].rank if ranked else None
        elected = {one.code for one in ranked if last is not None and one.rank is not None and one.rank <= last}
        items = [item for item in result.items if item.code in elected]
        if items:
            chosen = _numbered(pool.group_prefix, items)
            self.group = replace(self.group, chosen={**self.group.chosen, pool.id: chosen})

    def items_of(self, pool_id: str, ideas: Sequence[Utterance]) -> tuple[Item, ...]:
        pool = self.script.pool(pool_id)
        out = self.group.left_out.get(pool_id, ())
        prepared = tuple(Item(one.code, one.text, Origin.PREPARED) for one in pool.prepared if one.code not in out)
        chosen, others = self.proposed(pool_id, ideas)
        if not self.is_picked(pool_id):
            # Merges, and the facilitators' own wordings, come beside the other ideas, not instead of them.
            room = max(self.group.room(pool) - len(chosen), 0)
            if len(others) > room:
                # Too many to grade on a phone, and nobody chose: by lot, rather than by who was quickest.
                others = list(drawn(others, lambda idea: idea.id, self.group.seed, pool_id)[:room])
            chosen += [Item("", idea.text, Origin.GROUP, (idea.id,)) for idea in others]
        return (*prepared, *_numbered(pool.group_prefix, chosen))

    def is_picked(self, pool_id: str) -> bool:
        """Whether facilitators said which ideas go on the ballot: some item chosen is an idea as it was proposed."""
        merged = {tuple(idea for idea, _ in merge.sources) for merge in self.group.merges.values() if merge.holds}
        return any(item.sources and item.sources not in merged for item in self.group.chosen.get(pool_id, ()))

    # -- merges -------------------------------------------------------------------------------------------------------

    def merge_proposed(self, event: MergeProposed) -> None:
        if event.merge in self.group.merges or self.is_on_ballot(event.pool):
            return
        pending = [one for one in self.group.merges.values() if one.pending]
        if any((one.wording, one.sources) == (event.wording, event.sources) for one in pending):
            # Asked already, by a colleague in the same moment.
            return
        merge = Merge(event.merge, event.pool, event.wording, event.sources)
        if self.would_lose_a_source(merge):
            self.do(TellFacilitators(say(Phrase.TELL_MERGE_REFUSED, wording=merge.wording)))
            return
        self.group = replace(self.group, merges={**self.group.merges, event.merge: merge})
        for author in merge.authors:
            mine = tuple(idea for idea, who in merge.sources if who == author)
            self.do(AskMerge(author, merge.id, merge.wording, mine))
        self.time_merge(merge)

    def time_merge(self, merge: Merge) -> None:
        """Its authors have two minutes, over days half a day; the vote that opens ends it before."""
        live = self.group.schedule is None
        until = self.stamp.at + MERGE_TAKES if live else agenda.merge_until(self.group, self.stamp.at)
        self.do(SetGateTimer(merge.id, MERGE, until))

    def merge_unanswered(self, merge_id: str) -> None:
        """Its time is up: silence means no, and facilitators may propose something else before the vote."""
        merge = self.group.merges.get(merge_id)
        if merge is None or not merge.pending or self.group.status is not SessionStatus.OPEN:
            return
        if self.group.paused is not None:
            self.time_merge(merge)
            return
        self.drop_merge(merge)
        self.do(TellFacilitators(say(Phrase.TELL_MERGE_UNANSWERED, wording=merge.wording)))

    def would_lose_a_source(self, merge: Merge) -> bool:
        """Whether it takes an idea out of another merge: one under way, or one that holds and is not taken up whole."""
        ideas = {idea for idea, _ in merge.sources}
        for other in self.group.merges.values():
            theirs = {idea for idea, _ in other.sources}
            if other.pool == merge.pool and theirs & ideas and (other.pending or (other.holds and not theirs <= ideas)):
                return True
        return False

    def merge_answered(self, event: MergeAnswered) -> None:
        merge = self.group.merges.get(event.merge)
        if merge is None or not merge.pending or event.participant not in merge.authors:
            return
        if event.suggestion:
            self.do(TellFacilitators(say(Phrase.TELL_MERGE_SUGGESTED, wording=merge.wording, text=event.suggestion)))
        if not event.agreed:
            self.end_merge(replace(merge, refused=(*merge.refused, event.participant)))
            return
        merge = replace(merge, agreed=tuple(dict.fromkeys((*merge.agreed, event.participant))))
        if merge.holds:
            self.end_merge(merge)
        else:
            self.group = replace(self.group, merges={**self.group.merges, merge.id: merge})

    def end_merge(self, merge: Merge) -> None:
        """A merge is decided: it takes the place of its sources on the ballot, or it does not."""
        self.group = replace(self.group, merges={**self.group.merges, merge.id: merge})
        if merge.holds:
            self.put_on_ballot(merge)
            self.do(TellFacilitators(say(Phrase.TELL_MERGE_HELD, wording=merge.wording)))
            return
        self.do(SettleMerge(merge.id, tuple(who for who in merge.authors if who not in merge.refused)))
        self.do(TellFacilitators(say(Phrase.TELL_MERGE_REFUSED, wording=merge.wording)))

    def put_on_ballot(self, merge: Merge) -> None:
        pool = self.script.pool(merge.pool)
        merged = {idea for idea, _ in merge.sources}
        kept = [item for item in self.group.chosen.get(merge.pool, ()) if not merged & set(item.sources)]
        sources = tuple(idea for idea, _ in merge.sources)
        items = _numbered(pool.group_prefix, [*kept, Item("", merge.wording, Origin.GROUP, sources)])
        self.group = replace(self.group, chosen={**self.group.chosen, merge.pool: items})

    def settle_merges(self) -> None:
        """Silence means no: what is still pending when the group goes on is over."""
        for merge in list(self.group.merges.values()):
            if merge.pending:
                self.drop_merge(merge)

    def drop_merge(self, merge: Merge) -> None:
        """Not everybody said yes in time: nothing is merged, and nobody is asked any more."""
        silent = tuple(author for author in merge.authors if author not in merge.agreed)
        over = replace(merge, refused=silent)
        self.group = replace(self.group, merges={**self.group.merges, merge.id: over})
        self.do(SettleMerge(merge.id, merge.authors))

    # -- rounds, from few people to many ------------------------------------------------------------------------------

    def form_teams(self, steps: Sequence[Step], matter: Matter) -> None:
        """Who is with whom in the rounds of the stretch that begins, and what each team has before it."""
        for step in steps:
            if step.round is not None:
                self.group = rounds.begun(self.group, step.id, step.round, matter)

    def kept(self, event: Kept) -> None:
        """What somebody keeps is told to the others of the team, without a name, once they have finished choosing."""
        team = rounds.team_of(self.group, event.round, event.participant)
        if not team:
            return
        of_round = {**self.group.kept.get(event.round, {}), event.participant: event.ideas}
        self.group = replace(self.group, kept={**self.group.kept, event.round: of_round})
        under_way = self.script.stretch_of(event.round) == course.group_stretch(self.script, self.group)
        others = rounds.others_of(self.group, event.round, event.participant)
        if event.done and others and under_way:
            numbers = rounds.numbers_of(self.group, event.round, team, event.ideas)
            self.do(TellParticipants(others, say(Phrase.KEPT_IN_TEAM, numbers=numbers)))

    # -- making ideas clearer, choosing what is debated ---------------------------------------------------------------

    def precision_asked(self, participant: ParticipantId, idea: str) -> None:
        """Its author is asked once, however many would like to know."""
        listed = next((one for many in self.group.lists.values() for one in many if one.code == idea), None)
        if listed is None or listed.author in ("", participant):
            return
        before = self.group.precisions.get(idea)
        precision = before or Precision(idea, listed.author)
        if participant in precision.asked_by:
            return
        precision = replace(precision, asked_by=(*precision.asked_by, participant))
        self.group = replace(self.group, precisions={**self.group.precisions, idea: precision})
        if precision.text:
            self.do(TellParticipants((participant,), _made_clearer(listed, precision)))
        elif before is None:
            self.do(AskPrecision(listed.author, idea, listed.text))

    def precision_given(self, event: PrecisionGiven) -> None:
        before = self.group.precisions.get(event.idea)
        if before is None or before.author != event.participant:
            return
        precision = replace(before, text=event.text, contribution=event.contribution)
        self.group = replace(self.group, precisions={**self.group.precisions, event.idea: precision})
        listed = next(one for many in self.group.lists.values() for one in many if one.code == event.idea)
        self.do(TellParticipants(precision.asked_by, _made_clearer(listed, precision)))
        self.do(TellFacilitators(say(Phrase.TELL_PRECISION, idea=listed.text, text=event.text)))

    def words_erased(self, participant: ParticipantId, contribution: str) -> None:
        """What was withdrawn or withheld is on no list any more, and nobody is asked about it."""

        def stays(author: ParticipantId, idea: str) -> bool:
            return author != participant or (contribution != "" and idea != contribution)

        kept = {
            name: tuple(one for one in listed if stays(one.author, one.code))
            for name, listed in self.group.lists.items()
        }
        precisions = {
            # Whoever asks from now on is not told, and its author is not asked again.
            idea: one if stays(one.author, one.contribution) else replace(one, text="")
            for idea, one in self.group.precisions.items()
            if stays(one.author, idea)
        }
        pinned = tuple(one for one in self.group.pinned if stays(one.author, one.contribution))
        self.group = replace(self.group, lists=kept, precisions=precisions, pinned=pinned, epoch=self.group.epoch + 1)
        if not contribution and self.group.may_recount:
            self.do(RecountVotes())

    def value_given(self, name: str, value: str) -> None:
        """Once given, a value stays: people may have read it."""
        asked = {parameter.name for parameter in self.script.parameters if parameter.later}
        if name in asked and name not in self.group.worked_out:
            worked_out = {**self.group.worked_out, name: value}
            self.group = replace(self.group, worked_out=worked_out, epoch=self.group.epoch + 1)

    def horizon_chosen(self, vote: StepId, code: str) -> None:
        """What is debated, as long as no debate shows it."""
        items = {item.code: item.text for item in self.group.ballots.get(vote, ())}
        shown = any(
            step.kind is StepKind.DEBATE
            and self.script.stretch_of(step.id) <= course.group_stretch(self.script, self.group)
            for step in self.script.steps
        )
        if code in items and not shown:
            self.group = replace(self.group, debated={**self.group.debated, vote: code})
            self.do(TellFacilitators(say(Phrase.TELL_DEBATED, text=items[code])))

    # -- putting people in touch --------------------------------------------------------------------------------------

    def introduction_proposed(self, event: IntroductionProposed) -> None:
        """Both are asked apart; neither learns that the other was asked before both agreed."""
        known = self.group.introductions
        people = set(event.people)
        again = any(set(one.people) == people and one.about == event.about for one in known.values())
        if event.introduction in known or again or len(people) < 2 or not people <= set(self.group.people):
            return
        introduction = Introduction(event.introduction, event.about, event.people, event.directly)
        self.keep_introduction(introduction)
        for person in event.people:
            self.do(AskIntroduction(person, introduction.id, introduction.about, introduction.directly))

    def keep_introduction(self, introduction: Introduction) -> None:
        introductions = {**self.group.introductions, introduction.id: introduction}
        self.group = replace(self.group, introductions=introductions)

    def introduction_answered(self, event: IntroductionAnswered) -> None:
        before = self.group.introductions.get(event.introduction)
        if before is None or not before.pending or event.participant not in before.people:
            return
        if not event.agreed:
            # What the other may have given goes with it; only who had agreed is told.
            self.keep_introduction(replace(before, refused=True, contacts={}))
            if before.agreed:
                self.do(TellParticipants(before.agreed, say(Phrase.NOT_INTRODUCED, about=before.about)))
            return
        agreed = tuple(dict.fromkeys((*before.agreed, event.participant)))
        contacts = {**before.contacts, event.participant: event.contact} if event.contact else before.contacts
        after = replace(before, agreed=agreed, contacts=contacts)
        if not after.made:
            self.keep_introduction(after)
            return
        first, second = after.people
        for person, other in ((first, second), (second, first)):
            contact = contacts.get(other, "")
            notice = say(Phrase.INTRODUCED_BY_TEAM, about=after.about)
            if after.directly and contact:
                notice = say(Phrase.INTRODUCED, about=after.about, contact=contact)
            self.do(TellParticipants((person,), notice))
        self.do(
            TellFacilitators(
                say(Phrase.TELL_INTRODUCED if after.directly else Phrase.TELL_INTRODUCE, about=after.about)
            )
        )
        self.keep_introduction(replace(after, contacts={}))


def _made_clearer(listed: Listed, precision: Precision) -> Notice:
    return say(Phrase.PRECISION_GIVEN, idea=listed.text, text=precision.text)


def _all_finished(group: Group) -> bool:
    return bool(group.active) and group.arrived(END) == len(group.awaited)


def _numbered(prefix: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The group's items under the codes of their place: RG1, RG2..."""
    return tuple(replace(item, code=f"{prefix}{number}") for number, item in enumerate(items, 1))


def _votes_on(step: Step, pool: str) -> bool:
    return step.ballot is not None and step.ballot.pool == pool and not isinstance(step.ballot, Selection)
