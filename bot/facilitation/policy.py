"""What the operator decided, as the use cases need it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.engine.timetable import QuietHours
from bot.facilitation.grid import Grids, NoGrids, Suggesting, nothing_suggested


@dataclass(frozen=True, slots=True)
class Policy:
    """Settings of the installation. `facilitators`: users of the channel who own the first organisation.

    `link` turns a session's join code into what participants open.
    """

    facilitators: frozenset[str]
    link: Callable[[str], str]
    notebooks: Path
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Paris"))
    quiet_from: time = time(21)
    quiet_until: time = time(8)
    language: str = "fr"
    defaults: dict[str, str] = field(default_factory=dict)
    """Values for script parameters that the installation knows (`agence`, `nom_bot`).

    Offered before the script's own.
    """
    small_count: int = 3
    percent_from: int = 20
    answers_after: timedelta = timedelta(days=90)
    """How long after the close the agency's answers to the leads are due."""
    formats: tuple[str, ...] = ("html", "pdf", "md")
    """What is compiled at the close."""
    for_members: tuple[str, ...] = ("participants",)
    """What is made for those who took part, when they are asked whether they recognise themselves."""
    sent: tuple[str, ...] = ("html", "pdf")
    """What of it facilitators are sent: to read on a phone, to print and pass on. The rest waits in the folder."""
    notice: str = ""
    """Printed on every page: what a rehearsal's data are."""
    software: str = "Horizons"
    retention: timedelta = timedelta(days=365)
    """How long answers are kept after the close of their session, unless it promised to erase them sooner."""
    suggesting: Suggesting = nothing_suggested
    """Which codes of a grid the words of a text call for."""
    grids: Grids = field(default_factory=NoGrids)
    """How reading grids are written, and those that ship."""
    group_link: Callable[[str], str] = str
    """Turns a session's id into what a facilitator opens to bring the bot into a group that is to follow it."""
    console: str = ""
    """The address under which people reach the console; empty where none is served."""

    assistance: str = ""
    """Where a language model may be asked for sentences (host and model); empty where none may."""

    def lists(self, user: str) -> bool:
        """Whether the setting names that user of the channel among the installation's own facilitators."""
        return user in self.facilitators

    @property
    def quiet(self) -> QuietHours:
        """When nobody is written to unasked, where the participants live."""
        return QuietHours(self.timezone.key, self.quiet_from, self.quiet_until)

    def is_quiet(self, at: datetime) -> bool:
        """Whether reminders hold their tongue: at night, and all Sunday."""
        return self.quiet.cover(at)
