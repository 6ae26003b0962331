"""What operators and teams do at the command line: the inside of a bot over its store, with nobody to speak to.

Here too: the console alone, over the database of a bot that runs elsewhere.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from bot import serving, shipped
from bot.app.rehearsals import ChatArtist, commands
from bot.app.service import Idle, Outside, UseCases, assistant_of, listen, policy_of, told_to_stop
from bot.authoring.shelf import FileShelf
from bot.clockwork.alarm import SchedulerAlarm
from bot.clockwork.clock import SystemClock
from bot.clockwork.entropy import SystemEntropy
from bot.errors import OperatorError
from bot.facilitation import reviewing
from bot.facilitation.access import LOCAL, MemberAccess
from bot.facilitation.conduct import Conductor
from bot.facilitation.console import sign_in_address
from bot.facilitation.dispatch import Dispatcher
from bot.facilitation.doors import Doors
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.records import Person, SessionRecord
from bot.facilitation.team_writing import keep_file
from bot.facilitation.writes import SavePerson
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.team import numbering
from bot.settings import Settings
from bot.store import SqlStore, open_store
from bot.store import backup as store_backup
from bot.store import migrate as store_migrate

log = logging.getLogger(__name__)


class Silent:
    """A voice with nobody to speak to: the command line compiles, and sends nothing."""

    def toast(self, tap: str, notice: object, language: str) -> None:
        """Say nothing."""

    def outbox_changed(self) -> None:
        """Send nothing."""

    async def settled(self, person: str) -> None:
        """Nothing is ever in flight."""


@asynccontextmanager
async def desk(settings: Settings) -> AsyncIterator[tuple[SqlStore, UseCases]]:
    """What a bot can do, for the command line: it does it in silence, and a bot that runs elsewhere sends the rest."""
    async with open_store(settings.database_url) as store:
        shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        policy = policy_of(settings, link=link_of_nobody, notice="")
        clock = SystemClock()
        outside = Outside(clock, SchedulerAlarm(), SystemEntropy(), Idle())
        yield store, UseCases(settings, outside, store, Memory(store, shelf), shelf, Silent(), policy)


async def compile_session(
    settings: Settings, session: str, formats: Sequence[str], out: Path | None, template: str = ""
) -> list[Path]:
    """`horizons compile`: by session id, or by the beginning of one. `template`: instead of what it would have.

    Raises:
        OperatorError: no such session, format or templates.
        AuthorError: the template is wrong.
    """
    async with desk(settings) as (store, inside):
        return await inside.notebooks.write(await _session(store, session), formats, out, template)


def _read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OperatorError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8.") from None
    except OSError as error:
        raise OperatorError(f"{file}: {error.strerror}.") from None


async def write_texts(settings: Settings, session: str, file: Path) -> None:
    """`horizons compile --texts`: keep what the team wrote in a file, where it is new.

    Raises:
        OperatorError: no such session or file.
        AuthorError: a line is wrong, with its place; nothing was kept.
    """
    text = _read_text(file)
    async with desk(settings) as (store, inside):
        one = await _session(store, session)
        numbered = numbering(await inside.notebooks.material(one))
        await keep_file(store, one, str(file), text, numbered, at=SystemClock().now())


async def _session(store: SqlStore, session: str) -> str:
    """The id of a session, from its beginning."""
    there = [record.id for record in await store.sessions()]
    found = [one for one in there if one.startswith(session)]
    if len(found) != 1:
        problem = "There is no session" if not found else "Several sessions begin with"
        raise OperatorError(f'{problem} "{session}". Sessions here: {", ".join(there) or "none"}.')
    return found[0]


async def review(settings: Settings, session: str) -> list[str]:
    """`horizons review`: what a person must look at before a session's notebook is published, a line each.

    Raises:
        OperatorError: no such session.
    """
    async with desk(settings) as (store, inside):
        one = await _session(store, session)
        material = await inside.notebooks.material(one)
        group = (await inside.memory.group(one)).group
        found = reviewing.review(material, group, numbering(material), await inside.notebooks.places(one))
        lines = [f"{flag.number}  somebody may be named: {', '.join(flag.words)}" for flag in found.flagged]
        if found.waiting:
            lines.append(f"{len(found.waiting)} withheld, waiting for a decision in the bot")
        covered = found.coverage
        lines += [f"used in no section, all that one person said: {', '.join(said)}" for said in covered.never]
        lines += [f"counted and quoted nowhere, what may be quoted: {', '.join(said)}" for said in covered.unquoted]
        lines.append(
            f"of {covered.contributions} contributions, {covered.quoted} are in a section with their words, "
            f"{covered.counted} by their number only, {covered.left} in the annex only"
        )
        return lines


async def compile_programme(settings: Settings, programme: str, formats: Sequence[str], out: Path | None) -> list[Path]:
    """`horizons compile --programme`: by a programme's id, or by the beginning of one.

    Raises:
        OperatorError: no such programme or format.
        AuthorError: the template is wrong.
    """
    async with desk(settings) as (store, inside):
        there = await store.programmes.all()
        found = [one for one in there if one.id.startswith(programme)]
        if len(found) != 1:
            known = ", ".join(f"{one.id} ({one.name})" for one in there) or "none"
            problem = "There is no programme" if not found else "Several programmes begin with"
            raise OperatorError(f'{problem} "{programme}". Programmes here: {known}.')
        return await inside.notebooks.write_programme(found[0].id, formats, out)


def reprint(settings: Settings, pack: Path, formats: Sequence[str], out: Path | None) -> list[Path]:
    """`horizons compile FILE.json`: the notebook of a data pack, beside it unless told otherwise.

    Raises:
        OperatorError: it is not there, or no data pack; or a format needs the session.
        AuthorError: the template is wrong.
    """
    if not pack.is_file():
        raise OperatorError(f"There is no file {pack}. Give a session's id, or a cahier.json that was compiled.")
    compiler = NotebookCompiler(shipped.templates_dir(settings.templates_dir))
    return compiler.reprint(pack, out or pack.parent, formats)


async def list_sessions(settings: Settings) -> list[SessionRecord]:
    """`horizons sessions`."""
    async with desk(settings) as (store, _):
        return await store.sessions()


async def purge(settings: Settings, *, only_look: bool = False) -> list[tuple[SessionRecord, datetime]]:
    """`horizons purge`: erase the answers of sessions whose time is over; returns these, and since when it was."""
    async with desk(settings) as (_, inside):
        due = await inside.retention.due()
        for record, _ in () if only_look else due:
            await inside.retention.purge(record)
        return due


async def erase(settings: Settings, who: str) -> int:
    """`horizons erase`: everything of one person; returns from how many sessions it went.

    Raises:
        OperatorError: nobody is known by that name, or they own alone what somebody has to own.
    """
    channel = "telegram" if who.isdigit() else LOCAL
    async with desk(settings) as (store, inside):
        person = await store.person_by_user(channel, who)
        if person is None:
            raise OperatorError(f'Nobody is known here as "{who}": there is nothing to erase.')
        await inside.retention.may_erase(person)
        dispatcher = Dispatcher(SystemClock(), Idle())
        dispatcher.handle_with(inside.reception.handle)
        inside.conductor.wire(
            submit=dispatcher.submit, timers_changed=lambda: None, touched=lambda _session, _participant: None
        )
        sessions = await inside.retention.ask_to_be_erased(person)
        await dispatcher.drain()
        await inside.retention.erase(person)
        return len(sessions)


async def console(settings: Settings, *, until: asyncio.Event | None = None) -> None:
    """`horizons console`: the console alone, over the database of a bot that runs elsewhere, or not at all.

    Raises:
        OperatorError: the port is taken.
    """
    stop = until or told_to_stop()
    async with desk(settings) as (store, inside):
        listener = listen(settings)
        policy = policy_of(settings, link=link_of_nobody, notice="", console=listener.address)
        shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        site = serving.ConsoleSite(
            store=store,
            # The bot, in another process, changes what is stored: nothing is remembered from one page to the next.
            memory=lambda: Memory(store, shelf),
            access=MemberAccess(store, Members(store, SystemClock(), policy)),
            notebooks=inside.notebooks,
            conductor=Conductor(store, Memory(store, shelf), Silent(), SystemClock(), policy),
            policy=policy,
            clock=SystemClock(),
            entropy=SystemEntropy(),
            shelf=shelf,
            scripts=serving.script_tools(ChatArtist(), commands()),
            secure=listener.secure,
            told=False,
            assistant=assistant_of(settings),
        )
        site.resume()
        log.info("the console is at %s/console", listener.address)
        serve = asyncio.create_task(serving.serve(listener, serving.routed(site.application, None), [site.hub.end]))
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait((serve, stopping), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()
            serve.cancel()
            await asyncio.gather(serve, stopping, return_exceptions=True)
            await site.close()
            listener.sock.close()


def link_of_nobody(join: str) -> str:
    """A session's way in as far as is known without its bot: the code that follows `/start`."""
    return f"/start {join}"


async def console_link(settings: Settings, who: str) -> str:
    """`horizons console-link`: an address that signs this person in, once, within ten minutes.

    `who`: a Telegram user id, or a word of the operator's own for somebody without Telegram.

    Raises:
        OperatorError: it is neither.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,31}", who):
        raise OperatorError(
            f'"{who}" is no Telegram user id, and no name for somebody without Telegram: those are made of small '
            "letters, digits and dashes."
        )
    channel = "telegram" if who.isdigit() else LOCAL
    async with desk(settings) as (store, _):
        person = await store.person_by_user(channel, who)
        if person is None:
            address = who if channel == "telegram" else ""
            new = Person(SystemEntropy().token(10), channel, who, address, settings.language, reachable=bool(address))
            await store.commit([SavePerson(new)])
            person = new
        key = await Doors(store, SystemClock(), SystemEntropy()).link(person.id)
    base = settings.console_url or settings.public_url or f"http://{settings.listen_host}:{settings.listen_port}"
    return sign_in_address(base, key)


def migrate(settings: Settings) -> str:
    """`horizons migrate`: the revision reached."""
    return store_migrate(settings.database_url)


async def backup(settings: Settings, file: Path) -> None:
    """`horizons backup`."""
    await store_backup(settings.database_url, file)
