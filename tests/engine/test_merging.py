"""Merges: a wording for several ideas, with each author's yes."""

from __future__ import annotations

from bot.engine.events import MergeAnswered, MergeSettled, SessionPaused, SessionResumed
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from tests.engine.world import ANA, BOB, CLO, World, phrases_of, texts_of, until_ideas

ONE = "Chaque quartier a un atelier de réparation ouvert le samedi."
TWO = "Chaque bourg a un atelier pour réparer les objets."
THREE = "Les cantines cuisinent les légumes des champs voisins."
MERGED = "Chaque quartier et chaque bourg a un atelier pour réparer."


def proposed() -> World:
    world = until_ideas(ANA, BOB, CLO)
    for who, idea in ((ANA, ONE), (BOB, TWO), (CLO, THREE)):
        world.write(who, idea)
        world.press(who, Label.DONE)
    world.merge("m1", "horizons", MERGED, world.idea(ONE), world.idea(TWO))
    return world


def on_ballot(world: World) -> set[str]:
    world.move_on()
    return {item.text for item in world.group.ballots["vote"] if item.origin == "group"}


def test_each_author_is_asked_with_her_own_words_and_nobody_else() -> None:
    """One sees the proposed wording and what one wrote, not what the other wrote."""
    world = proposed()
    assert texts_of(world.last(ANA)) == [MERGED, ONE]
    assert texts_of(world.last(BOB)) == [MERGED, TWO]
    assert Phrase.MERGE_ASKED not in world.seats[CLO].phrases()


def test_a_merge_holds_when_everyone_said_yes_and_takes_its_sources_place() -> None:
    """The other ideas stay: a merge replaces what it is made of, nothing else."""
    world = proposed()
    world.press(ANA, Label.YES, wait="m-m1")
    assert not world.said_to_facilitators(Phrase.TELL_MERGE_HELD)
    world.press(BOB, Label.YES, wait="m-m1")
    assert world.said_to_facilitators(Phrase.TELL_MERGE_HELD)
    sources = {world.idea(ONE), world.idea(TWO)}
    assert on_ballot(world) == {MERGED, THREE}
    merged = next(item for item in world.group.ballots["vote"] if item.text == MERGED)
    assert set(merged.sources) == sources


def test_a_merge_beside_ideas_that_were_picked_leaves_the_others_out() -> None:
    """Facilitators who picked have said what goes to the vote."""
    world = proposed()
    world.choose("horizons", world.idea(ONE), world.idea(THREE))
    world.press(ANA, Label.YES, wait="m-m1")
    world.press(BOB, Label.YES, wait="m-m1")
    assert on_ballot(world) == {THREE, MERGED}


def test_silence_is_no() -> None:
    """What nobody answered before the vote opens stays as it was, and a late yes changes nothing."""
    world = proposed()
    world.press(ANA, Label.YES, wait="m-m1")
    assert on_ballot(world) == {ONE, TWO, THREE}
    assert not world.group.merges["m1"].pending
    world.forge(BOB, Act.ASIDE, "m-m1", 0, "yes")
    assert world.toast(BOB) is Phrase.MERGE_OVER
    world.happen_to_group(MergeAnswered("m1", BOB, agreed=True))
    assert not world.group.merges["m1"].holds


def test_live_the_authors_of_a_merge_have_two_minutes_and_a_pause_does_not_count() -> None:
    """Facilitators learn that it failed while they can still propose something else."""
    world = proposed()
    assert Phrase.MERGE_SILENCE in phrases_of(world.last(ANA))
    world.press(ANA, Label.YES, wait="m-m1")
    world.wait(minutes=1.9)
    assert world.group.merges["m1"].pending
    world.happen_to_group(SessionPaused(0, "Europe/Paris"))
    world.wait(minutes=5)
    assert world.group.merges["m1"].pending
    world.happen_to_group(SessionResumed())
    world.wait(minutes=2.1)
    assert not world.group.merges["m1"].pending
    assert not world.group.merges["m1"].holds
    assert world.said_to_facilitators(Phrase.TELL_MERGE_UNANSWERED)
    world.merge("m2", "horizons", MERGED, world.idea(ONE), world.idea(TWO))
    for who in (ANA, BOB):
        world.press(who, Label.YES, wait="m-m2")
    assert on_ballot(world) == {MERGED, THREE}


def test_one_no_ends_it_and_the_others_are_told() -> None:
    """Nobody is outvoted about her own words."""
    world = proposed()
    world.press(BOB, Label.MERGE_NO, wait="m-m1")
    assert world.toast(BOB) is Phrase.MERGE_REFUSED
    assert world.said_to_facilitators(Phrase.TELL_MERGE_REFUSED)
    fold = world.seats[ANA].folds[-1]
    assert fold.wait == "m-m1"
    assert fold.notice is not None
    assert fold.notice.phrase is Phrase.MERGE_OVER
    assert on_ballot(world) == {ONE, TWO, THREE}


