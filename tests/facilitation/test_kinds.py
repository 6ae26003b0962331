"""Whom a choice leaves out: kinds of actors beside their ballots. All data is fabricated."""

from __future__ import annotations

from bot.engine.ballots import Item, Kept, Origin, Portfolios
from bot.facilitation.counting import count
from bot.facilitation.kinds import numerous, profile_question
from tests.notebook.evening import shipped

ITEMS = tuple(Item(code, f"Piste {code}.", Origin.GROUP) for code in ("A", "B", "C", "D"))
RESIDENTS = [(("habitant",), {"A": 2, "B": 2, "C": 1})] * 6
TRADERS = [(("commerce",), {"D": 1})] * 3


def kept(voters: list[tuple[tuple[str, ...], dict[str, int]]]) -> Portfolios:
    """Points at the first flagship, by people of these kinds."""
    step = shipped("relocalisation").step("points")
    ballots = [ballot for _, ballot in voters]
    result = count(step, ITEMS, ballots, electorate=len(voters), kinds=numerous(voters, 3))
    assert result.portfolios is not None
    return result.portfolios


def test_the_plain_total_leaves_out_a_minority_that_the_other_ways_keep() -> None:
    """Two people in three give it all the places; three traders who agree are owed one."""
    found = kept([*RESIDENTS, *TRADERS])
    assert found.total == Kept(("A", "B", "C"), left_out=("commerce",))
    assert (found.equal_shares.left_out, found.sequential.left_out, found.kinds) == ((), (), 2)


def test_a_kind_of_two_voters_is_neither_named_nor_counted() -> None:
    """That nothing of theirs is kept would tell what each of them did not choose."""
    found = kept([*RESIDENTS, *TRADERS[:2]])
    assert (found.total.left_out, found.kinds) == ((), 1)
    # Who gave nothing is no voter: three of a kind, one of whom is silent, are two.
    silent: list[tuple[tuple[str, ...], dict[str, int]]] = [*RESIDENTS, *TRADERS[:2], (("commerce",), {"A": 0})]
    assert kept(silent).kinds == 1


def test_who_speaks_as_two_kinds_is_heard_in_both() -> None:
    """And the codes that nobody chose are no kind."""
    both = [(("habitant", "elu"), {"A": 1})] * 3
    assert [kind for kind, _ in numerous([*both, ((), {"A": 1})], 3)] == ["habitant", "elu"] * 3


def test_the_profile_is_the_first_choice_of_a_profile_step() -> None:
    """Where none is asked nobody can be said to be left out."""
    asked = profile_question(shipped("relocalisation"))
    assert asked is not None
    assert asked.key == "profil"
    assert profile_question(shipped("porteur_de_parole")) is None
