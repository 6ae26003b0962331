"""The picture of a closed vote for the channel that shows it: the same drawing as in the notebook.

Here: which result, in whose language, and that it is drawn once for a whole group. Not here: the drawing (a `Draw` is
given), what may be shown of few people (it decides), sending.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable
from typing import Final, TypeAlias

import msgspec
from msgspec.structs import replace

from bot.engine.ballots import Item, VoteResult
from bot.engine.script import StepId
from bot.facilitation.memory import Memory, Recent
from bot.facilitation.organisation_settings import policy_of
from bot.facilitation.policy import Policy
from bot.facilitation.ports import Store
from bot.facilitation.records import Material

AT_HAND: Final = 50
"""Pictures of some ten kilobytes."""


class Drawing(msgspec.Struct, frozen=True):
    """A picture as a PNG, and what it shows in words."""

    png: bytes
    words: str


class ResultPicture(msgspec.Struct, frozen=True):
    """`name` is another as soon as anything on the picture is."""

    name: str
    drawing: Drawing


Draw: TypeAlias = Callable[[Material, StepId], Drawing | None]
"""Draws a vote of the material; None if nothing of it may be shown. Slow; called off the event loop."""


class ResultPictures:
    """Pictures of the votes of sessions."""

    def __init__(self, store: Store, memory: Memory, policy: Policy, draw: Draw) -> None:
        self._store = store
        self._memory = memory
        self._policy = policy
        self._draw = draw
        self._drawn: Recent[ResultPicture] = Recent(AT_HAND)

    async def of(self, session: str, step: StepId, language: str) -> ResultPicture:
        """The picture of a closed vote as it stands now: counted again after a withdrawal, it is drawn again.

        Raises:
            KeyError: the vote is not closed, or too few people voted for a picture.
        """
        record = await self._memory.session(session)
        script = await self._memory.script(session)
        group = (await self._memory.group(session)).group
        result = _as_read(group.results[step])
        policy = await policy_of(record.organisation, self._store.organisation_settings, self._policy)
        thresholds = (policy.small_count, policy.percent_from)
        told = (session, step, language, result, group.debated.get(step, ""), thresholds)
        name = hashlib.sha256(msgspec.json.encode(told)).hexdigest()
        known = self._drawn.get(name)
        if known is not None:
            return known
        material = Material(
            session=replace(record, language=language),
            script=script,
            speakers=(),
            contributions=(),
            ideas=(),
            items={},
            results={step: result},
            merges=(),
            journal=(),
            declined=0,
            withdrawn=0,
            compiled_at=record.created_at,
            timezone=str(self._policy.timezone),
            software=self._policy.software,
            small_count=policy.small_count,
            percent_from=policy.percent_from,
            debated=dict(group.debated),
        )
        drawing = await asyncio.to_thread(self._draw, material, step)
        if drawing is None:
            raise KeyError(step)
        picture = ResultPicture(name, drawing)
        self._drawn.put(name, picture)
        return picture


def _as_read(result: VoteResult) -> VoteResult:
    """The items by their words alone: who said what is of no use to a picture."""
    return replace(result, items=tuple(Item(one.code, one.text, one.origin) for one in result.items))
