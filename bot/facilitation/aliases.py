"""Pseudonyms: what facilitators see instead of a name. Trees, so that nobody is first or last."""

from __future__ import annotations

from typing import Final

TREES: Final = [
    "Châtaigne",
    "Noisette",
    "Tilleul",
    "Aubépine",
    "Érable",
    "Saule",
    "Frêne",
    "Charme",
    "Mélèze",
    "Olivier",
    "Cèdre",
    "Bouleau",
    "Aulne",
    "Sureau",
    "Platane",
    "Hêtre",
    "Genêt",
    "Laurier",
    "Orme",
    "Pommier",
    "Poirier",
    "Cormier",
    "Néflier",
    "Prunier",
    "Cerisier",
    "Figuier",
    "Amandier",
    "Noyer",
    "Chêne",
    "Houx",
    "Buis",
    "Lierre",
    "Peuplier",
    "Tremble",
    "Sapin",
    "Épicéa",
    "Séquoia",
    "Ginkgo",
    "Mûrier",
    "Myrte",
    "Fusain",
    "Cornouiller",
    "Troène",
    "Viorne",
    "Alisier",
    "Sorbier",
    "Acacia",
]


def alias(number: int) -> str:
    """The pseudonym of the n-th person of a session, from 0; unique in it."""
    around, tree = divmod(number, len(TREES))
    return TREES[tree] if not around else f"{TREES[tree]} {around + 1}"


def number_of(name: str) -> int:
    """The n whose `alias` this is."""
    tree, _, around = name.partition(" ")
    return TREES.index(tree) + (int(around or "1") - 1) * len(TREES)
