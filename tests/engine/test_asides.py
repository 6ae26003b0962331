"""What is asked of one person beside the course: being put in touch, recognising oneself in the notebook."""

from __future__ import annotations

import pytest

from bot.engine.cards import aside_card, checking
from bot.engine.effects import Standing
from bot.engine.events import (
    IntroductionAnswered,
    IntroductionProposed,
    IntroductionSubmitted,
    MemberCheckAsked,
)
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act, Card, Numbered
from bot.engine.run import Aside, AsideKind
from tests.engine.test_group_life import IDEAS, PEOPLE, begun, until_cards, until_clarification
from tests.engine.world import ANA, BOB, CLO, World, buttons_of, phrases_of, relocalisation, texts_of


def proposed(*, directly: bool = True) -> World:
    world = begun()
    world.happen_to_group(IntroductionProposed("i1", "Réparer ensemble.", (ANA, BOB), directly))
    return world


def closed() -> World:
    """Everybody has said something; the session is closed, and the notebook is there."""
    world = until_clarification(*IDEAS)
    world.close()
    for who in PEOPLE:
        world.happen(who, MemberCheckAsked())
    return world


def aside_of(world: World, who: str) -> Card:
    """The last card beside the course that still has its buttons."""
    waits = [one.wait for one in world.runs[who].asides if not one.answered]
    return world.seats[who].screen[waits[-1]]


def tap(world: World, who: str, what: str | Label) -> None:
    world.press(who, what, wait=aside_of(world, who).wait)


# -- being put in touch ------------------------------------------------------------------------------------------------


def test_both_are_asked_apart_and_neither_learns_of_the_other() -> None:
    """A proposal to one person must not reveal that somebody else was asked, nor who."""
    world = proposed()
    assert Phrase.INTRODUCTION_ASKED in phrases_of(world.last(ANA))
    assert Phrase.INTRODUCTION_ASKED in phrases_of(world.last(BOB))
    assert Phrase.INTRODUCTION_ASKED not in phrases_of(world.last(CLO))


def test_contacts_are_exchanged_once_both_agree_and_kept_nowhere() -> None:
    """Double consent; and a phone number is no contribution."""
    world = proposed()
    tap(world, ANA, Label.YES)
    world.write(ANA, "ana@exemple.test")
    assert not any(Phrase.INTRODUCED in phrases_of(card) for card in world.seats[BOB].cards)
    tap(world, BOB, Label.YES)
    world.write(BOB, "06 12 34 56 78")
    assert Phrase.INTRODUCED in phrases_of(world.last(ANA))
    assert Phrase.INTRODUCED in phrases_of(world.last(BOB))
    assert world.group.introductions["i1"].contacts == {}
    assert world.group.introductions["i1"].made
    assert not any("exemple" in one.text or "06 12" in one.text for one in world.contributions.values())
    assert world.said_to_facilitators(Phrase.TELL_INTRODUCED)


def test_by_the_agency_no_contact_is_asked() -> None:
    """« Oui, par l'agence »: the team brings them together."""
    world = proposed(directly=False)
    tap(world, ANA, Label.YES)
    tap(world, BOB, Label.YES)
    assert Phrase.INTRODUCED_BY_TEAM in phrases_of(world.last(ANA))
    assert world.said_to_facilitators(Phrase.TELL_INTRODUCE)


def test_one_no_ends_it_and_only_who_had_agreed_is_told() -> None:
    """Nobody learns that they were refused by somebody who never knew they agreed."""
    world = proposed()
    tap(world, ANA, Label.YES)
    world.write(ANA, "ana@exemple.test")
    tap(world, BOB, Label.NO)
    assert Phrase.NOT_INTRODUCED in phrases_of(world.last(ANA))
    assert world.group.introductions["i1"].contacts == {}
    cards = len(world.seats[BOB].cards)
    world.happen_to_group(IntroductionAnswered("i1", ANA, agreed=True))
    assert len(world.seats[BOB].cards) == cards


def test_a_first_no_tells_nobody_anything() -> None:
    """The other has said nothing yet: there is nothing to tell them."""
    world = proposed()
    cards = len(world.seats[BOB].cards)
    tap(world, ANA, Label.NO)
    assert len(world.seats[BOB].cards) == cards


