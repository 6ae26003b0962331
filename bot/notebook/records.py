"""§ 11, after the leads: resources and needs, practices observed, and the team's own notes, marked as the team's.

Not here: which answers make one card (`cards`).
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.script import Choice, Question, Step, StepKind
from bot.facilitation.records import TEAM
from bot.notebook.blocks import Fact, Table
from bot.notebook.cards import Filled, asked_in, card_field, card_steps, filled, refs_of, said
from bot.notebook.context import CardGroup, RecordCard, Records, Said, TeamNote
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import cut_contacts

OTHER_RECORDS = ("resource", "need", "observation", "other")
"""What cards may be beside leads."""


def records(desk: Desk) -> tuple[Records, ...]:
    """Resources, needs, observations and other cards, a step each."""
    return tuple(_records(desk, step) for step in card_steps(desk, *OTHER_RECORDS))


def _records(desk: Desk, step: Step) -> Records:
    cards = filled(desk, step)
    main, *others = asked_in(step)
    open_ = [card for card in cards if not desk.corpus.may_quote(card.author)]
    at = refs_of(desk, cards) or (desk.step(step),)
    authors = len({card.author for card in cards})
    summary = [
        desk.say("records.filled", *at, n=len(cards), people=authors, authors=desk.words("leads.authors", n=authors))
    ]
    silent = len(cards) - len(open_)
    if silent:
        summary.append(desk.say("records.silent", *at, n=silent))
    by = next((q for q in others if isinstance(q.accepts, Choice)), None) if step.record == "observation" else None
    groups = [
        CardGroup(
            title,
            tuple(_record(desk, card, number, main, [q for q in others if q is not by]) for number, card in found),
        )
        for title, found in _filed(desk, open_, by)
    ]
    return Records(
        f"f-{slug(step.id)}",
        step.title,
        desk.shown(main.text),
        tuple(summary),
        tuple(_tables(desk, step, by)),
        tuple(groups),
        step.record,
    )


def _filed(desk: Desk, cards: Sequence[Filled], by: Question | None) -> list[tuple[str, list[tuple[int, Filled]]]]:
    """Cards by the answer to a closed field, in the order of its buttons; in one group without such a field."""
    numbered = list(enumerate(cards, 1))
    if by is None:
        return [("", numbered)] if numbered else []
    options = {o.code: desk.shown(o.label) for o in getattr(by.accepts, "options", ())}
    filed: dict[str, list[tuple[int, Filled]]] = {label: [] for label in (*options.values(), desk.words("to_specify"))}
    for number, card in numbered:
        one = card.given.get(by.key)
        filed[options.get(one.codes[0] if one is not None and one.codes else "", desk.words("to_specify"))].append(
            (number, card)
        )
    return [(label, found) for label, found in filed.items() if found]


def _record(desk: Desk, card: Filled, number: int, main: Question, others: Sequence[Question]) -> RecordCard:
    blank = Said("", f"[{desk.words('to_specify')}]", "", "")
    title = said(desk, main, card.main) if card.main is not None else blank
    fields = [card_field(desk, desk.shown(q.text), q, [card]) for q in others if not q.when or q.key in card.given]
    return RecordCard(
        f"f-{slug(card.step.id)}-{number}", title, tuple(fields), refs_of(desk, [card]),
        desk.corpus.signature_of(card.author),
    )  # fmt: skip


def _tables(desk: Desk, step: Step, by: Question | None) -> list[Table]:
    """Needs beside resources, by what both were asked; observations by what they are filed under, and maturity."""
    w = desk.words
    tables = []
    if step.record == "need":
        for resource in card_steps(desk, "resource"):
            for mine, theirs in _alike(step, resource):
                rows = [
                    (
                        desk.shown(o.label),
                        str(_count(desk, step, mine, o.code)),
                        str(_count(desk, resource, theirs, o.code)),
                    )
                    for o in getattr(mine.accepts, "options", ())
                ]
                head = (w("typology.head.label"), w("records.head.needs"), w("records.head.resources"))
                needs, resources = desk.shown(mine.text), desk.shown(theirs.text)
                caption = (
                    w("records.beside.same", asked=needs)
                    if needs == resources
                    else w("records.beside", needs=needs, resources=resources)
                )
                tables.append(desk.table(f"t-{slug(mine.key)}", caption, head, rows, w("records.note")))
    for question in asked_in(step):
        if isinstance(question.accepts, Choice) and (question is by or question.key.endswith(".maturite")):
            lines = [(desk.shown(o.label), str(_count(desk, step, question, o.code))) for o in question.accepts.options]
            columns = (w("typology.head.label"), w("records.head.cards"))
            tables.append(
                desk.table(f"t-{slug(question.key)}", desk.shown(question.text), columns, lines, w("records.note"))
            )
    return tables


def _alike(need: Step, resource: Step) -> list[tuple[Question, Question]]:
    """The closed fields that ask the same thing of a need and of a resource: those with the same buttons."""
    codes = {
        q.key: [o.code for o in q.accepts.options]
        for q in (*need.questions, *resource.questions)
        if isinstance(q.accepts, Choice)
    }
    mine, theirs = ([q for q in asked_in(step) if q.key in codes] for step in (need, resource))
    return [(m, t) for m in mine for t in theirs if codes[m.key] == codes[t.key]]


def _count(desk: Desk, step: Step, question: Question, code: str) -> int:
    return sum(code in one.codes for card in filled(desk, step) if (one := card.given.get(question.key)) is not None)


# -- the team's own ----------------------------------------------------------------------------------------------------


def team_notes(desk: Desk) -> tuple[TeamNote, ...]:
    """The cards that the team fills in, as it last did."""
    return tuple(_note(desk, step) for step in desk.script.steps if step.kind is StepKind.TEAM_CARD)


def _note(desk: Desk, step: Step) -> TeamNote:
    w = desk.words
    keys = {q.key for q in step.questions}
    given = [c for c in desk.material.contributions if c.participant == TEAM and c.key in keys and not c.superseded]
    # Filled in anew, a card takes the place of the one before, its empty fields too.
    last = max((c.at for c in given), default=None)
    latest = {c.key: c for c in given if c.at == last}
    facts = [
        Fact(desk.shown(q.text), cut_contacts(latest[q.key].text)[0] if q.key in latest else w("to_specify"))
        for q in step.questions
    ]
    note = w("team.words", when=desk.day(last)) if latest else w("team.blank")
    return TeamNote(f"n-{slug(step.id)}", step.title, note, tuple(facts) if latest else (), step.record)
