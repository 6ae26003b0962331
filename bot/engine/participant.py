"""What happens to one participant: every event, in one place, and what a text or a tap does.

`participant_step` takes what happened and says what the run becomes and what is to be done. It never waits, never looks
at a clock, never fails on what a person may do: a slip is answered, not raised. What is kept, where one goes,
what is asked besides and what the days bring is in `engine.turn`, cards in `cards`, routes in `course`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import agenda, ballot_cards, cards, choices, course, ending, rhythm
from bot.engine.agenda import DAY, REMINDER
from bot.engine.balloting import marked
from bot.engine.effects import (
    CancelTimers,
    CastBallot,
    FoldCard,
    ForgetPerson,
    Notify,
    ParticipantEffect,
    SendCard,
    SetStanding,
    SetTimer,
    Standing,
    Tell,
    Toast,
    WithdrawIdea,
)
from bot.engine.events import (
    Accepted,
    AnswerEdited,
    AnswerGiven,
    AnswersAsked,
    ButtonPressed,
    ClockConverted,
    ClockRestarted,
    ContributionHidden,
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
    IntroductionSubmitted,
    Kept,
    LanguageChosen,
    LeaveAsked,
    MemberCheckAsked,
    MergeSettled,
    MergeSubmitted,
    NoticeSent,
    Nudged,
    ParticipantEvent,
    PersonNudged,
    PrecisionAsked,
    PrecisionRequested,
    ProbedWithGroup,
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
)
from bot.engine.follow_ups import IN_GROUP
from bot.engine.group import Group, SessionStatus
from bot.engine.hearing import heard
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.prompts import Act
from bot.engine.reading import is_pass, option_of, split_keywords
from bot.engine.run import REMEMBERED_EVENTS, Given, Run, Stage, Status, Wait
from bot.engine.script import (
    YES,
    Agreement,
    ApprovalBallot,
    Choice,
    FreeText,
    GradedBallot,
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
    takes_several,
)
from bot.engine.turn.asides import Asides
from bot.engine.turn.base import ADDING_TAKES, SEPARATE, SETTLE_AFTER
from bot.engine.turn.days import Days
from bot.engine.turn.keeping import pool_of
from bot.engine.turn.probing import Probing, may_ask

_TYPED_DONE: Final = tuple(Option("done", label) for label in ("J'ai fini", "Fini", "Terminé", "I'm done", "Done"))


def participant_step(
    script: Script, run: Run, event: ParticipantEvent, stamp: Stamp, group: Group
) -> tuple[Run, tuple[ParticipantEffect, ...]]:
    """What the run becomes, and what is to be done about it.

    `group` is the session's state that this step is computed against; the caller makes sure that its epoch still stands
    when the effects are written. The same stamp twice changes nothing.
    """
    if stamp.id in run.seen:
        return run, ()
    turn = _Step(script, run, stamp, group)
    turn.happened(event)
    return replace(turn.run, seen=(*turn.run.seen, stamp.id)[-REMEMBERED_EVENTS:]), tuple(turn.effects)


def hears_in_group(run: Run, group: Group) -> bool:
    """Whether what this person replies in the group's own chat is collected: while they take part, and it is open."""
    there = run.status in (Status.ACTIVE, Status.FINISHED, Status.UNREACHABLE)
    return there and not run.withdrawn and group.status is SessionStatus.OPEN


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


