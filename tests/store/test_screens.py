"""Where the cards are, as remembered between commits: always what the tables say."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Any

import pytest
from sqlalchemy import Select

from bot.facilitation.ports import OutboxRow, OutboxState, Outcome, Shown
from bot.facilitation.writes import Forget, Obsolete, SavePerson
from bot.store import SqlStore, open_store
from bot.store.cache import Cache
from bot.store.database import Sqlite, connect
from bot.store.reads import Reads
from bot.store.screens import Seen, delivered, last_shown, on_its_way
from tests.store.builders import after, card, person, send

NAMES = ("ada", "bob", "cy")


def test_a_card_on_its_way_is_listed_once_however_often_it_is_claimed() -> None:
    """An edit on its way is a claim too, of a card whose number is known."""
    screen = on_its_way(Seen(5, "w1", 0, False), ())
    assert on_its_way(Seen(9, "w1", 0, False), screen) == screen


def test_an_edit_in_place_keeps_its_place_and_a_card_sent_anew_is_the_newest() -> None:
    """An answer belongs to the last card above it."""
    screen = delivered(Seen(2, "w2", 12, False), delivered(Seen(1, "w1", 11, False), ()))
    assert delivered(Seen(3, "w1", 11, False), screen) == screen
    assert [seen.wait for seen in delivered(Seen(3, "w1", 13, False), screen)] == ["w2", "w1"]


def test_of_many_cards_the_last_eight_are_shown() -> None:
    """As the port says; a card of unknown delivery is not one that was delivered twice."""
    screen = tuple(Seen(row, f"w{row}", 0, True) for row in range(1, 11))
    assert last_shown("p", screen) == [Shown("p", f"w{row}", 0) for row in range(3, 11)]


def _fate(row: OutboxRow, chance: random.Random, at: float) -> Outcome:
    match chance.choice(("sent", "sent", "sent", "in place", "again", "unknown", "dead")):
        case "sent":
            return Outcome(row.id, OutboxState.SENT, chance.randrange(1, 10_000))
        case "in place":
            return Outcome(row.id, OutboxState.SENT, 7)
        case "again":
            return Outcome(row.id, OutboxState.QUEUED, retry_at=after(at + 1))
        case "unknown":
            return Outcome(row.id, OutboxState.UNKNOWN, retry_at=after(at + 1))
        case _:
            return Outcome(row.id, OutboxState.DEAD, reason="fabricated")


@pytest.mark.parametrize("seed", range(4))
async def test_what_is_remembered_is_what_the_tables_say(store: SqlStore, url: str, seed: int) -> None:
    """Every text is filed by it: one card too many or too few and words go under another question."""
    chance = random.Random(seed)
    tables = Reads(connect(url), Cache(enabled=False))
    await store.commit([SavePerson(person(name)) for name in NAMES])
    try:
        for at in range(60):
            writes: list[Any] = []
            for name in NAMES:
                wait = f"w{chance.randrange(at // 4 + 1)}"
                writes.append(send(name, card(f"p-{name}", wait), about=f"p-{name}:{wait}", droppable=True))
                if chance.random() < 0.2:
                    writes.append(Obsolete(f"p-{name}:{wait}"))
                if chance.random() < 0.01:
                    writes += [Forget(f"p-{name}")]
            await store.commit(writes)
            rows = await store.claim(after(at), 10, 60, ())
            await _compare(store, tables)
            if chance.random() < 0.1:
                await store.expire_leases(after(at + 100))
            await store.settle([_fate(row, chance, at) for row in rows])
            await _compare(store, tables)
    finally:
        await tables._database.dispose()


async def _compare(store: SqlStore, tables: Reads) -> None:
    for name in NAMES:
        assert await store.shown(f"p-{name}") == await tables.shown(f"p-{name}")


async def test_on_sqlite_a_screen_once_read_is_not_read_again(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each text asks for it: a query an answer, in another thread, is what one remembers it for."""
    queries: list[str] = []
    read = Sqlite.read

    async def counted(self: Sqlite, statement: Select[Any], binds: dict[str, object]) -> Sequence[Any]:
        queries.append(str(statement))
        return await read(self, statement, binds)

    async with open_store(sqlite_url) as store:
        await store.commit([SavePerson(person("ada"))])
        assert await store.shown("p-ada") == []
        monkeypatch.setattr(Sqlite, "read", counted)
        for ref in range(1, 4):
            await store.commit([send("ada", card("p-ada", f"w{ref}"))])
            (row,) = await store.claim(after(ref), 5, 60, ())
            await store.settle([Outcome(row.id, OutboxState.SENT, ref)])
            assert [one.ref for one in await store.shown("p-ada")] == list(range(1, ref + 1))
    assert queries == []
