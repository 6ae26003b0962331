"""A workshop rehearsed at a terminal: what is typed, and what somebody alone with it reads."""

from __future__ import annotations

from collections.abc import Iterable
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from bot.app import ChatArtist, commands
from bot.authoring import load
from bot.authoring.shelf import load_files
from bot.authoring.starter import starter
from bot.chat.markup import Style
from bot.rehearsal.drawing import Look
from bot.rehearsal.parameters import ask_for, with_stand_ins
from bot.rehearsal.play import Play
from bot.rehearsal.terminal import Terminal

WORKSHOPS = Path(__file__).parents[2] / "workshops"
RELOCALISATION = load_files(WORKSHOPS / "relocalisation.yaml")
IN = ("Je commence", "J'accepte", "Oui", "Je passe", "Je passe", "Je passe")


class Desk:
    """Somebody alone at a terminal."""

    def __init__(self, *, seats: int = 2, language: str = "fr", reads: str = "en") -> None:
        self._out = StringIO()
        self.play = Play(
            RELOCALISATION,
            with_stand_ins(RELOCALISATION, {"agence": "l'Agence d'essai"}),
            seats=seats,
            language=language,
            seed="1",
            terminal=Terminal(Console(file=self._out, width=100), reads),
            artist=ChatArtist(),
            commands=commands(),
        )

    def type(self, *lines: str) -> str:
        """Everything printed from the start of the rehearsal to the end of these lines."""
        left = iter(lines)
        self.play.run(lambda _: next(left, None))
        return plain(self._out.getvalue())

    def last(self, *lines: str) -> str:
        """What the last line brought."""
        left = iter(lines)
        before = 0

        def ask(_: str) -> str | None:
            nonlocal before
            before = len(self._out.getvalue())
            return next(left, None)

        marks: list[int] = []

        def noting(prompt: str) -> str | None:
            typed = ask(prompt)
            marks.append(before)
            return typed

        self.play.run(noting)
        return plain(self._out.getvalue()[marks[-2] :])


def plain(shown: str) -> str:
    """Without frames, and every run of blanks as one space."""
    return " ".join(shown.replace("│", " ").split())


def everybody(*texts: str, seats: Iterable[int] = (1, 2)) -> list[str]:
    return [f"{seat}: {text}" for text in texts for seat in seats]


def test_a_card_shows_as_in_the_chat_with_its_buttons_numbered() -> None:
    """An author sees what a phone will show, and what to type."""
    shown = Desk().type()
    assert "1 Châtaigne · 11:00" in shown
    assert "je déroule cet atelier pour l'Agence d'essai" in shown
    assert "[1] Je commence [2] J'ai une question" in shown


def test_whatever_the_chat_can_show_has_a_look_at_the_terminal() -> None:
    """A style added to the chat alone would end a rehearsal on the first card that bears it."""
    assert {style.value for style in Style} == {look.value for look in Look}


def test_who_rehearses_is_spoken_to_in_their_language_whatever_the_people_speak() -> None:
    """A facilitator tries the English version of her workshop: help and mistakes are hers to read."""
    shown = Desk(language="en", reads="fr").type("/help", "/sea", "/who", "2 9", "/clock hier", "/merge 1", "/next")
    for said in (
        "l'animation propose une seule formulation pour deux idées ou plus",
        "Il n'y a pas de /sea. Vouliez-vous dire /seat ?",
        "à l'entrée",
        "La séance est ouverte.",
        "n'a pas de bouton 9. Boutons : 1, 2",
        "Jusqu'à quand ? /clock +30m",
        "Lesquelles ? /ideas les numérote",
    ):
        assert said in shown.replace("\u00a0", " "), shown
    assert "There is" not in shown


def test_a_number_taps_and_words_are_written() -> None:
    """The two things one does with a phone."""
    shown = Desk().last("1", "2 1", "2 1", "1", "1")
    assert "1 Châtaigne → Oui" in shown
    assert "Aujourd'hui, à quel titre parlez-vous surtout ?" in shown
    shown = Desk().last(*everybody(*IN[:3]), "Habitant·e")
    assert "1 Châtaigne → Habitant·e" in shown


def test_what_one_person_does_is_one_word_for_the_others() -> None:
    """Four phones in one terminal: one in full, the others on request."""
    assert "Something new for 2 Noisette: /seat 2" in Desk().last("1")
    shown = Desk().last("1", "/seat 2")
    assert "2 Noisette · 11:00" in shown
    assert "[1] Je commence" in shown


def test_a_bot_answers_for_those_one_does_not_want_to_play() -> None:
    """Nobody rehearses a vote by consenting five times by hand."""
    shown = Desk(seats=5).last("/bot", "/who")
    assert shown.count("waiting before vecu") == 5
    assert "waiting before vecu" in Desk().last("/bot 2", "/who")


