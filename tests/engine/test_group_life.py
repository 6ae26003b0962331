"""What a session lives on: lists, clearer ideas, support, points, the debate, cards, reservations.

`tout.yaml` has every kind of step that lives on the group, in little.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace

from bot.authoring import load
from bot.engine.ballots import Origin
from bot.engine.choices import SHOWN_AT_MOST, listed
from bot.engine.effects import Standing
from bot.engine.events import HorizonChosen, MatterGathered, PrecisionAsked, PrecisionGiven, PrecisionRequested
from bot.engine.group import Listed
from bot.engine.lists import made, needed
from bot.engine.matter import Matter
from bot.engine.phrases import Label, Phrase, say
from bot.engine.prompts import Act, Ask, Card, Numbered, Paragraph, Quote, Said
from bot.engine.run import Stage
from bot.engine.script import Others, PoolItems, Script, Step, StepKind
from tests.engine.world import ANA, BOB, CLO, World, buttons_of, phrases_of, texts_of, until_ideas

FILE = Path(__file__).parent / "tout.yaml"
PEOPLE = (ANA, BOB, CLO)


@cache
def tout() -> Script:
    return load(FILE.name, FILE.read_bytes())


def begun(*people: str) -> World:
    world = World(tout())
    world.group = type(world.group)("s1", "fr", {"agence": "l'Agence d'essai"}, "seed")
    world.open()
    for who in people or PEOPLE:
        world.enter(who)
        world.press(who, "J'accepte")
    return world


def until_horizons(*people: str) -> World:
    world = begun(*people)
    for who in people or PEOPLE:
        world.press(who, "temps")
        world.press(who, Label.DONE)
        world.press(who, "4")
        world.write(who, "Un texte qui dit ce que j'en retiens vraiment.")
    return world


def until_clarification(*ideas: str) -> World:
    """One idea each; whoever has none passes. Ana first."""
    world = until_horizons()
    for who, idea in zip(PEOPLE, ideas, strict=False):
        world.write(who, idea)
        world.press(who, Label.DONE)
    for who in PEOPLE[len(ideas) :]:
        world.press(who, Label.PASS)
    assert all(world.place(who) == "clarification" or not ideas for who in PEOPLE)
    return world


IDEAS = ("Le four à pain rouvre.", "Les vélos ont un garage.", "La rue est fermée aux voitures.")


def until_vote() -> World:
    world = until_clarification(*IDEAS)
    for who in PEOPLE:
        world.press(who, "clair")
    for who in PEOPLE:
        world.press(who, "1")
        world.confirms(who)
    assert all(world.place(who) == "vote" for who in PEOPLE)
    return world


def grade(world: World, who: str, grades: dict[str, str]) -> None:
    """Grade by item code, the rest « moyen »; then confirm."""
    while not world.shows(who, Label.CONFIRM):
        card = world.card(who)
        code = next(button.value.partition(":")[0] for button in buttons_of(card) if button.act is Act.GRADE)
        wanted = grades.get(code, "Moyen")
        world.press(who, wanted)
    world.press(who, Label.CONFIRM)


def until_debate(*ballots: dict[str, str]) -> World:
    """Through the vote and its reservation, which everybody passes."""
    world = until_vote()
    for who, grades in zip(PEOPLE, ballots, strict=False):
        grade(world, who, grades)
    for who in PEOPLE[len(ballots) :]:
        grade(world, who, {})
    for who in PEOPLE:
        if world.place(who) == "vote.reserve":
            world.press(who, Label.PASS)
    return world


DIVIDED = ({"RH1": "Bien", "RH2": "Bien"}, {"RH1": "Mal", "RH2": "Bien"}, {"RH1": "Bien", "RH2": "Bien"})


def until_cards() -> World:
    world = until_debate(*DIVIDED)
    for who in PEOPLE:
        world.press(who, "accord")
        world.write(who, f"Un argument de {PEOPLE.index(who)}.")
    for who in PEOPLE:
        world.press(who, "doute")
        world.press(who, "aucun")
        world.write(who, f"Mieux pour les gens du quartier, dit {PEOPLE.index(who)}.")
    assert all(world.place(who) == "pistes.horizon" for who in PEOPLE)
    return world


def fill_card(world: World, who: str, action: str) -> None:
    world.press(who, "1")
    world.write(who, action)
    world.write(who, "Une remorque partagée entre voisins.")
    world.press(who, "portent")


def numbered(card: Card) -> list[Numbered]:
    return [block for block in card.blocks if isinstance(block, Numbered)]


# -- choosing several, scales, extracts --------------------------------------------------------------------------------


def test_several_options_are_closed_by_a_tap_or_by_the_words() -> None:
    """« J'ai fini » is on a button there; whoever types it instead must not be told to touch a button."""
    world = begun(ANA)
    world.write(ANA, "J'ai fini")
    assert world.place(ANA) == "moyens"
    world.press(ANA, "temps")
    world.write(ANA, "J'ai fini")
    assert world.place(ANA) == "equilibre"
    assert world.runs[ANA].answers["moyens"].codes == ("temps",)


