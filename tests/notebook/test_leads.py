"""§ 11: one card a lead, points that say where to begin, and nothing filled in by the notebook. Fabricated data."""

import msgspec
import pytest

from bot.notebook.analysis import analyse
from bot.notebook.context import Actions
from tests.notebook.evening import Evening, an_evening_with_a_debate, gone
from tests.notebook.material import HOSTILE


def actions(evening: Evening, **changes: object) -> Actions:
    """§ 11 of an evening."""
    found = analyse(evening.material(**changes)).actions
    assert found is not None
    return found


def plain(text: str) -> str:
    """With ordinary spaces."""
    return text.replace("\u00a0", " ")


def test_leads_come_in_the_order_of_their_points_then_of_the_annex() -> None:
    """Points say where to begin."""
    found = actions(an_evening_with_a_debate())
    assert [(lead.code, lead.rank) for lead in found.leads] == [("PA1", "1er"), ("PA2", "2e"), ("", "")]
    assert found.leads[0].points == "13 points, de 5 personnes"
    assert found.points is not None
    assert found.points.rows[0][1:] == ("1er", "13", "5")


def test_points_of_few_people_are_not_told_as_theirs() -> None:
    """Three points from one person are that person's ballot."""
    found = actions(an_evening_with_a_debate())
    assert found.points is not None
    assert found.points.rows[1][1:] == ("2e", "3", "moins de 3")
    (chart,) = found.points_charts
    assert "points : 13, personnes : 5" in chart.svg.replace("\u00a0", " ")
    assert "points : 3, trop peu de personnes" in chart.svg.replace("\u00a0", " ")
    assert found.leads[1].points == "3 points, de moins de 3 personnes"


def test_cards_put_together_are_one_lead_with_both_authors_words() -> None:
    """A merge loses no source."""
    lead = actions(an_evening_with_a_debate()).leads[0]
    assert lead.action.text == "Ouvrir et tenir une salle pour réparer."
    assert [one.text for one in lead.fields[0].said] == ["Une salle.", "Des tournevis."]
    assert len(lead.sources) == 1
    assert lead.sources[0].label == "C007–C008"
    assert [ref.label for ref in lead.horizons] == ["RH1"]
    # Both tapped the same button: it is written once.
    assert [one.text for one in lead.fields[4].said] == ["Qu'ils portent"]


def test_an_empty_field_is_to_be_specified() -> None:
    """« Elles ne sont jamais remplies par le système. »"""
    lead = actions(an_evening_with_a_debate()).leads[1]
    assert {one.blank for one in lead.fields} == {"à préciser"}
    assert [one.label for one in lead.fields] == [
        "Outil, lieu ou moyen",
        "Processus\u00a0: premier pas",
        "Acteurs à mobiliser",
        "Ce qui pourrait bloquer",
        "Attendu des acteurs publics",
    ]


def test_a_lead_that_received_points_is_printed_as_it_was_read_and_its_card_as_its_author_allows() -> None:
    """The group read the action; the rest of the card nobody read."""
    evening = an_evening_with_a_debate(quotations={2: "no"})
    evening.say(2, "pistes.outil", "MOTS-REFUSES")
    notebook = analyse(evening.material())
    assert notebook.actions is not None
    lead = notebook.actions.leads[1]
    assert lead.action.text == "Un étal à prix doux."
    assert lead.fields == ()
    assert "n'est pas cité" in lead.silent
    assert "MOTS-REFUSES" not in str(notebook)


def test_a_lead_without_points_follows_its_authors_permission() -> None:
    """Nobody but its author has read it."""
    found = actions(an_evening_with_a_debate(quotations={3: "ask"}))
    assert [lead.code for lead in found.leads] == ["PA1", "PA2"]
    assert any("Une de ces pistes n'est pas imprimée" in s.text for s in found.summary)
    quoted = actions(an_evening_with_a_debate()).leads[-1]
    assert quoted.action.text == "Une piste restée hors des points."
    assert quoted.signature == "Habitant·e"


