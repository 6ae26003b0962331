"""A whole session in memory: people, a group, a clock that moves when told to.

What `facilitation` and the store do with the engine's effects is done here with dictionaries, so that thousands of
sessions can be played in a minute and one can be played by hand in a terminal. What both have to decide the same way is
decided in `facilitation` (`sharing`, `counting`, `translate`). Not here: who says what (`random_crowd`, `play`,
`script_test`), how anything looks, messages that get lost or crash on the way (the demo has those, over HTTP).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import lists
from bot.engine.added_rounds import extended
from bot.engine.agenda import DAY
from bot.engine.ballots import ItemCode, VoteResult
from bot.engine.course import next_gate
from bot.engine.effects import (
    AskIntroduction,
    AskMerge,
    AskPrecision,
    CancelGateTimers,
    CancelTimers,
    CastBallot,
    CloseVote,
    ConvertClocks,
    CutBallots,
    EditCard,
    EndSession,
    ExtendCourse,
    FoldCard,
    ForgetPerson,
    GatherMatter,
    Notify,
    NudgeParticipants,
    OpenGate,
    ParticipantEffect,
    ProbeParticipants,
    ProposeIdea,
    Record,
    RecountVotes,
    RemoveBallot,
    RenewNotebook,
    ReopenStep,
    RestartClocks,
    SendCard,
    SessionEffect,
    SetGateTimer,
    SetStanding,
    SetTimer,
    SettleMerge,
    Standing,
    Tell,
    TellFacilitators,
    TellParticipants,
    Toast,
    WithdrawAll,
    WithdrawIdea,
    WithdrawOne,
)
from bot.engine.events import (
    AnswerGiven,
    ButtonPressed,
    ClockConverted,
    ClockRestarted,
    CloseAsked,
    CourseExtended,
    DayBegan,
    DeadlinePassed,
    Entered,
    GateOpened,
    IntroductionSubmitted,
    MatterGathered,
    MemberCheckAsked,
    MergeProposed,
    MergeSettled,
    MergeSubmitted,
    MovedOn,
    NoticeSent,
    Nudged,
    ParticipantEvent,
    PrecisionRequested,
    ProbedWithGroup,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    Stamp,
    StepReopened,
    TimerFired,
    VoteCounted,
    VotesRecounted,
)
from bot.engine.group import Group, SessionStatus
from bot.engine.matter import Matter
from bot.engine.participant import participant_step
from bot.engine.phrases import Notice, Value
from bot.engine.prompts import Button, Card
from bot.engine.rhythm import LEAVING
from bot.engine.run import Run
from bot.engine.script import GradedBallot, Script, StepId
from bot.engine.session import session_step
from bot.engine.timetable import QuietHours, Schedule
from bot.facilitation.aliases import alias
from bot.facilitation.conduct import REMINDERS
from bot.facilitation.counting import Rounds, count
from bot.facilitation.gathering import matter
from bot.facilitation.kinds import Kinds, numerous, profile_question
from bot.facilitation.records import Contribution, Idea
from bot.facilitation.sharing import ending_rounds, shared_of, shared_steps, still_pinned, untold_steps
from bot.facilitation.translate import contribution
from bot.rehearsal.seat import Seat

MORNING: Final = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
"""When a rehearsal begins unless told otherwise: a Tuesday, in working hours, far from any change of clocks."""


@dataclass(frozen=True, slots=True)
class Timer:
    """A timer that is set: `owner` is a participant, or empty for a gate's; `about` is a wait, or that gate."""

    owner: str
    about: str
    name: str


Owned = tuple[str, ParticipantEvent] | tuple[None, SessionEvent]
"""An event on its way: to a participant, or (None) to the group."""

Watch = Callable[[str, ParticipantEffect | SessionEffect], None]
"""Told of each effect once it has been applied, with the participant it came from (empty: the group)."""


