"""Intake: nothing is confirmed before it is written down, and nothing stops it but a rival or a wrong token."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.chat.intake import Intake, _Rivals
from bot.chat.wire import Wire
from bot.errors import OutsideFailure
from bot.facilitation.ports import InboxEntry, RawUpdate
from bot.rehearsal.botapi import Fault, FaultKind, StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.store import SqlStore
from tests.chat.support import origin


class _Desk:
    """What was handed on, and a way to wait for it."""

    def __init__(self) -> None:
        self.entries: list[InboxEntry] = []
        self._came = asyncio.Event()

    def take(self, entries: Sequence[InboxEntry]) -> None:
        self.entries += entries
        self._came.set()

    async def until(self, count: int) -> None:
        async with asyncio.timeout(20):
            while len(self.entries) < count:
                self._came.clear()
                await self._came.wait()


@asynccontextmanager
async def _polling(
    wire: Wire, store: Any, clock: VirtualClock, *, impatient: bool = True
) -> AsyncIterator[tuple[_Desk, asyncio.Task[None]]]:
    """An intake at work. `impatient`: the clock moves by itself, so that a pause is over as soon as it began."""
    desk = _Desk()
    intake = Intake(wire, store, desk.take, clock, Busy(), poll_seconds=2)
    running = asyncio.create_task(intake.run())

    async def hurry() -> None:
        while True:
            clock.advance_to_next()
            await asyncio.sleep(0)

    hurrying = asyncio.create_task(hurry()) if impatient else None
    try:
        yield desk, running
    finally:
        for task in (running, hurrying):
            if task is not None:
                task.cancel()
        await asyncio.gather(*(task for task in (running, hurrying) if task), return_exceptions=True)


async def test_updates_are_stored_then_handed_on_then_confirmed(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """Write first, confirm after: polling that confirms first loses what a crash interrupts."""
    ana, bilal = api.user(1001, "Ana"), api.user(1002, "Bilal")
    ana.start("abc")
    bilal.send("Bonjour")
    async with _polling(wire, store, clock) as (desk, _):
        await desk.until(2)
        await api.settled()
    assert [entry.lane for entry in desk.entries] == ["telegram:1001", "telegram:1002"]
    assert [entry.id for entry in await store.pending_inbox()] == [entry.id for entry in desk.entries]


class _FailingStore:
    """The real store, out of order for the first calls."""

    def __init__(self, store: SqlStore, failures: int) -> None:
        self._store = store
        self.failures = failures

    async def receive(self, updates: Sequence[RawUpdate]) -> list[InboxEntry]:
        if self.failures:
            self.failures -= 1
            raise OutsideFailure("the disk is full (fabricated)")
        return await self._store.receive(updates)


async def test_what_cannot_be_stored_is_not_confirmed(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """Telegram keeps it for a day; our disk may be back in a minute."""
    api.user(1001, "Ana").send("Bonjour")
    failing = _FailingStore(store, 3)
    async with _polling(wire, failing, clock) as (desk, _):
        await desk.until(1)
    assert failing.failures == 0
    assert len(await store.pending_inbox()) == 1


async def test_an_update_that_comes_twice_is_stored_once(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """After a crash between the commit and the confirmation Telegram sends the batch again."""
    ana = api.user(1001, "Ana")
    ana.send("un")
    payloads = await wire.updates(0, 100, 0, ())
    first = Intake(wire, store, _Desk().take, clock, Busy())
    await first._keep(payloads)
    ana.send("deux")
    async with _polling(wire, store, clock) as (desk, _):
        await desk.until(1)
    assert len(desk.entries) == 1
    assert len(await store.pending_inbox()) == 2


async def test_the_network_going_away_is_waited_out(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """A cut cable must not end the session."""
    kinds: tuple[FaultKind, ...] = ("bad_gateway", "drop_connection", "too_many")
    for kind in kinds:
        api.faults.add(Fault(kind, method="getUpdates"))
    api.faults.add(Fault("bad_gateway", method="deleteWebhook", times=2))
    api.user(1001, "Ana").send("Bonjour")
    async with _polling(wire, store, clock) as (desk, _):
        await desk.until(1)


async def test_starting_takes_over_from_a_webhook_and_keeps_what_waits(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """Updates that came while nobody polled are somebody's answers."""
    await wire.call("setWebhook", {"url": "https://127.0.0.1:1/x"})
    api.user(1001, "Ana").send("Bonjour")
    async with _polling(wire, store, clock) as (desk, _):
        await desk.until(1)
    ended = next(call for call in api.calls if call.method == "deleteWebhook")
    assert ended.parameters["drop_pending_updates"] is False


async def test_only_the_kinds_we_follow_are_asked_for(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """The filter is sticky at Telegram: one left by another version would silence kinds of ours."""
    api.user(1001, "Ana").send("Bonjour")
    async with _polling(wire, store, clock) as (desk, _):
        await desk.until(1)
    asked = next(call for call in api.calls if call.method == "getUpdates")
    assert asked.parameters["allowed_updates"] == ["message", "edited_message", "callback_query", "my_chat_member"]


async def test_another_program_on_the_same_token_is_named_as_the_cause(
    api: StandIn, wire: Wire, store: SqlStore, clock: VirtualClock
) -> None:
    """Two pollers share out the answers between them; the operator has to know at once."""
    async with Wire.to(origin(api), api.token) as other:

        async def rival() -> None:
            while True:
                try:
                    await other.updates(0, 100, 50, ())
                except OutsideFailure:
                    await asyncio.sleep(0)

        polling = asyncio.create_task(rival())
        async with _polling(wire, store, clock) as (_, running):
            with pytest.raises(OutsideFailure, match="Another program runs on this bot's token"):
                await asyncio.wait_for(running, 20)
        polling.cancel()
        await asyncio.gather(polling, return_exceptions=True)


def test_of_two_programs_on_one_token_the_newcomer_goes_and_the_other_stays() -> None:
    """An operator who starts the bot twice by mistake must not lose the one that people are talking to."""
    start = datetime(2026, 11, 24, 17, tzinfo=UTC)
    here, newcomer = _Rivals(start), _Rivals(start + timedelta(minutes=3))
    now = start + timedelta(minutes=3)
    for _ in range(4):
        assert here.disturbed(now) == 1.0
        pause = newcomer.disturbed(now + timedelta(seconds=1))
        assert pause is not None
        now += timedelta(seconds=1 + pause)
    assert newcomer.disturbed(now + timedelta(seconds=1)) is None


def test_a_quarrel_that_nobody_gives_up_ends_all_the_same() -> None:
    """Two machines that fight for the token for ever would answer everybody twice, or not at all."""
    start = datetime(2026, 11, 24, 17, tzinfo=UTC)
    rivals = _Rivals(start)
    now = start + timedelta(minutes=10)
    while (pause := rivals.disturbed(now)) is not None:
        now += timedelta(seconds=pause)
    assert now - start == timedelta(minutes=15)


def test_a_cut_connection_after_a_restart_is_no_rival() -> None:
    """Telegram goes on refusing for a moment after a process was killed; a later disturbance is judged afresh."""
    start = datetime(2026, 11, 24, 17, tzinfo=UTC)
    rivals = _Rivals(start)
    assert rivals.disturbed(start + timedelta(seconds=1)) == 1.0
    assert rivals.disturbed(start + timedelta(minutes=30)) == 1.0
