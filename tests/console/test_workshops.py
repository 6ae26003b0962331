"""The shelf in the console: workshops read, checked, and rehearsed on several phones in the browser."""

from __future__ import annotations

import re

import pytest

from bot.app import ChatArtist, commands
from bot.authoring.shelf import load_files
from bot.console.rehearsals import IDLE, MOST, MOST_EACH, Rehearsals
from bot.facilitation.organisations import Role
from bot.facilitation.records import ScriptSource
from bot.facilitation.scripting import Phone
from bot.rehearsal.clock import SeededEntropy
from bot.rehearsal.preview import Preview
from bot.serving import findings
from bot.shipped import workshop_file
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, EVE, Desk

PAGE = "/console/ateliers/atelier"


def preview(seats: int = 2) -> Preview:
    script = load_files(workshop_file("relocalisation"))
    return Preview(script, seats=seats, language="fr", artist=ChatArtist(), commands=commands())


def key(phone: Phone, text: str) -> str:
    return next(
        one.mark for bubble in reversed(phone.bubbles) for row in bubble.rows for one in row if text in one.text
    )


async def begun(browser: Browser, seats: str = "2") -> str:
    """A rehearsal in front of this browser; its address."""
    await browser.opens(PAGE)
    await browser.sends(f"{PAGE}/essai", places=seats, langue="fr")
    return browser.page.url.path


def button(page: str, text: str) -> tuple[str, str]:
    """The first button on the page that says this, as its name and value."""
    found = re.search(rf'<button[^>]*name="([^"]+)" value="([^"]+)"[^>]*>[^<]*{re.escape(text)}', page)
    assert found is not None, text
    return found[1], found[2]


async def test_the_shelf_lists_each_workshop_and_opens_its_page(site: Console) -> None:
    """What `explain` says, in the browser, with no right to run anything."""
    browser = await site.signed_in(ADA)
    await browser.opens("/console/ateliers")
    assert f'href="{PAGE}"' in browser.page.text
    await browser.opens(PAGE)
    assert "Contrôle du script" in browser.text
    answer = await browser.opens(f"{PAGE}/page")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert "</html>" in answer.text
    assert (await browser.opens("/console/ateliers/nulle-part")).status_code == 404


def test_findings_are_those_of_check_with_their_place_and_remedy() -> None:
    """A hundred errors are a hundred lines, none of them lost."""
    steps = "".join(f"  - ask: q{n}\n    unknown{n}: x\n" for n in range(100))
    broken = ScriptSource("broken.yaml", f"format: 1\nid: broken\ntitle: T\nsteps:\n{steps}".encode())
    found = findings(broken)
    assert len(found) >= 100
    assert all(one.line and one.col and one.code and str(one.finding) and str(one.remedy) for one in found)
    assert any(one.error for one in found)


async def test_a_workshop_is_rehearsed_on_two_phones_without_a_script(site: Console) -> None:
    """Forms only: begin, tap, write, let time pass, go on, close; and nothing of it is stored."""
    browser = await site.signed_in(ADA)
    here = await begun(browser)
    assert here.startswith("/console/essais/")
    assert browser.page.text.count('class="phone"') == 2
    name, value = button(browser.page.text, "commence")
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    await browser.posts(here, {"jeton": token, "place": "1", name: value})
    assert browser.page.status_code == 200
    again = await browser.posts(here, {"jeton": token, "place": "1", name: value})
    assert again.status_code == 422
    assert "Ce bouton n'est plus là" in browser.text
    await browser.posts(here, {"jeton": token, "place": "2", "geste": "dire", "texte": "<b>bonjour</b>"})
    assert "<b>bonjour" not in browser.page.text
    assert "<b>bonjour</b>" in browser.text
    for seat in ("1", "2"):
        await browser.posts(here, {"jeton": token, "place": seat, "geste": "repondre"})
    assert (await browser.posts(here, {"jeton": token, "heure": "+1h"})).status_code == 200
    assert (await browser.posts(here, {"jeton": token, "heure": "hier"})).status_code == 422
    await browser.posts(here, {"jeton": token, "geste": "suite"})
    await browser.posts(here, {"jeton": token, "geste": "clore"})
    assert "la séance est close" in browser.text
    await browser.posts(here, {"jeton": token, "geste": "autre"})
    assert browser.page.status_code == 200
    assert await site.desk.store.sessions() == []


async def test_a_rehearsal_is_its_owners_alone(at: Desk) -> None:
    """A key that leaks opens nothing to a colleague; an observer is offered none."""
    access = Someone(at, {str(ADA): Role.TEAM, str(EVE): Role.OWNER})
    async with console(at, access) as site:
        here = await begun(await site.signed_in(ADA))
        eve = await site.signed_in(EVE)
        assert (await eve.opens(here)).status_code == 404
        access.roles_of[str(EVE)] = Role.OBSERVER
        await eve.opens(PAGE)
        assert "Commencer l'essai" not in eve.text


async def test_rehearsals_are_dropped_when_idle_and_when_there_are_too_many(at: Desk) -> None:
    """They are memory, and memory ends."""
    kept = Rehearsals(at.clock, SeededEntropy("x"))
    one = preview(1)
    keys = [kept.add("ada", "relocalisation", one) for _ in range(MOST_EACH + 1)]
    assert kept.of("ada", keys[0]) is None
    assert kept.of("ada", keys[-1]) is not None
    for number in range(MOST):
        kept.add(f"p{number}", "relocalisation", one)
    assert kept.of("ada", keys[-1]) is None
    last = kept.add("eve", "relocalisation", one)
    await at.pass_time(at.clock.now() + IDLE)
    assert kept.of("eve", last) is None


def test_a_chat_reads_as_on_a_phone() -> None:
    """Buttons go once used and what was chosen stays; words are shown; a refusal empties the hands of that phone."""
    play = preview()
    assert play.title
    play.tap("1", key(play.phones()[0], "Je commence"))
    first = play.phones()[0]
    assert any(bubble.chosen for bubble in first.bubbles)
    assert not play.tap("9", "0-0-0")
    play.say("9", "personne")
    play.say("1", "  ")
    assert play.phones()[0] == first
    play.say("2", "/mesdonnees")
    assert any(bubble.mine for bubble in play.phones()[1].bubbles)
    play.tap("1", key(play.phones()[0], "pas"))
    assert not play.phones()[0].there
    play.say("1", "encore")
    play.answer_for("1")
    assert not any(bubble.mine for bubble in play.phones()[0].bubbles)
    before = play.hour
    play.answer_for("2")
    assert play.pass_time("+30m")
    assert play.hour != before
    play.close()
    assert play.closed


@pytest.mark.parametrize("seats", ["0", "7", "x", ""])
async def test_a_number_of_phones_that_is_none_gives_two(site: Console, seats: str) -> None:
    """A forged form makes no thousand phones."""
    browser = await site.signed_in(ADA)
    await begun(browser, seats)
    assert browser.page.text.count('class="phone"') == 2
