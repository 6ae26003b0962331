"""Two versions of a text, line by line: what is in one only, with a little around it. Not here: how it is shown."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final

import msgspec

AROUND: Final = 3
MOST_LINES: Final = 5_000
"""Of both together: comparing takes time that grows with their product. What is longer is said to differ, no more."""


class Change(msgspec.Struct, frozen=True):
    """One line. `sign`: ` ` in both, `-` in the first only, `+` in the second only, `…` lines that are left out."""

    sign: str
    text: str = ""


def compared(first: str, second: str) -> tuple[Change, ...]:
    """What differs; nothing if they are the same. Takes a while for long ones."""
    return tuple(_compared(first.splitlines(), second.splitlines()))


def _compared(a: list[str], b: list[str]) -> Iterator[Change]:
    if a != b and len(a) + len(b) > MOST_LINES:
        yield Change("…")
        return
    end = 0
    for group in SequenceMatcher(None, a, b).get_grouped_opcodes(AROUND):
        if group[0][1] > end:
            yield Change("…")
        for what, a_from, a_to, b_from, b_to in group:
            if what == "equal":
                yield from (Change(" ", line) for line in a[a_from:a_to])
                continue
            yield from (Change("-", line) for line in a[a_from:a_to])
            yield from (Change("+", line) for line in b[b_from:b_to])
        end = group[-1][2]
    if 0 < end < len(a):
        yield Change("…")
