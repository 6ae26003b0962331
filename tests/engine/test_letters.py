"""Texts are compared, and files named, without what spellings differ by."""

from __future__ import annotations

import pytest

from bot.engine.letters import slug, unaccented


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Cœur d'ÉTÉ", "coeur d'ete"),
        ("ÆON", "aeon"),
        ("ça", "ca"),
        ("STRASSE Straße", "strasse strasse"),
        ("日本", "日本"),
        ("", ""),
    ],
)
def test_accents_and_capitals_are_all_that_goes(text: str, plain: str) -> None:
    """A word that somebody typed without accents is the same word; a word in other letters is still a word."""
    assert unaccented(text) == plain


@pytest.mark.parametrize("text", ["e\u0301te\u0301", "été"])
def test_two_ways_of_storing_an_accent_are_one_word(text: str) -> None:
    """An old phone sends the letter and its accent apart."""
    assert unaccented(text) == "ete"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Val d’Essai (fabriqué) !", "val-d-essai-fabrique"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        (" -a- ", "a"),
    ],
)
def test_a_file_name_holds_letters_digits_and_hyphens_only(text: str, name: str) -> None:
    """A territory's name comes from a person, a file's name goes to every machine there is."""
    assert slug(text) == name
