"""One ballot of a file, in the form that its method gives it: checked, and put with those that say the same.

Two ways, by what a ballot is. Where each item gets an answer of its own (a grade, a stance), answers are counted one by
one (`answers`): nothing depends on what else the ballot says. Where a ballot is one thing (names, tiers, points), equal
ballots become one with a weight (`distinct`). Either way a million ballots become a few hundred things to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

from bot.engine.voting import Consent, Stance, Weight
from bot.tallying.values import Unreadable, natural, near, shown

NO_OPINION: Final = frozenset({"Sans avis", "No opinion"})
"""« Sans avis » as the shipped workshops write it: missing, as an absent item or null is."""

STANCES: Final = {"agree": Stance.AGREE, "pass": Stance.PASS, "disagree": Stance.DISAGREE}
POSITIONS: Final = {"no_objection": Consent.NONE, "lifted": Consent.LIFTED, "stands": Consent.STANDS}
ANSWERS: Final[Mapping[str, Mapping[str, Any]]] = {"statements": STANCES, "consent": POSITIONS}
"""Methods in which each item gets one of a few words, and what each word is."""

Place: TypeAlias = Callable[[int], str]
"""Where a ballot stands, for whoever has to mend it: « ballots[3] », « line 5 »."""


def answers(
    ballots: Sequence[Any], weights: Sequence[Weight] | None, known: Mapping[str, Any], place: Place
) -> dict[tuple[str, str | None], Weight]:
    """How many people gave each item each answer. None: no answer, or « sans avis ».

    `known` holds the answers there are.

    Raises:
        Unreadable: something is no ballot, or no answer.
    """
    counted: dict[tuple[str, Any], Weight] = {}
    try:
        if weights is None:
            counted = dict(Counter(chain.from_iterable(map(dict.items, ballots))))
        else:
            for ballot, weight in zip(ballots, weights, strict=True):
                for pair in dict.items(ballot):
                    counted[pair] = counted.get(pair, 0) + weight
    except TypeError:
        # Something is no ballot, or no word: the ballots are looked at one by one to say which.
        counted = {}
    if not counted or any(not _is_answer(answer, known) for _, answer in counted):
        for n, ballot in enumerate(ballots):
            for item, answer in mapping(ballot, place(n), f'{{"A": "{next(iter(known))}", …}}').items():
                if not _is_answer(answer, known):
                    where = f'{place(n)}, "{item}"'
                    raise Unreadable(f"{where}: {shown(answer)} is not one of: {', '.join(known)}{near(answer, known)}")
    return counted


def _is_answer(answer: Any, known: Mapping[str, Any]) -> bool:
    return answer is None or (isinstance(answer, str) and (answer in known or answer in NO_OPINION))


def distinct(ballots: Sequence[Any], weights: Sequence[Weight] | None) -> tuple[list[Any], list[Weight], list[int]]:
    """Ballots that say the same as one, with what they weigh together and where the first of them stands.

    A million ballots are a few hundred different ones: everything else is then done on these.
    """
    found: dict[Any, int] = {}
    kept: list[Any] = []
    sizes: list[Weight] = []
    places: list[int] = []
    for place, ballot in enumerate(ballots):
        same = _same(ballot)
        n = found.get(same)
        if n is None:
            n = found[same] = len(kept)
            kept.append(ballot)
            sizes.append(0)
            places.append(place)
        sizes[n] += 1 if weights is None else weights[place]
    return kept, sizes, places


def _same(ballot: Any) -> Any:
    """What ballots that say the same have in common. In doubt a ballot is itself, and is refused later if it must be.

    1, 1.0 and true are equal, and the word "AB" falls into the same letters as the list of "A" and "B": so kinds of
    values count too.
    """
    try:
        if ballot.__class__ is dict:
            key = (*ballot.items(), *(value.__class__ for value in ballot.values()))
        elif ballot.__class__ is list:
            key = tuple((tuple(part), part.__class__) if part.__class__ is list else part for part in ballot)
        else:
            return id(ballot)
        hash(key)
    except TypeError:
        return id(ballot)
    return key


def shared_out(ballot: Any, at: str) -> dict[str, int]:
    """Points by item."""
    found = mapping(ballot, at, '{"A": 3, …}')
    return {item: natural(number, f'{at}, "{item}"') for item, number in found.items() if number is not None}


def ranked(ballot: Any, at: str) -> tuple[tuple[str, ...], ...]:
    """Tiers of items, best first."""
    form = '[["A"], ["B", "C"]], best first'
    if not isinstance(ballot, list):
        raise Unreadable(f"{at}: {shown(ballot)} is not a ranking; write tiers: {form}")
    tiers = tuple(names(tier, f"{at}[{n}]", form) for n, tier in enumerate(ballot))
    named = [item for tier in tiers for item in tier]
    for item in named:
        if named.count(item) > 1:
            raise Unreadable(f'{at}: "{item}" is ranked twice')
    return tiers


def names(ballot: Any, at: str, form: str) -> tuple[str, ...]:
    """Names of items, each once. `form`: how they are written, for the refusal."""
    if not isinstance(ballot, list):
        raise Unreadable(f"{at}: {shown(ballot)} is not a list of items; write {form}")
    for item in ballot:
        if not isinstance(item, str):
            raise Unreadable(f"{at}: {shown(item)} is not the name of an item; names are in quotes")
    for item in ballot:
        if ballot.count(item) > 1:
            raise Unreadable(f'{at}: "{item}" is named twice')
    return tuple(ballot)


def mapping(ballot: Any, at: str, form: str) -> Mapping[str, Any]:
    """A ballot that says something of each item. `form`: how it is written, for the refusal."""
    if not isinstance(ballot, dict):
        raise Unreadable(f"{at}: {shown(ballot)} is not a ballot; write {form}")
    return ballot
