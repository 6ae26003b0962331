"""What is under way, noted in a folder: a file each, held by the process that sees to it for as long as it lives.

Several consoles may share the folder. A note that nobody holds was left by a process that stopped, and is taken up by
the first that finds it. Not here: what is noted, and taking it up (`jobs`).
"""

from __future__ import annotations

from pathlib import Path
from typing import IO

from bot.facilitation.locked import hold


class Claim:
    """A note that is ours. The file stays when it is over, empty: taken away, it might be somebody else's by then."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self) -> bytes:
        """What it says; nothing if it is new, or over."""
        self._file.seek(0)
        return self._file.read()

    def write(self, content: bytes) -> None:
        """Say this instead."""
        self._file.truncate(0)
        self._file.write(content)

    def leave(self) -> None:
        """Hold it no more: whoever comes next takes up what it says."""
        self._file.close()

    def end(self) -> None:
        """It is over: there is nothing to take up."""
        self.write(b"")
        self.leave()


def claim(file: Path) -> Claim | None:
    """The note in that file, made if there is none; None if somebody holds it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    # Each write is one of the system's, at the end of a file that was emptied.
    opened = file.open("a+b", buffering=0)
    if hold(opened, wait=False):
        return Claim(opened)
    opened.close()
    return None


def said(file: Path) -> bytes:
    """What a note says that somebody else holds; nothing if there is none."""
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return b""
