"""The cockpit over the wire: the real bot, a strict stand-in, a virtual clock; live sessions of twelve and of forty."""

from __future__ import annotations

import random
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Outside, service
from bot.rehearsal.botapi import Shown, StandIn
from bot.rehearsal.clock import Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.room import Room
from bot.settings import Settings

WORKSHOPS = Path(__file__).parents[1] / "facilitation"
TOKEN = "123456789:fabricated-token-of-the-stand-in"
ADA, FIRST = 1_000, 2_000
LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")
COUNT = re.compile(r"Contributions\s: (\d+)")


class Evening(Room):
    """A room whose cockpit is looked at."""

    def cockpit(self) -> Shown:
        return next(one for one in reversed(self.facilitator.from_bot) if "\nLien" in one.text)

    def count(self) -> int:
        """What the cockpit says of contributions."""
        found = COUNT.search(self.cockpit().text)
        return 0 if found is None else int(found[1])

    def refused(self) -> list[str]:
        """The calls that were answered with 429."""
        return [call.method for call in self.api.calls if call.response and call.response.get("error_code") == 429]


@asynccontextmanager
async def bot_at(folder: Path, people: int, workshops: Path = WORKSHOPS) -> AsyncIterator[Evening]:
    """The bot, a facilitator and people on their phones; nothing is launched."""
    busy, clock = Busy(), VirtualClock()
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy("room"), busy)
    async with StandIn(token=TOKEN, now=clock.now, strict_rates=True, keep_calls=100_000) as api:
        settings = Settings(
            token=SecretStr(TOKEN),
            facilitators=frozenset({ADA}),
            database_url=f"sqlite+aiosqlite:///{folder}/room.sqlite3",
            workshops_dir=workshops,
            notebooks_dir=folder / "cahiers",
            api_base_url=api.base_url.removesuffix("/bot"),
        )
        async with service(settings, outside):
            ada = api.user(ADA, "Animation", language_code="fr")
            group = [api.user(FIRST + number, f"Essai {number}", language_code="fr") for number in range(people)]
            yield Evening(api, clock, busy, ada, group)


@asynccontextmanager
async def room(folder: Path, people: int) -> AsyncIterator[Evening]:
    """An open session in which everybody is asked for three words."""
    async with bot_at(folder, people) as at:
        ada, group = at.facilitator, at.people
        ada.send("/animer")
        await at.wait(2)
        await at.tap(ada, "Atelier inventé")
        ada.send("l'Agence d'essai")
        await at.wait(2)
        for _ in range(2):
            await at.tap(ada, "Garder")
            await at.wait(2)
        await at.tap(ada, "C'est bon")
        await at.wait(2)
        await at.tap(ada, "Ouvrir")
        await at.wait(10)
        found = LINK.search(at.cockpit().text)
        assert found is not None
        for phone in group:
            phone.start(found[1])
        await at.wait(10)
        for label in ("Je commence", "J'accepte", "Non", "Habitant"):
            for phone in group:
                await at.tap(phone, label)
            await at.wait(10)
        yield at


@pytest.mark.parametrize("seed", [1, 2])
async def test_in_a_session_of_twelve_an_answer_shows_within_two_seconds(tmp_path: Path, seed: int) -> None:
    """She looks at her phone to know whom to wait for: what it shows must be what is."""
    async with room(tmp_path, 12) as at:
        chance = random.Random(seed)
        before = at.count()
        late = 0.0
        for number, phone in enumerate(at.people, 1):
            await at.wait(chance.uniform(0.1, 3))
            phone.send(f"un deux trois{number}")
            sent = at.clock.now()
            await at.quiet()
            while at.count() < before + number and at.clock.now() - sent < timedelta(seconds=10):
                await at.until(at.clock.now() + timedelta(seconds=0.1))
            late = max(late, (at.clock.now() - sent).total_seconds())
        assert at.count() == before + 12
        assert late <= 2
        assert at.refused() == []


async def test_forty_people_who_answer_all_the_time_make_no_call_that_telegram_refuses(tmp_path: Path) -> None:
    """Edits count against a chat's limit: the cockpit must not spend what the facilitator's other messages need."""
    async with room(tmp_path, 40) as at:
        chance = random.Random(1)
        first = len(at.api.calls)
        began = at.clock.now()
        for turn in range(3):
            for phone in chance.sample(at.people, len(at.people)):
                phone.send(f"un deux trois{turn}" if turn == 0 else f"un récit, la suite {turn}")
                await at.wait(chance.uniform(0.1, 0.8))
        await at.tap(at.facilitator, "Relancer")
        await at.wait(30)
        minutes = (at.clock.now() - began).total_seconds() / 60
        edits = [call for call in list(at.api.calls)[first:] if call.parameters.get("chat_id") == ADA]
        assert at.refused() == []
        assert len(edits) / minutes <= 45
        assert at.count() >= 80