def test_several_options_are_kept_as_they_are_tapped_and_taken_back_by_a_second_tap() -> None:
    """Nothing waits for « J'ai fini »: who is pushed on keeps what was tapped."""
    world = begun(ANA)
    world.press(ANA, "temps")
    world.press(ANA, "lieu")
    assert world.kept(ANA, "moyens") == ["Du temps, Un lieu"]
    world.press(ANA, "outils")
    assert world.toast(ANA) is Phrase.CHOICE_LIMIT
    world.press(ANA, "temps")
    assert world.toast(ANA) is Phrase.CHOICE_TAKEN_BACK
    world.press(ANA, Label.DONE)
    assert world.kept(ANA, "moyens") == ["Un lieu"]
    assert world.place(ANA) == "equilibre"


def test_an_option_that_stands_alone_takes_the_others_back() -> None:
    """« Rien pour l'instant » and « Du temps » cannot both be meant."""
    world = begun(ANA)
    world.press(ANA, "temps")
    world.press(ANA, "rien")
    assert world.kept(ANA, "moyens") == ["Rien pour l'instant"]
    world.press(ANA, "lieu")
    assert world.kept(ANA, "moyens") == ["Un lieu"]


def test_a_silence_ends_a_choice_of_several_unless_all_was_taken_back() -> None:
    """Nobody is stuck for want of a tap; an empty choice is no answer yet."""
    world = begun(ANA, BOB)
    world.press(ANA, "temps")
    world.press(BOB, "temps")
    world.press(BOB, "temps")
    world.wait(minutes=3)
    assert (world.place(ANA), world.place(BOB)) == ("equilibre", "moyens")
    assert not world.shows(BOB, Label.DONE)


def test_options_of_several_may_be_typed() -> None:
    """An old phone, a habit: the label typed is a tap; one too many is answered in words."""
    world = begun(ANA)
    world.write(ANA, "du temps")
    world.write(ANA, "un lieu")
    world.write(ANA, "des outils")
    assert Phrase.CHOICE_LIMIT in phrases_of(world.last(ANA))
    assert world.kept(ANA, "moyens") == ["Du temps, Un lieu"]


def test_a_forged_done_on_an_empty_choice_does_nothing() -> None:
    """A button that is not there cannot be pressed."""
    world = begun(ANA)
    world.forge(ANA, Act.DONE, world.runs[ANA].wait.id)
    assert world.toast(ANA) is Phrase.STALE
    assert world.place(ANA) == "moyens"


def test_the_points_of_a_scale_stand_side_by_side_and_open_its_follow_up() -> None:
    """Five buttons on five lines fill a phone; and the code is a number that conditions compare."""
    world = begun(ANA)
    world.press(ANA, Label.PASS)
    rows = [[button.text for button in row] for row in world.card(ANA).rows]
    assert ["2", "3", "4"] in rows
    world.press(ANA, "2")
    assert world.place(ANA) == "equilibre.pourquoi"


def test_a_scale_is_shown_to_the_group_as_counts_in_the_order_of_its_points() -> None:
    """« 4, 2, 4 » tells nobody how the room feels; one's own answer is in the count, which has no author."""
    world = until_horizons()
    for who in PEOPLE:
        world.press(who, Label.PASS)
    (told,) = [card for card in world.seats[BOB].cards if Phrase.SHARED_COUNT in phrases_of(card)]
    counts = [block.notice.values for block in told.blocks if isinstance(block, Said)]
    assert counts == [{"title": "Équilibre"}, {"text": "4", "people": 3}]


def test_an_extract_is_drawn_for_each_and_stays_the_same() -> None:
    """Each reads one text, always the same one, with its values in place."""
    world = begun(ANA)
    world.press(ANA, Label.PASS)
    world.press(ANA, "4")
    quote = next(block.text for block in world.card(ANA).blocks if isinstance(block, Quote))
    assert quote in ("Premier extrait de l'Agence d'essai.", "Deuxième extrait.")
    world.resume(ANA)
    assert quote in texts_of(world.last(ANA))


# -- making ideas clearer, support -------------------------------------------------------------------------------------


