"""From the ballots of a closed vote to its result, in the terms of the engine.

Here: which method counts which ballot. Not here: the counting (`engine.voting`), what a ballot holds (`balloting`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from bot.engine.balloting import ranking
from bot.engine.ballots import Item, ItemCode, ItemCount, ItemMoves, Kept, Portfolios, Standing, VoteResult
from bot.engine.script import (
    ApprovalBallot,
    GradedBallot,
    PointsBallot,
    RankingBallot,
    RankingMethod,
    Selection,
    StatementsBallot,
    Step,
)
from bot.engine.voting.borda import borda
from bot.engine.voting.majority import rank, tally
from bot.engine.voting.opinion import opinions
from bot.engine.voting.pairwise import pairwise
from bot.engine.voting.portfolio import equal_shares, sequential_pav, unrepresented
from bot.engine.voting.ranked_pairs import ranked_pairs
from bot.engine.voting.schulze import schulze
from bot.engine.voting.second_round import moves
from bot.engine.voting.statements import Stance, statements
from bot.engine.voting.terms import places
from bot.errors import Defect
from bot.facilitation.kinds import Kinds

Given = Sequence[Mapping[ItemCode, int | None]]

KEPT: Final = 3
"""Items in a portfolio: as many as page one of the notebook shows."""

_STANCES: Final[Mapping[int | None, Stance]] = {0: Stance.DISAGREE, 1: Stance.AGREE, None: Stance.PASS}


Rounds = Sequence[tuple[Mapping[ItemCode, int | None], Mapping[ItemCode, int | None]]]
"""Of each person who voted in both rounds, what they gave in the first and in the second."""


def count(
    step: Step, items: Sequence[Item], ballots: Given, *, electorate: int, rounds: Rounds = (), kinds: Kinds = ()
) -> VoteResult:
    """The result of a vote, by the method of its step; of a second round, with how many changed since the one before.

    `kinds`: ballots beside the kinds of actors that cast them, where there is a choice to say whom it leaves out of.

    `ballots`: what each person said, as `balloting.Marks`. Voters are those who said something on at least one item: an
    empty ballot expresses nothing and weighs on no quorum. Of an approval vote it does: it accepts nothing.
    """
    match step.ballot:
        case GradedBallot(grades=grades):
            result = _graded(step, items, ballots, len(grades), electorate)
            return replace(result, moves=_moves(items, rounds)) if rounds else result
        case StatementsBallot():
            return _statements(step, items, ballots, electorate)
        case PointsBallot(cap=cap):
            return _summed(step, items, _expressed(ballots), cap, electorate, kinds)
        case Selection():
            return _summed(step, items, _expressed(ballots), 1, electorate, kinds)
        case ApprovalBallot():
            return _summed(step, items, ballots, 1, electorate, kinds)
        case RankingBallot(method=method):
            return _ranked(step, items, _expressed(ballots), method, electorate)
        case None:  # pragma: no branch - the union is exhausted
            raise Defect(f"step {step.id} is no vote")


def _expressed(ballots: Given) -> Given:
    return [one for one in ballots if one]


def _graded(step: Step, items: Sequence[Item], ballots: Given, grades: int, electorate: int) -> VoteResult:
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


def _moves(items: Sequence[Item], rounds: Rounds) -> tuple[ItemMoves, ...]:
    found = moves(rounds, [item.code for item in items])
    return tuple(ItemMoves(one.item, one.people, one.up, one.down, one.aside) for one in found)


def _statements(step: Step, items: Sequence[Item], ballots: Given, electorate: int) -> VoteResult:
    """Those most people agree with first, of those who took a side; equal shares share a rank. No side, no rank."""
    stances = [{code: _STANCES[mark] for code, mark in one.items()} for one in ballots]
    found = {one.item: one for one in statements(stances, [item.code for item in items])}
    ranks = places({code: one.agreement for code, one in found.items() if one.agree or one.disagree})
    ordered = [*ranks, *(code for code in found if code not in ranks)]
    ups = {code: int(one.agree) for code, one in found.items()}
    downs = {code: int(one.disagree) for code, one in found.items()}
    return VoteResult(
        step.id,
        len(_expressed(ballots)),
        electorate,
        tuple(items),
        tuple(ItemCount(code, (downs[code], ups[code]), int(one.passed)) for code, one in found.items()),
        tuple(Standing(code, ranks.get(code), above=ups[code], below=downs[code], score=ups[code]) for code in ordered),
        # Here, since a sealed ballot no longer says which answers were one person's.
        opinions=opinions(stances, [item.code for item in items]),
    )


def _ranked(step: Step, items: Sequence[Item], ballots: Given, method: RankingMethod, electorate: int) -> VoteResult:
    """The order that duels give, and Borda's sums beside."""
    codes = [item.code for item in items]
    tiers = [[[code] for code in ranking(one)] for one in ballots]
    duels = pairwise(tiers, codes)
    order = schulze(duels) if method is RankingMethod.SCHULZE else ranked_pairs(duels)
    sums = {one.item: one.score or 0 for one in borda(tiers, codes)}
    won = {one: sum(duels.beats(one, other) for other in codes) for one in codes}
    lost = {one: sum(duels.beats(other, one) for other in codes) for one in codes}
    counts = []
    for code in codes:
        placed = Counter(one.get(code) for one in ballots)
        counts.append(ItemCount(code, tuple(placed[n] for n in range(1, len(codes) + 1)), placed[None]))
    return VoteResult(
        step.id,
        len(ballots),
        electorate,
        tuple(items),
        tuple(counts),
        tuple(
            Standing(one.item, one.rank, above=won[one.item], below=lost[one.item], score=int(2 * sums[one.item]))
            for one in order
        ),
        tuple(tuple(int(duels.above[one][other]) if one != other else 0 for other in codes) for one in codes),
    )


