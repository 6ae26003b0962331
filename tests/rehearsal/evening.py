"""One whole rehearsal for the tests to look at: the real bot over the stand-in, a crowd, a virtual clock."""

from __future__ import annotations

import asyncio
import html
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path

from pydantic import SecretStr
from pypdf import PdfReader

from bot.app import Outside, labels, service
from bot.authoring.shelf import FileShelf, read_files
from bot.engine.ballots import VoteResult
from bot.engine.group import decode
from bot.engine.script import Script
from bot.facilitation.records import Contribution, Idea, JournalEntry
from bot.rehearsal.botapi import Shown, StandIn
from bot.rehearsal.clock import MORNING, START, Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.crowd import Crowd, load_crowd
from bot.rehearsal.player import FIRST_PERSON, play
from bot.rehearsal.report import PlayReport
from bot.settings import Settings

ROOT = Path(__file__).parents[2]
WORKSHOP = ROOT / "workshops" / "relocalisation.yaml"
SHIPPED = ROOT / "workshops" / "crowds" / "relocalisation.yaml"
SMALL = ROOT / "tests" / "crowds" / "petit_groupe.yaml"
TOKEN = "123456789:fabricated-token-of-the-stand-in"
FACILITATOR = 1_000


@dataclass(frozen=True)
class Evening:
    """What a play left in the store, on the phones and in the report."""

    crowd: Crowd
    report: PlayReport
    contributions: list[Contribution]
    ideas: list[Idea]
    journal: list[JournalEntry]
    results: dict[str, VoteResult]
    dead_letters: int
    screens: dict[str, list[Shown]]
    progress: list[tuple[int, int, str]]
    facilitator_screen: list[Shown]

    def notebook(self, suffix: str) -> str:
        """The last version the facilitator received, as its reader sees its characters."""
        received = [one for one in self.report.documents if one.name.startswith("cahier-")]
        content = next(one for one in reversed(received) if one.name.endswith(suffix)).content
        if suffix == ".pdf":
            return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        return html.unescape(content.decode())

    def said_at(self, key: str) -> list[str]:
        """What stands at a key."""
        return [one.text for one in self.contributions if one.key == key and not one.superseded]


@cache
def script(workshop: Path = WORKSHOP) -> Script:
    return FileShelf.of_folder(workshop.parent).load(read_files(workshop))


def an_evening(
    crowd: Path | Crowd, seed: int, folder: Path, database_url: str = "", days: int = 0, workshop: Path = WORKSHOP
) -> Evening:
    """`days`: over how many days; 0 plays it live. `workshop`: the file that is played."""
    url = database_url or f"sqlite+aiosqlite:///{folder}/evening.sqlite3"
    people = load_crowd(crowd) if isinstance(crowd, Path) else crowd
    return asyncio.run(_an_evening(people, seed, folder, url, days, workshop))


async def _an_evening(crowd: Crowd, seed: int, folder: Path, database_url: str, days: int, workshop: Path) -> Evening:
    busy, clock = Busy(), VirtualClock(MORNING if days else START)
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy(str(seed)), busy)
    progress: list[tuple[int, int, str]] = []
    async with StandIn(token=TOKEN, now=clock.now) as api:
        settings = Settings(
            token=SecretStr(TOKEN),
            facilitators=frozenset({FACILITATOR}),
            database_url=database_url,
            workshops_dir=workshop.parent,
            notebooks_dir=folder / "cahiers",
            api_base_url=api.base_url.removesuffix("/bot"),
            language=crowd.language,
        )
        async with service(settings, outside, notice=crowd.notice) as bot:
            report = await play(
                crowd,
                script(workshop),
                api=api,
                clock=clock,
                busy=busy,
                facilitator=FACILITATOR,
                labels=labels(),
                seed=seed,
                days=days,
                on_progress=lambda *told: progress.append(told),
            )
            (session,) = await bot.store.sessions()
            stored = await bot.store.group(session.id)
            assert stored is not None
            return Evening(
                crowd,
                report,
                await bot.store.contributions(session.id),
                await bot.store.ideas(session.id),
                await bot.store.journal(session.id),
                decode(stored.data).results,
                len(await bot.store.pending_inbox()),
                {person.id: api.user(FIRST_PERSON + number, "").messages for number, person in enumerate(crowd.people)},
                progress,
                api.user(FACILITATOR, "").messages,
            )
