"""« Essayer comme participant·e » : a facilitator walks the workshop of a session that is being prepared.

Its state is her draft, as an answer under way is: it is in no list, no count and no export, whatever she begins next
takes its place, and a timer ends it. Cards are marked. Not here: what happens in it (`solo`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.engine.effects import EditCard, FoldCard, ParticipantEffect, SendCard
from bot.engine.events import AnswerGiven, ButtonPressed, ParticipantEvent
from bot.engine.phrases import Notice
from bot.facilitation import addressed, launch, solo
from bot.facilitation.addressed import PreviewLapsed
from bot.facilitation.conduct import Conductor
from bot.facilitation.incoming import Gesture, ParticipantButton
from bot.facilitation.launch import PreviewDraft
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.outgoing import Body, Fold, Lane, Outgoing, ReplaceCard, ShowCard, ShowPanel, ShowPictures
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Store
from bot.facilitation.records import Person
from bot.facilitation.translate import toasts
from bot.facilitation.writes import DropTimers, Handled, PutTimer, SaveDraft, Send, Write

LASTS: Final = timedelta(hours=1)


class Preview:
    """A workshop tried alone."""

    def __init__(
        self, store: Store, memory: Memory, members: Members, clock: Clock, entropy: Entropy, conductor: Conductor
    ) -> None:
        self._store = store
        self._memory = memory
        self._members = members
        self._clock = clock
        self._entropy = entropy
        self._conductor = conductor

    async def begin(self, person: Person, session: str, entry: InboxEntry) -> Sentence:
        """From the first card on."""
        record = await self._memory.session(session)
        script = await self._memory.script(session)
        participant, now = self._entropy.token(10), self._clock.now()
        walked, effects = solo.begun(
            script, participant, person.language, record.parameters, self._entropy.token(16), now
        )
        draft = PreviewDraft(session, walked)
        lane = addressed.person_lane(person.channel, person.user)
        lapse = addressed.encode(PreviewLapsed(person.id, participant))
        timer = PutTimer(lane, _owner(person), "lapse", now + LASTS, lapse)
        await self._conductor.commit(
            [SaveDraft(person.id, launch.encode(draft)), timer, *_sends(person, draft, effects), Handled(entry.id)]
        )
        return Sentence.PREVIEW_BEGUN

    async def wrote(self, person: Person, draft: PreviewDraft, text: str, entry: InboxEntry) -> None:
        """A text, to the card on the screen."""
        run = draft.solo.run
        # Whichever number: here nothing is edited afterwards.
        await self._go_on(person, draft, AnswerGiven(text, draft.solo.steps + 1, run.wait.id, doubtful=False), entry)

    async def tapped(self, person: Person, button: ParticipantButton, entry: InboxEntry) -> tuple[bool, Notice | None]:
        """Whether the button is of a preview of hers that goes on; if so, what its tap is answered with."""
        draft = launch.decode(await self._store.draft(person.id))
        if not isinstance(draft, PreviewDraft) or draft.solo.run.participant != button.participant:
            return False, None
        if await self._members.refusal(person, Gesture.PREVIEW, draft.session) is not None:
            return False, None
        event = ButtonPressed(button.act, button.wait, button.rev, button.value)
        return True, toasts(await self._go_on(person, draft, event, entry))

    async def stop(self, person: Person, entry: InboxEntry) -> Sentence:
        """She has seen enough."""
        draft = launch.decode(await self._store.draft(person.id))
        if not isinstance(draft, PreviewDraft):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._conductor.show(person, SentencePanel(Sentence.PREVIEW_OVER), entry, *_ended(person))
        return Sentence.PREVIEW_OVER

    async def lapse(self, event: PreviewLapsed, entry: InboxEntry) -> None:
        """An hour has gone by: it is erased, and said if it was still open."""
        person = await self._store.person(event.person)
        draft = launch.decode(await self._store.draft(event.person))
        open_still = isinstance(draft, PreviewDraft) and draft.solo.run.participant == event.participant
        if person is None or not open_still:
            await self._conductor.commit([Handled(entry.id)])
            return
        await self._conductor.show(person, SentencePanel(Sentence.PREVIEW_OVER), entry, *_ended(person))

    async def _go_on(
        self, person: Person, draft: PreviewDraft, event: ParticipantEvent, entry: InboxEntry
    ) -> list[ParticipantEffect]:
        script = await self._memory.script(draft.session)
        walked, effects = solo.happened(script, draft.solo, event, self._clock.now())
        after = PreviewDraft(draft.session, walked)
        writes = _sends(person, after, effects)
        if walked.is_over:
            over = ShowPanel(SentencePanel(Sentence.PREVIEW_OVER))
            writes += [Send(Outgoing(person.id, person.language, Lane.TIMED, over)), *_ended(person)]
        else:
            writes.append(SaveDraft(person.id, launch.encode(after)))
        await self._conductor.commit([*writes, Handled(entry.id)])
        return effects


def _owner(person: Person) -> str:
    return f"{person.id}:preview"


def _ended(person: Person) -> list[Write]:
    return [SaveDraft(person.id, b""), DropTimers(_owner(person))]


def _sends(person: Person, draft: PreviewDraft, effects: Sequence[ParticipantEffect]) -> list[Write]:
    """The cards of these effects, marked; nothing else of them is kept."""
    run = draft.solo.run
    writes: list[Write] = []
    folds: list[Write] = []
    for effect in effects:
        body: Body
        match effect:
            case SendCard(card=card):
                pictures = ShowPictures(draft.session, card.pictures)
                writes += [_reply(person, run.language, pictures)] if card.pictures else []
                body = ShowCard(run.participant, card, preview=True)
            case EditCard(card=card):
                body = ReplaceCard(run.participant, card, preview=True)
            case FoldCard(wait=wait, chosen=chosen, notice=notice, card=shown):
                fold = Fold(run.participant, wait, chosen, notice, shown, preview=True)
                folds.append(Send(Outgoing(person.id, run.language, Lane.TIMED, fold)))
                continue
            case _:
                continue
        writes.append(_reply(person, run.language, body))
    return [*writes, *folds]


def _reply(person: Person, language: str, body: Body) -> Write:
    return Send(Outgoing(person.id, language, Lane.REPLY, body))
