"""The *carnet de pratiques*: practices by organisational object, germs, ethics register, cross-reading, vote, leads.

From the observation cards of a workshop. The fields it looks for are those that `workshops/reflexes_publics.yaml`
names: `maturite`, `donnees`, `prevue`, `informees`, `duree`, `risque`; a field that is not asked is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec.structs import replace

from bot.notebook.blocks import QuestionBlock, Table
from bot.notebook.context import Horizon, RecordCard
from bot.notebook.documents.paper import Paper
from bot.notebook.flow import Booklet
from bot.notebook.flow.bricks import Pieces
from bot.notebook.flow.pieces import Card, Grid, Heading, Line, Lines, Plain, Row, Say
from bot.notebook.flow.sections import lead, vote

OBSERVATION: Final = "observation"
_CROSS: Final = ("cross_reading", "extract")
_ETHICS: Final = ("donnees", "prevue", "informees", "duree", "risque")
_HARMLESS: Final = "non"
_MATURITY: Final = "maturite"
_GERM: Final = "germe"


def fed(paper: Paper) -> bool:
    """Whether the workshop asks for observations."""
    return bool(paper.records(OBSERVATION))


def practices(paper: Paper) -> Booklet:
    """The whole carnet."""
    t = paper.t
    parts = (
        (t("carnet.practices"), _practices(paper)),
        (t("carnet.germs"), _germs(paper)),
        (t("carnet.ethics"), _ethics(paper)),
        (t("carnet.crossed"), _crossed(paper)),
        (t("carnet.vote"), _votes(paper)),
        (t("carnet.leads"), _leads(paper)),
        (t("carnet.next"), _next(paper)),
    )
    return paper.finished(t("carnet.name"), t("section.1"), _essential(paper), parts)


def _essential(paper: Paper) -> Pieces:
    b, t = paper.bricks, paper.t
    cards = paper.cards(OBSERVATION)
    yield b.part("carnet.gathered")
    yield from b.says(said for group in paper.records(OBSERVATION) for said in group.summary)
    yield b.part("carnet.best")
    leaders = paper.notebook.essential.leaders
    if leaders:
        yield Lines(tuple(Line(one.text, one.rank, one.code, one.anchor, one.grade, one.gauge) for one in leaders))
    yield b.say(paper.notebook.essential.leaders_note, "note")
    yield b.part("carnet.seen")
    said = []
    for table in _filed(paper):
        none = [row[0] for row in table.rows if row[1] == "0"]
        said.append(paper.say("carnet.objects", paper.at(table), len(table.rows) - len(none), total=len(table.rows)))
        if none:
            said.append(paper.say("carnet.objects.none", paper.at(table), labels=t.listed(none)))
    germs = [card for card in cards if _GERM in paper.chosen(card, _MATURITY)]
    if germs:
        said.append(paper.say("carnet.germs.said", paper.resting_on(germs), len(germs)))
    yield from b.says(said)
    yield b.part("carnet.ethics")
    yield _alerted(paper, _alerts(paper))


def _filed(paper: Paper) -> Iterator[Table]:
    """Cards counted by the object they are filed under: of each step, the first table, unless it is maturity's."""
    for group in paper.records(OBSERVATION):
        if group.tables and not group.tables[0].anchor.endswith(_MATURITY):
            yield group.tables[0]


def _practices(paper: Paper) -> Pieces:
    """Object by object, those too that nobody filled in a card for."""
    b, t = paper.bricks, paper.t
    yield Plain(t("carnet.practices.note"), "note")
    votes = _placed(paper)
    for group in paper.records(OBSERVATION):
        for table in group.tables:
            yield from b.table(table)
        by_object = {alike.title: alike.cards for alike in group.groups}
        titles = [row[0] for table in _filed(paper) if table in group.tables for row in table.rows]
        for title in dict.fromkeys((*titles, *by_object)):
            if title:
                yield Heading(2, title)
            if not by_object.get(title):
                yield Plain(t("carnet.object.none"), "absence")
            for card in by_object.get(title, ()):
                yield _card(paper, card, votes)
    if not paper.cards(OBSERVATION):
        yield Plain(t("carnet.none"), "absence")


def _placed(paper: Paper) -> dict[str, Horizon]:
    """The practice that each contribution became on the last ballot, by number."""
    votes = paper.notebook.horizons.votes if paper.notebook.horizons is not None else ()
    return {number: item for one in votes for item in one.horizons for ref in item.sources for number in ref.numbers}


def _card(paper: Paper, card: RecordCard, votes: dict[str, Horizon]) -> Card:
    """How far it has come first, then what was seen; what the group says of it, if it was voted on."""
    b, t = paper.bricks, paper.t
    rows = [b.field(field) for field in card.fields if field.key not in {_MATURITY, "objet_secondaire"}]
    second = paper.field(card, "objet_secondaire")
    if second is not None and any("aucun" not in one.keys for one in second.said):
        rows.insert(0, b.field(second))
    item = votes.get(card.title.number)
    if item is not None:
        placed = " · ".join((item.rank, item.grade) if item.ranked and item.grade else (item.rank,))
        outcome = Line(placed, code=item.code, code_anchor=item.anchor, refs=item.outcome.refs)
        rows.append(Row(t("carnet.voted"), (outcome,)))
    received = paper.told(card, _MATURITY)
    return Card(card.anchor, _titled(paper, card), received, tuple(rows), (), card.signature, card.sources)


