"""What happens to one participant: every transition of a run, in one place.

`participant_step` takes what happened and says what the run becomes and what is to be done. It never waits, never looks
at a clock, never fails on what a person may do: a slip is answered, not raised. Cards are made in `cards`, routes in
`course`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import (
    agenda,
    ballot_cards,
    bridge,
    cards,
    choices,
    course,
    lists,
    rhythm,
    second_rounds,
    switching,
)
from bot.engine.agenda import DAY, REMINDER
from bot.engine.balloting import marked
from bot.engine.course import END, NextDay, NextGate, NextQuestion
from bot.engine.effects import (
    CancelTimers,
    CastBallot,
    EditCard,
    FoldCard,
    ForgetPerson,
    Notify,
    ParticipantEffect,
    ProposeIdea,
    Record,
    RemoveBallot,
    SendCard,
    SetStanding,
    SetTimer,
    Standing,
    Tell,
    Toast,
    WithdrawAll,
    WithdrawIdea,
    WithdrawOne,
)
from bot.engine.events import (
    Accepted,
    AnswerEdited,
    AnswerGiven,
    AnswersAsked,
    Arrived,
    ButtonPressed,
    ClockConverted,
    ClockRestarted,
    ContributionHidden,
    ContributionId,
    ContributionParked,
    ContributionReleased,
    CourseExtended,
    DataAsked,
    DayBegan,
    Declined,
    DeliveryFailed,
    Departed,
    Entered,
    ErasureAsked,
    GateOpened,
    HourAsked,
    IntroductionAnswered,
    IntroductionSubmitted,
    Kept,
    LanguageChosen,
    LeaveAsked,
    MemberCheckAsked,
    MergeAnswered,
    MergeSettled,
    MergeSubmitted,
    NoticeSent,
    Nudged,
    ParticipantEvent,
    PersonNudged,
    PrecisionAsked,
    PrecisionGiven,
    PrecisionRequested,
    ProbeSent,
    Removed,
    Resumed,
    Returned,
    SaidInGroup,
    SessionClosed,
    Shared,
    SplitSubmitted,
    Stamp,
    StepReopened,
    TimerFired,
    UnreadableSent,
    WordsErased,
)
from bot.engine.group import Group, SessionStatus
from bot.engine.hearing import heard
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.probes import (
    COMMON,
    FROM_FACILITATORS,
    REWRITTEN,
    WORDLESS,
    is_dont_know,
    probe_text,
    protection,
    trigger,
)
from bot.engine.prompts import Act, Card
from bot.engine.reading import is_pass, option_of, split_keywords
from bot.engine.run import (
    REMEMBERED_EVENTS,
    Aside,
    AsideKind,
    Given,
    IdeaGiven,
    Run,
    Stage,
    Status,
    UncertainText,
    Wait,
)
from bot.engine.script import (
    YES,
    Agreement,
    ApprovalBallot,
    Ballot,
    Choice,
    FreeText,
    GradedBallot,
    Hour,
    Keep,
    Key,
    Keywords,
    Option,
    Pick,
    PointsBallot,
    PoolItems,
    Proposals,
    Question,
    RankingBallot,
    Script,
    Selection,
    StatementsBallot,
    Step,
    StepId,
    StepKind,
    Threshold,
    TopItems,
    Verdict,
    takes_several,
)
from bot.engine.texts import render
from bot.engine.timetable import WORTH_A_REMINDER

SETTLE_AFTER: Final = timedelta(seconds=90)
"""A gathered answer is taken as finished after that much silence: nobody stays stuck for want of a tap."""
ADDING_TAKES: Final = timedelta(minutes=10)
"""After « J'ajoute » somebody is writing: the silence may last that long."""
PROBES_A_STEP: Final = 2
EARLIER_WAITS: Final = 6
UNCERTAIN_AT_MOST: Final = 4
PROBE_ASKED: Final = "probe"
PROBE_ASKED_AGAIN: Final = "probe_2"
"""The follow-ups under which the answers to a first and to a second probe of a step are filed."""
CORRECTION: Final = "correction"
"""The follow-up of a return under which what should be put right is filed."""
PRECISION: Final = "precision"
"""The follow-up of a share under which an author's answer to « précisez » is filed."""
IN_GROUP: Final = "group-"
"""How the follow-up begins under which replies to a discussion in the group's chat are filed; its number follows."""
SEPARATE: Final = "plusieurs"
OFF_TOPIC: Final = "hors_sujet"
NOWHERE: Final = 1_000
"""The place of an idea that was set apart while its author was asked about it."""
_TYPED_DONE: Final = tuple(Option("done", label) for label in ("J'ai fini", "Fini", "Terminé", "I'm done", "Done"))
_TYPED_SPLIT: Final = (
    *(Option("yes", label) for label in ("Oui", "Oui, les séparer", "Yes", "Yes, separate them")),
    *(Option("no", label) for label in ("Non", "Non, une seule idée", "No", "No, it is one idea")),
)
"""What people type instead of tapping, where a tap was expected."""


def participant_step(
    script: Script, run: Run, event: ParticipantEvent, stamp: Stamp, group: Group
) -> tuple[Run, tuple[ParticipantEffect, ...]]:
    """What the run becomes, and what is to be done about it.

    `group` is the session's state that this step is computed against; the caller makes sure that its epoch still stands
    when the effects are written. The same stamp twice changes nothing.
    """
    if stamp.id in run.seen:
        return run, ()
    turn = _Turn(script, run, stamp, group)
    turn.happened(event)
    return replace(turn.run, seen=(*turn.run.seen, stamp.id)[-REMEMBERED_EVENTS:]), tuple(turn.effects)


def may_probe(script: Script, run: Run, probe: ProbeSent) -> bool:
    """Whether a facilitator may send that probe: two a person and step, none after « Je passe ».

    What must be rewritten before anybody reads it may be withheld whatever else has been asked. Nothing is asked twice
    of the same words: a menu stays open on an older panel.
    """
    if was_sent(run, probe):
        return False
    step = script.step_of(probe.key)
    if probe.code in REWRITTEN:
        return not run.withdrawn
    known = probe.code in FROM_FACILITATORS or probe.code in _own_probes(step) or bool(probe.words)
    return known and _counts(run, probe) and _may_ask(run, step)


def hears_in_group(run: Run, group: Group) -> bool:
    """Whether what this person replies in the group's own chat is collected: while they take part, and it is open."""
    there = run.status in (Status.ACTIVE, Status.FINISHED, Status.UNREACHABLE)
    return there and not run.withdrawn and group.status is SessionStatus.OPEN


def was_sent(run: Run, probe: ProbeSent) -> bool:
    """Whether a facilitator has asked just that of just these words."""
    return asking(probe) in run.asked_about


def asking(probe: ProbeSent) -> str:
    """How a run remembers what was asked."""
    return f"{probe.contribution}:{probe.words or probe.code}"


def may_nudge(script: Script, run: Run) -> bool:
    """Whether a facilitator may remind this person alone: asked something, silent, and not nudged or passed twice."""
    step = rhythm.silent_at(script, run)
    return bool(step) and _may_ask(run, script.step(step))


def _counts(run: Run, probe: ProbeSent) -> bool:
    """Whether the probe is about an answer that counts: not replaced since, nor set apart."""
    given = run.answers.get(probe.key)
    if given is not None and given.id == probe.contribution:
        return not given.passed
    return any(idea.id == probe.contribution for idea in run.ideas.get(probe.key, ()))


def _may_ask(run: Run, step: Step) -> bool:
    """Whether one more thing may be asked of this person about the step."""
    return run.status is Status.ACTIVE and run.probed.get(step.id, 0) < PROBES_A_STEP


def _own_probes(step: Step) -> dict[str, str]:
    """The step's own probes: code → template."""
    return {probe.code: probe.text for question in step.questions for probe in question.own_probes}


_Gesture = (
    Entered
    | Resumed
    | AnswerGiven
    | AnswerEdited
    | UnreadableSent
    | ButtonPressed
    | AnswersAsked
    | DataAsked
    | HourAsked
    | LeaveAsked
    | LanguageChosen
)
"""What only somebody who is there can do."""


