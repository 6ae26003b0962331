"""Answers: in several messages, late, doubtful, edited, changed, passed."""

from __future__ import annotations

from bot.engine.effects import Standing
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Act
from bot.engine.run import Stage
from tests.engine.world import (
    ANA,
    BOB,
    LONG_ENOUGH,
    World,
    buttons_of,
    consent,
    phrases_of,
    profile,
    texts_of,
    until_first_gate,
    until_ideas,
    until_vote,
)

MORE = "Depuis, les personnes âgées ne sortent plus beaucoup de chez elles."


def at_vecu(*people: str) -> World:
    world = until_first_gate(*(people or (ANA,)))
    world.wait(minutes=9)
    return world


def test_an_answer_may_come_in_several_messages() -> None:
    """People write as they speak; what they add belongs to the same answer."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.ADD)
    assert Phrase.GO_ON in phrases_of(world.last(ANA))
    world.write(ANA, MORE)
    assert Phrase.ADDED in phrases_of(world.last(ANA))
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}\n{MORE}"]
    world.press(ANA, Label.DONE)
    assert world.place(ANA) == "craintes"


def test_the_same_text_twice_is_kept_once() -> None:
    """A bad network sends twice."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.write(ANA, LONG_ENOUGH)
    assert Phrase.SAID_TWICE in phrases_of(world.last(ANA))
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_a_silence_finishes_the_answer() -> None:
    """Nobody stays stuck for want of a tap."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.wait(seconds=89)
    assert world.place(ANA) == "vecu"
    world.wait(seconds=2)
    assert world.place(ANA) == "craintes"


def test_who_said_j_ajoute_is_given_time_to_write() -> None:
    """Ninety seconds are short for a story typed on a phone; what is typed must not land under the next question."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.ADD)
    world.wait(minutes=3)
    assert world.place(ANA) == "vecu"
    world.wait(minutes=8)
    assert world.place(ANA) == "craintes"


def test_j_ai_fini_may_be_typed() -> None:
    """Typed words that stand for a tap are not part of the story."""
    for said in ("j'ai fini", "je passe"):
        world = at_vecu()
        world.write(ANA, LONG_ENOUGH)
        world.write(ANA, said)
        assert world.place(ANA) == "craintes"
        assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_a_button_that_is_an_answer_may_be_typed() -> None:
    """« rien ne m'inquiete », without accents, is that button."""
    world = at_vecu()
    world.press(ANA, Label.PASS)
    world.write(ANA, "rien ne m inquiete")
    assert world.runs[ANA].answers["craintes"].codes == ("rien",)


def test_je_passe_typed_passes_an_open_question_and_is_never_probed() -> None:
    """Passing is a real answer."""
    world = at_vecu()
    world.write(ANA, "Je passe")
    assert world.place(ANA) == "craintes"
    assert world.runs[ANA].answers["vecu"].passed
    assert not world.runs[ANA].probed


