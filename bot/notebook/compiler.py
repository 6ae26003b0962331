"""Compile a session's material into notebook files: `facilitation.ports.Compiler`.

Deterministic: the same material and templates give the same bytes. Everything is rendered before anything is
written, and a file appears whole or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.errors import OperatorError, OutsideFailure
from bot.facilitation.numbering import Place
from bot.facilitation.programme_material import ProgrammeMaterial
from bot.facilitation.records import Material
from bot.notebook.analysis import places
from bot.notebook.formats import PDF, make
from bot.notebook.formats.edition import edition_of, reprint
from bot.notebook.formats.volumes import NAMED
from bot.notebook.rendering import chosen_templates, installed_templates
from bot.notebook.rollup.edition import ProgrammeEdition
from bot.notebook.rollup.edition import make as make_programme


class NotebookCompiler:
    """Makes notebooks from the templates of a folder, and from those shipped for what the folder does not have."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates

    def _folders(self, chosen: str) -> tuple[Path, ...]:
        """Where templates are looked for: in the folder of that name first, if one was chosen."""
        own = [self._templates / chosen] if chosen else []
        if chosen and chosen not in chosen_templates(self._templates):
            there = ", ".join(chosen_templates(self._templates)) or "none"
            raise OperatorError(f'There are no templates "{chosen}" in {self._templates}. Those there are: {there}.')
        return tuple(dict.fromkeys((*own, self._templates, installed_templates())))

    def compile(self, material: Material, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook in each format below `out`, made if it is not there; returns the files in that order.

        Raises:
            OperatorError: a format is not one of ours, or the templates chosen for it are not there.
            TemplateMistake: a template is wrong; nothing was written.
            Defect: a golden rule would be broken; nothing was written.
            OutsideFailure: the folder cannot be written to.
        """
        return _whole(out, make(edition_of(material, self._folders(material.template)), formats))

    def compile_programme(self, material: ProgrammeMaterial, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook of a programme, as `compile` does that of a session.

        Raises:
            OperatorError, TemplateMistake, Defect, OutsideFailure: as above.
        """
        return _written(out, make_programme(ProgrammeEdition(material, self._folders(material.template)), formats))

    def templates(self) -> Sequence[str]:
        """The names of the sets of templates that may be chosen."""
        return chosen_templates(self._templates)

    def places(self, material: Material) -> Sequence[Place]:
        """Where the notebook uses each contribution that has a number, in its order.

        Raises:
            Defect: a golden rule would be broken.
        """
        return places(material)

    def reprint(self, pack: Path, out: Path, formats: Sequence[str]) -> list[Path]:
        """Write the notebook that a data pack holds.

        Raises:
            OperatorError: it is no data pack, or a format is none of those that one can be printed in.
            TemplateMistake, OutsideFailure: as above.
        """
        return _whole(out, make(reprint(pack.read_bytes(), str(pack), self._folders("")), formats))


def _whole(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    """The files, and no volume of a former PDF, which would go on showing what was withdrawn since."""
    written = _written(out, files)
    if PDF in files:
        for former in {*out.glob(NAMED)} - {*written}:
            former.unlink()
    return written


def _written(out: Path, files: Mapping[str, bytes]) -> list[Path]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            _write(out / name, data)
    except OSError as error:
        raise OutsideFailure(f"The notebook cannot be written in {out}: {error.strerror}.") from error
    return [out / name for name in files]


def _write(path: Path, data: bytes) -> None:
    """Write beside, then rename: a reader sees the former file or the whole new one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
