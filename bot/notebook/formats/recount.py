"""The ballots of closed votes, as `horizons tally` reads them: a recount by anybody gives the printed result.

Counts only, and only of votes that enough people took part in to be printed: a ballot that tells two answers of one
person exists nowhere once a vote is closed. Answers are therefore given item by item, with how many people gave them.
Rankings leave no such file: what is kept of them are the duels, which are rows of the data. Not here: counting.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
        vote: made | {"notice": desk.material.session.notice}
        for vote, form, result in _closed(desk)
        if (made := _ballots(form, result)) is not None
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


def _ballots(form: _Form, result: VoteResult) -> Ballots | None:
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
            return {"method": "approval"} | _weighed(result, [([p.code], p.score) for p in result.standings])
        case StatementsBallot():
            return {"method": "statements"} | _weighed(
                result,
                [
                    ({count.code: stance}, people)
                    for count in result.counts
                    for stance, people in zip(
                        ("disagree", "agree", "pass"), (*count.counts, count.no_opinion), strict=True
                    )
                ],
            )
        case PointsBallot():
            shares = [
                ({count.code: points}, people)
                for count in result.counts
                for points, people in enumerate(count.counts)
                if points
            ]
            return {"method": "points", "budget": form.budget, "cap": form.cap} | _weighed(result, shares)
        case RankingBallot():
            return None


def _weighed(result: VoteResult, answers: Sequence[tuple[object, int]]) -> Ballots:
    """Answers with the people who gave them, one a ballot; those that nobody gave are left out."""
    given = [(answer, people) for answer, people in answers if people]
    return {
        "items": [item.code for item in result.items],
        "ballots": [answer for answer, _ in given],
        "weights": [people for _, people in given],
    }


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
