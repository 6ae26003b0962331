"""Two workers on one database, a database that fails, an earlier life: a step is always computed on what is stored."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.engine.events import Resumed
from bot.engine.prompts import Act
from bot.engine.run import Run
from bot.errors import Defect, OutsideFailure
from bot.facilitation import addressed
from bot.facilitation.cockpit import profile
from bot.facilitation.counting import count
from bot.facilitation.dispatch import RETRY_SECONDS
from bot.facilitation.incoming import Gesture
from bot.facilitation.memory import Recent
from bot.facilitation.outgoing import ReplacePanel
from bot.facilitation.panels import CockpitPanel
from bot.facilitation.ports import Stale
from bot.facilitation.records import Participation
from bot.facilitation.writes import Post, SaveGroup, SaveParticipation, SaveRun, Send, Write
from bot.store import SqlStore
from tests.facilitation.support import ADA, Desk, Rough, desk

LEA, NOE = 11, 12


def dead_letters(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "horizons.sqlite3") as connection:
        return [reason for (reason,) in connection.execute("SELECT reason FROM inbox WHERE state = 'dead'")]


async def test_what_another_worker_wrote_is_what_a_step_is_computed_on(tmp_path: Path) -> None:
    """Each worker remembers; the database says that it moved, and the step is computed again."""
    async with desk(tmp_path) as one, desk(tmp_path, first=1_000) as other:
        record = await one.opened(LEA)
        await other.says(LEA, "un deux trois")
        one.count_from(2_000)
        await one.says(LEA, "un récit assez long pour cela")
        run = await one.run(LEA)
        assert set(run.answers) >= {"mots", "vecu"}
        await other.goes_on(record.id, "idees")
        await one.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        group = (await one.memory.group(record.id)).group
        assert (group.opened_gates, group.status.value) == (("idees",), "closed")
    assert dead_letters(tmp_path) == []


async def test_a_vote_asked_to_be_counted_twice_is_counted_once(at: Desk) -> None:
    """Two workers, or a crash between the count and its word: the second finds nothing to do."""
    record = await at.opened(LEA)
    counting = Post(addressed.session_lane(record.id), addressed.encode(addressed.CountVote(record.id, "vote")))
    await at.conductor.commit([counting])
    await at.quiet()
    assert (await at.memory.group(record.id)).group.results == {}
    assert dead_letters(at.folder) == []


async def test_pseudonyms_stay_apart_after_a_refusal_and_a_restart(tmp_path: Path) -> None:
    """Who refused leaves a gap; the number of people is then no longer the next free pseudonym."""
    async with desk(tmp_path) as at:
        record = await at.opened()
        await at.says(LEA, f"/start {record.join}")
        await at.enters(NOE, record.join)
        await at.taps(LEA, Act.CHOOSE, "commencer")
        await at.taps(LEA, Act.CHOOSE, "non")
    async with desk(tmp_path, first=1_000) as at:
        for user in range(20, 70):
            await at.says(user, f"/start {record.join}")
        aliases = [one.alias for one in await at.store.participations_of(session=record.id)]
        assert len(set(aliases)) == len(aliases) == 51


def refusing(times: int, error: Exception, when: Callable[[Write], bool]) -> Callable[[SqlStore], Rough]:
    """Around a store: that many commits in which some write is `when` are refused."""
    left = [times]

    def refuses(writes: Sequence[Write]) -> Exception | None:
        if left[0] and any(when(write) for write in writes):
            left[0] -= 1
            return error
        return None

    return lambda store: Rough(store, refuses)


async def test_a_step_that_can_never_be_saved_goes_to_the_dead_letters(tmp_path: Path) -> None:
    """A loop without end would hold that person's lane, and the processor, for ever."""
    always = refusing(1_000, Stale("moved"), lambda write: isinstance(write, SaveRun))
    async with desk(tmp_path, wrap=always) as at:
        record = await at.launched()
        await at.says(LEA, f"/start {record.join}")
    assert dead_letters(tmp_path) == ["Defect"]


async def test_a_session_that_can_never_be_saved_goes_to_the_dead_letters(tmp_path: Path) -> None:
    """The same for a group."""
    always = refusing(1_000, Stale("moved"), lambda write: isinstance(write, SaveGroup) and write.version > 0)
    async with desk(tmp_path, wrap=always) as at:
        record = await at.launched()
        await at.steers(ADA, Gesture.OPEN, record.id)
    assert dead_letters(tmp_path) == ["Defect"]


