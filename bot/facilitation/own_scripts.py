"""The workshops that an organisation writes itself, every version of each. Records of the port.

A version is the script and the files beside it. It is kept whatever is wrong with it, so that nobody's work is lost;
only one that `check` lets through is `sound`, and of a workshop the newest sound one is launched. Two people who write
at once lose nothing: the second is refused and shown the first. Not here: what is launched (`workshops`), pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

import msgspec

from bot.facilitation.records import ScriptSource


class ScriptVersion(msgspec.Struct, frozen=True):
    """What is known of a version without its files.

    `version`: from 1; `hash`: what a session that runs it is pinned to, empty where the workshop was put away; `by`:
    the person's id; `note`: their own words about what changed.
    """

    organisation: str
    workshop: str
    version: int
    hash: str
    sound: bool
    at: datetime
    by: str
    note: str = ""

    @property
    def away(self) -> bool:
        """Whether this is the workshop put away: no files, and nothing before it is launched."""
        return not self.hash


class OwnScript(msgspec.Struct, frozen=True):
    """A version with its files."""

    about: ScriptVersion
    source: ScriptSource


class OwnScripts(Protocol):
    """Where they are kept."""

    async def newest(self, organisations: Sequence[str], *, sound: bool) -> list[OwnScript]:
        """The newest version of each workshop of these organisations, or the newest sound one; by workshop.

        A workshop that was put away has no sound one until somebody takes it up again.
        """

    async def versions(self, organisation: str, workshop: str) -> list[ScriptVersion]:
        """Those of one workshop, oldest first."""

    async def one(self, organisation: str, workshop: str, version: int) -> OwnScript | None:
        """One version, if it is there."""

    async def add(self, script: OwnScript) -> bool:
        """Keep a version that follows the one before it; False, and nothing kept, if that is no longer the newest."""
