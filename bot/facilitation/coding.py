"""The team's reading of what was said: each contribution filed under codes of the reading grid, by a person.

Codes are the rubrics that notebooks are read by; a contribution may bear several, or none of them (read, and filed
under nothing). The notebook prints it as the team's reading. Not here: what is printed (`notebook`), pages (`console`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Protocol

import msgspec

GRID: Final = ("vecu", "crainte", "envie", "analyse", "germe", "piste", "frein", "levier")
"""The rubrics, in the order of the page: the same in every grid (`grid` holds a team's own blocks and themes)."""
CODED: Final = "coded"
"""The gesture of the journal: somebody confirmed what a contribution is filed under."""


class Coding(msgspec.Struct, frozen=True):
    """How somebody of the team read one contribution. `by`: the person's id."""

    session: str
    contribution: str
    codes: tuple[str, ...]
    at: datetime
    by: str


class Codings(Protocol):
    """Where they are kept, the newest of each contribution; they go with the words they are about."""

    async def of(self, session: str) -> list[Coding]:
        """Those of a session."""

    async def put(self, coding: Coding) -> None:
        """Keep it, in place of an earlier one."""
