"""What the team writes itself into the notebook: the context, the teachings, the decisions it asks for.

A sentence a line, each with its ground.

A reference is typed as a number (C012) and kept as the contribution's id, so that it still leads to the same words when
numbers move. What a line must rest on is checked when it is written; what no longer rests on anything (a withdrawal) is
not printed, and `ungrounded` lists it. Each version is kept; two people who edit at once lose nothing: the second is
refused and shown the first. Not here: numbers (`Numbering`, the notebook's), printing (`notebook`), pages (`console`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

import msgspec

LONGEST: Final = 20_000

_NUMBER: Final = re.compile(r"\b([CPHIXR]\d{2,6})\b")
_KEPT: Final = re.compile(r"\[\[([A-Za-z0-9:._-]{1,64})\]\]")
_RUN: Final = rf"{_KEPT.pattern}(?:\s*(?:[,;&–-]|et\b|and\b)?\s*{_KEPT.pattern})*"
"""References one after the other, with what stands between them."""
_REFERENCES: Final = re.compile(rf"[,;]?\s*{_RUN}(?=\s*(?:[.!?]|$))|{_RUN}")
"""Such a run; at the end of a sentence with the comma before it."""
_EMPTY: Final = re.compile(r"\(\s*(?:[,;]\s*)*\)|\[\s*(?:[,;]\s*)*\]")
_SOURCE: Final = re.compile(r"\bsource\b", re.IGNORECASE)
_QUOTES: Final = re.compile(r"[«»“”„\"]")
_THE_GROUP: Final = re.compile(r"\b(le groupe|the group)\b", re.IGNORECASE)


class TextName(StrEnum):
    """Which text. The word is part of its page's address."""

    CONTEXT = "contexte"
    TEACHINGS = "enseignements"
    DECISIONS = "decisions"
    """What is asked of those who decide: what, of whom, by when."""
    ASSISTED = "phrases"
    """Sentences that a language model drafted and a person signed, one a line, each behind the signer's role."""


EDITED: Final = (TextName.CONTEXT, TextName.TEACHINGS, TextName.DECISIONS)
"""Those that the team writes line by line."""


class TeamText(msgspec.Struct, frozen=True):
    """One version of a text, from 1; `text` holds references as `[[contribution id]]`. `by`: the person's id."""

    session: str
    name: str
    version: int
    text: str
    at: datetime
    by: str


class TeamTexts(Protocol):
    """Where they are kept."""

    async def of(self, session: str) -> list[TeamText]:
        """The newest version of each text of a session, by name."""

    async def add(self, text: TeamText) -> bool:
        """Keep a version that follows the one before it; False, and nothing kept, if that is no longer the newest."""


class Wrong(StrEnum):
    """What is wrong with a line."""

    UNKNOWN = "unknown"
    """It cites a number that no contribution has."""
    NO_GROUND = "no_ground"
    """It cites no contribution (nor, in the context, a source)."""
    GROUP_OF_ONE = "group_of_one"
    """It lends the words of a single person to the group."""
    NO_WORDS = "no_words"
    """It is nothing but references."""
    TOO_LONG = "too_long"


class Complaint(msgspec.Struct, frozen=True):
    """One line that cannot be kept: which, from 1, what is wrong, and the number it is about, if any."""

    line: int
    wrong: Wrong
    number: str = ""


class Cited(msgspec.Struct, frozen=True):
    """What a number stands for: a contribution, and whose it is."""

    contribution: str
    author: str


class Line(msgspec.Struct, frozen=True):
    """A line as it may be printed: its words without references, and the contributions it cites, each once."""

    text: str
    cites: tuple[str, ...]
    sourced: bool


def of_the_group(text: str) -> bool:
    """Whether a sentence says « le groupe »: two people at least have to have said what it reports."""
    return _THE_GROUP.search(text) is not None


def typed(text: str, numbers: Mapping[str, str]) -> str:
    """As the team reads and edits it: each reference by its number of today; what is gone by « C??? »."""
    return _KEPT.sub(lambda found: numbers.get(found[1], "C???"), text)


