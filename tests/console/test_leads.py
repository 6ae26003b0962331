"""The leads of a session on a page of their own, narrowed to what the team looks for. Everything is fabricated."""

from __future__ import annotations

from bot.console.views.leads import Filter
from bot.facilitation.numbering import LeadField, ShownLead
from bot.notebook.analysis import analyse, leads
from tests.console.support import Console
from tests.console.test_answers import at, served  # the desk that proposes leads
from tests.facilitation.support import ADA, Desk
from tests.facilitation.test_answering import LEA, closed, proposing
from tests.notebook.evening import an_evening_with_a_debate

__all__ = ["at", "served"]

LEAD = ShownLead(
    "PA1",
    "Un four à pain",
    "1er",
    "11 points",
    ("RH2",),
    (LeadField("Outil", ("Un vélo-cargo",)), LeadField("Acteurs", ())),
    "",
    "Habitant·e",
    ("C012",),
)


def test_leads_are_found_by_word_by_horizon_and_by_what_is_still_to_be_specified() -> None:
    """Accents and capitals aside; in the lead itself as in the fields of its card."""
    for kept in (Filter(), Filter(word="VELO"), Filter(horizon="RH2"), Filter(blank="Acteurs"), Filter(word="four a")):
        assert kept.keeps(LEAD)
    for left_out in (Filter(word="cantine"), Filter(horizon="RH9"), Filter(blank="Outil"), Filter(blank="Budget")):
        assert not left_out.keeps(LEAD)


def test_leads_are_those_of_the_notebook_with_their_fields_and_points() -> None:
    """What the page says of a lead is what § 11 prints, an empty field included."""
    found = leads(an_evening_with_a_debate().material())
    printed = analyse(an_evening_with_a_debate().material()).actions
    assert printed is not None
    assert [(one.code, one.rank, one.points) for one in found] == [
        (one.code, one.rank, one.points) for one in printed.leads
    ]
    assert any(one.rank and one.horizons and one.numbers for one in found)
    assert any(field.said for one in found for field in one.fields)


async def test_a_lead_whose_author_lets_nothing_be_quoted_is_answered_and_not_shown(at: Desk, served: Console) -> None:
    """The page follows the notebook; the answer reaches its author all the same."""
    record = await proposing(at, LEA)
    browser = await served.signed_in(ADA)
    await closed(at, record)
    await browser.opens(f"/console/seances/{record.id}/pistes")
    assert "Aucune piste à montrer" in browser.text
    await browser.opens(f"/console/seances/{record.id}/reponses")
    assert f"La piste de {LEA}" in browser.text
