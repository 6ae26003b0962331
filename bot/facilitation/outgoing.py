"""What goes out: messages on their way to a person, channel-neutral, as they lie in the outbox.

A message is rendered by the channel only when it is sent. Lanes keep a reply to somebody's gesture ahead of what the
clock or the group sends.
"""

from __future__ import annotations

from enum import IntEnum

import msgspec

from bot.engine.phrases import Notice
from bot.engine.prompts import Card
from bot.facilitation.my_data_records import MyData
from bot.facilitation.panels import Panel


class Lane(IntEnum):
    """Lower goes first."""

    REPLY = 0
    TIMED = 1
    BROADCAST = 2


class ShowCard(msgspec.Struct, frozen=True, tag=True):
    """A new message. Once delivered, it is known by (`participant`, `card.wait`) for edits and for filing answers.

    `session`: its name, written above the card for somebody who is in several. `relayed`: the pseudonym of whoever
    answers, if the card is shown to a facilitator who enters that person's answers. `preview`: she tries the workshop.
    """

    participant: str
    card: Card
    session: str = ""
    relayed: str = ""
    preview: bool = False


class ReplaceCard(msgspec.Struct, frozen=True, tag=True):
    """Edit the message of (`participant`, `card.wait`) in place; sent anew if it never was delivered."""

    participant: str
    card: Card
    session: str = ""
    relayed: str = ""
    preview: bool = False


class ShowPictures(msgspec.Struct, frozen=True, tag=True):
    """The pictures of the question `key` of a session, side by side, as one picture: the card comes right after it."""

    session: str
    key: str


class ShowResult(msgspec.Struct, frozen=True, tag=True):
    """The picture of a closed vote's result, drawn when it is sent; the card that says it in words comes before."""

    session: str
    step: str


class Fold(msgspec.Struct, frozen=True, tag=True):
    """Take the buttons off the message of (`participant`, `wait`), leave `chosen` or a notice under its text.

    `card`: the card as it was last shown; without it nothing can be written under it (a channel edits a whole text),
    and only the buttons go.
    """

    participant: str
    wait: str
    chosen: str = ""
    notice: Notice | None = None
    card: Card | None = None
    session: str = ""
    relayed: str = ""
    preview: bool = False


class ShowPanel(msgspec.Struct, frozen=True, tag=True):
    """A facilitator's panel, as a new message; `slot` names it for later edits (`cockpit:<session>`)."""

    panel: Panel
    slot: str = ""


class ReplacePanel(msgspec.Struct, frozen=True, tag=True):
    """Edit the message last sent to this person in `slot`; sent anew if there is none."""

    panel: Panel
    slot: str


class React(msgspec.Struct, frozen=True, tag=True):
    """Show on message `ref`, which somebody wrote in a group, that it is noted: without a word."""

    ref: int


class SendFile(msgspec.Struct, frozen=True, tag=True):
    """A file of the notebooks folder, as a document. `path` is relative to it."""

    path: str
    name: str
    caption: Notice | None = None


class SendMyData(msgspec.Struct, frozen=True, tag=True):
    """Everything that is held of whoever it goes to, as a file; `form`: text | json."""

    data: MyData
    form: str


class SendDocument(msgspec.Struct, frozen=True, tag=True):
    """A page made for whoever asked: nobody's words, so that it may lie in the outbox. `media`: its type."""

    name: str
    content: bytes
    media: str


Body = (
    SendDocument
    | SendMyData
    | ShowPictures
    | ShowResult
    | ShowCard
    | ReplaceCard
    | Fold
    | ShowPanel
    | ReplacePanel
    | SendFile
    | React
)


class Outgoing(msgspec.Struct, frozen=True):
    """One row of the outbox.

    `coalesce`: a row still queued for the same person under the same name is replaced (only the newest cockpit
    matters). `about`: (participant, wait) it is about as `participant:wait`; dropped unsent when that wait is over, if
    `droppable`.
    """

    person: str
    language: str
    lane: Lane
    body: Body
    coalesce: str = ""
    about: str = ""
    droppable: bool = False
