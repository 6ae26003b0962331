"""A stand-in Bot API for load: enough of it to run a survey, and no more, so that it is never the bottleneck.

Loopback only, its own process. Not a reference: it checks no parameter and parses no markup (the product's stand-in
for rehearsals does). An HTTP/1.1 parser of a few lines on asyncio's protocol layer, because a web framework here
would use as much CPU as the fastest bot under test.

Besides `/bot<token>/<method>` it answers the runner: `/control/state`, `/control/join?text=…`, `/control/release`,
and for a broadcast `/control/listen?text=…` and `/control/tap?user=…&data=…`.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import statistics
import time
from collections import Counter, deque
from collections.abc import Sequence
from itertools import islice
from typing import Any, Final, cast
from urllib.parse import parse_qsl

import msgspec

from bench.limits import FloodControl
from bench.people import Manners, People

MOST_PEOPLE: Final = 20_000
MOST_SECONDS: Final = 1_800.0
BOT: Final = {
    "id": 42,
    "is_bot": True,
    "first_name": "Banc",
    "username": "banc_bot",
    "can_join_groups": True,
    "can_read_all_group_messages": False,
    "supports_inline_queries": False,
}

_PACED: Final = frozenset({"sendMessage", "editMessageText", "editMessageReplyMarkup"})
_LENGTH: Final = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)
_TYPE: Final = re.compile(rb"\r\ncontent-type:\s*([^;\r]+)", re.IGNORECASE)
_TRUE: Final = b'{"ok":true,"result":true}'
_encode: Final = msgspec.json.Encoder().encode
_decode: Final = msgspec.json.Decoder().decode


class LoadApi:
    """The bot's side (methods) and the people's side (updates) of one bot's API."""

    def __init__(self, people: int, listeners: int, manners: Manners, *, strict: bool) -> None:
        self._loop = asyncio.get_running_loop()
        later = self._loop.call_later
        self.people = People(people, manners, self.put_before_bot, later, time.perf_counter, listeners=listeners)
        self.broadcast_at = 0.0
        self.waits_before = 0
        self.calls: Counter[str] = Counter()
        self.delivered = 0
        self.largest_batch = 0
        self.flood = FloodControl(time.perf_counter()) if strict else None
        self.cpu_at_release = 0.0
        self.cpu_at_end: float | None = None
        self.last_call = time.perf_counter()
        self._updates: deque[tuple[int, bytes]] = deque()
        self._next_update = 1
        self._message = 0
        self._poll: tuple[Connection, int, asyncio.TimerHandle] | None = None
        self._waking = False

    # -- the people's side ---------------------------------------------------------------------------------------------

    def put_before_bot(self, user: int, text: str | None, data: str, message: int) -> None:
        """An update becomes available."""
        number = self._next_update
        self._next_update += 1
        sender = {"id": user, "is_bot": False, "first_name": f"P{user}", "language_code": "fr"}
        chat = {"id": user, "type": "private", "first_name": sender["first_name"]}
        self._message += 1
        update: dict[str, Any] = {"update_id": number}
        if text is None:
            shown = {"message_id": message, "date": int(time.time()), "chat": chat, "from": BOT, "text": "…"}
            update["callback_query"] = {
                "id": str(number), "from": sender, "chat_instance": "1", "data": data, "message": shown,
            }  # fmt: skip
        else:
            update["message"] = {
                "message_id": self._message, "date": int(time.time()), "chat": chat, "from": sender, "text": text,
            }  # fmt: skip
            if text.startswith("/"):
                length = len(text.split()[0])
                update["message"]["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        self._updates.append((number, _encode(update)))
        if self._poll is not None and not self._waking:
            # Not at once: what the same turn of the loop still brings goes into the same batch.
            self._waking = True
            self._loop.call_soon(self._answer_poll)

    # -- the bot's side ------------------------------------------------------------------------------------------------

    def call(self, connection: Connection, method: str, params: dict[str, Any]) -> bytes | None:
        """The body of the answer; None: it comes later."""
        self.calls[method] += 1
        if method == "getUpdates":
            return self._get_updates(connection, params)
        self.last_call = time.perf_counter()
        if self.flood is not None and method in _PACED and self.people.released_at is not None:
            wait = self.flood.wait(int(params["chat_id"]), time.perf_counter(), overall=method == "sendMessage")
            if wait > 0:
                seconds = int(wait) + 1
                text = f"Too Many Requests: retry after {seconds}"
                parameters = {"retry_after": seconds}
                return _encode({"ok": False, "error_code": 429, "description": text, "parameters": parameters})
        match method:
            case "sendMessage":
                return self._send_message(params)
            case "editMessageText" | "editMessageReplyMarkup":
                number = int(params.get("message_id", 0))
                return self._sent(number, int(params["chat_id"]), str(params.get("text", "…")))
            case "getMe":
                return _encode({"ok": True, "result": BOT})
            case "getWebhookInfo":
                nothing = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
                return _encode({"ok": True, "result": nothing})
            case _:
                return _TRUE

    def _send_message(self, params: dict[str, Any]) -> bytes:
        self._message += 1
        chat = int(params["chat_id"])
        text = str(params["text"])
        answer = self._sent(self._message, chat, text)
        markup = params.get("reply_markup")
        if isinstance(markup, str):
            markup = _decode(markup)
        rows = markup.get("inline_keyboard", ()) if isinstance(markup, dict) else ()
        buttons = [str(button.get("callback_data", "")) for row in rows for button in row]
        self.people.was_told(chat, self._message, text, buttons)
        return answer

    @staticmethod
    def _sent(number: int, chat: int, text: str) -> bytes:
        return _encode(
            {
                "ok": True,
                "result": {
                    "message_id": number,
                    "from": BOT,
                    "chat": {"id": chat, "type": "private", "first_name": f"P{chat}"},
                    "date": int(time.time()),
                    "text": text,
                },
            }
        )

    def _get_updates(self, connection: Connection, params: dict[str, Any]) -> bytes | None:
        offset = int(params.get("offset") or 0)
        limit = int(params.get("limit") or 100)
        seconds = float(params.get("timeout") or 0)
        while self._updates and self._updates[0][0] < offset:
            self._updates.popleft()
        if self._poll is not None:
            earlier, _, timer = self._poll
            timer.cancel()
            self._poll = None
            text = "Conflict: terminated by other getUpdates request"
            earlier.reply(_encode({"ok": False, "error_code": 409, "description": text}))
        if self._updates or seconds <= 0:
            return self._batch(limit)
        self._poll = (connection, limit, self._loop.call_later(seconds, self._answer_poll))
        return None

    def _answer_poll(self) -> None:
        self._waking = False
        if self._poll is not None:
            connection, limit, timer = self._poll
            timer.cancel()
            self._poll = None
            connection.reply(self._batch(limit))

    def _batch(self, limit: int) -> bytes:
        batch = [payload for _, payload in islice(self._updates, limit)]
        self.delivered += len(batch)
        self.largest_batch = max(self.largest_batch, len(batch))
        return b'{"ok":true,"result":[' + b",".join(batch) + b"]}"

    def left(self, connection: Connection) -> None:
        """A connection is gone; a poll waiting on it is over."""
        if self._poll is not None and self._poll[0] is connection:
            self._poll[2].cancel()
            self._poll = None

    # -- the runner's side ---------------------------------------------------------------------------------------------

    def control(self, word: str, params: dict[str, str]) -> bytes:
        """What the runner asked for, then the state."""
        match word:
            case "join":
                self.people.join(params["text"])
            case "release":
                self.calls.clear()
                self.cpu_at_release = time.process_time()
                self.people.release()
            case "listen":
                self.people.join_listeners(params["text"])
            case "tap":
                # The facilitator's, on a panel of hers: what starts a broadcast.
                self.broadcast_at = time.perf_counter()
                self.waits_before = len(self.people.tally.waits)
                self.put_before_bot(int(params["user"]), None, params["data"], 1)
            case _:
                pass
        return _encode(self.state())

    def state(self) -> dict[str, Any]:
        """Figures so far. Waits are in seconds."""
        people, tally = self.people, self.people.tally
        if people.finished_at is not None and self.cpu_at_end is None:
            self.cpu_at_end = time.process_time()
        until = people.finished_at if people.finished_at is not None else time.perf_counter()
        seconds = until - people.released_at if people.released_at is not None else 0.0
        return {
            "people": len(people.everyone),
            "joined": people.joined,
            "finished": people.finished,
            "seconds": seconds,
            "answers": tally.acknowledged,
            "p50": _quantile(tally.waits, 50),
            "p95": _quantile(tally.waits, 95),
            "oddities": dict(tally.oddities),
            "calls": dict(self.calls),
            "largest_batch": self.largest_batch,
            "refused_429": self.flood.refused if self.flood is not None else {},
            "resting": people.resting,
            "reached": people.reached,
            "broadcast_seconds": max(people.reached_at - self.broadcast_at, 0.0),
            "answers_before": self.waits_before,
            "p95_before": _quantile(tally.waits[: self.waits_before], 95),
            "p50_during": _quantile(tally.waits[self.waits_before :], 50),
            "p95_during": _quantile(tally.waits[self.waits_before :], 95),
            "own_cpu": (self.cpu_at_end or time.process_time()) - self.cpu_at_release,
            "idle": time.perf_counter() - self.last_call,
            "quiet_after": self.last_call - (people.released_at or self.last_call),
        }


def _quantile(values: Sequence[float], percent: int) -> float | None:
    if len(values) < 2:
        return values[0] if values else None
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1]


