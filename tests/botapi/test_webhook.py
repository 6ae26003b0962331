"""Updates pushed to the bot's own web server."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from bot.rehearsal.botapi import Phone, StandIn
from bot.rehearsal.botapi.webhook import SECRET_HEADER
from tests.botapi.support import call, inline, refusal


class Receiver:
    """A bot's web server that answers as told: statuses in order, then 200; `gate` holds answers back."""

    def __init__(self) -> None:
        self.url = ""
        self.seen: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.arrived = asyncio.Condition()

    async def handle(self, request: web.BaseRequest) -> web.Response:
        async with self.arrived:
            self.seen.append(await request.json())
            self.secrets.append(request.headers.get(SECRET_HEADER))
            self.arrived.notify_all()
        await self.gate.wait()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def count(self, number: int) -> None:
        async with asyncio.timeout(5), self.arrived:
            await self.arrived.wait_for(lambda: len(self.seen) >= number)


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    runner = web.ServerRunner(web.Server(receiver.handle), shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    receiver.gate.set()
    await runner.cleanup()


async def test_updates_are_pushed_with_the_secret_and_confirmed_by_2xx(api: StandIn, receiver: Receiver) -> None:
    """What waited before the webhook was set is pushed too."""
    ana = api.user(1001, "Ana")
    ana.start()
    await call(api, "setWebhook", url=receiver.url, secret_token="s3cret-_")
    ana.send("deux")
    await asyncio.wait_for(api.settled(), 5)
    assert [update["message"]["text"] for update in receiver.seen] == ["/start", "deux"]
    assert receiver.secrets == ["s3cret-_"] * 2


async def test_a_failure_is_retried_and_holds_up_that_chat_only(api: StandIn, receiver: Receiver) -> None:
    """One poisoned update must not stop everybody, and must not be overtaken by its successor."""
    ana, bob = api.user(1001, "Ana"), api.user(1002, "Bob")
    receiver.statuses = [500, 503]
    await call(api, "setWebhook", url=receiver.url)
    ana.send("a1")
    ana.send("a2")
    await receiver.count(1)
    bob.send("b1")
    await asyncio.wait_for(api.settled(), 5)
    seen = [update["message"]["text"] for update in receiver.seen]
    assert [text for text in seen if text.startswith("a")][-2:] == ["a1", "a2"]
    assert seen.count("a2") == 1
    assert len(seen) == 5
    info = (await call(api, "getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 0
    assert info["last_error_message"].startswith("Wrong response from the webhook: 50")


async def test_one_persons_text_and_tap_can_arrive_together(api: StandIn, receiver: Receiver) -> None:
    """Messages are ordered by chat and taps by person: the bot needs its own lock."""
    ana = api.user(1001, "Ana")
    ana.start()
    await call(api, "sendMessage", chat_id=ana.id, text="?", reply_markup=inline([("Oui", "oui")]))
    await call(api, "getUpdates", offset=2**40)
    receiver.gate.clear()
    await call(api, "setWebhook", url=receiver.url)
    ana.send("texte")
    ana.tap(ana.last.id, "Oui")
    # Both are there although neither was answered.
    await receiver.count(2)
    assert {next(key for key in update if key != "update_id") for update in receiver.seen} == {
        "message",
        "callback_query",
    }


async def test_removing_the_webhook_leaves_what_was_not_accepted(api: StandIn, receiver: Receiver, ana: Phone) -> None:
    """Going back to polling loses nothing."""
    receiver.gate.clear()
    await call(api, "setWebhook", url=receiver.url)
    await receiver.count(1)
    await call(api, "deleteWebhook")
    assert [update["message"]["text"] for update in (await call(api, "getUpdates"))["result"]] == ["/start"]
    await call(api, "setWebhook", url="", drop_pending_updates=True)
    assert api.unconfirmed_updates == 0
    assert ana.toasts == []


async def test_a_webhook_nobody_answers_is_reported(api: StandIn, ana: Phone) -> None:
    """getWebhookInfo is where an operator looks first."""
    await call(api, "setWebhook", url="http://127.0.0.1:1/hook", max_connections=3, allowed_updates=["message"])
    async with asyncio.timeout(5):
        info: dict[str, Any] = {}
        while "last_error_message" not in info:
            info = (await call(api, "getWebhookInfo"))["result"]
    assert info["pending_update_count"] == 1
    assert (info["max_connections"], info["allowed_updates"]) == (3, ["message"])
    assert info["last_error_message"] == "Connection refused"
    assert ana.messages


@pytest.mark.parametrize(
    ("parameters", "finding"),
    [
        ({"url": "http://exemple.fr/hook"}, "An HTTPS URL must be provided for webhook"),
        ({"url": "https://exemple.fr:8000/hook"}, "only on ports 80, 88, 443 or 8443"),
        ({"url": "https://exemple.fr/hook", "secret_token": "é"}, "secret token contains unallowed characters"),
        ({"url": "https://exemple.fr/hook", "secret_token": ""}, "secret token must be 1-256 characters long"),
        ({"url": "https://exemple.fr/hook", "max_connections": 101}, "max_connections"),
        ({}, 'parameter "url" is required'),
    ],
)
async def test_an_address_telegram_would_not_call_is_refused(
    api: StandIn, parameters: dict[str, object], finding: str
) -> None:
    """Better at start than a bot that stays silent."""
    assert finding in await refusal(api, "setWebhook", **parameters)
