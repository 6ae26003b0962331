"""An empty SQLite database of this version, made once a process: making one takes four times as long as opening it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.store import migrate


def database_in(folder: Path) -> str:
    """Where the folder's database is; a new one, unless an earlier opening left one there."""
    file = folder / "horizons.sqlite3"
    if not file.exists():
        file.write_bytes(_new())
    return _url(file)


@cache
def _new() -> bytes:
    with TemporaryDirectory() as folder, ThreadPoolExecutor(1) as apart:
        file = Path(folder) / "new.sqlite3"
        # In a thread, for migrating runs an event loop of its own.
        apart.submit(migrate, _url(file)).result()
        return file.read_bytes()


def _url(file: Path) -> str:
    return f"sqlite+aiosqlite:///{file}"
