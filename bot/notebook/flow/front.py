"""The flow from page one to § 5: the essentials, the contents, who spoke, and what was said."""

from __future__ import annotations

from bot.notebook.context import CountedWord, Essential, KeywordStep, Notebook
from bot.notebook.flow.bricks import Bricks, Pieces
from bot.notebook.flow.pieces import Contents, ContentsLine, Heading, Line, Lines, Plain


def leading(b: Bricks, essential: Essential) -> Pieces:
    """§ 1, without its title, for it has a page of its own: what the team makes of it all, and what was judged best."""
    if essential.teachings:
        yield b.part("ui.team_teachings")
        yield from b.says(essential.teachings)
        yield Plain(essential.teachings_note, "note")
    yield b.part("ui.leaders")
    if essential.leaders:
        yield Lines(
            tuple(
                Line(line.text, line.rank, line.code, line.anchor, line.grade, line.gauge) for line in essential.leaders
            )
        )
    yield b.say(essential.leaders_note, "note")


def told(b: Bricks, essential: Essential) -> Pieces:
    """§ 1, what is computed: who spoke, what unites and divides, what to begin with."""
    yield b.part("ui.participation")
    yield from b.says(essential.participation)
    if essential.debates:
        yield b.part("ui.debate")
        yield from b.says(essential.debates)
    if essential.leads_note is not None:
        yield b.part("ui.leads")
        if essential.leads:
            yield Lines(
                tuple(Line(line.text, line.rank, line.code, line.anchor, line.points) for line in essential.leads)
            )
        yield b.say(essential.leads_note, "note")
    yield b.part("ui.shared")
    yield from b.says(essential.shared)
    if essential.closing_note is not None:
        yield b.part("ui.closing")
        yield from b.quotes(essential.closing)
        yield b.say(essential.closing_note, "note")


def asked(b: Bricks, essential: Essential) -> Pieces:
    """§ 1, what the team asks for, to whom and by when."""
    if essential.asked:
        yield b.part("ui.asked")
        yield from b.says(essential.asked)
        yield Plain(essential.asked_note, "note")
    yield from b.table(essential.decisions, prose=True)


def contents(b: Bricks, notebook: Notebook) -> Contents:
    """The table of contents."""
    return Contents(
        tuple(
            ContentsLine(entry.number, entry.title, entry.anchor, "" if entry.fed else b.t("ui.not_fed"))
            for entry in notebook.toc
        )
    )


def identity(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 0."""
    yield b.section("0", "s0")
    yield from b.facts(notebook.identity.facts)
    yield from b.says(notebook.identity.sentences)


def background(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 2."""
    found = notebook.background
    yield b.section("2", "s2")
    yield from b.facts(found.purpose)
    if found.written:
        yield b.part("ui.team_context")
        yield from b.says(found.written)
        yield Plain(found.written_note, "note")
    yield b.part("ui.approach")
    yield from b.says(found.approach)
    yield b.part("ui.teachings")
    if found.teachings:
        yield Lines(tuple(Line(teaching) for teaching in found.teachings))
    yield from b.plain(found.teachings_note, "note")
    if found.blocks:
        yield b.part("ui.spoken_of")
        yield from b.questions(found.blocks)
    yield b.part("ui.figures")
    yield b.say(found.figures_note)
    yield from b.quotes(found.figures)


def typology(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 3."""
    found = notebook.typology
    yield b.section("3", "s3")
    yield b.part("ui.missing")
    yield b.say(found.missing_note)
    yield from b.says(found.sentences)
    yield from b.chart(found.chart)
    for table in found.tables:
        yield from b.table(table)
    if found.participation is not None:
        yield b.part("ui.turnout")
        yield from b.picture(found.participation)
    for picture in found.timeline:
        yield from b.picture(picture)


def keywords(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 4."""
    if notebook.keywords is None:
        return
    yield b.section("4", "s4")
    for step in notebook.keywords.steps:
        yield from _keyword_step(b, step)


def _keyword_step(b: Bricks, step: KeywordStep) -> Pieces:
    yield Plain(step.question, "asked")
    yield from b.says(step.summary)
    yield b.part("ui.words.shared")
    yield from b.chart(step.chart)
    yield from _words(b, step.shared)
    yield b.part("ui.words.single")
    yield from _words(b, step.single)
    yield from b.questions(step.explanations)


def _after(b: Bricks, word: CountedWord) -> str:
    said = [b.t("ui.words.forms", forms=", ".join(word.forms))] if word.forms else []
    if word.people > 1:
        said.append(b.t("ui.words.people", n=word.people))
    return " · ".join(said)


def _words(b: Bricks, words: tuple[CountedWord, ...]) -> Pieces:
    if not words:
        yield Plain(b.t("ui.words.none"), "note")
        return
    yield Lines(tuple(Line(word.word, after=_after(b, word), refs=(word.ref,)) for word in words), run=True)


def shared(b: Bricks, notebook: Notebook) -> Pieces:
    """§ 5."""
    yield b.section("5", "s5")
    yield Plain(notebook.shared.rule, "note")
    yield from b.picture(notebook.shared.people)
    for rubric in notebook.shared.rubrics:
        yield Heading(2, rubric.title, rubric.number, rubric.anchor)
        yield from b.maybe(rubric.absence, "absence")
        yield from b.questions(rubric.blocks)
    yield from b.team(notebook.shared.team)
