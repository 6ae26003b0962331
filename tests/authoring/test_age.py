"""`minimum_age` in a welcome: how it is written, and what is said of it. The scripts are fabricated."""

from bot.authoring import check, load
from bot.engine.script import Threshold
from tests.authoring.test_check_fields import swapped

_WELCOME = "enter: {go: Je commence}}"


def written(age: str) -> bytes:
    return swapped(_WELCOME, f"enter: {{go: Je commence}}, minimum_age: {age}}}").encode()


def test_an_age_gate_is_a_question_with_two_buttons() -> None:
    """In the author's words: « Avez-vous 15 ans ou plus ? » reads better than a number put into a sentence of ours."""
    text = written("{ask: Avez-vous 15 ans ou plus ?, accept: {oui: Oui}, decline: {non: Non}}")
    assert check("essai.yaml", text) == []
    gate = load("essai.yaml", text).question("accueil.age")
    assert gate.text == "Avez-vous 15 ans ou plus ?"
    assert isinstance(gate.accepts, Threshold)
    assert [one.code for one in gate.accepts.options] == ["oui", "non"]


def test_an_age_gate_without_a_button_is_reported() -> None:
    """Nobody could get past it."""
    findings = check("essai.yaml", written("{ask: Avez-vous 15 ans ou plus ?, accept: {oui: Oui}}"))
    assert any("decline" in str(one) for one in findings)
