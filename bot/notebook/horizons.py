"""§ 9: what was voted on, what came out, what divides. Not here: what may be printed of a vote (`ballots`)."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from bot.engine.ballots import Item, ItemCount, VoteResult
from bot.engine.ballots import Standing as Place
from bot.engine.script import GradedBallot, HorizonBallot, Proposals, Question, Selection, Step, Verdict
from bot.engine.voting import Tally, most_divisive
from bot.notebook.ballots import (
    could_vote,
    grade_of,
    in_order,
    item_anchor,
    item_text,
    items_of,
    published,
    rank_of,
    sources_of,
    tied,
    votes_of,
)
from bot.notebook.blocks import Quote, Ref, Sentence, Table
from bot.notebook.charts import MeritRow, MeritWords, merit_profile
from bot.notebook.context import Chart, Horizon, Horizons, UnvotedIdea, Vote
from bot.notebook.corpus import distinct
from bot.notebook.desk import Desk, slug
from bot.notebook.opinions import opinion_sentences
from bot.notebook.pictures import A_CHART, lines_of, pictures
from bot.notebook.portfolios import portfolio_sentences
from bot.notebook.tallies import tallied


def horizons(desk: Desk) -> Horizons | None:
    """§ 9, or None when the script neither gathers ideas nor votes."""
    pools = [(s, q) for s, q in desk.script.walk() if isinstance(q.accepts, Proposals)]
    votes = tuple(
        replace(vote, summary=(*vote.summary, *_left_out(desk, step, ballot)))
        for step, question, ballot in votes_of(desk)
        for vote in (_vote(desk, step, question, ballot),)
    )
    if not pools and not votes:
        return None
    on_ballot = {s for step, _, _ in votes_of(desk) for item in items_of(desk, step) for s in item.sources}
    gathered = {q.accepts.pool for _, q in pools if isinstance(q.accepts, Proposals)}
    left = [
        entry
        for idea in desk.material.ideas
        if not idea.withdrawn
        and idea.pool in gathered
        and idea.id not in on_ballot
        and (entry := desk.corpus.by_contribution.get(idea.id)) is not None
    ]
    left.sort(key=lambda entry: entry.number)
    note: Sentence | None = None
    if pools:
        refs = desk.corpus.refs(left) or (desk.step(pools[0][0]),)
        note = desk.say("horizons.unvoted", *refs, n=len(left), people=len(distinct(left)))
    named, support = _support(desk, gathered)
    unvoted = tuple(
        UnvotedIdea(
            desk.corpus.ref(e),
            e.text if e.printed else f"[{desk.words(e.refusal)}]",
            named.get(e.contribution.id, ""),
        )
        for e in left
    )
    return Horizons(votes, unvoted, note, tuple(support))


def _vote(desk: Desk, step: Step, question: Question, ballot: HorizonBallot) -> Vote:
    w = desk.words
    result = published(desk, step)
    anchor = f"vote-{slug(step.id)}"
    head = (anchor, step.title, desk.shown(question.text), tuple(desk.shown(line) for line in ballot.explanation))
    if result is None:
        raw = desk.material.results.get(step.id)
        voters = raw.voters if raw is not None else 0
        said = (
            desk.say("vote.too_few", desk.step(step), n=voters, least=desk.material.small_count)
            if voters
            else desk.say("vote.nobody", desk.step(step))
        )
        shown = tuple(
            Horizon(
                item_anchor(step, item), item.code, item_text(desk, item), w(f"origin.{item.origin.value}"),
                sources_of(desk, item), w("rank.none"), False, "", said, None, (),
            )
            for item in items_of(desk, step)
        )  # fmt: skip
        return Vote(*head, (said,), (), None, shown, desk.say("divides.unknown", desk.step(step)))
    if not isinstance(ballot, GradedBallot):
        found = tallied(desk, step, ballot, result)
        split = divides(desk, step, ballot, result, found.at)
        kept = portfolio_sentences(desk, result, found.at)
        summary = (*found.summary, *opinion_sentences(desk, result.opinions, found.at), *kept)
        return Vote(*head, summary, pictures(desk, ballot, result), found.table, found.horizons, split)
    lines = in_order(result)
    table = _table(desk, step, ballot, result)
    at = desk.at_table(table)
    said_all = [desk.say("vote.voters", at, n=result.voters, share=w.share(result.voters, could_vote(desk, result)))]
    ties = tied(result)
    for rank in sorted(ties):
        codes = [item.code for item, _, place in lines if place.rank == rank]
        said_all.append(desk.say("vote.tied", at, rank=w.rank(rank, tied=False), codes=w.listed(codes)))
    said_all += _moves(desk, step, ballot, result, at)
    unranked = [item.code for item, _, place in lines if place.rank is None]
    if unranked:
        said_all.append(desk.say("vote.unranked", at, n=len(unranked), codes=w.listed(unranked)))
    return Vote(
        *head,
        tuple(said_all),
        tuple(merit_charts(desk, ballot, result)),
        table,
        tuple(_horizon(desk, step, ballot, result, line, ties, at) for line in lines),
        divides(desk, step, ballot, result, at),
    )


def _left_out(desk: Desk, step: Step, ballot: HorizonBallot) -> list[Sentence]:
    """The prepared items that facilitators kept off the ballot, to make room for the group's."""
    on_ballot = {item.code for item in items_of(desk, step)}
    prepared = desk.script.pool(ballot.pool).prepared
    if not on_ballot or (isinstance(ballot, GradedBallot) and ballot.of):
        return []
    left = [f"{one.code} · {one.text}" for one in prepared if one.code not in on_ballot]
    return [desk.say("vote.left_out", desk.step(step), n=len(left), items=" ; ".join(left))] if left else []


