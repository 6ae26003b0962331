"""The age gate: asked before the consent; a refusal keeps nothing but a count."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.phrases import Phrase
from bot.engine.run import Status
from bot.engine.script import Option, Question, Script, Threshold
from tests.engine.world import ANA, World, phrases_of, relocalisation, texts_of

ASKED = "Avez-vous 15 ans ou plus ?"


def from_fifteen() -> Script:
    """The shipped workshop, for people of fifteen and more."""
    script = relocalisation()
    gate = Question("accueil.age", ASKED, Threshold(Option("oui", "Oui"), decline=Option("non", "Non")))
    welcome = script.step("accueil")
    whole = replace(welcome, questions=(*welcome.questions, gate))
    steps = tuple(whole if step.id == welcome.id else step for step in script.steps)
    return replace(script, steps=steps, translations=())


def test_the_age_is_asked_before_the_consent_and_is_not_kept() -> None:
    """Whether somebody is old enough is all there is to know, and only for as long as the answer takes."""
    world = World(script=from_fifteen())
    world.open()
    world.enter(ANA)
    world.press(ANA, "Je commence")
    assert ASKED in texts_of(world.last(ANA))
    assert world.runs[ANA].status is Status.ENTERING
    world.press(ANA, "Oui")
    assert world.place(ANA) == "consentement"
    assert world.runs[ANA].answers == {}
    assert world.kept(ANA) == []


def test_who_is_too_young_is_thanked_and_forgotten() -> None:
    """Typed or tapped; the facilitators see a count, and nothing else."""
    world = World(script=from_fifteen())
    world.open()
    world.enter(ANA)
    world.press(ANA, "Je commence")
    world.write(ANA, "non")
    assert phrases_of(world.last(ANA)) == [Phrase.UNDER_AGE]
    assert world.group.declined == 1
    assert ANA not in world.runs or world.runs[ANA].status is Status.DECLINED
