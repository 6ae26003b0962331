"""The notebook's page: made in the background, read, taken away by whom its links were made for."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.console.files import LASTS, MOST_SENT
from bot.console.jobs import Jobs, State
from bot.console.views.notebook import friendly
from bot.errors import AuthorError, Defect, OperatorError, OutsideFailure
from bot.facilitation.incoming import Gesture
from bot.facilitation.material import gather
from bot.facilitation.notebooks import folder_name
from bot.facilitation.organisations import Role
from bot.facilitation.outgoing import SendFile
from bot.facilitation.records import SessionRecord, VersionStatus
from bot.facilitation.versions import version_of
from bot.facilitation.writes import SavePerson, SaveVersion
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.rendering import installed_templates
from bot.saying import say
from bot.serving import UNDER_WAY
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, EVE, Desk
from tests.store.builders import session

LEA = 11


async def with_notebook(site: Console) -> tuple[SessionRecord, Browser]:
    """A session whose notebook was compiled from the page."""
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    await browser.opens(page)
    assert "Aucun cahier n'a encore été compilé" in browser.text
    await browser.sends(page, **{"format-html": "1", "format-md": "1"})
    await site.site.jobs.idle()
    await browser.opens(page)
    return record, browser


def noted(folder: Path) -> list[str]:
    """What is written down as under way."""
    return [one.name for one in folder.iterdir() if one.read_bytes()]


def links(browser: Browser) -> list[str]:
    return [part for part in browser.page.text.split('"') if "/fichiers/" in part]


async def test_compiling_from_the_page_gives_files_to_read_and_take_away(site: Console) -> None:
    """From « Compiler » to a file on one's own machine, with a name that says what it is."""
    record, browser = await with_notebook(site)
    assert "Le cahier est prêt" in browser.text
    html, markdown = links(browser)
    answer = await browser.client.get(html)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"] == 'attachment; filename="cahier-atelier-v1.html"'
    assert (await browser.client.get(markdown)).text == html_count(site)
    preview = await browser.client.get(f"/console/seances/{record.id}/cahier/apercu")
    assert preview.status_code == 200
    assert "sandbox" in preview.headers["content-security-policy"]


def html_count(site: Console) -> str:
    """What the desk's compiler writes."""
    return str(len(site.desk.compiler.material[-1].contributions))


async def test_a_link_is_useless_without_the_cookie_or_to_somebody_else(at: Desk) -> None:
    """A link pasted into a mail gives nothing away."""
    access = Someone(at, {str(ADA): Role.TEAM, str(EVE): Role.TEAM})
    async with console(at, access) as site:
        _, browser = await with_notebook(site)
        address = links(browser)[0]
        assert (await site.browser().client.get(address)).status_code == 401
        eve = await site.signed_in(EVE)
        assert (await eve.client.get(address)).status_code == 403
        assert (await browser.client.get(address)).status_code == 200


async def test_a_link_expires_and_cannot_be_prolonged(site: Console) -> None:
    """The moment is part of what is sealed."""
    _, browser = await with_notebook(site)
    address = links(browser)[0]
    head, _, tail = address.partition("/fichiers/")
    until, _, rest = tail.partition("/")
    later = f"{head}/fichiers/{int(until) + 3600}/{rest}"
    assert (await browser.client.get(later)).status_code == 403
    await site.desk.pass_time(site.desk.clock.now() + LASTS)
    assert (await browser.client.get(address)).status_code == 410
    assert (await browser.client.get(f"{head}/fichiers/soon/{rest}")).status_code == 403


async def test_a_name_that_climbs_out_of_the_folder_finds_nothing(site: Console) -> None:
    """Names are looked up among those there; no path is ever made of one."""
    _, browser = await with_notebook(site)
    head = links(browser)[0].rpartition("/")[0]
    for name in ("..%2f..%2fhorizons.sqlite3", "%2e%2e", ".hidden", "cahier.html%00", "absent.html"):
        assert (await browser.client.get(f"{head}/{name}")).status_code in (403, 404), name


