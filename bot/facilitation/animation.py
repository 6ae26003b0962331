"""Animation: the facilitators' gestures, from `/animer` to the close.

Every gesture asks first whether this person may make it. What changes a session is posted to its lane, so that two
facilitators who tap at once do one thing; what only shows something is answered here.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine import course
from bot.engine.ballots import Item, Origin
from bot.engine.events import (
    CloseAsked,
    ItemChosen,
    MergeProposed,
    MovedOn,
    SessionEvent,
    SessionOpened,
    SplitSubmitted,
)
from bot.engine.group import SessionStatus
from bot.engine.script import Parameter, Pool, Script
from bot.facilitation import addressed, borrowing, cockpit, launch, launch_places, launching, modes, teachings
from bot.facilitation.addressed import CompileNotebook, ToSession
from bot.facilitation.answering import Answering
from bot.facilitation.at_once import ONCE, AtOnce
from bot.facilitation.cockpit import Cockpits
from bot.facilitation.conduct import Conductor
from bot.facilitation.contributions import Contributions
from bot.facilitation.entrance import Entrance
from bot.facilitation.filing import Filing
from bot.facilitation.group_probes import GroupProbes
from bot.facilitation.handover import Handover
from bot.facilitation.incoming import FacilitatorButton, Gesture, Tapped
from bot.facilitation.inviting import ABOUT_PEOPLE, Inviting, organisation_of
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import (
    AnswerDraft,
    DebatedDraft,
    DiscussionDraft,
    HidingDraft,
    IdeasDraft,
    LabelDraft,
    LaunchDraft,
    LetterDraft,
    PlacesDraft,
    PreviewDraft,
    ProbeDraft,
    ProgrammeDraft,
    RemovalDraft,
    SeatLetterDraft,
    TeamDraft,
    ValueDraft,
)
from bot.facilitation.membership import UNFINISHED, Members
from bot.facilitation.memory import Memory, names_of
from bot.facilitation.offers import Offers
from bot.facilitation.organisation_writes import JoinCast
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import (
    IdeaLine,
    IdeasPanel,
    ModePanel,
    ParameterPanel,
    Sentence,
    SentencePanel,
    StartPanel,
    WorkshopChoice,
    WorkshopsPanel,
)
from bot.facilitation.people_panels import OrganisationsPanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Shelf, Store, Voice
from bot.facilitation.preview import Preview
from bot.facilitation.programmes import Programme, SaveProgramme
from bot.facilitation.programming import ABOUT_PROGRAMMES, Programming
from bot.facilitation.records import Idea, JournalEntry, Person
from bot.facilitation.relay import ABOUT_RELAY, Relay
from bot.facilitation.revising import Revising
from bot.facilitation.rooms import ABOUT_ROOMS, Rooms
from bot.facilitation.seats import Seats
from bot.facilitation.steering import OF_AN_OPEN_SESSION, Steering
from bot.facilitation.ticketing import ABOUT_PLACES, Ticketing
from bot.facilitation.validating import Validating
from bot.facilitation.workshops import Workshop, Workshops
from bot.facilitation.writes import Handled, Post, SaveDraft, Send, Write, WriteJournal

MERGE: Final = re.compile(
    r"^\s*(?P<numbers>\+|\d+(?:\s*(?:,|;|\+|et|and|\s)\s*\d+)*)\s*:\s*(?P<wording>\S.*)$", re.DOTALL
)
"""« 3, 7 : la phrase », or « + : la phrase » for one the facilitators word themselves."""


SPLIT: Final = re.compile(r"^\s*(?P<number>\d+)\s*/\s*(?P<first>\S[^/]*?)\s*/\s*(?P<second>\S.*)$", re.DOTALL)
"""« 4 / une idée / une autre », to make two of one."""

LAUNCH_PLACES: Final = "launch:places"
"""How the outbox knows the question about places of a launch."""
PAST_SHOWN: Final = 5
UNDER_WAY_SHOWN: Final = 25
WORKSHOPS_SHOWN: Final = 60
"""A message takes a hundred buttons: the console lists them all."""

Said = Sentence | SentencePanel | None
"""What the tap is answered with; a bare sentence is given the session's title."""


