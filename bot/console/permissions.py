"""Which role may open which door of the console: one table, and what is not in it is refused.

A route without an entry fails a test before anybody meets it; until then nobody gets through (default deny). Not here:
who has which role (`facilitation.access`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.facilitation.organisations import Role

OWNS: Final = frozenset({Role.OWNER})
STEERS: Final = OWNS | {Role.FACILITATOR}
WRITES: Final = STEERS | {Role.TEAM}
BELONGS: Final = WRITES | {Role.OBSERVER}

PUBLIC: Final = frozenset({"sign_in", "enter", "static", "public", "public_preview", "public_download"})
"""Doors that need no role: the way in, what pages are dressed with, and pages that a team made public."""

PERMISSIONS: Final[Mapping[str, frozenset[Role]]] = {
    "sessions": BELONGS,
    "leave": BELONGS,
    "leave_everywhere": BELONGS,
    "session": BELONGS,
    "live": BELONGS,
    "screen": BELONGS,
    "screen_live": BELONGS,
    "qr": BELONGS,
    "notebook": BELONGS,
    "preview": BELONGS,
    "download": BELONGS,
    "send": BELONGS,
    "progress": BELONGS,
    "compile": WRITES,
    "review": BELONGS,
    "keep_named": STEERS,
    "validate": STEERS,
    "public_switch": STEERS,
    "journal": BELONGS,
    "contributions": BELONGS,
    "contribution": BELONGS,
    "code": WRITES,
    "grid": BELONGS,
    "write_grid": WRITES,
    "codes": BELONGS,
    "texts": BELONGS,
    "text": BELONGS,
    "write": WRITES,
    "sentences": BELONGS,
    "sentences_progress": WRITES,
    "agree": OWNS,
    "sending": WRITES,
    "sentences_send": WRITES,
    "sign": WRITES,
    "unsign": WRITES,
    "votes": BELONGS,
    "leads": BELONGS,
    "ideas": STEERS | {Role.OBSERVER},
    "programmes": BELONGS,
    "programme_make": STEERS,
    "programme": BELONGS,
    "programme_change": STEERS,
    "comparison": BELONGS,
    "programme_compile": WRITES,
    "programme_progress": BELONGS,
    "programme_download": BELONGS,
    "programme_send": BELONGS,
    "answers": BELONGS,
    "answer": WRITES,
    "publish": STEERS,
    "people": STEERS,
    "invite": STEERS,
    "revoke": STEERS,
    "change_role": OWNS,
    "remove": OWNS,
    "settings": BELONGS,
    "set": OWNS,
    "logo": BELONGS,
    "workshops": BELONGS,
    "workshop": BELONGS,
    "explained": BELONGS,
    "script_new": STEERS,
    "script_make": STEERS,
    "script_bring": STEERS,
    "script": BELONGS,
    "script_write": STEERS,
    "script_files": STEERS,
    "script_file": BELONGS,
    "script_versions": BELONGS,
    "script_restore": STEERS,
    "launch": STEERS,
    "launched": STEERS,
    "rehearse": WRITES,
    "rehearsal": WRITES,
    "act": WRITES,
}

OUTLIVE_PURGING: Final = frozenset({"notebook", "preview", "download", "send", "public_switch"})
"""Doors of a session that stay once its answers are erased: the notebook that was made of them, and who may read it."""


def may(role: Role, door: str) -> bool:
    """Whether that role opens that door."""
    return role in PERMISSIONS.get(door, frozenset())
