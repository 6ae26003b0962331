"""The console in a real browser: from the bot's message to a PDF with one's own sentence in it, and out again."""

from __future__ import annotations

import asyncio
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from pypdf import PdfReader
from starlette.routing import compile_path

from bot.console.site import DOORS
from bot.facilitation.incoming import Gesture
from bot.facilitation.material import gather
from bot.facilitation.organisations import HOME
from bot.facilitation.programmes import PlaceSession, Programme, SaveProgramme
from bot.facilitation.public_pages import OpenPublicPage, PublicPage
from bot.facilitation.records import SessionRecord
from tests.console.browser import WIDTHS, Opened, opened
from tests.facilitation.support import ADA, EVE, Desk

if TYPE_CHECKING:
    from playwright.async_api import FilePayload, Page

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

PUBLIC = "une-adresse-d-essai"
PNG = b"\x89PNG\r\n\x1a\n--\r\n\r\n\x00\xff"
CROWD = (11, 12, 13, 14, 15)
NO_PAGES = frozenset(
    # Files, parts of a page, and what needs a language model; axe runs in no sandbox, where a notebook and a workshop's
    # own page are shown.
    {"static", "logo", "qr", "codes", "download", "programme_download", "public_download", "script_file"}
    | {"live", "screen_live", "progress", "programme_progress", "sentences_progress", "sending"}
    | {"preview", "public_preview", "explained"}
)
Scheme = Literal["dark", "light"]
SCHEMES: tuple[Scheme, ...] = ("dark", "light")


async def story_number(served: Opened, record: SessionRecord, user: int) -> str:
    """The number of somebody's story."""
    at = served.site.desk
    story = next(one for one in await at.contributions("vecu") if str(user) in one.text)
    material = await gather(record.id, store=at.store, memory=at.memory, policy=at.policy, now=at.clock.now())
    return next(one.number for one in served.site.site.house.numbering(material) if one.contribution == story.id)


async def test_from_the_bots_message_to_a_pdf_with_ones_own_sentence_and_out_again(at: Desk, tmp_path: Path) -> None:
    """What a team member does on the evening, and the morning after."""
    async with opened(at) as served:
        record = await at.opened(*CROWD)
        page = await served.signed_in(ADA)
        errors: list[str] = []
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))

        # She follows the session: nobody reloads the page.
        await page.get_by_role("link", name="Suivre la séance").click()
        words = page.get_by_role("row", name="Trois mots")
        await words.get_by_text("aucune réponse").wait_for()
        for user in CROWD:
            await at.says(user, f"pain chemin voisins{user}")
        await words.get_by_text("5 réponses").wait_for(timeout=20_000)
        for user in CROWD:
            await at.says(user, f"le récit de la personne {user}, assez long pour qu'on ne la relance pas")

        # She reads and codes ten contributions without leaving the keyboard.
        await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        await page.get_by_role("link", name="Contributions").click()
        await page.get_by_role("link", name="Coder au clavier").click()
        for left in range(len(CROWD) * 2, 0, -1):
            await page.get_by_text(f"{left} à lire").wait_for()
            await page.keyboard.press("Space")
            await page.keyboard.press("Enter")
        await page.get_by_text("tout est lu").wait_for()

        # She writes what she takes from it.
        await page.get_by_role("link", name="Textes").click()
        await page.get_by_role("link", name="Écrire les enseignements").click()
        numbers = [await story_number(served, record, user) for user in CROWD[:2]]
        await page.get_by_label("Votre texte").fill("Le chemin compte plus que le pain.")
        await page.get_by_role("button", name="Enregistrer").click()
        await page.get_by_text("cette phrase ne cite rien").wait_for()
        teachings = f"Le chemin compte plus que le pain ({numbers[0]}).\nOn se parle en route ({numbers[1]})."
        await page.get_by_label("Votre texte").fill(teachings)
        await page.get_by_role("button", name="Enregistrer").click()
        await page.get_by_text("version 1").wait_for()

        # She takes the notebook home.
        await page.get_by_role("link", name="Cahier").click()
        await page.get_by_role("button", name="Compiler").click()
        await page.get_by_text("Le cahier est prêt").wait_for(timeout=60_000)
        async with page.expect_download() as coming:
            await page.get_by_role("link", name="cahier-atelier-v2.pdf").click()
        download = await coming.value
        assert download.suggested_filename == "cahier-atelier-v2.pdf", "the close made the first"
        file = tmp_path / "taken-home.pdf"
        await download.save_as(file)
        printed = " ".join(one.extract_text() for one in PdfReader(io.BytesIO(file.read_bytes())).pages)
        assert "Le chemin compte plus que le pain" in " ".join(printed.replace("\xa0", " ").split())
        refused_on_purpose = "the server responded with a status of 422"
        assert [one for one in errors if refused_on_purpose not in one] == [], "our own rules let our own pages work"

        # She signs out, and finds every door closed.
        address = page.url
        await page.get_by_role("button", name="Se déconnecter", exact=True).click()
        await page.get_by_text("il faut un lien personnel").wait_for()
        for door in (address, f"{served.address}/console", f"{served.address}/console/seances/{record.id}/textes"):
            answer = await page.goto(door)
            assert answer is not None
            assert answer.status == 401


