"""Whoever may be named is looked at by a person before a version is validated; the look is written in the journal.

Pure. Nothing is withheld or rewritten by it: to keep a contribution changes nothing for anybody. A contribution
corrected since is another one, to be looked at in its turn. Not here: what looks like a name (`engine.names`), showing
and hiding (`contributions`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from bot.engine.effects import Standing
from bot.engine.names import named
from bot.engine.script import Key, Script
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.records import Contribution, JournalEntry
from bot.facilitation.writes import WriteJournal

NAMES_KEPT: Final = "names_kept"
"""The gesture in the journal; the value `contribution` says which."""


def readable(script: Script, contributions: Iterable[Contribution]) -> list[Contribution]:
    """What people wrote or chose and still counts, in the order given."""
    return [
        one
        for one in contributions
        if not one.superseded
        and one.standing is not Standing.WITHDRAWN
        and one.text
        and script.step_of(one.key).counted
    ]


def number(script: Script, by_key: Mapping[Key, int]) -> int:
    """How many those are, from how many texts stand at each key."""
    return sum(count for key, count in by_key.items() if script.step_of(key).counted)


def unseen(
    readable: Iterable[Contribution], known: frozenset[str], journal: Iterable[JournalEntry]
) -> list[Contribution]:
    """Of what people wrote and may be printed, what may name somebody and nobody has looked at yet.

    Contributions withheld wait for a decision of their own (`withheld`).
    """
    looked_at = {str(one.values["contribution"]) for one in journal if one.gesture == NAMES_KEPT}
    printed = [one for one in readable if one.standing is not Standing.WITHHELD and not one.codes]
    return [one for one in printed if one.id not in looked_at and named(one.text, known)]


def kept(session: str, contribution: str, at: datetime) -> WriteJournal:
    """Somebody has looked at who may be named in it, and keeps it as it is: the look is written."""
    return WriteJournal(JournalEntry(session, at, NAMES_KEPT, BY_FACILITATORS, {"contribution": contribution}))
