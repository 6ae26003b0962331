"""Compare coverage.json with the floors of `[tool.horizons.coverage]`: `coverage_floors.py coverage.json`.

coverage.py has one floor for everything (`fail_under`); the pure core deserves a higher one. Exit 1 below any floor.
"""

import json
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any


def percent(summaries: Iterable[dict[str, Any]]) -> float | None:
    """Lines and branches covered, together, in percent; None when there is nothing to cover."""
    covered = total = 0
    for summary in summaries:
        covered += summary["covered_lines"] + summary["covered_branches"]
        total += summary["num_statements"] + summary["num_branches"]
    return 100 * covered / total if total else None


def holes(name: str, file: dict[str, Any]) -> str:
    branches = ", ".join(f"{start}→{end if end > 0 else 'exit'}" for start, end in file["missing_branches"])
    lines = ", ".join(map(str, file["missing_lines"]))
    return f"    {name}: lines {lines or 'none'}; branches {branches or 'none'}"


def main() -> None:
    floors = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["tool"]["horizons"]["coverage"]
    files = {Path(name).as_posix(): file for name, file in json.loads(Path(sys.argv[1]).read_bytes())["files"].items()}
    low = False
    for folder, floor in {"": floors["overall"], **floors["folders"]}.items():
        inside = {name: file for name, file in files.items() if not folder or name.startswith(f"{folder}/")}
        reached = percent(file["summary"] for file in inside.values())
        label = folder or "overall"
        if reached is None:
            # A folder that was renamed would otherwise pass unmeasured for ever.
            print(f"{label}: nothing was measured (floor {floor} %)")
            low = True
            continue
        print(f"{label}: {reached:.2f} % (floor {floor} %)")
        if reached < floor:
            low = True
            for name, file in sorted(inside.items(), key=lambda item: item[1]["summary"]["percent_covered"])[:20]:
                if file["summary"]["percent_covered"] < floor:
                    print(holes(name, file))
    sys.exit(1 if low else 0)


if __name__ == "__main__":
    main()
