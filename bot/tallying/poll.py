"""What a file of ballots says, checked: a document becomes a `Poll`, or a sentence that names place and remedy.

Strict: an unknown key, grade or item, a number of the wrong kind, an item twice are errors, since what is dropped in
silence makes a count that nobody can check. How it is written (JSON, CSV) is `reading`'s, single ballots are `forms`'.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, TypeAlias

from bot.engine.voting import Moves, Pairwise, Tally, Weight
from bot.tallying.counts import counted, duelled
from bot.tallying.forms import ANSWERS, answers, distinct, names, ranked, shared_out
from bot.tallying.graded import compared, filled, grades_of, moved, tallied
from bot.tallying.graded import counted as counted_grades
from bot.tallying.values import MOST, Unreadable, natural, near, plain, shown

Document: TypeAlias = dict[str, Any]

COMMITTEES: Final = ("equal_shares", "sequential_pav")
RANKINGS: Final = ("schulze", "ranked_pairs", "borda")
METHODS: Final = (
    "majority_judgement", "second_round", "approval", *COMMITTEES, "points", *RANKINGS, "statements", "consent",
)  # fmt: skip

_ALWAYS: Final = frozenset({"method", "voters", "title", "notice"})
_COMMON: Final = _ALWAYS | {"items", "ballots", "weights"}
_OWN: Final[Mapping[str, frozenset[str]]] = {
    "majority_judgement": frozenset({"grades", "counts", "missing"}),
    "second_round": frozenset({"grades", "rounds", "counts", "moves", "held"}),
    "approval": frozenset({"seats", "counts"}),
    "equal_shares": frozenset({"seats", "kinds"}),
    "sequential_pav": frozenset({"seats", "kinds"}),
    "points": frozenset({"budget", "cap", "counts"}),
    "schulze": frozenset({"duels"}),
    "ranked_pairs": frozenset({"duels"}),
    "borda": frozenset({"duels"}),
    "statements": frozenset({"counts"}),
    "consent": frozenset({"counts"}),
}


@dataclass(frozen=True, slots=True)
class Poll:
    """Ballots ready to be counted. Of grades, `tallies`; of every other method, `ballots` and `weights`.

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
    moves: Sequence[Moves] = ()
    """Of a second round, who changed on which items."""
    held: int = 0
    """Of a second round, how many were held after the vote, this one included."""
    of_few: frozenset[str] = frozenset()
    """Of points, the items of which only the sum is told: too few people gave them some."""
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
    allowed = _OWN[method] | (_ALWAYS if method == "second_round" else _COMMON)
    for key in document:
        if key not in allowed:
            keys = ", ".join(sorted(allowed))
            raise Unreadable(f'"{key}" means nothing to {method}{near(key, allowed)}. Keys: {keys}')
    for whole in ("counts", "duels"):
        for key in ("ballots", "weights", "items", "rounds"):
            if whole in document and key in document:
                raise Unreadable(f'"{whole}" and "{key}" say the same thing twice; keep one of them')
    if method == "second_round":
        return _second_round(document)
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
    return Poll(
        method, items, _voters(document, most), answers_, people, seats=seats, budget=budget, cap=cap,
        of_few=_of_few(document["counts"]) if method == "points" else frozenset(),
    )  # fmt: skip


def _of_few(counts: Mapping[str, object]) -> frozenset[str]:
    return frozenset(item for item, found in counts.items() if isinstance(found, int))


def _from_grades(document: Document) -> Poll:
    grades = grades_of(document)
    tallies = counted_grades(document["counts"], grades)
    voters = _voters(document, max((one.expressed for one in tallies.values()), default=0))
    return Poll("majority_judgement", tuple(tallies), voters, grades=grades, tallies=filled(document, tallies, voters))


def _second_round(document: Document) -> Poll:
    """The second ballots, counted as any vote; and who changed, from both ballots of each person or as counts."""
    held = natural(document.get("held", 1), "held")
    grades = grades_of(document)
    if "rounds" not in document:
        if "counts" not in document:
            raise Unreadable('"rounds" or "counts" is missing')
        poll = _from_grades(document)
        return replace(poll, method="second_round", moves=moved(document, poll.tallies or {}), held=held)
    ballots, items, changed = compared(document["rounds"], grades)
    number = {grade: n for n, grade in enumerate(grades)}
    tallies = tallied(answers(ballots, None, number, str), items, number)
    voters = _voters(document, sum(1 for ballot in ballots if ballot))
    return Poll("second_round", items, voters, grades=grades, tallies=tallies, moves=changed, held=held)


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
        grades = grades_of(document)
        number = {grade: n for n, grade in enumerate(grades)}
        counted = answers(ballots, weights, number, place)
        items = _items(asked, [[item] for item, _ in counted], None)
        tallies = tallied(counted, items, number)
        return Poll(method, items, voters, grades=grades, tallies=filled(document, tallies, voters))
    read: list[Any]
    if method in ANSWERS:
        known = ANSWERS[method]
        said = {pair: size for pair, size in answers(ballots, weights, known, place).items() if pair[1] in known}
        read, sizes, where = [{item: known[str(answer)]} for item, answer in said], list(said.values()), None
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


def _weights(document: Document, ballots: int) -> Sequence[Weight] | None:
    if "weights" not in document:
        return None
    weights = document["weights"]
    if not isinstance(weights, list) or len(weights) != ballots:
        size = f", not {len(weights)}" if isinstance(weights, list) else ""
        raise Unreadable(f'"weights" must list {ballots} numbers, one a ballot{size}')
    whole = document["method"] in ("majority_judgement", "consent")
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