async def test_many_ranges_of_one_file_are_refused_and_one_is_served(site: Console) -> None:
    """A download may be taken up again; a thousand slices of it are somebody's game."""
    _, browser = await with_notebook(site)
    address = links(browser)[0]
    assert (await browser.client.get(address, headers={"range": "bytes=0-0"})).status_code == 206
    many = "bytes=" + ",".join(f"{n}-{n}" for n in range(500))
    assert (await browser.client.get(address, headers={"range": many})).status_code == 416


async def test_a_session_that_has_not_begun_has_nothing_to_compile(site: Console) -> None:
    """Said on the page, and to whoever sends the form all the same."""
    record = await site.desk.launched()
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    await browser.opens(page)
    assert "quand la séance aura commencé" in browser.text
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    assert (await browser.posts(page, {"jeton": token, "format-html": "1"})).status_code == 409
    assert (await browser.opens(f"{page}/apercu")).status_code == 404


async def test_no_format_ticked_is_told(site: Console) -> None:
    """Rather than an empty job that ends at once."""
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    await browser.opens(page)
    assert (await browser.sends(page, **{"format-exe": "1"})).status_code == 422
    assert "au moins un format" in browser.text


async def test_an_observer_reads_and_cannot_compile(at: Desk) -> None:
    """Neither by the page nor past it."""
    access = Someone(at, {str(ADA): Role.TEAM})
    async with console(at, access) as site:
        record, browser = await with_notebook(site)
        access.roles_of[str(ADA)] = Role.OBSERVER
        page = f"/console/seances/{record.id}/cahier"
        await browser.opens(page)
        assert "Télécharger" in browser.text
        assert "Compiler" not in browser.text.replace("Compilez", "")
        token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
        assert (await browser.posts(page, {"jeton": token, "format-html": "1"})).status_code == 403


async def test_a_mistake_in_the_agencys_template_is_shown_with_its_place(site: Console) -> None:
    """Whoever can mend it reads which line."""
    site.desk.compiler.mistake = True
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    await browser.opens(page)
    await browser.sends(page, **{"format-html": "1"})
    await site.site.jobs.idle()
    await browser.opens(page)
    assert "cahier.html.j2:1:1" in browser.text


async def test_progress_is_told_while_it_runs_and_the_page_is_shown_again_when_it_is_over(site: Console) -> None:
    """One may leave the page and come back."""
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    running = site.site.jobs.start(record.id, ["html"])
    assert site.site.jobs.start(record.id, ["md"]) is running, "one at a time"
    await browser.opens(page)
    if running.state is State.RUNNING:
        assert "Compilation en cours" in browser.text
    await site.site.jobs.idle()
    answer = await browser.opens(f"{page}/avancement")
    assert answer.headers["hx-refresh"] == "true"


@pytest.mark.parametrize(
    ("error", "reason"),
    [(OutsideFailure("disk"), "outside"), (Defect("ours"), "ours"), (AuthorError([say("a:1:1  N001  x")]), "template")],
)
async def test_a_job_that_fails_says_whose_turn_it_is(error: Exception, reason: str, tmp_path: Path) -> None:
    """The agency's, the server's, or ours."""

    async def write(session: str, formats: Sequence[str]) -> list[Path]:
        raise error

    jobs = Jobs(write, ("html", "md"), tmp_path)
    job = jobs.start("one", ("html",))
    await jobs.idle()
    assert (job.state, job.reason) == (State.FAILED, reason)
    assert not noted(tmp_path), "what is over is not taken up again"
    assert jobs.start("one", ("html",)) is not job, "it may be tried again"
    await jobs.close()


