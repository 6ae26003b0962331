"""Answering: the agency says what becomes of each lead, and everybody who proposed one is told.

Answers are written at leisure, by whoever works with the results; nobody is told before they are published, by a second
tap. Told: each author once per answer, of their own leads only, not at night; not who left, withdrew, cannot be reached
or asked for no more messages. Who gave points to a lead is secret, so they read it in the notebook. Not here: which
leads there are (`leads`), when they are due (`answers_due`), the pages of the console.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.engine.run import Status
from bot.facilitation import addressed, answers_due, launch
from bot.facilitation.addressed import CompileNotebook, TellAnswers
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import Gesture
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import AnswerDraft
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus, SaveLeadAnswer
from bot.facilitation.lead_panels import LeadLine, LeadNewsPanel, LeadPanel, LeadsPanel
from bot.facilitation.leads import ProposedLead, proposed
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory, name_of
from bot.facilitation.my_data import NEVER
from bot.facilitation.organisations import Role
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import JournalEntry, Person
from bot.facilitation.roles import may
from bot.facilitation.writes import Handled, Post, PutTimer, SaveDraft, Send, Write, WriteJournal

LONGEST_REASON: Final = 600
_NAMED_BY: Final = 10
"""How much of a lead's hash a button carries."""


def named(lead: str) -> str:
    """How a button names a lead."""
    return hashlib.sha256(lead.encode()).hexdigest()[:_NAMED_BY]


def slot(session: str) -> str:
    """How the outbox knows the message with the table of answers."""
    return f"answers:{session}"


async def leads_of(session: str, store: Store, memory: Memory) -> tuple[ProposedLead, ...]:
    """The leads of a session, as they stand."""
    group = (await memory.group(session)).group
    script = await memory.script(session)
    return proposed(script, group.ballots, group.results, await store.contributions(session))


def line(lead: ProposedLead, answer: LeadAnswer | None) -> LeadLine:
    """A lead with its answer as it is written today."""
    if answer is None:
        return LeadLine(named(lead.id), lead.code, lead.text)
    told = (answer.status, answer.reason) == (answer.published, answer.published_reason)
    return LeadLine(named(lead.id), lead.code, lead.text, answer.status.value, answer.reason, told)


