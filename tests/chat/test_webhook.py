"""The webhook: only Telegram is believed, and it hears 200 only once the update is on disk."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient

from bot.chat.webhook import MOST_BYTES, set_webhook, webhook_app
from bot.chat.wire import Wire
from bot.errors import OutsideFailure
from bot.facilitation.ports import InboxEntry, RawUpdate
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import Busy
from bot.store import SqlStore

_SECRET = "fabricated-secret"
_HEADERS = {"X-Telegram-Bot-Api-Secret-Token": _SECRET}
_UPDATE = json.dumps({"update_id": 3, "message": {"from": {"id": 1001}, "text": "é"}}).encode()


@pytest.fixture
def handed() -> list[InboxEntry]:
    return []


def _client(store: Any, handed: list[InboxEntry]) -> AsyncClient:
    def deliver(entries: Sequence[InboxEntry]) -> None:
        handed.extend(entries)

    app = webhook_app(store, deliver, Busy(), _SECRET)
    return AsyncClient(transport=ASGITransport(app), base_url="https://bot.example")


@pytest.fixture
async def client(store: SqlStore, handed: list[InboxEntry]) -> AsyncIterator[AsyncClient]:
    async with _client(store, handed) as client:
        yield client


async def test_an_update_is_stored_handed_on_and_acknowledged(
    client: AsyncClient, store: SqlStore, handed: list[InboxEntry]
) -> None:
    """The same promise as polling."""
    answer = await client.post("/telegram", content=_UPDATE, headers=_HEADERS)
    assert answer.status_code == 200
    assert [entry.payload for entry in handed] == [_UPDATE]
    assert len(await store.pending_inbox()) == 1


async def test_an_update_sent_again_is_acknowledged_and_not_handed_on_twice(
    client: AsyncClient, handed: list[InboxEntry]
) -> None:
    """Telegram repeats whatever it got no 200 for, an answer lost on the way included."""
    for _ in range(2):
        assert (await client.post("/telegram", content=_UPDATE, headers=_HEADERS)).status_code == 200
    assert len(handed) == 1


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}])
async def test_strangers_are_turned_away(
    client: AsyncClient, handed: list[InboxEntry], headers: dict[str, str]
) -> None:
    """Whoever knows the address could otherwise answer in anybody's name."""
    assert (await client.post("/telegram", content=_UPDATE, headers=headers)).status_code == 401
    assert not handed


async def test_a_body_that_is_too_big_or_no_update_is_refused(client: AsyncClient, handed: list[InboxEntry]) -> None:
    """Memory is not for whoever sends most."""
    assert (await client.post("/telegram", content=b"x" * (MOST_BYTES + 1), headers=_HEADERS)).status_code == 413
    assert (await client.post("/telegram", content=b"{}", headers=_HEADERS)).status_code == 400
    assert (await client.get("/telegram", headers=_HEADERS)).status_code == 405
    assert not handed


async def test_what_cannot_be_stored_is_asked_for_again(handed: list[InboxEntry]) -> None:
    """A 200 before the commit would lose it."""

    class Failing:
        async def receive(self, updates: Sequence[RawUpdate]) -> list[InboxEntry]:
            raise OutsideFailure("the disk is full (fabricated)")

    async with _client(Failing(), handed) as client:
        assert (await client.post("/telegram", content=_UPDATE, headers=_HEADERS)).status_code == 503
    assert not handed


async def test_telegram_is_told_where_to_send_and_the_secret(api: StandIn, wire: Wire) -> None:
    """Without the secret in the registration every update would be turned away."""
    await set_webhook(wire, "https://bot.example/telegram", _SECRET)
    told = next(call for call in api.calls if call.method == "setWebhook")
    assert told.parameters["secret_token"] == _SECRET
    assert told.parameters["drop_pending_updates"] is False
