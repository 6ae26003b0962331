"""Take the pictures of the guides again: `python docs/images/renew.py [NAME…]`.

Every picture shows what a command printed just now: terminals as SVG, pages and chats as PNG (through Chromium, which
is looked for on the PATH). Not here: the notebook's picture, which is two pages of a demonstration side by side.
"""

import asyncio
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

from bot import app
from bot.rehearsal.botapi import Shown
from docs.images import evening

IMAGES = Path(__file__).parent
COLUMNS = 96
BROWSERS = ("chromium", "chromium-browser", "google-chrome")

# Rich's own frame, without the fonts it would fetch from the network.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace; font-size: {char_height}px;
  line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""

# What somebody who writes fast does to the workshop that `horizons new` gives.
SLIPS = (
    ("ask: Racontez un moment récent où ce sujet a compté pour vous, ici.", "ask: Pourquoi aidez-vous si peu ici ?"),
    ("hint: Cela peut dater d'hier ou d'il y a longtemps.", "hnit: Cela peut dater d'hier."),
    ("Que voit-on dans {{ territoire }} ?", "Que voit-on dans {{ teritoire }} ?"),
    ("      pool: horizons\n      grades:", "      pool: horizon\n      grades:"),
    ("gate: {quorum: everyone, at_most: 8}", "gate: {quorum: everyone, at_most: 4}"),
)

# A rehearsal of two people, as it is typed; the picture begins at SHOWN_FROM.
TYPED = """\
1
1
1
4
entraide, discrétion, café
/bot 2
/who
/next
jsp
Un soir j'ai gardé le petit d'une voisine. Depuis, elle arrose mes tomates.
2: On m'a dépannée à minuit. Pour vérifier : 06 39 98 12 34
/quit
"""
SHOWN_FROM = "> /who"

PHONE = """\
<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 24px; background: #dfe7ec; display: flex; gap: 24px; align-items: flex-start; }
body { font: 15px/1.4 "DejaVu Sans", sans-serif; }
.phone { width: 360px; background: #c8d6df; border-radius: 22px; padding: 14px; }
.phone { display: flex; flex-direction: column; gap: 8px; }
.name { text-align: center; color: #345; font-size: 13px; }
.bot, .me { border-radius: 12px; padding: 8px 12px; white-space: pre-wrap; max-width: 88%; }
.bot { background: #fff; align-self: flex-start; }
.me { background: #d9f4c7; align-self: flex-end; }
.keys { display: flex; flex-direction: column; gap: 4px; width: 92%; }
.row { display: flex; gap: 4px; }
.key { flex: 1; background: #4f6b7d; color: #fff; border-radius: 8px; padding: 7px 6px; text-align: center; }
.key { font-size: 14px; }
</style>
"""


def horizons(*arguments: str, folder: Path, typed: str = "", remarks: bool = True) -> str:
    """What the command prints, colours included; its remarks (a progress bar, a summary) at the end."""
    # The guides are for people whose terminal speaks French.
    french = {"LC_ALL": "fr_FR.UTF-8", "PYTHONUTF8": "1"}
    shown = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "PYTHONPATH": str(IMAGES.parents[1])}
    environment = {**os.environ, **french, **shown}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env=environment,
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )
    return "\n".join(filter(None, (done.stdout.rstrip(), done.stderr if remarks else "")))


