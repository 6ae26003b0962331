"""What is wrong with a template, in its author's words: place, code, finding, remedy.

Jinja and typst say what they miss in English of their own. What they name is put into a sentence; what they say
otherwise is quoted as theirs, for it is what one searches for. Not here: raising it (`rendering`, `formats`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from bot.saying import LANGUAGES, Said, say

_NAMED: Final = re.compile(r"'([^']*)'")

LISTED: Final = say("What a template may use is listed in docs/notebook.md.")
SHOWS: Final = say("A template shows the notebook; it reaches for nothing else.")
CORRECT: Final = say("Correct the template.")
CIRCLES: Final = say("This goes round in circles.")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One, with its place: `file:line:column`."""

    place: str
    code: str
    finding: Said
    remedy: Said

    def into(self, language: str) -> str:
        """Its line."""
        return f"{self.place}  {self.code}  {self.finding.into(language)} {self.remedy.into(language)}"

    def __str__(self) -> str:
        return self.into(LANGUAGES[0])


def of_jinja(error: Exception, place: str, looked: tuple[str, ...] = ()) -> Mistake:
    """What Jinja, or an operation of a template, complains of. `looked`: where a template was looked for."""
    said = str(getattr(error, "message", None) or error).rstrip(".")
    match error:
        case TemplateSyntaxError():
            return Mistake(place, "N002", say("Jinja cannot read this, and says “{said}”.", said=said), CORRECT)
        case TemplateNotFound():
            finding = say("There is no template “{name}”.", name=str(error.name))
            return Mistake(place, "N004", finding, say("Looked in {looked}.", looked=looked))
        case UndefinedError():
            named = _NAMED.findall(said)
            return Mistake(place, "N001", say("Nothing is called “{name}”.", name=named[-1] if named else said), LISTED)
        case SecurityError():
            return Mistake(place, "N003", say("This is refused: “{said}”.", said=said), SHOWS)
        case RecursionError():
            return Mistake(place, "N003", CIRCLES, CORRECT)
        case _:
            return Mistake(place, "N005", say("This cannot be worked out: “{said}”.", said=said), CORRECT)
