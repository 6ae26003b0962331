"""How many whole sessions a second are played in memory: `python -m bench.sessions [WORKSHOP…]`.

The engine and the pure half of the use cases, with random people and a virtual clock; no store, no network, no card is
drawn. It says how long a property test or a search over thousands of sessions takes, not what a bot can carry.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Final

from bench.run import keep
from bot import shipped
from bot.authoring.shelf import load_files
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import LANGUAGES, RandomCrowd
from bot.rehearsal.stage import StagedSession

SESSIONS: Final = 1000
FEWEST, MOST = 6, 12
"""People a session: what the workshops are written for."""
WILD: Final = 0.15


@dataclass(frozen=True)
class Measured:
    """One workshop: `events` are what the engine was told, `answers` the contributions kept, superseded ones too."""

    workshop: str
    sessions: int
    people: int
    events: int
    answers: int
    ballots: int
    seconds: float


def measure(file: Path, sessions: int) -> Measured:
    """Play so many random sessions of a workshop."""
    script = load_files(file)
    values = with_stand_ins(script, {})
    people = events = answers = ballots = 0
    began = time.process_time()
    for number in range(sessions):
        seed = f"bench{number}"
        random = Random(seed)
        session = StagedSession(script, values, seed=seed, language=random.choice(LANGUAGES))
        crowd = [f"P{one}" for one in range(random.randint(FEWEST, MOST))]
        RandomCrowd(session, crowd, seed, wild=WILD).play()
        people += len(crowd)
        events += session.stamps
        answers += len(session.contributions)
        ballots += sum(result.voters for result in session.sealed.values())
    return Measured(script.id, sessions, people, events, answers, ballots, time.process_time() - began)


def table(measured: Sequence[Measured]) -> str:
    """In Markdown."""
    rows = [
        "| workshop | sessions | people | answers | ballots | CPU s | sessions/s | events/s | µs CPU an event |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    rows += [
        f"| {one.workshop} | {one.sessions:,} | {one.people:,} | {one.answers:,} | {one.ballots:,} | {one.seconds:.1f} "
        f"| {one.sessions / one.seconds:.0f} | {one.events / one.seconds:,.0f} "
        f"| {1e6 * one.seconds / one.events:.0f} |"
        for one in measured
    ]
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workshops", nargs="*", help="ids or files; every shipped one by default")
    parser.add_argument("--sessions", type=int, default=SESSIONS)
    given = parser.parse_args()
    files = [shipped.workshop_file(name) for name in given.workshops] or shipped.workshop_files()
    measured = [measure(file, given.sessions) for file in files]
    print(table(measured))
    print(keep("sessions", [asdict(one) for one in measured]))


if __name__ == "__main__":
    main()
