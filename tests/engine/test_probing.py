"""Probes within a session: how many, when never, and what becomes of what must be rewritten."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.engine.events import LanguageChosen, ProbeSent
from bot.engine.phrases import Label, Phrase, say
from bot.engine.probes import OWN_WORDS, protection
from bot.engine.prompts import Act, Ask, Said
from bot.engine.run import Stage, Status
from bot.engine.script import Choice, FreeText, Option, OwnProbe, Question, Script
from bot.engine.turn.probing import may_probe
from bot.rehearsal.random_words import TRICKY
from tests.engine.test_group_life import until_cards
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    LONG_ENOUGH,
    World,
    buttons_of,
    consent,
    phrases_of,
    profile,
    relocalisation,
    shown_on,
    texts_of,
    until_first_gate,
    until_ideas,
)


def at_vecu(*people: str) -> World:
    world = until_first_gate(*(people or (ANA,)))
    world.wait(minutes=9)
    return world


def test_a_short_answer_is_probed_once_and_both_versions_stay() -> None:
    """One automatic probe an answer."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    assert texts_of(world.last(ANA)) == ["Merci. Pouvez-vous donner un exemple précis ?"]
    world.write(ANA, "Bof.")
    assert world.place(ANA) == "craintes"
    assert world.kept(ANA, "vecu") == ["Le boulanger."]
    assert world.kept(ANA, "vecu.probe") == ["Bof."]


def test_two_probes_a_step_and_no_more() -> None:
    """Answering again and again must not be questioned again and again."""
    world = at_vecu()
    for _ in range(2):
        world.write(ANA, "Le boulanger.")
        assert world.runs[ANA].wait.stage is Stage.PROBED
        world.write(ANA, "Il a fermé.")
        world.press(ANA, Label.BACK)
    world.write(ANA, "Le boucher.")
    assert world.runs[ANA].wait.stage is Stage.GATHERING
    answer = world.runs[ANA].answers["vecu"].id
    assert not may_probe(world.script, world.runs[ANA], ProbeSent("vecu", "generale", answer))


def test_a_probe_may_be_passed_by_tap_or_in_words() -> None:
    """Always a way out."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.write(ANA, "je passe")
    assert world.place(ANA) == "craintes"
    assert not world.kept(ANA, "vecu.probe")


def test_who_passed_a_probe_is_asked_nothing_more_about_that_step() -> None:
    """« Jamais de relance après un « Je passe » »: neither by a rule nor by a facilitator."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.press(ANA, Label.PASS)
    world.probe(ANA, "vecu", "generale")
    assert world.runs[ANA].wait.key == "craintes"
    world.press(ANA, Label.BACK)
    world.write(ANA, "Le boucher.")
    assert world.runs[ANA].wait.stage is Stage.GATHERING


def test_a_sticker_is_read_as_its_emoji_and_asked_about() -> None:
    """« Que voulez-vous dire par là, avec vos mots ? »: no script has to list it."""
    world = at_vecu()
    world.send_something(ANA, "sticker", emoji="🌳")
    assert texts_of(world.last(ANA)) == ["Je le note. Que voulez-vous dire par là, avec vos mots ?"]
    assert world.kept(ANA, "vecu") == ["🌳"]


def test_a_sticker_belongs_to_the_question_it_was_sent_under() -> None:
    """As any text does."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    earlier = world.runs[ANA].wait.id
    world.press(ANA, Label.DONE)
    world.send_something(ANA, "sticker", emoji="🌳", shown=earlier)
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}\n🌳"]
    assert world.place(ANA) == "craintes"


@pytest.mark.parametrize(("kind", "emoji"), [("voice", ""), ("photo", ""), ("document", ""), ("sticker", "")])
def test_what_cannot_be_read_leaves_the_question_open_with_a_way_to_pass(kind: str, emoji: str) -> None:
    """It is no answer, so it costs no probe; « Je passe » is at hand."""
    world = at_vecu()
    before = world.runs[ANA]
    world.send_something(ANA, kind, emoji=emoji)
    card = world.last(ANA)
    assert phrases_of(card) == [Phrase.UNREADABLE]
    assert (world.runs[ANA].wait, world.runs[ANA].probed) == (before.wait, before.probed)
    world.write(ANA, LONG_ENOUGH)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_one_may_pass_from_what_was_said_of_a_voice_message() -> None:
    """The button is under the latest message, and does what it says; once the question is over it does nothing."""
    world = at_vecu()
    world.send_something(ANA, "voice")
    nudge = world.last(ANA)
    world.tap(ANA, nudge, buttons_of(nudge)[0])
    assert (world.toast(ANA), world.place(ANA)) == (Phrase.PASSED, "craintes")
    world.tap(ANA, nudge, buttons_of(nudge)[0])
    assert (world.toast(ANA), world.place(ANA)) == (Phrase.STALE, "craintes")


def test_a_voice_message_where_nothing_may_be_passed_has_no_button() -> None:
    """At a gate, or under the consent: a button that does nothing would be a lie."""
    world = until_first_gate(ANA, BOB)
    world.send_something(ANA, "voice")
    assert not buttons_of(world.last(ANA))
    world.write(ANA, "Le prix.", shown="")
    world.enter(CLO)
    world.send_something(CLO, "voice")
    assert not buttons_of(world.last(CLO))


def test_a_voice_message_in_answer_to_a_probe_leaves_the_probe_open() -> None:
    """The same words, and the same way out."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.send_something(ANA, "voice")
    nudge = world.last(ANA)
    assert world.runs[ANA].wait.stage is Stage.PROBED
    world.tap(ANA, nudge, buttons_of(nudge)[0])
    assert world.place(ANA) == "craintes"


