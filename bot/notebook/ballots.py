"""Votes as the notebook may print them: items, ranks, grades, and what texts of the script show of a result.

Results are read, never counted again. Below `small_count` voters nothing of a result is written: a distribution of two
ballots is two ballots. Not here: the sections made of it (`horizons`, `debate`, `leads`).
"""

from __future__ import annotations

from bot.engine.ballots import Item, ItemCode, ItemCount, Origin, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.lists import dividing
from bot.engine.script import GradedBallot, HorizonBallot, PointsBallot, Question, Selection, Step
from bot.engine.values import BEST, MOST_DIVISIVE
from bot.facilitation.records import WHOLE_FROM
from bot.notebook.blocks import Ref
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import cut_contacts


def votes_of(desk: Desk) -> list[tuple[Step, Question, HorizonBallot]]:
    """The votes on horizons of the script, in order."""
    return [(s, q, q.accepts) for s, q in desk.script.walk() if isinstance(q.accepts, HorizonBallot)]


def points_of(desk: Desk) -> list[tuple[Step, Question, PointsBallot]]:
    """The steps at which points are shared out, in order."""
    return [(s, q, q.accepts) for s, q in desk.script.walk() if isinstance(q.accepts, PointsBallot)]


def selections_of(desk: Desk) -> list[tuple[Step, Selection]]:
    """The rounds of support, in order."""
    return [(s, q.accepts) for s, q in desk.script.walk() if isinstance(q.accepts, Selection)]


def items_of(desk: Desk, step: Step) -> tuple[Item, ...]:
    """What was put to a vote; nothing if it never opened."""
    result = desk.material.results.get(step.id)
    return result.items if result is not None else desk.material.items.get(step.id, ())


def item_text(desk: Desk, item: Item) -> str:
    """The item as the group read it, unless all the words it is made of were withdrawn or withheld."""
    if item.sources and all(desk.corpus.gone(source) for source in item.sources):
        return desk.words("horizon.gone")
    return desk.shown(item.text) if item.origin is Origin.PREPARED else cut_contacts(item.text)[0]


def item_anchor(step: Step, item: Item) -> str:
    """Where § 9 details an item of a vote."""
    return f"h-{slug(step.id)}-{slug(item.code)}"


def sources_of(desk: Desk, item: Item) -> tuple[Ref, ...]:
    """The contributions that an item is made of."""
    found = [entry for source in item.sources if (entry := desk.corpus.by_contribution.get(source)) is not None]
    return desk.corpus.refs([e for e in found if e.number.startswith("C")])


def in_order(result: VoteResult) -> list[tuple[Item, ItemCount, Place]]:
    """Best first, ties and unranked items in the order of the ballot."""
    counts = {count.code: count for count in result.counts}
    places = {place.code: place for place in result.standings}
    found = [(item, counts[item.code], places[item.code]) for item in result.items]
    return sorted(found, key=lambda line: (line[2].rank is None, line[2].rank or 0))


def could_vote(desk: Desk, result: VoteResult) -> int:
    """Of how many people a turnout is told: those who were there at the close, less whoever withdrew since."""
    return max(result.voters, min(result.electorate, desk.corpus.people))


def published(desk: Desk, step: Step) -> VoteResult | None:
    """The result of a vote, if there is one and enough people voted for it to be written."""
    result = desk.material.results.get(step.id)
    if result is None or result.voters < desk.material.small_count:
        return None
    return result


def whole(desk: Desk, result: VoteResult) -> list[dict[ItemCode, int | None]]:
    """What each voter gave, sorted by what it says, so that the order tells nothing; none of a vote of few people.

    An empty ballot is no voter, but of an approval, which it lets nothing through.
    """
    found = desk.material.ballots.get(result.step, ())
    if result.voters < WHOLE_FROM or len(found) < result.voters:
        return []
    kept = [one for one in found if one] if len(found) > result.voters else found
    codes = [item.code for item in result.items]
    return sorted(
        ({code: one[code] for code in codes if code in one} for one in kept),
        key=lambda one: [(code in one, one.get(code) is not None, one.get(code) or 0) for code in codes],
    )


def givers(desk: Desk, result: VoteResult) -> dict[str, int | None]:
    """Item → how many people gave it points; None under the threshold: one person's three points are that person's."""
    people = {count.code: sum(count.counts[1:]) for count in result.counts}
    return {code: n if not n or n >= desk.material.small_count else None for code, n in people.items()}


def tied(result: VoteResult) -> set[int]:
    """The ranks that several items share."""
    ranks = [place.rank for place in result.standings if place.rank is not None]
    return {rank for rank in ranks if ranks.count(rank) > 1}


def rank_of(desk: Desk, place: Place, shared: set[int]) -> str:
    """« 1er », « 2e ex æquo », « non classé »."""
    return desk.words("rank.none") if place.rank is None else desk.words.rank(place.rank, tied=place.rank in shared)


def grade_of(ballot: GradedBallot, place: Place) -> str:
    """The label of the majority grade, empty when nobody graded the item."""
    return ballot.grades[place.grade].label if place.grade is not None else ""


def worked_out(desk: Desk) -> dict[str, str]:
    """What texts of the script show of the last vote that may be published: its first items, the most divisive one."""
    for step, _, ballot in reversed(votes_of(desk)):
        result = published(desk, step)
        if result is None:
            continue
        items = {item.code: item for item in result.items}
        ranked = [place for place in result.standings if place.rank is not None]
        values = {name: item_text(desk, items[place.code]) for name, place in zip(BEST, ranked, strict=False)}
        code = dividing(ballot, result, desk.material.debated.get(step.id, ""))
        if code:
            values[MOST_DIVISIVE] = item_text(desk, items[code])
        return values
    return {}
