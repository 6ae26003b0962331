"""People of an organisation: who belongs, who is invited, who is taken off, who becomes what; whoever asks for it.

Here: what is decided, for the chat and for the console alike. Nobody changes themselves, whom the setting lists is
changed by the setting, and an organisation keeps an owner. Not here: what a role allows (`roles`), the messages of the
chat (`inviting`).
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.errors import Defect
from bot.facilitation.access import LOCAL
from bot.facilitation.conduct import ATTEMPTS, Conductor
from bot.facilitation.handover import Handover
from bot.facilitation.incoming import Gesture
from bot.facilitation.membership import Members
from bot.facilitation.organisation_writes import DropMembership, RequireOwner, SaveInvitation, SaveMembership
from bot.facilitation.organisations import BY_SETTING, Invitation, Membership, Organisation, Role, key_of
from bot.facilitation.outgoing import Lane, Outgoing, ShowPanel
from bot.facilitation.panels import Sentence, SentencePanel
from bot.facilitation.people_panels import InvitationLine, MemberLine, MembersPanel
from bot.facilitation.ports import Clock, Entropy, Stale, Store
from bot.facilitation.records import Person
from bot.facilitation.roles import may
from bot.facilitation.writes import Send, Write

PREFIX: Final = "m-"
"""Begins the code of a link into an organisation; the code of a session's link has no dash."""
SECRET_LENGTH: Final = 32
LASTS: Final = timedelta(days=2)
LONGEST_LABEL: Final = 40
NAMED_BY: Final = 16
"""How much of an invitation's hash a button carries."""

_NOW: Final = {
    Role.OWNER: Sentence.NOW_OWNER,
    Role.FACILITATOR: Sentence.NOW_FACILITATOR,
    Role.OBSERVER: Sentence.NOW_OBSERVER,
    Role.TEAM: Sentence.NOW_TEAM,
}

MAY_INVITE: Final = {
    Role.OWNER: (Role.OWNER, Role.FACILITATOR, Role.OBSERVER, Role.TEAM),
    Role.FACILITATOR: (Role.FACILITATOR, Role.OBSERVER, Role.TEAM),
}


