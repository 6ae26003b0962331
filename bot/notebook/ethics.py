"""§ 14: consents, permissions, what was withheld or withdrawn, and what a small group risks. Numbers only."""

from __future__ import annotations

from collections import Counter

from bot.engine.effects import Standing
from bot.engine.script import Choice
from bot.notebook.blocks import Sentence, Table
from bot.notebook.cards import asked_in, card_steps, filled
from bot.notebook.context import Ethics
from bot.notebook.desk import Desk


def ethics(desk: Desk) -> Ethics:
    """Counts, and the rules that protect people."""
    material, corpus = desk.material, desk.corpus
    table = counts(desk)
    at = desk.at_table(table)
    withheld = corpus.series(Standing.WITHHELD)
    cut = [e for e in corpus.kept if e.cut]
    said = [desk.say("ethics.consent", at, n=corpus.people), desk.say("ethics.refused", at, n=material.declined)]
    said.append(desk.say("ethics.secret", desk.section("9")))
    said.append(desk.say("ethics.quotation", at))
    said.append(desk.say("ethics.withheld", *(corpus.refs(withheld) or (at,)), n=len(withheld)))
    if cut:
        said.append(desk.say("ethics.cut", *corpus.refs(cut), n=len(cut)))
    said.append(desk.say("ethics.withdrawn", at, n=material.withdrawn))
    said.append(desk.say("ethics.retention", at, retention=desk.parameter("duree_conservation")))
    said.append(desk.say("ethics.correct", at, until=desk.parameter("date_validation")))
    said += _reused(desk)
    if corpus.people < material.percent_from:
        said.append(
            desk.say(
                "ethics.small",
                desk.section("3"),
                n=corpus.people,
                least=material.small_count,
                percent=material.percent_from,
            )
        )
    else:
        said.append(desk.say("ethics.masked", desk.section("3"), least=material.small_count))
    said.append(desk.say("ethics.voted_text", desk.section("9")))
    return Ethics(table, tuple(said))


def _reused(desk: Desk) -> list[Sentence]:
    """Cards that say a practice uses data on people again: each is an alert, told as a number."""
    said = []
    for step in card_steps(desk, "observation"):
        for question in asked_in(step):
            if isinstance(question.accepts, Choice) and question.key == f"{step.id}.donnees":
                given = [one for card in filled(desk, step) if (one := card.given.get(question.key)) is not None]
                alerts = sum(not {"non", "ne_sait_pas"} & set(one.codes) for one in given)
                said.append(desk.say("ethics.reused", desk.section("11"), desk.step(step), n=alerts))
    return said


def counts(desk: Desk) -> Table:
    """The figures of § 14."""
    w, material, corpus = desk.words, desk.material, desk.corpus
    permissions = Counter(s.quotation for s in corpus.speakers)
    silent = corpus.people - permissions["yes"] - permissions["ask"] - permissions["no"]
    rows = [
        (w("ethics.row.accepted"), str(corpus.people)),
        (w("ethics.row.refused"), str(material.declined)),
        (w("ethics.row.yes"), str(permissions["yes"])),
        (w("ethics.row.ask"), str(permissions["ask"])),
        (w("ethics.row.no"), str(permissions["no"])),
        (w("ethics.row.unsaid"), str(silent)),
        (w("ethics.row.withheld"), str(len(corpus.series(Standing.WITHHELD)))),
        (w("ethics.row.withdrawn_people"), str(material.withdrawn)),
        (w("ethics.row.withdrawn"), str(corpus.withdrawn_contributions)),
    ]
    return desk.table("t-ethics", w("ethics.caption"), (w("ethics.head.what"), w("ethics.head.count")), rows)
