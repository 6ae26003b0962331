"""A session launched from the console: the bot's questions on one page, and the same session at the end."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from bot.authoring.shelf import load_files
from bot.facilitation.access import LOCAL, MemberAccess
from bot.facilitation.incoming import Gesture
from bot.facilitation.launching import MODE, PLACES, QUOTA, START, Slip, read_form
from bot.facilitation.membership import Members
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.panels import CockpitPanel, InvitationPanel
from bot.facilitation.records import Person
from bot.facilitation.writes import SavePerson
from bot.shipped import workshop_file
from tests.console.support import Someone, console
from tests.facilitation.support import ADA, EVE, HERE, Desk, desk
from tests.facilitation.test_borrowing import source

PAGE = "/console/ateliers/atelier/lancer"


async def test_a_session_launched_here_is_the_one_the_bot_would_make(tmp_path: Path) -> None:
    """Its page with link and QR code at once; its invitation and its cockpit in the chat; a draft there left alone."""
    async with desk(tmp_path, console="https://console.example.org") as at, console(at) as site:
        browser = await site.signed_in(ADA)
        await at.says(ADA, "/animer")
        await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
        person = await at.store.person_by_user("telegram", str(ADA))
        assert person is not None
        draft = await at.store.draft(person.id)
        await browser.opens(PAGE)
        assert "Qui organise." in browser.text
        answer = await browser.sends(PAGE, **{"p.agence": "", "p.annee": "bientôt", "p.jour": ""})
        assert answer.status_code == 422
        assert "Un nombre entier" in browser.text
        assert 'value="bientôt"' in browser.page.text
        assert await at.store.sessions() == []
        hostile = "<script>alert(1)</script>"
        good = {"p.agence": hostile, "p.annee": "2040", "p.jour": "", PLACES: "12", f"{QUOTA}elu": "2"}
        assert (await browser.sends(PAGE, **good | {f"{QUOTA}elu": "deux"})).status_code == 422
        assert "Un nombre de places, en chiffres" in browser.text
        await browser.sends(PAGE, **good)
        (record,) = await at.store.sessions()
        assert browser.page.url.path == f"/console/seances/{record.id}"
        assert f"https://example.org/{record.join}" in browser.page.text
        assert "<script>alert" not in browser.page.text
        assert record.parameters["annee"] == 2040
        assert record.organisation == HOME
        await at.quiet()
        assert [(one.profile, one.places) for one in at.panels(ADA, InvitationPanel)] == [("", 0), ("Élu·e", 2)]
        links = await at.store.invitations(session=record.id)
        assert sorted((one.role, one.most) for one in links) == [("open", 12), ("profile", 2)]
        assert at.panels(ADA, CockpitPanel)[-1].session == record.id
        assert await at.gestures() == ["created", "places_set", "link_made"]
        assert draft == await at.store.draft(person.id) != b""


async def test_a_form_sent_twice_makes_one_session(tmp_path: Path) -> None:
    """A slow page, a second tap: both lead to the same session. An id of one's own making, or taken, makes none."""
    async with desk(tmp_path, console="https://console.example.org") as at, console(at) as site:
        browser = await site.signed_in(ADA)
        await browser.opens(PAGE)
        fields = dict(re.findall(r'name="(jeton|seance|organisation)" value="([^"]*)"', browser.page.text))
        fields |= {"p.agence": "Agence d'essai", "p.annee": "2040", "p.jour": ""}
        answers = await asyncio.gather(
            *(browser.client.post(PAGE, data=fields, follow_redirects=False) for _ in range(2))
        )
        (record,) = await at.store.sessions()
        assert {one.headers["location"] for one in answers} == {f"/console/seances/{record.id}"}
        await at.quiet()
        assert len(at.panels(ADA, InvitationPanel)) == 1
        other = await site.signed_in(EVE)
        for taken in (record.id, "../../etc", ""):
            await other.opens(PAGE)
            assert (await other.sends(PAGE, **{"p.agence": "Agence d'essai", "seance": taken})).status_code == 400
        assert len(await at.store.sessions()) == 1


