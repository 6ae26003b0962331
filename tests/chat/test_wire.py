"""Calls over HTTP: every way of failing is sorted by what to do next, and the token is never said aloud."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from telegram import Bot
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TimedOut
from telegram.error import RetryAfter as PtbRetryAfter
from telegram.warnings import PTBDeprecationWarning

from bot.chat.request import AiohttpRequest, Pool
from bot.chat.wire import Conflict, NotConnected, Refused, Unauthorized, Wire
from bot.errors import Gone, HorizonsError, Moved, RetryAfter, Unknown
from bot.rehearsal.botapi import Fault, StandIn
from tests.chat.support import origin

_ANA = 1001
_TOKEN = "123456:fabricated-token-that-opens-nothing-at-all"


def _hello(chat: int = _ANA) -> dict[str, object]:
    return {"chat_id": chat, "text": "Bonjour"}


async def test_a_call_returns_the_raw_result(api: StandIn, wire: Wire) -> None:
    """Nobody reads a parsed message, and parsing it is most of what sending costs."""
    api.user(_ANA, "Ana").start()
    result = await wire.call("sendMessage", _hello())
    assert result["text"] == "Bonjour"
    assert (await wire.call("getMe", {}))["is_bot"] is True


async def test_a_file_travels_with_its_parameters(api: StandIn, wire: Wire) -> None:
    """The notebook goes out this way."""
    ana = api.user(_ANA, "Ana")
    ana.start()
    params = {"chat_id": _ANA, "caption": "<b>é & co</b>".replace("&", "&amp;"), "parse_mode": "HTML"}
    await wire.call("sendDocument", params, {"document": ("cahier.html", b"<p>\xc3\xa9</p>", "text/html")})
    assert ana.last.document is not None
    assert ana.last.document.content == b"<p>\xc3\xa9</p>"
    assert ana.last.text == "é & co"


async def test_flood_control_says_how_long(api: StandIn, wire: Wire) -> None:
    """The seconds are Telegram's, not ours."""
    api.user(_ANA, "Ana").start()
    api.faults.add(Fault("too_many", retry_after=7))
    with pytest.raises(RetryAfter) as caught:
        await wire.call("sendMessage", _hello())
    assert caught.value.seconds == 7
    assert not isinstance(caught.value, NotConnected)


async def test_a_bot_that_was_blocked_is_gone(api: StandIn, wire: Wire) -> None:
    """No retry: the gates must not wait for this person."""
    ana = api.user(_ANA, "Ana")
    ana.start()
    ana.block()
    with pytest.raises(Gone):
        await wire.call("sendMessage", _hello())


async def test_a_person_who_never_wrote_is_gone_too(api: StandIn, wire: Wire) -> None:
    """A bot cannot start a conversation, and a chat that does not exist will not come into being."""
    api.user(1002, "Bilal")
    for chat in (1002, 999_999):
        with pytest.raises(Gone):
            await wire.call("sendMessage", _hello(chat))


async def test_a_group_that_moved_says_where(api: StandIn, wire: Wire) -> None:
    """The address has to be rewritten once, for good."""
    ana = api.user(_ANA, "Ana")
    group = api.group(-400, "Essai", [ana])
    group.upgrade(-1_001_234)
    with pytest.raises(Moved) as caught:
        await wire.call("sendMessage", _hello(-400))
    assert caught.value.new_chat_id == -1_001_234


async def test_an_answer_that_never_came_may_have_been_delivered(api: StandIn, wire: Wire) -> None:
    """Resent at once, it would be there twice; taken for lost, perhaps never."""
    ana = api.user(_ANA, "Ana")
    ana.start()
    api.faults.add(Fault("lost_ack"))
    with pytest.raises(Unknown):
        await wire.call("sendMessage", _hello())
    assert ana.last.text == "Bonjour"


