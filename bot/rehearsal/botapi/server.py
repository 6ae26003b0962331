"""The stand-in Bot API itself: an HTTP server on loopback that answers as api.telegram.org would.

Here: the life of one call (address, token, parameters, faults, rates, method, reply) and the people's side
(`StandIn.user`, `StandIn.group`). Not here: any method's rules.
"""

import asyncio
import hmac
import json
import math
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from bot.rehearsal.botapi.editing import Editing
from bot.rehearsal.botapi.errors import Refusal, forbidden, too_many_requests
from bot.rehearsal.botapi.faults import Fault, Faults
from bot.rehearsal.botapi.files import MAX_UPLOAD
from bot.rehearsal.botapi.limits import Rates
from bot.rehearsal.botapi.methods import Method, all_methods
from bot.rehearsal.botapi.parameters import Upload, read_parameters
from bot.rehearsal.botapi.phones import Group, Phone, tell_membership
from bot.rehearsal.botapi.profile import Profile
from bot.rehearsal.botapi.receiving import Receiving, logged_out
from bot.rehearsal.botapi.requests import read_call
from bot.rehearsal.botapi.sending import Sending
from bot.rehearsal.botapi.transcript import Transcript
from bot.rehearsal.botapi.webhook import Webhook
from bot.rehearsal.botapi.world import Chat, ChatKind, Json, Tap, World

# Fabricated: it opens nothing but a stand-in.
TOKEN = "123456:stand-in-token-fabricated-for-rehearsals"  # noqa: S105


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Call:
    """One call as the stand-in understood it.

    `parameters` are parsed values; `response` is the whole answer, or None when the connection was dropped before the
    method ran. `fault` names what was injected.
    """

    method: str
    parameters: Mapping[str, Any]
    response: Mapping[str, Any] | None
    at: datetime
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether it succeeded, as far as the stand-in is concerned (a lost acknowledgement did)."""
        return self.response is not None and bool(self.response["ok"])


class StandIn:
    """A Bot API on loopback with one bot, its people and its groups. Use it as an async context manager.

    Args:
        token: the bot's; the part before the colon is its user id.
        now: the clock that dates messages, expires taps, fills the rates' buckets. Long polling, slow replies and
            webhook retries take real time.
        strict_rates: answer 429 as Telegram would.
        keep_calls: how many recent calls `calls` remembers.
        keep_transcript: False for load tests.
        username: the bot's, without @.
        reads_groups: True if the bot's privacy mode is off.
    """

    def __init__(
        self,
        token: str = TOKEN,
        *,
        now: Callable[[], datetime] = _utc_now,
        strict_rates: bool = False,
        keep_calls: int = 10_000,
        keep_transcript: bool = True,
        username: str = "horizons_essai_bot",
        first_name: str = "Horizons",
        reads_groups: bool = False,
        webhook_retry_s: float = 0.1,
    ) -> None:
        self.token = token
        self.faults = Faults()
        self.transcript = Transcript(keep=keep_transcript)
        self.calls: deque[Call] = deque(maxlen=keep_calls)
        bot = _bot_user(int(token.partition(":")[0]), first_name, username, reads_groups)
        self.world = World(bot, now, self.transcript)
        self.webhook = Webhook(self.world.updates, now, first_retry_s=webhook_retry_s)
        self.profile = Profile(self.world)
        self._receiving = Receiving(self.world, self.webhook, self._answered)
        self._methods = all_methods(Sending(self.world), Editing(self.world), self._receiving, self.profile)
        self._rates = Rates() if strict_rates else None
        self._phones: dict[int, Phone] = {}
        self._runner: web.ServerRunner | None = None
        self._origin = ""

    # ── life ──

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def start(self, port: int = 0) -> None:
        """Listen on 127.0.0.1; port 0 takes a free one."""

        def as_request(*parts: Any) -> web.BaseRequest:
            message, payload, protocol, writer, task = parts
            # A little over the limit on files, so that the finer checks speak first.
            size = MAX_UPLOAD + 64 * 1024
            loop = asyncio.get_running_loop()
            return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=size)

        server = web.Server(self._serve, request_factory=as_request, access_log=None)
        self._runner = web.ServerRunner(server, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port, backlog=2048)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self._origin = f"http://{host}:{bound}"

    async def stop(self) -> None:
        """Answer no more. Waiting polls are released first, so that stopping takes no time."""
        await self.webhook.close()
        self.world.updates.terminate_poll(Refusal(502, "Bad Gateway"))
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def base_url(self) -> str:
        """What python-telegram-bot takes as `base_url`: the token follows it directly."""
        return f"{self._origin}/bot"

    @property
    def base_file_url(self) -> str:
        """What python-telegram-bot takes as `base_file_url`."""
        return f"{self._origin}/file/bot"

    # ── people ──

    def user(
        self, user_id: int, first_name: str, *, language_code: str | None = "fr", username: str | None = None
    ) -> Phone:
        """A person who has Telegram, and never started the bot yet. The same id gives the same phone again."""
        if user_id in self._phones:
            return self._phones[user_id]
        user: Json = {"id": user_id, "is_bot": False, "first_name": first_name}
        private: Json = {"id": user_id, "type": "private", "first_name": first_name}
        if username:
            user["username"] = private["username"] = username
        if language_code:
            user["language_code"] = language_code
        chat = Chat(user_id, "private", private, first_name, user)
        self.world.users[user_id] = user
        self.world.chats[user_id] = chat
        self.transcript.title(user_id, first_name)
        phone = self._phones[user_id] = Phone(self.world, chat, user)
        return phone

    def group(
        self,
        chat_id: int,
        title: str,
        members: Iterable[Phone],
        *,
        kind: ChatKind = "group",
        forum: bool = False,
        username: str | None = None,
    ) -> Group:
        """A group the bot is added to by its first member; the bot gets a my_chat_member."""
        members = list(members)
        about: Json = {"id": chat_id, "title": title, "type": kind}
        if forum:
            about["is_forum"] = True
        if username:
            about["username"] = username
        chat = Chat(chat_id, kind, about, title, members={phone.id: phone.user for phone in members})
        self.world.chats[chat_id] = chat
        self.transcript.title(chat_id, title)
        if members:
            tell_membership(self.world, chat, members[0].user, "left", "member")
        return Group(self.world, chat)

    @property
    def unconfirmed_updates(self) -> int:
        """How many updates the bot has not confirmed yet, by offset or by a webhook's 2xx."""
        return len(self.world.updates.waiting)

    async def settled(self) -> None:
        """Return once the bot has confirmed every update."""
        await self.world.updates.settled()

    def _answered(self, tap: Tap, given: Json) -> None:
        phone = self._phones.get(tap.user_id)
        if phone is not None:
            phone.answered(tap.id, given)
        text = given.get("text")
        if text:
            self.world.note(tap.chat, str(self.world.bot["first_name"]), "◦", text)
        else:
            self.world.changed(tap.chat)

    # ── a call ──

    async def _serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path
        if path.startswith("/file/bot"):
            return self._download(path.removeprefix("/file/bot"))
        token, slash, name = path.removeprefix("/bot").partition("/")
        if not path.startswith("/bot") or not slash:
            return _reply(404, _refused(Refusal(404, "Not Found")))
        # Constant time by habit; this server is reachable from this machine only.
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return _reply(401, _refused(Refusal(401, "Unauthorized")))
        if request.method not in {"GET", "POST"}:
            return _reply(405, _refused(Refusal(405, "Method Not Allowed")))
        method = self._methods.get(name.lower())
        if method is None:
            # Read what was sent: a reply that outruns the body would cost the client its connection.
            await request.read()
            return _reply(404, _refused(Refusal(404, "Not Found: method not found")))
        return await self._call(request, method)

    async def _call(self, request: web.BaseRequest, method: Method) -> web.StreamResponse:
        given: Json = {}
        fault: Fault | None = None
        response: Json | None = None
        try:
            if self._receiving.logged_out:
                raise logged_out()
            raw = await read_call(request)
            chat_id = _chat_id(raw)
            fault = self.faults.strike(method.name, chat_id)
            if fault is not None:
                _refuse_by(fault)
            if fault is None or fault.kind != "drop_connection":
                given = read_parameters(method.name, raw)
                self._pace(method, given)
                result = method.handler(given)
                if isinstance(result, Awaitable):
                    result = await result
                response = {"ok": True, "result": result}
        except Refusal as refusal:
            response = _refused(refusal)
        if self.calls.maxlen != 0:
            kept = fault.kind if fault else None
            self.calls.append(Call(method.name, _without_bytes(given), response, self.world.now(), kept))
        if fault is not None and fault.kind == "slow":
            await asyncio.sleep(fault.delay_s)
        if response is None or (fault is not None and fault.kind == "lost_ack"):
            return _hang_up(request)
        return _reply(200 if response["ok"] else int(response["error_code"]), response)

    def _pace(self, method: Method, given: Json) -> None:
        if self._rates is None or not (method.sends or method.edits) or "chat_id" not in given:
            return
        chat = self.world.reach(given["chat_id"])
        now = self.world.now().timestamp()
        retry_after = self._rates.spend(chat.id, private=chat.kind == "private", overall=method.sends, now=now)
        if retry_after:
            raise too_many_requests(retry_after)

    def _download(self, rest: str) -> web.Response:
        token, _, path = rest.partition("/")
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return _reply(401, _refused(Refusal(401, "Unauthorized")))
        stored = self.world.files.at(path)
        if stored is None:
            return _reply(404, _refused(Refusal(404, "Not Found")))
        return web.Response(body=stored.content, content_type="application/octet-stream")