class _Step(Asides, Days, Probing):
    """What happens, and what is done about it."""

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
            case ContributionHidden():
                self.hidden(event)
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
            case ProbedWithGroup(step=step, code=code):
                self.probed_with_group(step, code)
            case Nudged(steps=steps, minutes=minutes):
                self.nudged(steps, minutes)
            case NoticeSent(notice=notice):  # pragma: no branch - the union is exhausted
                if self.is_here():
                    self.do(SendCard(cards.notice_card(notice), timely=False))

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

    def unreachable(self) -> None:
        if self.run.status is Status.ACTIVE:
            self.cancel_timers()
            self.do(Tell(Departed(self.run.participant)))
            self.do(Notify(say(Phrase.TELL_BLOCKED)))
        if self.run.status in (Status.ACTIVE, Status.ENTERING):
            self.run = replace(self.run, status=Status.UNREACHABLE)

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
        elif not self.asks_by_itself(question.key):
            self.close_card()
            self.go_on(question.key, say(Phrase.NOTED if before is None else Phrase.REPLACED))

    def gather(self, question: Question, phrase: Phrase) -> None:
        self.close_card()
        self.rest(Stage.GATHERING, question.key)
        self.do(SetTimer("settle", self.run.wait.id, self.stamp.at + SETTLE_AFTER))
        self.do(SendCard(self.current_card(say(phrase))))

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

    # -- probes -------------------------------------------------------------------------------------------------------

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
        if self.asks_by_itself(self.run.wait.key):
            return
        self.close_card()
        self.go_on(self.run.wait.key)

    def tapped_at_gate(self, event: ButtonPressed) -> None:
        match event.act:
            case Act.CATCH_UP if self.next_missed():
                self.toast(Phrase.RESUMED)
                self.close_card()
                self.catch_up(self.next_missed())
            case Act.BACK if event.value:
                step = next(
                    (one for one in course.more_cards(self.script, self.run, self.group) if one.another == event.value),
                    None,
                )
                if step is None:
                    self.toast(Phrase.STALE)
                    return
                self.toast(Phrase.RESUMED)
                self.close_card()
                self.begins_another(step)
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
        if own is not None and may_ask(self.run, step):
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
        """Whether to fill in one more card."""
        step = self.script.step_of(question.key)
        if tapped:
            self.toast(Phrase.NOTED)
        self.close_card(option.label)
        if option.code != YES:
            self.go_on(question.key, say(Phrase.CARD_DONE))
            return
        self.begins_another(step)

    def begins_another(self, step: Step) -> None:
        """The card filled in is kept as it is, and the form is empty again."""
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
        if before is not None and pool_of(question):
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

    def session_closed(self, results: Sequence[StepId], shared: Sequence[Shared]) -> None:
        if self.run.status not in (Status.ACTIVE, Status.ENTERING):
            return
        self.do(FoldCard(self.run.wait.id))
        self.cancel_timers()
        self.run = replace(self.run, reservations={})
        lines: tuple[Notice, ...] = ()
        if self.run.status is Status.ACTIVE:
            self.show_of_the_group(shared, results if self.group.schedule is None else self.untold_results())
            self.run = replace(self.run, status=Status.FINISHED)
            lines = ending.in_three_lines(self.script, self.group)
        self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED), *lines), timely=False))

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
        if self.group.schedule is not None or is_writing or not may_ask(self.run, step):
            return
        asked = self.run.probed.get(step.id, 0) + 1
        self.run = replace(self.run, probed={**self.run.probed, step.id: asked}, reminded=(*self.run.reminded, step.id))
        self.nudge(say(Phrase.REMINDER, minutes=max(1, step.minutes // 2)), timely=False)

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

    def nudged(self, steps: Sequence[StepId], minutes: int) -> None:
        """The facilitators remind whoever has said nothing yet; who is writing, or has answered, is left alone."""
        if self.is_under_way() and rhythm.silent_at(self.script, self.run) in steps:
            self.nudge(say(Phrase.REMINDER, minutes=minutes) if minutes else say(Phrase.NUDGED), timely=False)

    def settles(self) -> None:
        """A silence closes the answer under way; options all taken back are no answer yet."""
        question = self.question_at(self.run.wait.key)
        if not takes_several(question.accepts) or self.run.wait.stage is not Stage.ASKED:
            if self.asks_by_itself(self.run.wait.key, timely=False):
                return
            self.close_card()
            self.go_on(self.run.wait.key, timely=False)
        elif self.run.answers.get(question.key, _NOTHING).codes:
            self.has_chosen(question, timely=False)

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


_NOTHING: Final = Given("", "")


def says_done(text: str) -> bool:
    """Whether somebody typed « j'ai fini » or « je passe » under what they had just written."""
    return is_pass(text) or option_of(text, _TYPED_DONE) is not None
