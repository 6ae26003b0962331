"""The way in and out: a link for one person, once; a cookie for one browser; nothing for anybody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.facilitation.doors import SEAT_LASTS
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import Role
from bot.facilitation.panels import ConsolePanel, Sentence, SentencePanel
from tests.console.support import Console, Someone, console
from tests.facilitation.support import ADA, EVE, Desk, desk, said

STRANGER = 99


async def test_the_bot_answers_console_with_a_link_that_signs_in(site: Console) -> None:
    """Two taps from the chat to the sessions: the button, then « Continuer »."""
    browser = site.browser()
    await browser.opens(await site.link(ADA))
    assert "Continuer" in browser.text
    await browser.sends("/console/entrer")
    assert browser.page.url.path == "/console"
    assert "Aucune séance pour l'instant" in browser.text


async def test_a_preview_of_the_link_does_not_burn_it(site: Console) -> None:
    """Chats and virus scanners open every link they see, before the person does."""
    path = await site.link(ADA)
    for _ in range(3):
        assert (await site.browser().opens(path)).status_code == 200
    browser = site.browser()
    await browser.opens(path)
    await browser.sends("/console/entrer")
    assert browser.page.url.path == "/console"


async def test_a_link_works_once(site: Console) -> None:
    """A link that is copied from a shared screen afterwards must open nothing."""
    path = await site.link(ADA)
    first, second = site.browser(), site.browser()
    await first.opens(path)
    await second.opens(path)
    await first.sends("/console/entrer")
    assert (await second.sends("/console/entrer")).status_code == 410
    assert "a déjà servi" in second.text
    assert (await second.opens("/console")).status_code == 401
    assert (await second.opens(path)).status_code == 410


async def test_a_link_lasts_ten_minutes(site: Console) -> None:
    """A link in a chat's history is no key for whoever finds the phone in the evening."""
    path = await site.link(ADA)
    browser = site.browser()
    await browser.opens(path)
    await site.desk.pass_time(site.desk.clock.now() + timedelta(minutes=10, seconds=1))
    assert (await browser.sends("/console/entrer")).status_code == 410


async def test_keys_are_stored_as_digests_only(site: Console) -> None:
    """Who reads the database, or a backup of it, cannot come in."""
    path = await site.link(ADA)
    key = path.partition("cle=")[2]
    assert len(key) * 5 >= 256
    browser = site.browser()
    await browser.opens(path)
    await browser.sends("/console/entrer")
    seat = browser.client.cookies["horizons"]
    files = list(site.desk.folder.glob("horizons.sqlite3*"))
    assert files
    stored = b"".join(file.read_bytes() for file in files if not file.name.endswith("-wal"))
    assert seat.encode() not in stored
    assert key.encode() not in stored


async def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(site: Console) -> None:
    """HttpOnly, SameSite, and where people come by https nothing else may carry it."""
    browser = site.browser()
    await browser.opens(await site.link(ADA))
    key = browser.page.url.params["cle"]
    answer = await browser.client.post("/console/entrer", data={"cle": key})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" in cookie
    assert "path=/console" in cookie


async def test_over_plain_http_on_this_machine_the_cookie_is_not_secure(at: Desk) -> None:
    """Else the browser would drop it, and the demonstration could not be entered."""
    async with console(at, secure=False) as served:
        browser = served.browser()
        await browser.opens(await served.link(ADA))
        key = browser.page.url.params["cle"]
        answer = await browser.client.post("/console/entrer", data={"cle": key})
        assert "secure" not in answer.headers["set-cookie"].lower()


async def test_signing_out_closes_this_browser_and_everywhere_closes_all(site: Console) -> None:
    """A borrowed computer is left with one button, a lost one with the other."""
    here, there, third = [await site.signed_in(ADA) for _ in range(3)]
    await here.sends("/console/sortir")
    assert (await here.opens("/console")).status_code == 401
    assert (await there.opens("/console")).status_code == 200
    await there.sends("/console/sortir-partout")
    assert (await there.opens("/console")).status_code == 401
    assert (await third.opens("/console")).status_code == 401


async def test_the_button_in_the_chat_revokes_every_browser_and_gives_a_new_link(site: Console) -> None:
    """A phone at hand is enough to shut a console left open elsewhere."""
    browser = await site.signed_in(ADA)
    old = await site.link(ADA)
    toast = await site.desk.steers(ADA, Gesture.CONSOLE_ANEW)
    assert said(toast) is Sentence.CONSOLE_REVOKED
    assert (await browser.opens("/console")).status_code == 401
    assert (await site.browser().opens(old)).status_code == 410
    new = site.desk.panels(ADA, ConsolePanel)[-1].link
    assert (await site.browser().opens(new)).status_code == 200


async def test_signing_in_again_leaves_the_earlier_seat(site: Console) -> None:
    """Two people at one computer: the first is not left signed in behind the second."""
    browser = await site.signed_in(ADA)
    first = browser.client.cookies["horizons"]
    await browser.opens(await site.link(EVE))
    await browser.sends("/console/entrer")
    other = site.browser()
    other.client.cookies.set("horizons", first)
    assert (await other.opens("/console")).status_code == 401


async def test_a_stranger_gets_no_link(site: Console) -> None:
    """Anybody may write to a bot."""
    await site.desk.says(STRANGER, "/console")
    assert site.desk.sentence(STRANGER).key is Sentence.NOT_FACILITATOR
    toast = await site.desk.steers(STRANGER, Gesture.CONSOLE_ANEW)
    assert isinstance(toast, SentencePanel)
    assert toast.key is Sentence.NOT_FACILITATOR


async def test_a_bot_without_a_console_says_so(tmp_path: Path) -> None:
    """Better than a link that leads nowhere."""
    async with desk(tmp_path) as at:
        await at.says(ADA, "/console")
        assert at.sentence(ADA).key is Sentence.NO_CONSOLE


async def test_a_role_taken_away_is_gone_at_the_next_click(at: Desk) -> None:
    """Being signed in says who somebody is, never what they may."""
    access = Someone(at, {str(ADA): Role.TEAM})
    async with console(at, access) as served:
        browser = await served.signed_in(ADA)
        assert (await browser.opens("/console")).status_code == 200
        del access.roles_of[str(ADA)]
        assert (await browser.opens("/console")).status_code == 403
        assert "aucune équipe" in browser.text


async def test_a_seat_ends_by_itself(site: Console) -> None:
    """A browser that is never closed does not stay signed in for ever."""
    browser = await site.signed_in(ADA)
    await site.desk.pass_time(site.desk.clock.now() + SEAT_LASTS + timedelta(seconds=1))
    assert (await browser.opens("/console")).status_code == 401


@pytest.mark.parametrize("cookie", ["x", "é" * 300, "' OR 1=1 --", "%00"])
async def test_a_forged_cookie_opens_nothing(site: Console, cookie: str) -> None:
    """Whatever it holds."""
    browser = site.browser()
    answer = await browser.client.get("/console", headers={b"cookie": f"horizons={cookie}".encode()})
    assert answer.status_code == 401
