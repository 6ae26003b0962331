"""Keeping what a team wrote, from a page or from a file: one rule, whoever brings it.

A file has a heading a text (`# Contexte`, `# Enseignements`, or in English) and a sentence a line below it. Not here:
what a line must rest on (`team_texts`), pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

import msgspec

from bot.engine.letters import unaccented
from bot.errors import AuthorError
from bot.facilitation.numbering import Numbered
from bot.facilitation.ports import Store
from bot.facilitation.records import JournalEntry
from bot.facilitation.team_texts import Cited, Complaint, TeamText, TextName, Wrong, read, typed
from bot.facilitation.writes import WriteJournal

HEADINGS: Final = {
    "contexte": TextName.CONTEXT,
    "context": TextName.CONTEXT,
    "enseignements": TextName.TEACHINGS,
    "teachings": TextName.TEACHINGS,
}

_ONES: Final = "# Contexte, # Enseignements"
_REASONS: Final = {
    Wrong.UNKNOWN: "cites {number}, which no contribution of this session has.",
    Wrong.NO_GROUND: "rests on nothing: cite a contribution (C012), or, in the context, name its source.",
    Wrong.GROUP_OF_ONE: "lends the words of a single person to the group: say « une personne », or cite others.",
    Wrong.TOO_LONG: "is longer than a text of the notebook may be.",
}


class Kept(msgspec.Struct, frozen=True):
    """What became of it: wrong lines, and nothing was kept; else whether the version it follows was the newest."""

    complaints: tuple[Complaint, ...] = ()
    followed: bool = True


async def keep(
    store: Store,
    session: str,
    name: TextName,
    given: str,
    numbered: Sequence[Numbered],
    *,
    version: int,
    by: str,
    at: datetime,
) -> Kept:
    """Keep a text as the version after `version`. `by`: the person's id, empty for an operator at the command line."""
    kept, complaints = read(name, given, _known(numbered))
    if complaints:
        return Kept(complaints)
    if not await store.team_texts.add(TeamText(session, name.value, version + 1, kept, at, by)):
        return Kept(followed=False)
    values: dict[str, str | int] = {"text": name.value, "version": version + 1}
    await store.commit([WriteJournal(JournalEntry(session, at, "text_written", "animation", {**values}))])
    return Kept()


class Part(msgspec.Struct, frozen=True):
    """One text of a file. `line`: where its first line is, from 1."""

    name: TextName
    line: int
    text: str


def parts(file: str, text: str) -> tuple[list[Part], list[str]]:
    """The texts of a file, and what is wrong with how it is laid out: `file:line  finding`, a line each."""
    found: list[tuple[TextName, int, list[str]]] = []
    wrong: list[str] = []
    skipping = False
    for place, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            name = HEADINGS.get(unaccented(line.lstrip("#")).strip())
            skipping = name is None
            if name is None:
                wrong.append(
                    f'{file}:{place}  "{line.strip()}" is no text of the notebook: # Contexte, # Enseignements.'
                )
            elif any(name is one for one, _, _ in found):
                wrong.append(f"{file}:{place}  this text is already given above.")
            else:
                found.append((name, place + 1, []))
        elif found and not skipping:
            found[-1][2].append(line)
        elif line.strip() and not skipping:
            wrong.append(f"{file}:{place}  stands before any heading: {_ONES}.")
            skipping = True
    return [Part(name, line, "\n".join(below)) for name, line, below in found], wrong


def placed(file: str, part: Part, complaints: Sequence[Complaint]) -> list[str]:
    """What is wrong with lines of a file, each with its place."""
    return [f"{file}:{part.line + one.line - 1}  {_REASONS[one.wrong].format(number=one.number)}" for one in complaints]


async def keep_file(
    store: Store, session: str, file: str, text: str, numbered: Sequence[Numbered], *, at: datetime
) -> None:
    """Keep each text of a file that is not as it stands already; all of them, or none.

    Raises:
        AuthorError: a line is wrong, with its place; nothing was kept.
    """
    found, wrong = parts(file, text)
    for part in found:
        wrong += placed(file, part, read(part.name, part.text, _known(numbered))[1])
    if wrong:
        raise AuthorError(sorted(wrong, key=lambda line: int(line.removeprefix(f"{file}:").partition("  ")[0])))
    newest = {one.name: one for one in await store.team_texts.of(session)}
    numbers = {each.contribution: each.number for each in numbered}
    for part in found:
        before = newest.get(part.name.value)
        given = part.text.strip()
        if given != (typed(before.text, numbers) if before is not None else ""):
            version = before.version if before is not None else 0
            await keep(store, session, part.name, given, numbered, version=version, by="", at=at)


def _known(numbered: Sequence[Numbered]) -> dict[str, Cited]:
    return {each.number: Cited(each.contribution, each.author) for each in numbered}
