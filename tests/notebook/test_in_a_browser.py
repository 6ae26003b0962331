"""The notebook as a browser shows it, on a phone and on a desk. All data is fabricated."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from bot.notebook import NotebookCompiler
from tests.console.browser import WIDTHS, executable, playwright_api
from tests.notebook.evening import ASKED, TAUGHT, an_evening_with_a_debate, decided
from tests.notebook.reading_back import bare, saying

TEMPLATES = Path(__file__).parents[2] / "templates"
UNBROKEN = "\u202e" + "x" * 4_000 + "\u202c" + "😀" * 2_000 + " http://exemple.invalid/" + "y" * 4_000


async def test_nothing_serious_stands_between_a_reader_and_the_notebook(tmp_path: Path) -> None:
    """Axe finds nothing serious, and no word that never ends makes a phone scroll sideways, nor a printed sheet.

    The caption of a table that is scrolled stays in sight.
    """
    axe = pytest.importorskip("axe_playwright_python.async_playwright", reason="no browser here: axe is not installed")
    (page_file,) = NotebookCompiler(TEMPLATES).compile(saying(UNBROKEN), tmp_path, ["html"])
    found: list[str] = []
    async with playwright_api.async_playwright() as driver:
        # No sandbox: CI runs as root in a container, which Chromium's own does not allow.
        browser = await driver.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        try:
            page = await browser.new_page()
            await page.goto(page_file.as_uri())
            assert await page.evaluate("document.documentElement.outerHTML.includes('x'.repeat(4000))")
            results: Any = await axe.Axe().run(page)
            found += [
                f"{one['id']}: {one['nodes'][0]['html']}"
                for one in results.response["violations"]
                if one["impact"] in ("serious", "critical")
            ]
            for media in ("screen", "print"):
                await page.emulate_media(media=media)
                # An A4 sheet is 665 px wide between its margins.
                for width in WIDTHS if media == "screen" else (665,):
                    await page.set_viewport_size({"width": width, "height": 800})
                    over = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                    if over > 0:
                        found.append(f"{over} px too wide at {width}, {media}")
            await page.emulate_media(media="screen")
            await page.set_viewport_size({"width": 360, "height": 800})
            # Where the caption of the vote's table begins and ends, once the table is scrolled to its right end.
            shown = await page.evaluate(
                """() => {
                    const table = document.querySelector("table.votes");
                    table.parentElement.scrollLeft = 10000;
                    const box = table.querySelector("caption span").getBoundingClientRect();
                    return [table.parentElement.scrollLeft > 0, box.left >= 0, box.right <= 360];
                }"""
            )
            if shown != [True, True, True]:
                found.append(f"the caption leaves with its table: {shown}")
        finally:
            await browser.close()
    assert found == []


async def test_printed_on_a4_the_essentials_hold_on_one_page(tmp_path: Path) -> None:
    """What an elected official takes into a meeting is one sheet, the decisions asked for at its foot."""
    material = decided(an_evening_with_a_debate())
    (page_file,) = NotebookCompiler(TEMPLATES).compile(material, tmp_path, ["html"])
    async with playwright_api.async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=executable(), args=["--no-sandbox"])
        try:
            page = await browser.new_page()
            await page.goto(page_file.as_uri())
            first, second = PdfReader(io.BytesIO(await page.pdf(format="A4"))).pages[:2]
        finally:
            await browser.close()
    assert all(bare(line) in bare(first.extract_text()) for line in (*TAUGHT, *ASKED))
    assert "Sommaire" in second.extract_text()[:400]
