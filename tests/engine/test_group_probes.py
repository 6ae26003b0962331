"""A step's own follow-up, asked of everybody at once: who is asked, about what, and how often."""

from __future__ import annotations

from bot.engine.events import CloseAsked, GroupProbed
from bot.engine.phrases import Label, Phrase
from bot.engine.run import Stage
from bot.engine.turn.probing import probe_about_own_answer
from tests.engine.world import ANA, BOB, CLO, LONG_ENOUGH, World, consent, phrases_of, texts_of, until_first_gate

HARDEST = "Pour qui serait-ce le plus difficile ?"
RIGHT = GroupProbed("craintes", "pour_qui")


def at_the_worries(*people: str) -> World:
    world = until_first_gate(*people)
    world.wait(minutes=9)
    for who in people:
        world.write(who, LONG_ENOUGH)
        world.press(who, Label.DONE)
    return world


def test_each_who_answered_in_words_is_asked_about_their_own_answer_once() -> None:
    """« Vérifier que les petits budgets sont évoqués. Sinon, poser la relance au groupe. »"""
    world = at_the_worries(ANA, BOB, CLO)
    world.write(ANA, "Que les prix montent pour tout le monde, sans que rien ne change.")
    world.press(ANA, Label.DONE)
    world.press(BOB, "Rien ne m'inquiète")
    assert world.runs[BOB].wait.stage is Stage.PROBED, "the button has a follow-up of its own"
    world.happen_to_group(RIGHT)
    world.happen_to_group(RIGHT)
    assert texts_of(world.last(ANA))[-1] == HARDEST
    assert phrases_of(world.last(ANA)) == [Phrase.FROM_FACILITATION]
    for who in (BOB, CLO):
        assert HARDEST not in [text for card in world.seats[who].cards for text in texts_of(card)]
    world.write(ANA, "Les personnes à petit budget, surtout en fin de mois.")
    assert world.kept(ANA, "craintes.probe") == ["Les personnes à petit budget, surtout en fin de mois."]
    assert world.place(ANA) == "germes"
    assert world.group.probed == ("craintes:pour_qui",)


def test_ideas_are_asked_about_the_last_one() -> None:
    """« Qui en profite ? » is about what was just proposed."""
    world = at_the_worries(ANA)
    world.press(ANA, "Rien ne m'inquiète")
    world.press(ANA, Label.PASS)
    world.press(ANA, "Je n'en connais pas")
    world.write(ANA, "Un marché de producteurs a lieu chaque vendredi soir près de la gare.")
    world.happen_to_group(GroupProbed("horizons", "qui_en_profite"))
    assert texts_of(world.last(ANA))[-1] == "Qui en profite ?"


def test_nobody_is_asked_twice_nor_after_a_pass_nor_what_the_step_does_not_ask() -> None:
    """The limits are those of every probe: two a step, none after « Je passe »."""
    world = at_the_worries(ANA)
    run, script = world.runs[ANA], world.script
    assert probe_about_own_answer(script, run, "craintes", "pour_qui") is None, "nothing said yet"
    assert probe_about_own_answer(script, run, "vecu", "pour_qui") is None, "not one of that step's"
    asked = probe_about_own_answer(script, run, "vecu", "qui")
    assert asked is not None
    assert asked.key == "vecu"
    world.press(ANA, Label.PASS)
    assert probe_about_own_answer(script, world.runs[ANA], "craintes", "pour_qui") is None, "passed"
    newcomer = World()
    newcomer.open()
    consent(newcomer, ANA)
    newcomer.happen_to_group(GroupProbed("vecu", "qui"))
    assert Phrase.FROM_FACILITATION not in phrases_of(newcomer.last(ANA))


def test_after_the_close_nobody_is_asked() -> None:
    """A cockpit of last week is still in the chat."""
    world = at_the_worries(ANA)
    world.happen_to_group(CloseAsked())
    before = len(world.seats[ANA].cards)
    world.happen_to_group(GroupProbed("vecu", "qui"))
    assert len(world.seats[ANA].cards) == before
    assert world.group.probed == ()
