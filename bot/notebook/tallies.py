"""§ 9 again: votes that give no grade. Approval, rankings and statements, each with its table and a sentence an item.

Not here: majority judgement (`horizons`), points (`leads`), what may be printed of a vote (`ballots`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.ballot_cards import halves
from bot.engine.ballots import Item, ItemCount, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.script import ApprovalBallot, RankingBallot, StatementsBallot, Step
from bot.notebook.ballots import could_vote, in_order, item_anchor, item_text, rank_of, sources_of, tied
from bot.notebook.blocks import Ref, Sentence, Table
from bot.notebook.context import Horizon
from bot.notebook.desk import Desk, slug

Ungraded = ApprovalBallot | RankingBallot | StatementsBallot
Line = tuple[Item, ItemCount, Place]


@dataclass(frozen=True, slots=True)
class Tallied:
    """What is printed of such a vote."""

    summary: tuple[Sentence, ...]
    table: Table
    horizons: tuple[Horizon, ...]
    at: Ref
    """The table."""


def tallied(desk: Desk, step: Step, ballot: Ungraded, result: VoteResult) -> Tallied:
    """The table, what it says, and each item with what it received."""
    w, lines, ties = desk.words, in_order(result), tied(result)
    head, rows, note = _columns(desk, ballot, result, lines)
    caption = w(f"{_name(ballot)}.caption", title=step.title)
    table = desk.table(
        f"t-{slug(step.id)}",
        caption,
        (w("vote.head.horizon"), w("vote.head.rank"), *head),
        [
            (f"{item.code} · {item_text(desk, item)}", rank_of(desk, place, ties), *row)
            for (item, _, place), row in zip(lines, rows, strict=True)
        ],
        note,
    )
    at = desk.at_table(table)
    share = w.share(result.voters, could_vote(desk, result))
    said = [desk.say("vote.voters", at, n=result.voters, share=share)]
    for rank in sorted(ties):
        codes = [item.code for item, _, place in lines if place.rank == rank]
        said.append(desk.say("vote.tied", at, rank=w.rank(rank, tied=False), codes=w.listed(codes)))
    unranked = [item.code for item, _, place in lines if place.rank is None]
    if unranked:
        said.append(desk.say("statements.unranked", at, n=len(unranked), codes=w.listed(unranked)))
    shown = tuple(
        Horizon(
            item_anchor(step, item), item.code, item_text(desk, item), w(f"origin.{item.origin.value}"),
            sources_of(desk, item), rank_of(desk, place, ties), place.rank is not None, "",
            Sentence(_told(desk, ballot, "outcome", result, count, place), (at,)), None, (),
        )
        for item, count, place in lines
    )  # fmt: skip
    return Tallied(tuple(said), table, shown, at)


def in_short(desk: Desk, ballot: Ungraded, result: VoteResult, count: ItemCount, place: Place) -> tuple[str, str]:
    """What an item received, for page one: the figure, and what it is to be read beside."""
    figure = _told(desk, ballot, "short", result, count, place)
    return figure, _told(desk, ballot, "beside", result, count, place)


def _name(ballot: Ungraded) -> str:
    match ballot:
        case ApprovalBallot():
            return "approval"
        case RankingBallot():
            return "ranking"
        case StatementsBallot():  # pragma: no branch - the union is exhausted
            return "statements"


def _told(desk: Desk, ballot: Ungraded, what: str, result: VoteResult, count: ItemCount, place: Place) -> str:
    """A sentence or a piece of one on an item: it may say any of these figures, whatever the method."""
    return desk.words(
        f"{_name(ballot)}.{what}",
        n=place.score,
        voters=result.voters,
        others=len(result.items) - 1,
        above=place.above,
        below=place.below,
        passed=count.no_opinion,
        borda=halves(place.score),
    )


def _columns(
    desk: Desk, ballot: Ungraded, result: VoteResult, lines: Sequence[Line]
) -> tuple[tuple[str, ...], list[tuple[str, ...]], str]:
    """The heads of a method's own columns, a row of them an item, and the note under the table."""
    w = desk.words
    match ballot:
        case ApprovalBallot():
            heads: tuple[str, ...] = (w("approval.head.people"), w("approval.head.share"))
            rows: list[tuple[str, ...]] = [(str(p.score), w.share(p.score, result.voters)) for _, _, p in lines]
            return heads, rows, w("approval.note")
        case RankingBallot(method=method):
            heads = tuple(w(f"ranking.head.{one}") for one in ("won", "lost", "borda", "first", "left"))
            rows = [
                (str(p.above), str(p.below), halves(p.score), str(c.counts[0]), str(c.no_opinion)) for _, c, p in lines
            ]
            return heads, rows, w("ranking.note", name=w(f"ranking.{method.value}"))
        case StatementsBallot():  # pragma: no branch - the union is exhausted
            heads = (ballot.agree.label, ballot.disagree.label, ballot.no_opinion.label)
            rows = [(str(c.counts[1]), str(c.counts[0]), str(c.no_opinion)) for _, c, _ in lines]
            return heads, rows, w("statements.note")
