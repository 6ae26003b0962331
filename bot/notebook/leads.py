"""§ 11: leads for action, one card each, in the order of the points they received. What nobody gave is « à préciser ».

A lead that received points is printed as the group read it, unsigned; its other fields as their author allows.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.ballots import Item, VoteResult
from bot.engine.script import Pick, PointsBallot, Question, Step, TopItems
from bot.facilitation.lead_answers import LeadAnswer
from bot.facilitation.leads import item_lead, roots
from bot.facilitation.records import Contribution
from bot.notebook.ballots import (
    could_vote,
    givers,
    in_order,
    item_anchor,
    item_text,
    items_of,
    points_of,
    published,
    rank_of,
    sources_of,
    tied,
)
from bot.notebook.blocks import Ref, Sentence, Table
from bot.notebook.cards import Filled, asked_in, card_field, card_steps, filled, refs_of, said
from bot.notebook.closed import blocks_of
from bot.notebook.context import Actions, CardField, Lead, LeadLine, Said
from bot.notebook.desk import Desk, slug
from bot.notebook.pictures import points_pictures
from bot.notebook.portfolios import portfolio_sentences
from bot.notebook.records import records, team_notes
from bot.notebook.routes import at_home

_STANDARD = ("outil", "processus", "acteurs", "frein", "posture_attendue")
"""Fields that every lead has in the notebook, asked for or not, under the same names from theme to theme."""
_OTHER = "autre"
"""The field of who taps « autre »: it says what the lead is."""
_FIRST = 3


def actions(desk: Desk) -> Actions | None:
    """§ 11, or None when no step asks for leads or other cards."""
    steps = card_steps(desk, "lead")
    # Tables are numbered as they are read: those of the points come first.
    votes = [(step, ballot) for step, _, ballot in points_of(desk) if _pools(steps) & {ballot.pool}]
    counted = [_points(desk, step, ballot) for step, ballot in votes]
    cards_of_others = records(desk)
    collective = tuple(block for step in at_home(desk.script, "11") for block in blocks_of(desk, step))
    others = (cards_of_others, collective, team_notes(desk))
    if not steps:
        none = desk.say("leads.not_asked", desk.section("A.1"))
        return Actions((none,), (), "", None, (), (), *others) if any(others) else None
    cards = [card for step in steps for card in filled(desk, step)]
    leads = [lead for step, _ in votes for lead in _voted(desk, step, cards)]
    leads += [lead for n, card in enumerate(cards, 1) if (lead := _alone(desk, card, n, votes)) is not None]
    authors = {card.author for card in cards}
    refs = refs_of(desk, cards) or (desk.step(steps[0]),)
    by = desk.words("leads.authors", n=len(authors))
    summary = [desk.say("leads.people", *refs, n=len(leads), people=len(authors), authors=by)]
    silent = [lead for lead in leads if lead.action.note and not lead.fields]
    if silent:
        at = tuple(ref for lead in silent for ref in lead.sources) or refs
        summary.append(desk.say("leads.unprinted", *at, n=len(silent)))
    leads = [lead for lead in leads if lead not in silent]
    summary += [sentence for _, said in counted for sentence in said]
    table = next((table for table, _ in reversed(counted) if table is not None), None)
    rule = tuple(desk.shown(line) for _, ballot in votes for line in ballot.explanation)
    note = desk.words("leads.note", agency=desk.parameter("agence")) if leads else ""
    results = [(step, result) for step, _ in votes if (result := published(desk, step)) is not None]
    drawn = points_pictures(desk, results[-1][1], givers(desk, results[-1][1])) if results else ()
    return Actions(tuple(summary), tuple(leads), note, table, drawn, rule, *others)


def _pools(steps: Sequence[Step]) -> set[str]:
    return {pool for step in steps for q in step.questions if (pool := getattr(q.accepts, "pool", ""))}


# -- one lead ----------------------------------------------------------------------------------------------------------


def _voted(desk: Desk, step: Step, cards: Sequence[Filled]) -> list[Lead]:
    """The leads that could receive points, best first."""
    result = published(desk, step)
    if result is None:
        return [_of_item(desk, step, item, cards, "", "") for item in items_of(desk, step)]
    ties = tied(result)
    return [
        _of_item(
            desk,
            step,
            item,
            cards,
            rank_of(desk, place, ties) if place.score else "",
            points_in_words(desk, result, item),
        )
        for item, _, place in in_order(result)
    ]


def _of_item(desk: Desk, step: Step, item: Item, cards: Sequence[Filled], rank: str, points: str) -> Lead:
    mine = [card for card in cards if card.main is not None and card.main.id in item.sources]
    text = item_text(desk, item)
    return Lead(
        lead_anchor(step, item), item.code, Said(text, "", "", ""), *_served(desk, mine), _fields(desk, mine),
        desk.words("lead.silent") if _silent(desk, mine) else "", sources_of(desk, item), "", rank, points,
    )  # fmt: skip


def _alone(desk: Desk, card: Filled, n: int, votes: Sequence[tuple[Step, PointsBallot]]) -> Lead | None:
    """A card that is no part of a lead put to the points; None if it is."""
    listed = {source for step, _ in votes for item in items_of(desk, step) for source in item.sources}
    if card.main is not None and card.main.id in listed:
        return None
    question, one = _action_of(card)
    action = said(desk, question, one) if one is not None else Said("", f"[{desk.words('to_specify')}]", "", "")
    signature = "" if action.note else desk.corpus.signature_of(card.author)
    return Lead(
        _own_anchor(card, n), "", action, *_served(desk, [card]), _fields(desk, [card]), "",
        refs_of(desk, [card]), signature, "", "",
    )  # fmt: skip


def lead_refs(desk: Desk) -> dict[tuple[str, str, int], Ref]:
    """Where the lead that each card is part of stands: (author, step, number of the card) → reference."""
    steps = card_steps(desk, "lead")
    cards = [card for step in steps for card in filled(desk, step)]
    votes = [step for step, _, ballot in points_of(desk) if _pools(steps) & {ballot.pool}]
    items = [(step, item) for step in votes for item in items_of(desk, step)]
    refs: dict[tuple[str, str, int], Ref] = {}
    for n, card in enumerate(cards, 1):
        main = card.main.id if card.main is not None else ""
        of = next(((step, item) for step, item in items if main in item.sources), None)
        label = of[1].code if of is not None else desk.words("lead.ref", number=n)
        anchor = lead_anchor(*of) if of is not None else _own_anchor(card, n)
        refs[card.author, card.step.id, card.round] = Ref(label, anchor)
    return refs


def answered(desk: Desk) -> dict[str, LeadAnswer]:
    """What the agency published about each lead, by the lead's anchor."""
    by_lead = {one.lead: one for one in desk.material.answers}
    steps = card_steps(desk, "lead")
    votes = [step for step, _, ballot in points_of(desk) if _pools(steps) & {ballot.pool}]
    found = {
        lead_anchor(step, item): by_lead.get(item_lead(step.id, item.code))
        for step in votes
        for item in items_of(desk, step)
    }
    first = roots(desk.material.contributions)
    for n, card in enumerate((card for step in steps for card in filled(desk, step)), 1):
        _, one = _action_of(card)
        if one is not None:
            found[_own_anchor(card, n)] = by_lead.get(first[one.id])
    return {anchor: answer for anchor, answer in found.items() if answer is not None}


