"""Organisations, who belongs to them, and the invitations that let people in: records that cross the store's port.

An organisation (an agency, a laboratory) holds sessions; nobody outside it sees them. Not here: what each role may do
(`roles`), who is let in (`membership`), the people of a session (`records`).
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

import msgspec

from bot.facilitation.records import HOME, SessionRecord

__all__ = ["HOME", "CastMember", "Invitation", "Membership", "Organisation", "OrganisationReads", "Role", "key_of"]

BY_SETTING: Final = ""
"""`Membership.by` of those who are members because the installation's setting lists them."""


class Role(StrEnum):
    """What somebody is in an organisation; what each may do is in `roles`."""

    OWNER = "owner"
    """Steers sessions, and says who belongs to the organisation."""
    FACILITATOR = "facilitator"
    """Launches, steers and closes sessions."""
    OBSERVER = "observer"
    """Takes notes: reads everything, steers nothing."""
    TEAM = "team"
    """Works with what comes out: the state of a session, its notebook, the team's own cards."""


class Organisation(msgspec.Struct, frozen=True):
    """An agency, a laboratory: whoever holds sessions."""

    id: str
    name: str
    created_at: datetime


class Membership(msgspec.Struct, frozen=True):
    """One person in one organisation. `label`: what the inviter wrote to tell them apart; no name is asked for."""

    organisation: str
    person: str
    role: Role
    since: datetime
    label: str = ""
    by: str = BY_SETTING
    """Who invited them; empty: the installation's setting does, and only as long as it lists them."""


class Invitation(msgspec.Struct, frozen=True):
    """A link that lets people in. The link's secret is not kept, only its hash (`key`).

    Without a `session` it leads into the organisation, with `role`; with one it leads into that session.
    """

    key: str
    organisation: str
    by: str
    created_at: datetime
    expires_at: datetime | None = None
    session: str = ""
    role: str = ""
    label: str = ""
    most: int = 1
    """How many people it lets in; 0: as many as come."""
    used: int = 0
    revoked_at: datetime | None = None
    version: int = 0
    """As stored; whoever writes a newer one says which they had read."""

    def holds(self, now: datetime) -> bool:
        """Whether it may still let somebody in."""
        expired = self.expires_at is not None and now >= self.expires_at
        return self.revoked_at is None and not expired and not (self.most and self.used >= self.most)


class CastMember(msgspec.Struct, frozen=True):
    """Somebody who follows a session's cockpit. Without a membership of its organisation: no `role`, and no `by`."""

    person: str
    user: str
    language: str
    reachable: bool
    role: Role | None
    by: str


def key_of(secret: str) -> str:
    """How an invitation is known at rest: whoever reads the database cannot use the links."""
    return hashlib.sha256(secret.encode()).hexdigest()


class OrganisationReads(Protocol):
    """What can be read of organisations; part of the port `Store`."""

    async def organisation(self, organisation: str) -> Organisation | None:
        """By id."""

    async def memberships(self, *, person: str = "", organisation: str = "") -> list[Membership]:
        """Those of a person, of an organisation, or of both; by the time they began."""

    async def sessions_of(self, organisation: str) -> list[SessionRecord]:
        """The sessions of an organisation, oldest first."""

    async def invitation(self, key: str) -> Invitation | None:
        """By the hash of its secret."""

    async def invitations(self, *, organisation: str = "", session: str = "") -> list[Invitation]:
        """Those into an organisation itself, or into a session; by the time they were made."""

    async def followed(self, person: str) -> list[SessionRecord]:
        """The sessions whose cockpit a person follows, oldest first."""

    async def cast(self, session: str) -> list[CastMember]:
        """Who follows a session's cockpit, in the order they began."""
