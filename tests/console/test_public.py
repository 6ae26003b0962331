"""The public page: closed until it is opened, and never more than what a team validated."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest
from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.facilitation.made import RECORD
from bot.facilitation.notebooks import folder_name
from bot.facilitation.organisations import Role
from bot.facilitation.public_pages import OpenPublicPage, PublicPage, standing, validated_before
from bot.facilitation.records import SessionRecord, VersionStatus
from bot.facilitation.writes import SaveSession, SaveVersion
from bot.serving import routed
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, Desk

LEA = 11
HOSTILE = "<script>alert(1)</script> \u202e & co"


async def opened(site: Console, record: SessionRecord) -> tuple[Browser, str]:
    """The page opened from the notebook's page, and its address."""
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}/cahier")
    assert "Page publique" in browser.text
    action = f"/console/seances/{record.id}/page-publique"
    assert (await browser.sends(action)).status_code == 422, "the box says what becomes public"
    await browser.opens(f"/console/seances/{record.id}/cahier")
    await browser.sends(action, relu="1")
    return browser, browser.page.text.partition('href="/public/')[2].partition('"')[0]


async def test_it_is_opened_read_by_anybody_and_taken_back(site: Console) -> None:
    """The whole of it: no page, a page without a notebook, the validated one, a corrected one, no page again."""
    desk = site.desk
    record = await desk.opened(LEA)
    anybody = site.browser()
    assert (await anybody.opens("/public/nowhere")).status_code == 404
    browser, slug = await opened(site, record)
    assert len(slug) >= 20
    page = f"/public/{slug}"
    answer = await anybody.opens(page, cookie="")
    assert answer.status_code == 200
    assert answer.headers["x-robots-tag"].startswith("noindex")
    assert "set-cookie" not in answer.headers
    assert "Le cahier n'est pas encore validé" in anybody.text
    assert not any(word in answer.text for word in ("/console/seances", "/console/sortir", record.join))

    notebook = f"/console/seances/{record.id}/cahier"
    await browser.opens(notebook)
    await browser.sends(notebook, **{"format-html": "1", "format-md": "1"})
    await site.site.jobs.idle()
    assert (await anybody.opens(f"{page}/cahier")).status_code == 404, "written, and not validated"
    assert (await anybody.opens(f"{page}/cahier.html")).status_code == 404

    last = (await desk.store.versions(record.id))[-1]
    valid = replace(last, status=VersionStatus.VALIDATED)
    await desk.store.commit([SaveVersion(valid)])
    assert (await anybody.opens(f"{page}/cahier")).status_code == 404, "its pages still say provisional"
    await browser.opens(notebook)
    await browser.sends(notebook, **{"format-html": "1", "format-md": "1"})
    await site.site.jobs.idle()
    await anybody.opens(page)
    assert f"Version {last.number}" in anybody.text
    assert "Lire le cahier validé" in anybody.text
    read = await anybody.opens(f"{page}/cahier")
    assert (read.status_code, "sandbox" in read.headers["content-security-policy"]) == (200, True)
    taken = await anybody.opens(f"{page}/cahier.html")
    assert f"v{last.number}.html" in taken.headers["content-disposition"]
    many = await anybody.opens(f"{page}/cahier.html", range="bytes=0-0,1-1")
    assert many.status_code == 416
    for kind in ("pdf", "md", "csv"):
        assert (await anybody.opens(f"{page}/cahier.{kind}")).status_code == 404, kind

    await desk.store.commit([SaveVersion(replace(valid, contributions=("withdrawn-since",)))])
    await anybody.opens(page)
    assert "a été validée ; le cahier a changé depuis" in anybody.text
    assert (await anybody.opens(f"{page}/cahier")).status_code == 404, "a word of it was withdrawn since"
    await desk.store.commit([SaveVersion(valid)])
    await desk.store.commit([SaveVersion(replace(valid, number=valid.number + 1, status=VersionStatus.CORRECTED))])
    await anybody.opens(page, **{"accept-language": "en"})
    assert f"Version {valid.number}, of" in anybody.text
    assert (await anybody.opens(f"{page}/cahier.html")).status_code == 404

    await browser.opens(notebook)
    await browser.sends(f"/console/seances/{record.id}/page-publique")
    assert (await anybody.opens(page)).status_code == 404
    await browser.opens(notebook)
    await browser.sends(f"/console/seances/{record.id}/page-publique", relu="1")
    assert slug not in browser.page.text, "another address each time"
    gestures = [one.gesture for one in await desk.store.journal(record.id)]
    assert gestures.count("public_page_opened") == 2
    assert gestures.count("public_page_taken_back") == 1


