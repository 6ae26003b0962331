"""What the notebook would call everything that was said: a port that the notebook fills, for pages that cite it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from bot.facilitation.records import Material


class Numbered(msgspec.Struct, frozen=True):
    """A contribution as the notebook numbers it. `text` is empty where it is not printed; `title`: of its step."""

    number: str
    contribution: str
    author: str
    title: str
    key: str
    text: str
    signature: str


Numbering = Callable[[Material], Sequence[Numbered]]
"""What the notebook would call everything that was said, in its order."""
