"""Texts with values in them, drawn orders, and what a script says about itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError

from bot.engine.order import drawn
from bot.engine.script import Parameter
from bot.engine.texts import ForbiddenInText, names, render
from tests.engine.world import relocalisation


def test_a_text_shows_values_and_computes_nothing() -> None:
    """What an author writes must never run on the server."""
    assert render("Pour {{ agence }}.", {"agence": "l'Agence {{ x }}"}) == "Pour l'Agence {{ x }}."
    assert names("Pour {{ agence }} en {{ annee }}") == {"agence", "annee"}
    for forbidden in ("{% for x in y %}{% endfor %}", "{{ agence.__class__ }}", "{{ 1 + 1 }}", "{{ agence | upper }}"):
        with pytest.raises(ForbiddenInText) as raised:
            names(forbidden)
        assert raised.value.line == 1
        assert raised.value.finding


def test_a_value_that_is_missing_is_an_error_at_launch() -> None:
    """An empty hole in a question would be read as our carelessness."""
    with pytest.raises(UndefinedError):
        render("Pour {{ agence }}.", {})


def test_a_text_without_a_brace_is_itself() -> None:
    """Most texts are."""
    assert render("Bonjour.", {}) == "Bonjour."
    assert names("Bonjour.") == frozenset()


@given(st.lists(st.text(max_size=5), max_size=8, unique=True), st.randoms(use_true_random=False), st.text(max_size=5))
def test_a_drawn_order_depends_on_the_seed_alone(things: list[str], shuffler: object, seed: str) -> None:
    """Whatever order a database returns, a screen stays as it was."""
    shuffled = list(things)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]
    assert drawn(things, str, seed) == drawn(shuffled, str, seed)
    assert sorted(drawn(things, str, seed)) == sorted(things)


def test_a_script_knows_its_parts_and_is_loud_about_others() -> None:
    """A wrong id is a defect, never an empty answer."""
    script = relocalisation()
    assert script.pool("horizons").group_prefix == "RG"
    with pytest.raises(KeyError):
        script.pool("pistes")
    with pytest.raises(KeyError):
        script.step("jamais")
    with pytest.raises(KeyError):
        script.question("jamais")
    assert script.step_of("vecu.probe").id == "vecu"
    assert Parameter("agence").required
    assert not Parameter("annee", default=2036).required
