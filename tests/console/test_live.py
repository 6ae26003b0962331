"""Live pages: one drawing a change for all who look, over real HTTP too, and an end when somebody may look no more."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import aclosing

import httpx
import pytest

from bot import serving
from bot.console import live
from bot.console.live import Hub
from bot.errors import OutsideFailure
from tests.console.support import Console
from tests.facilitation.support import ADA

LEA = 11


async def always() -> bool:
    return True


class Picture:
    """What is drawn: a number that the test changes. `drawn`: how many times somebody looked at it."""

    def __init__(self) -> None:
        self.number = 1
        self.drawn = 0
        self.fails = False

    async def draw(self) -> str:
        self.drawn += 1
        if self.fails:
            raise OutsideFailure("the database is away")
        return f"picture {self.number}"


@pytest.fixture
async def hub() -> AsyncIterator[Hub]:
    opened = Hub(every=0, quiet=60)
    yield opened
    await opened.close()


async def test_fifty_viewers_cost_one_drawing_a_change(hub: Hub) -> None:
    """A room of phones on one page must not make the bot slower."""
    picture = Picture()
    viewers = [hub.follow("s", "fr", picture.draw, always) for _ in range(50)]
    first = await asyncio.gather(*(anext(one) for one in viewers))
    assert first == ["picture 1"] * 50
    picture.number = 2
    hub.touched("s")
    assert await asyncio.gather(*(anext(one) for one in viewers)) == ["picture 2"] * 50
    assert picture.drawn == 2
    for one in viewers:
        await one.aclose()
    assert hub.watched == 0, "nothing is drawn for a session nobody looks at"


async def test_a_change_of_another_session_draws_nothing(hub: Hub) -> None:
    """Each channel has its own reason to move."""
    picture = Picture()
    async with aclosing(hub.follow("s", "fr", picture.draw, always)) as seen:
        assert await anext(seen) == "picture 1"
        hub.touched("another")
        await asyncio.sleep(0)
        assert picture.drawn == 1


async def test_a_failure_to_draw_is_waited_out(hub: Hub) -> None:
    """The database is away for a moment: the page stays as it is, and goes on afterwards."""
    picture = Picture()
    async with aclosing(hub.follow("s", "fr", picture.draw, always)) as seen:
        assert await anext(seen) == "picture 1"
        picture.fails, picture.number = True, 2
        hub.touched("s")
        coming = asyncio.ensure_future(anext(seen))
        while picture.drawn < 2:  # noqa: ASYNC110 -- the picture is what is waited for
            await asyncio.sleep(0)
        picture.fails = False
        hub.touched("s")
        assert await coming == "picture 2"


async def test_a_viewer_who_may_look_no_more_is_shown_nothing_more(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page left open by somebody whose role is gone."""
    monkeypatch.setattr(live, "CHECK", 0)
    may = True

    async def still() -> bool:
        return may

    picture = Picture()
    seen = hub.follow("s", "fr", picture.draw, still)
    assert await anext(seen) == "picture 1"
    may = False
    hub.touched("s")
    with pytest.raises(StopAsyncIteration):
        await anext(seen)


async def test_a_line_that_is_silent_is_kept_open(hub: Hub, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxies close what says nothing."""
    monkeypatch.setattr(live, "HEARTBEAT", 0.01)
    picture = Picture()
    async with aclosing(hub.follow("s", "fr", picture.draw, always)) as seen:
        assert await anext(seen) == "picture 1"
        assert await anext(seen) == ""


async def test_closing_the_house_ends_every_stream(hub: Hub) -> None:
    """A server that waits for streams that never end never stops."""
    picture = Picture()
    seen = hub.follow("s", "fr", picture.draw, always)
    assert await anext(seen) == "picture 1"
    hub.end()
    with pytest.raises(StopAsyncIteration):
        await anext(seen)


async def test_the_page_moves_over_http_when_somebody_answers(site: Console) -> None:
    """From an answer in the chat to the event that a browser receives."""
    at = site.desk
    record = await at.opened(LEA)
    browser = await site.signed_in(ADA)
    cookie = {"cookie": f"horizons={browser.client.cookies['horizons']}"}
    listener = serving.listen("127.0.0.1", 0)
    application = serving.routed(site.site.application, None)
    running = asyncio.create_task(serving.serve(listener, application, [site.site.hub.end]))
    try:
        async with httpx.AsyncClient(base_url=listener.address, headers=cookie, timeout=20) as client:
            address = f"/console/seances/{record.id}/direct"
            async with client.stream("GET", address) as answer:
                assert answer.headers["content-type"].startswith("text/event-stream")
                lines = answer.aiter_lines()
                assert "aucune réponse" in await event(lines)
                await at.says(LEA, "pain chemin voisins")
                assert "1 réponse" in await event(lines)
            assert (await client.get("/", follow_redirects=False)).headers["location"] == "/console"
            assert (await client.get("/elsewhere")).status_code == 404
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        listener.sock.close()


async def event(lines: AsyncIterator[str]) -> str:
    """The next event's data."""
    data: list[str] = []
    async for line in lines:
        if line.startswith("data: "):
            data.append(line)
        elif not line and data:
            return "\n".join(data)
    raise AssertionError("the stream ended")
