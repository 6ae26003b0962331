"""The collection of ideas: how many, how long, several in one message, asked again."""

from __future__ import annotations

import pytest

from bot.engine.effects import Standing
from bot.engine.phrases import Label, Phrase
from bot.engine.run import Stage
from bot.engine.turn.keeping import proposals_of
from tests.engine.world import (
    ANA,
    World,
    buttons_of,
    phrases_of,
    relocalisation,
    texts_of,
    until_first_gate,
    until_ideas,
)

ONE = "Chaque quartier a un atelier de réparation ouvert le samedi."
TWO = "Les cantines cuisinent les légumes des champs voisins."
BOTH = f"1. {ONE}\n2. {TWO}"


def test_two_ideas_at_most_one_a_message() -> None:
    """The second closes the step: no tap is needed."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    assert Phrase.MORE_IDEAS in phrases_of(world.last(ANA))
    world.write(ANA, TWO)
    assert world.pool() == [ONE, TWO]
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_a_third_idea_sent_late_is_kept_apart_and_said_so() -> None:
    """« Deux horizons au plus », but no word is lost."""
    world = until_ideas(ANA)
    asked = world.runs[ANA].wait.id
    world.write(ANA, ONE)
    world.write(ANA, TWO)
    world.write(ANA, "Un marché de nuit se tient chaque vendredi.", shown=asked)
    assert phrases_of(world.last(ANA)) == [Phrase.NO_MORE_IDEAS]
    assert world.pool() == [ONE, TWO]
    assert world.kept(ANA, "horizons", Standing.PARKED) == ["Un marché de nuit se tient chaque vendredi."]


def test_the_same_idea_twice_counts_once() -> None:
    """On time or late."""
    world = until_ideas(ANA)
    asked = world.runs[ANA].wait.id
    world.write(ANA, ONE)
    world.write(ANA, ONE)
    assert Phrase.SAID_TWICE in phrases_of(world.last(ANA))
    world.press(ANA, Label.DONE)
    world.write(ANA, ONE, shown=asked)
    assert phrases_of(world.last(ANA)) == [Phrase.SAID_TWICE]
    assert world.pool() == [ONE]


def test_a_late_second_idea_joins_the_first() -> None:
    """Tapping « J'ai fini » a second too early costs no idea."""
    world = until_ideas(ANA)
    gathering = world.runs[ANA].wait.id
    world.write(ANA, ONE)
    world.press(ANA, Label.DONE)
    world.write(ANA, TWO, shown=gathering)
    assert phrases_of(world.last(ANA)) == [Phrase.ADDED_TO_EARLIER]
    assert world.pool() == [ONE, TWO]


def test_what_comes_to_mind_after_i_dont_know_is_the_idea() -> None:
    """« jsp » on the list, under a number, makes a fool of who said it; what they say when asked again does not."""
    world = until_ideas(ANA)
    world.write(ANA, "jsp")
    assert world.pool() == []
    world.write(ANA, ONE)
    assert world.pool() == [ONE]
    assert world.kept(ANA, "horizons") == [ONE]
    assert [one.text for one in world.contributions.values() if one.key == "horizons"] == ["jsp", ONE]
    world.write(ANA, TWO)
    assert world.pool() == [ONE, TWO]


def test_i_dont_know_and_nothing_more_puts_no_idea_forward() -> None:
    """It is kept as it was said, and one may still propose."""
    world = until_ideas(ANA)
    world.write(ANA, "jsp")
    world.press(ANA, Label.PASS)
    assert world.pool() == []
    assert world.kept(ANA, "horizons") == ["jsp"]
    world.write(ANA, ONE)
    assert world.pool() == [ONE]


def test_what_comes_to_mind_too_late_is_an_idea_all_the_same() -> None:
    """The group had gone on: it is still theirs, as long as the vote is not open."""
    world = until_ideas(ANA)
    world.write(ANA, "jsp")
    probed = world.runs[ANA].wait.id
    world.press(ANA, Label.PASS)
    world.press(ANA, Label.DONE)
    world.write(ANA, ONE, shown=probed)
    assert world.pool() == [ONE]


def test_an_idea_too_long_for_a_ballot_is_asked_again_shorter() -> None:
    """One hint, and what was typed stays."""
    world = until_ideas(ANA)
    asked = world.runs[ANA].wait.id
    long = "Chaque quartier " + "vraiment " * 20 + "a son atelier."
    world.write(ANA, long)
    assert Phrase.IDEA_TOO_LONG in phrases_of(world.last(ANA))
    assert world.kept(ANA, "horizons", Standing.PARKED) == [long]
    assert world.runs[ANA].wait.stage is Stage.ASKED
    ref = world.write(ANA, ONE)
    world.edit(ANA, ref, long)
    assert world.pool() == [ONE]
    world.press(ANA, Label.DONE)
    world.write(ANA, long, shown=asked)
    assert phrases_of(world.last(ANA)) == [Phrase.IDEA_TOO_LONG]
    assert world.pool() == [ONE]


