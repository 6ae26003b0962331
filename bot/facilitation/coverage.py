"""How much of what was said the notebook uses, and whose words it uses nowhere.

As a reader counts: a contribution is quoted where its words stand, and only counted where a sentence rests on its
number, alone or in a range. Pure. The notebook prints the numbers; the lists of people are for the team, who reads
their words again before the notebook is published. Not here: where each contribution is used (`numbering.Place`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.facilitation.numbering import Place


class Coverage(msgspec.Struct, frozen=True):
    """Of `contributions`, `quoted` have their words in a section, and `counted` more are there by their number only.

    `never`: for each of the `people` whom no section uses, the numbers of all they said, in the order of the notebook.
    `unquoted`: for each of the others whose words no section quotes though they may be printed, those numbers.
    `silent`: how many people have no word that may be printed.
    """

    contributions: int
    quoted: int
    counted: int
    people: int
    never: tuple[tuple[str, ...], ...]
    unquoted: tuple[tuple[str, ...], ...] = ()
    silent: int = 0

    @property
    def left(self) -> int:
        """How many contributions are in the annex only."""
        return self.contributions - self.quoted - self.counted


def coverage(places: Sequence[Place]) -> Coverage:
    """The coverage of a notebook, from where it uses each contribution."""
    said: dict[str, list[Place]] = {}
    for one in places:
        said.setdefault(one.author, []).append(one)
    never, unquoted, silent = [], [], 0
    for theirs in said.values():
        printed = tuple(one.number for one in theirs if one.printed)
        silent += not printed
        if not any(one.places or one.counted for one in theirs):
            never.append(tuple(one.number for one in theirs))
        elif printed and not any(one.places for one in theirs):
            unquoted.append(printed)
    return Coverage(
        len(places),
        sum(bool(one.places) for one in places),
        sum(bool(one.counted and not one.places) for one in places),
        len(said),
        tuple(never),
        tuple(unquoted),
        silent,
    )