async def test_what_was_compiled_when_the_server_stopped_is_taken_up_again_once(tmp_path: Path) -> None:
    """Somebody asked for it and went home. What stops the server each time must not stop it for ever."""
    written: list[str] = []
    stuck = asyncio.Event()

    async def write(session: str, formats: Sequence[str]) -> list[Path]:
        if formats[0] == "pdf":
            stuck.set()
            await asyncio.Event().wait()
        written.extend(formats)
        return []

    formats = ("html", "pdf", "md")
    for again in (False, True):
        jobs = Jobs(write, formats, tmp_path / "notes")
        jobs.resume()
        job = jobs.of("one") if again else jobs.start("one", formats)
        assert job is not None
        assert job.again is again
        stuck.clear()
        await stuck.wait()
        await jobs.close()
    assert written == ["html"], "what was done is not done again"
    last = Jobs(write, formats, tmp_path / "notes")
    last.resume()
    given_up = last.of("one")
    assert given_up is not None
    assert (given_up.state, given_up.reason) == (State.FAILED, "stopped")
    assert not noted(tmp_path / "notes")
    (tmp_path / "notes" / "cut.json").write_bytes(b'{"session": "on')
    last.resume()
    assert not noted(tmp_path / "notes")


async def test_several_consoles_over_one_folder_compile_once_and_each_says_how_far_it_is(tmp_path: Path) -> None:
    """A bot's console and one of its own, two workers: a notebook compiled twice at once is a processor lost."""
    written: list[tuple[str, str]] = []
    stuck, free = asyncio.Event(), asyncio.Event()

    def working(name: str) -> Jobs:
        async def write(session: str, formats: Sequence[str]) -> list[Path]:
            if formats[0] == "pdf":
                stuck.set()
                await free.wait()
            written.append((name, formats[0]))
            return []

        return Jobs(write, ("html", "pdf", "md"), tmp_path)

    first, second = working("first"), working("second")
    first.start("one", ("html", "pdf", "md"))
    await stuck.wait()
    second.resume()
    for seen in (second.of("one"), second.start("one", ("md",))):
        assert seen is not None
        assert (seen.state, seen.formats) == (State.RUNNING, ("pdf", "md")), "what is left of it"
    await second.idle()
    assert written == [("first", "html")]

    # The first stops: whoever asks the other about it finds it taken up, and nobody takes it up again.
    await first.close()
    third = working("third")
    taken = second.of("one")
    third.resume()
    free.set()
    await second.idle()
    await third.idle()
    assert taken is not None
    assert (taken.state, taken.again) == (State.DONE, True)
    assert written == [("first", "html"), ("second", "pdf"), ("second", "md")]
    assert third.of("one") is None
    assert not noted(tmp_path)


async def test_a_console_that_was_killed_leaves_its_compilation_to_the_next(tmp_path: Path) -> None:
    """Two real processes: as long as one lives, what it compiles is its own, whatever the other finds written."""
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from bot.console.jobs import Jobs\n"
        "async def write(session, formats):\n"
        "    print('compiling', flush=True)\n"
        "    await asyncio.Event().wait()\n"
        "async def main():\n"
        "    jobs = Jobs(write, ('html',), Path(sys.argv[1]))\n"
        "    jobs.start('one', ('html',))\n"
        "    await jobs.idle()\n"
        "asyncio.run(main())\n"
    )
    other = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert other.stdout is not None
    written: list[str] = []

    async def write(session: str, formats: Sequence[str]) -> list[Path]:
        written.extend(formats)
        return []

    jobs = Jobs(write, ("html",), tmp_path)
    try:
        assert await other.stdout.readline() == b"compiling\n"
        jobs.resume()
        await jobs.idle()
        assert written == []
    finally:
        other.kill()
        await other.wait()
    jobs.resume()
    await jobs.idle()
    assert written == ["html"]


