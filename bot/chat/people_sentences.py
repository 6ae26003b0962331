"""The English source of what panels about people say: who belongs, who is invited, who takes over.

As `sentences`, whose table `UI` this one continues; apart because it is long, and about another thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.chat.sentences import Template


class PeopleUi(StrEnum):
    """What panels about people say. Values beside each."""

    BUTTON_MEMBERS = "button_members"  # name
    MEMBERS = "members"  # name
    MEMBERS_INVITED = "members_invited"
    MEMBERS_HOW = "members_how"
    MEMBER = "member"  # n, role, date
    MEMBER_LABELLED = "member_labelled"  # n, role, label, date
    MEMBER_ME = "member_me"  # n, role, date
    INVITED = "invited"  # n, role, date
    INVITED_LABELLED = "invited_labelled"  # n, role, label, date
    MEMBER_CONFIRM = "member_confirm"  # n
    ROLE_OWNER = "role_owner"
    ROLE_FACILITATOR = "role_facilitator"
    ROLE_OBSERVER = "role_observer"
    ROLE_TEAM = "role_team"
    BUTTON_INVITE = "button_invite"  # role
    BUTTON_REVOKE = "button_revoke"  # n
    BUTTON_REMOVE = "button_remove"  # n
    BUTTON_REMOVE_CONFIRM = "button_remove_confirm"  # n
    LABEL_ASK = "label_ask"  # role
    LABEL_HOW = "label_how"
    BUTTON_NO_LABEL = "button_no_label"
    MEMBER_INVITATION_OWNER = "member_invitation_owner"  # name, date, link
    MEMBER_INVITATION_FACILITATOR = "member_invitation_facilitator"  # name, date, link
    MEMBER_INVITATION_OBSERVER = "member_invitation_observer"  # name, date, link
    MEMBER_INVITATION_TEAM = "member_invitation_team"  # name, date, link
    JOINED_OWNER = "joined_owner"  # name
    JOINED_FACILITATOR = "joined_facilitator"  # name
    JOINED_OBSERVER = "joined_observer"  # name
    JOINED_TEAM = "joined_team"  # name
    ACCEPTED = "accepted"  # name, role
    ACCEPTED_LABELLED = "accepted_labelled"  # name, role, label
    WHICH_ORGANISATION = "which_organisation"
    TAKE_OVER = "take_over"  # title
    BUTTON_TAKE_OVER = "button_take_over"
    BUTTON_HAND_OVER = "button_hand_over"
    MY_SESSIONS = "my_sessions"
    MY_SESSION_CURRENT = "my_session_current"  # n, title
    MY_SESSION_OVER = "my_session_over"  # n, title
    MY_SESSION = "my_session"  # n, title


PEOPLE: Final[Mapping[PeopleUi, Template]] = {
    PeopleUi.BUTTON_MEMBERS: "👥 The people of {name}",
    PeopleUi.MEMBERS: "👥 {name}",
    PeopleUi.MEMBERS_INVITED: "Invited, not here yet:",
    PeopleUi.MEMBERS_HOW: "An invitation is a link for one person, good for two days. Nobody is named here.",
    PeopleUi.MEMBER: "{n}. {role}, since {date}",
    PeopleUi.MEMBER_LABELLED: "{n}. {role} · {label}, since {date}",
    PeopleUi.MEMBER_ME: "{n}. {role}, since {date} (you)",
    PeopleUi.INVITED: "✉ {n}. {role}, until {date}",
    PeopleUi.INVITED_LABELLED: "✉ {n}. {role} · {label}, until {date}",
    PeopleUi.MEMBER_CONFIRM: "Number {n} will lose access to everything here, at once. Do you confirm?",
    PeopleUi.ROLE_OWNER: "in charge",
    PeopleUi.ROLE_FACILITATOR: "facilitation",
    PeopleUi.ROLE_OBSERVER: "observation",
    PeopleUi.ROLE_TEAM: "team",
    PeopleUi.BUTTON_INVITE: "➕ Invite: {role}",
    PeopleUi.BUTTON_REVOKE: "✖ Cancel ✉ {n}",
    PeopleUi.BUTTON_REMOVE: "✖ Take off {n}",
    PeopleUi.BUTTON_REMOVE_CONFIRM: "Yes, take off {n}",
    PeopleUi.LABEL_ASK: "Whom is this invitation for ({role})?",
    PeopleUi.LABEL_HOW: (
        "Write initials or a mark that you will know them by in the list: those who lead here will see it. "
        "A name is not needed."
    ),
    PeopleUi.BUTTON_NO_LABEL: "No mark",
    PeopleUi.MEMBER_INVITATION_OWNER: (
        "You are invited to lead “{name}” on Horizons: sessions, and who belongs.\n"
        "This link is for you alone, once, until {date}: {link}"
    ),
    PeopleUi.MEMBER_INVITATION_FACILITATOR: (
        "You are invited to lead sessions of “{name}” on Horizons.\n"
        "This link is for you alone, once, until {date}: {link}"
    ),
    PeopleUi.MEMBER_INVITATION_OBSERVER: (
        "You are invited to observe sessions of “{name}” on Horizons, and take notes.\n"
        "This link is for you alone, once, until {date}: {link}"
    ),
    PeopleUi.MEMBER_INVITATION_TEAM: (
        "You are invited to work with the results of “{name}” on Horizons.\n"
        "This link is for you alone, once, until {date}: {link}"
    ),
    PeopleUi.JOINED_OWNER: (
        "Welcome to “{name}”. You lead sessions, and say who belongs.\nTo launch one, or see the people: /facilitate"
    ),
    PeopleUi.JOINED_FACILITATOR: (
        "Welcome to “{name}”. You may launch and lead sessions.\nTo launch one: /facilitate\nThose under way: /sessions"
    ),
    PeopleUi.JOINED_OBSERVER: (
        "Welcome to “{name}”. You may follow sessions and read what is said, without changing anything.\n"
        "Those under way: /sessions"
    ),
    PeopleUi.JOINED_TEAM: (
        "Welcome to “{name}”. You may see where sessions are, fill in the team's cards, and have the notebook.\n"
        "Those under way: /sessions"
    ),
    PeopleUi.ACCEPTED: "Your invitation to “{name}” ({role}) was accepted.",
    PeopleUi.ACCEPTED_LABELLED: "Your invitation to “{name}” ({role} · {label}) was accepted.",
    PeopleUi.WHICH_ORGANISATION: "For which organisation?",
    PeopleUi.TAKE_OVER: (
        "Nobody leads the session “{title}” any more. Its participants can go on; will you take over?"
    ),
    PeopleUi.BUTTON_TAKE_OVER: "🙋 Take over",
    PeopleUi.BUTTON_HAND_OVER: "👋 Stop following this session",
    PeopleUi.MY_SESSIONS: "You take part in these sessions. Tap the one to go on in.",
    PeopleUi.MY_SESSION_CURRENT: "{n}. {title} — your messages go there",
    PeopleUi.MY_SESSION_OVER: "{n}. {title} — over for you",
    PeopleUi.MY_SESSION: "{n}. {title}",
}