async def shown(served: Opened, record: SessionRecord) -> list[str]:
    """Every page that is read, by address."""
    base = f"{served.address}/console"
    session = f"{base}/seances/{record.id}"
    parts = (
        "",
        "/propositions",
        "/votes",
        "/pistes",
        "/contributions",
        "/grille",
        "/textes",
        "/textes/enseignements",
        "/phrases",
        "/cahier",
        "/relecture",
        "/reponses",
        "/journal",
        "/ecran",
    )
    programmes = [f"{base}/programmes{part}" for part in ("", "/prog", "/prog/comparaison")]
    shelf = [
        f"{base}/ateliers",
        f"{base}/ateliers/atelier",
        f"{base}/ateliers/atelier/lancer",
        f"{base}/nouvel-atelier",
        *(f"{base}/ateliers/home.marche/{part}" for part in ("", "script", "versions?de=1&a=2")),
    ]
    return [
        f"{served.address}/public/{PUBLIC}",
        base,
        f"{base}/entrer",
        f"{base}/equipe",
        f"{base}/reglages",
        f"{base}/nowhere",
        *shelf,
        *programmes,
        *(session + part for part in parts),
    ]


def door_of(address: str) -> str:
    """The door that an address opens; nothing if there is none."""
    path = address.partition("?")[0]
    return next((one.name for one in DOORS if not one.changes and compile_path(one.path)[0].fullmatch(path)), "")


async def written(page: Page, served: Opened) -> None:
    """A workshop of the organisation's own, with a version that has an error."""
    await page.goto(f"{served.address}/console/nouvel-atelier")
    await page.get_by_label("À partir de").select_option("atelier")
    await page.get_by_label("Identifiant").fill("marche")
    await page.get_by_role("button", name="Créer l'atelier").click()
    text = page.get_by_label("Le texte du fichier")
    await text.fill(f"{await text.input_value()}  - inconnu: x\n")
    await page.get_by_role("button", name="Enregistrer").click()
    await page.get_by_text("on lance toujours la version 1").wait_for()


@pytest.mark.parametrize(("width", "scheme"), list(zip(WIDTHS, SCHEMES, strict=True)))
async def test_nothing_serious_stands_between_a_reader_and_a_page(at: Desk, width: int, scheme: Scheme) -> None:
    """Axe finds nothing serious, and nothing has to be scrolled sideways: on a phone in the dark, on a desk by day."""
    axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="no browser here: axe is not installed")
    async with opened(at) as served:
        record = await at.opened(*CROWD)
        for user in CROWD:
            await at.says(user, f"pain chemin voisins{user}")
        (said, *_) = await at.store.contributions(record.id)
        programme = Programme("prog", HOME, "Trois vallées", at.clock.now(), "ada")
        await at.store.commit([SaveProgramme(programme), PlaceSession(record.id, programme.id)])
        await at.store.commit([OpenPublicPage(PublicPage(record.id, PUBLIC, at.clock.now()))])
        page = await served.signed_in(ADA, width=width)
        await page.emulate_media(color_scheme=scheme)
        await written(page, served)
        await page.goto(f"{served.address}/console/ateliers/atelier")
        await page.get_by_role("button", name="Commencer l'essai").click()
        await page.get_by_role("heading", name="Essai").wait_for()
        coding = f"{served.address}/console/seances/{record.id}/contributions/{said.id}"
        found: list[str] = []
        addresses = (page.url, coding, *await shown(served, record))
        opened_doors = {door_of(address.removeprefix(served.address)) for address in addresses}
        assert {door.name for door in DOORS if not door.changes} - opened_doors == NO_PAGES, "every page is looked at"
        for address in addresses:
            await page.goto(address)
            results: Any = await axe.Axe().run(page)
            found += [
                f"{address}: {one['id']}: {one['nodes'][0]['html']}"
                for one in results.response["violations"]
                if one["impact"] in ("serious", "critical")
            ]
            over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            if over > 0:
                found.append(f"{address}: {over} px too wide at {width}")
        assert found == []


