"""Reception: what comes in from a channel finds its way to a participant, a facilitator's gesture, or a polite word."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.doublets import IN_FULL
from bot.engine.events import (
    AnswerEdited,
    AnswerGiven,
    AnswersAsked,
    ButtonPressed,
    DataAsked,
    DeliveryFailed,
    HourAsked,
    LanguageChosen,
    LeaveAsked,
    ParticipantEvent,
    Resumed,
    UnreadableSent,
)
from bot.engine.phrases import Phrase, say
from bot.errors import OutsideFailure
from bot.facilitation import addressed, people
from bot.facilitation.access import MemberAccess
from bot.facilitation.animation import Animation
from bot.facilitation.closing import Closing
from bot.facilitation.conduct import Conductor
from bot.facilitation.console import ConsoleDoor
from bot.facilitation.doors import Doors
from bot.facilitation.entrance import Entrance
from bot.facilitation.incoming import (
    BotBlocked,
    BotUnblocked,
    Command,
    CommandUsed,
    FacilitatorButton,
    ForeignButton,
    Gesture,
    OtherSent,
    ParticipantButton,
    RoomAsked,
    RoomLeft,
    RoomMoved,
    RoomReplied,
    Sender,
    Tapped,
    TextEdited,
    TextSent,
)
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.my_data import PersonalData
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import LanguagePanel, Panel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Reader, Store, Voice
from bot.facilitation.records import RELAY, ROOM, Participation, Person
from bot.facilitation.retention import Retention
from bot.facilitation.several import Several
from bot.facilitation.whereabouts import Whereabouts
from bot.facilitation.writes import DeadLetter, Handled, Post, SavePerson, Send, Write

log = logging.getLogger(__name__)

LANGUAGES: Final = ("fr", "en")


class Reception:
    """The front desk: handles every entry of the inbox."""

    def __init__(
        self,
        store: Store,
        memory: Memory,
        reader: Reader,
        voice: Voice,
        clock: Clock,
        entropy: Entropy,
        policy: Policy,
        conductor: Conductor,
        animation: Animation,
        notebooks: Notebooks,
        entrance: Entrance,
        retention: Retention,
    ) -> None:
        self._store = store
        self._memory = memory
        self._reader = reader
        self._voice = voice
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor
        self._animation = animation
        self._notebooks = notebooks
        self._several = Several(store, memory, conductor)
        doors = Doors(store, clock, entropy)
        access = MemberAccess(store, Members(store, clock, policy))
        self._console = ConsoleDoor(doors, access, policy, conductor, voice)
        self._entrance = entrance
        self._data = PersonalData(store, memory, clock, policy, conductor)
        self._words = Whereabouts(store, memory, notebooks, conductor)
        self._closing = Closing(store, memory, clock, conductor)
        self._retention = retention

    async def handle(self, entry: InboxEntry) -> None:
        """Handle an entry for good: afterwards it is done, or a dead letter.

        Raises:
            OutsideFailure: disk, database or network; the entry is still there and must be tried again.
        """
        try:
            if entry.source == "channel":
                await self._from_channel(entry)
                return
            internal = addressed.decode(entry.payload)
            if isinstance(internal, addressed.PlaceFreed):
                await self._entrance.call(internal.session, entry)
            elif isinstance(internal, addressed.PreviewLapsed):
                await self._animation.preview.lapse(internal, entry)
            elif isinstance(internal, addressed.LeftOpen):
                await self._closing.look(internal.session, entry)
            elif isinstance(internal, addressed.KeptLongEnough):
                await self._retention.look(internal.session, entry)
            elif isinstance(internal, addressed.AnswersDue):
                await self._animation.answering.due(internal.session, entry, last=internal.last)
            elif isinstance(internal, addressed.TellAnswers):
                await self._animation.answering.tell(internal.session, internal.leads, entry)
            elif isinstance(internal, addressed.CompileProgramme):
                await self._notebooks.compile_programme(internal.programme, internal.person, entry)
            elif isinstance(internal, addressed.CompileNotebook):
                await self._notebooks.compile(internal.session, entry, to_everyone=internal.to_everyone)
            else:
                await self._conductor.apply(entry, internal)
        except OutsideFailure:
            raise
        except Exception as reason:
            # The type only: a message may quote what a person wrote.
            log.exception("entry %s cannot be handled: %s", entry.id, type(reason).__name__)
            await self._store.commit([DeadLetter(entry.id, type(reason).__name__)])

    async def gone(self, person_id: str) -> None:
        """Delivery found that a person cannot be reached any more."""
        person = await self._store.person(person_id)
        if person is not None and person.channel == ROOM:
            await self._conductor.commit(await self._animation.rooms.lost(person))
        elif person is not None and person.channel == RELAY:
            await self._conductor.commit(await self._animation.relay.lost(person))
        elif person is not None:
            await self._conductor.commit(await self._unreachable(person))

    # -- from the channel ----------------------------------------------------------------------------------------------

    async def _from_channel(self, entry: InboxEntry) -> None:
        try:
            incoming = self._reader.read(entry.payload)
        except ValueError as reason:
            log.warning("entry %s is unreadable: %s", entry.id, type(reason).__name__)
            await self._store.commit([DeadLetter(entry.id, "unreadable")])
            return
        if incoming is None:
            await self._store.commit([Handled(entry.id)])
            return
        what = incoming.what
        # About a group, whoever it was that did it: that makes nobody known to us.
        if isinstance(what, RoomMoved):
            await self._store.rehome(what.old, what.new)
            await self._conductor.commit([Handled(entry.id)])
            return
        if isinstance(what, RoomLeft):
            await self._animation.rooms.left(what.room, entry)
            return
        if isinstance(what, RoomReplied):
            await self._animation.rooms.replied(incoming.sender, what, entry)
            return
        person = await self._known(incoming.sender)
        match what:
            case RoomAsked():
                await self._animation.rooms.asked(person, what, entry)
            case CommandUsed(command=command, argument=argument):
                await self._command(person, command, argument, entry)
            case TextSent(text=text, ref=ref):
                await self._text(person, text, ref, entry)
            case TextEdited(text=text, ref=ref):
                speaker = await self._animation.relay.speaker(person)
                await self._to_current(speaker, AnswerEdited(text, ref), entry, otherwise=None)
            case OtherSent(kind=kind, ref=ref, emoji=emoji):
                speaker = await self._animation.relay.speaker(person)
                # A sticker is read as the emoji it stands for, and so belongs to a question as a text does.
                shown, doubtful = await self._shown(speaker, ref) if emoji else ("", False)
                event = UnreadableSent(kind, ref, emoji, shown, doubtful)
                await self._to_current(speaker, event, entry, otherwise=Sentence.NO_SESSION)
            case Tapped():
                await self._tap(person, what, entry)
            case BotBlocked():
                await self._conductor.commit([*await self._unreachable(person), Handled(entry.id)])
            case BotUnblocked():  # pragma: no branch - the union is closed
                await self._back(person, entry)

    async def _known(self, sender: Sender) -> Person:
        """The roster's entry of whoever this is; a new one is written with whatever comes of this."""
        person = await self._memory.person_by_user(sender.channel, sender.user)
        if person is None:
            language = self._policy.language
            hint = sender.language.partition("-")[0].lower()
            if hint:
                language = hint if hint in LANGUAGES else "en"
            person = Person(self._entropy.token(10), sender.channel, sender.user, sender.address, language)
            await self._store.commit([SavePerson(person)])
            self._memory.person_changed(person)
        elif not person.reachable or person.address != sender.address:
            # Who writes can be reached.
            person = replace(person, reachable=True, address=sender.address)
            await self._store.commit([SavePerson(person)])
            self._memory.person_changed(person)
        return person

    async def _say(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write) -> None:
        outgoing = Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel))
        await self._conductor.commit([*more, Send(outgoing), Handled(entry.id)])

    async def _privacy(self, person: Person, entry: InboxEntry) -> None:
        panels = [SentencePanel(Sentence.PRIVACY)]
        if endpoint := self._policy.assistance:
            panels.append(SentencePanel(Sentence.PRIVACY_ASSISTED, {"endpoint": endpoint}))
        said = [Outgoing(person.id, person.language, Lane.REPLY, ShowPanel(panel)) for panel in panels]
        await self._conductor.commit([*map(Send, said), Handled(entry.id)])

    async def _to_current(
        self,
        person: Person,
        event: ParticipantEvent,
        entry: InboxEntry,
        *,
        otherwise: Sentence | None,
        extra: Sequence[Write] = (),
    ) -> None:
        """To the participant whose card the person's messages answer, or a word to somebody who is in no session."""
        if person.current and await self._memory.run(person.current) is not None:
            await self._conductor.participant(person.current, event, entry, extra=extra)
        elif otherwise is None:
            await self._conductor.commit([Handled(entry.id)])
        else:
            if otherwise is Sentence.NO_SESSION and await self._animation.leads(person):
                otherwise = Sentence.SENT_TO_NOBODY
            await self._say(person, SentencePanel(otherwise), entry, *extra)

    async def _command(self, person: Person, command: Command, argument: str, entry: InboxEntry) -> None:
        speaker = await self._animation.relay.speaker(person)
        match command:
            case Command.START if argument.startswith(people.PREFIX):
                await self._animation.join(person, argument.strip(), entry)
            case Command.START if argument:
                await self._entrance.join(person, argument.strip(), entry)
            case Command.START | Command.RESUME:
                await self._to_current(speaker, Resumed(), entry, otherwise=Sentence.NO_SESSION)
            case Command.ANSWERS:
                await self._to_current(speaker, AnswersAsked(), entry, otherwise=Sentence.NO_CURRENT_SESSION)
            case Command.HOUR:
                await self._to_current(speaker, HourAsked(), entry, otherwise=Sentence.NO_CURRENT_SESSION)
            case Command.DATA:
                # Its buttons are about whoever taps them: not the person whose answers she enters.
                more = [self._data.panel(person)] if speaker is person else []
                await self._to_current(speaker, DataAsked(), entry, otherwise=Sentence.NO_CURRENT_SESSION, extra=more)
            case Command.QUIT:
                await self._to_current(speaker, LeaveAsked(), entry, otherwise=Sentence.NO_CURRENT_SESSION)
            case Command.HELP:
                await self._say(person, SentencePanel(Sentence.HELP), entry)
            case Command.PRIVACY:
                await self._privacy(person, entry)
            case Command.LANGUAGE:
                await self._say(person, LanguagePanel(), entry)
            case Command.FACILITATE:
                await self._animation.welcome(person, entry)
            case Command.SESSIONS:
                await self._animation.welcome(person, entry, *await self._several.shown(person))
            case Command.CONSOLE:
                await self._console.welcome(person, entry)
            case Command.UNKNOWN:  # pragma: no branch - the union is closed
                await self._say(person, SentencePanel(Sentence.UNKNOWN_COMMAND), entry)

    async def _text(self, person: Person, text: str, ref: int, entry: InboxEntry) -> None:
        if await self._animation.takes(person, text, entry):
            return
        speaker = await self._animation.relay.speaker(person)
        await self._voice.settled(speaker.id)
        turned = await self._several.written(speaker, ref)
        shown, doubtful = await self._shown(turned, ref)
        event = AnswerGiven(text, ref, shown, doubtful)
        extra = [SavePerson(turned)] if turned is not speaker else []
        await self._to_current(turned, event, entry, otherwise=Sentence.NO_SESSION, extra=extra)

    async def _shown(self, person: Person, ref: int) -> tuple[str, bool]:
        """The wait of the last card known to be on the screen before message `ref`; whether a later one may be."""
        if not person.current:
            return "", False
        await self._voice.settled(person.id)
        last, doubtful = "", False
        for card in await self._store.shown(person.current):
            if not card.wait.isdigit():
                continue
            if card.ref and card.ref < ref:
                last, doubtful = card.wait, False
            elif (card.ref == 0 or card.resent) and card.wait != last:
                # Being sent when the process died: it, or its first copy, may have been what the text answers.
                doubtful = True
        return last, doubtful

    async def _tap(self, person: Person, tapped: Tapped, entry: InboxEntry) -> None:
        match tapped.button:
            case ParticipantButton() as button:
                participation = await self._participation(button.participant)
                if participation is None:
                    found, notice = await self._animation.preview.tapped(person, button, entry)
                    if found:
                        self._voice.toast(tapped.tap, notice, person.language)
                        return
                extra = None if participation is None else await self._answering(person, participation)
                if extra is None:
                    await self._conductor.commit([Handled(entry.id)])
                    self._voice.toast(tapped.tap, say(Phrase.FOREIGN), person.language)
                    return
                event = ButtonPressed(button.act, button.wait, button.rev, button.value)
                await self._conductor.participant(button.participant, event, entry, tap=tapped.tap, extra=extra)
            case FacilitatorButton(gesture=Gesture.TAKE_PLACE, session=session):
                self._told(person, tapped, await self._entrance.accept(person, session, entry))
            case FacilitatorButton(gesture=Gesture.GIVE_UP_PLACE, session=session):
                self._told(person, tapped, await self._entrance.give_up(person, session, entry))
            case FacilitatorButton(gesture=Gesture.MY_DATA, value=value):
                self._told(person, tapped, await self._data.export(person, value, entry))
            case FacilitatorButton(gesture=Gesture.MY_WORDS):
                self._told(person, tapped, await self._words.show(person, entry))
            case FacilitatorButton(gesture=Gesture.REMIND, value=value):
                self._told(person, tapped, await self._data.remind(person, value, entry))
            case FacilitatorButton(gesture=Gesture.SWITCH, value=value):
                self._told(person, tapped, await self._several.switch(person, value, entry))
            case FacilitatorButton(gesture=Gesture.CHOOSE_LANGUAGE, value=value):
                await self._choose_language(person, value, tapped, entry)
            case FacilitatorButton(gesture=Gesture.CONSOLE_ANEW):
                await self._console.anew(person, tapped, entry)
            case FacilitatorButton() as button:
                await self._animation.tapped(person, button, tapped, entry)
            case ForeignButton():  # pragma: no branch - the union is closed
                await self._conductor.commit([Handled(entry.id)])
                self._voice.toast(tapped.tap, say(Phrase.FOREIGN), person.language)

    async def _answering(self, person: Person, participation: Participation) -> list[Write] | None:
        """What a tap on a card of that participant writes beside; None: it is not hers to answer."""
        if participation.person == person.id:
            return await self._several.tapped(person, participation.participant)
        return await self._animation.relay.tapped(person, participation)

    def _told(self, person: Person, tapped: Tapped, said: Sentence | None) -> None:
        self._voice.toast(tapped.tap, None if said is None else SentencePanel(said), person.language)

    async def _participation(self, participant: str) -> Participation | None:
        known = self._memory.participations.get(participant)
        if known is None:
            known = await self._store.participation(participant)
            if known is not None:
                self._memory.participations.put(participant, known)
        return known

    async def _choose_language(self, person: Person, value: str, tapped: Tapped, entry: InboxEntry) -> None:
        language = value if value in (*LANGUAGES, IN_FULL) else self._policy.language
        person = replace(person, language=language)
        self._memory.person_changed(person)
        said = SentencePanel(Sentence.LANGUAGE_SET)
        self._voice.toast(tapped.tap, said, language)
        writes: list[Write] = [SavePerson(person)]
        if person.current and await self._memory.run(person.current) is not None:
            await self._conductor.participant(person.current, LanguageChosen(language), entry, extra=writes)
        else:
            await self._say(person, said, entry, *writes)

    async def _unreachable(self, person: Person) -> list[Write]:
        person = replace(person, reachable=False)
        self._memory.person_changed(person)
        lane = addressed.person_lane(person.channel, person.user)
        writes: list[Write] = [SavePerson(person), *await self._animation.handover.unreachable(person)]
        for participation in await self._store.participations_of(person=person.id):
            payload = addressed.encode(addressed.ToParticipant(participation.participant, DeliveryFailed()))
            writes.append(Post(lane, payload))
        return writes

    async def _back(self, person: Person, entry: InboxEntry) -> None:
        person = replace(person, reachable=True)
        self._memory.person_changed(person)
        await self._conductor.commit([SavePerson(person), Handled(entry.id)])
