"""What facilitators are shown, channel-neutral: a closed union of panels, each worded and laid out by the channel.

A panel is a view: it is computed from what is stored and never holds state of its own.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from bot.engine.group import SessionStatus
from bot.engine.phrases import Notice, Value
from bot.facilitation.coding_panels import CodingPanel
from bot.facilitation.lead_panels import LeadPanels
from bot.facilitation.people_panels import PeoplePanel
from bot.facilitation.programme_panels import ProgrammesPanels
from bot.facilitation.relay_panels import RelayPanels


class WorkshopChoice(msgspec.Struct, frozen=True):
    """One workshop on the shelf."""

    id: str
    title: str
    minutes: int
    purpose: str


class WorkshopsPanel(msgspec.Struct, frozen=True, tag=True):
    """« Quel atelier ? » Each is a button.

    `sessions` are those under way that she may go back to, `past` the latest that are over, `organisations` those whose
    people she may see, `programmes` those whose programmes: (id, name).
    """

    workshops: tuple[WorkshopChoice, ...]
    sessions: tuple[tuple[str, str], ...] = ()
    organisations: tuple[tuple[str, str], ...] = ()
    past: tuple[tuple[str, str], ...] = ()
    programmes: tuple[tuple[str, str], ...] = ()
    launches: bool = True
    """Whether she may launch: who only follows is asked which session."""


class Teaching(msgspec.Struct, frozen=True):
    """Something a past session taught, that may be taken for a parameter. `key`: what its button carries."""

    key: str
    text: str
    source: str


class ParameterPanel(msgspec.Struct, frozen=True, tag=True):
    """One parameter asked at launch: « 2 sur 9 ». The answer is typed, or the default kept by a tap."""

    workshop: str
    number: int
    total: int
    name: str
    help: str
    default: Value | None = None
    """Empty: it may be left out. None: there is nothing to keep."""
    error: str = ""
    """Why the last answer could not be taken (`not_a_number`, `not_a_date`, `too_long`, `not_a_session`), or empty."""
    choices: tuple[tuple[str, str], ...] = ()
    """Sessions that may be read, each a button: (id, name and how much there is)."""
    teachings: tuple[Teaching, ...] = ()
    """What past sessions taught, each a button."""
    counts: bool = False
    """They are numbers of people heard, not sentences."""


class ModePanel(msgspec.Struct, frozen=True, tag=True):
    """Live, or over how many days? `lengths` are those the workshop offers, `usual` the one it is written for."""

    workshop: str
    minutes: int
    lengths: tuple[int, ...]
    usual: int


class StartPanel(msgspec.Struct, frozen=True, tag=True):
    """Which day does it begin? `dates` (ISO 8601) are offered as buttons, another may be typed."""

    workshop: str
    days: int
    dates: tuple[str, ...]
    error: str = ""
    """Why the last answer could not be taken (`not_a_date`, `too_early`, `too_late`), empty at first."""


class PersonLine(msgspec.Struct, frozen=True):
    """One person in the cockpit: alias and profile, never a name.

    `state`: answered | writing | silent | waiting | voted | finished | gone. `step`: the number of the question they
    are at.
    """

    alias: str
    profile: str
    state: str
    step: int
    relayed: bool = False
    """Facilitators enter what this person says."""
    capacity: str = ""
    """The code of the profile."""


class Offer(msgspec.Struct, frozen=True):
    """Something else that may be done now: a gesture (its letter), on a step of that title if it is about one."""

    gesture: str
    step: str = ""
    title: str = ""


class CockpitPanel(msgspec.Struct, frozen=True, tag=True):
    """The whole session in one message that edits itself."""

    session: str
    title: str
    status: SessionStatus
    link: str
    people: tuple[PersonLine, ...] = ()
    declined: int = 0
    total_steps: int = 0
    stretch: str = ""
    """Titles of the steps under way, joined."""
    next_gate: str = ""
    """Step id of the gate everybody works towards; `end` when none is left."""
    next_title: str = ""
    arrived: int = 0
    active: int = 0
    deadline: datetime | None = None
    days: int = 0
    """How many days the session lasts; 0 for a live one."""
    day: int = 0
    """The day under way, from 1; 0 before the first."""
    first: str = ""
    """The date of the first day, in ISO 8601."""
    over_days: tuple[tuple[int, str], ...] = ()
    """The versions over days in which a live session may go on, and the date on which each would end, in ISO 8601."""
    rounds: tuple[tuple[str, str], ...] = ()
    """The votes of which a further round may be added: step id and title."""
    voting: bool = False
    voted: int = 0
    ideas: int = 0
    chosen: int = 0
    contributions: int = 0
    withheld: int = 0
    """Contributions that wait for a facilitator's decision."""
    pinned: int = 0
    minorities: int = 0
    """How many of the contributions pinned are a minority's view."""
    offers: tuple[Offer, ...] = ()
    role: str = "owner"
    """Of whoever it is for: they are offered the gestures that their role allows."""
    step: int = 0
    """The number of the first step under way, of `total_steps`; 0 if none counts."""
    last_step: int = 0
    """The number of the last step under way."""
    minutes_left: int = 0
    """Before `deadline`, rounded up; during a pause, what was left as it began."""
    paused: bool = False
    paused_until: str = ""
    """The hour that was named for its end (`20:15`)."""
    leaving: bool = False
    """The group goes on within half a minute: it has been announced."""
    holding: tuple[str, ...] = ()
    """Pseudonyms of the few for whom the rest of the group waits."""
    watched: str = ""
    """The title of the step at which most people are, if its author wrote something for whoever facilitates."""
    note: str = ""
    """What the author wrote."""
    asks_all: bool = False
    """The steps under way have follow-ups that everybody may be asked."""
    few_voted: bool = False
    """A vote is about to close, and too few have finished it."""
    lacking: tuple[str, ...] = ()
    """Labels of the profiles expected of which nobody is there."""
    hierarchy: tuple[str, ...] = ()
    """Labels of the two profiles, both there, of which one may answer to the other."""
    may_go_on: bool = True
    """Whether facilitators may open the next gate."""
    menu: str = ""
    """Which choice a tap has opened: `next` or `close` (a second tap confirms), `extend`, `pause`…"""


