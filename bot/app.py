"""The composition root: the only place where adapters meet.

Here: one bot put together from settings and an outside (clock, alarm, entropy), started and stopped in order; the demo
put together from the same bot and the stand-in Bot API. Not here: the command line (`cli`), anything a use case
decides.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import re
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from rich.console import Console
from starlette.types import ASGIApp

from bot import __version__, serving, shipped
from bot.authoring.grids import YamlGrids
from bot.authoring.shelf import FileShelf, load_files
from bot.chat.cards import draw_card
from bot.chat.cleaning import clean
from bot.chat.commands import set_commands
from bot.chat.delivery import CONCURRENCY, Delivery
from bot.chat.identity import introduce
from bot.chat.intake import Intake
from bot.chat.pacing import CHAT_PER_SECOND
from bot.chat.reader import SPELLINGS, TelegramReader
from bot.chat.request import Pool
from bot.chat.secrets import protect
from bot.chat.sending import Sender
from bot.chat.sentences import Ui
from bot.chat.voice import TelegramVoice
from bot.chat.webhook import set_webhook, webhook_app
from bot.chat.wire import Wire
from bot.chat.wording import LANGUAGES, wording
from bot.clockwork.alarm import SchedulerAlarm
from bot.clockwork.clock import SystemClock
from bot.clockwork.entropy import SystemEntropy
from bot.engine.effects import Standing
from bot.engine.events import AnswersAsked, DataAsked, HourAsked, LeaveAsked, ParticipantEvent, Resumed
from bot.engine.names import named
from bot.engine.phrases import Label, Notice, Phrase, Value
from bot.engine.prompts import Card
from bot.engine.script import Script
from bot.errors import AuthorError, OperatorError
from bot.facilitation import naming
from bot.facilitation.access import LOCAL, MemberAccess
from bot.facilitation.animation import Animation
from bot.facilitation.cockpit import Cockpits
from bot.facilitation.conduct import Conductor
from bot.facilitation.console import sign_in_address
from bot.facilitation.coverage import coverage
from bot.facilitation.dispatch import Dispatcher
from bot.facilitation.doors import Doors
from bot.facilitation.entrance import Entrance
from bot.facilitation.incoming import Command, ParticipantButton
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.names_seen import unseen
from bot.facilitation.notebooks import Notebooks, folder_name
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Activity, Alarm, Clock, Entropy, Voice
from bot.facilitation.reception import Reception
from bot.facilitation.records import Person, SessionRecord
from bot.facilitation.result_pictures import ResultPictures
from bot.facilitation.retention import Retention
from bot.facilitation.sheets import Sheets
from bot.facilitation.team_texts import Cited, read, typed
from bot.facilitation.team_writing import keep, parts, placed
from bot.facilitation.ticker import Ticker
from bot.facilitation.withheld import undecided
from bot.facilitation.writes import SavePerson
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.contact_sheet import contact_sheet
from bot.notebook.result_picture import result_picture
from bot.notebook.team import numbering
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import MORNING, START, Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.crowd import load_crowd
from bot.rehearsal.drawing import Commands, Drawn, Face, Line, Look
from bot.rehearsal.labels import Control, Labels
from bot.rehearsal.parameters import ask_for, with_stand_ins
from bot.rehearsal.play import Play
from bot.rehearsal.player import play
from bot.rehearsal.report import PlayReport, sentences
from bot.rehearsal.script_test_checks import verify as verify_test
from bot.rehearsal.script_test_reading import load_test
from bot.rehearsal.script_test_run import Report, run_test
from bot.rehearsal.terminal import Terminal
from bot.settings import Settings
from bot.store import GRACE, SqlStore, open_store
from bot.store import backup as store_backup
from bot.store import migrate as store_migrate

log = logging.getLogger(__name__)

SWEEP_SECONDS: Final = 60.0
WEBHOOK_PATH: Final = "/telegram"


class Idle:
    """Counts nothing: outside a rehearsal nobody waits for quiet."""

    def begin(self) -> None:
        """One more thing under way."""

    def end(self) -> None:
        """One less."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What a bot takes from the world: time, waking up, chance, and who watches how busy it is."""

    clock: Clock
    alarm: Alarm
    entropy: Entropy
    activity: Activity


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast messages may go out. `per_second` None: no pacing at all (benches only).

    `chat_per_second` is Telegram's limit in one chat, `grace` how long a message of unknown delivery is left alone: no
    setting changes them, only a test that has no such time.
    """

    per_second: float | None = 30.0
    chat_per_second: float = CHAT_PER_SECOND
    grace: timedelta = GRACE
    concurrency: int = CONCURRENCY


class UseCases:
    """Everything that the inside of a bot does, whoever speaks for it."""

    def __init__(
        self,
        settings: Settings,
        outside: Outside,
        store: SqlStore,
        memory: Memory,
        shelf: FileShelf,
        voice: Voice,
        policy: Policy,
    ) -> None:
        clock, entropy = outside.clock, outside.entropy
        self.conductor = Conductor(store, memory, voice, clock, policy)
        self.cockpits = Cockpits(store, memory, self.conductor, clock, outside.activity, policy)
        self.members = Members(store, clock, policy)
        entrance = Entrance(store, memory, clock, entropy, policy, self.conductor)
        animation = Animation(
            store,
            memory,
            shelf,
            voice,
            clock,
            entropy,
            policy,
            self.conductor,
            self.cockpits,
            self.members,
            entrance,
        )
        compiler = NotebookCompiler(shipped.templates_dir(settings.templates_dir))
        self.notebooks = Notebooks(store, memory, compiler, clock, policy, self.conductor)
        self.retention = Retention(store, memory, clock, policy, self.conductor)
        self.reception = Reception(
            store,
            memory,
            TelegramReader(clock),
            voice,
            clock,
            entropy,
            policy,
            self.conductor,
            animation,
            self.notebooks,
            entrance,
            self.retention,
        )


class Service:
    """One bot: intake, dispatch, conduct, delivery, timers, over one store."""

    def __init__(
        self,
        settings: Settings,
        outside: Outside,
        store: SqlStore,
        *,
        pace: Pace,
        notice: str = "",
        listener: serving.Listener | None = None,
        console: bool = False,
    ) -> None:
        """`listener`: where the webhook and the console are served; `console`: whether there is one."""
        self._settings = settings
        self._listener = listener
        self._outside = outside
        self.store = store
        self._username = ""
        self._pool = Pool()
        token = _token(settings)
        protect(logging.getLogger().handlers, token)
        self._wire = Wire(self._pool, token, settings.api_base_url)
        self._token = token
        self.shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        address = listener.address if listener is not None and console else ""
        self.policy = _policy(settings, link=self._link, notice=notice, console=address)
        self.memory = Memory(store, self.shelf)
        clock, activity = outside.clock, outside.activity
        templates = shipped.templates_dir(settings.templates_dir)
        sheets = Sheets(self.memory, lambda pictures: contact_sheet(pictures, (templates,)))
        results = ResultPictures(
            self.memory, self.policy, lambda material, step: result_picture(material, step, (templates,))
        )
        sender = Sender(self._wire, store, clock, self.policy.notebooks, self.policy.timezone, sheets, results)
        self._delivery = Delivery(
            sender,
            store,
            clock,
            activity,
            self._gone,
            max_per_second=pace.per_second,
            chat_per_second=pace.chat_per_second,
            # Other workers may die with claims of theirs; on SQLite there are none.
            sweep_seconds=None if settings.database_url.startswith("sqlite") else SWEEP_SECONDS,
            concurrency=pace.concurrency,
        )
        self._voice = TelegramVoice(self._wire, self._delivery, activity)
        inside = UseCases(settings, outside, store, self.memory, self.shelf, self._voice, self.policy)
        self.conductor, self.cockpits, self.members = inside.conductor, inside.cockpits, inside.members
        self.notebooks, self._reception, self._retention = inside.notebooks, inside.reception, inside.retention
        store.on_foreign_writes(self.memory.clear)
        self.console = (
            serving.ConsoleSite(
                store=store,
                memory=lambda: self.memory,
                access=MemberAccess(store, self.members),
                notebooks=self.notebooks,
                conductor=self.conductor,
                policy=self.policy,
                # A rehearsal's clock stands still once it is over; people who read its pages live on ours.
                clock=SystemClock(),
                entropy=SystemEntropy(),
                shelf=self.shelf,
                scripts=serving.script_tools(ChatArtist(), commands()),
                secure=listener.secure,
            )
            if listener is not None and console
            else None
        )
        self.dispatcher = Dispatcher(clock, activity)
        self.dispatcher.handle_with(self._reception.handle)
        self._ticker = Ticker(store, outside.alarm, clock, activity, self.dispatcher.submit)
        self.conductor.wire(
            submit=self.dispatcher.submit,
            timers_changed=self._ticker.changed,
            touched=self._touched,
        )
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def username(self) -> str:
        """The bot's @name, known once started."""
        return self._username

    def _link(self, join: str) -> str:
        return f"https://t.me/{self._username}?start={join}"

    def _touched(self, session: str, participant: str) -> None:
        self.cockpits.touched(session, participant)
        if self.console is not None:
            self.console.hub.touched(session)

    async def _gone(self, person: str) -> None:
        await self._reception.gone(person)

    async def start(self) -> None:
        """Go: replay what was not handled, then receive.

        Raises:
            OutsideFailure: Telegram or the database cannot be reached.
            OperatorError: the token is not one that Telegram knows.
        """
        self._username = await introduce(self._pool, self._token, self._settings.api_base_url)
        await set_commands(self._wire, await self.members.users())
        # What a crash left behind comes before anything new. First what it was sending is of unknown delivery, then the
        # answers that were not handled: they drop the questions they show to have arrived.
        await self.store.expire_leases(self._outside.clock.now())
        self.dispatcher.submit(await self.store.pending_inbox())
        self._tasks = [
            asyncio.create_task(self._voice.run(), name="voice"),
            asyncio.create_task(self._delivery.run(), name="delivery"),
        ]
        await self._ticker.start()
        await self._retention.arm()
        webhook = None
        if self._settings.public_url is None:
            intake = Intake(self._wire, self.store, self.dispatcher.submit, self._outside.clock, self._outside.activity)
            self._tasks.append(asyncio.create_task(intake.run(), name="intake"))
        else:
            word = self._secret()
            webhook = webhook_app(self.store, self.dispatcher.submit, self._outside.activity, word, WEBHOOK_PATH)
        if self._listener is not None:
            self._tasks.append(asyncio.create_task(self._serve(self._listener, webhook), name="web"))

    def _secret(self) -> str:
        secret = self._settings.webhook_secret
        if secret is None:
            raise OperatorError("HORIZONS_WEBHOOK_SECRET: set it whenever HORIZONS_PUBLIC_URL is set.")
        return secret.get_secret_value()

    async def _serve(self, listener: serving.Listener, webhook: ASGIApp | None) -> None:
        console = None if self.console is None else self.console.application
        ends = [] if self.console is None else [self.console.hub.end]
        serve = asyncio.create_task(serving.serve(listener, serving.routed(console, webhook), ends))
        try:
            if webhook is not None:
                await set_webhook(self._wire, f"{self._settings.public_url}{WEBHOOK_PATH}", self._secret())
            await asyncio.shield(serve)
        finally:
            serve.cancel()
            await asyncio.gather(serve, return_exceptions=True)

    async def wait(self) -> None:
        """Return never, or raise what stopped one of the parts."""
        done, _ = await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            await task

    async def stop(self) -> None:
        """In order: no more intake; handle what came in; send what is ready; close. Nothing is lost either way."""
        for task in self._tasks[2:]:
            task.cancel()
        await asyncio.gather(*self._tasks[2:], return_exceptions=True)
        if self.console is not None:
            await self.console.close()
        await self._ticker.stop()
        await self.dispatcher.stop()
        await self.cockpits.stop()
        self._delivery.stop()
        if len(self._tasks) > 1:
            await asyncio.gather(self._tasks[1], return_exceptions=True)
            await self._voice.drain()
            self._tasks[0].cancel()
            await asyncio.gather(self._tasks[0], return_exceptions=True)
        await self._pool.close()


