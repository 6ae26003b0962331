"""What else a facilitator may do with a session, beside steering it.

Choose what is debated, put people in touch, fill in the team's own cards, ask members whether they recognise themselves
in the notebook.

Each shows a list or asks a question, and posts what was decided to the session's lane. Not here: who may do it
(`animation` asks first).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from bot.engine import added_rounds, course, forefront, switching
from bot.engine.ballots import Item
from bot.engine.events import HorizonChosen, IntroductionProposed, PreparedLeftOut, SessionEvent, ValueGiven
from bot.engine.group import Group, SessionStatus
from bot.engine.reading import is_pass, option_of
from bot.engine.script import HorizonBallot, Moment, Pool, Script, Step, StepId, StepKind
from bot.engine.texts import render
from bot.facilitation import addressed, launch
from bot.facilitation.addressed import CompileNotebook, ToSession
from bot.facilitation.conduct import Conductor
from bot.facilitation.contributions import LONGEST_REASON
from bot.facilitation.incoming import Gesture
from bot.facilitation.launch import DebatedDraft, TeamDraft, ValueDraft
from bot.facilitation.leads import asks_for_leads
from bot.facilitation.matching import Match, matches
from bot.facilitation.memory import Memory
from bot.facilitation.panels import ListPanel, Offer, ReasonPanel, Sentence, SentencePanel, TeamCardPanel
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Store
from bot.facilitation.records import TEAM, Contribution, JournalEntry, Person
from bot.facilitation.writes import AddContribution, Handled, Post, SaveDraft, Write, WriteJournal

T = TypeVar("T")


def offers(script: Script, group: Group) -> tuple[Offer, ...]:
    """What there is to offer now, as the script and the session's state say."""
    found: list[Offer] = []
    if group.status is SessionStatus.OPEN and debatable(script, group):
        found.append(Offer(Gesture.HORIZONS))
    if yielding(script, group) is not None:
        found.append(Offer(Gesture.PREPARED))
    if group.status is not SessionStatus.DRAFT and brings_together(script, group):
        found.append(Offer(Gesture.MATCHES))
    if group.status is not SessionStatus.DRAFT:
        found += [
            Offer(Gesture.TEAM_CARD, step.id, step.title)
            for step in script.steps
            if step.kind is StepKind.TEAM_CARD and step.moment is Moment.BY_TEAM
        ]
    if group.status is not SessionStatus.CLOSED:
        found += [
            Offer(Gesture.VALUE, one.name, one.help or one.name)
            for one in script.parameters
            if one.later and one.name not in group.worked_out
        ]
    if group.status is SessionStatus.CLOSED and any(step.kind is StepKind.RETURN for step in script.steps):
        found.append(Offer(Gesture.MEMBER_CHECK))
    if group.status is SessionStatus.CLOSED:
        found.append(Offer(Gesture.VALIDATE))
    if group.status is SessionStatus.CLOSED and asks_for_leads(script):
        found.append(Offer(Gesture.ANSWERS))
    if forefront.reopenable(script, group):
        found.append(Offer(Gesture.GO_BACK_MENU))
    if added_rounds.openable(script, group):
        found.append(Offer(Gesture.ROUND_MENU))
    if switching.lengths(script, group) or switching.may_go_live(script, group):
        found.append(Offer(Gesture.MODE_MENU))
    if group.status is SessionStatus.DRAFT:
        found.append(Offer(Gesture.PREVIEW))
    if group.status is not SessionStatus.CLOSED:
        found.append(Offer(Gesture.RELAY))
        found.append(Offer(Gesture.ROOM))
        found.append(Offer(Gesture.PLACES))
        found.append(Offer(Gesture.REVISE))
        found.append(Offer(Gesture.HAND_OVER))
    else:
        found.append(Offer(Gesture.DUPLICATE))
    return tuple(found)


def brings_together(script: Script, group: Group) -> bool:
    """Whether people may be put in touch now: over needs and resources at any time, over leads after the session."""
    closed = group.status is SessionStatus.CLOSED
    return any(step.pairing is not None or (closed and step.introductions) for step in script.steps)


def debatable(script: Script, group: Group) -> tuple[StepId, tuple[Item, ...]] | None:
    """The vote whose item is still to be debated, with its items; None if no debate is ahead of a vote that opened."""
    now = course.group_stretch(script, group)
    debates = (step for step in script.steps if step.kind is StepKind.DEBATE and not step.of)
    ahead = any(script.stretch_of(step.id) > now for step in debates)
    votes = [step.id for step in script.steps if isinstance(step.ballot, HorizonBallot) and step.id in group.ballots]
    return (votes[-1], group.ballots[votes[-1]]) if ahead and votes else None


