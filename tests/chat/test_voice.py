"""Toasts: every tap is answered, and nothing about it can hold anybody up."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC
from pathlib import Path

import pytest

from bot.chat.delivery import Delivery
from bot.chat.sending import Sender
from bot.chat.voice import TelegramVoice
from bot.chat.wire import Wire
from bot.engine.phrases import Phrase, say
from bot.facilitation.panels import Sentence, SentencePanel
from bot.rehearsal.botapi import Fault, StandIn
from bot.rehearsal.clock import Busy, VirtualClock
from bot.store import SqlStore
from tests.chat.support import NBSP, results_of, sheets_of

_ANA = 1001


@pytest.fixture
async def voice(
    wire: Wire, store: SqlStore, clock: VirtualClock, activity: Busy, tmp_path: Path
) -> AsyncIterator[TelegramVoice]:
    async def gone(who: str) -> None:
        raise AssertionError(who)

    sender = Sender(wire, store, clock, tmp_path, UTC, sheets_of(store), results_of(store))
    delivery = Delivery(sender, store, clock, activity, gone)
    voice = TelegramVoice(wire, delivery, activity)
    running = asyncio.create_task(voice.run())
    yield voice
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def _tap(api: StandIn, wire: Wire) -> str:
    ana = api.user(_ANA, "Ana")
    ana.start()
    keyboard = {"inline_keyboard": [[{"text": "Oui", "callback_data": "x"}]]}
    sent = await wire.call("sendMessage", {"chat_id": _ANA, "text": "?", "reply_markup": keyboard})
    return ana.tap(sent["message_id"], "Oui")


async def test_a_tap_is_answered_with_what_was_saved(api: StandIn, wire: Wire, voice: TelegramVoice) -> None:
    """« C'est noté : Bien » is what tells a person that the tap was seen."""
    voice.toast(await _tap(api, wire), say(Phrase.BALLOT_SAVED, grade="Bien"), "fr")
    await voice.drain()
    assert [(toast.text, toast.alert) for toast in api.user(_ANA, "").toasts] == [(f"C'est noté{NBSP}: Bien", False)]


async def test_what_must_be_read_stays_until_it_is(api: StandIn, wire: Wire, voice: TelegramVoice) -> None:
    """A vote that was not counted must not be announced for two seconds."""
    voice.toast(await _tap(api, wire), say(Phrase.VOTE_NOT_COUNTED), "fr")
    await voice.drain()
    assert api.user(_ANA, "").toasts[0].alert


async def test_a_tap_with_nothing_to_say_stops_spinning(api: StandIn, wire: Wire, voice: TelegramVoice) -> None:
    """An unanswered tap spins for a minute."""
    voice.toast(await _tap(api, wire), None, "fr")
    await voice.drain()
    assert [toast.text for toast in api.user(_ANA, "").toasts] == [""]


async def test_a_long_toast_is_cut_where_telegram_would_refuse_it(
    api: StandIn, wire: Wire, voice: TelegramVoice
) -> None:
    """201 characters are answered with an error, and the tap goes on spinning."""
    panel = SentencePanel(Sentence.SESSION_OVER, {"title": "très " * 100})
    voice.toast(await _tap(api, wire), panel, "fr")
    await voice.drain()
    (toast,) = api.user(_ANA, "").toasts
    assert len(toast.text) <= 200
    assert toast.text.endswith("…")


async def test_taps_too_old_or_badly_worded_are_an_outcome(
    api: StandIn, wire: Wire, voice: TelegramVoice, activity: Busy
) -> None:
    """After a downtime all of them are too old; none of that is an error."""
    tap = await _tap(api, wire)
    api.faults.add(Fault("bad_gateway", method="answerCallbackQuery"))
    voice.toast("no-such-tap", say(Phrase.NOTED), "fr")
    voice.toast("no-such-tap-either", say(Phrase.NOTED), "fr")
    voice.toast(tap, say(Phrase.GOING_ON), "fr")  # its title is missing
    await voice.drain()
    assert [toast.text for toast in api.user(_ANA, "").toasts] == [""]
    assert activity.count == 0


async def test_a_flood_of_taps_drops_the_oldest_and_never_waits(
    voice: TelegramVoice, activity: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever hammers a button must not fill the memory."""
    for number in range(2_100):
        voice.toast(f"tap-{number}", None, "fr")
    assert activity.count == 2_000
    voice.outbox_changed()
    assert activity.count == 2_001