def _token(settings: Settings) -> str:
    if settings.token is None:
        raise OperatorError(
            "There is no bot token: make a bot with @BotFather and set HORIZONS_TOKEN (see .env.example), "
            "or try everything without one: horizons demo"
        )
    return settings.token.get_secret_value()


def _policy(settings: Settings, *, link: Callable[[str], str], notice: str, console: str = "") -> Policy:
    defaults = {"nom_bot": settings.bot_name}
    if settings.agency is not None:
        defaults["agence"] = settings.agency
    return Policy(
        facilitators=frozenset(str(user) for user in settings.facilitators),
        link=link,
        notebooks=settings.notebooks_dir,
        timezone=ZoneInfo(settings.timezone),
        quiet_from=settings.quiet_from,
        quiet_until=settings.quiet_until,
        language=settings.language,
        defaults=defaults,
        small_count=settings.small_count_threshold,
        percent_from=settings.percent_threshold,
        answers_after=timedelta(days=settings.answers_after_days),
        notice=notice,
        software=f"Horizons {__version__}",
        console=console,
        retention=timedelta(days=settings.retention_days),
        grids=YamlGrids(),
    )


@asynccontextmanager
async def service(
    settings: Settings, outside: Outside, *, pace: Pace | None = None, notice: str = "", console: bool = False
) -> AsyncIterator[Service]:
    """A bot that runs while the block does, with its console if `console`."""
    pace = pace or Pace(float(settings.max_send_per_second))
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(
            open_store(settings.database_url, grace=pace.grace, now=outside.clock.now)
        )
        listener = None
        if console or settings.public_url is not None:
            listener = _listen(settings)
            stack.callback(listener.sock.close)
        bot = Service(settings, outside, store, pace=pace, notice=notice, listener=listener, console=console)
        try:
            await bot.start()
            yield bot
        finally:
            await bot.stop()


