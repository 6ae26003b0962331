"""From the ballots of a closed vote to its result, in the terms of the engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.ballots import Item, ItemCode, ItemCount, Standing, VoteResult
from bot.engine.script import Step
from bot.engine.voting.majority import rank, tally
from bot.errors import Defect


def count(
    step: Step, items: Sequence[Item], ballots: Sequence[Mapping[ItemCode, int | None]], *, electorate: int
) -> VoteResult:
    """The result of a vote by majority judgement.

    `ballots`: the index of a grade (worst = 0) or None (« sans avis ») per item graded. Voters are those who said
    something on at least one item: an empty ballot expresses nothing and weighs on no quorum.
    """
    ballot = step.ballot
    if ballot is None:
        raise Defect(f"step {step.id} is no vote")
    voters = sum(1 for one in ballots if one)
    tallies = tally(ballots, [item.code for item in items], len(ballot.grades))
    ranked = rank(tallies, voters=voters)
    return VoteResult(
        step.id,
        voters,
        electorate,
        tuple(items),
        tuple(ItemCount(item.code, tallies[item.code].counts, tallies[item.code].no_opinion) for item in items),
        tuple(Standing(one.item, one.rank, one.grade, one.above, one.below) for one in ranked),
    )
