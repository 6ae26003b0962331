"""The reading grid on its page: seen, edited with messages, and never written over unseen."""

from __future__ import annotations

from bot.facilitation.organisations import Role
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, EVE, Desk

MINE = "format: 1\nthemes:\n  eau:\n    label: L'eau <b>et</b> l'ombre\n    seeds: [fontaine]\n"


async def editor(site: Console, session: str, user: int = ADA) -> tuple[Browser, str]:
    browser = await site.signed_in(user)
    page = f"/console/seances/{session}/grille"
    await browser.opens(page)
    return browser, page


async def test_a_grid_is_edited_and_its_themes_are_offered_for_coding(site: Console) -> None:
    """What ships is a beginning; what is wrong is told by line, and nothing typed is lost."""
    record = await site.desk.opened(11, 12)
    browser, page = await editor(site, record.id)
    assert "celle fournie avec l'atelier" in browser.text
    assert "Ancrage territorial" in browser.text
    answer = await browser.sends(page, grille="format: 1\nthemes: {eau: {seeds: [x]}}")
    assert answer.status_code == 422
    assert "grille.yaml:2:" in browser.text
    assert "eau: {seeds" in browser.text
    assert (await browser.sends(page, grille="x" * 20_001)).status_code == 422
    await browser.sends(page, grille=MINE)
    assert "Grille de l'équipe pour cette séance, version 1." in browser.text
    assert "L'eau <b>et</b> l'ombre" in browser.text
    assert "<b>et" not in browser.page.text
    assert "grid_written" in await site.desk.gestures()
    await browser.opens(f"/console/seances/{record.id}/textes")
    assert browser.page.status_code == 200
    assert "L'eau" not in browser.text
    await browser.opens(f"/console/seances/{record.id}/contributions")
    assert f'href="{page}"' in browser.page.text
    await site.desk.reaches_ideas(record.id, 11, 12)
    await browser.opens(f"/console/seances/{record.id}/contributions?code=a_lire")
    assert "Ancrage territorial" not in browser.text
    assert "L'eau <b>et</b> l'ombre" in browser.text


async def test_the_second_of_two_editors_is_shown_the_difference(at: Desk) -> None:
    """As over a teaching; and whoever only observes has no button, and is refused."""
    access = Someone(at, {str(ADA): Role.TEAM, str(EVE): Role.FACILITATOR})
    async with console(at, access) as site:
        record = await at.opened(11, 12)
        ada, page = await editor(site, record.id, ADA)
        eve, _ = await editor(site, record.id, EVE)
        await ada.sends(page, grille=MINE)
        theirs = MINE.replace("fontaine", "bassin")
        assert (await eve.sends(page, grille=theirs)).status_code == 409
        assert "fontaine" in eve.text
        assert "bassin" in eve.page.text.partition("<textarea")[2]
        await eve.sends(page, grille=theirs)
        assert "version 2" in eve.text
        access.roles_of[str(ADA)] = Role.OBSERVER
        await ada.opens(page)
        assert "Enregistrer" not in ada.text
        assert (await ada.sends(page, grille=MINE)).status_code == 403


async def test_an_organisation_keeps_a_grid_for_its_sessions_and_the_nearest_one_holds(site: Console) -> None:
    """Written once for all: for a workshop, for every one; a session's own still wins until it gives way."""
    at = site.desk
    record, other = await at.opened(11), await at.launched()
    browser, page = await editor(site, record.id)
    everywhere, here = MINE.replace("eau:", "partout:"), MINE.replace("eau:", "ici:")
    await browser.sends(page, grille=everywhere, portee="organisation")
    assert "Grille de l'organisation, version 1." in browser.text
    there, elsewhere = await editor(site, other.id)
    assert "partout:" in there.page.text
    await there.sends(elsewhere, grille=MINE, portee="atelier")
    assert "Grille de l'organisation pour cet atelier, version 1." in there.text
    await browser.opens(page)
    assert "eau:" in browser.page.text
    await browser.sends(page, grille=here)
    assert "Grille de l'équipe pour cette séance, version 1." in browser.text
    await there.opens(elsewhere)
    assert "ici:" not in there.page.text
    # Two who write for the organisation at once meet.
    await there.opens(elsewhere)
    await browser.sends(page, grille=everywhere, portee="organisation")
    assert "Grille de l'organisation, version 2." in browser.text
    assert (await there.sends(elsewhere, grille=here, portee="organisation")).status_code == 409
    assert "partout:" in there.text
    await there.sends(elsewhere, grille=here, portee="organisation")
    await browser.opens(page)
    assert "ici:" in browser.page.text
    journal = [one.gesture for one in await at.store.journal(record.id)]
    assert [one for one in journal if one.startswith("grid")] == ["grid_shared", "grid_written", "grid_shared"]
