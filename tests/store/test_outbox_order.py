"""Random sending, failing, dying and waiting: in every chat and lane, messages are delivered in the order enqueued."""

from __future__ import annotations

import asyncio
import tempfile
from contextlib import AsyncExitStack
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bot.facilitation.outgoing import Lane, ShowCard
from bot.facilitation.ports import OutboxRow, OutboxState, Outcome
from bot.facilitation.writes import SavePerson
from bot.store import SqlStore, open_store
from tests.store.builders import NOON, card, person, send

CHATS = ("ada", "bob", "cy")


class OutboxOrder(RuleBasedStateMachine):
    """The store beside a model that only remembers what was enqueued and what was delivered."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.url = f"sqlite+aiosqlite:///{Path(self.folder.name) / 'horizons.sqlite3'}"
        self.now = NOON
        self.serial = 0
        self.enqueued: dict[tuple[str, Lane], list[str]] = {}
        self.delivered: dict[tuple[str, Lane], list[str]] = {}
        self.held: list[OutboxRow] = []
        self.stack = AsyncExitStack()
        self.store: SqlStore

    @initialize()
    def open(self) -> None:
        async def start() -> None:
            # The grace is counted on the machine's clock, as the store does for rows settled as unknown.
            self.store = await self.stack.enter_async_context(
                open_store(self.url, grace=timedelta(seconds=5), now=lambda: self.now)
            )
            await self.store.commit([SavePerson(person(name)) for name in CHATS])

        self.loop.run_until_complete(start())

    @rule(chat=st.sampled_from(CHATS), lane=st.sampled_from(list(Lane)), count=st.integers(1, 3))
    def enqueue(self, chat: str, lane: Lane, count: int) -> None:
        for _ in range(count):
            self.serial += 1
            self.enqueued.setdefault((chat, lane), []).append(str(self.serial))
            self.loop.run_until_complete(self.store.commit([send(chat, card(chat, str(self.serial)), lane)]))

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        rows = self.loop.run_until_complete(self.store.claim(self.now, limit, 10, ()))
        under_way = {row.chat for row in self.held}
        assert len({row.chat for row in rows}) == len(rows)
        assert not under_way & {row.chat for row in rows}
        self.held += rows

    @rule(state=st.sampled_from([OutboxState.SENT, OutboxState.QUEUED, OutboxState.UNKNOWN]), wait=st.integers(0, 8))
    def settle(self, state: OutboxState, wait: int) -> None:
        if not self.held:
            return
        row = self.held.pop(0)
        due = None if state is OutboxState.SENT else self.now + timedelta(seconds=wait)
        self.loop.run_until_complete(self.store.settle([Outcome(row.id, state, self.serial + 1, due)]))
        if state is OutboxState.SENT:
            self._deliver(row)

    def _deliver(self, row: OutboxRow) -> None:
        body = row.outgoing.body
        assert isinstance(body, ShowCard)
        self.delivered.setdefault((row.outgoing.person, row.outgoing.lane), []).append(body.card.wait)

    @rule(seconds=st.integers(1, 20))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def die_and_come_back(self) -> None:
        async def restart() -> None:
            await self.stack.aclose()
            self.store = await self.stack.enter_async_context(
                open_store(self.url, grace=timedelta(seconds=5), now=lambda: self.now)
            )
            self.now += timedelta(seconds=11)
            await self.store.expire_leases(self.now)

        self.held = []
        self.loop.run_until_complete(restart())

    def teardown(self) -> None:
        async def drain() -> None:
            self.now += timedelta(hours=1)
            for row in self.held:
                await self.store.settle([Outcome(row.id, OutboxState.SENT, 1)])
                self._deliver(row)
            while rows := await self.store.claim(self.now, 30, 10, ()):
                for row in rows:
                    await self.store.settle([Outcome(row.id, OutboxState.SENT, 1)])
                    self._deliver(row)
            await self.stack.aclose()

        try:
            if hasattr(self, "store"):
                self.loop.run_until_complete(drain())
                assert self.delivered == self.enqueued
        finally:
            self.loop.run_until_complete(self.loop.shutdown_default_executor())
            self.loop.close()
            self.folder.cleanup()


TestOutboxOrder = OutboxOrder.TestCase
TestOutboxOrder.settings = settings(max_examples=20, stateful_step_count=25)
