"""Writes about organisations, gathered and run: the part of a plan that is theirs.

They are few, and their order matters (somebody leaves and comes back), so they are run one by one, in it. Not here:
reading (`organisation_reads`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from sqlalchemy import Connection

from bot.facilitation.organisation_writes import (
    DropMembership,
    DropWaiting,
    JoinCast,
    LeaveCast,
    OrganisationWrite,
    RequireOwner,
    SaveInvitation,
    SaveMembership,
    SaveOrganisation,
    SaveWaiting,
)
from bot.store.execution import many
from bot.store.moments import ticks, ticks_or_none
from bot.store.rows import Parameters
from bot.store.statements import Statements


def write_organisations(conn: Connection, do: Statements, writes: Sequence[OrganisationWrite]) -> None:
    """Run them, in their order."""
    for write in writes:
        match write:
            case SaveOrganisation(organisation=one):
                row: Parameters = {"id": one.id, "name": one.name, "created_at": ticks(one.created_at)}
                many(conn, do.save_organisation, [row])
            case SaveMembership(membership=member):
                row = {
                    "organisation": member.organisation,
                    "person": member.person,
                    "role": member.role.value,
                    "since": ticks(member.since),
                    "label": member.label,
                    "by": member.by,
                }
                many(conn, do.save_membership, [row])
            case DropMembership(organisation=organisation, person=person):
                gone: Parameters = {"b_organisation": organisation, "b_person": person}
                many(conn, do.drop_castings, [gone])
                many(conn, do.drop_membership, [gone])
            case RequireOwner():
                # Judged as the unit was admitted.
                pass
            case SaveInvitation():
                many(conn, do.save_invitation, [_invitation(write)])
            case JoinCast(session=session, person=person, since=since):
                many(conn, do.join_cast, [{"session": session, "person": person, "since": ticks(since)}])
            case LeaveCast(session=session, person=person):
                many(conn, do.leave_cast, [{"b_session": session, "b_person": person}])
            case SaveWaiting(waiting=of):
                row = {
                    "session": of.session,
                    "person": of.person,
                    "link": of.link,
                    "since": ticks(of.since),
                    "offered_until": ticks_or_none(of.offered_until),
                }
                many(conn, do.save_waiting, [row])
            case DropWaiting(session=session, person=person):
                many(conn, do.drop_waiting, [{"b_session": session, "b_person": person}])
            case _:
                assert_never(write)


def _invitation(write: SaveInvitation) -> Parameters:
    one = write.invitation
    return {
        "key": one.key,
        "organisation": one.organisation,
        "by": one.by,
        "created_at": ticks(one.created_at),
        "expires_at": ticks_or_none(one.expires_at),
        "session": one.session,
        "role": one.role,
        "label": one.label,
        "most": one.most,
        "used": one.used,
        "revoked_at": ticks_or_none(one.revoked_at),
        "version": one.version + 1,
    }
