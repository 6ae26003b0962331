"""Launching a session: one parameter at a time, and a session only in the end."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.authoring.shelf import FileShelf
from bot.facilitation import launch
from bot.facilitation.incoming import Gesture
from bot.facilitation.panels import (
    CockpitPanel,
    InvitationPanel,
    ParameterPanel,
    Sentence,
    WorkshopsPanel,
)
from bot.facilitation.records import HOME
from bot.facilitation.writes import SaveDraft
from tests.facilitation.support import ADA, EVE, HERE, Desk, desk, said

LEA = 11


def asked(at: Desk, by: int = ADA) -> ParameterPanel:
    panel = at.last(by).panel
    assert isinstance(panel, ParameterPanel)
    return panel


async def test_from_the_command_to_an_invitation_and_a_cockpit(at: Desk) -> None:
    """A minute is what launching may take: three questions, two of them a tap."""
    await at.says(ADA, "/animer")
    (shelf,) = at.panels(ADA, WorkshopsPanel)
    assert [one.id for one in shelf.workshops] == ["atelier"]
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    assert (asked(at).name, asked(at).number, asked(at).total, asked(at).default) == ("agence", 1, 3, None)
    await at.says(ADA, "  l'Agence \n d'essai ")
    assert (asked(at).name, asked(at).default) == ("annee", 2036)
    await at.says(ADA, "2041")
    assert asked(at).name == "jour"
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = await at.session()
    assert record.parameters == {"agence": "l'Agence d'essai", "annee": 2041, "jour": "2036-09-30"}
    assert (record.status, record.created_by) == ("draft", (await at.store.sessions())[0].created_by)
    (invitation,) = at.panels(ADA, InvitationPanel)
    assert invitation == InvitationPanel(
        "Atelier inventé", "l'Agence d'essai", 40, f"https://example.org/{record.join}"
    )
    (cockpit,) = at.panels(ADA, CockpitPanel)
    assert (cockpit.session, cockpit.status, cockpit.people) == (record.id, "draft", ())
    assert await at.gestures() == ["created"]


@pytest.mark.parametrize(
    ("typed", "error"),
    [("vers 2040", "not_a_number"), ("12345678901", "not_a_number"), ("9" * 700, "too_long")],
)
async def test_a_wrong_number_is_asked_again_with_the_reason(at: Desk, typed: str, error: str) -> None:
    """What was given before must not have to be given again."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "l'Agence")
    await at.says(ADA, typed)
    assert (asked(at).name, asked(at).error) == ("annee", error)
    await at.says(ADA, "2040")
    assert asked(at).name == "jour"


