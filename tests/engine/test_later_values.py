"""Values that facilitators give while the session runs, and modules that use them. All fabricated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.authoring import check, load
from bot.engine.events import ValueGiven
from bot.engine.phrases import Label
from bot.engine.prompts import Paragraph
from bot.engine.script import Script
from tests.engine.test_group_life import FILE, PEOPLE, fill_card, until_cards
from tests.engine.world import ANA, BOB, CLO, World, buttons_of

FOLDER = Path(__file__).parents[2] / "workshops" / "modules"
MODULES = sorted(file for file in FOLDER.glob("*.yaml") if "." not in file.stem)

HEAD = """\
format: 1
id: essai
title: Essai
phases: {C: Approfondir, D: Suites}
parameters:
  enseignement_1: {default: un premier enseignement}
  enseignement_2: {default: un deuxième enseignement}
  enseignement_3: {default: un troisième enseignement}
PARAMETERS
pools:
  horizons: {group_prefix: RG, prepared: {RH1: Une cantine., RH2: Un atelier.}}
  pistes: {group_prefix: PA}
steps:
  - consent:
      id: consentement
      title: Accord
      phase: C
      minutes: 1
      ask: D'accord ?
      accept: {oui: J'accepte}
      decline: {non: Non}
  - open_question: {id: vecu, title: Vécu, phase: C, minutes: 1, ask: Racontez., several_messages: false}
  - majority_vote:
      id: vote
      title: Vote
      phase: C
      minutes: 1
      gate: {at_most: 15}
      pool: horizons
      ask: Ce serait…
      grades: {bien: Bien, moyen: Moyen, mal: Mal}
      no_opinion: {sans_avis: Sans avis}
  - card: {id: pistes, record: lead, title: Piste, phase: D, minutes: 1, gate: {at_most: 15}, pool: pistes, ask: Quoi ?}
  - points: {id: points, title: Points, phase: D, minutes: 1, gate: {at_most: 15}, pool: pistes, ask: Par quoi ?}
"""
END = "  - closing: {id: cloture, title: Fin, phase: D, minutes: 1, gate: {at_most: 15}, ask: Un mot ?}\n"


def with_module(module: Path) -> tuple[str, Script]:
    """The module pasted among the steps of a workshop, as its first lines say to."""
    text = module.read_text(encoding="utf-8")
    before, _, steps = text.partition("steps:\n")
    parameters = before.partition("parameters:\n")[2].rstrip()
    source = HEAD.replace("PARAMETERS\n", f"{parameters}\n" if parameters else "") + steps + END
    return source, load("essai.yaml", source.encode())


@pytest.mark.parametrize("module", MODULES, ids=lambda file: file.stem)
def test_a_module_pasted_into_a_workshop_is_accepted(module: Path) -> None:
    """Its author pastes, and `check` has nothing to say against it."""
    source, script = with_module(module)
    errors = [str(issue) for issue in check("essai.yaml", source.encode()) if issue.is_error]
    assert errors == []
    assert len(script.steps) > 6


def test_there_are_modules() -> None:
    """The test above must not pass for want of files."""
    assert {file.stem for file in MODULES} >= {"objections", "arpentage", "lecture_croisee"}


def objecting() -> World:
    """Everybody has proposed a lead and given points; the round of objections is open."""
    _, script = with_module(next(file for file in MODULES if file.stem == "objections"))
    world = World(script)
    world.group = type(world.group)("s1", "fr", {p.name: p.default or "" for p in script.asked_at_launch}, "seed")
    world.open()
    for who in PEOPLE:
        world.enter(who)
        world.press(who, "J'accepte")
        world.write(who, "Un moment qui a compté pour moi, ici.")
    for who in PEOPLE:
        world.press(who, Label.SUMMARY) if world.shows(who, Label.SUMMARY) else world.press(who, Label.NEXT_ITEM)
        world.press(who, Label.SUMMARY)
        world.press(who, Label.CONFIRM)
    for who in PEOPLE:
        world.write(who, f"L'action de la personne {PEOPLE.index(who)}.")
    for who in PEOPLE:
        world.press(who, "PA1:+")
        world.confirms(who)
    return world


def test_the_most_supported_lead_is_the_one_objected_to() -> None:
    """`piste_1` exists once points are closed."""
    world = objecting()
    shown = [block.text for block in world.card(ANA).blocks if isinstance(block, Paragraph)]
    assert shown[0] == "La piste la plus soutenue : « L'action de la personne 0. »."


def test_whether_it_is_lifted_is_asked_once_an_improvement_is_written() -> None:
    """Without an improvement there is nothing to lift; once given, a value stays."""
    world = objecting()
    world.press(ANA, "non")
    world.press(ANA, "oui")
    world.write(ANA, "Le bruit, pour les gens qui travaillent de nuit.")
    world.happen_to_group(ValueGiven("amelioration", "On arrête à vingt-deux heures."))
    world.happen_to_group(ValueGiven("amelioration", "Autre chose."))
    world.happen_to_group(ValueGiven("inconnue", "Rien."))
    for who in (BOB, CLO):
        world.press(who, "non")
        world.press(who, "non")
    assert world.place(ANA) == "objections.levee", "the gate is the facilitators' to open: they write first"
    assert world.runs[ANA].at_gate
    world.move_on()
    assert not world.runs[ANA].at_gate
    shown = [block.text for block in world.card(ANA).blocks if isinstance(block, Paragraph)]
    assert shown == ["Amélioration proposée : On arrête à vingt-deux heures."]
    assert "inconnue" not in world.group.worked_out
    assert world.place(BOB) == "cloture", "who has no objection is not asked whether it is lifted"
    world.press(ANA, "oui")
    assert world.kept(ANA, "objections.levee") == ["Oui"]


def test_without_an_improvement_the_question_is_asked_of_nobody() -> None:
    """No hole in a sentence, and nobody held."""
    world = objecting()
    for who in PEOPLE:
        world.press(who, Label.PASS)
        world.press(who, "oui" if who == ANA else "non")
    world.write(ANA, "Le bruit, la nuit.")
    world.move_on()
    assert all(world.place(who) == "cloture" for who in PEOPLE)


def test_what_an_objection_is_and_what_it_does_is_said_in_four_sentences() -> None:
    """« Un risque, pas une préférence »: without that, a round of objections is a vote against."""
    world = objecting()
    shown = [block.text for block in world.card(ANA).blocks if isinstance(block, Paragraph)]
    assert len(shown) == 5
    assert "ce n'est pas une préférence" in shown[1]


def test_a_value_given_later_has_no_default() -> None:
    """One of the two would be ignored."""
    source = FILE.read_text(encoding="utf-8").replace("{default: l'Agence d'essai}", "{default: ici, later: oui}")
    assert "S304" in {issue.code for issue in check(FILE.name, source.encode())}


def test_points_that_nobody_gave_make_no_first_lead() -> None:
    """A lead without a point is not « la plus soutenue »."""
    world = until_cards()
    for who in PEOPLE:
        fill_card(world, who, f"Action {PEOPLE.index(who)}.")
        world.press(who, "non")
    for who in PEOPLE:
        world.confirms(who)
    assert "piste_1" not in world.group.worked_out


CARDS = """\
  - card: {id: pistes, title: Piste, phase: C, minutes: 1, pool: pistes, ask: Quoi ?}
  - card:
      id: suites
      title: Suite
      phase: D
      minutes: 1
      gate: {at_most: 15}
      choose: {id: piste, pool: pistes, ask: Pour laquelle ?}
      ask: Quoi ensuite ?
  - points: {id: points, title: Points, phase: D, minutes: 1, gate: {at_most: 15}, pool: pistes, ask: Par quoi ?}
"""


def test_a_card_may_be_for_an_idea_of_a_pool() -> None:
    """Choosing what to act on asks nobody to make anything clearer."""
    before = HEAD.partition("  - open_question:")[0].replace("PARAMETERS\n", "").replace("  horizons: {", "  autres: {")
    script = load("essai.yaml", (before + CARDS + END).encode())
    world = World(script)
    world.group = type(world.group)("s1", "fr", {p.name: p.default or "" for p in script.parameters}, "seed")
    world.open()
    world.enter(ANA, BOB)
    for who in (ANA, BOB):
        world.press(who, "J'accepte")
    for who in (ANA, BOB):
        world.write(who, f"Une piste de la personne {(ANA, BOB).index(who)}.")
    assert world.place(ANA) == "suites.piste"
    number = next(button.text for button in buttons_of(world.card(ANA)) if button.text.isdigit())
    world.press(ANA, number)
    assert world.group.precisions == {}
    assert world.place(ANA) == "suites"