def test_several_ideas_in_one_message_may_be_separated() -> None:
    """Each part then is an idea of its own, and the whole no more."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    assert world.shows(ANA, Label.SPLIT)
    world.press(ANA, Label.SPLIT)
    assert world.pool() == [BOTH]
    world.write(ANA, ONE)
    world.write(ANA, TWO)
    assert world.pool() == [ONE, TWO]
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_who_wants_to_separate_and_writes_nothing_more_loses_nothing() -> None:
    """The message stays an idea until its first part comes, whatever opens meanwhile."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.press(ANA, Label.SPLIT)
    world.wait(minutes=11)
    assert world.pool() == [BOTH]
    assert world.runs[ANA].wait.stage is not Stage.GATHERING


def test_one_idea_in_two_sentences_stays_one() -> None:
    """The author decides."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.press(ANA, Label.ONE_IDEA)
    assert world.pool() == [BOTH]
    assert world.runs[ANA].wait.stage is Stage.GATHERING


def test_the_split_may_be_answered_in_words() -> None:
    """« oui » is no idea."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.write(ANA, "Oui")
    assert world.runs[ANA].wait.stage is Stage.GATHERING
    world.write(ANA, ONE)
    assert world.pool() == [ONE]
    other = until_ideas(ANA)
    other.write(ANA, BOTH)
    other.write(ANA, "non")
    assert other.pool() == [BOTH]


def test_several_ideas_may_be_rewritten_as_one() -> None:
    """The new sentence takes the place of the first."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.write(ANA, ONE)
    assert world.pool() == [ONE]
    assert world.kept(ANA, "horizons") == [ONE]


def test_the_split_may_be_passed() -> None:
    """« Je passe » leaves the message as it is."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.press(ANA, Label.PASS)
    assert world.pool() == [BOTH]


def test_a_second_message_with_several_ideas_keeps_the_limit() -> None:
    """One idea given, one place left: separating gives that place back, not two."""
    world = until_ideas(ANA)
    world.write(ANA, "Un marché de nuit se tient chaque vendredi.")
    world.write(ANA, BOTH)
    world.press(ANA, Label.SPLIT)
    world.write(ANA, ONE)
    assert world.pool() == ["Un marché de nuit se tient chaque vendredi.", ONE]
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_the_rewriting_concerns_the_idea_that_was_asked_about() -> None:
    """An idea that came in while the question was on its way is left alone."""
    world = until_ideas(ANA)
    asked = world.runs[ANA].wait.id
    world.write(ANA, BOTH)
    world.write(ANA, "Un marché de nuit se tient chaque vendredi.", shown=asked)
    world.write(ANA, ONE)
    assert world.pool() == ["Un marché de nuit se tient chaque vendredi.", ONE]


def test_asked_again_the_first_new_sentence_replaces_what_was_proposed() -> None:
    """The card says so before."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.BACK)
    assert ONE in texts_of(world.last(ANA))
    assert Phrase.REPLACE_IDEAS in phrases_of(world.last(ANA))
    world.write(ANA, TWO)
    assert world.pool() == [TWO]
    assert world.kept(ANA, "horizons") == [TWO]


def test_passing_takes_every_idea_back() -> None:
    """« Je passe », after all."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    world.write(ANA, TWO)
    world.press(ANA, Label.BACK)
    world.press(ANA, Label.PASS)
    assert world.pool() == []
    assert world.kept(ANA, "horizons") == []


