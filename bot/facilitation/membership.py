"""Membership: who belongs to which organisation, and whether they may make a gesture.

The installation's setting lists the first people: each is an owner of the first organisation (`HOME`) for as long as it
lists them. Everybody else comes in by invitation. Not here: the table of gestures (`roles`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.group import SessionStatus
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisation_writes import SaveMembership, SaveOrganisation
from bot.facilitation.organisations import BY_SETTING, HOME, CastMember, Membership, Organisation, Role
from bot.facilitation.panels import Sentence
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Store
from bot.facilitation.records import Person, SessionRecord
from bot.facilitation.roles import may
from bot.facilitation.writes import Write

UNFINISHED: Final = frozenset({SessionStatus.DRAFT, SessionStatus.OPEN})


class Members:
    """Who may do what."""

    def __init__(self, store: Store, clock: Clock, policy: Policy) -> None:
        self._store = store
        self._clock = clock
        self._policy = policy

    async def of(self, person: Person) -> tuple[Membership, ...]:
        """What a person is, organisation by organisation; written down now for whom the setting lists."""
        rows = await self._store.memberships(person=person.id)
        listed = self._policy.lists(person.user)
        if listed and not any(one.organisation == HOME for one in rows):
            new = Membership(HOME, person.id, Role.OWNER, self._clock.now())
            await self._store.commit([*await self._home(), SaveMembership(new)])
            rows = [new, *rows]
        return tuple(one for one in rows if one.by != BY_SETTING or listed)

    async def _home(self) -> list[Write]:
        """The installation's own organisation, if it is not there yet."""
        if await self._store.organisation(HOME) is not None:
            return []
        name = self._policy.defaults.get("agence") or self._policy.defaults.get("nom_bot", "")
        return [SaveOrganisation(Organisation(HOME, name, self._clock.now()))]

    async def role(self, person: Person, organisation: str) -> Role | None:
        """What a person is in that organisation; None: nothing."""
        return next((one.role for one in await self.of(person) if one.organisation == organisation), None)

    async def of_organisation(self, organisation: str) -> tuple[tuple[Membership, Person], ...]:
        """Who belongs to it, by the time they came."""
        found: list[tuple[Membership, Person]] = []
        for one in await self._store.memberships(organisation=organisation):
            person = await self._store.person(one.person)
            if person is not None and (one.by != BY_SETTING or self._policy.lists(person.user)):
                found.append((one, person))
        return tuple(found)

    async def users(self) -> frozenset[str]:
        """The channel's users who belong to some organisation, and those whom the setting lists."""
        people = [await self._store.person(one.person) for one in await self._store.memberships() if one.by]
        return self._policy.facilitators | {one.user for one in people if one is not None}

    async def where(self, person: Person, gesture: Gesture) -> tuple[str, ...]:
        """The organisations in which a person may make that gesture."""
        return tuple(one.organisation for one in await self.of(person) if may(one.role, gesture))

    async def refusal(
        self, person: Person, gesture: Gesture, session: str = "", organisation: str = ""
    ) -> Sentence | None:
        """Why a person may not make that gesture, on that session or organisation if it is on one; None if they may."""
        mine = await self.of(person)
        if not mine:
            return Sentence.NOT_FACILITATOR
        if organisation:
            return _judged(next((one.role for one in mine if one.organisation == organisation), None), gesture)
        if not session:
            return None if any(may(one.role, gesture) for one in mine) else Sentence.NOT_YOUR_ROLE
        record = await self._store.session(session)
        if record is None:
            return Sentence.FACILITATOR_STALE_BUTTON
        judged = _judged(next((one.role for one in mine if one.organisation == record.organisation), None), gesture)
        return Sentence.SESSION_PURGED if judged is None and record.purged_at is not None else judged

    async def sessions(self, person: Person) -> list[SessionRecord]:
        """The sessions a person may look at, those of each of their organisations, oldest first."""
        found: list[SessionRecord] = []
        for organisation in await self.where(person, Gesture.SHOW_SESSION):
            found += await self._store.sessions_of(organisation)
        return sorted(found, key=lambda one: (one.created_at, one.id))


def _judged(role: Role | None, gesture: Gesture) -> Sentence | None:
    if role is None:
        return Sentence.NOT_YOUR_ORGANISATION
    return None if may(role, gesture) else Sentence.NOT_YOUR_ROLE


def standing(cast: Sequence[CastMember], organisation: str, policy: Policy) -> list[CastMember]:
    """Those of the cast of a session of that organisation who still belong to it, with their role of today."""
    found: list[CastMember] = []
    for one in cast:
        if one.by != BY_SETTING:
            found.append(one)
        elif organisation == HOME and policy.lists(one.user):
            # Listed, and perhaps not written down yet.
            found.append(replace(one, role=one.role or Role.OWNER))
    return found
