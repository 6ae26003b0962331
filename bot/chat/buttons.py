"""What travels in a button's 64 bytes, and back.

Stateless and versioned: `v1:p:<participant>:<act>:<wait>:<rev>:<value>` on a card,
`v1:f:<session>:<gesture>:<value>` on a panel. Here: the codec. Not here: whether the tap still means anything; the
engine compares wait and revision.
"""

from __future__ import annotations

import re
from typing import Final

from bot.engine.prompts import Act
from bot.errors import Defect
from bot.facilitation.incoming import FacilitatorButton, ForeignButton, Gesture, ParticipantButton

MOST_BYTES: Final = 64
"""Telegram refuses longer callback data."""

_PARTICIPANT: Final = "v1:p:"
_FACILITATOR: Final = "v1:f:"
_IDENTIFIER: Final = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
# No leading zeros and no signs: one button has one spelling. Nine digits: far beyond any revision.
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,8}", re.ASCII)


def encode(button: ParticipantButton | FacilitatorButton) -> str:
    """The callback data of a button.

    Raises:
        Defect: it does not fit in 64 bytes, or a field holds what `decode` could not tell apart.
    """
    match button:
        case ParticipantButton(participant=participant, act=act, wait=wait, rev=rev, value=value):
            data = f"{_PARTICIPANT}{participant}:{act.value}:{wait}:{rev}:{value}"
        case FacilitatorButton(session=session, gesture=gesture, value=value):
            data = f"{_FACILITATOR}{session}:{gesture.value}:{value}"
    if len(data.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        raise Defect(f"a button of {len(data.encode('utf-8', 'surrogatepass'))} bytes does not fit in {MOST_BYTES}")
    if decode(data) != button:
        raise Defect("a button's identifiers are letters, digits, '_', '.', '-', and its value is printable")
    return data


def decode(data: str) -> ParticipantButton | FacilitatorButton | ForeignButton:
    """The button with that callback data; `ForeignButton` for anything `encode` cannot have made. Never raises."""
    if not data.isprintable() or len(data.encode("utf-8", "surrogatepass")) > MOST_BYTES:
        return ForeignButton()
    if data.startswith(_PARTICIPANT):
        return _participant(data.removeprefix(_PARTICIPANT).split(":", 4))
    if data.startswith(_FACILITATOR):
        return _facilitator(data.removeprefix(_FACILITATOR).split(":", 2))
    return ForeignButton()


def _participant(fields: list[str]) -> ParticipantButton | ForeignButton:
    match fields:
        case [participant, act, wait, rev, value]:
            pass
        case _:
            return ForeignButton()
    known = _IDENTIFIER.fullmatch(participant) and _IDENTIFIER.fullmatch(wait) and _NUMBER.fullmatch(rev)
    if not known or act not in _ACTS:
        return ForeignButton()
    return ParticipantButton(participant, _ACTS[act], wait, int(rev), value)


def _facilitator(fields: list[str]) -> FacilitatorButton | ForeignButton:
    match fields:
        case [session, gesture, value] if gesture in _GESTURES:
            pass
        case _:
            return ForeignButton()
    if session and not _IDENTIFIER.fullmatch(session):
        return ForeignButton()
    return FacilitatorButton(session, _GESTURES[gesture], value)


_ACTS: Final = {act.value: act for act in Act}
_GESTURES: Final = {gesture.value: gesture for gesture in Gesture}
