"""How much of what was said a notebook uses, as the team is told. Everything is fabricated."""

from __future__ import annotations

from bot.facilitation.coverage import Coverage, coverage
from bot.facilitation.numbering import Place


def place(number: str, author: str, *places: str, counted: tuple[str, ...] = (), printed: bool = True) -> Place:
    return Place(number, author, "", places, printed, counted)


def test_whoever_is_used_nowhere_is_listed_with_all_they_said() -> None:
    """A person whom the notebook forgets must be found by the team before she finds it out herself."""
    found = coverage(
        [place("C001", "a", "§ 4"), place("C002", "b"), place("C003", "a"), place("C004", "b"), place("C005", "c")]
    )
    assert found == Coverage(5, 1, 0, 3, (("C002", "C004"), ("C005",)))
    assert found.left == 4


def test_a_number_inside_a_range_is_counted_and_not_quoted() -> None:
    """« 11 sur 11 racontent. C001–C011 » gives nobody's words: whoever is only there is listed for the team."""
    found = coverage(
        [
            place("C001", "a", "§ 5.1", counted=("§ 1",)),
            place("C002", "b", counted=("§ 1",)),
            place("C003", "b"),
            place("C004", "c", counted=("§ 1",), printed=False),
            place("C005", "b", printed=False),
        ]
    )
    assert found == Coverage(5, 1, 2, 3, (), (("C002", "C003"),), silent=1)
    assert found.left == 2


def test_a_session_where_nothing_was_said_forgets_nobody() -> None:
    """Of nobody, nobody is left out."""
    assert coverage([]) == Coverage(0, 0, 0, 0, ())
