"""How long `horizons check` takes: on the shipped workshops, on hostile files, on a workshop with one value replaced.

`python -m bench.check` measures the first two; `--every-value` the third too, some thousands of files, in minutes. CPU
time of one process; the command as typed in wall-clock time. Not here: what is found in them
(`tests/authoring/test_hostile.py`).
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from bot.authoring.shelf import check_files, read_files
from bot.facilitation.records import ScriptSource
from bot.shipped import workshop_files
from tests.authoring import hostile

ROUNDS: Final = 5
LIMIT: Final = 2.0
"""Seconds that no file may take."""


class Timed(NamedTuple):
    """A file, and the seconds it took."""

    seconds: float
    name: str
    size: int


def timed(name: str, files: ScriptSource, rounds: int = 1) -> Timed:
    """The shortest of some rounds."""
    spent = []
    for _ in range(rounds):
        began = time.process_time()
        check_files(Path(files.file_name), files)
        spent.append(time.process_time() - began)
    size = len(files.source) + sum(len(source) for _, source in files.beside)
    return Timed(min(spent), name, size)


def shipped() -> list[Timed]:
    """Every shipped workshop with its translations, once warm."""
    workshops = [read_files(file) for file in workshop_files()]
    for files in workshops:
        timed(files.file_name, files)
    return [timed(f"{files.file_name}, {len(files.beside)} translated", files, ROUNDS) for files in workshops]


def as_typed(*words: str) -> float:
    """Seconds until `horizons check` has ended, the interpreter's start included: the median of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "bot", *words], check=True, capture_output=True)
        spent.append(time.perf_counter() - began)
    return statistics.median(spent)


def slowest(files: Iterable[tuple[str, bytes]]) -> tuple[list[Timed], int]:
    """The slowest first, and how many there were."""
    results = [timed(name, ScriptSource("essai.yaml", source)) for name, source in files]
    return sorted(results, reverse=True), len(results)


def every_value() -> Iterable[tuple[str, bytes]]:
    """The shipped script with each value replaced by each other thing."""
    content = hostile.content()
    for path in hostile.paths(content):
        for name, instead in hostile.INSTEAD.items():
            yield f"{name} at {'.'.join(map(str, path)) or 'the top'}", hostile.replaced(content, path, instead)


def table(title: str, results: Sequence[Timed]) -> str:
    """A row a file."""
    rows = [f"| {one.name} | {one.size / 1000:,.0f} | {1000 * one.seconds:,.0f} |" for one in results]
    return "\n".join([f"| {title} | kB | ms |", "|---|---|---|", *rows])


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="bench.check", description="How long `horizons check` takes.")
    parser.add_argument(
        "--every-value", action="store_true", help="replace each value of a workshop by each other thing"
    )
    asked = parser.parse_args(arguments)
    results = shipped()
    print(table("shipped workshop", results))
    print(f"\ntogether {sum(one.seconds for one in results):.2f} s; the command as typed {as_typed('check'):.2f} s, of")
    print(f"which {as_typed('--version'):.2f} s before anything is read\n")
    sets: list[tuple[str, Iterable[tuple[str, bytes]]]] = [
        ("hostile file", hostile.files()),
        ("question that repeats", hostile.stutters()),
    ]
    if asked.every_value:
        sets.append(("value replaced", every_value()))
    for title, files in sets:
        results, count = slowest(files)
        late = sum(one.seconds > LIMIT for one in results)
        print(table(f"{title}: the slowest of {count:,}", results[:5]))
        print(f"\nover {LIMIT:.0f} s: {late}\n")


if __name__ == "__main__":
    main()
