"""The pictures of votes that give no grade, from results to charts: people, duels, agreement, opinions, points.

And what a portfolio would keep, and rounds of objections.

Each has its text alternative, and the table of its section says the same figures. Not here: the drawing (`charts`),
merit profiles (`horizons`), what may be printed of a vote (`ballots`).
"""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.engine.ballots import NOTHING, Item, ItemCount, Kept, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.script import ApprovalBallot, RankingBallot, StatementsBallot
from bot.engine.voting import ConsentCount, Opinions
from bot.notebook.ballots import in_order, item_text, rank_of, tied
from bot.notebook.blocks import Chart
from bot.notebook.charts import (
    MOST_DUELS,
    AgreementRow,
    AgreementWords,
    DuelRow,
    DuelWords,
    MapGroup,
    MapWords,
    PortfolioRow,
    PortfolioWords,
    SumRow,
    SumWords,
    agreement_bars,
    duel_matrix,
    opinion_map,
    portfolio_grid,
    sum_bars,
)
from bot.notebook.desk import Desk
from bot.notebook.opinions import LETTERS

Line = tuple[Item, ItemCount, Place]
A_CHART = 6
"""Items on one drawing, so that none is cut by the foot of a page."""


def pictures(
    desk: Desk,
    ballot: ApprovalBallot | RankingBallot | StatementsBallot,
    result: VoteResult,
    only: Container[str] | None = None,
) -> tuple[Chart, ...]:
    """What § 9 shows of such a vote, of those items only if some are named; duels are shown whole."""
    lines = lines_of(result, None if isinstance(ballot, RankingBallot) else only)
    match ballot:
        case ApprovalBallot():
            bars = [_people(desk, part, result) for part in _parts(lines)]
            return (*bars, *(_portfolio(desk, result) if only is None else ()))
        case RankingBallot():
            return _duels(desk, lines, result)
        case StatementsBallot():  # pragma: no branch - the union is exhausted
            told = [_agreement(desk, ballot, part, tied(result)) for part in _parts(lines)]
            return (*told, *_map(desk, result.opinions))


def points_pictures(
    desk: Desk, result: VoteResult, people: dict[str, int | None], only: Container[str] | None = None
) -> tuple[Chart, ...]:
    """Points, and from how many people (None of them where they are too few to be shown), of those items only."""
    w = desk.words
    ties = tied(result)
    words = SumWords(
        w("sums.points"), w("sums.people"), w("sums.many", people="{people}"), w("sums.few"),
        w("sums.told", points="{points}", people="{people}"),
        w("sums.told_few", points="{points}"),
    )  # fmt: skip
    drawn = []
    for part in _parts(lines_of(result, only)):
        rows = [
            SumRow(
                item.code, item_text(desk, item), place.score, people[item.code],
                rank_of(desk, place, ties) if place.score else "–",
            )
            for item, _, place in part
        ]  # fmt: skip
        drawn.append(sum_bars(rows, title=w("chart.sums"), description=w("chart.sums.told"), words=words))
    return (*map(Chart, drawn), *(_portfolio(desk, result) if only is None else ()))


def lines_of(result: VoteResult, only: Container[str] | None) -> list[Line]:
    """Best first, all of them or those named."""
    return [line for line in in_order(result) if only is None or line[0].code in only]