def test_another_wording_is_passed_on_and_is_no_yes() -> None:
    """« Je propose une autre phrase. »"""
    world = proposed()
    world.press(ANA, Label.MERGE_OTHER, wait="m-m1")
    assert phrases_of(world.last(ANA)) == [Phrase.MERGE_WRITE]
    world.write(ANA, "Chaque lieu de vie a son atelier.")
    assert phrases_of(world.last(ANA)) == [Phrase.MERGE_SUGGESTED]
    suggested = world.said_to_facilitators(Phrase.TELL_MERGE_SUGGESTED)
    assert [notice.values["text"] for notice in suggested] == ["Chaque lieu de vie a son atelier."]
    assert not world.group.merges["m1"].pending
    assert "Chaque lieu de vie a son atelier." not in world.pool()


def test_an_author_who_leaves_ends_the_merge() -> None:
    """She can no longer say yes."""
    world = proposed()
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    assert world.said_to_facilitators(Phrase.TELL_MERGE_REFUSED)
    world.forge(BOB, Act.ASIDE, "m-m1", 0, "yes")
    assert world.toast(BOB) is Phrase.MERGE_OVER
    assert on_ballot(world) == {ONE, TWO, THREE}


def test_an_author_who_had_said_yes_and_leaves_does_not_end_it() -> None:
    """Her word stands."""
    world = proposed()
    world.press(BOB, Label.YES, wait="m-m1")
    world.ask_to_leave(BOB)
    world.press(BOB, Label.LEAVE_KEEP, wait="leave")
    world.press(ANA, Label.YES, wait="m-m1")
    assert MERGED in on_ballot(world)


def test_two_merges_cannot_claim_the_same_idea() -> None:
    """The second would take a source out of the first."""
    world = proposed()
    world.merge("m2", "horizons", "Une autre phrase", world.idea(TWO), world.idea(THREE))
    assert "m2" not in world.group.merges
    assert world.said_to_facilitators(Phrase.TELL_MERGE_REFUSED)
    world.press(ANA, Label.YES, wait="m-m1")
    world.press(BOB, Label.YES, wait="m-m1")
    world.merge("m3", "horizons", "Encore une autre", world.idea(TWO), world.idea(THREE))
    assert "m3" not in world.group.merges


def test_a_merge_may_be_taken_up_whole_into_a_wider_one() -> None:
    """All its sources come along."""
    world = proposed()
    world.press(ANA, Label.YES, wait="m-m1")
    world.press(BOB, Label.YES, wait="m-m1")
    world.merge("m2", "horizons", "Tout à la fois", world.idea(ONE), world.idea(TWO), world.idea(THREE))
    for who in (ANA, BOB, CLO):
        world.press(who, Label.YES, wait="m-m2")
    assert on_ballot(world) == {"Tout à la fois"}


def test_a_merge_can_no_longer_be_proposed_once_the_vote_is_open() -> None:
    """The ballot is frozen."""
    world = proposed()
    world.move_on()
    world.merge("m9", "horizons", MERGED, world.idea(ONE), world.idea(TWO))
    assert "m9" not in world.group.merges


def test_the_same_merge_proposed_twice_is_asked_once() -> None:
    """Two taps do one thing."""
    world = proposed()
    asked = world.seats[ANA].phrases().count(Phrase.MERGE_ASKED)
    world.merge("m1", "horizons", MERGED, world.idea(ONE), world.idea(TWO))
    assert world.seats[ANA].phrases().count(Phrase.MERGE_ASKED) == asked


def test_an_answer_to_a_merge_nobody_asked_about_gets_a_word() -> None:
    """A forged tap, or one about a session long gone."""
    world = proposed()
    world.forge(CLO, Act.ASIDE, "m-m1", 0, "yes")
    assert world.toast(CLO) is Phrase.STALE
    world.happen_to_group(MergeAnswered("m1", CLO, agreed=True))
    world.happen(CLO, MergeSettled("m1"))
    assert world.group.merges["m1"].agreed == ()


def test_a_merge_of_somebody_gone_is_not_asked_about() -> None:
    """Who left is left in peace; the silence is a no."""
    world = until_ideas(ANA, BOB)
    world.write(ANA, ONE)
    world.write(BOB, TWO)
    world.block(BOB)
    world.merge("m1", "horizons", MERGED, world.idea(ONE), world.idea(TWO))
    assert Phrase.MERGE_ASKED not in world.seats[BOB].phrases()
    world.press(ANA, Label.YES, wait="m-m1")
    assert on_ballot(world) == {ONE, TWO}
