"""When the next message may go: token buckets over the whole bot and over each chat, and the holds Telegram asks for.

Pure: every question comes with the time. Here: how many now, which chats not yet, and when to ask again. Not here:
what is sent (`delivery`).

Source: Bot API FAQ, about 30 messages a second in bulk and one a second in a chat, short bursts allowed. A bucket of
one token wastes what a timer overshoots (61 s for 1,000 messages instead of 40); three does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

OVERALL_BURST: Final = 3.0
CHAT_PER_SECOND: Final = 1.0
CHAT_BURST: Final = 3.0
GROUP_PER_SECOND: Final = 17 / 60
"""With the burst, 20 in any minute: what Telegram lets a bot say in a group, whose ids are negative."""
RESERVE: Final = 1.0
"""Tokens that a broadcast leaves to whoever answers meanwhile."""

# A hold asked of that many chats at once is not about a chat.
_FLOODED_CHATS: Final = 3
_FLOOD_WINDOW: Final = timedelta(seconds=2)
_TOUCH: Final = timedelta(milliseconds=1)
_NEARLY: Final = 1e-6
_UNLIMITED: Final = 1_000_000


class _Bucket:
    """Tokens that come back with time."""

    __slots__ = ("at", "burst", "level", "rate")

    def __init__(self, rate: float, burst: float, now: datetime) -> None:
        self.rate = rate
        self.burst = burst
        self.level = burst
        self.at = now

    def refill(self, now: datetime) -> float:
        """Tokens there are now."""
        elapsed = max((now - self.at).total_seconds(), 0.0)
        self.level = min(self.burst, self.level + elapsed * self.rate)
        self.at = max(now, self.at)
        return self.level

    def ready_at(self, now: datetime, tokens: float) -> datetime:
        """When there will be that many."""
        missing = max(tokens - self.refill(now), 0.0)
        return now + timedelta(seconds=missing / self.rate) + _TOUCH


class Pacing:
    """What may be sent now. `max_per_second` None switches pacing off; what Telegram asks for is obeyed even then."""

    def __init__(
        self, max_per_second: float | None, now: datetime, *, chat_per_second: float = CHAT_PER_SECOND
    ) -> None:
        self._paced = max_per_second is not None
        self._chat_per_second = chat_per_second
        self._overall = _Bucket(max_per_second or 1.0, OVERALL_BURST, now)
        self._chats: dict[str, _Bucket] = {}
        self._held: dict[str, datetime] = {}
        self._everybody: datetime = now
        self._floods: list[tuple[datetime, str]] = []

    def allowance(self, now: datetime, *, replies: bool) -> tuple[int, datetime | None]:
        """How many messages may go now, and if none, when to ask again. `replies`: somebody may be waiting for one."""
        if self._everybody > now:
            return 0, self._everybody
        if not self._paced:
            return _UNLIMITED, None
        kept = 0.0 if replies else RESERVE
        tokens = int(self._overall.refill(now) - kept + _NEARLY)
        return (tokens, None) if tokens > 0 else (0, self._overall.ready_at(now, 1.0 + kept))

    def closed_chats(self, now: datetime) -> list[str]:
        """The chats that get nothing yet."""
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        return list(self._held)

    def next_chat(self, now: datetime) -> datetime | None:
        """When the first of them opens."""
        return min((until for until in self._held.values() if until > now), default=None)

    def sent(self, chat: str, now: datetime, *, overall: bool = True) -> None:
        """A message goes to that chat now; an edit (not `overall`) counts against its chat only."""
        if not self._paced:
            return
        if overall:
            self._overall.refill(now)
            self._overall.level -= 1.0
        bucket = self._chats.get(chat)
        if bucket is None:
            if len(self._chats) > 4096:
                self._forget_full(now)
            rate = GROUP_PER_SECOND if chat.startswith("-") else self._chat_per_second
            bucket = self._chats[chat] = _Bucket(rate, CHAT_BURST, now)
        bucket.refill(now)
        bucket.level -= 1.0
        if bucket.level < 1.0 - _NEARLY:
            self._hold(chat, bucket.ready_at(now, 1.0))

    def asked_to_wait(self, chat: str, seconds: float, now: datetime) -> None:
        """Telegram said 429 about that chat; about everybody, when several chats hear it at once."""
        self._hold(chat, now + timedelta(seconds=seconds) + _TOUCH)
        self._floods = [(at, who) for at, who in self._floods if now - at <= _FLOOD_WINDOW] + [(now, chat)]
        if len({who for _, who in self._floods}) >= _FLOODED_CHATS:
            self.hold_everybody(now + timedelta(seconds=seconds))

    def hold_everybody(self, until: datetime) -> None:
        """Nothing goes before `until`."""
        self._everybody = max(self._everybody, until)

    def _hold(self, chat: str, until: datetime) -> None:
        self._held[chat] = max(until, self._held.get(chat, until))

    def _forget_full(self, now: datetime) -> None:
        # A full bucket says nothing that a new one would not.
        self._chats = {chat: one for chat, one in self._chats.items() if one.refill(now) < one.burst}


def earliest(moments: Iterable[datetime | None]) -> datetime | None:
    """The first of those there are."""
    return min((moment for moment in moments if moment is not None), default=None)