class Connection(asyncio.Protocol):
    """One HTTP/1.1 connection: requests one after another, each with a Content-Length."""

    def __init__(self, api: LoadApi) -> None:
        self._api = api
        self._data = bytearray()
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # A cast: uvloop's transports don't derive from asyncio's.
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._transport = None
        self._api.left(self)

    def data_received(self, data: bytes) -> None:
        self._data += data
        while True:
            end = self._data.find(b"\r\n\r\n")
            if end < 0:
                return
            head = bytes(self._data[:end])
            found = _LENGTH.search(head)
            length = int(found[1]) if found is not None else 0
            if found is None and b"chunked" in head.lower():
                self.reply(_encode({"ok": False, "error_code": 411, "description": "Length Required"}), b"411 No")
                return
            if len(self._data) < end + 4 + length:
                return
            body = bytes(self._data[end + 4 : end + 4 + length])
            del self._data[: end + 4 + length]
            self._handle(head, body)

    def _handle(self, head: bytes, body: bytes) -> None:
        target = head.split(b" ", 2)[1].decode()
        path, _, query = target.partition("?")
        params: dict[str, Any] = dict(parse_qsl(query)) if query else {}
        if path.startswith("/control/"):
            self.reply(self._api.control(path.rpartition("/")[2], params))
            return
        kind = _TYPE.search(head)
        if body and kind is not None:
            if kind[1] == b"application/json":
                params = _decode(body)
            elif kind[1] == b"application/x-www-form-urlencoded":
                params.update(parse_qsl(body.decode()))
        answer = self._api.call(self, path.rpartition("/")[2], params)
        if answer is not None:
            self.reply(answer)

    def reply(self, body: bytes, status: bytes = b"200 OK") -> None:
        if self._transport is not None:
            if body.startswith(b'{"ok":false'):
                status = b"%d Error" % _decode(body)["error_code"]
            self._transport.write(
                b"HTTP/1.1 %b\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b"
                % (status, len(body), body)
            )


