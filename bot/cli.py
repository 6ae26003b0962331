"""The `horizons` command: what a person types, and the sentence they read when it cannot be done.

Here: arguments, output, exit codes (0 done, 1 the user's input is wrong, 2 usage, 3 something outside failed). Not
here: anything that `app` or `workbench` could not do without a terminal. Commands import what they alone need when they
are called (a bot, `app`; settings, pydantic): authors, who check a script twenty times an hour, do not wait for it.
"""

from __future__ import annotations

import io
import json
import logging
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer
from rich.console import Console
from rich.markup import escape

from bot import __version__, workbench
from bot.errors import HorizonsError, OperatorError
from bot.saying import LANGUAGES, Sayable, counted, language_of, say, spoken

if TYPE_CHECKING:
    from bot import app
    from bot.settings import Settings

FORMATS: Final = "html,pdf,md"

cli = typer.Typer(
    name="horizons",
    help="Run scripted focus groups and workshops in Telegram, and compile their synthesis notebooks.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# What scripts say is printed as it is written: « :smile: » too.
out = Console(emoji=False)
err = Console(stderr=True, emoji=False)


@dataclass
class _Reader:
    """Who reads what the commands say: in the terminal's language, unless `--language` says otherwise."""

    language: str = LANGUAGES[0]


_reader = _Reader()


def _told(text: str | Sayable) -> None:
    """A sentence, on the standard output."""
    said = text if isinstance(text, str) else text.into(_reader.language)
    out.print(said, highlight=False, markup=False, soft_wrap=True)


def _in(language: str) -> str:
    """From here on, what is said is said in that language."""
    if language:
        _reader.language = spoken(language)
    return language


def _said_in(language: str) -> str:
    if language and language not in LANGUAGES:
        raise typer.BadParameter(f"it is {' or '.join(LANGUAGES)}")
    return _in(language)


Tongue = Annotated[
    str, typer.Option("--language", callback=_said_in, help="What is said is in fr or en; the terminal's by default.")
]


def main() -> None:
    """Run the command; turn what went wrong into one message and an exit code."""
    try:
        cli()
    except HorizonsError as error:
        code = getattr(error, "exit_code", None)
        if code is None:
            # A defect of ours: its traceback is what we need to mend it.
            raise
        err.print(escape(error.into(_reader.language)), highlight=False, soft_wrap=True)
        sys.exit(code)
    except OSError as error:
        err.print(escape(f"{error.strerror or error}: {error.filename or ''}".rstrip(": ")), highlight=False)
        sys.exit(3)


def _version(asked: bool) -> None:
    if asked:
        out.print(f"Horizons {__version__}", highlight=False)
        raise typer.Exit


def _settings() -> Settings:
    from bot.settings import Settings

    return Settings.load()


@cli.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    """Shared options."""
    _reader.language = language_of(os.environ)


@cli.command()
def demo(
    workshop: Annotated[str, typer.Option(help="Which workshop to play: its id, or a file.")] = "relocalisation",
    crowd: Annotated[Path | None, typer.Option(help="People to play it with; the shipped ones by default.")] = None,
    out_dir: Annotated[Path, typer.Option("--out", help="Where the notebook goes.")] = Path("cahiers"),
    seed: Annotated[int, typer.Option(help="The same seed gives the same notebook, byte for byte.")] = 1,
    days: Annotated[int, typer.Option(help="Play it over so many days instead of live.", min=0)] = 0,
    serve: Annotated[bool, typer.Option(help="Leave the console open on the session afterwards.")] = False,
    language: Tongue = "",
) -> None:
    """Play a whole focus group with fabricated people, no token needed, and compile its notebook."""
    del language  # heard by `Tongue`
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    from bot import app

    logging.basicConfig(level=logging.ERROR, format="%(levelname)s %(name)s: %(message)s")
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, transient=True) as progress:
        task = progress.add_task("…", total=None)

        def moved(done: int, total: int, sentence: str) -> None:
            progress.update(task, completed=done, total=total, description=sentence)

        def opened(played: app.Played, address: str) -> None:
            progress.stop()
            _tell(played)
            _told(say("The console is open until you press Ctrl-C. This link signs you in, once, within ten minutes:"))
            out.print(address, highlight=False, markup=False, soft_wrap=True)

        demo = app.demo(
            workshop, crowd, out_dir, seed=seed, on_progress=moved, days=days, serves=opened if serve else None
        )
        played = app.start(demo)
    if not serve:
        _tell(played)


