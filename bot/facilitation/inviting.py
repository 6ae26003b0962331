"""Inviting: the people of an organisation, seen by those who lead it: who belongs, who is invited, who is taken off.

A colleague is invited by a link for one person that lasts two days; its secret is shown once and kept as a hash. Not
here: what a role allows (`roles`), the invitations of participants.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from bot.errors import Defect
from bot.facilitation import launch
from bot.facilitation.conduct import ATTEMPTS, Conductor
from bot.facilitation.handover import Handover
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.launch import LabelDraft
from bot.facilitation.membership import Members
from bot.facilitation.organisation_writes import DropMembership, SaveInvitation, SaveMembership
from bot.facilitation.organisations import BY_SETTING, Invitation, Membership, Organisation, Role, key_of
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.people_panels import (
    AcceptedPanel,
    InvitationLine,
    JoinedPanel,
    LabelPanel,
    MemberInvitationPanel,
    MemberLine,
    MembersPanel,
)
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Stale, Store
from bot.facilitation.records import Person
from bot.facilitation.roles import may
from bot.facilitation.writes import Handled, SaveDraft, Send, Write

PREFIX: Final = "m-"
"""Begins the code of a link into an organisation; the code of a session's link has no dash."""
SECRET_LENGTH: Final = 32
LASTS: Final = timedelta(days=2)
LONGEST_LABEL: Final = 40
NAMED_BY: Final = 16
"""How much of an invitation's hash a button carries."""

MAY_INVITE: Final = {
    Role.OWNER: (Role.OWNER, Role.FACILITATOR, Role.OBSERVER, Role.TEAM),
    Role.FACILITATOR: (Role.FACILITATOR, Role.OBSERVER, Role.TEAM),
}
ABOUT_PEOPLE: Final = frozenset(
    {
        Gesture.MEMBERS,
        Gesture.INVITE,
        Gesture.INVITE_UNLABELLED,
        Gesture.REVOKE_INVITATION,
        Gesture.REMOVE_MEMBER,
        Gesture.REMOVE_MEMBER_CONFIRMED,
    }
)
"""Gestures made on an organisation: their value begins with its id."""


def organisation_of(button: FacilitatorButton, made_on_one: frozenset[Gesture]) -> str:
    """The organisation that a gesture of these is made on; empty for those about a session, or about nothing yet."""
    return button.value.partition(":")[0] if button.gesture in made_on_one else ""


def slot(organisation: str) -> str:
    """How the outbox knows the message with the people of an organisation."""
    return f"members:{organisation}"


