"""What the notebook of a programme is compiled from: each of its sessions as its own notebook is. Nobody is in it."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.facilitation.programmes import Programme
from bot.facilitation.records import Material


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
