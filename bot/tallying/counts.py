"""Votes that come as counts and not as ballots: what a sealed vote can still be recounted from.

People per item and answer (approval, points, statements, consent), people per duel (rankings). Each answer becomes a
ballot of its own with a weight: these methods add up, so nothing depends on which answers were one person's. Not here:
grades (`graded`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.voting import Pairwise, Weight
from bot.tallying.forms import ANSWERS, mapping
from bot.tallying.values import Unreadable, natural, near, shown


def counted(method: str, counts: Any, most: int) -> tuple[tuple[str, ...], list[Any], list[Weight], int]:
    """Items, answers, the people who gave each, and the most people who answered one item.

    `most`: the points that one person may give one item.

    Raises:
        Unreadable: something is no count.
    """
    answers: list[Any] = []
    people: list[Weight] = []
    there = 0
    found = mapping(counts, "counts", _FORMS[method])
    for item, given in found.items():
        at = f'counts, "{item}"'
        answered: list[tuple[Any, int]]
        match method:
            case "approval":
                answered = [((item,), natural(given, at))]
            case "points" if isinstance(given, int) and not isinstance(given, bool):
                # So many points, of people who are too few to be said: each is a point of its own, and nobody counts.
                answers.append({item: 1})
                people.append(natural(given, at))
                continue
            case "points":
                answered = [({item: n}, number) for n, number in enumerate(_per_points(given, at, most))]
            case _:
                known = ANSWERS[method]
                answered = [({item: known[name]}, n) for name, n in _per_answer(given, at, method).items()]
        answers += [answer for answer, _ in answered]
        people += [number for _, number in answered]
        there = max(there, sum(number for _, number in answered))
    return tuple(found), answers, people, there


_FORMS = {
    "approval": '{"A": 12, "B": 7}',
    "points": '{"A": [people who gave 0, 1, 2… points]}, or {"A": points in all}',
    "statements": '{"A": {"agree": 5, "pass": 1, "disagree": 2}}',
    "consent": '{"A": {"no_objection": 6, "lifted": 1, "stands": 0}}',
}


def duelled(duels: Any) -> tuple[Pairwise, int]:
    """The duels, and the most people in one. What is not written is nobody.

    Raises:
        Unreadable: something is no duel.
    """
    form = '{"A": {"B": people who place A above B}, "B": {…}}'
    rows = {item: mapping(row, f'duels, "{item}"', form) for item, row in mapping(duels, "duels", form).items()}
    above: dict[str, dict[str, Weight]] = {one: dict.fromkeys(rows, 0) for one in rows}
    for one, row in rows.items():
        for other, people in row.items():
            if other not in rows or other == one:
                raise Unreadable(f'duels, "{one}": "{other}" is no other item{near(other, rows)}; each item has a row')
            above[one][other] = natural(people, f'duels, "{one}", "{other}"')
    most = max((int(above[one][other] + above[other][one]) for one in rows for other in rows), default=0)
    return Pairwise(tuple(rows), above), most


def _per_points(given: Any, at: str, most: int) -> list[int]:
    if not isinstance(given, list) or len(given) > most + 1:
        many = f"{len(given)} of them" if isinstance(given, list) else shown(given)
        raise Unreadable(f"{at}: {most + 1} numbers at most are needed, for 0 to {most} points, not {many}")
    return [natural(number, f"{at}, {n} points") for n, number in enumerate(given)]


def _per_answer(given: Any, at: str, method: str) -> Mapping[str, int]:
    found, known = mapping(given, at, _FORMS[method]), ANSWERS[method]
    for name in found:
        if name not in known:
            raise Unreadable(f"{at}: {shown(name)} is not one of: {', '.join(known)}{near(name, known)}")
    return {name: natural(number, f"{at}, {name}") for name, number in found.items()}
