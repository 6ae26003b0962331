"""Links into a session: how many people they let in, as typed and as kept, and the text that goes with one.

Pure. A launch makes them here, and so does whoever changes places later. Not here: who comes in by them (`entrance`).
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from bot.engine.timetable import Schedule
from bot.facilitation.entrance import PREFIX
from bot.facilitation.organisations import Invitation, key_of
from bot.facilitation.panels import InvitationPanel
from bot.facilitation.people import LONGEST_LABEL, SECRET_LENGTH
from bot.facilitation.places import OPEN, PERSONAL
from bot.facilitation.ports import Entropy
from bot.facilitation.records import SessionRecord

MOST_PLACES: Final = 5_000
LASTS: Final = timedelta(days=14)
"""How long a personal invitation is good for."""

_UNLIMITED: Final = frozenset({"0", "sans limite", "illimité", "no limit", "unlimited"})
_QUOTA: Final = re.compile(r"(?P<label>.*\S)\s*(?::|=|-|–|×|x)\s*(?P<most>\d{1,4})")


def read_capacity(text: str) -> int | None:
    """A number of places as typed, 0 for no limit; None for what is none."""
    number = 0 if text.lower() in _UNLIMITED else int(text) if re.fullmatch(r"[0-9]{1,4}", text) else -1
    return number if 0 <= number <= MOST_PLACES else None


def read_quota(text: str) -> tuple[str, int] | None:
    """« Élu·e·s : 3 »: for whom, and how many; None for what cannot be read so."""
    found = _QUOTA.fullmatch(text)
    return None if found is None else (found["label"], int(found["most"]))


def open_link(record: SessionRecord, by: str, now: datetime, most: int = 0) -> Invitation:
    """The session's open link, with its places counted."""
    return Invitation(key_of(record.join), record.organisation, by, now, session=record.id, role=OPEN, most=most)


def new_link(
    record: SessionRecord, by: str, now: datetime, entropy: Entropy, *, role: str, label: str, most: int
) -> tuple[str, Invitation]:
    """A link for a profile, or for one person, and its secret, which is kept nowhere."""
    secret = f"{PREFIX}{entropy.token(SECRET_LENGTH)}"
    until = now + LASTS if role == PERSONAL else None
    label = label[:LONGEST_LABEL]
    return secret, Invitation(
        key_of(secret), record.organisation, by, now, until, session=record.id, role=role, label=label, most=most
    )


def invitation(
    record: SessionRecord, minutes: int, schedule: Schedule | None, link: str, profile: str = "", places: int = 0
) -> InvitationPanel:
    """The text to forward with a link. `profile`: whom it is for, with so many places."""
    return InvitationPanel(
        record.title,
        str(record.parameters.get("agence", "")),
        minutes,
        link,
        0 if schedule is None else schedule.length,
        "" if schedule is None else schedule.date_of(1).isoformat(),
        profile,
        places,
    )
