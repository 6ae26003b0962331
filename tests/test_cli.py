"""The `horizons` command, as somebody types it: what it prints, where, and the exit code."""

from __future__ import annotations

import asyncio
import io
import json
import os
import signal
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from msgspec.structs import replace

from bot import app, authoring, cli
from bot.engine import group as groups
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.facilitation.programmes import Programme, SaveProgramme
from bot.facilitation.records import ScriptSource
from bot.facilitation.writes import AddContribution, PinScript, SaveGroup, SaveParticipation, SavePerson, SaveSession
from bot.notebook import NotebookCompiler
from bot.rehearsal.botapi import TOKEN, StandIn
from bot.settings import Settings
from bot.store import open_store
from tests.notebook.material import a_material
from tests.store.builders import NOON, contribution, participation, person, session

ROOT = Path(__file__).parent.parent
PATIENCE = 40.0


@pytest.fixture(autouse=True)
def _empty_desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with nothing in it, and no setting from outside."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith("HORIZONS_"):
            monkeypatch.delenv(name)


def typed(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    """Type a command; returns its exit code."""
    monkeypatch.setattr(sys, "argv", ["horizons", *words])
    try:
        cli.main()
    except SystemExit as leaving:
        return int(leaving.code or 0)
    return 0


def test_run_without_a_token_says_what_to_do_and_names_the_demo(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The first thing a newcomer tries must not end in a traceback."""
    assert typed(monkeypatch, "run") == 1
    said = capsys.readouterr().err
    assert "HORIZONS_TOKEN" in said
    assert "horizons demo" in said
    assert "Traceback" not in said


def test_a_wrong_setting_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever runs the bot can act on the variable, not on a stack of calls."""
    monkeypatch.setenv("HORIZONS_TIMEZONE", "Europe/Essai")
    assert typed(monkeypatch, "sessions") == 1
    assert "HORIZONS_TIMEZONE" in capsys.readouterr().err


def test_check_says_file_line_code_finding_and_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A script author mends what she can find."""
    source = (ROOT / "workshops" / "relocalisation.yaml").read_text(encoding="utf-8")
    script = tmp_path / "mine.yaml"
    script.write_text(source.replace("pool: horizons", "pool: horizon", 1), encoding="utf-8")
    assert typed(monkeypatch, "check", str(script)) == 1
    out = capsys.readouterr().out
    assert f"{script}:" in out
    assert "S105" in out
    assert "Did you mean" in out


def test_a_french_terminal_reads_findings_in_french_and_an_option_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Workshops are written by facilitators: the remedy has to be in their words, whatever went wrong."""
    script = tmp_path / "mine.yaml"
    script.write_text("format: 1\nid: mine\nask: Le sujet : ici\n", encoding="utf-8")
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert typed(monkeypatch, "check", str(script)) == 1
    told = capsys.readouterr()
    assert f"{script}:3:15  S002  Ce «\u00a0:\u00a0» ne peut pas être ici." in told.out
    assert told.err == "1 atelier contrôlé (1 fichier)\u00a0: 1 erreur, 0 avertissement.\n"
    assert typed(monkeypatch, "explain", str(script)) == 1
    assert "Ce «\u00a0:\u00a0» ne peut pas être ici." in capsys.readouterr().err
    assert typed(monkeypatch, "explain", "nulle_part") == 1
    assert "Il n'y a pas d'atelier «\u00a0nulle_part\u00a0»." in capsys.readouterr().err
    assert typed(monkeypatch, "check", str(script), "--language", "en") == 1
    assert "This « : » cannot stand here." in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "C")
    assert typed(monkeypatch, "check", "--language", "fr", str(script)) == 1
    assert "ne peut pas être ici" in capsys.readouterr().out
    assert typed(monkeypatch, "check", "--language", "de", str(script)) == 2


def test_the_shipped_workshops_pass_their_own_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What we ship is what authors copy."""
    assert typed(monkeypatch, "check") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(("language", "word"), [("fr", "Racontez"), ("en", "Tell us")])
def test_a_new_workshop_passes_check_and_can_be_explained(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, language: str, word: str
) -> None:
    """From nothing to a page for the sponsor in three commands."""
    assert typed(monkeypatch, "new", "velo", "--language", language) == 0
    script = tmp_path / "workshops" / "velo.yaml"
    assert capsys.readouterr().out.splitlines() == ["workshops/velo.yaml", "workshops/horizons.schema.json"]
    assert word in script.read_text(encoding="utf-8")
    assert json.loads((tmp_path / "workshops" / "horizons.schema.json").read_text(encoding="utf-8"))
    assert typed(monkeypatch, "check", "--strict") == 0
    assert typed(monkeypatch, "explain", "velo", "--format", "md") == 0
    assert word in capsys.readouterr().out


def test_new_overwrites_nobodys_work(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The same word typed twice, or the id of a shipped workshop."""
    assert typed(monkeypatch, "new", "velo") == 0
    script = tmp_path / "workshops" / "velo.yaml"
    script.write_text("mine", encoding="utf-8")
    for workshop in ("velo", "relocalisation"):
        capsys.readouterr()
        assert typed(monkeypatch, "new", workshop) == 1
        assert f'There is already a workshop "{workshop}"' in capsys.readouterr().err
    assert script.read_text(encoding="utf-8") == "mine"


def test_the_schema_is_json_on_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It can be piped, wide lines and all."""
    assert typed(monkeypatch, "schema", "--language", "en") == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Horizons workshop"


def test_graph_writes_a_drawing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An author sees where the group is gathered, and what depends on answers."""
    assert typed(monkeypatch, "graph", "relocalisation", "--out", "plan.svg") == 0
    assert (tmp_path / "plan.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_explain_writes_the_page_that_the_files_name_asks_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A sponsor is sent one file."""
    assert typed(monkeypatch, "explain", "relocalisation", "--out", "page.md") == 0
    assert "page.md" in capsys.readouterr().out
    assert (tmp_path / "page.md").read_text(encoding="utf-8").startswith("# Réancrer")
    assert typed(monkeypatch, "explain", "relocalisation") == 0
    assert "<!doctype html>" in capsys.readouterr().out
    assert typed(monkeypatch, "form", "relocalisation", "--out", "form.html") == 0
    assert "Fiche à remplir" in (tmp_path / "form.html").read_text(encoding="utf-8")


def test_diff_compares_a_file_with_a_workshop_of_the_shelf(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An author holds her draft against the shipped version."""
    source = (ROOT / "workshops" / "relocalisation.yaml").read_text(encoding="utf-8")
    draft = tmp_path / "relocalisation.yaml"
    draft.write_text(source.replace("Racontez un moment", "Dites un moment"), encoding="utf-8")
    assert typed(monkeypatch, "diff", "relocalisation", str(draft)) == 0
    out = capsys.readouterr().out
    assert f"{draft}:" in out
    assert "vecu.ask" in out
    assert "can be applied to sessions under way" in out
    assert typed(monkeypatch, "diff", "relocalisation", str(draft), "--language", "fr") == 0
    assert "applicable aux séances en cours" in capsys.readouterr().out


def test_check_takes_files_and_folders_and_counts_at_the_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An author with ten scripts wants everything that is wrong with them in one run, and how much of it is left."""
    source = (ROOT / "workshops" / "relocalisation.yaml").read_text(encoding="utf-8")
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "relocalisation.yaml").write_text(source.replace("pool: horizons", "pool: horizon", 1), encoding="utf-8")
    (folder / "reloc.yml").write_text(source, encoding="utf-8")
    (folder / "relocalisation.en.yaml").write_text("a sibling, no script", encoding="utf-8")
    broken = tmp_path / "broken.yaml"
    broken.write_text("- a: [", encoding="utf-8")
    assert typed(monkeypatch, "check", str(folder), str(broken), str(folder / "reloc.yml")) == 1
    said = capsys.readouterr()
    assert "3 workshops checked (4 files): 2 errors, 1 warning in 3 files." in said.err
    assert {line.split(":")[0] for line in said.out.splitlines() if not line.startswith(" ")} == {
        str(folder / "reloc.yml"),
        str(folder / "relocalisation.yaml"),
        str(broken),
    }


def test_in_a_folder_of_ones_own_check_takes_what_is_there_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody who wrote one workshop is told of one, and where it was found."""
    assert typed(monkeypatch, "new", "essai") == 0
    assert typed(monkeypatch, "check") == 0
    assert "1 workshop checked (1 file in workshops): 0 errors, 0 warnings." in capsys.readouterr().err


def test_warnings_fail_only_a_strict_check(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An agency that holds its scripts to the method in CI needs an exit code; an author at her desk does not."""
    script = tmp_path / "reloc.yaml"
    script.write_bytes((ROOT / "workshops" / "relocalisation.yaml").read_bytes())
    assert typed(monkeypatch, "check", str(script)) == 0
    assert typed(monkeypatch, "check", "--strict", str(script)) == 1
    assert "1 workshop checked (1 file): 0 errors, 1 warning." in capsys.readouterr().err


def test_every_place_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A glob that matched nothing and a folder without scripts must not pass for « checked, nothing wrong »."""
    assert typed(monkeypatch, "check", str(tmp_path), "a.yaml", "b.yaml") == 1
    said = capsys.readouterr().err
    assert f"There is no workshop script in {tmp_path}" in said
    assert "There is no file a.yaml" in said
    assert "There is no file b.yaml" in said


def test_a_file_that_cannot_be_opened_is_a_finding_like_any_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The others are checked all the same."""
    locked = tmp_path / "locked.yaml"
    locked.touch()
    read = Path.read_bytes

    def refused(self: Path) -> bytes:
        if self == locked:
            raise PermissionError(13, "Permission denied", str(self))
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", refused)
    assert typed(monkeypatch, "check", str(locked), str(ROOT / "workshops")) == 1
    assert f"{locked}:1:1  S001  locked.yaml cannot be opened: its rights do not allow it." in capsys.readouterr().out


def test_translate_writes_what_is_to_be_filled_in_and_check_says_what_is_left(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One command to begin and to go on; a translation is checked by its own name too, with its script."""
    assert typed(monkeypatch, "new", "essai") == 0
    script = next(tmp_path.rglob("essai.yaml"))
    assert typed(monkeypatch, "translate", str(script), "en") == 0
    said = capsys.readouterr().out
    english = script.with_name("essai.en.yaml")
    assert f"{english}: 0 texts translated." in said
    assert " texts to translate: title, " in said
    text = english.read_text(encoding="utf-8")
    english.write_text(text.replace("\ntitle:\n", "\ntitle: A trial\n"), encoding="utf-8")
    assert typed(monkeypatch, "check", str(english)) == 0
    told = capsys.readouterr()
    assert "S954  1 text without a line under `sources`." in told.out
    assert "1 workshop checked (2 files): 0 errors" in told.err
    assert typed(monkeypatch, "translate", str(script), "en", "--confirm", "titel") == 1
    assert "title" in capsys.readouterr().err
    assert typed(monkeypatch, "translate", str(script), "de") == 1
    assert "Languages: en." in capsys.readouterr().err


def test_authors_do_not_wait_for_the_bot_to_load() -> None:
    """Loading it takes over a second, checking every shipped workshop less than half of one."""
    heavy = "telegram sqlalchemy aiohttp alembic uvicorn bot.app bot.notebook.analysis typst docxtpl"
    code = f"import sys, bot.cli; print([name for name in {heavy.split()} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_explain_graph_and_diff_know_the_translations(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A sponsor who reads English is sent the English page, and a typo in the English is a change too."""
    assert typed(monkeypatch, "explain", "relocalisation", "--language", "en", "--format", "md") == 0
    assert "What becomes of the answers" in capsys.readouterr().out
    assert typed(monkeypatch, "graph", "relocalisation", "--language", "en") == 0
    assert 'lang="en"' in capsys.readouterr().out
    assert typed(monkeypatch, "explain", "relocalisation", "--language", "de") == 1
    assert "Languages here: fr, en" in capsys.readouterr().err
    for name in ("relocalisation.yaml", "relocalisation.en.yaml"):
        source = (ROOT / "workshops" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(source.replace("title: Welcome", "title: Hello and welcome"), encoding="utf-8")
    assert typed(monkeypatch, "diff", "relocalisation", str(tmp_path / "relocalisation.yaml")) == 0
    out = capsys.readouterr().out
    assert "Hello and welcome" in out
    assert "can be applied to sessions under way" in out


@pytest.mark.parametrize(
    ("words", "fragment"),
    [
        (("explain", "relocalisation", "--out", "page.docx"), "Formats here: html, md"),
        (("new", "Le vélo"), '"Le vélo" cannot be the id'),
        (("new", "velo", "--language", "de"), "Languages here: fr, en"),
        (("schema", "--language", "de"), "Languages here: fr, en"),
        (("graph", "nowhere"), 'There is no workshop "nowhere"'),
        (("explain", "nowhere"), 'There is no workshop "nowhere"'),
        (("diff", "relocalisation", "nowhere"), 'There is no workshop "nowhere"'),
        (("check", "nowhere.yaml"), "There is no file nowhere.yaml"),
        (("compile", "zz"), 'There is no session "zz"'),
        (("compile", "cahier.json"), "There is no file cahier.json"),
        (("compile", "--programme", "zz"), 'There is no programme "zz". Programmes here: none.'),
        (("compile",), "Name one session, or one programme"),
        (("compile", "zz", "--programme", "zz"), "Name one session, or one programme"),
        (("demo", "--workshop", "relocalisatoin"), 'Did you mean "relocalisation"?'),
        (("demo", "--crowd", "nobody.yaml"), "nobody.yaml"),
        (("demo", "--days", "4"), '"relocalisation" is not offered over 4 days: it is offered over 3, 5, 7 days.'),
        (
            ("demo", "--workshop", "resonance_entretien", "--days", "5"),
            "it is offered live only.",
        ),
        (("backup", "copy.sqlite3"), "nothing to back up"),
    ],
)
def test_what_is_not_there_is_a_sentence_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], fragment: str
) -> None:
    """Wrong input is the user's to mend: no traceback, exit code 1."""
    assert typed(monkeypatch, *words) == 1
    said = capsys.readouterr().err
    assert fragment in said
    assert "Traceback" not in said


def test_a_data_pack_is_printed_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Without the database that it came from, in a format it was not printed in at the time."""
    NotebookCompiler(ROOT / "templates").compile(a_material(), tmp_path, ["json"])
    assert typed(monkeypatch, "compile", "cahier.json", "--format", "pdf,xlsx", "--out", "again") == 0
    assert capsys.readouterr().out.split() == ["again/cahier.pdf", "again/cahier.xlsx"]
    assert (tmp_path / "again" / "cahier.pdf").read_bytes().startswith(b"%PDF-")
    assert typed(monkeypatch, "compile", "cahier.json", "--format", "all", "--out", "whole") == 0
    printed = capsys.readouterr()
    assert "whole/cahier.docx" in printed.out.split()
    assert "ballots, iramuteq, polis, qdpx" in printed.err


def test_a_programme_is_compiled_by_the_beginning_of_its_id(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Before its first session, the notebook says that there is none."""

    async def made() -> None:
        async with open_store(f"sqlite+aiosqlite:///{tmp_path / 'horizons.sqlite3'}") as store:
            at = datetime(2030, 5, 17, tzinfo=UTC)
            for name in ("pa", "pb"):
                await store.commit([SaveProgramme(Programme(name, "home", f"Essai {name}", at, "ada"))])

    asyncio.run(made())
    assert typed(monkeypatch, "compile", "--programme", "pa", "--format", "md,html", "--out", "p") == 0
    assert capsys.readouterr().out.split() == ["p/programme.md", "p/programme.html"]
    assert "aucune séance" in (tmp_path / "p" / "programme.md").read_text("utf-8")
    assert typed(monkeypatch, "compile", "--programme", "p") == 1
    assert "Several programmes begin with" in capsys.readouterr().err


def test_unknown_options_are_usage_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scripts tell usage (2) from wrong input (1)."""
    assert typed(monkeypatch, "demo", "--nonsense") == 2


def test_a_fresh_database_lists_no_session_and_can_be_copied(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The first day of an operator."""
    assert typed(monkeypatch, "migrate") == 0
    assert typed(monkeypatch, "sessions") == 0
    assert "/animer" in capsys.readouterr().out
    assert typed(monkeypatch, "backup", str(tmp_path / "copy.sqlite3")) == 0
    assert (tmp_path / "copy.sqlite3").is_file()


def test_a_crowd_that_names_a_step_the_workshop_lacks_is_refused_with_person_and_key(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A crowd file from elsewhere is checked before anybody is played."""
    crowd = (ROOT / "tests" / "crowds" / "petit_groupe.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "crowd.yaml"
    wrong.write_text(crowd.replace('"germes":', '"gremes":', 1), encoding="utf-8")
    assert typed(monkeypatch, "demo", "--crowd", str(wrong)) == 1
    said = capsys.readouterr().err
    assert "A1" in said
    assert "gremes" in said
    assert "germes" in said


def test_the_demo_leaves_a_notebook_and_tells_what_happened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The line of the README, with people it has never seen."""
    crowd = ROOT / "tests" / "crowds" / "petit_groupe.yaml"
    assert typed(monkeypatch, "demo", "--crowd", str(crowd), "--out", "ici") == 0
    out = capsys.readouterr().out
    assert len([line for line in out.splitlines() if line.startswith("•")]) == 5
    (notebook,) = (tmp_path / "ici").glob("*/cahier.html")
    assert str(notebook.relative_to(tmp_path)) in out
    assert "aucune n&#39;existe" in notebook.read_text(encoding="utf-8")


async def test_a_link_made_at_the_command_line_signs_in_to_the_console_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An operator without Telegram: two commands, no bot."""
    monkeypatch.setenv("HORIZONS_LISTEN_PORT", str(_free_port()))
    settings = Settings.load()
    address = await app.console_link(settings, "marie-essai")
    assert await app.console_link(settings, "marie-essai") != address
    stop = asyncio.Event()
    serving = asyncio.create_task(app.console(settings, until=stop))
    try:
        async with httpx.AsyncClient(follow_redirects=True, timeout=PATIENCE) as client:
            key = address.partition("cle=")[2]
            while True:
                try:
                    shown = await client.get(address)
                    break
                except httpx.ConnectError:
                    await asyncio.sleep(0.05)
            assert "Continuer" in shown.text
            inside = await client.post(address.partition("?")[0], data={"cle": key})
            assert "Aucune séance pour l'instant" in inside.text.replace("&#39;", "'")
    finally:
        stop.set()
        await serving


async def test_the_demo_leaves_its_console_open_until_it_is_told_to_stop(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The README's way in: one line, one link, and the evening is there to look at."""
    monkeypatch.setenv("HORIZONS_LISTEN_PORT", str(_free_port()))
    stop = asyncio.Event()
    opened: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    crowd = ROOT / "tests" / "crowds" / "petit_groupe.yaml"
    demo = asyncio.create_task(
        app.demo(
            "relocalisation",
            crowd,
            tmp_path / "ici",
            seed=1,
            on_progress=lambda done, total, sentence: None,
            serves=lambda played, address: opened.set_result(address),
            until=stop,
        )
    )
    await asyncio.wait((demo, opened), return_when=asyncio.FIRST_COMPLETED)
    address = opened.result()
    async with httpx.AsyncClient(follow_redirects=True, timeout=PATIENCE) as client:
        entered = await client.post(address.partition("?")[0], data={"cle": address.partition("cle=")[2]})
        assert "À faire" in entered.text
    stop.set()
    assert (await demo).files


def test_a_console_link_is_refused_to_what_is_no_name(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A sentence says what a name is made of."""
    assert typed(monkeypatch, "console-link", "Marie Essai!") == 1
    assert "small letters" in " ".join(capsys.readouterr().err.split())
    assert typed(monkeypatch, "console-link", "4001") == 0
    assert "/console/entrer?cle=" in capsys.readouterr().out


def test_a_port_that_is_taken_is_named_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """8080 is everybody's favourite."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("HORIZONS_LISTEN_PORT", str(other.getsockname()[1]))
        assert typed(monkeypatch, "console") == 1
    assert "HORIZONS_LISTEN_PORT" in capsys.readouterr().err


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def _started(folder: Path, api: StandIn) -> asyncio.subprocess.Process:
    environment = {
        **os.environ,
        "HORIZONS_TOKEN": TOKEN,
        "HORIZONS_API_BASE_URL": api.base_url.removesuffix("/bot"),
        "HORIZONS_LISTEN_PORT": "0",
        "PYTHONPATH": str(ROOT),
    }
    return await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot", "run", cwd=folder, env=environment, stderr=asyncio.subprocess.PIPE
    )


async def test_a_second_bot_on_the_same_token_says_so_and_stops_while_the_first_goes_on(tmp_path: Path) -> None:
    """Started twice by mistake: the one that people talk to must not be the one that goes; Ctrl-C ends it cleanly."""
    async with StandIn(token=TOKEN) as api:
        folders = [tmp_path / "first", tmp_path / "second"]
        for folder in folders:
            folder.mkdir()
        first = await _started(folders[0], api)
        try:
            await api.world.updates.polled()
            # It is at home once its first long poll has been left alone for a while.
            await asyncio.sleep(6)
            second = await _started(folders[1], api)
            _, said = await asyncio.wait_for(second.communicate(), PATIENCE)
            assert second.returncode == 3
            assert "Another program runs on this bot's token" in said.decode()
            phone = api.user(4_001, "Essai", language_code="fr")
            phone.start()
            await phone.wait_for(lambda shown: bool(shown.from_bot), timeout_s=PATIENCE)
            assert first.returncode is None
        finally:
            first.send_signal(signal.SIGINT)
            _, last_words = await asyncio.wait_for(first.communicate(), PATIENCE)
        assert first.returncode == 0
        assert TOKEN not in last_words.decode()


def piped(monkeypatch: pytest.MonkeyPatch, typed_lines: bytes, *words: str) -> int:
    """Type a command whose input comes from a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed_lines), encoding="utf-8"))
    return typed(monkeypatch, *words)


def test_a_workshop_is_played_from_a_pipe_and_written_down(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A rehearsal can be kept, and repeated by a machine; a stray byte is no reason to stop."""
    record = tmp_path / "essai.test.yaml"
    lines = b"1\n2: Je commence\n2: J'accepte\n" + b"\xff\xfe\n/who\n"
    assert piped(monkeypatch, lines, "play", "relocalisation", "--seats", "2", "--record", str(record)) == 0
    out = capsys.readouterr().out
    assert "1 Châtaigne > 2: J'accepte" in out
    assert "Question" not in out
    written = record.read_text(encoding="utf-8")
    assert "- 2:" in written
    assert "J'accepte" in written
    assert "horizons test" in written


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("relocalisatoin",), "Did you mean"),
        (("relocalisation", "--language", "eo"), "Languages: fr, en"),
        (("relocalisation", "--record", "essai.yaml"), "essai.test.yaml"),
        (("relocalisation", "--record", "nowhere/essai.test.yaml"), "no folder nowhere"),
        (("relocalisation", "--record", "there.test.yaml"), "there already"),
    ],
)
def test_play_says_what_is_wrong_before_anybody_plays(
    words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An hour at the terminal must not be lost for want of a folder."""
    Path("there.test.yaml").touch()
    assert piped(monkeypatch, b"/quit\n", "play", *words) == 1
    assert said in " ".join(capsys.readouterr().err.split())


def test_the_shipped_workshops_pass_their_own_tests(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without an argument, every test beside the workshops; with coverage, step by step."""
    assert typed(monkeypatch, "test") == 0
    out = capsys.readouterr().out
    assert "relocalisation.test.yaml" in out
    assert ", 0 failed;" in out
    assert "vecu" in out


def test_a_failing_script_test_is_one_line_and_exit_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Continuous integration of a workshop needs no more than that; the files that can be played are played."""
    own = tmp_path / "relocalisation.mine.test.yaml"
    own.write_text("format: 1\nseats: [ana]\nsteps:\n  - expect: {ana: {at: vecu}}\n", encoding="utf-8")
    (tmp_path / "relocalisation.broken.test.yaml").write_text("format: 1\nseats: [ana]\nsteps:\n  - anna: x\n")
    (tmp_path / "nowhere.test.yaml").write_text("format: 1\nseats: [ana]\nsteps:\n  - ana: x\n")
    assert typed(monkeypatch, "test", str(tmp_path)) == 1
    out = capsys.readouterr().out
    assert f'{own}:4:24  ana.at: expected "vecu", seen "accueil"' in out
    assert 'relocalisation.broken.test.yaml:4:5  C106  no step and no seat is called "anna". Did you mean "ana"?' in out
    assert 'nowhere.test.yaml: There is no workshop "nowhere".' in out


def test_what_was_recorded_is_played_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A rehearsal becomes a test without anybody writing one."""
    record = tmp_path / "relocalisation.essai.test.yaml"
    lines = "/bot\n/clock +9m\n1: Le four du bourg a rouvert et on y vient à pied.\n1\n2 1\n/next\n/bot\n/close\n"
    assert piped(monkeypatch, lines.encode(), "play", "relocalisation", "--seats", "2", "--record", str(record)) == 0
    capsys.readouterr()
    assert typed(monkeypatch, "test", str(record)) == 0
    assert "2 expectations, 0 failed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("nowhere.test.yaml", "There is no file nowhere.test.yaml."),
        ("alone.yaml", "it would be called alone.test.yaml"),
        ("empty", "There is no test for empty"),
    ],
)
def test_a_place_without_a_test_is_named(
    place: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """« Nothing failed » must not mean that nothing was looked at."""
    Path("alone.yaml").touch()
    Path("empty").mkdir()
    assert typed(monkeypatch, "test", place) == 1
    assert said in " ".join(capsys.readouterr().err.split())


def test_a_folder_of_workshops_without_tests_says_how_to_make_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An author's first run of the command."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "essai.yaml").touch()
    monkeypatch.setenv("HORIZONS_WORKSHOPS_DIR", str(tmp_path / "own"))
    assert typed(monkeypatch, "test") == 0
    assert "horizons play --record makes one" in capsys.readouterr().out


async def _closed_long_ago(folder: Path) -> None:
    """A fabricated session that was closed in 2020, and Ada, who was in it."""
    kept = replace(
        session(),
        status=SessionStatus.CLOSED,
        closed_at=datetime(2020, 5, 17, tzinfo=UTC),
        created_at=datetime(2020, 5, 1, tzinfo=UTC),
    )
    async with open_store(f"sqlite+aiosqlite:///{folder / 'horizons.sqlite3'}") as store:
        await store.commit(
            [
                SavePerson(replace(person("ada"), user="4242")),
                SaveSession(kept),
                SaveParticipation(participation("p1", "ada")),
                AddContribution(contribution("c1", "p1")),
            ]
        )


def test_purge_says_what_it_would_erase_then_erases_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """An operator looks first; then the promise is kept, once."""
    asyncio.run(_closed_long_ago(tmp_path))
    assert typed(monkeypatch, "purge", "--dry-run") == 0
    assert "to be erased, kept until 2021-05-17" in capsys.readouterr().out
    assert typed(monkeypatch, "purge") == 0
    assert "erased, kept until 2021-05-17" in capsys.readouterr().out
    assert typed(monkeypatch, "purge") == 0
    assert "Nothing has been kept long enough yet." in capsys.readouterr().out
    assert typed(monkeypatch, "compile", "seance") == 1
    assert "were erased on" in capsys.readouterr().err


def test_erase_asks_before_it_erases_a_person_and_says_whom_it_does_not_know(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """It cannot be undone."""
    asyncio.run(_closed_long_ago(tmp_path))
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    assert typed(monkeypatch, "erase", "4242") == 1
    assert typed(monkeypatch, "erase", "4242", "--yes") == 0
    assert "Erased, from 1 session." in capsys.readouterr().out
    assert typed(monkeypatch, "erase", "4242", "--yes") == 1
    assert "Nobody is known here" in capsys.readouterr().err


async def _said_something(folder: Path) -> None:
    """A closed session, fabricated: three people said something, one of them what is withheld."""
    source = (ROOT / "workshops" / "relocalisation.yaml").read_bytes()
    script = authoring.load("relocalisation.yaml", source)
    record = replace(session(), script_hash=script.hash, status=SessionStatus.CLOSED, opened_at=NOON, closed_at=NOON)
    group = groups.Group(record.id, script.language, dict(record.parameters), seed="graine")
    said = [
        contribution("c1", "p1", "Hier, chez madame Kervadec, tout ferme"),
        replace(contribution("c2", "p2", "J'ai appelé le 06", 1), standing=Standing.WITHHELD, reason="tiers"),
        replace(contribution("c3", "p3", "Rien du tout", 2), standing=Standing.UNCERTAIN),
    ]
    async with open_store(f"sqlite+aiosqlite:///{folder / 'horizons.sqlite3'}") as store:
        await store.commit(
            [
                PinScript(script.hash, script.id, ScriptSource("relocalisation.yaml", source)),
                SaveSession(record),
                SaveGroup(record.id, 0, group.epoch, groups.encode(group)),
                *(SavePerson(person(one)) for one in ("p1", "p2", "p3")),
                *(SaveParticipation(participation(one, one)) for one in ("p1", "p2", "p3")),
                *(AddContribution(one) for one in said),
            ]
        )


def test_review_names_what_to_look_at_and_whose_words_no_section_uses(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """For whoever publishes: a number and a reason each, and nobody forgotten without a word."""
    asyncio.run(_said_something(tmp_path))
    assert typed(monkeypatch, "review", "zz") == 1
    assert 'There is no session "zz"' in capsys.readouterr().err
    assert typed(monkeypatch, "review", "sea") == 0
    assert capsys.readouterr().out.splitlines() == [
        "C001  somebody may be named: Kervadec",
        "1 withheld, waiting for a decision in the bot",
        "used in no section, all that one person said: I01",
        "of 3 contributions, 0 are in a section with their words, 2 by their number only, 1 in the annex only",
    ]


def test_the_teams_sentences_come_from_a_file_and_a_wrong_line_is_named_with_its_place(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """A team that writes in its own editor is held to the same rule as on the page, and told where it breaks it."""
    asyncio.run(_said_something(tmp_path))
    texts = tmp_path / "textes.md"
    texts.write_text("# Contexte\n\nTout va bien.\n# Enseignements\nOn ferme tôt (C999).\n# Autre\n", encoding="utf-8")
    asked = ("compile", "seance", "--format", "md", "--out", str(tmp_path), "--texts")
    assert typed(monkeypatch, *asked, "textes.md") == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.partition("  ")[0] for line in said] == ["textes.md:3", "textes.md:5", "textes.md:6"]
    assert "rests on nothing" in said[0]
    assert "cites C999" in said[1]
    assert not (tmp_path / "cahier.md").exists()
    texts.write_text(
        "# Contexte\nLa gare ferme en 2040 (source : fabriquée).\n# Teachings\nTout ferme tôt (C001).\n", "utf-8"
    )
    for _ in range(2):
        assert typed(monkeypatch, *asked, "textes.md") == 0
        assert "Tout ferme tôt" in (tmp_path / "cahier.md").read_text(encoding="utf-8")
    texts.write_bytes(b"\xff")
    assert typed(monkeypatch, *asked, "textes.md") == 1
    assert typed(monkeypatch, *asked, "nulle-part.md") == 1
    assert typed(monkeypatch, "compile", "cahier.json", "--texts", "textes.md") == 1
    assert "--texts goes with a stored session" in capsys.readouterr().err


THIN = """
format: 1
notice: "Données fabriquées pour des essais : aucune de ces personnes n'existe."
workshop: entraide
language: fr
people:
  - {{id: P01, alias: Châtaigne, arrives_min: 0, latency_s: [5, 20], answers: {{consentement: ["J'accepte"]}}}}
{parameters}
"""


@pytest.mark.untraced
@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        ("", "The parameter agence has no default"),
        ("parameters: {agence: l'Agence d'essai, territoire: le Val d'Essai}", "does not carry the session to its end"),
    ],
)
def test_a_crowd_too_thin_to_play_is_told_in_words(
    parameters: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An author's first crowd has two lines: what lacks is hers to add, and no fault of the bot's."""
    monkeypatch.chdir(tmp_path)
    assert typed(monkeypatch, "new", "entraide") == 0
    Path("crowd.yaml").write_text(THIN.format(parameters=parameters), encoding="utf-8")
    assert typed(monkeypatch, "demo", "--workshop", "entraide", "--crowd", "crowd.yaml", "--out", "out") == 1
    told = " ".join(capsys.readouterr().err.split())
    assert said in told
    assert "Traceback" not in told