def terminal(name: str, title: str, *parts: tuple[str, str]) -> None:
    """Commands and what they printed, as a picture."""
    console = Console(record=True, width=COLUMNS, file=open(os.devnull, "w", encoding="utf-8"), force_terminal=True)  # noqa: SIM115, PTH123
    for number, (command, printed) in enumerate(parts):
        if number:
            console.print()
        console.print(Text(f"$ {command}", style="bold green"))
        console.print(Text.from_ansi(printed.rstrip()))
    svg = console.export_svg(title=title, code_format=FRAME, unique_id=f"t-{name}")
    (IMAGES / f"{name}.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


def photograph(page: Path, name: str, width: int, height: int) -> None:
    """A page, as Chromium shows it."""
    browser = next((found for one in BROWSERS if (found := shutil.which(one))), None)
    if browser is None:
        sys.exit("Chromium is not installed: pages and chats cannot be photographed.")
    target = IMAGES / f"{name}.png"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={width},{height}"]
    subprocess.run([browser, *options, f"--screenshot={target}", page.as_uri()], check=True, capture_output=True)


def begun(folder: Path) -> str:
    return horizons("new", "entraide", folder=folder)


def nouveau(folder: Path) -> None:
    created = begun(folder)
    checked = horizons("check", "workshops/entraide.yaml", folder=folder)
    parts = (("horizons new entraide", created), ("horizons check workshops/entraide.yaml", checked))
    terminal("auteur-nouveau", "Créer", *parts)


def check(folder: Path) -> None:
    begun(folder)
    draft = folder / "workshops" / "entraide.yaml"
    text = draft.read_text(encoding="utf-8")
    for old, new in SLIPS:
        if old not in text:
            sys.exit(f"The starter workshop no longer says: {old}")
        text = text.replace(old, new, 1)
    draft.write_text(text, encoding="utf-8")
    command = "check workshops/entraide.yaml"
    terminal("auteur-check", "Vérifier", (f"horizons {command}", horizons(*command.split(), folder=folder)))


def explain(folder: Path) -> None:
    page = folder / "page.html"
    horizons("explain", "solidarite", "--out", str(page), folder=folder)
    photograph(page, "auteur-explain", 900, 1150)


def graph(folder: Path) -> None:
    horizons("graph", "solidarite", "--out", str(IMAGES / "auteur-graph.svg"), folder=folder)


def play(folder: Path) -> None:
    begun(folder)
    command = "play entraide --seats 2"
    printed = horizons(*command.split(), folder=folder, typed=TYPED)
    printed = printed[printed.rindex("\n", 0, printed.index(SHOWN_FROM)) + 1 :]
    terminal("auteur-play", "Répéter", (f"horizons {command}", printed))


def test(folder: Path) -> None:
    own = folder / "workshops"
    own.mkdir()
    for file in ("solidarite.yaml", "solidarite.test.yaml"):
        shutil.copy(IMAGES.parents[1] / "workshops" / file, own)
    command = "test workshops/solidarite.test.yaml"
    terminal("auteur-test", "Garder la répétition", (f"horizons {command}", horizons(*command.split(), folder=folder)))


def demo(folder: Path) -> None:
    command = "demo --workshop solidarite"
    printed = horizons(*command.split(), folder=folder, remarks=False)
    terminal("auteur-demo", "Jouer en entier", (f"horizons {command}", printed))


def chat(folder: Path) -> None:
    """Three moments of one person of the crowd, from the transcript of a demonstration."""
    played = asyncio.run(app.demo("solidarite", None, folder / "cahiers", seed=1, on_progress=lambda *_: None))
    said = next(part for part in played.report.transcript.split("── ") if part.startswith("Poussette"))
    moments = (("Racontez un moment", 4), ("Proposition 1 sur", 2), ("Après lecture", 2))
    page = folder / "chat.html"
    page.write_text(PHONE + "".join(phone(said, first, most) for first, most in moments), encoding="utf-8")
    photograph(page, "auteur-chat", 1236, 880)


def animation(folder: Path) -> None:
    """Moments of a facilitator's evening, as they stand on her phone, three a picture."""
    screens: dict[str, str] = {}
    asyncio.run(evening.evening(lambda name, message: screens.update({name: screen(message)})))
    pictures = {
        "animation-lancer": (("lancer", "cockpit", "pause"), 1100),
        "animation-gestes": (("contribution", "passer", "annonce"), 1190),
        "animation-personnes": (("personnes", "personne", "autres"), 1280),
    }
    for name, (shown, height) in pictures.items():
        page = folder / f"{name}.html"
        page.write_text(PHONE + "".join(screens[one] for one in shown), encoding="utf-8")
        photograph(page, name, 1236, height)


def screen(message: Shown) -> str:
    """A message of the bot's, with its buttons."""
    rows = "".join(
        '<div class="row">' + "".join(f'<div class="key">{escape(one.label)}</div>' for one in row) + "</div>"
        for row in message.keyboard
    )
    said = f'<div class="bot">{escape(message.text)}</div><div class="keys">{rows}</div>'
    return f'<div class="phone"><div class="name">Animation</div>{said}</div>'


def phone(said: str, first: str, most: int) -> str:
    """So many messages and taps of that person's chat, from the one that says `first` on."""
    entries = re.split(r"\n(?=\d\d:\d\d:\d\d  )", said)
    shown: list[str] = []
    count = 0
    for entry in entries[1:]:
        read = re.match(r"\d\d:\d\d:\d\d  (.+?) ([›✎☝◦📎✂·]) ?(.*)", entry, re.DOTALL)
        if read is None or read[2] not in "›☝" or (not shown and first not in read[3]):
            continue
        mine = read[1] != "Horizons"
        lines = [line[10:] if number else line for number, line in enumerate(read[3].split("\n"))]
        rows = [] if mine else [line for line in lines if line.startswith("[")]
        words = re.sub(r"^\[(.*)\] #\d+$", r"\1", "\n".join(line for line in lines if line not in rows).strip())
        shown.append(f'<div class="{"me" if mine else "bot"}">{escape(words)}</div>')
        shown.append(f'<div class="keys">{"".join(map(keys, rows))}</div>' if rows else "")
        count += 1
        if count == most:
            break
    return f'<div class="phone"><div class="name">Relier</div>{"".join(shown)}</div>'


def keys(row: str) -> str:
    """One row of buttons."""
    labels = re.findall(r"\[([^]]+)\]", row)
    return '<div class="row">' + "".join(f'<div class="key">{escape(label)}</div>' for label in labels) + "</div>"


PICTURES: dict[str, Callable[[Path], None]] = {
    one.__name__: one for one in (nouveau, check, explain, graph, play, test, demo, chat, animation)
}


def main() -> None:
    for name in sys.argv[1:] or PICTURES:
        with TemporaryDirectory() as folder:
            PICTURES[name](Path(folder))
        print(name)


if __name__ == "__main__":
    main()
