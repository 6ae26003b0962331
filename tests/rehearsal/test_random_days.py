"""The shipped workshops over several days, under random people: each comes to its end, and wakes nobody."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.authoring.shelf import FileShelf
from bot.engine.effects import ParticipantEffect, SendCard, SessionEffect
from bot.engine.group import SessionStatus
from bot.engine.phrases import Phrase
from bot.engine.run import Status
from bot.engine.script import Script
from bot.engine.timetable import Schedule
from bot.rehearsal.clock import MORNING
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.seat import phrases_of
from bot.rehearsal.stage import StagedSession

# Nothing counts as covered because somebody came by; and watching them takes three times as long.
pytestmark = pytest.mark.untraced

WORKSHOPS = Path(__file__).parents[2] / "workshops"
UNASKED = (Phrase.DAY, Phrase.NEXT_IS_OPEN, Phrase.DAY_REMINDER)
PARIS = ZoneInfo("Europe/Paris")

over_days = [
    (script, length)
    for script in FileShelf.of_folder(WORKSHOPS).list()
    if script.asynchronous is not None
    for length in script.asynchronous.lengths
]


def played(script: Script, length: int, wild: float) -> tuple[StagedSession, Counter[tuple[str, date, bool]]]:
    """A session, and what nobody asked for: who, on which date, and whether it was the reminder."""
    told: Counter[tuple[str, date, bool]] = Counter()

    def watch(who: str, effect: ParticipantEffect | SessionEffect) -> None:
        if isinstance(effect, SendCard) and set(phrases_of(effect.card)) & set(UNASKED):
            now = session.now.astimezone(PARIS)
            assert 8 <= now.hour < 21
            assert now.isoweekday() != 7
            told[who, now.date(), Phrase.DAY_REMINDER in phrases_of(effect.card)] += 1

    schedule = Schedule(length, MORNING.date())
    values = with_stand_ins(script, {})
    session = StagedSession(script, values, seed=script.id, now=MORNING, schedule=schedule, watch=watch)
    RandomCrowd(session, ["P0", "P1", "P2"], f"{script.id}{length}", wild=wild).play()
    return session, told


@pytest.mark.parametrize(("script", "length"), over_days, ids=lambda one: getattr(one, "id", str(one)))
@pytest.mark.parametrize("wild", [0, 0.2], ids=["of good will", "wild"])
def test_a_shipped_workshop_comes_to_its_end_over_days(script: Script, length: int, wild: float) -> None:
    """In each of its lengths: one message a day and one reminder, by day, and every vote counted."""
    session, told = played(script, length, wild)
    assert session.group.status is SessionStatus.CLOSED
    assert set(session.group.results) == set(session.group.ballots)
    assert max(told.values(), default=0) <= 1
    if not wild:
        assert told
        assert {run.status for run in session.runs.values()} <= {Status.FINISHED, Status.DECLINED}
