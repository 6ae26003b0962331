"""Loaded into the test run of python-telegram-bot: sends its bots to the stand-in, notes which methods each test calls.

Here: what has to be patched there. It runs under that project's own interpreter and imports nothing of Horizons; the
environment variable STAND_IN says where to go and as whom. Any address off this machine is refused, so that the test
bots the library publishes are never used.
"""

import functools
import json
import os
import socket
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

_STAND_IN = json.loads(os.environ["STAND_IN"])
_calls: dict[str, list[str]] = defaultdict(list)
_outcomes: dict[str, str] = {}
_details: dict[str, str] = {}
_running = ""


def pytest_configure() -> None:
    """Replace bot, chats and address before any fixture asks for them."""
    from tests.auxil.ci_bots import BOT_INFO_PROVIDER

    BOT_INFO_PROVIDER._cached = _STAND_IN["bot_info"]
    build, send, look_up = Bot.__init__, HTTPXRequest.do_request, socket.getaddrinfo

    @functools.wraps(build)
    def build_here(self: Bot, *args: Any, **options: Any) -> None:
        for name in ("base_url", "base_file_url"):
            if "api.telegram.org" in str(options.get(name, "api.telegram.org")) and len(args) < 2:
                options[name] = _STAND_IN[name]
        build(self, *args, **options)

    @functools.wraps(send)
    async def send_here(self: HTTPXRequest, url: str, *args: Any, **options: Any) -> tuple[int, bytes]:
        if "/file/bot" not in url:
            _calls[_running].append(url.rpartition("/")[2])
        return await send(self, url, *args, **options)

    @functools.wraps(look_up)
    def look_up_here(host: Any, *args: Any, **options: Any) -> Any:
        if host not in {"127.0.0.1", "localhost", "::1", b"127.0.0.1", None}:
            raise socket.gaierror(f"this run stays on this machine; it was asked for {host!r}")
        return look_up(host, *args, **options)

    socket.getaddrinfo = look_up_here
    Bot.__init__ = build_here  # type: ignore[method-assign]
    HTTPXRequest.do_request = send_here  # type: ignore[method-assign]


def pytest_runtest_logstart(nodeid: str) -> None:
    global _running
    _running = nodeid


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.failed or (report.when == "setup" and report.skipped):
        _outcomes[report.nodeid] = report.outcome
        if report.failed:
            _details[report.nodeid] = report.longreprtext.strip().splitlines()[-1]


def pytest_sessionfinish() -> None:
    tests = {
        test: {"outcome": outcome, "methods": sorted(set(_calls[test])), "detail": _details.get(test, "")}
        for test, outcome in _outcomes.items()
    }
    Path(_STAND_IN["report"]).write_text(json.dumps(tests, indent=1))