def test_not_now_leaves_the_buttons_where_they_are() -> None:
    """« Pas maintenant » is no answer yet."""
    world = proposed()
    tap(world, ANA, Label.LATER)
    assert world.toast(ANA) is Phrase.INTRODUCTION_LATER
    tap(world, ANA, Label.NO)
    assert world.group.introductions["i1"].refused


def test_the_same_two_are_not_asked_the_same_thing_twice() -> None:
    """A second tap of a facilitator, a list not yet redrawn; nor somebody with themselves, or who is not there."""
    world = proposed()
    for event in (
        IntroductionProposed("i2", "Réparer ensemble.", (BOB, ANA), directly=True),
        IntroductionProposed("i1", "Autre chose.", (ANA, CLO), directly=True),
        IntroductionProposed("i3", "Seule.", (ANA, ANA), directly=True),
        IntroductionProposed("i4", "Ailleurs.", (ANA, "P:nobody"), directly=True),
    ):
        world.happen_to_group(event)
    assert list(world.group.introductions) == ["i1"]
    world.happen_to_group(IntroductionAnswered("i9", ANA, agreed=True))
    world.happen_to_group(IntroductionAnswered("i1", CLO, agreed=True))
    assert world.group.introductions["i1"].agreed == ()


def test_who_withdrew_everything_is_not_asked() -> None:
    """Left in peace."""
    world = begun()
    world.ask_to_leave(ANA)
    world.press(ANA, "erase", wait="leave")
    cards = len(world.seats[ANA].cards)
    world.happen(ANA, IntroductionSubmitted("i1", "Réparer.", directly=True))
    assert len(world.seats[ANA].cards) == cards


# -- the member check --------------------------------------------------------------------------------------------------


def test_a_member_recognises_themselves() -> None:
    """One tap, acknowledged; it counts as an answer at the step."""
    world = closed()
    tap(world, ANA, "oui")
    assert world.toast(ANA) is Phrase.CHECK_NOTED
    assert world.kept(ANA, "retour") == ["Oui"]
    world.forge(ANA, Act.ASIDE, "r-1", value="oui")
    assert world.kept(ANA, "retour") == ["Oui"]


def test_a_correction_goes_to_the_team_and_is_kept() -> None:
    """After the close, words are taken where they were asked for; protected words are withheld as ever."""
    world = closed()
    tap(world, ANA, "corriger")
    world.write(ANA, "C012 n'est pas de moi mais de mon voisin.")
    assert world.kept(ANA, "retour.correction") == ["C012 n'est pas de moi mais de mon voisin."]
    assert world.said_to_facilitators(Phrase.TELL_CORRECTION)
    tap(world, BOB, "corriger")
    world.write(BOB, "Appelez le 06 12 34 56 78 pour corriger")
    assert world.kept(BOB, "retour.correction", Standing.WITHHELD)


def test_one_sentence_is_taken_back_and_the_rest_stays() -> None:
    """« Je veux retirer une phrase » is not « tout retirer »."""
    world = closed()
    tap(world, ANA, "retirer")
    shown = [block.text for block in aside_of(world, ANA).blocks if isinstance(block, Numbered)]
    assert IDEAS[0] in shown
    number = str(shown.index(IDEAS[0]) + 1)
    tap(world, ANA, number)
    assert texts_of(aside_of(world, ANA)) == [IDEAS[0]]
    tap(world, ANA, Label.YES)
    assert world.toast(ANA) is Phrase.WITHDRAWN_ONE
    assert IDEAS[0] not in world.pool()
    assert world.kept(ANA, "arpentage")
    assert all(IDEAS[0] not in one.text for one in world.contributions.values())
    assert all(one.text != IDEAS[0] for listed in world.group.lists.values() for one in listed)
    assert world.said_to_facilitators(Phrase.TELL_WITHDRAWN_ONE)
    # The question is still there: another sentence may follow, or a yes.
    tap(world, ANA, "oui")


