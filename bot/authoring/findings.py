"""Collect everything that is wrong with one script, so that its author mends it in one go.

Here: an issue and its two-line form, the collection, « did you mean ». Not here: what each code means (`issues`), nor
what counts as wrong (`fields`, `steps`, `reading`, the `check_*` modules).
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Final, NamedTuple

from bot.authoring.issues import CATALOGUE, Severity


class Position(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int
    col: int


_COMPARED: Final = 200
_LOOKED_AT: Final = 1_000

START = Position(1, 1)
MOST: Final = 500
"""Of findings in one file: past that somebody has checked something that is no script, or generated one."""


class TooManyFindingsError(Exception):
    """The file has more findings than anybody would mend one by one."""


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
    most: int = MOST
    _found: dict[tuple[Position, str, str], Issue] = field(default_factory=dict)

    def add(self, at: Position, code: str, finding: str, remedy: str = "") -> None:
        """Keep one finding, once. Both are whole sentences; without a `remedy` the catalogue's general one is given.

        Raises:
            TooManyFindingsError: there are `most` already.
        """
        if len(self._found) >= self.most:
            raise TooManyFindingsError
        kind = CATALOGUE[code]
        issue = Issue(self.file, at.line, at.col, code, finding, remedy or kind.remedy, kind.severity)
        self._found.setdefault((at, code, finding), issue)

    def give_up(self) -> None:
        """Say that there would be more, in the place of the last one."""
        last = next(reversed(self._found))
        del self._found[last]
        self.add(last[0], "S010", f"There are more than {self.most - 1} findings, which are not all given.")

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
    # Comparing with hundreds of words, hundreds of times, would take seconds.
    near = get_close_matches(given, sorted(known), n=1) if len(known) <= _COMPARED else []
    near = near or [one for one in known if one.lower() == given.lower()]
    guess = f'Did you mean "{near[0]}"? ' if near else ""
    # A long list helps nobody find one word.
    choice = f"{label}: {', '.join(known) or 'none'}." if len(known) <= 30 else ""
    return (guess + choice).strip() or "Check the spelling."


def quoted(text: str) -> str:
    """`text` in quotation marks, on one line and short enough for a message; what cannot be seen is spelled out."""
    # A zero-width joiner holds an emoji together.
    seen = (
        c if c.isprintable() or c == "\u200d" else " " if c.isspace() else f"\\u{ord(c):04x}" for c in text[:_LOOKED_AT]
    )
    flat = " ".join("".join(seen).split())
    return f'"{flat[:57]}…"' if len(flat) > 60 else f'"{flat}"'
