"""Records to rows and back: one pair of functions a record. Not here: statements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from bot.engine.ballots import ItemCode
from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.engine.phrases import Value
from bot.facilitation.lead_answers import LeadAnswer, LeadStatus
from bot.facilitation.outgoing import (
    Fold,
    Outgoing,
    React,
    ReplaceCard,
    ReplacePanel,
    SendDocument,
    SendFile,
    SendMyData,
    ShowCard,
    ShowPanel,
    ShowPictures,
    ShowResult,
)
from bot.facilitation.ports import OutboxState
from bot.facilitation.records import (
    Contribution,
    Idea,
    JournalEntry,
    NotebookVersion,
    Participation,
    Person,
    ScriptSource,
    SessionRecord,
    VersionStatus,
)
from bot.facilitation.writes import PinScript
from bot.store.moments import moment, moment_or_none, ticks, ticks_or_none

Parameters = dict[str, Any]
"""Values of one execution of a statement, by bind name."""

Columns = Mapping[str, Any]
"""One row as read, by column name."""

_encode: Final = msgspec.json.Encoder().encode
_values: Final = msgspec.json.Decoder(dict[str, Value])
_codes: Final = msgspec.json.Decoder(tuple[str, ...])
_parts: Final = msgspec.json.Decoder(dict[str, str])
_beside: Final = msgspec.json.Decoder(tuple[tuple[str, bytes], ...])
_grades: Final = msgspec.json.Decoder(dict[ItemCode, int | None])
_outgoing: Final = msgspec.json.Decoder(Outgoing)


def person_row(person: Person) -> Parameters:
    """A row of `people`."""
    return msgspec.structs.asdict(person)


def to_person(row: Columns) -> Person:
    """Back from a row of `people`."""
    return Person(**row)


def participation_row(participation: Participation) -> Parameters:
    """A row of `participations`."""
    return {
        "participant": participation.participant,
        "session": participation.session,
        "person": participation.person,
        "alias": participation.alias,
        "joined_at": ticks(participation.joined_at),
        "link": participation.link,
    }


def to_participation(row: Columns) -> Participation:
    """Back from a row of `participations`."""
    return Participation(**{**row, "joined_at": moment(row["joined_at"])})


def session_row(session: SessionRecord) -> Parameters:
    """A row of `sessions`."""
    return {
        **msgspec.structs.asdict(session),
        "created_at": ticks(session.created_at),
        "opened_at": ticks_or_none(session.opened_at),
        "closed_at": ticks_or_none(session.closed_at),
        "purged_at": ticks_or_none(session.purged_at),
        "parameters": _encode(session.parameters),
    }


def to_session(row: Columns) -> SessionRecord:
    """Back from a row of `sessions`."""
    return SessionRecord(
        **{
            **row,
            "status": SessionStatus(row["status"]),
            "created_at": moment(row["created_at"]),
            "opened_at": moment_or_none(row["opened_at"]),
            "closed_at": moment_or_none(row["closed_at"]),
            "purged_at": moment_or_none(row["purged_at"]),
            "parameters": _values.decode(row["parameters"]),
        }
    )


def contribution_row(contribution: Contribution) -> Parameters:
    """A row of `contributions`."""
    return {
        "id": contribution.id,
        "session": contribution.session,
        "participant": contribution.participant,
        "key": contribution.key,
        "text": contribution.text,
        "at": ticks(contribution.at),
        "codes": _encode(contribution.codes),
        "supersedes": contribution.supersedes,
        "superseded": contribution.superseded,
        "standing": contribution.standing.value,
        "reason": contribution.reason,
        "probe": contribution.probe,
        "about": contribution.about,
        "round": contribution.round,
        "relayed": contribution.relayed,
    }


def to_contribution(row: Columns) -> Contribution:
    """Back from a row of `contributions`."""
    return Contribution(
        **{
            **row,
            "at": moment(row["at"]),
            "codes": _codes.decode(row["codes"]),
            "standing": Standing(row["standing"]),
        }
    )


def to_codes(data: bytes) -> tuple[str, ...]:
    """The option codes, or the words, of a contribution."""
    return _codes.decode(data)


def idea_row(idea: Idea) -> Parameters:
    """A row of `ideas`."""
    return {**msgspec.structs.asdict(idea), "at": ticks(idea.at)}


def to_idea(row: Columns) -> Idea:
    """Back from a row of `ideas`."""
    return Idea(**{**row, "at": moment(row["at"])})


def journal_row(entry: JournalEntry) -> Parameters:
    """A row of `journal`."""
    return {
        "session": entry.session,
        "at": ticks(entry.at),
        "gesture": entry.gesture,
        "by": entry.by,
        "values": _encode(entry.values),
    }


def to_journal(row: Columns) -> JournalEntry:
    """Back from a row of `journal`."""
    return JournalEntry(
        session=row["session"],
        at=moment(row["at"]),
        gesture=row["gesture"],
        by=row["by"],
        values=_values.decode(row["values"]),
    )


def version_row(version: NotebookVersion) -> Parameters:
    """A row of `notebook_versions`."""
    return {
        **msgspec.structs.asdict(version),
        "status": version.status.value,
        "at": ticks(version.at),
        "contributions": _encode(version.contributions),
        "parts": _encode(version.parts).decode(),
    }


def to_version(row: Columns) -> NotebookVersion:
    """Back from a row of `notebook_versions`."""
    return NotebookVersion(
        **{
            **row,
            "status": VersionStatus(row["status"]),
            "at": moment(row["at"]),
            "contributions": _codes.decode(row["contributions"]),
            "closed": bool(row["closed"]),
            "parts": _parts.decode(row["parts"]),
        }
    )


def lead_answer_row(answer: LeadAnswer) -> Parameters:
    """A row of `lead_answers`."""
    return {
        **msgspec.structs.asdict(answer),
        "status": answer.status.value,
        "at": ticks(answer.at),
        "published": "" if answer.published is None else answer.published.value,
        "published_at": ticks_or_none(answer.published_at),
    }


def to_lead_answer(row: Columns) -> LeadAnswer:
    """Back from a row of `lead_answers`."""
    published = LeadStatus(row["published"]) if row["published"] else None
    moments = {"at": moment(row["at"]), "published_at": moment_or_none(row["published_at"])}
    return LeadAnswer(**{**row, **moments, "status": LeadStatus(row["status"]), "published": published})


def script_row(write: PinScript) -> dict[str, Any]:
    """A row of `scripts`."""
    files = write.source
    return {
        "hash": write.hash,
        "workshop": write.workshop,
        "file_name": files.file_name,
        "source": files.source,
        "beside": _encode(files.beside) if files.beside else None,
    }


def to_script_source(row: Mapping[str, Any]) -> ScriptSource:
    """From a row of `scripts`."""
    beside = row["beside"]
    return ScriptSource(row["file_name"], row["source"], _beside.decode(beside) if beside else ())


def grades_data(grades: dict[ItemCode, int | None]) -> bytes:
    """A ballot, ready to be stored."""
    # Sorted: each person sees the items in an order of their own, and a ballot that kept it would point back at them.
    return _encode(dict(sorted(grades.items())))


def to_grades(data: bytes) -> dict[ItemCode, int | None]:
    """A ballot as stored."""
    return _grades.decode(data)


def outbox_row(outgoing: Outgoing) -> Parameters:
    """A new row. What settling and erasing need of the body is in columns, so that they need not decode it."""
    participant = wait = slot = ""
    match outgoing.body:
        case ShowCard(participant=participant, card=card):
            kind, wait = "show_card", card.wait
        case ReplaceCard(participant=participant, card=card):
            kind, wait = "replace_card", card.wait
        case Fold(participant=participant, wait=wait):
            kind = "fold"
        case ShowPanel(slot=slot):
            kind = "show_panel"
        case ReplacePanel(slot=slot):
            kind = "replace_panel"
        case SendFile() | SendMyData() | ShowPictures() | ShowResult() | SendDocument() | React():
            kind = "file"
    return {
        "person": outgoing.person,
        "chat": "",
        "lane": int(outgoing.lane),
        "coalesce": outgoing.coalesce,
        "about": outgoing.about,
        "droppable": outgoing.droppable,
        "kind": kind,
        "participant": participant,
        "wait": wait,
        "slot": slot,
        "payload": _encode(outgoing),
        "state": OutboxState.QUEUED.value,
        "attempts": 0,
        "not_before": 0,
        "lease_until": 0,
        "lease_owner": "",
        "resend": False,
        "farewell": False,
        "ref": 0,
        "reason": "",
    }


def to_outgoing(data: bytes) -> Outgoing:
    """Raises msgspec.MsgspecError: the payload is of a version this one cannot read."""
    return _outgoing.decode(data)
