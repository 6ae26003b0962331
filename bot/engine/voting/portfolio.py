"""Choose k items so that each part of the group that agrees on something keeps one.

The plain total gives all the seats to the largest part of the group. Two methods share them out, both from the ballots
of an approval:

- **equal shares**: each person gets the same budget, k seats' worth in all; an item costs one seat and is paid for by
  those who named it, as evenly as they can; the one that costs its supporters least comes first. When no item can be
  paid for any more, budgets go on growing at the same pace for all until one can (Phragmén's sequential rule, from what
  people have left), and so on until the seats are filled.
- **sequential proportional approval** (Thiele): a person's ballot counts in full for a first item, a half for a second,
  a third for a third; the greatest sum comes next.

Ties stay ties: every way of breaking one is followed to its end. What is chosen in all of them is `chosen`, what is in
some of them `tied`. What nobody named is never chosen: a seat stays empty rather than filled by lot.

Sources: Peters & Skowron, « Proportionality and the limits of welfarism » (2020); Lackner & Skowron, Multi-Winner
Voting with Approval Preferences (Springer, 2023), ch. 2.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from bot.engine.voting.terms import DuplicateItem, ItemId, UnknownItem, VotingError, Weight, distinct, weighed

MOST_WAYS = 200
"""Ways of breaking ties that are followed side by side; nobody reads more. Beyond, the tie is reported as it stands."""


class TooManySeats(VotingError):
    """There are more seats than items, or none at all."""


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What a method chooses.

    `chosen`: in every way of breaking ties, in the order of their seats. `tied`: in some ways only, for the
    `open_seats` that are left. `committees`: each way's choice, when there are several and all could be followed.
    """

    chosen: tuple[ItemId, ...]
    tied: tuple[ItemId, ...] = ()
    open_seats: int = 0
    committees: tuple[frozenset[ItemId], ...] = ()
    seats: Mapping[ItemId, int] | None = None
    """The first seat at which an item is chosen, from 1, in any of the ways."""


_Groups: TypeAlias = Sequence[tuple[frozenset[int], Fraction]]
"""People with one and the same ballot: the items they named, by number, and how many they are."""
_State: TypeAlias = tuple[frozenset[int], tuple[Fraction, ...], bool]
"""What is chosen so far, what each group has left (or owes), and whether budgets have begun to grow."""
_Next: TypeAlias = Callable[[_State], Iterable[tuple[int, _State]]]


def equal_shares(
    ballots: Iterable[Collection[ItemId]],
    items: Sequence[ItemId],
    seats: int,
    *,
    weights: Sequence[Weight] | None = None,
) -> Portfolio:
    """Choose `seats` items by the method of equal shares, completed by Phragmén's sequential rule.

    Raises:
        UnknownItem: a ballot names something else.
        DuplicateItem: `items`, or a ballot, names an item twice.
        TooManySeats: there are more seats than items, or fewer than one.
        UnequalWeights, NegativeCount: the weights do not fit the ballots.
    """
    groups = _groups(ballots, items, seats, weights)
    people = sum((size for _, size in groups), Fraction(0))
    each = Fraction(seats) / people if people else Fraction(0)
    candidates = range(len(items))

    def follow(state: _State) -> Iterable[tuple[int, _State]]:
        chosen, left, growing = state
        if not growing:
            prices = {item: _cost(item, groups, left) for item in candidates if item not in chosen}
            costs = {item: price for item, price in prices.items() if price is not None}
            if costs:
                least = min(costs.values())
                for item in (item for item, cost in costs.items() if cost == least):
                    paid = tuple(
                        own - min(own, least) if item in named else own
                        for (named, _), own in zip(groups, left, strict=True)
                    )
                    yield item, (chosen | {item}, paid, False)
                return
        # What is left of a budget is a head start; from here on `left` falls below zero and is what a group owes.
        owed: dict[int, Fraction] = {}
        for item in candidates:
            size = sum((size for named, size in groups if item in named), Fraction(0))
            if item not in chosen and size:
                had = sum(
                    (size * own for (named, size), own in zip(groups, left, strict=True) if item in named), Fraction(0)
                )
                owed[item] = (1 - had) / size
        least = min(owed.values(), default=Fraction(0))
        for item in (item for item, debt in owed.items() if debt == least):
            grown = tuple(-least if item in named else own for (named, _), own in zip(groups, left, strict=True))
            yield item, (chosen | {item}, grown, True)

    return _explore(items, seats, (frozenset(), (each,) * len(groups), False), follow)


