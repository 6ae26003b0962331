"""Opinion groups: planted ones are found, absent ones are not invented, and red-dwarf agrees. People are fabricated."""

from __future__ import annotations

import random
from collections import Counter
from math import dist

import pytest

from bot.engine.voting import NoGroups, Opinions, Stance, UnknownItem, opinions
from bot.engine.voting.opinion_map import k_means, outline, project, silhouette
from bot.engine.voting.opinion_traits import CERTAIN, one_share, share, shared, traits, two_shares

ITEMS = [f"s{n}" for n in range(10)]
AGREE, PASS, DISAGREE = Stance.AGREE, Stance.PASS, Stance.DISAGREE


def camp(people: int, leaning: str, *, seed: int, wavering: float = 0.1) -> list[dict[str, Stance]]:
    """People who answer by a pattern (+ agree, - disagree, 0 pass), and at times otherwise, or not at all."""
    chance = random.Random(seed)
    stances = {"+": AGREE, "-": DISAGREE, "0": PASS}
    found = []
    for _ in range(people):
        row = {item: stances[sign] for item, sign in zip(ITEMS, leaning, strict=True)}
        for item in ITEMS:
            if chance.random() < wavering:
                row[item] = chance.choice([AGREE, PASS, DISAGREE])
        for item in chance.sample(ITEMS, chance.randint(0, 2)):
            del row[item]
        found.append(row)
    return found


TWO_CAMPS = camp(18, "+++++---+-", seed=1) + camp(12, "-----++++-", seed=2)


def found_in(ballots: list[dict[str, Stance]]) -> Opinions:
    """The opinions of these people on the ten statements."""
    return opinions(ballots, ITEMS)


def test_two_camps_are_found_with_what_tells_them_apart() -> None:
    """Largest first; what both agree on, and what both refuse, is told as such and not as a difference."""
    found = found_in(TWO_CAMPS)
    assert found.why_none is None
    assert [group.people for group in found.groups] == [18, 12]
    assert Counter(found.labels) == {0: 18, 1: 12}
    assert found.silhouette > 0.5
    assert found.consensus == ("s8",)
    assert found.refused == ("s9",)
    first, second = (dict(group.traits) for group in found.groups)
    assert {item for item, trait in first.items() if trait.stance is AGREE} <= {f"s{n}" for n in range(5)}
    assert {item for item, trait in second.items() if trait.stance is DISAGREE} <= {f"s{n}" for n in range(5)}
    assert len(first) == len(second) == 5
    for trait in first.values():
        assert trait.people / trait.seen > 0.5 > trait.elsewhere / trait.seen_elsewhere


def test_three_camps_are_three() -> None:
    """The number of groups comes from the silhouette, not from a setting."""
    ballots = camp(14, "++++++++++", seed=3) + camp(12, "-----+++++", seed=4) + camp(10, "++++------", seed=5)
    assert [group.people for group in found_in(ballots).groups] == [14, 12, 10]


def test_the_order_of_ballots_changes_nothing_to_the_last_digit() -> None:
    """Nobody's turn may decide on which side of a line they are drawn."""
    shuffled = TWO_CAMPS[:]
    random.Random(9).shuffle(shuffled)
    assert found_in(shuffled) == found_in(TWO_CAMPS)


def test_people_who_answer_at_random_are_not_parted() -> None:
    """A map of chance would be read as a map of the town."""
    chance = random.Random(4)
    for _ in range(5):
        ballots = [{item: chance.choice([AGREE, PASS, DISAGREE]) for item in ITEMS} for _ in range(40)]
        found = found_in(ballots)
        assert (found.why_none, found.groups, found.labels) == (NoGroups.ALIKE, (), ())
        assert (found.placed, found.points) == (40, ())


def test_people_who_all_answer_alike_are_one_group_with_its_consensus() -> None:
    """No group, and everything shared."""
    found = found_in([dict.fromkeys(ITEMS, AGREE) for _ in range(25)])
    assert found.why_none is NoGroups.ALIKE
    assert found.consensus == tuple(ITEMS)
    assert found.refused == ()