class InvitationPanel(msgspec.Struct, frozen=True, tag=True):
    """The text to forward, with the deep link; sent with the QR picture (PNG bytes are made by the channel)."""

    title: str
    agency: str
    minutes: int
    link: str
    days: int = 0
    """How many days it lasts; 0 if it is live."""
    first: str = ""
    """The date of the first day, in ISO 8601."""
    profile: str = ""
    """Whom a link is for that has places of its own."""
    places: int = 0
    """How many that is."""


class IdeaLine(msgspec.Struct, frozen=True):
    """One idea of the group, numbered. `mark`: '' | chosen | merging | merged | refused."""

    number: int
    text: str
    mark: str = ""


class IdeasPanel(msgspec.Struct, frozen=True, tag=True):
    """The group's ideas: touch a number to put it on the ballot; write « 3, 7 : une phrase » to merge or reword."""

    session: str
    ideas: tuple[IdeaLine, ...]
    chosen: int
    most: int
    pending_merges: int = 0


class ContributionPanel(msgspec.Struct, frozen=True, tag=True):
    """One contribution at a time, as it came. `probes`: (code, text) that may be sent, when the menu is open.

    `number` of `total` is its place among those that count, by time; gestures name it by its id, which stays.
    """

    session: str
    contribution: str
    number: int
    total: int
    title: str
    who: str
    text: str
    standing: str
    probes: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    """Why it is withheld, if it is: donnee_perso | tiers | hostile, or a facilitator's own words."""
    hiding: bool = False
    """The menu of reasons for hiding it is open."""
    pinned: str = ""
    """yes | minority, if it is put forward."""
    may_pin: bool = False
    names: tuple[str, ...] = ()
    """What may be the name of somebody in it, as typed."""
    next_named: int = 0
    """The place of the next one in which somebody may be named; 0 if there is none after it."""
    unseen: int = 0
    """How many that may name somebody must be looked at before the notebook is validated; this one is the first."""


