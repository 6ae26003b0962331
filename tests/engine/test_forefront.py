"""What facilitators bring back before the group, and what they do with one person or one contribution."""

from __future__ import annotations

import pytest

from bot.engine import forefront
from bot.engine.effects import Standing
from bot.engine.events import (
    CloseAsked,
    ContributionHidden,
    ContributionParked,
    ContributionPinned,
    ContributionReleased,
    ContributionUnpinned,
    PersonNudged,
    Removed,
    SplitSubmitted,
    StepReopened,
    WentBack,
)
from bot.engine.group import Pin
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from bot.engine.run import Status
from bot.engine.turn.probing import may_nudge
from tests.engine.test_rhythm import notices
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    LONG_ENOUGH,
    World,
    grade_everything,
    phrases_of,
    texts_of,
    until_first_gate,
    until_ideas,
    until_vote,
)


def story_of(world: World, who: str) -> str:
    return world.runs[who].answers["vecu"].id


# -- pins --------------------------------------------------------------------------------------------------------------


def test_what_is_pinned_is_shown_once_to_everybody_without_its_author() -> None:
    """Changing one's mind about whose view it is shows it to nobody again."""
    world = until_ideas(ANA, BOB)
    event = ContributionPinned(story_of(world, ANA), ANA, "Le vécu", "Le boulanger a fermé.")
    world.happen_to_group(event)
    world.happen_to_group(type(event)(event.contribution, ANA, event.title, event.text, minority=True))
    told = {"title": "Le vécu", "text": "Le boulanger a fermé."}
    assert notices(world, ANA, Phrase.PINNED) == notices(world, BOB, Phrase.PINNED) == [told]
    assert world.group.pinned == (Pin(event.contribution, ANA, minority=True),)
    world.happen_to_group(ContributionUnpinned(event.contribution))
    assert not world.group.pinned


def test_what_is_withdrawn_is_pinned_no_more() -> None:
    """Nobody puts forward words that their author has taken back."""
    world = until_ideas(ANA, BOB)
    for who in (ANA, BOB):
        world.happen_to_group(ContributionPinned(story_of(world, who), who, "Le vécu", "…"))
    world.forge(ANA, Act.WITHDRAW, "data", value="yes")
    assert [one.author for one in world.group.pinned] == [BOB]


def test_nothing_is_pinned_after_the_close() -> None:
    """Nobody is there to read it."""
    world = until_ideas(ANA)
    world.happen_to_group(CloseAsked())
    world.happen_to_group(ContributionPinned(story_of(world, ANA), ANA, "Le vécu", "…"))
    assert world.group.pinned == ()


# -- going back --------------------------------------------------------------------------------------------------------


def test_a_step_that_is_over_may_be_answered_again_until_the_group_goes_on() -> None:
    """Somebody had more to say; what they said before stays stored."""
    world = until_ideas(ANA, BOB)
    assert [step.id for step in forefront.reopenable(world.script, world.group)] == [
        "trois_mots",
        "vecu",
        "craintes",
        "germes",
    ]
    world.forge(ANA, Act.CHANGE, "answers", value="vecu")
    assert world.toast(ANA) is Phrase.CHANGE_TOO_LATE
    world.happen_to_group(WentBack("vecu"))
    world.happen_to_group(WentBack("vecu"))
    assert notices(world, ANA, Phrase.STEP_REOPENED) == [{"title": "Le vécu"}]
    world.press(ANA, Label.CHANGE, wait="answers")
    assert world.runs[ANA].wait.key == "vecu"
    world.write(ANA, f"{LONG_ENOUGH}, et la poste aussi.")
    world.press(ANA, Label.DONE)
    assert world.place(ANA) == "horizons"
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}, et la poste aussi."]
    world.move_on()
    assert world.group.reopened == ()
    world.forge(BOB, Act.CHANGE, "answers", value="vecu")
    assert world.toast(BOB) is Phrase.CHANGE_TOO_LATE


