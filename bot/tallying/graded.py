"""Grades of a file: the scale, the counts or ballots on it, and what two rounds of the same vote say of each other.

Here: what majority judgement and its second round share. Not here: the rest of a document (`poll`), the rule of a
second round (`engine/voting/second_round`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from bot.engine.voting import Moves, Tally, Weight, moves
from bot.tallying.forms import NO_OPINION, Place, answers, mapping
from bot.tallying.values import Unreadable, natural, shown

Document: TypeAlias = Mapping[str, Any]

_MOVES: Final = ("people", "up", "down", "aside")
_ROUNDS: Final = '[{"A": "Bien"}, {"A": "Passable"}]: of one person the first ballot, then the second; null for none'


def grades_of(document: Document) -> tuple[str, ...]:
    """The scale, worst first.

    Raises:
        Unreadable: it is none, or names a grade twice, or « sans avis » as one.
    """
    grades = document.get("grades")
    if not isinstance(grades, list) or not grades or not all(isinstance(grade, str) and grade for grade in grades):
        raise Unreadable('"grades" must list the grades, worst first: ["À rejeter", …, "Excellent"]')
    for grade in grades:
        if grades.count(grade) > 1:
            raise Unreadable(f'grades: "{grade}" is listed twice')
        if grade in NO_OPINION:
            raise Unreadable(f'grades: "{grade}" is not a grade; who says so is missing')
    return tuple(grades)


def counted(counts: Any, grades: Sequence[str]) -> dict[str, Tally]:
    """People per grade of each item, worst grade first.

    Raises:
        Unreadable: something is no count.
    """
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
    return tallies


def tallied(
    counted: Mapping[tuple[str, str | None], Weight], items: Sequence[str], number: Mapping[str, int]
) -> dict[str, Tally]:
    """From how many gave each item each answer (`forms.answers`) to a tally an item; `number`: each grade's place."""
    counts: dict[str, list[int]] = {item: [0] * len(number) for item in items}
    silent = dict.fromkeys(items, 0)
    for (item, grade), size in counted.items():
        if grade is None or grade in NO_OPINION:
            silent[item] += int(size)
        else:
            counts[item][number[grade]] += int(size)
    return {item: Tally(tuple(counts[item]), silent[item]) for item in items}


def filled(document: Document, tallies: Mapping[str, Tally], voters: Weight) -> Mapping[str, Tally]:
    """With `missing: worst`, who did not grade an item, or had no opinion, gave it the worst grade."""
    missing = document.get("missing", "leave_out")
    if missing not in ("leave_out", "worst"):
        raise Unreadable(f'missing: {shown(missing)}; write "leave_out" or "worst"')
    if missing == "leave_out":
        return tallies
    silent = {item: int(voters) - found.expressed for item, found in tallies.items()}
    return {item: Tally((found.counts[0] + silent[item], *found.counts[1:])) for item, found in tallies.items()}


def compared(rounds: Any, grades: Sequence[str]) -> tuple[list[Mapping[str, Any]], tuple[str, ...], tuple[Moves, ...]]:
    """Of two ballots a person: the second ones, the items graded in either, and who moved between them.

    Raises:
        Unreadable: something is no pair of ballots, or no grade.
    """
    if not isinstance(rounds, list):
        raise Unreadable(f'"rounds" must list, for each person, {_ROUNDS}')
    pairs = []
    for n, pair in enumerate(rounds):
        if not isinstance(pair, list) or len(pair) != 2:
            size = f"{len(pair)} ballots" if isinstance(pair, list) else shown(pair)
            raise Unreadable(f"rounds[{n}]: {size}; write {_ROUNDS}")
        pairs.append([{} if ballot is None else ballot for ballot in pair])
    number = {grade: n for n, grade in enumerate(grades)}

    def place(which: int) -> Place:
        return lambda n: f"rounds[{n}][{which}]"

    said = [answers([pair[which] for pair in pairs], None, number, place(which)) for which in (0, 1)]
    items = tuple(dict.fromkeys(item for found in said for item, _ in found))
    # An answer that is null was not given: who says nothing twice has compared nothing.
    told = [
        tuple({item: number.get(grade) for item, grade in one.items() if grade is not None} for one in pair)
        for pair in pairs
    ]
    return [second for _, second in pairs], items, tuple(moves([(first, second) for first, second in told], items))


def moved(document: Document, tallies: Mapping[str, Tally]) -> tuple[Moves, ...]:
    """How many changed, as a sealed vote still tells it; an item that is not there is not told.

    Raises:
        Unreadable: an item is unknown, or more people changed than answered twice.
    """
    found = mapping(document.get("moves", {}), "moves", '{"A": {"people": 8, "up": 1, "down": 0, "aside": 0}}')
    told = []
    for item, row in found.items():
        at = f'moves, "{item}"'
        if item not in tallies:
            raise Unreadable(f'{at}: not one of the items of "counts"')
        numbers = mapping(row, at, '{"people": 8, "up": 1, "down": 0, "aside": 0}')
        for name in numbers:
            if name not in _MOVES:
                raise Unreadable(f"{at}: {shown(name)} is not one of: {', '.join(_MOVES)}")
        one = Moves(item, *(natural(numbers.get(name, 0), f"{at}, {name}") for name in _MOVES))
        if one.moved > one.people:
            raise Unreadable(f"{at}: {one.moved} people changed, of {one.people} who answered twice")
        told.append(one)
    return tuple(told)