async def test_a_format_for_which_there_is_nothing_is_named_and_keeps_no_other_from_being_made(
    site: Console, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody ticks every box: an evening without statements has no file for Polis, and that is nobody's fault."""
    record = await site.desk.opened(LEA)
    write = site.desk.notebooks.write

    async def without_statements(session: str, formats: Sequence[str]) -> list[Path]:
        if "polis" in formats:
            raise OperatorError('There is nothing for "polis" in this session: no statement was voted on.')
        return await write(session, formats)

    monkeypatch.setattr(site.desk.notebooks, "write", without_statements)
    browser = await site.signed_in(ADA)
    page = f"/console/seances/{record.id}/cahier"
    await browser.opens(page)
    await browser.sends(page, **{"format-html": "1", "format-polis": "1", "format-ballots": "1"})
    await site.site.jobs.idle()
    await browser.opens(page)
    assert "Cette séance n'a rien pour ce format" in browser.text
    assert "cahier-atelier-v1.ballots" in browser.text


async def test_a_page_says_that_its_compilation_was_taken_up_again(site: Console) -> None:
    """And a session whose answers were erased meanwhile keeps the notebook that was made of them."""
    record = await site.desk.opened(LEA)
    notes = site.desk.policy.notebooks / UNDER_WAY / "seances"
    notes.mkdir(parents=True)
    for one in (record.id, "gone"):
        (notes / f"{one}.json").write_text(f'{{"session": "{one}", "formats": ["html"]}}')
    site.site.resume()
    await site.site.jobs.idle()
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}/cahier")
    assert "elle a repris d'elle-même" in browser.text
    assert "Le cahier est prêt" in browser.text
    gone = site.site.jobs.of("gone")
    assert gone is not None
    assert gone.reason == "outside"


async def test_whatever_leaves_the_console_is_in_the_journal_and_not_in_the_notebook(site: Console) -> None:
    """Who took what away, for whoever answers for the data; a download makes no other version."""
    record, browser = await with_notebook(site)
    address = links(browser)[0]
    assert (await browser.client.get(address, headers={"range": "bytes=5-9"})).status_code in (206, 416)
    assert "downloaded" not in await site.desk.gestures(), "a piece is of a download already written down"
    for _ in range(2):
        assert (await browser.client.get(address)).status_code == 200
    await browser.opens(f"/console/seances/{record.id}/contributions/codage.csv")
    gestures = await site.desk.gestures()
    assert gestures.count("downloaded") == 3
    await browser.opens(f"/console/seances/{record.id}/journal")
    assert "Fichier téléchargé depuis la console · cahier-atelier-v1.html" in browser.text
    assert "codage-atelier.csv" in browser.text
    material = await gather(
        record.id,
        store=site.desk.store,
        memory=site.desk.memory,
        policy=site.desk.policy,
        now=site.desk.clock.now(),
    )
    (file,) = NotebookCompiler(installed_templates()).compile(material, site.desk.folder / "out", ["md"])
    assert "téléchargé" not in file.read_text(encoding="utf-8")
    assert version_of(material) is material.versions[-1]


async def test_a_file_is_sent_to_ones_own_chat(site: Console) -> None:
    """On a phone that is the easier way; nobody else gets it, and no other file can be named."""
    record, browser = await with_notebook(site)
    there = f"/console/seances/{record.id}/fichiers"
    await browser.sends(there)
    assert "Le fichier arrive dans votre conversation avec le bot" in browser.text
    await site.desk.quiet()
    sent = [one.body for one in site.desk.screens[ADA] if isinstance(one.body, SendFile)]
    assert [one.name for one in sent] == ["cahier-atelier-v1.html"]
    assert (site.desk.policy.notebooks / sent[0].path).is_file()
    assert EVE not in site.desk.screens
    assert "sent_to_chat" in await site.desk.gestures()
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    for name in ("../../horizons.sqlite3", "/etc/passwd", "", "absent.pdf"):
        assert (await browser.posts(there, {"jeton": token, "fichier": name})).status_code == 404
    with (site.desk.policy.notebooks / folder_name(record) / "grand.pdf").open("wb") as file:
        file.truncate(MOST_SENT + 1)
    assert (await browser.posts(there, {"jeton": token, "fichier": "grand.pdf"})).status_code == 413
    person = await site.desk.store.person_by_user("telegram", str(ADA))
    assert person is not None
    await site.desk.store.commit([SavePerson(replace(person, reachable=False))])
    assert (await browser.posts(there, {"jeton": token, "fichier": "cahier.html"})).status_code == 409
    await browser.opens(f"/console/seances/{record.id}/cahier")
    assert "Recevoir dans le bot" not in browser.text