async def test_an_answer_that_is_too_slow_may_have_been_delivered(api: StandIn, wire: Wire) -> None:
    """Same as above: it was."""
    api.user(_ANA, "Ana").start()
    api.faults.add(Fault("slow", delay_s=5))
    with pytest.raises(Unknown):
        await wire.call("sendMessage", _hello(), seconds=0.05)


async def test_telegrams_own_trouble_may_come_after_the_fact(api: StandIn, wire: Wire) -> None:
    """A 502 says nothing about what was done behind the gateway."""
    api.faults.add(Fault("bad_gateway"))
    with pytest.raises(Unknown):
        await wire.call("getMe", {})


async def test_a_bad_request_is_refused_with_its_reason(api: StandIn, wire: Wire) -> None:
    """Only the row with the bad markup is to blame."""
    api.user(_ANA, "Ana").start()
    with pytest.raises(Refused) as caught:
        await wire.call("sendMessage", {"chat_id": _ANA, "text": "<b>x", "parse_mode": "HTML"})
    assert "parse entities" in caught.value.description


async def test_a_wrong_token_is_said_so_without_being_quoted(api: StandIn) -> None:
    """An operator's first mistake."""
    async with Wire.to(origin(api), _TOKEN) as wire:
        with pytest.raises(Unauthorized) as caught:
            await wire.call("getMe", {})
    assert _TOKEN not in _everything(caught.value)


async def test_a_server_that_is_not_there_was_never_reached() -> None:
    """Certainly not delivered, and everybody's turn to wait."""
    async with Wire.to("http://127.0.0.1:1", _TOKEN) as wire:
        with pytest.raises(NotConnected) as caught:
            await wire.call("getMe", {})
    assert _TOKEN not in _everything(caught.value)
    assert _TOKEN not in repr(wire)


async def test_two_polls_at_once_are_a_conflict(api: StandIn, wire: Wire) -> None:
    """The second program on one token has to notice."""
    first = asyncio.create_task(wire.updates(0, 100, 5, ("message",)))
    while not any(call.method == "getUpdates" for call in api.calls) and not first.done():
        await asyncio.sleep(0)
        if api.world.updates._poller is not None:
            break
    second = asyncio.create_task(wire.updates(0, 100, 0, ("message",)))
    results = await asyncio.gather(first, second, return_exceptions=True)
    assert any(isinstance(result, Conflict) for result in results)


class _Odd:
    """A server that answers with whatever it is told to."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b""

    async def handle(self, request: web.Request) -> web.Response:
        await request.read()
        return web.Response(status=self.status, body=self.body)


@pytest.fixture
async def odd() -> AsyncIterator[tuple[_Odd, Wire]]:
    odd = _Odd()
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", odd.handle)
    async with TestServer(app) as server, Wire.to(str(server.make_url("")), _TOKEN) as wire:
        yield odd, wire


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (200, b"<html>", Unknown),
        (200, b'{"ok":', Unknown),
        (200, b"", Unknown),
        (503, b"<html>proxy</html>", Unknown),
        (429, b"<html>proxy</html>", RetryAfter),
        (403, b"", Gone),
        (418, b"teapot", Refused),
        (404, b'{"ok":false,"error_code":404,"description":"Not Found"}', Unauthorized),
        (400, b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', Gone),
        (429, b'{"ok":false,"error_code":429,"description":"?"}', RetryAfter),
        (409, b'{"ok":false,"error_code":409,"description":"Conflict"}', Conflict),
        (400, b'{"ok":false,"description":"half \\ud83d"}', Refused),
    ],
)
async def test_odd_answers_are_sorted_too(
    odd: tuple[_Odd, Wire], status: int, body: bytes, error: type[HorizonsError]
) -> None:
    """Between Telegram and us there are proxies, captive portals and cut cables."""
    server, wire = odd
    server.status, server.body = status, body
    with pytest.raises(error) as caught:
        await wire.call("sendMessage", _hello())
    assert _TOKEN not in _everything(caught.value)


async def test_one_update_that_is_no_text_does_not_hide_the_others(odd: tuple[_Odd, Wire]) -> None:
    """One unreadable update blocked everybody, for ever, in the library's own polling."""
    server, wire = odd
    server.body = b'{"ok":true,"result":[{"update_id":1,"message":{"text":"\\ud83d"}},{"update_id":2}]}'
    updates = await wire.updates(0, 100, 0, ())
    assert [update[:14] for update in updates] == [b'{"update_id":1', b'{"update_id":2']


