"""What a group is told of its round of objections: how many object, which objections, what it gives. All fabricated."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine import cards
from bot.engine.consent_rounds import result_cards
from bot.engine.events import Shared, ValueGiven
from bot.engine.phrases import Phrase
from bot.engine.prompts import Card, Quote, Said
from bot.engine.script import Visibility
from bot.facilitation.sharing import ending_rounds, shared_of, shared_steps
from tests.engine.test_group_life import PEOPLE
from tests.engine.test_later_values import objecting
from tests.engine.world import ANA, BOB, CLO, World, phrases_of, texts_of

NOISE = "Le bruit, pour les gens qui travaillent de nuit."


def told(world: World, who: str) -> list[Card]:
    said = {Phrase.CONSENT_RESULT, Phrase.CONSENT_FEW}
    return [card for card in world.seats[who].cards if said & set(phrases_of(card))]


def after_objections(*objecting_people: str) -> World:
    """Everybody has answered; who objects has said the same thing; the amendment is written and shown."""
    world = objecting()
    world.happen_to_group(ValueGiven("amelioration", "On arrête à vingt-deux heures."))
    for who in PEOPLE:
        world.press(who, "non")
        world.press(who, "oui" if who in objecting_people else "non")
        if who in objecting_people:
            world.write(who, f"{NOISE} ({PEOPLE.index(who)})")
    world.move_on()
    return world


def test_objections_are_told_in_number_and_in_their_words_but_to_their_author() -> None:
    """One amends what one has heard; and nobody reads their own words as somebody else's."""
    world = after_objections(ANA)
    (card,) = told(world, BOB)
    assert phrases_of(card) == [Phrase.CONSENT_RESULT, Phrase.CONSENT_RAISED]
    assert f"{NOISE} ({PEOPLE.index(ANA)})" in texts_of(card)
    (mine,) = told(world, ANA)
    assert not any(isinstance(block, Quote) for block in mine.blocks)


def test_an_objection_that_is_lifted_adopts_what_was_amended() -> None:
    """And it is said to all, not to the one who lifted it alone."""
    world = after_objections(ANA)
    world.press(ANA, "oui")
    world.move_on()
    for who in PEOPLE:
        assert phrases_of(told(world, who)[-1]) == [Phrase.CONSENT_RESULT, Phrase.CONSENT_AMENDED]


def test_one_objection_that_stands_is_enough_not_to_adopt() -> None:
    """Whoever says nothing of the amendment still objects."""
    world = after_objections(ANA, CLO)
    world.press(ANA, "oui")
    world.move_on()
    _, notice = [block.notice for block in told(world, BOB)[-1].blocks if isinstance(block, Said)]
    assert (notice.phrase, notice.values) == (Phrase.CONSENT_OBJECTED, {"objected": 2, "lifted": 1, "standing": 1})


def test_where_nobody_objects_it_is_told_once() -> None:
    """The second part is asked of nobody, and has nothing to add."""
    world = after_objections()
    world.move_on()
    (card,) = told(world, ANA)
    assert phrases_of(card) == [Phrase.CONSENT_RESULT, Phrase.CONSENT_ADOPTED]


def test_of_two_answers_no_number_is_told() -> None:
    """It would say who objects to whoever does not; the words, which are shared like any other, still are."""
    world = after_objections(ANA)
    two = [Shared("objections", "", ANA, ("oui",)), Shared("objections", "", BOB, ("non",))]
    assert [phrases_of(one) for one in result_cards(world.script, world.group, two)] == []
    words = Shared("objections.laquelle", NOISE, ANA)
    (card,) = cards.shared_cards(world.script, world.runs[BOB], world.group, [*two, words])
    assert (phrases_of(card), texts_of(card)[-1]) == ([Phrase.SHARED], NOISE)
    assert cards.shared_cards(world.script, world.runs[BOB], world.group, two) == []
    world.press(ANA, "oui")
    world.move_on()
    (few,) = result_cards(world.script, world.group, [*two, Shared("objections", "", CLO, ())])
    assert phrases_of(few) == [Phrase.CONSENT_FEW]


def test_a_round_whose_answers_are_private_still_has_an_outcome() -> None:
    """Visibility is about words: what came out of a vote is told whatever it says."""
    world = after_objections(ANA)
    steps = tuple(
        replace(step, visibility=Visibility.PRIVATE) if step.id.startswith("objections") else step
        for step in world.script.steps
    )
    private = replace(world.script, steps=steps)
    said = shared_of(private, world.group, shared_steps(private, "objections.levee"), world.contributions.values())
    assert {one.key for one in said} == {"objections"}
    assert ending_rounds(private, world.group) == frozenset()
