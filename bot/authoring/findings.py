"""Collect everything that is wrong with one script, so that its author mends it in one go.

Here: an issue and its two-line form, the collection, « did you mean ». Not here: what each code means (`issues`), nor
what counts as wrong (`fields`, `steps`, `reading`, the `check_*` modules).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

from bot.authoring.issues import CATALOGUE, Severity


class Position(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int
    col: int


START = Position(1, 1)


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that is wrong with a script, where, and what to do about it."""

    file: str
    line: int
    col: int
    code: str
    finding: str
    remedy: str
    severity: Severity

    @property
    def is_error(self) -> bool:
        """Whether the script cannot be launched with it."""
        return self.severity is Severity.ERROR

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.col}  {self.code}  {self.finding}\n    {self.remedy}"


def unreadable(file: Path, error: OSError) -> Issue:
    """What is said of a file that cannot be opened at all."""
    finding = f"{file.name} cannot be opened: {error.strerror or error}."
    return Issue(str(file), *START, "S001", finding, "Check its rights.", CATALOGUE["S001"].severity)


@dataclass(slots=True)
class Findings:
    """What has been found so far in one file."""

    file: str
    _found: dict[tuple[Position, str, str], Issue] = field(default_factory=dict)

    def add(self, at: Position, code: str, finding: str, remedy: str = "") -> None:
        """Keep one finding, once. Both are whole sentences; without a `remedy` the catalogue's general one is given."""
        kind = CATALOGUE[code]
        issue = Issue(self.file, at.line, at.col, code, finding, remedy or kind.remedy, kind.severity)
        self._found.setdefault((at, code, finding), issue)

    def leave_out(self, allowed: Callable[[Issue], bool]) -> None:
        """Forget the warnings that are allowed; what is an error stays."""
        self._found = {key: issue for key, issue in self._found.items() if issue.is_error or not allowed(issue)}

    def issues(self) -> list[Issue]:
        """In the order of the file."""
        return [self._found[key] for key in sorted(self._found)]


def did_you_mean(given: str, known: Collection[str], label: str) -> str:
    """A remedy: the known word nearest to `given` if there is one, then what there is to choose from.

    `label` opens the list: `Pools here: horizons, pistes.`
    """
    near = get_close_matches(given, sorted(known), n=1) or [one for one in known if one.lower() == given.lower()]
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    # A long list helps nobody find one word.
    choice = f"{label}: {', '.join(known) or 'none'}." if len(known) <= 30 else ""
    return (guess + choice).strip() or "Check the spelling."


def quoted(text: str) -> str:
    """`text` in quotation marks, on one line and short enough for a message."""
    flat = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return f'"{flat[:57]}…"' if len(flat) > 60 else f'"{flat}"'
