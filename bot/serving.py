"""The web server of the process: one address for the console and, where there is one, for Telegram's webhook.

Here: the socket, the server, which application a path belongs to, and the console put together from its parts. Not
here: pages (`console`), updates (`chat.webhook`), the bot (`app`).
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import uvicorn
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.authoring import CATALOGUE, check, hash_of, read, read_texts
from bot.authoring.explain import explain
from bot.authoring.revisions import Version
from bot.authoring.revisions import compare as compare_scripts
from bot.authoring.starter import starter
from bot.authoring.translating import write_translation
from bot.console.drafts import Drafts
from bot.console.house import House
from bot.console.jobs import Jobs
from bot.console.live import POLL, Hub
from bot.console.rehearsals import Rehearsals
from bot.console.site import PUBLIC_ROOT, ROOT, console_app
from bot.engine.script import Script
from bot.errors import OperatorError, OutsideFailure
from bot.facilitation.access import Access
from bot.facilitation.assistance import Assistant
from bot.facilitation.conduct import Conductor
from bot.facilitation.doors import Doors
from bot.facilitation.handover import Handover
from bot.facilitation.membership import Members
from bot.facilitation.memory import Memory
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.people import People
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, Shelf, Store
from bot.facilitation.records import ScriptSource
from bot.facilitation.script_writing import ScriptWriting, id_in
from bot.facilitation.scripting import Finding, Rehearsal, ScriptTools, sound
from bot.facilitation.signing import Assistance
from bot.facilitation.workshops import Workshops
from bot.notebook.analysis import leads, places
from bot.notebook.formats import FORMATS
from bot.notebook.rollup.edition import FORMATS as PROGRAMME_FORMATS
from bot.notebook.rollup.edition import compared
from bot.notebook.team import numbering
from bot.notebook.words import Words
from bot.rehearsal.drawing import Artist, Commands
from bot.rehearsal.preview import Preview
from bot.saying import Said

PROGRAMME_ID: Final = 8
"""Characters of the id of a programme that is made in the console, as of one made in the chat."""
UNDER_WAY: Final = ".en-cours"
"""The folder, below that of notebooks, of what is being compiled."""
BACKLOG: Final = 2048
GRACE_SECONDS: Final = 2
"""How long a page that is being sent may still take when the process stops."""


@dataclass(frozen=True, slots=True)
class Listener:
    """A socket that is bound, and the address under which people reach it."""

    sock: socket.socket
    address: str

    @property
    def secure(self) -> bool:
        """Whether they do by https (the TLS proxy is the operator's)."""
        return self.address.startswith("https://")


def listen(host: str, port: int, address: str | None = None) -> Listener:
    """Bind. `address`: how people reach it, when that is not by host and port.

    Raises:
        OperatorError: the port is taken, or the host is not this machine's.
    """
    sock = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((host, port))
    except OSError as error:
        sock.close()
        raise OperatorError(
            f"HORIZONS_LISTEN_PORT: nothing can listen on {host}:{port} ({error.strerror}). Choose another port, "
            "or 0 for any free one."
        ) from None
    name = f"[{host}]" if ":" in host else host
    return Listener(sock, address or f"http://{name}:{sock.getsockname()[1]}")


class _Server(uvicorn.Server):
    """A server that leaves the signals to whoever runs the whole."""

    def install_signal_handlers(self) -> None:
        """Nothing: see the class."""


async def serve(listener: Listener, application: ASGIApp, before_stop: Sequence[Callable[[], object]] = ()) -> None:
    """Serve until cancelled. `before_stop`: what ends the streams that would never end by themselves."""
    config = uvicorn.Config(
        application,
        log_config=None,
        # Addresses carry keys.
        access_log=False,
        lifespan="off",
        backlog=BACKLOG,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    server = _Server(config)
    serving = asyncio.create_task(server.serve([listener.sock]))
    try:
        await asyncio.shield(serving)
    finally:
        for ending in before_stop:
            ending()
        server.should_exit = True
        await asyncio.gather(serving, return_exceptions=True)


def routed(console: ASGIApp | None, rest: ASGIApp | None) -> ASGIApp:
    """One application: what is below `/console` and `/public` to the console, everything else to the rest."""

    async def application(scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if console is not None and (path == ROOT or path.startswith((f"{ROOT}/", f"{PUBLIC_ROOT}/"))):
            await console(scope, receive, send)
        elif rest is not None:
            await rest(scope, receive, send)
        elif console is not None and path == "/":
            await RedirectResponse(ROOT)(scope, receive, send)
        else:
            await Response(status_code=404)(scope, receive, send)

    return application


def gesture_name(gesture: str, language: str) -> str:
    """What the notebook's annex calls a gesture of the journal."""
    words = Words("en" if language == "en" else "fr")
    key = f"journal.{gesture}"
    return words(key) if words.has(key) else gesture.replace("_", " ")


@lru_cache(maxsize=32)
def findings(source: ScriptSource) -> tuple[Finding, ...]:
    """What `check` says of a workshop's files. It takes a quarter of a second: the last ones are remembered."""
    found = check(source.file_name, source.source, source.beside)
    meanings = {one.code: CATALOGUE[one.code].sentences[:2] for one in found}
    return tuple(
        Finding(one.file, one.line, one.col, one.code, one.finding, one.remedy, one.is_error, *meanings[one.code])
        for one in found
    )


def script_tools(artist: Artist, commands: Commands) -> ScriptTools:
    """What can be done with a workshop at a desk; `artist` and `commands` are those of the chat."""

    def rehearse(script: Script, seats: int, language: str) -> Rehearsal:
        return Preview(script, seats=seats, language=language, artist=artist, commands=commands)

    return ScriptTools(
        findings,
        lambda script: explain(script, "html"),
        rehearse,
        lambda source: hash_of(source.source, source.beside),
        compared_scripts,
        starter,
        translated,
    )


def compared_scripts(before: ScriptSource, after: ScriptSource) -> Said:
    """What `diff` says of two versions of a workshop. Raises AuthorError."""
    old, new = (
        Version(f"{name}/{one.file_name}", *read(one.file_name, one.source, one.beside))
        for name, one in (("1", before), ("2", after))
    )
    return compare_scripts(old, new)


def translated(source: ScriptSource, language: str) -> str:
    """A workshop's translation as it should be, as `translate` writes it. Raises AuthorError."""
    texts = read_texts(source.file_name, source.source, source.beside)
    name = f"{source.file_name.removesuffix('.yaml')}.{language}.yaml"
    return write_translation(texts, name, dict(source.beside).get(name), language, ()).text


class ConsoleSite:
    """The console, put together; `touched` is told what changes, `close` ends what it does by itself."""

    def __init__(
        self,
        *,
        store: Store,
        memory: Callable[[], Memory],
        access: Access,
        notebooks: Notebooks,
        conductor: Conductor,
        policy: Policy,
        clock: Clock,
        entropy: Entropy,
        shelf: Shelf,
        scripts: ScriptTools,
        secure: bool,
        told: bool = True,
        assistant: Assistant | None = None,
    ) -> None:
        """`told`: whether somebody calls `touched`; otherwise live pages look for themselves every other second.

        `assistant`: the language model that teams may ask; None: there is none.
        """

        async def write(session: str, formats: Sequence[str]) -> list[Path]:
            record = await store.session(session)
            if record is None or record.purged_at is not None:
                # Erased while the server was down: what was written of it stays as it is.
                raise OutsideFailure(f"session {session} cannot be compiled any more")
            return await notebooks.write(session, formats)

        async def write_programme(programme: str, formats: Sequence[str]) -> list[Path]:
            return await notebooks.write_programme(programme, formats)

        def may_be_launched(workshop: str, source: ScriptSource) -> bool:
            return sound(scripts.findings(source), id_in(source.source), workshop)

        self.hub = Hub() if told else Hub(quiet=POLL)
        notes = policy.notebooks / UNDER_WAY
        self.jobs = Jobs(write, tuple(FORMATS), notes / "seances")
        self.programme_jobs = Jobs(write_programme, tuple(PROGRAMME_FORMATS), notes / "programmes")
        assistance = Assistance(store, memory, policy, clock, numbering, assistant)
        self.drafts = Drafts(assistance.propose)
        self.doors = Doors(store, clock, entropy)
        members = Members(store, clock, policy)
        handover = Handover(store, members, clock, policy, conductor)
        self.house = House(
            self.doors,
            access,
            store,
            memory,
            policy,
            clock,
            self.hub,
            self.jobs,
            gesture_name,
            numbering,
            places,
            leads,
            conductor.commit,
            lambda: entropy.token(PROGRAMME_ID),
            self.programme_jobs,
            notebooks.programme_material,
            compared,
            Workshops(shelf, store.own_scripts),
            scripts,
            ScriptWriting(store.own_scripts, clock, sound=may_be_launched, hashed=scripts.hashed),
            Rehearsals(clock, entropy),
            entropy,
            people=People(store, members, clock, entropy, conductor, handover),
            templates=notebooks.templates,
            assistance=assistance,
            drafts=self.drafts,
            secure=secure,
        )
        self.application = console_app(self.house)

    def resume(self) -> None:
        """Take up what was being compiled when the server stopped."""
        self.jobs.resume()
        self.programme_jobs.resume()

    async def close(self) -> None:
        """Stop compiling, end every stream."""
        await self.hub.close()
        await self.jobs.close()
        await self.programme_jobs.close()
        await self.drafts.close()