def test_everybody_reads_the_same_numbers_and_nobody_picks_their_own() -> None:
    """Numbers can be spoken aloud; one's own idea is marked, and asks nothing of oneself."""
    world = until_clarification(*IDEAS)
    lists = {who: [(one.number, one.text) for one in numbered(world.card(who))] for who in PEOPLE}
    assert lists[ANA] == lists[BOB] == lists[CLO]
    assert sorted(text for _, text in lists[ANA]) == sorted(IDEAS)
    mine = next(one for one in numbered(world.card(ANA)) if one.mine)
    assert mine.text == IDEAS[0]
    offered = {button.text for button in buttons_of(world.card(ANA)) if button.act is Act.CHOOSE}
    assert str(mine.number) not in offered


def number_of(world: World, who: str, text: str) -> str:
    return next(str(one.number) for one in numbered(world.card(who)) if one.text == text)


def test_an_author_is_asked_once_and_answers_whoever_wanted_to_know() -> None:
    """« Précisez » goes to the author alone, without saying who asks; the answer to those who asked, without a name."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    assert world.kept(BOB, "clarification") == [world.runs[BOB].answers["clarification"].text]
    assert IDEAS[0] not in world.kept(BOB, "clarification"), "another's words under one's own name"
    asked = world.last(ANA)
    assert any(isinstance(block, Ask) and IDEAS[0] in block.text for block in asked.blocks)
    world.press(CLO, number_of(world, CLO, IDEAS[0]))
    assert world.last(ANA) is asked
    world.write(ANA, "Le four communal, allumé le samedi.")
    assert world.kept(ANA, "clarification.precision") == ["Le four communal, allumé le samedi."]
    for who in (BOB, CLO):
        assert Phrase.PRECISION_GIVEN in phrases_of(world.last(who))
    assert world.said_to_facilitators(Phrase.TELL_PRECISION)
    assert world.place(ANA) == "clarification"


def test_who_asks_after_the_answer_is_answered_at_once() -> None:
    """The author is not asked again what they have said."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    world.write(ANA, "Le four communal.")
    cards = len(world.seats[ANA].cards)
    world.press(CLO, number_of(world, CLO, IDEAS[0]))
    assert any(Phrase.PRECISION_GIVEN in phrases_of(card) for card in world.seats[CLO].cards)
    assert len(world.seats[ANA].cards) == cards


def test_an_author_may_pass() -> None:
    """Nobody owes an explanation; a second tap on the same button gets a word."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    wait = world.last(ANA).wait
    world.press(ANA, Label.PASS, wait=wait)
    assert world.toast(ANA) is Phrase.PASSED
    world.forge(ANA, Act.ASIDE, wait, value="pass")
    assert world.toast(ANA) is Phrase.MERGE_OVER
    world.press(CLO, number_of(world, CLO, IDEAS[1]))
    world.write(BOB, "je passe")
    assert world.kept(BOB, "clarification.precision") == []


def test_words_that_protect_someone_are_asked_for_again_before_they_are_passed_on() -> None:
    """A number or an insult is shown to nobody, not even to the one person who asked."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    world.write(ANA, "Appelez-moi au 06 12 34 56 78, je vous dirai")
    assert not any(Phrase.PRECISION_GIVEN in phrases_of(card) for card in world.seats[BOB].cards)
    assert world.kept(ANA, "clarification.precision", Standing.WITHHELD)
    world.write(ANA, "Le four communal du lavoir.")
    assert Phrase.PRECISION_GIVEN in phrases_of(world.last(BOB))


def contribution_of(world: World, who: str, key: str) -> str:
    (found,) = [one.id for one in world.contributions.values() if (one.participant, one.key) == (who, key)]
    return found


def test_a_precision_withheld_by_a_facilitator_is_told_to_nobody_who_asks_later() -> None:
    """She read a name in it after the first one had been told."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    world.write(ANA, "Le four de Madame Untel.")
    given = contribution_of(world, ANA, "clarification.precision")
    world.probe(ANA, "clarification.precision", "tiers", given)
    cards = len(world.seats[ANA].cards)
    world.press(CLO, number_of(world, CLO, IDEAS[0]))
    assert not any(Phrase.PRECISION_GIVEN in phrases_of(card) for card in world.seats[CLO].cards)
    assert len(world.seats[ANA].cards) == cards


def test_an_idea_withheld_by_a_facilitator_is_off_the_list_that_the_group_reads() -> None:
    """The list was made before she read the name in it; whoever looks at it again does not find it there."""
    world = until_clarification(*IDEAS)
    world.probe(ANA, "horizons", "tiers", world.idea(IDEAS[0]))
    world.resume(BOB)
    assert not any(IDEAS[0] in text for text in texts_of(world.last(BOB)))
    assert any(IDEAS[2] in text for text in texts_of(world.last(BOB)))


def test_while_a_text_is_waited_for_an_author_taps_before_answering() -> None:
    """What is typed under an open question is its answer, not the precision."""
    world = until_cards()
    world.press(ANA, "1")
    world.happen(ANA, PrecisionRequested("i1", "Mon idée."))
    wait = world.last(ANA).wait
    world.write(ANA, "Un marché le soir.")
    assert world.kept(ANA, "pistes") == ["Un marché le soir."]
    world.press(ANA, Label.ANSWER, wait=wait)
    world.write(ANA, "Je voulais dire le samedi.")
    assert world.kept(ANA, "clarification.precision") == ["Je voulais dire le samedi."]


def test_a_precision_that_nobody_asked_for_or_of_somebody_else_changes_nothing() -> None:
    """Forged or late events must not put words in an author's mouth."""
    world = until_clarification(*IDEAS)
    world.happen_to_group(PrecisionAsked(BOB, "no-such-idea"))
    world.happen_to_group(PrecisionAsked(ANA, world.idea(IDEAS[0])))
    assert world.group.precisions == {}
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    world.happen_to_group(PrecisionAsked(BOB, world.idea(IDEAS[0])))
    world.happen_to_group(PrecisionGiven(CLO, world.idea(IDEAS[0]), "Pas moi"))
    assert world.group.precisions[world.idea(IDEAS[0])].asked_by == (BOB,)
    assert world.group.precisions[world.idea(IDEAS[0])].text == ""


