"""Panels of the relay (whose answers a facilitator enters, what was agreed to before) and of the group's own chat.

Part of `panels.Panel`.
"""

from __future__ import annotations

import msgspec


class RelayPanel(msgspec.Struct, frozen=True, tag=True):
    """Everybody whose answers are entered in that session: (participant, pseudonym); each is a button that goes on.

    `stopped`: the pseudonym of whoever's entry has just been left; `open`: more may still come in.
    """

    session: str
    people: tuple[tuple[str, str], ...] = ()
    stopped: str = ""
    open: bool = True


class RelayConsentPanel(msgspec.Struct, frozen=True, tag=True):
    """What the facilitator asks before anything is entered: the agreement, then (`form` is there) the votes."""

    session: str
    form: str = ""
    """`oral` or `written`."""


class RelayBegunPanel(msgspec.Struct, frozen=True, tag=True):
    """Said when an entry is opened: from here on, her messages are that person's."""

    alias: str


class RoomPanel(msgspec.Struct, frozen=True, tag=True):
    """« Quelle séance ce groupe suit-il ? » : the sessions that go on, (id, name); `room`: what each button carries."""

    room: str
    sessions: tuple[tuple[str, str], ...]


class RoomBoundPanel(msgspec.Struct, frozen=True, tag=True):
    """A group's chat follows a session: a question may be asked there, and a button ends it."""

    session: str
    title: str


class RoomUnboundPanel(msgspec.Struct, frozen=True, tag=True):
    """No group's chat follows the session yet. `link`: opens the list of her groups, and binds the one she picks."""

    session: str
    title: str
    link: str


class DiscussionAskPanel(msgspec.Struct, frozen=True, tag=True):
    """« Quelle question pour le groupe ? », under the step `title`. `too_long`: the length of what she wrote."""

    title: str
    too_long: int = 0


class DiscussionPanel(msgspec.Struct, frozen=True, tag=True):
    """A question for discussion, as the group reads it: whose replies are kept, and how to be one of them."""

    title: str
    question: str
    link: str


class DigestLine(msgspec.Struct, frozen=True):
    """A step that is over, and how many people said something there."""

    title: str
    people: int


class DigestPanel(msgspec.Struct, frozen=True, tag=True):
    """What is over, as the group reads it, among `people` who are there: numbers, and nobody's words."""

    lines: tuple[DigestLine, ...]
    people: int


RoomPanels = RoomPanel | RoomBoundPanel | RoomUnboundPanel | DiscussionAskPanel | DiscussionPanel | DigestPanel
RelayPanels = RoomPanels | RelayPanel | RelayConsentPanel | RelayBegunPanel