def read(name: TextName, text: str, known: Mapping[str, Cited]) -> tuple[str, tuple[Complaint, ...]]:
    """What was typed, with references by id; and what is wrong with it, line by line. `known`: by number."""
    complaints: list[Complaint] = []
    if len(text) > LONGEST:
        return text, (Complaint(1, Wrong.TOO_LONG),)
    for place, line in enumerate(text.splitlines(), 1):
        if line.strip():
            complaints += _complaints(name, place, line, known)
    # Brackets of the reader's own are no references: whoever types them gets them back as words.
    plain = text.replace("[[", "[ [")
    kept = _NUMBER.sub(lambda found: f"[[{known[found[1]].contribution}]]" if found[1] in known else found[1], plain)
    return kept, tuple(complaints)


def _complaints(name: TextName, place: int, line: str, known: Mapping[str, Cited]) -> Iterator[Complaint]:
    numbers = list(dict.fromkeys(_NUMBER.findall(line)))
    unknown = [number for number in numbers if number not in known]
    for number in [*unknown, *(["C???"] if "C???" in line else [])]:
        yield Complaint(place, Wrong.UNKNOWN, number)
    cited = [known[number] for number in numbers if number in known]
    sourced = name is TextName.CONTEXT and _SOURCE.search(line) is not None
    if not cited and not unknown and not sourced:
        yield Complaint(place, Wrong.NO_GROUND)
    if cited and of_the_group(line) and len({one.author for one in cited}) < 2:
        yield Complaint(place, Wrong.GROUP_OF_ONE)
    if numbers and not any(letter.isalnum() for letter in _NUMBER.sub("", line)):
        yield Complaint(place, Wrong.NO_WORDS)


def lines(text: str) -> Iterator[Line]:
    """The lines of a kept text."""
    for line in text.splitlines():
        if line.strip():
            # One space first: the patterns would try every way to share out a line of twenty thousand.
            words = " ".join(_EMPTY.sub("", _REFERENCES.sub("", " ".join(line.split()))).split())
            words = re.sub(r"\s+([.,])", r"\1", words)
            yield Line(words, tuple(dict.fromkeys(_KEPT.findall(line))), _SOURCE.search(line) is not None)


def stands(name: TextName, line: Line, authors: Mapping[str, str]) -> bool:
    """Whether a line may be printed today. `authors`: of the contributions that can still be cited, by id."""
    cited = {authors[one] for one in line.cites if one in authors}
    if not cited:
        return name is TextName.CONTEXT and line.sourced
    if _QUOTES.search(line.text) is not None and not all(one in authors for one in line.cites):
        # Whose words they were cannot be told: they may be those that were taken back.
        return False
    return len(cited) > 1 or not of_the_group(line.text)


class Signed(msgspec.Struct, frozen=True):
    """A sentence that a language model drafted: who signed it (a role), its words, the contributions it rests on."""

    role: str
    text: str
    cites: tuple[str, ...]


def line_of(sentence: Signed) -> str:
    """As it is kept: `role words [[contribution id]]…`."""
    return f"{sentence.role} {sentence.text} {''.join(f'[[{one}]]' for one in sentence.cites)}"


def signed(text: str) -> list[Signed]:
    """The sentences of a kept text of that kind."""
    found = []
    for line in text.splitlines():
        role, _, rest = line.partition(" ")
        found.append(Signed(role, _KEPT.sub("", rest).strip(), tuple(_KEPT.findall(rest))))
    return found


def ungrounded(texts: Sequence[TeamText], authors: Mapping[str, str]) -> list[tuple[str, str]]:
    """The lines that are not printed because what they rested on is gone: (name of the text, words)."""
    return [
        (text.name, line.text)
        for text in texts
        if text.name in EDITED
        for line in lines(text.text)
        if not stands(TextName(text.name), line, authors)
    ]