def test_support_is_asked_only_when_more_ideas_stand_than_the_vote_has_room_for() -> None:
    """Two ideas for two seats: there is nothing to choose."""
    world = until_clarification(*IDEAS[:2])
    for who in PEOPLE:
        world.press(who, "clair")
    assert "clarification.soutien" not in world.group.ballots
    assert all(world.place(who) == "vote" for who in PEOPLE)
    assert all(world.runs[who].missed == () for who in PEOPLE), "nobody misses what does not take place"


def test_the_most_supported_ideas_go_to_the_vote() -> None:
    """What the group supports, and not who was quickest; the rest is not lost, only not voted on."""
    world = until_clarification(*IDEAS)
    for who in PEOPLE:
        world.press(who, "clair")
    wanted = {IDEAS[1], IDEAS[2]}
    for who in PEOPLE:
        for one in numbered(world.card(who)):
            if one.text in wanted:
                world.press(who, str(one.number))
        assert world.toast(who) is Phrase.SUPPORT_SAVED
        first = numbered(world.card(who))[0]
        third = next(one for one in numbered(world.card(who)) if one.text == IDEAS[0])
        world.press(who, str(third.number))
        assert world.toast(who) is Phrase.NO_SUPPORT_LEFT
        assert first.number == 1
        world.confirms(who)
    group = [item for item in world.group.ballots["vote"] if item.origin is Origin.GROUP]
    assert {item.text for item in group} == wanted
    assert [item.code for item in group] == ["RG1", "RG2"]
    assert any(Phrase.RESULT_SUPPORT in phrases_of(card) for card in world.seats[ANA].cards)


def test_support_is_taken_back_by_a_second_tap_and_a_forged_one_is_refused() -> None:
    """Like every vote: changeable until the close, and only for what is on the ballot."""
    world = until_clarification(*IDEAS)
    for who in PEOPLE:
        world.press(who, "clair")
    world.press(ANA, "1")
    world.press(ANA, "1")
    assert world.ballots["clarification.soutien"][ANA] == {}
    wait = world.runs[ANA].wait
    world.forge(ANA, Act.TICK, wait.id, wait.rev, "RG9")
    assert world.toast(ANA) is Phrase.STALE
    world.forge(ANA, Act.POINT, wait.id, wait.rev, "S1:+")
    assert world.toast(ANA) is Phrase.STALE


def test_without_any_support_chance_decides_as_before() -> None:
    """A round that nobody answers must not leave the group without its own ideas."""
    world = until_clarification(*IDEAS)
    for who in PEOPLE:
        world.press(who, "clair")
    world.move_on()
    group = [item for item in world.group.ballots["vote"] if item.origin is Origin.GROUP]
    assert len(group) == 2


# -- after the vote ----------------------------------------------------------------------------------------------------


def test_only_who_graded_low_is_asked_what_bothers_them_and_a_pass_leaves_no_trace() -> None:
    """A vote is secret: whoever says nothing more must not be known to have graded low."""
    world = until_vote()
    for who, grades in zip(PEOPLE, DIVIDED, strict=True):
        grade(world, who, grades)
    assert [world.place(who) for who in PEOPLE] == ["debat.avant", "vote.reserve", "debat.avant"]
    assert "Une cantine du coin." in texts_of(world.card(BOB))
    world.press(BOB, Label.PASS)
    assert world.runs[BOB].reservations == {}
    assert world.place(BOB) == "debat.avant"


