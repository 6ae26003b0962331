"""Which steps of a workshop a rehearsal reached: who was asked, who answered, who passed. Counts by authored step."""

from __future__ import annotations

from dataclasses import dataclass

from bot.engine import cards
from bot.engine.effects import CastBallot, ParticipantEffect, Record, SessionEffect
from bot.engine.run import AsideKind, Stage
from bot.engine.script import Key, Script, StepId
from bot.rehearsal.stage import StagedSession


@dataclass(frozen=True, slots=True)
class Reached:
    """One step: how many people were asked something there, answered something, passed."""

    step: StepId
    asked: int
    answered: int
    passed: int


class Coverage:
    """Watches a session."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._asked: dict[StepId, set[str]] = {}
        self._answered: dict[StepId, set[str]] = {}

    def saw(self, session: StagedSession, who: str, effect: ParticipantEffect | SessionEffect) -> None:
        """An effect, just applied."""
        run = session.runs.get(who)
        if run is not None and run.wait.key and run.wait.stage not in (Stage.GATED, Stage.ENDED):
            self._asked.setdefault(self._step(run.wait.key), set()).add(who)
        checking = cards.checking(self._script)
        if checking is not None and run is not None and any(one.kind is AsideKind.MEMBER_CHECK for one in run.asides):
            self._asked.setdefault(self._step(checking.id), set()).add(who)
        match effect:
            case Record(key=key) | CastBallot(step=key):
                self._answered.setdefault(self._step(key), set()).add(who)
            case _:
                pass

    def reached(self, session: StagedSession) -> tuple[Reached, ...]:
        """Every step in its order, by what has been seen so far."""
        passed: dict[StepId, set[str]] = {}
        for who, run in session.runs.items():
            for key, given in run.answers.items():
                if given.passed:
                    passed.setdefault(self._step(key), set()).add(who)
        steps = dict.fromkeys(self._step(step.id) for step in self._script.steps)
        return tuple(
            Reached(one, *(len(by.get(one, ())) for by in (self._asked, self._answered, passed))) for one in steps
        )

    def _step(self, key: Key) -> StepId:
        step = self._script.step_of(key)
        return step.of or step.id