def _parts(lines: Sequence[Line]) -> list[Sequence[Line]]:
    """As few drawings as it takes, of nearly the same length."""
    charts = max(1, -(-len(lines) // A_CHART))
    size = -(-len(lines) // charts) or 1
    return [lines[n : n + size] for n in range(0, len(lines), size)]


def _people(desk: Desk, lines: Sequence[Line], result: VoteResult) -> Chart:
    """Of all who voted, whom each item suits."""
    w, ties = desk.words, tied(result)
    rows = [
        AgreementRow(
            item.code, item_text(desk, item), place.score, result.voters - place.score, 0, rank_of(desk, place, ties)
        )
        for item, _, place in lines
    ]
    told = w("chart.approval.told", n=result.voters)
    words = AgreementWords(w("approval.key.chosen"), w("approval.key.other"), "", w("merit.nobody"))
    return Chart(agreement_bars(rows, title=w("chart.approval"), description=told, words=words))


def _portfolio(desk: Desk, result: VoteResult) -> tuple[Chart, ...]:
    """What each way of keeping a few would keep, of the items that one of them at least keeps; none if all agree."""
    found, w = result.portfolios, desk.words
    if found is None or found.total == NOTHING:
        return ()
    ways = (found.total, found.equal_shares, found.sequential)
    if len({(frozenset(way.chosen), frozenset(way.tied)) for way in ways}) == 1:
        return ()
    rows = []
    for item, _, _ in in_order(result):
        marks = tuple(_mark(way, item.code) for way in ways)
        if set(marks) != {False}:
            rows.append(PortfolioRow(item.code, item_text(desk, item), marks))
    words = PortfolioWords(
        (w("portfolio.way.total"), w("portfolio.way.shares"), w("portfolio.way.sequential")),
        w("portfolio.mark.kept"), w("portfolio.mark.tied"), w("portfolio.mark.left"),
    )  # fmt: skip
    title, told = w("chart.portfolio"), w("chart.portfolio.told")
    return (Chart(portfolio_grid(rows, title=title, description=told, words=words)),)


def _mark(way: Kept, code: str) -> bool | None:
    return True if code in way.chosen else None if code in way.tied else False


def consent_picture(desk: Desk, title: str, counted: ConsentCount) -> Chart:
    """How many have no objection, had one that is lifted, and still have one."""
    w = desk.words
    words = AgreementWords(
        w("consent.given.none"), w("consent.given.lifted"), w("consent.given.stands"), w("merit.nobody")
    )
    row = AgreementRow("", title, counted.without, counted.lifted, counted.standing)
    told = w("chart.consent.told", n=counted.people)
    return Chart(agreement_bars([row], title=w("chart.consent"), description=told, words=words))


def _duels(desk: Desk, lines: Sequence[Line], result: VoteResult) -> tuple[Chart, ...]:
    """The matrix, best first; of as many items as a telephone can show, the table having them all."""
    if len(lines) < 2:
        return ()
    w = desk.words
    place = {item.code: n for n, item in enumerate(result.items)}
    first = lines[:MOST_DUELS]
    order = [place[item.code] for item, _, _ in first]
    rows = [
        DuelRow(item.code, item_text(desk, item), tuple(result.duels[place[item.code]][n] for n in order))
        for item, _, _ in first
    ]
    # Where the first items only are drawn, the picture says so itself.
    whole = len(first) == len(lines)
    title = w("chart.duels") if whole else w("chart.duels.first", n=len(first), items=len(lines))
    words = DuelWords(
        w("duels.how") if whole else f"{title}. {w('duels.how')}", w("duels.won"), w("duels.lost"), w("duels.equal"),
        w("duels.against", code="{code}", above="{above}", below="{below}"),
    )  # fmt: skip
    told = w("chart.duels.told", n=result.voters)
    return (Chart(duel_matrix(rows, title=title, description=told, words=words)),)


def _agreement(desk: Desk, ballot: StatementsBallot, lines: Sequence[Line], ties: set[int]) -> Chart:
    w = desk.words
    rows = [
        AgreementRow(
            item.code, item_text(desk, item), count.counts[1], count.no_opinion, count.counts[0],
            rank_of(desk, place, ties),
        )
        for item, count, place in lines
    ]  # fmt: skip
    words = AgreementWords(
        ballot.agree.label.lower(), ballot.no_opinion.label.lower(), ballot.disagree.label.lower(), w("merit.nobody")
    )
    return Chart(agreement_bars(rows, title=w("chart.agreement"), description=w("chart.agreement.told"), words=words))


def _map(desk: Desk, found: Opinions | None) -> tuple[Chart, ...]:
    if found is None or not found.groups:
        return ()
    w = desk.words
    groups = [
        MapGroup(
            LETTERS[n],
            tuple(point for point, label in zip(found.points, found.labels, strict=True) if label == n),
            group.outline,
        )
        for n, group in enumerate(found.groups)
    ]
    words = MapWords(w("opinion.map.how"), w("opinion.map.group", letter="{letter}", people="{n}"))
    told = w("chart.opinion.told", n=found.placed)
    return (Chart(opinion_map(groups, title=w("chart.opinion"), description=told, words=words)),)
