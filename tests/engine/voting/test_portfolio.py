"""Portfolios: published committees, then the definitions spelled out. Other ballots are fabricated."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.voting import (
    DuplicateItem,
    Portfolio,
    TooManySeats,
    UnknownItem,
    approval,
    equal_shares,
    sequential_pav,
    unrepresented,
)

ITEMS = list("abcde")
ballots_of = st.lists(st.sets(st.sampled_from(ITEMS), min_size=1), min_size=1, max_size=6)

RUNNING = ["ab"] * 3 + ["ac"] * 3 + ["ad"] * 2 + ["bcf", "e", "f", "g"]
"""Lackner & Skowron, Multi-Winner Voting with Approval Preferences (2023), example 2.1."""


def committees(found: Portfolio) -> set[str]:
    """Each committee as sorted letters."""
    return {"".join(sorted(way)) for way in found.committees or (frozenset(found.chosen),)}


def test_the_running_example_of_lackner_and_skowron() -> None:
    """Their example 2.11: equal shares, completed by Phragmén's rule, gives a, b, c and d, and no tie."""
    found = equal_shares(RUNNING, list("abcdefgh"), 4)
    assert committees(found) == {"abcd"}
    assert found.tied == ()
    assert found.chosen[0] == "a"


def test_equal_shares_is_not_phragmen() -> None:
    """Their example 2.12: a, c and d, where Phragmén's rule alone would give b, c and d."""
    found = equal_shares(["cd"] * 3 + ["ab"] * 2 + ["ac"] * 2 + ["bd"], list("abcd"), 3)
    assert "acd" in committees(found)


def test_thiele_where_the_first_seat_is_shared() -> None:
    """Their example 2.6: each of four items but a has as many names, and a one more."""
    ballots = ["ab", "abc", "abd", "acd", "acd", "b", "c", "d"]
    assert sequential_pav(ballots, list("abcd"), 1) == Portfolio(("a",), seats={"a": 1})
    found = sequential_pav(ballots, list("abcd"), 2)
    assert (found.chosen, set(found.tied), found.open_seats) == (("a",), set("bcd"), 1)
    assert committees(found) == {"ab", "ac", "ad"}


def test_a_minority_that_holds_together_keeps_a_seat() -> None:
    """Seven people name three items, three name another: the plain total leaves these three with nothing."""
    ballots = ["abc"] * 7 + ["d"] * 3
    assert {one.item for one in approval(ballots, list("abcd"))[:3]} == set("abc")
    for method in (equal_shares, sequential_pav):
        assert "d" in method(ballots, list("abcd"), 3).chosen


def test_a_tie_is_left_and_each_way_of_breaking_it_is_said() -> None:
    """Two equal halves, one seat: nobody's name decides."""
    for method in (equal_shares, sequential_pav):
        found = method(["a", "b"], ["a", "b"], 1)
        assert (found.chosen, found.tied, found.open_seats) == ((), ("a", "b"), 1)
        assert committees(found) == {"a", "b"}
        both = method(["a", "b"], ["a", "b"], 2)
        assert (set(both.chosen), both.committees, both.seats) == ({"a", "b"}, (), {"a": 1, "b": 1})


def test_to_be_able_to_pay_exactly_is_to_be_able() -> None:
    """All that two people have left is the price of one more: four committees are tied, as `abcvoting` finds too."""
    assert committees(equal_shares(["abd", "ac", "bcd"], list("abcd"), 3)) == {"abc", "abd", "acd", "bcd"}


def test_what_nobody_named_leaves_its_seat_empty() -> None:
    """A lot would be an invented choice."""
    for method in (equal_shares, sequential_pav):
        assert method(["a", ""], ["a", "b"], 2) == Portfolio(("a",), seats={"a": 1})
        assert method([], ["a", "b"], 2) == Portfolio((), seats={})
        assert method(["a", "b"], ["a", "b"], 2, weights=[1, 0]).chosen == ("a",)


def test_too_many_ways_are_reported_as_they_stand() -> None:
    """Twenty people, each alone with their item, ten seats: 184,756 ways. None is followed by lot."""
    items = [f"i{n}" for n in range(20)]
    for method in (equal_shares, sequential_pav):
        found = method([[item] for item in items], items, 10)
        assert (found.chosen, set(found.tied), found.open_seats) == ((), set(items), 10)
        led = method([*([item] for item in items), ["first"], ["first"]], [*items, "first"], 11)
        assert (led.chosen, set(led.tied), led.open_seats) == (("first",), set(items), 10)
        assert led.seats == {"first": 1}


def priced(ballots: Sequence[set[str]], left: Sequence[Fraction], item: str) -> Fraction | None:
    """The least q such that supporters paying q at most each pay for one seat; by trying every set of full payers."""
    able = [own for ballot, own in zip(ballots, left, strict=True) if item in ballot]
    if sum(able) < 1:
        return None
    found = []
    for size in range(1, len(able) + 1):
        for full in combinations(range(len(able)), size):
            q = (1 - sum((own for n, own in enumerate(able) if n not in full), Fraction(0))) / size
            if q >= 0 and sum(min(own, q) for own in able) == 1:
                found.append(q)
    return min(found)