def test_rien_ne_m_inquiete_has_its_own_probe() -> None:
    """A real answer, and a question of its own."""
    world = at_vecu()
    world.press(ANA, Label.PASS)
    world.press(ANA, "Rien ne m'inquiète")
    assert "Qu'est-ce qui vous rassure ?" in texts_of(world.last(ANA))
    world.write(ANA, "On sait faire.")
    assert world.kept(ANA, "craintes") == ["Rien ne m'inquiète"]
    assert world.kept(ANA, "craintes.probe") == ["On sait faire."]


def test_its_own_probe_too_counts_among_the_two() -> None:
    """Changing one's mind back and forth is not asked about for ever."""
    world = at_vecu()
    world.press(ANA, Label.PASS)
    for _ in range(2):
        world.press(ANA, "Rien ne m'inquiète")
        world.write(ANA, "On sait faire.")
        world.press(ANA, Label.BACK)
    world.press(ANA, "Rien ne m'inquiète")
    assert world.place(ANA) == "germes"


def test_contact_details_are_withheld_until_rewritten() -> None:
    """The first version is shown to nobody."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, f"{LONG_ENOUGH}, appelez le 06 12 34 56 78.")
    assert world.runs[ANA].wait.probe == "donnee_perso"
    assert not world.kept(ANA, "vecu")
    world.write(ANA, f"{LONG_ENOUGH}, appelez-moi.")
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}, appelez-moi."]
    assert not world.kept(ANA, "vecu", Standing.WITHHELD)


def test_contact_details_not_rewritten_are_never_shared() -> None:
    """Passing leaves them withheld."""
    world = at_vecu(ANA, BOB)
    secret = f"{LONG_ENOUGH}, appelez le 06 12 34 56 78."
    world.write(ANA, secret)
    world.press(ANA, Label.PASS)
    world.move_on()
    assert world.kept(ANA, "vecu", Standing.WITHHELD) == [secret]
    assert not any(secret in texts_of(card) for card in world.seats[BOB].cards)


def test_contact_details_in_what_is_added_are_asked_about_too() -> None:
    """Withholding in silence would lose a whole story."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.write(ANA, "Mon numéro : 06 12 34 56 78")
    assert world.runs[ANA].wait.probe == "donnee_perso"
    world.write(ANA, "On peut me joindre à la mairie.")
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}\nOn peut me joindre à la mairie."]


def test_contact_details_in_keywords_are_asked_about_too() -> None:
    """Words are shown to the group as well, and stay words once rewritten."""
    world = World()
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    world.write(ANA, "prix, lea@exemple.test")
    assert world.runs[ANA].wait.probe == "donnee_perso"
    world.write(ANA, "un, deux, trois, quatre")
    assert Phrase.KEEP_THREE in phrases_of(world.last(ANA))
    assert world.runs[ANA].wait.stage is Stage.PROBED
    world.write(ANA, "prix, lien")
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "lien")