def test_four_people_apart_are_not_a_group() -> None:
    """Below five they would be recognised; they are not drawn as a group of their own."""
    found = found_in(camp(30, "++++++++++", seed=6, wavering=0) + camp(4, "----------", seed=7, wavering=0))
    assert found.why_none is NoGroups.ALIKE
    five = found_in(camp(30, "++++++++++", seed=6, wavering=0) + camp(5, "----------", seed=7, wavering=0))
    assert [group.people for group in five.groups] == [30, 5]


def test_below_the_stated_thresholds_there_is_no_map() -> None:
    """Too few people, statements, or answers each: the reason is given, and what is shared all the same."""
    few = found_in(TWO_CAMPS[:19])
    assert (few.why_none, few.placed, few.points) == (NoGroups.FEW_PEOPLE, 19, ())
    assert "s8" in few.consensus
    short = opinions([{"a": AGREE, "b": DISAGREE}] * 30, ["a", "b"])
    assert (short.why_none, short.consensus, short.refused) == (NoGroups.FEW_STATEMENTS, ("a",), ("b",))
    hasty = [{item: one[item] for item in list(one)[:6]} for one in TWO_CAMPS]
    assert (found_in(hasty).why_none, found_in(hasty).placed) == (NoGroups.FEW_PEOPLE, 0)
    nobody = opinions([], ITEMS)
    assert (nobody.why_none, nobody.consensus) == (NoGroups.FEW_PEOPLE, ())


def test_an_answer_to_what_is_not_asked_is_refused() -> None:
    """It would move everybody's place."""
    with pytest.raises(UnknownItem):
        opinions([{"z": AGREE}], ITEMS)


def test_a_column_nobody_answered_and_a_single_column_place_everybody() -> None:
    """Degenerate answers give a degenerate map, not an error."""
    assert project([[None, 1], [None, -1]]) == [(2**0.5, 0.0), (-(2**0.5), 0.0)]
    assert project([[None], [None]]) == [(0.0, 0.0), (0.0, 0.0)]
    assert project([[1], [1]]) == [(0.0, 0.0), (0.0, 0.0)]


def test_groups_of_points() -> None:
    """Two heaps; identical points; one group; a point alone."""
    heaps = [(0.0, 0.0), (0.0, 1.0), (9.0, 0.0), (9.0, 1.0)]
    assert k_means(heaps, 2) in ([0, 0, 1, 1], [1, 1, 0, 0])
    assert len(set(k_means([(1.0, 1.0)] * 4, 2))) == 1
    assert silhouette(heaps, [0, 0, 1, 1]) == pytest.approx(
        sum(1 - 1 / ((dist(a, (b, 0.0)) + dist(a, (b, 1.0))) / 2) for a, b in zip(heaps, (9, 9, 0, 0), strict=True)) / 4
    )
    assert silhouette(heaps, [0, 0, 0, 0]) == 0
    assert silhouette(heaps, [0, 0, 0, 1]) < 1
    assert silhouette([(0.0, 0.0)] * 4, [0, 0, 1, 1]) == 0


def test_the_outline_of_a_group_holds_all_of_it() -> None:
    """Corners only, each once."""
    square = [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)]
    assert sorted(outline([*square, (1.0, 1.0), (1.0, 0.0)])) == sorted(square)
    assert outline([(1.0, 1.0), (1.0, 1.0)]) == [(1.0, 1.0)]
    assert outline([]) == []


def test_the_tests_are_those_of_polis() -> None:
    """Worked out by hand from the formulas."""
    assert share(3, 4) == pytest.approx(4 / 6)
    assert one_share(9, 10) == pytest.approx(2 * 11**0.5 * (10 / 11 - 0.5))
    assert two_shares(4, 4, 4, 4) == 0
    assert two_shares(9, 10, 2, 10) > CERTAIN > two_shares(5, 10, 5, 10)


