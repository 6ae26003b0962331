from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.rehearsal.botapi import Phone, StandIn
from tests.botapi.support import Clock

ANA = 1001


@pytest.fixture(autouse=True)
def _durations_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    # Without it the library warns at each RetryAfter, and warnings are errors here.
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api(clock: Clock) -> AsyncIterator[StandIn]:
    async with StandIn(now=clock) as api:
        yield api


@pytest.fixture
async def bot(api: StandIn) -> AsyncIterator[Bot]:
    """The real library, over HTTP."""
    async with Bot(api.token, base_url=api.base_url, base_file_url=api.base_file_url) as bot:
        yield bot


@pytest.fixture
def ana(api: StandIn) -> Phone:
    """Somebody who has started the bot."""
    phone = api.user(ANA, "Ana", username="ana_essai")
    phone.start()
    return phone
