"""Check that every reference leads somewhere, and write under each contribution where the notebook uses it.

Both walk the finished notebook rather than trust the builders: a section added tomorrow is covered without a word here.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping

from bot.notebook.blocks import DanglingReference, Followup, Quote, Ref
from bot.notebook.context import (
    Annex,
    AnnexEntry,
    Citation,
    CountedWord,
    Horizon,
    Lead,
    LeaderLine,
    LeadLine,
    Notebook,
    Said,
    UnvotedIdea,
)
from bot.notebook.words import Words

SECTIONS: tuple[tuple[str, str], ...] = (
    ("essential", "1"),
    ("background", "2"),
    ("typology", "3"),
    ("keywords", "4"),
    ("shared", "5"),
    ("reading", "6"),
    ("posture", "7"),
    ("factors", "8"),
    ("horizons", "9"),
    ("debate", "10"),
    ("actions", "11"),
    ("commitments", "12"),
    ("germs", "13"),
    ("ethics", "14"),
    ("suites", "15"),
)


def walk(value: object) -> Iterator[object]:
    """Every dataclass inside a value, itself included, in the order of the fields."""
    left = [value]
    while left:
        found = left.pop()
        if isinstance(found, tuple | list):
            left.extend(reversed(found))
        elif isinstance(found, dict):
            left.extend(reversed(found.values()))
        elif (names := _fields(type(found))) is not None:  # type: ignore[arg-type]  # a class is hashable
            yield found
            left.extend(getattr(found, name) for name in reversed(names))


@functools.cache
def _fields(kind: type) -> tuple[str, ...] | None:
    """The names of a dataclass's fields; None of anything else. Kept: of 3,000 people there are two million values."""
    return tuple(field.name for field in dataclasses.fields(kind)) if dataclasses.is_dataclass(kind) else None


def with_citations(notebook: Notebook, words: Words) -> Notebook:
    """The notebook with « citée en § 5.1 · comptée en § 1 » under each contribution that a section uses."""
    uses: dict[str, dict[Citation, bool]] = {}
    for name, number in SECTIONS:
        value = getattr(notebook, name)
        parts = (
            [(rubric.number, rubric.anchor, rubric) for rubric in notebook.shared.rubrics]
            if name == "shared"
            else [(number, f"s{number}", value)]
        )
        for label, anchor, part in parts:
            place = Citation(words("ref.section", number=label), anchor)
            for contribution, quoted in _used(part):
                found = uses.setdefault(contribution, {})
                found[place] = found.get(place, False) or quoted
    return dataclasses.replace(notebook, annex=_filled(notebook.annex, uses))


def _used(part: object) -> Iterator[tuple[str, bool]]:
    """Each contribution that a part uses, and whether its words stand there: a range of numbers only counts."""
    for found in walk(part):
        match found:
            case Quote() | Followup():
                yield found.number, True
            case Said(text=text, number=number) if number:
                yield number, bool(text)
            case CountedWord() | UnvotedIdea():
                yield from ((number, True) for number in found.ref.numbers)
            case Horizon() | Lead():
                yield from ((number, True) for ref in found.sources for number in ref.numbers)
            case Ref():
                yield from ((number, False) for number in found.numbers)
            case _:
                pass


def _filled(annex: Annex, uses: Mapping[str, Mapping[Citation, bool]]) -> Annex:
    def placed(entry: AnnexEntry) -> AnnexEntry:
        # What is not printed at all is cited nowhere, whatever stands beside its number.
        found = uses.get(entry.number, {})
        cited = tuple(place for place, quoted in found.items() if quoted and entry.text)
        return dataclasses.replace(entry, cited=cited, counted=tuple(place for place in found if place not in cited))

    def fill(entries: tuple[AnnexEntry, ...]) -> tuple[AnnexEntry, ...]:
        return tuple(map(placed, entries))

    groups = tuple(dataclasses.replace(group, entries=fill(group.entries)) for group in annex.groups)
    return dataclasses.replace(
        annex, groups=groups, parked=fill(annex.parked), late=fill(annex.late), uncertain=fill(annex.uncertain),
        withheld=fill(annex.withheld), corrections=fill(annex.corrections),
    )  # fmt: skip


def check_references(notebook: Notebook) -> None:
    """Stop the compilation when something points nowhere.

    Raises:
        DanglingReference: names the reference.
    """
    pointers: list[tuple[str, str]] = []
    covering: list[Ref] = []
    places = {entry.anchor for entry in notebook.toc} | {f"sa-{n}" for n in range(1, 9)}
    numbers: set[str] = set()
    for found in walk(notebook):
        if isinstance(found, Ref) and found.numbers:
            covering.append(found)
        match found:
            case Ref() | Citation() | LeaderLine() | LeadLine() | Quote() | Followup():
                pointers.append((getattr(found, "label", "") or getattr(found, "number", ""), found.anchor))
            case Said():
                if found.anchor:
                    pointers.append((found.number, found.anchor))
            case AnnexEntry():
                numbers.add(found.number)
                places.add(found.anchor)
            case _:
                anchor = getattr(found, "anchor", "")
                if anchor:
                    places.add(anchor)
    for label, anchor in pointers:
        if anchor not in places:
            raise DanglingReference(f"{label or 'a reference'} points to {anchor!r}, which this notebook does not hold")
    for ref in covering:
        if not numbers.issuperset(ref.numbers):
            missing = sorted(set(ref.numbers) - numbers)
            raise DanglingReference(f"{ref.label} covers {', '.join(missing)}, which the annex does not list")
