"""Take the pictures of the team's guide again: `python docs/images/console.py`.

Plays the demonstration with its console left open, signs in as the guide says, and photographs each page in the
machine's own Chromium through Playwright (the `browser` extra). Not here: the author's guide (`renew.py`).
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, ViewportSize, sync_playwright

IMAGES = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
WIDE: ViewportSize = {"width": 1100, "height": 720}
NARROW: ViewportSize = {"width": 400, "height": 720}


@contextmanager
def demonstration() -> Iterator[str]:
    """The address that signs in, while the demonstration's console is open."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "bot", "demo", "--serve"]
        running = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, text=True)
        try:
            assert running.stdout is not None  # noqa: S101 -- asked for above
            for line in running.stdout:
                found = re.search(r"http://\S+", line)
                if found:
                    yield found[0]
                    break
        finally:
            running.terminate()
            running.wait()


def take(page: Page, name: str) -> None:
    """One picture, of what is on the screen."""
    page.screenshot(path=IMAGES / f"equipe-{name}.png")
    print(f"equipe-{name}.png")


def main() -> None:
    """Every picture of the guide."""
    browser_path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser_path is None:
        sys.exit("there is no Chromium here: apt-get install chromium")
    with demonstration() as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=WIDE, locale="fr-FR")
        page.goto(address)
        page.get_by_role("button", name="Continuer").click()
        take(page, "seances")
        page.locator(".card h2 a").click()
        session = page.url
        take(page, "suivi")
        page.goto(f"{session}/textes/enseignements")
        story = page.locator(".numbered dt", has_text="Le vécu").nth(1)
        story.scroll_into_view_if_needed()
        text = f"Acheter près de chez soi se joue d'abord dans des détails ({story.inner_text().split()[0]})."
        page.get_by_label("Votre texte").fill(text)
        take(page, "textes")
        page.get_by_role("button", name="Enregistrer").click()
        page.goto(f"{session}/cahier")
        take(page, "cahier")
        page.goto(f"{session}/votes")
        take(page, "votes")
        page.set_viewport_size(NARROW)
        page.goto(session)
        take(page, "telephone")
        browser.close()


if __name__ == "__main__":
    main()
