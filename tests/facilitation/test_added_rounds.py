"""A facilitator opens a further round of a vote, in a workshop whose script has none: it is in the session alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.engine.script import StepKind
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import Sentence
from bot.facilitation.writes import PurgeSession
from tests.facilitation.suites_evening import begun
from tests.facilitation.support import ADA, EVE, HERE, Desk, desk, said
from tests.facilitation.test_steering import cockpit, refreshed

LEA, NOE, ZOE = 11, 12, 13


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "suites") as at_work:
        yield at_work


async def grade(at: Desk, grade: int, *users: int) -> None:
    for user in users:
        for item in ("P1", "P2"):
            await at.taps(user, Act.GRADE, f"{item}:{grade}")
    for user in users:
        await at.taps(user, Act.CONFIRM)


async def test_a_further_round_is_asked_for_voted_and_in_the_notebook_beside_the_first(at: Desk) -> None:
    """Two taps at once add one; the process that starts again knows of it; the workshop itself is as it was."""
    record = await begun(at, LEA, NOE, ZOE)
    for user in (LEA, NOE, ZOE):
        await at.taps(user, Act.PASS)
        await at.taps(user, Act.PASS)
    assert said(await at.steers(ADA, Gesture.ROUND, record.id, "vote")) is Sentence.FACILITATOR_STALE_BUTTON
    await grade(at, 2, LEA, NOE, ZOE)
    assert Gesture.ROUND_MENU in {offer.gesture for offer in (await refreshed(at)).offers}
    await at.steers(ADA, Gesture.ROUND_MENU, record.id)
    assert (cockpit(at).menu, [vote for vote, _ in cockpit(at).rounds]) == ("round", ["vote"])
    again = f"v1:f:{record.id}:jt:vote"
    await at.update(at.pressed(ADA, again), at.pressed(EVE, again))
    assert said(await at.steers(ADA, Gesture.ROUND, record.id, "vote")) is Sentence.ALREADY_DONE
    panel = await refreshed(at)
    assert (panel.next_gate, panel.rounds) == ("tour2", ())
    assert (await at.gestures()).count("round_added") == 1
    at.memory.clear()
    await at.goes_on(record.id, "tour2")
    assert at.heard(LEA, Phrase.ROUND_OF_THE_GROUP) == 1
    await grade(at, 1, LEA, NOE, ZOE)
    await at.steers(ADA, Gesture.CLOSE, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    material = at.compiler.material[-1]
    assert set(material.results) == {"vote", "tour2"}
    assert material.script.step("tour2").kind is StepKind.SECOND_ROUND
    assert {one.people for one in material.results["tour2"].moves} == {3}
    pinned = await at.memory.pinned(record.id)
    assert "tour2" not in {step.id for step in pinned.steps}
    await at.store.commit([PurgeSession(record.id)])
    at.memory.clear()
    assert await at.memory.script(record.id) == pinned, "what was added went with the answers"
