"""Killed at any moment: what was acknowledged is there, and nothing by half."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.store import open_store

ROOT = Path(__file__).parents[2]


def kill_after(url: str, lines: int) -> dict[str, int]:
    """Let a process commit, kill it after so many acknowledgements; how far each of its people got, as acknowledged."""
    acknowledged: dict[str, int] = {}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.committer", url],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        for number, line in enumerate(process.stdout, 1):
            who, version = line.split()
            acknowledged[who] = int(version)
            if number == lines:
                process.kill()
    return acknowledged


@pytest.mark.kill
@pytest.mark.parametrize("lines", [1, 40, 400])
async def test_every_acknowledged_commit_survives_a_kill(url: str, lines: int) -> None:
    """Nothing lost: a person who saw « noté » must find their answer after the machine came back."""
    acknowledged = await asyncio.to_thread(kill_after, url, lines)
    assert acknowledged
    async with open_store(url) as store:
        runs = await store.runs_of("seance")
        said = {contribution.id for contribution in await store.contributions("seance")}
        lanes = [entry.lane for entry in await store.pending_inbox()]
    for who, version in acknowledged.items():
        assert runs[who].version >= version
    # All or nothing: a run at version n comes with n answers, and at most one update of each is not handled.
    assert said == {f"{who}-{n}" for who, run in runs.items() for n in range(run.version)}
    assert len(set(lanes)) == len(lanes)
