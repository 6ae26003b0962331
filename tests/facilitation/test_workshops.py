"""The workshops at hand: the shelf's, and an organisation's own, launched from the chat by that organisation alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import DropMembership
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.own_scripts import OwnScript, ScriptVersion
from bot.facilitation.panels import ParameterPanel, RevisionPanel, Sentence, WorkshopsPanel
from bot.facilitation.people_panels import OrganisationsPanel
from bot.facilitation.records import ScriptSource
from tests.facilitation.support import ADA, HERE, Desk, desk, said
from tests.facilitation.test_roles import belongs

LEA = 11


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path) as at_work:
        yield at_work


async def written(at: Desk, workshop: str, title: str, version: int = 1, organisation: str = HOME) -> None:
    """The workshop of these tests under another name, as an organisation would have written it."""
    text = (HERE / "atelier.yaml").read_text(encoding="utf-8")
    text = text.replace("id: atelier", f"id: {workshop}").replace("Atelier inventé", title)
    about = ScriptVersion(organisation, workshop, version, f"{title}", True, at.clock.now(), "ada")
    assert await at.store.own_scripts.add(OwnScript(about, ScriptSource(f"{workshop}.yaml", text.encode())))


async def listed(at: Desk, user: int) -> dict[str, str]:
    """What `/animer` offers: title by id."""
    await at.says(user, "/animer")
    panel = at.panels(user, WorkshopsPanel)[-1]
    assert isinstance(panel, WorkshopsPanel)
    return {one.id: one.title for one in panel.workshops}


async def test_an_organisations_own_workshop_is_launched_from_the_chat_by_nobody_else(at: Desk) -> None:
    """Written in the console, launched with `/animer`, and pinned to its bytes: a later version changes nothing."""
    await belongs(at, LEA, Role.OWNER, "ailleurs")
    await written(at, "marche", "Marché inventé")
    assert await listed(at, ADA) == {"atelier": "Atelier inventé", "marche": "Marché inventé"}
    assert await listed(at, LEA) == {"atelier": "Atelier inventé"}
    assert said(await at.steers(LEA, Gesture.PICK_WORKSHOP, value="marche")) is Sentence.FACILITATOR_STALE_BUTTON
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="marche")
    await at.says(ADA, "l'Agence d'essai")
    await written(at, "marche", "Marché réinventé", 2)
    for name in ("annee", "jour"):
        await at.steers(ADA, Gesture.KEEP_DEFAULT, value=name)
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    record = await at.session()
    assert (record.workshop, record.title, record.organisation) == ("marche", "Marché réinventé", HOME)
    await written(at, "marche", "Marché encore", 3)
    at.memory.clear()
    assert (await at.memory.script(record.id)).title == "Marché réinventé"
    await at.steers(ADA, Gesture.REVISE, record.id)
    panel = at.panels(ADA, RevisionPanel)[-1]
    assert isinstance(panel, RevisionPanel)
    assert "Marché encore" in panel.lines[0]
    await at.steers(ADA, Gesture.TAKE_UP, record.id, panel.take_up)
    assert (await at.memory.script(record.id)).title == "Marché encore"


async def test_an_organisations_version_stands_in_the_place_of_the_shelfs(at: Desk) -> None:
    """It took one over to change it: that is what its people launch, and everybody else still sees the shelf's."""
    await belongs(at, LEA, Role.OWNER, "ailleurs")
    await written(at, "atelier", "Notre atelier")
    assert await listed(at, ADA) == {"atelier": "Notre atelier"}
    assert await listed(at, LEA) == {"atelier": "Atelier inventé"}


async def test_a_workshop_of_one_of_her_organisations_is_launched_for_that_one(at: Desk) -> None:
    """Who works for two agencies is asked which only where there is a choice."""
    await belongs(at, LEA, Role.FACILITATOR, "une")
    await belongs(at, LEA, Role.OWNER, "autre")
    await written(at, "marche", "Marché inventé", organisation="autre")
    await written(at, "atelier", "L'atelier de l'une", organisation="une")
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="marche")
    assert at.panels(LEA, OrganisationsPanel) == []
    assert isinstance(at.last(LEA).panel, ParameterPanel)
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="atelier")
    assert len(at.panels(LEA, OrganisationsPanel)) == 1
    await at.steers(LEA, Gesture.CHOOSE_ORGANISATION, value="autre")
    await at.says(LEA, "l'Agence d'essai")
    await at.steers(LEA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(LEA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(LEA, Gesture.LAUNCH_PLACES, value="ok")
    record = await at.session()
    assert (record.title, record.organisation) == ("Atelier inventé", "autre")


async def test_a_launch_ends_when_the_workshop_is_not_hers_any_more(at: Desk) -> None:
    """She left the agency that wrote it while she was answering: nothing is launched anywhere else."""
    await belongs(at, LEA, Role.FACILITATOR, "une")
    person = await belongs(at, LEA, Role.OWNER, "autre")
    await written(at, "marche", "Marché inventé", organisation="autre")
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="marche")
    await at.store.commit([DropMembership("autre", person.id)])
    await at.says(LEA, "l'Agence d'essai")
    assert at.sentence(LEA).key is Sentence.DRAFT_CANCELLED
    await at.says(LEA, "/animer")
    await at.steers(LEA, Gesture.PICK_WORKSHOP, value="atelier")
    assert isinstance(at.last(LEA).panel, ParameterPanel)


async def test_a_version_that_the_language_of_today_refuses_is_left_out(at: Desk) -> None:
    """Kept by an earlier version of the software: `/animer` still answers."""
    about = ScriptVersion(HOME, "vieux", 1, "h", True, at.clock.now(), "ada")
    await at.store.own_scripts.add(OwnScript(about, ScriptSource("vieux.yaml", b"format: 0\n")))
    assert await listed(at, ADA) == {"atelier": "Atelier inventé"}