def _moves(desk: Desk, step: Step, ballot: GradedBallot, result: VoteResult, at: Ref) -> list[Sentence]:
    """Of a second round: that it is one, and on which items how many changed. Under the threshold, nothing of who."""
    if not ballot.of:
        return []
    w = desk.words
    said = [desk.say("round.of", at, desk.step(desk.script.step(ballot.of)), title=desk.script.step(ballot.of).title)]
    compared = [one for one in result.moves if one.people >= desk.material.small_count]
    moved = [
        w("round.moved.one", code=one.code, moved=one.moved, people=one.people, up=one.up, down=one.down)
        for one in compared
        if one.moved
    ]
    if compared:
        said.append(desk.say("round.moved", at, n=len(moved), items=w.listed(moved)))
    return said


def _table(desk: Desk, step: Step, ballot: GradedBallot, result: VoteResult) -> Table:
    w, ties = desk.words, tied(result)
    rows = [
        (
            f"{item.code} · {item_text(desk, item)}",
            rank_of(desk, place, ties),
            grade_of(ballot, place) or "–",
            *(str(n) for n in reversed(count.counts)),
            str(count.no_opinion),
        )
        for item, count, place in in_order(result)
    ]
    grades = [grade.label for grade in reversed(ballot.grades)]
    head = (w("vote.head.horizon"), w("vote.head.rank"), w("vote.head.grade"), *grades, ballot.no_opinion.label)
    return desk.table(f"t-{slug(step.id)}", w("vote.caption", title=step.title), head, rows, w("vote.note"))


