"""The evening of the pictures as two chats tell it: `python docs/images/transcript.py` renews the pages.

Hers, and that of one participant, of the same evening: what she does on one side is seen on the other.
"""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from docs.images import evening

FOLDER = Path(__file__).parents[1] / "transcripts"
HEAD = re.compile(r"^\d\d:\d\d:\d\d  .+? (?P<mark>[›✎☝◦📎✂·]) ")
SIGNS = """`›` un message, `☝` un bouton touché, `◦` la réponse du bot à ce geste, `✎` un message qui se modifie."""
HERS = f"""# Animer une soirée, message par message

Ce que voit l'animatrice, de `/animer` à la collecte des envies : une séance en direct de l'atelier « Réancrer », jouée
par le vrai bot devant un Telegram simulé, avec douze personnes inventées. Aucun nom, aucun propos n'est réel. Elle
n'emploie que ses boutons et ses messages. Le même soir, [vu par une participante](participer-a-une-soiree.md).

{SIGNS} Le tableau de
bord se modifie à chaque réponse d'une personne : n'est gardé ici que ce qui suit un geste. Les heures sont en temps
universel.

"""
THEIRS = f"""# Participer à une soirée, message par message

Le même soir que [celui de l'animatrice](animer-une-soiree.md), sur le téléphone d'une des douze personnes inventées :
du lien qu'elle ouvre à la collecte des envies. Aucun nom, aucun propos n'est réel.

{SIGNS} Une
question à laquelle elle a répondu se replie : c'est le `✎` qui suit. Les heures sont en temps universel.

"""


def entries(told: str) -> list[list[str]]:
    """The lines of each thing that happened."""
    found: list[list[str]] = []
    for line in told.splitlines():
        if HEAD.match(line):
            found.append([line])
        elif found:
            found[-1].append(line)
    return found


def after_gestures(all_of_them: list[list[str]]) -> list[str]:
    """The lines without the edits that no gesture of hers caused."""
    kept: list[str] = []
    caused = False
    for lines in all_of_them:
        found = HEAD.match(lines[0])
        mark = "" if found is None else found["mark"]
        if mark == "✎" and not caused:
            continue
        caused = mark == "☝" or (mark == "◦" and caused)
        kept += lines
    return kept


def write(page: Path, introduction: str, lines: list[str]) -> None:
    """A page of the folder."""
    page.write_text(
        introduction + "```text\n" + "\n".join(line.rstrip() for line in lines) + "\n```\n", encoding="utf-8"
    )


if __name__ == "__main__":
    hers, theirs = asyncio.run(evening.evening(lambda _name, _message: None))
    FOLDER.mkdir(exist_ok=True)
    write(FOLDER / "animer-une-soiree.md", HERS, after_gestures(entries(hers)))
    write(FOLDER / "participer-a-une-soiree.md", THEIRS, [line for one in entries(theirs) for line in one])