class People:
    """What may be changed about the people of an organisation, and the changes."""

    def __init__(
        self, store: Store, members: Members, clock: Clock, entropy: Entropy, conductor: Conductor, handover: Handover
    ) -> None:
        self._store = store
        self._members = members
        self._clock = clock
        self._entropy = entropy
        self._conductor = conductor
        self._handover = handover
        # Two owners who take each other off at once: the second is judged on what the first left.
        self._one_at_a_time = asyncio.Lock()

    async def organisation(self, organisation: str) -> Organisation:
        """By id; it is there."""
        found = await self._store.organisation(organisation)
        if found is None:  # pragma: no cover - memberships are of organisations that are there
            raise Defect(f"organisation {organisation} is unknown")
        return found

    async def labels(self, organisation: str) -> dict[str, str]:
        """What its people are called there, by id; empty where they have no name."""
        return {who.id: one.label for one, who in await self._members.of_organisation(organisation)}

    async def pending(self, organisation: str) -> list[Invitation]:
        """The invitations that still let somebody in."""
        now = self._clock.now()
        return [one for one in await self._store.invitations(organisation=organisation) if one.holds(now)]

    async def panel(self, person: Person, role: Role | None, organisation: str, confirm: str = "") -> MembersPanel:
        """The people of an organisation, as that person, who is `role` there, may see and change them."""
        removes = may(role, Gesture.REMOVE_MEMBER)
        members = tuple(
            MemberLine(
                one.role.value,
                one.since,
                one.label,
                who.id == person.id,
                who.id if removes and _changeable(one, person.id) else "",
            )
            for one, who in await self._members.of_organisation(organisation)
        )
        now = self._clock.now()
        invitations = tuple(
            InvitationLine(one.role, one.expires_at or now, one.label, one.key[:NAMED_BY])
            for one in await self.pending(organisation)
        )
        invites = tuple(one.value for one in MAY_INVITE.get(role, ())) if role is not None else ()
        name = (await self.organisation(organisation)).name
        known = any(one.remove == confirm for one in members)
        return MembersPanel(organisation, name, members, invitations, invites, confirm if known else "")

    def invitation(self, by: Person, organisation: str, role: str, label: str) -> tuple[str, Invitation]:
        """The secret of a link for one person, shown this once, and what is kept of it."""
        now = self._clock.now()
        secret = f"{PREFIX}{self._entropy.token(SECRET_LENGTH)}"
        kept = " ".join(label.split())[:LONGEST_LABEL]
        return secret, Invitation(key_of(secret), organisation, by.id, now, now + LASTS, role=role, label=kept)

    async def revoke(self, organisation: str, named: str) -> bool:
        """Cancel an invitation, named by the beginning of its hash; False: there is none any more."""
        for _ in range(ATTEMPTS):
            found = next((one for one in await self.pending(organisation) if one.key[:NAMED_BY] == named), None)
            if found is None:
                return False
            try:
                await self._conductor.commit([SaveInvitation(replace(found, revoked_at=self._clock.now()))])
            except Stale:
                continue
            return True
        raise Defect("an invitation was never settled")  # pragma: no cover - somebody would have to use it fifty times

    async def remove(self, by: Person, organisation: str, who: str) -> bool:
        """Take somebody off, as an owner may; False: they are not to be taken off, or not any more."""
        async with self._one_at_a_time:
            for _ in range(ATTEMPTS):
                found = await self._changed(by, organisation, who, None)
                if found is None:
                    return False
                try:
                    gone = DropMembership(organisation, who)
                    await self._conductor.commit([gone, *await self._kept(*found), *await self._left(*found, None)])
                except Stale:
                    continue
                return True
        raise Defect("a membership was never settled")  # pragma: no cover - as above

    async def change(self, by: Person, organisation: str, who: str, role: Role) -> bool:
        """Give somebody another role, as an owner may; False: theirs is not to be changed, or is that one already."""
        async with self._one_at_a_time:
            for _ in range(ATTEMPTS):
                found = await self._changed(by, organisation, who, role)
                if found is None:
                    return False
                changed = SaveMembership(replace(found[0], role=role))
                try:
                    told = _told(found[1], role, (await self.organisation(organisation)).name)
                    writes = [changed, *told, *await self._kept(*found), *await self._left(*found, role)]
                    await self._conductor.commit(writes)
                except Stale:
                    continue
                return True
        raise Defect("a membership was never settled")  # pragma: no cover - as above

    async def _changed(
        self, by: Person, organisation: str, who: str, role: Role | None
    ) -> tuple[Membership, Person] | None:
        """Who is to become `role` (None: nothing any more), if they may be."""
        everybody = await self._members.of_organisation(organisation)
        found = next((one for one in everybody if one[1].id == who), None)
        if found is None or not _changeable(found[0], by.id) or found[0].role is role:
            return None
        others_own = any(one.role is Role.OWNER and person.id != who for one, person in everybody)
        return found if others_own or found[0].role is not Role.OWNER else None

    async def _kept(self, member: Membership, person: Person) -> list[Write]:
        """An organisation keeps an owner, whatever else is written meanwhile, here or in another process."""
        if member.role is not Role.OWNER:
            return []
        everybody = await self._members.of_organisation(member.organisation)
        others = tuple(who.id for one, who in everybody if one.role is Role.OWNER and who.id != person.id)
        return [RequireOwner(member.organisation, others)]

    async def _left(self, member: Membership, person: Person, role: Role | None) -> list[Write]:
        """What goes with a role that is no more: invitations which they may not make now, sessions they led."""
        now = self._clock.now()
        allowed = () if role is None else MAY_INVITE.get(role, ())
        theirs = [
            one
            for one in await self.pending(member.organisation)
            if one.by == member.person and one.role not in allowed
        ]
        revoked: list[Write] = [SaveInvitation(replace(one, revoked_at=now)) for one in theirs]
        if role is not None and (may(role, Gesture.NEXT) or not may(member.role, Gesture.NEXT)):
            return revoked
        followed = [one for one in await self._store.followed(member.person) if one.organisation == member.organisation]
        return [*revoked, *await self._handover.without(person, followed)]


def _told(person: Person, role: Role, organisation: str) -> list[Write]:
    """Whose role changes is told, if they have a chat."""
    if person.channel == LOCAL:
        return []
    panel = SentencePanel(_NOW[role], {"organisation": organisation})
    return [Send(Outgoing(person.id, person.language, Lane.TIMED, ShowPanel(panel)))]


def _changeable(member: Membership, by: str) -> bool:
    """Whom the setting lists, the setting takes off; nobody changes themselves."""
    return member.by != BY_SETTING and member.person != by
