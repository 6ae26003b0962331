"""Sessions over days: the hour one chose, the one message of the day, its reminder, and a clock that changes.

Nobody is pushed on by the group: a person goes on when her day opens, or by a gesture of hers. What came to an end
meanwhile is noticed then. When days open is in `agenda`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from bot.engine import agenda, bridge, cards, course, switching
from bot.engine.agenda import DAY, REMINDER
from bot.engine.course import END, NextGate, NextQuestion
from bot.engine.effects import CancelTimers, FoldCard, SendCard, SetTimer
from bot.engine.events import ContributionId, Shared
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.run import Stage, Status
from bot.engine.script import Hour
from bot.engine.timetable import WORTH_A_REMINDER
from bot.engine.turn.moving import Moving


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


class Days(Moving):
    """A turn of a session over days."""

    # -- the hour ------------------------------------------------------------------------------------------------------

    def typed_an_hour(self, text: str) -> None:
        """An hour in words, while it is being asked."""
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
        elif self.run.relayed:
            self.do(SendCard(cards.notice_card(say(Phrase.RELAY_HAS_NO_HOUR))))
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
        """From now on this person's days open then; the first time, today is open at once."""
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

    # -- the day -------------------------------------------------------------------------------------------------------

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

    def has_own_words_to_say(self) -> bool:
        """Whether what is open to this person is asked of each by themselves, rather than of the group at one time."""
        if not self.run.at_gate:
            return True
        to = course.onward(self.script, self.run, self.group, course.before(self.script, self.run.place)).to
        return isinstance(to, NextQuestion) and self.script.step_of(to.key).catch_up

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

    def opens_later(self) -> datetime | None:
        """When somebody who rests over days may go on, if that is still to come and known."""
        rests = self.group.schedule is not None and self.run.wait.stage is Stage.GATED
        if not rests or not self.is_under_way() or self.is_way_open():
            return None
        at = agenda.opens_at(self.script, self.run, self.group, self.run.wait.key, self.stamp.at)
        return at if at is not None and at > self.stamp.at else None

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

    # -- the group goes on ---------------------------------------------------------------------------------------------

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

    def greet_if_late(self) -> bool:
        """Open the day at once for whoever was not written to today, her hour being behind her; whether that is so."""
        schedule, now = agenda.schedule_of(self.group), self.stamp.at
        today = schedule.day_on(now)
        opens = schedule.opens(today, agenda.hour_of(self.script, self.run, self.group, today))
        late = not self.run.relayed and self.run.greeted < today and opens <= now < schedule.closes_on(today)
        if late:
            self.do(SetTimer(DAY, DAY, now))
        return late

    def move_up(self) -> None:
        """Nothing is asked of this person before the gate after this one: be counted there, without a word."""
        to = course.onward(self.script, self.run, self.group, course.before(self.script, self.run.place)).to
        if isinstance(to, NextGate) and to.gate != self.run.place:
            self.arrive(to.gate)
            self.rest(Stage.ENDED if to.gate == END else Stage.GATED, to.gate)

    # -- the clock changes ---------------------------------------------------------------------------------------------

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
        if self.run.relayed:
            self.has_every_day()
            return
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
        """Where this person is stays open; the next days open at their hour."""
        if self.run.wait.stage is Stage.HOUR:
            # A gesture came before this word of it, and the hour is being asked already.
            return
        self.takes_the_days()
        self.set_day_timer()
        self.set_reminder()
        leads = () if self.run.relayed else (lead,)
        self.do(SendCard(self.current_card(*leads), timely=False))

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
