"""A workshop edited while a session of it runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.engine.prompts import Act, Ask
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import RevisionPanel, Sentence, SentencePanel
from tests.facilitation.suites_evening import begun
from tests.facilitation.support import ADA, HERE, Desk, desk

LEA, NOE = 11, 12


@pytest.fixture
def workshops(tmp_path: Path) -> Path:
    folder = tmp_path / "workshops"
    folder.mkdir()
    (folder / "suites.yaml").write_bytes((HERE / "suites" / "suites.yaml").read_bytes())
    return folder


@pytest.fixture
async def at(tmp_path: Path, workshops: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=workshops) as at_work:
        yield at_work


def edit(workshops: Path, before: str, after: str) -> None:
    file = workshops / "suites.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


def revision(at: Desk) -> RevisionPanel:
    panel = at.panels(ADA, RevisionPanel)[-1]
    assert isinstance(panel, RevisionPanel)
    return panel


async def test_words_are_taken_up_from_the_next_card_on(at: Desk, workshops: Path) -> None:
    """A mistake seen by the first who reads it is mended for those who follow."""
    record = await begun(at, LEA)
    edit(workshops, "Que pouvez-vous prêter ?", "Que pourriez-vous prêter ?")
    await at.steers(ADA, Gesture.REVISE, record.id)
    assert revision(at).take_up
    assert "Que pourriez-vous prêter ?" in revision(at).lines[0]
    said = await at.steers(ADA, Gesture.TAKE_UP, record.id, revision(at).take_up)
    assert said == SentencePanel(Sentence.SCRIPT_TAKEN_UP, {"title": record.title})
    await at.taps(LEA, Act.PASS)
    asked = [block.text for block in at.waiting(LEA)[1].blocks if isinstance(block, Ask)]
    assert asked == ["Que pourriez-vous prêter ?"]
    assert "revised" in await at.gestures()
    said = await at.steers(ADA, Gesture.REVISE, record.id)
    assert said == SentencePanel(Sentence.SCRIPT_UNCHANGED, {"title": record.title})


async def test_a_structural_change_is_refused_with_those_it_would_affect(at: Desk, workshops: Path) -> None:
    """An answer whose question is gone would mean nothing; the facilitator learns whose, by pseudonym."""
    record = await begun(at, LEA, NOE)
    await at.says(LEA, "Une salle chauffée pour douze personnes")
    edit(workshops, "id: besoins\n", "id: manques\n")
    edit(workshops, "needs: besoins", "needs: manques")
    await at.steers(ADA, Gesture.REVISE, record.id)
    assert revision(at).take_up == ""
    (affected,) = revision(at).affected
    participations = await at.store.participations_of(session=record.id)
    assert affected in {one.alias for one in participations}
    said = await at.steers(ADA, Gesture.TAKE_UP, record.id, "0123456789abcdef")
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})
    assert (await at.session()).script_hash == record.script_hash


async def test_what_was_looked_at_is_what_is_taken_up(at: Desk, workshops: Path) -> None:
    """The file is edited once more between the look and the tap."""
    record = await begun(at, LEA)
    edit(workshops, "Que pouvez-vous prêter ?", "Que prêtez-vous ?")
    await at.steers(ADA, Gesture.REVISE, record.id)
    looked_at = revision(at).take_up
    edit(workshops, "Que prêtez-vous ?", "Que prêterez-vous ?")
    said = await at.steers(ADA, Gesture.TAKE_UP, record.id, looked_at)
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})


async def test_a_file_that_is_gone_or_wrong_changes_nothing(at: Desk, workshops: Path) -> None:
    """The session keeps the version it is pinned to, whatever happens to the file."""
    record = await begun(at, LEA)
    (workshops / "suites.yaml").write_text("format: 1\n", encoding="utf-8")
    said = await at.steers(ADA, Gesture.REVISE, record.id)
    assert said == SentencePanel(Sentence.SCRIPT_NOT_FOUND, {"title": record.title})
    said = await at.steers(ADA, Gesture.TAKE_UP, record.id, record.script_hash[:16])
    assert said == SentencePanel(Sentence.FACILITATOR_STALE_BUTTON, {"title": record.title})
    await at.taps(LEA, Act.PASS)


async def test_a_long_text_is_cut_and_a_change_that_is_no_words_is_named(at: Desk, workshops: Path) -> None:
    """The panel fits a phone."""
    record = await begun(at)
    edit(workshops, "Que pouvez-vous prêter ?", "Que pouvez-vous prêter, " + "aujourd'hui ou demain, " * 5 + "?")
    edit(workshops, "minutes: 2", "minutes: 3")
    edit(workshops, "title: Suites inventées", "title: Suites très inventées")
    await at.steers(ADA, Gesture.REVISE, record.id)
    lines = revision(at).lines
    assert any("[…]" in line for line in lines)
    assert any("minutes" in line for line in lines)
    assert revision(at).affected == ()
