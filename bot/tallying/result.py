"""Count a poll, and say the result: as JSON for programs, as rows for a table.

Here: which of the engine's methods counts what, and the form of a result. How a terminal shows it is `table`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bot.engine.voting import (
    Consent,
    ConsentCount,
    Outcome,
    Place,
    Portfolio,
    Weight,
    another_round,
    approval,
    borda,
    borda_of,
    equal_shares,
    pairwise,
    points,
    rank,
    ranked_pairs,
    schulze,
    sequential_pav,
    statements,
    unrepresented,
)
from bot.tallying.poll import Poll
from bot.tallying.values import plain

NOT_CHOSEN: Final = "not_chosen"
"""Reason code: the seats went to other items."""
OBJECTED: Final = "objected"
"""Reason code: an objection stands."""
UNDECIDED: Final = "undecided"
"""Reason code: nobody answered, and silence is not consent."""
NO_SIDE: Final = "no_side"
"""Reason code: nobody agreed nor disagreed with the statement."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a result. `rank` None: not ranked, for the `reason`. `more`: what only this method counts."""

    rank: int | None
    item: str
    grade: str | None = None
    above: int | None = None
    below: int | None = None
    score: Weight | None = None
    reason: str | None = None
    outcome: str | None = None
    """Of a consent round: adopted, amended, objected or undecided."""
    more: Mapping[str, Weight] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """A counted poll: best first, and `winners`, who are several when they are tied.

    Of methods that fill seats, `tied` are the winners between whom a tie is left, for `open_seats` seats, and
    `committees` each way of leaving it. `unrepresented`: the kinds of people who named nothing of what is chosen.
    """

    method: str
    voters: Weight
    ranking: Sequence[Line]
    winners: Sequence[str]
    tied: Sequence[str] = ()
    open_seats: int = 0
    committees: Sequence[Sequence[str]] = ()
    unrepresented: Sequence[str] = ()
    another_round: bool | None = None
    """Of a second round, whether one more makes sense; None when not every item tells who changed."""

    @property
    def graded(self) -> bool:
        """Whether items have grades."""
        return self.method in ("majority_judgement", "second_round")

    def document(self) -> dict[str, Any]:
        """The result as JSON has it; what does not apply is left out."""
        found: dict[str, Any] = {
            "method": self.method,
            "voters": plain(self.voters),
            "ranking": [_line(line, graded=self.graded) for line in self.ranking],
            "winners": list(self.winners),
        }
        if self.tied:
            found |= {"tied": list(self.tied), "open_seats": self.open_seats}
        if self.committees:
            found["committees"] = [list(way) for way in self.committees]
        if self.unrepresented:
            found["unrepresented"] = list(self.unrepresented)
        if self.another_round is not None:
            found["another_round"] = self.another_round
        return found


def count(poll: Poll) -> Result:
    """Count by the poll's method. A checked poll can always be counted."""
    match poll.method:
        case "majority_judgement":
            return _result(poll, _judged(poll))
        case "second_round":
            return _again(poll)
        case "consent":
            return _consented(poll)
        case "approval":
            return _approved(poll)
        case "points":
            return _pointed(poll)
        case "statements":
            return _stated(poll)
        case "equal_shares" | "sequential_pav":
            return _chosen(poll)
        case _:
            return _ordered(poll)


def _judged(poll: Poll, more: Mapping[str, Mapping[str, Weight]] | None = None) -> list[Line]:
    """`more`: what else is told of an item."""
    told = more or {}
    return [
        Line(
            one.rank, one.item, None if one.grade is None else poll.grades[one.grade], one.above, one.below,
            reason=one.reason, more=told.get(one.item, {}),
        )
        for one in rank(poll.tallies or {}, voters=int(poll.voters))
    ]  # fmt: skip


def _again(poll: Poll) -> Result:
    """The second ballots as any vote, and who changed. Whether to go on is told only if each item tells it."""
    more: dict[str, dict[str, Weight]] = {
        one.item: {"people": one.people, "up": one.up, "down": one.down, "aside": one.aside} for one in poll.moves
    }
    found = _result(poll, _judged(poll, more))
    whole = bool(poll.items) and len(more) == len(poll.items)
    return replace(found, another_round=another_round(poll.moves, poll.held) if whole else None)


def _consented(poll: Poll) -> Result:
    """What passes is first, without order: a proposal is not better adopted than another."""
    people: dict[str, dict[Consent, int]] = {item: dict.fromkeys(Consent, 0) for item in poll.items}
    for ballot, size in zip(poll.ballots, poll.weights, strict=True):
        for item, position in ballot.items():
            people[item][position] += int(size)
    lines = []
    for item, found in people.items():
        counted = ConsentCount(found[Consent.NONE], found[Consent.LIFTED], found[Consent.STANDS])
        outcome = counted.outcome
        passes = outcome in (Outcome.ADOPTED, Outcome.AMENDED)
        lines.append(
            Line(
                1 if passes else None, item, outcome=outcome.value, reason=None if passes else outcome.value,
                more={"no_objection": counted.without, "lifted": counted.lifted, "stands": counted.standing},
            )
        )  # fmt: skip
    return _result(poll, sorted(lines, key=lambda line: line.rank is None))