def test_an_edit_that_brings_in_contact_details_is_asked_about_and_one_comes_back() -> None:
    """A detour, and back to the question on the screen."""
    world = at_vecu()
    ref = world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.edit(ANA, ref, "Appelez le 06 12 34 56 78")
    assert (world.runs[ANA].wait.stage, world.runs[ANA].wait.key) == (Stage.PROBED, "vecu")
    world.write(ANA, LONG_ENOUGH)
    assert world.runs[ANA].wait.key == "craintes"
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_an_attack_is_withheld_and_may_be_said_otherwise() -> None:
    """Disagreement is welcome, aiming at somebody is not."""
    world = at_vecu()
    world.write(ANA, "Le voisin est un connard et tout le monde le sait bien")
    assert world.runs[ANA].wait.probe == "hostile"
    assert world.kept(ANA, "vecu", Standing.WITHHELD)
    world.write(ANA, "Je ne suis pas d'accord avec mon voisin.")
    assert world.kept(ANA, "vecu") == ["Je ne suis pas d'accord avec mon voisin."]


def test_a_number_cut_in_two_messages_is_replaced_whole() -> None:
    """Neither half is a number, the two are: nothing of them stays."""
    world = at_vecu()
    world.write(ANA, "Voici comment me joindre au téléphone fixe :\n06\n12")
    world.write(ANA, "34\n56\n78")
    assert world.runs[ANA].wait.probe == "donnee_perso"
    world.write(ANA, LONG_ENOUGH)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_a_facilitator_asks_one_thing_more_while_one_is_elsewhere() -> None:
    """A detour: the answer is filed where it belongs, and one comes back."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.probe(ANA, "vecu", "qui")
    assert Phrase.FROM_FACILITATION in phrases_of(world.last(ANA))
    assert "Qui était concerné, à part vous ?" in texts_of(world.last(ANA))
    world.write(ANA, "Ma voisine.")
    assert world.kept(ANA, "vecu.probe") == ["Ma voisine."]
    assert world.runs[ANA].wait.key == "craintes"


def test_a_facilitators_probe_while_gathering_finishes_what_was_gathered() -> None:
    """Nobody is asked the same question twice for having been probed."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.probe(ANA, "vecu", "generale")
    world.write(ANA, "En mars, un lundi.")
    assert world.runs[ANA].wait.key == "craintes"


def test_a_facilitators_probe_during_a_last_answer_lets_the_group_go_on() -> None:
    """The answer gathered was the last before the gate: this person has arrived."""
    world = at_vecu(ANA, BOB)
    for who in (ANA, BOB):
        world.press(who, Label.PASS)
        world.press(who, Label.PASS)
    world.press(BOB, "aucune")
    world.write(ANA, "Le repair café ouvre chaque samedi matin.")
    world.probe(ANA, "germes", "possible")
    assert world.place(ANA) == "horizons"


def test_no_probe_after_a_pass_nor_an_unknown_one_nor_to_nobody() -> None:
    """« Je passe » is the end of it."""
    world = at_vecu()
    world.press(ANA, Label.PASS)
    before = world.runs[ANA].wait
    world.probe(ANA, "vecu", "generale")
    world.probe(ANA, "germes", "generale")
    world.probe(ANA, "profil", "inconnue")
    assert world.runs[ANA].wait == before


def test_a_facilitators_tiers_withholds_until_rewritten() -> None:
    """A third person named: nobody reads it meanwhile."""
    world = at_vecu()
    world.write(ANA, "Madame Untel a fermé son commerce sans prévenir personne.")
    world.press(ANA, Label.DONE)
    world.probe(ANA, "vecu", "tiers")
    assert not world.kept(ANA, "vecu")
    world.write(ANA, "Une commerçante a fermé sans prévenir.")
    assert world.kept(ANA, "vecu") == ["Une commerçante a fermé sans prévenir."]


def test_a_facilitators_tiers_takes_an_idea_out_of_the_pool_until_rewritten() -> None:
    """An idea that names somebody must not reach the ballot."""
    world = until_ideas(ANA)
    world.write(ANA, "Monsieur Untel quitte la mairie avant l'été.")
    world.probe(ANA, "horizons", "tiers")
    assert world.pool() == []
    world.write(ANA, "La mairie change de main avant l'été prochain.")
    assert world.pool() == ["La mairie change de main avant l'été prochain."]


