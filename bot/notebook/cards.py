"""Cards as people filled them in: which answers make one card, and what of it may be printed.

A card's fields follow its author's permission as a whole: the buttons of somebody who is not to be quoted are counted
where buttons are counted, and not set side by side here. Not here: leads (`leads`), cards of other kinds (`records`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.engine.effects import Standing
from bot.engine.script import Key, Pick, Question, Step, StepKind
from bot.facilitation.records import Contribution
from bot.notebook.blocks import Ref
from bot.notebook.context import CardField, Said
from bot.notebook.desk import Desk
from bot.notebook.privacy import cut_contacts


@dataclass(slots=True)
class Filled:
    """One card of one person, filled in once."""

    step: Step
    author: str
    round: int
    given: dict[Key, Contribution] = field(default_factory=dict)

    @property
    def main(self) -> Contribution | None:
        """What was given in the field that the card is about."""
        return self.given.get(self.step.id)


def card_steps(desk: Desk, *records: str) -> list[Step]:
    """The steps at which participants fill in such cards, in order."""
    return [step for step in desk.script.steps if step.kind is StepKind.CARD and step.record in records]


def asked_in(step: Step) -> list[Question]:
    """The fields of a card, in order: without « another one? », and without the choice of what it is about."""
    return [q for q in step.questions if q.key != step.another and not isinstance(q.accepts, Pick)]


def filled(desk: Desk, step: Step) -> list[Filled]:
    """The cards of a step, oldest first. One on which nothing but a choice of horizon was given is none."""
    corpus = desk.corpus
    keys = {q.key for q in step.questions if q.key != step.another}
    withheld = [e.contribution for e in corpus.series(Standing.WITHHELD)]
    cards: dict[tuple[str, int], Filled] = {}
    for one in sorted((*corpus.standing, *withheld), key=lambda c: (c.at.isoformat(), c.id)):
        if one.key in keys:
            card = cards.setdefault((one.participant, one.round), Filled(step, one.participant, one.round))
            card.given[one.key] = one
    fields = {q.key for q in asked_in(step)}
    return [card for card in cards.values() if fields & set(card.given)]


def said(desk: Desk, question: Question, one: Contribution) -> Said:
    """What was given in a field, as it may be printed."""
    w, corpus = desk.words, desk.corpus
    entry = corpus.by_contribution.get(one.id)
    refusal = entry.refusal if entry is not None else corpus.may_quote(one.participant)
    number, anchor = (entry.number, entry.anchor) if entry is not None else ("", "")
    if refusal:
        return Said("", f"[{w(refusal)}]", number, anchor)
    chosen = [o for o in getattr(question.accepts, "options", ()) if o.code in one.codes]
    labels = [desk.shown(o.label) for o in chosen]
    text = w.listed(labels) if labels else (entry.text if entry is not None else cut_contacts(one.text)[0])
    flags = corpus.flags(entry) if entry is not None else ()
    return Said(text, "", number, anchor, flags, tuple(o.code for o in chosen))


def card_field(desk: Desk, label: str, question: Question | None, cards: Sequence[Filled]) -> CardField:
    """One field over the cards that a record is made of; « à préciser » when none of them has it."""
    given = [] if question is None else [(c, one) for c in cards if (one := c.given.get(question.key)) is not None]
    found = tuple(said(desk, question, one) for _, one in given) if question is not None else ()
    # Two authors who tapped the same button said one thing.
    unique = tuple(dict.fromkeys(found))
    key = question.key.rpartition(".")[2] if question is not None else ""
    return CardField(label, unique, "" if unique else desk.words("to_specify"), key)


def refs_of(desk: Desk, cards: Sequence[Filled]) -> tuple[Ref, ...]:
    """The numbered contributions that cards hold."""
    found = [e for c in cards for one in c.given.values() if (e := desk.corpus.by_contribution.get(one.id)) is not None]
    return desk.corpus.refs([e for e in found if e.number.startswith("C")])
