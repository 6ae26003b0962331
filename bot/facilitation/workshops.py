"""The workshops at hand: those on the shelf, and those that an organisation wrote itself.

An organisation's own are its own: nobody else sees them. Where one has the id of a workshop of the shelf it stands in
its place. Not here: how they are written and kept (`own_scripts`), what the shelf is made of (`authoring.shelf`).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import msgspec

from bot.engine.script import Script
from bot.errors import AuthorError
from bot.facilitation.own_scripts import OwnScripts
from bot.facilitation.ports import Shelf
from bot.facilitation.records import ScriptSource


class Workshop(msgspec.Struct, frozen=True):
    """A script, and the very bytes it was read from, to which a session is pinned. `organisation`: whose; or empty."""

    script: Script
    source: ScriptSource
    organisation: str = ""


class Workshops:
    """Finds them, afresh each time, and off the event loop: a script that was never read takes a while to read."""

    def __init__(self, shelf: Shelf, own: OwnScripts) -> None:
        self._shelf = shelf
        self._own = own

    async def at_hand(self, organisations: Sequence[str]) -> list[Script]:
        """What these organisations may launch, by id."""
        found = {script.id: script for script in await asyncio.to_thread(self._shelf.list)}
        found |= {one.script.id: one.script for one in reversed(await self.own(organisations))}
        return [found[workshop] for workshop in sorted(found)]

    async def own(self, organisations: Sequence[str]) -> list[Workshop]:
        """What they wrote themselves and can launch, by id; of one id, in the order of the organisations."""
        found: list[Workshop] = []
        for one in await self._own.newest(organisations, sound=True):
            # The language may have moved on since it was written: then its page says what is wrong with it now.
            with suppress(AuthorError):
                script = await asyncio.to_thread(self._shelf.load, one.source)
                found.append(Workshop(script, one.source, one.about.organisation))
        order = list(organisations)
        return sorted(found, key=lambda one: (one.script.id, order.index(one.organisation)))

    async def find(self, workshop: str, organisations: Sequence[str]) -> Workshop | None:
        """The workshop of that id that they may launch: their own before the shelf's."""
        for one in await self.own(organisations):
            if one.script.id == workshop:
                return one
        return await asyncio.to_thread(self._on_the_shelf, workshop)

    def _on_the_shelf(self, workshop: str) -> Workshop | None:
        try:
            source = self._shelf.read(workshop)
        except KeyError:
            return None
        return Workshop(self._shelf.load(source), source)
