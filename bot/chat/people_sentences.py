"""The English source of what panels about people say: who belongs, who is invited, who takes over.

As `sentences`, whose table `UI` this one continues; apart because it is long, and about another thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bot.chat.sentences import Counted, Template


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
    BUTTON_RELAY = "button_relay"
    RELAY_LIST = "relay_list"
    RELAY_LIST_HOW = "relay_list_how"
    RELAY_STOPPED = "relay_stopped"  # alias
    BUTTON_RELAY_NEW = "button_relay_new"
    BUTTON_RELAY_RESUME = "button_relay_resume"  # alias
    RELAY_CONSENT = "relay_consent"
    RELAY_CONSENT_READ = "relay_consent_read"
    BUTTON_RELAY_ORAL = "button_relay_oral"
    BUTTON_RELAY_WRITTEN = "button_relay_written"
    RELAY_VOTES = "relay_votes"
    RELAY_VOTES_READ = "relay_votes_read"
    BUTTON_RELAY_VOTES = "button_relay_votes"
    BUTTON_RELAY_NO_VOTES = "button_relay_no_votes"
    RELAY_BEGUN = "relay_begun"  # alias
    RELAY_BEGUN_HOW = "relay_begun_how"
    RELAY_CARD = "relay_card"  # alias
    BUTTON_RELAY_STOP = "button_relay_stop"
    BUTTON_RELAY_ENTER = "button_relay_enter"
    BUTTON_RELAY_FORM = "button_relay_form"
    ROOM_WHICH = "room_which"
    ROOM_NONE = "room_none"
    ROOM_BOUND = "room_bound"  # title
    BUTTON_ROOM_UNBIND = "button_room_unbind"
    BUTTON_ROOM = "button_room"
    BUTTON_ROOM_ASK = "button_room_ask"
    BUTTON_ROOM_PICK = "button_room_pick"
    ROOM_UNBOUND = "room_unbound"  # title
    DIGEST = "digest"  # count
    DIGEST_LINE = "digest_line"  # title, count
    DISCUSSION_ASK = "discussion_ask"  # title
    DISCUSSION_ASK_HOW = "discussion_ask_how"
    DISCUSSION_HOW = "discussion_how"  # title, link
    BUTTON_PREVIEW = "button_preview"
    PREVIEW_CARD = "preview_card"
    BUTTON_PREVIEW_STOP = "button_preview_stop"
    BUTTON_PLACES = "button_places"
    PLACES = "places"  # title
    PLACES_UNLIMITED = "places_unlimited"  # taken
    PLACES_COUNTED = "places_counted"  # taken, capacity
    PLACES_WAITING = "places_waiting"  # count
    PLACES_LINK_OPEN = "places_link_open"
    PLACES_LINK_CLOSED = "places_link_closed"
    PLACES_PROFILE = "places_profile"  # n, label, taken, most
    PLACES_PERSONAL = "places_personal"  # n, date
    PLACES_PERSONAL_LABELLED = "places_personal_labelled"  # n, label, date
    BUTTON_CAPACITY = "button_capacity"
    BUTTON_PROFILE_LINK = "button_profile_link"
    BUTTON_PERSONAL_LINK = "button_personal_link"
    BUTTON_CLOSE_LINK = "button_close_link"
    BUTTON_OPEN_LINK = "button_open_link"
    BUTTON_REVOKE_LINK = "button_revoke_link"  # n
    ASK_CAPACITY = "ask_capacity"
    ASK_CAPACITY_HOW = "ask_capacity_how"
    ASK_CAPACITY_AGAIN = "ask_capacity_again"
    ASK_PROFILE = "ask_profile"
    ASK_PROFILE_HOW = "ask_profile_how"
    ASK_PROFILE_AGAIN = "ask_profile_again"
    ASK_PERSONAL = "ask_personal"
    ASK_PERSONAL_HOW = "ask_personal_how"
    BUTTON_NO_LIMIT = "button_no_limit"
    LAUNCH_PLACES_UNLIMITED = "launch_places_unlimited"
    LAUNCH_PLACES_COUNTED = "launch_places_counted"  # count
    LAUNCH_PLACES_HOW = "launch_places_how"
    LAUNCH_PLACES_HOW_SIMPLE = "launch_places_how_simple"
    LAUNCH_PLACES_AGAIN = "launch_places_again"
    LAUNCH_PLACES_NO_PROFILE = "launch_places_no_profile"
    LAUNCH_NO_QUOTA = "launch_no_quota"
    LAUNCH_QUOTAS = "launch_quotas"
    LAUNCH_QUOTA = "launch_quota"  # label, count
    ASK_QUOTA = "ask_quota"  # label
    ASK_QUOTA_HOW = "ask_quota_how"
    BUTTON_NO_QUOTA = "button_no_quota"
    BUTTON_QUOTA_BACK = "button_quota_back"
    BUTTON_PLACES_DONE = "button_places_done"
    INVITATION_PROFILE = "invitation_profile"  # label, count
    WAITING_LIST = "waiting_list"  # title, rank
    PLACE_OFFERED = "place_offered"  # title, date, hour
    BUTTON_TAKE_PLACE = "button_take_place"
    BUTTON_GIVE_UP_PLACE = "button_give_up_place"
    BUTTON_MY_WORDS = "button_my_words"
    MY_WORDS = "my_words"  # name
    MY_WORDS_BEGIN = "my_words_begin"  # number, words: what stands for « number » below
    MY_WORDS_AT = "my_words_at"  # number, title, places
    MY_WORDS_AT_COUNTED = "my_words_at_counted"  # number, title, places, counted
    MY_WORDS_ANNEX = "my_words_annex"  # number, title
    MY_WORDS_ANNEX_COUNTED = "my_words_annex_counted"  # number, title, counted
    MY_WORDS_COUNTED = "my_words_counted"  # number, title
    MY_WORDS_COUNTED_AT = "my_words_counted_at"  # number, title, counted
    MY_DATA_ALL = "my_data_all"
    BUTTON_MY_DATA_TEXT = "button_my_data_text"
    BUTTON_MY_DATA_JSON = "button_my_data_json"
    BUTTON_SNOOZE = "button_snooze"
    BUTTON_STOP_REMINDERS = "button_stop_reminders"
    BUTTON_REMINDERS_ON = "button_reminders_on"
    MY_DATA_FILE = "my_data_file"
    MY_DATA_TITLE = "my_data_title"  # date, hour
    MY_DATA_WHO = "my_data_who"  # channel, user, language
    MY_DATA_NONE = "my_data_none"
    MY_DATA_JOINED = "my_data_joined"  # alias, date, hour
    MY_DATA_AT = "my_data_at"  # date, hour
    MY_DATA_REPLACED = "my_data_replaced"
    MY_DATA_WITHDRAWN = "my_data_withdrawn"
    MY_DATA_VOTE = "my_data_vote"  # title, item, grade
    BUTTON_DUPLICATE = "button_duplicate"
    SESSIONS_PAST = "sessions_past"
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
    PeopleUi.BUTTON_RELAY: "📝 Enter for somebody",
    PeopleUi.RELAY_LIST: "📝 Whose answers do you enter?",
    PeopleUi.RELAY_LIST_HOW: (
        "Somebody without a smartphone answers by telephone, face to face or on paper. You write what "
        "they say, in their words; it is marked so wherever it is printed. Nobody waits for it."
    ),
    PeopleUi.RELAY_STOPPED: "Entering for {alias} is set aside. Your messages are yours again.",
    PeopleUi.BUTTON_RELAY_NEW: "➕ Somebody new",
    PeopleUi.BUTTON_RELAY_RESUME: "📝 {alias}",
    PeopleUi.RELAY_CONSENT: "First of all: does this person agree?",
    PeopleUi.RELAY_CONSENT_READ: (
        "Read out: “I write down your answers in your own words, under a pseudonym. Your name is written "
        "nowhere. You may pass a question, stop, and have everything withdrawn by telling me. Do you "
        "agree?”"
    ),
    PeopleUi.BUTTON_RELAY_ORAL: "Yes, by word of mouth",
    PeopleUi.BUTTON_RELAY_WRITTEN: "Yes, in writing",
    PeopleUi.RELAY_VOTES: "And their votes?",
    PeopleUi.RELAY_VOTES_READ: (
        "A vote is secret, and whoever enters it sees it. Read out: “Shall I note your vote too? I would see it.”"
    ),
    PeopleUi.BUTTON_RELAY_VOTES: "Yes, with their votes",
    PeopleUi.BUTTON_RELAY_NO_VOTES: "No, without their votes",
    PeopleUi.RELAY_BEGUN: "📝 You enter for {alias}. Write this pseudonym on their form.",
    PeopleUi.RELAY_BEGUN_HOW: (
        "As long as this is open, what you write here is their answer, and each card carries their "
        "pseudonym. /myanswers corrects, /mydata withdraws, in their name."
    ),
    PeopleUi.RELAY_CARD: "📝 Entered for {alias}",
    PeopleUi.BUTTON_RELAY_STOP: "⏏ Set aside",
    PeopleUi.BUTTON_PREVIEW: "👁 Try it as a participant",
    PeopleUi.PREVIEW_CARD: "👁 Preview: nothing is kept",
    PeopleUi.BUTTON_PREVIEW_STOP: "⏏ End the preview",
    PeopleUi.ROOM_WHICH: "Which session does this group follow?",
    PeopleUi.ROOM_NONE: ("No session is under way: launch one with /facilitate, then write /link in the group again."),
    PeopleUi.ROOM_BOUND: (
        "The group follows “{title}”: openings, steps, your words to everybody and results are announced "
        "there. What people say never is."
    ),
    PeopleUi.BUTTON_ROOM_UNBIND: "✖ Announce nothing more",
    PeopleUi.BUTTON_ROOM: "💬 The group's chat",
    PeopleUi.BUTTON_ROOM_ASK: "💬 Ask a question to discuss",
    PeopleUi.BUTTON_ROOM_PICK: "➕ Add me to a group",
    PeopleUi.ROOM_UNBOUND: (
        "No Telegram group follows “{title}” yet. Pick one below: I come in by myself. Am I there already, or "
        "is it a topic of a forum? Write /link in it."
    ),
    PeopleUi.DIGEST: Counted("In short: {count} person is there.", "In short: {count} people are there.", "count"),
    PeopleUi.DIGEST_LINE: Counted(
        "• {title}: {count} person has answered", "• {title}: {count} people have answered", "count"
    ),
    PeopleUi.DISCUSSION_ASK: "What should the group discuss? It is asked under the step “{title}”.",
    PeopleUi.DISCUSSION_ASK_HOW: (
        "Write the question in one message. It is asked in the group at once. Replies to it by people of the "
        "session are kept, as said in the group. Nobody is quoted there."
    ),
    PeopleUi.DISCUSSION_HOW: (
        "For the step “{title}”. Do you take part in the session? Your reply to this message is kept with the "
        "other contributions, as said in the group. To take it back: /mydata, in private. Nothing else that "
        "is said here is kept. To take part, in private: {link}"
    ),
    PeopleUi.BUTTON_RELAY_FORM: "🖨 Form to print",
    PeopleUi.BUTTON_RELAY_ENTER: "📝 Enter their answers",
    PeopleUi.MY_SESSIONS: "You take part in these sessions. Tap the one to go on in.",
    PeopleUi.MY_SESSION_CURRENT: "{n}. {title} — your messages go there",
    PeopleUi.MY_SESSION_OVER: "{n}. {title} — over for you",
    PeopleUi.MY_SESSION: "{n}. {title}",
    PeopleUi.BUTTON_MY_WORDS: "🔎 Where are my words?",
    PeopleUi.MY_WORDS: "Where your words are in the notebook of “{name}”:",
    PeopleUi.MY_WORDS_BEGIN: "{number} “{words}”",
    PeopleUi.MY_WORDS_AT: "{number} · {title}: your words in {places} and in the annex",
    PeopleUi.MY_WORDS_AT_COUNTED: ("{number} · {title}: your words in {places} and in the annex; counted in {counted}"),
    PeopleUi.MY_WORDS_ANNEX: "{number} · {title}: your words in the annex",
    PeopleUi.MY_WORDS_ANNEX_COUNTED: "{number} · {title}: your words in the annex; counted in {counted}",
    PeopleUi.MY_WORDS_COUNTED: "{number} · {title}: counted, not printed",
    PeopleUi.MY_WORDS_COUNTED_AT: "{number} · {title}: counted in {counted}, not printed",
    PeopleUi.MY_DATA_ALL: (
        "Everything that I hold of you, in every session, fits in a file. "
        "To correct an answer: /myanswers. To change session: /sessions."
    ),
    PeopleUi.BUTTON_MY_DATA_TEXT: "📄 As a text",
    PeopleUi.BUTTON_MY_DATA_JSON: "🗂 As data (JSON)",
    PeopleUi.BUTTON_SNOOZE: "🔕 No reminder before tomorrow",
    PeopleUi.BUTTON_STOP_REMINDERS: "🔕 No reminder any more",
    PeopleUi.BUTTON_REMINDERS_ON: "🔔 Reminders again",
    PeopleUi.MY_DATA_FILE: "my-data",
    PeopleUi.MY_DATA_TITLE: "What Horizons holds of you, on {date} at {hour}",
    PeopleUi.MY_DATA_WHO: "Account: {channel} {user}. Language: {language}. No name is kept.",
    PeopleUi.MY_DATA_NONE: "You take part in no session: nothing else is kept.",
    PeopleUi.MY_DATA_JOINED: "You are called “{alias}” there, since {date} at {hour}.",
    PeopleUi.MY_DATA_AT: "{date} at {hour}",
    PeopleUi.MY_DATA_REPLACED: "replaced since",
    PeopleUi.MY_DATA_WITHDRAWN: "withdrawn: the words are erased",
    PeopleUi.MY_DATA_VOTE: "* {title} · {item}: {grade} (until the vote is counted)",
    PeopleUi.BUTTON_DUPLICATE: "🔁 Hold it again",
    PeopleUi.SESSIONS_PAST: "The latest that are over:",
    PeopleUi.BUTTON_PLACES: "🎟 Places and invitations",
    PeopleUi.PLACES: "🎟 {title}",
    PeopleUi.PLACES_UNLIMITED: "As many places as people come. Taken: {taken}.",
    PeopleUi.PLACES_COUNTED: "Places: {taken} taken of {capacity}.",
    PeopleUi.PLACES_WAITING: Counted("{count} person waits for a place.", "{count} people wait for a place.", "count"),
    PeopleUi.PLACES_LINK_OPEN: "The open link lets in whoever has it.",
    PeopleUi.PLACES_LINK_CLOSED: "The open link is closed: one comes in by an invitation only.",
    PeopleUi.PLACES_PROFILE: "{n}. {label}: {taken} of {most}",
    PeopleUi.PLACES_PERSONAL: "{n}. a personal invitation, until {date}",
    PeopleUi.PLACES_PERSONAL_LABELLED: "{n}. a personal invitation · {label}, until {date}",
    PeopleUi.BUTTON_CAPACITY: "🔢 Number of places",
    PeopleUi.BUTTON_PROFILE_LINK: "🏷 A link for a profile",
    PeopleUi.BUTTON_PERSONAL_LINK: "✉ A personal invitation",
    PeopleUi.BUTTON_CLOSE_LINK: "🔒 Close the open link",
    PeopleUi.BUTTON_OPEN_LINK: "🔓 Open the link again",
    PeopleUi.BUTTON_REVOKE_LINK: "✖ Cancel {n}",
    PeopleUi.ASK_CAPACITY: "How many places are there?",
    PeopleUi.ASK_CAPACITY_HOW: "Write a number. When they are taken, people wait, and are called when a place is free.",
    PeopleUi.ASK_CAPACITY_AGAIN: "I read no number of places there. For example: 12",
    PeopleUi.ASK_PROFILE: "For which profile, and how many places?",
    PeopleUi.ASK_PROFILE_HOW: (
        "Write for example “Shopkeepers: 3”. You get a link to send to them alone; "
        "nobody is asked who they are to come in."
    ),
    PeopleUi.ASK_PROFILE_AGAIN: "I read no number there. For example: “Shopkeepers: 3”",
    PeopleUi.ASK_PERSONAL: "Whom is this invitation for?",
    PeopleUi.ASK_PERSONAL_HOW: (
        "Write initials or a mark to know it by in the list. The link lets one person in, until two weeks from now."
    ),
    PeopleUi.BUTTON_NO_LIMIT: "No limit",
    PeopleUi.LAUNCH_PLACES_UNLIMITED: "Places: no limit.",
    PeopleUi.LAUNCH_PLACES_COUNTED: Counted(
        "Places: {count}. Once it is taken, people wait, and are called when it is free.",
        "Places: {count}. Once they are taken, people wait, and are called when one is free.",
        "count",
    ),
    PeopleUi.LAUNCH_PLACES_HOW: (
        "Touch a number or a profile, or write it: “15”, “Shopkeepers: 3”. "
        "If it suits you as it is, touch “That is fine”."
    ),
    PeopleUi.LAUNCH_PLACES_HOW_SIMPLE: ("Touch a number or write it. If it suits you as it is, touch “That is fine”."),
    PeopleUi.LAUNCH_PLACES_AGAIN: "I read no number of places there. For example: 12",
    PeopleUi.LAUNCH_PLACES_NO_PROFILE: "This workshop has no such profile: touch one of those below.",
    PeopleUi.LAUNCH_NO_QUOTA: "Quotas by profile: none.",
    PeopleUi.LAUNCH_QUOTAS: "Quotas by profile, each with a link of its own:",
    PeopleUi.LAUNCH_QUOTA: Counted("• {label}: {count} place", "• {label}: {count} places", "count"),
    PeopleUi.ASK_QUOTA: "{label}: how many places at most?",
    PeopleUi.ASK_QUOTA_HOW: (
        "You will get a link to send to these people alone, with that many places. "
        "One comes in by it without saying who one is."
    ),
    PeopleUi.BUTTON_NO_QUOTA: "No quota",
    PeopleUi.BUTTON_QUOTA_BACK: "⬅ Back",
    PeopleUi.BUTTON_PLACES_DONE: "✅ That is fine",
    PeopleUi.INVITATION_PROFILE: Counted(
        "This link is for: {label}. It lets in {count} person.",
        "This link is for: {label}. It lets in {count} people.",
        "count",
    ),
    PeopleUi.WAITING_LIST: (
        "All the places of “{title}” are taken. You are number {rank} on the waiting list: "
        "I will write to you as soon as a place is free. You have nothing to do."
    ),
    PeopleUi.PLACE_OFFERED: "A place is free in “{title}”. It is kept for you until {date}, {hour}.",
    PeopleUi.BUTTON_TAKE_PLACE: "✅ I am coming",
    PeopleUi.BUTTON_GIVE_UP_PLACE: "I give up my place",
}
