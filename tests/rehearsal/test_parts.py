"""What a bot is made of runs as one: when a part is broken, the whole ends, and whoever watches the process knows."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Outside, service
from bot.errors import Defect
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.settings import Settings
from bot.store import SqlStore

TOKEN = "123456789:fabricated-token-of-the-stand-in"
WORKSHOPS = Path(__file__).parents[1] / "facilitation"


async def test_a_bot_whose_clock_is_broken_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would answer everybody, and open no gate any more."""

    async def fire_timers(_: SqlStore, now: datetime) -> None:
        raise Defect(f"nobody foresaw this at {now}")

    monkeypatch.setattr(SqlStore, "fire_timers", fire_timers)
    busy, clock = Busy(), VirtualClock()
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy("parts"), busy)
    async with StandIn(token=TOKEN, now=clock.now) as api:
        settings = Settings(
            token=SecretStr(TOKEN),
            facilitators=frozenset({1_000}),
            database_url=f"sqlite+aiosqlite:///{tmp_path}/parts.sqlite3",
            workshops_dir=WORKSHOPS,
            notebooks_dir=tmp_path / "cahiers",
            api_base_url=api.base_url.removesuffix("/bot"),
        )
        async with service(settings, outside) as bot:
            with pytest.raises(Defect, match="nobody foresaw"):
                await bot.wait()
    assert busy.count == 0