def _summed(step: Step, items: Sequence[Item], ballots: Given, most: int, electorate: int, kinds: Kinds) -> VoteResult:
    """Points, approval or support: the most first; equal sums share a rank."""
    counts = []
    for item in items:
        given = Counter(one.get(item.code) or 0 for one in ballots)
        counts.append(ItemCount(item.code, tuple(given[points] for points in range(most + 1))))
    scores = {one.code: sum(points * people for points, people in enumerate(one.counts)) for one in counts}
    standings = tuple(Standing(code, rank, score=scores[code]) for code, rank in places(scores).items())
    portfolios = None if isinstance(step.ballot, Selection) else _portfolios(scores, ballots, kinds)
    return VoteResult(step.id, len(ballots), electorate, tuple(items), tuple(counts), standings, portfolios=portfolios)


def _portfolios(scores: Mapping[ItemCode, int], ballots: Given, kinds: Kinds) -> Portfolios | None:
    """What to keep of more items than are kept; to give points is to name. Counted here: sums no longer tell it."""
    codes = list(scores)
    named = [_named(one) for one in ballots]
    if len(codes) <= KEPT or not any(named):
        return None
    by_kind = [(kind, _named(one)) for kind, one in kinds]

    def kept(chosen: tuple[ItemCode, ...], tied: tuple[ItemCode, ...], open_seats: int) -> Kept:
        return Kept(chosen, tied, open_seats, tuple(unrepresented(by_kind, {*chosen, *tied})))

    shares, sequential = (method(named, codes, KEPT) for method in (equal_shares, sequential_pav))
    return Portfolios(
        KEPT,
        kept(shares.chosen, shares.tied, shares.open_seats),
        kept(sequential.chosen, sequential.tied, sequential.open_seats),
        kept(*_by_total(scores)),
        len({kind for kind, _ in kinds}),
    )


def _named(ballot: Mapping[ItemCode, int | None]) -> list[ItemCode]:
    return [code for code, mark in ballot.items() if mark]


def _by_total(scores: Mapping[ItemCode, int]) -> tuple[tuple[ItemCode, ...], tuple[ItemCode, ...], int]:
    """What is surely among the first, what is tied for the last places, and how many these are."""
    given = {code: score for code, score in scores.items() if score}
    sure = [code for code, score in given.items() if sum(other >= score for other in given.values()) <= KEPT]
    first = [code for code, score in given.items() if sum(other > score for other in given.values()) < KEPT]
    tied = tuple(code for code in first if code not in sure)
    return tuple(sure), tied, KEPT - len(sure) if tied else 0
