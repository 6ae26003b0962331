"""A session that nobody closes, and a past one held again."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from bot.facilitation.addressed import LeftOpen, encode, session_lane
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import ParameterPanel, Sentence, SentencePanel, WorkshopsPanel
from bot.facilitation.writes import Post
from tests.facilitation.support import ADA, HERE, Desk, desk, said

LEA = 11


async def test_a_live_session_that_nobody_closes_closes_by_itself(at: Desk) -> None:
    """Everybody went home; the notebook must not wait for somebody to remember."""
    record = await at.opened(LEA)
    await at.pass_time(at.clock.now() + timedelta(hours=47))
    await at.says(LEA, "un deux trois")
    await at.pass_time(at.clock.now() + timedelta(hours=47, minutes=59))
    assert (await at.session()).status == "open"
    await at.pass_time(at.clock.now() + timedelta(minutes=2))
    closed = await at.session()
    assert (closed.id, closed.status) == (record.id, "closed")
    assert Sentence.CLOSED_BY_ITSELF in [one.key for one in at.panels(ADA, SentencePanel)]
    journal = await at.store.journal(record.id)
    assert [(one.gesture, one.by) for one in journal][-2:] == [("close_asked", "horloge"), ("closed", "horloge")]
    assert len(at.compiler.material) == 1


async def test_a_session_that_was_closed_is_looked_at_no_more(at: Desk) -> None:
    """And one closed in the very minute of the look is closed once."""
    record = await at.opened(LEA)
    due = await at.store.next_due()
    assert due is not None
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.pass_time(due + timedelta(days=1))
    # The look was on its way when the session was closed.
    posted = await at.store.commit([Post(session_lane(record.id), encode(LeftOpen(record.id)))])
    at.dispatcher.submit(posted)
    await at.quiet()
    assert [one for one in await at.gestures() if one == "closed"] == ["closed"]
    assert Sentence.CLOSED_BY_ITSELF not in [one.key for one in at.panels(ADA, SentencePanel)]


async def test_a_past_session_is_held_again_with_what_it_was_told(at: Desk) -> None:
    """The same workshop in the next village, a month later: no question that was answered is asked again."""
    record = await at.launched()
    await at.steers(ADA, Gesture.OPEN, record.id)
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await at.says(ADA, "/animer")
    assert at.panels(ADA, WorkshopsPanel)[-1].past == ((record.id, "Atelier inventé"),)
    asked = len(at.panels(ADA, ParameterPanel))
    assert await at.steers(ADA, Gesture.DUPLICATE, record.id) is None
    assert len(at.panels(ADA, ParameterPanel)) == asked
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    first, second = await at.store.sessions()
    assert (second.status, second.parameters, second.organisation) == ("draft", first.parameters, first.organisation)
    assert second.join != first.join


async def test_a_workshop_that_is_gone_is_not_held_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file was removed; the past session keeps its own copy, and stays readable."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.copy(HERE / "atelier.yaml", shelf)
    monkeypatch.setattr("tests.facilitation.support.HERE", shelf)
    async with desk(tmp_path) as at:
        record = await at.launched()
        (shelf / "atelier.yaml").unlink()
        assert said(await at.steers(ADA, Gesture.DUPLICATE, record.id)) is Sentence.SCRIPT_NOT_FOUND
