"""Telegram's flood control, as far as a load test needs it: a bucket for the bot, a bucket a chat.

The figures are those of Telegram's FAQ (about 30 messages a second overall, one a second in a chat, short bursts
pass); the exact ones are unpublished. Edits count against their chat only.
"""

from __future__ import annotations

from typing import Final

OVERALL_PER_SECOND: Final = 30.0
CHAT_PER_SECOND: Final = 1.0
CHAT_BURST: Final = 3.0


class Bucket:
    """So many tokens a second, at most `burst` saved up."""

    def __init__(self, per_second: float, burst: float, now: float) -> None:
        self._per_second = per_second
        self._burst = burst
        self._tokens = burst
        self._at = now

    def wait(self, now: float) -> float:
        """Seconds until a token is there; 0 if one is."""
        self._tokens = min(self._burst, self._tokens + (now - self._at) * self._per_second)
        self._at = now
        return 0.0 if self._tokens >= 1 else (1 - self._tokens) / self._per_second

    def take(self) -> None:
        """Use one."""
        self._tokens -= 1


class FloodControl:
    """Says how long a message to a chat has to wait; a message that may pass is counted."""

    def __init__(self, now: float) -> None:
        self._overall = Bucket(OVERALL_PER_SECOND, OVERALL_PER_SECOND, now)
        self._chats: dict[int, Bucket] = {}
        self.refused = {"overall": 0, "chat": 0}

    def wait(self, chat: int, now: float, *, overall: bool) -> float:
        """0 if the call may pass, else the seconds to wait. `overall`: it counts against the bot too."""
        mine = self._chats.get(chat)
        if mine is None:
            mine = self._chats[chat] = Bucket(CHAT_PER_SECOND, CHAT_BURST, now)
        waits = {"overall": self._overall.wait(now) if overall else 0.0, "chat": mine.wait(now)}
        seconds = max(waits.values())
        if seconds > 0:
            self.refused["overall" if waits["overall"] > 0 else "chat"] += 1
            return seconds
        if overall:
            self._overall.take()
        mine.take()
        return 0.0
