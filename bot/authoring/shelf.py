"""The workshops at hand, as files: fills `facilitation.ports.Shelf`.

Files are read afresh each time, so that an edited workshop is seen without a restart; a file whose bytes have not
changed is not parsed again. A workshop is its script and the files beside it; a broken one is on no list, and
`problems` says why. Not here: where folders are (`bot.shipped`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import msgspec

from bot.authoring import check, load
from bot.authoring.beside import IMAGES, Files, is_picture, stem_of
from bot.authoring.findings import START, Issue, unreadable
from bot.authoring.issues import CATALOGUE, Severity
from bot.engine.phrases import Value
from bot.engine.script import Script, StepId
from bot.errors import AuthorError
from bot.facilitation.records import ScriptSource
from bot.saying import say

_SUFFIXES: Final = frozenset({".yaml", ".yml"})
_REMEMBERED: Final = 256

# Inside the class, `list` is the port's method.
Scripts: TypeAlias = list[Script]
Issues: TypeAlias = list[Issue]


class FileShelf:
    """Workshops in files that `find` names anew at each call (`bot.shipped.workshop_files`, or a folder's)."""

    def __init__(self, find: Callable[[], Iterable[Path]]) -> None:
        self._find = find
        self._loaded: dict[str, Script | AuthorError] = {}

    @classmethod
    def of_folder(cls, folder: Path) -> FileShelf:
        """The scripts directly in a folder. Files with a second suffix belong to one: `relocalisation.test.yaml`."""

        def find() -> list[Path]:
            files = sorted(folder.iterdir())
            return [file for file in files if file.suffix in _SUFFIXES and "." not in file.stem and file.is_file()]

        return cls(find)

    def list(self) -> Scripts:
        """Those that pass `check`, by id; the first file that has an id wins."""
        found: dict[str, Script] = {}
        for _, _, script in self._scripts():
            found.setdefault(script.id, script)
        return [found[workshop] for workshop in sorted(found)]

    def read(self, workshop: str) -> ScriptSource:
        """The files of a workshop that passes `check`. Raises KeyError."""
        for _, files, script in self._scripts():
            if script.id == workshop:
                return files
        raise KeyError(workshop)

    def load(self, source: ScriptSource) -> Script:
        """The script in these files. Raises AuthorError."""
        key = hashlib.sha256(msgspec.msgpack.encode(source)).hexdigest()
        if key not in self._loaded:
            if len(self._loaded) >= _REMEMBERED:
                self._loaded.clear()
            try:
                self._loaded[key] = load(source.file_name, source.source, source.beside)
            except AuthorError as error:
                self._loaded[key] = error
        loaded = self._loaded[key]
        if isinstance(loaded, AuthorError):
            raise AuthorError(loaded.findings)
        return loaded

    def form(self, script: Script, values: Mapping[str, Value], items: Mapping[StepId, Sequence[str]]) -> str:
        """The workshop as a form to print, in HTML."""
        from bot.authoring.form import form  # Whoever checks a script does not wait for it.

        return form(script, values, items)

    def problems(self) -> Issues:
        """What is wrong with every file here, warnings included; what cannot even be opened, too."""
        issues: Issues = []
        owners: dict[str, Path] = {}
        for file, files in self._files(issues):
            found = check_files(file, files)
            issues += found
            if any(issue.severity is Severity.ERROR for issue in found):
                continue
            script = self.load(files)
            first = owners.setdefault(script.id, file)
            if first != file:
                finding = say(
                    'The workshop "{id}" is already in {name}, which is the one used.', id=script.id, name=first.name
                )
                severity = CATALOGUE["S102"].severity
                remedy = say("Give one of them another id.")
                issues.append(Issue(str(file), *START, "S102", finding, remedy, severity))
        return issues

    def _scripts(self) -> Iterator[tuple[Path, ScriptSource, Script]]:
        for file, files in self._files([]):
            try:
                yield file, files, self.load(files)
            except AuthorError:
                continue  # `problems` reports it

    def _files(self, issues: Issues) -> Iterator[tuple[Path, ScriptSource]]:
        for file in self._find():
            try:
                yield file, read_files(file)
            except OSError as error:
                issues.append(unreadable(Path(error.filename or file), error))


def read_files(script: Path) -> ScriptSource:
    """A script and what is beside it: `relocalisation.en.yaml`, `.lexicon.yaml`, `.images/`. Raises OSError."""
    images = script.with_name(script.stem + IMAGES)
    siblings = [file for file in script.parent.iterdir() if stem_of(file.name) == script.stem]
    pictures = [file for file in images.iterdir() if is_picture(file.name)] if images.is_dir() else []
    there = sorted(file for file in (*siblings, *pictures) if file.is_file())
    beside = tuple((file.relative_to(script.parent).as_posix(), file.read_bytes()) for file in there)
    return ScriptSource(script.name, script.read_bytes(), beside)


def load_files(script: Path) -> Script:
    """A script with the files beside it. Raises AuthorError, OSError."""
    files = read_files(script)
    return load(str(script), files.source, by_path(script, files))


def script_of(file: Path) -> Path:
    """The script that a file belongs to: itself, or the one it stands beside."""
    stem = stem_of(file.name)
    if not stem:
        return file
    beside = [file.with_name(stem + suffix) for suffix in sorted(_SUFFIXES)]
    return next((script for script in beside if script.is_file()), beside[0])


def check_files(script: Path, files: ScriptSource) -> Issues:
    """What is wrong with a script and what is beside it, each file called by its path."""
    return check(str(script), files.source, by_path(script, files))


def by_path(script: Path, files: ScriptSource) -> Files:
    """What is beside a script, each file called by its path."""
    return [(str(script.parent / name), source) for name, source in files.beside]
