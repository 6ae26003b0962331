"""Several languages in one session: each person reads her own, and what is kept is the script's."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from bot.authoring.shelf import load_files
from bot.engine.effects import Standing
from bot.engine.events import MemberCheckAsked
from bot.engine.group import Listed
from bot.engine.hearing import heard
from bot.engine.phrases import Label, Phrase
from bot.engine.prompts import Ask, Hint, Quote, Said
from bot.engine.script import Script
from tests.engine.world import (
    ANA,
    BOB,
    LONG_ENOUGH,
    WORKSHOPS,
    World,
    buttons_of,
    consent,
    grade_everything,
    relocalisation,
    texts_of,
    until_first_gate,
    until_vote,
)

PREPARED = "Public canteens cook mostly with food grown less than eighty kilometres away."


@cache
def untranslated() -> Script:
    return replace(relocalisation(), translations=())


def in_english(world: World, who: str) -> World:
    world.choose_language(who, "en")
    return world


def test_a_script_is_spoken_in_its_translations_and_else_in_its_own_language() -> None:
    """Whoever chose a language that nobody wrote is still asked the question."""
    script = relocalisation()
    assert script.spoken("fr") is script
    assert script.spoken("en").title == "Closer to home: making, mending and buying locally"
    assert script.spoken("en-GB") is script.spoken("en")
    assert script.spoken("fr-doublets").question("profil").accepts != script.question("profil").accepts
    assert script.spoken("de") is script
    assert untranslated().spoken("fr-doublets") is untranslated()


def test_a_translation_has_the_ids_codes_and_hash_of_its_script() -> None:
    """Answers, timers and buttons of one person must mean the same in the other language."""
    script = relocalisation()
    for spoken in script.translations:
        assert (spoken.id, spoken.hash, spoken.gates()) == (script.id, script.hash, script.gates())
        for (_, mine), (_, theirs) in zip(script.walk(), spoken.walk(), strict=True):
            assert (mine.key, mine.when, mine.probes) == (theirs.key, theirs.when, theirs.probes)
            options = [[one.code for one in getattr(q.accepts, "options", ())] for q in (mine, theirs)]
            assert options[0] == options[1]


def test_each_person_reads_the_workshop_in_the_language_she_chose() -> None:
    """One group may hold both; the question is the same."""
    world = World()
    world.open()
    world.enter(ANA, BOB)
    in_english(world, ANA)
    assert any(text.startswith("The workshop takes 75 minutes") for text in texts_of(world.last(ANA)))
    assert [button.text for button in buttons_of(world.last(ANA))] == ["Let's start", "I have a question"]
    assert [button.text for button in buttons_of(world.last(BOB))] == ["Je commence", "J'ai une question"]


def test_what_was_chosen_is_kept_in_the_language_of_the_script() -> None:
    """The notebook counts and quotes one label an option; she still finds her answer as she read it."""
    world = World()
    world.open()
    world.enter(ANA)
    in_english(world, ANA)
    world.press(ANA, "Let's start")
    world.press(ANA, "I agree")
    assert world.kept(ANA, "consentement") == ["J'accepte"]
    world.press(ANA, "Ask me first")
    world.press(ANA, "Resident")
    assert world.kept(ANA, "profil") == ["Habitant·e"]
    assert world.runs[ANA].answers["profil"].text == "Resident"
    assert Quote("Resident", mine=True) in world.ask_answers(ANA).blocks


def test_a_label_typed_in_any_language_of_the_script_is_a_choice() -> None:
    """People type what is written on the poster beside them."""
    world = World()
    world.open()
    consent(world, ANA, BOB)
    in_english(world, ANA)
    world.write(ANA, "habitante")
    assert world.runs[ANA].answers["profil"].text == "Resident"
    world.write(BOB, "resident")
    assert world.kept(BOB, "profil") == ["Habitant·e"]
    world.write(BOB, "Inhabitant")
    assert world.place(BOB) == "profil.rapport"
    assert world.kept(BOB, "profil.rapport", Standing.UNCERTAIN) == ["Inhabitant"]


def test_a_refusal_typed_in_another_language_is_a_refusal() -> None:
    """A consent that takes one language's no for a slip would keep people against their will."""
    world = World()
    world.open()
    world.enter(ANA)
    in_english(world, ANA)
    world.press(ANA, "Let's start")
    world.write(ANA, "je n'accepte pas")
    assert world.forgotten == [ANA]


def test_prepared_items_are_read_translated_and_the_groups_own_as_written() -> None:
    """Nobody's words are translated; a ballot that she cannot read is not a vote."""
    world = until_vote(ANA, BOB, ideas=["Le marché a lieu le soir."])
    in_english(world, BOB)
    seen = set()
    while not world.shows(BOB, Label.CONFIRM):
        seen.add(next(block.text for block in world.card(BOB).blocks if isinstance(block, Quote)))
        world.press(BOB, "Very good")
    assert {PREPARED, "Le marché a lieu le soir."} <= seen
    summary = [block.notice for block in world.card(BOB).blocks if isinstance(block, Said)]
    assert any(one.values == {"n": one.values.get("n"), "text": PREPARED, "grade": "Very good"} for one in summary)
    world.press(BOB, Label.CONFIRM)
    grade_everything(world, ANA, "Passable")
    rows = [
        block.notice.values
        for card in world.seats[BOB].cards
        for block in card.blocks
        if isinstance(block, Said) and block.notice.phrase in (Phrase.RESULT_ROW, Phrase.RESULT_TIED)
    ]
    assert {(row["text"], row["grade"]) for row in rows} >= {(PREPARED, "Passable")}
    assert all(item.text != PREPARED for item in world.group.ballots["vote"])


