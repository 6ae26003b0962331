"""Cases that others published, for other implementations: who wins, who is tied, in what order.

Sources are named at each. Ballots are written as sources print them: items as letters, best first, those in brackets
equal, those left out last.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest

from bot.engine.voting import Pairwise, Place, Tally, borda, pairwise, rank, ranked_pairs, schulze, sequential_pav

Profile = Mapping[str, int]


def order_of(found: Sequence[Place]) -> list[str]:
    """Best first, the tied together: « bd ac »."""
    ranks = sorted({one.rank for one in found})
    return ["".join(sorted(one.item for one in found if one.rank == n)) for n in ranks]


def duels(profile: Profile, items: str) -> Pairwise:
    tiers = [[list(tier.strip("()")) for tier in re.findall(r"\(\w+\)|\w", order)] for order in profile]
    return pairwise(tiers, list(items), weights=list(profile.values()))


# Schulze, « A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election
# method » (2011) and its longer version (arXiv:1804.02973), section 3; as kept in the tests of
# github.com/julien-boudry/Condorcet (Tests/src/Algo/Methods/Schulze/SchulzeTest.php).
SCHULZE: list[tuple[str, Profile, str]] = [
    ("abcd", {"abc": 12, "adb": 6, "bcd": 9, "cda": 15, "dba": 21}, "d"),
    ("abcd", {"acd": 6, "bad": 1, "cbd": 3, "dba": 3, "dcb": 2}, "ad"),
    ("abcdef", {"adebc": 3, "bfecd": 3, "cabfd": 4, "dbcef": 1, "defab": 4, "ecbdf": 2, "facdb": 2}, "a"),
    (
        "abcdef",
        {"adebc": 3, "bfecd": 3, "cabfd": 4, "dbcef": 1, "defab": 4, "ecbdf": 2, "facdb": 2, "aefcb": 2},
        "d",
    ),
    ("abcd", {"abd": 3, "adb": 5, "adc": 1, "bad": 2, "bdc": 2, "cab": 4, "cba": 6, "dbc": 2, "dca": 5}, "a"),
    (
        "abcde",
        {"abde": 3, "adeb": 5, "adec": 1, "bade": 2, "bdec": 2, "cabd": 4, "cbad": 6, "dbec": 2, "deca": 5},
        "b",
    ),
    ("abcde", {"adbe": 9, "bcad": 6, "bcde": 5, "cdbe": 2, "decb": 6, "eacb": 14, "ecab": 2, "edac": 1}, "b"),
    ("abcde", {"adbe": 9, "bace": 1, "cbad": 6, "cdbe": 2, "cdea": 5, "deca": 6, "ebac": 14, "ebca": 2}, "e"),
    # Equal items and items left out: by winning votes d wins, by margins a would.
    (
        "abcd",
        {
            "abcd": 6, "(ab)": 8, "(ac)": 8, "(ac)d": 18, "(acd)": 8, "b": 40, "cbd": 4, "cda": 9, "(cd)": 8,
            "dab": 14, "dbc": 11, "dca": 4,
        },
        "d",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("items", "profile", "winners"), SCHULZE)
def test_schulze_s_own_examples(items: str, profile: Profile, winners: str) -> None:
    """Winners, those that are tied included; two more people in the fourth move the win, as the paper says."""
    assert order_of(schulze(duels(profile, items)))[0] == winners


LE_GRAND: Profile = {
    "acedb": 98, "baecd": 64, "baedc": 12, "beacd": 98, "beadc": 13, "bedac": 125, "caedb": 124, "ceadb": 76,
    "dabec": 21, "dbaec": 30, "dbeca": 98, "dcabe": 139, "dcbae": 23,
}  # fmt: skip
"""Rob LeGrand's description of ranked-ballot methods: Abby, Brad, Cora, Dave, Erin; each method elects another."""


def test_two_methods_elect_two_people_with_the_same_ballots() -> None:
    """http://www.cs.wustl.edu/~legrand/rbvote/desc.html: Schulze elects Abby, ranked pairs Brad."""
    assert order_of(schulze(duels(LE_GRAND, "abcde"))) == list("abedc")
    assert order_of(ranked_pairs(duels(LE_GRAND, "abcde"))) == list("baedc")


