"""An organisation writes its own workshops in the console: begun, edited, checked, compared, launched."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from bot.console.differences import MOST_LINES, Change, compared
from bot.console.site import DOORS, MOST_UPLOADED
from bot.facilitation import script_writing
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.panels import WorkshopsPanel
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, EVE, HERE, Desk, desk
from tests.facilitation.test_roles import belongs

LEA = 11
NEW = "/console/nouvel-atelier"
MINE = f"/console/ateliers/{HOME}.marche"
SCRIPT = f"{MINE}/script"
PNG = b"\x89PNG\r\n\x1a\n"
ATELIER = (HERE / "atelier.yaml").read_text(encoding="utf-8")
MARCHE = ATELIER.replace("id: atelier", "id: marche").replace("Atelier inventé", "Marché inventé")


async def begun(site: Console, user: int = ADA, copy: str = "atelier") -> Browser:
    """A copy of the workshop of these tests, in front of this browser."""
    browser = await site.signed_in(user)
    await browser.opens(NEW)
    await browser.sends(NEW, identifiant="marche", copie=copy)
    assert browser.page.url.path == SCRIPT, browser.text
    return browser


def field(browser: Browser) -> str:
    """What the editor holds, as a browser reads it: the first line end after the tag is the page's own."""
    return unescape(browser.page.text.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0])


def token(browser: Browser) -> str:
    return browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]


async def brings(browser: Browser, path: str, *files: tuple[str, bytes], **fields: str) -> httpx.Response:
    """A form with files, as a browser sends it."""
    given = [("fichiers", (name, content)) for name, content in files]
    form = {"jeton": token(browser), **fields}
    browser.page = await browser.client.post(path, data=form, files=given, follow_redirects=True)
    return browser.page


async def offered(at: Desk, user: int) -> dict[str, str]:
    await at.says(user, "/animer")
    panel = at.panels(user, WorkshopsPanel)[-1]
    assert isinstance(panel, WorkshopsPanel)
    return {one.id: one.title for one in panel.workshops}


async def test_from_a_copy_to_a_session_launched_in_the_chat_and_after_a_restart(tmp_path: Path) -> None:
    """The whole way: nobody touches the server, and the session keeps the words it was launched with."""
    async with desk(tmp_path, console="https://console.example.org") as at, console(at) as site:
        browser = await begun(site)
        assert "Les phases C / D ont 10 minutes sur 40." in browser.text
        assert field(browser) == ATELIER.replace("id: atelier", "id: marche")
        await browser.sends(SCRIPT, texte=MARCHE.replace("\n", "\r\n"), note="un <b>autre</b> titre")
        assert "Version 2" in browser.text
        assert "c'est elle que l'on lance" in browser.text
        assert "un <b>autre</b> titre" in browser.text
        assert field(browser) == MARCHE
        await browser.opens("/console/ateliers")
        assert "Marché inventé" in browser.text
        assert (await browser.opens(f"{MINE}/page")).status_code == 200
        assert "Marché inventé" in browser.page.text
        await browser.opens(MINE)
        await browser.sends(f"{MINE}/essai", places="2", langue="fr")
        assert browser.page.text.count('class="phone"') == 2
        assert f'href="{MINE}"' in browser.page.text
        await browser.opens(f"{MINE}/lancer")
        await browser.sends(f"{MINE}/lancer", **{"p.agence": "l'Agence d'essai"})
        assert (await at.session()).title == "Marché inventé"
        await browser.opens(f"{MINE}/versions")
        assert "peut être lancée 1 séance" in browser.text
        assert await offered(at, ADA) == {"atelier": "Atelier inventé", "marche": "Marché inventé"}
    async with desk(tmp_path, first=500) as again:
        assert (await offered(again, ADA))["marche"] == "Marché inventé"
        await again.steers(ADA, Gesture.PICK_WORKSHOP, value="marche")
        await again.says(ADA, "l'Agence d'essai")
        await again.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
        await again.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
        await again.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
        first, second = await again.store.sessions()
        assert first.script_hash == second.script_hash


