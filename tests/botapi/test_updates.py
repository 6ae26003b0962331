"""getUpdates: what is confirmed, what comes again, who may ask."""

import asyncio
from time import monotonic

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.rehearsal.botapi import Phone, StandIn
from tests.botapi.support import Clock, call, refusal


def texts(updates: list[dict[str, dict[str, str]]]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def poll(api: StandIn, **parameters: object) -> list[dict[str, dict[str, str]]]:
    answer = await call(api, "getUpdates", **parameters)
    return list(answer["result"])


async def test_an_update_comes_again_until_an_offset_above_it_confirms_it(api: StandIn, ana: Phone) -> None:
    """A bot that crashes before it confirms must get everything again; this is what makes intake lossless."""
    ana.send("un")
    ana.send("deux")
    first = await poll(api)
    assert texts(first) == ["/start", "un", "deux"]
    assert texts(await poll(api)) == ["/start", "un", "deux"]
    assert api.unconfirmed_updates == 3
    assert texts(await poll(api, offset=first[1]["update_id"])) == ["un", "deux"]
    assert api.unconfirmed_updates == 2
    assert await poll(api, offset=int(str(first[-1]["update_id"])) + 1) == []
    assert api.unconfirmed_updates == 0


async def test_a_negative_offset_keeps_the_latest_and_forgets_the_rest(api: StandIn, ana: Phone) -> None:
    """What a bot does to skip a backlog."""
    for word in ("un", "deux", "trois"):
        ana.send(word)
    assert texts(await poll(api, offset=-1)) == ["trois"]
    assert texts(await poll(api)) == ["trois"]


async def test_a_batch_holds_at_most_a_hundred(api: StandIn, ana: Phone) -> None:
    """Whatever limit one asks for."""
    for number in range(120):
        ana.send(str(number))
    assert len(await poll(api, limit=500)) == 100
    assert len(await poll(api, limit=7)) == 7


async def test_a_waiting_poll_is_woken_at_once(api: StandIn, ana: Phone) -> None:
    """Long polling is not a period: people would feel it."""
    await poll(api, offset=-1)
    offset = (await poll(api))[-1]["update_id"]
    waiting = asyncio.create_task(poll(api, offset=int(str(offset)) + 1, timeout=30))
    await asyncio.wait_for(api.world.updates.polled(), 5)
    began = monotonic()
    ana.send("me voici")
    assert texts(await waiting) == ["me voici"]
    assert monotonic() - began < 5


async def test_a_poll_that_hears_nothing_ends_after_its_timeout(api: StandIn) -> None:
    """An empty answer, not an error."""
    began = monotonic()
    assert await poll(api, timeout=1) == []
    assert 0.9 <= monotonic() - began < 5


async def test_the_older_of_two_pollers_is_told_of_the_other(api: StandIn, bot: Bot) -> None:
    """Two processes with one token: the operator must be told which mistake it is."""
    older = asyncio.create_task(bot.get_updates(timeout=30))
    await asyncio.wait_for(api.world.updates.polled(), 5)
    await poll(api)
    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await older


async def test_polling_is_refused_while_a_webhook_is_set(api: StandIn, bot: Bot) -> None:
    """A leftover webhook is the commonest reason for a bot that hears nothing."""
    await bot.set_webhook("http://127.0.0.1:9/never", secret_token="abc")
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await poll(api) == []


async def test_allowed_updates_stick_until_changed(api: StandIn, ana: Phone) -> None:
    """A kind left out is lost for good, and forgetting to list it again does not bring it back."""
    await poll(api, offset=-1, allowed_updates=["callback_query"])
    await poll(api, offset=2**40)
    ana.send("perdu")
    assert await poll(api) == []
    await poll(api, allowed_updates=[])
    ana.send("reçu")
    assert texts(await poll(api)) == ["reçu"]
    assert "unknown kind of update" in await refusal(api, "getUpdates", allowed_updates=["massage"])


async def test_updates_older_than_a_day_are_gone(api: StandIn, ana: Phone, clock: Clock) -> None:
    """Telegram keeps 24 hours; a bot down for longer has lost words, and should say so."""
    ana.send("ancien")
    clock.forward(24 * 3600 + 1)
    ana.send("récent")
    assert texts(await poll(api)) == ["récent"]


async def test_settled_returns_once_everything_is_confirmed(api: StandIn, ana: Phone) -> None:
    """A rehearsal waits for this instead of sleeping."""
    ana.send("un")
    settled = asyncio.create_task(api.settled())
    last = (await poll(api))[-1]["update_id"]
    assert not settled.done()
    await poll(api, offset=int(str(last)) + 1)
    await asyncio.wait_for(settled, 5)


async def test_text_reaches_the_bot_exactly_as_typed(api: StandIn, ana: Phone) -> None:
    """Lone surrogates and NULs come through JSON escapes; intake must survive them, so rehearsals must send them."""
    ana.send("a\ud83d b\x00c {{ 7*7 }}")
    assert texts(await poll(api))[-1] == "a\ud83d b\x00c {{ 7*7 }}"
