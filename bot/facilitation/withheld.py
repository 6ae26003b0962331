"""What is withheld until a person decides: contact details, somebody named, an attack, and no rewriting.

Here: what waits for a decision, and the two decisions. To leave it withheld changes nothing for anybody, so it is only
written in the journal. Not here: what a release does to an answer or an idea (`engine.participant`), the panel
(`animation`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.effects import Standing
from bot.engine.events import ContributionReleased
from bot.facilitation.conduct import Conductor
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.panels import Sentence
from bot.facilitation.ports import Clock, InboxEntry, Store
from bot.facilitation.records import Contribution, JournalEntry
from bot.facilitation.writes import Handled, Write, WriteJournal

RELEASED: Final = "released"
LEFT_WITHHELD: Final = "left_withheld"
"""The gestures in the journal; the value `contribution` says which."""


async def undecided(store: Store, session: str) -> list[Contribution]:
    """The contributions withheld that nobody has decided on yet, by time."""
    withheld = await store.withheld(session)
    return waiting(withheld, await store.journal(session)) if withheld else []


def waiting(contributions: Iterable[Contribution], journal: Iterable[JournalEntry]) -> list[Contribution]:
    """Of these contributions, those withheld that nobody has decided on yet."""
    left = _left(journal)
    return [
        one for one in contributions if one.standing is Standing.WITHHELD and not one.superseded and one.id not in left
    ]


def _left(journal: Iterable[JournalEntry]) -> frozenset[str]:
    return frozenset(str(one.values["contribution"]) for one in journal if one.gesture == LEFT_WITHHELD)


async def decide(
    session: str, contribution: str, entry: InboxEntry, *, show: bool, store: Store, conductor: Conductor, clock: Clock
) -> Sentence:
    """A facilitator's word on one contribution: to be shown all the same, or left withheld. What to answer her."""
    one = await store.contribution(contribution)
    stands = one is not None and one.session == session and one.standing is Standing.WITHHELD and not one.superseded
    if one is None or not stands or (not show and contribution in _left(await store.journal(session))):
        await conductor.commit([Handled(entry.id)])
        return Sentence.ALREADY_DONE
    writes: list[Write] = []
    if show:
        writes += await conductor.to(one.participant, ContributionReleased(one.id))
    gesture = RELEASED if show else LEFT_WITHHELD
    journal = JournalEntry(session, clock.now(), gesture, BY_FACILITATORS, {"contribution": one.id})
    await conductor.commit([*writes, WriteJournal(journal), Handled(entry.id)])
    return Sentence.CONTRIBUTION_RELEASED if show else Sentence.CONTRIBUTION_LEFT_WITHHELD
