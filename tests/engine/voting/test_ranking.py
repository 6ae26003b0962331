"""Rankings: duels, Schulze, ranked pairs, Borda; published cases, then slow oracles. Other ballots are fabricated."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise as successive
from itertools import permutations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.engine.voting import (
    DuplicateItem,
    MoreBallotsThanVoters,
    Pairwise,
    Place,
    UnknownItem,
    borda,
    borda_of,
    pairwise,
    ranked_pairs,
    schulze,
    strongest_paths,
)

ITEMS = ["a", "b", "c", "d"]
Tiers = list[list[str]]


def cut(order: Sequence[str], marks: int) -> Tiers:
    """An order cut into tiers; an item before the first empty tier only, so that some are left out."""
    tiers: Tiers = [[]]
    for place, item in enumerate(order):
        if marks >> place & 1:
            tiers.append([])
        tiers[-1].append(item)
    return tiers


full = st.builds(cut, st.permutations(ITEMS), st.integers(0, 15))
partial = st.builds(lambda tiers, kept: tiers[:kept], full, st.integers(0, 4))
profiles = st.lists(partial, max_size=9)


def letters(profile: Sequence[tuple[int, str]]) -> tuple[list[Tiers], list[int], list[str]]:
    """« 5 people: a c b e d » as it stands in papers."""
    return [[[c] for c in order] for _, order in profile], [n for n, _ in profile], sorted(set(profile[0][1]))


def duels_of(*profile: tuple[int, str]) -> Pairwise:
    """The duels of a profile as it stands in papers."""
    ballots, weights, items = letters(profile)
    return pairwise(ballots, items, weights=weights)


def ranks(found: Sequence[Place]) -> dict[str, int]:
    """Item to rank."""
    return {one.item: one.rank for one in found}


TENNESSEE = ((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))
"""Memphis, Nashville, Chattanooga, Knoxville, in percents: https://en.wikipedia.org/wiki/Ranked_pairs"""


def test_tennessee() -> None:
    """The most published example: Nashville beats each other city, and all three methods agree on the order."""
    duels = duels_of(*TENNESSEE)
    order = {"N": 1, "C": 2, "K": 3, "M": 4}
    assert ranks(schulze(duels)) == ranks(ranked_pairs(duels)) == order
    ballots, weights, items = letters(TENNESSEE)
    assert {one.item: one.score for one in borda(ballots, items, weights=weights)} == {
        "N": 194,
        "C": 173,
        "M": 126,
        "K": 107,
    }
    assert (duels.condorcet_winner, duels.condorcet_loser) == ("N", "M")
    assert duels.above["M"]["N"] == 42


def test_schulze_on_45_voters() -> None:
    """https://en.wikipedia.org/wiki/Schulze_method, from Schulze's paper: paths and the order E A C B D."""
    profile = (
        (5, "ACBED"),
        (5, "ADECB"),
        (8, "BEDAC"),
        (3, "CABED"),
        (7, "CAEBD"),
        (2, "CBADE"),
        (7, "DCEBA"),
        (8, "EBADC"),
    )
    duels = duels_of(*profile)
    assert ranks(schulze(duels)) == {"E": 1, "A": 2, "C": 3, "B": 4, "D": 5}
    levels = sorted({duels.above[one][other] for one, other in duels.majorities()})
    strength = {
        (one, other): levels[found - 1] for one, row in strongest_paths(duels).items() for other, found in row.items()
    }
    published = {
        ("A", "B"): 28, ("A", "C"): 28, ("A", "D"): 30, ("A", "E"): 24, ("B", "A"): 25, ("B", "C"): 28, ("B", "D"): 33,
        ("B", "E"): 24, ("C", "A"): 25, ("C", "B"): 29, ("C", "D"): 29, ("C", "E"): 24, ("D", "A"): 25, ("D", "B"): 28,
        ("D", "C"): 28, ("D", "E"): 24, ("E", "A"): 25, ("E", "B"): 28, ("E", "C"): 28, ("E", "D"): 31,
    }  # fmt: skip
    assert {pair: strength[pair] for pair in published} == published


def test_schulze_on_the_21_voters_of_his_first_example() -> None:
    """Schulze (2011), section 3, example 1 (8 acdb, 2 badc, 4 cdba, 4 dbac, 3 dcba): d a c b."""
    duels = duels_of((8, "acdb"), (2, "badc"), (4, "cdba"), (4, "dbac"), (3, "dcba"))
    assert ranks(schulze(duels)) == {"d": 1, "a": 2, "c": 3, "b": 4}