class Inviting:
    """The gestures about people, and what becomes of an invitation."""

    def __init__(
        self,
        store: Store,
        members: Members,
        clock: Clock,
        entropy: Entropy,
        policy: Policy,
        conductor: Conductor,
        handover: Handover,
    ) -> None:
        self._store = store
        self._members = members
        self._clock = clock
        self._entropy = entropy
        self._policy = policy
        self._conductor = conductor
        self._handover = handover

    async def tapped(self, person: Person, button: FacilitatorButton, entry: InboxEntry) -> Sentence | None:
        """A gesture of `ABOUT_PEOPLE`, allowed already. What to answer the tap with."""
        organisation, _, value = button.value.partition(":")
        role = await self._members.role(person, organisation)
        match button.gesture:
            case Gesture.INVITE:
                return await self._invite(person, role, organisation, value, entry)
            case Gesture.INVITE_UNLABELLED:
                return await self._unlabelled(person, organisation, value, entry)
            case Gesture.REVOKE_INVITATION:
                return await self._revoke(person, organisation, value, entry)
            case Gesture.REMOVE_MEMBER_CONFIRMED:
                return await self._remove(person, organisation, value, entry)
            case Gesture.REMOVE_MEMBER:
                await self._show(person, organisation, entry, confirm=value)
            case _:
                await self._show(person, organisation, entry, anew=True)
        return None

    # -- who belongs ---------------------------------------------------------------------------------------------------

    async def _organisation(self, organisation: str) -> Organisation:
        found = await self._store.organisation(organisation)
        if found is None:  # pragma: no cover - memberships are of organisations that are there
            raise Defect(f"organisation {organisation} is unknown")
        return found

    async def panel(self, person: Person, organisation: str, confirm: str = "") -> MembersPanel:
        """The people of an organisation, as that person may see and change them."""
        role = await self._members.role(person, organisation)
        removes = may(role, Gesture.REMOVE_MEMBER)
        members = tuple(
            MemberLine(
                one.role.value,
                one.since,
                one.label,
                who.id == person.id,
                # Whom the setting lists, the setting takes off.
                who.id if removes and one.by != BY_SETTING and who.id != person.id else "",
            )
            for one, who in await self._members.of_organisation(organisation)
        )
        now = self._clock.now()
        invitations = tuple(
            InvitationLine(one.role, one.expires_at or now, one.label, one.key[:NAMED_BY])
            for one in await self._pending(organisation)
        )
        invites = tuple(one.value for one in MAY_INVITE.get(role, ())) if role is not None else ()
        name = (await self._organisation(organisation)).name
        known = any(one.remove == confirm for one in members)
        return MembersPanel(organisation, name, members, invitations, invites, confirm if known else "")

    async def _pending(self, organisation: str) -> list[Invitation]:
        now = self._clock.now()
        return [one for one in await self._store.invitations(organisation=organisation) if one.holds(now)]

    async def _show(
        self,
        person: Person,
        organisation: str,
        entry: InboxEntry,
        *,
        confirm: str = "",
        anew: bool = False,
    ) -> None:
        panel = await self.panel(person, organisation, confirm)
        body = ShowPanel(panel, slot(organisation)) if anew else ReplacePanel(panel, slot(organisation))
        await self._conductor.commit([_send(person, body), Handled(entry.id)])

    # -- inviting ------------------------------------------------------------------------------------------------------

    async def _invite(
        self, person: Person, role: Role | None, organisation: str, invited: str, entry: InboxEntry
    ) -> Sentence | None:
        """Ask for a mark to tell that person apart."""
        if role is None or invited not in MAY_INVITE.get(role, ()):
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.NOT_YOUR_ROLE
        panel = LabelPanel(organisation, (await self._organisation(organisation)).name, invited)
        draft = SaveDraft(person.id, launch.encode(LabelDraft(organisation, invited)))
        await self._conductor.commit([draft, _send(person, ShowPanel(panel)), Handled(entry.id)])
        return None

    async def _unlabelled(self, person: Person, organisation: str, invited: str, entry: InboxEntry) -> Sentence | None:
        draft = launch.decode(await self._store.draft(person.id))
        if draft != LabelDraft(organisation, invited):
            await self._conductor.commit([Handled(entry.id)])
            return Sentence.FACILITATOR_STALE_BUTTON
        await self.label(person, LabelDraft(organisation, invited), "", entry)
        return None

    async def label(self, person: Person, draft: LabelDraft, text: str, entry: InboxEntry) -> None:
        """The mark is there: make the link, and show its secret for the only time."""
        role = await self._members.role(person, draft.organisation)
        done = SaveDraft(person.id, b"")
        if role is None or draft.role not in MAY_INVITE.get(role, ()):
            refused = _send(person, ShowPanel(SentencePanel(Sentence.NOT_YOUR_ROLE)))
            await self._conductor.commit([done, refused, Handled(entry.id)])
            return
        now = self._clock.now()
        secret = f"{PREFIX}{self._entropy.token(SECRET_LENGTH)}"
        invitation = Invitation(
            key_of(secret),
            draft.organisation,
            person.id,
            now,
            now + LASTS,
            role=draft.role,
            label=" ".join(text.split())[:LONGEST_LABEL],
        )
        name = (await self._organisation(draft.organisation)).name
        panel = MemberInvitationPanel(name, draft.role, self._policy.link(secret), now + LASTS)
        await self._conductor.commit(
            [done, SaveInvitation(invitation), _send(person, ShowPanel(panel)), Handled(entry.id)]
        )

    async def _revoke(self, person: Person, organisation: str, value: str, entry: InboxEntry) -> Sentence:
        for _ in range(ATTEMPTS):
            found = next((one for one in await self._pending(organisation) if one.key[:NAMED_BY] == value), None)
            if found is None:
                await self._conductor.commit([Handled(entry.id)])
                return Sentence.ALREADY_DONE
            revoked = SaveInvitation(replace(found, revoked_at=self._clock.now()))
            try:
                await self._conductor.commit([revoked])
            except Stale:
                continue
            await self._show(person, organisation, entry)
            return Sentence.INVITATION_REVOKED
        raise Defect("an invitation was never settled")  # pragma: no cover - somebody would have to use it fifty times

    # -- joining -------------------------------------------------------------------------------------------------------

    async def join(self, person: Person, secret: str, entry: InboxEntry) -> None:
        """`/start m-…`: into an organisation, once."""
        for _ in range(ATTEMPTS):
            found = await self._store.invitation(key_of(secret))
            if found is None or found.session or not found.holds(self._clock.now()):
                return await self._say(person, SentencePanel(Sentence.INVITATION_OVER), entry)
            name = (await self._organisation(found.organisation)).name
            if await self._members.role(person, found.organisation) is not None:
                # The link stays for whom it was meant.
                return await self._say(person, SentencePanel(Sentence.ALREADY_MEMBER, {"name": name}), entry)
            now = self._clock.now()
            membership = Membership(found.organisation, person.id, Role(found.role), now, found.label, found.by)
            writes: list[Write] = [SaveInvitation(replace(found, used=found.used + 1)), SaveMembership(membership)]
            inviter = await self._store.person(found.by)
            if inviter is not None:
                writes.append(_send(inviter, ShowPanel(AcceptedPanel(name, found.role, found.label)), Lane.TIMED))
            try:
                return await self._say(person, JoinedPanel(name, found.role), entry, *writes)
            except Stale:
                continue
        raise Defect("an invitation was never settled")  # pragma: no cover - somebody would have to use it fifty times

    async def _say(self, person: Person, panel: Panel, entry: InboxEntry, *more: Write) -> None:
        await self._conductor.commit([*more, _send(person, ShowPanel(panel)), Handled(entry.id)])

    # -- taking off ----------------------------------------------------------------------------------------------------

    async def _remove(self, person: Person, organisation: str, value: str, entry: InboxEntry) -> Sentence:
        for _ in range(ATTEMPTS):
            panel = await self.panel(person, organisation, value)
            removed = await self._store.person(value)
            if not panel.confirm or removed is None:
                await self._conductor.commit([Handled(entry.id)])
                return Sentence.ALREADY_DONE
            now = self._clock.now()
            # What this person had handed out does not outlive their leaving.
            theirs = [one for one in await self._pending(organisation) if one.by == value]
            revoked: list[Write] = [SaveInvitation(replace(one, revoked_at=now)) for one in theirs]
            followed = [one for one in await self._store.followed(value) if one.organisation == organisation]
            told = await self._handover.without(removed, followed)
            try:
                await self._conductor.commit([DropMembership(organisation, value), *revoked, *told])
            except Stale:
                continue
            await self._show(person, organisation, entry)
            return Sentence.MEMBER_REMOVED
        raise Defect("a membership was never settled")  # pragma: no cover - as above


def _send(person: Person, body: ShowPanel | ReplacePanel, lane: Lane = Lane.REPLY) -> Send:
    return Send(Outgoing(person.id, person.language, lane, body))