def _listen(settings: Settings) -> serving.Listener:
    address = settings.console_url or settings.public_url
    return serving.listen(settings.listen_host, settings.listen_port, address)


def _told_to_stop() -> asyncio.Event:
    """Set once somebody asks the process to stop."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        # Windows has no such handlers: Ctrl-C interrupts, and the next start takes up what was left.
        with suppress(NotImplementedError):
            loop.add_signal_handler(signal_number, stop.set)
    return stop


async def run(settings: Settings, *, until: asyncio.Event | None = None, pace: Pace | None = None) -> None:
    """`horizons run`: until it is told to stop.

    Raises:
        OperatorError: there is no token, or not one that Telegram knows.
        OutsideFailure: another program runs on the token; Telegram or the database cannot be reached.
    """
    _token(settings)
    stop = until or _told_to_stop()
    alarm = SchedulerAlarm()
    alarm.start()
    outside = Outside(SystemClock(), alarm, SystemEntropy(), Idle())
    try:
        async with service(settings, outside, pace=pace, console=settings.console) as bot:
            log.info("Horizons runs as @%s", bot.username)
            if bot.policy.console:
                log.info("the console is at %s/console", bot.policy.console)
            stopping = asyncio.create_task(stop.wait())
            running = asyncio.create_task(bot.wait())
            done, pending = await asyncio.wait((stopping, running), return_when=asyncio.FIRST_COMPLETED)
            for task in pending:
                task.cancel()
            for task in done:
                await task
    finally:
        alarm.stop()


@asynccontextmanager
async def desk(settings: Settings) -> AsyncIterator[tuple[SqlStore, Notebooks, Memory]]:
    """What the command line needs of a store at rest: sessions, and their notebooks."""
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(open_store(settings.database_url))
        shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        memory = Memory(store, shelf)
        policy = _policy(settings, link=lambda join: join, notice="")
        clock = SystemClock()
        voice = _Silent()
        conductor = Conductor(store, memory, voice, clock, policy)
        compiler = NotebookCompiler(shipped.templates_dir(settings.templates_dir))
        yield store, Notebooks(store, memory, compiler, clock, policy, conductor), memory


class _Silent:
    """A voice with nobody to speak to: the command line compiles, and sends nothing."""

    def toast(self, tap: str, notice: object, language: str) -> None:
        """Say nothing."""

    def outbox_changed(self) -> None:
        """Send nothing."""

    async def settled(self, person: str) -> None:
        """Nothing is ever in flight."""


async def compile_session(settings: Settings, session: str, formats: Sequence[str], out: Path | None) -> list[Path]:
    """`horizons compile`: by session id, or by the beginning of one.

    Raises:
        OperatorError: no such session or format.
        AuthorError: the template is wrong.
    """
    async with desk(settings) as (store, notebooks, _):
        return await notebooks.write(await _session(store, session), formats, out)


def _read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise OperatorError(f"{file}: not UTF-8 (byte {error.start}); save it as UTF-8.") from None
    except OSError as error:
        raise OperatorError(f"{file}: {error.strerror}.") from None


async def write_texts(settings: Settings, session: str, file: Path) -> list[str]:
    """`horizons compile --texts`: what the team wrote, from a file; returns the names of the texts that are new.

    Raises:
        OperatorError: no such session or file.
        AuthorError: a line is wrong, with its place; nothing was kept.
    """
    text = _read_text(file)
    async with desk(settings) as (store, notebooks, _):
        one = await _session(store, session)
        numbered = numbering(await notebooks.material(one))
        found, wrong = parts(str(file), text)
        known = {each.number: Cited(each.contribution, each.author) for each in numbered}
        for part in found:
            wrong += placed(str(file), part, read(part.name, part.text, known)[1])
        if wrong:
            raise AuthorError(sorted(wrong, key=lambda line: int(line.removeprefix(f"{file}:").partition("  ")[0])))
        newest = {text.name: text for text in await store.team_texts.of(one)}
        numbers = {each.contribution: each.number for each in numbered}
        written: list[str] = []
        for part in found:
            before = newest.get(part.name.value)
            given = part.text.strip()
            if given != (typed(before.text, numbers) if before is not None else ""):
                version = before.version if before is not None else 0
                now = SystemClock().now()
                await keep(store, one, part.name, given, numbered, version=version, by="", at=now)
                written.append(part.name.value)
        return written


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
    async with desk(settings) as (store, notebooks, memory):
        one = await _session(store, session)
        material = await notebooks.material(one)
        known = naming.known(
            material.script, (await memory.group(one)).group, [speaker.alias for speaker in material.speakers]
        )
        standing = [c for c in material.contributions if not c.superseded and c.standing is not Standing.WITHDRAWN]
        flagged = {c.id: ", ".join(named(c.text, known)) for c in unseen(standing, known, material.journal)}
        lines = [
            f"{entry.number}  somebody may be named: {flagged[entry.contribution]}"
            for entry in numbering(material)
            if entry.contribution in flagged
        ]
        waiting = len(await undecided(store, one))
        if waiting:
            lines.append(f"{waiting} withheld, waiting for a decision in the bot")
        found = coverage(await notebooks.places(one))
        lines += [f"used in no section, all that one person said: {', '.join(said)}" for said in found.never]
        lines.append(
            f"{found.cited} of {found.contributions} contributions are used in a section, "
            f"of {found.heard} people out of {found.people}"
        )
        return lines


async def compile_programme(settings: Settings, programme: str, formats: Sequence[str], out: Path | None) -> list[Path]:
    """`horizons compile --programme`: by a programme's id, or by the beginning of one.

    Raises:
        OperatorError: no such programme or format.
        AuthorError: the template is wrong.
    """
    async with desk(settings) as (store, notebooks, _):
        there = await store.programmes.all()
        found = [one for one in there if one.id.startswith(programme)]
        if len(found) != 1:
            known = ", ".join(f"{one.id} ({one.name})" for one in there) or "none"
            problem = "There is no programme" if not found else "Several programmes begin with"
            raise OperatorError(f'{problem} "{programme}". Programmes here: {known}.')
        return await notebooks.write_programme(found[0].id, formats, out)


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
    async with desk(settings) as (store, _, _):
        return await store.sessions()


async def purge(settings: Settings, *, only_look: bool = False) -> list[tuple[SessionRecord, datetime]]:
    """`horizons purge`: erase the answers of sessions whose time is over; returns these, and since when it was."""
    async with _hands(settings) as (_, inside):
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
    async with _hands(settings) as (store, inside):
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


@asynccontextmanager
async def _hands(settings: Settings) -> AsyncIterator[tuple[SqlStore, UseCases]]:
    """What a bot can do, for the command line: it does it in silence, and a bot that runs elsewhere sends the rest."""
    async with open_store(settings.database_url) as store:
        shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        policy = _policy(settings, link=_link_of_nobody, notice="")
        clock = SystemClock()
        outside = Outside(clock, SchedulerAlarm(), SystemEntropy(), Idle())
        yield store, UseCases(settings, outside, store, Memory(store, shelf), shelf, _Silent(), policy)


async def console(settings: Settings, *, until: asyncio.Event | None = None) -> None:
    """`horizons console`: the console alone, over the database of a bot that runs elsewhere, or not at all.

    Raises:
        OperatorError: the port is taken.
    """
    stop = until or _told_to_stop()
    async with desk(settings) as (store, notebooks, _):
        listener = _listen(settings)
        policy = _policy(settings, link=_link_of_nobody, notice="", console=listener.address)
        shelf = FileShelf(lambda: shipped.workshop_files(settings.workshops_dir))
        site = serving.ConsoleSite(
            store=store,
            # The bot, in another process, changes what is stored: nothing is remembered from one page to the next.
            memory=lambda: Memory(store, shelf),
            access=MemberAccess(store, Members(store, SystemClock(), policy)),
            notebooks=notebooks,
            conductor=Conductor(store, Memory(store, shelf), _Silent(), SystemClock(), policy),
            policy=policy,
            clock=SystemClock(),
            entropy=SystemEntropy(),
            shelf=shelf,
            scripts=serving.script_tools(ChatArtist(), commands()),
            secure=listener.secure,
            told=False,
        )
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


def _link_of_nobody(join: str) -> str:
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
    async with desk(settings) as (store, _, _):
        person = await store.person_by_user(channel, who)
        if person is None:
            address = who if channel == "telegram" else ""
            new = Person(SystemEntropy().token(10), channel, who, address, settings.language, reachable=bool(address))
            await store.commit([SavePerson(new)])
            person = new
        key = await Doors(store, SystemClock(), SystemEntropy()).link(person.id)
    base = settings.console_url or settings.public_url or f"http://{settings.listen_host}:{settings.listen_port}"
    return sign_in_address(base, key)


@dataclass(frozen=True, slots=True)
class Played:
    """What a demonstration leaves: sentences to read, files to open."""

    sentences: tuple[str, ...]
    files: tuple[Path, ...]
    report: PlayReport


DEMO_TOKEN: Final = "123456789:fabricated-token-of-the-stand-in"  # noqa: S105 -- opens nothing but the stand-in
DEMO_FACILITATOR: Final = 1_000


async def demo(
    workshop: str,
    crowd_file: Path | None,
    out: Path,
    *,
    seed: int,
    on_progress: Callable[[int, int, str], None],
    days: int = 0,
    serves: Callable[[Played, str], None] | None = None,
    until: asyncio.Event | None = None,
) -> Played:
    """`horizons demo`: the bot that `run` runs, over the stand-in Bot API, with a crowd, on a virtual clock.

    `days`: over how many days; 0 plays it live. `serves`: leave the console open on the session until the process is
    told to stop, and call this with what was played and the address that signs the facilitator in.

    Raises:
        AuthorError: the script or the crowd file is wrong.
        OperatorError: no such workshop or crowd, or the workshop is not offered over that many days.
    """
    crowd = load_crowd(crowd_file or _shipped_crowd(workshop))
    script_file = shipped.workshop_file(crowd.workshop if crowd_file is not None else workshop)
    script = load_files(script_file)
    busy = Busy()
    if days:
        _offers(script, days)
    clock = VirtualClock(MORNING if days else START)
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy(str(seed)), busy)
    with TemporaryDirectory(prefix="horizons-demo-") as scratch:
        async with StandIn(token=DEMO_TOKEN, now=clock.now) as api:
            settings = Settings(
                token=SecretStr(DEMO_TOKEN),
                facilitators=frozenset({DEMO_FACILITATOR}),
                database_url=f"sqlite+aiosqlite:///{scratch}/demo.sqlite3",
                workshops_dir=script_file.parent,
                notebooks_dir=out,
                api_base_url=api.base_url.removesuffix("/bot"),
                language=crowd.language,
                **(_where_to_serve() if serves is not None else {}),
            )
            async with service(settings, outside, notice=crowd.notice, console=serves is not None) as bot:
                report = await play(
                    crowd,
                    script,
                    api=api,
                    clock=clock,
                    busy=busy,
                    facilitator=DEMO_FACILITATOR,
                    labels=labels(),
                    seed=seed,
                    days=days,
                    on_progress=on_progress,
                )
                (session,) = await bot.store.sessions()
                folder = out / folder_name(session)
                files = tuple(sorted(folder.glob("cahier.*")))
                played = Played(sentences(report, crowd.language), files, report)
                if serves is not None and bot.console is not None:
                    key = await bot.console.doors.link(session.created_by)
                    serves(played, sign_in_address(bot.policy.console, key))
                    await (until or _told_to_stop()).wait()
    return played


def _where_to_serve() -> dict[str, Any]:
    """The operator's own port for the demonstration's console, or the usual one; any free one if that is taken."""
    own = Settings.load()
    try:
        serving.listen(own.listen_host, own.listen_port).sock.close()
    except OperatorError:
        return {"listen_host": own.listen_host, "listen_port": 0}
    return {"listen_host": own.listen_host, "listen_port": own.listen_port}


_CONTROLS: Final = {
    Control.OPEN: Ui.BUTTON_OPEN,
    Control.NEXT: Ui.BUTTON_NEXT,
    Control.NEXT_CONFIRM: Ui.BUTTON_NEXT_CONFIRM,
    Control.NEXT_ANNOUNCE: Ui.BUTTON_NEXT_ANNOUNCE,
    Control.CLOSE: Ui.BUTTON_CLOSE,
    Control.CLOSE_CONFIRM: Ui.BUTTON_CLOSE_CONFIRM,
    Control.IDEAS: Ui.BUTTON_IDEAS,
    Control.CONTRIBUTIONS: Ui.BUTTON_CONTRIBUTIONS,
    Control.PARK: Ui.BUTTON_PARK,
    Control.PROBE: Ui.BUTTON_PROBE,
    Control.PREVIOUS: Ui.BUTTON_PREVIOUS,
    Control.NEXT_ONE: Ui.BUTTON_NEXT_ONE,
}


_FINISHED: Final = (Phrase.TELL_DAYS_OVER, Phrase.TELL_ALL_FINISHED)
_HOURS: Final = [f"{hour:02}:{minutes:02}" for hour in range(24) for minutes in range(60)]


def labels() -> Labels:
    """What the bot's buttons say in each language, for people who look for them by their words."""
    values: dict[str, Value] = {"title": "", "n": "{n}", "hour": "08:00"}
    return Labels(
        {label: {code: wording(code).label(label, values) for code in LANGUAGES} for label in Label},
        {control: {code: wording(code).ui(name) for code in LANGUAGES} for control, name in _CONTROLS.items()},
        {code: wording(code).ui(Ui.PARAMETER_KEEP, default="") for code in LANGUAGES},
        {code: wording(code).ui(Ui.MODE_LIVE) for code in LANGUAGES},
        {code: wording(code).ui(Ui.MODE_DAYS, days="{days}") for code in LANGUAGES},
        {code: tuple(wording(code).phrase(one) for one in _FINISHED) for code in LANGUAGES},
        {hour: {code: wording(code).label(Label.AT_HOUR, {"hour": hour}) for code in LANGUAGES} for hour in _HOURS},
    )


