"""What is said at once and need not be remembered: answers to taps. Fills the port `Voice`.

A toast lives in memory only: it is worth nothing a few seconds later, and Telegram forgets a tap after about 150 s.
Here: a short queue and a few workers. Not here: messages (`delivery`).
"""

from __future__ import annotations

import asyncio
import logging
from typing import Any, Final

from bot.chat.delivery import Delivery
from bot.chat.markup import TOAST_UNITS, cut
from bot.chat.wire import Wire
from bot.chat.wording import wording
from bot.engine.phrases import Notice, Phrase
from bot.errors import Defect, HorizonsError
from bot.facilitation.panels import SentencePanel
from bot.facilitation.ports import Activity

_log = logging.getLogger(__name__)

_QUEUED: Final = 2_000
_TOAST_SECONDS: Final = 10.0

# A toast is gone in three seconds; these have to be read.
_ALERTS: Final = frozenset(
    {
        Phrase.FOREIGN,
        Phrase.VOTE_NOT_COUNTED,
        Phrase.CHANGE_TOO_LATE,
        Phrase.SESSION_CLOSED,
        Phrase.NOT_OPEN_YET,
        Phrase.LEFT_ALREADY,
    }
)


class TelegramVoice:
    """Answers taps, and tells the delivery that the outbox changed. `run` does the work."""

    def __init__(self, wire: Wire, delivery: Delivery, activity: Activity, *, workers: int = 16) -> None:
        self._wire = wire
        self._delivery = delivery
        self._activity = activity
        self._workers = workers
        self._queue: asyncio.Queue[dict[str, Any]] = asyncio.Queue(_QUEUED)

    def outbox_changed(self) -> None:
        """There may be something to send."""
        self._delivery.outbox_changed()

    async def settled(self, person: str) -> None:
        """Return once no message to that person is in flight."""
        await self._delivery.settled(person)

    def toast(self, tap: str, notice: Notice | SentencePanel | None, language: str) -> None:
        """Answer a tap; None: just stop its spinner. Never waits, never raises."""
        params = {"callback_query_id": tap, **_said(notice, language)}
        if self._queue.full():
            # The oldest is the one nobody looks at any more.
            self._queue.get_nowait()
            self._activity.end()
        self._activity.begin()
        self._queue.put_nowait(params)

    async def run(self) -> None:
        """Answer until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            for _ in range(self._workers):
                tasks.create_task(self._answer_forever())

    async def drain(self) -> None:
        """Return once every toast asked for has been tried."""
        await self._queue.join()

    async def _answer_forever(self) -> None:
        while True:
            params = await self._queue.get()
            try:
                await self._wire.call("answerCallbackQuery", params, seconds=_TOAST_SECONDS)
            except HorizonsError as error:
                # Too old, too slow, too many: an outcome. The message that follows says the same.
                _log.debug("a tap was not answered: %s", error)
            finally:
                self._queue.task_done()
                self._activity.end()


def _said(notice: Notice | SentencePanel | None, language: str) -> dict[str, Any]:
    if notice is None:
        return {}
    words = wording(language)
    try:
        text = words.notice(notice) if isinstance(notice, Notice) else words.sentence(notice)
    except Defect as error:
        _log.error("a toast cannot be worded: %s", error)
        return {}
    alert = isinstance(notice, Notice) and notice.phrase in _ALERTS
    return {"text": cut(text, TOAST_UNITS, "…"), "show_alert": alert}