def test_a_late_text_goes_to_the_question_it_was_written_for() -> None:
    """Sent before the next question was on the screen, it continues the earlier answer."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    gathering = world.runs[ANA].wait.id
    world.press(ANA, Label.DONE)
    world.write(ANA, MORE, shown=gathering)
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}\n{MORE}"]
    assert not world.kept(ANA, "craintes")
    assert Phrase.ADDED_TO_EARLIER in phrases_of(world.last(ANA))


def test_a_text_sent_before_the_gathering_card_showed_is_still_the_same_answer() -> None:
    """Two messages in a row, faster than the bot."""
    world = at_vecu()
    asked = world.runs[ANA].wait.id
    world.write(ANA, LONG_ENOUGH, shown=asked)
    world.write(ANA, MORE, shown=asked)
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}\n{MORE}"]


def test_a_late_text_under_a_question_passed_is_its_answer() -> None:
    """Who passed and then wrote has answered."""
    world = at_vecu()
    asked = world.runs[ANA].wait.id
    world.press(ANA, Label.PASS)
    world.write(ANA, LONG_ENOUGH, shown=asked)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_a_late_text_to_a_probe_belongs_to_the_probe() -> None:
    """The second half of an answer to « un exemple ? » is no answer to the next question."""
    world = at_vecu()
    world.write(ANA, "Le boulanger.")
    probed = world.runs[ANA].wait.id
    world.write(ANA, "Il a fermé en mars.")
    world.write(ANA, "Depuis je roule.", shown=probed)
    assert world.kept(ANA, "vecu.probe") == ["Il a fermé en mars.\nDepuis je roule."]


def test_the_rest_of_an_answer_sent_before_its_probe_was_seen_belongs_to_the_answer() -> None:
    """Two quick messages: the second does not answer a question that came in between."""
    world = at_vecu()
    asked = world.runs[ANA].wait.id
    world.write(ANA, "Le boulanger.")
    world.write(ANA, "Il a fermé en mars dernier.", shown=asked)
    assert world.kept(ANA, "vecu") == ["Le boulanger.\nIl a fermé en mars dernier."]
    assert world.runs[ANA].wait.stage is Stage.PROBED


def test_a_late_text_for_a_closed_step_is_passed_on_and_not_counted() -> None:
    """A gate froze the answer."""
    world = at_vecu(ANA, BOB)
    world.write(ANA, LONG_ENOUGH)
    gathering = world.runs[ANA].wait.id
    world.move_on()
    world.write(ANA, MORE, shown=gathering)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert world.kept(ANA, "vecu", Standing.LATE) == [MORE]
    assert phrases_of(world.last(ANA)) == [Phrase.AFTER_CLOSE]
    assert world.said_to_facilitators(Phrase.TELL_LATE_MESSAGE)


def test_a_text_under_buttons_that_a_tap_answered_is_kept_and_asked_about() -> None:
    """It was meant neither for the old card nor surely for the new one: never filed under a question not seen."""
    world = World()
    world.open()
    consent(world, ANA)
    profile_card = world.runs[ANA].wait.id
    world.press(ANA, "Habitant·e")
    world.press(ANA, "Vend")
    world.press(ANA, "Bourg")
    world.write(ANA, "Je vends des vélos", shown=profile_card)
    assert Phrase.WHICH_QUESTION in phrases_of(world.last(ANA))
    assert world.kept(ANA, standing=Standing.UNCERTAIN) == ["Je vends des vélos"]
    assert not world.kept(ANA, "trois_mots")


def test_a_doubtful_text_is_kept_and_its_author_may_adopt_it() -> None:
    """One tap, and it is the answer."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH, doubtful=True)
    card = world.last(ANA)
    assert Phrase.WHICH_QUESTION in phrases_of(card)
    assert not world.kept(ANA, "vecu")
    assert world.kept(ANA, "vecu", Standing.UNCERTAIN) == [LONG_ENOUGH]
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert not world.kept(ANA, "vecu", Standing.UNCERTAIN)
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.STALE


def test_a_doubtful_text_cannot_be_adopted_by_another_question() -> None:
    """Once past the question, the tap that says « c'était ma réponse » is about a question no longer there."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH, doubtful=True)
    card = world.last(ANA)
    world.press(ANA, Label.PASS)
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.STALE
    assert not world.kept(ANA, "craintes")


def test_a_doubtful_text_at_a_gate_belongs_to_the_question_before() -> None:
    """The gate's card asks nothing, so that nothing else can be meant."""
    world = until_first_gate(ANA)
    explanation = next(wait for wait in reversed(world.runs[ANA].earlier) if wait.key == "trois_mots.explication")
    world.write(ANA, "Parce que tout est loin.", shown=explanation.id, doubtful=True)
    assert world.kept(ANA, "trois_mots.explication") == ["Parce que tout est loin."]


