"""What a tap does to a ballot: the ballot as it becomes, the word that says so, the item to show next.

Pure, whatever the method: takes the ballot before, returns the ballot after, or says why it stays. A tap that
makes no sense on this ballot (forged, of another vote) is None. Not here: whether the vote is open, whose ballot it is,
what is kept (`participant`); how the ballot looks (`ballot_cards`); how it is counted (`voting`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from bot.engine.ballots import Item, ItemCode
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.prompts import Act
from bot.engine.script import (
    ApprovalBallot,
    Ballot,
    GradedBallot,
    PointsBallot,
    RankingBallot,
    Selection,
    StatementsBallot,
    Verdict,
)

WHOLE_SUMMARY: Final = 1
"""Where the cursor of a ballot on one card is while its summary shows; at 0 the ballot does."""

Marks = dict[ItemCode, int | None]
"""A ballot: per item, the index of a grade or None (« sans avis »); or points; or 1 for support; or a place, from 1."""


class Marked(msgspec.Struct, frozen=True):
    """What came of a tap. `ballot`: None if it stays as it was; `turn_to`: the item to show, None for the same card.

    `opens`: the item of a second round whose grades are to be shown, since this person changes hers.
    """

    notice: Notice
    ballot: Marks | None = None
    turn_to: int | None = None
    opens: ItemCode = ""


def marked(
    form: Ballot, given: Mapping[ItemCode, int | None], act: Act, value: str, items: Sequence[Item], cursor: int
) -> Marked | None:
    """What a tap makes of a ballot; None if it means nothing here.

    `items` are those of the vote in the order this person sees them, `cursor` the one on the screen.
    """
    codes = {item.code for item in items}
    if act is Act.ITEM:
        # The last position is the summary.
        position = number_below(value, 1 + (len(items) if isinstance(form, Verdict) else WHOLE_SUMMARY))
        return None if position is None else Marked(say(Phrase.BALLOT_MOVED), turn_to=position)
    match form:
        case GradedBallot() | StatementsBallot():
            if act is Act.TICK and value in codes and isinstance(form, GradedBallot) and form.of:
                return Marked(say(Phrase.GO_ON), opens=value)
            return _graded(form, given, value, codes, cursor) if act is Act.GRADE else None
        case PointsBallot():
            return _points(form, given, value, codes) if act is Act.POINT else None
        case Selection(at_most=limit) | ApprovalBallot(at_most=limit):
            return _ticked(given, value, codes, limit) if act is Act.TICK else None
        case RankingBallot():  # pragma: no branch - the union is exhausted
            return _ranked(given, value, codes) if act is Act.RANK else None


def _graded(
    form: Verdict, given: Mapping[ItemCode, int | None], value: str, codes: set[str], cursor: int
) -> Marked | None:
    """`<item>:<grade>`, or `<item>:-` for no opinion."""
    code, _, index = value.rpartition(":")
    grade = None if index == "-" else number_below(index, len(form.grades))
    if code not in codes or (grade is None and index != "-"):
        return None
    label = form.no_opinion.label if grade is None else form.grades[grade].label
    return Marked(say(Phrase.BALLOT_SAVED, grade=label), {**given, code: grade}, cursor + 1)


def _points(form: PointsBallot, given: Mapping[ItemCode, int | None], value: str, codes: set[str]) -> Marked | None:
    """One point more or less: `<item>:+` or `<item>:-`. What is given back leaves no trace on the ballot."""
    code, _, sign = value.rpartition(":")
    before = given.get(code) or 0
    left = form.budget - sum(points or 0 for points in given.values())
    if code not in codes or sign not in ("+", "-") or (sign == "-" and not before):
        return None
    if sign == "+" and before >= form.cap:
        return Marked(say(Phrase.POINTS_CAP, cap=form.cap))
    if sign == "+" and not left:
        return Marked(say(Phrase.NO_POINT_LEFT, budget=form.budget))
    points = before + (1 if sign == "+" else -1)
    ballot: Marks = {one: many for one, many in {**given, code: points}.items() if many}
    return Marked(say(Phrase.POINTS_SAVED, points=points, left=left + before - points), ballot)


def _ticked(given: Mapping[ItemCode, int | None], code: str, codes: set[str], limit: int) -> Marked | None:
    """One item named, or no more. `limit`: how many may be, 0 for all."""
    if code not in codes:
        return None
    if code in given:
        ballot = {one: 1 for one in given if one != code}
    elif limit and len(given) >= limit:
        return Marked(say(Phrase.NO_SUPPORT_LEFT, limit=limit))
    else:
        ballot = {**dict.fromkeys(given, 1), code: 1}
    marks: Marks = dict(ballot)
    if limit:
        return Marked(say(Phrase.SUPPORT_SAVED, left=limit - len(ballot)), marks)
    return Marked(say(Phrase.APPROVAL_SAVED, count=len(ballot)), marks)


def _ranked(given: Mapping[ItemCode, int | None], code: str, codes: set[str]) -> Marked | None:
    """A tap gives the next place, a second one takes it back: those behind move up. Empty: undo the last."""
    order = ranking(given)
    if not code:
        if not order:
            return None
        code = order[-1]
    if code not in codes:
        return None
    if code in given:
        order = [one for one in order if one != code]
        notice = say(Phrase.RANK_TAKEN_BACK, count=len(order))
    else:
        order = [*order, code]
        notice = say(Phrase.RANK_SAVED, place=len(order))
    return Marked(notice, {one: place for place, one in enumerate(order, 1)})


def ranking(given: Mapping[ItemCode, int | None]) -> list[ItemCode]:
    """The items of a ballot by ranks that have a place, best first."""
    return sorted(given, key=lambda code: given[code] or 0)


def number_below(text: str, below: int) -> int | None:
    """The number in a button's value, if it is one of 0..below-1: a forged button may hold anything."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 and int(text) < below else None