def test_a_tie_that_schulze_leaves_is_left() -> None:
    """Schulze (2011), section 3 (3 abcd, 2 dabc, 2 dbca, 2 cbda): b and d both win, and neither comes first."""
    duels = duels_of((3, "abcd"), (2, "dabc"), (2, "dbca"), (2, "cbda"))
    assert ranks(schulze(duels)) == {"b": 1, "d": 1, "a": 3, "c": 3}


def test_ranked_pairs_leaves_out_the_weakest_duel_of_a_circle() -> None:
    """Seven against two, six against three, five against four, in a circle: the last one gives way."""
    duels = duels_of((4, "abc"), (3, "bca"), (2, "cab"))
    assert ranks(ranked_pairs(duels)) == {"a": 1, "b": 2, "c": 3}
    assert ranks(schulze(duels)) == {"a": 1, "b": 2, "c": 3}


def test_a_perfect_circle_is_a_tie_of_all() -> None:
    """No item may win by its name."""
    duels = duels_of((1, "abc"), (1, "bca"), (1, "cab"))
    for method in (schulze, ranked_pairs):
        assert ranks(method(duels)) == {"a": 1, "b": 1, "c": 1}
    assert duels.condorcet_winner is None
    assert duels.condorcet_loser is None
    two = duels_of((2, "ab"), (1, "ba"))
    assert (two.condorcet_winner, two.condorcet_loser) == ("a", "b")


def test_equal_duels_give_way_only_to_stronger_ones_and_to_each_other() -> None:
    """c over a contradicts stronger duels and goes alone; it must not take an equal duel with it."""
    above = {one: dict.fromkeys(ITEMS, 0) for one in ITEMS}
    for one, other, people in (("a", "b", 9), ("b", "c", 9), ("c", "a", 5), ("a", "d", 5), ("d", "c", 5)):
        above[one][other] = people
    found = ranks(ranked_pairs(Pairwise(tuple(ITEMS), above)))
    assert found == {"a": 1, "b": 2, "d": 2, "c": 4}


def test_what_a_ballot_leaves_out_comes_after_what_it_names() -> None:
    """To name only one's first choice is a full vote; the rest is equal."""
    duels = pairwise([[["a"]], [["b", "c"]]], ITEMS)
    assert duels.above["a"] == {"a": 0, "b": 1, "c": 1, "d": 1}
    assert duels.above["b"] == {"a": 1, "b": 0, "c": 0, "d": 1}
    assert duels.above["d"] == dict.fromkeys(ITEMS, 0)
    assert {one.item: one.score for one in borda([[["a"]], [["b", "c"]]], ITEMS)} == {
        "a": Fraction(7, 2),
        "b": Fraction(7, 2),
        "c": Fraction(7, 2),
        "d": Fraction(3, 2),
    }


def test_no_ballot_and_one_item() -> None:
    """Nothing said: all equal. Nothing to compare: first."""
    for method in (schulze, ranked_pairs):
        assert ranks(method(pairwise([], ITEMS))) == dict.fromkeys(ITEMS, 1)
        assert method(pairwise([[["a"]]], ["a"])) == [Place("a", 1)]
        assert method(pairwise([], [])) == []
    assert pairwise([], ["a"]).condorcet_winner == "a"
    assert pairwise([], ["a"]).condorcet_loser is None


def test_what_no_ballot_can_rank_is_refused_by_name() -> None:
    """An item at two places, or from nowhere, cannot be counted nor dropped in silence."""
    with pytest.raises(DuplicateItem, match="twice"):
        pairwise([[["a"], ["b", "a"]]], ITEMS)
    with pytest.raises(UnknownItem, match="'z'"):
        borda([[["z"]]], ITEMS)
    with pytest.raises(DuplicateItem):
        pairwise([], ["a", "a"])
    with pytest.raises(MoreBallotsThanVoters, match="2 people between"):
        borda_of(pairwise([[["a"]], [["b"]]], ["a", "b"]), 1)


def place_of(ballot: Tiers, item: str) -> int:
    """The tier an item is in; the last one if it is left out."""
    return next((n for n, tier in enumerate(ballot) if item in tier), 99)


@given(profiles)
def test_duels_and_borda_equal_their_recount_pair_by_pair(ballots: list[Tiers]) -> None:
    """Counted from places, one pair at a time."""
    duels = pairwise(ballots, ITEMS)
    scores = {one.item: one.score for one in borda(ballots, ITEMS)}
    for one in ITEMS:
        half = Fraction(0)
        for other in ITEMS:
            higher = sum(place_of(b, one) < place_of(b, other) for b in ballots)
            assert duels.above[one][other] == higher
            equal = sum(place_of(b, one) == place_of(b, other) for b in ballots)
            half += Fraction(2 * higher + equal, 2) if one != other else 0
        assert scores[one] == half
    assert {one.item: one.score for one in borda_of(duels, len(ballots))} == scores