def test_the_answer_to_a_probe_may_be_asked_about() -> None:
    """Facilitators read it like any other words; « vecu.probe » is no question of the script."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.write(ANA, "Madame Untel l'a fermé.")
    world.probe(ANA, "vecu.probe", "tiers")
    assert world.kept(ANA, "vecu.probe", Standing.WITHHELD) == ["Madame Untel l'a fermé."]
    world.resume(ANA)
    world.write(ANA, "On l'a fermé.")
    assert world.kept(ANA, "vecu.probe") == ["On l'a fermé."]
    assert world.runs[ANA].wait.key == "craintes"


def test_a_steps_own_probe_may_be_sent_about_its_follow_up() -> None:
    """The wording is the step's, whichever of its answers it is about."""
    world = until_first_gate(ANA)
    world.press(ANA, Label.BACK)
    world.write(ANA, "Le prix, parce qu'il faut choisir.")
    world.probe(ANA, "trois_mots.explication", "generale")
    assert texts_of(world.last(ANA)) == ["Que s'est-il passé, concrètement ?"]


def test_a_facilitators_probe_ends_a_detour_without_losing_the_place() -> None:
    """Changing an answer when the probe came: the answer stays as it was, and the place too."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    card = world.ask_answers(ANA)
    button = next(one for row in card.rows for one in row if one.value == "vecu")
    world.tap(ANA, card, button)
    world.probe(ANA, "vecu", "generale")
    world.press(ANA, Label.PASS)
    assert world.runs[ANA].wait.key == "craintes"
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_nobody_who_left_is_probed_or_written_to() -> None:
    """Left in peace."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    answer = next(id_ for id_, kept in world.contributions.items() if kept.key == "vecu")
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    sent = len(world.seats[ANA].cards)
    world.probe(ANA, "vecu", "generale")
    world.park(answer)
    assert len(world.seats[ANA].cards) == sent
    assert world.contributions[answer].standing is Standing.PARKED
    assert world.runs[ANA].status is Status.LEFT


def test_a_split_is_only_an_answer_to_its_own_question() -> None:
    """A forged « séparer » under another probe does nothing."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.forge(ANA, Act.SPLIT, world.runs[ANA].wait.id, world.runs[ANA].wait.rev, "yes")
    assert world.toast(ANA) is Phrase.STALE
    assert world.runs[ANA].wait.stage is Stage.PROBED


# -- withheld, until a person decides --------------------------------------------------------------------------------

NUMBER = "Appelez le 06 12 34 56 78 pour en parler avec nous."
NAMED = "Madame Untel a fermé son commerce sans prévenir personne."


def only(world: World, text: str) -> str:
    """The contribution that says so."""
    (found,) = [id_ for id_, kept in world.contributions.items() if kept.text == text]
    return found


def test_a_released_answer_is_shown_to_the_group_and_its_author_told() -> None:
    """A person decided: « montrer quand même »."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, NUMBER)
    world.press(ANA, Label.PASS)
    world.release(only(world, NUMBER))
    assert Phrase.RELEASED in phrases_of(world.last(ANA))
    assert world.kept(ANA, "vecu") == [NUMBER]
    world.move_on()
    assert any(NUMBER in texts_of(card) for card in world.seats[BOB].cards)


def test_a_released_idea_rejoins_its_pool() -> None:
    """It can be voted on again."""
    world = until_ideas(ANA)
    world.write(ANA, "Un numéro unique, le 06 12 34 56 78.")
    world.press(ANA, Label.PASS)
    assert world.pool() == []
    world.release(only(world, "Un numéro unique, le 06 12 34 56 78."))
    assert world.pool() == ["Un numéro unique, le 06 12 34 56 78."]


def test_what_has_been_rewritten_meanwhile_is_not_released() -> None:
    """The facilitator read the first version; its author has since taken the number out."""
    world = at_vecu()
    world.write(ANA, NUMBER)
    first = only(world, NUMBER)
    world.write(ANA, LONG_ENOUGH)
    world.release(first)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert world.contributions[first].superseded
    assert Phrase.RELEASED not in world.seats[ANA].phrases()


def test_ones_own_answers_say_what_is_withheld_and_why() -> None:
    """The author still reads their own words, and what has become of them."""
    world = at_vecu()
    world.write(ANA, NUMBER)
    world.press(ANA, Label.PASS)
    card = world.ask_answers(ANA)
    assert NUMBER in texts_of(card)
    assert phrases_of(card).count(Phrase.WITHHELD_CONTACTS) == 1


def test_what_is_withheld_cannot_be_set_aside_and_so_printed() -> None:
    """Points to take up again are printed: the decision comes first."""
    world = at_vecu()
    world.write(ANA, NUMBER)
    world.park(only(world, NUMBER))
    assert world.kept(ANA, "vecu", Standing.WITHHELD) == [NUMBER]