class ChatArtist:
    """Cards as the chat draws them, sentences as it words them, for rehearsals without one."""

    def card(self, card: Card, language: str) -> Drawn:
        """A card as it looks in the chat."""
        pieces, keys = draw_card(card, "", language)
        buttons = {(button.act, button.value): button for row in card.rows for button in row}
        rows = tuple(
            tuple(
                Face(key.text, buttons[key.button.act, key.button.value])
                for key in row
                if isinstance(key.button, ParticipantButton)
            )
            for row in keys
        )
        return Drawn(tuple(Line(piece.text, Look(piece.style.value), piece.tight) for piece in pieces), rows)

    def notice(self, notice: Notice, language: str) -> str:
        """A sentence of the bot's own."""
        return wording(language).notice(notice)


_TYPED: Final[dict[Command, ParticipantEvent]] = {
    Command.START: Resumed(),
    Command.RESUME: Resumed(),
    Command.ANSWERS: AnswersAsked(),
    Command.DATA: DataAsked(),
    Command.HOUR: HourAsked(),
    Command.QUIT: LeaveAsked(),
}


def commands() -> Commands:
    """The commands of participants that a rehearsal without a chat can take, as they are spelt."""
    return {spelling: event for command, event in _TYPED.items() for spelling in SPELLINGS[command]}


