"""Every field of every form that an owner meets, filled with what should hurt: refused, or shown as it was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.console.support import Browser, Console
from tests.facilitation.support import ADA

HOSTILE = "\"><script>alert(1)</script>\u202e{{7*7}}'&lt;<bdi>"
LEA, NOE = 11, 12


@dataclass
class Crawl:
    """Goes wherever a page leads, and sends each form it meets. `wrong`: where something showed that it should not."""

    browser: Browser
    seen: set[str] = field(default_factory=set)
    forms: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)

    async def everywhere(self, start: str) -> None:
        """Every page, once, the forms on it sent on the way."""
        ahead = [start]
        while ahead:
            path = ahead.pop()
            # Streams never end, files are no pages, and a copy of a rehearsal is another rehearsal.
            if path in self.seen or re.search(r"/direct$|/statique/|/fichiers/|/essais/", path):
                continue
            self.seen.add(path)
            page = await self.browser.opens(path)
            self._look(path)
            if "html" not in page.headers.get("content-type", ""):
                continue
            text = page.text
            ahead += [unescape(one) for one in re.findall(r'href="(/console[^"#]*)', text)]
            for form in re.findall(r"<form.*?</form>", text, re.DOTALL):
                await self._fill_in(form)

    def _look(self, where: str) -> None:
        page = self.browser.page
        if page.status_code >= 500 or "<script>alert" in page.text or "<td>49" in page.text:
            self.wrong.append(f"{where}: {page.status_code}")

    async def _fill_in(self, form: str) -> None:
        action = unescape((re.search(r'action="([^"]*)"', form) or [""])[1])
        names = tuple(sorted({unescape(name) for name in re.findall(r'name="([^"]+)"', form)}))
        if "/sortir" in action or (urlsplit(action).path, names) in self.forms:
            return
        self.forms.add((urlsplit(action).path, names))
        if 'method="get"' in form:
            query = "&".join(f"{name}=%22%3E%3Cscript%3Ealert(1)%3C/script%3E" for name in names)
            await self.browser.opens(f"{action}?{query}")
            self._look(action)
            return
        hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
        given = {unescape(name): unescape(value) for name, value in hidden}
        # First as the page means it, then with what the page itself fills in forged too.
        for kept in (given, {"jeton": given.get("jeton", "")}):
            await self.browser.posts(action, {name: kept.get(name, HOSTILE) for name in names})
            self._look(action)


@pytest.mark.untraced
async def test_no_field_of_any_page_runs_or_breaks_what_is_typed_into_it(site: Console) -> None:
    """Markup, templates, marks that turn lines round: in every field, and again in what pages then show of it."""
    record = await site.desk.opened(LEA, NOE)
    await site.desk.reaches_ideas(record.id, LEA, NOE)
    for user in (LEA, NOE):
        await site.desk.says(user, HOSTILE)
    crawl = Crawl(await site.signed_in(ADA))
    await crawl.everywhere("/console")
    assert len(crawl.forms) >= 15, crawl.forms
    crawl.seen.clear()
    await crawl.everywhere("/console")
    assert len(crawl.seen) >= 25, crawl.seen
    assert crawl.wrong == []
