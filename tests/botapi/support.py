"""What the stand-in's tests share: a clock one can turn, and raw calls."""

from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

from bot.rehearsal.botapi import StandIn


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def forward(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


async def call(api: StandIn, method: str, **parameters: Any) -> Any:
    """The answer to one JSON call, as parsed JSON."""
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{api.base_url}{api.token}/{method}", json=parameters) as response,
    ):
        answer = await response.json()
        assert response.status == (200 if answer["ok"] else answer["error_code"])
        return answer


async def refusal(api: StandIn, method: str, **parameters: Any) -> str:
    """The description with which a call is refused."""
    answer = await call(api, method, **parameters)
    assert not answer["ok"], f"{method} was accepted: {answer}"
    return str(answer["description"])


def inline(*rows: list[tuple[str, str]]) -> dict[str, Any]:
    """An inline keyboard of (label, data) buttons."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data} for label, data in row] for row in rows]}
