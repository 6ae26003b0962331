"""The page of proposals: numbers, marks, merges by pseudonym, and nobody's idea given a name."""

from __future__ import annotations

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import Role
from tests.console.support import Console, Someone, console
from tests.facilitation.support import ADA, Desk

LEA, NOE = 11, 12


async def test_ideas_and_merges_are_read_with_who_agreed_by_pseudonym(site: Console) -> None:
    """As the facilitators decide in the chat, the page follows; whose idea is whose it never says."""
    at = site.desk
    record = await at.opened(LEA, NOE)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/propositions"
    await browser.opens(page)
    assert "Le groupe n'a encore rien proposé" in browser.text
    assert "1 proposition préparée" in browser.text
    await at.reaches_ideas(record.id, LEA, NOE)
    await at.says(LEA, "Un <b>atelier</b> ouvert le samedi.")
    await at.says(NOE, "Un garage pour réparer.")
    aliases = {one.participant: one.alias for one in await at.store.participations_of(session=record.id)}
    await browser.opens(page)
    assert "Un <b>atelier</b> ouvert" in browser.text
    assert "<b>atelier" not in browser.page.text
    assert not any(alias in browser.text for alias in aliases.values())
    await at.steers(ADA, Gesture.IDEAS, record.id)
    await at.says(ADA, "1, 2 : Un atelier pour réparer, le samedi.")
    await browser.opens(page)
    assert "fusion en attente" in browser.text
    assert "Réunit : 1, 2" in browser.text
    waiting = browser.text.partition("N'a pas encore répondu : ")[2]
    assert all(alias in waiting for alias in aliases.values())
    await at.taps(LEA, Act.ASIDE, "yes")
    await browser.opens(page)
    agreed, _, waiting = browser.text.partition("D'accord : ")[2].partition("N'a pas encore répondu : ")
    assert sum(alias in agreed for alias in aliases.values()) == 1
    assert sum(alias in waiting for alias in aliases.values()) == 1
    await at.taps(NOE, Act.ASIDE, "yes")
    await browser.opens(page)
    assert "fusionnée" in browser.text
    assert "N'a pas encore répondu" not in browser.text


async def test_the_team_works_with_what_may_be_printed_and_has_no_such_page(at: Desk) -> None:
    """Raw words are for those who steer or observe, as in the list of contributions."""
    access = Someone(at, {str(ADA): Role.TEAM})
    async with console(at, access) as site:
        record = await at.launched()
        browser = await site.signed_in(ADA)
        assert (await browser.opens(f"/console/seances/{record.id}/propositions")).status_code == 403
        await browser.opens(f"/console/seances/{record.id}")
        assert "Propositions" not in browser.text
