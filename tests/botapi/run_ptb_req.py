"""Let python-telegram-bot's own tests judge the stand-in.

    python -m tests.botapi.run_ptb_req [--work DIR] [--verbose]

The library's source archive carries its tests; those marked `req` talk to a server. This fetches the archive with pip,
makes an environment for it, points its bots at a stand-in and prints how many pass among the tests that call only
methods the stand-in has. The rest (stickers, payments, polls…) is counted as out of scope. Needs a package index for
some minutes; not part of the quick run. The figure is in docs/stand-in.md.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.rehearsal.botapi import StandIn
from bot.rehearsal.botapi.parameters import METHODS

VERSION = "22.8"
# What its tests need; the versions of pytest and its plugin are the ones it pins.
NEEDS = ("pytest==9.0.3", "pytest-asyncio==0.21.2", "pytz", "beautifulsoup4", "tzdata")
# Its reruns of flaky tests are for a server far away; here a failure is a failure.
_RUN = "-m req -q --tb=native -p no:flaky -o addopts= -W ignore::pytest.PytestUnknownMarkWarning".split()
# Fabricated, as everything here.
PERSON = 700_001
SUPERGROUP, FORUM, CHANNEL, PAID_CHANNEL = range(-1_000_000_700_002, -1_000_000_700_006, -1)


def prepare(work: Path) -> tuple[Path, Path]:
    """The unpacked archive and the interpreter of its environment; both are kept in `work` for the next run."""
    source = work / f"python_telegram_bot-{VERSION}"
    if not source.is_dir():
        fetch = [
            "download",
            "--no-binary",
            ":all:",
            "--no-deps",
            "--dest",
            str(work),
            f"python-telegram-bot=={VERSION}",
        ]
        subprocess.run([sys.executable, "-m", "pip", *fetch], check=True)
        with tarfile.open(work / f"python_telegram_bot-{VERSION}.tar.gz") as archive:
            archive.extractall(work, filter="data")
    python = work / "env" / ("Scripts" if os.name == "nt" else "bin") / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(work / "env")], check=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"{source}[all]", *NEEDS], check=True)
    fill_in(source / "tests" / "data")
    shutil.copy(Path(__file__).with_name("ptb_plugin.py"), work / "ptb_plugin.py")
    return source, python


def fill_in(data: Path) -> None:
    """Put something in the place of the media files that the archive leaves out, so that fixtures can open them."""
    stand_ins = {
        "telegram.jpg": (data / "telegram_no_standard_header.jpg").read_bytes(),
        "telegram.png": (data / "game.png").read_bytes(),
        "game.gif": (data / "telegram.gif").read_bytes(),
    }
    for name in ("telegram.mp3", "telegram.mp4", "telegram2.mp4", "telegram.ogg", "telegram.webp"):
        stand_ins[name] = b"fabricated for the judge"
    for name, content in stand_ins.items():
        if not (data / name).exists():
            (data / name).write_bytes(content)


async def judge(work: Path, extra: Sequence[str]) -> dict[str, Any]:
    """Run the tests against a stand-in; outcome, methods and last line of failure by test."""
    source, python = await asyncio.to_thread(prepare, work)
    report = work / "report.json"
    report.unlink(missing_ok=True)
    async with StandIn(keep_transcript=False, keep_calls=0, first_name="PTB tests") as api:
        person = api.user(PERSON, "PTB Tester")
        person.start()
        # One of its tests expects this title.
        title = f">>> telegram.Bot(test) @{api.world.bot['username']}"
        api.group(SUPERGROUP, title, [person], kind="supergroup")
        api.group(FORUM, "Forum", [person], kind="supergroup", forum=True)
        api.group(CHANNEL, "Channel", [person], kind="channel", username="standin_channel")
        api.group(PAID_CHANNEL, "Paid channel", [person], kind="channel")
        bot_info = {
            "token": api.token,
            "payment_provider_token": "0:TEST:fabricated",
            "chat_id": str(PERSON),
            "super_group_id": str(SUPERGROUP),
            "forum_group_id": str(FORUM),
            "channel_id": "@standin_channel",
            "subscription_channel_id": PAID_CHANNEL,
            "name": api.world.bot["first_name"],
            "username": f"@{api.world.bot['username']}",
        }
        stand_in = {
            "base_url": api.base_url,
            "base_file_url": api.base_file_url,
            "bot_info": bot_info,
            "report": str(report),
        }
        environment = {
            **os.environ,
            "STAND_IN": json.dumps(stand_in),
            "PYTHONPATH": os.pathsep.join([str(source), str(work)]),
        }
        command = [str(python), "-m", "pytest", "-p", "ptb_plugin", *_RUN, *extra]
        run = await asyncio.create_subprocess_exec(*command, cwd=source, env=environment)
        await run.wait()
    outcome: dict[str, Any] = json.loads(report.read_text())
    return outcome


def main() -> int:
    """Print the figures; exit 1 if a test in scope fails."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", type=Path, help="keep archive and environment here (default: a temporary folder)")
    parser.add_argument("--verbose", action="store_true", help="list the failures in scope")
    options, extra = parser.parse_known_args()
    work = options.work or Path(tempfile.mkdtemp(prefix="stand-in-judge-"))
    work.mkdir(parents=True, exist_ok=True)
    tests = asyncio.run(judge(work.resolve(), extra))
    ours = {name.lower() for name in METHODS}
    scope = {
        name: test
        for name, test in tests.items()
        if test["methods"] and all(method.lower() in ours for method in test["methods"])
    }
    counts = {
        outcome: sum(test["outcome"] == outcome for test in scope.values())
        for outcome in ("passed", "failed", "skipped")
    }
    lines = [
        f"python-telegram-bot {VERSION}: {len(tests)} tests talk to a server, {len(scope)} within our methods",
        f"passed {counts['passed']}, failed {counts['failed']}, skipped or expected to fail {counts['skipped']}",
    ]
    if options.verbose:
        for name, test in sorted(scope.items()):
            if test["outcome"] == "failed":
                lines += [name, f"    {', '.join(test['methods'])}: {test['detail']}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    raise SystemExit(main())
