"""The outbox: order, claims, outcomes, and where the cards are."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import update

from bot.facilitation.outgoing import Fold, Lane, Outgoing, ReplaceCard, ReplacePanel
from bot.facilitation.ports import OutboxRow, OutboxState, Outcome, Shown
from bot.facilitation.writes import Obsolete, PutTimer, SavePerson, Write
from bot.store import SqlStore, open_store
from bot.store.database import connect
from bot.store.tables import outbox
from tests.store.builders import NOON, after, card, panel, person, send


async def people(store: SqlStore, *names: str) -> None:
    await store.commit([SavePerson(person(name)) for name in names])


async def claim(store: SqlStore, at: float = 0, limit: int = 30, skip: tuple[str, ...] = ()) -> list[OutboxRow]:
    return await store.claim(after(at), limit, 60, skip)


def waits(rows: list[OutboxRow]) -> list[str]:
    return [getattr(getattr(row.outgoing.body, "card", None), "wait", "") for row in rows]


def sent(row: OutboxRow, ref: int = 100) -> Outcome:
    return Outcome(row.id, OutboxState.SENT, ref)


async def test_lanes_go_before_age_and_one_message_a_chat(store: SqlStore) -> None:
    """A reply behind a broadcast to a thousand people came 29.6 s late; two at once in a chat lose their order."""
    await people(store, "ada", "bob", "cy")
    await store.commit(
        [
            send("ada", card("p1", "broadcast"), Lane.BROADCAST),
            send("bob", card("p2", "timed"), Lane.TIMED),
            send("ada", card("p1", "reply 1")),
            send("ada", card("p1", "reply 2")),
            send("cy", card("p3", "reply 3")),
        ]
    )
    rows = await claim(store)
    assert waits(rows) == ["reply 1", "reply 3", "timed"]
    assert [row.chat for row in rows] == ["chat-ada", "chat-cy", "chat-bob"]
    assert await claim(store) == []
    await store.settle([sent(row) for row in rows])
    (second,) = await claim(store)
    await store.settle([sent(second)])
    (third,) = await claim(store)
    assert waits([second, third]) == ["reply 2", "broadcast"]


async def test_a_claim_respects_its_limit_and_the_chats_to_skip(store: SqlStore) -> None:
    """The sender's own pacing says which chats may go."""
    await people(store, "ada", "bob", "cy")
    await store.commit([send(name, card(name, name)) for name in ("ada", "bob", "cy")])
    assert waits(await claim(store, limit=1, skip=("chat-ada",))) == ["bob"]
    assert waits(await claim(store)) == ["ada", "cy"]


async def test_a_chat_with_hundreds_of_messages_does_not_hide_the_others(store: SqlStore) -> None:
    """Looking only at the oldest rows would starve everybody behind one long queue."""
    await people(store, "ada", "bob")
    await store.commit([send("ada", card("p1", f"{n}")) for n in range(600)] + [send("bob", card("p2", "mine"))])
    assert waits(await claim(store)) == ["0", "mine"]


async def test_a_retry_keeps_its_place_and_holds_its_chat(store: SqlStore) -> None:
    """429 is about the chat: sending the next message instead would break the order and be refused too."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "one")), send("ada", card("p1", "two"))])
    (row,) = await claim(store)
    await store.settle([Outcome(row.id, OutboxState.QUEUED, retry_at=after(5), reason="429")])
    assert await claim(store, 4) == []
    assert await store.next_outbox(after(1)) == after(5)
    (again,) = await claim(store, 5)
    assert (again.id, again.attempts, again.resend) == (row.id, 1, False)
    assert await store.next_outbox(after(5)) is None


async def test_a_card_is_known_as_on_its_way_then_by_its_number(store: SqlStore) -> None:
    """A text that comes while a card is in flight may or may not answer it: the filing has to know."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "w1"))])
    assert await store.shown("p1") == []
    (row,) = await claim(store)
    assert await store.shown("p1") == [Shown("p1", "w1", 0)]
    await store.settle([sent(row, 41)])
    assert await store.shown("p1") == [Shown("p1", "w1", 41)]
    await store.commit([send("ada", ReplaceCard("p1", card("p1", "w1").card))])
    (edit,) = await claim(store)
    assert await store.shown("p1") == [Shown("p1", "w1", 41)]
    await store.settle([sent(edit, 41)])
    assert await store.shown("p1") == [Shown("p1", "w1", 41)]


