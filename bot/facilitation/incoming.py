"""What comes in from a channel, channel-neutral: who, when, and one of a closed union of things.

A channel adapter makes these from its raw updates (`ports.Reader`); `conduct` turns them into engine events.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum, unique

import msgspec

from bot.engine.prompts import Act


class Command(StrEnum):
    """What can be typed after a slash, by its canonical name; the channel knows its spellings in each language."""

    START = "start"
    HELP = "help"
    RESUME = "resume"
    ANSWERS = "answers"
    DATA = "data"
    HOUR = "hour"
    PRIVACY = "privacy"
    LANGUAGE = "language"
    QUIT = "quit"
    FACILITATE = "facilitate"
    SESSIONS = "sessions"
    CONSOLE = "console"
    UNKNOWN = "unknown"


@unique
class Gesture(StrEnum):
    """What a facilitator's button does. A letter or two: it travels in a button's 64 bytes.

    Those that begin with `u` are about people: the organisation's, then the session's; those with `j` move the group;
    those with `r` are about programmes, those with a second letter after `q` about what becomes of leads.
    """

    PICK_WORKSHOP = "w"  # value: workshop id
    KEEP_DEFAULT = "k"  # value: parameter name
    CANCEL_DRAFT = "x"
    CHOOSE_MODE = "a"  # value: live, or a number of days
    CHOOSE_START = "A"  # value: a date
    OPEN = "o"
    NEXT = "n"  # value: the gate she sees
    NEXT_CONFIRMED = "N"  # value: the gate
    CLOSE = "c"
    CLOSE_CONFIRMED = "C"
    COCKPIT = "r"
    IDEAS = "i"
    TOGGLE_IDEA = "t"  # value: idea's number in the panel, behind a minus to take it off
    CONTRIBUTIONS = "l"  # value: place in the list, empty for the latest in a new panel
    PARK = "p"  # value: contribution id
    PROBE_MENU = "q"  # value: contribution id
    PROBE = "Q"  # value: contribution id:probe code
    PROBE_WRITE = "jQ"  # value: contribution id; the question is written
    WITHHELD = "h"  # the first contribution withheld that nobody has decided on
    RELEASE = "m"  # value: contribution id
    LEAVE_WITHHELD = "M"  # value: contribution id
    HORIZONS = "z"
    HORIZON = "Z"  # value: the item's number in the panel
    PREPARED = "zp"
    LEAVE_OUT = "zo"  # value: the item's number in the panel
    MATCHES = "y"
    MATCH = "Y"  # value: the match's number in the panel
    TEAM_CARD = "b"  # value: step id
    MEMBER_CHECK = "v"
    REVISE = "e"
    TAKE_UP = "E"  # value: the beginning of the hash of what was looked at
    VALUE = "V"  # value: the name of a parameter given while the session runs
    SHOW_SESSION = "s"
    NOTEBOOK = "d"
    VALIDATE = "dv"
    VALIDATE_VERSION = "dV"  # value: the version's number
    KEEP_NAMED = "dk"  # value: contribution id
    MEMBERS = "um"  # value: organisation
    INVITE = "ui"  # value: organisation:role
    INVITE_UNLABELLED = "un"  # value: organisation:role
    REVOKE_INVITATION = "ur"  # value: organisation:the beginning of its hash
    REMOVE_MEMBER = "ux"  # value: organisation:person
    REMOVE_MEMBER_CONFIRMED = "uX"  # value: organisation:person
    CHOOSE_ORGANISATION = "uo"  # value: organisation
    HAND_OVER = "uh"
    PROGRAMMES = "rp"  # value: organisation
    PROGRAMME = "ro"  # value: organisation:programme
    PROGRAMME_NEW = "rn"  # value: organisation
    PROGRAMME_RENAME = "rr"  # value: organisation:programme
    PROGRAMME_ADD_MENU = "ra"  # value: organisation:programme
    PROGRAMME_ADD = "rA"  # value: organisation:programme:session
    PROGRAMME_REMOVE_MENU = "rx"  # value: organisation:programme
    PROGRAMME_REMOVE = "rX"  # value: organisation:programme:session
    ANSWERS = "qa"  # the table of answers to the leads
    LEAD = "ql"  # value: the beginning of the lead's hash
    LEAD_STATUS = "qs"  # value: the same:status
    ANSWERS_PUBLISH = "qp"
    ANSWERS_PUBLISH_CONFIRMED = "qP"
    PROGRAMME_NOTEBOOK = "rk"  # value: organisation:programme
    CHOOSE_SOURCE = "rs"  # value: the session that the new one reads
    CHOOSE_TEACHING = "rt"  # value: the offer's key
    CHOOSE_PROGRAMME = "rc"  # value: programme, empty for none
    NEXT_NOW = "jc"  # value: the gate; whoever is awaited has been warned
    NEXT_ANNOUNCED = "ja"  # value: the gate
    NEXT_CALLED_OFF = "js"  # value: the gate
    EXTEND_MENU = "jX"
    EXTEND = "jx"  # value: minutes:gate
    PAUSE_MENU = "jP"
    PAUSE = "jp"  # value: minutes, 0 if she does not say
    RESUME = "jr"
    MODE_MENU = "jV"
    MODE = "jv"  # value: how many days, 0 for live
    ROUND_MENU = "jT"
    ROUND = "jt"  # value: the vote
    FILE_MENU = "jF"  # value: place:contribution
    FILE = "jf"  # value: place:contribution:grid:number of the code, or +
    PROBE_ALL_MENU = "jG"
    PROBE_ALL = "jg"  # value: the follow-up's place in the script
    NUDGE = "jn"
    WRITE = "jw"
    MORE_MENU = "jM"
    PLACES = "up"
    PLACES_ASK = "ua"  # value: capacity | profile | personal
    PLACES_NUMBER = "uc"  # value: how many, 0 for no limit
    PLACES_UNLABELLED = "ue"
    PLACES_OPEN = "ul"
    PLACES_REVOKE = "uR"  # value: the beginning of the link's hash
    LAUNCH_PLACES = "uk"  # value: ok, n:places, p:profile, or q:profile:places (numbers)
    TAKE_PLACE = "ut"  # anybody may, if a place is kept for them
    GIVE_UP_PLACE = "ug"  # anybody may, if they wait
    DUPLICATE = "ud"
    MY_WORDS = "uw"  # anybody may, for their own
    MY_DATA = "uf"  # value: text | json; anybody may, for their own
    REMIND = "uq"  # value: stop | snooze | on; anybody may, for their own
    SWITCH = "us"  # value: participant; anybody may, for their own
    CONSOLE_ANEW = "cn"  # every browser signed out, every link void, and a new link
    GO_BACK_MENU = "jB"
    GO_BACK = "jb"  # value: the step's number in the panel
    PARTICIPANTS = "jl"
    PARTICIPANT = "jo"  # value: participant
    NUDGE_ONE = "jN"  # value: participant
    WRITE_ONE = "jW"  # value: participant
    REMOVE = "jd"  # value: participant
    REMOVE_KEEP = "jk"  # value: participant
    REMOVE_ERASE = "je"  # value: participant
    HIDE_MENU = "jH"  # value: contribution id
    HIDE = "jh"  # value: contribution id:code of the reason
    HIDE_OTHER = "jO"  # value: contribution id; the reason is written
    PIN = "ji"  # value: contribution id
    PIN_MINORITY = "jI"  # value: contribution id
    UNPIN = "ju"  # value: contribution id
    RELAY = "yl"
    RELAY_NEW = "yn"
    RELAY_AGREED = "yc"  # value: oral | written
    RELAY_BEGIN = "yb"  # value: oral | written:votes | none
    RELAY_RESUME = "yo"  # value: participant
    RELAY_STOP = "ys"
    RELAY_FORM = "yf"
    ROOM = "yg"
    ROOM_ASK = "yq"
    ROOM_BIND = "yr"  # value: the group's address
    ROOM_UNBIND = "yu"
    PREVIEW = "yp"
    PREVIEW_STOP = "yP"
    CHOOSE_LANGUAGE = "g"  # value: fr | en; anybody may


class ParticipantButton(msgspec.Struct, frozen=True, tag=True):
    """A tap on a participant's card: whose, for which wait and revision."""

    participant: str
    act: Act
    wait: str
    rev: int
    value: str = ""


