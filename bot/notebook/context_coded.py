"""The part of the context that is the team's reading: what it filed under the themes and blocks of its grid.

A documented contract, as `context`, which holds the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.notebook.blocks import Picture, Quote, Sentence


@dataclass(frozen=True, slots=True)
class CodedGroup:
    """What the team filed under one theme or one block of its reading grid."""

    title: Annotated[str, "The theme or block, as the grid calls it."]
    summary: Annotated[tuple[Sentence, ...], "People, profiles, and the rubrics it was filed under."]
    quotes: Annotated[tuple[Quote, ...], "At most two, from different profiles where there are."]
    different_note: Annotated[Sentence | None, "How many people say something else on it; None if nobody was found to."]
    different: Annotated[tuple[Quote, ...], "Their words, all of them."]


@dataclass(frozen=True, slots=True)
class TeamReading:
    """How the team read contributions, one by one: its reading, not a count by a program."""

    title: Annotated[str, "« Par thème : lecture de l'équipe »."]
    note: Annotated[str, "That people of the team filed them, how many were read, and the fingerprint of the grid."]
    groups: Annotated[tuple[CodedGroup, ...], "In the order of the grid; those that hold something."]
    people: Annotated[Picture, "How many people are filed under each; a count under the threshold is not shown."]
