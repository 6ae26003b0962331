"""§ 3: who spoke, and who was missing. Counts under the threshold are gathered, never shown one by one."""

from __future__ import annotations

import dataclasses

from bot.engine.script import Choice, StepKind
from bot.notebook.blocks import Table
from bot.notebook.charts import BarWords, CountRow, people_squares
from bot.notebook.context import Chart, Typology
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import mask


def bar_words(desk: Desk) -> BarWords:
    """The charts' own words in the notebook's language."""
    w = desk.words
    return BarWords(
        w("chart.nobody"),
        w("chart.masked"),
        w("chart.one_square"),
        w("chart.many_squares", people="{people}"),
        w("chart.nothing"),
    )


def typology(desk: Desk) -> Typology:
    """Tables of the profile steps, and the profiles nobody spoke for."""
    w, corpus, material = desk.words, desk.corpus, desk.material
    questions = [
        (step, question)
        for step, question in desk.script.walk()
        if step.kind is StepKind.PROFILE and isinstance(question.accepts, Choice)
    ]
    first = desk.step(questions[0][0]) if questions else desk.section("A.1")
    if not questions or not corpus.people:
        key = "typology.nobody" if questions else "typology.not_asked"
        return Typology((), None, (), (), desk.say(key, first))
    if corpus.people < material.small_count:
        return Typology(
            (),
            None,
            (desk.say("typology.too_few", first, n=corpus.people),),
            (),
            desk.say("typology.missing.masked", first),
        )
    tables: list[Table] = []
    for _, question in questions:
        masked = mask(corpus.answers(question), material.small_count)
        rows = desk.rows_of(masked)
        if not masked.shown:
            # One row of everybody: who was there, and no number to divide among them.
            rows = [(label, w("typology.not_detailed")) for label, _ in rows]
        tables.append(
            desk.table(
                f"t-{slug(question.key)}",
                desk.shown(question.text),
                (w("typology.head.label"), w("typology.head.people")),
                [*rows, *((label, w("typology.nobody.cell")) for label in masked.absent)],
                w("typology.note", n=material.small_count) if masked.grouped else "",
            )
        )
    # Told once, under the last of the tables that it is about.
    notes = [table.note for table in tables]
    tables = [
        dataclasses.replace(table, note="") if table.note in notes[n + 1 :] else table for n, table in enumerate(tables)
    ]
    profiles = corpus.profiles
    at = desk.at_table(tables[0])
    sentences = [desk.say("typology.people", at, n=corpus.people)]
    sentences += [
        desk.say("typology.largest", at, label=label, share=w.share(count, corpus.people))
        for label, count in _largest(profiles.shown)
    ]
    unsaid = w("unsaid")
    missing = tuple(label for label in profiles.absent if label != unsaid)
    note = (
        desk.say(
            "typology.missing", at, n=len(missing), labels=w.listed([w("quoted", text=label) for label in missing])
        )
        if missing
        else desk.say("typology.none_missing", at)
    )
    free = [e for e in corpus.kept if e.step is not None and e.step.kind is StepKind.PROFILE]
    if free:
        sentences.append(desk.say("typology.free", *corpus.refs(free), n=len(free)))
    return Typology(tuple(tables), _chart(desk), tuple(sentences), missing, note)


def _largest(shown: tuple[tuple[str, int], ...]) -> list[tuple[str, int]]:
    top = max((count for _, count in shown), default=0)
    found = [pair for pair in shown if pair[1] == top]
    return found if len(found) == 1 else []


def _chart(desk: Desk) -> Chart | None:
    profiles, w = desk.corpus.profiles, desk.words
    if not profiles.shown:
        return None
    rows = [CountRow(label, count) for label, count in profiles.shown]
    if profiles.grouped:
        rows.append(CountRow(w("chart.others"), profiles.together))
    rows += [CountRow(label, 0) for label in profiles.absent if label != w("unsaid")]
    return Chart(
        people_squares(
            rows,
            title=w("chart.profiles"),
            description=w("chart.profiles.told", n=desk.corpus.people),
            words=bar_words(desk),
        )
    )
