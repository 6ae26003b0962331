"""How many places: asked at launch, on one card, with a default; the same rows as when it is changed later."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import InvitationPanel, Sentence
from bot.facilitation.people_panels import LaunchPlacesPanel, PlacesPanel, QuotaLine, WaitingPanel
from bot.facilitation.records import SessionRecord
from tests.facilitation.support import ADA, HERE, Desk, desk, said

LEA, NOA, TOM = 11, 12, 13


async def asked(at: Desk) -> LaunchPlacesPanel:
    """The question, everything before it answered."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "l'Agence d'essai")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    return shown(at)


def shown(at: Desk) -> LaunchPlacesPanel:
    panel = at.last(ADA).panel
    assert isinstance(panel, LaunchPlacesPanel)
    return panel


async def taps(at: Desk, value: str) -> Sentence | None:
    toast = await at.steers(ADA, Gesture.LAUNCH_PLACES, value=value)
    return None if toast is None else said(toast)


async def places(at: Desk, record: SessionRecord) -> PlacesPanel:
    await at.steers(ADA, Gesture.PLACES, record.id)
    panel = at.last(ADA).panel
    assert isinstance(panel, PlacesPanel)
    return panel


def profiles(panel: LaunchPlacesPanel) -> dict[str, int]:
    return {one.label: one.most for one in panel.profiles if one.most}


async def test_one_tap_leaves_it_without_a_limit(at: Desk) -> None:
    """The default; every profile of the workshop is offered, and nothing of places is kept that nobody asked for."""
    panel = await asked(at)
    assert panel == LaunchPlacesPanel("Atelier inventé", 0, tuple(QuotaLine(one) for one in ("Élu·e", "Habitant·e")))
    assert await at.store.sessions() == []
    assert await taps(at, "ok") is None
    record = await at.session()
    assert await at.store.invitations(session=record.id) == []
    assert await at.gestures() == ["created"]
    assert len(at.panels(ADA, InvitationPanel)) == 1
    assert await taps(at, "ok") is Sentence.FACILITATOR_STALE_BUTTON
    assert await taps(at, "n:12") is Sentence.FACILITATOR_STALE_BUTTON


async def test_places_and_quotas_are_tapped_and_hold_at_the_door(at: Desk) -> None:
    """Two places, one of them for an elected person, whose invitation says so; the third waits."""
    await asked(at)
    await taps(at, "n:2")
    assert shown(at).capacity == 2
    await taps(at, "p:1")
    assert shown(at).asking == 1
    await taps(at, "p:0")
    assert shown(at).asking == 0
    await taps(at, "p:1")
    await taps(at, "q:1:1")
    assert (shown(at).asking, profiles(shown(at))) == (0, {"Élu·e": 1})
    await taps(at, "ok")
    record = await at.session()
    everybody, elected = at.panels(ADA, InvitationPanel)
    assert (everybody.profile, elected.profile, elected.places) == ("", "Élu·e", 1)
    assert everybody.link == at.policy.link(record.join) != elected.link
    there = await places(at, record)
    assert (there.capacity, [(one.label, one.most) for one in there.links]) == (2, [("Élu·e", 1)])
    assert await at.gestures() == ["created", "places_set", "link_made"]
    code = elected.link.removeprefix("https://example.org/")
    for user in (LEA, NOA):
        await at.says(user, f"/start {code}")
    await at.says(TOM, f"/start {record.join}")
    assert [len(at.panels(user, WaitingPanel)) for user in (LEA, NOA, TOM)] == [0, 1, 0]


async def test_it_may_all_be_typed(at: Desk) -> None:
    """On a phone, without accents; what cannot be read is asked again, and what was given stays."""
    await asked(at)
    await at.says(ADA, "15")
    await at.says(ADA, "elu : 3, habitante : 2")
    assert (shown(at).capacity, profiles(shown(at))) == (15, {"Élu·e": 3, "Habitant·e": 2})
    await at.says(ADA, "beaucoup")
    assert shown(at).error == "not_places"
    await at.says(ADA, "Marins : 2")
    assert (shown(at).error, shown(at).capacity) == ("no_such_profile", 15)
    await taps(at, "p:2")
    await at.says(ADA, "4")
    assert profiles(shown(at)) == {"Élu·e": 3, "Habitant·e": 4}
    await taps(at, "q:2:0")
    await at.says(ADA, "sans limite")
    assert (shown(at).capacity, profiles(shown(at)), shown(at).error) == (0, {"Élu·e": 3}, "")
    await taps(at, "ok")
    assert [one.profile for one in at.panels(ADA, InvitationPanel)] == ["", "Élu·e"]


@pytest.mark.parametrize("value", ["", "n", "n:99999", "n:5001", "p:3", "q:3:1", "q:0:1", "z:1"])
async def test_a_forged_button_changes_nothing(at: Desk, value: str) -> None:
    """Nor does one pressed before the question is asked."""
    assert await taps(at, "ok") is Sentence.FACILITATOR_STALE_BUTTON
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    assert await taps(at, "ok") is Sentence.FACILITATOR_STALE_BUTTON
    await asked(at)
    assert await taps(at, value) is Sentence.FACILITATOR_STALE_BUTTON
    await taps(at, "ok")
    assert await at.store.invitations(session=(await at.session()).id) == []


async def test_a_session_held_again_is_offered_the_places_it_had(at: Desk) -> None:
    """As they were changed since; a link that was cancelled, and one for no profile of the workshop, are not."""
    await asked(at)
    await taps(at, "n:8")
    await taps(at, "q:1:2")
    await taps(at, "q:2:2")
    await taps(at, "ok")
    record = await at.session()
    await at.steers(ADA, Gesture.PLACES_NUMBER, record.id, "20")
    gone = next(one for one in (await places(at, record)).links if one.label == "Habitant·e")
    await at.steers(ADA, Gesture.PLACES_REVOKE, record.id, gone.revoke)
    await at.steers(ADA, Gesture.PLACES_ASK, record.id, "profile")
    await at.says(ADA, "Pêcheurs : 2")
    await at.steers(ADA, Gesture.DUPLICATE, record.id)
    assert (shown(at).capacity, profiles(shown(at))) == (20, {"Élu·e": 2})


async def test_a_workshop_that_asks_nobody_who_they_are_has_no_quotas(tmp_path: Path) -> None:
    """Only the number is asked."""
    async with desk(tmp_path, workshops=HERE / "lecture") as at:
        await at.says(ADA, "/animer")
        await at.steers(ADA, Gesture.PICK_WORKSHOP, value="lecture")
        await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre_seance")
        assert shown(at) == LaunchPlacesPanel("Lecture inventée")
        await at.says(ADA, "Élu·e : 2")
        assert shown(at).error == "no_such_profile"
