"""Live or over several days: what a facilitator is asked at launch, after the parameters, and what her answers make.

Pure, over the draft of a launch. Not here: the parameters themselves (`launch`), what a schedule means (`engine`).
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

from bot.engine.script import Asynchronous, Script
from bot.engine.timetable import SUNDAY, Schedule
from bot.facilitation.launch import LIVE, LaunchDraft
from bot.facilitation.panels import ModePanel, StartPanel
from bot.facilitation.policy import Policy

DATES_OFFERED: Final = 4
LATEST: Final = timedelta(days=366)
WORTH_STARTING: Final = timedelta(hours=2)
"""Today is offered as the first day if at least that much of it is left."""

_LIVE: Final = frozenset({"direct", "en direct", "live", "ensemble", "together"})
_TODAY: Final = frozenset({"aujourd'hui", "aujourd’hui", "today"})
_TOMORROW: Final = frozenset({"demain", "tomorrow"})
_DATE: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


def question(
    script: Script, draft: LaunchDraft, policy: Policy, now: datetime, language: str, error: str = ""
) -> Question | None:
    """What is to be asked still, with the parameters given; None once it is settled how the session is run.

    `error`: why the date just typed could not be taken.
    """
    timing = script.asynchronous
    if timing is None or draft.mode == LIVE:
        return None
    title = script.spoken(language).title
    if not draft.mode:
        return ModePanel(title, script.announced_minutes, timing.lengths, timing.days)
    if draft.first:
        return None
    dates = tuple(one.isoformat() for one in _dates(timing, policy, now))
    return StartPanel(title, int(draft.mode), dates, error)


Question = ModePanel | StartPanel


def read_mode(script: Script, text: str) -> str:
    """`live`, a number of days that the workshop offers, or nothing that can be taken."""
    text = " ".join(text.lower().split())
    if text in _LIVE:
        return LIVE
    days = re.fullmatch(r"(\d{1,2})(?: jours?| days?)?", text)
    offered = script.asynchronous.lengths if script.asynchronous is not None else ()
    return days[1] if days is not None and int(days[1]) in offered else ""


def read_start(text: str, policy: Policy, now: datetime) -> tuple[str, str]:
    """The date typed, in ISO 8601, or why it cannot be taken (`not_a_date`, `too_early`, `too_late`)."""
    today = now.astimezone(policy.timezone).date()
    found = _date(" ".join(text.lower().split()), today)
    if found is None:
        return "", "not_a_date"
    if found < today:
        return "", "too_early"
    return (found.isoformat(), "") if found - today <= LATEST else ("", "too_late")


def schedule(script: Script, draft: LaunchDraft, policy: Policy) -> Schedule | None:
    """The days of the session; None for a live one."""
    timing = script.asynchronous
    if timing is None or not draft.first:
        return None
    return Schedule(int(draft.mode), date.fromisoformat(draft.first), policy.quiet, timing.closes)


def _date(text: str, today: date) -> date | None:
    if text in _TODAY:
        return today
    if text in _TOMORROW:
        return today + timedelta(days=1)
    parts = _DATE.fullmatch(text)
    try:
        if parts is None:
            return date.fromisoformat(text)
        found = date(int(parts[3] or today.year), int(parts[2]), int(parts[1]))
        # « 4/1 », written in December, is next year's.
        return found if parts[3] or found >= today else found.replace(year=today.year + 1)
    except ValueError:
        return None


def _dates(timing: Asynchronous, policy: Policy, now: datetime) -> list[date]:
    """The next days on which it may begin."""
    local = now.astimezone(policy.timezone)
    enough = (local + WORTH_STARTING).date() == local.date() and (local + WORTH_STARTING).time() <= timing.closes
    days = (local.date() + timedelta(days=number) for number in range(0 if enough else 1, DATES_OFFERED + 4))
    return [day for day in days if day.isoweekday() != SUNDAY][:DATES_OFFERED]
