"""A facilitator who steers through her phone, whatever becomes of the bot meanwhile. Not a test."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.rehearsal.botapi import CannotDo, Phone

LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")
AT_ONCE, MORE, MODE = "En direct", "⋯ Autres gestes", "🔁 En direct ou sur plusieurs jours"
PLACES_DONE, OPEN, NEXT, NEXT_CONFIRM, NEXT_ANNOUNCE, CLOSE, CLOSE_CONFIRM = (
    "✅ C'est bon",
    "▶ Ouvrir la séance",
    "⏭ Passer à la suite",
    "Oui, passer",
    "⏭ Avancer sans",
    "⏹ Clore",
    "Oui, clore",
)


class Facilitator:
    """Each gesture is repeated until its outcome is there: a person would."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone

    async def launch(self, title: str) -> str:
        """Create a live session; returns the payload of its link."""
        await self._until(lambda: self._has(title), lambda: self.phone.send("/animer") > 0)
        # One tap makes one session: it is not tapped again.
        assert self._tap(title)
        await self.phone.wait_for(lambda _: self._has(PLACES_DONE) or self._has(AT_ONCE), timeout_s=60)
        if self._tap(AT_ONCE):
            # Asked only where the workshop may be run over days.
            await self.phone.wait_for(lambda _: self._has(PLACES_DONE), timeout_s=60)
        assert self._tap(PLACES_DONE)
        await self.phone.wait_for(lambda _: self._link() and self._has(OPEN), timeout_s=60)
        return self._link()

    async def open(self, opened: Callable[[], bool]) -> None:
        """Open the doors."""
        await self._until(opened, lambda: self._tap(OPEN))

    async def move_on(self, moved: Callable[[], bool]) -> None:
        """Go on to what comes after the next gate."""
        await self._confirmed(moved, NEXT, NEXT_CONFIRM, NEXT_ANNOUNCE)

    async def change_clock(self, to: str, changed: Callable[[], bool]) -> None:
        """Have the session go on over days, or live. `to`: what the button says."""
        labels = (to, MODE, MORE)
        # Refreshed meanwhile, the cockpit asks for the first tap again.
        await self._until(changed, lambda: any(map(self._tap, labels)))

    async def close(self, closed: Callable[[], bool]) -> None:
        """End the session."""
        await self._confirmed(closed, CLOSE, CLOSE_CONFIRM)

    async def _confirmed(self, so: Callable[[], bool], first: str, *seconds: str) -> None:
        await self._until(lambda: so() or any(map(self._has, seconds)), lambda: self._tap(first))
        # Refreshed meanwhile, the cockpit asks for the first tap again.
        await self._until(so, lambda: any(map(self._tap, seconds)) or self._tap(first))

    async def _until(self, so: Callable[[], bool], gesture: Callable[[], bool]) -> None:
        for _ in range(60):
            if so():
                return
            gesture()
            try:
                await self.phone.wait_for(lambda _: so(), timeout_s=2)
            except TimeoutError:
                continue
        raise AssertionError(f"in vain; her screen shows {[one.text[:200] for one in self.phone.from_bot[-3:]]}")

    def _has(self, label: str) -> bool:
        return any(label in one for message in self.phone.from_bot for one in message.labels)

    def _link(self) -> str:
        return next((found[1] for one in self.phone.from_bot if (found := LINK.search(one.text))), "")

    def _tap(self, label: str) -> bool:
        """Tap the newest button that says so; False if there is none."""
        for message in reversed(self.phone.from_bot):
            button = next((one for one in message.labels if label in one), None)
            if button is not None:
                try:
                    self.phone.tap(message.id, button)
                except CannotDo:
                    return False
                return True
        return False
