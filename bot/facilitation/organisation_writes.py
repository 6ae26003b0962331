"""What a unit of work may write about organisations: part of the closed union `writes.Write`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.facilitation.organisations import Invitation, Membership, Organisation
from bot.facilitation.places import Waiting


class SaveOrganisation(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by id)."""

    organisation: Organisation


class SaveMembership(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by organisation and person)."""

    membership: Membership


class DropMembership(msgspec.Struct, frozen=True, tag=True):
    """This person belongs to the organisation no more, and follows none of its sessions."""

    organisation: str
    person: str


class RequireOwner(msgspec.Struct, frozen=True, tag=True):
    """One of these people still owns the organisation once this unit is written; else the whole unit is `Stale`.

    Two owners who take each other off at once, one in the chat, one in the console: the second finds out.
    """

    organisation: str
    among: tuple[str, ...]


class SaveInvitation(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace an invitation read at `invitation.version` (0: new), which is then one more.

    If it has moved meanwhile the whole unit is `Stale`: a link for one person never lets two in.
    """

    invitation: Invitation


class JoinCast(msgspec.Struct, frozen=True, tag=True):
    """This person follows the session's cockpit; nothing if they do already."""

    session: str
    person: str
    since: datetime


class LeaveCast(msgspec.Struct, frozen=True, tag=True):
    """This person follows it no more."""

    session: str
    person: str


class SaveWaiting(msgspec.Struct, frozen=True, tag=True):
    """Insert or replace (by session and person)."""

    waiting: Waiting


class DropWaiting(msgspec.Struct, frozen=True, tag=True):
    """This person waits for a place, or has one kept, no more."""

    session: str
    person: str


OrganisationWrite = (
    SaveOrganisation
    | SaveMembership
    | DropMembership
    | RequireOwner
    | SaveInvitation
    | JoinCast
    | LeaveCast
    | SaveWaiting
    | DropWaiting
)