async def test_a_script_with_a_hundred_errors_is_kept_and_each_is_shown_at_its_line(site: Console) -> None:
    """Nothing typed is lost, nobody launches it, and each finding leads to its line in the editor."""
    browser = await begun(site)
    broken = MARCHE + "".join(f"  - ask: q{n}\n    unknown{n}: x\n" for n in range(100))
    await browser.sends(SCRIPT, texte=broken)
    assert browser.page.status_code == 200
    assert field(browser) == broken
    places = set(re.findall(r'<a href="#(l\d+)"', browser.page.text))
    assert len(places) >= 100
    assert places <= set(re.findall(r'<b id="(l\d+)"', browser.page.text))
    assert "on lance toujours la version 1" in browser.text
    assert "L'étape 12 ne commence pas par son genre. Écrivez - genre: et ses clés" in browser.text
    assert "<code>- genre:</code>" in browser.page.text
    assert browser.text.count("S103 · Un genre d'étape inconnu Le genre est le mot qui ouvre l'étape") == 1
    assert 'href="#controle"' in browser.page.text
    await site.desk.steers(ADA, Gesture.CHOOSE_LANGUAGE, value="en")
    await browser.opens(SCRIPT)
    assert "Step 12 does not begin with its kind. Write - kind: and its keys" in browser.text
    await site.desk.steers(ADA, Gesture.CHOOSE_LANGUAGE, value="fr")
    await browser.opens(MINE)
    assert "La version 2 contient des erreurs" in browser.text
    assert (await offered(site.desk, ADA))["marche"] == "Atelier inventé"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Le fichier est vide"),
        ("{{{{{{{{{{{{{{{{{{{{{{{{{{{{{{", "Plus de 20 crochets"),
        ("a: &a [x]\nb: [*a, *a]\n", "*a"),
        ("un deux : [", "s'arrête trop tôt"),
        ("id: marche\ntitle: \u202eretourné\n", "U+202E"),
        ("x: " + "y" * 320_000, "on en lit 300 000 au plus"),
    ],
)
async def test_what_is_no_script_is_said_in_the_words_of_check(site: Console, text: str, said: str) -> None:
    """Not YAML, hostile, too long: the same findings as at the command line, and the text stays in the field."""
    browser = await begun(site)
    await browser.sends(SCRIPT, texte=text)
    assert browser.page.status_code == 200
    assert said in browser.text
    assert "on lance toujours la version 1" in browser.text


async def test_a_script_renamed_in_the_editor_is_kept_and_not_launched(site: Console) -> None:
    """It would be launched under a name that nobody finds it by."""
    browser = await begun(site)
    await browser.sends(SCRIPT, texte=ATELIER)
    assert "Le script se dit « atelier » alors que cet atelier est « marche »" in browser.text
    assert "on lance toujours la version 1" in browser.text


async def test_the_second_of_two_authors_is_shown_the_difference_and_loses_nothing(site: Console) -> None:
    """Each sees the other's lines before deciding; what touches another file is no conflict at all."""
    await belongs(site.desk, LEA, Role.FACILITATOR)
    ada = await begun(site)
    lea = await site.signed_in(LEA)
    await lea.opens(SCRIPT)
    await ada.sends(SCRIPT, texte=MARCHE)
    answer = await lea.sends(SCRIPT, texte=MARCHE.replace("Marché inventé", "Halle inventée"), note="la halle")
    assert answer.status_code == 409
    assert "autre version title: Marché inventé" in lea.text
    assert "votre texte title: Halle inventée" in lea.text
    assert "Halle inventée" in field(lea)
    assert 'value="la halle"' in lea.page.text
    await lea.sends(SCRIPT, texte=field(lea))
    assert "Version 3" in lea.text
    await ada.opens(SCRIPT)
    await lea.opens(SCRIPT)
    await ada.sends(SCRIPT, texte=MARCHE)
    await brings(lea, f"{MINE}/fichiers", ("x.lexicon.yaml", b"fr:\n  hostile: [zut]\n"), version="3")
    assert lea.page.status_code == 200
    await lea.opens(SCRIPT)
    assert "Marché inventé" in field(lea)
    assert "marche.lexicon.yaml" in lea.text


async def test_files_that_somebody_else_changed_are_not_written_over(site: Console) -> None:
    """A picture has no lines to compare: the page says which file, and keeps nothing of what was sent."""
    browser = await begun(site)
    await brings(browser, f"{MINE}/fichiers", ("banc.png", PNG + b"1"), version="1")
    await brings(browser, f"{MINE}/fichiers", ("banc.png", PNG + b"2"), version="2")
    answer = await brings(browser, f"{MINE}/fichiers", ("banc.png", PNG + b"3"), version="1")
    assert answer.status_code == 409
    assert "marche.images/banc.png" in browser.text
    assert (await browser.client.get(f"{MINE}/fichiers/banc.png")).content == PNG + b"2"


