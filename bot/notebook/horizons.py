"""§ 9 and § 10: what was voted on, what came out, what divides. Results are read, never counted again.

Below `small_count` voters nothing of the result is written: a distribution of two ballots is two ballots.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.ballots import Item, ItemCount, Origin, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.script import GradedBallot, Proposals, Question, Step
from bot.engine.voting import Tally, most_divisive
from bot.notebook.blocks import Ref, Sentence, Table
from bot.notebook.charts import MeritRow, MeritWords, merit_profile
from bot.notebook.context import Chart, Debate, Horizon, Horizons, UnvotedIdea, Vote
from bot.notebook.corpus import distinct
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import cut_contacts

_A_CHART = 6


def votes_of(desk: Desk) -> list[tuple[Step, Question, GradedBallot]]:
    """The votes of the script, in order."""
    return [(s, q, q.accepts) for s, q in desk.script.walk() if isinstance(q.accepts, GradedBallot)]


def item_text(desk: Desk, item: Item) -> str:
    """The item as the group read it, unless all the words it is made of were withdrawn or withheld."""
    if item.sources and all(desk.corpus.gone(source) for source in item.sources):
        return desk.words("horizon.gone")
    return desk.shown(item.text) if item.origin is Origin.PREPARED else cut_contacts(item.text)[0]


def in_order(result: VoteResult) -> list[tuple[Item, ItemCount, Place]]:
    """Best first, ties and unranked items in the order of the ballot."""
    counts = {count.code: count for count in result.counts}
    places = {place.code: place for place in result.standings}
    found = [(item, counts[item.code], places[item.code]) for item in result.items]
    return sorted(found, key=lambda line: (line[2].rank is None, line[2].rank or 0))


def published(desk: Desk, step: Step) -> VoteResult | None:
    """The result of a vote, if there is one and enough people voted for it to be written."""
    result = desk.material.results.get(step.id)
    if result is None or result.voters < desk.material.small_count:
        return None
    return result


def horizons(desk: Desk) -> Horizons | None:
    """§ 9, or None when the script neither gathers ideas nor votes."""
    pools = [(s, q) for s, q in desk.script.walk() if isinstance(q.accepts, Proposals)]
    votes = tuple(_vote(desk, step, question, ballot) for step, question, ballot in votes_of(desk))
    if not pools and not votes:
        return None
    on_ballot = {source for items in _ballots(desk) for item in items for source in item.sources}
    left = [
        entry
        for idea in desk.material.ideas
        if not idea.withdrawn
        and idea.id not in on_ballot
        and (entry := desk.corpus.by_contribution.get(idea.id)) is not None
    ]
    left.sort(key=lambda entry: entry.number)
    note: Sentence | None = None
    if pools:
        refs = desk.corpus.refs(left) or (desk.step(pools[0][0]),)
        note = desk.say("horizons.unvoted", *refs, n=len(left), people=len(distinct(left)))
    unvoted = tuple(
        UnvotedIdea(desk.corpus.ref(e), e.text if e.printed else f"[{desk.words(e.refusal)}]") for e in left
    )
    return Horizons(votes, unvoted, note)


def _ballots(desk: Desk) -> list[tuple[Item, ...]]:
    results = [result.items for result in desk.material.results.values()]
    return [*desk.material.items.values(), *results]


def _vote(desk: Desk, step: Step, question: Question, ballot: GradedBallot) -> Vote:
    w = desk.words
    result = published(desk, step)
    anchor = f"vote-{slug(step.id)}"
    head = (anchor, step.title, desk.shown(question.text), tuple(desk.shown(line) for line in ballot.explanation))
    if result is None:
        raw = desk.material.results.get(step.id)
        voters = raw.voters if raw is not None else 0
        items = raw.items if raw is not None else desk.material.items.get(step.id, ())
        said = (
            desk.say("vote.too_few", desk.step(step), n=voters, least=desk.material.small_count)
            if voters
            else desk.say("vote.nobody", desk.step(step))
        )
        shown = tuple(
            Horizon(
                _anchor(step, item), item.code, item_text(desk, item), w(f"origin.{item.origin.value}"),
                _sources(desk, item), w("rank.none"), False, "", said,
            )
            for item in items
        )  # fmt: skip
        return Vote(*head, (said,), (), None, shown, desk.say("divides.unknown", desk.step(step)))
    lines = in_order(result)
    table = _table(desk, step, ballot, result)
    at = desk.at_table(table)
    said_all = [
        desk.say(
            "vote.voters", at, n=result.voters, share=w.share(result.voters, max(result.electorate, result.voters))
        )
    ]
    tied = _tied(result)
    for rank in sorted(tied):
        codes = [item.code for item, _, place in lines if place.rank == rank]
        said_all.append(desk.say("vote.tied", at, rank=w.rank(rank, tied=False), codes=w.listed(codes)))
    unranked = [item.code for item, _, place in lines if place.rank is None]
    if unranked:
        said_all.append(desk.say("vote.unranked", at, n=len(unranked), codes=w.listed(unranked)))
    return Vote(
        *head,
        tuple(said_all),
        tuple(_charts(desk, ballot, lines, tied)),
        table,
        tuple(_horizon(desk, step, ballot, result, line, tied, at) for line in lines),
        divides(desk, step, ballot, result, at),
    )


def _anchor(step: Step, item: Item) -> str:
    return f"h-{slug(step.id)}-{slug(item.code)}"


def _sources(desk: Desk, item: Item) -> tuple[Ref, ...]:
    found = [entry for source in item.sources if (entry := desk.corpus.by_contribution.get(source)) is not None]
    return desk.corpus.refs([e for e in found if e.number.startswith("C")])


def _tied(result: VoteResult) -> set[int]:
    ranks = [place.rank for place in result.standings if place.rank is not None]
    return {rank for rank in ranks if ranks.count(rank) > 1}


def rank_of(desk: Desk, place: Place, tied: set[int]) -> str:
    """« 1er », « 2e ex æquo », « non classé »."""
    return desk.words("rank.none") if place.rank is None else desk.words.rank(place.rank, tied=place.rank in tied)


def grade_of(ballot: GradedBallot, place: Place) -> str:
    """The label of the majority grade, empty when nobody graded the item."""
    return ballot.grades[place.grade].label if place.grade is not None else ""


def _table(desk: Desk, step: Step, ballot: GradedBallot, result: VoteResult) -> Table:
    w, tied = desk.words, _tied(result)
    rows = [
        (
            f"{item.code} · {item_text(desk, item)}",
            rank_of(desk, place, tied),
            grade_of(ballot, place) or "–",
            *(str(n) for n in reversed(count.counts)),
            str(count.no_opinion),
        )
        for item, count, place in in_order(result)
    ]
    grades = [grade.label for grade in reversed(ballot.grades)]
    head = (w("vote.head.horizon"), w("vote.head.rank"), w("vote.head.grade"), *grades, ballot.no_opinion.label)
    return desk.table(f"t-{slug(step.id)}", w("vote.caption", title=step.title), head, rows, w("vote.note"))


def _charts(
    desk: Desk, ballot: GradedBallot, lines: Sequence[tuple[Item, ItemCount, Place]], tied: set[int]
) -> list[Chart]:
    """Merit profiles by six, so that none is cut by the foot of a page."""
    w = desk.words
    if not 2 <= len(ballot.grades) <= 7:
        return []
    rows = [
        MeritRow(
            item.code, item_text(desk, item), count.counts, count.no_opinion, grade_of(ballot, place), place.above,
            place.below, rank_of(desk, place, tied),
        )
        for item, count, place in lines
    ]  # fmt: skip
    words = MeritWords(
        ballot.no_opinion.label.lower(), w("merit.middle"), w("merit.nobody"), w("merit.grade"), w("merit.nothing")
    )
    labels = [grade.label for grade in ballot.grades]
    # As few charts as it takes, of nearly the same length.
    charts = max(1, -(-len(rows) // _A_CHART))
    size = -(-len(rows) // charts) or 1
    parts = [rows[n : n + size] for n in range(0, len(rows), size)]
    return [
        Chart(
            merit_profile(
                part,
                labels,
                title=w("chart.merit", part=n, parts=len(parts)),
                description=w("chart.merit.told"),
                reserved_upto=_bounds(len(labels))[1],
                words=words,
            )
        )
        for n, part in enumerate(parts, 1)
    ]


def _horizon(
    desk: Desk,
    step: Step,
    ballot: GradedBallot,
    result: VoteResult,
    line: tuple[Item, ItemCount, Place],
    tied: set[int],
    at: Ref,
) -> Horizon:
    item, count, place = line
    w = desk.words
    grade = grade_of(ballot, place)
    if place.rank is not None:
        outcome = desk.say(
            "horizon.ranked",
            at,
            grade=grade,
            above=place.above,
            below=place.below,
            n=count.expressed,
            silent=count.no_opinion,
        )
    elif count.expressed:
        outcome = desk.say("horizon.quorum", at, share=w.share(count.expressed, result.voters), n=count.expressed)
    else:
        outcome = desk.say("horizon.nobody", at)
    return Horizon(
        _anchor(step, item), item.code, item_text(desk, item), w(f"origin.{item.origin.value}"), _sources(desk, item),
        rank_of(desk, place, tied), place.rank is not None, grade, outcome,
    )  # fmt: skip


def _bounds(grades: int) -> tuple[int, int]:
    """From which grade an opinion is favourable, up to which reserved. Of seven: « Bien », « Insuffisant »."""
    favourable = {7: 4, 6: 4}.get(grades, grades // 2 + 1 if grades > 2 else 1)
    return favourable, 1 if favourable > 1 and grades >= 5 else 0


def divides(desk: Desk, step: Step, ballot: GradedBallot, result: VoteResult, at: Ref) -> Sentence:
    """The horizon that divides most among those that are ranked, in a sentence that states both sides."""
    w = desk.words
    ranked = {place.code for place in result.standings if place.rank is not None}
    tallies = {count.code: Tally(count.counts, count.no_opinion) for count in result.counts if count.code in ranked}
    if not tallies or len(ballot.grades) < 2:
        return desk.say("divides.unknown", at)
    favourable, reserved = _bounds(len(ballot.grades))
    found = most_divisive(tallies, favourable_from=favourable, reserved_upto=reserved)
    if found is None:
        return desk.say("divides.none", at)
    items = {item.code: item for item in result.items}
    sides = [
        w(
            "divides.side",
            code=code,
            text=item_text(desk, items[code]),
            favourable=w.share(sum(tallies[code].counts[favourable:]), tallies[code].expressed),
            good=ballot.grades[favourable].label,
            reserved=w.share(sum(tallies[code].counts[: reserved + 1]), tallies[code].expressed),
            bad=w.listed([grade.label for grade in reversed(ballot.grades[: reserved + 1])]),
        )
        for code in found.items
    ]
    refs = [Ref(code, _anchor(step, items[code])) for code in found.items]
    return desk.say("divides.most", at, *refs, n=len(sides), sides=" ; ".join(sides))


def debate(desk: Desk, found: Horizons | None) -> Debate | None:
    """§ 10: what the votes say divides. None without a vote."""
    if found is None or not found.votes:
        return None
    last = desk.section("A.1")
    return Debate((*(vote.divides for vote in found.votes), desk.say("debate.not_held", last)))