def yielding(script: Script, group: Group) -> Pool | None:
    """The pool whose prepared items may make room for the group's: voted on next, its vote not open yet."""
    if group.status is SessionStatus.CLOSED:
        return None
    now = course.group_stretch(script, group)
    votes = (
        step.ballot.pool
        for step in script.steps
        if isinstance(step.ballot, HorizonBallot) and step.id not in group.ballots and script.stretch_of(step.id) > now
    )
    pool = next((script.pool(one) for one in votes), None)
    return pool if pool is not None and pool.prepared else None


class Offers:
    """The gestures of a facilitator beside steering."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, entropy: Entropy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._entropy = entropy
        self._conductor = conductor

    async def _post(self, person: Person, session: str, event: SessionEvent, entry: InboxEntry) -> None:
        payload = addressed.encode(ToSession(session, event, by=person.id))
        await self._conductor.commit([Post(addressed.session_lane(session), payload), Handled(entry.id)])

    async def _stale(self, entry: InboxEntry) -> Sentence:
        return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)

    # -- what is debated -----------------------------------------------------------------------------------------------

    async def horizons(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The items of the vote, one of which is to be debated."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        found = debatable(script, group)
        if found is None:
            return await self._stale(entry)
        lines = tuple(item.text for item in found[1])
        await self._conductor.show(
            person, ListPanel(session, Sentence.WHICH_HORIZON, lines, Gesture.HORIZON.value), entry
        )
        return None

    async def choose_horizon(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """That one, instead of the one that divides most: why is asked, and noted."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        found = debatable(script, group)
        item = None if found is None else _nth(found[1], value)
        if found is None or item is None:
            return await self._stale(entry)
        draft = SaveDraft(person.id, launch.encode(DebatedDraft(session, found[0], item.code)))
        await self._conductor.show(person, ReasonPanel(session, item=item.text), entry, draft)
        return None

    async def debated(self, person: Person, draft: DebatedDraft, text: str, entry: InboxEntry) -> None:
        """The reason is there."""
        reason = " ".join(text.split()).rstrip(".")
        found = debatable(await self._memory.script(draft.session), (await self._memory.group(draft.session)).group)
        items = {} if found is None else {one.code: one.text for one in found[1]}
        if draft.code not in items:
            stale = SentencePanel(Sentence.FACILITATOR_STALE_BUTTON)
            await self._conductor.show(person, stale, entry, SaveDraft(person.id, b""))
        elif len(reason) > LONGEST_REASON:
            asked = ReasonPanel(draft.session, item=items[draft.code], too_long=len(reason))
            await self._conductor.show(person, asked, entry)
        else:
            event = ToSession(draft.session, HorizonChosen(draft.vote, draft.code, reason), by=person.id)
            post = Post(addressed.session_lane(draft.session), addressed.encode(event))
            await self._conductor.commit([post, SaveDraft(person.id, b""), Handled(entry.id)])

    # -- what is voted on ----------------------------------------------------------------------------------------------

    async def prepared(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The prepared items of the next vote, any of which may make room for the group's."""
        group = (await self._memory.group(session)).group
        pool = yielding(await self._memory.script(session), group)
        if pool is None:
            return await self._stale(entry)
        out = group.left_out.get(pool.id, ())
        lines = tuple(f"{'✕' if one.code in out else '✓'} {one.text}" for one in pool.prepared)
        panel = ListPanel(session, Sentence.WHICH_YIELD, lines, Gesture.LEAVE_OUT.value)
        await self._conductor.show(person, panel, entry)
        return None

    async def leave_out(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """That one makes room; or comes back, if it had."""
        group = (await self._memory.group(session)).group
        pool = yielding(await self._memory.script(session), group)
        item = None if pool is None else _nth(pool.prepared, value)
        if pool is None or item is None:
            return await self._stale(entry)
        out = set(group.left_out.get(pool.id, ())) ^ {item.code}
        codes = tuple(one.code for one in pool.prepared if one.code in out)
        await self._post(person, session, PreparedLeftOut(pool.id, codes), entry)
        return None

    # -- putting people in touch ---------------------------------------------------------------------------------------

    async def _matches(self, session: str) -> tuple[Match, ...]:
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        return matches(script, group, await self._store.contributions(session))

    async def matches(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """Who might be put in touch, by pseudonym."""
        found = await self._matches(session)
        if not found:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.NO_MATCH
        lines = []
        for one in found:
            first, second = [await self._conductor.alias(who) for who in one.people]
            lines.append(f"{first} ↔ {second} · {one.about}")
        await self._conductor.show(
            person, ListPanel(session, Sentence.MATCHES, tuple(lines), Gesture.MATCH.value), entry
        )
        return None

    async def propose_match(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """Ask both people, apart."""
        match = _nth(await self._matches(session), value)
        if match is None:
            return await self._stale(entry)
        event = IntroductionProposed(self._entropy.token(6), match.about, match.people, match.directly)
        await self._post(person, session, event, entry)
        return Sentence.BOTH_ASKED

    # -- the notebook, read by those it speaks of ----------------------------------------------------------------------

    async def member_check(self, session: str, entry: InboxEntry) -> Sentence | None:
        """Send the notebook to every member, and ask whether they recognise themselves."""
        group = (await self._memory.group(session)).group
        if group.status is not SessionStatus.CLOSED:
            return await self._stale(entry)
        payload = addressed.encode(CompileNotebook(session, to_everyone=True))
        await self._conductor.commit([Post(addressed.notebook_lane(session), payload), Handled(entry.id)])
        return Sentence.SENT_FOR_CHECKING

    # -- values given while the session runs ---------------------------------------------------------------------------

    async def begin_value(self, person: Person, session: str, name: str, entry: InboxEntry) -> Sentence | None:
        """Ask for a value that the script shows later."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        asked = next((one for one in script.parameters if one.later and one.name == name), None)
        if asked is None or name in group.worked_out:
            return await self._stale(entry)
        panel = TeamCardPanel(script.title, 1, 1, asked.help or asked.name)
        await self._conductor.show(person, panel, entry, SaveDraft(person.id, launch.encode(ValueDraft(session, name))))
        return None

    async def give_value(self, person: Person, draft: ValueDraft, text: str, entry: InboxEntry) -> None:
        """It is there: whoever comes to a step that shows it is asked."""
        done = SaveDraft(person.id, b"")
        if is_pass(text):
            await self._conductor.show(person, SentencePanel(Sentence.DRAFT_CANCELLED), entry, done)
            return
        event = ToSession(draft.session, ValueGiven(draft.name, " ".join(text.split())), by=person.id)
        post = Post(addressed.session_lane(draft.session), addressed.encode(event))
        await self._conductor.show(person, SentencePanel(Sentence.VALUE_KEPT), entry, done, post)

    # -- the team's own cards ------------------------------------------------------------------------------------------

    async def begin_card(self, person: Person, session: str, step_id: str, entry: InboxEntry) -> Sentence | None:
        """Ask the first field of a card that the team fills in."""
        step = _team_card(await self._memory.script(session), step_id)
        if step is None:
            return await self._stale(entry)
        await self._ask_field(person, TeamDraft(session, step.id), step, entry)
        return None

    async def fill_in(self, person: Person, draft: TeamDraft, text: str, entry: InboxEntry) -> None:
        """One field is there; the next, or the whole card."""
        # A session keeps its script, and takes up no edit that would remove a step.
        step = (await self._memory.script(draft.session)).step(draft.step)
        values = (*draft.values, "" if is_pass(text) else text)
        draft = TeamDraft(draft.session, draft.step, values)
        if len(values) < len(step.questions):
            await self._ask_field(person, draft, step, entry)
            return
        await self._conductor.show(
            person,
            SentencePanel(Sentence.TEAM_CARD_KEPT, {"title": step.title}),
            entry,
            SaveDraft(person.id, b""),
            *self._kept(draft, step, entry),
        )

    async def _ask_field(self, person: Person, draft: TeamDraft, step: Step, entry: InboxEntry) -> None:
        group = (await self._memory.group(draft.session)).group
        question = step.questions[len(draft.values)]
        intro = () if draft.values else tuple(render(text, group.values) for text in step.intro)
        panel = TeamCardPanel(
            step.title,
            len(draft.values) + 1,
            len(step.questions),
            render(question.text, group.values),
            intro,
            tuple(render(option.label, group.values) for option in getattr(question.accepts, "options", ())),
        )
        await self._conductor.show(person, panel, entry, SaveDraft(person.id, launch.encode(draft)))

    def _kept(self, draft: TeamDraft, step: Step, entry: InboxEntry) -> list[Write]:
        """A card filled in anew takes the place of the one before: its fields are filed under the same keys."""
        now = self._clock.now()
        writes: list[Write] = []
        for number, (question, text) in enumerate(zip(step.questions, draft.values, strict=True)):
            option = option_of(text, getattr(question.accepts, "options", ()))
            codes = (option.code,) if option is not None else ()
            if text:
                identifier = f"e{entry.id}.t{number}"
                writes.append(
                    AddContribution(Contribution(identifier, draft.session, TEAM, question.key, text, now, codes))
                )
        writes.append(WriteJournal(JournalEntry(draft.session, now, "team_card", "animation", {"step": step.id})))
        return writes


def _team_card(script: Script, step_id: str) -> Step | None:
    return next((one for one in script.steps if one.id == step_id and one.kind is StepKind.TEAM_CARD), None)


def _nth(things: Sequence[T], value: str) -> T | None:
    """The thing of that number in the panel, from 1."""
    return things[int(value) - 1] if value.isascii() and value.isdigit() and 0 < int(value) <= len(things) else None
