"""What a question in words received: counted, and quoted as typed. No theme is invented.

Not here: which questions each section holds (`routes`), closed questions (`closed`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.engine.script import FreeText, Keywords, Question, Step
from bot.notebook.ballots import items_of, votes_of
from bot.notebook.blocks import QuestionBlock, Quote, Sentence
from bot.notebook.corpus import Entry, distinct, probe_keys
from bot.notebook.desk import Desk, slug

QUOTED = 12
"""Quotations a question in the body of the notebook; the annex holds them all."""


def question_block(
    desk: Desk, step: Step, question: Question, *, beside: QuestionBlock | None = None, elsewhere: str = ""
) -> QuestionBlock:
    """Count and quote what a question received; only count it when its words are printed in section `elsewhere`."""
    corpus, w = desk.corpus, desk.words
    entries = corpus.at(question.key)
    typed = corpus.typed_at(question)
    anchor = f"q-{slug(question.key)}"
    text, kind = desk.shown(question.text), step.kind.value
    if not entries:
        nobody = (desk.say("absence.question", desk.step(step)),)
        return QuestionBlock(anchor, step.title, text, nobody, (), None, None, beside, kind)
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
    printed += [e for e in probed(desk, step, question) if e.printed and e.author not in distinct(typed)]
    if elsewhere and printed:
        there = desk.say("block.elsewhere", desk.section(elsewhere), *corpus.refs(printed), n=len(printed))
        return QuestionBlock(anchor, step.title, text, tuple(said), (), there, None, beside, kind)
    chosen = in_turn(printed, QUOTED)
    left = [e for e in printed if e not in chosen]
    more = desk.say("block.more", *corpus.refs(left), n=len(left)) if left else None
    return QuestionBlock(
        anchor,
        step.title,
        text,
        tuple(said),
        tuple(quote_of(desk, step, question, e) for e in chosen),
        more,
        None,
        beside,
        kind,
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


def quote_of(desk: Desk, step: Step, question: Question, entry: Entry) -> Quote:
    """An answer, with what its author added when asked."""
    followups = [
        e for e in probed(desk, step, question) if e.author == entry.author and e.printed and e.number != entry.number
    ]
    followups += [e for e in desk.corpus.precisions if e.contribution.about == entry.contribution.id and e.printed]
    return desk.corpus.quote(entry, horizon=_horizon(desk, entry), followups=followups)


def probed(desk: Desk, step: Step, question: Question) -> tuple[Entry, ...]:
    """The answers to probes that complete this question: the step's first one in words. Ideas have no follow-up."""
    first = next((q for q in step.questions if isinstance(q.accepts, FreeText | Keywords)), None)
    if first is None or question.key != first.key:
        return ()
    return tuple(e for key in probe_keys(step) for e in desk.corpus.at(key))


def _horizon(desk: Desk, entry: Entry) -> str:
    for vote, _, _ in votes_of(desk):
        for item in items_of(desk, vote):
            if entry.contribution.id in item.sources:
                return item.code
    return ""
