"""A facilitator and a group on their phones, moved by hand: for tests over the wire, and for pictures of the chat.

The bot listens elsewhere, on the clock that is given. Not here: crowds that play by themselves (`player`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.errors import Defect
from bot.rehearsal.botapi import Phone, Shown, StandIn
from bot.rehearsal.clock import Busy, VirtualClock


@dataclass
class Room:
    """Who is there, and a clock that moves when told to."""

    api: StandIn
    clock: VirtualClock
    busy: Busy
    facilitator: Phone
    people: list[Phone]

    async def quiet(self) -> None:
        """Until the bot has taken in everything and does nothing."""
        while True:
            await self.api.settled()
            await self.busy.quiet()
            if not self.api.unconfirmed_updates and not self.busy.count:
                return

    async def until(self, moment: datetime) -> None:
        """Let time pass, with everything that comes due on the way."""
        await self.quiet()
        while (due := self.clock.next_due()) is not None and due <= moment:
            self.clock.advance_to_next()
            await self.quiet()
        self.clock.advance_to(moment)
        await self.quiet()

    async def wait(self, seconds: float) -> None:
        """Let so many seconds pass."""
        await self.until(self.clock.now() + timedelta(seconds=seconds))

    def message(self, phone: Phone, label: str) -> Shown:
        """The latest message of that phone with a button whose text holds `label`. Raises Defect if there is none."""
        for one in reversed(phone.from_bot):
            if any(label in name for name in one.labels):
                return one
        last = [(one.text, one.labels) for one in phone.from_bot[-3:]]
        raise Defect(f"no button says {label!r} on the screen of {phone.user['first_name']}: {last}")

    async def tap(self, phone: Phone, label: str) -> None:
        """Tap that button."""
        message = self.message(phone, label)
        phone.tap(message.id, next(name for name in message.labels if label in name))
        await self.quiet()

    async def say(self, phone: Phone, text: str, seconds: float = 2) -> None:
        """Write something, and look what comes."""
        phone.send(text)
        await self.wait(seconds)
