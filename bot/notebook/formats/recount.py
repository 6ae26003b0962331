"""The ballots of closed votes, as `horizons tally` reads them: a recount by anybody gives the printed result.

Counts only, and only of votes that enough people took part in to be printed: a ballot that tells two answers of one
person exists nowhere once a vote is closed. Answers are therefore given item by item, with how many people gave them;
of rankings, the duels, which is what they are counted from. Not here: counting.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.engine.ballots import Item, ItemCount, VoteResult
from bot.engine.script import ApprovalBallot, GradedBallot, HorizonBallot, PointsBallot, RankingBallot, StatementsBallot
from bot.notebook.ballots import points_of, published, votes_of
from bot.notebook.desk import Desk
from bot.notebook.formats.tables import Row

Ballots = dict[str, object]
_Form = HorizonBallot | PointsBallot


def ballots(desk: Desk) -> dict[str, Ballots]:
    """What `horizons tally` is to be given, by vote."""
    return {
        vote: _ballots(form, result) | {"notice": desk.material.session.notice} for vote, form, result in _closed(desk)
    }


def counted(desk: Desk) -> Iterator[Row]:
    """The same as rows: vote, item, what was given, people; of rankings, each duel won."""
    for vote, form, result in _closed(desk):
        if isinstance(form, RankingBallot):
            yield from _duels(vote, result)
            continue
        for count in result.counts:
            labels = _labels(form, count)
            yield from ((vote, count.code, label, people) for label, people in zip(labels, count.counts, strict=True))
            if isinstance(form, GradedBallot | StatementsBallot):
                yield vote, count.code, form.no_opinion.label, count.no_opinion


def _closed(desk: Desk) -> Iterator[tuple[str, _Form, VoteResult]]:
    forms: list[tuple[str, _Form, VoteResult | None]] = [
        *((step.id, form, published(desk, step)) for step, _, form in votes_of(desk)),
        *((step.id, form, published(desk, step)) for step, _, form in points_of(desk)),
    ]
    yield from ((vote, form, result) for vote, form, result in forms if result is not None)


def _ballots(form: _Form, result: VoteResult) -> Ballots:
    match form:
        case GradedBallot():
            return {
                "method": "majority_judgement",
                "grades": [grade.label for grade in form.grades],
                "counts": {count.code: list(count.counts) for count in result.counts},
                "missing": "leave_out",
                "voters": result.voters,
            }
        case ApprovalBallot():
            # `score`: the people who approve.
            counts: dict[str, object] = {place.code: place.score for place in result.standings}
            return {"method": "approval", "counts": counts, "voters": result.voters}
        case StatementsBallot():
            counts = {
                one.code: {"disagree": one.counts[0], "pass": one.no_opinion, "agree": one.counts[1]}
                for one in result.counts
            }
            return {"method": "statements", "counts": counts, "voters": result.voters}
        case PointsBallot():
            counts = {one.code: list(one.counts) for one in result.counts}
            return {
                "method": "points",
                "budget": form.budget,
                "cap": form.cap,
                "counts": counts,
                "voters": result.voters,
            }
        case RankingBallot(method=method):
            codes = [item.code for item in result.items]
            duels = {
                one: {other: people for other, people in zip(codes, row, strict=True) if other != one}
                for one, row in zip(codes, result.duels, strict=True)
            }
            return {"method": method.value, "duels": duels, "voters": result.voters}


def _duels(vote: str, result: VoteResult) -> Iterator[Row]:
    items: tuple[Item, ...] = result.items
    for one, row in zip(items, result.duels, strict=True):
        for other, people in zip(items, row, strict=True):
            if one.code != other.code:
                yield vote, one.code, f"> {other.code}", people


def _labels(form: _Form, count: ItemCount) -> list[str]:
    match form:
        case GradedBallot() | StatementsBallot():
            return [grade.label for grade in form.grades]
        case _:
            return [str(n) for n in range(len(count.counts))]