def sequential_pav(
    ballots: Iterable[Collection[ItemId]],
    items: Sequence[ItemId],
    seats: int,
    *,
    weights: Sequence[Weight] | None = None,
) -> Portfolio:
    """Choose `seats` items one after the other, a ballot counting 1, 1/2, 1/3… for those it already has.

    Raises:
        UnknownItem, DuplicateItem, TooManySeats, UnequalWeights, NegativeCount: as `equal_shares`.
    """
    groups = _groups(ballots, items, seats, weights)

    def follow(state: _State) -> Iterable[tuple[int, _State]]:
        chosen = state[0]
        gains: dict[int, Fraction] = {}
        for named, size in groups:
            share = size / (1 + len(named & chosen))
            for item in named - chosen:
                gains[item] = gains.get(item, Fraction(0)) + share
        most = max(gains.values(), default=Fraction(0))
        for item in sorted(item for item, gain in gains.items() if gain == most and gain):
            yield item, (chosen | {item}, (), False)

    return _explore(items, seats, (frozenset(), (), False), follow)


def unrepresented(ballots: Iterable[tuple[str, Collection[ItemId]]], chosen: Collection[ItemId]) -> list[str]:
    """The kinds of people (« Élu·e », « Commerçant·e »…) of whom nobody named anything that is chosen.

    `ballots` pairs each person's kind with what they named. A kind whose people named nothing at all is not left out by
    the choice, and is not listed. In the order in which kinds first appear.
    """
    kept = frozenset(chosen)
    heard: dict[str, bool] = {}
    for kind, named in ballots:
        if named:
            heard[kind] = heard.get(kind, False) or not kept.isdisjoint(named)
    return [kind for kind, served in heard.items() if not served]


def _groups(
    ballots: Iterable[Collection[ItemId]], items: Sequence[ItemId], seats: int, weights: Sequence[Weight] | None
) -> _Groups:
    known = distinct(items)
    if not 1 <= seats <= len(items):
        raise TooManySeats(f"{seats} seats for {len(items)} items")
    number = {item: n for n, item in enumerate(items)}
    sizes: dict[frozenset[int], Weight] = {}
    for ballot, weight in weighed(ballots, weights):
        named = frozenset(ballot)
        if len(named) != len(ballot):
            raise DuplicateItem(f"a ballot names an item twice: {sorted(ballot)!r}")
        if not named <= known:
            raise UnknownItem(f"a ballot names {min(named - known)!r}, which is not put to the vote")
        same = frozenset(number[item] for item in named)
        sizes[same] = sizes.get(same, 0) + weight
    return [(named, Fraction(size)) for named, size in sizes.items() if size]


def _cost(item: int, groups: _Groups, left: Sequence[Fraction]) -> Fraction | None:
    """The least price a head at which the supporters of an item can pay for it, or None if they cannot.

    Who has less pays what they have; the others share the rest evenly.
    """
    payers = sorted((own, size) for (named, size), own in zip(groups, left, strict=True) if item in named)
    missing = Fraction(1)
    able = sum((size for _, size in payers), Fraction(0))
    for own, size in payers:
        if own * able >= missing:
            return missing / able
        missing -= own * size
        able -= size
    return None


def _explore(items: Sequence[ItemId], seats: int, start: _State, follow: _Next) -> Portfolio:
    """Follow every way of breaking ties, seat by seat."""
    states = {start}
    ended: set[frozenset[int]] = set()
    first: dict[int, int] = {}
    for seat in range(1, seats + 1):
        onward: set[_State] = set()
        for state in states:
            stuck = True
            for item, following in follow(state):
                stuck = False
                first.setdefault(item, seat)
                onward.add(following)
            if stuck:
                ended.add(state[0])
            if len(onward) > MOST_WAYS:
                sure = frozenset.intersection(*ended, *(state[0] for state in states))
                return _unfinished(items, seats, sure, {item: at for item, at in first.items() if item in sure})
        states = onward
    ways = ended | {state[0] for state in states}
    always, ever = frozenset.intersection(*ways), frozenset.union(*ways)
    order = sorted(ever, key=lambda item: first[item])
    size = max(map(len, ways))
    return Portfolio(
        tuple(items[item] for item in order if item in always),
        tuple(items[item] for item in order if item not in always),
        size - len(always),
        tuple(frozenset(items[item] for item in way) for way in sorted(ways, key=sorted)) if len(ways) > 1 else (),
        {items[item]: first[item] for item in order},
    )


def _unfinished(items: Sequence[ItemId], seats: int, sure: frozenset[int], first: Mapping[int, int]) -> Portfolio:
    """What can be said when there are too many ways: what every one of them has so far; any other item may be next."""
    return Portfolio(
        tuple(items[item] for item in sorted(sure, key=lambda item: first[item])),
        tuple(item for n, item in enumerate(items) if n not in sure),
        seats - len(sure),
        (),
        {items[item]: at for item, at in first.items()},
    )
