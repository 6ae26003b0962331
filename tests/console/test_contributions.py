"""What was said, read and coded: who reads what, filters, the next one, the table, and what goes with a withdrawal."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from urllib.parse import urlencode

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.material import gather
from bot.facilitation.organisations import Role
from bot.facilitation.records import SessionRecord
from bot.facilitation.writes import EraseWords
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.rendering import installed_templates
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, Desk

LEA, NOE, ZOE = 11, 12, 13


async def three(site: Console) -> SessionRecord:
    """Two who may not be quoted, and one who may; one of them is fond of formulas."""
    at = site.desk
    record = await at.opened(LEA, NOE)
    await at.says(ZOE, f"/start {record.join}")
    for value in ("commencer", "oui", "oui", "habitant"):
        await at.taps(ZOE, Act.CHOOSE, value)
    for user, words in ((LEA, "pain"), (NOE, "=2+3"), (ZOE, "chemin")):
        await at.says(user, words)
    await at.says(ZOE, "le récit de Zoé, assez long pour qu'on ne la relance pas <b>du tout</b>")
    await at.taps(ZOE, Act.DONE)
    return record


def page_of(record: SessionRecord) -> str:
    return f"/console/seances/{record.id}/contributions"


async def coding(browser: Browser, record: SessionRecord, *codes: str, query: str = "") -> None:
    """Open the first that is to be read, tick, save."""
    await browser.opens(page_of(record) + query)
    await browser.opens(
        next(
            part
            for part in browser.page.text.split('"')
            if part.startswith(f"{page_of(record)}/") and "codage" not in part
        ).replace("&amp;", "&")
    )
    await browser.sends(browser.page.url.path, **{f"code-{code}": "1" for code in codes})


async def test_the_list_shows_numbers_steps_and_words_as_words(site: Console) -> None:
    """Markup that somebody typed is text."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await browser.opens(page_of(record))
    assert "4 contributions · 4 à lire" in browser.text
    assert "C001" in browser.text
    assert "<b>du tout" not in browser.page.text
    assert "à ne pas citer" in browser.text


async def test_a_contribution_is_cited_in_a_teaching_from_the_list(site: Console) -> None:
    """The editor opens with its number on the last line, its words above; a number alone says nothing."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await browser.opens(page_of(record))
    editor = f"/console/seances/{record.id}/textes/enseignements"
    first, second = re.findall(rf'href="{editor}\?citer=(C\d+)"', browser.page.text)
    await browser.opens(f"{editor}?citer={first}")
    assert f"La dernière ligne cite {first}" in browser.text
    assert f"\n ({first}).</textarea>" in browser.page.text
    await browser.sends(editor, texte=f" ({first}).")
    assert "Ligne 1 : il n'y a qu'un numéro" in browser.text
    await browser.sends(editor, texte=f"On y va à pied ({first}).")
    await browser.opens(f"{editor}?citer={second}")
    assert f"On y va à pied ({first}).\n ({second}).</textarea>" in browser.page.text, "at its end"
    await browser.opens(f"{editor}?citer=C999")
    assert f"On y va à pied ({first}).</textarea>" in browser.page.text, "what is not there is not cited"


async def test_the_team_reads_only_what_may_be_printed(at: Desk) -> None:
    """What people refused to be quoted on stays with those who lead the session."""
    access = Someone(at, {str(ADA): Role.TEAM})
    async with console(at, access) as site:
        record = await three(site)
        browser = await site.signed_in(ADA)
        await browser.opens(page_of(record))
        assert "chemin" in browser.text
        assert "pain" not in browser.text
        assert "Son texte n'est pas imprimé" in browser.text
        access.roles_of[str(ADA)] = Role.OBSERVER
        await browser.opens(page_of(record))
        assert "pain" in browser.text
        assert "Coder au clavier" not in browser.text


async def test_saving_leads_to_the_next_that_nobody_has_read_within_the_filter(site: Console) -> None:
    """One after the other, and back to the list at the end."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await coding(browser, record, "envie", "piste")
    assert "3 à lire" in browser.text
    for left in ("2 à lire", "1 à lire"):
        await browser.sends(browser.page.url.path)
        assert left in browser.text
    await browser.sends(browser.page.url.path, **{"code-frein": "1", "code-unknown": "1"})
    assert browser.page.url.path == page_of(record)
    assert "tout est lu" in browser.text
    assert "Lue, rangée sous aucune rubrique." in browser.text
    await browser.opens(f"{page_of(record)}?code=piste")
    assert "1 contribution ·" in browser.text


async def test_filters_by_step_word_and_what_is_left(site: Console) -> None:
    """Each narrows, none fails on what it does not know."""
    record = await three(site)
    first = next(one for one in await site.desk.contributions("mots") if one.text == "pain")
    await site.desk.steers(ADA, Gesture.PARK, record.id, first.id)
    browser = await site.signed_in(ADA)
    for query, expected in (
        ("etape=vecu", "1 contribution ·"),
        ("etape=mots", "3 contributions"),
        ("mot=RÉCIT", "1 contribution ·"),
        ("code=a_lire", "4 contributions"),
        ("profil=inconnu", "aucune contribution"),
        ("etat=parked", "1 contribution ·"),
        ("etat=parked&mot=pain", "1 contribution ·"),
        ("code=nowhere&etape=%00&mot=%3Cscript%3E", "aucune contribution"),
        ("page=99999999999999999", "4 contributions"),
        ("page=-1", "4 contributions"),
        ("page=2", "4 contributions"),
    ):
        await browser.opens(f"{page_of(record)}?{query}")
        assert browser.page.status_code == 200
        assert expected in browser.text, query
    await browser.opens(page_of(record))
    profile = browser.page.text.partition('id="profil"')[2].partition("<option>")[2].partition("<")[0]
    await browser.opens(f"{page_of(record)}?{urlencode({'profil': profile})}")
    assert f"<option selected>{profile}" in browser.page.text
    assert "aucune contribution" not in browser.text


