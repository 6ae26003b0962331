"""Collect everything that is wrong with a crowd file or a script test, so that its author mends it in one go.

Here: the codes, the line format and « did you mean ». Not here: what counts as wrong (`crowd_reading`, `crowd_checks`).
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bot.errors import AuthorError
from bot.rehearsal.crowd_model import Position
from bot.saying import LANGUAGES, Said, quoted, say

CODES: Final = {
    "C101": "the file cannot be read: missing, too large, or not UTF-8",
    "C102": "the file is neither JSON nor YAML, or nests too deeply",
    "C103": "a key is given twice",
    "C104": "a value is of the wrong kind (text, number, list, mapping)",
    "C105": "something required is missing or empty",
    "C106": "a key that crowd files do not have",
    "C107": "a value outside what is allowed",
    "C108": "an id is given twice, or is reserved",
    "C110": "the crowd is for another workshop",
    "C111": "an answer, a form, a behaviour or a probe is for a step the workshop lacks",
    "C112": "votes are given for a step that is not a vote",
    "C113": "a vote is for an item that is not put to the vote",
    "C114": "a grade the vote does not have",
    "C115": "a reference to a person who is not in the crowd",
    "C116": "a reference to a message that person does not send",
    "C117": "a probe that is not one of the common ones",
    "T101": "a script test names a seat that nobody has",
    "T102": "a script test names a step, gate, pool or vote the workshop lacks",
    "T103": "a script test gives a parameter the workshop lacks",
    "T104": "no moment can be read in what the clock of a script test is set to",
    "T105": "a step of a script test says nothing, or several things",
}
"""Every code of a finding, and what it means in general."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a file, where, and what to do about it."""

    path: Path
    at: Position
    code: str
    finding: Said
    remedy: Said

    def into(self, language: str) -> str:
        """Its line."""
        line, column = self.at
        said = f"{self.finding.into(language)}. {self.remedy.into(language)}"
        return f"{self.path}:{line}:{column}  {self.code}  {said}"

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


@dataclass(slots=True)
class Findings:
    """What has been found so far in one file."""

    path: Path
    _found: dict[tuple[Position, str, str], Finding] = field(default_factory=dict)

    def add(self, at: Position, code: str, finding: Said, remedy: Said) -> None:
        """Keep one finding. `finding` and `remedy` are sentences without and with their full stop, respectively."""
        if code not in CODES:
            raise KeyError(code)
        found = Finding(self.path, at, code, finding, remedy)
        # A value read twice (one latency for both ends of the span) is still one finding.
        self._found[at, code, str(found)] = found

    def raise_if_any(self) -> None:
        """Raise AuthorError with one line a finding, in the order of the file."""
        if self._found:
            raise AuthorError([self._found[key] for key in sorted(self._found)])


def did_you_mean(given: str, known: Collection[str], *, otherwise: Said) -> Said:
    """A remedy: the known word nearest to `given`, or else what there is to choose from, or else `otherwise`."""
    near = get_close_matches(given, sorted(known), n=1)
    if near:
        return say("Did you mean {near}?", near=quoted(near[0]))
    # A long list helps nobody find one word.
    if known and len(known) <= 24:
        return say("Known here: {known}.", known=tuple(sorted(known)))
    return otherwise