def _bot_user(bot_id: int, first_name: str, username: str, reads_groups: bool) -> Json:
    return {
        "id": bot_id,
        "is_bot": True,
        "first_name": first_name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": reads_groups,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
    }


def _without_bytes(given: Json) -> Json:
    """The parameters as they are recorded: an upload keeps its name and size only."""
    if not any(isinstance(value, Upload) for value in given.values()):
        return given
    return {name: replace(value, content=b"") if isinstance(value, Upload) else value for name, value in given.items()}


def _chat_id(raw: Mapping[str, Any]) -> int | None:
    try:
        return int(raw["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None


def _refuse_by(fault: Fault) -> None:
    match fault.kind:
        case "too_many":
            raise too_many_requests(max(1, math.ceil(fault.retry_after)))
        case "bad_gateway":
            raise Refusal(502, "Bad Gateway")
        case "forbidden":
            raise forbidden("bot was blocked by the user")
        case "lost_ack" | "slow" | "drop_connection":
            return


def _refused(refusal: Refusal) -> Json:
    answer: Json = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters is not None:
        answer["parameters"] = dict(refusal.parameters)
    return answer


def _reply(status: int, answer: Json) -> web.Response:
    return web.Response(status=status, body=json.dumps(answer).encode(), content_type="application/json")


def _hang_up(request: web.BaseRequest) -> web.Response:
    """Close the connection without a reply; aiohttp finds it closed and writes nothing."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
