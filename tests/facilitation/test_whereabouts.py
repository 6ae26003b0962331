"""« Où sont mes mots ? »: each person is shown where the notebook uses what they said, and nobody else's."""

from __future__ import annotations

import pytest

from bot.engine.prompts import Act
from bot.facilitation import whereabouts
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import Sentence
from bot.facilitation.people_panels import MyWordsPanel
from tests.facilitation.support import ADA, Desk, said

LEA, NOE = 11, 12


async def test_each_person_is_shown_the_places_of_their_own_words_once_the_session_is_closed(
    at: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """« D'où vient cette phrase ? » has an other side: where did mine go?"""
    monkeypatch.setattr(whereabouts, "A_MESSAGE", 2)
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.says(NOE, "quatre cinq six")
    assert said(await at.steers(LEA, Gesture.MY_WORDS)) is Sentence.NO_WORDS_YET
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    versions = await at.store.versions(record.id)
    assert await at.steers(LEA, Gesture.MY_WORDS) is None
    assert await at.store.versions(record.id) == versions
    panels = at.panels(LEA, MyWordsPanel)
    mine = (await at.run(LEA)).participant
    places = [one for panel in panels for one in panel.places]
    assert {one.author for one in places} == {mine}
    assert [(one.title, one.text) for one in places if one.title == "mots"] == [("mots", "un\ndeux\ntrois")]
    assert {len(panel.places) for panel in panels[:-1]} <= {2}
    assert len(places) == sum(one.participant == mine for one in await at.store.contributions(record.id))


async def test_who_withdrew_everything_is_told_that_no_notebook_holds_their_words(at: Desk) -> None:
    """« Aucune de vos séances n'est encore close » would have them wait for a notebook that is there, without them."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    for value in ("ask", "yes"):
        await at.taps(LEA, Act.WITHDRAW, value)
    assert said(await at.steers(LEA, Gesture.MY_WORDS)) is Sentence.NO_WORDS_KEPT


async def test_somebody_who_takes_part_in_nothing_is_told_so(at: Desk) -> None:
    """A button pressed by somebody unknown is answered like any other."""
    await at.opened(LEA)
    assert said(await at.steers(NOE, Gesture.MY_WORDS)) is Sentence.NO_WORDS_YET
