"""Answers to leads in the console: written by the team, never over somebody else's, published by those who lead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.facilitation.answering import named
from bot.facilitation.lead_answers import LeadStatus
from bot.facilitation.organisations import Role
from bot.facilitation.public_pages import OpenPublicPage, PublicPage
from bot.facilitation.records import SessionRecord
from tests.console.support import Console, Someone, console
from tests.facilitation.support import ADA, EVE, HERE, Desk, desk
from tests.facilitation.test_answering import LEA, closed, news, proposing


@pytest.fixture
async def at(tmp_path: Path) -> AsyncIterator[Desk]:
    async with desk(tmp_path, workshops=HERE / "suites", console="https://console.example.org") as at_work:
        yield at_work


@pytest.fixture
async def served(at: Desk) -> AsyncIterator[Console]:
    async with console(at, Someone(at, {str(ADA): Role.OWNER, str(EVE): Role.TEAM})) as site:
        yield site


def page_of(record: SessionRecord) -> str:
    return f"/console/seances/{record.id}/reponses"


async def test_an_answer_is_written_published_and_told(at: Desk, served: Console) -> None:
    """The whole way on a large screen; the author hears of it on her phone."""
    record = await proposing(at, LEA)
    browser = await served.signed_in(ADA)
    await browser.opens(page_of(record))
    assert "Aucune piste n'a été proposée" in browser.text
    await closed(at, record)
    await browser.opens(page_of(record))
    assert f"La piste de {LEA}" in browser.text
    assert "pas encore de réponse" in browser.text
    await browser.sends(page_of(record), statut="partly", raison="  Deux jours \n sur <cinq>. ")
    assert "retenue en partie pas encore publiée Deux jours sur <cinq>." in browser.text
    assert "<cinq>" not in browser.page.text
    publish = f"{page_of(record)}/publier"
    refused = await browser.sends(publish)
    assert (refused.status_code, news(at, LEA)) == (422, [])
    await browser.opens(page_of(record))
    await at.store.commit([OpenPublicPage(PublicPage(record.id, "s", at.clock.now()))])
    anybody = served.browser()
    await anybody.opens("/public/s")
    assert "La piste" not in anybody.text, "an answer is the team's own until it is published"
    await browser.sends(publish, relu="1")
    await at.quiet()
    await anybody.opens("/public/s")
    assert f"La piste de {LEA} : retenue en partie. Deux jours sur <cinq>." in anybody.text
    assert "<cinq>" not in anybody.page.text
    assert news(at, LEA) == [[(f"La piste de {LEA}", "partly", "Deux jours sur <cinq>.")]]
    await browser.opens(page_of(record))
    assert "retenue en partie publiée" in browser.text
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    again = await browser.posts(publish, {"jeton": token, "relu": "1"})
    assert again.status_code == 409
    assert "rien de nouveau à publier" in browser.text


async def test_of_two_who_answer_the_same_lead_the_second_is_shown_the_first(at: Desk, served: Console) -> None:
    """And what she wrote is still in the form."""
    record = await proposing(at, LEA)
    await closed(at, record)
    ada, eve = await served.signed_in(ADA), await served.signed_in(EVE)
    await ada.opens(page_of(record))
    await eve.opens(page_of(record))
    await eve.sends(page_of(record), statut="kept", raison="Le local est trouvé.")
    assert "publier" not in eve.page.text, "the team does not publish"
    answer = await ada.sends(page_of(record), statut="not_kept", raison="Trop cher.")
    assert answer.status_code == 409
    assert "Quelqu'un a changé cette réponse" in ada.text
    assert "Le local est trouvé." in ada.text
    assert "Trop cher." in ada.page.text
    await ada.sends(page_of(record), statut="not_kept", raison="Trop cher.")
    (kept,) = await at.store.lead_answers.of(record.id)
    assert (kept.status, kept.reason, kept.to_publish) == (LeadStatus.NOT_KEPT, "Trop cher.", True)


async def test_of_two_answers_sent_at_the_same_moment_one_is_shown_the_other(at: Desk, served: Console) -> None:
    """Not a second apart but at once: what one of them wrote must not vanish between a reading and a writing."""
    record = await proposing(at, LEA)
    await closed(at, record)
    ada, eve = await served.signed_in(ADA), await served.signed_in(EVE)
    for browser in (ada, eve):
        await browser.opens(page_of(record))
    answers = await asyncio.gather(
        ada.sends(page_of(record), statut="not_kept", raison="Trop cher."),
        eve.sends(page_of(record), statut="kept", raison="Le local est trouvé."),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]


async def test_what_cannot_be_an_answer_is_refused_with_its_reason(at: Desk, served: Console) -> None:
    """A forged lead, an invented status, a novel."""
    record = await proposing(at, LEA)
    await closed(at, record)
    browser = await served.signed_in(EVE)
    for fields, status in (
        ({"piste": "nothing", "statut": "kept"}, 404),
        ({"piste": named(f"lead{LEA}"), "statut": "invented"}, 422),
        ({"statut": "kept", "raison": "x" * 601}, 422),
    ):
        await browser.opens(page_of(record))
        assert (await browser.sends(page_of(record), **fields)).status_code == status
    assert "600 caractères au plus" in browser.text
    assert await at.store.lead_answers.of(record.id) == []
