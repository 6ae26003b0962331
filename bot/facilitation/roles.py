"""Which role may make which gesture: the one table that every gesture is checked against. What is not in it is refused.

Not here: who has which role (`membership`), what a gesture does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import Role

OWNS: Final = frozenset({Role.OWNER})
STEERS: Final = OWNS | {Role.FACILITATOR}
READS: Final = STEERS | {Role.OBSERVER}
WRITES: Final = STEERS | {Role.TEAM}
BELONGS: Final = READS | {Role.TEAM}

ANYBODY: Final = frozenset(
    {
        Gesture.CHOOSE_LANGUAGE,
        Gesture.SWITCH,
        Gesture.TAKE_PLACE,
        Gesture.GIVE_UP_PLACE,
        Gesture.MY_DATA,
        Gesture.MY_WORDS,
        Gesture.REMIND,
    }
)
"""Gestures of no session and no organisation: whoever is shown the button may press it."""

GESTURES: Final[Mapping[Gesture, frozenset[Role]]] = {
    Gesture.PICK_WORKSHOP: STEERS,
    Gesture.KEEP_DEFAULT: STEERS,
    Gesture.CANCEL_DRAFT: BELONGS,
    Gesture.CHOOSE_MODE: STEERS,
    Gesture.CHOOSE_START: STEERS,
    Gesture.LAUNCH_PLACES: STEERS,
    Gesture.OPEN: STEERS,
    Gesture.NEXT: STEERS,
    Gesture.NEXT_CONFIRMED: STEERS,
    Gesture.NEXT_NOW: STEERS,
    Gesture.NEXT_ANNOUNCED: STEERS,
    Gesture.NEXT_CALLED_OFF: STEERS,
    Gesture.EXTEND_MENU: STEERS,
    Gesture.EXTEND: STEERS,
    Gesture.PAUSE_MENU: STEERS,
    Gesture.PAUSE: STEERS,
    Gesture.RESUME: STEERS,
    Gesture.MODE_MENU: STEERS,
    Gesture.MODE: STEERS,
    Gesture.ROUND_MENU: STEERS,
    Gesture.ROUND: STEERS,
    Gesture.FILE_MENU: STEERS,
    Gesture.FILE: STEERS,
    Gesture.PROBE_ALL_MENU: STEERS,
    Gesture.PROBE_ALL: STEERS,
    Gesture.NUDGE: STEERS,
    Gesture.WRITE: STEERS,
    Gesture.MORE_MENU: BELONGS,
    Gesture.GO_BACK_MENU: STEERS,
    Gesture.GO_BACK: STEERS,
    Gesture.PARTICIPANTS: READS,
    Gesture.PARTICIPANT: READS,
    Gesture.NUDGE_ONE: STEERS,
    Gesture.WRITE_ONE: STEERS,
    Gesture.REMOVE: STEERS,
    Gesture.REMOVE_KEEP: STEERS,
    Gesture.REMOVE_ERASE: STEERS,
    Gesture.HIDE_MENU: STEERS,
    Gesture.HIDE: STEERS,
    Gesture.PROBE_WRITE: STEERS,
    Gesture.HIDE_OTHER: STEERS,
    Gesture.PIN: STEERS,
    Gesture.PIN_MINORITY: STEERS,
    Gesture.UNPIN: STEERS,
    Gesture.CLOSE: STEERS,
    Gesture.CLOSE_CONFIRMED: STEERS,
    Gesture.COCKPIT: BELONGS,
    Gesture.SHOW_SESSION: BELONGS,
    Gesture.IDEAS: STEERS,
    Gesture.TOGGLE_IDEA: STEERS,
    Gesture.CONTRIBUTIONS: READS,
    Gesture.PARK: STEERS,
    Gesture.PROBE_MENU: STEERS,
    Gesture.PROBE: STEERS,
    Gesture.WITHHELD: STEERS,
    Gesture.RELEASE: STEERS,
    Gesture.LEAVE_WITHHELD: STEERS,
    Gesture.HORIZONS: STEERS,
    Gesture.HORIZON: STEERS,
    Gesture.PREPARED: STEERS,
    Gesture.LEAVE_OUT: STEERS,
    Gesture.MATCHES: STEERS,
    Gesture.MATCH: STEERS,
    Gesture.TEAM_CARD: BELONGS,
    Gesture.MEMBER_CHECK: STEERS,
    Gesture.REVISE: STEERS,
    Gesture.TAKE_UP: STEERS,
    Gesture.VALUE: STEERS,
    Gesture.NOTEBOOK: BELONGS,
    Gesture.VALIDATE: STEERS,
    Gesture.VALIDATE_VERSION: STEERS,
    Gesture.KEEP_NAMED: STEERS,
    Gesture.MEMBERS: STEERS,
    Gesture.INVITE: STEERS,
    Gesture.INVITE_UNLABELLED: STEERS,
    Gesture.REVOKE_INVITATION: STEERS,
    Gesture.REMOVE_MEMBER: OWNS,
    Gesture.REMOVE_MEMBER_CONFIRMED: OWNS,
    Gesture.CHOOSE_ORGANISATION: STEERS,
    Gesture.HAND_OVER: BELONGS,
    Gesture.PROGRAMMES: BELONGS,
    Gesture.PROGRAMME: BELONGS,
    Gesture.PROGRAMME_NEW: STEERS,
    Gesture.PROGRAMME_RENAME: STEERS,
    Gesture.PROGRAMME_ADD_MENU: STEERS,
    Gesture.PROGRAMME_ADD: STEERS,
    Gesture.PROGRAMME_REMOVE_MENU: STEERS,
    Gesture.PROGRAMME_REMOVE: STEERS,
    Gesture.PROGRAMME_NOTEBOOK: BELONGS,
    Gesture.CHOOSE_PROGRAMME: STEERS,
    Gesture.CHOOSE_SOURCE: STEERS,
    Gesture.CHOOSE_TEACHING: STEERS,
    Gesture.ANSWERS: BELONGS,
    Gesture.LEAD: WRITES,
    Gesture.LEAD_STATUS: WRITES,
    Gesture.ANSWERS_PUBLISH: STEERS,
    Gesture.ANSWERS_PUBLISH_CONFIRMED: STEERS,
    Gesture.CONSOLE_ANEW: BELONGS,
    Gesture.DUPLICATE: STEERS,
    Gesture.RELAY: STEERS,
    Gesture.RELAY_NEW: STEERS,
    Gesture.RELAY_AGREED: STEERS,
    Gesture.RELAY_BEGIN: STEERS,
    Gesture.RELAY_RESUME: STEERS,
    Gesture.RELAY_STOP: STEERS,
    Gesture.RELAY_FORM: STEERS,
    Gesture.ROOM: STEERS,
    Gesture.ROOM_ASK: STEERS,
    Gesture.ROOM_BIND: STEERS,
    Gesture.ROOM_UNBIND: STEERS,
    Gesture.PREVIEW: STEERS,
    Gesture.PREVIEW_STOP: STEERS,
    Gesture.PLACES: STEERS,
    Gesture.PLACES_ASK: STEERS,
    Gesture.PLACES_NUMBER: STEERS,
    Gesture.PLACES_UNLABELLED: STEERS,
    Gesture.PLACES_OPEN: STEERS,
    Gesture.PLACES_REVOKE: STEERS,
}


def may(role: Role | None, gesture: Gesture) -> bool:
    """Whether that role may make that gesture; None: somebody who is nothing in that organisation."""
    return gesture in ANYBODY or role in GESTURES.get(gesture, frozenset())
