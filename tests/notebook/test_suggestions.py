"""Proposals of the reading grid: by lemma, deterministic, in both languages, and never more than a proposal."""

from __future__ import annotations

import pytest

from bot.facilitation.grid import Code, Grid
from bot.notebook.suggestions import suggested

GRID = Grid(
    (Code("ancrage", "Ancrage", seeds=("village", "tiers-lieu")),),
    (Code("prix", "Prix", seeds=("cher", "price")), Code("vide", "Vide", seeds=("123",))),
    {"crainte": ("craindre", "worry")},
)


@pytest.mark.parametrize(
    ("text", "language", "codes"),
    [
        ("Je craignais que tout soit plus CHER dans nos villages.", "fr", ("crainte", "ancrage", "prix")),
        ("Les légumes chers, c'est non.", "fr", ("prix",)),
        ("We worried about prices.", "en", ("crainte", "prix")),
        ("Un tiers du lieu", "fr", ("ancrage",)),
        ("Un lieu", "fr", ()),
        ("Le verbe chercher n'est pas cherté.", "fr", ()),
        ("", "fr", ()),
        ("{{ 7*7 }} <b>123</b> \u202e 🎉", "fr", ()),
        ("x" * 2_000 + " cher", "fr", ()),
    ],
)
def test_words_meet_by_their_lemma(text: str, language: str, codes: tuple[str, ...]) -> None:
    """« chers » calls for what « cher » does; « chercher » does not."""
    assert suggested(GRID, text, language) == codes
    assert suggested(GRID, text, language) == codes