class StagedSession:
    """N people and one group.

    Methods are named for what somebody does; each delivers what follows, unless `hold` is set.
    """

    def __init__(
        self,
        script: Script,
        parameters: Mapping[str, Value],
        *,
        seed: str = "seed",
        language: str = "",
        now: datetime = MORNING,
        schedule: Schedule | None = None,
        watch: Watch = lambda _who, _effect: None,
    ) -> None:
        self.script = script
        self.group = Group("s1", language or script.language, dict(parameters), seed, schedule=schedule)
        self.now = now
        self.hold = False
        self.runs: dict[str, Run] = {}
        self.seats: dict[str, Seat] = {}
        self.inbox: deque[Owned] = deque()
        self.timers: dict[Timer, datetime] = {}
        self.contributions: dict[str, Contribution] = {}
        self.ideas: dict[str, Idea] = {}
        self.ballots: dict[StepId, dict[str, dict[ItemCode, int | None]]] = {}
        self.sealed: dict[StepId, VoteResult] = {}
        self.renewed = 0
        """Versions of the notebook since the close, but for withdrawn words."""
        self.cut = False
        """Whether sealed ballots are nobody's any more."""
        self.told: list[Notice] = []
        """What the facilitators were told, oldest first."""
        self.notebooks = 0
        """How often a notebook was asked for."""
        self.forgotten: list[str] = []
        self.stamps = 0
        self._nights = schedule.quiet if schedule is not None else QuietHours()
        self._watch = watch

    # -- what people and facilitators do -------------------------------------------------------------------------------

    def enter(self, *people: str, relayed: str = "", abstains: bool = False) -> None:
        """Come in by the link, or (`relayed`) have one's answers entered by the facilitators."""
        for who in people:
            self.runs[who] = Run(who, self.group.language, relayed=relayed, abstains=abstains)
            self.seats[who] = Seat(alias(len(self.seats)))
            self.happen(who, Entered())

    def write(self, who: str, text: str, *, shown: str | None = None, doubtful: bool = False) -> int:
        """A message; `shown` is the wait it was written under, by default the current one. Gives its reference."""
        seat = self.seats[who]
        seat.messages += 1
        wait = self.runs[who].wait.id if shown is None else shown
        self.happen(who, AnswerGiven(text, seat.messages, wait, doubtful))
        return seat.messages

    def tap(self, who: str, card: Card, button: Button) -> None:
        """Tap a button of a card, be it still there or not."""
        self.happen(who, ButtonPressed(button.act, card.wait, card.rev, button.value))

    def open(self) -> None:
        """A facilitator opens the session."""
        self.happen_to_group(SessionOpened())

    def move_on(self, gate: StepId = "") -> None:
        """A facilitator goes on to the next gate, or to the one she saw; whoever is warned of it is not waited for."""
        towards = gate or next_gate(self.script, self.group)
        self.happen_to_group(MovedOn(towards, now=LEAVING in self.group.timers.get(towards, {})))
        if not self.hold and LEAVING in self.group.timers.get(towards, {}):
            self.happen_to_group(MovedOn(towards, now=True))

    def merge(self, merge: str, pool: str, wording: str, *ideas: str) -> None:
        """A facilitator proposes one wording for these ideas."""
        sources = tuple((idea, self.ideas[idea].participant) for idea in ideas)
        self.happen_to_group(MergeProposed(merge, pool, wording, sources))

    def close(self) -> None:
        """A facilitator closes the session."""
        self.happen_to_group(CloseAsked())

    def send_notebook(self) -> None:
        """A facilitator sends the notebook of the closed session: who was there is asked what they make of it."""
        if self.group.status is SessionStatus.CLOSED:
            for who in self.runs:
                self.happen(who, MemberCheckAsked())

    # -- what shows ----------------------------------------------------------------------------------------------------

    def current(self, who: str) -> Card | None:
        """The card that waits for this person's answer, as it shows now."""
        return self.seats[who].screen.get(self.runs[who].wait.id)

    # -- time ----------------------------------------------------------------------------------------------------------

    def wait(self, *, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass; what comes due happens in order."""
        self.wait_until(self.now + timedelta(minutes=minutes, seconds=seconds))

    def wait_until(self, moment: datetime) -> None:
        """Let time pass up to a moment; what comes due happens in order."""
        while (due := self.next_due()) is not None and due <= moment:
            self.fire()
        self.now = max(self.now, moment)

    def next_due(self) -> datetime | None:
        """When the earliest timer comes due."""
        return min(self.timers.values(), default=None)

    def fire(self) -> None:
        """Go to the earliest timer and let it come. Raises ValueError if none is set."""
        due, timer = min(
            ((due, timer) for timer, due in self.timers.items()),
            key=lambda one: (one[0], one[1].owner, one[1].about, one[1].name),
        )
        self.now = max(self.now, due)
        del self.timers[timer]
        if timer.owner and timer.name == DAY:
            steps = untold_steps(self.script, self.runs[timer.owner], self.group)
            shared = shared_of(self.script, self.group, steps, self.contributions.values())
            pinned = still_pinned(self.group, self.contributions.values())
            self.happen(timer.owner, DayBegan(shared, pinned))
        elif timer.owner and timer.name in REMINDERS and self._nights.cover(self.now):
            # As in `conduct`: nobody is reminded at night, nor on a Sunday.
            return
        elif timer.owner:
            self.happen(timer.owner, TimerFired(timer.name, timer.about))
        else:
            self.happen_to_group(DeadlinePassed(timer.about, timer.name))

    # -- events --------------------------------------------------------------------------------------------------------

    def happen(self, who: str, event: ParticipantEvent) -> None:
        """Something happens to a person."""
        self.inbox.append((who, event))
        if not self.hold:
            self.deliver()

    def happen_to_group(self, event: SessionEvent) -> None:
        """Something happens to the group."""
        self.inbox.append((None, event))
        if not self.hold:
            self.deliver()

    def deliver(self, at_most: int = 10_000) -> None:
        """Handle what waits, in order."""
        while self.inbox and at_most:
            at_most -= 1
            self.stamps += 1
            stamp = Stamp(self.now, f"e{self.stamps}")
            match self.inbox.popleft():
                case (None, event):
                    self.group, group_effects = self.step_group(event, stamp)
                    for group_effect in group_effects:
                        self.apply_to_group(group_effect)
                        self._watch("", group_effect)
                case (who, event) if who in self.runs:
                    self.runs[who], effects = self.step_person(who, event, stamp)
                    for effect in effects:
                        self.apply(who, effect, stamp)
                        self._watch(who, effect)
                case _:
                    # Forgotten meanwhile.
                    continue

    def step_person(self, who: str, event: ParticipantEvent, stamp: Stamp) -> tuple[Run, tuple[ParticipantEffect, ...]]:
        """What becomes of one person's run, and what is to be done."""
        return participant_step(self.script, self.runs[who], event, stamp, self.group)

    def step_group(self, event: SessionEvent, stamp: Stamp) -> tuple[Group, tuple[SessionEffect, ...]]:
        """What becomes of the group, and what is to be done."""
        return session_step(self.script, self.group, event, stamp)

    def matter(self, gate: StepId) -> Matter:
        """What the stretch behind the gate shows or votes on; of other sessions there are none here."""
        needed = lists.needed(self.script, self.script.stretch(self.script.stretch_of(gate)), self.group.parameters)
        ideas = {pool: [idea for idea in self.ideas.values() if idea.pool == pool] for pool in needed.pools}
        return matter(self.script, needed, ideas, {key: self.contributions.values() for key in needed.keys})

    # -- effects -------------------------------------------------------------------------------------------------------

    def apply(self, who: str, effect: ParticipantEffect, stamp: Stamp) -> None:
        """What a person's step asks for."""
        seat = self.seats[who]
        match effect:
            case SendCard(card=card):
                seat.cards.append(card)
                if card.wait:
                    seat.screen[card.wait] = card
            case EditCard(card=card):
                seat.cards.append(card)
                seat.screen[card.wait] = card
            case FoldCard(wait=wait):
                seat.folds.append(effect)
                seat.screen.pop(wait, None)
            case Toast(notice=notice):
                seat.toasts.append(notice)
            case Record():
                self.contributions[effect.id] = contribution(effect, self.group.id, who, stamp.at)
                if effect.supersedes:
                    self._change(effect.supersedes, superseded=True)
            case SetStanding(id=changed, standing=standing, reason=reason):
                if self.contributions[changed].standing is not Standing.WITHDRAWN:
                    self._change(changed, standing=standing, reason=reason)
            case ProposeIdea(id=idea, pool=pool, text=text, supersedes=supersedes):
                self.ideas[idea] = Idea(idea, self.group.id, who, pool, text, stamp.at)
                self._withdraw_idea(supersedes)
            case WithdrawIdea(id=idea):
                self._withdraw_idea(idea)
            case CastBallot(step=step, grades=grades):
                self.ballots.setdefault(step, {})[who] = dict(grades)
            case RemoveBallot(step=step):
                self.ballots.get(step, {}).pop(who, None)
            case SetTimer(timer=timer, wait=wait, due=due):
                self.timers[Timer(who, wait, timer)] = due
            case CancelTimers(wait=wait):
                self._cancel(who, wait)
            case Tell(event=event):
                self.inbox.append((None, event))
            case Notify(notice=notice):
                self.told.append(Notice(notice.phrase, {"who": seat.alias, **notice.values}))
            case WithdrawOne(id=withdrawn):
                while withdrawn:
                    self._change(withdrawn, text="", codes=(), reason="", standing=Standing.WITHDRAWN)
                    self._withdraw_idea(withdrawn)
                    withdrawn = self.contributions[withdrawn].supersedes
            case WithdrawAll():
                self._erase_words(who)
            case ForgetPerson():
                self.forgotten.append(who)
                del self.runs[who]

    def apply_to_group(self, effect: SessionEffect) -> None:
        """What the group's step asks for."""
        match effect:
            case OpenGate(gate=gate, results=results):
                # Over several days people are shown what others said as their own day opens.
                steps = shared_steps(self.script, gate) if self.group.schedule is None else frozenset()
                shared = shared_of(self.script, self.group, steps, self.contributions.values())
                self._to_everyone(GateOpened(gate, shared, results))
            case CloseVote(step=step):
                # Frozen since the step that asked for it; told through the inbox, as in `conduct`.
                ballots = list(self.ballots.get(step, {}).values())
                electorate = len(self.group.active)
                rounds = self._rounds(step)
                result = count(
                    self.script.step(step), self.group.ballots[step], ballots, electorate=electorate, rounds=rounds,
                    kinds=self._kinds(step),
                )  # fmt: skip
                self.sealed[step] = result
                self.inbox.append((None, VoteCounted(result)))
            case RecountVotes():
                changed = [one for step in self.group.results if (one := self._recount(step)) != self.sealed[step]]
                self.sealed |= {one.step: one for one in changed}
                self.inbox.append((None, VotesRecounted(tuple(changed))))
            case CutBallots():
                self.cut = True
            case RenewNotebook():
                self.renewed += 1
            case GatherMatter(gate=gate):
                self.inbox.append((None, MatterGathered(gate, self.matter(gate))))
            case AskPrecision(participant=participant, idea=idea, text=text):
                self.inbox.append((participant, PrecisionRequested(idea, text)))
            case AskIntroduction(participant=participant, introduction=introduction, about=about, directly=directly):
                self.inbox.append((participant, IntroductionSubmitted(introduction, about, directly)))
            case TellParticipants(participants=participants, notice=notice):
                self.inbox.extend((who, NoticeSent(notice)) for who in participants)
            case RestartClocks(seconds=seconds):
                self._to_everyone(ClockRestarted(seconds))
            case ConvertClocks():
                self._to_everyone(ClockConverted())
            case ExtendCourse(before=before, step=step):
                self.script = extended(self.script, self.group.rounds[-1:])
                self._to_everyone(CourseExtended(before, step))
            case ReopenStep(participants=participants, step=step):
                self.inbox.extend((who, StepReopened(step)) for who in participants)
            case NudgeParticipants(participants=participants, steps=steps, minutes=minutes):
                self.inbox.extend((who, Nudged(steps, minutes)) for who in participants)
            case ProbeParticipants(participants=participants, step=step, code=code):
                self.inbox.extend((who, ProbedWithGroup(step, code)) for who in participants)
            case SetGateTimer(gate=gate, timer=timer, due=due):
                self.timers[Timer("", gate, timer)] = due
            case CancelGateTimers(gate=gate):
                self._cancel("", gate)
            case AskMerge(participant=participant, merge=merge, wording=wording, ideas=ideas):
                self.inbox.append((participant, MergeSubmitted(merge, wording, ideas)))
            case SettleMerge(merge=merge, participants=participants):
                self.inbox.extend((who, MergeSettled(merge)) for who in participants)
            case EndSession(results=results):
                self.notebooks += 1
                steps = ending_rounds(self.script, self.group)
                shared = shared_of(self.script, self.group, steps, self.contributions.values())
                self._to_everyone(SessionClosed(results, shared))
            case TellFacilitators(notice=notice):
                self.told.append(notice)

    def _recount(self, step: StepId) -> VoteResult:
        ballots, electorate = list(self.ballots.get(step, {}).values()), self.sealed[step].electorate
        rounds = self._rounds(step)
        return count(
            self.script.step(step), self.group.ballots[step], ballots, electorate=electorate, rounds=rounds,
            kinds=self._kinds(step),
        )  # fmt: skip

    def _rounds(self, step: StepId) -> Rounds:
        form = self.script.step(step).ballot
        if not isinstance(form, GradedBallot) or not form.of:
            return ()
        first, second = self.ballots.get(form.of, {}), self.ballots.get(step, {})
        return [(first[who], second[who]) for who in sorted(first.keys() & second.keys())]

    def _kinds(self, step: StepId) -> Kinds:
        asked = profile_question(self.script)
        if asked is None:
            return ()
        mine = self.ballots.get(step, {})
        said = sorted((one.participant, one.codes) for one in self.contributions.values()
                      if one.key == asked.key and not one.superseded and one.participant in mine)  # fmt: skip
        return numerous([(codes, mine[who]) for who, codes in said], least=3)

    def _to_everyone(self, event: ParticipantEvent) -> None:
        self.inbox.extend((who, event) for who in self.runs)

    def _cancel(self, owner: str, about: str) -> None:
        for timer in [one for one in self.timers if (one.owner, one.about) == (owner, about)]:
            del self.timers[timer]

    def _change(self, contribution_id: str, **changes: object) -> None:
        self.contributions[contribution_id] = replace(self.contributions[contribution_id], **changes)

    def _withdraw_idea(self, idea: str) -> None:
        if idea in self.ideas:
            self.ideas[idea] = replace(self.ideas[idea], withdrawn=True)

    def _erase_words(self, who: str) -> None:
        for step, ballots in self.ballots.items():
            if not (self.cut and step in self.sealed):
                ballots.pop(who, None)
        for one in list(self.contributions.values()):
            if one.participant == who:
                self._change(one.id, text="", codes=(), reason="", standing=Standing.WITHDRAWN)
        for idea in list(self.ideas.values()):
            if idea.participant == who:
                self.ideas[idea.id] = replace(idea, text="", withdrawn=True)