def test_words_that_are_no_answer_are_withheld_as_well() -> None:
    """A late message is printed « hors comptage », and an insult in it would be too."""
    world = until_first_gate(ANA, BOB)
    world.press(ANA, Label.BACK)
    world.write(ANA, "Le prix.")
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.write(ANA, NUMBER)
    late = only(world, NUMBER)
    assert world.contributions[late].standing is Standing.WITHHELD
    world.release(late)
    assert world.contributions[late].standing is Standing.PARKED
    assert Phrase.PARKED in phrases_of(world.last(ANA))


def test_a_release_after_leaving_says_nothing_more_to_who_left() -> None:
    """Left in peace, though the words were left to the group."""
    world = at_vecu()
    world.write(ANA, NUMBER)
    world.ask_to_leave(ANA)
    world.press(ANA, Label.LEAVE_KEEP, wait="leave")
    sent = len(world.seats[ANA].cards)
    world.release(only(world, NUMBER))
    assert world.kept(ANA, "vecu") == [NUMBER]
    assert len(world.seats[ANA].cards) == sent


def test_a_facilitators_probe_is_about_the_idea_she_read_not_the_last_one() -> None:
    """Two ideas of one person: the one that names somebody leaves the pool, the other stays."""
    world = until_ideas(ANA)
    world.write(ANA, "Monsieur Untel quitte la mairie avant l'été.")
    world.write(ANA, "Un four banal chauffe chaque samedi dans le bourg.")
    named = only(world, "Monsieur Untel quitte la mairie avant l'été.")
    world.probe(ANA, "horizons", "tiers", named)
    assert world.pool() == ["Un four banal chauffe chaque samedi dans le bourg."]
    world.write(ANA, "La mairie change de main avant l'été prochain.")
    assert set(world.pool()) == {
        "Un four banal chauffe chaque samedi dans le bourg.",
        "La mairie change de main avant l'été prochain.",
    }


def test_somebody_named_is_withheld_even_when_nothing_more_may_be_asked() -> None:
    """Two probes are enough for one person; the person named has not been asked anything."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, NAMED)
    world.press(ANA, Label.DONE)
    for code in ("generale", "qui"):
        world.probe(ANA, "vecu", code)
        world.write(ANA, "C'était en mars, un lundi matin, devant la porte.")
    world.probe(ANA, "vecu", "tiers")
    assert Phrase.WITHHELD_PERSON in phrases_of(world.last(ANA))
    assert not world.kept(ANA, "vecu")
    told = len(world.seats[ANA].cards)
    world.probe(ANA, "vecu", "tiers")
    assert len(world.seats[ANA].cards) == told


def test_a_probe_that_is_sent_twice_is_asked_once() -> None:
    """The menu stays on an older panel, and people tap twice."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    for _ in range(2):
        world.probe(ANA, "vecu", "generale")
        assert world.runs[ANA].probed["vecu"] == 1
    world.write(ANA, "C'était en mars, un lundi matin, devant la porte.")
    world.happen(ANA, ProbeSent("vecu", OWN_WORDS, world.runs[ANA].answers["vecu"].id, "Et en avril ?"))
    assert Ask("Et en avril ?") in world.card(ANA).blocks
    world.write(ANA, "En avril, tout était rentré dans l'ordre ici.")
    said = {one.key: one.probe for one in world.contributions.values() if one.key.startswith("vecu.")}
    assert said == {"vecu.probe": "generale", "vecu.probe_2": "Et en avril ?"}


def test_a_card_that_was_only_an_emoji_goes_to_the_points_in_words() -> None:
    """Nobody can give a point to « 🌳 »."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "🌳🌳")
    assert world.runs[ANA].wait.stage is Stage.PROBED
    world.write(ANA, "Planter des arbres devant chaque école.")
    standing = [idea.text for idea in world.ideas.values() if idea.pool == "pistes" and not idea.withdrawn]
    assert standing == ["Planter des arbres devant chaque école."]


def test_somebody_named_off_topic_is_withheld_and_no_answer_with_it() -> None:
    """The gesture is about what was read, not about whatever is filed at the same key."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.PASS)
    world.press(ANA, "aucune")
    world.write(ANA, NAMED)
    world.probe(ANA, world.contributions[only(world, NAMED)].key, "tiers", only(world, NAMED))
    assert world.contributions[only(world, NAMED)].standing is Standing.WITHHELD
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert Phrase.WITHHELD_PERSON in phrases_of(world.last(ANA))