class Animation:
    """What facilitators do."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        shelf: Shelf,
        voice: Voice,
        clock: Clock,
        entropy: Entropy,
        policy: Policy,
        conductor: Conductor,
        cockpits: Cockpits,
        members: Members,
        entrance: Entrance,
    ) -> None:
        self._store = store
        self._memory = memory
        self._workshops = Workshops(shelf, store.own_scripts)
        self._voice = voice
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor
        self._cockpits = cockpits
        self._members = members
        self._offers = Offers(store, memory, clock, entropy, conductor)
        self._entrance = entrance
        self._at_once = AtOnce()
        self._ticketing = Ticketing(store, memory, clock, entropy, policy, conductor, entrance)
        self._revising = Revising(store, memory, shelf, conductor)
        self.handover = Handover(store, members, clock, policy, conductor)
        self._inviting = Inviting(store, members, clock, entropy, policy, conductor, self.handover)
        self.answering = Answering(store, memory, members, clock, policy, conductor)
        self._programming = Programming(store, memory, members, clock, entropy, policy, conductor)
        self._steering = Steering(store, memory, clock, policy, conductor)
        self._group_probes = GroupProbes(memory, clock, policy, conductor)
        self._seats = Seats(store, memory, clock, policy, conductor)
        self.preview = Preview(store, memory, members, clock, entropy, conductor)
        self.rooms = Rooms(store, memory, members, clock, entropy, policy, conductor)
        self.relay = Relay(store, memory, members, clock, entropy, conductor, shelf)
        self._contributions = Contributions(store, memory, clock, policy, conductor)
        self._filing = Filing(store, memory, clock, policy, conductor)
        self._validating = Validating(store, memory, clock, policy, conductor, self._contributions)

    # -- commands and texts --------------------------------------------------------------------------------------------

    async def leads(self, person: Person) -> bool:
        """Whether that person facilitates somewhere: what they write then is taken for no participant's."""
        return bool(await self._members.where(person, Gesture.WRITE))

    async def welcome(self, person: Person, entry: InboxEntry, *more: Write) -> None:
        """`/animer`: which workshop, or which session under way. `more`: what else there is to say, before it."""
        refusal = await self._members.refusal(person, Gesture.SHOW_SESSION)
        if refusal is not None:
            if more:
                await self._conductor.commit([*more, Handled(entry.id)])
            else:
                await self._conductor.show(person, SentencePanel(refusal), entry)
            return
        launches = await self._members.where(person, Gesture.PICK_WORKSHOP)
        workshops = tuple(
            WorkshopChoice(script.id, script.title, script.announced_minutes, script.purpose)
            for script in (one.spoken(person.language) for one in await self._workshops.at_hand(launches))
            if launches
        )[:WORKSHOPS_SHOWN]
        sessions = await self._members.sessions(person)
        names = names_of(sessions)
        under_way = tuple((one.id, names[one.id]) for one in sessions if one.status in UNFINISHED)[-UNDER_WAY_SHOWN:]
        over = [(one.id, names[one.id]) for one in sessions if one.status not in UNFINISHED and one.purged_at is None]
        past = tuple(reversed(over[-PAST_SHOWN:]))
        organisations = await self._organisations(person)
        # With one session there is nothing to put together.
        programmes = await self._organisations(person, Gesture.PROGRAMMES) if len(sessions) > 1 else ()
        panel = WorkshopsPanel(workshops, under_way, organisations, past, programmes, launches=bool(launches))
        await self._conductor.show(person, panel, entry, *more)

    async def _organisations(self, person: Person, gesture: Gesture = Gesture.MEMBERS) -> tuple[tuple[str, str], ...]:
        """Those in which she may make that gesture."""
        found = [await self._store.organisation(one) for one in await self._members.where(person, gesture)]
        return tuple((one.id, one.name) for one in found if one is not None)

    async def join(self, person: Person, secret: str, entry: InboxEntry) -> None:
        """The link of an invitation into an organisation."""
        await self._inviting.join(person, secret, entry)

    async def takes(self, person: Person, text: str, entry: InboxEntry) -> bool:
        """A facilitator's text, if it answers something we asked her; False if it is not for us."""
        draft = launch.decode(await self._store.draft(person.id))
        if draft is None or await self._members.refusal(person, *_needed(draft)) is not None:
            return False
        match draft:
            case LaunchDraft():
                await self._parameter(person, draft, text, entry)
                return True
            case ValueDraft():
                await self._offers.give_value(person, draft, text, entry)
                return True
            case TeamDraft():
                await self._offers.fill_in(person, draft, text, entry)
                return True
            case PreviewDraft():
                await self.preview.wrote(person, draft, text, entry)
                return True
            case LetterDraft():
                await self._steering.letter(person, draft, text, entry)
                return True
            case SeatLetterDraft():
                await self._seats.letter(person, draft, text, entry)
                return True
            case RemovalDraft():
                await self._seats.reason(person, draft, text, entry)
                return True
            case ProbeDraft():
                await self._contributions.write_probe(person, draft, text, entry)
                return True
            case DebatedDraft():
                await self._offers.debated(person, draft, text, entry)
                return True
            case HidingDraft():
                await self._contributions.hide(person, draft, text, entry)
                return True
            case IdeasDraft(session=session) if SPLIT.match(text):
                await self._split(person, session, text, entry)
                return True
            case IdeasDraft(session=session) if MERGE.match(text):
                await self._merge(person, session, text, entry)
                return True
            case DiscussionDraft():
                await self.rooms.ask(person, draft, text, entry)
                return True
            case PlacesDraft():
                await self._ticketing.typed(person, draft, text, entry)
                return True
            case LabelDraft():
                await self._inviting.label(person, draft, text, entry)
                return True
            case AnswerDraft():
                await self.answering.reason(person, draft, text, entry)
                return True
            case ProgrammeDraft():
                await self._programming.named(person, draft, text, entry)
                return True
            case IdeasDraft() if not person.current and not person.relaying:
                await self._conductor.show(person, SentencePanel(Sentence.MERGE_SYNTAX), entry)
                return True
            case _:
                return False

    # -- launching -----------------------------------------------------------------------------------------------------

    async def _script(self, person: Person, draft: object) -> Script | None:
        """The workshop of a launch under way as it is today, for the organisation if one is chosen; else None."""
        if not isinstance(draft, LaunchDraft):
            return None
        chosen = [draft.organisation] if draft.organisation else None
        where = chosen or await self._members.where(person, Gesture.PICK_WORKSHOP)
        found = await self._workshops.find(draft.workshop, where)
        return None if found is None else found.script

    async def _pick(self, person: Person, workshop: str, entry: InboxEntry) -> Sentence | None:
        draft = LaunchDraft(workshop)
        script = await self._script(person, draft)
        if script is None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        await self._go_on_launching(person, script, draft, entry)
        return None

    async def _again(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """Launch the workshop of a session again, with what it was told: only how it is run is asked anew."""
        record = await self._memory.session(session)
        at_hand = await self._workshops.find(record.workshop, [record.organisation])
        if at_hand is None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.SCRIPT_NOT_FOUND
        script = at_hand.script
        asked = {one.name for one in script.asked_at_launch}
        values = {name: value for name, value in record.parameters.items() if name in asked}
        programme = await self._store.programmes.of_session(session)
        inside = "" if programme is None else programme.id
        capacity, quotas = launch_places.as_before(script, await self._entrance.places(record), person.language)
        draft = LaunchDraft(
            record.workshop,
            values,
            organisation=record.organisation,
            programme=inside,
            capacity=capacity,
            quotas=quotas,
        )
        await self._go_on_launching(person, script, draft, entry)
        return None

    async def _for_organisation(self, person: Person, organisation: str, entry: InboxEntry) -> Sentence | None:
        """Whose session it will be, tapped."""
        draft = launch.decode(await self._store.draft(person.id))
        chosen = (
            replace(draft, organisation=organisation)
            if isinstance(draft, LaunchDraft) and not draft.organisation
            else None
        )
        script = await self._script(person, chosen)
        if script is None or chosen is None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        await self._go_on_launching(person, script, chosen, entry)
        return None

    async def _in_programme(self, person: Person, value: str, entry: InboxEntry) -> Sentence | None:
        """Which programme it will be in, tapped."""
        draft = launch.decode(await self._store.draft(person.id))
        chosen = None
        if isinstance(draft, LaunchDraft) and draft.programme is None:
            chosen = await self._programming.chosen(draft, value)
        script = await self._script(person, chosen)
        if script is None or chosen is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        await self._go_on_launching(person, script, chosen, entry)
        return None

    async def _go_on_launching(
        self,
        person: Person,
        script: Script,
        draft: LaunchDraft,
        entry: InboxEntry,
        error: str = "",
        new: Programme | int | None = None,
    ) -> None:
        offered: dict[str, Workshop] = {}
        choices: list[tuple[str, str]] = []
        for organisation, name in await self._organisations(person, Gesture.PICK_WORKSHOP):
            # A workshop that one of them wrote itself is launched for that one only.
            theirs = await self._workshops.find(draft.workshop, [organisation])
            if theirs is not None:
                offered[organisation] = theirs
                choices.append((organisation, name))
        if not choices:
            await self._conductor.show(
                person, SentencePanel(Sentence.DRAFT_CANCELLED), entry, SaveDraft(person.id, b"")
            )
            return
        if draft.organisation not in offered:
            # None chosen yet, or one in which she may launch no more.
            draft = replace(draft, organisation=choices[0][0] if len(choices) == 1 else "")
        if not draft.organisation:
            title = script.spoken(person.language).title
            save = SaveDraft(person.id, launch.encode(draft))
            await self._conductor.show(person, OrganisationsPanel(title, tuple(choices)), entry, save)
            return
        script, source = offered[draft.organisation].script, offered[draft.organisation].source
        made: list[Write] = []
        if isinstance(new, Programme):
            draft, made = replace(draft, programme=new.id), [SaveProgramme(new)]
        keep = [*made, SaveDraft(person.id, launch.encode(draft))]
        parameter = launch.pending(script, draft)
        which = None
        if _is_within_programme(parameter):
            which = await self._programming.question(draft, script.spoken(person.language).title)
        if parameter is not None and which is None:
            panel = await self._asked(script, parameter, draft, person, "")
            await self._conductor.show(person, panel, entry, *keep)
            return
        mode = modes.question(script, draft, self._policy, self._clock.now(), person.language, error)
        if parameter is None and mode is not None:
            await self._conductor.show(person, mode, entry, *keep)
            return
        places = launch_places.question(script, draft, person.language, error)
        if parameter is None and places is not None:
            await self._conductor.show(person, places, entry, *keep, slot=LAUNCH_PLACES)
            return
        if which is not None:
            too_long = new if isinstance(new, int) else 0
            await self._conductor.show(person, replace(which, too_long=too_long), entry, *keep)
            return
        record, writes = launching.begun(
            script, source, draft, person, clock=self._clock, entropy=self._entropy, policy=self._policy
        )
        writes += await self._programming.launched(draft, record.id, new if isinstance(new, Programme) else None)
        await self._conductor.commit([*writes, Handled(entry.id)])

    async def _asked(
        self, script: Script, parameter: Parameter, draft: LaunchDraft, person: Person, error: str
    ) -> ParameterPanel:
        """The question that asks for a parameter; with the sessions to choose from, if it names one."""
        panel = launch.panel(script, parameter, self._policy, person.language, error)
        if teachings.taught(parameter):
            known = await teachings.offered(parameter, draft, self._store)
            return replace(panel, teachings=known, counts=parameter.name == teachings.HEARD)
        if not borrowing.borrows(parameter):
            return panel
        return replace(panel, choices=await borrowing.choices(script, parameter, draft, self._store))

    async def _borrow(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        """Which session the new one reads, tapped."""
        draft = launch.decode(await self._store.draft(person.id))
        drafted = draft if isinstance(draft, LaunchDraft) else LaunchDraft("")
        script = await self._script(person, drafted)
        parameter = None if script is None else launch.pending(script, drafted)
        lent = await borrowing.lent(session, drafted.organisation, self._store)
        if script is None or parameter is None or lent is None or not borrowing.borrows(parameter):
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        values = {**drafted.values, parameter.name: lent.id}
        await self._go_on_launching(person, script, replace(drafted, values=values), entry)
        return None

    async def _learn(self, person: Person, key: str, entry: InboxEntry) -> Sentence | None:
        """What a past session taught, tapped."""
        draft = launch.decode(await self._store.draft(person.id))
        script = await self._script(person, draft)
        parameter = launch.pending(script, draft) if script is not None and isinstance(draft, LaunchDraft) else None
        value = None
        if isinstance(draft, LaunchDraft) and parameter is not None and teachings.taught(parameter):
            value = await teachings.chosen(parameter, draft, self._store, key)
        if script is None or parameter is None or not isinstance(draft, LaunchDraft) or value is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        values = {**draft.values, parameter.name: value}
        await self._go_on_launching(person, script, replace(draft, values=values), entry)
        return None

    async def _parameter(self, person: Person, draft: LaunchDraft, text: str, entry: InboxEntry) -> None:
        script = await self._script(person, draft)
        parameter = None if script is None else launch.pending(script, draft)
        if script is not None and parameter is None:
            now = self._clock.now()
            if modes.question(script, draft, self._policy, now, person.language) is not None:
                await self._mode_typed(person, script, draft, text, entry)
                return
            if not draft.placed:
                placed, error = launch_places.typed(script, draft, text, person.language)
                await self._go_on_launching(person, script, placed, entry, error)
                return
        if (
            script is not None
            and _is_within_programme(parameter)
            and await self._programming.question(draft, "") is not None
        ):
            new = self._programming.begun(person, draft, text)
            await self._go_on_launching(person, script, draft, entry, new=new)
            return
        if script is None or parameter is None:
            await self._conductor.show(
                person, SentencePanel(Sentence.DRAFT_CANCELLED), entry, SaveDraft(person.id, b"")
            )
            return
        value, error = launch.read(parameter, text)
        if borrowing.borrows(parameter) and value is not None:
            known = await borrowing.lent(str(value), draft.organisation, self._store)
            value, error = (None, "not_a_session") if known is None else (value, "")
        if value is None:
            panel = await self._asked(script, parameter, draft, person, error)
            await self._conductor.show(person, panel, entry)
            return
        values = {**draft.values, parameter.name: value}
        await self._go_on_launching(person, script, replace(draft, values=values), entry)

    async def _mode_typed(
        self, person: Person, script: Script, draft: LaunchDraft, text: str, entry: InboxEntry
    ) -> None:
        """How the session is run, or its first day, typed instead of tapped; asked again if it cannot be taken."""
        error = ""
        if not draft.mode:
            draft = replace(draft, mode=modes.read_mode(script, text))
        else:
            first, error = modes.read_start(text, self._policy, self._clock.now())
            draft = replace(draft, first=first)
        await self._go_on_launching(person, script, draft, entry, error)

    async def _mode_tapped(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        draft = launch.decode(await self._store.draft(person.id))
        script = await self._script(person, draft)
        if script is None or not isinstance(draft, LaunchDraft) or launch.pending(script, draft) is not None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        now = self._clock.now()
        match modes.question(script, draft, self._policy, now, person.language), button.gesture:
            case ModePanel(), Gesture.CHOOSE_MODE:
                await self._mode_typed(person, script, draft, button.value, entry)
            case StartPanel(), Gesture.CHOOSE_START:
                await self._mode_typed(person, script, draft, button.value, entry)
            case _:
                await self._conductor.commit([Handled(entry.id)])
                return Sentence.ALREADY_DONE
        return None

    async def _places_tapped(self, person: Person, value: str, entry: InboxEntry) -> Sentence | None:
        """How many places, or that it is well so."""
        draft = launch.decode(await self._store.draft(person.id))
        script = await self._script(person, draft)
        if script is None or not isinstance(draft, LaunchDraft) or launch.pending(script, draft) is not None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        asked = modes.question(script, draft, self._policy, self._clock.now(), person.language)
        changed = None if asked is not None or draft.placed else launch_places.tapped(script, draft, value)
        if changed is None:
            return await self._conductor.say(entry, Sentence.FACILITATOR_STALE_BUTTON)
        panel = launch_places.question(script, changed, person.language)
        if panel is None:
            await self._go_on_launching(person, script, changed, entry)
            return None
        body = ReplacePanel(panel, LAUNCH_PLACES)
        send = Send(Outgoing(person.id, person.language, Lane.REPLY, body, coalesce=LAUNCH_PLACES))
        await self._conductor.commit([SaveDraft(person.id, launch.encode(changed)), send, Handled(entry.id)])
        return None

    async def _keep_default(self, person: Person, name: str, entry: InboxEntry) -> Sentence | None:
        draft = launch.decode(await self._store.draft(person.id))
        script = await self._script(person, draft)
        parameter = launch.pending(script, draft) if script is not None and isinstance(draft, LaunchDraft) else None
        kept = launch.default(parameter, self._policy) if parameter is not None else None
        if script is None or parameter is None or not isinstance(draft, LaunchDraft) or kept is None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        if parameter.name != name:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.ALREADY_DONE
        values = {**draft.values, parameter.name: kept}
        await self._go_on_launching(person, script, replace(draft, values=values), entry)
        return None

    # -- taps ----------------------------------------------------------------------------------------------------------

    async def tapped(self, person: Person, button: FacilitatorButton, tapped: Tapped, entry: InboxEntry) -> None:
        """A facilitator's button."""
        said: Said
        title = ""
        organisation = organisation_of(button, ABOUT_PEOPLE | ABOUT_PROGRAMMES)
        refusal = await self._members.refusal(person, button.gesture, button.session, organisation)
        if refusal is not None:
            await self._conductor.commit([Handled(entry.id)])
            said = refusal
        elif button.gesture is Gesture.PICK_WORKSHOP:
            said = await self._pick(person, button.value, entry)
        elif button.gesture is Gesture.KEEP_DEFAULT:
            said = await self._keep_default(person, button.value, entry)
        elif button.gesture in (Gesture.CHOOSE_MODE, Gesture.CHOOSE_START):
            said = await self._mode_tapped(person, button, entry)
        elif button.gesture is Gesture.LAUNCH_PLACES:
            said = await self._places_tapped(person, button.value, entry)
        elif button.gesture in ABOUT_PEOPLE:
            said = await self._inviting.tapped(person, button, entry)
        elif button.gesture in ABOUT_PROGRAMMES:
            said = await self._programming.tapped(person, button, entry)
        elif button.gesture is Gesture.CHOOSE_SOURCE:
            said = await self._borrow(person, button.value, entry)
        elif button.gesture is Gesture.CHOOSE_TEACHING:
            said = await self._learn(person, button.value, entry)
        elif button.gesture is Gesture.CHOOSE_PROGRAMME:
            said = await self._in_programme(person, button.value, entry)
        elif button.gesture is Gesture.CHOOSE_ORGANISATION:
            said = await self._for_organisation(person, button.value, entry)
        elif button.gesture is Gesture.CANCEL_DRAFT:
            said = Sentence.DRAFT_CANCELLED
            await self._conductor.commit([SaveDraft(person.id, b""), Handled(entry.id)])
        elif button.gesture is Gesture.PREVIEW_STOP:
            said = await self.preview.stop(person, entry)
        elif button.gesture is Gesture.RELAY_STOP:
            said = await self.relay.stop(person, entry)
        elif not button.session:
            await self._conductor.commit([Handled(entry.id)])
            said = Sentence.FACILITATOR_STALE_BUTTON
        else:
            title = (await self._memory.session(button.session)).title
            said = await self._steer(person, button, entry)
        panel = SentencePanel(said, {"title": title}) if isinstance(said, Sentence) else said
        self._voice.toast(tapped.tap, panel, person.language)

    async def _steer(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Said:
        session, value = button.session, button.value
        if button.gesture in ABOUT_PLACES:
            return await self._ticketing.tapped(person, button, entry)
        if button.gesture in ABOUT_ROOMS:
            return await self.rooms.handle(person, button, entry)
        if button.gesture in ABOUT_RELAY:
            return await self.relay.handle(person, button, entry)
        if button.gesture in ONCE and not self._is_first(person, session, button.gesture, value, entry):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        self._cockpits.leave_menu(session, person.id)
        if button.gesture in OF_AN_OPEN_SESSION:
            group = (await self._memory.group(session)).group
            if group.status is SessionStatus.CLOSED:
                await self._cockpit(person, session, entry)
                return Sentence.FACILITATOR_STALE_BUTTON
        gestures: dict[Gesture, Callable[[], Awaitable[Said]]] = {
            Gesture.OPEN: lambda: self._post(person, session, SessionOpened(), entry, Sentence.SESSION_OPENED),
            Gesture.NEXT: lambda: self._cockpit(person, session, entry, menu="next"),
            Gesture.NEXT_CONFIRMED: lambda: self._post(person, session, MovedOn(value), entry, None),
            Gesture.NEXT_NOW: lambda: self._post(person, session, MovedOn(value, now=True), entry, None),
            Gesture.NEXT_ANNOUNCED: lambda: self._steering.announce(person, session, value, entry),
            Gesture.NEXT_CALLED_OFF: lambda: self._steering.call_off(person, session, value, entry),
            Gesture.EXTEND_MENU: lambda: self._cockpit(person, session, entry, menu="extend"),
            Gesture.EXTEND: lambda: self._steering.extend(person, session, value, entry),
            Gesture.MORE_MENU: lambda: self._cockpit(person, session, entry, menu="more"),
            Gesture.PAUSE_MENU: lambda: self._cockpit(person, session, entry, menu="pause"),
            Gesture.PAUSE: lambda: self._steering.pause(person, session, value, entry),
            Gesture.RESUME: lambda: self._steering.resume(person, session, entry),
            Gesture.MODE_MENU: lambda: self._cockpit(person, session, entry, menu="mode"),
            Gesture.MODE: lambda: self._steering.change_mode(person, session, value, entry),
            Gesture.ROUND_MENU: lambda: self._cockpit(person, session, entry, menu="round"),
            Gesture.ROUND: lambda: self._steering.add_round(person, session, value, entry),
            Gesture.FILE_MENU: lambda: self._filing.show(person, session, value, entry),
            Gesture.FILE: lambda: self._filing.file(person, session, value, entry),
            Gesture.NUDGE: lambda: self._steering.nudge(person, session, entry),
            Gesture.PROBE_ALL_MENU: lambda: self._group_probes.menu(person, session, entry),
            Gesture.PROBE_ALL: lambda: self._group_probes.ask(person, session, value, entry),
            Gesture.PREVIEW: lambda: self.preview.begin(person, session, entry),
            Gesture.WRITE: lambda: self._steering.begin_letter(person, session, entry),
            Gesture.CLOSE: lambda: self._cockpit(person, session, entry, menu="close"),
            Gesture.CLOSE_CONFIRMED: lambda: self._post(person, session, CloseAsked(), entry, None),
            Gesture.COCKPIT: lambda: self._cockpit(person, session, entry),
            Gesture.SHOW_SESSION: lambda: self._cockpit(person, session, entry, anew=True),
            Gesture.IDEAS: lambda: self._ideas(person, session, entry),
            Gesture.TOGGLE_IDEA: lambda: self._toggle(person, session, value, entry),
            Gesture.CONTRIBUTIONS: lambda: self._contributions.leaf(person, session, value, entry),
            Gesture.PARK: lambda: self._contributions.park(session, value, entry),
            Gesture.PROBE_MENU: lambda: self._contributions.probe_menu(person, session, value, entry),
            Gesture.PROBE: lambda: self._contributions.probe(session, value, entry),
            Gesture.WITHHELD: lambda: self._contributions.first_withheld(person, session, entry),
            Gesture.RELEASE: lambda: self._contributions.decide(session, value, entry, show=True),
            Gesture.LEAVE_WITHHELD: lambda: self._contributions.decide(session, value, entry, show=False),
            Gesture.HIDE_MENU: lambda: self._contributions.hide_menu(person, session, value, entry),
            Gesture.HIDE: lambda: self._contributions.hide_for(session, value, entry),
            Gesture.PROBE_WRITE: lambda: self._contributions.ask_probe(person, session, value, entry),
            Gesture.HIDE_OTHER: lambda: self._contributions.ask_reason(person, session, value, entry),
            Gesture.PIN: lambda: self._contributions.pin(person, session, value, entry, minority=False),
            Gesture.PIN_MINORITY: lambda: self._contributions.pin(person, session, value, entry, minority=True),
            Gesture.UNPIN: lambda: self._contributions.unpin(person, session, value, entry),
            Gesture.PARTICIPANTS: lambda: self._seats.everybody(person, session, entry),
            Gesture.PARTICIPANT: lambda: self._seats.one(person, session, value, entry),
            Gesture.NUDGE_ONE: lambda: self._seats.nudge(session, value, entry),
            Gesture.WRITE_ONE: lambda: self._seats.begin_letter(person, session, value, entry),
            Gesture.REMOVE: lambda: self._seats.ask_reason(person, session, value, entry),
            Gesture.REMOVE_KEEP: lambda: self._seats.remove(person, session, value, entry, keep=True),
            Gesture.REMOVE_ERASE: lambda: self._seats.remove(person, session, value, entry, keep=False),
            Gesture.GO_BACK_MENU: lambda: self._steering.steps(person, session, entry),
            Gesture.GO_BACK: lambda: self._steering.go_back(person, session, value, entry),
            Gesture.NOTEBOOK: lambda: self._notebook(session, entry),
            Gesture.VALIDATE: lambda: self._validating.show(person, session, entry),
            Gesture.VALIDATE_VERSION: lambda: self._validating.validate(session, value, entry),
            Gesture.KEEP_NAMED: lambda: self._contributions.keep_named(person, session, value, entry),
            Gesture.ANSWERS: lambda: self.answering.show(person, session, entry),
            Gesture.LEAD: lambda: self.answering.one(person, session, value, entry),
            Gesture.LEAD_STATUS: lambda: self.answering.status(person, session, value, entry),
            Gesture.ANSWERS_PUBLISH: lambda: self.answering.publish(person, session, entry, confirmed=False),
            Gesture.ANSWERS_PUBLISH_CONFIRMED: lambda: self.answering.publish(person, session, entry, confirmed=True),
            Gesture.HORIZONS: lambda: self._offers.horizons(person, session, entry),
            Gesture.HORIZON: lambda: self._offers.choose_horizon(person, session, value, entry),
            Gesture.PREPARED: lambda: self._offers.prepared(person, session, entry),
            Gesture.LEAVE_OUT: lambda: self._offers.leave_out(person, session, value, entry),
            Gesture.MATCHES: lambda: self._offers.matches(person, session, entry),
            Gesture.MATCH: lambda: self._offers.propose_match(person, session, value, entry),
            Gesture.TEAM_CARD: lambda: self._offers.begin_card(person, session, value, entry),
            Gesture.REVISE: lambda: self._revising.review(person, session, entry),
            Gesture.TAKE_UP: lambda: self._revising.take_up(session, value, entry),
            Gesture.VALUE: lambda: self._offers.begin_value(person, session, value, entry),
            Gesture.DUPLICATE: lambda: self._again(person, session, entry),
            Gesture.HAND_OVER: lambda: self.handover.leave(person, session, entry),
            Gesture.MEMBER_CHECK: lambda: self._offers.member_check(session, entry),
        }
        # The others belong to no session, and were taken before.
        return await gestures[button.gesture]()

    def _is_first(self, person: Person, session: str, gesture: str, value: str, entry: InboxEntry) -> bool:
        return self._at_once.is_first(session, gesture, value, by=person.id, entry=entry.id, now=self._clock.now())

    async def _post(
        self, person: Person, session: str, event: SessionEvent, entry: InboxEntry, said: Sentence | None
    ) -> Sentence | None:
        """To the session's lane, where it is judged in turn with everything else."""
        payload = addressed.encode(ToSession(session, event, by=person.id))
        await self._conductor.commit([Post(addressed.session_lane(session), payload), Handled(entry.id)])
        return said

    async def _cockpit(
        self, person: Person, session: str, entry: InboxEntry, *, menu: str = "", anew: bool = False
    ) -> Sentence | None:
        organisation = (await self._memory.session(session)).organisation
        role = await self._members.role(person, organisation)
        panel = replace(await self._cockpits.opened(session, person.id, menu), role=role or "")
        slot = cockpit.slot(session)
        body = ShowPanel(panel, slot) if anew else ReplacePanel(panel, slot)
        outgoing = Outgoing(person.id, person.language, Lane.REPLY, body, coalesce="" if anew else slot)
        follows = [JoinCast(session, person.id, self._clock.now())] if anew else []
        await self._conductor.commit([*follows, Send(outgoing), Handled(entry.id)])
        return None

    async def _notebook(self, session: str, entry: InboxEntry) -> Sentence | None:
        payload = addressed.encode(CompileNotebook(session))
        await self._conductor.commit([Post(addressed.notebook_lane(session), payload), Handled(entry.id)])
        return None

    # -- ideas ---------------------------------------------------------------------------------------------------------

    async def _pool(self, session: str) -> tuple[Script, Pool | None]:
        """The pool whose vote has not opened yet."""
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        # A vote behind us that was never held (a round of support with room for all) does not come back.
        now = course.group_stretch(script, group)
        upcoming = (
            step.ballot.pool for step in script.steps if step.ballot is not None and script.stretch_of(step.id) > now
        )
        pool = next(upcoming, None)
        return script, None if pool is None else script.pool(pool)

    async def _ideas_panel(self, session: str, pool: Pool, ideas: Sequence[Idea]) -> IdeasPanel:
        group = (await self._memory.group(session)).group
        chosen = group.chosen.get(pool.id, ())
        on_ballot = {source for item in chosen for source in item.sources}
        merging = {idea for merge in group.merges.values() if merge.pending for idea, _ in merge.sources}
        merged = {source for item in chosen if len(item.sources) > 1 for source in item.sources}
        lines = []
        for number, idea in enumerate(ideas, 1):
            if idea.withdrawn:
                continue
            mark = "chosen" if idea.id in on_ballot else "merging" if idea.id in merging else ""
            lines.append(IdeaLine(number, idea.text, "merged" if idea.id in merged else mark))
        waiting = sum(1 for merge in group.merges.values() if merge.pending)
        return IdeasPanel(session, tuple(lines), len(chosen), group.room(pool), waiting)

    async def _ideas(self, person: Person, session: str, entry: InboxEntry) -> Sentence | None:
        _, pool = await self._pool(session)
        if pool is None:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.VOTE_ALREADY_OPEN
        ideas = await self._store.ideas(session, pool.id)
        panel = await self._ideas_panel(session, pool, ideas)
        draft = SaveDraft(person.id, launch.encode(IdeasDraft(session)))
        await self._conductor.show(person, panel, entry, draft, slot=f"ideas:{session}")
        return None

    async def _toggle(self, person: Person, session: str, value: str, entry: InboxEntry) -> Said:
        _, pool = await self._pool(session)
        ideas = [] if pool is None else await self._store.ideas(session, pool.id)
        on = not value.startswith("-")
        idea = _nth(ideas, value.removeprefix("-"))
        if pool is None or idea is None or idea.withdrawn:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.VOTE_ALREADY_OPEN if pool is None else Sentence.FACILITATOR_STALE_BUTTON
        group = (await self._memory.group(session)).group
        item = Item("", idea.text, Origin.GROUP, (idea.id,))
        chosen = group.chosen.get(pool.id, ())
        if any(idea.id in one.sources for one in chosen) is on:
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.ALREADY_DONE
        if on and len(chosen) >= group.room(pool):
            await self._conductor.commit([Handled(entry.id)])
            return SentencePanel(Sentence.TOO_MANY_CHOSEN, {"most": group.room(pool)})
        return await self._post(person, session, ItemChosen(pool.id, item, on), entry, None)

    async def _merge(self, person: Person, session: str, text: str, entry: InboxEntry) -> None:
        """« 3, 7 : la phrase »."""
        found = MERGE.match(text)
        _, pool = await self._pool(session)
        if pool is None or found is None:
            await self._conductor.show(person, SentencePanel(Sentence.VOTE_ALREADY_OPEN), entry)
            return
        wording = " ".join(found["wording"].split())
        ideas = await self._store.ideas(session, pool.id)
        sources = [_nth(ideas, number) for number in re.findall(r"\d+", found["numbers"])]
        if len(wording) > launch.LONGEST_VALUE or any(idea is None or idea.withdrawn for idea in sources):
            await self._conductor.show(person, SentencePanel(Sentence.MERGE_SYNTAX), entry)
            return
        group = (await self._memory.group(session)).group
        chosen = group.chosen.get(pool.id, ())
        standing = list(dict.fromkeys(idea for idea in sources if idea is not None))
        kept = [item for item in chosen if not {idea.id for idea in standing} & set(item.sources)]
        pending = sum(1 for merge in group.merges.values() if merge.pending)
        if len(kept) + pending >= group.room(pool):
            await self._conductor.show(
                person, SentencePanel(Sentence.TOO_MANY_CHOSEN, {"most": group.room(pool)}), entry
            )
            return
        if not standing or (len(standing) == 1 and standing[0].text == wording):
            origin = Origin.GROUP if standing else Origin.FACILITATION
            item = Item("", wording, origin, tuple(idea.id for idea in standing))
            await self._post(person, session, ItemChosen(pool.id, item), entry, None)
            return
        event = MergeProposed(
            self._entropy.token(6), pool.id, wording, tuple((idea.id, idea.participant) for idea in standing)
        )
        authors = len({idea.participant for idea in standing})
        payload = addressed.encode(ToSession(session, event, by=person.id))
        said = SentencePanel(Sentence.MERGE_SENT, {"count": authors})
        await self._conductor.show(person, said, entry, Post(addressed.session_lane(session), payload))

    async def _split(self, person: Person, session: str, text: str, entry: InboxEntry) -> None:
        """« 4 / une idée / une autre »: nothing becomes of it without the author's yes."""
        found = SPLIT.match(text)
        _, pool = await self._pool(session)
        if pool is None or found is None:
            await self._conductor.show(person, SentencePanel(Sentence.VOTE_ALREADY_OPEN), entry)
            return
        idea = _nth(await self._store.ideas(session, pool.id), found["number"])
        if idea is None or idea.withdrawn or len(text) > launch.LONGEST_VALUE:
            await self._conductor.show(person, SentencePanel(Sentence.MERGE_SYNTAX), entry)
            return
        parts = (" ".join(found["first"].split()), " ".join(found["second"].split()))
        if not self._is_first(person, session, "split", text, entry):
            await self._conductor.show(person, SentencePanel(Sentence.SPLIT_SENT), entry)
            return
        asked = await self._conductor.to(idea.participant, SplitSubmitted(self._entropy.token(6), idea.id, parts))
        gesture = JournalEntry(session, self._clock.now(), "split_proposed", BY_FACILITATORS, {"contribution": idea.id})
        await self._conductor.show(person, SentencePanel(Sentence.SPLIT_SENT), entry, *asked, WriteJournal(gesture))


def _is_within_programme(parameter: Parameter | None) -> bool:
    """Whether the programme is asked before that parameter: it says which past sessions may be drawn on."""
    return parameter is None or borrowing.borrows(parameter) or teachings.taught(parameter)


def _needed(draft: launch.Draft) -> tuple[Gesture, str]:
    """The gesture that a text typed for this draft goes on with, and the session it is made on."""
    match draft:
        case LaunchDraft():
            return Gesture.PICK_WORKSHOP, ""
        case ValueDraft(session=session):
            return Gesture.VALUE, session
        case TeamDraft(session=session):
            return Gesture.TEAM_CARD, session
        case PreviewDraft(session=session):
            return Gesture.PREVIEW, session
        case LetterDraft(session=session):
            return Gesture.WRITE, session
        case SeatLetterDraft(session=session):
            return Gesture.WRITE_ONE, session
        case RemovalDraft(session=session):
            return Gesture.REMOVE, session
        case ProbeDraft(session=session):
            return Gesture.PROBE_WRITE, session
        case DebatedDraft(session=session):
            return Gesture.HORIZON, session
        case HidingDraft(session=session):
            return Gesture.HIDE, session
        case IdeasDraft(session=session):
            return Gesture.TOGGLE_IDEA, session
        case DiscussionDraft(session=session):
            return Gesture.ROOM_ASK, session
        case PlacesDraft(session=session):
            return Gesture.PLACES_ASK, session
        case AnswerDraft(session=session):
            return Gesture.LEAD_STATUS, session
        case ProgrammeDraft():
            return Gesture.PROGRAMME_NEW, ""
        case LabelDraft():  # pragma: no branch - the union is closed
            return Gesture.INVITE, ""


def _nth(ideas: Sequence[Idea], number: str) -> Idea | None:
    """The idea of that number in the panel, from 1."""
    return ideas[int(number) - 1] if number.isascii() and number.isdigit() and 0 < int(number) <= len(ideas) else None