# Wikipedia (fr), « Méthode Condorcet avec rangement des paires par ordre décroissant », then the four examples of
# ericgorr.net/condorcet/rankedpairs; as kept in RankedPairsTest.php of the same library.
RANKED_PAIRS: list[tuple[str, Profile, list[str]]] = [
    (
        "abcde",
        {"acbe": 5, "adec": 5, "beda": 8, "cabe": 3, "caeb": 7, "cbad": 2, "dceb": 7, "ebad": 8},
        ["a", "c", "e", "b", "d"],
    ),
    ("abc", {"abc": 7, "bac": 5, "cab": 4, "bca": 2}, ["a", "b", "c"]),
    ("abc", {"abc": 40, "bca": 35, "cab": 25}, ["a", "b", "c"]),
    ("abc", {"abc": 7, "bac": 7, "cab": 2, "cba": 2}, ["ab", "c"]),
    (
        "abcd",
        {"adcb": 12, "bacd": 3, "bcad": 25, "cbad": 21, "dabc": 12, "dacb": 21, "dbac": 6},
        ["b", "a", "d", "c"],
    ),
]


@pytest.mark.parametrize(("items", "profile", "order"), RANKED_PAIRS)
def test_published_orders_of_ranked_pairs(items: str, profile: Profile, order: list[str]) -> None:
    """Among them a tie that stays one, and two equal duels of a circle that go together."""
    assert order_of(ranked_pairs(duels(profile, items))) == order


def test_borda_s_example_in_which_the_majority_s_first_choice_loses() -> None:
    """https://fr.wikipedia.org/wiki/Méthode_Borda: six in ten place B first, and A wins (there 4, 3, 2, 1 points)."""
    ballots = [[[item] for item in order] for order in ("bacd", "badc", "acdb", "adcb")]
    found = borda(ballots, list("abcd"), weights=[30, 30, 25, 15])
    assert [(one.item, one.score) for one in found] == [("a", 240), ("b", 180), ("c", 95), ("d", 85)]
    alone = borda([[["a"]]], list("abc"))
    assert {one.item: one.score for one in alone} == {"a": 2, "b": Fraction(1, 2), "c": Fraction(1, 2)}


# github.com/MieuxVoter: majority-judgment-library-java (src/test/resources/assertions.json), then
# majority-judgment-library-dart (test/majority-judgment-tests.yml). Worst grade first.
JUDGED = [
    ([[1, 1, 1], [1, 0, 2], [3, 0, 0], [2, 0, 1], [0, 3, 0]], [3, 1, 5, 4, 2]),
    ([[2, 0, 5, 4, 3, 1, 2], [1, 1, 3, 4, 2, 3, 3], [2, 1, 4, 4, 3, 2, 1]], [2, 1, 3]),
    ([[1, 2, 3]] * 3, [1, 1, 1]),
    ([[0, 0, 6], [1, 2, 3], [1, 2, 3], [2, 1, 3], [1, 2, 3]], [1, 2, 2, 5, 2]),
    ([[10**9, 2 * 10**9, 5 * 10**9], [10**9, 3 * 10**9, 4 * 10**9]], [1, 2]),
    # Filled up with the worst grade, as that library does on request.
    ([[12, 0, 6], [7, 6, 5], [0, 18, 0]], [3, 2, 1]),
]


@pytest.mark.parametrize(("profiles", "expected"), JUDGED)
def test_more_published_cases_of_majority_judgement(profiles: list[list[int]], expected: list[int]) -> None:
    """Ties of some and of all, and billions of judges."""
    tallies = {str(n): Tally(tuple(counts)) for n, counts in enumerate(profiles)}
    found = {one.item: one.rank for one in rank(tallies, voters=sum(profiles[0]))}
    assert [found[str(n)] for n in range(len(profiles))] == expected


def test_on_party_lists_thiele_s_sequence_is_d_hondt_s_method() -> None:
    """Lackner & Skowron (2023), ch. 2 and 4: lists of 30, 20 and 10 people share six seats 3, 2 and 1."""
    lists = {"a": ["a1", "a2", "a3", "a4"], "b": ["b1", "b2", "b3"], "c": ["c1", "c2"]}
    ballots = [*[lists["a"]] * 30, *[lists["b"]] * 20, *[lists["c"]] * 10]
    found = sequential_pav(ballots, [item for items in lists.values() for item in items], 6)
    assert found.committees
    for committee in found.committees:
        assert [sum(item[0] == letter for item in committee) for letter in "abc"] == [3, 2, 1]
