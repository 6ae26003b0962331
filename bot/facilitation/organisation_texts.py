"""What an organisation keeps in writing for all its sessions, every version: its reading grid, what it agreed to.

Records of the port. Not here: what a text says and who may write it (`grids`, `signing`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec


class OrganisationText(msgspec.Struct, frozen=True):
    """One version of a text, from 1. `by`: the person's id."""

    organisation: str
    name: str
    version: int
    text: str
    at: datetime
    by: str


class OrganisationTexts(Protocol):
    """Where they are kept."""

    async def newest(self, organisation: str, name: str) -> OrganisationText | None:
        """The newest version of a text; None until there is one."""

    async def add(self, text: OrganisationText) -> bool:
        """Keep a version that follows the one before it; False, and nothing kept, if that is no longer the newest."""
