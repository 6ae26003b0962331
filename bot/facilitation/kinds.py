"""Kinds of actors among those who voted: the question that tells them, and their ballots without a name.

Read at the close, while ballots can still be put beside a profile; what is kept of it are kinds of enough people, never
a ballot. Not here: who is left out by a choice (`counting`, `engine.voting.portfolio`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.engine.ballots import ItemCode
from bot.engine.script import Choice, Question, Script, StepKind

Kinds = Sequence[tuple[str, Mapping[ItemCode, int | None]]]
"""A kind of actor and a ballot of one of them, for each that a person speaks as."""


def profile_question(script: Script) -> Question | None:
    """The question « at what title do you speak »: the first choice of a profile step."""
    for step, question in script.walk():
        if step.kind is StepKind.PROFILE and isinstance(question.accepts, Choice):
            return question
    return None


def numerous(ballots: Sequence[tuple[Sequence[str], Mapping[ItemCode, int | None]]], least: int) -> Kinds:
    """The ballots of the kinds of which at least `least` people named something.

    Of fewer, that nothing they named is kept would tell what each of them did not name.
    """
    pairs = [(kind, ballot) for kinds, ballot in ballots for kind in kinds if any(ballot.values())]
    people = Counter(kind for kind, _ in pairs)
    return [(kind, ballot) for kind, ballot in pairs if people[kind] >= least]
