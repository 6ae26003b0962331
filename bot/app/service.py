"""One bot put together from settings and an outside (clock, alarm, entropy), started and stopped in order.

Not here: anything a use case decides; the same inside at work for the command line (`desk`).
"""

from __future__ import annotations

import asyncio
import logging
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from starlette.types import ASGIApp

from bot import __version__, serving, shipped
from bot.app.rehearsals import ChatArtist, commands
from bot.assistance.endpoint import Endpoint
from bot.authoring.grids import YamlGrids
from bot.authoring.shelf import FileShelf
from bot.chat.commands import set_commands
from bot.chat.delivery import CONCURRENCY, Delivery
from bot.chat.identity import introduce
from bot.chat.intake import Intake
from bot.chat.pacing import CHAT_PER_SECOND
from bot.chat.reader import TelegramReader
from bot.chat.request import Pool
from bot.chat.secrets import protect
from bot.chat.sending import Sender
from bot.chat.voice import TelegramVoice
from bot.chat.webhook import set_webhook, webhook_app
from bot.chat.wire import Wire
from bot.clockwork.alarm import SchedulerAlarm
from bot.clockwork.clock import SystemClock
from bot.clockwork.entropy import SystemEntropy
from bot.errors import OperatorError
from bot.facilitation.access import MemberAccess
from bot.facilitation.animation import Animation
from bot.facilitation.assistance import Assistant
from bot.facilitation.cockpit import Cockpits
from bot.facilitation.conduct import Conductor
from bot.facilitation.dispatch import Dispatcher
from bot.facilitation.entrance import Entrance
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Activity, Alarm, Clock, Entropy, Voice
from bot.facilitation.reception import Reception
from bot.facilitation.result_pictures import ResultPictures
from bot.facilitation.retention import Retention
from bot.facilitation.sheets import Sheets
from bot.facilitation.ticker import Ticker
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.contact_sheet import contact_sheet
from bot.notebook.result_picture import result_picture
from bot.notebook.suggestions import suggested
from bot.settings import Settings
from bot.store import GRACE, SqlStore, open_store

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
        self.memory = memory
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
        self.policy = replace(
            policy_of(settings, link=self._link, notice=notice, console=address), group_link=self._group_link
        )
        self.memory = Memory(store, self.shelf)
        clock, activity = outside.clock, outside.activity
        templates = shipped.templates_dir(settings.templates_dir)
        sheets = Sheets(self.memory, lambda pictures: contact_sheet(pictures, (templates,)))
        results = ResultPictures(
            store, self.memory, self.policy, lambda material, step: result_picture(material, step, (templates,))
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
                assistant=assistant_of(settings),
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
        self._ticking: asyncio.Task[None] | None = None

    @property
    def username(self) -> str:
        """The bot's @name, known once started."""
        return self._username

    def _link(self, join: str) -> str:
        return f"https://t.me/{self._username}?start={join}"

    def _group_link(self, session: str) -> str:
        return f"https://t.me/{self._username}?startgroup=lier-{session}"

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
        await self.cockpits.resume()
        self._ticking = self._ticker.start()
        await self._retention.arm()
        webhook = None
        if self._settings.public_url is None:
            intake = Intake(self._wire, self.store, self.dispatcher.submit, self._outside.clock, self._outside.activity)
            self._tasks.append(asyncio.create_task(intake.run(), name="intake"))
        else:
            word = self._secret()
            webhook = webhook_app(self.store, self.dispatcher.submit, self._outside.activity, word, WEBHOOK_PATH)
        if self.console is not None:
            self.console.resume()
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
        parts = self._tasks if self._ticking is None else [*self._tasks, self._ticking]
        done, _ = await asyncio.wait(parts, return_when=asyncio.FIRST_COMPLETED)
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


def assistant_of(settings: Settings) -> Assistant | None:
    """The language model that an operator named, if any."""
    if settings.assistance_url is None or settings.assistance_model is None:
        return None
    key = settings.assistance_key.get_secret_value() if settings.assistance_key is not None else ""
    return Endpoint(settings.assistance_url, settings.assistance_model, key, settings.assistance_seconds)


def policy_of(settings: Settings, *, link: Callable[[str], str], notice: str, console: str = "") -> Policy:
    """The settings as use cases need them, and what only whoever puts a bot together knows."""
    defaults = {"nom_bot": settings.bot_name}
    assistant = assistant_of(settings)
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
        assistance=assistant.name if assistant is not None else "",
        console=console,
        retention=timedelta(days=settings.retention_days),
        grids=YamlGrids(),
        suggesting=suggested,
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
            listener = listen(settings)
            stack.callback(listener.sock.close)
        bot = Service(settings, outside, store, pace=pace, notice=notice, listener=listener, console=console)
        try:
            await bot.start()
            yield bot
        finally:
            await bot.stop()


def listen(settings: Settings) -> serving.Listener:
    """Where the webhook and the console are to be served. Raises OperatorError: the port is taken."""
    address = settings.console_url or settings.public_url
    return serving.listen(settings.listen_host, settings.listen_port, address)


def told_to_stop() -> asyncio.Event:
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
    stop = until or told_to_stop()
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
