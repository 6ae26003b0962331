"""What it costs to read one answer: the triggers of the probes, on texts of every sort. `python -m bench.probes`.

An answer is looked at once when it is kept and once when a probe is looked for; the first look is remembered for the
second. Prints microseconds an answer, the best of several rounds, for the shipped words and with a script's own.
"""

from __future__ import annotations

import timeit
from collections.abc import Mapping
from typing import Final

from bot.authoring.lexicon import extended, shipped
from bot.engine.lexicon import Lexicon
from bot.engine.probes import protection, trigger

LISTED: Final = ("courte", "ne_sait_pas", "longue", "plusieurs")
TEXTS: Final[Mapping[str, str]] = {
    "two words": "le pain",
    "« I don't know »": "euh, je sais pas trop",
    "a sentence": "Le boulanger du bourg a fermé et il faut maintenant prendre la voiture pour tout.",
    "a paragraph": "On va au marché le jeudi, on y voit du monde. Le reste du temps, c'est la zone commerciale. " * 5,
    "4,000 characters": "Des mots, et encore des mots ; " * 125,
    "a phone number": "Appelez-moi au 06 39 98 41 27 quand vous voulez, de préférence le soir.",
}
"""Fabricated; the number is one that is given to nobody."""


def microseconds(text: str, lexicon: Lexicon, *, rounds: int = 5, times: int = 500) -> float:
    """How long both looks at an answer take, at best."""

    def read() -> None:
        protection.cache_clear()
        protection(text, lexicon)
        trigger(text, LISTED, lexicon, is_collection=True)

    return min(timeit.repeat(read, number=times, repeat=rounds)) / times * 1e6


def table(rounds: int = 5, times: int = 500) -> str:
    """The figures, in Markdown."""
    own = extended(frozenset(f"mot{n} inventé{n}" for n in range(200)), frozenset(f"sais point {n}" for n in range(50)))
    lines = ["| an answer | shipped words, µs | and 250 of the script's own, µs |", "|---|---|---|"]
    for name, text in TEXTS.items():
        figures = (microseconds(text, lexicon, rounds=rounds, times=times) for lexicon in (shipped(), own))
        lines.append("| " + " | ".join([name, *(f"{figure:.0f}" for figure in figures)]) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
