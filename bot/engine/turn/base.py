"""One event, one person: the run as it becomes, the effects as they gather, the card on the screen, its timers.

Everything else of a turn is built on this. Not here: what is kept (`keeping`), what comes next (`moving`).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine import agenda, ballot_cards, cards, course
from bot.engine.agenda import DAY, REMINDER
from bot.engine.effects import CancelTimers, EditCard, FoldCard, ParticipantEffect, SendCard, SetTimer, Toast
from bot.engine.events import Stamp
from bot.engine.follow_ups import PROBE_ASKED, PROBE_ASKED_AGAIN, is_probe_key
from bot.engine.group import Group, SessionStatus
from bot.engine.hearing import heard
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.probes import COMMON, probe_text
from bot.engine.prompts import Card
from bot.engine.run import Run, Stage, Status, Wait
from bot.engine.script import Agreement, Key, Question, Script, Step
from bot.engine.texts import render

SETTLE_AFTER: Final = timedelta(seconds=90)
"""A gathered answer is taken as finished after that much silence: nobody stays stuck for want of a tap."""
ADDING_TAKES: Final = timedelta(minutes=10)
"""After « J'ajoute » somebody is writing: the silence may last that long."""
PROBES_A_STEP: Final = 2
EARLIER_WAITS: Final = 6
SEPARATE: Final = "plusieurs"


class Turn:
    """One step under way."""

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

    def do(self, effect: ParticipantEffect) -> None:
        """One more thing to be done."""
        self.effects.append(effect)

    def toast(self, phrase: Phrase, **values: str | int) -> None:
        """The word that answers a tap."""
        self.do(Toast(say(phrase, **values)))

    def new_id(self) -> str:
        """An identifier for what this event creates: the event's, and a number."""
        self.made += 1
        return f"{self.stamp.id}.{self.made}"

    def is_here(self) -> bool:
        """Whether somebody may still be written to: who refused or left is left in peace."""
        return self.run.status not in (Status.DECLINED, Status.LEFT)

    def is_under_way(self) -> bool:
        """Whether this person takes part in a session that is open."""
        return self.run.status is Status.ACTIVE and self.group.status is SessionStatus.OPEN

    def has_consented(self) -> bool:
        """Whether « J'accepte » was said: nothing else is asked before."""
        return any(
            isinstance(question.accepts, Agreement) and question.key in self.run.answers
            for _, question in self.script.walk()
        )

    def takes_text(self) -> bool:
        """Whether a text could be meant for what is on the screen."""
        return self.run.wait.stage in (Stage.ASKED, Stage.GATHERING, Stage.PROBED)

    # -- the card on the screen ----------------------------------------------------------------------------------------

    def current_card(self, *lead: Notice) -> Card:
        """What is on the screen, made anew."""
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

    def question_at(self, key: Key) -> Question:
        """The question of a key; for the answer to a probe, the step's first."""
        return self.script.step_of(key).questions[0] if is_probe_key(key) else self.script.question(key)

    def probe_wording(self, wait: Wait) -> str:
        """The probe's text, in the script's words for the step's own probes."""
        own = own_probes(self.script.step_of(wait.key)).get(wait.probe)
        mine = {probe.code: probe.text for probe in self.question_at(wait.key).own_probes}
        if own is not None:
            return render(mine.get(wait.probe, own), self.group.parameters)
        return probe_text(wait.probe, self.run.language) if wait.probe in COMMON else wait.probe

    def probe_key(self, wait: Wait) -> Key:
        """Where the answer to the probe on the screen is filed: a first and a second one of a step stay apart."""
        return f"{self.script.step_of(wait.key).authored}.{PROBE_ASKED_AGAIN if wait.second else PROBE_ASKED}"

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

    def edit(self, *lead: Notice) -> None:
        """Replace the current card in place."""
        self.run = replace(self.run, wait=replace(self.run.wait, rev=self.run.wait.rev + 1))
        self.do(EditCard(self.current_card(*lead)))

    def close_card(self, chosen: str = "") -> None:
        """Fold the card just answered; what was chosen stays under it."""
        # As it was on the screen: the answer just given is not yet on it.
        shown = self.on_screen if self.on_screen.wait.id == self.run.wait.id else self.run
        self.do(FoldCard(self.run.wait.id, chosen, card=self.card_of(shown) if chosen else None))

    def nudge(self, notice: Notice, *, timely: bool = True) -> None:
        """Say something about what is on the screen, with « Je passe » where one may."""
        wait = self.run.wait
        is_open = self.run.status is Status.ACTIVE and self.group.status is not SessionStatus.CLOSED
        asked = is_open and wait.stage is Stage.ASKED and self.script.question(wait.key).may_pass
        may_pass = asked or (is_open and wait.stage is Stage.PROBED)
        self.do(SendCard(cards.nudge_card(self.run, notice, may_pass=may_pass), timely))

    # -- timers --------------------------------------------------------------------------------------------------------

    def cancel_timers(self) -> None:
        """Nothing more is due: neither for the wait nor, over days, for the day."""
        self.do(CancelTimers(self.run.wait.id))
        if self.group.schedule is not None:
            self.do(CancelTimers(DAY))

    def set_day_timer(self) -> None:
        """For the next day to open at her hour."""
        if not self.run.relayed:
            self.do(SetTimer(DAY, DAY, agenda.next_opening(self.script, self.run, self.group, self.stamp.at)))

    def set_reminder(self) -> None:
        """The day's one reminder: half-way to its close."""
        due = None if self.run.relayed else agenda.reminder(self.script, self.group, self.stamp.at)
        if due is not None:
            self.do(SetTimer(REMINDER, DAY, due))

    def set_silence(self, due: datetime) -> None:
        """For half the time of this step; of a question asked during a pause, as if it had begun with that."""
        paused = self.group.paused
        self.run = replace(self.run, silence=due if paused is None else due - (self.stamp.at - paused.since))
        self.do(SetTimer("silence", self.run.wait.id, due))


def own_probes(step: Step) -> dict[str, str]:
    """The step's own probes: code → template."""
    return {probe.code: probe.text for question in step.questions for probe in question.own_probes}