def oracle_equal_shares(ballots: Sequence[set[str]], seats: int) -> set[str]:
    """Every outcome, one person at a time, depth first: no groups of equal ballots, no memory of states."""
    results: set[str] = set()

    def buy(chosen: str, left: list[Fraction]) -> None:
        prices = {item: priced(ballots, left, item) for item in ITEMS if item not in chosen}
        paid = {item: price for item, price in prices.items() if price is not None}
        if len(chosen) == seats:
            results.add("".join(sorted(chosen)))
        elif not paid:
            grow(chosen, left)
        else:
            for item, price in paid.items():
                if price == min(paid.values()):
                    rest = [
                        own - min(own, price) if item in ballot else own
                        for ballot, own in zip(ballots, left, strict=True)
                    ]
                    buy(chosen + item, rest)

    def grow(chosen: str, left: list[Fraction]) -> None:
        """Everybody earns at one pace until somebody's supporters hold one seat's worth between them."""
        waits = {}
        for item in ITEMS:
            holders = [own for ballot, own in zip(ballots, left, strict=True) if item in ballot]
            if item not in chosen and holders:
                waits[item] = (1 - sum(holders, Fraction(0))) / len(holders)
        if len(chosen) == seats or not waits:
            results.add("".join(sorted(chosen)))
            return
        for item, wait in waits.items():
            if wait == min(waits.values()):
                rest = [
                    Fraction(0) if item in ballot else own + wait for ballot, own in zip(ballots, left, strict=True)
                ]
                grow(chosen + item, rest)

    buy("", [Fraction(seats, len(ballots))] * len(ballots))
    return results


@given(ballots_of, st.integers(1, 4))
def test_equal_shares_equal_the_purchases_made_one_person_at_a_time(ballots: list[set[str]], seats: int) -> None:
    """The oracle earns money where the method keeps debts: the same rule, told the other way round."""
    assert committees(equal_shares(ballots, ITEMS, seats)) == oracle_equal_shares(ballots, seats)


@given(ballots_of, st.integers(1, 4))
def test_sequential_pav_equals_the_greedy_sum_of_satisfactions(ballots: list[set[str]], seats: int) -> None:
    """The oracle compares whole committees' scores, not gains."""

    def score(chosen: frozenset[str]) -> Fraction:
        return sum((Fraction(1, n) for b in ballots for n in range(1, len(b & chosen) + 1)), Fraction(0))

    ways = {frozenset[str]()}
    for _ in range(seats):
        onward = set()
        for way in ways:
            options = {way | {item} for item in ITEMS if item not in way and score(way | {item}) > score(way)}
            best = max(map(score, options), default=None)
            onward |= {option for option in options if score(option) == best} or {way}
        ways = onward
    assert committees(sequential_pav(ballots, ITEMS, seats)) == {"".join(sorted(way)) for way in ways}


@given(ballots_of, st.integers(1, 5), st.permutations(ITEMS))
def test_neither_names_nor_the_order_of_ballots_matter(
    ballots: list[set[str]], seats: int, other_names: list[str]
) -> None:
    """With ties too: the same committees under the other names."""
    renamed = dict(zip(ITEMS, other_names, strict=True))
    moved = [{renamed[item] for item in ballot} for ballot in reversed(ballots)]
    for method in (equal_shares, sequential_pav):
        before, after = method(ballots, ITEMS, seats), method(moved, ITEMS, seats)
        assert {frozenset(renamed[item] for item in way) for way in before.committees} == set(after.committees)
        assert {renamed[item] for item in before.chosen} == set(after.chosen)
        assert {renamed[item] for item in before.tied} == set(after.tied)


@given(ballots_of, st.integers(1, 4), st.integers(2, 5))
def test_a_weight_is_so_many_people(ballots: list[set[str]], seats: int, times: int) -> None:
    """One ballot of weight five is five ballots, and the same group larger chooses the same."""
    for method in (equal_shares, sequential_pav):
        weighed = method(ballots, ITEMS, seats, weights=[times, *([1] * (len(ballots) - 1))])
        assert weighed == method([ballots[0]] * times + ballots[1:], ITEMS, seats)
        assert method(ballots * times, ITEMS, seats) == method(ballots, ITEMS, seats)


@given(ballots_of, st.integers(1, 4))
def test_a_large_enough_part_that_agrees_on_an_item_is_not_left_with_nothing(
    ballots: list[set[str]], seats: int
) -> None:
    """Justified representation: of n/k people who all name one item, one at least gets something (equal shares)."""
    found = equal_shares(ballots, ITEMS, seats)
    for way in found.committees or (frozenset(found.chosen),):
        for item in ITEMS:
            cut_off = [ballot for ballot in ballots if item in ballot and not ballot & way]
            assert len(cut_off) * seats < len(ballots)


def test_kinds_of_people_with_nothing_in_the_choice_are_named() -> None:
    """Who named nothing at all is not left out by the choice."""
    ballots = [("Élu·e", "ab"), ("Habitant·e", "c"), ("Élu·e", "c"), ("Agent·e", ""), ("Habitant·e", "d")]
    assert unrepresented(ballots, ["a"]) == ["Habitant·e"]
    assert unrepresented(ballots, ["c"]) == []
    assert unrepresented(ballots, []) == ["Élu·e", "Habitant·e"]


def test_impossible_choices_are_refused_by_name() -> None:
    """More seats than items would be filled with nothing."""
    for seats in (0, 3):
        with pytest.raises(TooManySeats):
            equal_shares(["a"], ["a", "b"], seats)
    with pytest.raises(UnknownItem):
        sequential_pav(["z"], ["a"], 1)
    with pytest.raises(DuplicateItem):
        equal_shares([["a", "a"]], ["a"], 1)
    with pytest.raises(DuplicateItem):
        equal_shares([], ["a", "a"], 1)
