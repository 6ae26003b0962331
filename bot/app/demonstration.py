"""`horizons demo`: the bot that `run` runs, over the stand-in Bot API, with a crowd, on a virtual clock."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from pydantic import SecretStr

from bot import serving, shipped
from bot.app.service import Outside, service, told_to_stop
from bot.authoring.shelf import load_files
from bot.chat.people_sentences import PeopleUi
from bot.chat.sentences import Ui
from bot.chat.wording import LANGUAGES, wording
from bot.engine.phrases import Label, Phrase, Value
from bot.engine.script import Script
from bot.errors import OperatorError
from bot.facilitation.console import sign_in_address
from bot.facilitation.notebooks import folder_name
from bot.rehearsal.botapi import StandIn
from bot.rehearsal.clock import MORNING, START, Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.crowd import load_crowd
from bot.rehearsal.labels import Control, Labels
from bot.rehearsal.player import play
from bot.rehearsal.report import PlayReport, sentences
from bot.saying import say
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Played:
    """What a demonstration leaves: sentences to read, files to open."""

    sentences: tuple[str, ...]
    files: tuple[Path, ...]
    report: PlayReport


DEMO_TOKEN: Final = "123456789:fabricated-token-of-the-stand-in"  # noqa: S105 -- opens nothing but the stand-in
DEMO_FACILITATOR: Final = 1_000


async def demo(
    workshop: str,
    crowd_file: Path | None,
    out: Path,
    *,
    seed: int,
    on_progress: Callable[[int, int, str], None],
    days: int = 0,
    serves: Callable[[Played, str], None] | None = None,
    until: asyncio.Event | None = None,
) -> Played:
    """`horizons demo`: the bot that `run` runs, over the stand-in Bot API, with a crowd, on a virtual clock.

    `days`: over how many days; 0 plays it live. `serves`: leave the console open on the session until the process is
    told to stop, and call this with what was played and the address that signs the facilitator in.

    Raises:
        AuthorError: the script or the crowd file is wrong.
        OperatorError: no such workshop or crowd, or the workshop is not offered over that many days.
    """
    crowd = load_crowd(crowd_file or _shipped_crowd(workshop))
    script_file = shipped.workshop_file(crowd.workshop if crowd_file is not None else workshop)
    script = load_files(script_file)
    busy = Busy()
    if days:
        _offers(script, days)
    clock = VirtualClock(MORNING if days else START)
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy(str(seed)), busy)
    with TemporaryDirectory(prefix="horizons-demo-") as scratch:
        async with StandIn(token=DEMO_TOKEN, now=clock.now) as api:
            settings = Settings(
                token=SecretStr(DEMO_TOKEN),
                facilitators=frozenset({DEMO_FACILITATOR}),
                database_url=f"sqlite+aiosqlite:///{scratch}/demo.sqlite3",
                workshops_dir=script_file.parent,
                notebooks_dir=out,
                api_base_url=api.base_url.removesuffix("/bot"),
                language=crowd.language,
                **(_where_to_serve() if serves is not None else {}),
            )
            async with service(settings, outside, notice=crowd.notice, console=serves is not None) as bot:
                report = await play(
                    crowd,
                    script,
                    api=api,
                    clock=clock,
                    busy=busy,
                    facilitator=DEMO_FACILITATOR,
                    labels=labels(),
                    seed=seed,
                    days=days,
                    on_progress=on_progress,
                )
                (session,) = await bot.store.sessions()
                folder = out / folder_name(session)
                files = tuple(sorted(one for one in folder.glob("*.*") if not one.name.startswith(".")))
                played = Played(sentences(report, crowd.language), files, report)
                if serves is not None and bot.console is not None:
                    key = await bot.console.doors.link(session.created_by)
                    serves(played, sign_in_address(bot.policy.console, key))
                    await (until or told_to_stop()).wait()
    return played


def _where_to_serve() -> dict[str, Any]:
    """The operator's own port for the demonstration's console, or the usual one; any free one if that is taken."""
    own = Settings.load()
    try:
        serving.listen(own.listen_host, own.listen_port).sock.close()
    except OperatorError:
        return {"listen_host": own.listen_host, "listen_port": 0}
    return {"listen_host": own.listen_host, "listen_port": own.listen_port}


_CONTROLS: Final[dict[Control, Ui | PeopleUi]] = {
    Control.PLACES_DONE: PeopleUi.BUTTON_PLACES_DONE,
    Control.OPEN: Ui.BUTTON_OPEN,
    Control.NEXT: Ui.BUTTON_NEXT,
    Control.NEXT_CONFIRM: Ui.BUTTON_NEXT_CONFIRM,
    Control.NEXT_ANNOUNCE: Ui.BUTTON_NEXT_ANNOUNCE,
    Control.CLOSE: Ui.BUTTON_CLOSE,
    Control.CLOSE_CONFIRM: Ui.BUTTON_CLOSE_CONFIRM,
    Control.IDEAS: Ui.BUTTON_IDEAS,
    Control.CONTRIBUTIONS: Ui.BUTTON_CONTRIBUTIONS,
    Control.PARK: Ui.BUTTON_PARK,
    Control.PROBE: Ui.BUTTON_PROBE,
    Control.PREVIOUS: Ui.BUTTON_PREVIOUS,
    Control.NEXT_ONE: Ui.BUTTON_NEXT_ONE,
}


_FINISHED: Final = (Phrase.TELL_DAYS_OVER, Phrase.TELL_ALL_FINISHED)
_HOURS: Final = [f"{hour:02}:{minutes:02}" for hour in range(24) for minutes in range(60)]


def labels() -> Labels:
    """What the bot's buttons say in each language, for people who look for them by their words."""
    values: dict[str, Value] = {"title": "", "n": "{n}", "hour": "08:00"}
    going_on: dict[str, Value] = {"title": "{title}", "arrived": "{arrived}", "active": "{active}"}
    return Labels(
        {label: {code: wording(code).label(label, values) for code in LANGUAGES} for label in Label},
        {control: {code: wording(code).ui(name) for code in LANGUAGES} for control, name in _CONTROLS.items()},
        {code: wording(code).ui(Ui.PARAMETER_KEEP, default="") for code in LANGUAGES},
        {code: wording(code).ui(Ui.MODE_LIVE) for code in LANGUAGES},
        {code: wording(code).ui(Ui.MODE_DAYS, days="{days}") for code in LANGUAGES},
        {code: tuple(wording(code).phrase(one) for one in _FINISHED) for code in LANGUAGES},
        {
            code: wording(code).phrase(Phrase.TELL_GATE_OPENED, **going_on).partition("{arrived}")[0]
            for code in LANGUAGES
        },
        {hour: {code: wording(code).label(Label.AT_HOUR, {"hour": hour}) for code in LANGUAGES} for hour in _HOURS},
    )


def _offers(script: Script, days: int) -> None:
    """Refuse a number of days that the workshop is not offered over."""
    lengths = script.asynchronous.lengths if script.asynchronous is not None else ()
    if days not in lengths:
        offered = say("over {lengths} days", lengths=lengths) if lengths else say("live only")
        raise OperatorError(
            say(
                '"{id}" is not offered over {days} days: it is offered {offered}.',
                id=script.id,
                days=days,
                offered=offered,
            )
        )


def _shipped_crowd(workshop: str) -> Path:
    script = shipped.workshop_file(workshop)
    crowd = script.parent / "crowds" / script.name
    if not crowd.is_file():
        raise OperatorError(
            say('No crowd is shipped for "{workshop}". Give one: horizons demo --crowd FILE.', workshop=workshop)
        )
    return crowd
