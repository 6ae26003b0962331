"""Units of work: all or nothing, versions that never lose an update, neighbours that do not suffer."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection

from bot.engine.effects import Standing
from bot.errors import Defect, OutsideFailure
from bot.facilitation.ports import RawUpdate, Stale
from bot.facilitation.records import JournalEntry, ScriptSource
from bot.facilitation.writes import (
    AddContribution,
    AddIdea,
    ChangeStanding,
    DeadLetter,
    DropIdea,
    DropTimers,
    EraseWords,
    Forget,
    Handled,
    PinScript,
    Post,
    PutTimer,
    RequireEpoch,
    SaveDraft,
    SaveGroup,
    SaveParticipation,
    SavePerson,
    SaveSession,
    WriteJournal,
)
from bot.store import SqlStore, open_store
from bot.store.batch import Batch, Work
from tests.store.builders import NOON, after, contribution, idea, participation, person, run, session

PINNED = ScriptSource("relocalisation.yaml", b"\xc3\xa9", (("relocalisation.en.yaml", b"e\x00"),))


async def test_every_record_comes_back_as_it_went_in(store: SqlStore) -> None:
    """A field lost on the way would be noticed in a notebook, months later."""
    ada, joined, opened = (
        person("ada"),
        participation("p1", "ada"),
        msgspec.structs.replace(session(), opened_at=after(9)),
    )
    said = msgspec.structs.replace(contribution("c1", "p1"), codes=("a", "b"), reason="r", probe="exemple")
    entry = JournalEntry("seance", NOON, "open", "animation", {"n": 3, "qui": "é"})
    await store.commit(
        [
            SaveParticipation(joined),
            SavePerson(ada),
            SaveSession(opened),
            AddContribution(said),
            AddIdea(idea("i1", "p1")),
            WriteJournal(entry),
            SaveDraft("ada", b"draft"),
            PinScript("abc", "relocalisation", PINNED),
            SaveGroup("seance", 0, 4, b"group"),
            run("p1", data=b"state"),
        ]
    )
    assert await store.person("ada") == await store.person_by_user("telegram", "user-ada") == ada
    assert await store.participation("p1") == joined
    assert await store.participations_of(session="seance") == await store.participations_of(person="ada") == [joined]
    assert await store.participations_of(session="autre", person="ada") == []
    assert await store.session("seance") == await store.session_by_join("join-seance") == opened
    assert await store.sessions() == [opened]
    assert await store.contributions("seance") == [said]
    assert await store.contribution("c1") == said
    assert await store.ideas("seance", "pistes") == await store.ideas("seance") == [idea("i1", "p1")]
    assert await store.ideas("seance", "autre") == []
    assert await store.journal("seance") == [entry]
    assert await store.draft("ada") == b"draft"
    assert await store.script_source("abc") == PINNED
    group, state = await store.group("seance"), await store.run("p1")
    assert group is not None
    assert (group.version, group.epoch, group.data) == (1, 4, b"group")
    assert state is not None
    assert (state.session, state.version, state.data) == ("seance", 1, b"state")
    assert (await store.runs_of("seance")) == {"p1": state}


async def test_what_was_committed_is_read_by_another_store_on_the_same_database(store: SqlStore, url: str) -> None:
    """The rows are the truth: nothing may live in one process's memory alone."""
    await store.commit([SavePerson(person("ada")), run("p1", data=b"one")])
    async with open_store(url) as other:
        found = await other.run("p1")
        assert found is not None
        assert found.data == b"one"
        assert await other.person("ada") == person("ada")


async def test_a_version_that_moved_makes_the_whole_unit_stale(store: SqlStore) -> None:
    """A unit half-written would be an answer without its question."""
    await store.commit([run("p1")])
    with pytest.raises(Stale):
        await store.commit([AddContribution(contribution("c1", "p1")), run("p1", 0, b"again")])
    assert await store.contributions("seance") == []
    found = await store.run("p1")
    assert found is not None
    assert (found.version, found.data) == (1, b"{}")