def _action_of(card: Filled) -> tuple[Question, Contribution | None]:
    """What the card proposes: its main field, or the words of who tapped « autre »."""
    main, *others = asked_in(card.step)
    other = next((q for q in others if q.key == f"{card.step.id}.{_OTHER}"), None)
    if other is not None and other.key in card.given:
        return other, card.given[other.key]
    return main, card.main


def _own_anchor(card: Filled, n: int) -> str:
    return f"p-{slug(card.step.id)}-{n}"


def lead_anchor(step: Step, item: Item) -> str:
    """Where § 11 details a lead."""
    return f"p-{slug(step.id)}-{slug(item.code)}"


def _served(desk: Desk, cards: Sequence[Filled]) -> tuple[tuple[Ref, ...], tuple[str, ...]]:
    """The horizons that cards say they serve: items of a vote, pointed at and in words."""
    found: dict[str, tuple[Ref, str]] = {}
    for card in cards:
        for question in card.step.questions:
            source = question.accepts.source if isinstance(question.accepts, Pick) else None
            one = card.given.get(question.key)
            if not isinstance(source, TopItems) or one is None:
                continue
            vote = desk.script.step(source.vote)
            item = next((item for item in items_of(desk, vote) if item.code == one.about), None)
            if item is not None:
                found[item.code] = (Ref(item.code, item_anchor(vote, item)), item_text(desk, item))
    return tuple(ref for ref, _ in found.values()), tuple(text for _, text in found.values())