def _tell(played: app.Played) -> None:
    for line in played.sentences:
        out.print(f"• {line}", highlight=False, markup=False, soft_wrap=True)
    for file in played.files:
        out.print(str(file), highlight=False, markup=False, soft_wrap=True)


@cli.command()
def run() -> None:
    """Run the bot: polling, or webhook when HORIZONS_PUBLIC_URL is set; and the console."""
    from bot import app

    settings = _settings()
    _log(settings)
    app.start(app.run(settings))


@cli.command()
def console() -> None:
    """Serve the console alone, over the database of a bot that runs elsewhere."""
    from bot import app

    settings = _settings()
    _log(settings)
    app.start(app.console(settings))


@cli.command("console-link")
def console_link(
    person: Annotated[str, typer.Argument(help="A Telegram user id, or a word for somebody without Telegram.")],
) -> None:
    """Print an address that signs somebody into the console, once, within ten minutes."""
    from bot import app

    address = app.start(app.console_link(_settings(), person))
    out.print(address, highlight=False, markup=False, soft_wrap=True)


def _log(settings: Settings) -> None:
    logging.basicConfig(level=settings.log_level, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # The first two write request URLs, with the token in them, at INFO; the others tell what nobody asked.
    for noisy in ("httpx", "aiohttp.access", "apscheduler", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


@cli.command()
def check(
    places: Annotated[
        list[Path] | None,
        typer.Argument(help="Scripts, or folders of scripts; ./workshops, or what is shipped, by default."),
    ] = None,
    strict: Annotated[bool, typer.Option(help="Exit 1 for warnings too.")] = False,
    language: Tongue = "",
) -> None:
    """Check workshop scripts: two lines an issue, with place, finding and remedy. Exit 1 if any is wrong."""
    del language  # heard by `Tongue`
    checked = workbench.check(places or (), None if places else _settings().workshops_dir)
    for issue in checked.issues:
        _told(issue)
    err.print(checked.summary.into(_reader.language), highlight=False)
    if checked.errors or (strict and checked.warnings):
        raise typer.Exit(1)


OutFile = Annotated[Path | None, typer.Option("--out", help="Where to; the terminal by default.")]
Workshop = Annotated[str, typer.Argument(help="A workshop: its id, or a file.")]
Language = Annotated[str, typer.Option(help="fr or en.")]
Spoken = Annotated[
    str, typer.Option("--language", callback=_in, help="One of its translations; its own language by default.")
]


def _put(text: str, file: Path | None) -> None:
    """Write to the file and say so; without one, print."""
    if file is None:
        typer.echo(text, nl=False)
        return
    file.write_text(text, encoding="utf-8")
    out.print(str(file), highlight=False, markup=False, soft_wrap=True)


@cli.command()
def new(
    workshop: Annotated[str, typer.Argument(metavar="ID", help="A short word: what the file will be called.")],
    language: Language = "fr",
) -> None:
    """Begin a workshop: a commented script that passes `check`, and the schema for your editor beside it."""
    script, schema_file = workbench.new(workshop, language, _settings().workshops_dir)
    for file in (script, schema_file):
        out.print(str(file), highlight=False, markup=False, soft_wrap=True)
    err.print(
        say("Edit it, then: horizons check {script}", script=script).into(_reader.language),
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


@cli.command()
def schema(out_file: OutFile = None, language: Language = "fr") -> None:
    """Print the JSON Schema of the script language: completion and help in an editor (docs/editor.md)."""
    _put(workbench.schema(language), out_file)


@cli.command()
def explain(
    workshop: Workshop,
    page_format: Annotated[
        str, typer.Option("--format", help="html or md; told by the name of --out when there is one.")
    ] = "",
    out_file: OutFile = None,
    language: Spoken = "",
) -> None:
    """Make a page of a workshop for whoever pays for it or hosts it: what is asked, when, and what becomes of it."""
    named = out_file.suffix.removeprefix(".") if out_file is not None else ""
    page = workbench.explain(workshop, page_format or named or "html", language, _settings().workshops_dir)
    _put(page, out_file)


@cli.command()
def form(workshop: Workshop, out_file: OutFile = None, language: Spoken = "") -> None:
    """Make a form of a workshop to print on A4, for people without a smartphone; a facilitator enters it afterwards."""
    _put(workbench.form(workshop, language, _settings().workshops_dir), out_file)


@cli.command()
def graph(workshop: Workshop, out_file: OutFile = None, language: Spoken = "") -> None:
    """Draw the path through a workshop as an SVG: phases, steps, gates, what depends on answers."""
    _put(workbench.graph(workshop, language, _settings().workshops_dir), out_file)


@cli.command()
def diff(
    old: Workshop,
    new: Annotated[str, typer.Argument(help="Its other version.")],
    language: Tongue = "",
) -> None:
    """Say what an edit changes in a workshop, and whether sessions under way may take it up."""
    del language  # heard by `Tongue`
    _told(workbench.diff(old, new, _settings().workshops_dir))


@cli.command()
def play(
    workshop: Workshop,
    seats: Annotated[int, typer.Option(min=1, max=30, help="How many people you play.")] = 3,
    language: Annotated[
        str, typer.Option(callback=_in, help="What they are spoken to in: fr or en; the script's by default.")
    ] = "",
    record: Annotated[Path | None, typer.Option(help="Write what you do as a script test: FILE.test.yaml.")] = None,
) -> None:
    """Rehearse a workshop alone, as everybody in turn, on a clock that you move. No token needed."""
    from bot import app

    here = sys.stdin.isatty()
    if isinstance(sys.stdin, io.TextIOWrapper):
        # A terminal's or a pipe's stray bytes are somebody's slip, not the end of a rehearsal.
        sys.stdin.reconfigure(errors="replace")
    app.play_alone(
        _settings(),
        workshop,
        seats=seats,
        language=language,
        record=record,
        console=out,
        ask=_typed if here else _piped,
        asks_parameters=here,
        reads=_reader.language,
    )


@cli.command("test")
def script_tests(
    places: Annotated[
        list[Path] | None,
        typer.Argument(help="Tests, scripts or folders; ./workshops, or what is shipped, by default."),
    ] = None,
    language: Tongue = "",
) -> None:
    """Play the script tests: one line a failing expectation, then which steps were reached. Exit 1 if any fails."""
    from bot import app

    del language  # heard by `Tongue`

    tests = app.run_script_tests(_settings(), places or ())
    for line in tests.wrong:
        _told(line)
    for report in tests.reports:
        for failure in report.failures:
            _told(failure)
        for line in report.lines():
            _told(line)
    if not tests.reports and not tests.wrong:
        _told(say("There is no test beside the workshops yet: horizons play --record makes one."))
    if not tests.passed:
        raise typer.Exit(1)


def _typed(prompt: str) -> str | None:
    """A line typed at the terminal; None at Ctrl-D or Ctrl-C."""
    try:
        return input(prompt)
    except (EOFError, KeyboardInterrupt):
        out.print()
        return None


def _piped(prompt: str) -> str | None:
    """A line of a pipe, shown as if it had been typed; None at the end."""
    line = sys.stdin.readline()
    if not line:
        return None
    out.print(escape(f"{prompt}{line.rstrip()}"), highlight=False, soft_wrap=True)
    return line.rstrip("\r\n")


@cli.command()
def translate(
    workshop: Annotated[str, typer.Argument(help="A workshop: its id, or a file.")],
    language: Annotated[str, typer.Argument(help="Into which language: en, fr.")],
    confirm: Annotated[
        list[str] | None,
        typer.Option(help="The name of a text that changed and whose translation still holds; `all` for all of them."),
    ] = None,
) -> None:
    """Write a workshop's translation anew beside it: adds what is missing, keeps the rest, marks what changed since."""
    for said in workbench.translate(workshop, language, confirm or (), _settings().workshops_dir):
        _told(said)


@cli.command()
def tally(
    file: Annotated[Path, typer.Argument(help="Ballots: JSON, or a CSV headed by the items; - for a pipe.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    method: Annotated[str, typer.Option(help="For a CSV: how to read and count it. docs/votes.md lists them.")] = "",
    grades: Annotated[str, typer.Option(help="For a CSV: the grades, worst first, separated by commas.")] = "",
    missing: Annotated[str, typer.Option(help="leave_out, or worst: what is not graded counts as the worst.")] = "",
    seats: Annotated[int | None, typer.Option(help="How many items are chosen.")] = None,
    budget: Annotated[int | None, typer.Option(help="Points each person shares out.")] = None,
    cap: Annotated[int | None, typer.Option(help="Most points on one item.")] = None,
) -> None:
    """Count the ballots of a file: a recount of an exported vote, or any vote of yours. No session needed."""
    from rich.table import Column, Table

    from bot.tallying import Told, table

    scale = tuple(one.strip() for one in grades.split(",") if one.strip())
    result = workbench.tally(file, Told(method, scale, missing, seats, budget, cap))
    if as_json:
        typer.echo(json.dumps(result.document(), ensure_ascii=False, indent=2))
        return
    head, rows, sentences = table(result)
    shown = Table(*(Column(escape(title), overflow="fold") for title in head))
    for row in rows:
        shown.add_row(*map(escape, row))
    out.print(shown)
    for sentence in sentences:
        out.print(sentence, highlight=False, markup=False, soft_wrap=True)


templates = typer.Typer(help="The notebook's templates: yours, and those that are shipped.", no_args_is_help=True)
cli.add_typer(templates, name="templates")


@templates.command("check")
def check_templates(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of templates; HORIZONS_TEMPLATES_DIR, or those at hand, by default.")
    ] = None,
    language: Tongue = "",
) -> None:
    """Try templates on an invented notebook: a line a mistake, with file, line and remedy. Exit 1 if there is any."""
    del language  # heard by `Tongue`
    looked, mistakes = workbench.check_templates(folder, _settings().templates_dir)
    for mistake in mistakes:
        _told(mistake)
    found = say("{looked}: no mistake", looked=looked)
    if mistakes:
        found = counted("{looked}: {n} mistake", "{looked}: {n} mistakes", n=len(mistakes), looked=looked)
    err.print(found.into(_reader.language), highlight=False)
    if mistakes:
        raise typer.Exit(1)


@cli.command("compile")
def compile_notebook(
    session: Annotated[
        str,
        typer.Argument(
            help="A session's id, or the beginning of one (see `horizons sessions`); or a data pack, `cahier.json`."
        ),
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="Formats, separated by commas; `all` for every one.")
    ] = FORMATS,
    out_dir: Annotated[
        Path | None, typer.Option("--out", help="Where to; the session's own folder by default.")
    ] = None,
    programme: Annotated[
        str, typer.Option("--programme", help="Instead of a session: a programme's id, or the beginning of one.")
    ] = "",
    texts: Annotated[
        Path | None,
        typer.Option(
            "--texts", help="The team's own sentences: # Contexte, # Enseignements, # Décisions, a line each."
        ),
    ] = None,
    template: Annotated[
        str, typer.Option("--template", help="Another set of templates, by the name of its folder among the templates.")
    ] = "",
) -> None:
    """Compile the notebook of a stored session or programme, or print the one of a data pack again."""
    from bot import app

    settings = _settings()
    wanted = [one.strip() for one in formats.split(",") if one.strip()]
    if bool(session) is bool(programme):
        raise OperatorError("Name one session, or one programme with --programme: horizons compile --help")
    if texts is not None and (programme or session.endswith(".json")):
        raise OperatorError("--texts goes with a stored session: horizons compile SESSION --texts FILE")
    if template and (programme or session.endswith(".json")):
        raise OperatorError("--template goes with a stored session: horizons compile SESSION --template NAME")
    if programme:
        files = app.start(app.compile_programme(settings, programme, wanted, out_dir))
    elif session.endswith(".json"):
        files = app.reprint(settings, Path(session), wanted, out_dir)
        if "all" in wanted:
            left = ", ".join(sorted(app.WHO_SAID_WHAT))
            err.print(f"A data pack does not say who said what; not from it: {left}.", highlight=False, soft_wrap=True)
    else:
        if texts is not None:
            app.start(app.write_texts(settings, session, texts))
        files = app.start(app.compile_session(settings, session, wanted, out_dir, template))
    for file in files:
        out.print(str(file), highlight=False, markup=False, soft_wrap=True)


@cli.command()
def review(
    session: Annotated[str, typer.Argument(help="A session's id, or the beginning of one (see `horizons sessions`).")],
) -> None:
    """Say what a person must look at before the notebook is published, and whose words no section uses."""
    from bot import app

    for line in app.start(app.review(_settings(), session)):
        out.print(line, highlight=False, markup=False, soft_wrap=True)


@cli.command()
def sessions() -> None:
    """List the sessions that are stored."""
    from rich.table import Table

    from bot import app

    records = app.start(app.list_sessions(_settings()))
    if not records:
        out.print("No session yet: a facilitator starts one with /animer in the bot.")
        return
    table = Table("id", "workshop", "status", "created", "title")
    for record in records:
        created = f"{record.created_at:%Y-%m-%d %H:%M}"
        table.add_row(record.id, record.workshop, record.status, created, escape(record.title))
    out.print(table)


@cli.command()
def migrate() -> None:
    """Bring the database to this version's schema."""
    from bot import app

    out.print(f"schema {app.migrate(_settings())}", highlight=False)


@cli.command()
def backup(file: Annotated[Path, typer.Argument(help="Where to; must not exist.")]) -> None:
    """Copy an SQLite database while it is in use."""
    from bot import app

    app.start(app.backup(_settings(), file))
    out.print(str(file), highlight=False, soft_wrap=True)


@cli.command()
def purge(
    look: Annotated[bool, typer.Option("--dry-run", help="Say what would be erased, and erase nothing.")] = False,
) -> None:
    """Erase the answers of sessions kept long enough (HORIZONS_RETENTION_DAYS). A running bot does it by itself."""
    from bot import app

    due = app.start(app.purge(_settings(), only_look=look))
    for record, over in due:
        since = f"{over:%Y-%m-%d}"
        line = f"{record.id}  {record.title}: {'to be erased' if look else 'erased'}, kept until {since}"
        out.print(line, highlight=False, markup=False, soft_wrap=True)
    if not due:
        out.print("Nothing has been kept long enough yet.")


@cli.command()
def erase(
    person: Annotated[str, typer.Argument(help="A Telegram user id, or the word given to `console-link`.")],
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Erase one person from every session, and all that is known of them: for whoever asks for it in writing."""
    from bot import app

    if not sure:
        typer.confirm(f"Erase everything of {person}, for good?", abort=True)
    count = app.start(app.erase(_settings(), person))
    out.print(f"Erased, from {count} session{'' if count == 1 else 's'}. Backups made before still hold it.")
