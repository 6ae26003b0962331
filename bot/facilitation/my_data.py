"""`/mesdonnees` beyond one session: everything that is held of a person, as a file; and reminders snoozed or stopped.

Here: what is gathered, and the buttons. Not here: one session's answers on a card, and taking them back
(`engine.cards`, `engine.participant`); how a file reads (the channel).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.engine.run import Run
from bot.engine.script import GradedBallot, Script, StepId
from bot.facilitation.conduct import Conductor
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.my_data_records import MyAnswer, MyData, MySessionData, MyVote
from bot.facilitation.outgoing import Lane, Outgoing, SendMyData, ShowPanel
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import MyDataPanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import Participation, Person
from bot.facilitation.writes import Handled, SavePerson, Send, Write

FORMS: Final = ("text", "json")
NEVER: Final = 2**40
"""`Person.silent_until` of somebody who wants no reminder at all."""


class PersonalData:
    """The gestures of a person about their own data."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    def panel(self, person: Person) -> Write:
        """What one may do with one's data, and with reminders: after the card of the current session, or alone."""
        panel = MyDataPanel(person.is_silenced(self._clock.now()))
        return Send(Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel)))

    async def export(self, person: Person, form: str, entry: InboxEntry) -> Sentence | None:
        """The file, in the chat: as a text to read, or as data for a program."""
        if form not in FORMS:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        body = SendMyData(await self.gather(person), form)
        await self._conductor.commit([Send(Outgoing(person.id, person.language, Lane.REPLY, body)), Handled(entry.id)])
        return None

    async def remind(self, person: Person, value: str, entry: InboxEntry) -> Sentence:
        """Reminders: stopped, snoozed until tomorrow, or as they were."""
        now = self._clock.now()
        match value:
            case "stop":
                until, said = NEVER, Sentence.REMINDERS_STOPPED
            case "snooze":
                until, said = int((now + timedelta(days=1)).timestamp()), Sentence.REMINDERS_SNOOZED
            case _:
                until, said = 0, Sentence.REMINDERS_ON
        person = replace(person, silent_until=until)
        self._memory.person_changed(person)
        await self._conductor.commit([SavePerson(person), Handled(entry.id)])
        return said

    # -- gathering -----------------------------------------------------------------------------------------------------

    async def gather(self, person: Person) -> MyData:
        """Everything that is held of them, session by session, earlier versions included."""
        mine = await self._store.participations_of(person=person.id)
        sessions = [await self._of(one) for one in mine]
        return MyData(
            self._clock.now(),
            self._policy.timezone.key,
            person.channel,
            person.user,
            person.language,
            tuple(one for one in sessions if one is not None),
        )

    async def _of(self, participation: Participation) -> MySessionData | None:
        at_hand = await self._memory.run(participation.participant)
        if at_hand is None:  # pragma: no cover - a run and its participation are forgotten together
            return None
        script = await self._memory.script(participation.session)
        answers = tuple(
            MyAnswer(
                script.step_of(one.key).title,
                one.key,
                one.text,
                one.at,
                one.standing.value,
                one.reason,
                one.superseded,
            )
            for one in await self._store.contributions(participation.session)
            if one.participant == participation.participant
        )
        return MySessionData(
            name_of(await self._memory.session(participation.session)),
            participation.alias,
            participation.joined_at,
            at_hand.run.status.value,
            answers,
            votes(script, at_hand.run),
        )


def votes(script: Script, run: Run) -> tuple[MyVote, ...]:
    """The ballots that still bear her mark: a vote that is counted is cut from its voters."""
    return tuple(
        MyVote(script.step(step).title, item, _grade(script, step, grade))
        for step, ballot in run.votes.items()
        for item, grade in ballot.items()
    )


def _grade(script: Script, step: StepId, grade: int | None) -> str:
    ballot = script.step(step).ballot
    if isinstance(ballot, GradedBallot):
        return (ballot.no_opinion if grade is None else ballot.grades[grade]).label
    return str(grade)
