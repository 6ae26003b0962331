"""The values that texts may show, besides the session's parameters.

Here: which names there are. Not here: rendering (`texts`), how the values are worked out (`lists`).
"""

from __future__ import annotations

from typing import Final

MOST_DIVISIVE: Final = "horizon_le_plus_partage"
BEST: Final = ("horizon_1", "horizon_2", "horizon_3")
FIRST_LEADS: Final = ("piste_1", "piste_2", "piste_3")
OF_POINTS: Final = frozenset(FIRST_LEADS)
"""Known once points are shared out: what received most."""
WORKED_OUT: Final = frozenset({*BEST, MOST_DIVISIVE, *FIRST_LEADS})
"""Known once a vote is closed: its best-ranked items, the one that divides the group most; of points, the first."""

IDEA: Final = "idee"
"""In the question put to an author: the idea somebody wants made clearer."""
WORDING: Final = "formulation"
"""In the question put to authors: the wording proposed for a merge."""