def test_withheld_once_too_often_is_said_rather_than_asked() -> None:
    """« Votre message n'est pas affiché au groupe… »: withholding in silence would lose a whole story."""
    world = at_vecu()
    for _ in range(2):
        world.write(ANA, "Le boulanger.")
        world.write(ANA, "Il a fermé.")
        world.press(ANA, Label.BACK)
    world.write(ANA, NUMBER)
    assert Phrase.WITHHELD_CONTACTS in world.seats[ANA].phrases()
    assert world.runs[ANA].wait.stage is Stage.GATHERING
    world.write(ANA, "Ou bien à lea@exemple.test")
    assert world.seats[ANA].phrases().count(Phrase.WITHHELD_CONTACTS) == 2


def test_the_answer_to_a_probe_says_that_it_is_withheld() -> None:
    """One automatic probe an answer: the second time the bot says so and goes on."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    world.write(ANA, NUMBER)
    assert world.kept(ANA, "vecu.probe", Standing.WITHHELD) == [NUMBER]
    assert Phrase.WITHHELD_CONTACTS in phrases_of(world.last(ANA))
    assert world.place(ANA) == "craintes"


def test_a_rewriting_that_still_holds_contact_details_says_so() -> None:
    """The author believes it is mended."""
    world = until_ideas(ANA)
    world.write(ANA, "Un numéro unique, le 06 12 34 56 78.")
    world.write(ANA, "Un numéro unique, le 06 12 34 56 79.")
    assert Phrase.WITHHELD_CONTACTS in phrases_of(world.last(ANA))
    assert world.pool() == []


# -- half the time gone, off topic -------------------------------------------------------------------------------------


def test_half_the_time_gone_is_said_once_a_step_and_may_be_passed() -> None:
    """« Il reste 3 minutes… Vous pouvez aussi passer »: going back and forth does not start it again."""
    world = at_vecu()
    world.wait(minutes=3)
    reminder = world.last(ANA)
    assert [block.notice for block in reminder.blocks if isinstance(block, Said)] == [say(Phrase.REMINDER, minutes=3)]
    world.tap(ANA, reminder, buttons_of(reminder)[0])
    assert (world.toast(ANA), world.place(ANA)) == (Phrase.PASSED, "craintes")


def test_half_the_time_gone_counts_among_the_two() -> None:
    """The bot's own probes and the facilitators', all together: two a person and step."""
    world = at_vecu()
    world.wait(minutes=3)
    world.write(ANA, "Le boulanger.")
    world.write(ANA, "Il a fermé.")
    world.probe(ANA, "vecu", "generale")
    assert world.runs[ANA].wait.key == "craintes"


def test_half_the_time_gone_is_not_said_again_after_going_back() -> None:
    """Once is help, twice is pressure."""
    world = at_vecu()
    world.wait(minutes=3)
    world.ask_answers(ANA)
    world.happen(ANA, LanguageChosen("en"))
    world.press(ANA, Label.PASS)
    world.press(ANA, Label.BACK)
    world.wait(minutes=4)
    assert world.seats[ANA].phrases().count(Phrase.REMINDER) == 1


def test_half_the_time_gone_is_not_said_to_who_is_writing() -> None:
    """A text of which it is not known where it belongs is a text all the same."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH, doubtful=True)
    world.wait(minutes=4)
    assert Phrase.REMINDER not in world.seats[ANA].phrases()


def test_what_is_set_apart_is_asked_what_it_has_to_do_with_the_question() -> None:
    """« Quel lien faites-vous avec la question ? »; the question itself is still open."""
    world = at_vecu()
    world.write(ANA, f"{LONG_ENOUGH}, et l'éclairage est coupé.")
    world.park(world.runs[ANA].answers["vecu"].id)
    assert phrases_of(world.last(ANA)) == [Phrase.PARKED]
    assert texts_of(world.last(ANA)) == ["Je le garde au parking. Quel lien faites-vous avec la question ?"]
    world.write(ANA, "On ne va plus au marché le soir.")
    assert world.kept(ANA, "vecu.probe") == ["On ne va plus au marché le soir."]
    assert (world.runs[ANA].wait.stage, world.runs[ANA].wait.key) == (Stage.ASKED, "vecu")
    world.write(ANA, LONG_ENOUGH)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_what_is_set_apart_later_is_asked_about_and_one_comes_back() -> None:
    """A detour, as for any other probe of the facilitators."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.park(world.runs[ANA].answers["vecu"].id)
    assert (world.runs[ANA].wait.probe, world.runs[ANA].wait.key) == ("hors_sujet", "vecu")
    world.press(ANA, Label.PASS)
    assert (world.runs[ANA].wait.stage, world.runs[ANA].wait.key) == (Stage.ASKED, "craintes")


def test_what_is_set_apart_once_its_step_is_over_is_only_said() -> None:
    """Nobody is taken back to a question that has closed."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    answer = world.runs[ANA].answers["vecu"].id
    world.move_on()
    place = world.runs[ANA].wait
    world.park(answer)
    assert phrases_of(world.last(ANA)) == [Phrase.PARKED]
    assert not texts_of(world.last(ANA))
    assert world.runs[ANA].wait == place


