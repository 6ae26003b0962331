"""Killed while a session goes on over days, and again while it comes back live: nobody stays on the other clock.

The bot is a process of its own, struck at the very calls that tell people; see `test_kill`.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.store import open_store
from bot.store.moments import moment
from tests.endurance.facilitation import Facilitator
from tests.endurance.killer import Killer
from tests.endurance.people import Person
from tests.endurance.test_kill import HERE, all_of, evening, judge

pytestmark = pytest.mark.untraced

PEOPLE = 8
KILLS_A_CHANGE = 4
CALLS_BETWEEN_KILLS = (1, 4)
"""Close to one another: eight people are told in eight calls."""
OVER_DAYS, LIVE = "La séance continue à votre rythme", "La séance continue en direct"


def over_days_too() -> bytes:
    """The workshop of the kill test, offered over three days, its second question on the second."""
    text = (HERE / "survie.yaml").read_text("utf-8")
    text = text.replace("format: 1\n", "format: 1\nasynchronous: {days: 3}\n")
    return text.replace(
        "      gate: {quorum: none}\n", "      day: 2\n      gate: {quorum: none, at_most: 100}\n"
    ).encode()


def timers(database: Path, name: str) -> list[datetime]:
    """When the timers of that name are due, earliest first."""
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT due FROM timers WHERE name = ? ORDER BY due", (name,)).fetchall()
    return [moment(due) for (due,) in rows]


def read(person: Person) -> str:
    """All that the bot wrote to that phone."""
    return " ".join(" ".join(message.text.split()) for message in person.phone.from_bot)


@pytest.mark.kill
@pytest.mark.timeout(240)
async def test_a_change_of_clock_that_is_killed_again_and_again_is_whole(tmp_path: Path) -> None:
    """Everybody is told and resumes, each timer is of the clock that holds, and no answer is lost or counted twice."""
    killer = Killer(3, 0, CALLS_BETWEEN_KILLS)
    database = tmp_path / "horizons.sqlite3"

    async def steer(facilitator: Facilitator, people: Sequence[Person]) -> None:
        async def change(to: str, said: str) -> None:
            killer.to_come = KILLS_A_CHANGE
            await facilitator.change_clock(to, lambda: any(said in read(one) for one in people))
            await all_of(people, lambda person: said in read(person) and person.is_at_gate("Titre de q2"))

        payload = await facilitator.launch("Atelier d'essai")
        async with asyncio.TaskGroup() as tasks:
            for person in people:
                tasks.create_task(person.take_part(payload))
            await facilitator.open(lambda: any(person.has_begun() for person in people))
            await all_of(people, lambda person: bool(person.said))
            # They are answering while it happens.
            await change("Version en 3 jours", OVER_DAYS)
            days = timers(database, "day")
            assert [due.astimezone(ZoneInfo("Europe/Paris")).hour for due in days] == [8] * PEOPLE
            assert timedelta() < days[-1] - datetime.now(UTC) < timedelta(days=2, hours=1)
            assert timers(database, "deadline") == []
            await change("Continuer en direct", LIVE)
            assert timers(database, "day") == []
            (deadline,) = timers(database, "deadline")
            assert timedelta(minutes=95) < deadline - datetime.now(UTC) < timedelta(minutes=100)
            await facilitator.move_on(lambda: not all(person.is_at_gate("Titre de q2") for person in people))
            await all_of(people, lambda person: person.has_finished())
            await facilitator.close(lambda: any(person.is_over() for person in people))

    left = await evening(tmp_path, 3, killer, PEOPLE, over_days_too(), steer)
    assert len(killer.struck) == 2 * KILLS_A_CHANGE
    async with open_store(left.url) as store:
        await judge(left, store)
