"""§ 4: forms of one word are put together, and every form that somebody gave is still there to be read."""

from __future__ import annotations

import pytest

from bot.notebook.analysis import analyse
from bot.notebook.context import CountedWord
from bot.notebook.keywords import key
from tests.notebook.material import a_material


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("producteurs", "Producteur", "fr"),
        ("locaux", "locale", "fr"),
        ("Biens communs", "bien commun", "fr"),
        ("L’Écologie ", "l'ecologie", "fr"),
        ("neighbours", "neighbour", "en"),
    ],
)
def test_two_forms_of_a_word_meet(one: str, other: str, language: str) -> None:
    """By the dictionary, not by their first letters."""
    assert key(one, language) == key(other, language)


@pytest.mark.parametrize(("one", "other"), [("local", "localement"), ("partage", "partager"), ("prix", "prise")])
def test_two_words_of_a_family_stay_two(one: str, other: str) -> None:
    """Whether they are one idea is the reader's part."""
    assert key(one, "fr") != key(other, "fr")


def _word(word: str) -> CountedWord:
    notebook = analyse(a_material())
    assert notebook.keywords is not None
    return next(
        one
        for step in notebook.keywords.steps
        for one in (*step.shared, *step.single)
        if word in (one.word, *one.forms)
    )


def test_the_other_forms_are_printed_as_they_were_given() -> None:
    """« saison » and « saisons » are one word of two people; case and accents alone make no other form."""
    season = _word("saison")
    assert (season.people, {season.word, *season.forms}) == (2, {"saison", "saisons"})
    assert _word("proximité").forms == ()


def _told(**changes: object) -> list[str]:
    notebook = analyse(a_material(**changes))
    assert notebook.keywords is not None
    return [one.text for step in notebook.keywords.steps for one in step.summary]


def test_words_say_from_which_profiles_they_come() -> None:
    """« Trois mots-clés, par profil »: of profiles that may be named, as the annex signs them; the others together."""
    assert "Habitant·e\u00a0: proximité, terre, saison, fatigue, patience, règles, souveraineté." in _told()
    assert any(line.startswith("autre profil\u00a0: ") for line in _told())
    assert not any(line.startswith(("Habitant·e", "autre profil")) for line in _told(small_count=50))
