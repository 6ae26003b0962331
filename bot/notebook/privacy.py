"""What must not be printed: contact details inside a text, and small groups that figures would single out.

Pure. Whether a text is printed at all is `corpus`'s part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

CUT = "[…]"

_MAIL = re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+")
# French numbers, with or without the international prefix, and anything written as an international number.
_PHONE = re.compile(r"(?<![\w+])(?:(?:\+|00)\d{1,3}[\s.\-]?(?:\(0\)\s?)?|0)[1-9](?:[\s.\-]?\d{2}){4}(?!\d)")
_PHONE_ABROAD = re.compile(r"(?<!\w)\+\d(?:[\s.\-]?\d){7,13}(?!\d)")

_YEAR = re.compile(r"\b(?:1[89]|20|21)\d\d\b")
_DAY = re.compile(
    r"\b\d{1,2}(?:er|st|nd|rd|th)?\s+(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|"
    r"décembre|january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_FULL_DATE = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})\b")
# « une vingtaine », « soixante personnes », “dozens”. Up to sixteen they are left out: « un » and “one” mostly count
# nothing, and « neuf » is new as often as nine.
_SPELLED = re.compile(
    r"\b(?:(?:diz|douz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?|milliers?|millions?|milliards?|"
    r"vingt|trente|quarante|cinquante|soixante|cent|cents|mille|pour\s?cent|"
    r"dozens?|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|billions?|per\s?cent)\b",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}\s?[h:]\s?\d{0,2}\b")


def cut_contacts(text: str) -> tuple[str, bool]:
    """The text with telephone numbers and e-mail addresses replaced by `[…]`, and whether there were any."""
    cut = text
    for pattern in (_MAIL, _PHONE, _PHONE_ABROAD):
        cut = pattern.sub(CUT, cut)
    return cut, cut != text


def cites_figure(text: str) -> bool:
    """Whether the text holds a number, in digits or words, other than a date, a year or a time of day."""
    if not any(map(str.isdigit, text)):
        return _SPELLED.search(text) is not None
    bare = text
    for pattern in (_FULL_DATE, _YEAR, _DAY, _CLOCK):
        bare = pattern.sub("", bare)
    return any(map(str.isdigit, bare)) or _SPELLED.search(bare) is not None


def shorten(text: str, limit: int) -> str:
    """The beginning of a text longer than `limit` characters, cut between words, the cut marked `[…]`."""
    if len(text) <= limit:
        return text
    kept = text[:limit].rsplit(maxsplit=1)[0] if any(c.isspace() for c in text[:limit]) else text[:limit]
    return f"{kept} {CUT}"


@dataclass(frozen=True, slots=True)
class Masked:
    """Counts that may be printed.

    `shown` are the labels with their count, in the order given; `grouped` the labels gathered in one row, which counts
    `together`; `absent` those that nobody chose.
    """

    shown: tuple[tuple[str, int], ...]
    grouped: tuple[str, ...]
    together: int
    absent: tuple[str, ...]


def mask(counts: Sequence[tuple[str, int]], small: int) -> Masked:
    """Gather the labels chosen by fewer than `small` people, and as many others as it takes to keep them unknown.

    A single masked row is found by subtraction, and so are rows whose sum leaves one possibility (all ones, or all at
    the most a masked row can hold): the smallest row shown then joins them, until none is left to join.
    """
    present = [(label, count) for label, count in counts if count]
    few = [pair for pair in present if pair[1] < small]
    rest = [pair for pair in present if pair[1] >= small]
    joined = 0
    while few and rest and _guessable(few, small, joined):
        smallest = min(rest, key=lambda pair: (pair[1], counts.index(pair)))
        rest.remove(smallest)
        few.append(smallest)
        joined += 1
    kept = {label for label, _ in few}
    return Masked(
        tuple(pair for pair in present if pair[0] not in kept),
        tuple(label for label, _ in present if label in kept),
        sum(count for _, count in few),
        tuple(label for label, count in counts if not count),
    )


def _guessable(group: Sequence[tuple[str, int]], small: int, joined: int) -> bool:
    together = sum(count for _, count in group)
    if len(group) < 2 or together < small:
        return True
    return not joined and together in {len(group), len(group) * (small - 1)}
