"""What the agency answers to each lead: kept, in part, not kept, under study, and why. Records of the store's port.

An answer is the team's own until it is published: then it is what participants were told and what the notebook prints,
and stays so until another is published. Not here: which leads there are (`leads`), the gestures (`answering`).
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Protocol

import msgspec


class LeadStatus(StrEnum):
    """What becomes of a lead."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not_kept"
    STUDIED = "studied"


class LeadAnswer(msgspec.Struct, frozen=True):
    """The answer to one lead. `by`: the person's id who wrote it last."""

    session: str
    lead: str
    status: LeadStatus
    reason: str
    at: datetime
    by: str
    published: LeadStatus | None = None
    published_reason: str = ""
    published_at: datetime | None = None

    @property
    def to_publish(self) -> bool:
        """Whether it is whole, and says something else than what was published."""
        return bool(self.reason) and (self.status, self.reason) != (self.published, self.published_reason)


class LeadAnswers(Protocol):
    """What can be read of them."""

    async def of(self, session: str) -> list[LeadAnswer]:
        """Those of a session, by lead."""


class SaveLeadAnswer(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by session and lead)."""

    answer: LeadAnswer
