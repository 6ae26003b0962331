"""The annexes: the exact course, every contribution with its number, merges, parking, journal, evaluation.

`cited` is left empty here: it is filled in once the whole notebook is built (`citations`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from bot.engine.effects import Standing
from bot.engine.follow_ups import is_said_in_group
from bot.engine.script import Choice, Keywords, Option, Question, Step, StepKind
from bot.facilitation.coding import CODED
from bot.facilitation.journal import EXPORTS
from bot.facilitation.records import JournalEntry
from bot.notebook.blocks import Table
from bot.notebook.coded import codes_of
from bot.notebook.context import Annex, AnnexEntry, AnnexGroup, JournalLine, MergeLine, Previous, StepLine
from bot.notebook.corpus import Entry
from bot.notebook.desk import Desk, slug
from bot.notebook.privacy import cut_contacts
from bot.notebook.routes import to_hear
from bot.notebook.versions import version_lines

BY_FACILITATORS: Final = "animation"
"""`AnnexEntry.entered` of what facilitators wrote down for its author."""
_STEP_VALUES = ("gate", "step")
_UNASKED = ("probe", "probe_2", "precision")
"""What people are asked beside the questions of a step."""
_COUNT_VALUES = ("arrived", "active", "count", "minutes")


def annex(desk: Desk) -> Annex:
    """All of A."""
    corpus = desk.corpus
    kept = corpus.kept
    printed = sum(1 for e in kept if e.printed)
    refs = corpus.refs(kept) or (desk.section("A.1"),)
    return Annex(
        tuple(_step(desk, step) for step in desk.script.steps if not step.of),
        tuple(_groups(desk, kept)),
        desk.say("annex.contributions", *refs, n=len(kept), printed=printed),
        tuple(entry(desk, e) for e in corpus.series(Standing.PARKED)),
        tuple(entry(desk, e) for e in corpus.series(Standing.LATE)),
        tuple(entry(desk, e) for e in corpus.series(Standing.UNCERTAIN)),
        tuple(entry(desk, e) for e in corpus.series(Standing.WITHHELD)),
        tuple(entry(desk, e) for e in corpus.corrections),
        tuple(_merges(desk)),
        tuple(_journal(desk)),
        tuple(_evaluation(desk)),
        version_lines(desk),
    )


def _journal(desk: Desk) -> Iterator[JournalLine]:
    """One line for a gesture made several times in a row: choosing twelve horizons is twelve taps."""
    lines = (journal_line(desk, line) for line in _told(desk))
    for _, alike in groupby(lines, key=lambda line: (line.by, line.what)):
        first, *more = alike
        times = f" · {desk.words('journal.times', n=1 + len(more))}" if more else ""
        yield replace(first, what=first.what + times)


def _told(desk: Desk) -> list[JournalEntry]:
    """The journal by time, without a line for each contribution that the team read: § 5 and § 6 say how many.

    Nor for each time a notebook was taken away: that is told in the console.
    """
    left_out = {CODED, *EXPORTS}
    return sorted((line for line in desk.material.journal if line.gesture not in left_out), key=lambda line: line.at)


def _step(desk: Desk, step: Step) -> StepLine:
    phases = {phase.code: f"{phase.code} · {phase.title}" for phase in desk.script.phases}
    parts = [step, *(one for one in desk.script.steps if one.of == step.id)]
    questions = [question for part in parts for question in part.questions]
    return StepLine(
        desk.step(step).anchor,
        desk.whole_steps.index(step.id) + 1,
        step.title,
        phases.get(step.phase, step.phase),
        sum(part.minutes for part in parts),
        tuple(desk.shown(text) for part in parts for text in part.intro),
        tuple(desk.shown(question.text) for question in questions),
        tuple(_buttons(desk, question) for question in questions),
    )


def _buttons(desk: Desk, question: Question) -> str:
    form = question.accepts
    options: tuple[Option, ...] = getattr(form, "options", ())
    labels = [desk.shown(option.label) for option in options]
    grades = getattr(form, "grades", ())
    if grades:
        labels = [grade.label for grade in reversed(grades)]
    return " ".join(f"[{label}]" for label in labels)


def _groups(desk: Desk, kept: tuple[Entry, ...]) -> list[AnnexGroup]:
    groups = []
    for key, found in groupby(kept, key=lambda e: e.contribution.key):
        entries = tuple(found)
        step, question = entries[0].step, entries[0].question
        title = step.title if step is not None else desk.words("annex.unknown_step")
        if question is not None:
            asked = desk.shown(question.text)
        else:
            kind = key.rpartition(".")[2]
            asked = desk.words(f"annex.{kind}") if kind in _UNASKED else ""
            if is_said_in_group(key):
                asked = desk.words("annex.group", question=entries[0].contribution.probe)
        groups.append(AnnexGroup(title, asked, tuple(entry(desk, e) for e in entries)))
    return groups


def entry(desk: Desk, found: Entry) -> AnnexEntry:
    """One line of a list of contributions."""
    w = desk.words
    words: tuple[str, ...] = ()
    if found.printed and found.question is not None and isinstance(found.question.accepts, Keywords):
        words = tuple(cut_contacts(word)[0] for word in found.contribution.codes)
    return AnnexEntry(
        found.number,
        found.anchor,
        found.text,
        f"[{w(found.refusal)}]" if found.refusal else "",
        found.signature,
        desk.corpus.flags(found),
        words,
        tuple(Previous(text, f"[{w(key)}]" if key else "") for text, key in found.previous),
        (),
        BY_FACILITATORS if found.contribution.relayed else "",
        codes_of(desk, found),
    )


def _merges(desk: Desk) -> list[MergeLine]:
    corpus, w = desk.corpus, desk.words
    lines = []
    for merge in desk.material.merges:
        sources = [e for idea in merge.ideas if (e := corpus.by_contribution.get(idea)) is not None]
        gone = any(corpus.gone(idea) for idea in merge.ideas)
        # A wording made of words that were withdrawn would bring them back, unless every author had agreed to it.
        hidden = gone and merge.outcome != "held"
        wording = w("horizon.gone") if hidden else cut_contacts(merge.wording)[0]
        key = f"merge.{merge.outcome}"
        lines.append(MergeLine(wording, w(key) if w.has(key) else merge.outcome, corpus.refs(sources)))
    return lines


def journal_line(desk: Desk, line: JournalEntry) -> JournalLine:
    """A gesture, with the values that name a step or a number: the others may hold an alias or somebody's words."""
    w = desk.words
    key = f"journal.{line.gesture}"
    parts = [w(key) if w.has(key) else line.gesture.replace("_", " ")]
    titles = {step.id: step.title for step in desk.script.steps}
    for name in _STEP_VALUES:
        value = str(line.values.get(name, ""))
        if value in titles or value in titles.values():
            parts.append(w("quoted", text=titles.get(value, value)))
            break
    if isinstance(line.values.get("item"), str):
        parts.append(str(line.values["item"]))
    if line.gesture == "horizon_chosen" and line.values.get("reason"):
        # The facilitators' own words, written to be read here.
        parts.append(w("quoted", text=str(line.values["reason"])))
    for name in _COUNT_VALUES:
        value_given = line.values.get(name)
        if isinstance(value_given, int):
            parts.append(w(f"journal.value.{name}", n=value_given))
    who = f"journal.by.{line.by}"
    return JournalLine(desk.moment(line.at), w(who) if w.has(who) else line.by, " · ".join(parts))


def _evaluation(desk: Desk) -> list[Table]:
    w = desk.words
    tables = []
    for step, question in desk.script.walk():
        if step.kind is StepKind.CLOSING and isinstance(question.accepts, Choice) and not to_hear(question):
            answered = [(label, count) for label, count in desk.corpus.answers(question) if label != w("unsaid")]
            silent = desk.corpus.people - sum(count for _, count in answered)
            rows = [*((label, str(count)) for label, count in answered), (w("unsaid"), str(silent))]
            head = (w("typology.head.label"), w("typology.head.people"))
            tables.append(desk.table(f"t-{slug(question.key)}", desk.shown(question.text), head, rows))
    return tables
