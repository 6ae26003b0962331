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


class Place(msgspec.Struct, frozen=True):
    """Where the notebook uses one contribution. `title`: of its step; `places`: as printed, « § 5.1 »."""

    number: str
    author: str
    title: str
    places: tuple[str, ...]
    """Where its words are printed."""
    printed: bool
    """Whether its words are printed, in the annex at least; if not, it is counted only."""
    counted: tuple[str, ...] = ()
    """Where it is only counted, under its number or in a range of numbers."""
    text: str = ""
    """As the notebook prints it; empty if it does not."""


Numbering = Callable[[Material], Sequence[Numbered]]
"""What the notebook would call everything that was said, in its order."""


class LeadField(msgspec.Struct, frozen=True):
    """A field of a lead's card. `said`: what was given and may be printed, a line a card; empty: to be specified."""

    label: str
    said: tuple[str, ...]


class ShownLead(msgspec.Struct, frozen=True):
    """A lead as the notebook prints it.

    `code`, `rank` and `points`: empty where it received none; `horizons`: those it serves, by code; `numbers`: the
    contributions it comes from; `silent`: why its fields are not quoted, empty when they are.
    """

    code: str
    text: str
    rank: str
    points: str
    horizons: tuple[str, ...]
    fields: tuple[LeadField, ...]
    silent: str
    signature: str
    numbers: tuple[str, ...]


LeadsOf = Callable[[Material], Sequence[ShownLead]]
"""The leads of a session, in the notebook's order."""

Placing = Callable[[Material], Sequence[Place]]
"""Where the notebook uses everything that was said, in its order."""
