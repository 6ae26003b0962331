"""From the material to the context: pure, deterministic, section by section in the order they are read."""

from __future__ import annotations

from bot.facilitation.records import Material
from bot.notebook.annex import annex
from bot.notebook.ballots import published, votes_of, worked_out
from bot.notebook.blocks import Fact
from bot.notebook.citations import check_references, with_citations
from bot.notebook.context import Absence, Notebook, TocEntry
from bot.notebook.debate import debate
from bot.notebook.desk import Desk
from bot.notebook.essential import essential
from bot.notebook.ethics import ethics
from bot.notebook.horizons import horizons
from bot.notebook.keywords import keywords
from bot.notebook.leads import actions
from bot.notebook.opening import background, identity, suites
from bot.notebook.shared import shared
from bot.notebook.typology import typology

CONTENTS = (*(str(n) for n in range(16)), "A")
"""The sections, the same for every theme."""

ALWAYS = frozenset({"0", "1", "2", "3", "5", "14", "15", "A"})


def analyse(material: Material) -> Notebook:
    """Build the notebook of a session.

    Raises:
        UnreferencedSentence, GroupOfOne, DanglingReference: a golden rule would be broken. Nothing is compiled.
    """
    desk = Desk(material)
    desk.worked_out.update(worked_out(desk))
    w = desk.words
    # In the order of the sections, so that tables are numbered as they are read.
    background_, typology_ = background(desk), typology(desk)
    keywords_, shared_, horizons_ = keywords(desk), shared(desk), horizons(desk)
    debate_, actions_ = debate(desk, horizons_), actions(desk)
    ethics_, annex_ = ethics(desk), annex(desk)
    found = (("4", keywords_), ("9", horizons_), ("10", debate_), ("11", actions_))
    fed = {*ALWAYS, *(number for number, value in found if value is not None)}
    absences = {
        number: Absence(
            number,
            w(f"section.{number}"),
            desk.section(number).anchor,
            desk.say(f"absence.{number}", desk.section("A.1")),
        )
        for number in CONTENTS
        if number not in fed
    }
    notebook = Notebook(
        language=w.language,
        title=material.session.title or material.script.title,
        territory=desk.parameter("territoire"),
        agency=desk.parameter("agence"),
        status=w("status.provisional"),
        date=desk.day(material.compiled_at),
        group_note=w("group_note", n=desk.corpus.people),
        notice=material.session.notice,
        software=material.software,
        key_figures=_key_figures(desk),
        toc=tuple(
            TocEntry(number, w(f"section.{number}"), desk.section(number).anchor, number in fed) for number in CONTENTS
        ),
        identity=identity(desk),
        essential=essential(desk, typology_, keywords_, horizons_),
        background=background_,
        typology=typology_,
        keywords=keywords_,
        shared=shared_,
        horizons=horizons_,
        debate=debate_,
        actions=actions_,
        ethics=ethics_,
        suites=suites(desk),
        absences=absences,
        annex=annex_,
    )
    notebook = with_citations(notebook, w)
    check_references(notebook)
    return notebook


def _key_figures(desk: Desk) -> tuple[Fact, ...]:
    w, corpus = desk.words, desk.corpus
    figures = [
        Fact(w("figure.people", n=corpus.people), str(corpus.people)),
        Fact(w("figure.contributions", n=len(corpus.kept)), str(len(corpus.kept))),
    ]
    votes = votes_of(desk)
    if votes:
        result = published(desk, votes[-1][0])
        raw = desk.material.results.get(votes[-1][0].id)
        voters = raw.voters if raw is not None else 0
        figures.append(Fact(w("figure.voters", n=voters), str(voters)))
        graded = len(result.items) if result is not None else 0
        figures.append(Fact(w("figure.horizons", n=graded), str(graded)))
    return tuple(figures)
