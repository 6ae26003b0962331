"""The part of the context that leads to action: the debate, the leads and what else was filled in on cards.

Read with `context`, whose rules hold here too: everything is text, ready to be shown and not escaped. Not here: how it
is computed (`debate`, `leads`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.notebook.blocks import Chart, Fact, QuestionBlock, Quote, Ref, Sentence, Table
from bot.notebook.context_coded import TeamReading


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a debate."""

    side: Annotated[str, "The position of its author before reading the others, as the button said it."]
    quote: Annotated[Quote, "The argument."]


@dataclass(frozen=True, slots=True)
class Pondered:
    """An argument that made people think."""

    side: Annotated[str, "The position it was given for."]
    quote: Annotated[Quote, "The argument."]
    named: Annotated[str, "How many people named it, in words."]


@dataclass(frozen=True, slots=True)
class HeldDebate:
    """One moving debate. No score: nobody won."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[str, "The step's title."]
    statement: Annotated[str, "The horizon, or the statement, that was debated."]
    chosen: Annotated[Sentence, "How it was chosen: by the rule, by the facilitators, or because nothing divided."]
    question: Annotated[str, "What was asked."]
    positions: Annotated[Table | None, "Positions before and after; None when too few people took one."]
    movement: Annotated[tuple[Sentence, ...], "How many took a position, how many changed, in which direction."]
    exchange: Annotated[tuple[Argument, ...], "One argument of each side in turn, as many of the one as of the other."]
    exchange_notes: Annotated[tuple[Sentence, ...], "How many arguments each side gave; an empty side is said."]
    undecided: Annotated[tuple[Argument, ...], "Arguments of those in doubt, no more than of one side."]
    pondered: Annotated[tuple[Pondered, ...], "Arguments that made people think, in the order of the annex."]
    pondered_note: Annotated[Sentence, "How many people named one."]
    minority: Annotated[tuple[Quote, ...], "Arguments of the less numerous side that are not above, in full."]
    minority_note: Annotated[Sentence, "Which side was less numerous, and where its arguments are."]


@dataclass(frozen=True, slots=True)
class Debate:
    """§ 10: what divides."""

    sentences: Annotated[tuple[Sentence, ...], "What the votes divide on; that no debate was held, if none was."]
    held: Annotated[tuple[HeldDebate, ...], "The moving debates, in the order of the script."]
    charts: Annotated[tuple[Chart, ...], "A picture a round of objections that enough people answered."] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one person gave in a field of a card."""

    text: Annotated[str, "Word for word, or the label chosen; empty when it is not printed."]
    note: Annotated[str, "Why it is not printed; empty otherwise."]
    number: Annotated[str, "Its number among the contributions; empty for a button."]
    anchor: Annotated[str, "Its place in the annex; empty for a button."]
    flags: Annotated[tuple[str, ...], "What a reader must know: declared figure, contact details cut."] = ()
    keys: Annotated[
        tuple[str, ...], "The codes of the buttons chosen, as the script writes them; not to be shown."
    ] = ()


@dataclass(frozen=True, slots=True)
class CardField:
    """A field of a card."""

    label: Annotated[str, "What the field is."]
    said: Annotated[tuple[Said, ...], "What was given: one a card that the lead is made of."]
    blank: Annotated[str, "« à préciser » when nobody gave anything; empty otherwise."]
    key: Annotated[str, "Its name in the script, without the step's; not to be shown."] = ""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead for action: one card, or several that their authors put together."""

    anchor: Annotated[str, "Its place."]
    code: Annotated[str, "Its code among those that received points; empty when it was not among them."]
    action: Annotated[Said, "What is proposed: as the group read it when it gave points, else as typed."]
    horizons: Annotated[tuple[Ref, ...], "The horizon it serves; several when cards were put together."]
    horizon_texts: Annotated[tuple[str, ...], "The same, in words."]
    fields: Annotated[tuple[CardField, ...], "Tool, process, actors, obstacle, stance expected, then others."]
    silent: Annotated[str, "That its fields are not quoted; empty when they are."]
    sources: Annotated[tuple[Ref, ...], "The contributions it comes from."]
    signature: Annotated[str, "Its author's profile; empty when it received points, which are given unsigned."]
    rank: Annotated[str, "« 1er », « 2e ex æquo »; empty without points."]
    points: Annotated[str, "Points received, in words; empty when there was no count, or none to be printed."]


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One card of another kind: a resource, a need, a practice observed."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[Said, "What its main field holds."]
    fields: Annotated[tuple[CardField, ...], "The others, in the order of the script; « à préciser » when empty."]
    sources: Annotated[tuple[Ref, ...], "The contributions it comes from."]
    signature: Annotated[str, "Its author's profile."]


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards that were filed alike."""

    title: Annotated[str, "What they have in common, as the button said it; empty when cards are in one group."]
    cards: Annotated[tuple[RecordCard, ...], "By time."]


