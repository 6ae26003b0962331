"""What everybody reads as the session closes: three lines at most, of what the votes gave.

Pure reading of a script and of the group's state. Not here: whole results (`ballot_cards`), the notebook.
"""

from __future__ import annotations

from bot.engine.ballots import VoteResult
from bot.engine.group import Group
from bot.engine.lists import dividing
from bot.engine.phrases import Notice, Phrase, say
from bot.engine.script import HorizonBallot, PointsBallot, Script, Verdict


def in_three_lines(script: Script, group: Group) -> tuple[Notice, ...]:
    """What the group places first, the lead that points went to, what divides it; nothing of what was not voted on."""
    closed = [(step.ballot, group.results[step.id]) for step in script.steps if step.id in group.results]
    # The latest of each: a further round counts, as everywhere.
    horizons = next(((form, one) for form, one in reversed(closed) if isinstance(form, HorizonBallot)), None)
    points = next((one for form, one in reversed(closed) if isinstance(form, PointsBallot)), None)
    lines: list[Notice] = []
    if horizons is not None:
        lines += _first(horizons[1])
    if points is not None:
        lines += _most(points)
    if horizons is not None:
        lines += _divides(*horizons, group)
    return tuple(lines)


def _first(result: VoteResult) -> list[Notice]:
    first = [one.code for one in result.standings if one.rank == 1]
    return [say(Phrase.ENDING_FIRST, text=_texts(result, first), voters=result.voters)] if first else []


def _most(result: VoteResult) -> list[Notice]:
    most = max((one.score for one in result.standings), default=0)
    leads = [one.code for one in result.standings if most and one.score == most]
    return [say(Phrase.ENDING_LEAD, text=_texts(result, leads))] if leads else []


def _divides(form: HorizonBallot, result: VoteResult, group: Group) -> list[Notice]:
    code = dividing(form, result, group.debated.get(result.step, ""))
    if code:
        return [say(Phrase.ENDING_DIVIDES, text=_texts(result, [code]))]
    # Approval and rankings do not say who is against.
    return [say(Phrase.ENDING_NOTHING_DIVIDES)] if isinstance(form, Verdict) else []


def _texts(result: VoteResult, codes: list[str]) -> str:
    """The words of these items, one after the other: equals stay equal."""
    texts = {item.code: item.text for item in result.items}
    return " · ".join(texts[code] for code in codes)
