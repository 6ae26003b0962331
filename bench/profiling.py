"""cProfile's figures by layer: own time of each function, built-ins counted where they are called from.

Pure reading of a profile; starting and stopping the profiler is the contender's (`contender_horizons --profile`).
"""

from __future__ import annotations

import pstats
from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final, cast

Function = tuple[str, int, str]

LAYERS: Final = (
    # First match wins; fragments of file names, or of a built-in's own name.
    ("engine", ("/bot/engine/",)),
    ("use cases", ("/bot/facilitation/",)),
    ("rendering, Bot API", ("/bot/chat/",)),
    ("store", ("/bot/store/", "/sqlalchemy/", "sqlite3", "cyextension")),
    ("HTTP", ("/aiohttp/", "/yarl/", "/multidict/", "_http_", "/propcache/")),
    ("JSON, codecs", ("msgspec", "/json/")),
    (
        "event loop",
        ("/asyncio/", "uvloop", "/concurrent/", "/threading.py", "thread.lock", "thread.RLock", "_contextvars"),
    ),
)
OTHER: Final = "other"


def layer(function: Function) -> str:
    """The layer a function belongs to, by its file; for a built-in by its name."""
    file, _, name = function
    where = name if file == "~" else file
    return next((title for title, parts in LAYERS if any(part in where for part in parts)), OTHER)


def shares(profile: str) -> dict[str, float]:
    """Seconds of own time a layer, largest first. A built-in of no layer counts where it was called from."""
    seconds: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in _stats(profile).items():
        title = layer(function)
        if function[0] == "~" and title == OTHER and callers:
            for caller, figures in callers.items():
                seconds[layer(caller)] += figures[2]
        else:
            seconds[title] += own
    return dict(sorted(seconds.items(), key=lambda item: -item[1]))


def hottest(profile: str, most: int = 25, *, cumulative: bool = False) -> list[tuple[float, int, str]]:
    """(seconds, calls, place) of the functions with the most own time, or the most time with what they call."""
    rows = [
        (figures[3] if cumulative else figures[2], figures[1], f"{_short(file)}:{line} {name}")
        for (file, line, name), figures in _stats(profile).items()
    ]
    return sorted(rows, reverse=True)[:most]


def _stats(profile: str) -> Mapping[Function, tuple[int, int, float, float, Mapping[Function, Any]]]:
    # Not in the module's stubs, and the only way to the callers' figures.
    return cast("Any", pstats.Stats(profile)).stats  # type: ignore[no-any-return]


def _short(file: str) -> str:
    for mark in ("/site-packages/", "/bot/", "/lib/python"):
        if mark in file:
            return (mark.strip("/") + "/" if mark == "/bot/" else "") + file.rpartition(mark)[2]
    return file
