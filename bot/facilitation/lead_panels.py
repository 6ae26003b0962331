"""Panels about what becomes of leads: the table, one lead, and what its authors are told. Part of `panels.Panel`."""

from __future__ import annotations

from datetime import datetime

import msgspec


class LeadLine(msgspec.Struct, frozen=True):
    """One lead. `lead`: what its button carries; `status`: empty while there is no answer."""

    lead: str
    code: str
    text: str
    status: str = ""
    reason: str = ""
    published: bool = False
    """Whether this answer, as it stands, was told to its authors."""


class LeadsPanel(msgspec.Struct, frozen=True, tag=True):
    """The table of answers. `to_publish`: how many are whole and were not told yet; `due`: when they are expected.

    `confirm`: a tap asked to publish, and a second one must confirm.
    """

    session: str
    title: str
    leads: tuple[LeadLine, ...]
    to_publish: int
    due: datetime | None = None
    may_answer: bool = False
    may_publish: bool = False
    confirm: bool = False
    asked: bool = False
    """It comes by itself, because they are due."""


class LeadPanel(msgspec.Struct, frozen=True, tag=True):
    """One lead, `number` of `total`: four answers to tap, then the reason, typed. `too_long`: of the one just typed."""

    session: str
    lead: LeadLine
    number: int
    total: int
    too_long: int = 0


class LeadNewsPanel(msgspec.Struct, frozen=True, tag=True):
    """What became of the leads that somebody proposed, told to them: `leads` are theirs only."""

    title: str
    leads: tuple[LeadLine, ...]


LeadPanels = LeadsPanel | LeadPanel | LeadNewsPanel
