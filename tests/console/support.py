"""The console over the facilitation tests' desk: real use cases and store, asked by HTTP without a socket.

A `Browser` keeps cookies, reads forms out of pages and sends them back as they are, token and all.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import httpx

from bot.app import ChatArtist, commands
from bot.authoring.shelf import FileShelf
from bot.chat.panels import render_panel
from bot.facilitation.access import Access, MemberAccess
from bot.facilitation.assistance import Assistant
from bot.facilitation.membership import Members
from bot.facilitation.notebooks import Notebooks
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.panels import ConsolePanel
from bot.facilitation.programmes import Programme
from bot.facilitation.records import Person, SessionRecord
from bot.rehearsal.clock import SeededEntropy
from bot.serving import ConsoleSite, script_tools
from tests.facilitation.support import HERE, Desk

ORIGIN = "https://console.example.org"
NBSP = "\u00a0"


@dataclass
class Someone(Access):
    """Roles as a test says them: who is what, and whose session is whose."""

    desk: Desk
    roles_of: dict[str, Role] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """Sessions of another organisation."""

    async def roles(self, person: Person) -> frozenset[Role]:
        role = self.roles_of.get(person.user)
        return frozenset() if role is None else frozenset({role})

    async def sessions(self, person: Person) -> list[SessionRecord]:
        return [one for one in reversed(await self.desk.store.sessions()) if one.id not in self.hidden]

    async def session(self, person: Person, session: str) -> tuple[SessionRecord, Role] | None:
        record = await self.desk.store.session(session)
        role = self.roles_of.get(person.user)
        return None if record is None or role is None or session in self.hidden else (record, role)

    async def organisations(self, person: Person) -> list[tuple[str, str, Role]]:
        role = self.roles_of.get(person.user)
        return [] if role is None else [(HOME, "l'Agence d'essai", role)]

    async def programmes(self, person: Person) -> list[Programme]:
        return [] if person.user not in self.roles_of else await self.desk.store.programmes.of_organisation(HOME)

    async def programme(self, person: Person, programme: str) -> tuple[Programme, Role] | None:
        found = await self.desk.store.programmes.one(programme)
        role = self.roles_of.get(person.user)
        return None if found is None or role is None or programme in self.hidden else (found, role)


class Browser:
    """One browser. `page` is the last page it was shown."""

    def __init__(self, console: Console) -> None:
        transport = httpx.ASGITransport(app=console.site.application, raise_app_exceptions=False)
        self.client = httpx.AsyncClient(transport=transport, base_url=ORIGIN)
        self.page = httpx.Response(200, text="")

    @property
    def text(self) -> str:
        """The page's own text, tags left out, spaces made one."""
        shown = re.sub(r"<(script|style)\b.*?</\1>", " ", self.page.text, flags=re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", shown)).replace(NBSP, " ").split())

    async def opens(self, path: str, **headers: str) -> httpx.Response:
        self.page = await self.client.get(path, headers=headers, follow_redirects=True)
        return self.page

    async def sends(self, action: str, **fields: str) -> httpx.Response:
        """Fill in the form of the page that goes to `action`, and send it with its hidden fields."""
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', self.page.text, re.DOTALL)
        assert form is not None, f"no form goes to {action} in: {self.text[:400]}"
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form[0])
        return await self.posts(action, {unescape(name): unescape(value) for name, value in hidden} | fields)

    async def posts(self, path: str, fields: dict[str, str], **headers: str) -> httpx.Response:
        self.page = await self.client.post(path, data=fields, headers=headers, follow_redirects=True)
        return self.page


@dataclass
class Console:
    """The site, and how to get in."""

    desk: Desk
    site: ConsoleSite

    def browser(self) -> Browser:
        return Browser(self)

    async def link(self, user: int) -> str:
        """The path that the bot answers `/console` with."""
        await self.desk.says(user, "/console")
        panel = self.desk.panels(user, ConsolePanel)[-1]
        assert render_panel(panel, "fr").opens is not None
        path: str = panel.link.removeprefix(ORIGIN)
        return path

    async def signed_in(self, user: int) -> Browser:
        browser = self.browser()
        await browser.opens(await self.link(user))
        await browser.sends("/console/entrer")
        assert browser.page.url.path == "/console", browser.text
        return browser


def _touched(at: Desk, site: ConsoleSite, session: str, participant: str) -> None:
    at.cockpits.touched(session, participant)
    site.hub.touched(session)


@asynccontextmanager
async def console(
    at: Desk,
    access: Access | None = None,
    *,
    secure: bool = True,
    notebooks: Notebooks | None = None,
    workshops: Path = HERE,
    assistant: Assistant | None = None,
) -> AsyncIterator[Console]:
    """The console over a desk. `notebooks`: with another compiler; `workshops`: the folder of its shelf.

    `assistant`: a language model.
    """
    site = ConsoleSite(
        store=at.store,
        memory=lambda: at.memory,
        access=access or MemberAccess(at.store, Members(at.store, at.clock, at.policy)),
        notebooks=notebooks or at.notebooks,
        conductor=at.conductor,
        policy=at.policy,
        clock=at.clock,
        entropy=SeededEntropy("console"),
        shelf=FileShelf.of_folder(workshops),
        scripts=script_tools(ChatArtist(), commands()),
        secure=secure,
        assistant=assistant,
    )
    # As the bot does: whatever changes moves the pages that show it.
    at.conductor.wire(
        submit=at.dispatcher.submit,
        timers_changed=at.ticker.changed,
        touched=lambda session, participant: _touched(at, site, session, participant),
    )
    try:
        yield Console(at, site)
    finally:
        await site.close()