def test_people_are_told_what_they_go_on_to_and_not_what_only_others_are_asked() -> None:
    """« Nous passons à la suite : Vote » after the vote would have people look for it."""
    world = until_vote()
    for who, grades in zip(PEOPLE, DIVIDED, strict=True):
        grade(world, who, grades)
    told = [
        block.notice.values["title"]
        for card in world.seats[ANA].cards
        for block in card.blocks
        if isinstance(block, Said) and block.notice.phrase is Phrase.GOING_ON
    ]
    assert told[-1] == "Débat"


def test_a_reservation_is_kept_with_the_item_it_is_about() -> None:
    """« Réserves » are printed under their horizon."""
    world = until_vote()
    for who, grades in zip(PEOPLE, DIVIDED, strict=True):
        grade(world, who, grades)
    world.write(BOB, "Cela coûte trop cher pour les petits budgets.")
    kept = [one for one in world.contributions.values() if one.key == "vote.reserve"]
    assert [one.about for one in kept] == ["RH1"]


def test_who_is_pushed_on_before_saying_anything_leaves_no_trace_either() -> None:
    """Silence is a right like passing."""
    world = until_vote()
    for who, grades in zip(PEOPLE, DIVIDED, strict=True):
        grade(world, who, grades)
    world.move_on()
    assert world.runs[BOB].reservations == {}


def test_the_debate_is_on_the_item_that_divides_most() -> None:
    """The rule is public, and computed: nobody picks the subject by taste."""
    world = until_debate(*DIVIDED)
    assert world.group.worked_out["horizon_le_plus_partage"] == "Une cantine du coin."
    shown = [block.text for block in world.card(ANA).blocks if isinstance(block, Paragraph)]
    assert "Voici ce qui partage : « Une cantine du coin. »." in shown


def test_when_nothing_divides_the_fallback_is_debated() -> None:
    """A group that agrees still has something to turn over, and is not told that it is divided on it."""
    world = until_debate()
    assert world.group.worked_out["horizon_le_plus_partage"] == "Acheter ici vaut la peine."
    card = world.card(ANA)
    assert Phrase.NOTHING_DIVIDES in phrases_of(card)
    assert "Acheter ici vaut la peine." in texts_of(card)
    assert not any("ce qui partage" in text for text in texts_of(card))


def test_of_two_positions_nobody_is_told_the_count() -> None:
    """Two people who took one would know each other's."""
    world = until_debate(*DIVIDED)
    for who, side in zip(PEOPLE[:2], ("accord", "doute"), strict=True):
        world.press(who, side)
        world.write(who, f"Un argument de {PEOPLE.index(who)}.")
    for _ in range(2):
        world.press(PEOPLE[2], Label.PASS)
    card = world.card(ANA)
    assert len(numbered(card)) == 2
    assert Phrase.SHARED_COUNT not in phrases_of(card)


def test_a_facilitator_may_choose_the_horizon_until_it_is_shown() -> None:
    """The rule may miss what the room needs; once shown, it is what people answered about."""
    world = until_vote()
    world.happen_to_group(HorizonChosen("vote", "RH2"))
    world.happen_to_group(HorizonChosen("vote", "nothing"))
    assert world.said_to_facilitators(Phrase.TELL_DEBATED)
    for who, grades in zip(PEOPLE, DIVIDED, strict=True):
        grade(world, who, grades)
    assert world.group.worked_out["horizon_le_plus_partage"] == "Un atelier de quartier."
    world.happen_to_group(HorizonChosen("vote", "RH1"))
    assert world.group.debated == {"vote": "RH2"}


def test_arguments_of_both_sides_alternate_and_an_empty_side_is_said() -> None:
    """As much of one side as of the other; silence is written, not hidden."""
    world = until_debate(*DIVIDED)
    for who, side in zip(PEOPLE, ("accord", "accord", "doute"), strict=True):
        world.press(who, side)
        world.write(who, f"Un argument de {PEOPLE.index(who)}.")
    card = world.card(ANA)
    counted = [b.notice.values for b in card.blocks if isinstance(b, Said) and b.notice.phrase is Phrase.SHARED_COUNT]
    assert counted == [
        {"text": "Plutôt d'accord", "people": 2},
        {"text": "Plutôt pas d'accord", "people": 0},
        {"text": "Dans le doute", "people": 1},
    ], "« Positions comptées »"
    assert [one.label for one in numbered(card)][:2] == ["Plutôt d'accord", "Dans le doute"]
    assert Phrase.NOBODY_ON_SIDE in phrases_of(card)
    assert world.place(ANA) == "debat.apres"
    world.press(ANA, "accord")
    mine = next(one for one in numbered(card) if one.mine)
    offered = [button.text for button in buttons_of(world.card(ANA)) if button.act is Act.CHOOSE]
    assert str(mine.number) not in offered
    picked = next(text for text in offered if text.isdigit())
    world.press(ANA, picked)
    (kept,) = [one for one in world.contributions.values() if one.key == "debat.marquant"]
    assert kept.about in world.contributions
    assert kept.text == picked