async def test_of_two_units_of_one_batch_from_the_same_version_the_second_is_stale(store: SqlStore) -> None:
    """Group commit must not become a way around the versions."""
    outcomes = await asyncio.gather(
        *(store.commit([run("p1", 0, data)]) for data in (b"first", b"second")), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [list, Stale]
    found = await store.run("p1")
    assert found is not None
    assert found.data == b"first"


async def test_an_epoch_that_moved_makes_the_unit_stale(store: SqlStore) -> None:
    """An answer computed before a gate opened must be computed again after it."""
    await store.commit([SaveGroup("seance", 0, 1, b""), RequireEpoch("seance", 0)])
    with pytest.raises(Stale):
        await store.commit([RequireEpoch("seance", 0), run("p1")])
    await store.commit([RequireEpoch("seance", 1), run("p1")])
    outcomes = await asyncio.gather(
        store.commit([SaveGroup("seance", 1, 2, b"")]),
        store.commit([RequireEpoch("seance", 1), run("p2")]),
        return_exceptions=True,
    )
    assert [type(outcome) for outcome in outcomes] == [list, Stale]
    assert await store.run("p2") is None


async def test_fifty_tasks_counting_in_one_run_lose_no_count(store: SqlStore) -> None:
    """The mistake group commit invites: 470 of 500 updates lost with an implicit transaction start."""

    async def count() -> None:
        while True:
            found = await store.run("p1")
            version, number = (found.version, int(found.data)) if found else (0, 0)
            try:
                await store.commit([run("p1", version, str(number + 1).encode())])
            except Stale:
                continue
            return

    await asyncio.gather(*(count() for _ in range(50)))
    found = await store.run("p1")
    assert found is not None
    assert (found.version, found.data) == (50, b"50")


async def test_two_stores_counting_in_one_run_lose_no_count(store: SqlStore, url: str) -> None:
    """Workers in two processes see each other only through the database."""

    async def count(mine: SqlStore) -> None:
        for _ in range(20):
            while True:
                found = await mine.run("p1")
                version, number = (found.version, int(found.data)) if found else (0, 0)
                try:
                    await mine.commit([run("p1", version, str(number + 1).encode())])
                    break
                except Stale:
                    continue

    async with open_store(url) as second:
        await asyncio.gather(count(store), count(second))
    async with open_store(url) as third:
        found = await third.run("p1")
    assert found is not None
    assert (found.version, found.data) == (40, b"40")


async def test_what_another_process_wrote_is_seen_after_ones_own_next_write(store: SqlStore, url: str) -> None:
    """An operator's `purge` beside a running bot; rows remembered must not outlive it."""
    await store.commit([SavePerson(person("ada")), run("p1", data=b"mine")])
    async with open_store(url) as other:
        await other.commit([SavePerson(msgspec.structs.replace(person("ada"), language="en")), run("p1", 1, b"theirs")])
    await store.commit([])
    found, ada = await store.run("p1"), await store.person("ada")
    assert found is not None
    assert ada is not None
    assert (found.data, ada.language) == (b"theirs", "en")


async def test_a_unit_the_database_refuses_hurts_its_caller_alone(store: SqlStore) -> None:
    """One impossible row among fifty people's answers must not cost the others theirs."""
    orphan = SaveParticipation(participation("lost", "nobody"))
    outcomes = await asyncio.gather(
        *(store.commit([run(f"p{n}"), *([orphan] if n == 7 else []), Post(f"lane{n}", b"{}")]) for n in range(20)),
        return_exceptions=True,
    )
    assert [n for n, outcome in enumerate(outcomes) if isinstance(outcome, BaseException)] == [7]
    assert isinstance(outcomes[7], Defect)
    assert await store.run("p7") is None
    assert len(await store.runs_of("seance")) == 19
    # The batch was applied more than once; nothing was posted twice.
    assert sorted(entry.lane for entry in await store.pending_inbox()) == sorted(
        f"lane{n}" for n in range(20) if n != 7
    )


async def test_a_caller_that_goes_away_does_not_break_the_batch(store: SqlStore) -> None:
    """A connection closed in the middle of a request cancels its task; the neighbours still want their answer."""
    tasks = [asyncio.create_task(store.commit([run(f"p{n}")])) for n in range(10)]
    await asyncio.sleep(0)
    tasks[3].cancel()
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes if not isinstance(outcome, list)] == [asyncio.CancelledError]
    assert set(await store.runs_of("seance")) >= {f"p{n}" for n in range(10) if n != 3}


async def test_posted_events_come_back_with_their_numbers_in_order(store: SqlStore) -> None:
    """The poster hands them on at once, without waiting for a replay."""
    batches = await asyncio.gather(
        *(store.commit([Post(f"l{n}", f"{n}a".encode()), Post(f"l{n}", f"{n}b".encode())]) for n in range(5))
    )
    assert [[entry.payload for entry in posted] for posted in batches] == [
        [f"{n}a".encode(), f"{n}b".encode()] for n in range(5)
    ]
    pending = await store.pending_inbox()
    assert pending == sorted((entry for posted in batches for entry in posted), key=lambda entry: entry.id)
    assert all(entry.source == "internal" for entry in pending)


