"""Whether an answer costs more in a larger group, with a facilitator's cockpit open: `python -m bench.group`.

The survey of `bench.run` with 12, 120 and 1,200 people in one session, nobody thinking, the cockpit edited as in
service. A small group is over in a moment, so that it is played several times and the median is told.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Sequence
from typing import Final

from bench.contenders import HORIZONS
from bench.race import Result, race

SIZES: Final = (12, 120, 1200)
LEAST_ANSWERS: Final = 1200
"""A size is played until so many answers were given, and not more often than `MOST_TURNS` (or as given)."""
MOST_TURNS: Final = 5


def measure(
    sizes: Sequence[int] = SIZES, window: float = 120.0, most_turns: int = MOST_TURNS
) -> dict[int, list[Result]]:
    """The races of each size."""
    found: dict[int, list[Result]] = {}
    for people in sizes:
        turns = min(most_turns, max(1, LEAST_ANSWERS // (10 * people)))
        found[people] = [race(HORIZONS, people, window=window) for _ in range(turns)]
    return found


def table(found: dict[int, list[Result]]) -> str:
    """As Markdown."""
    lines = ["| people in the session | turns | CPU ms/answer | p50 ms | p95 ms |", "|---|---|---|---|---|"]
    for people, results in found.items():
        cpu, p50, p95 = (
            statistics.median(values)
            for values in (
                [one.cpu_ms for one in results],
                [1000 * one.p50 for one in results],
                [1000 * one.p95 for one in results],
            )
        )
        lines.append(f"| {people:,} | {len(results)} | {cpu:.2f} | {p50:,.0f} | {p95:,.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", default=",".join(map(str, SIZES)), help="sizes, separated by commas")
    given = parser.parse_args()
    print(table(measure([int(size) for size in given.people.split(",")])))


if __name__ == "__main__":
    main()
