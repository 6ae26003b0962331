"""What random people write: fabricated sentences, and texts that a bot has to survive.

Not here: when they write what (`random_crowd`).
"""

from __future__ import annotations

from random import Random
from typing import Final

_SENTENCES: Final = {
    "fr": (
        ("Un atelier de réparation", "Une voisine", "La cantine", "Le marché du soir", "Un jardin partagé"),
        ("ouvre chaque samedi", "accueille les familles", "prête ses outils", "manque de bras", "se remplit vite"),
        ("près de la gare", "au milieu du bourg", "dans l'ancienne école", "à côté de la mairie", "sur la place"),
    ),
    "en": (
        ("A repair workshop", "A neighbour", "The canteen", "The evening market", "A shared garden"),
        ("opens every Saturday", "welcomes families", "lends its tools", "is short of hands", "fills up quickly"),
        ("near the station", "in the middle of the village", "in the old school", "beside the town hall", "outside"),
    ),
}
"""Fabricated: no such place, nobody said so."""

_WORDS: Final = {
    "fr": ("patience", "proximité", "prix", "trajet", "dignité", "saison", "outil", "voisinage", "eau", "silence"),
    "en": ("patience", "nearness", "price", "journey", "dignity", "season", "tool", "neighbours", "water", "silence"),
}

TRICKY: Final = (
    "prix, trajet, dignité",
    "je passe",
    "jsp",
    "?",
    "🚲🌱",
    "oui",
    "Non",
    "j'ai fini",
    "J'accepte",
    "Je n'accepte pas",
    "3",
    "Écrivez-moi à lea@exemple.test",
    "Appelez le 06 12 34 56 78",
    "Le maire est un connard",
    "1. Des vergers partout dans la ville\n2. Des ateliers de réparation ouverts",
    "Les écoles ont un potager. Les rues sont plantées d'arbres fruitiers par les voisins.",
    "un deux trois quatre cinq",
    "mot " * 250,
    "{{ 7*7 }} {% for %} <b>&amp;",
    " ",
    "\u202e\u200f\ufeff",
    "=HYPERLINK(1)",
)
"""Passing, contact details, insults, templates, markup, nothing at all."""


def sentence(random: Random, language: str) -> str:
    """One sentence of good will, in French for want of the language."""
    parts = _SENTENCES.get(language, _SENTENCES["fr"])
    return f"{' '.join(random.choice(part) for part in parts)}."


def words(random: Random, language: str) -> str:
    """One to three words."""
    return ", ".join(random.sample(_WORDS.get(language, _WORDS["fr"]), random.randint(1, 3)))