def test_a_text_about_the_best_item_shows_it() -> None:
    """« Prenons l'horizon le mieux jugé » names it."""
    world = until_cards()
    shown = [texts_of(card) for card in world.seats[ANA].cards]
    assert any("Prenons « Un atelier de quartier. »." in texts for texts in shown)


def test_without_a_result_what_would_show_it_is_not_asked() -> None:
    """Nobody voted: there is no best horizon to speak of, and no hole in a sentence."""
    world = until_vote()
    while world.group.opened_gates[-1] != "debat.lecture":
        world.move_on()
    assert "horizon_1" not in world.group.worked_out
    assert world.group.worked_out["horizon_le_plus_partage"] == "Acheter ici vaut la peine."
    # No argument was given: there is nothing to read, and no best horizon to show. The card comes, without its horizon.
    assert world.place(ANA) == "pistes"


# -- cards and points --------------------------------------------------------------------------------------------------


def test_a_card_is_an_item_of_its_pool_as_soon_as_its_main_field_is_there() -> None:
    """Incomplete is allowed: who is called away has proposed something all the same."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "Un marché le soir, sur la place.")
    assert world.pool("pistes") == ["Un marché le soir, sur la place."]
    (about,) = [one.about for one in world.contributions.values() if one.key == "pistes.horizon"]
    assert about in {"RH1", "RH2", "RG1", "RG2"}


def test_a_card_about_which_one_does_not_know_is_what_comes_to_mind_next() -> None:
    """« jsp » is no lead: points would be shared out over it."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "jsp")
    assert world.pool("pistes") == []
    world.write(ANA, "Un stand le mercredi devant le lycée.")
    assert world.pool("pistes") == ["Un stand le mercredi devant le lycée."]
    assert world.kept(ANA, "pistes") == ["Un stand le mercredi devant le lycée."]
    assert world.place(ANA) == "pistes.outil"


def test_a_second_card_does_not_replace_the_first() -> None:
    """Two resources are two records; each knows which fields are its own."""
    world = until_cards()
    fill_card(world, ANA, "Un marché le soir.")
    assert world.place(ANA) == "pistes.encore"
    world.press(ANA, "oui")
    fill_card(world, ANA, "Une tournée commune.")
    assert world.place(ANA) == "points"
    assert world.pool("pistes") == ["Un marché le soir.", "Une tournée commune."]
    rounds = [(one.key, one.round) for one in world.contributions.values() if one.participant == ANA]
    assert ("pistes.outil", 0) in rounds
    assert ("pistes.outil", 1) in rounds
    assert [len(card) for card in world.runs[ANA].cards["pistes"]] == [4]


def test_who_waits_may_fill_in_one_more_card_for_as_long_as_there_is_room() -> None:
    """Somebody who observes for weeks comes back with another practice: it is one tap away, not behind « Retour »."""
    world = until_cards()
    for who in PEOPLE[1:]:
        fill_card(world, who, f"Une action de {PEOPLE.index(who)}.")
    fill_card(world, ANA, "Un marché le soir.")
    world.write(ANA, "non")
    assert world.place(ANA) == "points"
    more = next(button for button in buttons_of(world.last(ANA)) if button.label is Label.ANOTHER_CARD)
    assert (more.value, more.values) == ("pistes.encore", {"title": "Pistes"})
    world.press(ANA, Label.ANOTHER_CARD)
    fill_card(world, ANA, "Une tournée commune.")
    assert world.place(ANA) == "points"
    assert "Une tournée commune." in world.pool("pistes")
    assert "Un marché le soir." in world.pool("pistes")
    assert not any(button.label is Label.ANOTHER_CARD for button in buttons_of(world.last(ANA))), "two are all there is"
    world.forge(ANA, Act.BACK, world.runs[ANA].wait.id, world.runs[ANA].wait.rev, "pistes.encore")
    assert world.place(ANA) == "points"


def test_one_card_may_be_enough() -> None:
    """« Non » goes on; typed, it does too."""
    world = until_cards()
    fill_card(world, ANA, "Un marché le soir.")
    world.write(ANA, "non")
    assert Phrase.CARD_DONE in world.seats[ANA].phrases()
    assert world.place(ANA) == "points"


def test_who_passes_a_card_is_not_asked_its_fields() -> None:
    """There is nothing to say a tool of; and what was proposed before leaves the pool."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "Un marché le soir.")
    world.press(ANA, Label.BACK)
    world.press(ANA, Label.PASS)
    assert world.place(ANA) == "points"
    assert world.pool("pistes") == []


def test_a_card_changed_replaces_its_item_and_one_withheld_is_on_no_ballot() -> None:
    """An item is its author's latest words, or nothing that must not be shown."""
    world = until_cards()
    world.press(ANA, "1")
    world.write(ANA, "Un marché le soir.")
    world.press(ANA, Label.BACK)
    world.write(ANA, "Un marché le matin.")
    assert world.pool("pistes") == ["Un marché le matin."]
    world.press(ANA, Label.BACK)
    world.write(ANA, "Écrivez à lea@exemple.test pour le marché")
    assert world.pool("pistes") == []