def test_who_had_not_answered_may_do_it_at_a_reopened_step_with_what_it_asks_next() -> None:
    """Late for everybody, in time for this."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    for who in (ANA, BOB):
        world.write(who, LONG_ENOUGH)
        world.press(who, Label.DONE)
    world.move_on("horizons")
    assert "craintes" not in world.runs[BOB].answers
    world.happen_to_group(WentBack("craintes"))
    world.press(BOB, Label.CHANGE, wait="answers")
    assert world.runs[BOB].wait.key == "craintes"
    assert world.runs[BOB].detour_whole
    world.write(BOB, f"Que la supérette ferme aussi, dit {LONG_ENOUGH}.")
    world.press(BOB, Label.DONE)
    assert world.place(BOB) == "horizons"
    assert world.kept(BOB, "craintes")


def test_after_a_vote_is_revealed_no_earlier_step_reopens() -> None:
    """What people said with the result in mind would not be what was voted on: another round instead."""
    world = until_vote(ANA, BOB, ideas=("Le four à pain rouvre.",))
    assert "horizons" not in {step.id for step in forefront.reopenable(world.script, world.group)}
    for who in (ANA, BOB):
        grade_everything(world, who)
    assert world.group.results
    assert forefront.reopenable(world.script, world.group) == ()
    world.happen_to_group(WentBack("vecu"))
    assert world.group.reopened == ()


@pytest.mark.parametrize("step", ["accueil", "consentement", "vote", "cloture", "horizons"])
def test_neither_the_consent_nor_a_vote_nor_what_is_under_way_reopens(step: str) -> None:
    """The one cannot be taken back this way, the others are not over."""
    world = until_ideas(ANA)
    world.happen_to_group(WentBack(step))
    assert world.group.reopened == ()


def test_who_is_not_past_a_reopened_step_is_told_nothing() -> None:
    """They are at it, or will come to it."""
    world = until_ideas(ANA)
    world.enter(BOB)
    world.happen(BOB, StepReopened("vecu"))
    world.press(BOB, "commencer")
    world.happen(BOB, StepReopened("vecu"))
    assert notices(world, BOB, Phrase.STEP_REOPENED) == []


def test_a_closed_session_reopens_nothing() -> None:
    """Closed is closed."""
    world = until_ideas(ANA)
    world.happen_to_group(WentBack("vecu"))
    world.happen_to_group(CloseAsked())
    assert forefront.reopenable(world.script, world.group) == ()
    assert Phrase.MY_ANSWER not in phrases_of(world.ask_answers(ANA))


# -- hiding ------------------------------------------------------------------------------------------------------------


def test_what_a_facilitator_hides_is_told_with_her_reason_and_comes_back_when_released() -> None:
    """Reversible, and never behind its author's back."""
    world = until_ideas(ANA)
    story = story_of(world, ANA)
    world.flagged.add(story)
    world.happen(ANA, ContributionHidden(story, "il parle d'un autre sujet"))
    world.happen(ANA, ContributionHidden(story, "encore"))
    assert notices(world, ANA, Phrase.HIDDEN) == [{"reason": "il parle d'un autre sujet"}]
    assert world.contributions[story].standing is Standing.WITHHELD
    assert world.contributions[story].reason == "il parle d'un autre sujet"
    assert Phrase.HIDDEN in phrases_of(world.ask_answers(ANA))
    world.released.add(story)
    world.happen(ANA, ContributionReleased(story))
    assert world.contributions[story].standing is Standing.KEPT


def test_a_hidden_idea_is_on_no_list_and_a_reason_of_the_rules_is_said_in_their_words() -> None:
    """As if a rule had found it."""
    world = until_ideas(ANA, BOB)
    world.write(ANA, "Le four à pain rouvre.")
    idea = world.idea("Le four à pain rouvre.")
    world.flagged.add(idea)
    world.happen(ANA, ContributionHidden(idea, "tiers"))
    assert world.pool() == []
    assert notices(world, ANA, Phrase.WITHHELD_PERSON) == [{}]


def test_what_is_at_the_parking_is_hidden_as_everything_and_goes_back_there() -> None:
    """It is printed among the points to take up again: a name in it has to go, and its author to know why."""
    world = until_ideas(ANA)
    story = story_of(world, ANA)
    world.happen(ANA, ContributionParked(story))
    world.flagged.add(story)
    world.happen(ANA, ContributionHidden(story, "il nomme quelqu'un", loose=True))
    assert notices(world, ANA, Phrase.HIDDEN) == [{"reason": "il nomme quelqu'un"}]
    assert world.contributions[story].standing is Standing.WITHHELD
    world.released.add(story)
    world.happen(ANA, ContributionReleased(story))
    assert world.contributions[story].standing is Standing.PARKED


def test_what_was_withdrawn_cannot_be_hidden_and_who_left_is_told_nothing() -> None:
    """There is nothing to hide; and nobody writes to who has gone."""
    world = until_ideas(ANA, BOB)
    world.happen(ANA, ContributionHidden("e0.0", "rien"))
    story = story_of(world, BOB)
    world.flagged.add(story)
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    world.happen(BOB, ContributionHidden(story, "il vise quelqu'un"))
    assert notices(world, ANA, Phrase.HIDDEN) == notices(world, BOB, Phrase.HIDDEN) == []
    assert world.contributions[story].standing is Standing.WITHHELD


# -- one person --------------------------------------------------------------------------------------------------------


