"""Updates in: our own long poll, written down before Telegram is told that they were received.

PTB's own polling confirms what was not handled, or handles twice, by timing, and one update it cannot parse blocks
everybody. Here: getUpdates → one transaction a batch → offset → `deliver`. Not here: what an update means (`reader`),
handling it in order (`facilitation.dispatch`), updates by HTTP (`webhook`).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.chat.group_talk import kept
from bot.chat.reader import CHANNEL, number_and_lane
from bot.chat.wire import Conflict, Refused, Wire
from bot.errors import OutsideFailure, RetryAfter, Undeliverable
from bot.facilitation.ports import Activity, Clock, InboxEntry, RawUpdate, Store

_log = logging.getLogger(__name__)

ALLOWED_UPDATES: Final = ("message", "edited_message", "callback_query", "my_chat_member")

Deliver = Callable[[Sequence[InboxEntry]], None]
"""Takes entries that are stored, in order; must not wait."""

_BATCH: Final = 100
_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0
# Telegram goes on saying 409 for a moment after another poll of ours was cut (a restart): not yet a rival.
_NEWCOMERS_PAUSES: Final = (1.0, 2.0, 4.0, 8.0)
_STAYERS_PAUSE: Final = 1.0
_STAYERS_PATIENCE: Final = timedelta(minutes=5)
_AT_HOME_AFTER: Final = timedelta(seconds=5)
_QUARREL_OVER_AFTER: Final = timedelta(minutes=1)


class Intake:
    """Polls until cancelled. `poll_seconds`: how long Telegram holds an empty poll."""

    def __init__(
        self,
        wire: Wire,
        store: Store,
        deliver: Deliver,
        clock: Clock,
        activity: Activity,
        *,
        poll_seconds: int = 50,
    ) -> None:
        self._wire = wire
        self._store = store
        self._deliver = deliver
        self._clock = clock
        self._activity = activity
        self._poll_seconds = poll_seconds

    async def run(self) -> None:
        """Receive until cancelled; whatever moment that is, nothing is lost: what is not stored is not confirmed.

        Raises:
            OutsideFailure: another program receives this bot's updates.
            Unauthorized: not a valid token.
        """
        await self._take_over()
        offset = 0
        pause = _FIRST_PAUSE
        rivals = _Rivals(self._clock.now())
        while True:
            try:
                payloads = await self._wire.updates(offset, _BATCH, self._poll_seconds, ALLOWED_UPDATES)
                if payloads:
                    offset = await self._keep(payloads)
            except Conflict as error:
                if "webhook" in str(error).lower():
                    await self._take_over()
                again = rivals.disturbed(self._clock.now())
                if again is None:
                    raise OutsideFailure(
                        "Another program runs on this bot's token and takes its messages. Stop it, or make a new "
                        "token with @BotFather, then start again."
                    ) from None
                await self._clock.sleep(again)
            except (Undeliverable, OutsideFailure) as error:
                _log.warning("no updates for now, again in %g s: %s", pause, error)
                await self._clock.sleep(max(pause, error.seconds if isinstance(error, RetryAfter) else 0.0))
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                pause = _FIRST_PAUSE

    async def _take_over(self) -> None:
        """A webhook would keep every update to itself. What is waiting at Telegram is not thrown away."""
        pause = _FIRST_PAUSE
        while True:
            try:
                await self._wire.call("deleteWebhook", {"drop_pending_updates": False})
            except Refused as error:
                raise OutsideFailure(f"Telegram refused to end the webhook: {error.description}") from None
            except Undeliverable as error:
                _log.warning("Telegram cannot be reached, again in %g s: %s", pause, error)
                await self._clock.sleep(pause)
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                return

    async def _keep(self, payloads: Sequence[bytes]) -> int:
        """Store a batch, hand it on; returns the offset that confirms it."""
        self._activity.begin()
        try:
            updates = list(raw_updates(payloads))
            if not updates:
                raise OutsideFailure("Telegram sent updates that bear no number")
            entries = await self._store.receive(updates)
            if entries:
                self._deliver(entries)
        finally:
            self._activity.end()
        return max(update.number for update in updates) + 1


class _Rivals:
    """Two programs poll on one token, and each cuts the other's poll: the one that came second is to go.

    Whoever had polled undisturbed for a while was here first, and goes on; a newcomer is disturbed at once, and gives
    up after a few tries. Should both be of an age, one goes all the same: patience ends.
    """

    def __init__(self, now: datetime) -> None:
        self._calm_since = now
        self._quarrel: datetime | None = None
        self._stays = False
        self._times = 0

    def disturbed(self, now: datetime) -> float | None:
        """Seconds to wait before the next poll; None: give up."""
        calm = now - self._calm_since
        if self._quarrel is None or calm >= _QUARREL_OVER_AFTER:
            self._quarrel, self._stays, self._times = now, calm >= _AT_HOME_AFTER, 0
        self._calm_since = now
        self._times += 1
        if self._stays:
            return _STAYERS_PAUSE if now - self._quarrel < _STAYERS_PATIENCE else None
        return _NEWCOMERS_PAUSES[self._times - 1] if self._times <= len(_NEWCOMERS_PAUSES) else None


def raw_updates(payloads: Iterable[bytes]) -> Iterable[RawUpdate]:
    """What is stored of each; one without so much as a number can be neither stored nor confirmed: left out, loudly."""
    for payload in payloads:
        try:
            number, lane = number_and_lane(payload)
        except ValueError:
            _log.error("an update of %d bytes has no number", len(payload))
            continue
        yield RawUpdate(CHANNEL, number, lane, kept(payload))