def layers(beats: Mapping[str, set[str]]) -> dict[str, int]:
    """Ranks from a relation, by taking the unbeaten away again and again."""
    left, found = set(ITEMS), dict[str, int]()
    while left:
        top = {x for x in left if not any(x in beats[y] for y in left)}
        assert top, "the relation goes round in a circle"
        found |= dict.fromkeys(top, len(ITEMS) - len(left) + 1)
        left -= top
    return found


@given(profiles)
def test_schulze_equals_the_search_of_every_path(ballots: list[Tiers]) -> None:
    """Every simple path through won duels, each with the strength of its weakest one, kept as numbers of people."""
    duels = pairwise(ballots, ITEMS)

    def best(x: str, y: str) -> tuple[float, float]:
        found = (-1.0, 0.0)
        others = [item for item in ITEMS if item not in (x, y)]
        for length in range(len(others) + 1):
            for middle in permutations(others, length):
                path = [x, *middle, y]
                steps = list(successive(path))
                if all(duels.above[p][q] > duels.above[q][p] for p, q in steps):
                    weakest = min((float(duels.above[p][q]), -float(duels.above[q][p])) for p, q in steps)
                    found = max(found, weakest)
        return found

    beats = {x: {y for y in ITEMS if x != y and best(x, y) > best(y, x)} for x in ITEMS}
    assert ranks(schulze(duels)) == layers(beats)


@given(profiles)
def test_ranked_pairs_equals_the_rule_applied_by_hand(ballots: list[Tiers]) -> None:
    """Strength by strength: drop what stronger duels forbid, then what goes round in a circle among equals."""
    duels = pairwise(ballots, ITEMS)
    kept: set[tuple[str, str]] = set()

    def reaches(edges: set[tuple[str, str]], start: str, end: str) -> bool:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            onward = {y for x, y in edges if x == here} - seen
            seen |= onward
            todo += onward
        return end in seen

    strengths = {(duels.above[x][y], -duels.above[y][x]) for x, y in duels.majorities()}
    for strength in sorted(strengths, reverse=True):
        equals = {(x, y) for x, y in duels.majorities() if duels.strength(x, y) == strength}
        possible = {(x, y) for x, y in equals if not reaches(kept, y, x)}
        kept |= {(x, y) for x, y in possible if not reaches(kept | possible, y, x)}
    beats = {x: {y for y in ITEMS if x != y and reaches(kept, x, y)} for x in ITEMS}
    assert ranks(ranked_pairs(duels)) == layers(beats)


@given(profiles)
def test_who_wins_each_duel_comes_first_and_alone_and_who_loses_each_comes_last(ballots: list[Tiers]) -> None:
    """Condorcet's criterion, both ends."""
    duels = pairwise(ballots, ITEMS)
    for method in (schulze, ranked_pairs):
        found = ranks(method(duels))
        if duels.condorcet_winner is not None:
            assert [item for item in ITEMS if found[item] == 1] == [duels.condorcet_winner]
        if duels.condorcet_loser is not None:
            assert [item for item in ITEMS if found[item] == 4] == [duels.condorcet_loser]


@given(profiles, st.permutations(ITEMS), st.permutations(range(9)))
def test_neither_names_nor_the_order_of_ballots_matter(
    ballots: list[Tiers], other_names: list[str], order: list[int]
) -> None:
    """Neutral and anonymous, with ties and circles of equal strength too."""
    renamed = dict(zip(ITEMS, other_names, strict=True))
    shuffled = [ballots[n] for n in order if n < len(ballots)]
    moved = [[[renamed[item] for item in tier] for tier in ballot] for ballot in shuffled]
    for method in (schulze, ranked_pairs):
        before = ranks(method(pairwise(ballots, ITEMS)))
        after = ranks(method(pairwise(moved, ITEMS)))
        assert {renamed[item]: rank for item, rank in before.items()} == after
    assert {(renamed[one.item], one.score) for one in borda(ballots, ITEMS)} == {
        (one.item, one.score) for one in borda(moved, ITEMS)
    }


@given(profiles, st.sampled_from(ITEMS))
def test_raising_a_winner_on_one_ballot_leaves_it_a_winner(ballots: list[Tiers], item: str) -> None:
    """Monotonicity: nobody may harm an horizon by liking it more."""
    assume(ballots)
    first = [[item], *([other for other in tier if other != item] for tier in ballots[0])]
    raised = [first, *ballots[1:]]
    if ranks(schulze(pairwise(ballots, ITEMS)))[item] == 1:
        assert ranks(schulze(pairwise(raised, ITEMS)))[item] == 1
    assert ranks(borda(raised, ITEMS))[item] <= ranks(borda(ballots, ITEMS))[item]
