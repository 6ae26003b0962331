"""What comes out of a round of objections reaches everybody: people, facilitators, the group's own chat."""

from __future__ import annotations

from pathlib import Path

from bot.engine.phrases import Phrase
from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
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


async def test_the_outcome_is_told_to_people_facilitators_and_the_room(tmp_path: Path) -> None:
    """Like any vote; and the room, where others may read along, is told numbers and nobody's words."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    (shelf / "objections.yaml").write_text(WORKSHOP, encoding="utf-8")
    async with desk(tmp_path, workshops=shelf) as at:
        await at.says(ADA, "/animer")
        await at.steers(ADA, Gesture.PICK_WORKSHOP, value="objections")
        record = (await at.store.sessions())[-1]
        await at.steers(ADA, Gesture.ROOM_BIND, record.id, str(GROUP))
        await at.steers(ADA, Gesture.OPEN, record.id)
        for user in PEOPLE:
            await at.says(user, f"/start {record.join}")
            await at.taps(user, Act.CHOOSE, "oui")
            await at.taps(user, Act.CHOOSE, "oui" if user == PEOPLE[0] else "non")
        await at.says(PEOPLE[0], "un bruit inventé, la nuit")
        await at.goes_on(record.id, "tour.levee")
        everybody = (*PEOPLE, ADA, GROUP)
        assert [at.heard(who, Phrase.CONSENT_RAISED) for who in everybody] == [1] * len(everybody)
        assert "un bruit inventé" in str(at.screens[PEOPLE[1]])
        assert "un bruit inventé" not in str(at.screens[GROUP])
        await at.taps(PEOPLE[0], Act.CHOOSE, "oui")
        # The session ends with the round: it is told all the same.
        await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        assert [at.heard(who, Phrase.CONSENT_AMENDED) for who in everybody] == [1] * len(everybody)
