"""What came out of votes, as pages show it: only of votes that are counted, which is to say closed.

Here: results as rows to read. Not here: counting (`engine.voting`), the drawn profile (`notebook.charts`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from bot.engine.ballots import Item, ItemCount, Standing, VoteResult
from bot.engine.group import Group
from bot.engine.script import GradedBallot, Script, Step


class Row(msgspec.Struct, frozen=True):
    """One item. `rank` 0: too few graded it; `grade` empty: no grade (points, support). `counts`: best grade first."""

    code: str
    text: str
    origin: str
    rank: int
    tied: bool
    grade: str
    score: int
    counts: tuple[tuple[str, int], ...]
    no_opinion: int
    most: int


class Outcome(msgspec.Struct, frozen=True):
    """One closed vote, best first."""

    title: str
    graded: bool
    voters: int
    electorate: int
    rows: tuple[Row, ...]


def outcomes(script: Script, group: Group) -> tuple[Outcome, ...]:
    """Those of the session's votes that are counted, in the order of the workshop."""
    return tuple(_outcome(step, group.results[step.id]) for step in script.steps if step.id in group.results)


def _outcome(step: Step, result: VoteResult) -> Outcome:
    ballot = step.ballot
    grades = [grade.label for grade in ballot.grades] if isinstance(ballot, GradedBallot) else []
    items = {item.code: item for item in result.items}
    counts = {count.code: count for count in result.counts}
    ranks = [standing.rank for standing in result.standings]
    rows = [
        _row(items[one.code], counts[one.code], one, grades, tied=one.rank is not None and ranks.count(one.rank) > 1)
        for one in result.standings
    ]
    rows.sort(key=lambda row: (row.rank == 0, row.rank))
    return Outcome(step.title, bool(grades), result.voters, result.electorate, tuple(rows))


def _row(item: Item, count: ItemCount, standing: Standing, grades: Sequence[str], *, tied: bool) -> Row:
    given = tuple(reversed(list(zip(grades, count.counts, strict=True)))) if grades else ()
    return Row(
        item.code,
        item.text,
        item.origin.value,
        standing.rank or 0,
        tied,
        grades[standing.grade] if grades and standing.grade is not None else "",
        standing.score,
        given,
        count.no_opinion,
        max((number for _, number in given), default=0),
    )