def test_a_value_left_as_the_script_gives_it_is_translated_too() -> None:
    """« au bout de douze mois » in an English sentence; a value that somebody gave is hers."""
    script = relocalisation()
    group = World().group
    usual = replace(group, parameters={**group.parameters, "duree_conservation": "douze mois", "nom_bot": "Horizons"})
    assert heard(usual, script, "en").parameters["duree_conservation"] == "twelve months"
    assert heard(group, script, "en").parameters["duree_conservation"] == "un an"
    assert heard(usual, script, "fr") is usual


def test_french_without_middle_dots_is_another_language() -> None:
    """Texts and values are written out; what was chosen is kept with its dot."""
    world = World()
    world.group = replace(world.group, parameters={**world.group.parameters, "agence": "les élu·e·s d'essai"})
    world.open()
    world.enter(ANA)
    world.choose_language(ANA, "fr-doublets")
    assert any("pour les élues et élus d'essai" in text for text in texts_of(world.last(ANA)))
    world.press(ANA, "commencer")
    world.press(ANA, "J'accepte")
    world.press(ANA, "oui")
    world.press(ANA, "Agent public ou agente publique")
    assert world.kept(ANA, "profil") == ["Agent·e public·que"]


def test_what_she_wrote_keeps_its_dots() -> None:
    """Applied to what is shown, never to what people wrote."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    world.choose_language(ANA, "fr-doublets")
    world.write(ANA, f"{LONG_ENOUGH}, les habitant·e·s aussi.")
    world.press(ANA, Label.DONE)
    assert world.kept(ANA, "vecu") == [f"{LONG_ENOUGH}, les habitant·e·s aussi."]
    assert Quote(f"{LONG_ENOUGH}, les habitant·e·s aussi.", mine=True) in world.ask_answers(ANA).blocks


def test_an_own_probe_is_asked_in_her_language() -> None:
    """The follow-up to a button comes at once, and is part of the question."""
    world = until_first_gate(ANA)
    world.wait(minutes=9)
    in_english(world, ANA)
    world.press(ANA, Label.PASS)
    assert Hint("You can answer for yourself, or for others.") in world.last(ANA).blocks
    world.press(ANA, "Nothing worries me")
    assert Ask("What reassures you?") in world.last(ANA).blocks


def test_facilitators_are_told_the_title_in_the_language_of_the_session() -> None:
    """They follow one script, whoever reads it how."""
    world = until_first_gate(ANA, BOB)
    world.wait(minutes=9)
    in_english(world, ANA)
    shown = world.runs[ANA].wait.id
    world.move_on()
    world.move_on()
    world.write(ANA, "Encore un mot.", shown=shown)
    world.close()
    world.write(ANA, "Et un dernier.")
    titles = [notice.values["title"] for notice in world.said_to_facilitators(Phrase.TELL_LATE_MESSAGE)]
    assert titles == ["Le vécu", "Trois mots-clés"]


# -- what the flagships add --------------------------------------------------------------------------------------------


@cache
def flagship() -> Script:
    return load_files(WORKSHOPS / "relocalisation.yaml")


def test_what_the_script_put_among_the_groups_own_is_read_translated() -> None:
    """A prepared horizon in a list, in a sentence, on a ballot; what people proposed stays theirs."""
    script = flagship()
    prepared, fallback = script.pools[0].prepared[0].text, script.step("debat").fallback
    lists = {"top": (Listed("RH1", prepared), Listed("i1", prepared, "P:ana"), Listed("RG1", "Un marché le soir."))}
    worked_out = {"horizon_1": prepared, "horizon_le_plus_partage": fallback, "horizon_2": "Un marché le soir."}
    group = replace(World(script).group, lists=lists, worked_out=worked_out)
    english = heard(group, script, "en")
    assert [one.text for one in english.lists["top"]] == [PREPARED, prepared, "Un marché le soir."]
    assert english.worked_out["horizon_1"] == PREPARED
    assert english.worked_out["horizon_le_plus_partage"] == "Buying local is worth it even if it costs more."
    assert english.worked_out["horizon_2"] == "Un marché le soir."


def test_the_member_check_is_kept_in_the_language_of_the_script() -> None:
    """It is asked after the close, beside the course; the notebook counts one « Oui »."""
    world = World(flagship())
    world.open()
    consent(world, ANA)
    world.close()
    in_english(world, ANA)
    world.happen(ANA, MemberCheckAsked())
    world.press(ANA, "Yes", wait=world.runs[ANA].asides[-1].wait)
    assert world.kept(ANA, "retour") == ["Oui"]
    assert world.runs[ANA].answers["retour"].text == "Yes"