@pytest.mark.parametrize(("typed", "taken"), [("30 septembre", True), ("2036-09-30", True), ("bientôt", False)])
async def test_a_date_is_what_people_write_as_one(at: Desk, typed: str, taken: bool) -> None:
    """It is printed in a sentence: « 30 septembre » is better there than an ISO date."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "l'Agence")
    await at.says(ADA, "2040")
    await at.says(ADA, typed)
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    assert len(await at.store.sessions()) == int(taken)
    if not taken:
        assert asked(at).error == "not_a_date"


async def test_cancelling_leaves_no_session_and_no_trap(at: Desk) -> None:
    """After « Annuler » her next text is a text again."""
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    assert said(await at.steers(ADA, Gesture.CANCEL_DRAFT)) is Sentence.DRAFT_CANCELLED
    await at.says(ADA, "bonjour")
    assert at.sentence(ADA).key is Sentence.SENT_TO_NOBODY
    assert await at.store.sessions() == []


async def test_buttons_of_an_earlier_launch_do_nothing(at: Desk) -> None:
    """Panels stay in the chat for ever; their buttons do too."""
    stale = Sentence.FACILITATOR_STALE_BUTTON
    assert said(await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")) is stale
    assert said(await at.steers(ADA, Gesture.PICK_WORKSHOP, value="unknown")) is stale
    assert said(await at.steers(ADA, Gesture.OPEN, "nosession")) is stale
    assert said(await at.steers(ADA, Gesture.OPEN)) is stale
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    # « agence » has no default to keep.
    assert said(await at.steers(ADA, Gesture.KEEP_DEFAULT, value="agence")) is stale
    await at.says(ADA, "l'Agence")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    assert said(await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")) is Sentence.ALREADY_DONE
    assert asked(at).name == "jour"


async def test_who_is_no_facilitator_can_steer_nothing(at: Desk) -> None:
    """A forwarded cockpit is only a picture."""
    record = await at.launched()
    assert said(await at.steers(LEA, Gesture.OPEN, record.id)) is Sentence.NOT_FACILITATOR
    assert (await at.session()).status == "draft"


async def test_the_sessions_under_way_are_found_again(at: Desk) -> None:
    """Her phone was replaced, or the cockpit scrolled out of sight: one tap brings it back, at the end of the chat."""
    record = await at.launched()
    await at.says(EVE, "/seances")
    await at.says(ADA, "/seances")
    assert at.panels(EVE, WorkshopsPanel)[-1].sessions == ((record.id, "Atelier inventé"),)
    assert at.panels(ADA, WorkshopsPanel)[-1].sessions == ((record.id, "Atelier inventé"),)
    shown = len(at.panels(ADA, CockpitPanel))
    assert await at.steers(ADA, Gesture.SHOW_SESSION, record.id) is None
    assert len(at.panels(ADA, CockpitPanel)) == shown + 1


async def test_a_workshop_taken_off_the_shelf_meanwhile_ends_its_launch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saved a broken file: say so, rather than ask on for a session that cannot be."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.copy(HERE / "atelier.yaml", shelf)
    monkeypatch.setattr("tests.facilitation.support.HERE", shelf)
    async with desk(tmp_path) as at:
        await at.says(ADA, "/animer")
        await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
        (shelf / "atelier.yaml").unlink()
        toast = await at.steers(ADA, Gesture.KEEP_DEFAULT, value="agence")
        assert said(toast) is Sentence.FACILITATOR_STALE_BUTTON
        await at.says(ADA, "l'Agence")
        assert at.sentence(ADA).key is Sentence.DRAFT_CANCELLED
        await at.says(ADA, "l'Agence")
        assert at.sentence(ADA).key is Sentence.SENT_TO_NOBODY


async def test_another_session_may_be_left_out_at_launch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first inquiry of a programme has none to read from."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    atelier = (HERE / "atelier.yaml").read_text(encoding="utf-8")
    other = atelier.replace("  jour:\n", "  autre:\n    type: session\n  jour:\n", 1)
    (shelf / "atelier.yaml").write_text(other, encoding="utf-8")
    monkeypatch.setattr("tests.facilitation.support.HERE", shelf)
    async with desk(tmp_path) as at:
        await at.says(ADA, "/animer")
        await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
        await at.says(ADA, "l'Agence")
        await at.says(ADA, "2041")
        assert (asked(at).name, asked(at).default) == ("autre", "")
        await at.steers(ADA, Gesture.KEEP_DEFAULT, value="autre")
        await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
        await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
        assert (await at.session()).parameters["autre"] == ""


async def test_the_installations_own_values_are_offered_first(at: Desk) -> None:
    """An agency should not have to type its name forty times a year."""
    script = FileShelf.of_folder(HERE).list()[0]
    agency = script.parameters[0]
    at.policy.defaults["agence"] = "l'Agence de toujours"
    assert launch.default(agency, at.policy) == "l'Agence de toujours"


async def test_a_text_after_the_last_question_of_a_launch_ends_the_dialogue(at: Desk) -> None:
    """The workshop asks for less than when the launch was begun: a text finds nothing that it could answer."""
    record = await at.launched()
    person = await at.store.person_by_user("telegram", str(ADA))
    assert person is not None
    draft = launch.LaunchDraft("atelier", dict(record.parameters), organisation=HOME, placed=True)
    await at.store.commit([SaveDraft(person.id, launch.encode(draft))])
    await at.says(ADA, "encore une chose")
    assert at.sentence(ADA).key is Sentence.DRAFT_CANCELLED
    assert len(await at.store.sessions()) == 1
