"""A facilitator has a session go on over days, or live, from its cockpit: asked, told, journalled, done once.

The workshop is that of `tests.engine.days`, fabricated.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.left_open import SILENT
from bot.facilitation.panels import Sentence
from bot.facilitation.records import SessionRecord
from tests.engine.days import at, source
from tests.facilitation.support import ADA, EVE, Desk, desk, said
from tests.facilitation.test_steering import cockpit, refreshed

LEA, NOE = 11, 12


@pytest.fixture
async def desk_(tmp_path: Path) -> AsyncIterator[Desk]:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "jours.yaml").write_text(source(), encoding="utf-8")
    async with desk(tmp_path, start=at(24, 9), workshops=folder) as at_work:
        yield at_work


async def live(desk_: Desk) -> SessionRecord:
    """A live session, open, with Léa and Noé at their first question."""
    await desk_.says(ADA, "/animer")
    await desk_.steers(ADA, Gesture.PICK_WORKSHOP, value="jours")
    await desk_.steers(ADA, Gesture.CHOOSE_MODE, value="live")
    await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = await desk_.session()
    await desk_.steers(ADA, Gesture.OPEN, record.id)
    for user in (LEA, NOE):
        await desk_.says(user, f"/start {record.join}")
        await desk_.taps(user, Act.CHOOSE, "oui")
        await desk_.taps(user, Act.CHOOSE, "oui")
    return record


async def test_a_live_session_goes_on_over_days_and_back_from_the_cockpit(desk_: Desk) -> None:
    """Asked first, with the date on which each version would end; then everybody is told, and the journal says so."""
    record = await live(desk_)
    assert Gesture.MODE_MENU in {offer.gesture for offer in (await refreshed(desk_)).offers}
    await desk_.steers(ADA, Gesture.MODE_MENU, record.id)
    panel = cockpit(desk_)
    assert (panel.menu, panel.days) == ("mode", 0)
    assert (5, "2026-11-28") in panel.over_days
    assert said(await desk_.steers(ADA, Gesture.MODE, record.id, "cinq")) is Sentence.FACILITATOR_STALE_BUTTON
    assert said(await desk_.steers(ADA, Gesture.MODE, record.id, "0")) is Sentence.ALREADY_DONE
    assert said(await desk_.steers(ADA, Gesture.MODE, record.id, "9")) is Sentence.NOT_IN_THAT_MODE_NOW
    over_days = f"v1:f:{record.id}:jv:5"
    await desk_.update(desk_.pressed(ADA, over_days), desk_.pressed(EVE, over_days))
    assert [desk_.heard(user, Phrase.NOW_OVER_DAYS) for user in (LEA, NOE)] == [1, 1]
    panel = await refreshed(desk_)
    assert (panel.menu, panel.days, panel.day) == ("", 5, 1)
    # The message of the next day comes at the first hour, though nobody chose one.
    await desk_.pass_time(at(25, 8.1))
    assert desk_.heard(LEA, Phrase.DAY) == 1
    await desk_.steers(ADA, Gesture.MODE_MENU, record.id)
    assert cockpit(desk_).over_days == ()
    assert said(await desk_.steers(ADA, Gesture.MODE, record.id, "0")) is Sentence.EVERYBODY_TOLD
    assert desk_.heard(LEA, Phrase.NOW_LIVE) == 1
    assert (await refreshed(desk_)).days == 0
    gestures = await desk_.gestures()
    assert [one for one in gestures if one.startswith("went_")] == ["went_over_days", "went_live"]


async def test_a_session_that_nobody_closes_is_taken_for_over_after_its_new_days(desk_: Desk) -> None:
    """Live it would have been closed after two silent days, in the middle of what was announced."""
    record = await live(desk_)
    await desk_.steers(ADA, Gesture.MODE, record.id, "5")
    await desk_.pass_time(at(28, 20) + SILENT - timedelta(hours=1))
    assert (await refreshed(desk_)).status == "open"
    await desk_.pass_time(at(28, 20) + SILENT + timedelta(days=4))
    assert (await desk_.session()).status == "closed"
