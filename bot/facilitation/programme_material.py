"""What the notebook of a programme is compiled from: each of its sessions as its own notebook is. Nobody is in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec

from bot.facilitation.programmes import Programme
from bot.facilitation.records import Material


class ComparedTable(msgspec.Struct, frozen=True):
    """A table that compares the sessions, as it may be shown. `figures`: which columns are numbers."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str
    figures: tuple[bool, ...]


class ProgrammeMaterial(msgspec.Struct, frozen=True):
    """`sessions`: those that were opened, by that date; `agency`: the name of the organisation."""

    programme: Programme
    agency: str
    sessions: tuple[Material, ...]
    compiled_at: datetime
    software: str
    language: str = "fr"
    """Of a programme without any session."""
    small_count: int = 3
    percent_from: int = 20
    template: str = ""
    logo: bytes = b""
    """The organisation's, as in `Material`."""


Compared = Callable[[ProgrammeMaterial], Sequence[ComparedTable]]
"""What compares the sessions of a programme. Slow enough to be called off the event loop."""