def test_one_of_two_ideas_or_cards_is_taken_back() -> None:
    """What is left stays an answer of its own."""
    world = until_clarification()
    world = begun(ANA)
    world.press(ANA, Label.PASS)
    world.press(ANA, "4")
    world.write(ANA, "Un texte qui dit ce que j'en retiens vraiment.")
    world.write(ANA, "Le four à pain rouvre.")
    world.write(ANA, "Les vélos ont un garage.")
    world.close()
    world.happen(ANA, MemberCheckAsked())
    tap(world, ANA, "retirer")
    shown = [block.text for block in aside_of(world, ANA).blocks if isinstance(block, Numbered)]
    tap(world, ANA, str(shown.index("Les vélos ont un garage.") + 1))
    tap(world, ANA, Label.YES)
    assert world.pool() == ["Le four à pain rouvre."]
    assert world.runs[ANA].answers["horizons"].text == "Le four à pain rouvre."


def test_what_is_not_ones_own_cannot_be_taken_back() -> None:
    """A forged button must reach nobody else's words."""
    world = closed()
    tap(world, ANA, "retirer")
    world.forge(ANA, Act.ASIDE, aside_of(world, ANA).wait, value=world.idea(IDEAS[1]))
    assert world.toast(ANA) is Phrase.STALE
    assert IDEAS[1] in world.pool()
    world.forge(ANA, Act.ASIDE, "r-1", value="nonsense")
    assert world.toast(ANA) is Phrase.STALE


def test_who_wrote_nothing_is_told_so() -> None:
    """An empty list with no button would leave them lost."""
    world = begun(ANA)
    world.press(ANA, Label.PASS)
    world.close()
    world.happen(ANA, MemberCheckAsked())
    tap(world, ANA, "retirer")
    assert Phrase.NOTHING_TO_WITHDRAW in phrases_of(world.last(ANA))


def test_a_new_notebook_asks_anew_and_the_old_card_is_over() -> None:
    """After a withdrawal the notebook is another one."""
    world = closed()
    world.happen(ANA, MemberCheckAsked())
    assert [one.answered for one in world.runs[ANA].asides if one.kind is AsideKind.MEMBER_CHECK] == [True, False]
    tap(world, ANA, "oui")
    assert world.kept(ANA, "retour") == ["Oui"]
    world.happen(ANA, MemberCheckAsked())
    assert len([one for one in world.runs[ANA].asides if one.kind is AsideKind.MEMBER_CHECK]) == 3


def test_a_second_card_may_be_taken_back_with_its_fields_kept_apart() -> None:
    """A card done is held in the run too, and goes with its words."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "Un marché le soir.")
    world.write(ANA, "Une place.")
    world.press(ANA, "portent")
    world.press(ANA, "oui")
    world.close()
    world.happen(ANA, MemberCheckAsked())
    tap(world, ANA, "retirer")
    shown = [block.text for block in aside_of(world, ANA).blocks if isinstance(block, Numbered)]
    tap(world, ANA, str(shown.index("Un marché le soir.") + 1))
    tap(world, ANA, Label.YES)
    assert all(
        given.text != "Un marché le soir." for card in world.runs[ANA].cards["pistes"] for given in card.values()
    )


def test_without_a_return_step_nobody_is_asked() -> None:
    """A script that does not ask it, or a session still open, asks nothing."""
    world = World()
    if checking(relocalisation()) is None:
        world.enter(ANA)
        world.happen(ANA, MemberCheckAsked())
        assert world.runs[ANA].asides == ()
    still_open = begun(ANA)
    still_open.happen(ANA, MemberCheckAsked())
    assert still_open.runs[ANA].asides == ()


def test_a_check_card_without_its_step_is_a_defect() -> None:
    """Loud, rather than a card without a question."""
    world = begun(ANA)
    script = type(world.script)("x", "X", "fr", "0" * 64, world.script.steps[:1])
    with pytest.raises(ValueError, match="r1"):
        aside_card(script, world.runs[ANA], world.group, Aside("r1", AsideKind.MEMBER_CHECK, "", "r-1"))


def test_every_button_beside_the_course_is_answered() -> None:
    """Whatever is asked, a tap gets a word."""
    world = closed()
    for who in PEOPLE:
        for button in buttons_of(aside_of(world, who)):
            world.forge(who, Act.ASIDE, "r-1", value=button.value)
            assert world.seats[who].toasts
