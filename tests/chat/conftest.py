"""The real wire and the real store, against the stand-in Bot API over HTTP, on a clock that only the test moves."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from bot.chat.wire import Wire
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.store import SqlStore, open_store
from tests.botapi.schema import SCHEMA, check_call
from tests.chat.support import origin
from tests.databases import database_in


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def activity() -> Busy:
    return Busy()


@asynccontextmanager
async def judged(clock: VirtualClock, *, strict_rates: bool = False) -> AsyncIterator[StandIn]:
    """A stand-in; in the end every call it took is held against the official schema, where that is at hand."""
    async with StandIn(now=clock.now, strict_rates=strict_rates) as api:
        yield api
    if SCHEMA.exists():
        for call in api.calls:
            # A call that was struck down before it was read has no parameters to judge.
            if call.parameters or call.fault is None:
                check_call(call)


@pytest.fixture
async def api(clock: VirtualClock) -> AsyncIterator[StandIn]:
    async with judged(clock) as api:
        yield api


@pytest.fixture
async def strict_api(clock: VirtualClock) -> AsyncIterator[StandIn]:
    """One that answers 429 as Telegram would."""
    async with judged(clock, strict_rates=True) as api:
        yield api


@pytest.fixture
async def wire(api: StandIn) -> AsyncIterator[Wire]:
    async with Wire.to(origin(api), api.token) as wire:
        yield wire


@pytest.fixture
async def store(tmp_path: Path, clock: VirtualClock) -> AsyncIterator[SqlStore]:
    async with open_store(database_in(tmp_path), now=clock.now) as store:
        yield store
