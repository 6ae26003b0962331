"""The leads that a group proposed, as whoever answers them needs them: each with a name that stays, and its authors.

Pure. A lead is an item that points were given to, or a card that went to no vote; never what is withheld or withdrawn.
Who gave points to what is secret, and not looked at. Not here: how the notebook prints leads (`notebook.leads`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from bot.engine.ballots import Item, VoteResult
from bot.engine.effects import Standing
from bot.engine.script import Key, PointsBallot, Script, Step, StepId, StepKind
from bot.facilitation.records import Contribution

LEAD: Final = "lead"
"""The record of the cards that are leads."""
OTHER: Final = "autre"
"""The field of who taps « autre »: it says what the lead is."""


class ProposedLead(msgspec.Struct, frozen=True):
    """One lead. `code`: on the ballot, perhaps empty; `authors`: participants, whoever's words it is made of."""

    id: str
    code: str
    text: str
    authors: tuple[str, ...]


def item_lead(step: StepId, code: str) -> str:
    """The id of a lead that was put to a vote."""
    return f"{step}:{code}"


def roots(contributions: Iterable[Contribution]) -> dict[str, str]:
    """Of each contribution, its first version: a lead stays the same when its author words it better."""
    before = {one.id: one.supersedes for one in contributions}

    def root(one: str) -> str:
        seen = {one}
        while (earlier := before.get(one, "")) and earlier not in seen:
            seen.add(earlier)
            one = earlier
        return one

    return {one: root(one) for one in before}


def asks_for_leads(script: Script) -> bool:
    """Whether a step of the workshop does."""
    return any(True for _ in _steps(script))


def _steps(script: Script) -> Iterator[Step]:
    return (step for step in script.steps if step.kind is StepKind.CARD and step.record == LEAD)


def proposed(
    script: Script,
    ballots: Mapping[StepId, Sequence[Item]],
    results: Mapping[StepId, VoteResult],
    contributions: Sequence[Contribution],
) -> tuple[ProposedLead, ...]:
    """Every lead: those put to a vote as it ranked them, then the cards that were not, oldest first."""
    pools: set[str] = set()
    keys: list[Key] = []
    for step in _steps(script):
        pools |= {pool for question in step.questions if (pool := getattr(question.accepts, "pool", ""))}
        keys += [step.id, f"{step.id}.{OTHER}"]
    first = roots(contributions)
    standing = [one for one in contributions if not one.superseded and one.standing is Standing.KEPT and one.text]
    by_root = {first[one.id]: one for one in standing}
    found: list[ProposedLead] = []
    listed: set[str] = set()
    for step in script.steps:
        if not isinstance(step.ballot, PointsBallot) or step.ballot.pool not in pools:
            continue
        for item in _ranked(ballots.get(step.id, ()), results.get(step.id)):
            sources = {first.get(one, one) for one in item.sources}
            listed |= sources
            authors = dict.fromkeys(by_root[one].participant for one in sorted(sources) if one in by_root)
            if authors or not sources:
                found.append(ProposedLead(item_lead(step.id, item.code), item.code, item.text, tuple(authors)))
    alone = {
        (one.participant, one.key.partition(".")[0], one.round): one
        for key in keys
        # Whoever taps « autre » says in the second field what the lead is.
        for one in standing
        if one.key == key
    }
    cards = sorted(alone.values(), key=lambda one: (one.at, one.id))
    found += [
        ProposedLead(first[one.id], "", one.text, (one.participant,)) for one in cards if first[one.id] not in listed
    ]
    return tuple(found)


def _ranked(items: Sequence[Item], result: VoteResult | None) -> list[Item]:
    """Best first; as they lie where nothing was counted."""
    if result is None:
        return list(items)
    place = {one.code: number for number, one in enumerate(result.standings)}
    return sorted(result.items, key=lambda item: place[item.code])
