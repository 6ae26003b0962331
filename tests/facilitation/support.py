"""The use cases at work: the real store on SQLite, the real reader of Telegram's updates, the real shelf and engine.

Only the outside is played: a virtual clock, a channel that notes what it is given to send and numbers it as Telegram
would, and a compiler that writes one file. People act by updates, as the intake would store them.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.authoring.grids import YamlGrids
from bot.authoring.shelf import FileShelf
from bot.chat.buttons import encode
from bot.chat.reader import TelegramReader, number_and_lane
from bot.chat.wording import wording
from bot.engine.effects import Standing
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Act, Card, Said
from bot.engine.run import Run
from bot.errors import AuthorError
from bot.facilitation.animation import Animation
from bot.facilitation.cockpit import Cockpits
from bot.facilitation.conduct import Conductor
from bot.facilitation.dispatch import Dispatcher
from bot.facilitation.entrance import Entrance
from bot.facilitation.incoming import FacilitatorButton, Gesture, ParticipantButton
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.numbering import Place
from bot.facilitation.outgoing import Body, ReplaceCard, ReplacePanel, ShowCard, ShowPanel
from bot.facilitation.panels import NoticePanel, Panel, Sentence, SentencePanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import InboxEntry, OutboxState, Outcome, RawUpdate
from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.reception import Reception
from bot.facilitation.records import Contribution, Material, SessionRecord
from bot.facilitation.retention import Retention
from bot.facilitation.ticker import Ticker
from bot.facilitation.writes import Write
from bot.notebook.suggestions import suggested
from bot.rehearsal.clock import Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.saying import say
from bot.store import SqlStore, open_store
from tests.databases import database_in

HERE = Path(__file__).parent
ADA, EVE = 1, 2
"""Facilitators."""
PARIS = ZoneInfo("Europe/Paris")


class Voice:
    """Notes the toasts; nothing is ever in flight."""

    def __init__(self) -> None:
        self.toasts: list[Notice | SentencePanel | None] = []
        self.languages: list[str] = []

    def toast(self, tap: str, notice: Notice | SentencePanel | None, language: str) -> None:
        assert tap
        self.toasts.append(notice)
        self.languages.append(language)

    def outbox_changed(self) -> None:
        pass

    async def settled(self, person: str) -> None:
        assert person


class Compiler:
    """Writes the number of contributions, or fails as a wrong template does."""

    def __init__(self) -> None:
        self.material: list[Material] = []
        self.programmes: list[ProgrammeMaterial] = []
        self.mistake = False
        self.sets: list[str] = []

    def compile(self, material: Material, out: Path, formats: Sequence[str]) -> list[Path]:
        self.material.append(material)
        if self.mistake:
            raise AuthorError([say("cahier.html.j2:1:1  N001  a mistake in the template.")])
        out.mkdir(parents=True, exist_ok=True)
        files = [
            out / name
            for one in formats
            for name in (("participants.html", "participants.pdf") if one == "participants" else (f"cahier.{one}",))
        ]
        for file in files:
            file.write_text(str(len(material.contributions)), encoding="utf-8")
        return files

    def compile_programme(self, material: ProgrammeMaterial, out: Path, formats: Sequence[str]) -> list[Path]:
        self.programmes.append(material)
        if self.mistake:
            raise AuthorError([say("programme.html.j2:1:1  N001  a mistake in the template.")])
        out.mkdir(parents=True, exist_ok=True)
        files = [out / f"programme.{one}" for one in formats]
        for file in files:
            file.write_text(str(len(material.sessions)), encoding="utf-8")
        return files

    def templates(self) -> list[str]:
        return self.sets

    def places(self, material: Material) -> list[Place]:
        """One for each contribution, all in one section."""
        return [
            Place(f"C{n:03d}", one.participant, one.key, ("§ 5.1",), printed=True, text=one.text)
            for n, one in enumerate(material.contributions, 1)
            if one.standing is not Standing.WITHDRAWN
        ]


@dataclass(frozen=True)
class Message:
    """One message as it reached somebody's screen."""

    user: int
    ref: int
    body: Body

    @property
    def card(self) -> Card | None:
        return self.body.card if isinstance(self.body, ShowCard | ReplaceCard) else None

    @property
    def panel(self) -> Panel | None:
        return self.body.panel if isinstance(self.body, ShowPanel | ReplacePanel) else None

    @property
    def phrases(self) -> set[Phrase]:
        """What the bot says by itself in it."""
        if isinstance(self.panel, NoticePanel):
            return {self.panel.notice.phrase}
        blocks = () if self.card is None else self.card.blocks
        return {block.notice.phrase for block in blocks if isinstance(block, Said)}


