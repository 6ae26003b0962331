"""Who may be named in a text. Every name here is fabricated."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.names import known_words, named

KNOWN = known_words(("Réancrer à Valmont-sur-Aure", "Agence des Trois Rives", "2035"))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("M. Arnal décide de tout.", ("Arnal",)),
        ("Il faut le demander à Mme de la Tour", ("Tour",)),
        ("Il faut le demander à madame Arnal-Petit.", ("Arnal-Petit",)),
        ("Madame la maire a dit non.", ()),
        ("Sophie tient le dépôt de pain.", ("Sophie",)),
        ("Grâce à Jean-Luc Morin, le marché tient.", ("Jean-Luc Morin",)),
        ("Le pain de Sophie van Dael est bon. Sophie van Dael le vend.", ("Sophie van Dael",)),
        ("C'est l'idée d'Odile.", ("Odile",)),
        ("Je l'ai vu avec Kervadec hier.", ("Kervadec",)),
        ("Pierre angulaire du projet : le marché.", ()),
        ("Pierre Kervadec a un atelier.", ("Pierre Kervadec",)),
        ("J'ai demandé à Pierre.", ("Pierre",)),
        ("Le marché de Valmont et l'Agence des Trois Rives", ()),
        ("On habite à Roubaix, en Bretagne.", ()),
        ("La rue Pierre Morin est vide.", ()),
        ("Le bourg de Saint-Martin", ()),
        ("La SNCF et EDF ferment leurs guichets.", ()),
        ("Un marché. Des jardins… Une école", ()),
        ("Trop cher", ()),
        ("", ()),
        ("Paul, Zoé et Paul Agence", ("Paul", "Zoé")),
        ("Sophie. Morin n'est pas venu", ("Sophie",)),
        ("Ask Dr. Kimble about London.", ("Kimble",)),
    ],
)
def test_who_may_be_named(text: str, names: tuple[str, ...]) -> None:
    """A flag costs a glance, a name that is missed may harm somebody; the workshop's own places are no flag."""
    assert named(text, KNOWN) == names


@given(st.text(max_size=200))
def test_whatever_is_typed_what_is_flagged_stands_in_it(text: str) -> None:
    """A flag quotes the text, and never invents."""
    for name in named(text):
        assert all(part in text for part in name.split())


def test_a_long_text_is_read_quickly() -> None:
    """4,096 characters, the longest message, in a fraction of the time an answer may take."""
    began = time.perf_counter()
    named("M. Arnal de la Tour " * 205)
    assert time.perf_counter() - began < 0.5
