"""The settings of an organisation on their page: owners change them, are told all that is wrong, lose nothing."""

from __future__ import annotations

import re

import httpx
import pytest

from bot.facilitation.organisation_settings import CHANGED, OrganisationSettings
from bot.facilitation.organisations import HOME, Role
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.pictures import made
from tests.facilitation.support import ADA, EVE, Desk

PAGE = "/console/reglages"


async def page_of(site: Console, user: int = ADA) -> Browser:
    browser = await site.signed_in(user)
    await browser.opens(PAGE)
    return browser


async def sends(browser: Browser, logo: bytes | None = None, **fields: str) -> httpx.Response:
    """The form as it stands, with what somebody typed over it."""
    form = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="([^"]*)"', browser.page.text))
    form.pop("sans_logo", None)
    files = {"logo": ("logo.png", logo or b"", "image/png")}
    browser.page = await browser.client.post(PAGE, data=form | fields, files=files, follow_redirects=True)
    return browser.page


async def kept(at: Desk) -> OrganisationSettings | None:
    return await at.store.organisation_settings.of(HOME)


async def test_an_owner_changes_them_and_sees_them_kept(site: Console) -> None:
    """Thresholds, time, templates and logo; what is left empty stays the installation's; a logo can be taken off."""
    site.desk.compiler.sets = ["metropole"]
    await site.desk.opened(11)
    browser = await page_of(site)
    assert (await sends(browser, made(), jours="90", seuil="5", gabarits="metropole")).status_code == 200
    assert "C'est enregistré" in browser.text
    first = await kept(site.desk)
    assert first is not None
    assert (first.retention_days, first.small_count, first.percent_from, first.template) == (90, 5, 0, "metropole")
    shown = await browser.client.get(f"{PAGE}/{HOME}/logo.png")
    assert (shown.content, shown.headers["content-type"]) == (made(), "image/png")
    await browser.opens(PAGE)
    await sends(browser)
    again = await kept(site.desk)
    assert again is not None
    assert (again.version, again.logo, again.retention_days) == (2, made(), 90)
    await browser.opens(PAGE)
    await sends(browser, sans_logo="1")
    assert (await browser.client.get(f"{PAGE}/{HOME}/logo.png")).status_code == 404

    # Who reads the journal of a session sees which of them changed; what was saved as it stood is no gesture.
    record = await site.desk.session()
    told = [one for one in await site.desk.gestures() if one.startswith(CHANGED)]
    assert told == [
        f"{CHANGED}{one}" for one in ("retention_days", "small_count", "template", "logo", "template", "logo")
    ]
    await browser.opens(f"/console/seances/{record.id}/journal")
    assert browser.text.count("Réglage de l'organisation changé : logo") == 2


async def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_stays(site: Console) -> None:
    """Laxer than the installation, no number, no picture, templates that are gone."""
    await site.desk.opened(11)
    browser = await page_of(site)
    answer = await sends(browser, b"GIF89a", jours="4000", seuil="deux", pourcentages="1", gabarits="../secret")
    assert answer.status_code == 422
    assert "Il reste 5 corrections à faire" in browser.text
    for said in ("365 au plus", "3 au moins", "20 au moins", "n'est pas une image PNG", "ne sont plus là"):
        assert said in browser.text
    assert 'value="deux"' in browser.page.text
    await browser.opens(PAGE)
    assert (await sends(browser, b"x" * 3_000_000)).status_code == 413
    assert "trop grand pour un logo : 200 ko au plus" in browser.text
    assert await kept(site.desk) is None


async def test_the_second_of_two_owners_is_shown_what_the_first_kept(site: Console) -> None:
    """Nothing is written over unseen, and nothing typed is lost."""
    await site.desk.opened(11)
    first, second = await page_of(site), await page_of(site)
    await sends(first, jours="30")
    assert (await sends(second, jours="60")).status_code == 409
    assert "Quelqu'un a enregistré d'autres réglages" in second.text
    assert ": 30" in second.text
    assert 'value="60"' in second.page.text
    assert (await sends(second, jours="60")).status_code == 200
    settled = await kept(site.desk)
    assert settled is not None
    assert (settled.version, settled.retention_days) == (2, 60)


@pytest.mark.parametrize("organisation", [HOME, "ailleurs"])
async def test_whoever_is_no_owner_reads_and_changes_nothing(at: Desk, organisation: str) -> None:
    """Nor does an owner change another organisation's."""
    role = Role.TEAM if organisation == HOME else Role.OWNER
    access = Someone(at, {str(ADA): Role.OWNER, str(EVE): role})
    async with console(at, access) as site:
        await at.opened(11)
        browser = await page_of(site, EVE)
        assert ("peuvent les changer" in browser.text) is (role is Role.TEAM)
        assert (await sends(browser, organisation=organisation, jours="1")).status_code in (403, 404)
        assert (await browser.client.get(f"{PAGE}/ailleurs/logo.png")).status_code == 404
    assert await kept(at) is None
