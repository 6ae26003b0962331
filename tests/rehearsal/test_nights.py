"""A rehearsal keeps the hours that the bot keeps. The people are fabricated."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.engine.phrases import Phrase
from bot.rehearsal.stage import StagedSession
from tests.engine.world import VALUES, relocalisation

ANA = "P:ana"
DAYLIGHT = datetime(2026, 9, 1, 9, tzinfo=UTC)
NIGHT = datetime(2026, 9, 1, 21, tzinfo=UTC)
SUNDAY = datetime(2026, 9, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(("now", "reminded"), [(DAYLIGHT, True), (NIGHT, False), (SUNDAY, False)])
def test_half_the_time_is_said_by_day_only(now: datetime, reminded: bool) -> None:
    """An author who rehearses in the evening must not see what nobody would be sent."""
    session = StagedSession(relocalisation(), VALUES, now=now)
    session.open()
    session.enter(ANA)
    for _ in range(2):
        card = session.current(ANA)
        assert card is not None
        session.tap(ANA, card, card.rows[0][0])
    card = session.current(ANA)
    assert card is not None
    session.tap(ANA, card, card.rows[0][0])
    session.wait(minutes=4)
    said = session.seats[ANA].phrases()
    assert (Phrase.REMINDER in said) is reminded
