"""Panels about programmes: which there are, one with its sessions, the questions about them. Part of `panels.Panel`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.engine.group import SessionStatus


class SessionProgress(msgspec.Struct, frozen=True):
    """How far one session is. `name`: its subject and where it is held; `step` of `steps`: 0 where none counts."""

    session: str
    name: str
    status: SessionStatus
    opened_at: datetime | None
    closed_at: datetime | None
    people: int
    step: int
    steps: int
    contributions: int
    withheld: int
    """Contributions that wait for a facilitator's decision."""
    erased: bool = False
    """Its answers were, at the end of the time for which they are kept: nothing is counted."""


class ProgrammesPanel(msgspec.Struct, frozen=True, tag=True):
    """The programmes of an organisation. `programmes`: (id, name, how many sessions)."""

    organisation: str
    name: str
    programmes: tuple[tuple[str, str, int], ...]
    may_change: bool = False


class ProgrammePanel(msgspec.Struct, frozen=True, tag=True):
    """One programme and how far its sessions are, side by side.

    `menu`: which choice a tap has opened, of `choices`, sessions (id, name): `add` | `remove`, or empty.
    """

    organisation: str
    programme: str
    name: str
    sessions: tuple[SessionProgress, ...]
    may_change: bool = False
    menu: str = ""
    choices: tuple[tuple[str, str], ...] = ()


class ProgrammeNamePanel(msgspec.Struct, frozen=True, tag=True):
    """« Quel nom pour ce programme ? », typed. `name`: what it is called now; empty for a new one."""

    name: str
    too_long: int = 0


class WhichProgrammePanel(msgspec.Struct, frozen=True, tag=True):
    """« Dans quel programme ? », at launch, where there is one: (id, name), the one of the last session first."""

    workshop: str
    choices: tuple[tuple[str, str], ...]
    too_long: int = 0


ProgrammesPanels = ProgrammesPanel | ProgrammePanel | ProgrammeNamePanel | WhichProgrammePanel