def _silent(desk: Desk, cards: Sequence[Filled]) -> bool:
    """Whether none of the cards' authors is to be quoted."""
    return bool(cards) and all(desk.corpus.may_quote(card.author) for card in cards)


def _fields(desk: Desk, cards: Sequence[Filled]) -> tuple[CardField, ...]:
    """The standard fields, then those of the script's own; none when no author is to be quoted."""
    if _silent(desk, cards):
        return ()
    questions: dict[str, Question] = {}
    for card in cards:
        for question in asked_in(card.step)[1:]:
            questions.setdefault(question.key.removeprefix(f"{card.step.id}."), question)
    own = [name for name in questions if name not in {*_STANDARD, _OTHER}]
    fields = [card_field(desk, desk.words(f"lead.{name}"), questions.get(name), cards) for name in _STANDARD]
    for name in own:
        made = card_field(desk, desk.shown(questions[name].text), questions[name], cards)
        # A question that was asked of some only (« autre ») leaves no blank to fill in.
        if made.said:
            fields.append(made)
    return tuple(fields)


# -- points ------------------------------------------------------------------------------------------------------------


def points_in_words(desk: Desk, result: VoteResult, item: Item) -> str:
    """« 12 points, de 7 personnes »."""
    score = next(place.score for place in result.standings if place.code == item.code)
    people = givers(desk, result)[item.code]
    if people is None:
        return desk.words("points.received.few", n=score, least=desk.material.small_count)
    return desk.words("points.received", n=score, people=people)


def _points(desk: Desk, step: Step, ballot: PointsBallot) -> tuple[Table | None, list[Sentence]]:
    """The table of points, and what it says."""
    w = desk.words
    raw, result = desk.material.results.get(step.id), published(desk, step)
    voters = raw.voters if raw is not None else 0
    if result is None:
        key = "points.too_few" if voters else "points.nobody"
        return None, [desk.say(key, desk.step(step), n=voters, least=desk.material.small_count)]
    ties, found = tied(result), givers(desk, result)
    rows = [
        (
            f"{item.code} · {item_text(desk, item)}",
            rank_of(desk, place, ties) if place.score else "–",
            str(place.score),
            w("points.few", least=desk.material.small_count) if people is None else str(people),
        )
        for item, _, place in in_order(result)
        for people in [found[item.code]]
    ]
    head = (w("points.head.lead"), w("vote.head.rank"), w("points.head.points"), w("typology.head.people"))
    note = w("points.note", budget=ballot.budget, cap=ballot.cap)
    table = desk.table(f"t-{slug(step.id)}", w("points.caption", title=step.title), head, rows, note)
    share = w.share(result.voters, could_vote(desk, result))
    at = desk.at_table(table)
    said = [desk.say("points.voters", at, n=result.voters, share=share)]
    return table, [*said, *portfolio_sentences(desk, result, at)]


def first_leads(desk: Desk) -> tuple[tuple[LeadLine, ...], Sentence | None]:
    """The leads to begin with, for page one, and on what they rest; (), None when no step asks for leads."""
    steps = card_steps(desk, "lead")
    if not steps:
        return (), None
    cards = [card for step in steps for card in filled(desk, step)]
    section = desk.section("11")
    for step, _, ballot in reversed(points_of(desk)):
        result = published(desk, step)
        if ballot.pool not in _pools(steps) or result is None:
            continue
        ties = tied(result)
        lines = tuple(
            LeadLine(
                rank_of(desk, place, ties), item.code, lead_anchor(step, item), item_text(desk, item),
                desk.words("points.sum", n=place.score),
            )
            for item, _, place in in_order(result)
            if place.score and place.rank is not None and place.rank <= _FIRST
        )  # fmt: skip
        return lines, desk.say("essential.leads", section, n=result.voters)
    people = len({card.author for card in cards})
    refs = refs_of(desk, cards) or (desk.step(steps[0]),)
    return (), desk.say("essential.leads.uncounted", section, *refs, n=len(cards), people=people)
