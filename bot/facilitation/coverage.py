"""How much of what was said the notebook uses, and whose words it uses nowhere.

Pure. The notebook prints the numbers; the list of people is for the team, who reads their words again before the
notebook is published. Not here: where each contribution is used (`numbering.Place`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.facilitation.numbering import Place


class Coverage(msgspec.Struct, frozen=True):
    """`cited` of `contributions` are used in a section, and `heard` of `people` at least once.

    `never`: for each of the others, the numbers of all they said, in the order of the notebook.
    """

    contributions: int
    cited: int
    people: int
    never: tuple[tuple[str, ...], ...]

    @property
    def heard(self) -> int:
        """How many people the notebook uses at least once."""
        return self.people - len(self.never)


def coverage(places: Sequence[Place]) -> Coverage:
    """The coverage of a notebook, from where it uses each contribution."""
    said: dict[str, list[Place]] = {}
    for one in places:
        said.setdefault(one.author, []).append(one)
    never = [theirs for theirs in said.values() if not any(one.places for one in theirs)]
    return Coverage(
        len(places),
        sum(bool(one.places) for one in places),
        len(said),
        tuple(tuple(one.number for one in theirs) for theirs in never),
    )
