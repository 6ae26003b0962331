"""How long counting takes, beside the libraries a user would otherwise take, and whether they find the same winners.

`python -m bench.tally`: the same fabricated ballots to each, in one process, in one run; CPU time, the shortest of some
rounds, from ballots to winners: what a library computes while it reads ballots into its own profile counts too. Then
crowds: majority judgement of fifty items, by twenty thousand people and by a million, once, with the most memory that
counting takes beside the ballots themselves (traced in a run of its own, since tracing is slow). Not here: files
(`tests/tallying`), correctness (`tests/engine/voting`).
"""

from __future__ import annotations

import random
import time
import tracemalloc
import warnings
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from bot.engine.voting import Tally, equal_shares, pairwise, rank, ranked_pairs, schulze, sequential_pav, tally

ROUNDS: Final = 3
ITEMS: Final = [f"i{n}" for n in range(8)]
GRADES: Final = 7
JUDGES: Final = 2_000
RANKERS: Final = 2_000
APPROVERS: Final = 60
SEATS: Final = 3
MILLION: Final = 1_000_000
JUDGEMENT: Final = "majority judgement"


class Measured(NamedTuple):
    """A method by one library: seconds of CPU, and who won."""

    method: str
    library: str
    seconds: float
    winners: tuple[str, ...]
    memory: int | None = None
    """Bytes at the most, where they are measured."""


def timed(method: str, library: str, count: Callable[[], Sequence[str]], rounds: int = ROUNDS) -> Measured:
    spent = []
    winners: Sequence[str] = ()
    for _ in range(rounds):
        began = time.process_time()
        winners = count()
        spent.append(time.process_time() - began)
    return Measured(method, library, min(spent), tuple(sorted(winners)))


def weighed(method: str, library: str, count: Callable[[], Sequence[str]], traced: Callable[[], object]) -> Measured:
    """Timed once, then traced. `traced`: the same counting, of fewer people where tracing all would take minutes."""
    found = timed(method, library, count, rounds=1)
    tracemalloc.start()
    traced()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return found._replace(memory=most)


def leaning(chance: random.Random, place: int) -> float:
    """Earlier items are liked a little more, so that results are not all ties."""
    return chance.gauss(len(ITEMS) - place, 4)


def judgement(chance: random.Random) -> list[Measured]:
    import whalrus
    from votelib.evaluate.cardinal import MajorityJudgment

    ballots = [
        {item: min(GRADES - 1, max(0, int(3 + leaning(chance, n) / 4))) for n, item in enumerate(ITEMS)}
        for _ in range(JUDGES)
    ]

    def ours() -> Sequence[str]:
        return [one.item for one in rank(tally(ballots, ITEMS, GRADES), voters=JUDGES) if one.rank == 1]

    scale = whalrus.ScaleInterval(0, GRADES - 1)

    def whale() -> Sequence[str]:
        profile = whalrus.Profile([whalrus.BallotLevels(one, scale=scale) for one in ballots])
        return sorted(whalrus.RuleMajorityJudgment(profile, scale=scale).cowinners_)

    def voted() -> Sequence[str]:
        counts = Counter(frozenset(one.items()) for one in ballots)
        return [str(one) for one in MajorityJudgment().evaluate(counts, 1)]

    name = JUDGEMENT
    return [timed(name, "horizons", ours), timed(name, "votelib", voted), timed(name, "whalrus", whale)]


def rankings(chance: random.Random) -> list[Measured]:
    import votelib.convert
    import votelib.evaluate.condorcet as condorcet
    import whalrus
    from pref_voting.margin_based_methods import beat_path
    from pref_voting.margin_based_methods import ranked_pairs as their_pairs
    from pref_voting.profiles import Profile

    orders = []
    for _ in range(RANKERS):
        liking = {item: leaning(chance, n) for n, item in enumerate(ITEMS)}
        orders.append(tuple(sorted(ITEMS, key=lambda item: -liking[item])))
    tiers = [[[item] for item in order] for order in orders]
    number = {item: n for n, item in enumerate(ITEMS)}

    def prefs(method: Any) -> list[str]:
        return [ITEMS[n] for n in method(Profile([[number[item] for item in order] for order in orders]))]

    def whale(rule: Any) -> list[str]:
        return sorted(rule(whalrus.Profile([list(order) for order in orders])).cowinners_)

    def first(found: Sequence[Any]) -> list[str]:
        return [one.item for one in found if one.rank == 1]

    def voted(method: Any) -> list[str]:
        duels = votelib.convert.RankedToCondorcetVotes().convert(Counter(orders))
        return [str(one) for one in method.evaluate(duels, 1)]

    return [
        timed("Schulze", "horizons", lambda: first(schulze(pairwise(tiers, ITEMS)))),
        timed("Schulze", "pref_voting", lambda: prefs(beat_path)),
        timed("Schulze", "votelib", lambda: voted(condorcet.Schulze())),
        timed("Schulze", "whalrus", lambda: whale(whalrus.RuleSchulze)),
        timed("ranked pairs", "horizons", lambda: first(ranked_pairs(pairwise(tiers, ITEMS)))),
        timed("ranked pairs", "pref_voting", lambda: prefs(their_pairs)),
        timed("ranked pairs", "votelib", lambda: voted(condorcet.RankedPairs())),
        timed("ranked pairs", "whalrus", lambda: whale(whalrus.RuleRankedPairs)),
    ]