async def test_an_answer_waits_for_a_disk_that_is_full_and_is_not_lost(tmp_path: Path) -> None:
    """The entry stays in the inbox and is tried again, a few seconds later."""
    full = refusing(
        2, OutsideFailure("The disk is full."), lambda write: isinstance(write, SaveRun) and write.version > 4
    )
    async with desk(tmp_path, wrap=full) as at:
        await at.opened(LEA)
        began = at.clock.now()
        answering = asyncio.create_task(at.says(LEA, "un deux trois"))
        while not answering.done():
            for _ in range(200):
                await asyncio.sleep(0.001)
                if answering.done():
                    break
            else:
                at.clock.advance_to_next()
        assert (at.clock.now() - began).total_seconds() >= 2 * RETRY_SECONDS
        assert [one.text for one in await at.contributions("mots")] == ["un\ndeux\ntrois"]


async def test_a_cockpit_outlives_a_disk_that_is_full(tmp_path: Path) -> None:
    """It is only a view; but one that stopped following would mislead for the rest of the evening."""
    full = refusing(
        2,
        OutsideFailure("The disk is full."),
        lambda write: isinstance(write, Send) and isinstance(write.outgoing.body, ReplacePanel),
    )
    async with desk(tmp_path, wrap=full) as at:
        await at.opened(LEA)
        await at.pass_time(at.clock.now() + timedelta(seconds=20))
        panel = at.panels(ADA, CockpitPanel)[-1]
        assert [one.profile for one in panel.people] == ["Habitant·e"]


async def test_a_withdrawal_after_the_close_compiles_another_notebook(at: Desk) -> None:
    """The first one holds words that are no longer anybody's to print."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.says(LEA, "/mesdonnees")
    await at.taps(LEA, Act.WITHDRAW, "ask")
    await at.taps(LEA, Act.WITHDRAW, "yes")
    first, second = at.compiler.material
    assert any(one.text == "un\ndeux\ntrois" for one in first.contributions)
    assert all(one.text != "un\ndeux\ntrois" for one in second.contributions)
    assert second.withdrawn == 1


async def test_a_disk_that_fails_while_a_notebook_is_written_is_no_fault_of_the_template(at: Desk) -> None:
    """It is tried again, not reported as a mistake of the author's."""
    record = await at.opened(LEA)
    (entry,) = await at.update(at.message(LEA, "/aide"))

    def fails(*_: object) -> list[Path]:
        raise OutsideFailure("The disk is full.")

    at.compiler.compile = fails  # type: ignore[method-assign, assignment]  # this one desk's
    with pytest.raises(OutsideFailure):
        await at.notebooks.compile(record.id, entry)


async def test_somebody_forgotten_between_two_reads_is_left_out(at: Desk) -> None:
    """A participation whose run is gone already: neither the cockpit nor the notebook stumbles over it."""
    record = await at.opened(LEA)
    ada = await at.store.person(record.created_by)
    assert ada is not None
    await at.store.commit([SaveParticipation(Participation("ghost", record.id, ada.id, "Noyer", at.clock.now()))])
    assert len((await at.cockpits.panel(record.id)).people) == 1
    await at.notebooks.write(record.id, ["md"])
    assert [one.alias for one in at.compiler.material[-1].speakers] != ["Noyer"]
    (entry,) = await at.update(at.message(LEA, "/aide"))
    await at.conductor.participant("ghost", Resumed(), entry)
    assert dead_letters(at.folder) == []


# -- what never was --------------------------------------------------------------------------------------------------


async def test_what_never_was_is_a_defect(at: Desk) -> None:
    """Loud, rather than an empty group that everything seems to work on."""
    for ask in (at.memory.group("nowhere"), at.memory.session("nowhere")):
        with pytest.raises(Defect):
            await ask
    record = await at.launched()
    with sqlite3.connect(at.folder / "horizons.sqlite3") as connection:
        connection.execute("DELETE FROM scripts")
    async with desk(at.folder, first=1_000) as other:
        with pytest.raises(Defect):
            await other.memory.script(record.id)


async def test_only_a_vote_can_be_counted(at: Desk) -> None:
    """A step that is none would give a result of nothing."""
    record = await at.launched()
    script = await at.memory.script(record.id)
    with pytest.raises(Defect):
        count(script.step("vecu"), [], [], electorate=0)


async def test_a_workshop_without_profiles_shows_none(at: Desk) -> None:
    """The cockpit then has pseudonyms alone."""
    record = await at.launched()
    script = await at.memory.script(record.id)
    assert profile(replace(script, steps=script.steps[:2]), Run("somebody")) == ""


def test_what_is_kept_at_hand_has_a_limit() -> None:
    """A cache that only grows is a leak: the one longest unused goes."""
    recent: Recent[int] = Recent(2)
    for number in range(3):
        recent.put(str(number), number)
        assert recent.get("0") == 0
    assert (recent.get("0"), recent.get("1"), recent.get("2")) == (0, None, 2)
