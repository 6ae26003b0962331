"""What a crowd's lines stand for: a card's fields, a person's words as a number. Everything here is fabricated."""

from __future__ import annotations

from pathlib import Path

from bot.authoring import load
from bot.rehearsal.crowd import Behaviour, Person
from bot.rehearsal.lines import References, lines_of, listed, number_of

TOUT = Path(__file__).parents[1] / "engine" / "tout.yaml"


def person(**forms: dict[str, str | int]) -> Person:
    return Person("P01", "Frêne", "fr", 0, (1, 2), {"vecu": ("Un moment.",)}, forms, {}, Behaviour())


def test_the_fields_of_a_card_are_lines_of_its_questions() -> None:
    """A crowd says `action`, the workshop asks at `pistes`: the field that no follow-up is called is the main one."""
    script = load(TOUT.name, TOUT.read_bytes())
    lines = lines_of(person(pistes={"horizon": "RH1", "action": "Un marché", "outil": "Une place"}), script)
    assert lines["pistes.horizon"] == ("RH1",)
    assert lines["pistes"] == ("Un marché",)
    assert lines["pistes.outil"] == ("Une place",)
    assert lines["pistes.encore"] == ("Non",)
    assert lines["vecu"] == ("Un moment.",)


def test_without_a_card_nothing_is_said_of_another() -> None:
    """Who fills in no card is not made to refuse a second one."""
    script = load(TOUT.name, TOUT.read_bytes())
    assert "pistes.encore" not in lines_of(person(), script)


def test_numbers_are_read_beside_the_words_whatever_stands_between() -> None:
    """A side in brackets, a mark at the end, a text cut to fit: still the same thing."""
    message = "Voici :\n1. [Plutôt d'accord] Un argument long qui […]\n2. Le four rouvre. (la vôtre)\nLequel ?"
    assert listed(message)[1] == "Un argument long qui […]"
    assert number_of(message, ["Un argument long qui se poursuit"]) == "1"
    assert number_of(message, ["Rien de tel", "Le four rouvre."]) == "2"
    assert number_of(message, ["Rien de tel"]) == ""
    assert listed("Rien de numéroté ici.") == {}


def test_a_line_may_name_a_person_an_item_or_be_itself() -> None:
    """« P08 » is what P08 said there; « RH1 » is its text; anything else is a sentence."""
    references = References({"P08": {"debat": ("Trop cher.",)}}, {"RH1": "Une cantine."})
    assert references.texts("P08", ["debat", "debat.probe"]) == ("Trop cher.",)
    assert references.texts("RH1", []) == ("Une cantine.",)
    assert references.texts("Aucun", ["debat"]) == ("Aucun",)
