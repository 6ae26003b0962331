"""What comes out of a round of objections reaches everybody: people, facilitators, the group's own chat."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from tests.engine.days import at
from tests.facilitation.support import ADA, desk

WORKSHOP = """\
format: 1
id: objections
title: Atelier inventé
phases: {C: Décider}
steps:
  - consent:
      {id: accord, title: Accord, phase: C, minutes: 1, ask: Oui ?, accept: {oui: Oui}, decline: {non: Non}}
  - consent_round:
      id: tour
      title: Tour inventé
      phase: C
      minutes: 2
      proposal: Une proposition inventée.
      ask: Avez-vous une objection ?
      buttons: {non: Non, oui: Oui}
      objection: Laquelle ?
      lifted:
        gate: {quorum: none, at_most: 15}
        ask: Est-elle levée ?
        buttons: {oui: Oui, non: Non}
      visibility: anonymous
"""
GROUP = -100
PEOPLE = (11, 12, 13)


@pytest.mark.parametrize("room", [GROUP, 0], ids=["with a room", "without"])
async def test_the_outcome_is_told_to_people_facilitators_and_the_room(tmp_path: Path, room: int) -> None:
    """Like any vote; and the room, where others may read along, is told numbers and nobody's words."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "objections.yaml").write_text(WORKSHOP, encoding="utf-8")
    async with desk(tmp_path, workshops=shelf) as desk_:
        await desk_.says(ADA, "/animer")
        await desk_.steers(ADA, Gesture.PICK_WORKSHOP, value="objections")
        await desk_.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
        record = (await desk_.store.sessions())[-1]
        if room:
            await desk_.steers(ADA, Gesture.ROOM_BIND, record.id, str(room))
        await desk_.steers(ADA, Gesture.OPEN, record.id)
        for user in PEOPLE:
            await desk_.says(user, f"/start {record.join}")
            await desk_.taps(user, Act.CHOOSE, "oui")
            await desk_.taps(user, Act.CHOOSE, "oui" if user == PEOPLE[0] else "non")
        await desk_.says(PEOPLE[0], "un bruit inventé, la nuit")
        await desk_.goes_on(record.id, "tour.levee")
        everybody = (*PEOPLE, ADA, *([room] if room else []))
        assert [desk_.heard(who, Phrase.CONSENT_RAISED) for who in everybody] == [1] * len(everybody)
        assert "un bruit inventé" in str(desk_.screens[PEOPLE[1]])
        assert "un bruit inventé" not in str(desk_.screens.get(GROUP))
        await desk_.taps(PEOPLE[0], Act.CHOOSE, "oui")
        # The session ends with the round: it is told all the same.
        await desk_.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        assert [desk_.heard(who, Phrase.CONSENT_AMENDED) for who in everybody] == [1] * len(everybody)


async def test_over_days_it_is_told_as_each_part_ends_and_with_the_session(tmp_path: Path) -> None:
    """Facilitators and the room hear of the objections as that part is over; of the outcome, everybody at the close."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    days = WORKSHOP.replace("format: 1\n", "format: 1\nasynchronous: {days: 3}\n").replace(
        "minutes: 2\n", "minutes: 2\n      day: 1\n"
    )
    (shelf / "objections.yaml").write_text(days, encoding="utf-8")
    async with desk(tmp_path, start=at(24, 9), workshops=shelf) as here:
        await here.says(ADA, "/animer")
        await here.steers(ADA, Gesture.PICK_WORKSHOP, value="objections")
        await here.steers(ADA, Gesture.CHOOSE_MODE, value="3")
        await here.steers(ADA, Gesture.CHOOSE_START, value="2026-11-24")
        await here.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
        record = (await here.store.sessions())[-1]
        await here.steers(ADA, Gesture.ROOM_BIND, record.id, str(GROUP))
        await here.steers(ADA, Gesture.OPEN, record.id)
        for user in PEOPLE:
            await here.says(user, f"/start {record.join}")
            await here.taps(user, Act.CHOOSE, "oui")
            await here.taps(user, Act.HOUR, "matin")
            await here.taps(user, Act.CHOOSE, "oui" if user == PEOPLE[0] else "non")
        await here.says(PEOPLE[0], "un bruit inventé, la nuit")
        await here.goes_on(record.id, "tour.levee")
        await here.pass_time(at(25, 12))
        assert [here.heard(who, Phrase.CONSENT_RAISED) for who in (ADA, GROUP)] == [1, 1]
        assert "un bruit inventé" not in str(here.screens[GROUP])
        await here.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        told = [here.heard(who, Phrase.CONSENT_OBJECTED) for who in (*PEOPLE, ADA, GROUP)]
        assert told == [1] * 5