async def test_a_workshop_is_begun_from_files_whatever_their_names(site: Console) -> None:
    """The script says its id; paths in names lead nowhere, and pictures come along."""
    browser = await site.signed_in(ADA)
    await browser.opens(NEW)
    files = [("../../../etc/cron.yaml", MARCHE.encode()), ("C:\\banc.png", PNG), ("a.lexicon.yml", b"fr: {}\n")]
    await brings(browser, f"{NEW}/fichiers", *files, organisation=HOME)
    assert browser.page.url.path == SCRIPT, browser.text
    assert "marche.images/banc.png" in browser.text
    assert "cron" not in browser.page.text
    answer = await browser.client.get(f"{MINE}/fichiers/marche.yaml")
    assert answer.text == MARCHE
    assert answer.headers["content-disposition"] == 'attachment; filename="marche.yaml"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    for wrong in ("..%2f..%2fetc%2fpasswd", "autre.yaml", "%00"):
        assert (await browser.client.get(f"{MINE}/fichiers/{wrong}")).status_code == 404
    await browser.opens(NEW)
    await brings(browser, f"{NEW}/fichiers", ("marche.yaml", b"id: marche"), organisation=HOME)
    assert browser.page.status_code == 409
    assert f'href="{SCRIPT}"' in browser.page.text
    assert (await browser.client.get(f"{MINE}/fichiers/marche.yaml")).text == MARCHE


@pytest.mark.parametrize(
    ("files", "said", "status"),
    [
        ([], "Il faut un script", 422),
        ([("banc.png", PNG)], "Il faut un script", 422),
        ([("a.yaml", b"id: a"), ("b.yaml", b"id: b")], "Il faut un script", 422),
        ([("Mon Atelier.yaml", b"title: x")], "pas d'identifiant", 422),
        ([("a.yaml", b"id: import")], "pas d'identifiant", 422),
        ([("a.yaml", b"id: a"), ("virus.exe", b"MZ")], "pas de ceux", 422),
        ([("a.yaml", "id: été".encode("utf-16"))], "UTF-8", 422),
        ([("a.yaml", b"id: a"), ("b.png", b"x" * 3_100_000)], "3 Mo", 413),
        ([("a.yaml", b"x" * (MOST_UPLOADED + 1))], "3 Mo", 413),
    ],
)
async def test_files_that_make_no_workshop_are_refused_in_a_sentence(
    site: Console, files: list[tuple[str, bytes]], said: str, status: int
) -> None:
    """Nothing is half kept."""
    browser = await site.signed_in(ADA)
    await browser.opens(NEW)
    await brings(browser, f"{NEW}/fichiers", *files, organisation=HOME)
    assert browser.page.status_code == status
    assert said in browser.text
    assert await site.desk.store.own_scripts.newest([HOME], sound=False) == []


async def test_files_that_do_not_belong_to_a_workshop_change_nothing_of_it(site: Console) -> None:
    """The same sentences where files are added."""
    browser = await begun(site)
    for files, said in (
        ([("virus.exe", b"MZ")], "pas de ceux"),
        ([("a.en.yaml", b"\xff\xfe")], "UTF-8"),
        ([], "au moins un fichier"),
    ):
        assert (await brings(browser, f"{MINE}/fichiers", *files, version="1")).status_code == 422
        assert said in browser.text
    assert len(await site.desk.store.own_scripts.versions(HOME, "marche")) == 1


async def test_a_translation_is_prepared_filled_in_and_taken_off(site: Console) -> None:
    """As `translate` writes it; with errors in the script there is nothing to translate yet."""
    browser = await begun(site)
    form = {"jeton": token(browser), "version": "1", "geste": "traduire"}
    await browser.posts(SCRIPT, {**form, "langue": "en"})
    assert browser.page.url.params["fichier"] == "marche.en.yaml"
    assert "translates: marche" in field(browser)
    assert "# = Marché" not in field(browser)
    assert (await browser.posts(SCRIPT, {**form, "version": "2", "langue": "klingon"})).status_code == 400
    await browser.opens(f"{SCRIPT}?fichier=marche.en.yaml")
    await browser.sends(
        SCRIPT, texte=field(browser).replace("language: en\n", "language: en\ntitle: A made-up market\n")
    )
    await browser.opens(MINE)
    assert "fr, en" in browser.text
    gone = {"jeton": token(browser), "version": "3", "geste": "retirer"}
    assert (await browser.posts(SCRIPT, {**gone, "fichier": "marche.yaml"})).status_code == 400
    assert (await browser.posts(SCRIPT, {**gone, "fichier": "autre.yaml"})).status_code == 404
    await browser.posts(SCRIPT, {**gone, "fichier": "marche.en.yaml"})
    assert "marche.en.yaml retiré" in browser.text
    await browser.sends(SCRIPT, texte="id: marche\n")
    await browser.posts(SCRIPT, {**form, "version": "5", "langue": "en"})
    assert browser.page.status_code == 422
    assert "corrigez d'abord" in browser.text