@dataclass
class Desk:
    """Everything at work. `screens`: per user, the messages that reached them, oldest first."""

    store: SqlStore
    clock: VirtualClock
    busy: Busy
    voice: Voice
    compiler: Compiler
    folder: Path
    policy: Policy
    memory: Memory
    conductor: Conductor
    cockpits: Cockpits
    notebooks: Notebooks
    members: Members
    reception: Reception
    dispatcher: Dispatcher
    ticker: Ticker
    screens: dict[int, list[Message]] = field(default_factory=dict)
    blocked: set[int] = field(default_factory=set)
    hold: bool = False
    """Nothing is delivered while this is set."""
    _numbers: Any = None
    _refs: Any = None

    def count_from(self, first: int) -> None:
        """Updates and messages are numbered from there."""
        self._numbers, self._refs = itertools.count(first), itertools.count(first + 100)

    # -- what people do ------------------------------------------------------------------------------------------------

    async def update(self, *kinds: dict[str, Any]) -> list[InboxEntry]:
        """Updates arrive in one batch, and everything they lead to is done."""
        updates = []
        for kind in kinds:
            payload = json.dumps({"update_id": next(self._numbers), **kind}).encode()
            number, lane = number_and_lane(payload)
            updates.append(RawUpdate("telegram", number, lane, payload))
        entries = await self.store.receive(updates)
        self.dispatcher.submit(entries)
        await self.quiet()
        return entries

    def message(self, user: int, text: str, *, language: str = "fr") -> dict[str, Any]:
        return {"message": self._said(user, language) | {"text": text}}

    def _said(self, user: int, language: str = "fr") -> dict[str, Any]:
        return {
            "message_id": next(self._refs),
            "date": int(self.clock.now().timestamp()),
            "chat": {"id": user, "type": "private"},
            "from": {"id": user, "is_bot": False, "language_code": language},
        }

    async def says(self, user: int, text: str, *, language: str = "fr") -> int:
        """A message; its number."""
        kind = self.message(user, text, language=language)
        await self.update(kind)
        return int(kind["message"]["message_id"])

    async def edits(self, user: int, ref: int, text: str) -> None:
        await self.update({"edited_message": self._said(user) | {"message_id": ref, "text": text}})

    async def sends_voice(self, user: int) -> None:
        await self.update({"message": self._said(user) | {"voice": {}}})

    def membership(self, user: int, status: str) -> dict[str, Any]:
        return {
            "my_chat_member": {
                "chat": {"id": user, "type": "private"},
                "from": {"id": user},
                "date": int(self.clock.now().timestamp()),
                "new_chat_member": {"status": status},
            }
        }

    async def blocks(self, user: int) -> None:
        await self.update(self.membership(user, "kicked"))

    async def unblocks(self, user: int) -> None:
        await self.update(self.membership(user, "member"))

    def pressed(self, user: int, data: str) -> dict[str, Any]:
        return {"callback_query": {"id": f"tap{next(self._numbers)}", "from": {"id": user}, "data": data}}

    async def presses(self, user: int, data: str) -> Notice | SentencePanel | None:
        """A button with that data; the toast."""
        before = len(self.voice.toasts)
        await self.update(self.pressed(user, data))
        assert len(self.voice.toasts) == before + 1, "every tap is answered, once"
        return self.voice.toasts[-1]

    async def steers(
        self, user: int, gesture: Gesture, session: str = "", value: str = ""
    ) -> Notice | SentencePanel | None:
        """A facilitator's button."""
        return await self.presses(user, encode(FacilitatorButton(session, gesture, value)))

    async def taps(self, user: int, act: Act, value: str = "", *, rev: int | None = None) -> Notice | None:
        """A button of the newest card that waits for something."""
        participant, card = self.waiting(user)
        found = ParticipantButton(participant, act, card.wait, card.rev if rev is None else rev, value)
        toast = await self.presses(user, encode(found))
        assert not isinstance(toast, SentencePanel)
        return toast

    def waiting(self, user: int) -> tuple[str, Card]:
        """The newest card with a wait on somebody's screen, and whose it is."""
        for message in reversed(self.screens.get(user, [])):
            if isinstance(message.body, ShowCard | ReplaceCard) and message.body.card.wait:
                return message.body.participant, message.body.card
        raise AssertionError(f"{user} sees no card")

    # -- what becomes of it --------------------------------------------------------------------------------------------

    async def quiet(self) -> None:
        """Everything is handled, and everything to be sent was."""
        while True:
            await self.busy.quiet()
            if self.hold or not await self.deliver():
                return

    async def deliver(self) -> int:
        """Send what may go, as a channel would; how many."""
        rows = await self.store.claim(self.clock.now(), 100, 60, ())
        outcomes = []
        for row in rows:
            user = int(row.chat)
            if user in self.blocked:
                await self.reception.gone(row.outgoing.person)
                outcomes.append(Outcome(row.id, OutboxState.DEAD, reason="blocked"))
                continue
            ref = next(self._refs)
            self.screens.setdefault(user, []).append(Message(user, ref, row.outgoing.body))
            outcomes.append(Outcome(row.id, OutboxState.SENT, ref))
        await self.store.settle(outcomes)
        return len(rows)

    async def pass_time(self, until: datetime) -> None:
        """Let the clock move to that moment, with everything that comes due on the way."""
        await self.quiet()
        while (due := self.clock.next_due()) is not None and due <= until:
            self.clock.advance_to_next()
            await self.quiet()
        self.clock.advance_to(until)
        await self.quiet()

    # -- what is there -------------------------------------------------------------------------------------------------

    def last(self, user: int) -> Message:
        return self.screens[user][-1]

    def sentence(self, user: int) -> SentencePanel:
        """The newest message, which is a sentence outside any session."""
        panel = self.last(user).panel
        assert isinstance(panel, SentencePanel)
        return panel

    def panels(self, user: int, kind: type[Any]) -> list[Any]:
        return [one.panel for one in self.screens.get(user, []) if isinstance(one.panel, kind)]

    def heard(self, user: int, phrase: Phrase) -> int:
        """How many messages said that."""
        return sum(phrase in one.phrases for one in self.screens.get(user, []))

    async def session(self) -> SessionRecord:
        """The one session."""
        (record,) = await self.store.sessions()
        return record

    async def run(self, user: int) -> Run:
        person = await self.store.person_by_user("telegram", str(user))
        assert person is not None
        at_hand = await self.memory.run(person.current)
        assert at_hand is not None
        return at_hand.run

    async def contributions(self, key: str) -> list[Contribution]:
        record = await self.session()
        return [one for one in await self.store.contributions(record.id) if one.key == key and not one.superseded]

    async def gestures(self) -> list[str]:
        """The journal."""
        return [one.gesture for one in await self.store.journal((await self.session()).id)]

    # -- the way in ----------------------------------------------------------------------------------------------------

    async def launched(self, by: int = ADA) -> SessionRecord:
        """A session in preparation, its parameters given."""
        await self.says(by, "/animer")
        await self.steers(by, Gesture.PICK_WORKSHOP, value="atelier")
        await self.says(by, "l'Agence d'essai")
        await self.steers(by, Gesture.KEEP_DEFAULT, value="annee")
        await self.steers(by, Gesture.KEEP_DEFAULT, value="jour")
        await self.steers(by, Gesture.LAUNCH_PLACES, value="ok")
        return (await self.store.sessions())[-1]

    async def opened(self, *users: int, by: int = ADA) -> SessionRecord:
        """An open session with these people in it, each at the first question."""
        record = await self.launched(by)
        await self.steers(by, Gesture.OPEN, record.id)
        for user in users:
            await self.enters(user, record.join)
        return record

    async def opens(self, workshop: str) -> SessionRecord:
        """The one session, open: of a workshop that asks nothing more to be launched."""
        await self.says(ADA, "/animer")
        await self.steers(ADA, Gesture.PICK_WORKSHOP, value=workshop)
        await self.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
        record = await self.session()
        await self.steers(ADA, Gesture.OPEN, record.id)
        return record

    async def enters(self, user: int, join: str, profile: str = "habitant") -> None:
        """Through the door, up to the three words."""
        await self.says(user, f"/start {join}")
        await self.taps(user, Act.CHOOSE, "commencer")
        await self.taps(user, Act.CHOOSE, "oui")
        await self.taps(user, Act.CHOOSE, "non")
        await self.taps(user, Act.CHOOSE, profile)

    async def goes_on(self, session: str, gate: str) -> None:
        """The facilitator goes on at once: she warns whoever has not arrived, and does not wait for the half minute."""
        await self.steers(ADA, Gesture.NEXT_CONFIRMED, session, gate)
        if gate not in (await self.memory.group(session)).group.opened_gates:
            await self.steers(ADA, Gesture.NEXT_NOW, session, gate)

    async def reaches_ideas(self, session: str, *users: int) -> None:
        """Through words and story, and the facilitator goes on to the ideas."""
        for user in users:
            await self.says(user, f"un deux trois{user}")
            await self.says(user, f"le récit de la personne {user}, assez long pour qu'on ne la relance pas")
            await self.taps(user, Act.DONE)
        await self.goes_on(session, "idees")


