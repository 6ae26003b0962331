"""What is done at a desk: scripts begun, checked, explained, drawn, compared and translated; ballots counted.

Here: the commands that need a file and nothing of the bot, so that they start without loading it: SQLAlchemy,
aiohttp and Telegram's library take over a second to import, several times what checking every shipped workshop takes.
For the same reason each command imports what it alone needs. Not here: anything in which two adapters meet (`app`).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot import shipped
from bot.authoring import read, read_texts
from bot.authoring.findings import Issue, unreadable
from bot.authoring.reading import LANGUAGES
from bot.authoring.shelf import by_path, check_files, load_files, read_files, script_of
from bot.engine.script import Script
from bot.errors import OperatorError
from bot.saying import Said, Sayable, counted, say

if TYPE_CHECKING:
    from bot.authoring.revisions import Version
    from bot.tallying import Result, Told


@dataclass(frozen=True, slots=True)
class Checked:
    """What one run of `check` looked at and found: issues by file, in the order of the files.

    `read` is how many files that took, those beside scripts included; `folder` is where they are, if nobody named it.
    """

    files: tuple[Path, ...]
    read: int
    issues: tuple[Issue, ...] = field(default=())
    folder: Path | None = None

    @property
    def errors(self) -> int:
        """How many findings keep a script from being launched."""
        return sum(issue.is_error for issue in self.issues)

    @property
    def warnings(self) -> int:
        """How many do not."""
        return len(self.issues) - self.errors

    @property
    def summary(self) -> Said:
        """One sentence with the counts."""
        looked = counted("{n} file", "{n} files", n=self.read)
        if self.folder is not None:
            looked = counted("{n} file in {folder}", "{n} files in {folder}", n=self.read, folder=self.folder)
        warnings = counted("{n} warning", "{n} warnings", n=self.warnings)
        wrong = len({issue.file for issue in self.issues})
        if wrong and len(self.files) > 1:
            where = counted("{n} file", "{n} files", n=wrong)
            warnings = say("{warnings} in {where}", warnings=warnings, where=where)
        return counted(
            "{n} workshop checked ({looked}): {errors}, {warnings}.",
            "{n} workshops checked ({looked}): {errors}, {warnings}.",
            n=len(self.files),
            looked=looked,
            errors=counted("{n} error", "{n} errors", n=self.errors),
            warnings=warnings,
        )


def check(places: Sequence[Path], workshops_dir: Path | None = None) -> Checked:
    """`horizons check`: the files given and the scripts of the folders given; without any, one's own folder.

    Raises:
        OperatorError: places that are not there, or a folder without a script.
    """
    folder = None if places else shipped.workshops_dir(workshops_dir)
    given = shipped.scripts_at(places if folder is None else [folder])
    # A translation, or a lexicon, is checked with the script it stands beside, and each script once.
    files = list(dict.fromkeys(script_of(file) for file in given))
    issues: list[Issue] = []
    count = 0
    for file in files:
        try:
            read = read_files(file)
        except OSError as error:
            issues.append(unreadable(Path(error.filename or file), error))
        else:
            issues += check_files(file, read)
            count += 1 + len(read.beside)
    return Checked(tuple(files), count, tuple(issues), folder)


def new(workshop: str, language: str, workshops_dir: Path | None = None) -> tuple[Path, Path]:
    """`horizons new`: a commented workshop to start from, and the schema for editors beside it.

    Without a setting, in `./workshops`, which is made if need be. Nothing is overwritten but the schema.

    Raises:
        OperatorError: not an id; a workshop of that id is there already.
    """
    from bot.authoring.schema import FILE_NAME
    from bot.authoring.schema import schema as language_schema
    from bot.authoring.starter import starter

    source = starter(workshop, language)
    taken = next((file for file in shipped.workshop_files(workshops_dir) if file.stem == workshop), None)
    if taken is not None:
        raise OperatorError(
            say('There is already a workshop "{workshop}": {taken}. Choose another id.', workshop=workshop, taken=taken)
        )
    folder = workshops_dir or Path("workshops")
    folder.mkdir(exist_ok=True)
    script, schema_file = folder / f"{workshop}.yaml", folder / FILE_NAME
    # "x": whatever else bears that name is somebody's work.
    with script.open("x", encoding="utf-8") as file:
        file.write(source)
    schema_file.write_text(language_schema(language), encoding="utf-8")
    return script, schema_file


def schema(language: str) -> str:
    """`horizons schema`: the script language for editors, its help in that language.

    Raises:
        OperatorError: not a language that workshops are written in.
    """
    from bot.authoring.schema import schema as language_schema

    if language not in LANGUAGES:
        raise OperatorError(
            say(
                'There is no help in "{language}". Languages here: {languages}.',
                language=language,
                languages=LANGUAGES,
            )
        )
    return language_schema(language)


def explain(workshop: str, page_format: str, language: str = "", workshops_dir: Path | None = None) -> str:
    """`horizons explain`: the workshop (an id or a file) as a page, in its own language or in a translation.

    Raises:
        AuthorError: it does not pass `check`.
        OperatorError: no such workshop, format or translation.
    """
    from bot.authoring.explain import FORMATS
    from bot.authoring.explain import explain as explain_script

    if page_format not in FORMATS:
        raise OperatorError(
            say(
                'There is no format "{page_format}". Formats here: {formats}.',
                page_format=page_format,
                formats=tuple(FORMATS),
            )
        )
    return explain_script(_script(workshop, language, workshops_dir), page_format)


def form(workshop: str, language: str = "", workshops_dir: Path | None = None) -> str:
    """`horizons form`: the workshop (an id or a file) on paper, in its own language or in a translation.

    Raises:
        AuthorError: it does not pass `check`.
        OperatorError: no such workshop or translation.
    """
    from bot.authoring.form import form as paper_form

    return paper_form(_script(workshop, language, workshops_dir), {})


def graph(workshop: str, language: str = "", workshops_dir: Path | None = None) -> str:
    """`horizons graph`: the path through the workshop (an id or a file) as an SVG, in its own language or in another.

    Raises:
        AuthorError: it does not pass `check`.
        OperatorError: no such workshop or translation.
    """
    from bot.authoring.graph import graph as draw

    return draw(_script(workshop, language, workshops_dir))


def diff(old: str, new: str, workshops_dir: Path | None = None) -> Said:
    """`horizons diff`: what the second of two workshops (ids or files) changes in the first, translations included.

    Raises:
        AuthorError: one of the two does not pass `check`.
        OperatorError: no such workshop.
    """
    from bot.authoring.revisions import compare

    before, after = (_version(shipped.workshop_file(name, workshops_dir)) for name in (old, new))
    return compare(before, after)


def _version(file: Path) -> Version:
    from bot.authoring.revisions import Version

    files = read_files(file)
    return Version(str(file), load_files(file), read(str(file), files.source, by_path(file, files))[1])


def _script(name: str, language: str, workshops_dir: Path | None) -> Script:
    script = load_files(shipped.workshop_file(name, workshops_dir))
    spoken = script.spoken(language) if language else script
    if language and spoken.language != language:
        there = ", ".join(one for one in (script.language, *(known.language for known in script.translations)))
        raise OperatorError(
            say(
                '"{id}" is not translated into "{language}". Languages here: {there}.',
                id=script.id,
                language=language,
                there=there,
            )
        )
    return spoken


def translate(name: str, language: str, confirmed: Sequence[str], workshops_dir: Path | None = None) -> list[Said]:
    """`horizons translate`: write a workshop's translation anew, and say what is left to translate.

    Raises:
        AuthorError: the script or the translation has errors.
        OperatorError: no such workshop, language or text.
    """
    from bot.authoring.translating import write_translation

    script = shipped.workshop_file(name, workshops_dir)
    files = read_files(script)
    texts = read_texts(str(script), files.source, by_path(script, files))
    others = [one for one in LANGUAGES if one != texts.language]
    if language not in others:
        raise OperatorError(
            say(
                '"{name}" cannot be translated into "{language}". Languages: {others}.',
                name=name,
                language=language,
                others=tuple(others),
            )
        )
    file = script.with_name(f"{script.stem}.{language}.yaml")
    before = file.read_bytes() if file.exists() else None
    written = write_translation(texts, str(file), before, language, confirmed)
    file.write_text(written.text, encoding="utf-8", newline="\n")
    said = [counted("{file}: {n} text translated.", "{file}: {n} texts translated.", n=written.translated, file=file)]
    missing, changed, aside = written.missing, written.changed, written.aside
    if missing:
        few = _few(missing)
        said.append(counted("{n} text to translate: {few}.", "{n} texts to translate: {few}.", n=len(missing), few=few))
    if changed:
        few = _few(changed)
        said.append(
            counted("{n} text changed since: {few}.", "{n} texts changed since: {few}.", n=len(changed), few=few)
        )
    if aside:
        said.append(
            counted(
                "{n} text set aside, of a name that is gone: {few}.",
                "{n} texts set aside, of a name that is gone: {few}.",
                n=len(aside),
                few=_few(aside),
            )
        )
    return said


def _few(names: Sequence[str]) -> tuple[str, ...]:
    return (*names[:6], *(("…",) if len(names) > 6 else ()))


def tally(file: Path, told: Told) -> Result:
    """`horizons tally`: count the ballots of a file; « - » is the standard input.

    Raises:
        OperatorError: the file is not there, or cannot be counted; the message names it, the place and the remedy.
        OSError: it is there and cannot be read.
    """
    from bot.tallying import Unreadable, count, poll_of
    from bot.tallying import read as read_ballots

    name = "standard input" if file == Path("-") else str(file)
    try:
        data = sys.stdin.buffer.read() if file == Path("-") else file.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        raise OperatorError(say("There is no file {name}.", name=name)) from None
    try:
        return count(poll_of(*read_ballots(data, told)))
    except Unreadable as error:
        raise OperatorError(f"{name}: {error}") from None


def check_templates(folder: Path | None, setting: Path | None) -> tuple[Path, list[Sayable]]:
    """`horizons templates check`: where templates were looked for, and what is wrong with them.

    Raises:
        OperatorError: there is no such folder.
    """
    from bot.notebook import templates_check

    if folder is not None and not (folder / "cahier").is_dir():
        raise OperatorError(
            say(
                "{folder} holds no templates: they are in a folder called cahier, as in {there}.",
                folder=folder,
                there=folder / "cahier",
            )
        )
    looked = folder or shipped.templates_dir(setting)
    return looked, templates_check.check(looked)