async def test_versions_are_compared_as_diff_says_it_and_an_older_one_is_taken_up_again(site: Console) -> None:
    """What changes for participants, then line by line; going back is a version too."""
    browser = await begun(site)
    await browser.sends(SCRIPT, texte=MARCHE, note="le titre")
    await browser.sends(SCRIPT, texte="pas un script")
    await browser.opens(f"{MINE}/versions")
    assert "le titre" in browser.text
    assert "à corriger" in browser.text
    await browser.opens(f"{MINE}/versions?de=1&a=2")
    assert "Seuls des textes changent : applicable aux séances en cours." in browser.text
    assert "avant title: Atelier inventé" in browser.text
    assert "après title: Marché inventé" in browser.text
    await browser.opens(f"{MINE}/versions?de=2&a=3")
    assert "seules les lignes peuvent être comparées" in browser.text
    await browser.opens(f"{MINE}/versions?de=2&a=2")
    assert "Les fichiers sont les mêmes" in browser.text
    for wrong in ("de=9&a=1", "de=x&a=1", "de=1"):
        assert (await browser.opens(f"{MINE}/versions?{wrong}")).status_code == 404
    await browser.opens(f"{MINE}/versions")
    await browser.posts(f"{MINE}/versions", {"jeton": token(browser), "version": "3", "reprendre": "2"})
    assert "Version 2 reprise" in browser.text
    versions = await site.desk.store.own_scripts.versions(HOME, "marche")
    assert [one.sound for one in versions] == [True, True, False, True]
    assert versions[3].hash == versions[1].hash
    stale = await browser.posts(f"{MINE}/versions", {"jeton": token(browser), "version": "1", "reprendre": "1"})
    assert stale.status_code == 409
    older = await browser.client.get(f"{MINE}/fichiers/marche.yaml?version=3")
    assert older.text == "pas un script\n"


async def test_a_picture_that_changed_is_named_and_a_file_that_went_is_all_taken_away(site: Console) -> None:
    """Between two versions, files come and go."""
    browser = await begun(site)
    await brings(browser, f"{MINE}/fichiers", ("banc.png", PNG), ("x.lexicon.yaml", b"fr: {}\n"), version="1")
    await browser.opens(f"{MINE}/versions?de=2&a=1")
    assert "marche.images/banc.png L'image a changé" in browser.text
    assert "avant fr: {}" in browser.text
    await browser.opens(f"{MINE}/versions")
    await browser.posts(f"{MINE}/versions", {"jeton": token(browser), "version": "2", "reprendre": "1"})
    assert "banc.png" not in (await browser.opens(SCRIPT)).text


async def test_a_workshop_put_away_is_offered_no_more_and_can_be_taken_up_again(site: Console) -> None:
    """Its versions stay; under its name another may be begun."""
    browser = await begun(site)
    await browser.opens(f"{MINE}/versions")
    form = {"jeton": token(browser), "geste": "ranger"}
    assert (await browser.posts(f"{MINE}/versions", {**form, "version": "9"})).status_code == 409
    await browser.posts(f"{MINE}/versions", {**form, "version": "1"})
    assert "1 atelier rangé" in browser.text
    assert await offered(site.desk, ADA) == {"atelier": "Atelier inventé"}
    assert (await browser.opens(f"{MINE}/page")).status_code == 404
    await browser.opens(MINE)
    assert browser.page.url.path == f"{MINE}/versions"
    assert "Ranger l'atelier" not in browser.text
    await browser.opens(f"{MINE}/versions?de=1&a=2")
    assert "avant id: marche" in browser.text
    assert (await browser.posts(f"{MINE}/versions", {**form, "version": "2"})).status_code == 409
    await browser.posts(f"{MINE}/versions", {"jeton": form["jeton"], "version": "2", "reprendre": "1"})
    assert "marche" in await offered(site.desk, ADA)
    await browser.opens(f"{MINE}/versions")
    await browser.posts(f"{MINE}/versions", {"jeton": token(browser), "geste": "ranger", "version": "3"})
    browser = await begun(site)
    assert "Version 5" in browser.text
    assert "c'est elle que l'on lance" in browser.text