async def test_an_update_is_taken_once(store: SqlStore) -> None:
    """Telegram repeats what was not confirmed; the person answered once."""
    updates = [RawUpdate("telegram", n, "lane", f"{n}".encode()) for n in (11, 12)]
    first = await store.receive(updates)
    assert [entry.payload for entry in first] == [b"11", b"12"]
    again, twin = await asyncio.gather(
        store.receive([*updates, RawUpdate("telegram", 13, "lane", b"13")]),
        store.receive([RawUpdate("telegram", 13, "lane", b"13"), RawUpdate("matrix", 11, "lane", b"m")]),
    )
    assert [entry.payload for entry in again] == [b"13"]
    assert [entry.payload for entry in twin] == [b"m"]


async def test_a_handled_entry_leaves_no_words_and_is_never_taken_again(store: SqlStore) -> None:
    """The inbox is a passage: what stays is a number, so that a repeated update is known."""
    update = RawUpdate("telegram", 11, "user-ada", b"mots")
    (entry,) = await store.receive([update])
    await store.commit([Handled(entry.id)])
    assert await store.pending_inbox() == []
    assert await store.receive([update]) == []


async def test_a_dead_letter_delays_nobody(store: SqlStore) -> None:
    """One update that cannot be read blocked a whole bot for ever in the library's own polling."""
    bad, good = await store.receive([RawUpdate("t", 1, "l", b"bad"), RawUpdate("t", 2, "l", b"good")])
    await store.commit([DeadLetter(bad.id, "unreadable")])
    assert await store.pending_inbox() == [good]


async def test_a_contribution_come_twice_is_kept_once_and_its_predecessor_marked(store: SqlStore) -> None:
    """Replays after a crash repeat ids; a second version must not count beside the first."""
    first = contribution("c1", "p1")
    second = msgspec.structs.replace(contribution("c2", "p1", "mieux dit", 1), supersedes="c1")
    await store.commit([AddContribution(first), ChangeStanding("c1", Standing.PARKED, "hors sujet")])
    await store.commit([AddContribution(second), AddContribution(msgspec.structs.replace(first, text="autre"))])
    old, new = await store.contributions("seance")
    assert (old.text, old.superseded, old.standing, old.reason) == (first.text, True, Standing.PARKED, "hors sujet")
    assert new == second


async def test_an_idea_replaced_or_dropped_is_withdrawn(store: SqlStore) -> None:
    """Withdrawn ideas stay stored for their merges, but nobody is shown them."""
    await store.commit(
        [AddIdea(idea("i1", "p1")), AddIdea(idea("i2", "p1"), supersedes="i1"), AddIdea(idea("i3", "p1"))]
    )
    await store.commit([DropIdea("i3")])
    assert {i.id: i.withdrawn for i in await store.ideas("seance")} == {"i1": True, "i2": False, "i3": True}


async def test_timers_fire_once_in_order_and_dropped_ones_never(store: SqlStore) -> None:
    """A reminder after the answer is the bot not listening."""
    await store.commit(
        [
            PutTimer("p1", "p1:w1", "remind", after(60), b"old"),
            DropTimers("p1:w1"),
            PutTimer("p1", "p1:w2", "remind", after(50), b"two"),
            PutTimer("p1", "p1:w2", "remind", after(30), b"moved"),
            PutTimer("s", "s:gate", "deadline", after(20), b"gate"),
            PutTimer("s", "s:gate", "last", after(90), b"later"),
        ]
    )
    assert await store.next_due() == after(20)
    assert await store.fire_timers(after(19)) == []
    fired = await asyncio.gather(store.fire_timers(after(40)), store.fire_timers(after(40)))
    assert [(entry.lane, entry.payload) for entries in fired for entry in entries] == [("s", b"gate"), ("p1", b"moved")]
    assert [entry.payload for entry in await store.pending_inbox()] == [b"gate", b"moved"]
    assert await store.next_due() == after(90)
    await store.commit([DropTimers("s:gate")])
    assert await store.next_due() is None


async def test_units_of_one_batch_keep_their_order(store: SqlStore) -> None:
    """A timer dropped after it was set stays dropped, whichever units share the transaction."""
    await asyncio.gather(
        store.commit([PutTimer("p1", "p1:w1", "remind", after(60), b"one")]),
        store.commit([DropTimers("p1:w1")]),
        store.commit([SaveDraft("ada", b"a")]),
        store.commit([SaveDraft("ada", b"")]),
        store.commit([AddIdea(idea("i1", "p1"))]),
        store.commit([DropIdea("i1")]),
    )
    assert await store.next_due() is None
    assert await store.draft("ada") == b""
    assert [i.withdrawn for i in await store.ideas("seance")] == [True]