def test_a_text_older_than_what_is_remembered_is_kept_and_asked_about() -> None:
    """An hour in a tunnel: the question it was for is forgotten, the one on the screen was not seen."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH, shown="1")
    assert Phrase.WHICH_QUESTION in phrases_of(world.last(ANA))
    assert not world.kept(ANA, "vecu")


def test_an_old_text_at_a_gate_is_passed_on() -> None:
    """No question is waiting for it."""
    world = until_first_gate(ANA)
    world.write(ANA, "Et les marchés ?", shown="1")
    assert phrases_of(world.last(ANA)) == [Phrase.OFF_SCRIPT]
    assert world.kept(ANA, standing=Standing.LATE) == ["Et les marchés ?"]
    citation = next(wait.id for wait in world.runs[ANA].earlier if wait.key == "profil.lieu")
    world.write(ANA, "J'y vis aussi.", shown=citation)
    assert phrases_of(world.last(ANA)) == [Phrase.OFF_SCRIPT]


def test_a_text_written_while_waiting_is_no_answer_to_the_question_that_came_meanwhile() -> None:
    """« Merci, à tout de suite » must not become somebody's lived experience."""
    world = until_first_gate(ANA)
    waiting = world.runs[ANA].wait.id
    world.wait(minutes=9)
    world.write(ANA, "Merci, à tout de suite !", shown=waiting)
    assert not world.kept(ANA, "vecu")
    assert world.said_to_facilitators(Phrase.TELL_QUESTION)
    assert world.place(ANA) == "vecu"


def test_late_keywords_join_the_others_as_words() -> None:
    """A fourth message must not turn three counted words into one text."""
    world = World()
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    asked = world.runs[ANA].wait.id
    world.write(ANA, "prix, trajet")
    world.write(ANA, "dignité", shown=asked)
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "trajet", "dignité")
    world.write(ANA, "lien", shown=asked)
    assert Phrase.KEEP_THREE in phrases_of(world.last(ANA))
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "trajet", "dignité")
    assert world.kept(ANA, "trois_mots", Standing.PARKED) == ["prix, trajet\ndignité\nlien"]


def test_more_than_three_words_are_to_be_chosen_from() -> None:
    """Nobody chooses somebody else's words."""
    world = World()
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    world.write(ANA, "prix, trajet, dignité, lien, sol")
    assert Phrase.KEEP_THREE in phrases_of(world.last(ANA))
    assert world.runs[ANA].answers["trois_mots"].codes == ()
    world.write(ANA, "prix, lien, sol")
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "lien", "sol")
    assert len(world.kept(ANA, "trois_mots")) == 1


def test_a_text_without_a_word_is_asked_again() -> None:
    """« … » is no keyword."""
    world = World()
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    world.write(ANA, "…")
    assert Phrase.NO_WORD in phrases_of(world.last(ANA))
    world.write(ANA, "passe")
    assert world.runs[ANA].answers["trois_mots"].passed
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_an_edited_message_updates_the_answer_and_the_bot_says_so() -> None:
    """Correcting a typo is what people do first."""
    world = at_vecu()
    ref = world.write(ANA, LONG_ENOUGH)
    world.edit(ANA, ref, MORE)
    assert world.kept(ANA, "vecu") == [MORE]
    assert Phrase.EDITED in phrases_of(world.last(ANA))
    sent = len(world.seats[ANA].cards)
    world.edit(ANA, ref, MORE)
    world.edit(ANA, 99, "Un message que personne ne connaît")
    assert len(world.seats[ANA].cards) == sent


def test_edited_keywords_are_words_again() -> None:
    """An edit is read as the question reads."""
    world = World()
    world.open()
    consent(world, ANA)
    profile(world, ANA)
    ref = world.write(ANA, "prix, trajet, dignité")
    world.edit(ANA, ref, "prix, lien")
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "lien")
    world.edit(ANA, ref, "…")
    assert phrases_of(world.last(ANA)) == [Phrase.NO_WORD]
    assert world.runs[ANA].answers["trois_mots"].codes == ("prix", "lien")


def test_an_edit_after_the_gate_is_too_late_but_not_lost() -> None:
    """The group has read the first version."""
    world = at_vecu()
    ref = world.write(ANA, LONG_ENOUGH)
    world.move_on()
    world.edit(ANA, ref, MORE)
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]
    assert world.kept(ANA, "vecu", Standing.LATE) == [MORE]
    assert phrases_of(world.last(ANA)) == [Phrase.EDIT_TOO_LATE]