def merit_charts(
    desk: Desk, ballot: GradedBallot, result: VoteResult, only: Container[str] | None = None
) -> list[Chart]:
    """Merit profiles by six, so that none is cut by the foot of a page; of those items only if some are named."""
    w, ties = desk.words, tied(result)
    if not 2 <= len(ballot.grades) <= 7:
        return []
    rows = [
        MeritRow(
            item.code, item_text(desk, item), count.counts, count.no_opinion, grade_of(ballot, place), place.above,
            place.below, rank_of(desk, place, ties),
        )
        for item, count, place in lines_of(result, only)
    ]  # fmt: skip
    words = MeritWords(
        ballot.no_opinion.label.lower(), w("merit.middle"), w("merit.nobody"), w("merit.grade"), w("merit.nothing")
    )
    labels = [grade.label for grade in ballot.grades]
    # As few charts as it takes, of nearly the same length.
    charts = max(1, -(-len(rows) // A_CHART))
    size = -(-len(rows) // charts) or 1
    parts = [rows[n : n + size] for n in range(0, len(rows), size)]
    return [
        Chart(
            merit_profile(
                part,
                labels,
                title=w("chart.merit", part=n, parts=len(parts)) if len(parts) > 1 else w("chart.merit.one"),
                description=w("chart.merit.told"),
                reserved_upto=bounds(ballot)[1],
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
    ties: set[int],
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
        item_anchor(step, item), item.code, item_text(desk, item), w(f"origin.{item.origin.value}"),
        sources_of(desk, item), rank_of(desk, place, ties), place.rank is not None, grade, outcome,
        *_reservations(desk, step, item),
    )  # fmt: skip


def bounds(ballot: Verdict) -> tuple[int, int]:
    """From which grade an opinion is favourable, up to which reserved: as written, else « Bien », « Insuffisant »."""
    if ballot.favourable_from > ballot.reserved_upto:
        return ballot.favourable_from, ballot.reserved_upto
    grades = len(ballot.grades)
    favourable = {7: 4, 6: 4}.get(grades, grades // 2 + 1 if grades > 2 else 1)
    return favourable, 1 if favourable > 1 and grades >= 5 else 0


def _reservations(desk: Desk, step: Step, item: Item) -> tuple[Sentence | None, tuple[Quote, ...]]:
    """What bothers those who graded an item low, in full."""
    keys = [q.key for _, q in desk.script.walk() if q.reservation_on == step.id]
    entries = [e for key in keys for e in desk.corpus.at(key) if e.contribution.about == item.code]
    if not entries:
        return None, ()
    printed = tuple(desk.corpus.quote(e, whole=True) for e in entries if e.printed)
    people = len(distinct(entries))
    refs = desk.corpus.refs(entries)
    return desk.say("horizon.reserved", *refs, n=people, people=people, printed=len(printed)), printed


def _support(desk: Desk, pools: set[str]) -> tuple[dict[str, str], list[Sentence]]:
    """Rounds of support: how many people named each idea, in words, and who took part."""
    w = desk.words
    named: dict[str, str] = {}
    said: list[Sentence] = []
    for step, question in desk.script.walk():
        result = published(desk, step) if isinstance(question.accepts, Selection) else None
        if result is None or not isinstance(question.accepts, Selection) or question.accepts.pool not in pools:
            continue
        scores = {place.code: place.score for place in result.standings}
        for item in result.items:
            named |= {source: w("support.named", n=scores[item.code]) for source in item.sources}
        share = w.share(result.voters, could_vote(desk, result))
        said.append(
            desk.say(
                "support.voters", desk.step(step), n=result.voters, share=share, ideas=len(result.items),
                most=question.accepts.at_most,
            )
        )  # fmt: skip
    return named, said


def divides(desk: Desk, step: Step, ballot: HorizonBallot, result: VoteResult, at: Ref) -> Sentence:
    """The horizon that divides most among those that are ranked, in a sentence that states both sides."""
    w = desk.words
    if not isinstance(ballot, Verdict):
        return desk.say("divides.not_asked", at)
    ranked = {place.code for place in result.standings if place.rank is not None}
    tallies = {count.code: Tally(count.counts, count.no_opinion) for count in result.counts if count.code in ranked}
    if not tallies or len(ballot.grades) < 2:
        return desk.say("divides.unknown", at)
    favourable, reserved = bounds(ballot)
    found = most_divisive(tallies, favourable_from=favourable, reserved_upto=reserved)
    if found is None:
        return desk.say("divides.none", at)
    items = {item.code: item for item in result.items}
    sides = [
        w(
            "divides.side" if isinstance(ballot, GradedBallot) else "divides.side.statement",
            code=code,
            text=item_text(desk, items[code]),
            favourable=w.share(sum(tallies[code].counts[favourable:]), tallies[code].expressed),
            good=ballot.grades[favourable].label,
            reserved=w.share(sum(tallies[code].counts[: reserved + 1]), tallies[code].expressed),
            bad=w.either([grade.label for grade in reversed(ballot.grades[: reserved + 1])]),
        )
        for code in found.items
    ]
    refs = [Ref(code, item_anchor(step, items[code])) for code in found.items]
    return desk.say("divides.most", at, *refs, n=len(sides), sides=" ; ".join(sides))