# ── the oracle ───────────────────────────────────────────────────────────────────────────────────────────────────────


def matrix_of(ballots: list[dict[str, Stance]]) -> list[list[int | None]]:
    return [[int(one[item]) if item in one else None for item in ITEMS] for one in ballots]


def spread(points: list[list[float]], labels: list[int]) -> float:
    """What k-means makes small: the squared distances of points to the middle of their group."""
    total = 0.0
    for label in set(labels):
        there = [point for point, own in zip(points, labels, strict=True) if own == label]
        middle = [sum(axis) / len(there) for axis in zip(*there, strict=True)]
        total += sum(dist(point, middle) ** 2 for point in there)
    return total


@pytest.fixture
def red_dwarf() -> None:
    pytest.importorskip("reddwarf", reason="red-dwarf is not installed: pip install -e '.[oracle]'")


@pytest.mark.usefixtures("red_dwarf")
@pytest.mark.filterwarnings("ignore")  # theirs, at import
def test_places_groups_and_silhouette_equal_red_dwarf_s() -> None:
    """An independent implementation of Polis' pipeline (numpy, scikit-learn), up to the mirror image of an axis."""
    import numpy as np
    from reddwarf.utils.clusterer.base import run_clusterer
    from reddwarf.utils.reducer.base import run_reducer
    from sklearn.metrics import silhouette_score

    for seed in range(4):
        ballots = camp(15, "+++++---+-", seed=seed) + camp(11, "-----+++-+", seed=seed + 50)
        rows = matrix_of(ballots)
        votes = np.array([[np.nan if value is None else value for value in row] for row in rows], dtype=float)
        theirs, _, _ = run_reducer(votes)
        ours = np.array(project(rows))
        for axis in (0, 1):
            same = np.allclose(theirs[:, axis], ours[:, axis], atol=1e-6)
            assert same or np.allclose(theirs[:, axis], -ours[:, axis], atol=1e-6)
        labels = k_means(project(rows), 2)
        found = run_clusterer(theirs, force_group_count=2)
        assert found is not None
        # Both search; ours may find tighter groups, and must not find looser ones.
        assert spread(ours.tolist(), labels) <= spread(ours.tolist(), found.labels_.tolist()) + 1e-9
        assert silhouette(project(rows), labels) == pytest.approx(float(silhouette_score(ours, labels)))


@pytest.mark.usefixtures("red_dwarf")
@pytest.mark.filterwarnings("ignore")  # theirs, at import
def test_traits_and_consensus_rest_on_red_dwarf_s_figures() -> None:
    """Same shares, same z, statement by statement, for the same groups."""
    import numpy as np
    import pandas as pd
    from reddwarf.utils.stats import calculate_comment_statistics

    rows = matrix_of(TWO_CAMPS)
    labels = [0] * 18 + [1] * 12
    frame = pd.DataFrame([[np.nan if value is None else value for value in row] for row in rows], dtype=float)
    seen, counts, shares, ratios, halves, others, _ = calculate_comment_statistics(frame, labels)
    for group in (0, 1):
        ours = {(one.statement, one.stance): one for one in traits(rows, labels, group)}
        for statement in range(len(ITEMS)):
            for vote, stance in ((0, AGREE), (1, DISAGREE)):
                is_trait = halves[vote, group, statement] > CERTAIN and others[vote, group, statement] > CERTAIN
                assert is_trait == ((statement, stance) in ours)
                if is_trait:
                    one = ours[statement, stance]
                    assert (one.people, one.seen) == (counts[vote, group, statement], seen[group, statement])
                    product = ratios[vote, group, statement] * others[vote, group, statement]
                    product *= shares[vote, group, statement] * halves[vote, group, statement]
                    assert one.strength == pytest.approx(float(product))
    _, _, _, _, together, _, _ = calculate_comment_statistics(frame)
    for statement in shared(rows, labels, AGREE):
        assert together[0, 0, statement] > CERTAIN