@given(st.one_of(st.sampled_from(TRICKY), st.text(min_size=1, max_size=200)))
def test_whatever_is_said_nobody_else_is_shown_what_is_withheld(text: str) -> None:
    """Said as a story, as an idea, as words, at a gate and late: on no card, in no pool, on no ballot."""
    world = until_first_gate(ANA, BOB)
    world.write(ANA, text)
    world.press(ANA, Label.BACK)
    world.write(ANA, text)
    world.move_on()
    for _ in range(3):
        world.write(ANA, text)
        world.wait(minutes=15)
        world.move_on()
    withheld = world.words_withheld_from(BOB)
    assert all(protection(said, world.script.lexicon) for said in withheld)
    if protection(text.strip(), world.script.lexicon):
        assert withheld
    assert not withheld & set(world.pool())
    assert not withheld & {item.text for items in world.group.ballots.values() for item in items}
    assert not withheld & {said for card in world.seats[BOB].cards for said in shown_on(card)}


# -- probes of the steps themselves ------------------------------------------------------------------------------------


def test_a_follow_up_has_its_own_common_probes() -> None:
    """`then: - probes: [courte]`: asked about the follow-up, and one goes on from there."""
    world = until_first_gate(ANA, script=FOLLOWED)
    world.wait(minutes=20)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    assert world.runs[ANA].wait.key == "vecu.lieu"
    world.write(ANA, "Au bourg.")
    assert (world.runs[ANA].wait.probe, world.runs[ANA].wait.key) == ("courte", "vecu.lieu")
    world.write(ANA, "Devant la boulangerie, un matin.")
    assert world.kept(ANA, "vecu.lieu") == ["Au bourg."]
    assert world.runs[ANA].wait.key == "vecu.qui"


def test_a_choice_too_may_have_a_probe_of_its_own_after_an_option() -> None:
    """`own_probes: {code: {ask: …, after: option}}` under a follow-up with buttons."""
    world = until_first_gate(ANA, script=FOLLOWED)
    world.wait(minutes=20)
    for text in (LONG_ENOUGH, ""):
        world.press(ANA, Label.PASS) if not text else world.write(ANA, text)
        if text:
            world.press(ANA, Label.DONE)
    world.press(ANA, "Quelqu'un d'autre")
    assert texts_of(world.last(ANA)) == ["À quel titre, sans nommer personne ?"]
    world.write(ANA, "Une commerçante.")
    assert world.kept(ANA, "vecu.qui") == ["Quelqu'un d'autre"]
    assert world.kept(ANA, "vecu.probe") == ["Une commerçante."]
    assert world.place(ANA) == "craintes"


def test_a_steps_own_probe_is_sent_about_its_follow_up_in_the_words_of_that_question() -> None:
    """Two questions of a step may use one code; each has its own words."""
    world = until_first_gate(ANA, script=FOLLOWED)
    world.wait(minutes=20)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.write(ANA, "Devant la boulangerie du bourg, un matin.")
    world.probe(ANA, "vecu.lieu", "quand")
    assert texts_of(world.last(ANA)) == ["Quand y étiez-vous ?"]
    world.write(ANA, "En mars.")
    assert world.kept(ANA, "vecu.probe") == ["En mars."]
    assert world.runs[ANA].wait.key == "vecu.qui"


def followed() -> Script:
    """The shipped workshop, its story followed by a place and by who it was about."""
    script = relocalisation()
    step = script.step("vecu")
    (story,) = step.questions
    place = Question(
        "vecu.lieu",
        "Où était-ce ?",
        FreeText(gathers=False),
        probes=("courte",),
        own_probes=(OwnProbe("quand", "Quand y étiez-vous ?"),),
    )
    who = Question(
        "vecu.qui",
        "Pour qui était-ce difficile ?",
        Choice((Option("moi", "Moi"), Option("autre", "Quelqu'un d'autre"))),
        own_probes=(OwnProbe("titre", "À quel titre, sans nommer personne ?", after="autre"),),
    )
    story = replace(story, own_probes=(*story.own_probes, OwnProbe("quand", "Quand était-ce ?")))
    steps = tuple(replace(one, questions=(story, place, who)) if one is step else one for one in script.steps)
    return replace(script, steps=steps, translations=())