async def test_a_purged_session_keeps_its_notebook_and_a_file_of_an_older_version_is_not_shown(site: Console) -> None:
    """After the answers are erased, only the notebook is left; a format that was not made again is not."""
    desk = site.desk
    record = await desk.opened(LEA)
    browser, slug = await opened(site, record)
    notebook = f"/console/seances/{record.id}/cahier"
    await browser.opens(notebook)
    await browser.sends(notebook, **{"format-html": "1"})
    await site.site.jobs.idle()
    last = (await desk.store.versions(record.id))[-1]
    # What was compiled before it was noted of which version it is, is judged by its moment.
    (site.desk.policy.notebooks / folder_name(record) / RECORD).unlink()
    newer = replace(last, status=VersionStatus.VALIDATED, at=last.at + timedelta(days=4000))
    await desk.store.commit([SaveVersion(newer)])
    anybody = site.browser()
    await anybody.opens(f"/public/{slug}")
    assert "ses fichiers ne sont pas encore là" in anybody.text
    older = replace(newer, at=last.at - timedelta(days=4000), contributions=("gone",))
    purged = replace(record, status=SessionStatus.CLOSED, purged_at=desk.clock.now())
    await desk.store.commit([SaveVersion(older), SaveSession(purged)])
    assert (await anybody.opens(f"/public/{slug}/cahier")).status_code == 200
    await browser.opens(notebook)
    await browser.sends(f"/console/seances/{record.id}/page-publique")
    assert (await anybody.opens(f"/public/{slug}")).status_code == 404, "it can still be taken back"


async def test_a_draft_with_a_hostile_title_is_shown_as_text(site: Console) -> None:
    """What people typed is data, on a page that anybody may read."""
    record = replace(await site.desk.launched(), title=HOSTILE, parameters={"territoire": HOSTILE})
    await site.desk.store.commit([SaveSession(record), OpenPublicPage(PublicPage(record.id, "s", record.created_at))])
    anybody = site.browser()
    await anybody.opens("/public/s")
    assert "<script>alert" not in anybody.page.text
    assert "n'a pas encore commencé" in anybody.text


@pytest.mark.parametrize("role", [Role.TEAM, Role.OBSERVER])
async def test_only_those_who_lead_open_it(at: Desk, role: Role) -> None:
    """Neither the button nor the form."""
    async with console(at, Someone(at, {str(ADA): role})) as site:
        record = await at.opened(LEA)
        browser = await site.signed_in(ADA)
        await browser.opens(f"/console/seances/{record.id}/cahier")
        assert "Page publique" not in browser.text
        action = f"/console/seances/{record.id}/page-publique"
        assert (await browser.posts(action, {"relu": "1"})).status_code == 403


async def test_its_addresses_reach_the_console_and_no_other_does(site: Console) -> None:
    """The server that takes updates and the console share a port."""
    transport = httpx.ASGITransport(app=routed(site.site.application, None))
    async with httpx.AsyncClient(transport=transport, base_url="https://console.example.org") as client:
        assert (await client.get("/public/nowhere")).headers["x-frame-options"] == "DENY"
        assert "x-frame-options" not in (await client.get("/publications")).headers


def test_no_version_stands_without_one() -> None:
    """Nothing compiled yet."""
    assert standing(()) is None
    assert validated_before(()) is None
