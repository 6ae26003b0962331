"""The workshops at hand, as files: fills `facilitation.ports.Shelf`.

Files are read afresh each time, so that an edited workshop is seen without a restart; a file whose bytes have not
changed is not parsed again. A broken file is on no list, and `problems` says why. Not here: where folders are
(`bot.shipped`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias

from bot.authoring import check, load
from bot.authoring.findings import START, Issue, unreadable
from bot.authoring.issues import CATALOGUE, Severity
from bot.engine.script import Script
from bot.errors import AuthorError

_SUFFIXES: Final = frozenset({".yaml", ".yml"})
_REMEMBERED: Final = 256

# Inside the class, `list` is the port's method.
Scripts: TypeAlias = list[Script]
Issues: TypeAlias = list[Issue]


class FileShelf:
    """Workshops in files that `find` names anew at each call (`bot.shipped.workshop_files`, or a folder's)."""

    def __init__(self, find: Callable[[], Iterable[Path]]) -> None:
        self._find = find
        self._loaded: dict[tuple[str, str], Script | AuthorError] = {}

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

    def read(self, workshop: str) -> tuple[str, bytes]:
        """(file name, bytes) of a workshop that passes `check`. Raises KeyError."""
        for file, source, script in self._scripts():
            if script.id == workshop:
                return file.name, source
        raise KeyError(workshop)

    def load(self, file_name: str, source: bytes) -> Script:
        """The script in these bytes. Raises AuthorError."""
        key = (file_name, hashlib.sha256(source).hexdigest())
        if key not in self._loaded:
            if len(self._loaded) >= _REMEMBERED:
                self._loaded.clear()
            try:
                self._loaded[key] = load(file_name, source)
            except AuthorError as error:
                self._loaded[key] = error
        loaded = self._loaded[key]
        if isinstance(loaded, AuthorError):
            raise AuthorError(loaded.lines)
        return loaded

    def problems(self) -> Issues:
        """What is wrong with every file here, warnings included; what cannot even be opened, too."""
        issues: Issues = []
        owners: dict[str, Path] = {}
        for file, source in self._files(issues):
            found = check(str(file), source)
            issues += found
            if any(issue.severity is Severity.ERROR for issue in found):
                continue
            script = self.load(str(file), source)
            first = owners.setdefault(script.id, file)
            if first != file:
                finding = f'The workshop "{script.id}" is already in {first.name}, which is the one used.'
                severity = CATALOGUE["S102"].severity
                remedy = "Give one of them another id."
                issues.append(Issue(str(file), *START, "S102", finding, remedy, severity))
        return issues

    def _scripts(self) -> Iterator[tuple[Path, bytes, Script]]:
        for file, source in self._files([]):
            try:
                yield file, source, self.load(file.name, source)
            except AuthorError:
                continue  # `problems` reports it

    def _files(self, issues: Issues) -> Iterator[tuple[Path, bytes]]:
        for file in self._find():
            try:
                yield file, file.read_bytes()
            except OSError as error:
                issues.append(unreadable(file, error))