def play_alone(
    settings: Settings,
    workshop: str,
    *,
    seats: int,
    language: str,
    record: Path | None,
    console: Console,
    ask: Callable[[str], str | None],
    asks_parameters: bool,
) -> None:
    """`horizons play`: a rehearsal at a terminal; what was done is written to `record`.

    Raises:
        AuthorError: the script is wrong.
        OperatorError: no such workshop or language, or nothing can be written to `record`.
    """
    if record is not None:
        _may_record(record)
    if language and language not in LANGUAGES:
        raise OperatorError(f'Nobody speaks "{language}" here. Languages: {", ".join(LANGUAGES)}.')
    file = shipped.workshop_file(workshop, settings.workshops_dir)
    script = load_files(file)
    terminal = Terminal(console)
    spoken = script.spoken(language or script.language)
    terminal.say(spoken.title)
    values = ask_for(spoken, ask, terminal.say) if asks_parameters else with_stand_ins(script, {})
    rehearsal = Play(
        script,
        values,
        seats=seats,
        language=language or script.language,
        seed=PLAY_SEED,
        terminal=terminal,
        artist=ChatArtist(),
        commands=commands(),
    )

    def cleaned(prompt: str) -> str | None:
        typed = ask(prompt)
        return None if typed is None else clean(typed)

    try:
        rehearsal.run(cleaned)
    finally:
        # Whatever ends it: what led to a fall is the best test to keep.
        if record is not None:
            record.write_text(rehearsal.recorded(), encoding="utf-8")
            terminal.say(f"Written: {record}")


