"""Coming in, consenting, the path through the workshop, coming back."""

from __future__ import annotations

from bot.engine.effects import Standing
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from bot.engine.run import Stage, Status
from tests.engine.world import (
    ANA,
    BOB,
    CLO,
    LONG_ENOUGH,
    World,
    consent,
    grade_everything,
    keywords,
    phrases_of,
    profile,
    texts_of,
    until_first_gate,
    until_vote,
)


def test_one_person_goes_through_the_whole_of_relocalisation() -> None:
    """The workshop that ships must play from the first word to the last, or nothing else matters."""
    world = World()
    world.enter(ANA)
    assert phrases_of(world.last(ANA)) == [Phrase.NOT_OPEN_YET]
    world.write(ANA, "Bonjour ?")
    assert phrases_of(world.last(ANA)) == [Phrase.NOT_OPEN_YET]
    world.open()
    world.press(ANA, "Je commence")
    world.press(ANA, "J'accepte")
    world.press(ANA, "Me demander d'abord")
    world.press(ANA, "Autre")
    assert world.place(ANA) == "profil.autre"
    world.write(ANA, "Je tiens un atelier de réparation.")
    world.press(ANA, "Transforme ou répare")
    world.press(ANA, "Village")
    world.write(ANA, "prix, trajet, dignité")
    world.write(ANA, "La dignité, c'est pouvoir choisir.")
    assert world.runs[ANA].wait.stage is Stage.GATED
    world.wait(minutes=9)
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, "Rien ne m'inquiète")
    world.write(ANA, "On sait déjà faire tout cela ici.")
    world.write(ANA, "Le repair café ouvre chaque samedi à la mairie.")
    world.press(ANA, Label.DONE)
    world.write(ANA, "Chaque rue a son atelier de réparation ouvert le samedi.")
    world.press(ANA, Label.DONE)
    world.wait(minutes=10)
    grade_everything(world, ANA)
    world.write(ANA, "Que chacun puisse réparer près de chez soi.")
    world.press(ANA, Label.DONE)
    world.write(ANA, "Les transports du dimanche.")
    world.press(ANA, "Très bien")
    assert phrases_of(world.last(ANA)) == [Phrase.THE_END]
    assert len(world.said_to_facilitators(Phrase.TELL_ALL_FINISHED)) == 1
    world.close()
    assert world.runs[ANA].status is Status.FINISHED
    assert world.notebooks == 1
    assert world.kept(ANA, "trois_mots") == ["prix\ntrajet\ndignité"]
    assert world.kept(ANA, "profil") == ["Autre"]
    assert world.kept(ANA, "craintes.probe") == ["On sait déjà faire tout cela ici."]
    assert {item.code for item in world.group.ballots["vote"]} == {"RH1", "RH2", "RH3", "RH4", "RH5", "RH6", "RG1"}


def test_a_refusal_keeps_nothing_but_a_count() -> None:
    """« Je n'accepte pas »: not a word, not a name, may remain."""
    world = World()
    world.open()
    world.enter(ANA)
    world.press(ANA, "Je commence")
    world.write(ANA, "Je ne sais pas encore si je veux.")
    assert Phrase.TAP_A_BUTTON in phrases_of(world.last(ANA))
    world.press(ANA, "Je n'accepte pas")
    assert phrases_of(world.last(ANA)) == [Phrase.DECLINED]
    assert world.forgotten == [ANA]
    assert world.group.declined == 1
    assert not world.contributions
    assert not world.group.people


def test_the_consent_cannot_be_walked_past_by_a_forged_tap() -> None:
    """« Garder » or « Je passe » sent under the consent must not stand for a yes."""
    world = World()
    world.open()
    world.enter(ANA)
    world.press(ANA, "Je commence")
    for act in (Act.KEEP, Act.PASS, Act.BACK, Act.DONE):
        world.forge(ANA, act, world.runs[ANA].wait.id)
        assert world.place(ANA) == "consentement"
    world.forge(ANA, Act.CHOOSE, world.runs[ANA].wait.id, 0, "ailleurs")
    assert world.toast(ANA) is Phrase.STALE
    assert world.runs[ANA].status is Status.ENTERING


def test_a_tap_before_anything_was_shown_gets_a_word() -> None:
    """The very first wait has no question: a forged tap on it must not be an error."""
    world = World()
    world.enter(ANA)
    world.forge(ANA, Act.CHOOSE, "0")
    assert world.toast(ANA) is Phrase.STALE