def test_one_person_is_reminded_twice_a_step_and_never_after_a_pass() -> None:
    """Two are a help; three are a nuisance."""
    world = until_first_gate(ANA, BOB)
    assert not may_nudge(world.script, world.runs[ANA])
    world.wait(minutes=9)
    for _ in range(3):
        world.happen(ANA, PersonNudged())
    assert len(notices(world, ANA, Phrase.NUDGED)) == 2
    world.happen(BOB, PersonNudged("Et chez le boulanger ?"))
    assert notices(world, BOB, Phrase.ANIMATION_ASKS) == [{"text": "Et chez le boulanger ?"}]
    world.press(BOB, Label.PASS, wait=f"n-{world.runs[BOB].wait.id}")
    world.happen(BOB, PersonNudged())
    world.happen_to_group(CloseAsked())
    world.happen(ANA, PersonNudged())
    assert len(notices(world, ANA, Phrase.NUDGED)) == 2


@pytest.mark.parametrize(("keep", "said"), [(True, Phrase.REMOVED_KEPT), (False, Phrase.REMOVED_ERASED)])
def test_who_is_removed_is_told_why_is_waited_for_no_more_and_cannot_come_back(keep: bool, said: Phrase) -> None:
    """The group recounts; what they said stays or goes, as was decided; their rights stay."""
    world = until_ideas(ANA, BOB)
    world.happen(BOB, Removed("les insultes continuent", keep))
    world.happen(BOB, Removed("encore", keep))
    assert notices(world, BOB, said) == [{"reason": "les insultes continuent"}]
    assert world.runs[BOB].status is Status.LEFT
    assert world.group.active == (ANA,)
    assert bool(world.kept(BOB, "vecu")) is keep
    assert len(world.said_to_facilitators(Phrase.TELL_REMOVED)) == 1
    world.resume(BOB)
    world.write(BOB, "Et alors ?")
    world.ask_to_leave(BOB)
    world.choose_language(BOB, "en")
    assert len(notices(world, BOB, Phrase.REMOVED_ALREADY)) == 4
    assert phrases_of(world.ask_data(BOB)) != []
    world.happen_to_group(CloseAsked())
    world.choose_language(BOB, "fr")
    assert Phrase.SESSION_CLOSED in phrases_of(world.last(BOB))


# -- one idea made two -------------------------------------------------------------------------------------------------

TWO = "Le four rouvre et les vélos ont un garage."
PARTS = ("Le four à pain rouvre.", "Les vélos ont un garage.")


def with_one_idea() -> tuple[World, str]:
    world = until_ideas(ANA, BOB)
    world.write(ANA, TWO)
    world.press(ANA, Label.DONE)
    return world, world.idea(TWO)


def test_an_idea_is_made_two_if_its_author_agrees() -> None:
    """The first stays stored, and each of the two is an idea of theirs."""
    world, idea = with_one_idea()
    world.happen(ANA, SplitSubmitted("s1", idea, PARTS))
    card = world.card(ANA, "s-s1")
    assert texts_of(card) == [*PARTS, TWO]
    world.press(ANA, Label.YES, wait="s-s1")
    assert world.toast(ANA) is Phrase.SPLIT_ACCEPTED
    assert world.pool() == list(PARTS)
    assert world.contributions[idea].superseded
    assert [one.text for one in world.runs[ANA].ideas["horizons"]] == list(PARTS)
    assert len(world.said_to_facilitators(Phrase.TELL_SPLIT_HELD)) == 1
    world.forge(ANA, Act.ASIDE, "s-s1", value="yes")
    assert world.pool() == list(PARTS)


def test_an_author_who_keeps_one_idea_keeps_it() -> None:
    """No is an answer, and facilitators are told."""
    world, idea = with_one_idea()
    world.happen(ANA, SplitSubmitted("s1", idea, PARTS))
    world.press(ANA, Label.MERGE_NO, wait="s-s1")
    assert world.pool() == [TWO]
    assert len(world.said_to_facilitators(Phrase.TELL_SPLIT_REFUSED)) == 1


def test_a_split_proposed_too_late_is_over() -> None:
    """The vote has opened on the idea as it was, or it was set aside meanwhile."""
    world, idea = with_one_idea()
    world.happen(ANA, SplitSubmitted("s1", idea, PARTS))
    world.move_on()
    assert world.group.ballots
    world.press(ANA, Label.YES, wait="s-s1")
    assert world.toast(ANA) is Phrase.MERGE_OVER
    assert world.pool() == [TWO]
    for other in (idea, "e0.0", story_of(world, ANA)):
        world.happen(ANA, SplitSubmitted("s2", other, PARTS))
    assert "s-s2" not in world.seats[ANA].screen


def test_an_idea_that_is_hidden_is_not_split() -> None:
    """Nobody reads it: there is nothing to separate."""
    world, idea = with_one_idea()
    world.flagged.add(idea)
    world.happen(ANA, ContributionHidden(idea, "il vise quelqu'un"))
    world.happen(ANA, SplitSubmitted("s1", idea, PARTS))
    assert "s-s1" not in world.seats[ANA].screen
    assert CLO not in world.runs