async def test_an_operator_without_a_chat_launches_and_nothing_waits_to_be_sent(tmp_path: Path) -> None:
    """There is nowhere to send the cockpit to."""
    async with desk(tmp_path, console="https://console.example.org") as at:
        operator = Person("operator", LOCAL, "marie", "", "fr")
        await at.store.commit([SavePerson(operator)])
        access = MemberAccess(at.store, Members(at.store, at.clock, at.policy))
        async with console(at, access) as site:
            key = await site.site.doors.link(operator.id)
            browser = site.browser()
            await browser.opens(f"/console/entrer?cle={key}")
            await browser.sends("/console/entrer")
            await browser.opens(PAGE)
            await browser.sends(PAGE, **{"p.agence": "Agence d'essai", f"{QUOTA}elu": "2"})
            assert len(await at.store.sessions()) == 1
            assert "Quotas par profil" not in browser.text, "nobody would ever see that link"
            assert await at.store.invitations(session=(await at.session()).id) == []
            assert await at.store.next_outbox(at.clock.now()) is None


async def test_nobody_launches_for_an_organisation_that_is_not_theirs_nor_without_the_role(at: Desk) -> None:
    """The form's hidden field is a field like any other."""
    access = Someone(at, {str(ADA): Role.FACILITATOR})
    async with console(at, access) as site:
        browser = await site.signed_in(ADA)
        await browser.opens(PAGE)
        assert (await browser.sends(PAGE, organisation="autre")).status_code == 403
        access.roles_of[str(ADA)] = Role.TEAM
        assert (await browser.opens(PAGE)).status_code == 403
        await browser.opens("/console/ateliers/atelier")
        assert "Lancer une séance" not in browser.text
        assert await at.store.sessions() == []


async def test_a_session_that_another_one_reads_is_chosen_among_those_lent(tmp_path: Path) -> None:
    """As in the chat: what is offered has something to read, and nothing of another organisation's is taken."""
    folder = HERE / "lecture"
    async with desk(tmp_path, workshops=folder, console="https://console.example.org") as at:
        record = await source(at)
        async with console(at, workshops=folder) as site:
            page = "/console/ateliers/lecture/lancer"
            browser = await site.signed_in(ADA)
            await browser.opens(page)
            assert f'<option value="{record.id}"' in browser.page.text
            assert (await browser.sends(page, **{"p.autre_seance": "ailleurs"})).status_code == 422
            assert "n'est pas de celles" in browser.text
            await browser.sends(page, **{"p.autre_seance": record.id})
            new = next(one for one in await at.store.sessions() if one.id != record.id)
            assert new.parameters["autre_seance"] == record.id
            await browser.opens(page)
            await browser.sends(page, **{"p.autre_seance": ""})
            assert len(await at.store.sessions()) == 3
            await browser.opens("/console/ateliers/ecoute/lancer")
            assert 'list="choix-n_ecoute"' in browser.page.text
            assert '<option value="3">Lecture inventée</option>' in browser.page.text, "of four, one took it back"


def test_a_form_is_read_as_the_answers_of_the_chat(at: Desk) -> None:
    """The same refusals, each beside its field."""
    script = load_files(workshop_file("relocalisation"))
    given = {one.name: "4" for one in script.asked_at_launch}
    length = str(script.asynchronous.lengths[0]) if script.asynchronous is not None else ""

    def read(**more: str) -> tuple[str, str, tuple[Slip, ...]]:
        typed = given | {"mode": "", "first": ""} | more
        typed |= {MODE: typed.pop("mode"), START: typed.pop("first")}
        draft, slips = read_form(script, typed, HOME, at.policy, at.clock)
        return draft.mode, draft.first, slips

    assert read()[2] == (Slip(MODE, "no_mode"),)
    assert read(mode="live") == ("live", "", ())
    assert read(mode=length, first="1999-01-01")[2] == (Slip(START, "too_early"),)
    mode, first, slips = read(mode=length, first="demain")
    assert (mode, bool(first), slips) == (length, True, ())
