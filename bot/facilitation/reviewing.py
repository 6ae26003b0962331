"""What somebody must look at before a notebook is marked « validé »: names, what is withheld, whose words are unused.

Pure, from what the notebook is compiled from. The command line and the console show the same review; the list of
sessions and the chat count what is left by the same rule. Not here: looking (`contributions`, `names_seen`), deciding
(`withheld`), marking (`validating`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import msgspec

from bot.engine.group import Group
from bot.engine.names import named
from bot.engine.script import Script
from bot.facilitation import names_seen, naming, withheld
from bot.facilitation.coverage import Coverage, coverage
from bot.facilitation.numbering import Numbered, Place
from bot.facilitation.records import Contribution, JournalEntry, Material
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


class Left(msgspec.Struct, frozen=True):
    """What keeps a version from being validated, by time: a name nobody has looked at, a decision nobody has made.

    `known`: the words of the session that name nobody.
    """

    known: frozenset[str]
    unseen: tuple[Contribution, ...]
    waiting: tuple[Contribution, ...]


def left(
    script: Script,
    group: Group,
    aliases: Iterable[str],
    contributions: Collection[Contribution],
    journal: Collection[JournalEntry],
) -> Left:
    """What is left to look at in these contributions, given what the journal says was looked at."""
    known = naming.known(script, group, aliases)
    readable = names_seen.readable(script, contributions)
    return Left(
        known, tuple(names_seen.unseen(readable, known, journal)), tuple(withheld.waiting(contributions, journal))
    )


def review(material: Material, group: Group, numbered: Sequence[Numbered], places: Sequence[Place]) -> Review:
    """The review of a session, as it would be compiled now."""
    aliases = [speaker.alias for speaker in material.speakers]
    there = left(material.script, group, aliases, material.contributions, material.journal)
    unseen = {one.id: one for one in there.unseen}
    waiting = {one.id for one in there.waiting}
    begun = {text.name for text in material.texts if text.text.strip()}
    return Review(
        tuple(
            Flagged(one.contribution, one.number, one.signature, said.text, named(said.text, there.known))
            for one in numbered
            if (said := unseen.get(one.contribution)) is not None
        ),
        tuple(one.number for one in numbered if one.contribution in waiting),
        tuple(name for name in EDITED if name not in begun),
        coverage(places),
    )
