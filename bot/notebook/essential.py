"""§ 1, the page one decides from: computed sentences, each with what it rests on. Nothing is chosen for its meaning."""

from __future__ import annotations

from bot.engine.script import FreeText, GradedBallot, Proposals, Question, Step, StepKind
from bot.facilitation.team_texts import TextName
from bot.notebook.answers import in_turn
from bot.notebook.ballots import grade_of, in_order, item_anchor, item_text, published, rank_of, tied, votes_of
from bot.notebook.blocks import Quote, Sentence, Table
from bot.notebook.context import Essential, Horizons, Keywords, LeaderLine, Typology
from bot.notebook.corpus import distinct
from bot.notebook.debate import moved
from bot.notebook.desk import Desk
from bot.notebook.leads import first_leads
from bot.notebook.routes import RUBRICS
from bot.notebook.shared import asked
from bot.notebook.tallies import in_short
from bot.notebook.team import assisted, written
from bot.notebook.unanimous import shared_by_all

_LEADERS = 3
_CLOSING = 3


def essential(desk: Desk, typology: Typology, keywords: Keywords | None, horizons: Horizons | None) -> Essential:
    """One page out of what the other sections hold."""
    leaders, note = _leaders(desk)
    drafted = assisted(desk)
    teachings = (*written(desk, TextName.TEACHINGS), *drafted)
    quotes, closing_note = _closing(desk)
    decided = written(desk, TextName.DECISIONS)
    participation = [desk.say("essential.people", desk.section("0"), desk.section("3"), n=desk.corpus.people)]
    for step, _, _ in votes_of(desk):
        result = desk.material.results.get(step.id)
        if result is not None:
            share = desk.words.share(result.voters, max(desk.corpus.people, result.voters))
            participation.append(desk.say("essential.voted", desk.section("9"), n=result.voters, share=share))
    return Essential(
        (*participation, typology.missing_note),
        leaders,
        note,
        (
            *shared_by_all(desk),
            *(vote.divides for vote in (horizons.votes if horizons is not None else ())),
            *moved(desk),
        ),
        *first_leads(desk),
        teachings,
        desk.words("team.assisted.note" if drafted else "team.teachings.note") if teachings else "",
        (*_rubrics(desk), *_words(desk, keywords)),
        quotes,
        closing_note,
        decided,
        desk.words("team.decisions.note") if decided else "",
        None if decided else _decisions(desk),
    )


def _leaders(desk: Desk) -> tuple[tuple[LeaderLine, ...], Sentence]:
    votes = votes_of(desk)
    if not votes:
        return (), desk.say("essential.no_vote", desk.section("A.1"))
    # The last vote is the one that settled: an earlier round stays in § 9.
    step, _, ballot = votes[-1]
    result = published(desk, step)
    if result is None:
        return (), desk.say("essential.no_result", desk.section("9"))
    ties = tied(result)
    lines = [
        LeaderLine(
            rank_of(desk, place, ties),
            item.code,
            item_anchor(step, item),
            item_text(desk, item),
            *(
                (grade_of(ballot, place), desk.words("gauge", above=place.above, below=place.below))
                if isinstance(ballot, GradedBallot)
                else in_short(desk, ballot, result, count, place)
            ),
        )
        for item, count, place in in_order(result)
        if place.rank is not None and place.rank <= _LEADERS
    ]
    if not lines:
        return (), desk.say("essential.none_ranked", desk.section("9"))
    return tuple(lines), desk.say("essential.leaders", desk.section("9"), n=result.voters)


def _rubrics(desk: Desk) -> list[Sentence]:
    w, corpus = desk.words, desk.corpus
    said = []
    for n, name in enumerate(RUBRICS, 1):
        questions = asked(desk, name)
        section = desk.section(f"5.{n}")
        if not questions:
            continue
        entries = [e for _, question in questions for e in corpus.typed_at(question)]
        people = len(distinct(entries))
        share = w.share(people, corpus.people)
        # An interview asks what people wish, and gathers no horizons.
        wishes_only = name == "envie" and not any(isinstance(q.accepts, Proposals) for _, q in questions)
        told = "essential.wish" if wishes_only else f"essential.{name}"
        said.append(desk.say(told, section, *corpus.refs(entries), n=people, people=people, share=share))
        for _, question in questions:
            for option in getattr(question.accepts, "options", ()):
                chosen = [e for e in corpus.at(question.key) if option.code in e.contribution.codes]
                if chosen:
                    n_people = len(distinct(chosen))
                    label = desk.shown(option.label)
                    said.append(
                        desk.say(
                            "block.option", section, *corpus.refs(chosen), n=n_people, people=n_people, label=label
                        )
                    )
    return said


def _words(desk: Desk, keywords: Keywords | None) -> list[Sentence]:
    if keywords is None:
        return []
    said = []
    for step in keywords.steps:
        if not step.shared:
            continue
        top = step.shared[0].people
        first = [word for word in step.shared if word.people == top]
        listed = desk.words.listed([desk.words("quoted", text=word.word) for word in first])
        share = desk.words.share(top, desk.corpus.people)
        refs = tuple(word.ref for word in first)
        said.append(
            desk.say("essential.words", desk.section("4"), *refs, n=len(first), people=top, words=listed, share=share)
        )
    return said


def _closing(desk: Desk) -> tuple[tuple[Quote, ...], Sentence | None]:
    """What counts most for people: the first closing question in words."""
    corpus = desk.corpus
    found = _closing_question(desk)
    if found is None:
        return (), None
    step, question = found
    entries = corpus.typed_at(question)
    printed = [e for e in entries if e.printed]
    people = len(distinct(entries))
    refs = corpus.refs(entries) or (desk.step(step),)
    return (
        tuple(corpus.quote(e) for e in in_turn(printed, _CLOSING)),
        desk.say("essential.closing", *refs, n=people, people=people, question=desk.shown(question.text)),
    )


def _closing_question(desk: Desk) -> tuple[Step, Question] | None:
    for step, question in desk.script.walk():
        if step.kind is StepKind.CLOSING and isinstance(question.accepts, FreeText):
            return step, question
    return None


def _decisions(desk: Desk) -> Table:
    w = desk.words
    blank = w("to_specify")
    head = (w("decisions.what"), w("decisions.whom"), w("decisions.when"))
    return Table("t-decisions", w("decisions.caption"), head, ((blank, blank, blank),))