async def test_a_card_refused_is_not_on_the_screen(store: SqlStore) -> None:
    """A connection that was never made delivered nothing."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "w1"))])
    (row,) = await claim(store)
    await store.settle([Outcome(row.id, OutboxState.QUEUED, retry_at=after(5))])
    assert await store.shown("p1") == []
    (row,) = await claim(store, 5)
    await store.settle([Outcome(row.id, OutboxState.DEAD, reason="403")])
    assert await store.shown("p1") == []
    assert await claim(store, 1000) == []


async def test_the_last_eight_cards_are_listed_oldest_first(store: SqlStore) -> None:
    """A late text is filed under the question whose card was the newest when it was typed."""
    await people(store, "ada")
    for n in range(10):
        await store.commit([send("ada", card("p1", f"w{n}"))])
        (row,) = await claim(store)
        await store.settle([sent(row, 100 + n)])
    assert [(card.wait, card.ref) for card in await store.shown("p1")] == [(f"w{n}", 100 + n) for n in range(2, 10)]


async def test_an_unknown_delivery_waits_out_its_grace_and_is_marked_as_a_resend(store: SqlStore) -> None:
    """Zero duplicates is impossible; few is the goal, and a prompt lost leaves somebody waiting."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "w1")), send("ada", card("p1", "w2"))])
    (row,) = await claim(store)
    await store.settle([Outcome(row.id, OutboxState.UNKNOWN, retry_at=after(20), reason="timed out")])
    assert await store.shown("p1") == [Shown("p1", "w1", 0)]
    assert await claim(store, 19) == []
    (again,) = await claim(store, 20)
    assert (again.id, again.resend, again.attempts) == (row.id, True, 1)
    # Refused this time: the first attempt may still have arrived.
    await store.settle([Outcome(again.id, OutboxState.QUEUED, retry_at=after(30))])
    assert await store.shown("p1") == [Shown("p1", "w1", 0)]


async def test_an_answer_drops_what_it_made_obsolete_even_of_unknown_delivery(store: SqlStore) -> None:
    """The answer shows that the card arrived: resending it would ask again what was just answered."""
    await people(store, "ada", "bob")
    await store.commit(
        [
            send("ada", card("p1", "w1"), about="p1:w1", droppable=True),
            send("bob", card("p2", "w1"), about="p2:w1", droppable=True),
            send("ada", Fold("p1", "w1"), about="p1:w1"),
        ]
    )
    rows = await claim(store)
    await store.settle([Outcome(rows[0].id, OutboxState.UNKNOWN, retry_at=after(20)), sent(rows[1])])
    await store.commit([Obsolete("p1:w1"), Obsolete("p2:w1"), send("ada", card("p1", "w2"), about="p1:w1")])
    (fold,) = await claim(store)
    assert fold.outgoing.body == Fold("p1", "w1")
    await store.settle([sent(fold, 0)])
    assert waits(await claim(store, 60)) == ["w2"]
    assert (await store.shown("p1"))[0] == Shown("p1", "w1", 0)


