"""What a group of people says more than the others, and what all groups say: the tests that Polis makes.

Counts are smoothed (one more of each answer), so that three people out of three are not a certainty. A z over `CERTAIN`
means that chance alone would do it less than once in ten.

Source: Small et al., « Polis: Scaling Deliberation by Mapping High Dimensional Opinion Spaces » (2021), and Polis' own
mathematics (compdemocracy/polis, math/src/polismath).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from bot.engine.voting.opinion_map import Answers
from bot.engine.voting.statements import Stance

CERTAIN = 1.2815515655446004
"""The value of a standard normal that one in ten exceeds."""


@dataclass(frozen=True, slots=True)
class Trait:
    """A statement that tells a group from the others: `people` of the `seen` who answered it there took that stance.

    `elsewhere` of `seen_elsewhere` did in the other groups. `strength` orders a group's traits: greater is clearer.
    """

    statement: int
    stance: Stance
    people: int
    seen: int
    elsewhere: int
    seen_elsewhere: int
    strength: float


def share(successes: int, trials: int) -> float:
    """The smoothed share."""
    return (successes + 1) / (trials + 2)


def one_share(successes: int, trials: int) -> float:
    """How far a share is from one half, in standard deviations."""
    return 2 * sqrt(trials + 1) * ((successes + 1) / (trials + 1) - 0.5)


def two_shares(successes: int, trials: int, other_successes: int, other_trials: int) -> float:
    """How far a share is from another, in standard deviations; 0 where everybody took that stance."""
    ours, theirs = (successes + 1) / (trials + 1), (other_successes + 1) / (other_trials + 1)
    pooled = (successes + other_successes + 2) / (trials + other_trials + 2)
    if pooled == 1:
        return 0.0
    return (ours - theirs) / sqrt(pooled * (1 - pooled) * (1 / (trials + 1) + 1 / (other_trials + 1)))


def traits(answers: Answers, labels: Sequence[int], group: int) -> list[Trait]:
    """What tells a group from the others, clearest first: said by more than half there, and more than elsewhere."""
    inside = [row for row, label in zip(answers, labels, strict=True) if label == group]
    outside = [row for row, label in zip(answers, labels, strict=True) if label != group]
    found = []
    for statement in range(len(answers[0])):
        for stance in (Stance.AGREE, Stance.DISAGREE):
            here, seen = _counted(inside, statement, stance)
            there, seen_there = _counted(outside, statement, stance)
            half, more = one_share(here, seen), two_shares(here, seen, there, seen_there)
            if half > CERTAIN and more > CERTAIN:
                ratio = share(here, seen) / share(there, seen_there)
                strength = ratio * more * share(here, seen) * half
                found.append(Trait(statement, stance, here, seen, there, seen_there, strength))
    return sorted(found, key=lambda trait: (-trait.strength, trait.statement))


def shared(answers: Answers, labels: Sequence[int], stance: Stance) -> list[int]:
    """The statements on which every group takes that stance by more than half, and all together clearly so."""
    groups = [[row for row, label in zip(answers, labels, strict=True) if label == one] for one in sorted(set(labels))]
    found = []
    for statement in range(len(answers[0])):
        here, seen = _counted(answers, statement, stance)
        within = [_counted(group, statement, stance) for group in groups]
        if one_share(here, seen) > CERTAIN and all(2 * some > of for some, of in within):
            found.append(statement)
    return found


def _counted(rows: Answers, statement: int, stance: Stance) -> tuple[int, int]:
    given = [row[statement] for row in rows if row[statement] is not None]
    return given.count(stance), len(given)