class ListPanel(msgspec.Struct, frozen=True, tag=True):
    """Things to choose one of by its number, under a sentence. `gesture`: the letter of what a number's button does.

    `values`: what each button carries, where it is not the number itself.
    """

    session: str
    heading: Sentence
    lines: tuple[str, ...]
    gesture: str
    values: tuple[str, ...] = ()


class RevisionPanel(msgspec.Struct, frozen=True, tag=True):
    """What the workshop's file says now that a session does not.

    `lines`: the first of `total` changes. `take_up`: what the button carries; empty when the session may not take it
    up. `affected`: pseudonyms of those whose answers would lose their question.
    """

    session: str
    title: str
    lines: tuple[str, ...]
    total: int
    take_up: str = ""
    affected: tuple[str, ...] = ()


class TeamCardPanel(msgspec.Struct, frozen=True, tag=True):
    """One field of a card that the team fills in: « 2 sur 5 ». The answer is typed; so is one of the `options`."""

    title: str
    number: int
    total: int
    ask: str
    intro: tuple[str, ...] = ()
    options: tuple[str, ...] = ()


class LetterPanel(msgspec.Struct, frozen=True, tag=True):
    """« Qu'avez-vous à dire au groupe ? » It goes to `people`, or `to` one pseudonym.

    `too_long`: the length of what was just written.
    """

    people: int
    too_long: int = 0
    to: str = ""


class ParticipantsPanel(msgspec.Struct, frozen=True, tag=True):
    """Everybody in the session, to choose one: (participant, line), those without an answer first."""

    session: str
    people: tuple[tuple[str, PersonLine], ...]


class ParticipantPanel(msgspec.Struct, frozen=True, tag=True):
    """One person of the session. `title`: of the step they are asked about; `may_nudge`: they may be reminded alone."""

    session: str
    participant: str
    line: PersonLine
    title: str = ""
    total_steps: int = 0
    may_nudge: bool = False
    may_remove: bool = False
    relayed: bool = False


class ReasonPanel(msgspec.Struct, frozen=True, tag=True):
    """« Pour quel motif ? », about a person (`who`) or, without, about a contribution. The answer is typed.

    `participant`: the reason is there, and what becomes of the answers of that person is asked.
    """

    session: str
    who: str = ""
    reason: str = ""
    participant: str = ""
    too_long: int = 0
    item: str = ""
    """What is debated instead of what divides most: the reason is about that."""


class NoticePanel(msgspec.Struct, frozen=True, tag=True):
    """A sentence to a facilitator. `key` is one of `PanelSentence`'s values, see `chat.wording`."""

    notice: Notice


