"""Inviting in the chat: the people of an organisation, seen by those who lead it, and what becomes of an invitation.

A colleague is invited by a link for one person that lasts two days; its secret is shown once and kept as a hash. Not
here: what is decided, for the console too (`people`), what a role allows (`roles`), the invitations of participants.
"""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from bot.errors import Defect
from bot.facilitation import launch
from bot.facilitation.conduct import ATTEMPTS, Conductor
from bot.facilitation.handover import Handover
from bot.facilitation.incoming import FacilitatorButton, Gesture
from bot.facilitation.launch import LabelDraft
from bot.facilitation.membership import Members
from bot.facilitation.organisation_writes import SaveInvitation, SaveMembership
from bot.facilitation.organisations import Membership, Role, key_of
from bot.facilitation.outgoing import Lane, Outgoing, ReplacePanel, ShowPanel
from bot.facilitation.panels import Panel, Sentence, SentencePanel
from bot.facilitation.people import LASTS, MAY_INVITE, People
from bot.facilitation.people_panels import (
    AcceptedPanel,
    JoinedPanel,
    LabelPanel,
    MemberInvitationPanel,
)
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy, InboxEntry, Stale, Store
from bot.facilitation.records import Person
from bot.facilitation.writes import Handled, SaveDraft, Send, Write

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
        self._policy = policy
        self._conductor = conductor
        self._people = People(store, members, clock, entropy, conductor, handover)

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

    async def _show(
        self,
        person: Person,
        organisation: str,
        entry: InboxEntry,
        *,
        confirm: str = "",
        anew: bool = False,
    ) -> None:
        role = await self._members.role(person, organisation)
        panel = await self._people.panel(person, role, organisation, confirm)
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
        panel = LabelPanel(organisation, (await self._people.organisation(organisation)).name, invited)
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
        secret, invitation = self._people.invitation(person, draft.organisation, draft.role, text)
        name = (await self._people.organisation(draft.organisation)).name
        panel = MemberInvitationPanel(name, draft.role, self._policy.link(secret), invitation.created_at + LASTS)
        await self._conductor.commit(
            [done, SaveInvitation(invitation), _send(person, ShowPanel(panel)), Handled(entry.id)]
        )

    async def _revoke(self, person: Person, organisation: str, value: str, entry: InboxEntry) -> Sentence:
        if not await self._people.revoke(organisation, value):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._show(person, organisation, entry)
        return Sentence.INVITATION_REVOKED

    # -- joining -------------------------------------------------------------------------------------------------------

    async def join(self, person: Person, secret: str, entry: InboxEntry) -> None:
        """`/start m-…`: into an organisation, once."""
        for _ in range(ATTEMPTS):
            found = await self._store.invitation(key_of(secret))
            if found is None or found.session or not found.holds(self._clock.now()):
                return await self._say(person, SentencePanel(Sentence.INVITATION_OVER), entry)
            name = (await self._people.organisation(found.organisation)).name
            if await self._members.role(person, found.organisation) is not None:
                # The link stays for whom it was meant.
                return await self._say(person, SentencePanel(Sentence.ALREADY_MEMBER, {"name": name}), entry)
            now = self._clock.now()
            membership = Membership(found.organisation, person.id, Role(found.role), now, found.label, found.by)
            writes: list[Write] = [SaveInvitation(replace(found, used=found.used + 1)), SaveMembership(membership)]
            inviter = await self._store.person(found.by)
            if inviter is not None and inviter.address:
                # Whoever invites from the server itself has no chat to be told in.
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
        if not await self._people.remove(person, organisation, value):
            return await self._conductor.say(entry, Sentence.ALREADY_DONE)
        await self._show(person, organisation, entry)
        return Sentence.MEMBER_REMOVED


def _send(person: Person, body: ShowPanel | ReplacePanel, lane: Lane = Lane.REPLY) -> Send:
    return Send(Outgoing(person.id, person.language, lane, body))
