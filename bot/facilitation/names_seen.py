"""Whoever may be named is looked at by a person before a version is validated; the look is written in the journal.

Pure. Nothing is withheld or rewritten by it: to keep a contribution changes nothing for anybody. A contribution
corrected since is another one, to be looked at in its turn. Not here: what looks like a name (`engine.names`), showing
and hiding (`contributions`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.effects import Standing
from bot.engine.names import named
from bot.facilitation.records import Contribution, JournalEntry

NAMES_KEPT: Final = "names_kept"
"""The gesture in the journal; the value `contribution` says which."""


def unseen(
    readable: Iterable[Contribution], known: frozenset[str], journal: Iterable[JournalEntry]
) -> list[Contribution]:
    """Of what people wrote and may be printed, what may name somebody and nobody has looked at yet.

    Contributions withheld wait for a decision of their own (`withheld`).
    """
    kept = {str(one.values["contribution"]) for one in journal if one.gesture == NAMES_KEPT}
    return [
        one
        for one in readable
        if one.standing is not Standing.WITHHELD and not one.codes and one.id not in kept and named(one.text, known)
    ]