def test_back_shows_the_earlier_answer_which_may_be_kept() -> None:
    """« ⬅ Retour » always works, and costs nothing."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.BACK)
    assert LONG_ENOUGH in texts_of(world.last(ANA))
    world.press(ANA, Label.KEEP)
    assert world.place(ANA) == "craintes"
    assert world.kept(ANA, "vecu") == [LONG_ENOUGH]


def test_back_then_new_words_replace_the_answer() -> None:
    """« Votre réponse est remplacée »: both versions stay stored, one counts."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.BACK)
    world.write(ANA, MORE)
    assert Phrase.REPLACED in phrases_of(world.last(ANA))
    assert world.kept(ANA, "vecu") == [MORE]
    assert [kept.text for kept in world.contributions.values() if kept.key == "vecu"] == [
        LONG_ENOUGH,
        MORE,
    ]


def test_back_then_pass_takes_the_answer_back() -> None:
    """Who thinks better of it may say nothing."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.BACK)
    world.press(ANA, Label.PASS)
    assert not world.kept(ANA, "vecu")
    assert world.runs[ANA].answers["vecu"].passed
    world.press(ANA, Label.BACK)
    assert not world.shows(ANA, Label.KEEP)


def test_back_from_a_gate_reopens_the_last_question() -> None:
    """Waiting for the others is the moment to reconsider."""
    world = until_first_gate(ANA, BOB)
    world.press(ANA, Label.BACK)
    assert world.place(ANA) == "trois_mots.explication"
    world.write(ANA, "Le prix, parce qu'il faut choisir.")
    assert world.runs[ANA].wait.stage is Stage.GATED


def test_back_leads_out_of_a_question_that_is_asked_no_more() -> None:
    """« Autre » was set aside while she was being asked which: the way back is to the choice, not ahead."""
    world = World()
    world.open()
    consent(world, ANA)
    world.press(ANA, "Autre")
    assert world.place(ANA) == "profil.autre"
    world.park(next(id_ for id_, one in world.contributions.items() if one.key == "profil"))
    world.press(ANA, Label.PASS)
    assert world.place(ANA) == "profil.autre"
    world.press(ANA, Label.BACK)
    assert world.place(ANA) == "profil"


def test_back_stops_at_the_gate() -> None:
    """What the group has gone past stays as it is."""
    world = at_vecu()
    assert not world.shows(ANA, Label.BACK)
    world.forge(ANA, Act.BACK, world.runs[ANA].wait.id)
    assert world.toast(ANA) is Phrase.STALE
    assert world.place(ANA) == "vecu"


def test_an_answer_is_changed_from_mesreponses_and_one_comes_back() -> None:
    """Two questions later, in one tap, and back to where one was."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    card = world.ask_answers(ANA)
    assert LONG_ENOUGH in texts_of(card)
    change = next(one for one in buttons_of(card) if one.value == "vecu")
    world.tap(ANA, card, change)
    world.tap(ANA, card, change)
    assert world.toast(ANA) is Phrase.ALREADY
    world.write(ANA, MORE)
    world.press(ANA, Label.DONE)
    assert world.runs[ANA].wait.key == "craintes"
    assert world.kept(ANA, "vecu") == [MORE]


def test_changing_another_answer_while_gathering_keeps_what_was_gathered() -> None:
    """The answer under way is an answer already: one is not asked twice."""
    world = at_vecu()
    world.press(ANA, Label.PASS)
    world.write(ANA, MORE)
    card = world.ask_answers(ANA)
    world.tap(ANA, card, next(one for one in buttons_of(card) if one.value == "vecu"))
    world.press(ANA, Label.PASS)
    assert world.runs[ANA].wait.key == "germes"
    assert world.kept(ANA, "craintes") == [MORE]


