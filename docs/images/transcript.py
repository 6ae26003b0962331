"""The evening of the pictures as the facilitator's chat tells it: `python docs/images/transcript.py` renews it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from docs.images import evening

PAGE = Path(__file__).parents[1] / "transcripts" / "animer-une-soiree.md"
HEAD = re.compile(r"^\d\d:\d\d:\d\d  \w+ (?P<mark>\S) ")
INTRODUCTION = """# Animer une soirée, message par message

Ce que voit l'animatrice, de `/animer` à la collecte des envies : une séance en direct de l'atelier « Réancrer », jouée
par le vrai bot devant un Telegram simulé, avec douze personnes inventées. Aucun nom, aucun propos n'est réel. Elle
n'emploie que ses boutons et ses messages.

`›` un message, `☝` un bouton touché, `◦` la réponse du bot à ce geste, `✎` un message qui se modifie. Le tableau de
bord se modifie à chaque réponse d'une personne : n'est gardé ici que ce qui suit un geste. Les heures sont en temps
universel.

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


if __name__ == "__main__":
    told = after_gestures(entries(asyncio.run(evening.evening(lambda _name, _message: None))))
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(
        INTRODUCTION + "```text\n" + "\n".join(line.rstrip() for line in told) + "\n```\n", encoding="utf-8"
    )
