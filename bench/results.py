"""Results as a Markdown table, with ratios to the better peer of the same run. Not here: measuring (`race`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from bench.contenders import PEERS
from bench.race import Result

_HEAD: Final = (
    "people", "contender", "answers/s", "× better peer", "CPU ms/answer", "× better peer", "p50 ms", "p95 ms",
    "peak MiB", "API calls/answer", "API busy", "remarks",
)  # fmt: skip


def table(results: Sequence[Result]) -> str:
    """One row a run, grouped by number of people; a ratio over 1 is in the row's favour."""
    lines = [f"| {' | '.join(_HEAD)} |", f"|{'---|' * len(_HEAD)}"]
    for people in dict.fromkeys(result.people for result in results):
        group = [result for result in results if result.people == people]
        peers = [result for result in group if result.contender in PEERS]
        fastest = max((peer.rate for peer in peers), default=None)
        leanest = min((peer.cpu_ms for peer in peers), default=None)
        for result in group:
            cells = (
                str(people),
                result.contender,
                f"{result.rate:,.0f}",
                _ratio(result.rate, fastest),
                f"{result.cpu_ms:.2f}",
                _ratio(leanest, result.cpu_ms),
                f"{1000 * result.p50:,.0f}",
                f"{1000 * result.p95:,.0f}",
                f"{result.peak_mib:.0f}",
                f"{result.calls_an_answer:.2f}",
                f"{100 * result.api_busy:.0f} %",
                _remarks(result),
            )
            lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _ratio(over: float | None, under: float | None) -> str:
    return "–" if over is None or not under else f"{over / under:.2f}"


def _remarks(result: Result) -> str:
    said = [] if result.complete else [f"window closed after {result.answers} answers"]
    said += [f"{name}: {count}" for name, count in sorted(result.oddities.items())]
    return "; ".join(said)
