"""The team's texts, from the page to the notebook: cited by number, checked, never written over unseen."""

from __future__ import annotations

from pathlib import Path

from bot.facilitation.material import gather
from bot.facilitation.organisations import Role
from bot.facilitation.records import SessionRecord
from bot.facilitation.writes import EraseWords
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.rendering import installed_templates
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, EVE, Desk

LEA, NOE = 11, 12


async def two_said(site: Console) -> SessionRecord:
    """Two people's stories, and a session that goes on."""
    record = await site.desk.opened(LEA, NOE)
    await site.desk.reaches_ideas(record.id, LEA, NOE)
    return record


async def number_of(site: Console, record: SessionRecord, user: int) -> str:
    """The number that the notebook would give this person's story."""
    at = site.desk
    story = next(one for one in await at.contributions("vecu") if str(user) in one.text)
    material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
    return next(one.number for one in site.site.house.numbering(material) if one.contribution == story.id)


async def editor(site: Console, record: SessionRecord, user: int = ADA, name: str = "enseignements") -> Browser:
    browser = await site.signed_in(user)
    await browser.opens(f"/console/seances/{record.id}/textes/{name}")
    return browser


async def test_a_teaching_is_written_by_number_and_printed_in_the_notebook(site: Console, tmp_path: Path) -> None:
    """From « C003 » in a text field to the page an elected official reads."""
    record = await two_said(site)
    browser = await editor(site, record)
    number = await number_of(site, record, LEA)
    page = f"/console/seances/{record.id}/textes/enseignements"
    await browser.sends(page, texte=f"On se souvient d'un récit ({number}).")
    assert browser.page.url.path == f"/console/seances/{record.id}/textes"
    assert f"On se souvient d'un récit ({number})." in browser.text
    assert "version 1" in browser.text
    assert "text_written" in await site.desk.gestures()
    at = site.desk
    # What is asked of those who decide is written and checked in the same way, and takes the place of « à préciser ».
    asked = f"/console/seances/{record.id}/textes/decisions"
    await browser.opens(asked)
    assert (await browser.sends(asked, texte="Au conseil, avant l'été.")).status_code == 422
    await browser.sends(asked, texte=f"Au conseil, avant juin : un four à pain ({number}).")
    material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
    html, markdown = NotebookCompiler(installed_templates()).compile(material, tmp_path / "out", ["html", "md"])
    for file in (html, markdown):
        printed = file.read_text(encoding="utf-8")
        assert "On se souvient d" in printed
        assert "avant juin" in printed
        assert "à écrire par l" not in printed.partition("Sommaire")[0]
        assert f"{number}" in printed


async def test_what_rests_on_nothing_is_shown_again_with_its_line(site: Console) -> None:
    """The text is not lost, and not kept either."""
    record = await two_said(site)
    browser = await editor(site, record)
    page = f"/console/seances/{record.id}/textes/enseignements"
    answer = await browser.sends(page, texte="Juste une idée.\nUne autre (C999).")
    assert answer.status_code == 422
    assert "Ligne 1 : cette phrase ne cite rien" in browser.text
    assert "Ligne 2 : aucune contribution ne porte le numéro C999" in browser.text
    assert "Juste une idée." in browser.page.text
    await browser.opens(f"/console/seances/{record.id}/textes")
    assert "Rien n'est encore écrit" in browser.text


async def test_the_second_of_two_editors_is_shown_the_difference_and_loses_nothing(at: Desk) -> None:
    """Each sees the other's words before deciding."""
    access = Someone(at, {str(ADA): Role.TEAM, str(EVE): Role.FACILITATOR})
    async with console(at, access) as site:
        record = await two_said(site)
        page = f"/console/seances/{record.id}/textes/contexte"
        ada, eve = await editor(site, record, ADA, "contexte"), await editor(site, record, EVE, "contexte")
        await ada.sends(page, texte="Vingt commerces (source : Ada).")
        answer = await eve.sends(page, texte="Trente commerces (source : Eve).")
        assert answer.status_code == 409
        assert "Vingt commerces" in eve.text
        assert "Trente commerces" in eve.page.text.partition("<textarea")[2]
        await eve.sends(page, texte="Entre vingt et trente commerces (source : Ada et Eve).")
        assert "version 2" in eve.text


async def test_an_observer_reads_the_texts_and_is_offered_no_field(at: Desk) -> None:
    """The form is not there, and sending it all the same is refused."""
    access = Someone(at, {str(ADA): Role.OBSERVER})
    async with console(at, access) as site:
        record = await two_said(site)
        browser = await editor(site, record)
        assert "Enregistrer" not in browser.text
        page = f"/console/seances/{record.id}/textes/enseignements"
        assert (await browser.sends(page, texte="x")).status_code == 403


async def test_a_sentence_whose_ground_was_withdrawn_is_listed_and_no_longer_printed(site: Console) -> None:
    """Words taken back take with them what was built on them alone."""
    record = await two_said(site)
    browser = await editor(site, record)
    page = f"/console/seances/{record.id}/textes/enseignements"
    number = await number_of(site, record, LEA)
    await browser.sends(page, texte=f"On s'en souvient ({number}).")
    mine = next(one for one in await site.desk.contributions("vecu") if str(LEA) in one.text)
    await site.desk.store.commit([EraseWords(mine.participant)])
    await browser.opens(f"/console/seances/{record.id}/textes")
    assert "1 phrase ne s'appuie plus sur rien" in browser.text
    assert "C???" in browser.text


async def test_a_text_of_another_name_is_no_page(site: Console) -> None:
    """Only the two there are."""
    record = await two_said(site)
    browser = await site.signed_in(ADA)
    assert (await browser.opens(f"/console/seances/{record.id}/textes/autre")).status_code == 404


async def test_markup_in_a_text_stays_text(site: Console) -> None:
    """On the page, in the field, and in the notebook."""
    record = await two_said(site)
    browser = await editor(site, record, name="contexte")
    hostile = "</textarea><script>alert(1)</script> {{ 7*7 }} \u202e (source : essai)"
    await browser.sends(f"/console/seances/{record.id}/textes/contexte", texte=hostile)
    assert "<script>alert" not in browser.page.text
    await browser.opens(f"/console/seances/{record.id}/textes/contexte")
    assert "<script>alert" not in browser.page.text
    assert "{{ 7*7 }}" in browser.page.text


async def test_votes_are_shown_once_closed_and_counted_before(site: Console) -> None:
    """« 1 personne a voté » says nothing of how."""
    record = await two_said(site)
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}/votes")
    assert "Il n'y a pas encore de vote" in browser.text
    for user in (LEA, NOE):
        await site.desk.says(user, f"Un horizon inventé par {user}, au présent.")
    await site.desk.goes_on(record.id, "vote")
    await browser.opens(f"/console/seances/{record.id}/votes")
    assert "Le résultat se verra à la clôture" in browser.text
    await site.desk.goes_on(record.id, "cloture")
    await browser.opens(f"/console/seances/{record.id}/votes")
    assert "votant·e·s" in browser.text
