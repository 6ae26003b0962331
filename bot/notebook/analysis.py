"""From the material to the context: pure, deterministic, section by section in the order they are read."""

from __future__ import annotations

import dataclasses
from base64 import b64encode
from collections.abc import Sequence

from bot.facilitation.numbering import LeadField, Place, ShownLead
from bot.facilitation.records import Material
from bot.notebook.annex import annex
from bot.notebook.ballots import published, votes_of, worked_out
from bot.notebook.blocks import Fact, Logo
from bot.notebook.citations import check_references, with_citations
from bot.notebook.closed import blocks_of
from bot.notebook.coded import by_block
from bot.notebook.commitments import commitments
from bot.notebook.context import Absence, Notebook, Reading, TocEntry
from bot.notebook.debate import debate
from bot.notebook.desk import Desk
from bot.notebook.essential import essential
from bot.notebook.ethics import ethics
from bot.notebook.factors import factors, germs, posture
from bot.notebook.horizons import horizons
from bot.notebook.keywords import keywords
from bot.notebook.leads import actions
from bot.notebook.opening import background, identity
from bot.notebook.participation import participation
from bot.notebook.routes import at_home
from bot.notebook.shared import shared
from bot.notebook.suites import suites
from bot.notebook.timeline import timeline
from bot.notebook.typology import typology
from bot.notebook.versions import status
from bot.notebook.whereabouts import whereabouts, with_coverage

CONTENTS = (*(str(n) for n in range(16)), "A")
"""The sections, the same for every theme."""

ALWAYS = frozenset({"0", "1", "2", "3", "5", "14", "15", "A"})


def analyse(material: Material) -> Notebook:
    """Build the notebook of a session.

    Raises:
        UnreferencedSentence, GroupOfOne, DanglingReference: a golden rule would be broken. Nothing is compiled.
    """
    return _built(Desk(material))


def leads(material: Material) -> Sequence[ShownLead]:
    """The leads of a session as § 11 prints them: `facilitation.numbering.LeadsOf`.

    Raises:
        Defect: a golden rule would be broken.
    """
    actions = analyse(material).actions
    return [
        ShownLead(
            lead.code,
            lead.action.text or lead.action.note,
            lead.rank,
            lead.points,
            tuple(ref.label for ref in lead.horizons),
            tuple(LeadField(one.label, tuple(said.text or said.note for said in one.said)) for one in lead.fields),
            lead.silent,
            lead.signature,
            tuple(ref.label for ref in lead.sources),
        )
        for lead in (actions.leads if actions is not None else ())
    ]


def places(material: Material) -> Sequence[Place]:
    """Where the notebook of a session uses each contribution that has a number, in its order.

    Raises:
        UnreferencedSentence, GroupOfOne, DanglingReference: as above.
    """
    desk = Desk(material)
    return whereabouts(desk, _built(desk))


def _built(desk: Desk) -> Notebook:
    material = desk.material
    desk.worked_out.update(worked_out(desk))
    w = desk.words
    # In the order of the sections, so that tables are numbered as they are read.
    background_, typology_ = background(desk), typology(desk)
    typology_ = dataclasses.replace(typology_, participation=participation(desk), timeline=timeline(desk))
    keywords_, shared_ = keywords(desk), shared(desk)
    reading_, posture_, factors_ = reading(desk), posture(desk), factors(desk)
    horizons_ = horizons(desk)
    debate_, actions_ = debate(desk, horizons_), actions(desk)
    commitments_, germs_ = commitments(desk), germs(desk)
    ethics_ = ethics(desk)
    suites_, annex_ = suites(desk, actions_), annex(desk)
    found = (
        ("4", keywords_), ("6", reading_), ("7", posture_), ("8", factors_), ("9", horizons_), ("10", debate_),
        ("11", actions_), ("12", commitments_), ("13", germs_),
    )  # fmt: skip
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
        logo=Logo(b64encode(material.logo).decode()) if material.logo else None,
        status=status(desk),
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
        reading=reading_,
        posture=posture_,
        factors=factors_,
        horizons=horizons_,
        debate=debate_,
        actions=actions_,
        commitments=commitments_,
        germs=germs_,
        ethics=ethics_,
        suites=suites_,
        absences=absences,
        annex=annex_,
    )
    notebook = with_coverage(desk, with_citations(notebook, w))
    check_references(notebook)
    return notebook


def reading(desk: Desk) -> Reading | None:
    """§ 6, or None when no step asks people to file what they said, and the team has filed nothing under a block."""
    blocks = tuple(block for step in at_home(desk.script, "6") for block in blocks_of(desk, step))
    team = by_block(desk)
    return Reading(blocks, team) if blocks or team is not None else None


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
