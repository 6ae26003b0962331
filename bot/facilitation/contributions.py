"""Contributions as they come: read one at a time, and what a facilitator does with one.

Set aside, ask more, hide with a reason, put forward, decide on what was withheld. None is ever rewritten. Not here: the
sentences of each panel, what becomes of an answer (`engine.participant`).
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.engine.events import (
    ContributionHidden,
    ContributionParked,
    ContributionPinned,
    ContributionUnpinned,
    SessionEvent,
)
from bot.engine.group import Group, SessionStatus
from bot.engine.names import named
from bot.engine.probes import OWN_WORDS, REWRITTEN
from bot.engine.script import Script, Visibility
from bot.facilitation import addressed, capacities, launch, names_seen, naming, probing, quoting, withheld
from bot.facilitation.addressed import ToSession
from bot.facilitation.conduct import Conductor
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import HidingDraft, ProbeDraft
from bot.facilitation.memory import Memory
from bot.facilitation.organisation_settings import policy_of
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import ContributionPanel, LetterPanel, Panel, ReasonPanel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import TEAM, Contribution, JournalEntry, Person
from bot.facilitation.reviewing import left
from bot.facilitation.writes import Handled, Post, SaveDraft, Send, Write, WriteJournal

LONGEST_REASON = 120


class Contributions:
    """A facilitator at the contributions of a session."""

    def __init__(self, store: Store, memory: Memory, clock: Clock, policy: Policy, conductor: Conductor) -> None:
        self._store = store
        self._memory = memory
        self._clock = clock
        self._policy = policy
        self._conductor = conductor

    # -- reading -------------------------------------------------------------------------------------------------------

    async def _readable(self, session: str) -> list[Contribution]:
        """What people wrote or chose and still counts, by time."""
        script = await self._memory.script(session)
        return names_seen.readable(script, await self._store.contributions(session))

    async def leaf(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """The list, one at a time: `value` is a place in it, empty for the latest in a new message."""
        readable = await self._readable(session)
        if not readable:
            return await self._conductor.say(entry, Sentence.NO_CONTRIBUTION)
        place = min(int(value), len(readable)) if value.isascii() and value.isdigit() and int(value) else len(readable)
        panel = await self._panel(session, readable, place - 1)
        await self._show(person, panel, entry, anew=not value)
        return None

    async def probe_menu(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """The probes that may be sent about it."""
        panel = await self._panel_of(session, value)
        if panel is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        one = await self._store.contribution(value)
        key = "" if one is None else one.key
        probes = probing.menu(await self._memory.script(session), key, person.language)
        await self._show(person, replace(panel, probes=probes), entry)
        return None

    async def first_withheld(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The first contribution that waits for a decision."""
        waiting = {one.id for one in await withheld.undecided(self._store, session)}
        readable = await self._readable(session)
        place = next((place for place, one in enumerate(readable) if one.id in waiting), None)
        if place is None:
            return await self._conductor.say(entry, Sentence.NOTHING_WITHHELD)
        await self._show(person, await self._panel(session, readable, place), entry, anew=True)
        return None

    async def unseen(self, session: str) -> Sequence[Contribution]:
        """What may name somebody, would be printed, and nobody has looked at yet, by time."""
        script, group = await self._memory.script(session), (await self._memory.group(session)).group
        contributions, journal = await self._store.contributions(session), await self._store.journal(session)
        return left(script, group, await self._aliases(session), contributions, journal).unseen

    async def first_named(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """The first contribution that may name somebody and that nobody has looked at."""
        return await self._next_named(person, session, await self.unseen(session), entry)

    async def keep_named(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """A person has looked at who may be named in it, and keeps it as it is; the next one, if any."""
        waiting = await self.unseen(session)
        left = [one for one in waiting if one.id != value]
        if len(left) == len(waiting):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        kept = names_seen.kept(session, value, self._clock.now())
        return await self._next_named(person, session, left, entry, kept)

    async def _next_named(
        self, person: Person, session: str, waiting: Sequence[Contribution], entry: InboxEntry, *more: Write
    ) -> Sentence | None:
        if not waiting:
            await self._conductor.commit([*more, Handled(entry.id)])
            return Sentence.NAMES_SEEN
        readable = await self._readable(session)
        place = next(place for place, one in enumerate(readable) if one.id == waiting[0].id)
        panel = replace(await self._panel(session, readable, place), unseen=len(waiting))
        await self._show(person, panel, entry, *more, anew=not more)
        return None

    async def _known(self, session: str) -> frozenset[str]:
        """The words of the session that name nobody."""
        group = (await self._memory.group(session)).group
        return naming.known(await self._memory.script(session), group, await self._aliases(session))

    async def _aliases(self, session: str) -> list[str]:
        return [one.alias for one in await self._store.participations_of(session=session)]

    async def _panel_of(self, session: str, contribution: str) -> ContributionPanel | None:
        readable = await self._readable(session)
        place = next((place for place, one in enumerate(readable) if one.id == contribution), None)
        return None if place is None else await self._panel(session, readable, place)

    async def _panel(self, session: str, readable: Sequence[Contribution], place: int) -> ContributionPanel:
        one = readable[place]
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        at_hand = await self._memory.run(one.participant)
        alias = await self._conductor.alias(one.participant)
        profile = () if at_hand is None else capacities.in_words(script, at_hand.run)
        pin = next((pin for pin in group.pinned if pin.contribution == one.id), None)
        known = await self._known(session)
        ahead = range(place + 1, len(readable))
        return ContributionPanel(
            session,
            one.id,
            place + 1,
            len(readable),
            script.step_of(one.key).title,
            " · ".join((alias, *profile)),
            one.text,
            one.standing.value,
            reason=one.reason if one.standing is Standing.WITHHELD else "",
            pinned="" if pin is None else "minority" if pin.minority else "yes",
            may_pin=_may_pin(script, group, one),
            names=named(one.text, known),
            next_named=next((number + 1 for number in ahead if named(readable[number].text, known)), 0),
        )

    async def _show(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write, anew: bool = False) -> None:
        """A contribution in the message of the list, or `anew`; anything else in a message of its own."""
        slot = f"contributions:{panel.session}" if isinstance(panel, ContributionPanel) else ""
        body = ShowPanel(panel, slot) if anew or not slot else ReplacePanel(panel, slot)
        outgoing = Outgoing(person.id, person.language, Lane.REPLY, body)
        await self._conductor.commit([*more, Send(outgoing), Handled(entry.id)])

    # -- set aside, ask more, decide -----------------------------------------------------------------------------------

    async def park(self, session: str, value: str, entry: InboxEntry) -> Sentence:
        """To the points to take up again."""
        one = await self._store.contribution(value)
        if one is None or one.session != session or one.standing in (Standing.PARKED, Standing.WITHDRAWN):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        if one.standing is Standing.WITHHELD:
            # What is parked is printed.
            return await self._conductor.say(entry, Sentence.DECIDE_FIRST)
        writes = await self._conductor.to(one.participant, ContributionParked(one.id))
        return await self._done(
            session, "parked", {"contribution": one.id}, writes, entry, Sentence.CONTRIBUTION_PARKED
        )

    async def probe(self, session: str, value: str, entry: InboxEntry) -> Sentence:
        """One more question about it, to its author."""
        contribution, _, code = value.partition(":")
        said, writes = await self._probed(session, contribution, code, "")
        await self._conductor.commit([*writes, Handled(entry.id)])
        return said

    async def _probed(self, session: str, contribution: str, code: str, words: str) -> tuple[Sentence, Sequence[Write]]:
        return await probing.send(
            session,
            contribution,
            code,
            words,
            store=self._store,
            memory=self._memory,
            conductor=self._conductor,
            clock=self._clock,
            policy=self._policy,
        )

    async def ask_probe(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """A question of her own about it, in her words."""
        panel = await self._panel_of(session, value)
        one = await self._store.contribution(value)
        if panel is None or one is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        draft = SaveDraft(person.id, launch.encode(ProbeDraft(session, value)))
        letter = LetterPanel(1, to=await self._conductor.alias(one.participant))
        await self._conductor.show(person, letter, entry, draft)
        return None

    async def write_probe(self, person: Person, draft: ProbeDraft, text: str, entry: InboxEntry) -> None:
        """The question is there: it is a probe as any other, within the same limits."""
        words = " ".join(text.split())
        if len(words) > launch.LONGEST_VALUE:
            one = await self._store.contribution(draft.contribution)
            alias = "" if one is None else await self._conductor.alias(one.participant)
            await self._conductor.show(person, LetterPanel(1, too_long=len(words), to=alias), entry)
            return
        said, writes = await self._probed(draft.session, draft.contribution, OWN_WORDS, words)
        done = SaveDraft(person.id, b"")
        await self._conductor.show(person, SentencePanel(said), entry, done, *writes)

    async def decide(self, session: str, value: str, entry: InboxEntry, *, show: bool) -> Sentence:
        """Show what was withheld all the same, or leave it."""
        return await withheld.decide(
            session, value, entry, show=show, store=self._store, conductor=self._conductor, clock=self._clock
        )

    async def _done(
        self,
        session: str,
        gesture: str,
        values: dict[str, str | int],
        writes: Sequence[Write],
        entry: InboxEntry,
        said: Sentence,
    ) -> Sentence:
        line = WriteJournal(JournalEntry(session, self._clock.now(), gesture, BY_FACILITATORS, values))
        await self._conductor.commit([*writes, line, Handled(entry.id)])
        return said

    # -- hiding --------------------------------------------------------------------------------------------------------

    async def _hideable(self, session: str, contribution: str) -> Contribution | None:
        """A contribution of that session that is shown, or may be."""
        one = await self._store.contribution(contribution)
        hidden = (Standing.WITHHELD, Standing.WITHDRAWN)
        stands = one is not None and one.session == session and one.participant != TEAM
        return one if stands and one is not None and not one.superseded and one.standing not in hidden else None

    async def hide_menu(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """« Pour quel motif ? »: nothing is hidden without one."""
        panel = await self._panel_of(session, value) if await self._hideable(session, value) is not None else None
        if panel is None:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._show(person, replace(panel, hiding=True), entry)
        return None

    async def hide_for(self, session: str, value: str, entry: InboxEntry) -> Sentence:
        """`value`: contribution:code, for one of the reasons on the buttons."""
        contribution, _, code = value.partition(":")
        one = await self._hideable(session, contribution)
        if one is None or code not in REWRITTEN:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        return await self._hide(session, one, code, entry)

    async def ask_reason(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence | None:
        """Another reason, in her own words."""
        if await self._hideable(session, value) is None:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        draft = SaveDraft(person.id, launch.encode(HidingDraft(session, value)))
        await self._show(person, ReasonPanel(session), entry, draft)
        return None

    async def hide(self, person: Person, draft: HidingDraft, text: str, entry: InboxEntry) -> None:
        """The reason is there: its author is told it word by word."""
        reason = " ".join(text.split()).rstrip(".")
        if len(reason) > LONGEST_REASON:
            await self._show(person, ReasonPanel(draft.session, too_long=len(reason)), entry)
            return
        one = await self._hideable(draft.session, draft.contribution)
        done = SaveDraft(person.id, b"")
        if one is None:
            await self._show(person, SentencePanel(Sentence.ALREADY_DONE), entry, done)
            return
        line = JournalEntry(draft.session, self._clock.now(), "hidden", BY_FACILITATORS, {"contribution": one.id})
        told = await self._conductor.to(one.participant, _hidden(one, reason))
        said = SentencePanel(Sentence.CONTRIBUTION_HIDDEN)
        await self._show(person, said, entry, done, *told, WriteJournal(line))

    async def _hide(self, session: str, one: Contribution, reason: str, entry: InboxEntry) -> Sentence:
        told = await self._conductor.to(one.participant, _hidden(one, reason))
        values: dict[str, str | int] = {"contribution": one.id, "reason": reason}
        return await self._done(session, "hidden", values, told, entry, Sentence.CONTRIBUTION_HIDDEN)

    # -- putting forward -----------------------------------------------------------------------------------------------

    async def pin(
        self, person: Person, session: str, value: str, entry: InboxEntry, *, minority: bool
    ) -> Sentence | SentencePanel:
        """Show it to everybody, without its author; where no minority view is among the pinned, she is reminded.

        Over days it opens the next day's message, signed by its author's profile: only what may be quoted.
        """
        one = await self._store.contribution(value)
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        if one is None or one.session != session or not _may_pin(script, group, one):
            return await self._conductor.say(entry, Sentence.NOT_TO_BE_PINNED)
        over_days = group.schedule is not None
        signed = ""
        if over_days:
            runs = await self._store.runs_of(session)
            if not quoting.may_be_quoted(runs, one.participant):
                return await self._conductor.say(entry, Sentence.NOT_QUOTABLE)
            organisation = (await self._memory.session(session)).organisation
            policy = await policy_of(organisation, self._store.organisation_settings, self._policy)
            signed = quoting.profile_shared(script, runs, one.participant, policy.small_count)
        step = script.step_of(one.key)
        event = ContributionPinned(one.id, one.participant, step.title, one.text, minority, step.authored, signed)
        await self._post(person, session, event, entry)
        others = [pin for pin in group.pinned if pin.contribution != one.id]
        if minority or any(pin.minority for pin in others):
            return Sentence.PINNED_FOR_THE_BRIDGE if over_days else Sentence.CONTRIBUTION_PINNED
        return SentencePanel(Sentence.PINNED_WITHOUT_MINORITY, {"count": len(others) + 1})

    async def unpin(self, person: Person, session: str, value: str, entry: InboxEntry) -> Sentence:
        """Put it forward no more."""
        group = (await self._memory.group(session)).group
        if value not in {pin.contribution for pin in group.pinned}:
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._post(person, session, ContributionUnpinned(value), entry)
        return Sentence.CONTRIBUTION_UNPINNED

    async def _post(self, person: Person, session: str, event: SessionEvent, entry: InboxEntry) -> None:
        payload = addressed.encode(ToSession(session, event, by=person.id))
        await self._conductor.commit([Post(addressed.session_lane(session), payload), Handled(entry.id)])


def _hidden(one: Contribution, reason: str) -> ContributionHidden:
    """What its author's run is told: what is no answer is found there under no question."""
    return ContributionHidden(one.id, reason, one.standing in (Standing.PARKED, Standing.LATE, Standing.UNCERTAIN))


def _may_pin(script: Script, group: Group, one: Contribution) -> bool:
    """Whether it may be shown to everybody: the group sees the answers of that step, and it stands."""
    step = script.step_of(one.key)
    shown = step.visibility is not Visibility.PRIVATE and one.participant != TEAM
    stands = one.standing is Standing.KEPT and not one.superseded and bool(one.text)
    return group.status is SessionStatus.OPEN and shown and stands