def test_a_withdrawn_lead_loses_its_text_and_keeps_its_points() -> None:
    """The words are hers, the points are everybody's."""
    evening = an_evening_with_a_debate()
    gone(evening, *(one.id for one in evening.said if one.participant == "p002" and one.key.startswith("pistes")))
    lead = actions(evening).leads[1]
    assert lead.action.text == "[texte retiré]"
    assert lead.points
    assert lead.sources == ()


def test_the_points_of_two_people_are_not_printed() -> None:
    """Two ballots are not a result."""
    evening = an_evening_with_a_debate()
    result = msgspec.structs.replace(evening.results["points"], voters=2)
    found = actions(evening, results={**evening.results, "points": result})
    assert found.points is None
    assert [(lead.rank, lead.points) for lead in found.leads] == [("", "")] * 3
    assert any("n'est pas imprimé" in s.text for s in found.summary)


def test_nobodys_leads_and_nobodys_points_are_said() -> None:
    """Absence is written."""
    found = actions(Evening("relocalisation"))
    assert [plain(s.text) for s in found.summary] == [
        "Personne n'a proposé de piste.",
        "Personne n'a réparti de points.",
    ]
    assert found.leads == ()
    assert found.leads_note == ""


def test_a_workshop_may_ask_for_leads_without_points() -> None:
    """An interview has nobody to share points with; a second card is a second lead."""
    evening = Evening("resonance_entretien", people=1)
    for n in range(2):
        evening.say(0, "pistes", f"Proposition {n}.", round=n)
        evening.say(0, "pistes.outil", f"Outil {n}.", round=n)
    notebook = analyse(evening.material())
    assert notebook.actions is not None
    assert [lead.action.text for lead in notebook.actions.leads] == ["Proposition 0.", "Proposition 1."]
    assert [lead.fields[0].said[0].text for lead in notebook.actions.leads] == ["Outil 0.", "Outil 1."]
    assert notebook.essential.leads == ()
    assert notebook.essential.leads_note is not None
    assert "2 pistes" in notebook.essential.leads_note.text


def test_a_button_may_be_what_a_lead_asks_for() -> None:
    """« De quoi ce germe a-t-il besoin ? » is a choice; who taps « autre » says what in words."""
    evening = Evening("reflexes_publics", people=3)
    evening.tap(0, "pistes", "communs")
    evening.tap(1, "pistes", "autre")
    evening.say(1, "pistes.autre", "Un local.")
    found = actions(evening)
    assert [lead.action.text for lead in found.leads] == ["Appel à communs", "Un local."]
    assert [len(lead.fields) for lead in found.leads] == [5, 5]


def test_a_card_with_nothing_but_a_horizon_is_no_lead_and_one_without_its_action_is() -> None:
    """What was passed stays open; what was never begun does not count."""
    evening = Evening("relocalisation")
    evening.say(0, "pistes.horizon", "…", codes=("RH1",), about="RH1")
    evening.say(1, "pistes.outil", "Un camion.")
    [lead] = actions(evening).leads
    assert lead.action.note == "[à préciser]"
    assert lead.fields[0].said[0].text == "Un camion."


@pytest.mark.parametrize("text", [HOSTILE, "appelez le 01 99 00 12 34"])
def test_hostile_text_and_contact_details_are_handled_as_everywhere(text: str) -> None:
    """A card is no back door."""
    evening = Evening("relocalisation")
    evening.say(0, "pistes", text)
    [lead] = actions(evening).leads
    assert lead.action.text == (HOSTILE if text is HOSTILE else "appelez le […]")


def test_page_one_has_the_three_leads_with_most_points() -> None:
    """Decide in three minutes."""
    essential = analyse(an_evening_with_a_debate().material()).essential
    assert [(line.rank, line.code) for line in essential.leads] == [("1er", "PA1"), ("2e", "PA2")]
    assert essential.leads_note is not None
    assert "6 personnes" in essential.leads_note.text