async def test_the_table_holds_codes_and_no_formula(site: Console) -> None:
    """It is opened in a spreadsheet, which runs what begins with « = »; and it prints only what may be."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await coding(browser, record, "envie")
    answer = await browser.client.get(f"{page_of(record)}/codage.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="codage-atelier.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert [row["envie"] for row in rows].count("1") == 1
    assert "pain" not in answer.text
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    unsafe = await site.desk.store.codings.of(record.id)
    assert [one.codes for one in unsafe] == [("envie",)]


async def test_a_coding_goes_with_the_words_it_is_about(site: Console) -> None:
    """Nothing is left that says what somebody's withdrawn words were about."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await coding(browser, record, "crainte")
    store = site.desk.store
    (kept,) = await store.codings.of(record.id)
    one = await store.contribution(kept.contribution)
    assert one is not None
    await store.commit([EraseWords(one.participant, one.id)])
    assert await store.codings.of(record.id) == []
    await coding(browser, record, "crainte")
    (kept,) = await store.codings.of(record.id)
    one = await store.contribution(kept.contribution)
    assert one is not None
    await store.commit([EraseWords(one.participant)])
    assert await store.codings.of(record.id) == []


async def test_another_sessions_contribution_is_not_found(site: Console) -> None:
    """An id is good in its own session only."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    other = await site.desk.launched()
    (mine, *_) = await site.desk.store.contributions(record.id)
    assert (await browser.opens(f"{page_of(other)}/{mine.id}")).status_code == 404
    assert "Personne n'a encore rien dit" in (await browser.opens(page_of(other)), browser.text)[1]


async def test_what_the_team_files_under_a_theme_is_printed_as_its_reading(site: Console, tmp_path: Path) -> None:
    """From a tick on the page to § 5; who confirmed it, and when, is kept, and the gesture is in the journal."""
    record = await three(site)
    browser = await site.signed_in(ADA)
    await coding(browser, record, "vecu", "confiance", "ancrage", "voix_differente")
    await coding(browser, record, "vecu", "confiance")
    at = site.desk
    assert "coded" in await at.gestures()
    assert all(one.by for one in await at.store.codings.of(record.id))
    material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
    (html,) = NotebookCompiler(installed_templates()).compile(material, tmp_path / "out", ["html"])
    printed = html.read_text(encoding="utf-8")
    assert "Par thème : lecture de l" in printed.replace("\u00a0", " ")
    assert "La confiance et les règles" in printed
    assert material.grid.mark in printed
    await browser.opens(f"{page_of(record)}?code=confiance")
    assert "2 contributions" in browser.text
    assert "La confiance et les règles" in browser.text


async def test_a_proposal_of_the_grid_is_nothing_until_somebody_confirms_it(site: Console) -> None:
    """By lemma; shown with the words it is about, taken over with one key, and gone once the contribution is read."""
    at = site.desk
    record = await at.opened(LEA, NOE)
    for user in (LEA, NOE):
        await at.says(user, "pain")
    await at.says(LEA, "J'avais peur pour mon budget, les légumes étaient chers et je ne savais comment faire.")
    await at.taps(LEA, Act.DONE)
    browser = await site.signed_in(ADA)
    story = next(one for one in await at.contributions("vecu") if "budget" in one.text)
    page = f"{page_of(record)}/{story.id}"
    await browser.opens(page)
    assert "La grille propose" in browser.text
    assert 'name="confirmer" value="crainte acces"' in browser.page.text
    assert await at.store.codings.of(record.id) == []
    await browser.sends(page, confirmer="crainte acces unknown")
    (kept,) = await at.store.codings.of(record.id)
    assert (kept.contribution, kept.codes) == (story.id, ("crainte", "acces"))
    await browser.opens(page)
    assert "La grille propose" not in browser.text


async def test_what_facilitators_put_forward_is_found_by_its_pin(site: Console) -> None:
    """For the team as for the group: the contributions that the evening turned on."""
    record = await three(site)
    at, browser = site.desk, await site.signed_in(ADA)
    await browser.opens(page_of(record))
    assert "épinglée" not in browser.text
    said = next(one for one in await at.store.contributions(record.id) if one.text.startswith("le récit de Zoé"))
    await at.steers(ADA, Gesture.PIN, record.id, said.id)
    await browser.opens(f"{page_of(record)}?etat=pinned")
    assert "1 contribution" in browser.text
    assert "le récit de Zoé" in browser.text


async def test_who_may_be_named_is_flagged_and_nothing_is_edited(site: Console) -> None:
    """Before anybody codes or cites it."""
    record = await three(site)
    await site.desk.says(ZOE, "Chez madame Kervadec, tout ferme")
    browser = await site.signed_in(ADA)
    await browser.opens(page_of(record))
    assert "peut-être nommé·e : Kervadec" in browser.text
    assert "Chez madame Kervadec, tout ferme" in browser.text