# -- the library's own bot over our request class ----------------------------------------------------------------------


@pytest.fixture
async def ptb(api: StandIn) -> AsyncIterator[Bot]:
    request, polling = AiohttpRequest(Pool()), AiohttpRequest(Pool())
    bot = Bot(
        api.token,
        base_url=api.base_url,
        base_file_url=api.base_file_url,
        request=request,
        get_updates_request=polling,
    )
    async with bot:
        yield bot


async def test_the_librarys_bot_works_over_our_pool(api: StandIn, ptb: Bot) -> None:
    """Whatever else of it is used later runs on the same connections."""
    ana = api.user(_ANA, "Ana")
    ana.start()
    assert (await ptb.get_updates(timeout=1))[0].message is not None
    message = await ptb.send_document(_ANA, b"octets", filename="a.txt", caption="é")
    assert ana.last.document is not None
    assert ana.last.document.content == b"octets"
    assert message.caption == "é"
    assert (await ptb.send_message(_ANA, "Bonjour")).text == "Bonjour"


async def test_the_librarys_errors_are_the_ones_its_users_know(api: StandIn, ptb: Bot) -> None:
    """Code written for the library must find the exceptions it expects."""
    ana = api.user(_ANA, "Ana")
    ana.start()
    api.faults.add(Fault("too_many", retry_after=3))
    # The library warns of its own attribute.
    with pytest.warns(PTBDeprecationWarning), pytest.raises(PtbRetryAfter):
        await ptb.send_message(_ANA, "x")
    api.faults.add(Fault("lost_ack"))
    with pytest.raises(TimedOut):
        await ptb.send_message(_ANA, "x")
    with pytest.raises(BadRequest):
        await ptb.send_message(_ANA, "<b>", parse_mode="HTML")
    ana.block()
    with pytest.raises(Forbidden):
        await ptb.send_message(_ANA, "x")


async def test_the_librarys_bot_without_a_server_is_not_connected() -> None:
    """`TimedOut` would mean that it may have been sent."""
    pool = Pool()
    await pool.open()
    bot = Bot(_TOKEN, base_url="http://127.0.0.1:1/bot", request=AiohttpRequest(pool))
    with pytest.raises(NetworkError) as caught:
        await bot.get_me()
    await pool.close()
    assert not isinstance(caught.value, TimedOut | InvalidToken)
    assert _TOKEN not in _everything(caught.value)


async def test_no_log_record_of_a_conversation_holds_the_token(
    api: StandIn, wire: Wire, ptb: Bot, caplog: pytest.LogCaptureFixture
) -> None:
    """Whoever reads the logs could speak for the bot."""
    caplog.set_level(logging.DEBUG)
    api.user(_ANA, "Ana").start()
    await wire.call("sendMessage", _hello())
    api.faults.add(Fault("drop_connection"))
    with pytest.raises(HorizonsError):
        await wire.call("sendMessage", _hello())
    await wire.updates(0, 10, 0, ("message",))
    await ptb.send_message(_ANA, "par la bibliothèque")
    assert caplog.records
    assert not [record for record in caplog.records if api.token in record.getMessage()]


def _everything(error: BaseException) -> str:
    """All that a log or a screen could show of it, causes included."""
    told = [repr(error), str(error), str(error.args)]
    if error.__cause__ is not None:
        told.append(_everything(error.__cause__))
    elif error.__context__ is not None and not error.__suppress_context__:
        told.append(_everything(error.__context__))
    return "\n".join(told)
