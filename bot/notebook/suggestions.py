"""What a contribution may be filed under, by the words of the reading grid: a proposal to a person, printed nowhere.

Words meet by their lemma (« prix chers » and « cher »), in the session's language, and by their plain form, without
accents. The same text and grid give the same proposal. Not here: what somebody makes of it (`facilitation.coding`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from bot.engine.letters import unaccented
from bot.facilitation.grid import Grid
from bot.notebook.lemmas import lemma, tongue

_WORD: Final = re.compile(r"[^\W\d_]+")
_READ: Final = 2_000
"""Characters of a text that are looked at: what a contribution is about is said by then."""


@lru_cache(maxsize=20_000)
def _forms(word: str, language: str) -> frozenset[str]:
    """The forms under which a word meets another."""
    return frozenset({unaccented(word), unaccented(lemma(word, language))})


def _meets(text: str, language: str) -> frozenset[str]:
    return frozenset(form for word in _WORD.findall(text[:_READ]) for form in _forms(word, language))


def suggested(grid: Grid, text: str, language: str) -> tuple[str, ...]:
    """The codes whose words occur in a text, in the order of the grid. A seed of several words asks for all of them."""
    spoken = tongue(language)
    said = _meets(text, spoken)
    looked_for = {**grid.seeds, **{one.id: one.seeds for one in (*grid.blocks, *grid.themes)}}
    return tuple(code for code in grid.codes if any(_occurs(seed, said, spoken) for seed in looked_for.get(code, ())))


def _occurs(seed: str, said: frozenset[str], language: str) -> bool:
    words = _WORD.findall(seed)
    return bool(words) and all(_forms(word, language) & said for word in words)