def committees(chance: random.Random) -> list[Measured]:
    from abcvoting import abcrules
    from abcvoting.preferences import Profile

    ballots = [[item for n, item in enumerate(ITEMS) if leaning(chance, n) > 5] or ITEMS[:1] for _ in range(APPROVERS)]

    def theirs(rule: str, algorithm: str) -> list[str]:
        profile = Profile(len(ITEMS), cand_names=ITEMS)
        profile.add_voters([[ITEMS.index(item) for item in ballot] for ballot in ballots])
        found = abcrules.compute(rule, profile, SEATS, resolute=False, algorithm=algorithm)
        return sorted({ITEMS[n] for committee in found for n in committee})

    def ours(method: Any) -> list[str]:
        found = method(ballots, ITEMS, SEATS)
        return [*found.chosen, *found.tied]

    return [
        timed("equal shares", "horizons", lambda: ours(equal_shares)),
        timed("equal shares", "abcvoting", lambda: theirs("equal-shares", "standard-fractions")),
        timed("sequential PAV", "horizons", lambda: ours(sequential_pav)),
        timed("sequential PAV", "abcvoting", lambda: theirs("seqpav", "standard")),
    ]


def from_counts(chance: random.Random) -> Measured:
    """Fifty items, a million people."""
    tallies = {}
    for n in range(50):
        cuts = sorted(chance.randint(0, 1_000_000) for _ in range(GRADES - 1))
        counts = (b - a for a, b in zip((0, *cuts), (*cuts, 1_000_000), strict=True))
        tallies[f"i{n}"] = Tally(tuple(counts))
    return timed(
        f"{JUDGEMENT}, 50 × 1,000,000 from counts", "horizons",
        lambda: [one.item for one in rank(tallies, voters=1_000_000) if one.rank == 1],
    )  # fmt: skip


def crowds(chance: random.Random) -> list[Measured]:
    """Fifty items: twenty thousand different ballots in a list, then a million that come one by one."""
    import whalrus
    from votelib.evaluate.cardinal import MajorityJudgment

    many = [f"i{n}" for n in range(50)]
    listed = [
        {item: min(GRADES - 1, max(0, int(chance.gauss(4 - n / 25, 1.5)))) for n, item in enumerate(many)}
        for _ in range(20_000)
    ]
    scale = whalrus.ScaleInterval(0, GRADES - 1)

    def ours(ballots: Iterable[dict[str, int]], voters: int) -> Sequence[str]:
        return [one.item for one in rank(tally(ballots, many, GRADES), voters=voters) if one.rank == 1]

    def voted(ballots: Iterable[dict[str, int]]) -> Sequence[str]:
        counts = Counter(frozenset(one.items()) for one in ballots)
        return [str(one) for one in MajorityJudgment().evaluate(counts, 1)]

    def whale() -> Sequence[str]:
        profile = whalrus.Profile([whalrus.BallotLevels(one, scale=scale) for one in listed])
        return sorted(whalrus.RuleMajorityJudgment(profile, scale=scale).cowinners_)

    def coming(people: int) -> Iterator[dict[str, int]]:
        return (listed[n % 1_000] for n in range(people))

    few, all_ = f"{JUDGEMENT}, 50 × 20,000 ballots", f"{JUDGEMENT}, 50 × 1,000,000 ballots"
    return [
        weighed(few, "horizons", lambda: ours(listed, len(listed)), lambda: ours(listed, len(listed))),
        weighed(few, "votelib", lambda: voted(listed), lambda: voted(listed)),
        weighed(few, "whalrus", whale, whale),
        weighed(all_, "horizons", lambda: ours(coming(MILLION), MILLION), lambda: ours(coming(50_000), 50_000)),
        weighed(all_, "votelib", lambda: voted(coming(MILLION)), lambda: voted(coming(50_000))),
    ]


def main() -> None:
    warnings.simplefilter("ignore")
    chance = random.Random(2026)
    found = [*judgement(chance), *rankings(chance), *committees(chance), from_counts(chance), *crowds(chance)]
    print("| method | library | CPU ms | × ours | same winners | most memory, MiB |")
    print("|---|---|---|---|---|---|")
    for one in found:
        ours = next(other for other in found if other.method == one.method and other.library == "horizons")
        same = "yes" if one.winners == ours.winners else f"no: {', '.join(one.winners)}"
        memory = "" if one.memory is None else f"{one.memory / 2**20:.1f}"
        ratio = f"{one.seconds / ours.seconds:.1f}"
        print(f"| {one.method} | {one.library} | {1000 * one.seconds:.1f} | {ratio} | {same} | {memory} |")


if __name__ == "__main__":
    main()
