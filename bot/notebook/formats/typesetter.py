"""The typesetter: typst, given files by name, nothing of the disk but fonts, and no network.

A document is composed in a process of its own, whose time and memory are bounded. Typst keeps what it laid out for the
next time, and gives nothing back while its process lives: two notebooks of three thousand people left two gigabytes in
the bot. It refuses an endless loop, but not one of a hundred million turns, and a process that runs out of memory takes
with it whatever runs in it. That process runs this file by its path, so nothing of ours is imported here. Not here:
what the files say (`pdf`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
import typst

SECONDS: Final = 90
"""Of a processor. Three thousand people with their corpus take eight."""
MEGABYTES: Final = 3_000
"""Three thousand people with their corpus take 680."""


class Sheets(msgspec.Struct, frozen=True):
    """What is composed. `at`: seconds since 1970.

    `sources`: markup, with `main`. `beside`: data, drawings, images, which are put on disk: whatever it is handed in
    memory the typesetter parses as markup, in fifteen times the size.
    """

    sources: dict[str, bytes]
    beside: dict[str, bytes]
    fonts: tuple[str, ...]
    inputs: dict[str, str]
    at: int


class Finding(msgspec.Struct, frozen=True):
    """What the typesetter says is wrong."""

    message: str
    hints: tuple[str, ...] = ()
    diagnostic: str = ""
    limits: tuple[int, ...] = ()
    """What it went over, if it did: seconds, megabytes."""


class Composed(msgspec.Struct, frozen=True):
    """A PDF, or what is wrong."""

    pdf: bytes = b""
    findings: tuple[Finding, ...] = ()


def compose(sheets: Sheets) -> Composed:
    """A PDF/UA-1, here and now."""
    # An empty root: without one a template could read files below the working directory.
    with TemporaryDirectory(prefix="horizons-typst-") as root:
        for name, data in sheets.beside.items():
            file = Path(root) / name
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(data)
        compiler = _compiler(sheets.sources, root, sheets.fonts, sheets.inputs)
        try:
            made, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=["ua-1"], timestamp=sheets.at)
        except typst.TypstError as error:
            return Composed(findings=(_told(error, root),))
    if warnings:
        return Composed(findings=tuple(_told(one, root) for one in warnings))
    if not isinstance(made, bytes):
        raise TypeError("a PDF is one run of bytes")
    return Composed(made)


def compose_apart(sheets: Sheets, seconds: int = SECONDS, megabytes: int = MEGABYTES) -> Composed:
    """The same, in a process of its own that has so much time and memory and no more."""
    command = [sys.executable, "-I", __file__, str(seconds), str(megabytes)]
    try:
        # By its path, with nothing of the environment; what it is given is data. The clock is only for where a process
        # cannot be bounded: on a busy machine 3,000 people took over four minutes by the clock.
        done = subprocess.run(  # noqa: S603
            command, input=msgspec.msgpack.encode(sheets), capture_output=True, timeout=20 * seconds, check=False
        )
    except subprocess.TimeoutExpired:
        done = None
    if done is None or done.returncode:
        return Composed(findings=(Finding("", limits=(seconds, megabytes)),))
    return msgspec.msgpack.decode(done.stdout, type=Composed)


def drawn(svg: bytes, fonts: Sequence[str], page: bytes, pixels: int) -> bytes | None:
    """A page that holds a drawing, `dessin.svg`, as an image."""
    with TemporaryDirectory(prefix="horizons-typst-") as root:
        compiler = _compiler({"main": page, "dessin.svg": svg}, root, fonts, {})
        made = compiler.compile(format="png", ppi=pixels)
    return made[0] if isinstance(made, list) else made


def _compiler(files: dict[str, bytes], root: str, fonts: Sequence[str], inputs: dict[str, str]) -> typst.Compiler:
    return typst.Compiler(
        files,  # type: ignore[type-var]  # files by name: documented, missing in its stubs
        root=root,
        package_path=root,
        package_cache_path=root,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(fonts)),
        sys_inputs=inputs,
    )


def _told(error: typst.TypstError | typst.TypstWarning, root: str) -> Finding:
    # Where the files were put for a moment says nothing to who wrote the template.
    return Finding(error.message.replace(f"{root}/", ""), tuple(error.hints), error.diagnostic)


def _bounded(seconds: int, megabytes: int) -> None:
    """Where the system can: elsewhere the one who waits gives up."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        return
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1_000_000, megabytes * 1_000_000))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":  # pragma: no cover - in a process of its own, which the tests start
    _bounded(int(sys.argv[1]), int(sys.argv[2]))
    given = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Sheets)
    sys.stdout.buffer.write(msgspec.msgpack.encode(compose(given)))