def test_a_question_before_the_consent_is_passed_on_and_not_kept() -> None:
    """« J'ai une question » is answered by people; nothing is stored before « J'accepte »."""
    world = World()
    world.open()
    world.enter(ANA)
    world.press(ANA, "J'ai une question")
    assert phrases_of(world.last(ANA)) == [Phrase.WRITE_YOUR_QUESTION]
    world.write(ANA, "Combien de temps cela dure-t-il ?")
    assert Phrase.QUESTION_PASSED_ON in phrases_of(world.last(ANA))
    assert [notice.values["text"] for notice in world.told] == ["Combien de temps cela dure-t-il ?"]
    world.write(ANA, "Je commence")
    assert world.place(ANA) == "consentement"
    assert not world.contributions


def test_j_ai_une_question_may_be_typed() -> None:
    """Typed or tapped, it is the same wish."""
    world = World()
    world.open()
    world.enter(ANA)
    world.write(ANA, "j'ai une question")
    assert phrases_of(world.last(ANA)) == [Phrase.WRITE_YOUR_QUESTION]


def test_a_language_chosen_before_the_opening_is_kept() -> None:
    """There is no card yet to show again."""
    world = World()
    world.enter(ANA)
    sent = len(world.seats[ANA].cards)
    world.choose_language(ANA, "en")
    assert world.runs[ANA].language == "en"
    assert len(world.seats[ANA].cards) == sent


def test_a_word_that_crosses_the_opening_brings_the_first_card() -> None:
    """Open, and this phone has not been told yet."""
    world = World()
    world.enter(ANA)
    world.hold = True
    world.open()
    world.deliver(1)
    told = list(world.inbox)
    world.inbox.clear()
    world.write(ANA, "Bonjour ?")
    world.inbox.extend(told)
    world.deliver()
    assert world.place(ANA) == "accueil"
    assert sum(any("bienvenue" in text for text in texts_of(card)) for card in world.seats[ANA].cards) == 1


def test_accepting_can_be_typed() -> None:
    """Some phones hide the keyboard of buttons."""
    world = World()
    world.open()
    world.enter(ANA)
    world.write(ANA, "je commence !")
    world.write(ANA, "j’accepte")
    assert world.runs[ANA].status is Status.ACTIVE
    assert world.group.active == (ANA,)


def test_autre_opens_a_question_that_the_others_never_see() -> None:
    """A branch is asked of those it concerns, and only of them."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    world.press(ANA, "Autre")
    world.press(BOB, "Association")
    assert world.place(ANA) == "profil.autre"
    assert world.place(BOB) == "profil.rapport"


def test_start_shows_the_same_card_again_under_the_same_wait() -> None:
    """On another phone, another day: exactly there, and the buttons work."""
    world = World()
    world.open()
    consent(world, ANA)
    before = world.last(ANA)
    world.resume(ANA)
    assert world.last(ANA) == before
    world.press(ANA, "Élu·e")
    assert world.place(ANA) == "profil.rapport"


def test_the_card_that_waits_for_a_gate_or_a_probe_can_be_shown_again() -> None:
    """Whatever somebody rests at, /reprendre finds it."""
    world = until_first_gate(ANA)
    world.resume(ANA)
    assert Phrase.WAITING in phrases_of(world.last(ANA))
    world.wait(minutes=9)
    world.write(ANA, "Oui.")
    assert world.runs[ANA].wait.probe == "courte"
    world.resume(ANA)
    assert texts_of(world.last(ANA)) == ["Merci. Pouvez-vous donner un exemple précis ?"]
    world.choose_language(ANA, "en")
    assert texts_of(world.last(ANA)) == ["Thank you. Could you give a specific example?"]


def test_who_blocks_is_not_waited_for_and_who_returns_goes_with_the_group() -> None:
    """A blocked phone must not hold the gate; back, its owner is where everybody is."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    profile(world, ANA, BOB)
    keywords(world, ANA)
    world.block(BOB)
    assert world.said_to_facilitators(Phrase.TELL_BLOCKED)
    world.block(BOB)
    assert len(world.said_to_facilitators(Phrase.TELL_BLOCKED)) == 1
    world.wait(minutes=9)
    assert world.place(ANA) == "vecu"
    assert world.place(BOB) == "trois_mots"
    world.resume(BOB)
    assert world.place(BOB) == "vecu"
    assert Phrase.WELCOME_BACK in world.seats[BOB].phrases()
    assert world.group.people[BOB].active
    assert world.runs[BOB].missed == ("trois_mots",)


