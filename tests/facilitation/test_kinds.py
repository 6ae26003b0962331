"""Whom a choice leaves out: kinds of actors beside their ballots. All data is fabricated."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.engine.ballots import Item, Kept, Origin, Portfolios
from bot.facilitation.counting import count
from bot.facilitation.incoming import Gesture
from bot.facilitation.kinds import numerous, profile_question
from bot.facilitation.records import WHOLE_FROM, Contribution
from bot.facilitation.writes import AddContribution, PutBallot, Write
from tests.facilitation.support import ADA, desk
from tests.notebook.evening import shipped
from tests.variants import voting

HERE = Path(__file__).parent

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


@pytest.mark.parametrize("voters", [WHOLE_FROM, WHOLE_FROM - 1])
async def test_at_the_close_ballots_lie_beside_profiles_and_whole_ones_are_kept_for_the_team(
    voters: int, tmp_path: Path
) -> None:
    """Who is left out is counted while it can be; the compiler is given ballots of many people only, and no voter."""
    folder = tmp_path / "workshops"
    folder.mkdir()
    script = voting(HERE / "atelier.yaml", "approval_vote").decode()
    horizons = "".join(f"      P{n}: Un horizon inventé, le {n}.\n" for n in range(1, 5))
    (folder / "atelier.yaml").write_text(script.replace("      P1: Un premier horizon inventé.\n", horizons))
    async with desk(tmp_path, workshops=folder) as at:
        record = await at.opened()
        for gate in ("idees", "vote"):
            await at.goes_on(record.id, gate)
        now, writes = at.clock.now(), list[Write]()
        for n in range(voters):
            kind, named = ("elu", ["P4"]) if n < 7 else ("habitant", ["P1", "P2", "P3"])
            chosen = Contribution(f"c{n}", record.id, f"p{n}", "profil", kind, now, (kind,))
            writes += [AddContribution(chosen), PutBallot(record.id, "vote", f"p{n}", dict.fromkeys(named, 1))]
        await at.store.commit(writes)
        await at.goes_on(record.id, "cloture")
        found = (await at.memory.group(record.id)).group.results["vote"].portfolios
        assert found is not None
        assert (found.total, found.kinds) == (Kept(("P1", "P2", "P3"), left_out=("elu",)), 2)
        assert "P4" in {*found.equal_shares.chosen, *found.equal_shares.tied}
        await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        kept = at.compiler.material[-1].ballots
        if voters < WHOLE_FROM:
            assert kept == {}
        else:
            assert sorted(map(len, kept["vote"])) == [1] * 7 + [3] * (voters - 7)