async def test_two_people_who_edit_one_script_lose_nothing_and_need_no_script(at: Desk, tmp_path: Path) -> None:
    """A finding leads to its line; the second to write sees both texts, and her own is still in the field."""
    async with opened(at) as served:
        ada = await served.signed_in(ADA, scripts=False)
        await written(ada, served)
        await ada.get_by_role("link", name="Ligne").first.click()
        line = ada.url.rpartition("#")[2]
        assert await ada.locator(f"#{line}").is_visible()
        assert await ada.locator(f"#{line}").inner_text() == line.removeprefix("l")
        eve = await served.signed_in(EVE)
        await eve.goto(f"{served.address}/console/ateliers/home.marche/script")
        for page, title in ((ada, "Halle inventée"), (eve, "Foire inventée")):
            text = page.get_by_label("Le texte du fichier")
            await text.fill((await text.input_value()).replace("Atelier inventé", title))
            await page.get_by_role("button", name="Enregistrer").click()
        await eve.get_by_text("autre version").first.wait_for()
        await eve.get_by_text("title: Halle inventée").wait_for()
        assert "Foire inventée" in await eve.get_by_label("Le texte du fichier").input_value()

        # Files, as this browser sends them: a name with marks in it, and bytes that look like the end of a part.
        await ada.goto(f"{served.address}/console/ateliers/home.marche/script")
        files: list[FilePayload] = [
            {"name": 'mes mots "été".lexicon.yaml', "mimeType": "", "buffer": b"fr:\r\n  hostile: [zut]\r\n"},
            {"name": "banc.png", "mimeType": "image/png", "buffer": PNG},
        ]
        await ada.get_by_label("Apporter ou remplacer des fichiers").set_input_files(files)
        await ada.get_by_role("button", name="Envoyer").click()
        await ada.get_by_role("heading", name="marche.lexicon.yaml").wait_for()
        async with ada.expect_download() as coming:
            await ada.get_by_role("link", name="Télécharger marche.images/banc.png").click()
        picture = await coming.value
        assert picture.suggested_filename == "banc.png"
        await picture.save_as(tmp_path / "banc.png")
        assert await asyncio.to_thread((tmp_path / "banc.png").read_bytes) == PNG


async def test_everything_but_the_live_refresh_works_without_scripts(at: Desk) -> None:
    """An old machine, a strict office."""
    async with opened(at) as served:
        record = await at.opened(*CROWD)
        page = await served.signed_in(ADA, scripts=False)
        await page.goto(f"{served.address}/console/seances/{record.id}")
        await page.get_by_role("heading", name="5 personnes").wait_for()
        await page.get_by_role("link", name="Cahier").click()
        await page.get_by_role("button", name="Compiler").click()
        await served.site.site.jobs.idle()
        await page.reload()
        await page.get_by_text("Le cahier est prêt").wait_for()
        await page.get_by_role("link", name="Lire le cahier").click()
        assert "cahier/apercu" in page.url
        assert await page.get_by_role("heading", name="Atelier inventé").first.is_visible()


async def test_the_keyboard_is_enough(at: Desk) -> None:
    """The first key leads past the menus, every control can be reached and shows that it is: from the list to a PDF."""
    async with opened(at) as served:
        await at.opened(*CROWD)
        page = await served.signed_in(ADA)
        await page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert await focused.inner_text() == "Aller au contenu"
        await page.keyboard.press("Enter")
        await page.keyboard.press("Tab")
        assert await focused.inner_text() == "Atelier inventé"
        outline = await focused.evaluate("one => getComputedStyle(one).outlineStyle")
        assert outline == "solid"
        await page.keyboard.press("Enter")
        await page.get_by_role("heading", name="Suivi de la séance").wait_for()

        async def presses(name: str) -> None:
            """Go to a control by its name, and press it."""
            for _ in range(80):
                await page.keyboard.press("Tab")
                if await focused.count() and await focused.evaluate("one => one.innerText.trim()") == name:
                    await page.keyboard.press("Enter")
                    return
            pytest.fail(f"the keyboard does not reach « {name} »")

        await presses("Textes")
        await presses("Écrire le contexte")
        await page.get_by_label("Votre texte").wait_for()
        while await focused.count() == 0 or await focused.get_attribute("id") != "texte":
            await page.keyboard.press("Tab")
        await page.keyboard.type("La gare ferme (source : une brochure inventée).")
        await presses("Enregistrer")
        await page.get_by_text("version 1").wait_for()
        await presses("Cahier")
        await presses("Compiler")
        await page.get_by_text("Le cahier est prêt").wait_for(timeout=60_000)
        async with page.expect_download() as coming:
            await presses("cahier-atelier-v1.pdf")
        assert (await coming.value).suggested_filename == "cahier-atelier-v1.pdf"
