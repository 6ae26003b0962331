"""What a fabricated person makes of what is on the screen, and how she fills in a ballot."""

from __future__ import annotations

import pytest

from bot.app import labels
from bot.authoring import load
from bot.engine.phrases import Label
from bot.engine.script import GradedBallot, PointsBallot, Selection
from bot.engine.texts import render
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.botapi.screens import Shown
from bot.rehearsal.botapi.world import Stored
from bot.rehearsal.clock import Busy, VirtualClock
from bot.rehearsal.crowd import Behaviour, Person, load_crowd
from bot.rehearsal.facilitator import _numbered
from bot.rehearsal.player import Stuck, play
from bot.rehearsal.screen import Kind, Reader, button, plain
from bot.rehearsal.voter import Voter
from tests.rehearsal.evening import FACILITATOR, SHIPPED, SMALL, script

VALUES = dict(load_crowd(SHIPPED).parameters)
GRADES = ("Excellent", "Bien", "À rejeter", "Sans avis")


def message(text: str, *buttons: str) -> Shown:
    keyboard = [[{"text": label, "callback_data": f"data of {label}"}] for label in buttons]
    return Shown(Stored({"message_id": 1, "text": text, "reply_markup": {"inline_keyboard": keyboard}}, from_bot=True))


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> str:
    assert isinstance(request.param, str)
    return request.param


@pytest.fixture
def reader(language: str) -> Reader:
    return Reader(script(), VALUES, labels(), language)


def test_every_question_of_the_workshop_is_recognised_by_its_text(reader: Reader) -> None:
    """Somebody who takes one question for another answers the wrong one, and the whole play is off."""
    for _, question in script().walk():
        if not question.text or isinstance(question.accepts, GradedBallot | PointsBallot | Selection):
            continue
        shown = message(f"Question 3 sur 8\n\nC'est noté.\n\n{render(question.text, VALUES)}\n\nUn conseil.")
        reading = reader.read(shown)
        assert (reading.kind, reading.question) == (Kind.QUESTION, question)


def test_two_cards_that_ask_in_the_same_words_are_told_apart(language: str) -> None:
    """« Où ? » is asked of what one can give and of what is needed: the second must not be answered with the first."""
    file = SHIPPED.parents[1] / "metropole_possibles.yaml"
    lab = load(file.name, file.read_bytes())
    values = {parameter.name: "x" for parameter in lab.parameters}
    reading = Reader(lab, values, labels(), language)
    where = message("Où ?", "x", "Tout le territoire")
    for last, key in (("ressources.combien", "ressources.secteur"), ("besoins.source", "besoins.secteur")):
        asked = reading.read(where, last).question
        assert asked is not None
        assert asked.key == key


def test_a_welcome_is_recognised_by_its_button(reader: Reader) -> None:
    """It asks nothing in words."""
    reading = reader.read(message("Bonjour et bienvenue.", "Je commence", "J'ai une question"))
    assert reading.kind is Kind.QUESTION
    assert reading.question is not None
    assert reading.question.key == "accueil"


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (Kind.GATHERING, (Label.DONE, Label.ADD)),
        (Kind.MERGE, (Label.YES, Label.MERGE_NO, Label.MERGE_OTHER)),
        (Kind.GATE, (Label.CATCH_UP, Label.BACK)),
        (Kind.BALLOT_ITEM, (Label.PREVIOUS_ITEM, Label.NEXT_ITEM)),
        (Kind.BALLOT_SUMMARY, (Label.CONFIRM, Label.REVIEW)),
        (Kind.DATA, (Label.WITHDRAW,)),
        (Kind.CONFIRM, (Label.YES, Label.NO)),
        (Kind.WHICH_QUESTION, (Label.ADOPT,)),
        (Kind.NOTHING, ()),
    ],
)
def test_a_card_is_known_by_its_buttons(reader: Reader, language: str, kind: Kind, given: tuple[Label, ...]) -> None:
    """As people do, in their own language."""
    shown = message("Des mots.", *(labels().cards[label][language] for label in given))
    assert reader.read(shown).kind is kind


