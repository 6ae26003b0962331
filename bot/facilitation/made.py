"""Which version each file of a session's folder was compiled from, written beside the files; and which must go.

Clocks do not say it: a version has the moment of its words, a file that of a disk. Files from before this record was
kept are of a version that nobody knows. Not here: what a version is (`versions`), compiling (`notebooks`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec

from bot.facilitation.locked import alone
from bot.facilitation.records import Contribution, NotebookVersion, VersionStatus
from bot.facilitation.versions import counted

RECORD: Final = ".versions.json"
LOCK: Final = ".versions.lock"


class Made(msgspec.Struct, frozen=True):
    """Of which version a file is, and what that version was then: it is printed on every page."""

    number: int
    status: VersionStatus


def made(folder: Path) -> dict[str, Made]:
    """By file name; of a file that is not in it nobody knows. A record that cannot be read is none."""
    try:
        return msgspec.json.decode((folder / RECORD).read_bytes(), type=dict[str, Made])
    except (OSError, msgspec.DecodeError):
        return {}


def note(
    folder: Path, files: Iterable[Path], versions: Sequence[NotebookVersion], contributions: Iterable[Contribution]
) -> None:
    """These files are of the last of these versions; those that hold words withdrawn or replaced since go.

    One at a time: the chat and a console may both have compiled, and each line of the record is of one of them.
    """
    with alone(folder / LOCK):
        version = versions[-1]
        known = made(folder) | {file.name: Made(version.number, version.status) for file in files}
        now = frozenset(counted(contributions))
        stale = {one.number for one in versions if frozenset(one.contributions) - now}
        for name in [name for name, one in known.items() if one.number in stale]:
            (folder / name).unlink(missing_ok=True)
        _write(folder, known)


def _write(folder: Path, known: dict[str, Made]) -> None:
    """Beside, then renamed: a reader sees the former record or the whole new one, of files that are there."""
    beside = folder / f"{RECORD}.new"
    beside.write_bytes(msgspec.json.encode({name: one for name, one in known.items() if (folder / name).is_file()}))
    beside.replace(folder / RECORD)