async def serve(given: argparse.Namespace) -> None:
    """Serve until `given.seconds` have passed; prints the port on the first line."""
    loop = asyncio.get_running_loop()
    manners = Manners(given.end, given.tap, given.think)
    api = LoadApi(given.people, given.listeners, manners, strict=given.strict)
    server = await loop.create_server(lambda: Connection(api), "127.0.0.1", given.port)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await asyncio.sleep(given.seconds)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--listeners", type=int, default=0, help="people who join with `listen`, and only read")
    parser.add_argument("--end", required=True, help="regular expression of the last message")
    parser.add_argument("--tap", default="", help="regular expression of the buttons to tap")
    parser.add_argument("--think", type=float, default=0.0, help="mean seconds before each answer")
    parser.add_argument("--strict", action="store_true", help="flood control once the people are released")
    parser.add_argument("--seconds", type=float, default=300.0, help="hard stop")
    given = parser.parse_args()
    if not 0 < given.people + given.listeners <= MOST_PEOPLE or not 0 < given.seconds <= MOST_SECONDS:
        parser.error(f"at most {MOST_PEOPLE} people and {MOST_SECONDS:.0f} seconds")
    work = serve(given)
    try:
        import uvloop
    except ImportError:
        asyncio.run(work)
    else:
        uvloop.run(work)


if __name__ == "__main__":
    main()
