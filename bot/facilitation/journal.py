"""What the journal says of an event of a session: the facilitators' gestures, and what the clock did in their stead.

Pure. A gesture that changed nothing (the second of two taps) is none. Not here: gestures on one contribution or one
person, which write their line where they are made (`withheld`, `probing`, `people`).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.engine.effects import CloseVote, EndSession, OpenGate, SessionEffect
from bot.engine.events import (
    CloseAsked,
    ContributionPinned,
    ContributionUnpinned,
    DeadlineExtended,
    GroupAddressed,
    GroupNudged,
    GroupProbed,
    HorizonChosen,
    IntroductionProposed,
    ItemChosen,
    MergeProposed,
    ModeChosen,
    MoveAnnounced,
    MoveCalledOff,
    MovedOn,
    PreparedLeftOut,
    RoundAdded,
    SessionEvent,
    SessionOpened,
    SessionPaused,
    SessionResumed,
    Stamp,
    ValueGiven,
    WentBack,
)
from bot.engine.phrases import Value
from bot.facilitation.records import JournalEntry

BY_FACILITATORS: Final = "animation"
BY_CLOCK: Final = "horloge"
DOWNLOADED: Final = "downloaded"
"""A file was taken away from the console."""
SENT_TO_CHAT: Final = "sent_to_chat"
EXPORTS: Final = frozenset({DOWNLOADED, SENT_TO_CHAT})
"""What was done with the notebook, which is no part of it."""


def lines(
    session: str, event: SessionEvent, effects: Sequence[SessionEffect], stamp: Stamp, *, by: str, changed: bool
) -> list[JournalEntry]:
    """The entries for an event that came with these effects. `by`: the facilitator, empty for anybody else."""
    who = BY_FACILITATORS if by else BY_CLOCK
    gesture = _gesture(event) if changed else None
    found = [] if gesture is None else [JournalEntry(session, stamp.at, gesture[0], who, gesture[1])]
    for effect in effects:
        match effect:
            case OpenGate(gate=gate) if gate:
                found.append(JournalEntry(session, stamp.at, "gate_opened", who, {"gate": gate}))
            case CloseVote(step=step):
                found.append(JournalEntry(session, stamp.at, "vote_closed", who, {"step": step}))
            case EndSession():
                found.append(JournalEntry(session, stamp.at, "closed", who))
            case _:
                pass
    return found


def export(session: str, at: datetime, file: str, gesture: str = DOWNLOADED) -> JournalEntry:
    """The line that says which file left. `file`: as it is called on the machine it went to."""
    return JournalEntry(session, at, gesture, BY_FACILITATORS, {"file": file})


def _gesture(event: SessionEvent) -> tuple[str, dict[str, Value]] | None:
    """The name of the gesture and its values; None for what is no gesture."""
    match event:
        case SessionOpened():
            return "opened", {}
        case MovedOn(gate=gate):
            return "moved_on", {"gate": gate}
        case MoveAnnounced(gate=gate):
            return "move_announced", {"gate": gate}
        case MoveCalledOff(gate=gate):
            return "move_called_off", {"gate": gate}
        case DeadlineExtended(gate=gate, minutes=minutes):
            return "extended", {"gate": gate, "minutes": minutes}
        case SessionPaused():
            return "paused", {}
        case SessionResumed():
            return "resumed", {}
        case ModeChosen(days=days):
            return ("went_over_days", {"days": days}) if days else ("went_live", {})
        case RoundAdded(of=of):
            return "round_added", {"step": of}
        case GroupNudged(steps=steps):
            return "nudged", {"step": steps[0]} if len(steps) == 1 else {}
        case GroupProbed(step=step, code=code):
            return "probed_group", {"step": step, "probe": code}
        case ContributionPinned(contribution=contribution, minority=minority):
            if minority:
                return "pinned_minority", {"contribution": contribution}
            return "pinned", {"contribution": contribution}
        case ContributionUnpinned(contribution=contribution):
            return "unpinned", {"contribution": contribution}
        case WentBack(step=step):
            return "went_back", {"step": step}
        case GroupAddressed(text=text):
            return "wrote_to_group", {"text": text}
        case CloseAsked():
            return "close_asked", {}
        case ItemChosen():
            return "items_chosen", {}
        case MergeProposed(wording=wording, sources=sources):
            return "merge_proposed", {"wording": wording, "count": len(sources)}
        case IntroductionProposed():
            return "introduction_proposed", {}
        case ValueGiven(name=name):
            return "value_given", {"name": name}
        case PreparedLeftOut(codes=codes):
            return "prepared_left_out", {"item": ", ".join(codes)} if codes else {}
        case HorizonChosen(code=code, reason=reason):
            return "horizon_chosen", {"item": code, "reason": reason}
        case _:
            return None