def test_a_step_s_own_probe_is_a_probe_and_not_the_question(reader: Reader) -> None:
    """Its answer is under another key of the crowd file."""
    passing = reader.label(Label.PASS)
    reading = reader.read(message("Qui était concerné, à part vous ?", passing))
    assert (reading.kind, reading.probe) == (Kind.PROBE, "qui")


def test_a_chosen_or_cut_button_is_still_the_same_button() -> None:
    """The bot marks what was chosen and cuts what is long; a person's finger goes to the same place."""
    shown = message("?", "✓ Bien", "Que s'est-il passé, concrètement, ce […]")
    assert button(shown, "Bien") is not None
    assert button(shown, "Que s'est-il passé, concrètement, ce jour-là ?") is not None
    assert button(shown, "Très bien") is None


def test_blanks_do_not_matter_when_reading() -> None:
    """Non-breaking spaces before French punctuation come and go."""
    assert plain("Qui ?\n\n  Vous\u00a0?") == "Qui ? Vous ?"


def test_the_numbers_beside_the_ideas_are_read_with_all_their_lines() -> None:
    """An idea may hold line breaks, and the mark behind it is not part of it."""
    shown = "Les propositions\n\n1. Un marché.\n✓ 2. Une ferme — au vote\n10. Deux lignes\nen une.\n\nPour le vote : 1"
    assert _numbered(shown)[:2] == [(1, "Un marché."), (2, "Une ferme — au vote")]
    assert _numbered(shown)[2][1].startswith("Deux lignes en une.")


# -- the ballot --------------------------------------------------------------------------------------------------------


def person(votes: dict[str, str], behaviour: Behaviour | None = None) -> Person:
    return Person("P", "Galet", "fr", 0, (1, 2), {}, {}, {"vote": votes}, behaviour or Behaviour())


def item(text: str) -> Shown:
    return message(f"Proposition 1 sur 3\n{text}\nCet horizon serait…", *GRADES, "Suivant ▶")


ITEMS = {"RH1": "Un four.", "RH2": "Un four. Et du pain.", "RG1": "Une ferme."}


def test_an_item_is_known_by_its_whole_text() -> None:
    """One item's text may begin another's."""
    voter = Voter(person({"RH1": "Bien", "RH2": "Excellent"}), ITEMS)
    assert voter.grade("vote", item("Un four. Et du pain.")) == "Excellent"
    assert voter.grade("vote", item("Un four.")) == "Bien"
    assert voter.grade("vote", item("Une ferme.")) is None
    assert dict(voter.graded) == {"RH2": 1, "RH1": 1}


def test_a_change_of_mind_comes_on_a_second_round() -> None:
    """First the first grade, and before the close the last one."""
    voter = Voter(person({"RH1": "Excellent"}, Behaviour(changes_vote={"RH1": ("À rejeter", "Excellent")})), ITEMS)
    assert voter.grade("vote", item("Un four.")) == "À rejeter"
    assert voter.grade("vote", item("Un four.")) is None
    assert voter.reviews()
    assert voter.grade("vote", item("Un four.")) == "Excellent"
    assert not voter.reviews()
    assert voter.confirms()


def test_whoever_votes_after_the_close_keeps_the_old_button_in_mind() -> None:
    """The button is gone from the screen by then; Telegram still lets an old client send it."""
    voter = Voter(person({"RH1": "Bien"}, Behaviour(votes_after_close={"RG1": "Excellent"})), ITEMS)
    assert voter.grade("vote", item("Une ferme.")) is None
    assert voter.old_buttons == {"RG1": ("data of Excellent", 1)}
    assert not voter.confirms()


# -- a play that cannot go on ------------------------------------------------------------------------------------------


async def test_a_bot_that_answers_nobody_stops_the_play_with_everybody_s_last_card() -> None:
    """A loop that waits for ever says nothing; the last cards say where it hangs."""
    clock, busy = VirtualClock(), Busy()
    async with StandIn(now=clock.now) as api:
        with pytest.raises(Stuck, match=r"(?s)not taken in.*facilitator: \(nothing\).*A1: \(nothing\)"):
            await play(
                load_crowd(SMALL),
                script(),
                api=api,
                clock=clock,
                busy=busy,
                facilitator=FACILITATOR,
                labels=labels(),
                seed=1,
                patience_s=0.3,
            )
