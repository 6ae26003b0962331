"""What is held of one person, as it leaves in a file: a value, without the code that gathers it (`my_data`)."""

from __future__ import annotations

from datetime import datetime

import msgspec


class MyAnswer(msgspec.Struct, frozen=True):
    """One version of one answer. `standing`: kept, parked, withheld, withdrawn… and why (`reason`)."""

    title: str
    key: str
    text: str
    at: datetime
    standing: str
    reason: str
    superseded: bool


class MyVote(msgspec.Struct, frozen=True):
    """What she gave to one item of a vote that is not counted yet."""

    title: str
    item: str
    grade: str


class MySessionData(msgspec.Struct, frozen=True):
    """What one session holds."""

    name: str
    alias: str
    joined_at: datetime
    status: str
    answers: tuple[MyAnswer, ...]
    votes: tuple[MyVote, ...]


class MyData(msgspec.Struct, frozen=True):
    """Everything. `timezone`: where the hours of a text are told."""

    made_at: datetime
    timezone: str
    channel: str
    user: str
    language: str
    sessions: tuple[MySessionData, ...]