class _Turn:
    """One step under way: the run as it becomes, the effects as they gather."""

    def __init__(self, script: Script, run: Run, stamp: Stamp, group: Group) -> None:
        self.original = script
        """In its own language: what is kept and what facilitators are told. All else is as this person reads it."""
        self.script = script.spoken(run.language)
        self.on_screen = run
        self.run = run
        self.stamp = stamp
        self.told = group
        self.group = heard(group, script, run.language)
        self.effects: list[ParticipantEffect] = []
        self.made = 0

    # -- what happened -----------------------------------------------------------------------------------------------

    def happened(self, event: ParticipantEvent) -> None:
        if self.run.status is Status.UNREACHABLE and isinstance(event, _Gesture):
            self.returned()
        self.forget_sealed_ballots()
        if self.group.schedule is not None and isinstance(event, _Gesture):
            self.keep_up()
            if isinstance(event, AnswerGiven) and self.run.wait.id != self.on_screen.wait.id:
                # Written before the card that has just been sent.
                event = replace(event, shown=event.shown or self.on_screen.wait.id)
        match event:
            case Entered():
                self.entered()
            case Resumed():
                self.resumed()
            case AnswerGiven():
                self.wrote(event)
            case AnswerEdited():
                self.edited(event)
            case UnreadableSent():
                self.sent_something(event)
            case SaidInGroup():
                self.said_in_group(event)
            case ButtonPressed():
                self.tapped(event)
            case AnswersAsked():
                self.do(SendCard(cards.answers_card(self.script, self.run, self.group)))
            case DataAsked():
                self.do(SendCard(cards.data_card(self.script, self.run, confirm=False)))
            case HourAsked():
                self.hour_asked()
            case LeaveAsked():
                gone = self.run.status in (Status.LEFT, Status.DECLINED)
                self.do(SendCard(cards.notice_card(self.gone_already()) if gone else cards.leave_card()))
            case LanguageChosen(language=language):
                self.run = replace(self.run, language=language)
                self.script = self.original.spoken(language)
                self.group = heard(self.told, self.original, language)
                self.show_again()
            case TimerFired(timer=timer, wait=wait):
                self.timer(timer, wait)
            case DayBegan(shared=shared, pinned=pinned):
                self.day_began(shared, pinned)
            case GateOpened():
                self.gate_opened(event)
            case SessionClosed(results=results, shared=shared):
                self.session_closed(results, shared)
            case ProbeSent():
                self.facilitator_probes(event)
            case MergeSubmitted(merge=merge, wording=wording, yours=yours):
                self.merge_submitted(merge, wording, yours)
            case MergeSettled(merge=merge):
                self.merge_settled(merge)
            case PrecisionRequested(idea=idea, text=text):
                self.precision_requested(idea, text)
            case IntroductionSubmitted():
                self.introduction_submitted(event)
            case MemberCheckAsked():
                self.member_check_asked()
            case ContributionParked(contribution=contribution):
                self.parked(contribution)
            case ContributionHidden(contribution=contribution, reason=reason):
                self.hidden(contribution, reason)
            case PersonNudged(text=text):
                self.person_nudged(text)
            case Removed():
                self.removed(event)
            case ErasureAsked():
                self.erased()
            case StepReopened(step=step):
                self.step_reopened(step)
            case SplitSubmitted():
                self.split_submitted(event)
            case ContributionReleased(contribution=contribution):
                self.released(contribution)
            case DeliveryFailed():
                self.unreachable()
            case ClockRestarted(seconds=seconds):
                self.clock_restarted(timedelta(seconds=seconds))
            case ClockConverted():
                self.clock_converted()
            case CourseExtended(before=before, step=step):
                self.course_extended(before, step)
            case Nudged(steps=steps, minutes=minutes):
                self.nudged(steps, minutes)
            case NoticeSent(notice=notice):  # pragma: no branch - the union is exhausted
                if self.is_here():
                    self.do(SendCard(cards.notice_card(notice), timely=False))

    def forget_sealed_ballots(self) -> None:
        """Once a vote is counted, nothing here says what this person graded: only that they voted."""
        sealed = tuple(step for step in self.run.votes if step in self.group.results)
        for step in sealed:
            self.may_have_reservations(step)
        self.keep_first_rounds(sealed)
        if sealed:
            kept = {step: grades for step, grades in self.run.votes.items() if step not in sealed}
            self.run = replace(self.run, votes=kept, voted=(*self.run.voted, *sealed))

    def keep_first_rounds(self, sealed: Sequence[StepId]) -> None:
        """A second round gives back what one gave in the first; nothing of it is left once that round is counted."""
        awaited = second_rounds.awaited(self.script, self.group)
        kept = {step: grades for step, grades in self.run.first_round.items() if step in awaited}
        kept |= {step: self.run.votes[step] for step in sealed if step in awaited}
        if kept != self.run.first_round:
            self.run = replace(self.run, first_round=kept)

    def may_have_reservations(self, vote: StepId) -> None:
        """Before the ballot is forgotten: the one item its owner may be asked about, if the script asks that."""
        asks = any(question.reservation_on == vote for _, question in self.script.walk())
        form = self.script.step(vote).ballot
        if not asks or not isinstance(form, GradedBallot) or self.run.status is not Status.ACTIVE:
            return
        item = lists.reserved(form, self.group.results[vote], self.run.votes[vote])
        if item:
            self.run = replace(self.run, reservations={**self.run.reservations, vote: item})

    def forget_reservations(self) -> None:
        """Who said nothing of a low grade while it was asked leaves no trace of having given it."""
        if not self.run.reservations:
            return
        for step, question in self.script.walk():
            vote = question.reservation_on
            given = self.run.answers.get(question.key)
            over = course.is_frozen(self.script, self.run, self.group, step.id)
            if vote in self.run.reservations and over and (given is None or given.passed):
                self.forget_reservation(vote)

    def forget_reservation(self, vote: StepId) -> None:
        kept = {one: item for one, item in self.run.reservations.items() if one != vote}
        self.run = replace(self.run, reservations=kept)

    def do(self, effect: ParticipantEffect) -> None:
        self.effects.append(effect)

    def toast(self, phrase: Phrase, **values: str | int) -> None:
        self.do(Toast(say(phrase, **values)))

    def is_here(self) -> bool:
        """Whether somebody may still be written to: who refused or left is left in peace."""
        return self.run.status not in (Status.DECLINED, Status.LEFT)

    def new_id(self) -> str:
        """An identifier for what this event creates: the event's, and a number."""
        self.made += 1
        return f"{self.stamp.id}.{self.made}"

    # -- coming in, coming back ---------------------------------------------------------------------------------------

    def entered(self) -> None:
        if self.group.status is SessionStatus.CLOSED:
            self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED))))
        elif self.group.status is SessionStatus.DRAFT:
            self.do(SendCard(cards.notice_card(say(Phrase.NOT_OPEN_YET))))
        elif not self.run.place:
            self.go_on("")
        else:
            self.show_again()

    def resumed(self) -> None:
        if self.run.wait.id != self.on_screen.wait.id:
            # Coming back, or what came to an end meanwhile, has just put another card on the screen.
            return
        if self.run.status is Status.LEFT:
            self.do(SendCard(cards.notice_card(self.gone_already())))
        else:
            self.entered()

    def gone_already(self) -> Notice:
        """To somebody who left, or was made to."""
        return say(Phrase.REMOVED_ALREADY if self.run.removed else Phrase.LEFT_ALREADY)

    def returned(self) -> None:
        """Any gesture shows that a person can be reached again; the group may have gone on meanwhile."""
        if not self.has_consented():
            self.run = replace(self.run, status=Status.ENTERING)
            return
        self.do(SendCard(cards.notice_card(say(Phrase.WELCOME_BACK))))
        if self.group.schedule is not None:
            missed = self.untold_results()
        else:
            own = course.own_stretch(self.script, self.run)
            missed = tuple(step for step in self.group.results if self.script.stretch_of(step) >= own)
        if self.group.status is SessionStatus.CLOSED:
            self.run = replace(self.run, status=Status.FINISHED)
            self.show_of_the_group((), missed)
            return
        self.run = replace(self.run, status=Status.ACTIVE)
        self.do(Tell(Returned(self.run.participant)))
        if self.group.schedule is not None:
            self.set_day_timer()
        elif self.is_left_behind():
            self.pushed((), missed)

    def has_consented(self) -> bool:
        return any(
            isinstance(question.accepts, Agreement) and question.key in self.run.answers
            for _, question in self.script.walk()
        )

    def show_again(self) -> None:
        """Send the current card anew, under the same wait."""
        if self.group.status is SessionStatus.CLOSED or self.run.status in (Status.LEFT, Status.DECLINED):
            closed = self.group.status is SessionStatus.CLOSED
            self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED) if closed else self.gone_already())))
        elif self.run.place and not self.goes_on_from_rest():
            self.do(SendCard(self.current_card()))

    def current_card(self, *lead: Notice) -> Card:
        return self.card_of(self.run, *lead)

    def card_of(self, run: Run, *lead: Notice) -> Card:
        """The card of the wait that a run rests at."""
        wait = run.wait
        match wait.stage:
            case Stage.ASKED:
                question = self.script.question(wait.key)
                step = self.script.step_of(wait.key)
                first = next(course.asked_of(step, run, self.group), question).key == wait.key
                return cards.question_card(self.script, run, self.group, question, lead=lead, first=first)
            case Stage.GATHERING:
                return cards.gathering_card(self.script, run, lead)
            case Stage.PROBED:
                return cards.probe_card(run, self.probe_wording(wait), lead=lead, split=wait.probe == SEPARATE)
            case Stage.VOTING:
                return ballot_cards.ballot_card(self.script, run, self.group, self.script.step_of(wait.key), lead)
            case Stage.HOUR:
                return cards.hour_card(self.script, run, lead)
            case Stage.GATED if self.group.schedule is not None:
                return cards.rest_card(self.script, run, self.group, wait.key, self.stamp.at, lead)
            case Stage.GATED | Stage.ENDED:  # pragma: no branch - the union is exhausted
                return cards.gate_card(self.script, run, self.group, wait.key, lead)

    def unreachable(self) -> None:
        if self.run.status is Status.ACTIVE:
            self.cancel_timers()
            self.do(Tell(Departed(self.run.participant)))
            self.do(Notify(say(Phrase.TELL_BLOCKED)))
        if self.run.status in (Status.ACTIVE, Status.ENTERING):
            self.run = replace(self.run, status=Status.UNREACHABLE)

    # -- going on -----------------------------------------------------------------------------------------------------

    def rest(
        self,
        stage: Stage,
        key: Key,
        *,
        probe: str = "",
        cursor: int = 0,
        asking_facilitators: bool = False,
        sent: bool = False,
        second: bool = False,
    ) -> None:
        """Rest at a new wait; the timers of the one before are no longer needed."""
        before = self.run.wait
        if self.run.serial:
            self.do(CancelTimers(before.id))
        serial = self.run.serial + 1
        self.run = replace(
            self.run,
            serial=serial,
            wait=Wait(str(serial), stage, key, 0, probe, cursor, asking_facilitators, sent, second),
            earlier=(*self.run.earlier, before)[-EARLIER_WAITS:] if self.run.serial else (),
            silence=None,
        )

    def ask(self, key: Key, *lead: Notice, timely: bool = True) -> None:
        """Put a question (or its ballot) on the screen."""
        question = self.script.question(key)
        step = self.script.step_of(key)
        if not self.run.detour:
            self.run = replace(self.run, place=key, at_gate=False)
        if isinstance(question.accepts, Ballot):
            self.rest(Stage.VOTING, key, cursor=self.first_ungraded(step))
            if step.id not in self.run.votes:
                self.do(SendCard(ballot_cards.vote_introduction_card(step, question.accepts, self.group, lead), timely))
                lead = ()
        else:
            self.rest(Stage.ASKED, key)
            first = step.counted and step.minutes and question.key == step.questions[0].key
            # Over several days minutes say nothing: the day has its own reminder.
            first = first and self.group.schedule is None
            if first and step.id not in self.run.reminded and not course.answered(step, self.run, self.group):
                self.set_silence(self.stamp.at + timedelta(minutes=step.minutes) / 2)
        self.do(SendCard(self.current_card(*lead), timely))

    def nudge(self, notice: Notice, *, timely: bool = True) -> None:
        """Say something about what is on the screen, with « Je passe » where one may."""
        wait = self.run.wait
        is_open = self.run.status is Status.ACTIVE and self.group.status is not SessionStatus.CLOSED
        asked = is_open and wait.stage is Stage.ASKED and self.script.question(wait.key).may_pass
        may_pass = asked or (is_open and wait.stage is Stage.PROBED)
        self.do(SendCard(cards.nudge_card(self.run, notice, may_pass=may_pass), timely))

    def first_ungraded(self, step: Step) -> int:
        """Where to open the ballot: the first item left, or the summary; where all is on one card, that card."""
        if not isinstance(step.ballot, Verdict):
            return 0
        items = ballot_cards.ballot_order(self.run, self.group, step)
        grades = self.run.votes.get(step.id, {})
        return next((number for number, item in enumerate(items) if item.code not in grades), len(items))

    def go_on(self, after: Key, *lead: Notice, timely: bool = True) -> None:
        """What comes after the question `after`."""
        if self.run.detour:
            following = course.next_in_step(self.script, self.run, self.group, after) if self.run.detour_whole else ""
            if following:
                self.ask(following, *lead, timely=timely)
                return
            self.come_back(*lead, timely=timely)
            return
        route = course.onward(self.script, self.run, self.group, after)
        notices = list(lead)
        if self.lacks_an_hour() and not (isinstance(route.to, NextQuestion) and self.is_same_step(after, route.to.key)):
            self.ask_hour(after, *lead)
            return
        if route.missed:
            self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, *route.missed))))
            place = course.progress(self.script, route.to.key) if isinstance(route.to, NextQuestion) else None
            if place is not None and self.script.step_of(after).always:
                notices.append(say(Phrase.LATE, n=place.number, total=place.total))
        match route.to:
            case NextQuestion(key=key):
                self.ask(key, *notices, timely=timely)
            case NextGate(gate=step) | NextDay(step=step):  # pragma: no branch - the union is exhausted
                self.rest_at(step, *notices, timely=timely)

    def rest_at(self, step: StepId, *lead: Notice, timely: bool = True) -> None:
        """Everything before the step is done: its gate has not opened, or its day has not come."""
        self.arrive(step)
        self.rest(Stage.ENDED if step == END else Stage.GATED, step)
        self.do(SendCard(self.current_card(*lead), timely))

    def arrive(self, step: StepId) -> None:
        """Be counted among those who wait there, if a gate stands before the step."""
        self.run = replace(self.run, place=step, at_gate=True)
        if step == END or self.script.step(step).gate is not None:
            self.do(Tell(Arrived(self.run.participant, step)))

    def come_back(self, *lead: Notice, timely: bool = True) -> None:
        """A detour is over: back to the place it left, or to the next step to catch up with."""
        caught_up = self.run.detour_whole
        step = self.script.step_of(self.run.detour)
        missed = tuple(one for one in self.run.missed if one != step.id)
        self.run = replace(self.run, detour="", detour_whole=False, missed=missed)
        if caught_up:
            following = self.next_missed()
            if following:
                self.catch_up(following, *lead)
                return
            lead = (*lead, say(Phrase.CAUGHT_UP))
        if self.rests_before_a_day():
            self.go_on(course.before(self.script, self.run.place), *lead, timely=timely)
        elif self.run.at_gate:
            self.rest_at(self.run.place, *lead, timely=timely)
        else:
            self.ask(self.run.place, *lead, timely=timely)

    def rests_before_a_day(self) -> bool:
        """Whether this person rests before a step that waited for its day, in a session that goes on live since."""
        if self.group.schedule is not None or not self.run.at_gate or self.run.place == END:
            return False
        return self.script.step(self.run.place).gate is None

    def next_missed(self) -> StepId:
        for step in self.run.missed:
            if course.may_catch_up(self.script, self.group, self.script.step(step)):
                return step
        return ""

    def catch_up(self, step: StepId, *lead: Notice) -> None:
        key = next(course.asked_of(self.script.step(step), self.run, self.group)).key
        self.run = replace(self.run, detour=key, detour_whole=True)
        self.ask(key, *lead)

    # -- words --------------------------------------------------------------------------------------------------------

    def wrote(self, event: AnswerGiven) -> None:
        """A message: find the question it was written for, then take it."""
        text = event.text.strip()
        if self.run.status in (Status.LEFT, Status.DECLINED):
            self.do(SendCard(cards.notice_card(self.gone_already())))
        elif not text:
            self.do(SendCard(cards.notice_card(say(Phrase.EMPTY))))
        elif self.group.status is SessionStatus.DRAFT:
            self.do(SendCard(cards.notice_card(say(Phrase.NOT_OPEN_YET))))
        elif self.answers_aside_in_words(text):
            return
        elif self.group.status is SessionStatus.CLOSED or self.run.status is Status.FINISHED:
            self.too_late(text, event.shown)
        elif not self.run.place:
            self.go_on("")
        elif event.doubtful and self.run.status is Status.ACTIVE and self.takes_text():
            self.keep_uncertain(text)
        elif event.doubtful and self.run.wait.stage is Stage.VOTING:
            # No question is open that it could be asked about: kept, told to the facilitators, and in no count.
            self.off_script(text)
        elif event.shown and event.shown != self.run.wait.id and self.wrote_for_earlier(event, text):
            return
        else:
            self.wrote_here(text, event.ref)

    def sent_something(self, event: UnreadableSent) -> None:
        """A sticker that stands for an emoji is read as one; nothing else can be, and the question stays open."""
        if event.emoji and self.run.status is Status.ACTIVE and self.takes_text():
            self.wrote(AnswerGiven(event.emoji, event.ref, event.shown, event.doubtful))
        else:
            self.nudge(say(Phrase.UNREADABLE, kind=event.kind))

    def said_in_group(self, event: SaidInGroup) -> None:
        """A reply to a discussion: kept beside the answers of its step, and no answer, idea or ballot of its own.

        Several replies to one question are one contribution, as several messages are anywhere.
        """
        text = event.text.strip()
        if not text or not hears_in_group(self.run, self.group):
            return
        key = f"{self.script.step(event.step).authored}.{IN_GROUP}{event.number}"
        before = self.run.answers.get(key, _NOTHING).refs
        # Numbers of the group's messages and of the private ones are two series: below zero, they never meet.
        ref = -event.ref
        edited = any(one == ref for one, _ in before)
        refs = tuple((one, text if one == ref else part) for one, part in before)
        refs = refs if edited else (*refs, (ref, text))
        if refs != before:
            self.rewrite(key, refs, probe=event.question)
            self.tell_withheld(key)

    def too_late(self, text: str, shown: str) -> None:
        """After the close: « votre message n'est pas perdu », but it is not counted.

        It lies with the question that its author was looking at, if that is known: a card may come a second time.
        """
        key = next(reversed(self.run.answers), "")
        if self.run.status is Status.ENTERING or not key:
            self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED))))
            return
        earlier = next((one for one in self.run.earlier if one.id == shown and one.key in self.run.answers), None)
        key = key if earlier is None else earlier.key
        self.set_aside(key, text, Standing.LATE)
        title = self.original.step_of(key).title
        self.do(Notify(say(Phrase.TELL_LATE_MESSAGE, title=title, text=text)))
        self.do(SendCard(cards.notice_card(say(Phrase.AFTER_CLOSE))))

    def takes_text(self) -> bool:
        """Whether a text could be meant for what is on the screen."""
        return self.run.wait.stage in (Stage.ASKED, Stage.GATHERING, Stage.PROBED)

    def wrote_for_earlier(self, event: AnswerGiven, text: str) -> bool:
        """A text sent before the current card was on the screen belongs to the question that was."""
        active = self.run.status is Status.ACTIVE
        wait = next((one for one in self.run.earlier if one.id == event.shown), None)
        if wait is None:
            # Older than what is remembered: its author cannot have seen the question on the screen.
            if active and self.takes_text():
                self.keep_uncertain(text)
                return True
            return False
        if wait.stage in (Stage.GATED, Stage.ENDED, Stage.VOTING, Stage.HOUR):
            self.off_script(text)
            return True
        question = self.question_at(wait.key)
        step = self.script.step_of(wait.key)
        if wait.key == self.run.wait.key and Stage.PROBED not in (wait.stage, self.run.wait.stage):
            return False
        if not isinstance(question.accepts, FreeText | Keywords | Proposals) and wait.stage is not Stage.PROBED:
            # Typed under a card of buttons that a tap has since answered: not meant for a question not yet seen.
            if active and self.takes_text():
                self.keep_uncertain(text)
                return True
            return False
        if course.is_frozen(self.script, self.run, self.group, step.id) and not self.may_still_answer(step):
            self.set_aside(wait.key, text, Standing.LATE)
            title = self.original.step_of(wait.key).title
            self.do(Notify(say(Phrase.TELL_LATE_MESSAGE, title=title, text=text)))
            self.do(SendCard(cards.notice_card(say(Phrase.AFTER_CLOSE))))
            return True
        if self.add_to_earlier(wait, question, text, event.ref):
            self.do(SendCard(cards.notice_card(say(Phrase.ADDED_TO_EARLIER, title=step.title))))
        return True

    def add_to_earlier(self, wait: Wait, question: Question, text: str, ref: int) -> bool:
        """Join a text to what was said at an earlier wait; False if it cannot be (and says so)."""
        step = self.script.step_of(wait.key)
        ideas = self.run.ideas.get(step.id, ())
        if wait.stage is Stage.PROBED and not self.takes_the_place(wait):
            key = self.probe_key(wait)
            self.append(key, text, ref, probe=wait.probe)
        elif isinstance(question.accepts, Proposals):
            key = question.key
            if any(idea.text == text for idea in ideas):
                self.do(SendCard(cards.notice_card(say(Phrase.SAID_TWICE))))
                return False
            if self.is_too_long(question, text):
                return False
            if len(ideas) >= question.accepts.at_most:
                self.set_aside(key, text, Standing.PARKED, "beyond_limit")
                self.do(SendCard(cards.notice_card(say(Phrase.NO_MORE_IDEAS, limit=question.accepts.at_most))))
                return False
            self.keep_idea(question, text, ref)
        else:
            key = wait.key
            before = self.run.answers.get(key)
            refs = (*(before.refs if before is not None else ()), (ref, text))
            if not self.rewrite(key, refs, probe=wait.probe):
                return False
        self.protects(key)
        return True

    def may_still_answer(self, step: Step) -> bool:
        return step.id in self.run.missed and course.may_catch_up(self.script, self.group, step)

    def keep_uncertain(self, text: str) -> None:
        """Kept and flagged; the person says in one tap whether it answers the question on the screen."""
        wait = self.run.wait
        contribution = self.set_aside(wait.key, text, Standing.UNCERTAIN, "which_question")
        kept = UncertainText(contribution, text, wait.id)
        self.run = replace(self.run, uncertain=(*self.run.uncertain, kept)[-UNCERTAIN_AT_MOST:])
        title = self.script.step_of(wait.key).title
        self.do(SendCard(cards.which_question_card(title, kept)))

    def wrote_here(self, text: str, ref: int) -> None:
        """A text for the question on the screen."""
        wait = self.run.wait
        match wait.stage:
            case Stage.GATED | Stage.ENDED | Stage.VOTING:
                self.off_script(text)
            case Stage.HOUR:
                self.typed_an_hour(text)
            case Stage.PROBED:
                self.answered_probe(text, ref)
            case Stage.ASKED | Stage.GATHERING:  # pragma: no branch - the union is exhausted
                self.answered(self.script.question(wait.key), text, ref)

    def off_script(self, text: str) -> None:
        self.do(Notify(say(Phrase.TELL_QUESTION, text=text)))
        self.do(SendCard(cards.notice_card(say(Phrase.OFF_SCRIPT))))
        key = next(reversed(self.run.answers))
        self.set_aside(key, text, Standing.LATE, "off_script")

    def has_several(self, question: Question) -> bool:
        """Whether something is chosen at a question that takes several options: « J'ai fini » then closes it."""
        return takes_several(question.accepts) and bool(self.run.answers.get(question.key, _NOTHING).codes)

    def answered(self, question: Question, text: str, ref: int) -> None:
        wait = self.run.wait
        match question.accepts:
            case Threshold() if wait.asking_facilitators:
                self.do(Notify(say(Phrase.TELL_QUESTION, text=text)))
                self.ask(wait.key, say(Phrase.QUESTION_PASSED_ON))
            case Choice() | Pick() | Keep() | Agreement() | Threshold():
                option = self.option_typed(question, text)
                if option is not None:
                    self.chose(question, option)
                elif self.has_several(question) and option_of(text, _TYPED_DONE) is not None:
                    self.has_chosen(question)
                elif question.may_pass and is_pass(text):
                    self.passed(question)
                else:
                    self.typed_at_a_choice(text)
            case FreeText() | Proposals() if wait.stage is Stage.GATHERING and says_done(text):
                self.finishes()
            case FreeText():
                option = self.option_typed(question, text)
                if wait.stage is Stage.ASKED and option is not None:
                    self.chose(question, option)
                elif question.may_pass and is_pass(text):
                    self.passed(question)
                else:
                    self.wrote_text(question, text, ref)
            case Keywords(at_most=at_most):
                if question.may_pass and is_pass(text):
                    self.passed(question)
                else:
                    self.wrote_keywords(question, text, ref, at_most)
            case Proposals():
                if is_pass(text) and question.may_pass:
                    self.passed(question)
                else:
                    self.wrote_idea(question, text, ref)
            case (  # pragma: no cover - a ballot is never at this stage
                GradedBallot() | StatementsBallot() | ApprovalBallot() | RankingBallot() | PointsBallot() | Selection()
            ):
                self.off_script(text)

    def option_typed(self, question: Question, text: str) -> Option | None:
        """The option whose label was typed, in whatever language of the script; or the number of its picture."""
        options = choices.options_of(question, self.run, self.group)
        pictured = choices.typed_number(question, text)
        if pictured:
            return next(one for one in options if one.code == pictured)
        others = (
            option
            for script in (self.original, *self.original.translations)
            if script is not self.script
            for option in choices.options_of(script.question(question.key), self.run, self.told)
        )
        typed = option_of(text, (*options, *others))
        return None if typed is None else next(one for one in options if one.code == typed.code)

    def labels_kept(self, question: Question, codes: Sequence[str]) -> str:
        """What was chosen, in the script's own language: kept alike, whatever language it was read in."""
        options = choices.options_of(self.original.question(question.key), self.run, self.told)
        return ", ".join(one.label for one in options if one.code in codes)

    def typed_at_a_choice(self, text: str) -> None:
        if self.run.status is Status.ACTIVE:
            self.set_aside(self.run.wait.key, text, Standing.UNCERTAIN, "typed_at_a_choice")
        self.do(SendCard(self.current_card(say(Phrase.TAP_A_BUTTON))))

    def wrote_text(self, question: Question, text: str, ref: int) -> None:
        accepts = question.accepts
        before = self.run.answers.get(question.key)
        if self.run.wait.stage is Stage.GATHERING and before is not None:
            if before.refs and before.refs[-1][1] == text:
                self.do(SendCard(self.current_card(say(Phrase.SAID_TWICE))))
                return
            self.append(question.key, text, ref)
            if not self.protects(question.key):
                self.gather(question, Phrase.ADDED)
            return
        self.keep(question.key, text, refs=((ref, text),))
        if self.probes(question, text):
            return
        if isinstance(accepts, FreeText) and accepts.gathers:
            self.gather(question, Phrase.NOTED if before is None else Phrase.REPLACED)
        else:
            self.close_card()
            self.go_on(question.key, say(Phrase.NOTED if before is None else Phrase.REPLACED))

    def gather(self, question: Question, phrase: Phrase) -> None:
        self.close_card()
        self.rest(Stage.GATHERING, question.key)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + SETTLE_AFTER))
        self.do(SendCard(self.current_card(say(phrase))))

    def close_card(self, chosen: str = "") -> None:
        """Fold the card just answered; what was chosen stays under it."""
        # As it was on the screen: the answer just given is not yet on it.
        shown = self.on_screen if self.on_screen.wait.id == self.run.wait.id else self.run
        self.do(FoldCard(self.run.wait.id, chosen, card=self.card_of(shown) if chosen else None))

    def wrote_keywords(self, question: Question, text: str, ref: int, at_most: int) -> None:
        words = split_keywords(text, at_most)
        before = self.run.answers.get(question.key)
        if not words:
            self.do(SendCard(self.current_card(say(Phrase.NO_WORD))))
        elif len(words) > at_most:
            # Everything typed is kept, but no word counts until the person has chosen.
            self.keep(question.key, text, refs=((ref, text),))
            self.close_card()
            self.rest(Stage.ASKED, question.key)
            keep_three = say(Phrase.KEEP_THREE, words=", ".join(words), limit=at_most)
            self.do(SendCard(self.current_card(keep_three)))
        else:
            self.keep(question.key, "\n".join(words), codes=words, refs=((ref, text),))
            if self.protects(question.key):
                return
            self.close_card()
            self.go_on(question.key, say(Phrase.NOTED if before is None else Phrase.REPLACED))

    def wrote_idea(self, question: Question, text: str, ref: int) -> None:
        wait = self.run.wait
        step = self.script.step_of(question.key)
        ideas = self.run.ideas.get(step.id, ())
        if any(idea.text == text for idea in ideas):
            self.do(SendCard(self.current_card(say(Phrase.SAID_TWICE))))
            return
        if self.is_too_long(question, text):
            return
        if wait.stage is Stage.ASKED and ideas:
            # Asked again (« Retour », « Changer ») : the first new sentence replaces what was proposed.
            self.withdraw_ideas(step, "replaced")
        # Separating: the first part takes the place of the message that held several ideas.
        whole = wait.stage is Stage.GATHERING and wait.probe == SEPARATE
        self.keep_idea(question, text, ref, instead_of=self.idea_asked_about() if whole else "")
        if self.probes(question, text):
            return
        self.after_idea(question)

    def is_too_long(self, question: Question, text: str) -> bool:
        """Whether a sentence is too long for a ballot; if so it is kept apart, and its author told."""
        limit = proposals_of(question).max_length
        if len(text) <= limit:
            return False
        self.set_aside(question.key, text, Standing.PARKED, "too_long")
        notice = say(Phrase.IDEA_TOO_LONG, limit=limit, length=len(text))
        here = self.run.wait.key == question.key
        self.do(SendCard(self.current_card(notice) if here else cards.notice_card(notice)))
        return True

    def withdraw_ideas(self, step: Step, reason: str) -> None:
        for idea in self.run.ideas.get(step.id, ()):
            self.do(SetStanding(idea.id, Standing.WITHDRAWN, reason))
            self.do(WithdrawIdea(idea.id))
            self.withholds_no_more(idea.id)
        self.run = replace(self.run, ideas={**self.run.ideas, step.id: ()})

    def after_idea(self, question: Question, *lead: Notice) -> None:
        step = self.script.step_of(question.key)
        lead = lead or (say(Phrase.NOTED),)
        self.close_card()
        if len(self.run.ideas.get(step.id, ())) >= proposals_of(question).at_most:
            self.go_on(question.key, *lead)
            return
        self.rest(Stage.GATHERING, question.key)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + SETTLE_AFTER))
        self.do(SendCard(self.current_card(*lead)))

    # -- keeping ------------------------------------------------------------------------------------------------------

    def keep(
        self,
        key: Key,
        text: str,
        *,
        codes: Sequence[str] = (),
        refs: tuple[tuple[int, str], ...] = (),
        probe: str = "",
        about: str = "",
        read_as: str = "",
    ) -> None:
        """Record an answer; it supersedes the one before. What holds personal data or an attack is withheld at once.

        `read_as`: how this person read it, if that is not how it is kept.
        """
        before = self.run.answers.get(key)
        supersedes = before.id if before is not None else ""
        reason = self.protection(text) if refs else ""
        contribution = self.new_id()
        step = self.script.step_of(key)
        self.do(
            Record(
                contribution,
                key,
                text,
                tuple(codes),
                supersedes=supersedes,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
                probe=probe,
                about=about or self.reserved_item(key),
                round=len(self.run.cards.get(step.id, ())),
            )
        )
        self.withholds_no_more(supersedes)
        if reason:
            self.withholds(contribution, reason)
        pool = "" if is_probe_key(key) else _pool_of(self.script.question(key))
        if pool and not reason and not is_dont_know(text, self.script.lexicon):
            self.do(ProposeIdea(contribution, pool, text, supersedes=supersedes))
        elif pool and supersedes:
            self.do(WithdrawIdea(supersedes))
        given = Given(contribution, read_as or text, tuple(codes), refs)
        answers = {one: value for one, value in self.run.answers.items() if one != key}
        self.run = replace(self.run, answers={**answers, key: given})

    def reserved_item(self, key: Key) -> str:
        """The item that the question `key` asks a reservation about, if it does."""
        vote = "" if is_probe_key(key) else self.script.question(key).reservation_on
        return self.run.reservations.get(vote, "")

    def append(self, key: Key, text: str, ref: int, *, probe: str = "") -> None:
        """One more message of the same answer."""
        before = self.run.answers.get(key)
        refs = (*(before.refs if before is not None else ()), (ref, text))
        self.keep(key, "\n".join(part for _, part in refs), refs=refs, probe=probe)

    def keep_idea(self, question: Question, text: str, ref: int, *, instead_of: str = "") -> None:
        step = self.script.step_of(question.key)
        contribution = self.new_id()
        reason = self.protection(text)
        self.do(
            Record(
                contribution,
                question.key,
                text,
                supersedes=instead_of,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
            )
        )
        self.withholds_no_more(instead_of)
        if reason:
            self.withholds(contribution, reason)
        # « jsp » is kept as it was said, and nobody reads it as an idea.
        if not reason and not is_dont_know(text, self.script.lexicon):
            self.do(ProposeIdea(contribution, proposals_of(question).pool, text, supersedes=instead_of))
        elif instead_of:
            self.do(WithdrawIdea(instead_of))
        new = IdeaGiven(contribution, text, ref)
        ideas = self.run.ideas.get(step.id, ())
        # In the place of the one it replaces: a probe under way names an idea by its place.
        mine = tuple(new if idea.id == instead_of else idea for idea in ideas) if instead_of else (*ideas, new)
        given = Given(contribution, "\n".join(idea.text for idea in mine))
        self.run = replace(
            self.run,
            ideas={**self.run.ideas, step.id: mine},
            answers={**self.run.answers, question.key: given},
        )

    def set_aside(self, key: Key, text: str, standing: Standing, reason: str = "") -> ContributionId:
        """Keep words that are no answer. What would be withheld as an answer is withheld here too."""
        hidden = self.protection(text)
        contribution = self.new_id()
        if hidden:
            standing, reason = Standing.WITHHELD, hidden
            self.withholds(contribution, hidden)
        self.do(Record(contribution, key, text, standing=standing, reason=reason))
        return contribution

    def protection(self, text: str) -> str:
        """Why a text may not be shown, empty if it may."""
        return protection(text, self.script.lexicon)

    def withholds(self, contribution: ContributionId, reason: str) -> None:
        self.run = replace(self.run, withheld={**self.run.withheld, contribution: reason})

    def withholds_no_more(self, contribution: ContributionId) -> None:
        """Replaced, withdrawn or released: nothing is left to decide."""
        if contribution in self.run.withheld:
            left = {one: reason for one, reason in self.run.withheld.items() if one != contribution}
            self.run = replace(self.run, withheld=left)

    def kept_notice(self, key: Key) -> Notice:
        """« C'est noté », or why what was just said at `key` is not shown."""
        reason = self.run.withheld.get(self.run.answers[key].id)
        return say(Phrase.NOTED) if reason is None else cards.withheld_notice(reason)

    # -- probes -------------------------------------------------------------------------------------------------------

    def probes(self, question: Question, text: str) -> bool:
        """Ask one thing more about this text, if a rule says so: one automatic probe an answer, two a step."""
        step = self.script.step_of(question.key)
        is_collection = isinstance(question.accepts, Proposals)
        code = trigger(text, question.probes, self.script.lexicon, is_collection=is_collection)
        if code is None:
            return False
        if not _may_ask(self.run, step):
            self.tell_withheld(question.key)
            return False
        # The thanks are in the probe's own words: saying « C'est noté. » first would be saying it twice.
        self.close_card()
        self.probe(question.key, code, *((say(Phrase.NOTED),) if code in REWRITTEN else ()))
        return True

    def probe(self, key: Key, code: str, *lead: Notice, sent_about: ContributionId = "") -> None:
        """Ask one thing more about the answer at `key`; of several ideas, about the one that came last.

        `sent_about`: what a facilitator asks about, when it is one who asks.
        """
        step = self.script.step_of(key)
        given = self.run.answers.get(key)
        about = sent_about or (given.id if given is not None else "")
        ideas = [idea.id for idea in self.run.ideas.get(step.id, ())]
        cursor = ideas.index(about) if about in ideas else 0
        self.run = replace(self.run, probed={**self.run.probed, step.id: self.run.probed.get(step.id, 0) + 1})
        second = f"{step.authored}.{PROBE_ASKED}" in self.run.answers
        self.rest(Stage.PROBED, key, probe=code, cursor=cursor, sent=bool(sent_about), second=second)
        self.do(SendCard(self.current_card(*lead), timely=not sent_about))

    def tell_withheld(self, key: Key) -> None:
        """Say why what was just said at `key` is not shown, where no more may be asked about it."""
        reason = self.run.withheld.get(self.run.answers[key].id)
        if reason is not None:
            self.do(SendCard(cards.notice_card(cards.withheld_notice(reason))))

    def protects(self, key: Key) -> bool:
        """Ask to rewrite what was just kept at `key`, wherever it came in, if it is withheld."""
        # Of the answer as a whole: a number may come in two messages.
        code = self.run.withheld.get(self.run.answers[key].id)
        if code is None:
            return False
        if not _may_ask(self.run, self.script.step_of(key)):
            self.tell_withheld(key)
            return False
        if key == self.run.wait.key and self.run.wait.stage in (Stage.ASKED, Stage.GATHERING):
            self.close_card()
        else:
            self.step_aside(key)
        self.probe(key, code, say(Phrase.NOTED))
        return True

    def step_aside(self, key: Key) -> None:
        """Leave what is on the screen for a question about the answer at `key`, and come back to it afterwards."""
        if self.run.wait.stage in (Stage.PROBED, Stage.GATHERING) and not self.run.detour:
            # What was being gathered is an answer already; the place moves on before the detour begins.
            self.finish_quietly()
        self.close_card()
        self.run = replace(self.run, detour=key, detour_whole=False)

    def question_at(self, key: Key) -> Question:
        """The question of a key; for the answer to a probe, the step's first."""
        return self.script.step_of(key).questions[0] if is_probe_key(key) else self.script.question(key)

    def probe_wording(self, wait: Wait) -> str:
        """The probe's text, in the script's words for the step's own probes."""
        own = _own_probes(self.script.step_of(wait.key)).get(wait.probe)
        mine = {probe.code: probe.text for probe in self.question_at(wait.key).own_probes}
        if own is not None:
            return render(mine.get(wait.probe, own), self.group.parameters)
        return probe_text(wait.probe, self.run.language) if wait.probe in COMMON else wait.probe

    def probe_key(self, wait: Wait) -> Key:
        return f"{self.script.step_of(wait.key).authored}.{PROBE_ASKED_AGAIN if wait.second else PROBE_ASKED}"

    def answered_probe(self, text: str, ref: int) -> None:
        wait = self.run.wait
        question = self.question_at(wait.key)
        separate = option_of(text, _TYPED_SPLIT) if wait.probe == SEPARATE else None
        if is_pass(text):
            self.passed_probe()
        elif separate is not None:
            self.splits(question, separate.code)
        elif self.takes_the_place(wait):
            self.rewrote(question, text, ref)
        else:
            self.append(self.probe_key(wait), text, ref, probe=wait.probe)
            self.after_probe(self.kept_notice(self.probe_key(wait)))

    def takes_the_place(self, wait: Wait) -> bool:
        """Whether what answers the probe stands instead of what it was asked about, rather than beside it."""
        if wait.probe in REWRITTEN or wait.probe == SEPARATE:
            return True
        return wait.probe in WORDLESS and not is_probe_key(wait.key) and bool(_pool_of(self.question_at(wait.key)))

    def rewrote(self, question: Question, text: str, ref: int) -> None:
        """The new wording takes the place of the first one."""
        wait = self.run.wait
        if isinstance(question.accepts, Proposals) and not is_probe_key(wait.key):
            if self.is_too_long(question, text):
                return
            self.keep_idea(question, text, ref, instead_of=self.idea_asked_about())
        else:
            given = self.run.answers.get(wait.key)
            said = given.refs if given is not None else ()
            # Of an answer in several messages only those that called for it are replaced.
            kept = tuple(part for part in said if not self.protection(part[1]))
            joined = "\n".join(part for _, part in kept)
            whole = wait.sent or wait.probe in WORDLESS or bool(self.protection(joined))
            if not self.rewrite(wait.key, (*(() if whole else kept), (ref, text)), probe=wait.probe):
                return
        self.after_probe(self.kept_notice(wait.key))

    def after_probe(self, *lead: Notice) -> None:
        wait = self.run.wait
        question = self.question_at(wait.key)
        if isinstance(question.accepts, Proposals) and not wait.sent:
            self.after_idea(question, *lead)
            return
        self.close_card()
        if wait.probe == OFF_TOPIC and not self.run.detour and wait.key not in self.run.answers:
            # What was set apart is no answer to the question, which is still open.
            self.ask(wait.key, *lead)
            return
        self.go_on(wait.key, *lead)

    def passed_probe(self) -> None:
        """« Je passe » ends it: nothing more is asked about this step."""
        step = self.script.step_of(self.run.wait.key)
        self.run = replace(self.run, probed={**self.run.probed, step.id: PROBES_A_STEP})
        self.after_probe(say(Phrase.PASSED))

    def facilitator_probes(self, sent: ProbeSent) -> None:
        """A facilitator asks one more thing about an answer, or withholds what must be said otherwise."""
        step = self.script.step_of(sent.key)
        if not may_probe(self.script, self.run, sent):
            return
        known = sent.contribution in self.run.withheld
        if sent.code in REWRITTEN:
            self.hide(sent.contribution, sent.code)
        lead = say(Phrase.FROM_FACILITATION, title=step.title)
        if _counts(self.run, sent) and _may_ask(self.run, step):
            self.step_aside(sent.key)
            self.run = replace(self.run, asked_about=(*self.run.asked_about, asking(sent)))
            self.probe(sent.key, sent.words or sent.code, lead, sent_about=sent.contribution)
        elif self.is_here() and not known:
            self.do(SendCard(cards.notice_card(lead, cards.withheld_notice(sent.code)), timely=False))

    def hide(self, contribution: ContributionId, reason: str) -> None:
        """Take it off every list, and show it to nobody until it is rewritten or released."""
        self.do(SetStanding(contribution, Standing.WITHHELD, reason))
        self.do(WithdrawIdea(contribution))
        self.withholds(contribution, reason)
        self.do(Tell(WordsErased(self.run.participant, contribution)))

    def hidden(self, contribution: ContributionId, reason: str) -> None:
        """A facilitator hides it. What was withdrawn or set apart meanwhile is on nobody's screen any more."""
        if contribution in self.run.withheld or not self.filed_at(contribution):
            return
        self.hide(contribution, reason)
        if self.is_here():
            self.do(SendCard(cards.notice_card(cards.withheld_notice(reason)), timely=False))

    def person_nudged(self, text: str) -> None:
        """A facilitator's word about the question on the screen: two a step at most, never after « Je passe »."""
        step = rhythm.silent_at(self.script, self.run)
        if not self.is_under_way() or not may_nudge(self.script, self.run):
            return
        self.run = replace(self.run, probed={**self.run.probed, step: self.run.probed.get(step, 0) + 1})
        notice = say(Phrase.ANIMATION_ASKS, text=text) if text else say(Phrase.NUDGED)
        self.nudge(notice, timely=False)

    def step_reopened(self, step_id: StepId) -> None:
        """The group goes back to a step: one may change one's answer, or give it now."""
        step = self.script.step(step_id)
        asked = next(course.asked_of(step, self.run, self.group), None)
        behind = bool(self.run.place) and course.own_stretch(self.script, self.run) > self.script.stretch_of(step_id)
        if self.is_under_way() and asked is not None and behind:
            self.do(SendCard(cards.reopened_card(step, asked.key), timely=False))

    def removed(self, event: Removed) -> None:
        """A facilitator ended this participation: said with the reason, and there is no way back in."""
        if self.run.status not in (Status.ACTIVE, Status.ENTERING, Status.UNREACHABLE):
            return
        self.goes_away(erase=not event.keep, notify=Phrase.TELL_REMOVED)
        self.run = replace(self.run, removed=True)
        phrase = Phrase.REMOVED_KEPT if event.keep else Phrase.REMOVED_ERASED
        self.do(SendCard(cards.notice_card(say(phrase, reason=event.reason)), timely=False))

    def erased(self) -> None:
        """Nothing is kept of this person, here or elsewhere: they leave if they are there, and are forgotten."""
        if self.run.status in (Status.ACTIVE, Status.ENTERING, Status.UNREACHABLE):
            self.goes_away(erase=True)
        elif not self.run.withdrawn:
            self.erase()
        self.do(ForgetPerson())

    def finish_quietly(self) -> None:
        route = course.onward(self.script, self.run, self.group, self.run.wait.key)
        self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, *route.missed))))
        match route.to:
            case NextQuestion(key=key):
                self.run = replace(self.run, place=key, at_gate=False)
            case NextGate(gate=step) | NextDay(step=step):  # pragma: no branch - the union is exhausted
                self.arrive(step)

    def parked(self, contribution: str) -> None:
        """Set apart by a facilitator, as a point to take up again.

        What its author has withdrawn stays withdrawn, and what is withheld stays so until somebody decides.
        """
        if self.run.withdrawn or contribution in self.run.withheld or contribution in self.run.taken_back:
            return
        self.do(SetStanding(contribution, Standing.PARKED))
        self.do(WithdrawIdea(contribution))
        about = self.filed_at(contribution)
        # What follows is an answer of its own: joined to these words, it would bring them back under another id.
        answers = {key: given for key, given in self.run.answers.items() if given.id != contribution}
        for step, ideas in self.run.ideas.items():
            place = next((number for number, idea in enumerate(ideas) if idea.id == contribution), None)
            if place is not None:
                left = (*ideas[:place], *ideas[place + 1 :])
                if left:
                    answers[step] = Given(left[-1].id, "\n".join(idea.text for idea in left))
                self.run = replace(self.run, ideas={**self.run.ideas, step: left}, wait=self.without_idea(step, place))
        self.run = replace(self.run, answers=answers)
        if about and self.may_link(about):
            if self.run.wait.key == about:
                self.close_card()
            else:
                self.step_aside(about)
            self.probe(about, OFF_TOPIC, say(Phrase.PARKED), sent_about=contribution)
        elif self.is_here():
            self.do(SendCard(cards.notice_card(say(Phrase.PARKED)), timely=False))

    def may_link(self, key: Key) -> bool:
        """Whether to ask what the words set apart have to do with the question.

        While it is open, and not in the middle of something: another probe, or proposals that may go on coming.
        """
        step, wait = self.script.step_of(key), self.run.wait
        busy = wait.stage is Stage.PROBED or (wait.key == key and key in self.run.ideas)
        frozen = course.is_frozen(self.script, self.run, self.group, step.id)
        return not busy and not frozen and _may_ask(self.run, step)

    def filed_at(self, contribution: ContributionId) -> Key:
        """The key of an answer or an idea that counts, of an earlier card too; empty for what is none."""
        cards_done = [given for done in self.run.cards.values() for given in done]
        ideas = {idea.id: step for step, ideas in self.run.ideas.items() for idea in ideas}
        answers = {given.id: key for many in (*cards_done, self.run.answers) for key, given in many.items()}
        return {**answers, **ideas}.get(contribution, "")

    def words_of(self, contribution: ContributionId) -> str:
        """The words of an answer or an idea that counts."""
        answers = [*(given for done in self.run.cards.values() for given in done), self.run.answers]
        said = {given.id: given.text for many in answers for given in many.values()}
        return {**said, **{idea.id: idea.text for ideas in self.run.ideas.values() for idea in ideas}}[contribution]

    def released(self, contribution: ContributionId) -> None:
        """A facilitator lets be shown what was withheld. What is no answer goes to the points to take up again."""
        reason = self.run.withheld.get(contribution)
        if reason is None:
            return
        self.withholds_no_more(contribution)
        key = self.filed_at(contribution)
        pool = "" if not key or is_probe_key(key) else _pool_of(self.script.question(key))
        if pool:
            self.do(ProposeIdea(contribution, pool, self.words_of(contribution)))
        # The reason stays with it: earlier versions of the same words are hidden all the same.
        self.do(SetStanding(contribution, Standing.KEPT if key else Standing.PARKED, reason))
        if self.is_here():
            title = self.script.step_of(key).title if key else ""
            notice = say(Phrase.RELEASED, title=title) if key else say(Phrase.PARKED)
            self.do(SendCard(cards.notice_card(notice), timely=False))

    def without_idea(self, step: StepId, place: int) -> Wait:
        """The current wait, still naming the idea it is about; a place past the last if that one is gone."""
        wait = self.run.wait
        if wait.key != step or wait.stage not in (Stage.PROBED, Stage.GATHERING) or wait.cursor < place:
            return wait
        return replace(wait, cursor=wait.cursor - 1 if wait.cursor > place else NOWHERE)

    def idea_asked_about(self) -> str:
        """The id of the idea that the current wait is about, empty if it was set apart meanwhile."""
        ideas = self.run.ideas.get(self.script.step_of(self.run.wait.key).id, ())
        return ideas[self.run.wait.cursor].id if self.run.wait.cursor < len(ideas) else ""

    # -- taps ---------------------------------------------------------------------------------------------------------

    def tapped(self, event: ButtonPressed) -> None:
        """A button. Those that are not about the current question first; then only the current wait counts."""
        run = self.run
        match event.act:
            case Act.LEAVE:
                self.leaves(event.value)
                return
            case Act.WITHDRAW:
                self.withdraws(event.value)
                return
            case Act.ASIDE:
                self.answers_aside(event.wait, event.value)
                return
            case Act.RESUME:
                self.carries_on(event.wait)
                return
            case Act.HOUR if event.wait == cards.HOUR_WAIT:
                self.changes_hour(event.value)
                return
            case _:
                pass
        if self.group.status is SessionStatus.CLOSED or run.status not in (Status.ENTERING, Status.ACTIVE):
            self.late_tap(event)
        elif event.act is Act.CHANGE:
            self.changes(event.value)
        elif event.act is Act.ADOPT:
            self.adopts(event)
        elif event.act is Act.PASS and event.wait == cards.nudge_wait(run.wait.id):
            self.do(FoldCard(event.wait))
            self.tapped_here(event)
        elif not run.place or event.wait != run.wait.id:
            self.late_tap(event)
        elif event.rev != run.wait.rev:
            self.toast(Phrase.ALREADY)
        else:
            self.tapped_here(event)

    def carries_on(self, wait: str) -> None:
        """« Continuer »; before the hour that its card names, a word says so again, and nothing is sent twice."""
        at = self.opens_later() if wait == self.run.wait.id == self.on_screen.wait.id else None
        if at is None:
            self.toast(Phrase.RESUMED)
            self.resumed()
        else:
            day, hour = agenda.schedule_of(self.group).local(at)
            self.toast(Phrase.OPENS_AT, date=day.isoformat(), hour=hour)

    def late_tap(self, event: ButtonPressed) -> None:
        """A tap on a card that is over: a polite word, and nothing changes."""
        voted = event.act in (Act.GRADE, Act.ITEM, Act.POINT, Act.TICK, Act.RANK, Act.CONFIRM)
        vote = next(
            (one.key for one in self.run.earlier if one.id == event.wait and one.stage is Stage.VOTING),
            self.run.wait.key if self.run.wait.stage is Stage.VOTING else "",
        )
        if voted and vote and not course.is_vote_open(self.group, self.script.step_of(vote).id):
            self.toast(Phrase.VOTE_NOT_COUNTED)
        elif self.group.status is SessionStatus.CLOSED:
            self.toast(Phrase.SESSION_CLOSED)
        else:
            self.toast(Phrase.STALE)

    def tapped_here(self, event: ButtonPressed) -> None:
        wait = self.run.wait
        if event.act is Act.HOUR:
            self.tapped_an_hour(event.value)
            return
        if wait.stage is Stage.HOUR:
            self.toast(Phrase.STALE)
            return
        if wait.stage in (Stage.GATED, Stage.ENDED):
            self.tapped_at_gate(event)
            return
        question = self.question_at(wait.key)
        match event.act:
            case Act.CHOOSE if wait.stage is Stage.ASKED:
                options = choices.options_of(question, self.run, self.group)
                option = next((one for one in options if one.code == event.value), None)
                if option is None:
                    self.toast(Phrase.STALE)
                else:
                    self.chose(question, option, tapped=True)
            case Act.PASS if wait.stage is Stage.PROBED:
                self.toast(Phrase.PASSED)
                self.passed_probe()
            case Act.PASS if wait.stage is Stage.ASKED and question.may_pass:
                self.toast(Phrase.PASSED)
                self.passed(question)
            case Act.DONE if wait.stage is Stage.GATHERING:
                self.toast(Phrase.NOTED)
                self.finishes()
            case Act.DONE if self.has_several(question):
                self.toast(Phrase.NOTED)
                self.has_chosen(question)
            case Act.ADD if wait.stage is Stage.GATHERING:
                self.toast(Phrase.GO_ON)
                self.do(SetTimer("settle", wait.id, self.stamp.at + ADDING_TAKES))
                self.edit(say(Phrase.GO_ON))
            case Act.KEEP if wait.stage is Stage.ASKED and self.may_keep(question):
                self.toast(Phrase.NOTED)
                self.close_card()
                self.go_on(wait.key)
            case Act.BACK if wait.stage is Stage.ASKED and not self.run.detour:
                self.goes_back(course.previous(self.script, self.run, self.group, wait.key))
            case Act.SPLIT if wait.stage is Stage.PROBED and wait.probe == SEPARATE:
                self.toast(Phrase.NOTED)
                self.splits(question, event.value)
            case Act.GRADE | Act.ITEM | Act.POINT | Act.TICK | Act.RANK | Act.CONFIRM if wait.stage is Stage.VOTING:
                self.votes(event)
            case _:
                self.toast(Phrase.STALE)

    def may_keep(self, question: Question) -> bool:
        """Whether there is an earlier answer to keep; a forged tap must not walk past the consent."""
        given = self.run.answers.get(question.key)
        return given is not None and not given.passed

    def finishes(self) -> None:
        """« J'ai fini »: what was gathered is the answer."""
        self.close_card()
        self.go_on(self.run.wait.key)

    def edit(self, *lead: Notice) -> None:
        """Replace the current card in place."""
        self.run = replace(self.run, wait=replace(self.run.wait, rev=self.run.wait.rev + 1))
        self.do(EditCard(self.current_card(*lead)))

    def tapped_at_gate(self, event: ButtonPressed) -> None:
        match event.act:
            case Act.CATCH_UP if self.next_missed():
                self.toast(Phrase.RESUMED)
                self.close_card()
                self.catch_up(self.next_missed())
            case Act.BACK:
                gate = self.run.wait.key
                self.goes_back(course.previous(self.script, self.run, self.group, "", from_gate=gate))
            case _:
                self.toast(Phrase.STALE)

    def goes_back(self, key: Key) -> None:
        if not key:
            self.toast(Phrase.STALE)
            return
        self.toast(Phrase.BACK)
        self.close_card()
        self.ask(key)

    def chose(self, question: Question, option: Option, *, tapped: bool = False) -> None:
        """An option, by a tap or by its label typed."""
        match question.accepts:
            case Agreement(decline=decline) if option == decline:
                self.declines(Phrase.DECLINED)
                return
            case Threshold(decline=decline) if option == decline:
                self.declines(Phrase.UNDER_AGE)
                return
            case Threshold(ask=ask) if option == ask:
                if tapped:
                    self.toast(Phrase.GO_ON)
                self.close_card(option.label)
                self.rest(Stage.ASKED, question.key, asking_facilitators=True)
                self.do(SendCard(cards.waiting_for_words_card(self.run, say(Phrase.WRITE_YOUR_QUESTION))))
                return
            case Threshold():
                if tapped:
                    self.toast(Phrase.NOTED)
                self.close_card(option.label)
                self.go_on(question.key)
                return
            case Agreement():
                self.run = replace(self.run, status=Status.ACTIVE)
                self.do(Tell(Accepted(self.run.participant, relayed=bool(self.run.relayed))))
            case (Choice(at_most=most) | Keep(at_most=most)) as accepts if most > 1:
                self.chose_one_of_several(question, accepts, option, tapped=tapped)
                return
            case Choice() if question.key == self.script.step_of(question.key).another:
                self.fills_in_another(question, option, tapped=tapped)
                return
            case Pick(source=source):
                self.picked(question, source.name, option, tapped=tapped)
                return
            case Keep():
                self.tell_kept(question, (option.code,), done=True)
            case _:
                pass
        before = self.run.answers.get(question.key)
        codes = (option.code,)
        self.keep(question.key, self.labels_kept(question, codes), codes=codes, read_as=option.label)
        phrase = Phrase.NOTED if before is None else Phrase.REPLACED
        if tapped:
            self.toast(phrase)
        own = next((one for one in question.own_probes if one.after == option.code), None)
        step = self.script.step_of(question.key)
        if own is not None and _may_ask(self.run, step):
            self.close_card(option.label)
            self.probe(question.key, own.code, say(phrase))
            return
        self.close_card(option.label)
        self.go_on(question.key, *(() if isinstance(question.accepts, Choice | Keep | Agreement) else (say(phrase),)))

    def chose_one_of_several(self, question: Question, accepts: Choice | Keep, option: Option, *, tapped: bool) -> None:
        """A tap adds an option or takes it back; each is kept at once, so that nothing waits for « J'ai fini »."""
        given = self.run.answers.get(question.key)
        before = () if given is None or given.passed else given.codes
        if option.code in before:
            chosen, phrase = tuple(code for code in before if code != option.code), Phrase.CHOICE_TAKEN_BACK
        elif option.code == accepts.alone:
            chosen, phrase = (option.code,), Phrase.CHOICE_ADDED
        else:
            chosen, phrase = (*(code for code in before if code != accepts.alone), option.code), Phrase.CHOICE_ADDED
        if len(chosen) > accepts.at_most:
            limit = say(Phrase.CHOICE_LIMIT, limit=accepts.at_most)
            self.do(Toast(limit) if tapped else SendCard(cards.notice_card(limit)))
            return
        if tapped:
            self.toast(phrase, label=option.label)
        labels = [one.label for one in choices.options_of(question, self.run, self.group) if one.code in chosen]
        self.keep(question.key, self.labels_kept(question, chosen), codes=chosen, read_as=", ".join(labels))
        self.tell_kept(question, chosen, done=False)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + SETTLE_AFTER))
        self.edit()

    def has_chosen(self, question: Question, *, timely: bool = True) -> None:
        """« J'ai fini », or a silence, after choosing several."""
        given = self.run.answers[question.key]
        self.tell_kept(question, given.codes, done=True)
        self.close_card(given.text)
        self.go_on(question.key, timely=timely)

    def tell_kept(self, question: Question, ideas: Sequence[str], *, done: bool) -> None:
        """What somebody keeps of their team's ideas concerns the team."""
        if isinstance(question.accepts, Keep):
            step = self.script.step_of(question.key).id
            self.do(Tell(Kept(self.run.participant, step, tuple(ideas), done)))

    def picked(self, question: Question, source: str, option: Option, *, tapped: bool) -> None:
        """A number of a list. What it stands for is somebody's words: only where they are is kept."""
        accepts = question.accepts
        listed = choices.picked(accepts, option.code, self.group) if isinstance(accepts, Pick) else None
        # Items of a closed vote are public; others' ideas and arguments are not to be copied under this person's name.
        public = isinstance(accepts, Pick) and isinstance(accepts.source, TopItems) and listed is not None
        label = listed.text if public and listed is not None else option.label
        before = self.run.answers.get(question.key)
        kept = choices.picked(accepts, option.code, self.told) if isinstance(accepts, Pick) else None
        codes = (option.code,)
        words = kept.text if public and kept is not None else self.labels_kept(question, codes)
        self.keep(question.key, words, codes=codes, about=option.code if listed is not None else "", read_as=label)
        if tapped:
            phrase = Phrase.NOTED if before is None else Phrase.REPLACED
            self.do(Toast(say(Phrase.PICKED, number=option.label) if listed is not None else say(phrase)))
        if listed is not None and isinstance(accepts, Pick) and isinstance(accepts.source, PoolItems):
            step = self.script.step_of(question.key)
            if step.kind is StepKind.SHARE:
                self.do(Tell(PrecisionAsked(self.run.participant, option.code)))
        self.close_card(label)
        self.go_on(question.key)

    def fills_in_another(self, question: Question, option: Option, *, tapped: bool) -> None:
        """Whether to fill in one more card: the answers of the one before are kept, and the form is empty again."""
        step = self.script.step_of(question.key)
        if tapped:
            self.toast(Phrase.NOTED)
        self.close_card(option.label)
        if option.code != YES:
            self.go_on(question.key, say(Phrase.CARD_DONE))
            return
        mine = {key: given for key, given in self.run.answers.items() if self.script.step_of(key).id == step.id}
        rest = {key: given for key, given in self.run.answers.items() if key not in mine}
        done = (*self.run.cards.get(step.id, ()), mine)
        self.run = replace(self.run, answers=rest, cards={**self.run.cards, step.id: done})
        self.ask(next(course.asked_of(step, self.run, self.group)).key)

    def declines(self, phrase: Phrase) -> None:
        """A refusal keeps nothing but a count."""
        self.do(FoldCard(self.run.wait.id))
        self.do(CancelTimers(self.run.wait.id))
        self.run = replace(self.run, status=Status.DECLINED, answers={})
        self.do(Tell(Declined()))
        self.do(SendCard(cards.notice_card(say(phrase))))
        self.do(ForgetPerson())

    def passed(self, question: Question) -> None:
        """« Je passe » is a real answer; never probed."""
        before = self.run.answers.get(question.key)
        step = self.script.step_of(question.key)
        if isinstance(question.accepts, Proposals):
            self.withdraw_ideas(step, "passed")
        elif before is not None and not before.passed:
            self.do(SetStanding(before.id, Standing.WITHDRAWN, "passed"))
            self.withholds_no_more(before.id)
        if before is not None and _pool_of(question):
            self.do(WithdrawIdea(before.id))
        self.tell_kept(question, (), done=False)
        given = Given("", "", passed=True)
        self.run = replace(self.run, answers={**self.run.answers, question.key: given})
        if question.reservation_on:
            self.forget_reservation(question.reservation_on)
        self.close_card()
        # Who passes the keywords is not asked to explain one, nor who has no card to fill in about its fields.
        whole = isinstance(question.accepts, Keywords) or (step.kind is StepKind.CARD and question.key == step.id)
        after = step.questions[-1].key if whole else question.key
        self.go_on(after, say(Phrase.PASSED))

    def splits(self, question: Question, value: str) -> None:
        """The answer to « Voulez-vous les séparer ? »."""
        if value != "yes":
            self.after_probe(say(Phrase.NOTED))
            return
        # The message stays an idea until its first part comes: who writes nothing more loses nothing.
        self.close_card()
        self.rest(Stage.GATHERING, question.key, probe=SEPARATE, cursor=self.run.wait.cursor)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + ADDING_TAKES))
        self.do(SendCard(self.current_card()))

    def changes(self, value: str) -> None:
        """« Changer » from `/mesreponses`, or « Modifier mon vote » at a gate."""
        key = value
        open_keys = {
            question.key for _, question, _, may in course.changeable(self.script, self.run, self.group) if may
        } | {step for step in self.run.confirmed if course.is_vote_open(self.group, step)}
        reopened = {question.key for step in self.group.reopened for question in self.script.step(step).questions}
        if key not in open_keys | reopened:
            self.toast(Phrase.CHANGE_TOO_LATE)
            return
        if self.run.detour == key and self.run.wait.stage in (Stage.ASKED, Stage.VOTING):
            self.toast(Phrase.ALREADY)
            return
        self.toast(Phrase.RESUMED)
        self.step_aside(key)
        if key not in open_keys:
            # Given now for the first time, with what the step asks next.
            self.run = replace(self.run, detour_whole=True)
        self.ask(key)

    def adopts(self, event: ButtonPressed) -> None:
        """« C'était ma réponse à cette question »: a text kept as uncertain is filed where its author says."""
        kept = next((one for one in self.run.uncertain if one.id == event.value), None)
        if kept is None or kept.wait != self.run.wait.id:
            self.toast(Phrase.STALE)
            return
        self.toast(Phrase.NOTED)
        self.run = replace(self.run, uncertain=tuple(one for one in self.run.uncertain if one.id != kept.id))
        self.do(SetStanding(kept.id, Standing.WITHDRAWN, "filed"))
        self.withholds_no_more(kept.id)
        self.do(FoldCard(cards.which_wait(kept)))
        self.wrote_here(kept.text, 0)

    # -- voting -------------------------------------------------------------------------------------------------------

    def votes(self, event: ButtonPressed) -> None:
        wait = self.run.wait
        step = self.script.step_of(wait.key)
        ballot = step.ballot
        if ballot is None or not course.is_vote_open(self.group, step.id):
            self.toast(Phrase.VOTE_NOT_COUNTED)
            return
        if event.act is Act.CONFIRM:
            self.confirms(step)
            return
        items = ballot_cards.ballot_order(self.run, self.group, step)
        given = self.run.votes.get(step.id, {})
        tapped = marked(ballot, given, event.act, event.value, items, wait.cursor)
        if tapped is None:
            self.toast(Phrase.STALE)
            return
        self.do(Toast(tapped.notice))
        if tapped.ballot is not None:
            self.run = replace(self.run, votes={**self.run.votes, step.id: tapped.ballot})
            self.do(CastBallot(step.id, tapped.ballot))
        if tapped.turn_to is not None:
            self.turn_to(tapped.turn_to)
        elif tapped.opens:
            self.run = replace(self.run, wait=replace(wait, probe=tapped.opens))
            self.edit()
        elif tapped.ballot is not None:
            self.edit()

    def confirms(self, step: Step) -> None:
        self.toast(Phrase.BALLOT_CONFIRMED)
        confirmed = tuple(dict.fromkeys((*self.run.confirmed, step.id)))
        if step.id not in self.run.votes:
            # A ballot without any grade is still a ballot: this person took part.
            self.run = replace(self.run, votes={**self.run.votes, step.id: {}})
            self.do(CastBallot(step.id, {}))
        self.run = replace(self.run, confirmed=confirmed)
        self.close_card()
        self.go_on(self.run.wait.key, say(Phrase.BALLOT_CONFIRMED))

    def turn_to(self, cursor: int) -> None:
        self.run = replace(self.run, wait=replace(self.run.wait, cursor=cursor, probe=""))
        self.edit()

    # -- the group ----------------------------------------------------------------------------------------------------

    def is_behind(self) -> bool:
        """Whether the group has gone past where this person rests."""
        return course.own_stretch(self.script, self.run) < course.group_stretch(self.script, self.group)

    def is_left_behind(self) -> bool:
        """Whether to go with the group at once: who is still being asked what everyone is asked finishes that first."""
        return self.is_behind() and (self.run.at_gate or not self.script.step_of(self.run.place).always)

    def gate_opened(self, event: GateOpened) -> None:
        if not event.gate:
            # The doors open: those who came early are asked the first question.
            if not self.run.place and self.run.status is Status.ENTERING:
                self.go_on("", timely=False)
            return
        if self.run.status is not Status.ACTIVE:
            return
        if self.group.schedule is not None:
            if self.run.hour and agenda.opens_round(self.script, event.gate):
                # It may end on the last day, on which everybody is then written to at the first hour.
                self.set_day_timer()
            self.gate_opened_meanwhile()
        elif self.is_left_behind():
            self.pushed(event.shared, event.results)
        elif not self.is_behind():
            # Two gates in a row, or an answer on the way: already further, but not to be left without the results.
            self.show_of_the_group(event.shared, event.results)

    def pushed(self, shared: Sequence[Shared], results: Sequence[StepId]) -> None:
        """The group goes on, and this person with it; an answer under way stands as it is."""
        waiting = self.run.at_gate
        notice = (
            None if waiting else say(Phrase.VOTE_CLOSED if self.run.wait.stage is Stage.VOTING else Phrase.STEP_CLOSED)
        )
        self.do(FoldCard(self.run.wait.id, notice=notice, card=None if notice is None else self.current_card()))
        self.run = replace(self.run, detour="", detour_whole=False)
        self.show_of_the_group(shared, results)
        after = self.run.place
        lead = say(Phrase.STEP_CLOSED)
        if waiting:
            # Everything before the gate is done: go on from the last question before it.
            after = course.before(self.script, after)
        self.note_missed(after)
        self.forget_reservations()
        if waiting:
            lead = self.going_on(after)
        self.go_on(after, lead, timely=False)

    def going_on(self, after: Key) -> Notice:
        """« Nous passons à la suite », with the title of what this person is asked next, if anything is."""
        latest = self.script.gates()[course.group_stretch(self.script, self.group) - 1]
        route = course.onward(self.script, self.run, self.group, after)
        step = self.script.step_of(route.to.key) if isinstance(route.to, NextQuestion) else self.script.step(latest)
        return say(Phrase.GOING_ON, title=step.title)

    def show_of_the_group(self, shared: Sequence[Shared], results: Sequence[StepId]) -> None:
        for step in results:
            self.do(SendCard(ballot_cards.result_card(self.script, self.group.results[step]), timely=False))
        for card in cards.shared_cards(self.script, self.run, self.group, shared):
            self.do(SendCard(card, timely=False))

    def note_missed(self, place: Key) -> None:
        """What was asked in the stretch now over, and left without an answer, may be caught up with."""
        step = self.script.step_of(place)
        if not step.always and not course.answered(step, self.run, self.group):
            self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, step.id))))

    def session_closed(self, results: Sequence[StepId], shared: Sequence[Shared]) -> None:
        if self.run.status not in (Status.ACTIVE, Status.ENTERING):
            return
        self.do(FoldCard(self.run.wait.id))
        self.cancel_timers()
        self.run = replace(self.run, reservations={})
        if self.run.status is Status.ACTIVE:
            self.show_of_the_group(shared, results if self.group.schedule is None else self.untold_results())
            self.run = replace(self.run, status=Status.FINISHED)
        self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED)), timely=False))

    def timer(self, timer: str, wait: str) -> None:
        """A timer counts only for the wait it was set for; those of the day belong to none."""
        if wait not in (self.run.wait.id, DAY) or not self.is_under_way():
            return
        if self.group.paused is not None and timer != "settle":
            # Nobody is hurried during a pause: what was left of the time starts again with the group.
            return
        if timer == DAY:
            self.day_began((), ())
        elif timer == REMINDER:
            if self.group.schedule is not None:
                self.remind()
        elif timer == "settle":
            self.settles()
        else:
            self.reminds()

    def reminds(self) -> None:
        """Half the time is gone without a word: said once a step, and not to who is writing. It is a probe too."""
        wait = self.run.wait
        step = self.script.step_of(wait.key)
        is_writing = any(kept.wait == wait.id for kept in self.run.uncertain)
        if self.group.schedule is not None or is_writing or not _may_ask(self.run, step):
            return
        asked = self.run.probed.get(step.id, 0) + 1
        self.run = replace(self.run, probed={**self.run.probed, step.id: asked}, reminded=(*self.run.reminded, step.id))
        self.nudge(say(Phrase.REMINDER, minutes=max(1, step.minutes // 2)), timely=False)

    def set_silence(self, due: datetime) -> None:
        """For half the time of this step; of a question asked during a pause, as if it had begun with that."""
        paused = self.group.paused
        self.run = replace(self.run, silence=due if paused is None else due - (self.stamp.at - paused.since))
        self.do(SetTimer("silence", self.run.wait.id, due))

    def clock_restarted(self, held: timedelta) -> None:
        """A pause is over: where she was, with what was left of the time."""
        if not self.is_under_way():
            return
        if self.group.schedule is not None:
            self.do(SendCard(cards.notice_card(say(Phrase.WE_RESUME_WAITING)), timely=False))
            if self.run.hour:
                self.set_day_timer()
                self.greet_if_late()
            return
        if self.run.silence is not None:
            self.set_silence(self.run.silence + held)
        wait = self.run.wait
        place = None if wait.stage in (Stage.GATED, Stage.ENDED) else course.progress(self.script, wait.key)
        lead = say(Phrase.WE_RESUME_WAITING)
        if place is not None:
            lead = say(Phrase.WE_RESUME, n=place.number, title=self.script.step_of(wait.key).title)
        self.do(SendCard(self.current_card(lead), timely=False))

    def course_extended(self, before: StepId, step: StepId) -> None:
        """Who has done everything before that gate waits for the step added before it."""
        if not self.run.at_gate or self.run.place != before:
            return
        if not self.is_under_way():
            self.run = replace(self.run, place=step)
        elif self.run.detour:
            self.arrive(step)
        else:
            self.do(FoldCard(self.run.wait.id))
            self.rest_at(step, say(Phrase.ROUND_ADDED, title=self.script.step(step).title), timely=False)

    def clock_converted(self) -> None:
        """The session goes on over days, or live: said once, with what is on the screen."""
        is_live = self.group.schedule is None
        lead = say(Phrase.NOW_LIVE) if is_live else self.new_days()
        if self.run.status is Status.UNREACHABLE and not is_live:
            self.takes_the_days()
        elif self.is_under_way() and is_live:
            self.goes_live(lead)
        elif self.is_under_way():
            self.goes_over_days(lead)
        elif self.run.status is Status.ENTERING:
            self.do(SendCard(cards.notice_card(lead), timely=False))

    def new_days(self) -> Notice:
        """Until when, and at which hour there is a message a day."""
        schedule = agenda.schedule_of(self.group)
        date, hour = schedule.local(schedule.closes_on(schedule.length))
        mine = next((one for one in agenda.settings(self.script).hours if one.code == self.run.hour), None)
        at = (mine or agenda.settings(self.script).hours[0]).at
        return say(Phrase.NOW_OVER_DAYS, date=date.isoformat(), hour=hour, at=f"{at:%H:%M}")

    def takes_the_days(self) -> None:
        """The day of what is under way is open; written to at the first hour, until another is chosen by `/heure`."""
        schedule = agenda.schedule_of(self.group)
        today = schedule.day_on(self.stamp.at)
        place = self.run.place
        here = 1 if place in ("", END) else self.script.day_of(self.script.step_of(place).id, schedule.length)
        over = range(course.over(self.script, self.group))
        told = (*self.group.results, *(step.id for number in over for step in self.script.stretch(number)))
        self.run = replace(
            self.run,
            hour=self.run.hour or agenda.settings(self.script).hours[0].code,
            day=max(today, switching.begun(self.script, self.group), here),
            greeted=today,
            told=tuple(dict.fromkeys((*self.run.told, *told))),
        )

    def goes_over_days(self, lead: Notice) -> None:
        if self.run.wait.stage is Stage.HOUR:
            # A gesture came before this word of it, and the hour is being asked already.
            return
        self.takes_the_days()
        self.set_day_timer()
        self.set_reminder()
        self.do(SendCard(self.current_card(lead), timely=False))

    def goes_live(self, lead: Notice) -> None:
        """With the group, from where it is: who rests goes on to whatever waited for its day."""
        self.do(CancelTimers(DAY))
        results = self.untold_results()
        if self.is_left_behind():
            self.do(SendCard(cards.notice_card(lead), timely=False))
            self.pushed((), results)
            return
        if self.run.detour or not (self.run.at_gate or self.run.wait.stage is Stage.HOUR):
            self.show_of_the_group((), results)
            self.do(SendCard(self.current_card(lead), timely=False))
            return
        self.do(FoldCard(self.run.wait.id))
        self.show_of_the_group((), results)
        after = course.before(self.script, self.run.place) if self.run.at_gate else self.run.wait.key
        self.go_on(after, lead, timely=False)

    def nudged(self, steps: Sequence[StepId], minutes: int) -> None:
        """The facilitators remind whoever has said nothing yet; who is writing, or has answered, is left alone."""
        if self.is_under_way() and rhythm.silent_at(self.script, self.run) in steps:
            self.nudge(say(Phrase.REMINDER, minutes=minutes) if minutes else say(Phrase.NUDGED), timely=False)

    def settles(self) -> None:
        """A silence closes the answer under way; options all taken back are no answer yet."""
        question = self.question_at(self.run.wait.key)
        if not takes_several(question.accepts) or self.run.wait.stage is not Stage.ASKED:
            self.close_card()
            self.go_on(self.run.wait.key, timely=False)
        elif self.run.answers.get(question.key, _NOTHING).codes:
            self.has_chosen(question, timely=False)

    # -- days ---------------------------------------------------------------------------------------------------------
    # Asynchronous sessions. Nobody is pushed on by the group: a person goes on when her day opens, or by a gesture of
    # hers. What came to an end meanwhile is noticed then.

    def is_under_way(self) -> bool:
        """Whether this person takes part in a session that is open."""
        return self.run.status is Status.ACTIVE and self.group.status is SessionStatus.OPEN

    def cancel_timers(self) -> None:
        self.do(CancelTimers(self.run.wait.id))
        if self.group.schedule is not None:
            self.do(CancelTimers(DAY))

    def set_day_timer(self) -> None:
        """For the next day to open at her hour."""
        self.do(SetTimer(DAY, DAY, agenda.next_opening(self.script, self.run, self.group, self.stamp.at)))

    def set_reminder(self) -> None:
        """The day's one reminder: half-way to its close."""
        due = agenda.reminder(self.script, self.group, self.stamp.at)
        if due is not None:
            self.do(SetTimer(REMINDER, DAY, due))

    def lacks_an_hour(self) -> bool:
        return self.group.schedule is not None and not self.run.hour and self.has_consented()

    def is_same_step(self, one: Key, other: Key) -> bool:
        return self.script.step_of(one).id == self.script.step_of(other).id

    def ask_hour(self, after: Key, *lead: Notice) -> None:
        """Which hour of the day suits: asked once, before anything else that counts."""
        self.rest(Stage.HOUR, after)
        self.do(SendCard(self.current_card(*lead)))

    def typed_an_hour(self, text: str) -> None:
        found = hour_named(text, agenda.settings(self.script).hours)
        if found is None or self.group.schedule is None:
            self.do(SendCard(self.current_card(say(Phrase.TAP_A_BUTTON))))
        else:
            self.chooses_hour(found)

    def tapped_an_hour(self, value: str) -> None:
        """An hour; or, without one, the wish to choose another."""
        found = next((hour for hour in agenda.settings(self.script).hours if hour.code == value), None)
        if self.group.schedule is None or self.run.wait.stage not in (Stage.HOUR, Stage.GATED):
            self.toast(Phrase.STALE)
        elif found is not None and self.run.wait.stage is Stage.HOUR:
            self.toast(Phrase.NOTED)
            self.chooses_hour(found)
        elif self.run.wait.stage is Stage.GATED:
            self.toast(Phrase.GO_ON)
            self.close_card()
            self.ask_hour(self.run.wait.key)
        else:
            self.toast(Phrase.STALE)

    def hour_asked(self) -> None:
        """`/heure`: which hour from now on; what is on the screen stays there."""
        if self.group.schedule is None:
            self.do(SendCard(cards.notice_card(say(Phrase.NO_HOUR))))
        elif self.is_under_way() and self.run.hour:
            self.do(SendCard(cards.hour_card(self.script, self.run, (), wait=cards.HOUR_WAIT)))
        else:
            self.show_again()

    def changes_hour(self, code: str) -> None:
        """Another hour, tapped on the card of `/heure`."""
        hour = next((one for one in agenda.settings(self.script).hours if one.code == code), None)
        if hour is None or self.group.schedule is None or not self.is_under_way() or not self.run.hour:
            self.toast(Phrase.STALE)
            return
        self.run = replace(self.run, hour=hour.code)
        self.set_day_timer()
        self.toast(Phrase.NOTED)
        chosen = say(Phrase.HOUR_CHOSEN, hour=f"{hour.at:%H:%M}")
        self.do(FoldCard(cards.HOUR_WAIT, notice=chosen))

    def chooses_hour(self, hour: Hour) -> None:
        first = not self.run.hour
        self.close_card(f"{hour.at:%H:%M}")
        self.run = replace(self.run, hour=hour.code)
        self.set_day_timer()
        chosen = say(Phrase.HOUR_CHOSEN, hour=f"{hour.at:%H:%M}")
        if not first:
            self.rest_at(self.run.place, chosen)
            return
        # Whoever comes in is there: the day they come on is open to them at once, whatever hour they chose.
        today = agenda.schedule_of(self.group).day_on(self.stamp.at)
        closed = range(course.over(self.script, self.group))
        told = tuple(step.id for number in closed for step in self.script.stretch(number))
        self.run = replace(self.run, day=max(self.run.day, today), greeted=today, told=told)
        self.set_reminder()
        self.go_on(self.run.wait.key, chosen)

    def keep_up(self) -> None:
        """A gesture: what came to an end or opened while nobody was looking holds for it."""
        if not self.is_under_way() or not self.run.hour:
            return
        opened = agenda.opened(self.script, self.run, self.group, self.stamp.at)
        self.run = replace(self.run, day=max(self.run.day, opened))
        if not self.is_out_of_time():
            return
        self.fold_what_is_over()
        if self.run.at_gate:
            self.rest_at(self.run.place)
        elif self.is_out_of_time():
            self.leave_what_is_over()
            if not self.goes_on_from_rest():
                self.do(SendCard(self.current_card()))
        else:
            self.ask(self.run.place)

    def is_out_of_time(self) -> bool:
        """Whether what is on the screen can be answered no more: its stretch is over, and catching up is too."""
        if self.run.at_gate and not self.run.detour:
            return False
        step = self.script.step_of(self.run.detour or self.run.place)
        return self.is_over(step) and not course.may_catch_up(self.script, self.group, step)

    def is_over(self, step: Step) -> bool:
        """Whether the group has closed the step; it may still be caught up with."""
        return self.script.stretch_of(step.id) < course.over(self.script, self.group) and not step.always

    def fold_what_is_over(self) -> None:
        voting = self.run.wait.stage is Stage.VOTING
        notice = say(Phrase.VOTE_CLOSED if voting else Phrase.STEP_CLOSED)
        self.do(FoldCard(self.run.wait.id, notice=notice, card=self.current_card()))
        self.run = replace(self.run, detour="", detour_whole=False)

    def leave_what_is_over(self) -> None:
        """Go and rest before what comes next, without a word; an answer under way stands as it is."""
        place = self.run.place
        self.note_missed(place)
        self.forget_reservations()
        route = course.onward(self.script, self.run, self.group, place)
        self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, *route.missed))))
        match route.to:
            case NextQuestion(key=key):
                self.run = replace(self.run, place=self.script.step_of(key).id, at_gate=True)
            case NextGate(gate=step) | NextDay(step=step):  # pragma: no branch - the union is exhausted
                self.arrive(step)
        self.rest(Stage.ENDED if self.run.place == END else Stage.GATED, self.run.place)

    def is_way_open(self) -> bool:
        """Whether somebody at rest may go on now."""
        if not self.run.at_gate or self.run.place == END:
            return False
        route = course.onward(self.script, self.run, self.group, course.before(self.script, self.run.place))
        return isinstance(route.to, NextQuestion)

    def opens_later(self) -> datetime | None:
        """When somebody who rests over days may go on, if that is still to come and known."""
        rests = self.group.schedule is not None and self.run.wait.stage is Stage.GATED
        if not rests or not self.is_under_way() or self.is_way_open():
            return None
        at = agenda.opens_at(self.script, self.run, self.group, self.run.wait.key, self.stamp.at)
        return at if at is not None and at > self.stamp.at else None

    def has_own_words_to_say(self) -> bool:
        """Whether what is open to this person is asked of each by themselves, rather than of the group at one time."""
        if not self.run.at_gate:
            return True
        to = course.onward(self.script, self.run, self.group, course.before(self.script, self.run.place)).to
        return isinstance(to, NextQuestion) and self.script.step_of(to.key).catch_up

    def goes_on_from_rest(self, *lead: Notice, timely: bool = True) -> bool:
        """Go on from where one rests, if the way is open by now."""
        if self.group.schedule is None or self.run.detour or not self.is_way_open():
            return False
        self.do(FoldCard(self.run.wait.id))
        self.show_of_the_group((), self.untold_results())
        self.go_on(course.before(self.script, self.run.place), *lead, timely=timely)
        return True

    def untold_results(self) -> tuple[StepId, ...]:
        """Votes counted since this person was last told of one; they count as told from now on."""
        results = tuple(step for step in self.group.results if step not in self.run.told)
        self.run = replace(self.run, told=(*self.run.told, *results))
        return results

    def gate_opened_meanwhile(self) -> None:
        """The group may go on. Who has not been written to today, and has her hour behind her, is written to now."""
        if not self.run.detour and self.is_out_of_time():
            self.fold_what_is_over()
            self.leave_what_is_over()
        if self.run.hour and self.is_way_open():
            if not self.greet_if_late() and not self.run.detour:
                # She has had her message of the day: the card she rests at says it to whoever looks.
                self.edit()
        elif self.run.at_gate and self.run.place != END and not self.run.detour:
            self.move_up()

    def move_up(self) -> None:
        """Nothing is asked of this person before the gate after this one: be counted there, without a word."""
        to = course.onward(self.script, self.run, self.group, course.before(self.script, self.run.place)).to
        if isinstance(to, NextGate) and to.gate != self.run.place:
            self.arrive(to.gate)
            self.rest(Stage.ENDED if to.gate == END else Stage.GATED, to.gate)

    def greet_if_late(self) -> bool:
        """Open the day at once for whoever was not written to today, her hour being behind her; whether that is so."""
        schedule, now = agenda.schedule_of(self.group), self.stamp.at
        today = schedule.day_on(now)
        opens = schedule.opens(today, agenda.hour_of(self.script, self.run, self.group, today))
        late = self.run.greeted < today and opens <= now < schedule.closes_on(today)
        if late:
            self.do(SetTimer(DAY, DAY, now))
        return late

    def day_began(self, shared: Sequence[Shared], pinned: Sequence[ContributionId]) -> None:
        """Her hour: the one message of the day, with what the group said and decided since, and what comes next."""
        if not self.is_under_way() or not self.run.hour or self.group.paused is not None:
            return
        if self.group.schedule is None:
            # Its timer had come due as the session went on live.
            return
        self.set_day_timer()
        schedule, now = agenda.schedule_of(self.group), self.stamp.at
        today = schedule.day_on(now)
        if self.run.greeted >= today or schedule.quiet.cover(now) or now >= schedule.closes_on(today):
            # Already there today; or late, after a stop: the next day is soon enough, rather than the night.
            return
        opened = agenda.opened(self.script, self.run, self.group, now)
        self.run = replace(self.run, day=max(self.run.day, opened))
        if agenda.votes_later(self.script, self.group, now) and not self.has_own_words_to_say():
            # One message a day: she hears of the vote as it opens, not of what is left of the day before.
            return
        planned = today <= schedule.length
        lead = say(Phrase.DAY, n=today, total=schedule.length) if planned else say(Phrase.NEXT_IS_OPEN)
        if not self.run.at_gate and self.is_over(self.script.step_of(self.run.place)):
            self.fold_what_is_over()
            self.leave_what_is_over()
        if self.is_way_open():
            self.run = replace(self.run, detour="", detour_whole=False)
            self.do(FoldCard(self.run.wait.id))
            self.crosses_bridge(pinned, today)
            steps = (self.script.step_of(one.key).id for one in shared)
            self.show_of_the_group(shared, self.untold_results())
            self.run = replace(self.run, told=tuple(dict.fromkeys((*self.run.told, *steps))))
            self.go_on(course.before(self.script, self.run.place), lead, timely=False)
        elif planned and not self.run.at_gate:
            self.crosses_bridge(pinned, today)
            self.do(SendCard(self.current_card(lead), timely=False))
        else:
            # Nothing new to do: silence. If a gate opens later in the day, that is when she hears of it.
            return
        self.run = replace(self.run, greeted=today)
        self.set_reminder()

    def crosses_bridge(self, standing: Sequence[ContributionId], today: int) -> None:
        """What facilitators chose of the days before, at the head of the day."""
        pins = bridge.unread(self.run, self.group, today, standing)
        if pins:
            self.do(SendCard(bridge.bridge_card(self.script, self.run, pins, today), timely=False))
            self.run = replace(self.run, bridged=(*self.run.bridged, *(pin.contribution for pin in pins)))

    def remind(self) -> None:
        """Once a day, half-way to the close: only who has something left to do today.

        Who rests before a gate that opens later today hears of it then.
        """
        schedule, now = agenda.schedule_of(self.group), self.stamp.at
        held = self.group.paused is not None
        if held or schedule.quiet.cover(now) or now >= schedule.closes_on(schedule.day_on(now)):
            # During a pause there is no close to hurry towards.
            return
        lead = say(Phrase.DAY_REMINDER, hour=f"{schedule.closes:%H:%M}")
        if self.goes_on_from_rest(lead, timely=False):
            return
        if self.run.at_gate and not self.run.detour:
            last = agenda.last_opening(self.script, self.group, now)
            if last is not None and now < last <= schedule.closes_on(schedule.day_on(now)) - WORTH_A_REMINDER:
                self.do(SetTimer(REMINDER, DAY, last))
            return
        self.do(SendCard(self.current_card(lead), timely=False))

    # -- beside the course ---------------------------------------------------------------------------------------------

    def ask_aside(self, aside: Aside) -> None:
        """Ask something beside the course: it has its own wait, and what is on the screen stays there."""
        self.run = replace(self.run, asides=(*self.run.asides, aside))
        self.do(SendCard(cards.aside_card(self.script, self.run, self.group, aside), timely=False))

    def merge_submitted(self, merge: str, wording: str, yours: Sequence[str]) -> None:
        if self.run.status in (Status.ACTIVE, Status.FINISHED):
            self.ask_aside(Aside(merge, AsideKind.MERGE, wording, cards.merge_wait(merge), tuple(yours)))

    def precision_requested(self, idea: str, text: str) -> None:
        """Somebody would like this person's idea made clearer."""
        if self.run.status is Status.ACTIVE:
            # Where a text is waited for already, it takes a tap to say that the next one is meant for this.
            writing = not self.takes_text() or not self.waits_for_words()
            aside = Aside(idea, AsideKind.PRECISION, text, cards.precision_wait(idea), (idea,), writing=writing)
            self.ask_aside(aside)

    def waits_for_words(self) -> bool:
        """Whether the question on the screen is answered in words."""
        words = FreeText | Keywords | Proposals
        return self.run.wait.stage is not Stage.ASKED or isinstance(self.question_at(self.run.wait.key).accepts, words)

    def introduction_submitted(self, event: IntroductionSubmitted) -> None:
        """Facilitators propose to put this person in touch with another."""
        if self.run.status in (Status.ACTIVE, Status.FINISHED) and not self.run.withdrawn:
            wait = cards.introduction_wait(event.introduction)
            aside = Aside(event.introduction, AsideKind.INTRODUCTION, event.about, wait, directly=event.directly)
            self.ask_aside(aside)

    def member_check_asked(self) -> None:
        """« Vous reconnaissez-vous dans ce cahier ? », once for each notebook that the facilitators send."""
        step = cards.checking(self.script)
        if step is None or self.run.status is not Status.FINISHED or self.run.withdrawn:
            return
        number = sum(one.kind is AsideKind.MEMBER_CHECK for one in self.run.asides) + 1
        for before in self.run.asides:
            if before.kind is AsideKind.MEMBER_CHECK and not before.answered:
                self.settle_aside(before, Phrase.STALE)
        self.ask_aside(Aside(f"{step.id}{number}", AsideKind.MEMBER_CHECK, "", cards.check_wait(number)))

    def answers_aside(self, wait: str, value: str) -> None:
        asked = next((one for one in self.run.asides if one.wait == wait), None)
        # Who has left still has a right over what was kept of them.
        gone = not self.is_here() and (asked is None or asked.kind is not AsideKind.WITHDRAWAL)
        if asked is None or asked.answered or gone:
            self.toast(Phrase.STALE if asked is None else Phrase.MERGE_OVER)
            return
        match asked.kind:
            case AsideKind.MERGE:
                self.answers_merge(asked, value)
            case AsideKind.PRECISION if value == "write":
                self.toast(Phrase.GO_ON)
                self.change_aside(replace(asked, writing=True))
            case AsideKind.PRECISION:
                self.toast(Phrase.PASSED)
                self.settle_aside(asked, Phrase.PASSED)
            case AsideKind.INTRODUCTION:
                self.answers_introduction(asked, value)
            case AsideKind.MEMBER_CHECK:
                self.answers_member_check(asked, value)
            case AsideKind.SPLIT:
                self.answers_split(asked, value)
            case AsideKind.WITHDRAWAL:  # pragma: no branch - the union is exhausted
                self.withdraws_one(asked, value)

    def answers_introduction(self, asked: Aside, value: str) -> None:
        if value == cards.LATER:
            # The card stays: « pas maintenant » is no answer yet.
            self.toast(Phrase.INTRODUCTION_LATER)
        elif value == YES and asked.directly:
            self.toast(Phrase.GO_ON)
            self.change_aside(replace(asked, writing=True))
            self.do(SendCard(cards.notice_card(say(Phrase.INTRODUCTION_CONTACT))))
        else:
            agreed = value == YES
            phrase = Phrase.INTRODUCTION_YES if agreed else Phrase.INTRODUCTION_NO
            self.toast(phrase)
            self.settle_aside(asked, phrase)
            self.do(Tell(IntroductionAnswered(asked.id, self.run.participant, agreed)))

    def answers_member_check(self, asked: Aside, value: str) -> None:
        step = cards.checking(self.script)
        option = (
            None
            if step is None
            else next(
                (one for one in choices.options_of(step.questions[0], self.run, self.group) if one.code == value), None
            )
        )
        if step is None or option is None:
            self.toast(Phrase.STALE)
            return
        codes = (option.code,)
        self.keep(step.id, self.labels_kept(step.questions[0], codes), codes=codes, read_as=option.label)
        match value:
            case "corriger":
                self.toast(Phrase.GO_ON)
                self.change_aside(replace(asked, writing=True))
                self.do(SendCard(cards.notice_card(say(Phrase.CORRECTION_WRITE))))
            case "retirer":
                self.toast(Phrase.GO_ON)
                self.offers_to_withdraw()
            case _:
                self.toast(Phrase.CHECK_NOTED)
                self.settle_aside(asked, Phrase.CHECK_NOTED)

    def offers_to_withdraw(self) -> None:
        """Their own contributions, numbered: a tap takes one back, once confirmed."""
        if not cards.own_words(self.run):
            self.do(SendCard(cards.notice_card(say(Phrase.NOTHING_TO_WITHDRAW))))
            return
        number = sum(one.kind is AsideKind.WITHDRAWAL for one in self.run.asides) + 1
        self.ask_aside(Aside(f"w{number}", AsideKind.WITHDRAWAL, "", cards.withdrawal_wait(number)))

    def withdraws_one(self, asked: Aside, value: str) -> None:
        """Chosen from the list, page after page; confirmed, or called off."""
        mine = dict(cards.own_words(self.run))
        chosen = next((one for one in asked.yours if one in mine), "")
        if value == "no":
            self.toast(Phrase.WITHDRAW_CANCELLED)
            self.settle_aside(asked, Phrase.WITHDRAW_CANCELLED)
        elif value == "yes" and chosen:
            self.settle_aside(asked, Phrase.WITHDRAWN_ONE)
            self.takes_back(chosen)
        elif value == cards.OTHERS and mine:
            self.toast(Phrase.GO_ON)
            pages = -(-len(mine) // cards.WITHDRAWN_FROM)
            self.lists_anew(replace(asked, page=(asked.page + 1) % pages, yours=()))
        elif value in mine:
            self.toast(Phrase.GO_ON)
            self.lists_anew(replace(asked, yours=(value,)))
        else:
            self.toast(Phrase.STALE)

    def lists_anew(self, asked: Aside) -> None:
        """The next page, or the words chosen, on a card of the same wait."""
        self.do(FoldCard(asked.wait))
        self.change_aside(asked)
        self.do(SendCard(cards.aside_card(self.script, self.run, self.group, asked)))

    def takes_back(self, contribution: ContributionId) -> None:
        """Its words are erased wherever they are; its author goes on, or is asked anew what is on the screen."""
        self.toast(Phrase.WITHDRAWN_ONE)
        about = self.filed_at(contribution)
        self.forget_words(contribution)
        self.do(WithdrawOne(contribution))
        self.do(Tell(WordsErased(self.run.participant, contribution)))
        self.do(Notify(say(Phrase.TELL_WITHDRAWN_ONE)))
        wait = self.run.wait
        on_screen = wait.key == about and wait.stage in (Stage.ASKED, Stage.GATHERING, Stage.PROBED)
        if on_screen and self.is_under_way() and about not in self.run.answers and not is_probe_key(about):
            # « J'ai fini » and what was asked about these words have nothing left to be about.
            self.do(FoldCard(self.run.wait.id))
            self.ask(about)

    def forget_words(self, contribution: ContributionId) -> None:
        """Out of the run too, wherever they are held."""

        def without(answers: dict[Key, Given]) -> dict[Key, Given]:
            return {key: given for key, given in answers.items() if given.id != contribution}

        ideas = {step: tuple(idea for idea in mine if idea.id != contribution) for step, mine in self.run.ideas.items()}
        done = {step: tuple(without(card) for card in of_it) for step, of_it in self.run.cards.items()}
        answers = without(self.run.answers)
        for step, mine in ideas.items():
            if mine and mine != self.run.ideas[step]:
                answers[step] = Given(mine[-1].id, "\n".join(idea.text for idea in mine))
        wait = self.run.wait
        for step, before in self.run.ideas.items():
            place = next((number for number, idea in enumerate(before) if idea.id == contribution), None)
            wait = wait if place is None else self.without_idea(step, place)
        for asked in self.run.asides:
            if contribution in asked.yours and asked.kind is not AsideKind.WITHDRAWAL and not asked.answered:
                self.settle_aside(asked, Phrase.MERGE_OVER)
        asides = tuple(replace(one, text="", yours=()) if contribution in one.yours else one for one in self.run.asides)
        taken_back = (*self.run.taken_back, contribution)
        self.run = replace(
            self.run, answers=answers, ideas=ideas, cards=done, wait=wait, asides=asides, taken_back=taken_back
        )
        self.withholds_no_more(contribution)

    def answers_merge(self, asked: Aside, value: str) -> None:
        if value == "other":
            self.toast(Phrase.GO_ON)
            self.change_aside(replace(asked, writing=True))
            self.do(SendCard(cards.notice_card(say(Phrase.MERGE_WRITE))))
            return
        agreed = value == "yes"
        self.toast(Phrase.MERGE_ACCEPTED if agreed else Phrase.MERGE_REFUSED)
        self.settle_aside(asked, Phrase.MERGE_ACCEPTED if agreed else Phrase.MERGE_REFUSED)
        self.do(Tell(MergeAnswered(asked.id, self.run.participant, agreed)))

    def split_submitted(self, event: SplitSubmitted) -> None:
        """Two ideas proposed instead of one: nothing becomes of it without its author's yes."""
        if self.may_split(event.idea):
            text = "\n".join(" ".join(part.split()) for part in event.parts)
            self.ask_aside(Aside(event.split, AsideKind.SPLIT, text, cards.split_wait(event.split), (event.idea,)))

    def may_split(self, idea: str) -> bool:
        """Whether the idea still stands as its author wrote it, and no vote has opened on it."""
        key = self.filed_at(idea)
        form = self.script.question(key).accepts if key and not is_probe_key(key) else None
        voted = {ballot.pool for step in self.group.ballots if (ballot := self.script.step(step).ballot) is not None}
        standing = idea not in self.run.withheld and any(one.id == idea for one in self.run.ideas.get(key, ()))
        return standing and isinstance(form, Proposals) and form.pool not in voted

    def answers_split(self, asked: Aside, value: str) -> None:
        (idea,) = asked.yours
        if not self.may_split(idea):
            self.toast(Phrase.MERGE_OVER)
            self.settle_aside(asked, Phrase.MERGE_OVER)
            return
        whole = self.words_of(idea)
        if value != "yes":
            self.toast(Phrase.MERGE_REFUSED)
            self.settle_aside(asked, Phrase.MERGE_REFUSED)
            self.do(Notify(say(Phrase.TELL_SPLIT_REFUSED, text=whole)))
            return
        self.toast(Phrase.SPLIT_ACCEPTED)
        self.settle_aside(asked, Phrase.SPLIT_ACCEPTED)
        question = self.script.question(self.filed_at(idea))
        first, second = asked.text.split("\n")
        self.keep_idea(question, first, 0, instead_of=idea)
        self.keep_idea(question, second, 0)
        self.do(Notify(say(Phrase.TELL_SPLIT_HELD, text=whole)))

    def answers_aside_in_words(self, text: str) -> bool:
        """The text that something beside the course was waiting for; False if nothing was."""
        asked = next((one for one in self.run.asides if one.writing and not one.answered), None)
        if asked is None or self.run.status not in (Status.ACTIVE, Status.FINISHED):
            return False
        match asked.kind:
            case AsideKind.MERGE:
                # Another wording: not a yes, and passed on.
                self.settle_aside(asked, Phrase.MERGE_REFUSED)
                self.do(SendCard(cards.notice_card(say(Phrase.MERGE_SUGGESTED))))
                self.do(Tell(MergeAnswered(asked.id, self.run.participant, agreed=False, suggestion=text)))
            case AsideKind.PRECISION:
                self.makes_clearer(asked, text)
            case AsideKind.INTRODUCTION:
                # A contact is passed on and kept nowhere: it is no contribution.
                self.settle_aside(asked, Phrase.INTRODUCTION_YES)
                self.do(Tell(IntroductionAnswered(asked.id, self.run.participant, agreed=True, contact=text)))
            case AsideKind.MEMBER_CHECK:
                self.corrects(asked, text)
            case AsideKind.WITHDRAWAL | AsideKind.SPLIT:  # pragma: no cover - they wait for no words
                return False
        return True

    def corrects(self, asked: Aside, text: str) -> None:
        """What should be put right in the notebook: for the facilitators, and annexed."""
        step = cards.checking(self.script)
        if step is not None:  # pragma: no branch - it was asked by that step
            self.set_aside(f"{step.id}.{CORRECTION}", text, Standing.KEPT)
        self.do(Notify(say(Phrase.TELL_CORRECTION, text=text)))
        self.settle_aside(asked, Phrase.CORRECTION_NOTED)
        self.do(SendCard(cards.notice_card(say(Phrase.CORRECTION_NOTED))))

    def makes_clearer(self, asked: Aside, text: str) -> None:
        """What an author meant: shown to whoever asked, unless it holds what nobody may be shown."""
        if is_pass(text):
            self.settle_aside(asked, Phrase.PASSED)
            return
        sharing = next(step for step in self.script.steps if step.kind is StepKind.SHARE)
        contribution = self.new_id()
        reason = self.protection(text)
        self.do(
            Record(
                contribution,
                f"{sharing.id}.{PRECISION}",
                text,
                standing=Standing.WITHHELD if reason else Standing.KEPT,
                reason=reason,
                about=asked.id,
            )
        )
        if reason:
            self.withholds(contribution, reason)
            # The question stays: the next text takes this one's place.
            self.do(SendCard(cards.plain_card(probe_text(reason, self.run.language))))
            return
        self.settle_aside(asked, Phrase.PRECISION_THANKS)
        self.do(Tell(PrecisionGiven(self.run.participant, asked.id, text, contribution)))

    def merge_settled(self, merge: str) -> None:
        asked = next((one for one in self.run.asides if one.id == merge and one.kind is AsideKind.MERGE), None)
        if asked is not None and not asked.answered:
            self.settle_aside(asked, Phrase.MERGE_OVER)

    def settle_aside(self, asked: Aside, phrase: Phrase) -> None:
        self.change_aside(replace(asked, answered=True, writing=False))
        self.do(FoldCard(asked.wait, notice=say(phrase)))

    def change_aside(self, asked: Aside) -> None:
        self.run = replace(self.run, asides=tuple(asked if one.wait == asked.wait else one for one in self.run.asides))

    # -- edits, leaving -----------------------------------------------------------------------------------------------

    def edited(self, event: AnswerEdited) -> None:
        """An edited message updates the answer it was part of, and the bot says so."""
        text = event.text.strip()
        for step_id, ideas in self.run.ideas.items():
            idea = next((one for one in ideas if one.ref == event.ref), None)
            if idea is not None:
                key = self.script.step(step_id).questions[0].key
                if text and text != idea.text and self.may_edit(key, text):
                    self.edited_idea(key, idea.id, text, event.ref)
                return
        for key, given in self.run.answers.items():
            if any(ref == event.ref for ref, _ in given.refs):
                refs = tuple((ref, text if ref == event.ref else part) for ref, part in given.refs)
                if text and refs != given.refs and self.may_edit(key, text) and self.rewrite(key, refs):
                    self.said_edited(key, text)
                return

    def edited_idea(self, key: Key, idea: str, text: str, ref: int) -> None:
        question = self.script.question(key)
        if not self.is_too_long(question, text):
            self.keep_idea(question, text, ref, instead_of=idea)
            self.said_edited(key, text)

    def said_edited(self, key: Key, text: str) -> None:
        self.do(SendCard(cards.notice_card(say(Phrase.EDITED, title=self.script.step_of(key).title))))
        self.protects(key)

    def rewrite(self, key: Key, refs: tuple[tuple[int, str], ...], *, probe: str = "") -> bool:
        """The answer at `key` is now what these messages say; False if they hold more keywords than may be kept."""
        text = "\n".join(part for _, part in refs)
        accepts = None if is_probe_key(key) else self.script.question(key).accepts
        if not isinstance(accepts, Keywords):
            self.keep(key, text, refs=refs, probe=probe)
            return True
        words = split_keywords(text, accepts.at_most)
        if 0 < len(words) <= accepts.at_most:
            self.keep(key, "\n".join(words), codes=words, refs=refs, probe=probe)
            return True
        # The words given before still stand; what was typed is not lost either.
        self.set_aside(key, text, Standing.PARKED, "beyond_limit")
        too_many = say(Phrase.KEEP_THREE, words=", ".join(words), limit=accepts.at_most)
        self.do(SendCard(cards.notice_card(too_many if words else say(Phrase.NO_WORD))))
        return False

    def may_edit(self, key: Key, text: str) -> bool:
        step = self.script.step_of(key)
        closed = self.run.status is not Status.ACTIVE or self.group.status is SessionStatus.CLOSED
        frozen = course.is_frozen(self.script, self.run, self.group, step.id) and not self.may_still_answer(step)
        if not closed and not frozen:
            return True
        if self.is_here():
            self.set_aside(key, text, Standing.LATE, "edited")
        self.do(SendCard(cards.notice_card(say(Phrase.EDIT_TOO_LATE, title=step.title))))
        return False

    def leaves(self, value: str) -> None:
        if self.run.status in (Status.LEFT, Status.DECLINED):
            self.toast(Phrase.LEFT_ALREADY)
            return
        if value == "stay" or value not in ("keep", "erase"):
            self.toast(Phrase.RESUMED)
            self.do(FoldCard(cards.LEAVE_WAIT))
            self.show_again()
            return
        erase = value == "erase"
        self.toast(Phrase.LEFT_ERASED if erase else Phrase.LEFT_KEPT)
        self.do(FoldCard(cards.LEAVE_WAIT))
        self.goes_away(erase=erase)
        self.do(SendCard(cards.notice_card(say(Phrase.LEFT_ERASED if erase else Phrase.LEFT_KEPT))))

    def goes_away(self, *, erase: bool, notify: Phrase = Phrase.TELL_LEFT) -> None:
        was = self.run.status
        self.do(FoldCard(self.run.wait.id))
        self.cancel_timers()
        self.run = replace(self.run, status=Status.LEFT, kept_on_leaving=not erase)
        if erase:
            self.erase()
        if was is Status.ACTIVE:
            self.do(Tell(Departed(self.run.participant)))
            self.do(Notify(Notice(notify)))

    def erase(self) -> None:
        for step in self.run.votes:
            if course.is_vote_open(self.group, step):
                self.do(RemoveBallot(step))
        self.do(WithdrawAll())
        self.do(Tell(WordsErased(self.run.participant)))
        self.run = replace(self.run, answers={}, ideas={}, votes={}, confirmed=(), withdrawn=True)
        # Words are held in more places than answers.
        self.run = replace(self.run, asides=(), uncertain=(), withheld={}, cards={}, reservations={}, first_round={})

    def fate_of_sealed_ballots(self) -> tuple[Notice, ...]:
        """What becomes of the ballots of votes that are closed when everything is withdrawn."""
        if not any(step in self.group.results for step in (*self.run.voted, *self.run.votes)):
            return ()
        return (say(Phrase.WITHDRAWN_BALLOT_STAYS if self.group.cut else Phrase.WITHDRAWN_BALLOT_TOO),)

    def withdraws(self, value: str) -> None:
        """`/mesdonnees`: one contribution, which is asked; or all of them: asked for, confirmed, done."""
        if self.run.withdrawn:
            self.toast(Phrase.WITHDRAWN)
            return
        match value:
            case "one":
                self.toast(Phrase.GO_ON)
                self.offers_to_withdraw()
            case "ask":
                self.do(SendCard(cards.data_card(self.script, self.run, confirm=True)))
            case "yes":
                fate = self.fate_of_sealed_ballots()
                self.toast(Phrase.WITHDRAWN)
                self.do(FoldCard(cards.DATA_WAIT))
                if self.run.status in (Status.ACTIVE, Status.ENTERING):
                    self.goes_away(erase=True)
                else:
                    self.erase()
                self.do(SendCard(cards.notice_card(say(Phrase.WITHDRAWN), *fate)))
            case _:
                self.toast(Phrase.WITHDRAW_CANCELLED)
                self.do(FoldCard(cards.DATA_WAIT))


def is_probe_key(key: Key) -> bool:
    """Whether a key files the answer to a question that the script does not hold: to a probe, or to a discussion."""
    return key.rpartition(".")[2] in (PROBE_ASKED, PROBE_ASKED_AGAIN) or is_said_in_group(key)


def is_said_in_group(key: Key) -> bool:
    """Whether a key files what was said in the group's own chat: everybody in it knows whose words these are."""
    return key.rpartition(".")[2].startswith(IN_GROUP)


_NOTHING: Final = Given("", "")


def _pool_of(question: Question) -> str:
    """The pool that an answer joins as an item; empty if it joins none."""
    return question.accepts.pool if isinstance(question.accepts, FreeText | Proposals) else ""


def says_done(text: str) -> bool:
    """Whether somebody typed « j'ai fini » or « je passe » under what they had just written."""
    return is_pass(text) or option_of(text, _TYPED_DONE) is not None


def hour_named(text: str, hours: Sequence[Hour]) -> Hour | None:
    """The hour that somebody typed instead of tapping: `8h`, `12 h 30`, `midi`."""
    typed = "".join(text.lower().split()).replace("h", ":")
    for hour in hours:
        spelled = {hour.code.replace("h", ":"), f"{hour.at:%H:%M}", f"{hour.at.hour}:{hour.at:%M}"}
        if not hour.at.minute:
            spelled |= {f"{hour.at:%H}:", f"{hour.at.hour}:", f"{hour.at.hour}"}
        if typed in spelled:
            return hour
    return None


def proposals_of(question: Question) -> Proposals:
    """The form of a question that collects ideas. Raises TypeError for any other."""
    if not isinstance(question.accepts, Proposals):
        raise TypeError(question.key)
    return question.accepts
