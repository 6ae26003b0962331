"""What a file of ballots says, checked: a document becomes a `Poll`, or a sentence that names place and remedy.

Strict: an unknown key, grade or item, a number of the wrong kind, an item twice are errors, since what is dropped in
silence makes a count that nobody can check. How it is written (JSON, CSV) is `reading`'s, single ballots are `forms`'.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final, TypeAlias

from bot.engine.voting import Pairwise, Tally, Weight
from bot.tallying.counts import counted, duelled
from bot.tallying.forms import NO_OPINION, STANCES, answers, distinct, names, ranked, shared_out
from bot.tallying.values import MOST, Unreadable, natural, near, plain, shown

Document: TypeAlias = dict[str, Any]

COMMITTEES: Final = ("equal_shares", "sequential_pav")
RANKINGS: Final = ("schulze", "ranked_pairs", "borda")
METHODS: Final = ("majority_judgement", "approval", *COMMITTEES, "points", *RANKINGS, "statements")

_COMMON: Final = frozenset({"method", "items", "ballots", "weights", "voters", "title", "notice"})
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "majority_judgement": frozenset({"grades", "counts", "missing"}),
    "approval": frozenset({"seats", "counts"}),
    "equal_shares": frozenset({"seats", "kinds"}),
    "sequential_pav": frozenset({"seats", "kinds"}),
    "points": frozenset({"budget", "cap", "counts"}),
    "schulze": frozenset({"duels"}),
    "ranked_pairs": frozenset({"duels"}),
    "borda": frozenset({"duels"}),
    "statements": frozenset({"counts"}),
}


@dataclass(frozen=True, slots=True)
class Poll:
    """Ballots ready to be counted. Of majority judgement, `tallies`; of every other method, `ballots` and `weights`.

    `voters`: how many people voted, those who left everything out included.
    """

    method: str
    items: tuple[str, ...]
    voters: Weight
    ballots: Sequence[Any] = ()
    weights: Sequence[Weight] = ()
    grades: tuple[str, ...] = ()
    tallies: Mapping[str, Tally] | None = None
    duels: Pairwise | None = None
    """Of rankings that come as duels; `ballots` are then none."""
    seats: int | None = None
    budget: int = 0
    cap: int | None = None
    kinds: Sequence[tuple[str, tuple[str, ...]]] = ()
    """Kinds of people, each with what one of them named."""


def poll_of(document: Document, lines: Sequence[int] = ()) -> Poll:
    """Check a document. `lines`: where each ballot stands in a CSV.

    Raises:
        Unreadable: something in it is wrong.
    """
    method = document.get("method")
    if method is None:
        raise Unreadable(f"the method is missing; write one of: {', '.join(METHODS)}")
    if method not in METHODS:
        raise Unreadable(f"{shown(method)} is not a method{near(method, METHODS)}. Methods: {', '.join(METHODS)}")
    allowed = _COMMON | _OWN.get(method, frozenset())
    for key in document:
        if key not in allowed:
            keys = ", ".join(sorted(allowed))
            raise Unreadable(f'"{key}" means nothing to {method}{near(key, allowed)}. Keys: {keys}')
    for whole in ("counts", "duels"):
        for key in ("ballots", "weights", "items"):
            if whole in document and key in document:
                raise Unreadable(f'"{whole}" and "{key}" say the same thing twice; keep one of them')
    if "duels" in document:
        duels, most = duelled(document["duels"])
        return Poll(method, duels.items, _voters(document, most), duels=duels)
    if "counts" in document:
        return _from_grades(document) if method == "majority_judgement" else _from_answers(method, document)
    return _from_ballots(method, document, lines)


def _from_answers(method: str, document: Document) -> Poll:
    """People per item and answer: each answer is a ballot of its own, which changes nothing to any sum."""
    budget, cap = _points(document) if method == "points" else (0, None)
    items, answers_, people, most = counted(method, document["counts"], budget if cap is None else min(budget, cap))
    seats = _seats(method, document, items)
    return Poll(method, items, _voters(document, most), answers_, people, seats=seats, budget=budget, cap=cap)


def _from_grades(document: Document) -> Poll:
    grades = _grades(document)
    counts = document["counts"]
    if not isinstance(counts, dict):
        raise Unreadable('"counts" must be an object: {"A": [number per grade, worst first], …}')
    tallies: dict[str, Tally] = {}
    for item, found in counts.items():
        if not isinstance(found, list) or len(found) != len(grades):
            size = f"{len(found)} of them" if isinstance(found, list) else shown(found)
            raise Unreadable(f'counts, "{item}": {len(grades)} numbers are needed, one a grade, not {size}')
        for grade, number in zip(grades, found, strict=True):
            natural(number, f'counts, "{item}", {grade}')
        tallies[item] = Tally(tuple(found))
    voters = _voters(document, max((one.expressed for one in tallies.values()), default=0))
    return Poll("majority_judgement", tuple(tallies), voters, grades=grades, tallies=_filled(document, tallies, voters))


def _from_ballots(method: str, document: Document, lines: Sequence[int]) -> Poll:
    ballots = document.get("ballots")
    if not isinstance(ballots, list):
        other = ' or "counts"' if method == "majority_judgement" else ""
        raise Unreadable(f'"ballots"{other} is missing' if ballots is None else '"ballots" must be a list')

    def place(n: int) -> str:
        return f"line {lines[n]}" if lines else f"ballots[{n}]"

    asked = names(document["items"], "items", '["A", "B"]') if "items" in document else None
    weights = _weights(document, len(ballots))
    voters = _voters(document, sum(weights) if weights is not None else len(ballots))
    if method == "majority_judgement":
        grades = _grades(document)
        number = {grade: n for n, grade in enumerate(grades)}
        counted = answers(ballots, weights, number, place)
        items = _items(asked, [[item] for item, _ in counted], None)
        tallies = _tallied(counted, items, number)
        return Poll(method, items, voters, grades=grades, tallies=_filled(document, tallies, voters))
    read: list[Any]
    if method == "statements":
        said = {pair: size for pair, size in answers(ballots, weights, STANCES, place).items() if pair[1] in STANCES}
        read, sizes, where = [{item: STANCES[str(stance)]} for item, stance in said], list(said.values()), None
    else:
        kept, sizes, places = distinct(ballots, weights)
        where = [place(n) for n in places]
        read = [_ballot(method, ballot, at) for ballot, at in zip(kept, where, strict=True)]
    named = [[item for tier in ballot for item in tier] for ballot in read] if method in RANKINGS else read
    items = _items(asked, named, where)
    budget, cap = _points(document) if method == "points" else (0, None)
    if method == "points":
        _within(read, where or (), budget, cap)
    return Poll(
        method, items, voters, read, sizes,
        seats=_seats(method, document, items), budget=budget, cap=cap, kinds=_kinds(document, ballots),
    )  # fmt: skip


def _ballot(method: str, ballot: Any, at: str) -> Any:
    if method == "points":
        return shared_out(ballot, at)
    return ranked(ballot, at) if method in RANKINGS else names(ballot, at, '["A", "B"]')


def _items(
    asked: tuple[str, ...] | None, named: Sequence[Collection[str]], where: Sequence[str] | None
) -> tuple[str, ...]:
    """The items listed, or else those that ballots name, in the order in which they first do."""
    if asked is None:
        return tuple(dict.fromkeys(item for ballot in named for item in ballot))
    known = frozenset(asked)
    for n, ballot in enumerate(named):
        for item in ballot:
            if item not in known:
                at = where[n] if where else "a ballot"
                raise Unreadable(f'{at}: "{item}" is not one of the items{near(item, asked)}')
    return asked


def _tallied(
    counted: Mapping[tuple[str, str | None], Weight], items: Sequence[str], number: Mapping[str, int]
) -> dict[str, Tally]:
    counts: dict[str, list[int]] = {item: [0] * len(number) for item in items}
    silent = dict.fromkeys(items, 0)
    for (item, grade), size in counted.items():
        if grade is None or grade in NO_OPINION:
            silent[item] += int(size)
        else:
            counts[item][number[grade]] += int(size)
    return {item: Tally(tuple(counts[item]), silent[item]) for item in items}


def _filled(document: Document, tallies: Mapping[str, Tally], voters: Weight) -> Mapping[str, Tally]:
    """With `missing: worst`, who did not grade an item, or had no opinion, gave it the worst grade."""
    missing = document.get("missing", "leave_out")
    if missing not in ("leave_out", "worst"):
        raise Unreadable(f'missing: {shown(missing)}; write "leave_out" or "worst"')
    if missing == "leave_out":
        return tallies
    silent = {item: int(voters) - found.expressed for item, found in tallies.items()}
    return {item: Tally((found.counts[0] + silent[item], *found.counts[1:])) for item, found in tallies.items()}


def _grades(document: Document) -> tuple[str, ...]:
    grades = document.get("grades")
    if not isinstance(grades, list) or not grades or not all(isinstance(grade, str) and grade for grade in grades):
        raise Unreadable('"grades" must list the grades, worst first: ["À rejeter", …, "Excellent"]')
    for grade in grades:
        if grades.count(grade) > 1:
            raise Unreadable(f'grades: "{grade}" is listed twice')
        if grade in NO_OPINION:
            raise Unreadable(f'grades: "{grade}" is not a grade; who says so is missing')
    return tuple(grades)


def _weights(document: Document, ballots: int) -> Sequence[Weight] | None:
    if "weights" not in document:
        return None
    weights = document["weights"]
    if not isinstance(weights, list) or len(weights) != ballots:
        size = f", not {len(weights)}" if isinstance(weights, list) else ""
        raise Unreadable(f'"weights" must list {ballots} numbers, one a ballot{size}')
    whole = document["method"] == "majority_judgement"
    for n, weight in enumerate(weights):
        kinds = int if whole else int | Fraction
        if isinstance(weight, bool) or not isinstance(weight, kinds) or not 0 <= weight <= MOST:
            kind = "a whole number" if whole else "a number"
            raise Unreadable(f"weights[{n}]: {shown(weight)} is not {kind} of people, 0 or more")
    return weights


def _voters(document: Document, counted: Weight) -> Weight:
    if document.get("voters") is None:
        return counted
    voters = natural(document["voters"], "voters")
    if voters < counted:
        raise Unreadable(f"voters: {voters} is fewer than the {plain(counted)} people whose ballots are counted")
    return voters


def _seats(method: str, document: Document, items: Sequence[str]) -> int | None:
    seats = document.get("seats")
    if seats is None:
        if method in COMMITTEES:
            raise Unreadable(f'"seats" is missing: how many items {method} is to choose')
        return None
    natural(seats, "seats")
    if not 1 <= seats <= len(items):
        raise Unreadable(f"seats: {seats} of {len(items)} items cannot be chosen")
    return int(seats)


def _points(document: Document) -> tuple[int, int | None]:
    if document.get("budget") is None:
        raise Unreadable('"budget" is missing: how many points each person shares out')
    cap = document.get("cap")
    return natural(document["budget"], "budget"), None if cap is None else natural(cap, "cap")


def _within(ballots: Sequence[Mapping[str, int]], where: Sequence[str], budget: int, cap: int | None) -> None:
    for ballot, at in zip(ballots, where, strict=True):
        for item, number in ballot.items():
            if cap is not None and number > cap:
                raise Unreadable(f'{at}, "{item}": {number} points, {cap} at most on one item')
        if sum(ballot.values()) > budget:
            raise Unreadable(f"{at}: {sum(ballot.values())} points, {budget} at most")


def _kinds(document: Document, ballots: Sequence[Sequence[str]]) -> Sequence[tuple[str, tuple[str, ...]]]:
    kinds = document.get("kinds", [])
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise Unreadable('"kinds" must list the kind of person behind each ballot, in quotes')
    if kinds and len(kinds) != len(ballots):
        raise Unreadable(f'"kinds" must list {len(ballots)} of them, one a ballot, not {len(kinds)}')
    return tuple(dict.fromkeys((kind, tuple(named)) for kind, named in zip(kinds, ballots, strict=False)))
