"""Launching a session: the workshop's parameters asked one at a time, then the session is there."""

from __future__ import annotations

from datetime import date
from typing import Final

import msgspec

from bot.engine import group as groups
from bot.engine.group import Group
from bot.engine.phrases import Value
from bot.engine.script import Parameter, Script
from bot.engine.timetable import Schedule
from bot.facilitation.organisation_writes import JoinCast
from bot.facilitation.panels import ParameterPanel
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Clock, Entropy
from bot.facilitation.records import HOME, JournalEntry, ScriptSource, SessionRecord
from bot.facilitation.solo import Solo
from bot.facilitation.writes import PinScript, SaveDraft, SaveGroup, SaveSession, Write, WriteJournal

LONGEST_VALUE: Final = 600
ID_LENGTH: Final = 8
LIVE: Final = "live"


class LaunchDraft(msgspec.Struct, frozen=True, tag=True):
    """A launch under way: what has been answered so far."""

    workshop: str
    values: dict[str, Value] = {}
    mode: str = ""
    """`live`, or a number of days; empty until it is chosen."""
    first: str = ""
    """The first day, in ISO 8601, of a session over days."""
    organisation: str = ""
    """Whose session it will be; empty until it is chosen, which is asked only of who may launch in several."""
    programme: str | None = None
    """The programme it will be in, empty for none; None until it is chosen, which is asked only where there is one."""
    capacity: int = 0
    """How many places there will be; 0: as many as come."""
    quotas: dict[str, int] = {}
    """How many places each profile has by a link of its own, by its code."""
    placed: bool = False
    """Both are settled."""
    quota_of: str = ""
    """The profile of which a number is being asked."""


class AnswerDraft(msgspec.Struct, frozen=True, tag=True):
    """Why a lead is answered so is being written."""

    session: str
    lead: str


class ProgrammeDraft(msgspec.Struct, frozen=True, tag=True):
    """A programme is being named: a new one, or `programme`."""

    organisation: str
    programme: str = ""


class LabelDraft(msgspec.Struct, frozen=True, tag=True):
    """A colleague is being invited: a mark to tell them apart is asked for."""

    organisation: str
    role: str


class IdeasDraft(msgspec.Struct, frozen=True, tag=True):
    """The ideas panel is open: « 3, 7 : une phrase » is meant for that session."""

    session: str


class TeamDraft(msgspec.Struct, frozen=True, tag=True):
    """A card that the team is filling in: the fields given so far, in order."""

    session: str
    step: str
    values: tuple[str, ...] = ()


class ValueDraft(msgspec.Struct, frozen=True, tag=True):
    """A value that the script shows later is being written."""

    session: str
    name: str


class LetterDraft(msgspec.Struct, frozen=True, tag=True):
    """A word to the whole group is being written."""

    session: str


class SeatLetterDraft(msgspec.Struct, frozen=True, tag=True):
    """A question to one participant is being written."""

    session: str
    participant: str


class RemovalDraft(msgspec.Struct, frozen=True, tag=True):
    """Somebody's participation is about to be ended: why is being written, then whether their answers stay is asked."""

    session: str
    participant: str
    reason: str = ""


class HidingDraft(msgspec.Struct, frozen=True, tag=True):
    """Why a contribution is shown to nobody is being written."""

    session: str
    contribution: str


class DebatedDraft(msgspec.Struct, frozen=True, tag=True):
    """Why an item of a vote is debated, instead of the one that divides most, is being written."""

    session: str
    vote: str
    code: str


class ProbeDraft(msgspec.Struct, frozen=True, tag=True):
    """A facilitator's own question about a contribution is being written."""

    session: str
    contribution: str


class PreviewDraft(msgspec.Struct, frozen=True, tag=True):
    """The workshop of a session is being tried: nothing of it is anywhere else."""

    session: str
    solo: Solo


