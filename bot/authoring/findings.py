"""Collect everything that is wrong with one script, so that its author mends it in one go.

Here: an issue and its two-line form, the collection, « did you mean ». Not here: what each code means (`issues`), nor
what counts as wrong (`fields`, `steps`, `reading`, the `check_*` modules).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from bot.authoring.issues import CATALOGUE, Severity
from bot.saying import LANGUAGES, Said, refused, say


class Position(NamedTuple):
    """Line and column in a file, both from 1."""

    line: int
    col: int


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
    finding: Said
    remedy: Said
    severity: Severity

    @property
    def is_error(self) -> bool:
        """Whether the script cannot be launched with it."""
        return self.severity is Severity.ERROR

    def into(self, language: str) -> str:
        """Its two lines: the place and what was found, then what to do."""
        place = f"{self.file}:{self.line}:{self.col}  {self.code}"
        return f"{place}  {self.finding.into(language)}\n    {self.remedy.into(language)}"

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


def unreadable(file: Path, error: OSError) -> Issue:
    """What is said of a file that cannot be opened at all."""
    finding = say("{name} cannot be opened: {reason}.", name=file.name, reason=refused(error))
    return Issue(str(file), *START, "S001", finding, say("Check its rights."), CATALOGUE["S001"].severity)


@dataclass(slots=True)
class Findings:
    """What has been found so far in one file."""

    file: str
    most: int = MOST
    _found: dict[tuple[Position, str, str], Issue] = field(default_factory=dict)

    def add(self, at: Position, code: str, finding: Said, remedy: Said | None = None) -> None:
        """Keep one finding, once. Both are whole sentences; without a `remedy` the catalogue's general one is given.

        Raises:
            TooManyFindingsError: there are `most` already.
        """
        if len(self._found) >= self.most:
            raise TooManyFindingsError
        kind = CATALOGUE[code]
        issue = Issue(self.file, at.line, at.col, code, finding, remedy or kind.sentences[-1], kind.severity)
        self._found.setdefault((at, code, str(finding)), issue)

    def give_up(self) -> None:
        """Say that there would be more, in the place of the last one."""
        last = next(reversed(self._found))
        del self._found[last]
        self.add(
            last[0], "S010", say("There are more than {most} findings, which are not all given.", most=self.most - 1)
        )

    def leave_out(self, allowed: Callable[[Issue], bool]) -> None:
        """Forget the warnings that are allowed; what is an error stays."""
        self._found = {key: issue for key, issue in self._found.items() if issue.is_error or not allowed(issue)}

    def issues(self) -> list[Issue]:
        """In the order of the file."""
        return [self._found[key] for key in sorted(self._found)]