async def test_a_named_lease_has_one_holder(store: SqlStore) -> None:
    """Two pollers on one token fight over every update."""
    assert await store.lease("poller", "a", NOON, 30)
    assert not await store.lease("poller", "b", after(29), 30)
    assert await store.lease("poller", "a", after(29), 30)
    assert not await store.lease("poller", "b", after(58), 30)
    assert await store.lease("poller", "b", after(59), 30)
    assert not await store.lease("poller", "a", after(60), 30)


async def test_pruning_removes_what_was_handled_long_ago_and_nothing_pending(url: str) -> None:
    """The inbox must not grow for ever, nor lose an entry nobody has handled."""
    async with open_store(url, now=lambda: NOON) as store:
        done, waiting = await store.receive([RawUpdate("t", 1, "l", b"a"), RawUpdate("t", 2, "l", b"b")])
        await store.commit([Handled(done.id)])
        assert await store.prune(NOON) == 0
        assert await store.prune(after(1)) == 1
        assert await store.pending_inbox() == [waiting]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on file sizes is a POSIX call")
async def test_a_full_disk_is_told_to_the_caller_and_survived(sqlite_url: str, tmp_path: Path) -> None:
    """Nothing half-written, and the bot goes on once there is room."""
    import resource  # POSIX only

    async with open_store(sqlite_url) as store:
        await store.commit([run("p1")])
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        biggest = _biggest(tmp_path)
        resource.setrlimit(resource.RLIMIT_FSIZE, (biggest + 50_000, hard))
        try:
            with pytest.raises(OutsideFailure, match="nothing of this was stored"):
                await store.commit([run("p2"), AddContribution(contribution("c", "p2", "x" * 400_000))])
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert await store.run("p2") is None
        await store.commit([run("p2")])
        assert set(await store.runs_of("seance")) == {"p1", "p2"}


async def test_a_store_that_closes_writes_what_is_queued_first(sqlite_url: str) -> None:
    """Stopping the service is no reason to lose the last answers."""
    async with open_store(sqlite_url) as store:
        tasks = [asyncio.create_task(store.commit([run(f"p{n}")])) for n in range(30)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)
    with pytest.raises(OutsideFailure, match="closing"):
        await store.commit([run("late")])
    async with open_store(sqlite_url) as store:
        assert len(await store.runs_of("seance")) == 30


def _biggest(folder: Path) -> int:
    return max(file.stat().st_size for file in folder.iterdir())


async def test_erasing_words_in_a_batch_leaves_the_others_versions_alone(store: SqlStore) -> None:
    """A withdrawal shares its transaction with the same person's next tap."""
    await store.commit([run("p1")])
    await asyncio.gather(store.commit([EraseWords("p1")]), store.commit([run("p1", 1)]))
    found = await store.run("p1")
    assert found is not None
    assert found.version == 2


async def test_a_person_forgotten_and_back_within_one_batch_starts_anew(store: SqlStore) -> None:
    """The second unit inserts where the first deleted."""
    await store.commit([run("p1")])
    await asyncio.gather(store.commit([run("p1", 1), Forget("p1")]), store.commit([run("p1", 0, b"new")]))
    found = await store.run("p1")
    assert found is not None
    assert (found.version, found.data) == (1, b"new")


async def test_whoever_a_commit_woke_shares_the_next_one(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With something in the queue already, the next transaction used to start without them: twice the disk flushes."""
    sizes: list[int] = []
    apply = Batch.apply
    async with open_store(sqlite_url) as store:

        def counted(self: Batch, conn: Connection, works: Sequence[Work]) -> list[object]:
            sizes.append(len(works))
            if len(sizes) == 1:
                # Comes while the first transaction is under way.
                loop.call_soon_threadsafe(come_late)
                queued.wait()
            return apply(self, conn, works)

        async def twice(name: str) -> None:
            await store.commit([run(name)])
            await store.commit([run(name, 1)])

        def come_late() -> None:
            late.append(asyncio.create_task(store.commit([run("late")])))
            # Called once that task has run, hence has queued.
            loop.call_soon(queued.set)

        loop, late, queued = asyncio.get_running_loop(), list[asyncio.Task[object]](), threading.Event()
        monkeypatch.setattr(Batch, "apply", counted)
        await asyncio.gather(*(twice(f"p{number}") for number in range(10)))
        await asyncio.gather(*late)
    assert sizes == [10, 11]