def _germs(paper: Paper) -> Pieces:
    """The index: practices by how far they have come, then what was named elsewhere. One voice is enough."""
    b, t = paper.bricks, paper.t
    yield Plain(t("carnet.germs.note"), "note")
    by_maturity: dict[str, list[RecordCard]] = {}
    for card in paper.cards(OBSERVATION):
        by_maturity.setdefault(paper.told(card, _MATURITY) or t("to_specify"), []).append(card)
    tables = (one for group in paper.records(OBSERVATION) for one in group.tables if one.anchor.endswith(_MATURITY))
    order = [row[0] for table in tables for row in table.rows]
    for maturity in dict.fromkeys((*order, *by_maturity)):
        if maturity in by_maturity:
            yield Heading(2, maturity)
            yield Lines(
                tuple(
                    _titled(paper, card, code_anchor=card.anchor, after=card.signature)
                    for card in by_maturity[maturity]
                )
            )
    named = paper.notebook.germs.germs if paper.notebook.germs is not None else ()
    if named:
        yield b.part("carnet.germs.named")
        yield from b.quotes(germ.quote for germ in named)
    if not by_maturity and not named:
        yield Plain(t("carnet.none"), "absence")


def _titled(paper: Paper, card: RecordCard, **more: str) -> Line:
    """What a card is about, under its number: « fiche 3 » is what its anchor ends with."""
    return replace(paper.bricks.said(card.title), code=f"F{card.anchor.rpartition('-')[2]}", **more)


def _alerts(paper: Paper) -> list[RecordCard]:
    """Practices that use data on people again, or may: what is not known is to be looked at too."""
    return [
        card
        for card in paper.cards(OBSERVATION)
        if (codes := paper.chosen(card, _ETHICS[0])) and _HARMLESS not in codes
    ]


def _alerted(paper: Paper, alerts: list[RecordCard]) -> Say | Plain:
    if not alerts:
        return Plain(paper.t("carnet.ethics.none"), "absence")
    return paper.bricks.say(paper.say("carnet.ethics.said", paper.resting_on(alerts), len(alerts)))


def _ethics(paper: Paper) -> Pieces:
    """A card an alert. It protects who reports it, and accuses nobody."""
    b, t = paper.bricks, paper.t
    yield Plain(t("carnet.ethics.note"), "note")
    alerts = _alerts(paper)
    yield _alerted(paper, alerts)
    for card in alerts:
        rows = tuple(b.field(field) for key in _ETHICS if (field := paper.field(card, key)) is not None)
        answer = Row(t("carnet.ethics.answer"), (Line(t("to_specify"), withheld=True),))
        title = _titled(paper, card, code_anchor=card.anchor)
        yield Card("", title, "", (*rows, answer), (), card.signature, card.sources[:1])


def _crossed(paper: Paper) -> Pieces:
    """What people recognised in others' practices, and would do otherwise."""
    blocks = [*_asked(paper)]
    if not blocks:
        yield Plain(paper.t("carnet.crossed.none"), "absence")
    yield from paper.bricks.questions(blocks, 2)


def _asked(paper: Paper) -> Iterator[QuestionBlock]:
    found = paper.notebook
    for rubric in found.shared.rubrics:
        yield from (block for block in rubric.blocks if block.kind in _CROSS)
    yield from (block for block in found.background.blocks if block.kind in _CROSS)
    if found.commitments is not None:
        yield from (block for block in found.commitments.blocks if block.kind in _CROSS)


def _votes(paper: Paper) -> Pieces:
    found = paper.notebook.horizons
    if found is None or not found.votes:
        yield Plain(paper.t("carnet.vote.none"), "absence")
        return
    for one in found.votes:
        yield from vote(paper.bricks, one, titled=len(found.votes) > 1)


def _leads(paper: Paper) -> Pieces:
    """What a germ needs to grow, card by card."""
    actions, b = paper.notebook.actions, paper.bricks
    leads = actions.leads if actions is not None else ()
    yield from b.says(actions.summary if actions is not None else ())
    if actions is not None and actions.leads_note:
        yield Plain(actions.leads_note, "note")
    for one in leads:
        yield lead(b, one)


def _next(paper: Paper) -> Pieces:
    b, suites = paper.bricks, paper.notebook.suites
    yield from b.facts(suites.facts)
    yield from b.says(suites.check)
    table = suites.answers
    if table is not None:
        yield Grid(table.anchor, table.caption, table.head, table.rows, table.note, table.figures, prose=True)
