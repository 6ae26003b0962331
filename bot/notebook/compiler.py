"""Compile a session's material into notebook files: `facilitation.ports.Compiler`.

Deterministic: the same material and templates give the same bytes. Everything is rendered before anything is
written, and a file appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.errors import OperatorError, OutsideFailure
from bot.facilitation.records import Material
from bot.notebook.analysis import analyse
from bot.notebook.rendering import Renderer
from bot.notebook.words import Words


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its template, and the file it makes."""

    template: str
    file_name: str


FORMATS: Final[dict[str, Format]] = {
    "html": Format("cahier/cahier.html.j2", "cahier.html"),
    "md": Format("cahier/cahier.md.j2", "cahier.md"),
}


class NotebookCompiler:
    """Makes notebooks from the templates of a folder, and from those shipped for what the folder does not have."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def compile(self, material: Material, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook in each format below `out`, made if it is not there; returns the files in that order.

        Raises:
            OperatorError: a format is not one of ours.
            TemplateMistake: a template is wrong; nothing was written.
            Defect: a golden rule would be broken; nothing was written.
            OutsideFailure: the folder cannot be written to.
        """
        wanted = list(dict.fromkeys(formats))
        for name in wanted:
            if name not in FORMATS:
                raise OperatorError(f'There is no format "{name}". Formats available: {", ".join(sorted(FORMATS))}.')
        notebook = analyse(material)
        words = Words(notebook.language, material.percent_from)
        rendered = [
            (
                out / FORMATS[name].file_name,
                Renderer(self._templates, name).render(FORMATS[name].template, notebook, words),
            )
            for name in wanted
        ]
        try:
            out.mkdir(parents=True, exist_ok=True)
            for path, text in rendered:
                _write(path, text)
        except OSError as error:
            raise OutsideFailure(f"The notebook cannot be written in {out}: {error.strerror}.") from error
        return [path for path, _ in rendered]


def _write(path: Path, text: str) -> None:
    """Write beside, then rename: a reader sees the former file or the whole new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