class FacilitatorButton(msgspec.Struct, frozen=True, tag=True):
    """A tap on a facilitator's panel: `session` is empty while there is none yet."""

    session: str
    gesture: Gesture
    value: str = ""


class ForeignButton(msgspec.Struct, frozen=True, tag=True):
    """A tap whose data is none of ours (forged, or of another version)."""


class CommandUsed(msgspec.Struct, frozen=True, tag=True):
    """`/start abc` and the like. `argument` is the rest of the line."""

    command: Command
    argument: str
    ref: int


class TextSent(msgspec.Struct, frozen=True, tag=True):
    """A message in a private chat. `ref`: its number there, growing with time across both sides."""

    text: str
    ref: int


class TextEdited(msgspec.Struct, frozen=True, tag=True):
    """An earlier message, rewritten."""

    text: str
    ref: int


class OtherSent(msgspec.Struct, frozen=True, tag=True):
    """Something that is not text: voice, photo, sticker, document, video, location, contact, other.

    `emoji`: what a sticker stands for, as far as its channel says.
    """

    kind: str
    ref: int
    emoji: str = ""


class Tapped(msgspec.Struct, frozen=True, tag=True):
    """A button was tapped. `tap` is what the channel wants back with the toast."""

    tap: str
    ref: int
    button: ParticipantButton | FacilitatorButton | ForeignButton


class BotBlocked(msgspec.Struct, frozen=True, tag=True):
    """The person blocked the bot."""


class BotUnblocked(msgspec.Struct, frozen=True, tag=True):
    """The person let the bot in again."""


class RoomAsked(msgspec.Struct, frozen=True, tag=True):
    """Somebody asks, in a group, that it follow a session. `room`: the group's address, its topic included.

    `session`: which, if the link by which the bot came says it.
    """

    room: str
    session: str = ""


class RoomReplied(msgspec.Struct, frozen=True, tag=True):
    """A reply, in a group, to message `to` of the bot; `ref` is its own number. With a known `ref`: edited since."""

    room: str
    to: int
    text: str
    ref: int


class RoomMoved(msgspec.Struct, frozen=True, tag=True):
    """A group has another address from now on."""

    old: str
    new: str


class RoomLeft(msgspec.Struct, frozen=True, tag=True):
    """The bot was taken out of a group."""

    room: str


What = (
    RoomAsked
    | RoomReplied
    | RoomMoved
    | RoomLeft
    | CommandUsed
    | TextSent
    | TextEdited
    | OtherSent
    | Tapped
    | BotBlocked
    | BotUnblocked
)


class Sender(msgspec.Struct, frozen=True):
    """Who, as the channel knows them. `language` is its hint, perhaps empty. No name: none is ever kept."""

    channel: str
    user: str
    address: str
    language: str = ""


class Incoming(msgspec.Struct, frozen=True):
    """One thing that came in. `at`: when the channel says it was sent (UTC)."""

    sender: Sender
    at: datetime
    what: What
