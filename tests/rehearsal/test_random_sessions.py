"""A script that passes `check` never raises under random people: each shipped workshop, in each of its languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bot.authoring.shelf import load_files
from bot.chat.cards import render_card
from bot.engine.group import SessionStatus
from bot.engine.run import Status
from bot.engine.script import Moment, Script, Selection
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import LANGUAGES, RandomCrowd
from bot.rehearsal.stage import StagedSession

# Nothing counts as covered because somebody came by; and watching them takes three times as long.
pytestmark = pytest.mark.untraced

WORKSHOPS = Path(__file__).parents[2] / "workshops"
SESSIONS = 200
LOOKED_AT = 10
"""So many of them have each of their cards drawn as the chat draws them: a card that cannot be sent is a fall too."""

shipped = sorted(file for file in WORKSHOPS.glob("*.yaml") if "." not in file.stem)


def played(script: Script, seed: str, *, wild: float) -> StagedSession:
    """A session of two to four people, the language drawn too."""
    random = Random(seed)
    language = random.choice(LANGUAGES)
    session = StagedSession(script, with_stand_ins(script, {}), seed=seed, language=language)
    people = [f"P{number}" for number in range(random.randint(2, 4))]
    try:
        RandomCrowd(session, people, seed, wild=wild).play()
    except Exception as error:
        error.add_note(f"{script.id}, seed {seed!r}")
        raise
    return session


def sessions(script: Script, kind: str, number: int, *, wild: float) -> Iterator[StagedSession]:
    return (played(script, f"{kind}{one}", wild=wild) for one in range(number))


@pytest.mark.timeout(400)  # seconds where a core is free; this is for a machine that does ten things at once
@pytest.mark.parametrize("file", shipped, ids=lambda file: file.stem)
def test_whatever_people_do_a_shipped_workshop_comes_to_its_end(file: Path) -> None:
    """It stands before a group: it must not fall over, nor leave anybody hanging, whatever they do."""
    script = load_files(file)
    for number, session in enumerate(sessions(script, "wild", SESSIONS, wild=0.2)):
        assert session.group.status is SessionStatus.CLOSED
        assert session.notebooks == 1
        assert set(session.group.results) == set(session.group.ballots)
        assert not [who for who, run in session.runs.items() if run.status is Status.ACTIVE]
        if number < LOOKED_AT:
            for who, seat in session.seats.items():
                for card in seat.cards:
                    assert render_card(card, who, session.group.language).html


@pytest.mark.parametrize("file", shipped, ids=lambda file: file.stem)
def test_people_of_good_will_are_asked_every_step_and_vote(file: Path) -> None:
    """A question that nobody can ever reach would pass every other test."""
    script = load_files(file)
    answered: set[str] = set()
    ballots = {step.id: step.ballot for step in script.steps if step.ballot is not None}
    # A round of support is held only if more ideas stand than the vote has room for.
    votes = {step for step, ballot in ballots.items() if not isinstance(ballot, Selection)}
    for session in sessions(script, "willing", 6, wild=0):
        assert votes <= set(session.sealed) <= set(ballots)
        answered |= {one.key for one in session.contributions.values()} | set(session.sealed)
        assert {run.status for run in session.runs.values()} <= {Status.FINISHED, Status.DECLINED}
    # What the team fills in, or what is asked once the notebook is there, is not in the course.
    asked = {step.authored for step in script.steps if step.moment is Moment.IN_TURN}
    assert asked - {key.partition(".")[0] for key in answered} <= {"accueil"}


def test_the_same_seed_plays_the_same_session() -> None:
    """A failure that cannot be repeated cannot be mended."""
    script = load_files(shipped[0])
    first, again = played(script, "one", wild=0.3), played(script, "one", wild=0.3)
    assert (first.group, first.runs, first.contributions) == (again.group, again.runs, again.contributions)
    assert played(script, "another", wild=0.3).contributions != first.contributions
