"""Programmes: sessions of one organisation that belong together. Records that cross the store's port, and their writes.

A session is in one programme at most. What a session is about, where and when, it says itself (its title, its
territory, its dates): a programme only has a name. Not here: the gestures (`programming`), what is told of the sessions
together (`progress`), the notebook of all of them (the compiler's).
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

import msgspec

from bot.facilitation.records import SessionRecord


class Programme(msgspec.Struct, frozen=True):
    """A programme. `by`: the person's id who made it."""

    id: str
    organisation: str
    name: str
    created_at: datetime
    by: str


class Programmes(Protocol):
    """What can be read of them."""

    async def one(self, programme: str) -> Programme | None:
        """By id."""

    async def all(self) -> list[Programme]:
        """Every one, the one made last first."""

    async def of_organisation(self, organisation: str) -> list[Programme]:
        """Those of an organisation, the one made last first."""

    async def of_session(self, session: str) -> Programme | None:
        """The one that a session is in."""

    async def sessions(self, programme: str) -> list[SessionRecord]:
        """The sessions of a programme, oldest first."""


class SaveProgramme(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by id)."""

    programme: Programme


class PlaceSession(msgspec.Struct, frozen=True, tag=True):
    """The session is in that programme from now on, and in no other; with none named, in no programme."""

    session: str
    programme: str


ProgrammeWrite = SaveProgramme | PlaceSession