FOLLOWED = followed()


def with_a_question_to_every_germ() -> World:
    """At the germs, where « Qu'est-ce qui l'a rendue possible ? » follows every answer in words."""
    script = relocalisation()
    step = script.step("germes")
    own = OwnProbe("possible", "Qu'est-ce qui l'a rendue possible ?", by_itself=True)
    germs = replace(step, questions=(replace(step.questions[0], own_probes=(own,)),))
    steps = tuple(germs if one.id == "germes" else one for one in script.steps)
    world = until_first_gate(ANA, script=replace(script, steps=steps))
    world.wait(minutes=9)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.PASS)
    assert world.place(ANA) == "germes"
    return world


MADE_POSSIBLE = "Qu'est-ce qui l'a rendue possible ?"


def asked_what_made_it_possible(world: World) -> int:
    return [text for card in world.seats[ANA].cards for text in texts_of(card)].count(MADE_POSSIBLE)


def test_every_germ_told_is_asked_what_made_it_possible() -> None:
    """Once the answer is finished, by a tap or by a silence, however many messages it came in; and once an answer."""
    world = with_a_question_to_every_germ()
    world.write(ANA, LONG_ENOUGH)
    world.write(ANA, "Et le samedi on y répare des vélos.")
    assert asked_what_made_it_possible(world) == 0
    world.press(ANA, Label.DONE)
    assert texts_of(world.last(ANA)) == [MADE_POSSIBLE]
    given = world.runs[ANA].answers["germes"].id
    assert not may_probe(world.script, world.runs[ANA], ProbeSent("germes", "possible", given)), "it was asked"
    world.write(ANA, "Une salle prêtée par la commune.")
    assert world.kept(ANA, "germes.probe") == ["Une salle prêtée par la commune."]
    assert world.place(ANA) != "germes"

    silent = with_a_question_to_every_germ()
    silent.write(ANA, LONG_ENOUGH)
    silent.wait(minutes=2)
    assert texts_of(silent.last(ANA)) == [MADE_POSSIBLE]


def test_a_short_germ_is_asked_for_an_example_and_then_what_made_it_possible() -> None:
    """One automatic probe an answer, two a step; and who passes the first is asked nothing more."""
    world = with_a_question_to_every_germ()
    world.write(ANA, "Le frigo partagé.")
    assert texts_of(world.last(ANA)) == ["Merci. Pouvez-vous donner un exemple précis ?"]
    world.write(ANA, "On pose, on prend, devant le lycée.")
    assert texts_of(world.last(ANA))[-1] == MADE_POSSIBLE
    world.write(ANA, "Une prise posée par la mairie.")
    assert world.kept(ANA, "germes.probe_2") == ["Une prise posée par la mairie."]
    assert asked_what_made_it_possible(world) == 1

    passing = with_a_question_to_every_germ()
    passing.write(ANA, "Le frigo partagé.")
    passing.press(ANA, Label.PASS)
    assert asked_what_made_it_possible(passing) == 0


@pytest.mark.parametrize("said", ["Je n'en connais pas", "je ne sais pas trop", "🤷🤷", "Je passe"])
def test_who_tells_no_germ_is_not_asked_what_made_it_possible(said: str) -> None:
    """A button, « je ne sais pas » or a pass tells none."""
    world = with_a_question_to_every_germ()
    world.write(ANA, said)
    if Label.PASS in {button.label for button in buttons_of(world.last(ANA))} and world.place(ANA) == "germes":
        world.write(ANA, "Rien de plus à en dire pour ma part, merci.")
    assert asked_what_made_it_possible(world) == 0


def test_a_question_answered_by_one_message_is_followed_up_too() -> None:
    """Whether or not an answer may come in several messages."""
    world = with_a_question_to_every_germ()
    steps = []
    for step in world.script.steps:
        germs = step.id == "germes"
        asked = tuple(
            replace(question, accepts=FreeText(gathers=False), probes=()) if germs else question
            for question in step.questions
        )
        steps.append(replace(step, questions=asked))
    world.script = replace(world.script, steps=tuple(steps))
    world.write(ANA, "Le frigo partagé.")
    assert texts_of(world.last(ANA)) == [MADE_POSSIBLE]
