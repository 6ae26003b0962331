"""The counts of closed votes, as `horizons tally` reads them: a recount by anybody gives the printed result.

Counts only, and only of votes that enough people took part in to be printed: answers item by item, with how many people
gave them; of rankings, the duels, which is what they are counted from; of a second round, how many changed; of a
consent round, how many object and how many objections are lifted. Not here: ballots that tell several answers of one
person (`whole_ballots`, for the team), counting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from bot.engine.ballots import Item, ItemCount, VoteResult
from bot.engine.script import (
    ApprovalBallot,
    GradedBallot,
    HorizonBallot,
    PointsBallot,
    RankingBallot,
    Selection,
    StatementsBallot,
)
from bot.engine.second_rounds import held
from bot.engine.voting import Consent, ConsentCount
from bot.notebook.ballots import givers, points_of, published, selections_of, votes_of
from bot.notebook.consents import rounds
from bot.notebook.desk import Desk
from bot.notebook.formats.tables import Row

Ballots = dict[str, object]
_SAID: Final = {Consent.NONE: "no_objection", Consent.LIFTED: "lifted", Consent.STANDS: "stands"}
"""The positions of a consent round, as `horizons tally` names them."""
_Form = HorizonBallot | PointsBallot | Selection


def ballots(desk: Desk) -> dict[str, Ballots]:
    """What `horizons tally` is to be given, by vote."""
    found = {vote: _ballots(desk, form, result) for vote, form, result in _closed(desk)}
    found |= {step.id: _consent(step.title, counted) for step, counted in rounds(desk)}
    return {vote: told | {"notice": desk.material.session.notice} for vote, told in found.items()}


def counted(desk: Desk) -> Iterator[Row]:
    """The same as rows: vote, item, what was given, people; of rankings, each duel won."""
    for vote, form, result in _closed(desk):
        if isinstance(form, RankingBallot):
            yield from _duels(vote, result)
            continue
        for count in _told_of(desk, result) if isinstance(form, PointsBallot) else result.counts:
            labels = _labels(form, count)
            yield from ((vote, count.code, label, people) for label, people in zip(labels, count.counts, strict=True))
            if isinstance(form, GradedBallot | StatementsBallot):
                yield vote, count.code, form.no_opinion.label, count.no_opinion
    for step, positions in rounds(desk):
        for position, people in _people(positions).items():
            yield step.id, "", desk.words(f"consent.given.{position.value}"), people


def _closed(desk: Desk) -> Iterator[tuple[str, _Form, VoteResult]]:
    forms: list[tuple[str, _Form, VoteResult | None]] = [
        *((step.id, form, published(desk, step)) for step, _, form in votes_of(desk)),
        *((step.id, form, published(desk, step)) for step, _, form in points_of(desk)),
        *((step.id, form, published(desk, step)) for step, form in selections_of(desk)),
    ]
    yield from ((vote, form, result) for vote, form, result in forms if result is not None)


def _ballots(desk: Desk, form: _Form, result: VoteResult) -> Ballots:
    match form:
        case GradedBallot():
            told: Ballots = {
                "grades": [grade.label for grade in form.grades],
                "counts": {count.code: list(count.counts) for count in result.counts},
                "voters": result.voters,
            }
            if not form.of:
                return {"method": "majority_judgement"} | told | {"missing": "leave_out"}
            # Of an item that few answered twice, who changed is not told, here as on the page.
            moves = {
                one.code: {"people": one.people, "up": one.up, "down": one.down, "aside": one.aside}
                for one in result.moves
                if one.people >= desk.material.small_count
            }
            return {"method": "second_round"} | told | {"moves": moves, "held": held(desk.script, result.step)}
        case ApprovalBallot() | Selection():
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
            # Of an item that few people gave points to, the sum only, here as on the page.
            told_of = _told_of(desk, result)
            scores = {place.code: place.score for place in result.standings}
            counts = {one.code: list(one.counts) if one in told_of else scores[one.code] for one in result.counts}
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


def _told_of(desk: Desk, result: VoteResult) -> list[ItemCount]:
    """The items of which it is printed how many people gave them points."""
    people = givers(desk, result)
    return [one for one in result.counts if people[one.code] is not None]


def _consent(title: str, counted: ConsentCount) -> Ballots:
    return {
        "method": "consent",
        "counts": {title: {_SAID[position]: people for position, people in _people(counted).items()}},
        "voters": counted.people,
    }


def _people(counted: ConsentCount) -> dict[Consent, int]:
    return {Consent.NONE: counted.without, Consent.LIFTED: counted.lifted, Consent.STANDS: counted.standing}
