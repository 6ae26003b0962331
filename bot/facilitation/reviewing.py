"""What somebody must look at before a notebook is marked « validé »: names, what is withheld, whose words are unused.

Pure, from what the notebook is compiled from. The command line and the console show the same review. Not here: looking
(`contributions`, `names_seen`), deciding (`withheld`), marking (`validating`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.engine.group import Group
from bot.engine.names import named
from bot.facilitation import names_seen, naming, withheld
from bot.facilitation.coverage import Coverage, coverage
from bot.facilitation.numbering import Numbered, Place
from bot.facilitation.records import Material
from bot.facilitation.team_texts import EDITED, TextName


class Flagged(msgspec.Struct, frozen=True):
    """A contribution that would be printed and may name somebody. `words`: those that look like a name."""

    contribution: str
    number: str
    signature: str
    text: str
    words: tuple[str, ...]


class Review(msgspec.Struct, frozen=True):
    """What is left to look at.

    `waiting`: the numbers of what is withheld and undecided; `unwritten`: the texts that the team has not begun.
    """

    flagged: tuple[Flagged, ...]
    waiting: tuple[str, ...]
    unwritten: tuple[TextName, ...]
    coverage: Coverage

    @property
    def clear(self) -> bool:
        """Whether a version may be marked as validated: an unwritten text or an unused word forbids nothing."""
        return not self.flagged and not self.waiting


def review(material: Material, group: Group, numbered: Sequence[Numbered], places: Sequence[Place]) -> Review:
    """The review of a session, as it would be compiled now."""
    known = naming.known(material.script, group, [speaker.alias for speaker in material.speakers])
    readable = names_seen.readable(material.script, material.contributions)
    unseen = {one.id: one for one in names_seen.unseen(readable, known, material.journal)}
    waiting = {one.id for one in withheld.waiting(material.contributions, material.journal)}
    begun = {text.name for text in material.texts if text.text.strip()}
    return Review(
        tuple(
            Flagged(one.contribution, one.number, one.signature, said.text, named(said.text, known))
            for one in numbered
            if (said := unseen.get(one.contribution)) is not None
        ),
        tuple(one.number for one in numbered if one.contribution in waiting),
        tuple(name for name in EDITED if name not in begun),
        coverage(places),
    )
