"""Opinion groups in sentences: how many, what tells each from the others, what all share and all refuse, or why none.

Not here: finding them (`engine/voting/opinion`), drawing them (`pictures`).
"""

from __future__ import annotations

from typing import Final

from bot.engine.voting import NoGroups, OpinionGroup, Opinions, Stance
from bot.engine.voting.opinion import LEAST_PEOPLE, LEAST_STATEMENTS, SMALLEST_GROUP
from bot.notebook.blocks import Ref, Sentence
from bot.notebook.desk import Desk

LETTERS: Final = "ABCDE"
"""What groups are called, the largest first. No other name: a name would be an interpretation."""


def opinion_sentences(desk: Desk, found: Opinions | None, at: Ref) -> list[Sentence]:
    """What is said of the groups under a vote on statements; nothing when the vote is older than they are."""
    if found is None:
        return []
    w = desk.words
    if found.why_none is None:
        sizes = [w("opinion.size", letter=LETTERS[n], n=group.people) for n, group in enumerate(found.groups)]
        count = len(found.groups)
        said = [desk.say("opinion.groups", at, n=count, placed=found.placed, sizes=w.listed(sizes))]
        said += [_told(desk, LETTERS[n], group, at) for n, group in enumerate(found.groups)]
    else:
        said = [_none(desk, found, at)]
    for key, codes in (("opinion.consensus", found.consensus), ("opinion.refused", found.refused)):
        if codes:
            said.append(desk.say(key, at, n=len(codes), codes=w.listed(list(codes))))
    return said


def _told(desk: Desk, letter: str, group: OpinionGroup, at: Ref) -> Sentence:
    w = desk.words
    traits = [
        w(
            "opinion.agrees" if trait.stance is Stance.AGREE else "opinion.disagrees",
            code=code,
            share=w.share(trait.people, trait.seen),
        )
        for code, trait in group.traits
    ]
    if not traits:
        return desk.say("opinion.plain", at, people=group.people, letter=letter)
    return desk.say("opinion.traits", at, people=group.people, letter=letter, traits=" ; ".join(traits))


def _none(desk: Desk, found: Opinions, at: Ref) -> Sentence:
    match found.why_none:
        case NoGroups.FEW_STATEMENTS:
            return desk.say("opinion.few_statements", at, least=LEAST_STATEMENTS)
        case NoGroups.FEW_PEOPLE:
            return desk.say("opinion.few_people", at, n=found.placed, least=LEAST_PEOPLE, answers=LEAST_STATEMENTS)
        case _:
            return desk.say("opinion.alike", at, placed=found.placed, least=SMALLEST_GROUP)