def test_file_names_say_what_they_are_and_are_safe() -> None:
    """They end up on shared drives and in mails."""
    record = session()
    assert friendly(record, "cahier.pdf") == "cahier-relocalisation.pdf"
    for territory, name in (
        ("le Val d'Essai", "cahier-relocalisation-val-dessai.pdf"),
        ("../../etc/passwd", "cahier-relocalisation-etc-passwd.pdf"),
        ("Saint-Étienne / Forez", "cahier-relocalisation-saint-etienne-forez.pdf"),
        ("\u202e\x00", "cahier-relocalisation.pdf"),
        ("é" * 500, "cahier-relocalisation-" + "e" * 60 + ".pdf"),
    ):
        assert friendly(replace(record, parameters={"territoire": territory}), "cahier.pdf") == name
    assert "/" not in folder_name(record)
    assert friendly(record, "cahier.pdf", 2) == "cahier-relocalisation-v2.pdf"


async def test_versions_are_listed_and_one_that_holds_words_withdrawn_since_is_called_back(site: Console) -> None:
    """Whoever handed a validated notebook out learns that it must be replaced."""
    record, browser = await with_notebook(site)
    assert "v1 · provisoire" in browser.text
    store = site.desk.store
    (first,) = await store.versions(record.id)
    validated = replace(first, number=2, status=VersionStatus.VALIDATED, contributions=("gone",))
    await store.commit([SaveVersion(validated)])
    await browser.opens(f"/console/seances/{record.id}/cahier")
    assert "v2 · validée" in browser.text
    assert "contient 1 contribution retirée ou remplacée depuis" in browser.text
    assert "cahier-atelier-v1.html" in browser.text, "a file is called by the version that it is of"


async def test_once_the_answers_are_erased_the_notebook_is_what_is_left(site: Console) -> None:
    """A year later the team still finds what was published; every other page says why it is gone."""
    record, browser = await with_notebook(site)
    await site.desk.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await site.desk.pass_time(site.desk.clock.now() + timedelta(days=366))
    browser = await site.signed_in(ADA)
    await browser.opens("/console")
    assert "Réponses effacées le" in browser.text
    await browser.opens(f"/console/seances/{record.id}/cahier")
    assert "Réponses effacées le" in browser.text
    assert "Compiler" not in browser.text
    assert (await browser.client.get(links(browser)[0])).status_code == 200
    gone = await browser.client.get(f"/console/seances/{record.id}/contributions")
    assert gone.status_code == 410
    assert "ont été effacées" in gone.text


async def test_templates_are_chosen_for_one_session(site: Console) -> None:
    """The others keep those of the organisation; templates taken off the server since are said to be gone."""
    site.desk.compiler.sets = ["metropole"]
    record, browser = await with_notebook(site)
    page = f"/console/seances/{record.id}/cahier"
    await browser.sends(page, **{"format-html": "1", "gabarits": "metropole"})
    await site.site.jobs.idle()
    assert site.desk.compiler.material[-1].template == "metropole"
    await browser.opens(page)
    assert "<option selected>metropole" in browser.page.text
    site.desk.compiler.sets = ["autre"]
    await browser.opens(page)
    await browser.sends(page, **{"format-html": "1", "gabarits": "perdu"})
    assert browser.page.status_code == 422
    await browser.opens(page)
    await browser.sends(page, **{"format-html": "1", "gabarits": ""})
    await site.site.jobs.idle()
    assert site.desk.compiler.material[-1].template == ""
    assert (await site.desk.gestures()).count("template_chosen") == 2
