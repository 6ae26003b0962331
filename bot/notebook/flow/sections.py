"""The flow from § 6 to § 15: readings, votes, debate, leads, commitments, ethics, what comes next."""

from __future__ import annotations

from bot.notebook.context import (
    Argument,
    HeldDebate,
    Horizon,
    Lead,
    Notebook,
    RecordCard,
    Records,
    Vote,
)
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import Card, Facts, Heading, Line, Lines, Plain, Row


def reading(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 6."""
    if notebook.reading is not None:
        yield b.section("6", "s6")
        yield from b.questions(notebook.reading.blocks, 2)
        yield from b.team(notebook.reading.team)


def posture(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 7."""
    found = notebook.posture
    if found is None:
        return
    yield b.section("7", "s7")
    yield from b.questions(found.blocks, 2)
    if found.told_note is not None:
        yield b.part("ui.told")
        yield b.say(found.told_note)
        yield from b.quotes(found.told)
    if found.expected_note is not None:
        yield b.part("ui.expected")
        yield b.say(found.expected_note)
        yield from b.table(found.expected)


def factors(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 8."""
    if notebook.factors is None:
        return
    yield b.section("8", "s8")
    for column in notebook.factors.columns:
        yield Heading(2, column.title)
        yield b.say(column.note, "note")
        for factor in column.factors:
            about = factor.about
            yield b.quote(factor.quote, about.label if about else "", about.anchor if about else "")


def horizons(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 9."""
    found = notebook.horizons
    if found is None:
        return
    yield b.section("9", "s9")
    for one in found.votes:
        yield from vote(b, one, titled=len(found.votes) > 1)
    if found.unvoted_note is not None:
        yield b.part("ui.unvoted")
        yield from b.says(found.support)
        yield b.say(found.unvoted_note)
        if found.unvoted:
            yield Lines(tuple(Line(idea.text, after=idea.support, refs=(idea.ref,)) for idea in found.unvoted))


def vote(b: Bricks, vote: Vote, *, titled: bool) -> Pieces:
    """One vote: what was asked, what it gave, item by item, how it was counted."""
    if titled:
        yield Heading(2, vote.title, anchor=vote.anchor)
        yield Plain(vote.question, "asked")
    else:
        yield Plain(vote.question, "asked", vote.anchor)
    yield from b.says(vote.summary)
    yield b.say(vote.divides)
    for chart in vote.charts:
        yield from b.chart(chart)
    yield from b.table(vote.table)
    if vote.horizons:
        yield b.part("ui.detail")
    for horizon in vote.horizons:
        yield _horizon(b, horizon)
        if horizon.reserved is not None:
            yield Plain(b.t("ui.reservations"), "side")
            yield b.say(horizon.reserved, "note")
            yield from b.quotes(horizon.reservations)
    if vote.rule:
        yield b.part("ui.rule")
        yield Plain(" ".join(vote.rule), "note")


def _horizon(b: Bricks, horizon: Horizon) -> Card:
    outcome = Line(horizon.outcome.text, refs=horizon.outcome.refs)
    origin = f"{horizon.origin}, {b.t('ui.sources')}" if horizon.sources else horizon.origin
    return Card(
        horizon.anchor, Line(horizon.text, code=horizon.code), horizon.rank, (Row("", (outcome,)),), (), origin,
        horizon.sources,
    )  # fmt: skip


def debate(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 10."""
    if notebook.debate is None:
        return
    yield b.section("10", "s10")
    yield from b.says(notebook.debate.sentences)
    for chart in notebook.debate.charts:
        yield from b.chart(chart)
    for held in notebook.debate.held:
        yield from _held(b, held)


def _held(b: Bricks, held: HeldDebate) -> Pieces:
    title = held.title if held.title != b.t("section.10") else b.t("ui.held")
    yield Heading(2, title, anchor=held.anchor)
    yield Plain(held.statement, "statement")
    yield b.say(held.chosen, "note")
    yield Heading(3, held.question)
    yield from b.says(held.movement)
    yield from b.table(held.positions)
    yield Heading(3, b.t("ui.exchange"))
    yield from b.says(held.exchange_notes)
    yield from _arguments(b, held.exchange)
    if held.undecided:
        yield Heading(3, b.t("ui.undecided"))
        yield from _arguments(b, held.undecided)
    yield Heading(3, b.t("ui.pondered"))
    yield b.say(held.pondered_note)
    for item in held.pondered:
        yield b.quote(item.quote, " · ".join(part for part in (item.side, item.named) if part))
    yield Heading(3, b.t("ui.minority"))
    yield b.say(held.minority_note)
    yield from b.quotes(held.minority)


def _arguments(b: Bricks, arguments: tuple[Argument, ...]) -> Pieces:
    for argument in arguments:
        yield b.quote(argument.quote, argument.side)


def actions(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 11."""
    found = notebook.actions
    if found is None:
        return
    yield b.section("11", "s11")
    yield from b.says(found.summary)
    for chart in found.points_charts:
        yield from b.chart(chart)
    yield from b.table(found.points)
    if found.points is not None and found.points_rule:
        yield Plain(f"{b.t('ui.points.rule')} : {' '.join(found.points_rule)}", "note")
    if found.leads:
        yield b.part("ui.each")
        yield from b.plain(found.leads_note, "note")
        for one in found.leads:
            yield lead(b, one)
    for group in found.records:
        yield from _records(b, group)
    if found.collective:
        yield b.part("ui.collective")
        yield from b.questions(found.collective)
    if found.team:
        yield b.part("ui.team")
        for note in found.team:
            yield Heading(3, note.title, anchor=note.anchor)
            yield Plain(note.note, "note")
            if note.facts:
                yield Facts(note.facts)


def lead(b: Bricks, lead: Lead) -> Card:
    """One lead."""
    served = tuple(
        Line(text, code=ref.label, code_anchor=ref.anchor)
        for ref, text in zip(lead.horizons, lead.horizon_texts, strict=True)
    )
    title = b.said(lead.action)
    rows = [*([Row(b.t("ui.served"), served)] if served else []), *(b.field(field) for field in lead.fields)]
    after = ", ".join(part for part in (lead.signature, b.t("ui.sources") if lead.sources else "") if part)
    received = " · ".join(part for part in (lead.rank, lead.points) if part)
    return Card(
        lead.anchor, Line(title.text, code=lead.code, refs=title.refs, flags=title.flags, withheld=title.withheld),
        received, tuple(rows), (lead.silent,) if lead.silent else (), after, lead.sources,
    )  # fmt: skip


def _records(b: Bricks, group: Records) -> Pieces:
    yield Heading(2, group.title, anchor=group.anchor)
    yield Plain(group.question, "asked")
    yield from b.says(group.summary)
    for table in group.tables:
        yield from b.table(table)
    for alike in group.groups:
        if alike.title:
            yield Heading(3, alike.title)
        for card in alike.cards:
            yield _record(b, card)


def _record(b: Bricks, card: RecordCard) -> Card:
    rows = tuple(b.field(field) for field in card.fields)
    return Card(card.anchor, b.said(card.title), "", rows, (), card.signature, card.sources)


def commitments(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 12."""
    found = notebook.commitments
    if found is None:
        return
    yield b.section("12", "s12")
    yield from b.questions(found.blocks, 2)
    if found.introductions:
        yield b.part("ui.introductions")
        yield from b.says(found.introductions)


def germs(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 13."""
    found = notebook.germs
    if found is None:
        return
    yield b.section("13", "s13")
    yield from b.says(found.summary)
    yield from b.plain(found.blank, "note")
    for germ in found.germs:
        yield b.quote(germ.quote)
        if germ.fields:
            yield Card("", Line(""), "", tuple(b.field(field) for field in germ.fields), (), "", ())


def ethics(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 14."""
    yield b.section("14", "s14")
    yield from b.table(notebook.ethics.table)
    yield from b.says(notebook.ethics.sentences)
    yield from b.chart(notebook.ethics.coverage)


def suites(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 15."""
    found = notebook.suites
    yield b.section("15", "s15")
    yield from b.facts(found.facts)
    if found.check:
        yield b.part("ui.check")
        yield from b.says(found.check)
    if found.forgotten:
        yield b.part("ui.forgotten")
        yield from b.questions(found.forgotten)
    yield from b.table(found.answers, prose=True)
