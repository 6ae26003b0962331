"""A contribution filed from the chat: what the grid's words call for, confirmed by hand, as in the console."""

from __future__ import annotations

from bot.facilitation.coding_panels import CodingPanel
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import ContributionPanel, Sentence
from tests.facilitation.support import ADA, Desk, said

LEA = 11


async def test_what_is_proposed_is_kept_once_a_person_confirms_it(at: Desk) -> None:
    """« Confirmée à la main » : nothing is filed by a program, and a code more or less is a tap."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "J'ai peur que le car ne passe plus, et j'aimerais une épicerie au bourg avec les voisins.")
    await at.steers(ADA, Gesture.CONTRIBUTIONS, record.id, "1")
    reading = at.panels(ADA, ContributionPanel)[-1]
    assert isinstance(reading, ContributionPanel)
    place = f"1:{reading.contribution}"
    await at.steers(ADA, Gesture.FILE_MENU, record.id, place)
    panel = at.panels(ADA, CodingPanel)[-1]
    assert (panel.read, [line for line in panel.codes if line.confirmed]) == (False, [])
    assert await at.store.codings.of(record.id) == []
    await at.steers(ADA, Gesture.FILE, record.id, f"{place}:{panel.mark}:+")
    proposed = {line.code for line in panel.codes if line.proposed}
    (coding,) = await at.store.codings.of(record.id)
    assert set(coding.codes) == proposed
    await at.steers(ADA, Gesture.FILE, record.id, f"{place}:{panel.mark}:0")
    (coding,) = await at.store.codings.of(record.id)
    assert set(coding.codes) == proposed ^ {panel.codes[0].code}
    panel = at.panels(ADA, CodingPanel)[-1]
    assert panel.read
    assert {line.code for line in panel.codes if line.confirmed} == set(coding.codes)
    assert not any(line.proposed for line in panel.codes)
    assert (await at.gestures()).count("coded") == 2


async def test_a_button_made_from_another_grid_or_about_nothing_files_nothing(at: Desk) -> None:
    """Under another grid the same number is another code."""
    record = await at.opened(LEA)
    await at.says(LEA, "un deux trois")
    (one, *_) = await at.store.contributions(record.id)
    for value in (f"1:{one.id}:000000:0", f"1:{one.id}", "1:nobody:000000:0", "", "x:y:z:+"):
        assert said(await at.steers(ADA, Gesture.FILE, record.id, value)) is Sentence.FACILITATOR_STALE_BUTTON
    for value in ("1:nobody", f"x:{one.id}", ""):
        assert said(await at.steers(ADA, Gesture.FILE_MENU, record.id, value)) is Sentence.FACILITATOR_STALE_BUTTON
    assert await at.store.codings.of(record.id) == []