@dataclass(frozen=True, slots=True)
class Records:
    """What one step gathered on cards that are no leads."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[str, "The step's title."]
    question: Annotated[str, "What was asked first."]
    summary: Annotated[tuple[Sentence, ...], "How many cards, how many are not printed; or absence."]
    tables: Annotated[tuple[Table, ...], "Cards counted: needs beside resources, practices by maturity."]
    groups: Annotated[tuple[CardGroup, ...], "The cards that may be printed."]
    kind: Annotated[str, "`observation`, `need`, `resource` or `other`; not to be shown."] = ""


@dataclass(frozen=True, slots=True)
class TeamNote:
    """A card filled in by the team, in its own words: nothing of it was said by a participant."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[str, "The step's title."]
    note: Annotated[str, "That these are the team's words; or that the team has not filled it in."]
    facts: Annotated[tuple[Fact, ...], "Its fields; « à préciser » when empty."]
    kind: Annotated[str, "`alert` or `other`; not to be shown."] = ""


@dataclass(frozen=True, slots=True)
class Actions:
    """§ 11: leads for action, and what else was filled in on cards."""

    summary: Annotated[tuple[Sentence, ...], "How many leads, how many people shared out points; or absence."]
    leads: Annotated[tuple[Lead, ...], "Those that received most points first; then the others, by number."]
    leads_note: Annotated[str, "What no card asked for, and is to be specified for each lead; empty without leads."]
    points: Annotated[Table | None, "Points received; None when there was no count, or too few people."]
    points_charts: Annotated[tuple[Chart, ...], "The same, drawn: points, and from how many people, six leads each."]
    points_rule: Annotated[tuple[str, ...], "How points were shared out, as the script told people."]
    records: Annotated[tuple[Records, ...], "Cards of other kinds, a step each."]
    collective: Annotated[tuple[QuestionBlock, ...], "The collective profile: closed questions about the group."]
    team: Annotated[tuple[TeamNote, ...], "The team's own notes."]


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead with most points, on page one."""

    rank: Annotated[str, "« 1er », « 2e ex æquo »."]
    code: Annotated[str, "Its code."]
    anchor: Annotated[str, "Where it is detailed."]
    text: Annotated[str, "The action."]
    points: Annotated[str, "Points received, in words."]


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that holds back, helps, or is a condition."""

    quote: Annotated[Quote, "In its author's words."]
    about: Annotated[Ref | None, "The lead it was written for; None when it answers a question of its own."]


@dataclass(frozen=True, slots=True)
class FactorColumn:
    """One of the three columns of § 8."""

    title: Annotated[str, "Obstacles, levers or conditions of success."]
    note: Annotated[Sentence, "How many were given, how many are not printed; or absence."]
    factors: Annotated[tuple[Factor, ...], "In the order of the annex."]


@dataclass(frozen=True, slots=True)
class Factors:
    """§ 8: obstacles, levers, conditions of success."""

    columns: Annotated[tuple[FactorColumn, ...], "Always the same three."]


@dataclass(frozen=True, slots=True)
class Posture:
    """§ 7: the stance of public bodies, as told, and as wished for."""

    blocks: Annotated[tuple[QuestionBlock, ...], "What questions on it received."]
    told: Annotated[tuple[Quote, ...], "What answers to a follow-up question say of it."]
    told_note: Annotated[Sentence | None, "How many; None when no follow-up asked."]
    expected: Annotated[Table | None, "What leads expect of public bodies, counted; None when too few say."]
    expected_note: Annotated[Sentence | None, "On how many leads it rests; None when no card asked."]


@dataclass(frozen=True, slots=True)
class Germ:
    """An initiative somebody named. One voice is enough."""

    quote: Annotated[Quote, "The initiative, in its author's words."]
    fields: Annotated[tuple[CardField, ...], "What made it possible, what limits it, the public stance, as told."]


@dataclass(frozen=True, slots=True)
class Germs:
    """§ 13: germs and weak signals."""

    summary: Annotated[tuple[Sentence, ...], "How many, how many are not printed, where else some may be; or absence."]
    germs: Annotated[tuple[Germ, ...], "In the order of the annex: none counts more than another."]
    blank: Annotated[str, "That what nobody told of an initiative is to be specified; empty without one."]


@dataclass(frozen=True, slots=True)
class Commitments:
    """§ 12: what people offer, and who wishes to meet whom. Counts, never names."""

    blocks: Annotated[tuple[QuestionBlock, ...], "Offers, wishes to be put in touch, who else is to be heard."]
    introductions: Annotated[tuple[Sentence, ...], "Proposed, accepted by both, pending; empty without such a step."]


@dataclass(frozen=True, slots=True)
class Reading:
    """§ 6: the reading by blocks, as people filed what they said."""

    blocks: Annotated[tuple[QuestionBlock, ...], "A closed question each."]
    team: Annotated[TeamReading | None, "The team's reading by block; None until it has confirmed any."] = None
