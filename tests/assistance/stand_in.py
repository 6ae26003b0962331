"""A stand-in for an OpenAI-compatible endpoint, on loopback over real HTTP. It answers as a test tells it to."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


def completion(content: object, **message: Any) -> web.Response:
    """What such an endpoint answers when all is well."""
    choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content, **message}}
    return web.json_response({"id": "x", "object": "chat.completion", "choices": [choice], "usage": {}})


def sentences(*proposed: tuple[list[str], str]) -> str:
    """Sentences in the shape that is asked for."""
    return json.dumps({"sentences": [{"ids": ids, "sentence": text} for ids, text in proposed]}, ensure_ascii=False)


@dataclass
class StandIn:
    """What it was asked, and what it answers next."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    content: str = sentences()
    answering: Answering | None = None

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(await request.json())
        self.keys.append(request.headers.get("Authorization", ""))
        if self.answering is not None:
            return await self.answering(request)
        return completion(self.content)


@asynccontextmanager
async def stand_in() -> AsyncIterator[StandIn]:
    """One that listens while the block runs."""
    model = StandIn()
    application = web.Application()
    application.router.add_post("/v1/chat/completions", model.handle)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    model.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1"
    try:
        yield model
    finally:
        await runner.cleanup()
        await asyncio.sleep(0)