def test_a_closed_step_can_no_longer_be_changed() -> None:
    """An old « Changer » explains itself."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    card = world.ask_answers(ANA)
    change = next(one for one in buttons_of(card) if one.value == "vecu")
    world.move_on()
    world.tap(ANA, card, change)
    assert world.toast(ANA) is Phrase.CHANGE_TOO_LATE
    again = world.ask_answers(ANA)
    assert Phrase.MY_ANSWER_FROZEN in phrases_of(again)
    assert "vecu" not in [one.value for one in buttons_of(again)]


def test_mesreponses_tells_what_was_passed_and_leads_back() -> None:
    """Nothing said yet is also something to say."""
    world = World()
    world.open()
    world.enter(ANA)
    assert Phrase.MY_ANSWERS_NONE in phrases_of(world.ask_answers(ANA))
    world.press(ANA, "Je commence")
    world.press(ANA, "J'accepte")
    world.press(ANA, "oui")
    world.press(ANA, Label.PASS)
    card = world.ask_answers(ANA)
    assert Phrase.PASSED_HERE in phrases_of(card)
    world.tap(ANA, card, buttons_of(card)[-1])
    assert world.toast(ANA) is Phrase.RESUMED
    assert world.last(ANA).wait == world.runs[ANA].wait.id


def test_a_chosen_option_stays_under_the_folded_card() -> None:
    """The chat reads like a transcript."""
    world = World()
    world.open()
    consent(world, ANA)
    world.press(ANA, "Bénévole")
    assert world.seats[ANA].folds[-1].chosen == "Bénévole"
    world.press(ANA, Label.BACK)
    assert next(one for one in buttons_of(world.last(ANA)) if one.chosen).text == "Bénévole"


def test_a_double_tap_is_harmless_and_gets_a_word() -> None:
    """Fingers tremble, networks repeat."""
    world = World()
    world.open()
    consent(world, ANA)
    card = world.last(ANA)
    world.tap(ANA, card, buttons_of(card)[0])
    world.tap(ANA, card, buttons_of(card)[0])
    assert world.toast(ANA) is Phrase.STALE
    assert world.place(ANA) == "profil.rapport"
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    gathering = world.last(ANA)
    for _ in range(2):
        world.tap(ANA, gathering, next(one for one in buttons_of(gathering) if one.label is Label.ADD))
    assert world.toast(ANA) is Phrase.ALREADY


def test_half_way_through_a_step_one_reminder_and_none_after_an_answer() -> None:
    """« Il reste… », once, to those who have said nothing."""
    world = at_vecu(ANA, BOB)
    world.write(BOB, LONG_ENOUGH)
    world.wait(minutes=3)
    assert world.seats[ANA].phrases().count(Phrase.REMINDER) == 1
    assert Phrase.REMINDER not in world.seats[BOB].phrases()
    world.wait(minutes=2)
    assert world.seats[ANA].phrases().count(Phrase.REMINDER) == 1


def test_going_back_to_an_answer_sets_no_reminder() -> None:
    """Who has answered is not told that their answer counts."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.press(ANA, Label.DONE)
    world.press(ANA, Label.BACK)
    world.wait(minutes=4)
    assert Phrase.REMINDER not in world.seats[ANA].phrases()


def test_a_timer_of_an_earlier_wait_does_nothing() -> None:
    """A timer that was on its way when its answer came must not push anybody on."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    timers = dict(world.timers)
    world.press(ANA, Label.DONE)
    world.timers = timers
    world.wait(seconds=100)
    assert world.place(ANA) == "craintes"
    assert world.runs[ANA].wait.stage is Stage.ASKED


def test_a_timer_that_crosses_the_close_does_nothing() -> None:
    """The session is over, and this phone has not been told yet."""
    world = at_vecu()
    world.write(ANA, LONG_ENOUGH)
    world.hold = True
    world.close()
    world.deliver(1)
    world.inbox.clear()
    world.wait(minutes=2)
    world.deliver()
    assert world.place(ANA) == "vecu"


def test_a_text_at_a_ballot_is_passed_on_to_the_facilitators() -> None:
    """The bot says what it cannot do."""
    world = until_vote(ANA)
    world.write(ANA, "Que veut dire « passable » ?")
    assert phrases_of(world.last(ANA)) == [Phrase.OFF_SCRIPT]
    assert world.runs[ANA].wait.stage is Stage.VOTING


def test_language_can_change_at_any_time() -> None:
    """The choice is stored, and the current card comes again."""
    world = until_ideas(ANA)
    world.choose_language(ANA, "en")
    assert world.runs[ANA].language == "en"
    assert world.last(ANA).wait == world.runs[ANA].wait.id
