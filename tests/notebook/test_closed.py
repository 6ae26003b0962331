"""Closed questions: every answer counted, the middle of a scale, never a mean. All data is fabricated."""

from bot.engine.ballots import Item, Origin
from bot.notebook.analysis import analyse
from bot.notebook.blocks import QuestionBlock
from bot.notebook.context import Notebook
from tests.notebook.evening import Evening
from tests.notebook.material import HOSTILE


def blocks(notebook: Notebook, number: str) -> dict[str, QuestionBlock]:
    """The blocks of a part of § 5, by anchor."""
    [rubric] = [one for one in notebook.shared.rubrics if one.number == number]
    return {block.anchor: block for block in rubric.blocks}


def placed(*points: str) -> Evening:
    """An evening on public spaces at which each person taps a point of the scale, and the first two say why."""
    evening = Evening("espaces_publics", people=len(points))
    for n, point in enumerate(points):
        evening.tap(n, "place", point)
    evening.say(0, "place.explication", "On m'y salue.")
    evening.say(1, "place.explication", HOSTILE)
    return evening


def test_a_scale_gives_its_distribution_and_its_middle() -> None:
    """A mean of opinions is a number nobody gave."""
    block = blocks(analyse(placed("1", "5", "5", "4", "sans_avis").material()), "5.4")["q-place"]
    assert block.table is not None
    assert [row[1] for row in block.table.rows] == ["1", "personne", "personne", "1", "2", "1"]
    told = " ".join(s.text for s in block.summary).replace("\u00a0", " ")
    assert "entre « 4 » et « 5 – Tout à fait », sur 4 réponses" in told
    assert "moyenne" not in told


def test_the_middle_of_an_odd_number_is_an_answer() -> None:
    """The lower median of an odd number is the median."""
    block = blocks(analyse(placed("1", "2", "5").material()), "5.4")["q-place"]
    assert any("« 2 »" in s.text.replace("\u00a0", " ") for s in block.summary)


def test_why_is_quoted_under_the_scale() -> None:
    """A point of a scale says nothing without its reason; hostile text stays text."""
    block = blocks(analyse(placed("1", "2", "5").material()), "5.4")["q-place-explication"]
    assert [quote.text for quote in block.quotes] == ["On m'y salue.", HOSTILE]


def test_two_answers_are_not_detailed() -> None:
    """Two points of a scale are two people's."""
    block = blocks(analyse(placed("1", "5").material()), "5.4")["q-place"]
    assert block.table is None
    assert "ne sont pas imprimées" in block.summary[0].text


def test_nobodys_answer_is_said() -> None:
    """Absence is written for a button as for a text."""
    notebook = analyse(Evening("espaces_publics").material())
    assert [block.summary[0].text for block in notebook.background.blocks] == [
        "Personne n'a répondu à cette question."
    ] * 2
    assert notebook.shared.rubrics[3].absence is not None


def test_what_people_spoke_of_is_context() -> None:
    """« De quel lieu allez-vous parler ? » is no analysis."""
    evening = Evening("espaces_publics", people=3)
    for n in range(3):
        evening.tap(n, "lieu", "parc")
        evening.say(n, "lieu.nom", f"Le parc {n}")
    found = {block.anchor: block for block in analyse(evening.material()).background.blocks}
    assert found["q-lieu"].table is not None
    assert [quote.text for quote in found["q-lieu-nom"].quotes] == ["Le parc 0", "Le parc 1", "Le parc 2"]


def test_consequences_are_set_side_by_side() -> None:
    """Better for whom, worse for whom: one without the other would be a plea."""
    evening = Evening("espaces_publics", people=3)
    evening.say(0, "consequences", "Pour les enfants.")
    evening.say(1, "consequences.moins_bien", "Pour les livreurs.")
    block = blocks(analyse(evening.material()), "5.2")["q-consequences"]
    assert block.beside is not None
    assert [quote.text for quote in block.quotes] == ["Pour les enfants."]
    assert [quote.text for quote in block.beside.quotes] == ["Pour les livreurs."]


def test_texts_show_the_horizon_that_the_vote_gave_and_a_hole_without_one() -> None:
    """« Prenons l'horizon le mieux jugé : « … » » must be readable in the annex."""
    annex = analyse(Evening("espaces_publics").material()).annex
    [step] = [one for one in annex.steps if one.anchor == "e-consequences"]
    assert any("[…]" in text for text in step.texts)
    evening = Evening("espaces_publics")
    evening.vote("vote", [Item("EH1", "Un coin d'ombre.", Origin.PREPARED)], [(0, 0, 0, 0, 0, 0, 6)])
    [step] = [one for one in analyse(evening.material()).annex.steps if one.anchor == "e-consequences"]
    assert any("Un coin d'ombre." in text for text in step.texts)


def test_a_precision_stands_under_the_idea_it_makes_clearer() -> None:
    """« Précisez » was asked by somebody who wanted to understand: so does the reader."""
    evening = Evening("relocalisation", people=3)
    idea = evening.propose(0, "horizons", "horizons", "On répare ici.")
    evening.say(0, "clarification.precision", "Surtout des vélos.", about=idea)
    notebook = analyse(evening.material())
    [quote] = blocks(notebook, "5.3")["q-horizons"].quotes
    assert [(f.text, f.question) for f in quote.followups] == [
        ("Surtout des vélos.", "Précision demandée par quelqu'un du groupe")
    ]


def test_a_cross_reading_is_an_analysis() -> None:
    """What one recognises in others' cards is said of practices, not of wishes."""
    evening = Evening("reflexes_publics", people=3)
    evening.say(0, "lecture", "On fait pareil.")
    evening.say(0, "lecture.autrement", "Sans formulaire.")
    found = blocks(analyse(evening.material()), "5.4")
    assert [quote.text for quote in found["q-lecture"].quotes] == ["On fait pareil."]
    assert [quote.text for quote in found["q-lecture-autrement"].quotes] == ["Sans formulaire."]


def test_the_five_cs_are_one_table() -> None:
    """A profile is read at once."""
    evening = Evening("metropole_possibles", people=3)
    keys = ("cinq_c", "cinq_c.creativite", "cinq_c.confiance", "cinq_c.convivialite", "cinq_c.culot")
    for n in range(3):
        for key in keys:
            evening.tap(n, key, ("fort", "faible", "fort")[n])
    actions = analyse(evening.material()).actions
    assert actions is not None
    [block] = actions.collective
    assert block.table is not None
    assert len(block.table.rows) == 5
    assert block.table.rows[0][1:] == ("2", "0", "1", "0")


def test_a_c_that_too_few_answered_is_not_put_in_the_table() -> None:
    """One person's answers in a row of five would be that person's profile."""
    evening = Evening("metropole_possibles", people=3)
    evening.tap(0, "cinq_c", "fort")
    actions = analyse(evening.material()).actions
    assert actions is not None
    assert len(actions.collective) == 5
    assert all(block.table is None for block in actions.collective)


def test_people_file_what_they_said_in_blocks() -> None:
    """§ 6 is theirs to say, not the notebook's."""
    evening = Evening("resonance_entretien", people=4)
    for n in range(4):
        evening.tap(n, "bloc", "ancrage")
    reading = analyse(evening.material()).reading
    assert reading is not None
    assert reading.blocks[0].table is not None
    assert reading.blocks[0].table.rows[1] == ("Ancrage territorial", "4")
