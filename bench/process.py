"""CPU time and memory of another process, as the operating system tells them: /proc on Linux, `ps` elsewhere."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Usage:
    """`cpu`: user and system seconds, all threads. Bytes: `resident` now, `peak` ever (now, where none is kept)."""

    cpu: float
    resident: int
    peak: int


def usage(pid: int) -> Usage:
    """What the process has used so far.

    Raises:
        ProcessLookupError: there is none of that id any more.
    """
    folder = Path(f"/proc/{pid}")
    if not Path("/proc/self/stat").exists():
        return _from_ps(pid)
    try:
        # The name, in parentheses, may hold blanks: fields are counted from behind it.
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
        status = dict(line.split(":", 1) for line in (folder / "status").read_text().splitlines())
    except FileNotFoundError:
        raise ProcessLookupError(pid) from None
    ticks = int(fields[11]) + int(fields[12])
    if "VmRSS" not in status:
        raise ProcessLookupError(pid)  # A zombie.
    return Usage(ticks / os.sysconf("SC_CLK_TCK"), _kib(status["VmRSS"]), _kib(status["VmHWM"]))


def _kib(text: str) -> int:
    return int(text.split()[0]) * 1024


def _from_ps(pid: int) -> Usage:
    command = ["ps", "-o", "time=", "-o", "rss=", "-p", str(pid)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    if not told.stdout.strip():
        raise ProcessLookupError(pid)
    spent, resident = told.stdout.split()
    days, _, clock = spent.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = 60 * seconds + float(part)
    return Usage(86_400 * int(days or 0) + seconds, int(resident) * 1024, int(resident) * 1024)
