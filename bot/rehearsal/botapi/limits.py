"""Telegram's sending rates, as strict as we dare assume them.

Here: token buckets over the stand-in's clock. Not here: which calls count (the methods say). The exact limits are
unpublished; these are the published orders of magnitude: about 30 messages a second overall, one a second in a
private chat with a short burst, 20 a minute in a group.
"""

import math
from dataclasses import dataclass, field

OVERALL_PER_S = 30.0
PRIVATE_PER_S = 1.0
# Telegram says "short bursts pass" and no figure; three lets a greeting, a consent and a first question through.
PRIVATE_BURST = 3.0
GROUP_PER_S = 20 / 60
GROUP_BURST = 20.0


@dataclass(slots=True)
class _Bucket:
    per_s: float
    size: float
    tokens: float
    at: float

    def refill(self, now: float) -> None:
        if now > self.at:
            self.tokens = min(self.size, self.tokens + (now - self.at) * self.per_s)
            self.at = now

    def wait(self) -> float:
        """Seconds until a whole token is there; 0 when it is."""
        # A millionth forgives what floats lose over many refills.
        return 0.0 if self.tokens >= 1 - 1e-6 else (1 - self.tokens) / self.per_s


@dataclass(slots=True)
class Rates:
    """One bot's buckets. Times are seconds of the stand-in's clock."""

    _overall: _Bucket = field(default_factory=lambda: _Bucket(OVERALL_PER_S, OVERALL_PER_S, OVERALL_PER_S, 0.0))
    _chats: dict[int, _Bucket] = field(default_factory=dict)

    def spend(self, chat_id: int, *, private: bool, overall: bool, now: float) -> int:
        """Take a token, or say in how many whole seconds to come back (0: taken).

        `overall` says whether the call counts against the bot's own rate too: messages do, edits only against their
        chat. A refused call takes no token.
        """
        bucket = self._chats.get(chat_id)
        if bucket is None:
            per_s, size = (PRIVATE_PER_S, PRIVATE_BURST) if private else (GROUP_PER_S, GROUP_BURST)
            bucket = self._chats[chat_id] = _Bucket(per_s, size, size, now)
        buckets = [bucket, self._overall] if overall else [bucket]
        for each in buckets:
            each.refill(now)
        wait = max(each.wait() for each in buckets)
        if wait > 0:
            return max(1, math.ceil(wait))
        for each in buckets:
            each.tokens -= 1
        return 0
