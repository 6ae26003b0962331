"""The lists that a group makes when a gate opens: ideas to read, arguments of each side, the first items of a vote.

Pure: takes what was said, returns what is shown. What one person sees of a list is `choices`' decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bot.engine import second_rounds
from bot.engine.ballots import VoteResult
from bot.engine.group import Group, Listed
from bot.engine.matter import Matter, Needed, Utterance
from bot.engine.order import drawn
from bot.engine.phrases import Value
from bot.engine.script import (
    Arguments,
    Brought,
    Choice,
    GradedBallot,
    HorizonBallot,
    Keep,
    Key,
    Others,
    Pick,
    PointsBallot,
    PoolItems,
    Script,
    Source,
    Step,
    StepKind,
    TopItems,
    Verdict,
)
from bot.engine.texts import render
from bot.engine.values import BEST, FIRST_LEADS, MOST_DIVISIVE
from bot.engine.voting.divisive import most_divisive
from bot.engine.voting.majority import Tally

SIDE_AT_MOST: Final = 4
"""Arguments shown of each side of a debate: as many of one as of the other, on one screen of a phone."""
OTHERS_AT_MOST: Final = 60
"""Contributions that a cross-reading draws from."""


def sources_of(step: Step) -> Iterator[Source]:
    """The lists that a step shows."""
    if step.shows is not None:
        yield step.shows
    for question in step.questions:
        if isinstance(question.accepts, Pick | Keep):
            yield question.accepts.source


def needed(script: Script, steps: Iterable[Step], parameters: Mapping[str, Value]) -> Needed:
    """What these steps show, vote on or make teams from."""
    pools: list[str] = []
    keys: list[Key] = []
    sessions: dict[Key, str] = {}
    profile = ""
    for step in steps:
        if step.ballot is not None:
            pools.append(step.ballot.pool)
            if isinstance(step.ballot, GradedBallot):
                keys += second_rounds.reservation_keys(script, step.ballot)
        if step.round is not None:
            pools.append(step.round.pool)
            profile = next((one.id for one in script.steps if one.kind is StepKind.PROFILE), "")
        for source in sources_of(step):
            match source:
                case PoolItems(pool=pool):
                    pools.append(pool)
                case Arguments(key=key):
                    keys.append(key)
                case Others(key=key, session=session):
                    keys.append(key)
                    other = str(parameters.get(session, "")) if session else ""
                    if other:
                        sessions[key] = other
                case TopItems() | Brought():  # pragma: no branch - the union is closed
                    pass
    if profile:
        keys.append(profile)
    return Needed(tuple(dict.fromkeys(pools)), tuple(dict.fromkeys(keys)), sessions, profile)


def side_key(script: Script, key: Key) -> Key:
    """The question whose answer says on which side an argument at `key` is; empty if it has none."""
    for step in script.steps:
        for source in sources_of(step):
            if isinstance(source, Arguments) and source.key == key:
                return source.by
    return ""


def made(script: Script, group: Group, steps: Iterable[Step], matter: Matter) -> dict[str, tuple[Listed, ...]]:
    """The lists of a stretch that begins, by name."""
    lists: dict[str, tuple[Listed, ...]] = {}
    for step in steps:
        for source in sources_of(step):
            if not isinstance(source, Brought):  # made with its teams, see `rounds`
                lists[source.name] = _list(script, group, source, matter)
        form = step.ballot
        if isinstance(form, GradedBallot) and second_rounds.items(script, group, form):
            lists[second_rounds.against(step.id)] = second_rounds.reservations(script, form, matter)
    return lists


def _list(
    script: Script, group: Group, source: PoolItems | TopItems | Arguments | Others, matter: Matter
) -> tuple[Listed, ...]:
    match source:
        case PoolItems(pool=pool):
            left = group.left.get(pool, ())
            standing = (one for one in matter.ideas.get(pool, ()) if one.id not in left)
            ideas = drawn(standing, lambda one: one.id, group.seed, source.name)
            return tuple(Listed(one.id, one.text, one.author) for one in ideas)
        case TopItems(vote=vote, first=first):
            return _top(script, group, vote, first)
        case Arguments(key=key, by=by):
            form = script.question(by).accepts
            sides = [option.code for option in form.options] if isinstance(form, Choice) else []
            return tuple(_alternating(matter.said.get(key, ()), sides, group.seed, key))
        case Others(key=key):  # pragma: no branch - the union is closed
            said = drawn(matter.said.get(key, ()), lambda one: one.id, group.seed, source.name)[:OTHERS_AT_MOST]
            return tuple(Listed(one.id, one.text, one.author) for one in said)


def _alternating(said: Sequence[Utterance], sides: Sequence[str], seed: str, key: Key) -> Iterator[Listed]:
    """One argument of each side after the other, as many of the first as of the second, by lot."""
    of = {side: drawn([one for one in said if one.side == side], lambda one: one.id, seed, key) for side in sides}
    opposed = [len(of[side]) for side in sides[:2]]
    # Equal length; but never fewer than two of a side that has them, or its only voices would go unheard.
    most = min(max(min(opposed, default=0), 2), SIDE_AT_MOST)
    for place in range(most):
        for side in sides:
            if place < len(of[side]):
                one = of[side][place]
                yield Listed(one.id, one.text, one.author, side)


# -- what a vote gives -------------------------------------------------------------------------------------------------


def _top(script: Script, group: Group, vote: str, first: int) -> tuple[Listed, ...]:
    result, form = group.results.get(vote), script.step(vote).ballot
    if result is None or not isinstance(form, HorizonBallot):
        return ()
    codes = [one.code for one in result.standings if one.rank is not None and one.rank <= first]
    divisive = dividing(form, result, group.debated.get(vote, ""))
    if divisive:
        codes.append(divisive)
    texts = {item.code: item.text for item in result.items}
    return tuple(Listed(code, texts[code]) for code in dict.fromkeys(codes))


def dividing(form: HorizonBallot, result: VoteResult, chosen: str = "") -> str:
    """The code of the item that divides the group most, or the one facilitators chose; empty if nothing divides.

    Of items that divide exactly alike, the best placed: facilitators may choose another. Approval and rankings do not
    say who is against: of them nothing divides unless facilitators choose it.
    """
    if chosen in {item.code for item in result.items}:
        return chosen
    if not isinstance(form, Verdict) or form.reserved_upto >= form.favourable_from:
        return ""
    ranked = {one.code for one in result.standings if one.rank is not None}
    tallies = {one.code: Tally(one.counts, one.no_opinion) for one in result.counts if one.code in ranked}
    found = most_divisive(tallies, favourable_from=form.favourable_from, reserved_upto=form.reserved_upto)
    if found is None:
        return ""
    return next(one.code for one in result.standings if one.code in found.items)


def worked_out(script: Script, group: Group, steps: Sequence[Step]) -> dict[str, Value]:
    """The values that texts may show in a stretch that begins: of the latest vote on horizons, and of points."""
    values: dict[str, Value] = {}
    for step in script.steps:
        shared = group.results.get(step.id)
        if shared is not None and isinstance(step.ballot, PointsBallot):
            words = {item.code: item.text for item in shared.items}
            first = [one for one in shared.standings if one.score]
            values |= {name: words[one.code] for name, one in zip(FIRST_LEADS, first, strict=False)}
    fallback = next((step.fallback for step in steps if step.kind is StepKind.DEBATE and step.fallback), "")
    for step in reversed(script.steps):
        result, form = group.results.get(step.id), step.ballot
        if result is None or not isinstance(form, HorizonBallot):
            continue
        texts = {item.code: item.text for item in result.items}
        ranked = [one for one in result.standings if one.rank is not None]
        values |= {name: texts[one.code] for name, one in zip(BEST, ranked, strict=False)}
        divisive = dividing(form, result, group.debated.get(step.id, ""))
        if divisive:
            values[MOST_DIVISIVE] = texts[divisive]
        break
    if fallback and MOST_DIVISIVE not in values:
        values[MOST_DIVISIVE] = render(fallback, group.parameters)
    return values


def reserved(form: GradedBallot, result: VoteResult, grades: Mapping[str, int | None], first: int = 3) -> str:
    """The item about which this ballot's owner may say what bothers them; empty if there is none.

    One they graded low, among the first ranks or the one that divides most: the most divisive first, then the best
    placed.
    """
    low = {code for code, grade in grades.items() if grade is not None and grade <= form.reserved_upto}
    leading = [one.code for one in result.standings if one.rank is not None and one.rank <= first]
    candidates = [dividing(form, result), *leading]
    return next((code for code in candidates if code in low), "")
