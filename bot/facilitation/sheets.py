"""The pictures of a question as one picture, for the channel that shows them.

Here: which pictures, and that the same ones are laid out once. Not here: laying them out (a `Draw` is given), sending.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import msgspec

from bot.engine.script import Choice, Picture
from bot.facilitation.memory import Memory, Recent

AT_HAND: Final = 20
"""Sheets of some hundred kilobytes."""

Draw: TypeAlias = Callable[[Sequence[Picture]], bytes]
"""Pictures, numbered from 1, side by side: a PNG. Slow; called off the event loop."""


class Sheet(msgspec.Struct, frozen=True):
    """`name` is another if a picture is; `pictures`: how many."""

    name: str
    pictures: int
    png: bytes


class Sheets:
    """Sheets of the questions of sessions."""

    def __init__(self, memory: Memory, draw: Draw) -> None:
        self._memory = memory
        self._draw = draw
        self._drawn: Recent[Sheet] = Recent(AT_HAND)

    async def of(self, session: str, key: str) -> Sheet:
        """The pictures of a question.

        Raises:
            KeyError: the question is no longer there, or shows none.
        """
        question = (await self._memory.script(session)).question(key)
        pictures = question.accepts.pictures if isinstance(question.accepts, Choice) else ()
        if not pictures:
            raise KeyError(key)
        name = hashlib.sha256(b"".join(hashlib.sha256(one.content).digest() for one in pictures)).hexdigest()
        sheet = self._drawn.get(name)
        if sheet is None:
            sheet = Sheet(name, len(pictures), await asyncio.to_thread(self._draw, pictures))
            self._drawn.put(name, sheet)
        return sheet