async def test_a_dead_workers_messages_become_unknown_then_go_again(store: SqlStore, url: str) -> None:
    """Killed after the claim: nobody knows whether it was sent; and with one process, at once that it is not alive."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "w1"))])
    async with open_store(url) as dead:
        (row,) = await dead.claim(NOON, 5, 10, ())
    if url.startswith("postgresql"):
        # Another worker may well be alive until its lease is over.
        assert await store.expire_leases(after(9)) == 0
    assert await store.expire_leases(after(10)) == 1
    assert await store.expire_leases(after(10)) == 0
    graced = await store.next_outbox(after(10))
    assert graced is not None
    assert graced > after(10)
    assert await claim(store, 11) == []
    (again,) = await store.claim(graced, 5, 10, ())
    assert (again.id, again.resend) == (row.id, True)
    await store.settle([sent(again, 9)])
    assert await store.shown("p1") == [Shown("p1", "w1", 9, resent=True)]


async def test_one_process_never_takes_its_own_claims_for_a_dead_workers(sqlite_url: str) -> None:
    """A sweep while a slow call is under way must not have the message sent twice."""
    async with open_store(sqlite_url) as store:
        await people(store, "ada")
        await store.commit([send("ada", card("p1", "w1"))])
        assert len(await store.claim(NOON, 5, 10, ())) == 1
        assert await store.expire_leases(after(9)) == 0


async def test_sent_wins_over_an_expired_lease_and_other_outcomes_do_not(store: SqlStore, url: str) -> None:
    """A slow worker that comes back late knows that it delivered; of anything else, the new holder knows better."""
    await people(store, "ada", "bob")
    await store.commit([send("ada", card("p1", "w1")), send("bob", card("p2", "w1"))])
    async with open_store(url) as slow:
        first, second = await slow.claim(NOON, 5, 10, ())
        await store.expire_leases(after(10))
        await slow.settle([sent(first, 7), Outcome(second.id, OutboxState.DEAD, reason="late")])
    assert await store.shown("p1") == [Shown("p1", "w1", 7, resent=True)]
    (again,) = await claim(store, 600)
    assert again.id == second.id


@pytest.mark.parametrize("together", [True, False], ids=["one unit", "two units"])
async def test_a_queued_row_of_the_same_name_is_replaced_in_its_place(store: SqlStore, together: bool) -> None:
    """Only the newest cockpit matters; going to the end of the queue each time, it would never be sent."""
    await people(store, "ada")
    writes: list[Write] = [
        send("ada", panel("old", "cockpit"), coalesce="cockpit"),
        send("ada", card("p1", "w1")),
        send("ada", panel("other", "x"), coalesce="other"),
        send("ada", panel("new", "cockpit"), coalesce="cockpit"),
    ]
    for unit in [writes] if together else [[write] for write in writes]:
        await store.commit(unit)
    bodies = []
    while rows := await claim(store):
        bodies.append(rows[0].outgoing.body)
        await store.settle([sent(rows[0])])
    assert bodies == [panel("new", "cockpit"), card("p1", "w1"), panel("other", "x")]


async def test_a_row_already_being_sent_is_not_replaced(store: SqlStore) -> None:
    """What has left cannot be called back: the newer one follows."""
    await people(store, "ada")
    await store.commit([send("ada", panel("old", "cockpit"), coalesce="cockpit")])
    (row,) = await claim(store)
    await store.commit([send("ada", ReplacePanel(panel("new").panel, "cockpit"), coalesce="cockpit")])
    await store.settle([sent(row, 9)])
    assert await store.slot("ada", "cockpit") == 9
    (newer,) = await claim(store)
    assert newer.outgoing.body == ReplacePanel(panel("new").panel, "cockpit")
    await store.settle([sent(newer, 10)])
    assert await store.slot("ada", "cockpit") == 10
    assert await store.slot("ada", "nothing") == 0


async def test_a_message_to_nobody_is_dead_and_delays_nobody(store: SqlStore) -> None:
    """Its person was forgotten: there is no address, and no error for the others."""
    await people(store, "ada")
    await store.commit([send("ghost", card("p9", "lost")), send("ada", card("p1", "w1"))])
    assert waits(await claim(store)) == ["w1"]


async def test_a_chat_that_moved_gets_its_messages_at_the_new_address(store: SqlStore) -> None:
    """A group turned supergroup keeps its people."""
    await people(store, "ada")
    await store.commit([send("ada", card("p1", "w1"))])
    await store.rehome("chat-ada", "chat-new")
    found = await store.person("ada")
    assert found is not None
    assert found.address == "chat-new"
    assert [row.chat for row in await claim(store)] == ["chat-new"]


@pytest.mark.postgres
async def test_two_workers_never_share_a_row_a_chat_or_a_timer(postgres_database: str) -> None:
    """Several workers share the work on PostgreSQL; each message goes once, each chat in order."""
    names = [f"n{n}" for n in range(40)]
    async with open_store(postgres_database) as one, open_store(postgres_database) as two:
        await people(one, *names)
        await one.commit([send(name, card(name, f"{k}")) for k in range(5) for name in names])
        await one.commit([PutTimer(name, name, "remind", NOON, name.encode()) for name in names])
        taken: list[OutboxRow] = []
        under_way: set[str] = set()

        async def work(store: SqlStore) -> None:
            while True:
                rows = await store.claim(NOON, 7, 60, ())
                if not rows and len(taken) == 200:
                    return
                for row in rows:
                    assert row.chat not in under_way
                    under_way.add(row.chat)
                taken.extend(rows)
                await asyncio.sleep(0)
                under_way.difference_update(row.chat for row in rows)
                await store.settle([sent(row) for row in rows])

        await asyncio.gather(work(one), work(two))
        fired = await asyncio.gather(one.fire_timers(NOON), two.fire_timers(NOON))
    assert len({row.id for row in taken}) == len(taken) == 200
    for name in names:
        assert waits([row for row in taken if row.chat == f"chat-{name}"]) == ["0", "1", "2", "3", "4"]
    assert sorted(entry.lane for entries in fired for entry in entries) == sorted(names)


async def test_an_outgoing_comes_back_as_it_went_in(store: SqlStore) -> None:
    """The channel renders what was stored, perhaps days and a restart later."""
    await people(store, "ada")
    body = card("p1", "w1", quote='« é » "x" \\ \n')
    write = send("ada", body, Lane.TIMED, coalesce="c", about="p1:w1", droppable=True)
    await store.commit([write])
    (row,) = await claim(store)
    assert row.outgoing == Outgoing("ada", "fr", Lane.TIMED, body, "c", "p1:w1", droppable=True)


async def test_a_payload_of_another_version_is_dead_and_delays_nobody(store: SqlStore, url: str) -> None:
    """After an upgrade, one row that cannot be read must not stop all sending."""
    await people(store, "ada", "bob")
    await store.commit([send("ada", card("p1", "old")), send("bob", card("p2", "new"))])
    database = connect(url)
    try:
        spoilt = update(outbox).where(outbox.c.person == "ada").values(payload=b'{"person": 3}')
        await database.write(lambda connection: connection.execute(spoilt).rowcount)
    finally:
        await database.dispose()
    assert waits(await claim(store)) == ["new"]
    assert waits(await claim(store)) == []


async def test_unknown_without_a_date_waits_out_the_stores_own_grace(url: str) -> None:
    """A sender that names no date must not lose the message."""
    async with open_store(url, now=lambda: NOON) as store:
        await people(store, "ada")
        await store.commit([send("ada", card("p1", "w1"))])
        (row,) = await claim(store)
        await store.settle([Outcome(row.id, OutboxState.UNKNOWN), Outcome(987_654, OutboxState.SENT, 1)])
        assert await store.next_outbox(NOON) == after(20)
        assert await claim(store, 19) == []
        (again,) = await claim(store, 20)
        assert again.resend