def _approved(poll: Poll) -> Result:
    lines = [
        Line(one.rank, one.item, score=one.score) for one in approval(poll.ballots, poll.items, weights=poll.weights)
    ]
    seats = poll.seats or 1
    named = [line for line in lines if line.score]
    winners = [line.item for line in named if (line.rank or 0) <= seats]
    if poll.seats is None or len(winners) <= seats:
        return Result(poll.method, poll.voters, lines, winners)
    last = next(line.rank for line in reversed(named) if (line.rank or 0) <= seats)
    tied = [line.item for line in named if line.rank == last]
    return Result(poll.method, poll.voters, lines, winners, tied, seats - (len(winners) - len(tied)))


def _pointed(poll: Poll) -> Result:
    counted = points(poll.ballots, poll.items, budget=poll.budget, cap=poll.cap, weights=poll.weights)
    lines = [
        Line(one.rank, one.item, score=one.points, more={} if one.item in poll.of_few else {"people": one.people})
        for one in counted
    ]
    return _result(poll, lines)


def _stated(poll: Poll) -> Result:
    """Statements by the share of those who took a side that agree."""
    counted = statements(poll.ballots, poll.items, weights=poll.weights)
    sided = sorted((one for one in counted if one.agree + one.disagree), key=lambda one: -one.agreement)
    ranks = {share: place for place, share in reversed(list(enumerate((one.agreement for one in sided), 1)))}
    lines = [
        Line(
            ranks[one.agreement] if one in sided else None, one.item,
            score=one.agreement if one in sided else None, reason=None if one in sided else NO_SIDE,
            more={"agree": one.agree, "pass": one.passed, "disagree": one.disagree},
        )
        for one in (*sided, *(one for one in counted if one not in sided))
    ]  # fmt: skip
    return _result(poll, lines)


def _ordered(poll: Poll) -> Result:
    duels = poll.duels or pairwise(poll.ballots, poll.items, weights=poll.weights)
    if poll.duels is None:
        beside = borda(poll.ballots, poll.items, weights=poll.weights)
    else:
        beside = borda_of(duels, poll.voters)
    if poll.method == "borda":
        return _result(poll, [Line(one.rank, one.item, score=one.score) for one in beside])
    order: list[Place] = schulze(duels) if poll.method == "schulze" else ranked_pairs(duels)
    scores = {one.item: one.score or 0 for one in beside}
    return _result(poll, [Line(one.rank, one.item, more={"borda": scores[one.item]}) for one in order])


def _chosen(poll: Poll) -> Result:
    """The chosen in the order of their seats, then the tied, then the others by their plain total."""
    method = equal_shares if poll.method == "equal_shares" else sequential_pav
    found: Portfolio = method(poll.ballots, poll.items, poll.seats or 1, weights=poll.weights)
    totals = {one.item: one.score for one in approval(poll.ballots, poll.items, weights=poll.weights)}
    seats = found.seats or {}
    winners = [*found.chosen, *found.tied]
    ranked = sorted((item for item in winners if item in seats), key=lambda item: seats[item])
    ranks = {seat: place for place, seat in reversed(list(enumerate((seats[item] for item in ranked), 1)))}
    lines = [Line(ranks[seats[item]], item, score=totals[item]) for item in ranked]
    lines += [Line(None, item, score=totals[item]) for item in winners if item not in seats]
    lines += [Line(None, item, score=totals[item], reason=NOT_CHOSEN) for item in totals if item not in winners]
    order = {item: n for n, item in enumerate(poll.items)}
    return Result(
        poll.method, poll.voters, lines, winners, found.tied, found.open_seats,
        [sorted(way, key=order.__getitem__) for way in found.committees],
        unrepresented(poll.kinds, winners),
    )  # fmt: skip


def _result(poll: Poll, lines: Sequence[Line]) -> Result:
    """First ranks win, but where nobody voted, or an item received nothing, there is no winner."""
    winners = [line.item for line in lines if line.rank == 1 and poll.voters and line.score != 0]
    return Result(poll.method, poll.voters, lines, winners)


def _line(line: Line, *, graded: bool) -> dict[str, Any]:
    found: dict[str, Any] = {"rank": line.rank, "item": line.item}
    if graded:
        found |= {"grade": line.grade, "above": line.above, "below": line.below}
    if line.outcome is not None:
        found["outcome"] = line.outcome
    if line.score is not None:
        found["score"] = plain(line.score)
    found |= {name: plain(value) for name, value in line.more.items()}
    if line.reason is not None:
        found["reason"] = line.reason
    return found
