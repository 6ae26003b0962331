"""Where somebody goes: the next question, a gate, a detour and back, on with the group, out of what is over.

Routes are found in `course`; this takes them. Not here: what opens with the days (`days`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from bot.engine import agenda, ballot_cards, cards, course
from bot.engine.course import END, NextDay, NextGate, NextQuestion
from bot.engine.effects import FoldCard, SendCard, Tell
from bot.engine.events import Arrived, Shared
from bot.engine.group import SessionStatus
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.run import Stage, Status
from bot.engine.script import Ballot, Key, Step, StepId, Verdict
from bot.engine.turn.keeping import Keeping


class Moving(Keeping):
    """A turn that goes from one wait to another."""

    # -- on ------------------------------------------------------------------------------------------------------------

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
        if self.run.relayed and self.lacks_an_hour():
            self.has_every_day()
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

    def lacks_an_hour(self) -> bool:
        """Whether the hour of the day has still to be chosen."""
        return self.group.schedule is not None and not self.run.hour and self.has_consented()

    def has_every_day(self) -> None:
        """Whose answers are entered chooses no hour, and no day of theirs has to come: only the group's gates hold.

        A paper form holds the answers of every day, and nobody is written to.
        """
        length = agenda.schedule_of(self.group).length
        over = (
            step.id for number in range(course.over(self.script, self.group)) for step in self.script.stretch(number)
        )
        hour = agenda.settings(self.script).hours[0].code
        told = tuple(dict.fromkeys((*self.run.told, *self.group.results, *over)))
        self.run = replace(self.run, hour=self.run.hour or hour, day=length, greeted=length, told=told)

    def is_same_step(self, one: Key, other: Key) -> bool:
        """Whether two keys belong to one step."""
        return self.script.step_of(one).id == self.script.step_of(other).id

    def ask_hour(self, after: Key, *lead: Notice) -> None:
        """Which hour of the day suits: asked once, before anything else that counts."""
        self.rest(Stage.HOUR, after)
        self.do(SendCard(self.current_card(*lead)))

    # -- a detour, and back --------------------------------------------------------------------------------------------

    def step_aside(self, key: Key) -> None:
        """Leave what is on the screen for a question about the answer at `key`, and come back to it afterwards."""
        if self.run.wait.stage in (Stage.PROBED, Stage.GATHERING) and not self.run.detour:
            # What was being gathered is an answer already; the place moves on before the detour begins.
            self.finish_quietly()
        self.close_card()
        self.run = replace(self.run, detour=key, detour_whole=False)

    def finish_quietly(self) -> None:
        """What was being answered is an answer; the place moves on, and no card is sent."""
        route = course.onward(self.script, self.run, self.group, self.run.wait.key)
        self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, *route.missed))))
        match route.to:
            case NextQuestion(key=key):
                self.run = replace(self.run, place=key, at_gate=False)
            case NextGate(gate=step) | NextDay(step=step):  # pragma: no branch - the union is exhausted
                self.arrive(step)

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
        """The first step missed that may still be answered; empty if none."""
        for step in self.run.missed:
            if course.may_catch_up(self.script, self.group, self.script.step(step)):
                return step
        return ""

    def catch_up(self, step: StepId, *lead: Notice) -> None:
        """A detour through a step that was missed."""
        key = next(course.asked_of(self.script.step(step), self.run, self.group)).key
        self.run = replace(self.run, detour=key, detour_whole=True)
        self.ask(key, *lead)

    def may_still_answer(self, step: Step) -> bool:
        """Whether the step was missed and may be caught up with."""
        return step.id in self.run.missed and course.may_catch_up(self.script, self.group, step)

    # -- with the group ------------------------------------------------------------------------------------------------

    def is_behind(self) -> bool:
        """Whether the group has gone past where this person rests."""
        return course.own_stretch(self.script, self.run) < course.group_stretch(self.script, self.group)

    def is_left_behind(self) -> bool:
        """Whether to go with the group at once: who is still being asked what everyone is asked finishes that first."""
        return self.is_behind() and (self.run.at_gate or not self.script.step_of(self.run.place).always)

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
        """The results of votes, and what was shared."""
        for step in results:
            self.do(SendCard(ballot_cards.result_card(self.script, self.group.results[step]), timely=False))
        for card in cards.shared_cards(self.script, self.run, self.group, shared):
            self.do(SendCard(card, timely=False))

    def untold_results(self) -> tuple[StepId, ...]:
        """Votes counted since this person was last told of one; they count as told from now on."""
        results = tuple(step for step in self.group.results if step not in self.run.told)
        self.run = replace(self.run, told=(*self.run.told, *results))
        return results

    def note_missed(self, place: Key) -> None:
        """What was asked in the stretch now over, and left without an answer, may be caught up with."""
        step = self.script.step_of(place)
        if not step.always and not course.answered(step, self.run, self.group):
            self.run = replace(self.run, missed=tuple(dict.fromkeys((*self.run.missed, step.id))))

    # -- what is over, what is open ------------------------------------------------------------------------------------

    def is_over(self, step: Step) -> bool:
        """Whether the group has closed the step; it may still be caught up with."""
        return self.script.stretch_of(step.id) < course.over(self.script, self.group) and not step.always

    def is_out_of_time(self) -> bool:
        """Whether what is on the screen can be answered no more: its stretch is over, and catching up is too."""
        if self.run.at_gate and not self.run.detour:
            return False
        step = self.script.step_of(self.run.detour or self.run.place)
        return self.is_over(step) and not course.may_catch_up(self.script, self.group, step)

    def fold_what_is_over(self) -> None:
        """The card on the screen says that its step is closed."""
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

    def goes_on_from_rest(self, *lead: Notice, timely: bool = True) -> bool:
        """Go on from where one rests, if the way is open by now."""
        if self.group.schedule is None or self.run.detour or not self.is_way_open():
            return False
        self.do(FoldCard(self.run.wait.id))
        self.show_of_the_group((), self.untold_results())
        self.go_on(course.before(self.script, self.run.place), *lead, timely=timely)
        return True

    # -- again ---------------------------------------------------------------------------------------------------------

    def gone_already(self) -> Notice:
        """To somebody who left, or was made to."""
        return say(Phrase.REMOVED_ALREADY if self.run.removed else Phrase.LEFT_ALREADY)

    def show_again(self) -> None:
        """Send the current card anew, under the same wait."""
        if self.group.status is SessionStatus.CLOSED or self.run.status in (Status.LEFT, Status.DECLINED):
            closed = self.group.status is SessionStatus.CLOSED
            self.do(SendCard(cards.notice_card(say(Phrase.SESSION_CLOSED) if closed else self.gone_already())))
        elif self.run.place and not self.goes_on_from_rest():
            self.do(SendCard(self.current_card()))