def until_points() -> World:
    world = until_cards()
    for who in PEOPLE:
        fill_card(world, who, f"L'action numéro {PEOPLE.index(who)} du groupe.")
        world.press(who, "non")
    assert all(world.runs[who].wait.stage is Stage.VOTING for who in PEOPLE)
    return world


def test_points_are_given_and_taken_back_within_budget_and_cap() -> None:
    """Every tap is answered, and says what is left."""
    world = until_points()

    def tap(value: str) -> Phrase:
        card = world.card(ANA)
        world.tap(ANA, card, next(one for one in buttons_of(card) if one.value == value))
        return world.toast(ANA)

    assert tap("PA1:+") is Phrase.POINTS_SAVED
    assert tap("PA1:+") is Phrase.POINTS_SAVED
    assert tap("PA1:+") is Phrase.POINTS_CAP
    assert tap("PA2:+") is Phrase.POINTS_SAVED
    assert tap("PA3:+") is Phrase.NO_POINT_LEFT
    assert tap("PA1:-") is Phrase.POINTS_SAVED
    assert world.ballots["points"][ANA] == {"PA1": 1, "PA2": 1}
    wait = world.runs[ANA].wait
    for forged in ("PA9:+", "PA1:x", "PA3:-", ""):
        world.forge(ANA, Act.POINT, wait.id, wait.rev, forged)
        assert world.toast(ANA) is Phrase.STALE
    world.forge(ANA, Act.ITEM, wait.id, wait.rev, "2")
    assert world.toast(ANA) is Phrase.STALE


def test_the_summary_of_points_says_what_is_placed_and_what_is_lost() -> None:
    """Points not placed are lost: better read it before confirming than after."""
    world = until_points()
    world.press(ANA, "PA1:+")
    world.press(ANA, Label.SUMMARY)
    card = world.card(ANA)
    assert [(one.text, one.mark) for one in numbered(card)] == [(numbered(card)[0].text, 1)]
    said = [block.notice for block in card.blocks if isinstance(block, Said)]
    assert say(Phrase.POINTS_SUMMARY, placed=1, budget=3) in said
    assert say(Phrase.POINTS_UNPLACED, left=2) in said
    world.press(ANA, Label.CHANGE_VOTE)
    world.press(ANA, "PA1:+")
    world.press(ANA, "PA2:+")
    world.press(ANA, Label.SUMMARY)
    assert Phrase.POINTS_UNPLACED not in phrases_of(world.card(ANA))


def test_points_are_summed_once_closed_and_equal_sums_share_a_rank() -> None:
    """The order to start in; ties stay ties."""
    world = until_points()
    for who in PEOPLE:
        world.press(who, "PA1:+")
        world.press(who, "PA2:+" if who != CLO else "PA3:+")
        world.confirms(who)
    result = world.group.results["points"]
    assert [(one.code, one.rank, one.score) for one in result.standings] == [
        ("PA1", 1, 3),
        ("PA2", 2, 2),
        ("PA3", 3, 1),
    ]
    assert result.voters == 3
    shown = [card for card in world.seats[ANA].cards if Phrase.RESULT_SCORES in phrases_of(card)]
    assert len(shown) == 1


# -- the edges of lists ------------------------------------------------------------------------------------------------


def test_a_number_may_be_typed() -> None:
    """« 2 » under a list is the second thing of it."""
    world = until_clarification(*IDEAS)
    number = number_of(world, BOB, IDEAS[0])
    world.write(BOB, number)
    assert world.group.precisions[world.idea(IDEAS[0])].asked_by == (BOB,)


def test_of_a_very_long_list_each_is_shown_some_under_their_own_numbers() -> None:
    """A phone shows forty things at most; the numbers stay those of the whole list."""
    world = until_clarification(*IDEAS)
    many = tuple(Listed(f"i{n}", f"Idée numéro {n}.", "P:someone") for n in range(1, 101))
    group = replace(world.group, lists={"pool:horizons": many})
    shown = listed(PoolItems("horizons"), world.runs[ANA], group)
    assert len(shown) == SHOWN_AT_MOST
    assert all(one.code == f"i{number}" for number, one in shown)
    assert [number for number, _ in shown] == sorted(number for number, _ in shown)
    assert shown == listed(PoolItems("horizons"), world.runs[ANA], group)


