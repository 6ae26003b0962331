"""Programmes in the console: made, filled, compared, and their notebook taken home."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.facilitation.access import LOCAL, MemberAccess
from bot.facilitation.membership import Members
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.outgoing import SendFile
from bot.facilitation.programmes import PlaceSession, Programme, SaveProgramme
from bot.facilitation.records import Person
from bot.notebook import NotebookCompiler
from bot.notebook.rendering import installed_templates
from tests.console.support import Console, console
from tests.facilitation.support import ADA, EVE, Desk, desk
from tests.facilitation.test_roles import belongs

LEA, NOA, TOM = 11, 12, 13


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, console="https://console.example.org") as at_work:
        yield at_work


@pytest.fixture
async def served(at: Desk) -> AsyncIterator[Console]:
    compiler = NotebookCompiler(installed_templates())
    notebooks = Notebooks(at.store, at.memory, compiler, at.clock, at.policy, at.conductor)
    async with console(at, notebooks=notebooks) as site:
        yield site


async def test_sessions_are_put_together_compared_and_taken_home(at: Desk, served: Console) -> None:
    """From an empty page to a file: what a team does the morning after the second evening."""
    record = await at.opened(LEA, NOA, TOM)
    for user in (LEA, NOA, TOM):
        await at.says(user, "atelier marché vélo")
        await at.says(user, f"le récit de la personne {user}, assez long pour qu'on ne la relance pas")
    browser = await served.signed_in(ADA)
    await browser.opens("/console/programmes")
    assert "Aucun programme encore." in browser.text
    await browser.sends("/console/programmes", nom="  Trois \n <vallées> ")
    (programme,) = await at.store.programmes.of_organisation(HOME)
    assert programme.name == "Trois <vallées>"
    page = f"/console/programmes/{programme.id}"
    assert browser.page.url.path == page
    assert "Aucune séance n'y est encore." in browser.text
    await browser.opens(f"{page}/comparaison")
    assert "Rien à comparer encore" in browser.text
    await browser.opens(page)
    await browser.sends(page, ajouter=record.id)
    assert "Atelier inventé" in browser.text
    assert "programme_joined" in [one.gesture for one in await at.store.journal(record.id)]
    await browser.opens("/console/programmes")
    assert "Trois <vallées> 1 séance" in browser.text
    await browser.opens(f"{page}/comparaison")
    assert "Tableau 2. Personnes par profil et par séance" in browser.text
    assert "Habitant·e 3" in browser.text
    await browser.opens(page)
    await browser.sends(f"{page}/cahier", **{"format-md": "1", "format-csv": "1"})
    await served.site.programme_jobs.idle()
    await browser.opens(page)
    assert "programme-trois-vallees.md" in browser.text
    address = browser.page.text.partition(f'href="{page}/fichiers/')[2].partition('"')[0]
    answer = await browser.client.get(f"{page}/fichiers/{address}")
    assert answer.status_code == 200
    assert [one.gesture for one in await at.store.journal(record.id)].count("downloaded") == 1
    await browser.sends(f"{page}/fichiers")
    assert "Le fichier arrive dans votre conversation" in browser.text
    await at.quiet()
    assert isinstance(at.last(ADA).body, SendFile)
    await browser.opens(page)
    forged = await browser.client.get(f"{page}/fichiers/{address.replace('.', 'x.', 1)}")
    assert forged.status_code == 403
    assert (await browser.opens(f"{page}/cahier/avancement")).headers["hx-refresh"] == "true"
    await browser.opens(page)
    await browser.sends(f"{page}/cahier")
    assert browser.page.status_code == 422


async def test_a_programme_is_renamed_and_a_session_taken_out(at: Desk, served: Console) -> None:
    """And what cannot be is refused with its reason."""
    record = await at.launched()
    programme = Programme("prog", HOME, "Essai", at.clock.now(), "ada")
    await at.store.commit([SaveProgramme(programme), PlaceSession(record.id, "prog")])
    browser = await served.signed_in(ADA)
    page = "/console/programmes/prog"
    await browser.opens(page)
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    await browser.posts(page, {"jeton": token, "nom": "Produire plus près"})
    assert "Produire plus près" in browser.text
    for fields, status in (
        ({"nom": "x" * 81}, 422),
        ({"nom": "   "}, 422),
        ({"ajouter": record.id}, 409),
        ({"retirer": "nothing"}, 409),
    ):
        answer = await browser.posts(page, {"jeton": token, **fields})
        assert answer.status_code == status, fields
    await browser.posts(page, {"jeton": token, "retirer": record.id})
    assert await at.store.programmes.sessions("prog") == []
    elsewhere = await browser.posts("/console/programmes", {"jeton": token, "nom": "Essai", "organisation": "autre"})
    assert elsewhere.status_code == 403


async def test_another_organisations_programme_is_not_there(at: Desk, served: Console) -> None:
    """Nor is it listed; the team follows its own and changes nothing."""
    mine = Programme("mine", HOME, "Le nôtre", at.clock.now(), "ada")
    theirs = Programme("theirs", "autre", "Le leur", at.clock.now(), "x")
    await at.store.commit([SaveProgramme(mine), SaveProgramme(theirs)])
    await belongs(at, LEA, Role.TEAM)
    browser = await served.signed_in(LEA)
    await browser.opens("/console/programmes")
    assert "Le nôtre" in browser.text
    assert "Le leur" not in browser.text
    assert "Nouveau programme" not in browser.text
    assert (await browser.opens("/console/programmes/theirs")).status_code == 404
    assert (await browser.opens("/console/programmes/nothing")).status_code == 404
    await browser.opens("/console/programmes/mine")
    assert "Renommer" not in browser.text
    assert "Compiler" in browser.text


async def test_who_sits_at_the_server_owns_the_installations_programmes(at: Desk) -> None:
    """Named at the command line, without Telegram."""
    await at.store.commit([SaveProgramme(Programme("mine", HOME, "Le nôtre", at.clock.now(), "ada"))])
    access = MemberAccess(at.store, Members(at.store, at.clock, at.policy))
    local = Person("p", LOCAL, "cle", "", "fr")
    assert await access.organisations(local) == [(HOME, "", Role.OWNER)]
    assert [one.id for one in await access.programmes(local)] == ["mine"]
    assert await access.programme(local, "nothing") is None
    await at.says(EVE, "/animer")
    assert (await access.organisations(local))[0][0] == HOME
