"""Read a file of ballots: JSON if it begins like it, CSV otherwise. What it says is checked in `poll`.

Numbers stay exact (a weight of 0.1 is a tenth), a key written twice is refused, and so is what JSON lacks (NaN).
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from itertools import islice
from typing import Any, Final, NoReturn

from bot.tallying.forms import NO_OPINION
from bot.tallying.poll import Document
from bot.tallying.values import Unreadable

GRADES: Final = {
    "fr": ("À rejeter", "Insuffisant", "Passable", "Assez bien", "Bien", "Très bien", "Excellent"),
    "en": ("To be rejected", "Poor", "Passable", "Fairly good", "Good", "Very good", "Excellent"),
}
"""The scales of the shipped workshops, worst first: a CSV of these grades needs no option."""

_SCALARS: Final = frozenset({"null", "true", "false"})
"""JSON all by itself, and not the first line of a CSV."""
_HALVES: Final = re.compile(r"\\u[dD][89a-fA-F]")

_YES: Final = frozenset({"1", "x", "oui", "yes", "true", "vrai", "✓", "✔"})
_NO: Final = frozenset({"", "0", "non", "no", "false", "faux"})


@dataclass(frozen=True, slots=True)
class Told:
    """What the command line adds to a file that does not say it, as a CSV of ballots cannot. Empty: not said."""

    method: str = ""
    grades: tuple[str, ...] = ()
    missing: str = ""
    seats: int | None = None
    budget: int | None = None
    cap: int | None = None


def read(data: bytes, told: Told | None = None) -> tuple[Document, list[int]]:
    """The document, and for a CSV the line at which each of its ballots stands for the first time.

    Raises:
        Unreadable: it is neither JSON nor CSV in UTF-8, or contradicts what the command line says.
    """
    said = told or Told()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"not UTF-8 (byte {error.start}); save it as UTF-8") from None
    if "\0" in text:
        raise Unreadable(f"not a text (a zero byte at {text.index(chr(0))}); give JSON, or a CSV")
    if not text.strip():
        raise Unreadable("the file is empty; write a JSON object, or a CSV whose first line names the items")
    if text.lstrip()[0] in "{[" or text.strip() in _SCALARS or text.strip().isdecimal():
        return _with(_json(text), said), []
    return _csv(data, text.partition("\n")[0], said)


def _with(document: Document, told: Told) -> Document:
    found = dict(document)
    for field in fields(told):
        value = getattr(told, field.name)
        if value in ("", (), None):
            continue
        value = list(value) if isinstance(value, tuple) else value
        if found.setdefault(field.name, value) != value:
            raise Unreadable(f"the file says {field.name} {found[field.name]!r}, the command line {value!r}")
    return found


def _json(text: str) -> Document:
    words: dict[str, str] = {}

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise Unreadable(f'"{twice}" is written twice in one object')
        # One copy of each grade: of ten million equal words, all but a few would be waste.
        for key, value in pairs:
            if value.__class__ is str:
                found[key] = words.setdefault(value, value)
        return found

    def constant(name: str) -> NoReturn:
        raise Unreadable(f"{name} is not a number in JSON")

    try:
        found = json.loads(text, object_pairs_hook=unique, parse_float=_exact, parse_constant=constant)
    except json.JSONDecodeError as error:
        raise Unreadable(f"line {error.lineno}, column {error.colno}: not JSON ({error.msg})") from None
    except RecursionError:
        raise Unreadable("nested too deep to be a file of ballots") from None
    except ValueError as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("a number is too long to be read; write fewer digits") from None
    if _HALVES.search(text) and not _is_text(found):
        raise Unreadable('half a character, as "\\ud800" alone, is no text; write the whole character')
    if not isinstance(found, dict):
        raise Unreadable('the file must be one JSON object: {"method": …, "ballots": […]}')
    return found


def _is_text(found: object) -> bool:
    try:
        json.dumps(found, ensure_ascii=False, default=str).encode()
    except UnicodeEncodeError:
        return False
    return True


def _exact(written: str) -> Fraction:
    """0.1 is a tenth. The length is bounded before it is worked out: 1e999999999 would take all the memory there is."""
    _, _, exponent = written.lower().partition("e")
    if len(written) > 40 or abs(int(exponent or 0)) > 30:
        raise Unreadable(f"{written[:40]} is not a number one can count with")
    return Fraction(written)


def _csv(data: bytes, header: str, told: Told) -> tuple[Document, list[int]]:
    """A header that names the items, then a line a ballot."""
    if told.method == "second_round":
        raise Unreadable('a line of a CSV is one ballot; second_round needs JSON, with the "rounds" of each person')
    delimiter = max("\t;,", key=header.count)
    items, rows = _rows(data, delimiter)
    if told.method not in ("", "majority_judgement"):
        return _gathered(items, rows, told)
    # Graded ballots are counted a column at a time, so that a million different ones take no room.
    said: list[Counter[str]] = [Counter() for _ in items]
    voters = 0
    while batch := list(islice(rows, 10_000)):
        voters += len(batch)
        for column, cells in zip(said, zip(*(row for _, row in batch), strict=True), strict=True):
            column.update(cells)
    grades = told.grades or _guess(said)
    counts = {}
    for n, (item, column) in enumerate(zip(items, said, strict=True)):
        found = Counter[str]()
        for cell, number in column.items():
            grade = cell.strip()
            if grade and grade not in NO_OPINION and grade not in grades:
                line = next(line for line, row in _rows(data, delimiter)[1] if row[n] == cell)
                raise Unreadable(f'line {line}, "{item}": "{cell}" is not a grade. Grades: {", ".join(grades)}')
            found[grade] += number
        counts[item] = [found[grade] for grade in grades]
    document = {"method": "majority_judgement", "grades": list(grades), "counts": counts, "voters": voters}
    return _with(document, told), []


def _rows(data: bytes, delimiter: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """The items, and each line of ballots with its number, as it is read."""
    text = io.TextIOWrapper(io.BytesIO(data), "utf-8-sig", newline="")
    rows = csv.reader(text, delimiter=delimiter, strict=True)
    try:
        items = [name.strip() for name in next(rows)]
    except csv.Error as error:
        raise Unreadable(f"line {rows.line_num}: not CSV ({error})") from None
    if not items:
        raise Unreadable("line 1: the header names no item")
    for n, name in enumerate(items, 1):
        if not name:
            raise Unreadable(f"line 1: column {n} of the header names no item")
        if items.count(name) > 1:
            raise Unreadable(f'line 1: "{name}" heads two columns')

    def ballots() -> Iterator[tuple[int, list[str]]]:
        try:
            for row in rows:
                if len(row) == len(items):
                    yield rows.line_num, row
                elif row:
                    raise Unreadable(f"line {rows.line_num}: {len(row)} cells under {len(items)} items")
        except csv.Error as error:
            raise Unreadable(f"line {rows.line_num}: not CSV ({error})") from None

    return items, ballots()


def _gathered(items: list[str], rows: Iterable[tuple[int, list[str]]], told: Told) -> tuple[Document, list[int]]:
    """Equal lines as one ballot with a weight, and the line where it stands for the first time."""
    weights: dict[tuple[str, ...], int] = {}
    lines: list[int] = []
    for line, row in rows:
        same = tuple(row)
        if same not in weights:
            lines.append(line)
            weights[same] = 0
        weights[same] += 1
    ballots = [
        _ballot(told.method, items, [cell.strip() for cell in row], line)
        for row, line in zip(weights, lines, strict=True)
    ]
    return _with({"items": items, "ballots": ballots, "weights": list(weights.values())}, told), lines


def _guess(said: Iterable[Mapping[str, int]]) -> tuple[str, ...]:
    """The usual grades, when the cells are those: no other method's cells can be mistaken for them."""
    graded = {cell.strip() for column in said for cell in column} - {"", *NO_OPINION}
    for grades in GRADES.values():
        if graded <= frozenset(grades):
            return grades
    odd = min(graded - set(GRADES["fr"]))
    raise Unreadable(
        f'"{odd}" is not one of the usual grades ({", ".join(reversed(GRADES["fr"]))}); '
        "say which grades with --grades, or how to read the cells with --method"
    )


