"""Reading organisations, memberships, invitations and casts: the part of the `Store` port that is theirs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, func, literal, null, select, union_all

from bot.facilitation.organisations import CastMember, Invitation, Membership, Organisation, Role
from bot.facilitation.places import HOLD_A_PLACE, Waiting
from bot.facilitation.records import SessionRecord
from bot.store import rows
from bot.store import tables as t
from bot.store.moments import moment, moment_or_none
from bot.store.reads import Reads


class OrganisationReads(Reads):
    """See `bot.facilitation.organisations.OrganisationReads`."""

    async def organisation(self, organisation: str) -> Organisation | None:
        """By id."""
        row = await self._row(_ORGANISATION, key=organisation)
        return None if row is None else Organisation(row.id, row.name, moment(row.created_at))

    async def memberships(self, *, person: str = "", organisation: str = "") -> list[Membership]:
        """Those of a person, of an organisation, or of both; by the time they began."""
        found = await self._rows(_MEMBERSHIPS, person=person, organisation=organisation)
        return [
            Membership(row.organisation, row.person, Role(row.role), moment(row.since), row.label, row.by)
            for row in found
        ]

    async def sessions_of(self, organisation: str) -> list[SessionRecord]:
        """The sessions of an organisation, oldest first."""
        return [rows.to_session(row._mapping) for row in await self._rows(_SESSIONS_OF, key=organisation)]

    async def invitation(self, key: str) -> Invitation | None:
        """By the hash of its secret."""
        found = await self._rows(_INVITATION, key=key)
        return _invitation(found[0]) if found else None

    async def invitations(self, *, organisation: str = "", session: str = "") -> list[Invitation]:
        """Those into an organisation itself, or into a session; by the time they were made."""
        found = await self._rows(_INVITATIONS, organisation=organisation, session=session)
        return [_invitation(row) for row in found]

    async def followed(self, person: str) -> list[SessionRecord]:
        """The sessions whose cockpit a person follows, oldest first."""
        return [rows.to_session(row._mapping) for row in await self._rows(_FOLLOWED, key=person)]

    async def cast(self, session: str) -> list[CastMember]:
        """Who follows a session's cockpit, in the order they began."""
        return [
            CastMember(
                row.id, row.user, row.language, bool(row.reachable), Role(row.role) if row.role else None, row.by
            )
            for row in await self._rows(_CAST, key=session)
        ]

    async def occupancy(self, session: str) -> tuple[dict[str, int], list[Waiting]]:
        """How many people have a place, by link, and who waits or has one kept; of one moment."""
        found = await self._rows(_OCCUPANCY, key=session)
        held = {row.link: int(row.count) for row in found if not row.person}
        return held, [_waiting(session, row) for row in found if row.person]

    async def waiting(self, session: str) -> list[Waiting]:
        """Who waits for a place, or has one kept; first come first."""
        return [_waiting(session, row) for row in await self._rows(_WAITING, key=session)]


def _waiting(session: str, row: Any) -> Waiting:
    return Waiting(session, row.person, row.link, moment(row.since), moment_or_none(row.offered_until))


def _invitation(row: Any) -> Invitation:
    dates = {name: moment_or_none(row._mapping[name]) for name in ("expires_at", "revoked_at")}
    return Invitation(**{**row._mapping, **dates, "created_at": moment(row.created_at)})


_ORGANISATION = select(t.organisations).where(t.organisations.c.id == bindparam("key"))
_MEMBERSHIPS = (
    select(t.memberships)
    .where(
        (bindparam("person") == "") | (t.memberships.c.person == bindparam("person")),
        (bindparam("organisation") == "") | (t.memberships.c.organisation == bindparam("organisation")),
    )
    .order_by(t.memberships.c.since, t.memberships.c.person)
)
_SESSIONS_OF = (
    select(t.sessions)
    .where(t.sessions.c.organisation == bindparam("key"))
    .order_by(t.sessions.c.created_at, t.sessions.c.id)
)
_INVITATION = select(t.invitations).where(t.invitations.c.key == bindparam("key"))
_INVITATIONS = (
    select(t.invitations)
    .where(
        (bindparam("organisation") == "") | (t.invitations.c.organisation == bindparam("organisation")),
        t.invitations.c.session == bindparam("session"),
    )
    .order_by(t.invitations.c.created_at, t.invitations.c.key)
)
_HELD = (
    select(
        t.participations.c.link,
        literal("").label("person"),
        func.count().label("count"),
        literal(0).label("since"),
        null().label("offered_until"),
    )
    .join(t.runs, t.runs.c.participant == t.participations.c.participant)
    .where(t.participations.c.session == bindparam("key"), t.runs.c.status.in_([one.value for one in HOLD_A_PLACE]))
    .group_by(t.participations.c.link)
)
_WAITING = (
    select(t.waiting).where(t.waiting.c.session == bindparam("key")).order_by(t.waiting.c.since, t.waiting.c.person)
)
# One statement, so one snapshot.
_KEPT = select(
    t.waiting.c.link, t.waiting.c.person, literal(1).label("count"), t.waiting.c.since, t.waiting.c.offered_until
).where(t.waiting.c.session == bindparam("key"))
_BOTH = union_all(_HELD, _KEPT).subquery()
_OCCUPANCY = select(_BOTH).order_by(_BOTH.c.since, _BOTH.c.person)
_FOLLOWED = (
    select(t.sessions)
    .join(t.casts, t.casts.c.session == t.sessions.c.id)
    .where(t.casts.c.person == bindparam("key"))
    .order_by(t.sessions.c.created_at, t.sessions.c.id)
)
_CAST = (
    select(
        t.people.c.id,
        t.people.c.user,
        t.people.c.language,
        t.people.c.reachable,
        func.coalesce(t.memberships.c.role, literal("")).label("role"),
        func.coalesce(t.memberships.c.by, literal("")).label("by"),
    )
    .join(t.casts, t.casts.c.person == t.people.c.id)
    .join(t.sessions, t.sessions.c.id == t.casts.c.session)
    .outerjoin(
        t.memberships,
        and_(
            t.memberships.c.person == t.people.c.id,
            t.memberships.c.organisation == t.sessions.c.organisation,
        ),
    )
    .where(t.casts.c.session == bindparam("key"))
    .order_by(t.casts.c.since, t.people.c.id)
)
