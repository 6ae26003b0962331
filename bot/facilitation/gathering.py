"""What is gathered when a gate opens: the ideas still standing, and the words that a later step lets others read.

Pure, over the records as they are stored. Not here: which steps show what (`engine.lists`), where the records come from
(`conduct` asks the store, a rehearsal remembers them).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from bot.engine.effects import Standing
from bot.engine.lists import side_key
from bot.engine.matter import Matter, Needed, Utterance
from bot.engine.script import YES, Key, Script
from bot.facilitation.quoting import QUOTATION
from bot.facilitation.records import Contribution, Idea

REUSE: Final = "consentement.reemploi"
"""The question that asks whether one's words may be read in another session; no answer means no."""


def matter(
    script: Script,
    needed: Needed,
    ideas: Mapping[str, Iterable[Idea]],
    contributions: Mapping[Key, Iterable[Contribution]],
) -> Matter:
    """What a stretch needs. `ideas`: of each pool, oldest first; `contributions`: of the session read at each key."""
    standing = {
        pool: tuple(Utterance(one.id, one.text, one.participant) for one in of_it if not one.withdrawn)
        for pool, of_it in ideas.items()
    }
    said = {
        key: words_at(of_it, key, side_key(script, key), only_reusable=key in needed.sessions)
        for key, of_it in contributions.items()
    }
    sides = {side: of_it for key, of_it in contributions.items() if (side := side_key(script, key))}
    positions = {side: _positions(of_it, side) for side, of_it in sides.items()}
    return Matter(standing, said, _profiles(contributions.get(needed.profile, ()), needed.profile), positions)


def _positions(contributions: Iterable[Contribution], key: Key) -> dict[str, int]:
    """How many people stand where: of each the answer that counts."""
    return dict(Counter(_profiles(contributions, key).values()))


def _profiles(contributions: Iterable[Contribution], key: Key) -> dict[str, str]:
    """Who is there as what, or stands where: participant → code."""
    standing = (one for one in contributions if one.key == key and not one.superseded and one.codes)
    return {one.participant: one.codes[0] for one in standing if one.standing is Standing.KEPT}


def words_at(
    contributions: Iterable[Contribution], key: Key, side: Key = "", *, only_reusable: bool = False
) -> tuple[Utterance, ...]:
    """What stands at `key`, oldest first: neither withheld, parked, late nor superseded, and each text once a person.

    `side`: the question whose answer goes along with it. `only_reusable`: for another session, of those who agreed to
    that, and did not say that they are not to be quoted, or to be asked first.
    """
    standing = [one for one in contributions if not one.superseded and one.standing is Standing.KEPT and one.text]
    answers = {(one.participant, one.key): one.codes for one in standing}
    agreed = agreed_to_be_read(standing)
    # An option (« Je n'en connais pas ») is an answer, and nothing to read.
    said = [one for one in standing if one.key == key and not one.codes]
    return tuple(
        Utterance(
            one.id, one.text, one.participant, next(iter(answers.get((one.participant, side), ())), ""), one.about
        )
        for one in said
        if one.participant in agreed or not only_reusable
    )


def agreed_to_be_read(contributions: Iterable[Contribution]) -> set[str]:
    """Who agreed to be read in another session, and did not say that they are not to be quoted, or asked first."""
    standing = [one for one in contributions if not one.superseded and one.standing is Standing.KEPT and one.text]
    agreed = {one.participant for one in standing if one.key == REUSE and YES in one.codes}
    return agreed - {one.participant for one in standing if one.key == QUOTATION and YES not in one.codes}
