"""What the channel's tests share: a delivery at work, a way to let time pass, fabricated people and cards."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC
from pathlib import Path

from bot.authoring.shelf import FileShelf
from bot.chat.delivery import Delivery
from bot.chat.sending import Sender
from bot.chat.wire import Wire
from bot.engine.prompts import Act, Ask, Button, Card
from bot.facilitation.memory import Memory
from bot.facilitation.outgoing import Body, Lane, Outgoing, ShowCard
from bot.facilitation.policy import Policy
from bot.facilitation.records import Person
from bot.facilitation.result_pictures import ResultPictures
from bot.facilitation.sheets import Sheets
from bot.facilitation.writes import SavePerson, Send
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.store import SqlStore

NBSP = "\u00a0"


def origin(api: StandIn) -> str:
    """The stand-in's address, as an operator would set it."""
    return api.base_url.removesuffix("/bot")


def person(chat: int) -> Person:
    return Person(f"person-{chat}", "telegram", str(chat), str(chat), "fr")


def card(text: str, wait: str = "1", *, buttons: bool = True) -> Card:
    rows = ((Button(Act.CHOOSE, "oui", "Oui"), Button(Act.CHOOSE, "non", "Non")),) if buttons else ()
    return Card((Ask(text),), wait=wait, rows=rows)


def to(chat: int, body: Body, lane: Lane = Lane.REPLY) -> Send:
    return Send(Outgoing(f"person-{chat}", "fr", lane, body))


def show(chat: int, text: str, wait: str = "1", lane: Lane = Lane.REPLY) -> Send:
    return to(chat, ShowCard(f"part-{chat}", card(text, wait)), lane)


@dataclass
class Desk:
    """A running delivery and everything around it. `gone`: whom it said cannot be reached."""

    delivery: Delivery
    store: SqlStore
    clock: VirtualClock
    activity: Busy
    running: asyncio.Task[None]
    gone: list[str] = field(default_factory=list)

    async def know(self, *chats: int) -> None:
        """These people are on the roster."""
        await self.store.commit([SavePerson(person(chat)) for chat in chats])

    async def post(self, *sends: Send) -> None:
        """Put these in the outbox."""
        await self.store.commit(sends)
        self.delivery.outbox_changed()

    async def quiet(self) -> None:
        """Return once nothing is under way that does not wait for the clock."""
        await self.activity.quiet()

    async def pass_time_until(self, done: Callable[[], bool]) -> None:
        """Let the clock move, moment after moment, whenever nothing else is under way, until `done`."""
        await self.quiet()
        while not done():
            assert self.clock.advance_to_next(), "nobody waits for the clock, and it is not done"
            await self.quiet()


def sheets_of(store: SqlStore) -> Sheets:
    """Pictures of questions: laid out by somebody else, and none are drawn here."""
    return Sheets(Memory(store, FileShelf(list)), lambda _pictures: b"")


def results_of(store: SqlStore) -> ResultPictures:
    """Pictures of votes: there are none here."""
    policy = Policy(frozenset(), str, Path())
    return ResultPictures(store, Memory(store, FileShelf(list)), policy, lambda _material, _step: None)


@asynccontextmanager
async def desk(
    wire: Wire,
    store: SqlStore,
    clock: VirtualClock,
    activity: Busy,
    notebooks: Path,
    *,
    max_per_second: float | None = 30.0,
    concurrency: int = 32,
) -> AsyncIterator[Desk]:
    gone: list[str] = []

    async def note(who: str) -> None:
        gone.append(who)

    sender = Sender(wire, store, clock, notebooks, UTC, sheets_of(store), results_of(store))
    delivery = Delivery(sender, store, clock, activity, note, max_per_second=max_per_second, concurrency=concurrency)
    running = asyncio.create_task(delivery.run())
    at_work = Desk(delivery, store, clock, activity, running, gone)
    # `run` counts itself as active before it first waits for anything but the store.
    activity.begin()
    try:
        await store.expire_leases(clock.now())
    finally:
        activity.end()
    try:
        yield at_work
    finally:
        delivery.stop()
        await running
