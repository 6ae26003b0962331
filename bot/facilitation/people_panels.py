"""Panels about the people of an organisation: who belongs, who is invited, who takes over. Part of `panels.Panel`."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.facilitation.numbering import Place


class MemberLine(msgspec.Struct, frozen=True):
    """Somebody who belongs: role, since when, and what their inviter wrote to tell them apart; never a name.

    `remove`: what the button that takes them off carries; empty: there is none.
    """

    role: str
    since: datetime
    label: str = ""
    me: bool = False
    remove: str = ""


class InvitationLine(msgspec.Struct, frozen=True):
    """A link that still lets somebody in. `revoke`: what the button that cancels it carries."""

    role: str
    until: datetime
    label: str = ""
    revoke: str = ""


class MembersPanel(msgspec.Struct, frozen=True, tag=True):
    """The people of an organisation. `invites`: the roles that whoever looks at it may invite."""

    organisation: str
    name: str
    members: tuple[MemberLine, ...]
    invitations: tuple[InvitationLine, ...] = ()
    invites: tuple[str, ...] = ()
    confirm: str = ""
    """The `remove` that a tap asked for and a second one must confirm."""


class LabelPanel(msgspec.Struct, frozen=True, tag=True):
    """« Pour qui ? »: a mark to tell the invited person apart, typed, or left out by a tap."""

    organisation: str
    name: str
    role: str


class MemberInvitationPanel(msgspec.Struct, frozen=True, tag=True):
    """The text to forward to whoever is to join an organisation, with its one-time link."""

    name: str
    role: str
    link: str
    until: datetime


class JoinedPanel(msgspec.Struct, frozen=True, tag=True):
    """Said to whoever has just joined: what they may do from now on."""

    name: str
    role: str


class AcceptedPanel(msgspec.Struct, frozen=True, tag=True):
    """Said to whoever made the invitation: it was accepted."""

    name: str
    role: str
    label: str = ""


class OrganisationsPanel(msgspec.Struct, frozen=True, tag=True):
    """« Pour quelle organisation ? » at launch, to somebody who may launch in several: (id, name)."""

    workshop: str
    choices: tuple[tuple[str, str], ...]


class TakeOverPanel(msgspec.Struct, frozen=True, tag=True):
    """A session has nobody left to lead it: a button takes it over."""

    session: str
    title: str


class MySession(msgspec.Struct, frozen=True):
    """One session that somebody takes part in. `live`: it goes on; `current`: her messages answer it."""

    participant: str
    name: str
    live: bool
    current: bool


class MySessionsPanel(msgspec.Struct, frozen=True, tag=True):
    """The sessions that somebody takes part in; each is a button that goes there."""

    sessions: tuple[MySession, ...]


class LinkLine(msgspec.Struct, frozen=True):
    """A link into a session that lets people in. `role`: profile | personal; `revoke`: what its button carries."""

    role: str
    label: str
    most: int
    taken: int
    until: datetime | None
    revoke: str


class PlacesPanel(msgspec.Struct, frozen=True, tag=True):
    """The places of a session. `capacity` 0: as many as come; `open`: the open link lets people in."""

    session: str
    name: str
    capacity: int
    taken: int
    waiting: int
    open: bool
    links: tuple[LinkLine, ...]


class PlacesAskPanel(msgspec.Struct, frozen=True, tag=True):
    """`what` is asked: capacity (how many places), profile (which, and how many), personal (whom it is for)."""

    session: str
    name: str
    what: str
    error: bool = False


class QuotaLine(msgspec.Struct, frozen=True):
    """A profile at launch, and how many places it has by a link of its own; 0: it comes in as everybody does."""

    label: str
    most: int = 0


class LaunchPlacesPanel(msgspec.Struct, frozen=True, tag=True):
    """How many places a session being launched has, and which profiles how many. `capacity` 0: as many as come.

    `asking`: the number of the profile, from 1, for which a number is asked; `error`: why what was typed could not be
    taken (`not_places`, `no_such_profile`).
    """

    workshop: str
    capacity: int = 0
    profiles: tuple[QuotaLine, ...] = ()
    asking: int = 0
    error: str = ""


class WaitingPanel(msgspec.Struct, frozen=True, tag=True):
    """Said to whoever finds no place: where they are on the list."""

    session: str
    name: str
    rank: int


class PlaceOfferedPanel(msgspec.Struct, frozen=True, tag=True):
    """A place is kept for somebody who waited."""

    session: str
    name: str
    until: datetime


class MyDataPanel(msgspec.Struct, frozen=True, tag=True):
    """What one may do with one's own data and reminders. `silenced`: they are snoozed or stopped."""

    silenced: bool


class MyWordsPanel(msgspec.Struct, frozen=True, tag=True):
    """Where a session's notebook uses what one person said. `name`: the session's."""

    name: str
    places: tuple[Place, ...]


PeoplePanel = (
    MembersPanel
    | LabelPanel
    | MemberInvitationPanel
    | JoinedPanel
    | AcceptedPanel
    | OrganisationsPanel
    | TakeOverPanel
    | MySessionsPanel
    | MyDataPanel
    | MyWordsPanel
    | PlacesPanel
    | PlacesAskPanel
    | LaunchPlacesPanel
    | WaitingPanel
    | PlaceOfferedPanel
)
