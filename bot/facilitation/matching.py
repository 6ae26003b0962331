"""Who might be put in touch with whom: needs and resources that fit, people interested in the same lead.

Pure, over what is stored. Suggestions only: facilitators propose, and both people decide (`engine.session`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Final

import msgspec

from bot.engine.effects import Standing
from bot.engine.group import Group, SessionStatus
from bot.engine.script import Key, Pairing, Pick, Script, Step
from bot.facilitation.records import Contribution

SHOWN_AT_MOST: Final = 20
DIRECTLY: Final = "direct"
BY_TEAM: Final = "agence"


class Match(msgspec.Struct, frozen=True):
    """Two people, and what brings them together, in neither's name. `directly`: both wish to exchange contacts."""

    people: tuple[str, str]
    about: str
    directly: bool


def matches(script: Script, group: Group, contributions: Iterable[Contribution]) -> tuple[Match, ...]:
    """The suggestions not proposed yet, in the order of what was said.

    People interested in the same lead are put in touch after the session, never during it.
    """
    standing = [one for one in contributions if not one.superseded and one.standing is Standing.KEPT]
    found: list[Match] = []
    for step in script.steps:
        if step.pairing is not None:
            found += fitting(step.pairing, standing)
        if step.introductions and group.status is SessionStatus.CLOSED:
            found += _interested(script, step, standing, group)
    proposed = {(frozenset(one.people), one.about) for one in group.introductions.values()}
    fresh = [one for one in found if (frozenset(one.people), one.about) not in proposed]
    present = [one for one in fresh if set(one.people) <= set(group.people)]
    return tuple(dict.fromkeys(present))[:SHOWN_AT_MOST]


def _cards(step: str, standing: Sequence[Contribution]) -> dict[tuple[str, int], dict[Key, Contribution]]:
    """The cards of a step: (participant, round) → field → what was given."""
    cards: dict[tuple[str, int], dict[Key, Contribution]] = {}
    for one in standing:
        if one.key == step or one.key.startswith(f"{step}."):
            cards.setdefault((one.participant, one.round), {})[one.key.removeprefix(step).lstrip(".")] = one
    return {owner: fields for owner, fields in cards.items() if "" in fields}


def fitting(pairing: Pairing, standing: Sequence[Contribution]) -> Iterator[Match]:
    """A need and a resource of two people, alike in every field that must be the same."""
    resources = _cards(pairing.resources, standing)
    for (asks, _), need in _cards(pairing.needs, standing).items():
        for (offers, _), resource in resources.items():
            if asks != offers and all(alike(need.get(name), resource.get(name)) for name in pairing.same):
                yield Match((asks, offers), f"{need[''].text} ↔ {resource[''].text}", directly=True)


def alike(one: Contribution | None, other: Contribution | None) -> bool:
    """Whether two people gave the same field the same answer: an option in common, or the same words."""
    if one is None or other is None:
        return False
    if one.codes or other.codes:
        return bool(set(one.codes) & set(other.codes))
    return one.text.strip().casefold() == other.text.strip().casefold()


def _interested(script: Script, step: Step, standing: Sequence[Contribution], group: Group) -> Iterator[Match]:
    """Two people who chose the same thing to act on, and wish to be put in touch."""
    wishes = {one.participant: one.codes for one in standing if one.key == step.introductions}
    willing = {who: codes for who, codes in wishes.items() if DIRECTLY in codes or BY_TEAM in codes}
    chosen = [question.key for _, question in script.walk() if isinstance(question.accepts, Pick)]
    cards = {key for key in chosen if script.step_of(key).record}
    by_item: dict[str, list[str]] = {}
    texts: dict[str, str] = {}
    for one in standing:
        if one.key in cards and one.about and one.participant in willing:
            by_item.setdefault(one.about, []).append(one.participant)
            texts[one.about] = _text_of(one, group)
    for item, people in by_item.items():
        for first, second in combinations(dict.fromkeys(people), 2):
            directly = DIRECTLY in willing[first] and DIRECTLY in willing[second]
            yield Match((first, second), texts[item], directly)


def _text_of(one: Contribution, group: Group) -> str:
    """What was chosen, as the group reads it."""
    listed = (item.text for many in group.lists.values() for item in many if item.code == one.about)
    return next(listed, one.text)