def test_what_is_read_from_another_session_is_asked_of_that_session() -> None:
    """And of this one when none is named."""
    reading = Step("lecture", StepKind.CROSS_READING, "Lire", "A", 1, (), shows=Others("vecu", 3, "autre"))
    assert needed(tout(), [reading], {"autre": "s9"}).sessions == {"vecu": "s9"}
    assert needed(tout(), [reading], {"autre": ""}).sessions == {}


def test_without_a_result_no_item_is_first() -> None:
    """A vote that was never held has no leading items to choose from."""
    assert made(tout(), World(tout()).group, [tout().step("pistes")], Matter()) == {"top:vote": ()}


def test_what_was_gathered_for_a_gate_that_is_not_pending_opens_nothing() -> None:
    """Twice the same, or too late."""
    world = until_clarification(*IDEAS)
    gates = world.group.opened_gates
    world.happen_to_group(MatterGathered("vote", Matter()))
    assert world.group.opened_gates == gates


def test_a_merge_is_asked_in_the_words_of_the_script() -> None:
    """Its author chose them; the sources are shown as they were written."""
    world = until_clarification(*IDEAS)
    world.merge("m1", "horizons", "Le four et les vélos.", world.idea(IDEAS[0]), world.idea(IDEAS[1]))
    card = world.seats[ANA].screen["m-m1"]
    assert "Peut-on les réunir ainsi : « Le four et les vélos. » ?" in texts_of(card)
    assert [button.text for button in buttons_of(card)] == [
        "Oui",
        "Non, gardez la mienne",
        "Je propose une autre phrase",
    ]


def test_a_merge_of_leads_shows_each_author_their_own_words() -> None:
    """« Vous aviez écrit : » with nothing under it would ask for a blind yes."""
    world = until_cards()
    for who in (ANA, BOB):
        fill_card(world, who, f"Une piste de {PEOPLE.index(who)}.")
    leads = [world.idea("Une piste de 0."), world.idea("Une piste de 1.")]
    world.merge("m2", "pistes", "Une piste commune.", *leads)
    assert "Une piste de 0." in texts_of(world.seats[ANA].screen["m-m2"])
    assert "Une piste de 1." in texts_of(world.seats[BOB].screen["m-m2"])


def test_who_has_left_is_not_asked_to_make_anything_clearer() -> None:
    """Left in peace."""
    world = until_clarification(*IDEAS)
    world.ask_to_leave(ANA)
    world.press(ANA, "keep", wait="leave")
    cards = len(world.seats[ANA].cards)
    world.happen(ANA, PrecisionRequested("i1", "Mon idée."))
    assert len(world.seats[ANA].cards) == cards


def test_without_words_of_the_script_the_bot_has_its_own() -> None:
    """A script without a share may still be asked, by a facilitator one day."""
    world = until_ideas(ANA)
    world.happen(ANA, PrecisionRequested("i1", "Mon idée."))
    assert Phrase.PRECISION_ASKED in phrases_of(world.last(ANA))


# -- cross-reading, the end --------------------------------------------------------------------------------------------


def test_each_reads_others_words_and_never_their_own() -> None:
    """A cross-reading of oneself would be none."""
    world = until_points()
    for who in PEOPLE:
        world.confirms(who)
    for who in PEOPLE:
        (one,) = numbered(world.card(who))
        assert one.text.endswith((".",))
        assert f"dit {PEOPLE.index(who)}" not in one.text
        assert not one.mine


def test_what_a_person_withdrew_is_on_no_list() -> None:
    """A withdrawal reaches what others are about to read."""
    world = until_clarification(*IDEAS)
    world.press(BOB, number_of(world, BOB, IDEAS[0]))
    world.ask_to_leave(ANA)
    world.press(ANA, "erase", wait="leave")
    assert all(one.author != ANA for listed in world.group.lists.values() for one in listed)
    assert world.group.precisions == {}


def test_everybody_reaches_the_end_and_the_return_is_not_asked_on_the_way() -> None:
    """What is asked after the close waits for the notebook."""
    world = until_points()
    for who in PEOPLE:
        world.confirms(who)
        world.write(who, "Je reconnais la même chose ici.") if world.place(who) == "lecture" else None
    for who in PEOPLE:
        while world.place(who) != "end":
            world.write(who, "Un dernier mot pour finir cet essai.")
    assert all(world.runs[who].wait.stage is Stage.ENDED for who in PEOPLE)


@pytest.mark.parametrize(
    "key", ["debat.apres", "debat.lecture", "debat.avant", "vote.reserve", "clarification.soutien"]
)
def test_a_key_finds_its_part(key: str) -> None:
    """A step in parts is one step to its author, and two to the group's gates."""
    script = tout()
    part = script.step_of(key)
    assert part.authored == key.partition(".")[0]
    assert script.step_of(f"{part.authored}.probe").id == part.authored
