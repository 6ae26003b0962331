"""Too fast, and out of luck."""

import asyncio
from collections.abc import AsyncIterator
from time import monotonic

import aiohttp
import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from bot.rehearsal.botapi import Fault, Faults, Phone, StandIn
from tests.botapi.support import Clock, call, inline


@pytest.fixture
async def strict(clock: Clock) -> AsyncIterator[StandIn]:
    async with StandIn(now=clock, strict_rates=True) as api:
        yield api


async def accepted(api: StandIn, times: int, method: str = "sendMessage", **parameters: object) -> int:
    answers = [await call(api, method, **parameters) for _ in range(times)]
    return sum(answer["ok"] for answer in answers)


async def test_a_private_chat_takes_three_at_once_then_one_a_second(strict: StandIn, clock: Clock) -> None:
    """Short bursts pass, floods do not; `retry_after` is what the sender obeys."""
    strict.user(1, "Ana").start()
    assert await accepted(strict, 5, chat_id=1, text="x") == 3
    refused = await call(strict, "sendMessage", chat_id=1, text="x")
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    clock.forward(1)
    assert await accepted(strict, 2, chat_id=1, text="x") == 1


async def test_the_bot_as_a_whole_sends_thirty_a_second(strict: StandIn, clock: Clock) -> None:
    """A broadcast to a full room has to be paced."""
    for number in range(40):
        strict.user(1 + number, "Essai").start()
    sent = [await accepted(strict, 1, chat_id=1 + number, text="x") for number in range(40)]
    assert sum(sent) == 30
    clock.forward(0.5)
    sent = [await accepted(strict, 1, chat_id=1 + number, text="x") for number in range(40)]
    assert sum(sent) == 15


async def test_a_group_takes_twenty_a_minute(strict: StandIn, clock: Clock) -> None:
    """And then asks for some seconds of patience."""
    ana = strict.user(1, "Ana")
    strict.group(-10, "Atelier d'essai", [ana])
    assert await accepted(strict, 22, chat_id=-10, text="x") == 20
    refused = await call(strict, "sendMessage", chat_id=-10, text="x")
    assert refused["parameters"] == {"retry_after": 3}
    clock.forward(3)
    assert await accepted(strict, 2, chat_id=-10, text="x") == 1


async def test_edits_count_against_the_chat_and_answers_to_taps_do_not(strict: StandIn, clock: Clock) -> None:
    """Every tap must be answered at once, however fast one taps; its card may follow a little later."""
    ana = strict.user(1, "Ana")
    ana.start()
    await call(strict, "sendMessage", chat_id=1, text="0", reply_markup=inline([("x", "x")]))
    taps = [ana.tap(ana.last.id, "x") for _ in range(10)]
    answers = [await accepted(strict, 1, "answerCallbackQuery", callback_query_id=tap) for tap in taps]
    assert sum(answers) == 10
    edits = [
        await accepted(strict, 1, "editMessageText", chat_id=1, message_id=ana.last.id, text=f"{number}")
        for number in range(1, 5)
    ]
    assert sum(edits) == 2
    assert clock().second == 0


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        ("too_many", RetryAfter),
        ("bad_gateway", NetworkError),
        ("forbidden", Forbidden),
        ("drop_connection", NetworkError),
    ],
)
async def test_a_fault_strikes_as_often_as_it_was_told_and_nothing_is_delivered(
    api: StandIn, bot: Bot, ana: Phone, kind: str, error: type[Exception]
) -> None:
    """Each of these has its own cure in the sender."""
    api.faults.add(Fault(kind, method="sendMessage", chat_id=ana.id, times=2, skip=1))  # type: ignore[arg-type]
    await bot.send_message(ana.id, "0")
    for _ in range(2):
        with pytest.raises(error):
            await bot.send_message(ana.id, "perdu")
    await bot.send_message(ana.id, "3")
    assert [shown.text for shown in ana.from_bot] == ["0", "3"]
    assert [(fired.fault.kind, fired.chat_id) for fired in api.faults.fired] == [(kind, ana.id)] * 2


async def test_a_lost_acknowledgement_has_delivered_the_message(api: StandIn, bot: Bot, ana: Phone) -> None:
    """The sender cannot know; resending blindly would show the question twice."""
    api.faults.add(Fault("lost_ack", method="sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(ana.id, "reçu")
    assert ana.last.text == "reçu"
    assert api.calls[-1].ok
    assert api.calls[-1].fault == "lost_ack"


async def test_a_slow_reply_is_delivered_before_it_is_acknowledged(api: StandIn, ana: Phone) -> None:
    """A client that gives up first has a message it knows nothing of."""
    api.faults.add(Fault("slow", delay_s=30))
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.3)) as http:
        with pytest.raises(asyncio.TimeoutError):
            await http.post(f"{api.base_url}{api.token}/sendMessage", json={"chat_id": ana.id, "text": "lent"})
    assert ana.last.text == "lent"


async def test_a_fault_that_does_not_match_strikes_nobody(api: StandIn, bot: Bot, ana: Phone) -> None:
    """A rule for one chat leaves the others alone."""
    bob = api.user(1002, "Bob")
    bob.start()
    api.faults.add(Fault("forbidden", chat_id=ana.id, times=None))
    await bot.send_message(bob.id, "x")
    with pytest.raises(Forbidden):
        await bot.send_chat_action(ana.id, "typing")
    api.faults.clear()
    await bot.send_message(ana.id, "x")


def test_seeded_faults_fall_the_same_way_again() -> None:
    """A failing rehearsal can be run again with its seed."""

    def fates(seed: int) -> list[str | None]:
        faults = Faults()
        faults.roll(seed, {"too_many": 0.1, "lost_ack": 0.1})
        struck = [faults.strike("sendMessage", 1) for _ in range(300)]
        return [fault.kind if fault else None for fault in struck]

    assert fates(7) == fates(7) != fates(8)
    assert 30 <= sum(fate is not None for fate in fates(7)) <= 90
    silent = Faults()
    silent.roll(7, {"too_many": 1.0})
    assert silent.strike("getUpdates", None) is None
    with pytest.raises(ValueError, match="shares that sum to at most 1"):
        silent.roll(7, {"too_many": 0.7, "slow": 0.7})


async def test_a_group_that_became_a_supergroup_says_where_it_went(api: StandIn, bot: Bot, ana: Phone) -> None:
    """The sender rewrites the chat id and tries once more."""
    group = api.group(-10, "Atelier d'essai", [ana])
    group.upgrade(-100_10)
    answer = await call(api, "sendMessage", chat_id=-10, text="x")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": -10010}
    await bot.send_message(-10010, "x")
    assert group.messages[-1].text == "x"
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(-11, "x")


async def test_stopping_does_not_wait_for_a_long_poll() -> None:
    """A demonstration ends when it is over."""
    api = StandIn()
    await api.start()
    poller = asyncio.create_task(call(api, "getUpdates", timeout=50))
    await asyncio.wait_for(api.world.updates.polled(), 5)
    began = monotonic()
    await api.stop()
    assert monotonic() - began < 5
    assert (await poller)["error_code"] == 502