class DiscussionDraft(msgspec.Struct, frozen=True, tag=True):
    """A question to discuss in the group's own chat is being written."""

    session: str


class PlacesDraft(msgspec.Struct, frozen=True, tag=True):
    """Something about the places of a session is asked: `capacity`, `profile` or `personal`."""

    session: str
    what: str


Draft = (
    LaunchDraft
    | ProgrammeDraft
    | AnswerDraft
    | PlacesDraft
    | DiscussionDraft
    | PreviewDraft
    | IdeasDraft
    | TeamDraft
    | ValueDraft
    | LabelDraft
    | LetterDraft
    | SeatLetterDraft
    | RemovalDraft
    | HidingDraft
    | DebatedDraft
    | ProbeDraft
)

_DECODER: msgspec.json.Decoder[Draft] = msgspec.json.Decoder(Draft)


def encode(draft: Draft) -> bytes:
    """As the store keeps it."""
    return msgspec.json.encode(draft)


def decode(data: bytes) -> Draft | None:
    """What `encode` wrote; None for no draft."""
    return _DECODER.decode(data) if data else None


def pending(script: Script, draft: LaunchDraft) -> Parameter | None:
    """The next parameter to ask."""
    return next((one for one in script.asked_at_launch if one.name not in draft.values), None)


def default(parameter: Parameter, policy: Policy) -> Value | None:
    """What a tap on « Garder » would keep: the installation's value, or the script's; empty if it may be left out."""
    offered = policy.defaults.get(parameter.name) or parameter.default
    return "" if offered is None and not parameter.required else offered


def panel(script: Script, parameter: Parameter, policy: Policy, language: str, error: str = "") -> ParameterPanel:
    """The question that asks for a parameter, in the language of whoever launches."""
    number = next(n for n, one in enumerate(script.asked_at_launch, 1) if one.name == parameter.name)
    spoken = script.spoken(language)
    parameter = spoken.asked_at_launch[number - 1]
    return ParameterPanel(
        spoken.title,
        number,
        len(script.asked_at_launch),
        parameter.name,
        parameter.help,
        default(parameter, policy),
        error,
    )


def read(parameter: Parameter, text: str) -> tuple[Value | None, str]:
    """The value typed, or why it cannot be taken (`not_a_number`, `not_a_date`, `too_long`)."""
    text = " ".join(text.split())
    if len(text) > LONGEST_VALUE:
        return None, "too_long"
    match parameter.kind:
        case "integer":
            return (int(text), "") if text.isascii() and text.isdigit() and len(text) < 10 else (None, "not_a_number")
        case "date":
            return (text, "") if _is_date(text) else (None, "not_a_date")
        case _:
            return text, ""


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return any(character.isdigit() for character in text)
    return True


def creation(
    script: Script,
    source: ScriptSource,
    values: dict[str, Value],
    person: str,
    *,
    organisation: str = HOME,
    schedule: Schedule | None = None,
    session: str = "",
    clock: Clock,
    entropy: Entropy,
    policy: Policy,
) -> tuple[SessionRecord, Group, list[Write]]:
    """A new session, its group, and the rows that make it. `session`: its id, drawn if there is none yet."""
    now = clock.now()
    record = SessionRecord(
        id=session or entropy.token(ID_LENGTH),
        workshop=script.id,
        script_hash=script.hash,
        title=script.title,
        join=entropy.token(16),
        created_by=person,
        created_at=now,
        parameters=values,
        language=script.language,
        notice=policy.notice,
        organisation=organisation,
    )
    group = Group(record.id, script.language, values, seed=entropy.token(16), schedule=schedule)
    return (
        record,
        group,
        [
            PinScript(script.hash, script.id, source),
            SaveSession(record),
            SaveGroup(record.id, 0, group.epoch, groups.encode(group)),
            SaveDraft(person, b""),
            JoinCast(record.id, person, now),
            WriteJournal(JournalEntry(record.id, now, "created", "animation")),
        ],
    )
