"""The picture of a vote that is sent in the chat at the close. All data is fabricated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from bot.engine.ballots import Item, Origin
from bot.facilitation.counting import count
from bot.facilitation.result_pictures import Drawing
from bot.notebook.result_picture import on_paper, result_picture
from bot.rehearsal.botapi.files import image_size
from tests.notebook.evening import WORKSHOPS, Evening
from tests.notebook.test_ways_of_voting import by

FOLDERS = (WORKSHOPS.parent / "templates",)
ITEMS = tuple(Item(f"P{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(1, 10))
Ballots = Sequence[Mapping[str, int | None]]


def drawn(kind: str, ballots: Ballots, step: str = "vote", items: Sequence[Item] = ITEMS) -> Drawing | None:
    evening = Evening("relocalisation")
    script = by(kind) if kind else evening.material().script
    evening.results[step] = count(script.step(step), items, ballots, electorate=len(ballots))
    return result_picture(evening.material(script=script), step, FOLDERS)


def graded(grades: Mapping[str, Sequence[int]]) -> Ballots:
    return [{code: given[n] for code, given in grades.items()} for n in range(4)]


@pytest.mark.parametrize(
    ("kind", "step", "ballots", "told"),
    [
        ("", "vote", graded({"P1": (6, 6, 5, 5), "P2": (3, 3, 3, 3)}), "1er, P1 : Proposition 1. — mention Très bien"),
        ("", "points", [{"P1": 3, "P2": 2}] * 4, "1er, P1 : Proposition 1. — points : 12, personnes : 4."),
        (
            "approval_vote",
            "vote",
            [{"P1": 1}, {"P1": 1, "P2": 1}, {}],
            "P1 : Proposition 1. — convient 2",
        ),
        ("ranking_vote", "vote", [{"P2": 1, "P1": 2}] * 4, "1er, P2 : Proposition 2.\n2e, P1 : Proposition 1."),
        ("statements", "vote", [{"P1": 1, "P2": 0}] * 4, "1er, P1 : Proposition 1. — d'accord 4, je passe 0"),
    ],
)
def test_each_way_of_voting_has_a_picture_for_a_phone_and_says_it_in_words(
    kind: str, step: str, ballots: Ballots, told: str
) -> None:
    """Three times as wide as a narrow phone, so that its figures stay sharp; who does not see it reads the same."""
    drawing = drawn(kind, ballots, step, ITEMS[:2])
    assert drawing is not None
    size = image_size(drawing.png)
    assert size is not None
    width, height = size
    assert width == 1164
    assert height < 2 * width
    assert told in drawing.words.replace("\u00a0", " ").replace("\u202f", " ")


def test_six_are_drawn_and_what_divides_is_one_of_them() -> None:
    """What divides must be as visible as what brings together, even at the ninth place."""
    grades: dict[str, Sequence[int]] = {f"P{n}": (6, 6, 5, 5) for n in range(1, 9)}
    drawing = drawn("", graded({**grades, "P9": (6, 6, 0, 0)}))
    assert drawing is not None
    assert "6 propositions sur 9 sont dessinées" in drawing.words.replace("\u00a0", " ")
    assert "9e, P9" in drawing.words
    assert "P6" not in drawing.words


def test_two_ballots_are_not_drawn_and_of_a_large_matrix_the_first_items_are() -> None:
    """Two ballots side by side tell each voter the other's; the words of the result are there in any case."""
    assert drawn("approval_vote", [{"P1": 1}, {"P2": 1}]) is None
    many = tuple(Item(f"P{n}", f"Proposition {n}.", Origin.PREPARED) for n in range(1, 20))
    large = drawn("ranking_vote", [{item.code: n for n, item in enumerate(many, 1)}] * 4, items=many)
    assert large is not None
    said = large.words.replace("\u202f", " ").replace("\u00a0", " ")
    assert "12 propositions sur 19 sont dessinées ; le cahier les montre toutes." in said
    assert "12e, P12 : Proposition 12." in said
    assert "P13" not in said


def test_the_paper_is_white_and_as_wide_on_each_side() -> None:
    """Phones set to dark show what is transparent as black on black."""
    paper = on_paper('<svg viewBox="0 0 360 100" width="100%"/>')
    assert 'viewBox="0 0 388 128"' in paper
    assert '<rect width="388" height="128" fill="#fff"/>' in paper
    assert 'x="14" y="14" width="360" height="100"' in paper
