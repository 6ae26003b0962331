"""A file held by one process, or one part of it, at a time; the system lets go of it when its holder is gone.

A lease would have to be renewed, and waited for after a crash; a lock of the system's is neither. Not here: what is in
the files (`made`, `console.claims`).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":  # pragma: no cover - Windows has locks of its own
    import msvcrt

    _FAR = 2**30
    """A byte that no file of ours has: Windows keeps others from reading what is locked."""

    def hold(file: IO[bytes], *, wait: bool) -> bool:
        """Lock an open file; False if another holds it and one does not wait. Closed, it is let go of."""
        file.seek(_FAR)
        while True:
            try:
                msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
            except OSError:
                # It waits ten seconds at the most.
                if not wait:
                    return False
            else:
                return True
else:
    import fcntl

    def hold(file: IO[bytes], *, wait: bool) -> bool:
        """Lock an open file; False if another holds it and one does not wait. Closed, it is let go of."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Nobody else is past this line with the same file: waits. It is made where there is none, and stays, empty."""
    with file.open("a+b") as opened:
        hold(opened, wait=True)
        yield
