"""A workshop walked by one person alone, as a preview of it: the engine as it is, a group of one, and no clock.

Pure: the state and what happens go in, the state and what is to be shown come out. Every gate opens as soon as she is
there; her own ideas go to the vote; her ballot is the result. Not here: keeping the state, sending cards (`preview`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec
from msgspec.structs import replace

from bot.engine import lists
from bot.engine.ballots import Item, Origin
from bot.engine.course import next_gate
from bot.engine.effects import (
    CloseVote,
    EndSession,
    GatherMatter,
    OpenGate,
    ParticipantEffect,
    SessionEffect,
    Tell,
)
from bot.engine.events import (
    DeadlinePassed,
    Entered,
    GateOpened,
    ItemChosen,
    MatterGathered,
    ParticipantEvent,
    SessionClosed,
    SessionEvent,
    SessionOpened,
    Stamp,
    VoteCounted,
)
from bot.engine.group import DEADLINE, Group, SessionStatus
from bot.engine.participant import participant_step
from bot.engine.phrases import Value
from bot.engine.run import Run, Stage, Status
from bot.engine.script import Pool, Proposals, Script
from bot.engine.session import session_step
from bot.facilitation.counting import count
from bot.facilitation.gathering import matter
from bot.facilitation.records import Idea

OVER = (Status.DECLINED, Status.LEFT)
"""She has refused, or left: the walk ends there."""


class Solo(msgspec.Struct, frozen=True):
    """Where she is. `steps`: how many there were, which names each."""

    run: Run
    group: Group
    steps: int = 0

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to see."""
        return self.group.status is SessionStatus.CLOSED or self.run.status in OVER


Walked = tuple[Solo, list[ParticipantEffect]]


def begun(
    script: Script, participant: str, language: str, parameters: Mapping[str, Value], seed: str, now: datetime
) -> Walked:
    """At the first card."""
    group = Group("preview", script.language, dict(parameters), seed)
    turn = _Turn(script, Solo(Run(participant, language), group), now)
    turn.to_group(SessionOpened())
    turn.to_her(Entered())
    return turn.walked()


def happened(script: Script, solo: Solo, event: ParticipantEvent, now: datetime) -> Walked:
    """She did something."""
    turn = _Turn(script, solo, now)
    turn.to_her(event)
    return turn.walked()


class _Turn:
    def __init__(self, script: Script, solo: Solo, now: datetime) -> None:
        self.script = script
        self.solo = solo
        self.now = now
        self.effects: list[ParticipantEffect] = []

    def stamp(self) -> Stamp:
        self.solo = replace(self.solo, steps=self.solo.steps + 1)
        return Stamp(self.now, f"p{self.solo.steps}")

    def to_her(self, event: ParticipantEvent) -> None:
        run, effects = participant_step(self.script, self.solo.run, event, self.stamp(), self.solo.group)
        self.solo = replace(self.solo, run=run)
        self.effects += effects
        for effect in effects:
            if isinstance(effect, Tell):
                self.to_group(effect.event)

    def to_group(self, event: SessionEvent) -> None:
        group, effects = session_step(self.script, self.solo.group, event, self.stamp())
        self.solo = replace(self.solo, group=group)
        for effect in effects:
            self.follow(effect)

    def follow(self, effect: SessionEffect) -> None:
        match effect:
            case OpenGate(gate=gate, results=results):
                self.to_her(GateOpened(gate, (), results))
            case CloseVote(step=step):
                mine = self.solo.run.votes.get(step)
                ballots = [] if mine is None else [mine]
                result = count(self.script.step(step), self.solo.group.ballots[step], ballots, electorate=1)
                self.to_group(VoteCounted(result))
            case GatherMatter(gate=gate):
                stretch = self.script.stretch(self.script.stretch_of(gate))
                needed = lists.needed(self.script, stretch, self.solo.group.parameters)
                ideas = {pool: self.ideas(pool) for pool in needed.pools}
                gathered = matter(self.script, needed, ideas, dict.fromkeys(needed.keys, ()))
                self.to_group(MatterGathered(gate, gathered))
            case EndSession(results=results):
                self.to_her(SessionClosed(results))
            case _:
                # Timers, and what is said to facilitators: here time is hers, and she sees everything anyway.
                pass

    def walked(self) -> Walked:
        """On through every gate that she has come to."""
        while self.rests_at_gate():
            before = self.solo.group.opened_gates
            for pool in self.script.pools:
                for item in self.items(pool):
                    self.to_group(ItemChosen(pool.id, item))
            self.to_group(DeadlinePassed(next_gate(self.script, self.solo.group), DEADLINE))
            if self.solo.group.opened_gates == before:
                break
        return self.solo, self.effects

    def rests_at_gate(self) -> bool:
        return not self.solo.is_over and self.solo.run.wait.stage in (Stage.GATED, Stage.ENDED)

    def ideas(self, pool: str) -> list[Idea]:
        """Hers, of that pool, as they stand."""
        return [
            Idea(idea.id, "preview", self.solo.run.participant, pool, idea.text, self.now)
            for step, question in self.script.walk()
            if isinstance(question.accepts, Proposals) and question.accepts.pool == pool
            for idea in self.solo.run.ideas.get(step.id, ())
        ]

    def items(self, pool: Pool) -> tuple[Item, ...]:
        mine = self.ideas(pool.id)[: pool.most_from_group]
        return tuple(Item("", idea.text, Origin.GROUP, (idea.id,)) for idea in mine)
