"""§ 10 of a workshop with a round of objections. All data is fabricated."""

from __future__ import annotations

import pytest

from bot.notebook.analysis import analyse
from bot.notebook.context import Notebook
from tests.engine.test_later_values import MODULES, with_module
from tests.notebook.evening import Evening


def held(*answers: tuple[str, str]) -> Notebook:
    """Per person: whether they object, and whether that is lifted (empty: not said)."""
    _, script = with_module(next(file for file in MODULES if file.stem == "objections"))
    evening = Evening("relocalisation")
    for n, (objects, lifted) in enumerate(answers):
        evening.say(n, "objections", objects.capitalize(), codes=(objects,))
        if objects == "oui":
            evening.say(n, "objections.laquelle", f"Un risque, dit la personne {n}.")
        if lifted:
            evening.say(n, "objections.levee", lifted.capitalize(), codes=(lifted,))
    return analyse(evening.material(script=script))


def told(notebook: Notebook) -> str:
    assert notebook.debate is not None
    return " ".join(one.text for one in notebook.debate.sentences).replace("\u00a0", " ").replace("\u202f", " ")


NO, OBJECTS, LIFTED, STANDS = ("non", ""), ("oui", ""), ("oui", "oui"), ("oui", "non")


@pytest.mark.parametrize(
    ("answers", "objections", "outcome"),
    [
        ((NO, NO, NO), "Aucune objection.", "adoptée, faute d'objection"),
        ((NO, NO, LIFTED), "Une objection ; levées : 1.", "adoptée avec son amélioration"),
        ((LIFTED, STANDS, NO), "2 objections ; levées : 1.", "n'est pas adoptée"),
        ((NO, NO, NO, OBJECTS), "Une objection ; levées : 0.", "n'est pas adoptée"),
    ],
)
def test_one_objection_that_stands_is_enough(
    answers: tuple[tuple[str, str], ...], objections: str, outcome: str
) -> None:
    """However many consent; and who was not asked again still objects."""
    said = told(held(*answers))
    assert objections in said
    assert outcome in said


def test_silence_is_not_consent() -> None:
    """Nobody answered: the proposal is not adopted by default."""
    assert "un silence n'est pas un accord" in told(held())


def test_of_two_people_only_the_number_is_printed() -> None:
    """One objection of two is somebody's."""
    said = told(held(NO, OBJECTS))
    assert "2 personnes ont répondu ; sous 3" in said
    assert "objections" not in said.replace("Tour d'objections", "")


def test_objections_are_printed_word_for_word() -> None:
    """What stands in the way is worth more than how many say so."""
    assert "Un risque, dit la personne 2." in str(held(NO, NO, LIFTED))


def test_a_round_of_objections_is_drawn_with_its_figures_in_words() -> None:
    """How many stand where, as the sentences say it; under three people nothing is drawn."""
    debate = held(NO, NO, LIFTED, STANDS).debate
    assert debate is not None
    (chart,) = debate.charts
    assert "sans objection 2, objection levée 1, objection qui demeure 1." in chart.svg
    few = held(NO, OBJECTS).debate
    assert few is not None
    assert few.charts == ()