class Answering:
    """The gestures about answers, and what becomes of them."""

    def __init__(
        self, store: Store, memory: Memory, members: Members, clock: Clock, policy: Policy, conductor: Conductor
    ) -> None:
        self._store = store
        self._memory = memory
        self._members = members
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    async def _table(self, session: str) -> list[tuple[ProposedLead, LeadAnswer | None]]:
        answers = {one.lead: one for one in await self._store.lead_answers.of(session)}
        return [(lead, answers.get(lead.id)) for lead in await leads_of(session, self._store, self._memory)]

    async def _panel(
        self,
        session: str,
        role: Role | None,
        table: Sequence[tuple[ProposedLead, LeadAnswer | None]],
        *,
        confirm: bool = False,
        asked: bool = False,
    ) -> LeadsPanel:
        record = await self._memory.session(session)
        due = None if record.closed_at is None else answers_due.due_at(record.closed_at, self._policy)
        return LeadsPanel(
            session,
            name_of(record),
            tuple(line(lead, answer) for lead, answer in table),
            sum(answer is not None and answer.to_publish for _, answer in table),
            due,
            may(role, Gesture.LEAD_STATUS),
            may(role, Gesture.ANSWERS_PUBLISH),
            confirm,
            asked,
        )

    async def _role(self, person: Person, session: str) -> Role | None:
        return await self._members.role(person, (await self._memory.session(session)).organisation)

    async def _send(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write, session: str = "") -> None:
        """Shown anew, or in the place of the table when `session` is given."""
        body = ReplacePanel(panel, slot(session)) if session else ShowPanel(panel)
        await self._conductor.commit(
            [*more, Send(Outgoing(person.id, person.language, Lane.REPLY, body)), Handled(entry.id)]
        )

    # -- the table -----------------------------------------------------------------------------------------------------

    async def show(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The table, in a new message."""
        record = await self._memory.session(session)
        panel = await self._panel(session, await self._role(person, session), await self._table(session))
        if record.status is not SessionStatus.CLOSED or not panel.leads:
            return await self._conductor.say(entry, Sentence.NO_LEAD)
        body = ShowPanel(panel, slot(session))
        await self._conductor.commit([Send(Outgoing(person.id, person.language, Lane.REPLY, body)), Handled(entry.id)])
        return None

    async def _found(self, session: str, value: str) -> tuple[int, int, ProposedLead, LeadAnswer | None] | None:
        """The lead that a button names: its place from 1, of how many, itself and its answer."""
        table = await self._table(session)
        for number, (lead, answer) in enumerate(table, 1):
            if named(lead.id) == value:
                return number, len(table), lead, answer
        return None

    async def one(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """One lead, to be answered."""
        found = await self._found(session, value)
        if found is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        number, total, lead, answer = found
        panel = LeadPanel(session, line(lead, answer), number, total)
        await self._send(person, panel, entry, session=session)
        return None

    async def status(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """What becomes of it, tapped; the reason is then what her next text is for."""
        named_by, _, status = value.partition(":")
        found = await self._found(session, named_by)
        if found is None or status not in {one.value for one in LeadStatus}:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        number, total, lead, before = found
        answer = self._answer(person, session, lead, before, status=LeadStatus(status))
        draft = SaveDraft(person.id, launch.encode(AnswerDraft(session, lead.id)))
        panel = LeadPanel(session, line(lead, answer), number, total)
        await self._send(person, panel, entry, SaveLeadAnswer(answer), draft, session=session)
        return None

    def _answer(
        self, person: Person, session: str, lead: ProposedLead, before: LeadAnswer | None, *, status: LeadStatus
    ) -> LeadAnswer:
        if before is None:
            return LeadAnswer(session, lead.id, status, "", self._clock.now(), person.id)
        return replace(before, status=status, at=self._clock.now(), by=person.id)

    async def reason(self, person: Person, draft: AnswerDraft, text: str, entry: InboxEntry) -> None:
        """The reason is there: the next lead without an answer, or the table."""
        session, done = draft.session, SaveDraft(person.id, b"")
        table = await self._table(session)
        place = next(
            (n for n, (lead, answer) in enumerate(table) if lead.id == draft.lead and answer is not None), None
        )
        if place is None:
            # Withdrawn by its author meanwhile.
            await self._send(person, SentencePanel(Sentence.LEAD_GONE), entry, done)
            return
        lead, before = table[place]
        assert before is not None  # noqa: S101 -- looked for above
        words = " ".join(text.split())
        if len(words) > LONGEST_REASON:
            await self._send(person, LeadPanel(session, line(lead, before), place + 1, len(table), len(words)), entry)
            return
        answer = replace(before, reason=words, at=self._clock.now(), by=person.id)
        table[place] = (lead, answer)
        following = next(((n, one) for n, (one, given) in enumerate(table, 1) if given is None), None)
        shown: Panel
        if following is None:
            shown = await self._panel(session, await self._role(person, session), table)
        else:
            shown = LeadPanel(session, line(following[1], None), following[0], len(table))
        send = Send(Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(shown, slot(session))))
        await self._conductor.commit([SaveLeadAnswer(answer), done, send, Handled(entry.id)])

    # -- telling -------------------------------------------------------------------------------------------------------

    async def publish(self, person: Person, session: str, entry: InboxEntry, *, confirmed: bool) -> Sentence | None:
        """A first tap asks; the second makes the answers those that people are told and the notebook prints."""
        table = await self._table(session)
        ready = [answer for _, answer in table if answer is not None and answer.to_publish]
        if not ready:
            return await self._conductor.say(entry, Sentence.NOTHING_TO_PUBLISH)
        role = await self._role(person, session)
        if not confirmed:
            await self._send(person, await self._panel(session, role, table, confirm=True), entry, session=session)
            return None
        await self._conductor.commit([*published(session, ready, self._clock, self._policy), Handled(entry.id)])
        return Sentence.ANSWERS_PUBLISHED

    async def tell(self, session: str, leads: Sequence[str], entry: InboxEntry) -> None:
        """Each author of these leads, of their own; then the notebook, which prints the answers."""
        name = name_of(await self._memory.session(session))
        lines: dict[str, list[LeadLine]] = {}
        for lead, answer in await self._table(session):
            if lead.id in leads and answer is not None and answer.published is not None:
                told = LeadLine(
                    "", lead.code, lead.text, answer.published.value, answer.published_reason, published=True
                )
                for author in lead.authors:
                    lines.setdefault(author, []).append(told)
        writes: list[Write] = []
        for author, theirs in lines.items():
            at_hand = await self._memory.run(author)
            who = await self._memory.person_of(author)
            if at_hand is None or who is None or at_hand.run.status is not Status.FINISHED or at_hand.run.withdrawn:
                continue
            if who.reachable and who.silent_until < NEVER:
                body = ShowPanel(LeadNewsPanel(name, tuple(theirs)))
                writes.append(Send(Outgoing(who.id, at_hand.run.language, Lane.BROADCAST, body)))
        again = Post(addressed.notebook_lane(session), addressed.encode(CompileNotebook(session)))
        await self._conductor.commit([*writes, again, Handled(entry.id)])

    # -- being reminded ------------------------------------------------------------------------------------------------

    async def due(self, session: str, entry: InboxEntry, *, last: bool) -> None:
        """The answers are due: whoever follows the session is asked for those that are missing, twice at most."""
        table = await self._table(session)
        if all(answer is not None and answer.published is not None for _, answer in table):
            await self._conductor.commit([Handled(entry.id)])
            return
        writes: list[Write] = []
        for one in await self._conductor.following(session):
            panel = await self._panel(session, one.role, table, asked=True)
            body = ShowPanel(panel, slot(session))
            writes.append(Send(Outgoing(one.person, one.language, Lane.TIMED, body)))
        if not last:
            writes.append(answers_due.look_at(session, self._clock.now(), self._policy, again=True))
        await self._conductor.commit([*writes, Handled(entry.id)])


def published(session: str, ready: Sequence[LeadAnswer], clock: Clock, policy: Policy) -> list[Write]:
    """These answers are the agency's from now on; whoever is concerned is told at once, or when the night is over."""
    now = clock.now()
    kept: list[Write] = [
        SaveLeadAnswer(replace(one, published=one.status, published_reason=one.reason, published_at=now))
        for one in ready
    ]
    entry = JournalEntry(session, now, "answers_published", BY_FACILITATORS, {"count": len(ready)})
    lane = addressed.session_lane(session)
    payload = addressed.encode(TellAnswers(session, tuple(one.lead for one in ready)))
    due = policy.quiet.end(now) if policy.is_quiet(now) else now
    # A timer even if it is due: whoever runs the bot finds it, also when the console runs apart from it.
    name = hashlib.sha256(payload + now.isoformat().encode()).hexdigest()
    return [*kept, WriteJournal(entry), PutTimer(lane, f"{session}:told", name, due, payload)]
