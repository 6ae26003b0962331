"""The bench's command: `python -m bench.run [SCENARIO] [--quick] …`; bench/README.md says what each scenario means."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.contenders import ALL
from bench.race import RaceFailed, Result, race
from bench.results import table
from bench.scenarios import broadcast, broadcast_table, memory, profile

RESULTS: Final = Path(__file__).resolve().parent / "results"
SIZES: Final = (50, 500, 2000)
QUICK: Final = (50,)


def survey(contenders: Sequence[str], sizes: Sequence[int], think: float, window: float) -> list[Result]:
    """Every contender at every size, alternating, so that a machine that slows down slows everybody."""
    results = []
    for people in sizes:
        for name in contenders:
            try:
                results.append(race(ALL[name], people, think=think, window=window))
            except RaceFailed as failure:
                print(f"FAILED {people} people: {failure}", flush=True)
                continue
            last = results[-1]
            print(f"{people} people, {last.contender}: {last.rate:.0f}/s, {last.cpu_ms:.2f} ms", flush=True)
    return results


def keep(scenario: str, figures: Any) -> Path:
    """Write the figures as JSON; returns the file."""
    RESULTS.mkdir(exist_ok=True)
    file = RESULTS / f"{scenario}-{time.strftime('%Y%m%d-%H%M%S')}.json"
    file.write_text(json.dumps(figures, indent=2, ensure_ascii=False), encoding="utf-8")
    return file


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    scenarios = ("survey", "broadcast", "profile", "memory")
    parser.add_argument("scenario", nargs="?", default="survey", choices=scenarios)
    parser.add_argument("--contenders", default=",".join(ALL), help=f"some of {', '.join(ALL)}")
    parser.add_argument("--people", default="", help="sizes, separated by commas")
    parser.add_argument("--think", type=float, default=0.0, help="mean seconds a person thinks before answering")
    parser.add_argument("--window", type=float, default=120.0, help="stop measuring after so many seconds")
    parser.add_argument("--quick", action="store_true", help="50 people only (100 listeners), and a window of 30 s")
    given = parser.parse_args()
    sizes = [int(size) for size in given.people.split(",")] if given.people else (QUICK if given.quick else SIZES)
    window = min(given.window, 30.0) if given.quick else given.window
    names = given.contenders.split(",")
    if not set(names) <= set(ALL):
        parser.error(f"contenders are {', '.join(ALL)}")
    figures: Any
    try:
        match given.scenario:
            case "broadcast":
                figures = broadcast(100 if given.quick else 1000, window)
                shown = broadcast_table(figures)
            case "profile":
                figures, shown = profile(sizes[0] if given.people else 200, window)
            case "memory":
                figures, shown = memory(sizes, window)
            case _:
                results = survey(names, sizes, given.think, window)
                figures, shown = [result.as_dict() for result in results], table(results)
    except RaceFailed as failure:
        sys.exit(f"FAILED: {failure}")
    print(f"\n{shown}\n\n{keep(given.scenario, figures)}")


if __name__ == "__main__":
    main()
