"""A real browser for tests: Debian's Chromium (or another of its kind) driven by Playwright, or a reason to skip.

Nothing is downloaded: the browser is the machine's own. `BROWSER_FOR_TESTS` names it where it has an unusual place.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot import serving
from bot.facilitation.notebooks import Notebooks
from bot.notebook.compiler import NotebookCompiler
from bot.notebook.rendering import installed_templates
from tests.console.support import Console, console
from tests.facilitation.support import Desk

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

playwright_api = pytest.importorskip("playwright.async_api", reason="no browser here: Playwright is not installed")

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
WIDTHS = (360, 1280)


def executable() -> str:
    """Where the browser is; skips the test where there is none."""
    found = os.environ.get("BROWSER_FOR_TESTS") or next(filter(None, map(shutil.which, NAMES)), "")
    if not found:
        pytest.skip("no browser here: install chromium, or name one in BROWSER_FOR_TESTS")
    return found


class Opened:
    """A console on a real port, and a browser in front of it."""

    def __init__(self, site: Console, address: str, browser: Browser) -> None:
        self.site = site
        self.address = address
        self._browser = browser

    async def window(self, *, width: int = 1280, scripts: bool = True) -> Page:
        """A new window, with cookies of its own."""
        context = await self._browser.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="fr-FR"
        )
        return await context.new_page()

    async def signed_in(self, user: int, *, width: int = 1280, scripts: bool = True) -> Page:
        """A window in which somebody has come in from the bot's message."""
        page = await self.window(width=width, scripts=scripts)
        await page.goto(self.address + await self.site.link(user))
        await page.get_by_role("button", name="Continuer").click()
        await page.get_by_role("heading", name="Séances").wait_for()
        return page


@asynccontextmanager
async def opened(at: Desk) -> AsyncIterator[Opened]:
    """Everything at work: the desk, the console with the real compiler on a free port, the browser."""
    notebooks = Notebooks(
        at.store, at.memory, NotebookCompiler(installed_templates()), at.clock, at.policy, at.conductor
    )
    async with console(at, secure=False, notebooks=notebooks) as site:
        listener = serving.listen("127.0.0.1", 0)
        application = serving.routed(site.site.application, None)
        running = asyncio.create_task(serving.serve(listener, application, [site.site.hub.end]))
        try:
            async with playwright_api.async_playwright() as driver:
                # No sandbox: CI runs as root in a container, which Chromium's own does not allow.
                browser = await driver.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
                try:
                    yield Opened(site, listener.address, browser)
                finally:
                    await browser.close()
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            listener.sock.close()
