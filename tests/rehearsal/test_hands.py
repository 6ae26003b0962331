"""What somebody does with a phone in a rehearsal: the ballots, which take more than a word."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.app import ChatArtist, commands
from bot.authoring.shelf import load_files
from bot.engine.run import Stage
from bot.engine.script import PointsBallot, Selection
from bot.rehearsal.hands import Hands
from bot.rehearsal.parameters import with_stand_ins
from bot.rehearsal.random_crowd import RandomCrowd
from bot.rehearsal.stage import StagedSession

EVERYTHING = load_files(Path(__file__).parents[1] / "engine" / "tout.yaml")
"""Fabricated: every form that an answer can take."""
PEOPLE = ("ana", *(f"P{number}" for number in range(7)))
"""Enough for more ideas than a vote takes, so that some have to be supported first."""


def at_ballot(form: type[PointsBallot | Selection]) -> tuple[StagedSession, Hands, str, list[str]]:
    """A session where Ana has that ballot on her screen: with its step, and its items' codes as shown to her."""
    session = StagedSession(EVERYTHING, with_stand_ins(EVERYTHING, {}), seed="3")
    crowd = RandomCrowd(session, (), "3", wild=0)
    session.open()
    session.enter(*PEOPLE)
    for _ in range(2_000):
        run = session.runs["ana"]
        if run.wait.stage is Stage.VOTING and isinstance(EVERYTHING.step_of(run.wait.key).ballot, form):
            step = run.wait.key
            return (
                session,
                Hands(session, ChatArtist(), commands()),
                step,
                [i.code for i in session.group.ballots[step]],
            )
        waiting = [who for who in PEOPLE if session.runs[who].wait.stage in (Stage.GATED, Stage.ENDED)]
        if len(waiting) == len(PEOPLE):
            session.move_on()
        for who in PEOPLE:
            if who not in waiting:
                crowd.answer(who)
        if session.runs["ana"].wait.stage is Stage.GATED:
            session.wait(minutes=2)
    raise AssertionError(f"no {form.__name__} came")


def test_points_are_given_one_tap_each_and_confirmed() -> None:
    """As on a phone: what is over the cap or the budget is refused there, and told here."""
    session, hands, step, codes = at_ballot(PointsBallot)
    assert str(hands.vote("ana", {codes[0]: 99})).startswith(f"{codes[0]} could be given")
    session, hands, step, codes = at_ballot(PointsBallot)
    hands.say("ana", "Voir mon vote")
    assert hands.vote("ana", {codes[0]: 1}) is None
    assert session.ballots[step]["ana"] == {codes[0]: 1}
    assert step in session.runs["ana"].confirmed


def test_support_is_one_tap_an_item() -> None:
    """A list of items is enough."""
    session, hands, step, codes = at_ballot(Selection)
    assert hands.vote("ana", {codes[0]: 1, codes[1]: 1}) is None
    assert session.ballots[step]["ana"] == {codes[0]: 1, codes[1]: 1}


@pytest.mark.parametrize("form", [PointsBallot, Selection])
def test_what_is_not_on_a_ballot_is_told(form: type[PointsBallot | Selection]) -> None:
    """A code misspelt must not look like a vote."""
    _, hands, _, _ = at_ballot(form)
    assert str(hands.vote("ana", {"ZZ9": 1})) == "not on the ballot: ZZ9"