def _ballot(method: str, items: Iterable[str], cells: Iterable[str], line: int) -> Any:
    """One line in the form that the method's ballots have in JSON."""
    filled = dict(zip(items, cells, strict=True))
    match method:
        case "approval" | "equal_shares" | "sequential_pav":
            for item, cell in filled.items():
                if cell.lower() not in _YES | _NO:
                    raise Unreadable(f'line {line}, "{item}": "{cell}"; write 1 for accepted, 0 or nothing otherwise')
            return [item for item, cell in filled.items() if cell.lower() in _YES]
        case "points":
            return {item: _whole(cell, item, line) for item, cell in filled.items() if cell}
        case "schulze" | "ranked_pairs" | "borda":
            return _tiers({item: _whole(cell, item, line) for item, cell in filled.items() if cell})
        case _:
            return {item: cell for item, cell in filled.items() if cell}


def _whole(cell: str, item: str, line: int) -> int:
    try:
        # int() also reads « 1_000 » and other scripts' digits, which a spreadsheet does not write.
        if cell.isascii() and "_" not in cell:
            return int(cell)
    except ValueError:
        pass
    raise Unreadable(f'line {line}, "{item}": "{cell}" is not a whole number')


def _tiers(ranks: Mapping[str, int]) -> list[list[str]]:
    return [[item for item, rank in ranks.items() if rank == tier] for tier in sorted(set(ranks.values()))]
