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
    """A group's chat follows a session from now on; a button ends that."""

    session: str
    title: str


RelayPanels = RoomPanel | RoomBoundPanel | RelayPanel | RelayConsentPanel | RelayBegunPanel