def test_the_clock_moves_only_when_told_to_and_brings_what_was_due() -> None:
    """Reminders and gates can be seen in a minute."""
    shown = Desk().last(*everybody(*IN), "/clock +2h")
    assert "1 Châtaigne · 11:01" in shown, "a reminder bears the hour it came at"
    assert "Il reste" in shown
    assert "Le groupe passe à « Le vécu »" in shown
    assert "It is 2026-09-01 13:00." in shown
    assert "It is 2026-09-01 20:00." in Desk().last("/clock 20:00")


def test_the_facilitator_goes_on_and_closes() -> None:
    """What she does is on the same keyboard."""
    shown = Desk().last("/bot", "/next")
    assert "facilitators Le groupe passe à « Le vécu »" in shown
    assert "Racontez un moment" in shown
    assert "The session is closed" in Desk().last("/bot", "/close")
    assert "no further step" in Desk().last("/bot", *["/next"] * 20)


def test_the_notebook_is_sent_and_people_say_whether_they_recognise_themselves() -> None:
    """The last question of a workshop comes after its close."""
    assert "Vous reconnaissez-vous dans ce cahier ?" in Desk().last("/bot", "/close", "/notebook")


def test_ideas_are_merged_by_their_numbers_and_their_authors_are_asked_beside() -> None:
    """A merge is the one thing that cannot be rehearsed from a phone alone."""
    ideas = ["1: Chaque bourg a un four à pain commun.", "1: J'ai fini", "2: Le bourg a un four à pain."]
    towards = [*everybody(*IN), "/next", "/next", *ideas, "2: J'ai fini"]
    shown = Desk().last(*towards, "/ideas")
    assert "Chaque bourg a un four à pain commun." in shown
    shown = Desk().last(*towards, "/merge 1,2: Chaque bourg a son four.")
    assert "Chaque bourg a son four." in shown
    assert "[a] Oui" in shown
    shown = Desk().last(*towards, "/merge 1,2: Chaque bourg a son four.", "a", "2 a")
    assert "facilitators" in shown
    assert "Which ones?" in Desk().last(*towards, "/merge 1,9: Autre chose.")
    assert "Nobody has proposed" in Desk().last("/ideas")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/nxt", "Did you mean /next?"),
        ("/xyzzy", "There is no /xyzzy. /help says"),
        ("/seat 9", "They are 1 to 2"),
        ("/bot ana", "Which seat?"),
        ("/clock demain", "To what?"),
        ("2 9", "2 Noisette has no button 9. Buttons: 1, 2. To write it: 2: 9"),
        ("7", "has no button 7"),
        ("/help", "the facilitator goes on"),
        ("", "[1] Je commence"),
        ("9: quoi", "Pour répondre à cette question, touchez un de ses boutons."),
        ("/notebook", "once the session is closed: /close"),
        ("/mesreponses", "Vous n'avez encore rien répondu"),
    ],
)
def test_a_slip_gets_a_kind_word_and_nothing_is_lost(typed: str, said: str) -> None:
    """Whoever rehearses is learning two things at once."""
    assert said in Desk().last(typed)


def test_who_declines_is_no_longer_there() -> None:
    """Nothing is kept of them, so nothing they type arrives."""
    declined = ["Je commence", "Je n'accepte pas"]
    assert "did not consent" in Desk().last(*declined, "encore un mot")
    assert "did not consent" in Desk().last(*declined, "1 1")
    assert "declined" in Desk().last(*declined, "/who")
    assert "Nothing waits for 1 Châtaigne" in Desk().last(*declined, "")
    assert "waiting before vecu" in Desk().last(*declined, "/bot", "/who")


def test_quit_and_the_end_of_the_lines_are_both_an_end() -> None:
    """Ctrl-D is what people press."""
    assert Desk().type("/quit", "1") == Desk().type()


def test_english_is_spoken_where_it_was_asked_for() -> None:
    """A translation is rehearsed too."""
    assert "Noted." in Desk(language="en").last("1")


def test_what_stands_in_for_a_parameter_is_in_the_workshops_language() -> None:
    """« agency d'essai » in the first sentence of her English workshop made an author look for her mistake."""
    english = load("essai.yaml", starter("essai", "en").encode())
    assert with_stand_ins(english, {})["agency"] == "trial agency"


def test_parameters_are_asked_for_with_their_help_and_kept_with_enter() -> None:
    """The same questions as at a launch, so that an author reads her own help."""
    typed = iter(["", "l'Agence d'essai", "", "", "bientôt", "2040"])
    said: list[str] = []
    values = ask_for(RELOCALISATION, lambda _: next(typed, None), lambda text: said.append(str(text)))
    assert (values["agence"], values["annee_horizon"]) == ("l'Agence d'essai", 2040)
    assert values["nom_bot"] == "Horizons"
    assert values["territoire"] == "territoire d'essai"
    assert "agence: Qui organise, avec l'article : « l'Agence d'essai »." in said
    assert "That is no whole number: digits only, please." in said
    assert list(values) == [parameter.name for parameter in RELOCALISATION.parameters]
