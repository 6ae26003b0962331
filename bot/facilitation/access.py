"""Who somebody is to the console, and which sessions and programmes they may see.

A port, asked at every request: a role taken away is gone at the next click. Here too: the answer from the members of
organisations. Not here: which page needs which role (`console.permissions`).
"""

from __future__ import annotations

from typing import Final, Protocol

from bot.facilitation.membership import Members
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.ports import Store
from bot.facilitation.programmes import Programme
from bot.facilitation.records import Person, SessionRecord

LOCAL: Final = "local"
"""The channel of people whom the operator named at the server's own command line.

Who sits there reads the database anyway: they own the installation's organisation, and need no chat for it.
"""


class Access(Protocol):
    """Roles, and what goes with them."""

    async def roles(self, person: Person) -> frozenset[Role]:
        """What this person is, here or there; nothing for somebody who has no business here."""

    async def sessions(self, person: Person) -> list[SessionRecord]:
        """Those this person may see, newest first."""

    async def session(self, person: Person, session: str) -> tuple[SessionRecord, Role] | None:
        """One of them, and what they are in it; None if it is not there or not theirs, which are not told apart."""

    async def organisations(self, person: Person) -> list[tuple[str, str, Role]]:
        """Those they belong to: id, name, and what they are there."""

    async def programmes(self, person: Person) -> list[Programme]:
        """Those this person may see, the one made last first."""

    async def programme(self, person: Person, programme: str) -> tuple[Programme, Role] | None:
        """One of them, and what they are in its organisation; None if it is not there or not theirs."""


class MemberAccess:
    """As the organisations' members."""

    def __init__(self, store: Store, members: Members) -> None:
        self._store = store
        self._members = members

    async def roles(self, person: Person) -> frozenset[Role]:
        """Those of each organisation."""
        if person.channel == LOCAL:
            return frozenset({Role.OWNER})
        return frozenset(one.role for one in await self._members.of(person))

    async def sessions(self, person: Person) -> list[SessionRecord]:
        """Those of each organisation."""
        local = person.channel == LOCAL
        found = await self._store.sessions_of(HOME) if local else await self._members.sessions(person)
        return list(reversed(found))

    async def session(self, person: Person, session: str) -> tuple[SessionRecord, Role] | None:
        """With the role in its organisation."""
        record = await self._store.session(session)
        if record is None:
            return None
        if person.channel == LOCAL:
            return (record, Role.OWNER) if record.organisation == HOME else None
        role = await self._members.role(person, record.organisation)
        return None if role is None else (record, role)

    async def organisations(self, person: Person) -> list[tuple[str, str, Role]]:
        """As a member; the installation's own for whom the operator named at the server."""
        if person.channel == LOCAL:
            found = [(HOME, Role.OWNER)]
        else:
            found = [(one.organisation, one.role) for one in await self._members.of(person)]
        named = [(await self._store.organisation(organisation), organisation, role) for organisation, role in found]
        return [(organisation, one.name if one is not None else "", role) for one, organisation, role in named]

    async def programmes(self, person: Person) -> list[Programme]:
        """Those of each organisation."""
        mine = [organisation for organisation, _, _ in await self.organisations(person)]
        found = [one for organisation in mine for one in await self._store.programmes.of_organisation(organisation)]
        return sorted(found, key=lambda one: (one.created_at, one.id), reverse=True)

    async def programme(self, person: Person, programme: str) -> tuple[Programme, Role] | None:
        """With the role in its organisation."""
        found = await self._store.programmes.one(programme)
        roles = {organisation: role for organisation, _, role in await self.organisations(person)}
        return (found, roles[found.organisation]) if found is not None and found.organisation in roles else None
