"""Keeping what a team wrote, from a page or from a file: one rule, whoever brings it.

A file has a heading a text (`# Contexte`, `# Enseignements`, `# Décisions`, or in English) and a sentence a line below
it. Not here: what a line must rest on (`team_texts`), pages.
"""

from __future__ import annotations

import operator
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
from bot.saying import LANGUAGES, Said, quoted, say

HEADINGS: Final = {
    "contexte": TextName.CONTEXT,
    "context": TextName.CONTEXT,
    "enseignements": TextName.TEACHINGS,
    "teachings": TextName.TEACHINGS,
    "decisions": TextName.DECISIONS,
}

_REASONS: Final = {
    Wrong.UNKNOWN: say("cites {number}, which no contribution of this session has."),
    Wrong.NO_GROUND: say("rests on nothing: cite a contribution (C012), or, in the context, name its source."),
    Wrong.GROUP_OF_ONE: say("lends the words of a single person to the group: say « une personne », or cite others."),
    Wrong.NO_WORDS: say("is nothing but a number: write the sentence that it supports."),
    Wrong.TOO_LONG: say("is longer than a text of the notebook may be."),
}


class Misplaced(msgspec.Struct, frozen=True):
    """What is wrong with a line of a file."""

    file: str
    line: int
    finding: Said

    def into(self, language: str) -> str:
        """`file:line  finding`."""
        return f"{self.file}:{self.line}  {self.finding.into(language)}"

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


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


def parts(file: str, text: str) -> tuple[list[Part], list[Misplaced]]:
    """The texts of a file, and what is wrong with how it is laid out."""
    found: list[tuple[TextName, int, list[str]]] = []
    wrong: list[Misplaced] = []
    skipping = False
    for place, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            name = HEADINGS.get(unaccented(line.lstrip("#")).strip())
            skipping = name is None
            if name is None:
                finding = say(
                    "{heading} is no text of the notebook: # Contexte, # Enseignements, # Décisions.",
                    heading=quoted(line),
                )
                wrong.append(Misplaced(file, place, finding))
            elif any(name is one for one, _, _ in found):
                wrong.append(Misplaced(file, place, say("this text is already given above.")))
            else:
                found.append((name, place + 1, []))
        elif found and not skipping:
            found[-1][2].append(line)
        elif line.strip() and not skipping:
            wrong.append(
                Misplaced(file, place, say("stands before any heading: # Contexte, # Enseignements, # Décisions."))
            )
            skipping = True
    return [Part(name, line, "\n".join(below)) for name, line, below in found], wrong


def placed(file: str, part: Part, complaints: Sequence[Complaint]) -> list[Misplaced]:
    """What is wrong with lines of a file, each with its place."""
    return [
        Misplaced(file, part.line + one.line - 1, _REASONS[one.wrong].holding(number=one.number)) for one in complaints
    ]


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
        raise AuthorError(sorted(wrong, key=operator.attrgetter("line")))
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
