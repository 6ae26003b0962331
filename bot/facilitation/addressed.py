"""Internal events on their way through the inbox: who they are for, and what happened."""

from __future__ import annotations

from datetime import datetime

import msgspec

from bot.engine.events import ParticipantEvent, SessionEvent
from bot.engine.script import StepId


class ToParticipant(msgspec.Struct, frozen=True, tag=True):
    """For one participant's run. `due`: when it was to happen, for what a timer brings."""

    participant: str
    event: ParticipantEvent
    due: datetime | None = None


class ToSession(msgspec.Struct, frozen=True, tag=True):
    """For a session. `by`: the facilitator (person id) whose gesture it was, empty for the clock or a participant."""

    session: str
    event: SessionEvent
    by: str = ""


class ToEveryone(msgspec.Struct, frozen=True, tag=True):
    """For the run of everybody who is in the session by now.

    The session had moved in an earlier transaction: who comes in later is computed against it as it then stood, and who
    came in before is found here. Read in that transaction, the list could miss somebody who is being let in.
    """

    session: str
    event: ParticipantEvent


class CountVote(msgspec.Struct, frozen=True, tag=True):
    """The vote was closed in an earlier transaction: no ballot can join it any more, count them."""

    session: str
    step: StepId


class CountAgain(msgspec.Struct, frozen=True, tag=True):
    """Somebody has withdrawn everything: count every closed vote of the session again."""

    session: str


class Gather(msgspec.Struct, frozen=True, tag=True):
    """The session goes on to `gate`: gather what the stretch behind it shows or votes on."""

    session: str
    gate: StepId


class ReviseScript(msgspec.Struct, frozen=True, tag=True):
    """The session goes on with another version of its script, which is pinned already."""

    session: str
    hash: str


class CompileNotebook(msgspec.Struct, frozen=True, tag=True):
    """Compile the session's notebook and send it to its facilitators; to its members too if `to_everyone`."""

    session: str
    to_everyone: bool = False


class PlaceFreed(msgspec.Struct, frozen=True, tag=True):
    """Somebody left the session, gave up a place, or did not take one in time; or the session is over."""

    session: str


class LeftOpen(msgspec.Struct, frozen=True, tag=True):
    """Nothing may have happened in the session for long: look whether it is to be closed."""

    session: str


class KeptLongEnough(msgspec.Struct, frozen=True, tag=True):
    """The time for which the session's answers are kept may be over: look whether they are to be erased."""

    session: str


class AnswersDue(msgspec.Struct, frozen=True, tag=True):
    """The agency's answers to the leads of the session are due; `last`: nobody is reminded after that."""

    session: str
    last: bool = False


class CompileProgramme(msgspec.Struct, frozen=True, tag=True):
    """Compile the programme's notebook and send it to whoever asked."""

    programme: str
    person: str


class TellAnswers(msgspec.Struct, frozen=True, tag=True):
    """The answers to these leads were published: tell whoever proposed them."""

    session: str
    leads: tuple[str, ...]


class PreviewLapsed(msgspec.Struct, frozen=True, tag=True):
    """A facilitator's preview of a workshop has been open for long: erase it."""

    person: str
    participant: str


Addressed = (
    ToParticipant
    | ToSession
    | ToEveryone
    | CountVote
    | CountAgain
    | Gather
    | ReviseScript
    | CompileNotebook
    | PlaceFreed
    | LeftOpen
    | KeptLongEnough
    | AnswersDue
    | TellAnswers
    | CompileProgramme
    | PreviewLapsed
)

_DECODER: msgspec.json.Decoder[Addressed] = msgspec.json.Decoder(Addressed)


def encode(addressed: Addressed) -> bytes:
    """As the inbox stores it."""
    return msgspec.json.encode(addressed)


def decode(payload: bytes) -> Addressed:
    """What `encode` wrote. Raises msgspec.ValidationError on anything else."""
    return _DECODER.decode(payload)


def person_lane(channel: str, user: str) -> str:
    """The lane of a person: their messages, taps and events are handled one at a time, in order."""
    return f"{channel}:{user}"


def session_lane(session: str) -> str:
    """The lane of a session."""
    return f"session:{session}"


def notebook_lane(session: str) -> str:
    """The lane of a session's notebook: compiling delays nobody."""
    return f"notebook:{session}"
