"""What a code of the catalogue is: its severity and its words. Not here: the codes (`issues`, `method_issues`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.saying import Said


class Severity(StrEnum):
    """Whether the script may be launched all the same."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One code. `explanation` says why it matters to people in the session; `example` is a fragment that has it."""

    code: str
    title: str
    explanation: str
    example: str
    remedy: str

    @property
    def sentences(self) -> tuple[Said, Said, Said, Said]:
        """Title, explanation, example and remedy, to be read in a language."""
        return Said(self.title), Said(self.explanation), Said(self.example), Said(self.remedy)

    @property
    def severity(self) -> Severity:
        """S9 codes warn; every other is an error."""
        return Severity.WARNING if self.code.startswith("S9") else Severity.ERROR