PLAY_SEED: Final = "1"


@dataclass(frozen=True, slots=True)
class ScriptTests:
    """What one run of `test` did: a report a file, and what is wrong with files that could not be run."""

    reports: tuple[Report, ...]
    wrong: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether every file could be run and held."""
        return not self.wrong and not any(report.failures for report in self.reports)


def run_script_tests(settings: Settings, places: Sequence[Path]) -> ScriptTests:
    """`horizons test`: the files named, or every test beside the workshops.

    Raises:
        OperatorError: a place that is not there.
    """
    files = shipped.tests_at(places) if places else shipped.test_files(settings.workshops_dir)
    reports: list[Report] = []
    wrong: list[str] = []
    for file in files:
        try:
            test = load_test(file)
            beside = file.parent / f"{test.workshop}.yaml"
            script_file = beside if beside.is_file() else shipped.workshop_file(test.workshop, settings.workshops_dir)
            script = load_files(script_file)
            verify_test(test, script)
            reports.append(run_test(test, script, ChatArtist(), commands()))
        except AuthorError as error:
            wrong += error.lines
        except OperatorError as error:
            wrong.append(f"{file}: {error}")
    return ScriptTests(tuple(reports), tuple(wrong))


def _may_record(file: Path) -> None:
    """Before anybody plays for an hour."""
    if not file.name.endswith(shipped.TEST_SUFFIX):
        raise OperatorError(
            f"--record: call the file {file.stem}{shipped.TEST_SUFFIX}, so that `horizons test` finds it."
        )
    if file.exists():
        raise OperatorError(f"--record: {file} is there already. Give another name, or remove it.")
    if not file.parent.is_dir():
        raise OperatorError(f"--record: there is no folder {file.parent}.")


def _offers(script: Script, days: int) -> None:
    """Refuse a number of days that the workshop is not offered over."""
    lengths = script.asynchronous.lengths if script.asynchronous is not None else ()
    if days not in lengths:
        offered = f"over {', '.join(map(str, lengths))} days" if lengths else "live only"
        raise OperatorError(f'"{script.id}" is not offered over {days} days: it is offered {offered}.')


def _shipped_crowd(workshop: str) -> Path:
    script = shipped.workshop_file(workshop)
    crowd = script.parent / "crowds" / script.name
    if not crowd.is_file():
        raise OperatorError(f'No crowd is shipped for "{workshop}". Give one: horizons demo --crowd FILE.')
    return crowd


def migrate(settings: Settings) -> str:
    """`horizons migrate`: the revision reached."""
    return store_migrate(settings.database_url)


async def backup(settings: Settings, file: Path) -> None:
    """`horizons backup`."""
    await store_backup(settings.database_url, file)


def loop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """The loop of uvloop where it is installed: the same behaviour, faster."""
    if sys.platform == "win32":
        return asyncio.new_event_loop
    import uvloop

    return uvloop.new_event_loop


def start(main: Awaitable[Any]) -> Any:
    """Run a coroutine to its end on the fastest loop there is."""

    async def awaited() -> Any:
        return await main

    # Short-lived structs by the thousand make Python's collector run every few answers, and look through everything
    # that stays: a fifth of the processor time an answer costs, measured with it on and off in one run.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    with asyncio.Runner(loop_factory=loop_factory()) as runner:
        return runner.run(awaited())