def said(toast: Notice | SentencePanel | None) -> Sentence:
    """Which sentence a facilitator's tap was answered with; every sentence must find the values it needs."""
    assert isinstance(toast, SentencePanel)
    assert wording("fr").sentence(toast)
    return toast.key


class Rough:
    """A store that refuses some commits. `refuses` is asked about each, and says with what."""

    def __init__(self, store: SqlStore, refuses: Callable[[Sequence[Write]], Exception | None]) -> None:
        self._store = store
        self._refuses = refuses

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    async def commit(self, writes: Sequence[Write]) -> list[InboxEntry]:
        refusal = self._refuses(writes)
        if refusal is not None:
            raise refusal
        return await self._store.commit(writes)


@asynccontextmanager
async def desk(
    folder: Path,
    *,
    start: datetime | None = None,
    wrap: Callable[[SqlStore], Any] = lambda store: store,
    first: int = 1,
    workshops: Path | None = None,
    console: str = "",
    assistance: str = "",
) -> AsyncIterator[Desk]:
    """A desk on a new database in `folder`, or on the one that an earlier desk left there. `wrap`: around its store.

    `first`: the number of its first update and message; two desks at work on one database must not share them.
    `workshops`: the folder of its shelf; this one if it is not given. `console`: the address of its console.
    `assistance`: where a language model may be asked.
    """
    clock = VirtualClock() if start is None else VirtualClock(start)
    busy = Busy()
    async with open_store(database_in(folder), now=clock.now) as opened:
        store = wrap(opened)
        shelf = FileShelf.of_folder(workshops or HERE)
        policy = Policy(
            facilitators=frozenset({str(ADA), str(EVE)}),
            link=lambda join: f"https://example.org/{join}",
            notebooks=folder / "cahiers",
            console=console,
            grids=YamlGrids(),
            suggesting=suggested,
            assistance=assistance,
        )
        memory = Memory(store, shelf)
        voice, compiler, entropy = Voice(), Compiler(), SeededEntropy("desk")
        conductor = Conductor(store, memory, voice, clock, policy)
        cockpits = Cockpits(store, memory, conductor, clock, busy, policy)
        members = Members(store, clock, policy)
        entrance = Entrance(store, memory, clock, entropy, policy, conductor)
        animation = Animation(
            store, memory, shelf, voice, clock, entropy, policy, conductor, cockpits, members, entrance
        )
        notebooks = Notebooks(store, memory, compiler, clock, policy, conductor)
        reception = Reception(
            store,
            memory,
            TelegramReader(clock),
            voice,
            clock,
            entropy,
            policy,
            conductor,
            animation,
            notebooks,
            entrance,
            Retention(store, memory, clock, policy, conductor),
        )
        dispatcher = Dispatcher(clock, busy)
        dispatcher.handle_with(reception.handle)
        ticker = Ticker(store, VirtualAlarm(clock, busy), clock, busy, dispatcher.submit)
        conductor.wire(submit=dispatcher.submit, timers_changed=ticker.changed, touched=cockpits.touched)
        at_work = Desk(
            opened,
            clock,
            busy,
            voice,
            compiler,
            folder,
            policy,
            memory,
            conductor,
            cockpits,
            notebooks,
            members,
            reception,
            dispatcher,
            ticker,
        )
        at_work.count_from(first)
        dispatcher.submit(await store.pending_inbox())
        _ = ticker.start()
        try:
            await at_work.quiet()
            yield at_work
        finally:
            await ticker.stop()
            await dispatcher.stop()
            await cockpits.stop()