async def test_there_is_an_end_to_how_many_workshops_the_chat_has_to_offer(
    site: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message takes a hundred buttons: a hundred workshops would leave nobody with any."""
    monkeypatch.setattr(script_writing, "MOST_WORKSHOPS", 1)
    browser = await begun(site)
    await browser.opens(NEW)
    assert (await browser.sends(NEW, identifiant="suite", copie="")).status_code == 409
    assert "rangez-en un" in browser.text


@pytest.mark.parametrize("wrong", ["", "Marche", "mon atelier", "../x", "import", "a" * 21, "<script>"])
async def test_an_id_that_can_be_none_is_asked_again(site: Console, wrong: str) -> None:
    """What was typed is still there."""
    browser = await site.signed_in(ADA)
    await browser.opens(NEW)
    answer = await browser.sends(NEW, identifiant=wrong)
    assert answer.status_code == 422
    assert "Cet identifiant ne convient pas" in browser.text
    assert "<script>" not in browser.page.text


async def test_the_starter_teaches_in_ones_own_language(site: Console) -> None:
    """It passes the check from the first minute."""
    browser = await site.signed_in(ADA)
    await browser.opens(NEW)
    await browser.sends(NEW, identifiant="marche", copie="")
    assert "c'est elle que l'on lance" in browser.text
    assert "id: marche" in field(browser)
    await browser.opens(NEW)
    assert (await browser.sends(NEW, identifiant="marche", copie="")).status_code == 409
    await browser.opens(f"{NEW}?copie={HOME}.marche")
    await browser.sends(NEW, identifiant="suite", copie=f"{HOME}.marche")
    assert "Copie de marche" in browser.text
    await browser.opens(NEW)
    assert (await browser.sends(NEW, identifiant="rien", copie="nulle_part")).status_code == 404
    await browser.opens(NEW)
    assert (await browser.sends(NEW, identifiant="rien", copie="autre.marche")).status_code == 404
    await browser.opens(NEW)
    assert (await browser.sends(NEW, identifiant="rien", copie="", organisation="autre")).status_code == 403


async def test_another_organisations_workshop_and_one_that_is_not_there_look_the_same(site: Console) -> None:
    """Its words, its versions, its name: nothing of it is seen, launched or copied by anybody else."""
    await belongs(site.desk, LEA, Role.OWNER, "ailleurs")
    await begun(site)
    lea = await site.signed_in(LEA)
    assert "marche" not in (await lea.opens("/console/ateliers")).text
    for door in DOORS:
        if "{workshop}" not in door.path:
            continue
        path = door.path.replace("{file}", "marche.yaml")
        theirs = await lea.client.request(door.method, path.replace("{workshop}", f"{HOME}.marche"))
        none = await lea.client.request(door.method, path.replace("{workshop}", f"{HOME}.rien"))
        assert theirs.status_code == none.status_code == 404, door.name
        assert theirs.text == none.text
    await lea.opens(NEW)
    assert (await lea.sends(NEW, identifiant="copie", copie=f"{HOME}.marche")).status_code == 404
    ada = await site.signed_in(ADA)
    for ending in ("script", "versions", "fichiers/atelier.yaml"):
        # The shelf's is nobody's to edit.
        assert (await ada.opens(f"/console/ateliers/atelier/{ending}")).status_code == 404
    assert (await ada.opens(f"/console/ateliers/{HOME}.rien")).status_code == 404
    assert (await ada.opens(f"{SCRIPT}?fichier=marche.fr.yaml")).status_code == 404


async def test_who_may_not_write_reads(at: Desk) -> None:
    """A team member and an observer see what will be asked, with the check, and no button."""
    access = Someone(at, {str(ADA): Role.OWNER, str(EVE): Role.TEAM})
    async with console(at, access) as site:
        await begun(site)
        for role in (Role.TEAM, Role.OBSERVER):
            access.roles_of[str(EVE)] = role
            eve = await site.signed_in(EVE)
            await eve.opens("/console/ateliers")
            assert NEW not in eve.page.text
            await eve.opens(SCRIPT)
            assert "readonly" in eve.page.text
            for button in ("Enregistrer", "Envoyer", "Préparer la traduction"):
                assert button not in eve.text
            assert (await eve.posts(SCRIPT, {"jeton": token(eve), "texte": "x"})).status_code == 403


def test_what_differs_is_shown_with_a_little_around_it() -> None:
    """A comma in a thousand lines is found without reading them; what is too long to compare is said to differ."""
    lines = [str(n) for n in range(100)]
    other = [*lines[:50], "neuf", *lines[51:]]
    around = [Change(" ", str(n)) for n in range(47, 54)]
    expected = [Change("…"), *around[:3], Change("-", "50"), Change("+", "neuf"), *around[4:], Change("…")]
    assert list(compared("\n".join(lines), "\n".join(other))) == expected
    assert compared("a", "a") == ()
    assert compared("", "a") == (Change("+", "a"),)
    assert compared("a\n" * MOST_LINES, "b") == (Change("…"),)
