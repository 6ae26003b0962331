"""§ 5: what each person shared, rubric by rubric. No theme is invented: answers are counted and quoted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from bot.engine.script import FreeText, Proposals, Question, Step, StepKind
from bot.notebook.ballots import items_of, votes_of
from bot.notebook.blocks import Quote, Sentence
from bot.notebook.context import QuestionBlock, Rubric, Shared
from bot.notebook.corpus import Entry, distinct
from bot.notebook.desk import Desk, slug

QUOTED = 12
"""Quotations a question in the body of the notebook; the annex holds them all."""

RUBRICS = ("vecu", "crainte", "envie", "analyse")
_ALSO = {"germe": "analyse", "frein": "analyse", "levier": "analyse", "horizon": "envie"}
_BY_STEP = {"vecu": "vecu", "craintes": "crainte", "germes": "analyse", "territoire": "analyse", "place": "analyse"}


def rubric_of(step: Step) -> str:
    """The part of § 5 that a step feeds, empty if none: its first rubric that is one, else its id."""
    if step.kind in {StepKind.PROFILE, StepKind.CONSENT, StepKind.WELCOME, StepKind.CLOSING, StepKind.KEYWORDS}:
        return ""
    for rubric in step.rubrics:
        plain = unicodedata.normalize("NFKD", rubric.casefold())
        name = "".join(letter for letter in plain if not unicodedata.combining(letter)).removesuffix("s")
        name = _ALSO.get(name, name)
        if name in RUBRICS:
            return name
    if step.kind is StepKind.IDEAS:
        return "envie"
    return _BY_STEP.get(step.id, "") if step.kind is StepKind.OPEN_QUESTION else ""


def shared(desk: Desk) -> Shared:
    """The four parts, always the same."""
    return Shared(
        tuple(_rubric(desk, n, name) for n, name in enumerate(RUBRICS, 1)), desk.words("shared.rule", n=QUOTED)
    )


def asked(desk: Desk, name: str) -> list[tuple[Step, Question]]:
    """The questions in words that feed a rubric."""
    return [
        (step, question)
        for step, question in desk.script.walk()
        if rubric_of(step) == name and isinstance(question.accepts, FreeText | Proposals)
    ]


def _rubric(desk: Desk, n: int, name: str) -> Rubric:
    number = f"5.{n}"
    questions = asked(desk, name)
    absence: Sentence | None = None
    if not questions:
        absence = desk.say(f"rubric.{name}.not_asked", desk.section("A.1"))
    elif not any(desk.corpus.at(q.key) for _, q in questions):
        absence = desk.say(f"rubric.{name}.none", *(desk.step(step) for step, _ in questions[:1]))
    return Rubric(
        number,
        desk.words(f"rubric.{name}"),
        desk.section(number).anchor,
        tuple(question_block(desk, step, question) for step, question in questions),
        absence,
    )


def question_block(desk: Desk, step: Step, question: Question) -> QuestionBlock:
    """Count and quote what a question received."""
    corpus, w = desk.corpus, desk.words
    entries = corpus.at(question.key)
    typed = corpus.typed_at(question)
    anchor = f"q-{slug(question.key)}"
    text = desk.shown(question.text)
    if not entries:
        return QuestionBlock(anchor, step.title, text, (desk.say("absence.question", desk.step(step)),), (), None)
    people = len(distinct(entries))
    said = [
        desk.say(
            "block.people", *corpus.refs(entries), n=people, share=w.share(people, corpus.people), answers=len(entries)
        )
    ]
    profiles = corpus.profiles_of(distinct(entries))
    if profiles:
        said.append(desk.say("block.profiles", *corpus.refs(entries), n=people, profiles=profiles))
    said += _options(desk, question, entries)
    for key in ("refusal.no", "refusal.ask", "refusal.profile"):
        silent = [e for e in typed if e.refusal == key]
        if silent:
            said.append(desk.say(f"block.{key}", *corpus.refs(silent), n=len(silent)))
    printed = [e for e in typed if e.printed]
    # « Rien ne m'inquiète », then « Qu'est-ce qui vous rassure ? »: the second answer stands by itself, or it would
    # be lost.
    printed += [e for e in _probed(desk, step, question) if e.printed and e.author not in distinct(typed)]
    chosen = in_turn(printed, QUOTED)
    left = [e for e in printed if e not in chosen]
    more = desk.say("block.more", *corpus.refs(left), n=len(left)) if left else None
    return QuestionBlock(
        anchor, step.title, text, tuple(said), tuple(_quote(desk, step, question, e) for e in chosen), more
    )


def _options(desk: Desk, question: Question, entries: Sequence[Entry]) -> list[Sentence]:
    """A line for each ready-made answer that somebody chose: a different voice, as much an answer as any."""
    corpus = desk.corpus
    found = []
    for option in getattr(question.accepts, "options", ()):
        chosen = [e for e in entries if corpus.is_option(e) and option.code in e.contribution.codes]
        if chosen:
            n = len(distinct(chosen))
            found.append(desk.say("block.option", *corpus.refs(chosen), n=n, people=n, label=desk.shown(option.label)))
    return found


def in_turn(entries: Sequence[Entry], most: int) -> list[Entry]:
    """At most `most` entries, one of each signature in turn, so that a numerous profile does not crowd the others out.

    They come back in their own order: being quoted first means nothing.
    """
    turns: Counter[str] = Counter()
    ranked = []
    for place, entry in enumerate(entries):
        ranked.append((turns[entry.signature], place))
        turns[entry.signature] += 1
    return [entries[place] for place in sorted(place for _, place in sorted(ranked)[:most])]


def _quote(desk: Desk, step: Step, question: Question, entry: Entry) -> Quote:
    followups = [
        e for e in _probed(desk, step, question) if e.author == entry.author and e.printed and e.number != entry.number
    ]
    return desk.corpus.quote(entry, horizon=_horizon(desk, entry), followups=followups)


def _probed(desk: Desk, step: Step, question: Question) -> tuple[Entry, ...]:
    """The answers to probes that complete this question: the step's first one in words. Ideas have no follow-up."""
    if isinstance(question.accepts, Proposals) or question.key != step.questions[0].key:
        return ()
    return desk.corpus.at(f"{step.id}.probe")


def _horizon(desk: Desk, entry: Entry) -> str:
    for vote, _, _ in votes_of(desk):
        for item in items_of(desk, vote):
            if entry.contribution.id in item.sources:
                return item.code
    return ""