def test_je_passe_after_an_idea_is_no_second_idea() -> None:
    """It must never stand on a ballot."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    world.write(ANA, "je passe")
    assert world.pool() == [ONE]
    assert world.runs[ANA].wait.stage is Stage.GATED
    other = until_ideas(ANA)
    other.write(ANA, "je passe")
    assert other.pool() == []
    assert other.runs[ANA].wait.stage is Stage.GATED


def test_an_edited_idea_is_the_new_one() -> None:
    """In its place: the second stays the second."""
    world = until_ideas(ANA)
    ref = world.write(ANA, ONE)
    world.write(ANA, TWO)
    world.edit(ANA, ref, "Chaque quartier a deux ateliers de réparation.")
    assert [idea.text for idea in world.runs[ANA].ideas["horizons"]] == [
        "Chaque quartier a deux ateliers de réparation.",
        TWO,
    ]
    assert set(world.pool()) == {"Chaque quartier a deux ateliers de réparation.", TWO}
    sent = len(world.seats[ANA].cards)
    world.edit(ANA, ref, "Chaque quartier a deux ateliers de réparation.")
    assert len(world.seats[ANA].cards) == sent


def test_an_idea_with_an_address_in_it_stays_out_of_the_pool_until_rewritten() -> None:
    """A ballot is read by everyone."""
    world = until_ideas(ANA)
    world.write(ANA, "Un atelier ouvre, écrire à lea@exemple.test")
    assert world.pool() == []
    assert world.kept(ANA, "horizons", Standing.WITHHELD)
    world.write(ANA, ONE)
    assert world.pool() == [ONE]
    assert not world.kept(ANA, "horizons", Standing.WITHHELD)


def test_an_idea_edited_into_an_address_leaves_the_pool_and_is_asked_about() -> None:
    """The same rule by the side door."""
    world = until_ideas(ANA)
    ref = world.write(ANA, ONE)
    world.press(ANA, Label.DONE)
    world.edit(ANA, ref, "Un atelier ouvre, écrire à lea@exemple.test")
    assert world.pool() == []
    assert world.runs[ANA].wait.probe == "donnee_perso"
    world.write(ANA, "Chaque quartier " + "vraiment " * 20 + "a son atelier.")
    assert Phrase.IDEA_TOO_LONG in phrases_of(world.last(ANA))
    world.write(ANA, TWO)
    assert world.pool() == [TWO]


def test_a_short_idea_is_probed_and_stays_as_it_was_proposed() -> None:
    """What is answered to the probe is an explanation, not the horizon."""
    world = until_ideas(ANA)
    world.write(ANA, "Des vélos")
    assert world.runs[ANA].wait.probe == "courte"
    probed = world.runs[ANA].wait.id
    world.write(ANA, "Des vélos en libre-service à chaque gare du territoire.")
    assert world.pool() == ["Des vélos"]
    assert world.runs[ANA].wait.stage is Stage.GATHERING
    world.write(ANA, "Même le soir.", shown=probed)
    assert world.pool() == ["Des vélos"]


def test_a_parked_idea_leaves_the_pool_and_its_author_is_told() -> None:
    """Off the subject, kept for « points à reprendre »."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    world.park(world.idea(ONE))
    assert world.pool() == []
    assert phrases_of(world.last(ANA)) == [Phrase.PARKED]
    assert world.kept(ANA, "horizons", Standing.PARKED) == [ONE]


@pytest.mark.parametrize(("parked", "left"), [(ONE, ["Une place plantée"]), (BOTH, [ONE, "Une place plantée"])])
def test_parking_an_idea_while_another_is_asked_about_mixes_up_nothing(parked: str, left: list[str]) -> None:
    """The rewriting takes the place of the idea it is about; if that one is parked, it is an idea of its own."""
    world = until_ideas(ANA)
    world.write(ANA, ONE)
    world.write(ANA, BOTH)
    assert world.runs[ANA].wait.probe == "plusieurs"
    world.park(world.idea(parked))
    world.write(ANA, "Une place plantée")
    assert world.pool() == left
    assert [idea.text for idea in world.runs[ANA].ideas["horizons"]] == left


def test_parking_leaves_the_later_ideas_alone() -> None:
    """Nor does it touch the question about an earlier one."""
    world = until_ideas(ANA)
    asked = world.runs[ANA].wait.id
    world.write(ANA, BOTH)
    world.write(ANA, TWO, shown=asked)
    world.park(world.idea(TWO))
    world.write(ANA, ONE)
    assert world.pool() == [ONE]


def test_parking_the_only_idea_while_separating_it_keeps_the_parts() -> None:
    """What comes next is an idea of its own."""
    world = until_ideas(ANA)
    world.write(ANA, BOTH)
    world.press(ANA, Label.SPLIT)
    world.park(world.idea(BOTH))
    world.write(ANA, ONE)
    assert world.pool() == [ONE]


def test_mesdonnees_shows_the_answers_to_probes_too() -> None:
    """What is held is shown, all of it."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    world.write(ANA, "Le boulanger.")
    world.write(ANA, "Il a fermé en mars dernier.")
    card = world.ask_data(ANA)
    assert {"Le boulanger.", "Il a fermé en mars dernier."} <= set(texts_of(card))
    assert [one.label for one in buttons_of(card)] == [Label.WITHDRAW, Label.WITHDRAW_ONE]


def test_only_a_collection_has_a_limit_on_its_ideas() -> None:
    """A defect of ours is loud."""
    with pytest.raises(TypeError, match="vecu"):
        proposals_of(relocalisation().question("vecu"))


def test_the_horizons_of_a_world_stay_private_until_the_vote() -> None:
    """Proposals are made in silence: a digest of them would orient the others."""
    world: World = until_ideas(ANA, "P:bob")
    world.write(ANA, ONE)
    world.press(ANA, Label.DONE)
    world.press("P:bob", Label.PASS)
    world.wait(minutes=10)
    assert world.place("P:bob") == "vote"
    shared = [card for card in world.seats["P:bob"].cards if Phrase.SHARED in phrases_of(card)]
    assert not any(ONE in texts_of(card) for card in shared)
