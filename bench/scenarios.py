"""What only Horizons is asked: a broadcast while people answer, where the CPU time goes, growth with people."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.contenders import FACILITATOR, HORIZONS
from bench.profiling import hottest, shares
from bench.race import JOIN_SECONDS, RaceFailed, race, running_api, running_bot, until

HALL_GATE = "annonce"
ANSWERING = 40
THINK = 8.0
WARM_UP = 10.0


def broadcast(listeners: int, window: float) -> dict[str, Any]:
    """`listeners` rest at a gate while 40 people answer; the facilitator opens the gate.

    Everybody joins without pacing; the bot is then stopped and started again with the pacing it has in service, and the
    load API enforces Telegram's limits.

    Raises:
        RaceFailed: somebody could not join, or the broadcast did not reach everybody within the window.
    """
    arguments = ["--people", str(ANSWERING), "--listeners", str(listeners), "--think", str(THINK), "--strict"]
    arguments += ["--end", HORIZONS.end, "--tap", HORIZONS.tap, "--seconds", str(2 * JOIN_SECONDS + window)]
    with tempfile.TemporaryDirectory(prefix="horizons-bench-") as name, running_api(*arguments) as api:
        folder = Path(name)
        with running_bot(HORIZONS, api, folder, "--hall") as run:
            start, session, hall = run.start.rsplit(" ", 2)
            api.control("listen", text=f"/start {hall}")
            resting = until(api, run, "resting", listeners, JOIN_SECONDS)
            api.control("join", text=start)
            joined = until(api, run, "joined", ANSWERING, JOIN_SECONDS)
        if resting["resting"] < listeners or joined["joined"] < ANSWERING:
            raise RaceFailed(f"{resting['resting']} of {listeners} rest, {joined['joined']} of {ANSWERING} joined")
        with running_bot(HORIZONS, api, folder, "--hall", "--per-second", "30") as run:
            api.control("release")
            time.sleep(WARM_UP)
            api.control("tap", user=str(FACILITATOR), data=f"v1:f:{session}:N:{HALL_GATE}")
            state = until(api, run, "reached", listeners, window)
    if state["reached"] < listeners:
        raise RaceFailed(f"the broadcast reached {state['reached']} of {listeners} within {window:.0f} s")
    kept = ("reached", "broadcast_seconds", "answers", "answers_before", "p95_before", "p50_during", "p95_during")
    return {name: state[name] for name in (*kept, "refused_429", "calls", "oddities")}


def broadcast_table(figures: dict[str, Any]) -> str:
    """As Markdown."""

    def milliseconds(value: float | None) -> str:
        return "–" if value is None else f"{1000 * value:,.0f} ms"

    rows = (
        ("people reached", f"{figures['reached']:,}"),
        ("time to reach them", f"{figures['broadcast_seconds']:.1f} s"),
        ("replies before: p95", f"{milliseconds(figures['p95_before'])} of {figures['answers_before']}"),
        ("replies meanwhile: p50", milliseconds(figures["p50_during"])),
        ("replies meanwhile: p95", f"{milliseconds(figures['p95_during'])} of {_meanwhile(figures)}"),
        ("refused with 429", ", ".join(f"{name} {count}" for name, count in figures["refused_429"].items())),
    )
    return "\n".join(["| what | figure |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)])


def _meanwhile(figures: dict[str, Any]) -> int:
    return int(figures["answers"]) - int(figures["answers_before"])


def profile(people: int, window: float) -> tuple[dict[str, Any], str]:
    """Shares of an answer's CPU time by layer, and the hottest functions: figures, and Markdown."""
    with tempfile.TemporaryDirectory(prefix="horizons-profile-") as name:
        file = Path(name) / "profile"
        result = race(HORIZONS, people, window=window, profile=file)
        threads = {"event loop": str(file), "writer": f"{file}.writer"}
        by_layer = {thread: shares(path) for thread, path in threads.items()}
        hot = {thread: hottest(path) for thread, path in threads.items()}
    lines = ["| thread | layer | µs an answer | share |", "|---|---|---|---|"]
    everything = sum(sum(layers.values()) for layers in by_layer.values())
    for thread, layers in by_layer.items():
        lines += [
            f"| {thread} | {title} | {1e6 * seconds / result.answers:.0f} | {100 * seconds / everything:.0f} % |"
            for title, seconds in layers.items()
        ]
    for thread, rows in hot.items():
        lines += ["", f"Own time, {thread}:", "", "| µs an answer | calls an answer | where |", "|---|---|---|"]
        lines += [
            f"| {1e6 * seconds / result.answers:.0f} | {calls / result.answers:.1f} | `{place}` |"
            for seconds, calls, place in rows
        ]
    figures = {"answers": result.answers, "layers": by_layer, "hottest": hot}
    return figures, "\n".join(lines)


def memory(sizes: Sequence[int], window: float) -> tuple[list[dict[str, Any]], str]:
    """Resident size with so many people at question 1 and at the end: figures, and Markdown."""
    results = [race(HORIZONS, people, window=window) for people in sizes]
    lines = ["| people | MiB at question 1 | peak MiB | KiB a person more than the row above |", "|---|---|---|---|"]
    for before, result in zip([None, *results], results, strict=False):
        growth = "–"
        if before is not None:
            growth = f"{1024 * (result.peak_mib - before.peak_mib) / (result.people - before.people):.1f}"
        lines.append(f"| {result.people:,} | {result.mib_at_release:.0f} | {result.peak_mib:.0f} | {growth} |")
    return [result.as_dict() for result in results], "\n".join(lines)