def test_a_word_from_somebody_unreachable_brings_them_back() -> None:
    """Who unblocks the bot and writes, without /start, is there again and is counted again."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    world.block(BOB)
    ref = world.write(BOB, LONG_ENOUGH)
    assert world.runs[BOB].status is Status.ACTIVE
    assert world.group.people[BOB].active
    assert world.kept(BOB, "vecu") == [LONG_ENOUGH]
    world.block(BOB)
    world.edit(BOB, ref, LONG_ENOUGH + " !")
    assert world.kept(BOB, "vecu") == [LONG_ENOUGH + " !"]


def test_who_blocks_within_what_everyone_is_asked_finishes_it_first() -> None:
    """The profile is asked of everyone: coming back late must not skip its question."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    profile(world, ANA)
    keywords(world, ANA)
    world.block(BOB)
    world.wait(minutes=9)
    world.resume(BOB)
    assert world.place(BOB) == "profil"


def test_who_blocks_before_consenting_is_still_asked_to_consent() -> None:
    """Coming back is no yes."""
    world = World()
    world.open()
    world.enter(ANA)
    world.press(ANA, "Je commence")
    world.block(ANA)
    assert not world.told
    world.resume(ANA)
    assert world.runs[ANA].status is Status.ENTERING
    assert ANA not in world.group.people
    world.write(ANA, "Me revoilà.")
    assert not world.contributions


def test_who_comes_back_after_the_close_gets_the_result() -> None:
    """Everybody who voted gets the ending."""
    world = until_vote(ANA, BOB)
    grade_everything(world, ANA)
    grade_everything(world, BOB)
    world.block(BOB)
    world.close()
    world.resume(BOB)
    assert world.runs[BOB].status is Status.FINISHED
    assert Phrase.SESSION_CLOSED in phrases_of(world.last(BOB))


def test_results_missed_while_away_are_shown_on_return() -> None:
    """The vote was closed while the phone was off."""
    world = until_vote(ANA, BOB)
    world.block(BOB)
    grade_everything(world, ANA)
    assert world.group.results
    world.write(BOB, "Je suis de retour, où en est-on ?")
    assert Phrase.RESULT in world.seats[BOB].phrases()
    assert world.place(BOB) == "cloture"


def test_after_the_close_words_are_passed_on_and_not_counted() -> None:
    """« Votre message n'est pas perdu. »"""
    world = until_first_gate(ANA)
    world.enter(CLO)
    world.close()
    assert phrases_of(world.last(CLO)) == [Phrase.SESSION_CLOSED]
    world.write(ANA, "Encore un mot.")
    assert phrases_of(world.last(ANA)) == [Phrase.AFTER_CLOSE]
    assert world.kept(ANA, standing=Standing.LATE) == ["Encore un mot."]
    world.write(CLO, "Et moi ?")
    assert phrases_of(world.last(CLO)) == [Phrase.SESSION_CLOSED]
    assert not world.kept(CLO, standing=Standing.LATE)
    world.resume(ANA)
    assert phrases_of(world.last(ANA)) == [Phrase.SESSION_CLOSED]
    world.choose_language(ANA, "en")
    assert phrases_of(world.last(ANA)) == [Phrase.SESSION_CLOSED]
    world.enter(BOB)
    assert phrases_of(world.last(BOB)) == [Phrase.SESSION_CLOSED]
    card = world.ask_answers(ANA)
    assert Phrase.MY_ANSWER not in phrases_of(card)


def test_a_voice_message_gets_a_kind_word_and_changes_nothing() -> None:
    """People will send one; they are told what to do, and lose nothing."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    before = world.runs[ANA]
    world.send_something(ANA, "voice")
    assert phrases_of(world.last(ANA)) == [Phrase.UNREADABLE]
    assert (world.runs[ANA].wait, world.runs[ANA].answers) == (before.wait, before.answers)


def test_a_message_of_blanks_is_no_answer() -> None:
    """An empty line must not count as something said."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    world.write(ANA, " \n ")
    assert phrases_of(world.last(ANA)) == [Phrase.EMPTY]
    assert not world.kept(ANA, "vecu")


def test_the_second_profile_question_may_be_passed_in_words() -> None:
    """« Je passe » typed is « Je passe »."""
    world = World()
    world.open()
    consent(world, ANA)
    world.write(ANA, "je passe")
    assert world.place(ANA) == "profil.rapport"
    world.write(ANA, "euh")
    assert Phrase.TAP_A_BUTTON in phrases_of(world.last(ANA))
    assert world.kept(ANA, "profil.rapport", Standing.UNCERTAIN) == ["euh"]
