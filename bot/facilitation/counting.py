"""From the ballots of a closed vote to its result, in the terms of the engine."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.engine.ballots import Item, ItemCode, ItemCount, Standing, VoteResult
from bot.engine.script import GradedBallot, PointsBallot, Selection, Step
from bot.engine.voting.majority import rank, tally
from bot.errors import Defect


def count(
    step: Step, items: Sequence[Item], ballots: Sequence[Mapping[ItemCode, int | None]], *, electorate: int
) -> VoteResult:
    """The result of a vote, by the method of its step.

    `ballots`: per item, the index of a grade (worst = 0) or None (« sans avis »); or points; or 1 for support. Voters
    are those who said something on at least one item: an empty ballot expresses nothing and weighs on no quorum.
    """
    match step.ballot:
        case GradedBallot(grades=grades):
            return _graded(step, items, ballots, len(grades), electorate)
        case PointsBallot(cap=cap):
            return _summed(step, items, ballots, cap, electorate)
        case Selection():
            return _summed(step, items, ballots, 1, electorate)
        case None:  # pragma: no branch - the union is exhausted
            raise Defect(f"step {step.id} is no vote")


def _graded(
    step: Step, items: Sequence[Item], ballots: Sequence[Mapping[ItemCode, int | None]], grades: int, electorate: int
) -> VoteResult:
    voters = sum(1 for one in ballots if one)
    tallies = tally(ballots, [item.code for item in items], grades)
    ranked = rank(tallies, voters=voters)
    return VoteResult(
        step.id,
        voters,
        electorate,
        tuple(items),
        tuple(ItemCount(item.code, tallies[item.code].counts, tallies[item.code].no_opinion) for item in items),
        tuple(Standing(one.item, one.rank, one.grade, one.above, one.below) for one in ranked),
    )


def _summed(
    step: Step, items: Sequence[Item], ballots: Sequence[Mapping[ItemCode, int | None]], most: int, electorate: int
) -> VoteResult:
    """Points or support: the most first; equal sums share a rank."""
    voters = [one for one in ballots if one]
    counts = []
    for item in items:
        given = Counter(one.get(item.code) or 0 for one in voters)
        counts.append(ItemCount(item.code, tuple(given[points] for points in range(most + 1))))
    scores = {one.code: sum(points * people for points, people in enumerate(one.counts)) for one in counts}
    ordered = sorted(scores, key=lambda code: -scores[code])
    ranks = {score: place for place, score in reversed(list(enumerate((scores[code] for code in ordered), 1)))}
    standings = tuple(Standing(code, ranks[scores[code]], score=scores[code]) for code in ordered)
    return VoteResult(step.id, len(voters), electorate, tuple(items), tuple(counts), standings)