class Sentence(StrEnum):
    """What `SentencePanel` may say. The comment names the values that come along."""

    HELP = "help"  # changing, passing, going back, leaving
    PRIVACY = "privacy"  # who reads what
    PRIVACY_ASSISTED = "privacy_assisted"  # endpoint: of a language model that a team may ask
    UNKNOWN_LINK = "unknown_link"  # a deep link that leads to no session
    NO_SESSION = "no_session"  # a bare /start by somebody in no session: what this bot is, how to enter
    SENT_TO_NOBODY = "sent_to_nobody"  # words of a facilitator that nothing asked for: how to write to the group
    NOT_FACILITATOR = "not_facilitator"
    NOT_YOUR_ORGANISATION = "not_your_organisation"
    NOT_YOUR_ROLE = "not_your_role"
    SESSION_PURGED = "session_purged"
    NOW_OWNER = "now_owner"  # organisation
    NOW_FACILITATOR = "now_facilitator"  # organisation
    NOW_OBSERVER = "now_observer"  # organisation
    NOW_TEAM = "now_team"  # organisation
    ERASED = "erased"
    INVITATION_OVER = "invitation_over"  # used, expired or revoked: nobody is told which
    INVITATION_REVOKED = "invitation_revoked"
    ALREADY_MEMBER = "already_member"  # name: of the organisation
    MEMBER_REMOVED = "member_removed"
    BY_INVITATION = "by_invitation"  # the open link is closed: one comes in by an invitation of one's own
    PLACE_GONE = "place_gone"
    PLACE_GIVEN_UP = "place_given_up"
    PLACE_LAPSED = "place_lapsed"  # title
    NO_PLACE_CAME = "no_place_came"  # title
    SESSION_IS_CLOSED = "session_is_closed"
    NO_WORDS_KEPT = "no_words_kept"  # asked where their words are, and no notebook holds any: withdrawn, or none said
    NO_WORDS_YET = "no_words_yet"  # asked where their words are, and no session of theirs is closed
    REMINDERS_STOPPED = "reminders_stopped"
    REMINDERS_SNOOZED = "reminders_snoozed"
    REMINDERS_ON = "reminders_on"
    CLOSED_BY_ITSELF = "closed_by_itself"  # title
    LINK_OPENED = "link_opened"
    LINK_CLOSED = "link_closed"
    HANDED_OVER = "handed_over"  # title
    NOBODY_ELSE = "nobody_else"  # who leaves is the only one who may lead the session
    COLLEAGUE_LEFT = "colleague_left"  # title
    SESSION_OVER = "session_over"  # title: the link of a session that is closed
    UNKNOWN_COMMAND = "unknown_command"
    NO_CURRENT_SESSION = "no_current_session"  # wrote or asked something, and is in no session
    DRAFT_CANCELLED = "draft_cancelled"
    SESSION_OPENED = "session_opened"  # title
    NOTEBOOK_ON_ITS_WAY = "notebook_on_its_way"
    NOTEBOOK_READY = "notebook_ready"  # title
    NOTEBOOK_FAILED = "notebook_failed"  # title
    MERGE_SYNTAX = "merge_syntax"  # how to write « 3, 7 : la phrase »
    MERGE_SENT = "merge_sent"  # count: authors asked
    TOO_MANY_CHOSEN = "too_many_chosen"  # most
    VOTE_ALREADY_OPEN = "vote_already_open"
    ALREADY_DONE = "already_done"
    LANGUAGE_SET = "language_set"  # said in the language chosen
    FACILITATOR_STALE_BUTTON = "facilitator_stale_button"
    PERSON_TOLD = "person_told"  # a probe was sent
    PROBE_WAITS = "probe_waits"  # a probe will be sent when the night, or the Sunday, is over
    PROBE_LIMIT = "probe_limit"  # two probes a person and step, none after « Je passe »
    CONTRIBUTION_PARKED = "contribution_parked"
    NO_CONTRIBUTION = "no_contribution"
    SCRIPT_UNCHANGED = "script_unchanged"
    SCRIPT_NOT_FOUND = "script_not_found"
    SCRIPT_TAKEN_UP = "script_taken_up"
    VALUE_KEPT = "value_kept"
    WHICH_HORIZON = "which_horizon"
    WHICH_YIELD = "which_yield"
    MATCHES = "matches"
    NO_MATCH = "no_match"
    BOTH_ASKED = "both_asked"
    SENT_FOR_CHECKING = "sent_for_checking"
    WHICH_VERSION = "which_version"
    NEWER_VERSION = "newer_version"
    COMPILE_FIRST = "compile_first"
    VERSION_VALIDATED = "version_validated"
    NAMES_FIRST = "names_first"  # count: contributions that may name somebody and that nobody has looked at
    NAMES_SEEN = "names_seen"
    READ_FIRST = "read_first"  # count: contributions withheld that nobody has decided on
    NO_LEAD = "no_lead"  # of a session that is not closed, or that proposed none
    LEAD_GONE = "lead_gone"
    NOTHING_TO_PUBLISH = "nothing_to_publish"
    ANSWERS_PUBLISHED = "answers_published"
    TEAM_CARD_KEPT = "team_card_kept"  # title
    NOTHING_WITHHELD = "nothing_withheld"
    CONTRIBUTION_RELEASED = "contribution_released"
    CONTRIBUTION_LEFT_WITHHELD = "contribution_left_withheld"
    MOVE_ANNOUNCED = "move_announced"
    MOVE_CALLED_OFF = "move_called_off"
    EVERYBODY_TOLD = "everybody_told"
    NOT_IN_THAT_MODE_NOW = "not_in_that_mode_now"
    ROUND_ADDED = "round_added"
    PINNED_FOR_THE_BRIDGE = "pinned_for_the_bridge"  # over days
    NOT_QUOTABLE = "not_quotable"
    NUDGE_SENT = "nudge_sent"  # count
    WHICH_GROUP_PROBE = "which_group_probe"
    NO_GROUP_PROBE = "no_group_probe"
    NOBODY_TO_PROBE = "nobody_to_probe"
    GROUP_PROBED = "group_probed"  # count
    NUDGED_ALREADY = "nudged_already"  # once a step
    NOBODY_TO_NUDGE = "nobody_to_nudge"
    TOO_LATE_TO_NUDGE = "too_late_to_nudge"  # over days: at night, or on a Sunday
    NOBODY_TO_WRITE_TO = "nobody_to_write_to"
    LETTER_SENT = "letter_sent"  # count
    NO_CONSOLE = "no_console"  # this bot runs without one
    CONSOLE_REVOKED = "console_revoked"  # every browser signed out, a new link follows
    ONE_NUDGED = "one_nudged"
    RELAY_TOO_LATE = "relay_too_late"
    ROOM_UNBOUND = "room_unbound"
    DISCUSSION_ASKED = "discussion_asked"
    DISCUSSION_NOT_YET = "discussion_not_yet"
    ROOM_LOST = "room_lost"  # title
    ROOM_GREETING = "room_greeting"  # title, link
    ROOM_OPENED = "room_opened"  # title, link
    ROOM_STEP = "room_step"  # title
    ROOM_CLOSED = "room_closed"  # title
    PREVIEW_BEGUN = "preview_begun"
    PREVIEW_OVER = "preview_over"
    NO_NUDGE = "no_nudge"  # two a step at most, none after « Je passe », none to who is asked nothing
    PERSON_REMOVED = "person_removed"
    CONTRIBUTION_HIDDEN = "contribution_hidden"
    CONTRIBUTION_PINNED = "contribution_pinned"
    PINNED_WITHOUT_MINORITY = "pinned_without_minority"  # count
    CONTRIBUTION_UNPINNED = "contribution_unpinned"
    NOT_TO_BE_PINNED = "not_to_be_pinned"
    WHICH_STEP = "which_step"
    NO_STEP_TO_REOPEN = "no_step_to_reopen"
    STEP_REOPENED = "step_reopened"
    SPLIT_SENT = "split_sent"
    DECIDE_FIRST = "decide_first"  # what is withheld cannot be set aside before somebody decided about it


class SentencePanel(msgspec.Struct, frozen=True, tag=True):
    """A sentence outside any session, to anybody. Values are data: a channel escapes them."""

    key: Sentence
    values: dict[str, Value] = {}


class ConsolePanel(msgspec.Struct, frozen=True, tag=True):
    """The way into the console: a link for one person, to be used once within `minutes`; a button voids all others.

    `button`: the channel can open the link by a tap; it cannot where the console has an address of this machine only.
    """

    link: str
    minutes: int
    button: bool = True


class LanguagePanel(msgspec.Struct, frozen=True, tag=True):
    """« Quelle langue ? » with a button a language."""


Panel = (
    WorkshopsPanel
    | ParameterPanel
    | ModePanel
    | StartPanel
    | CockpitPanel
    | InvitationPanel
    | IdeasPanel
    | ContributionPanel
    | ListPanel
    | TeamCardPanel
    | RevisionPanel
    | LetterPanel
    | ParticipantsPanel
    | ParticipantPanel
    | ReasonPanel
    | NoticePanel
    | SentencePanel
    | ConsolePanel
    | LanguagePanel
    | PeoplePanel
    | ProgrammesPanels
    | RelayPanels
    | LeadPanels
    | CodingPanel
)
