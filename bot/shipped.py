"""Where workshops and notebook templates are found, in a checkout, from a wheel, or beside the operator's own.

Here: the look-up order and the message when nothing is found. Not here: reading what is in the files.

Order: the setting; `./workshops` (or `./templates`); what the wheel ships under `bot/_shipped/`; the checkout's root.
A folder that was set explicitly is the only one looked into. Otherwise a workshop that is named is taken from the first
folder that has it, so that an author's own `./workshops` adds to the shipped ones; what is checked or tested without
being named is the first folder alone, so that an author with one script hears of one.
"""

import difflib
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Final

from bot.errors import Defect, OperatorError
from bot.saying import Said, say, together

TEST_SUFFIX: Final = ".test.yaml"
"""What the name of a script test ends with."""

_SCRIPT_SUFFIXES: Final = (".yaml", ".yml")


def workshops_dir(setting: Path | None = None) -> Path:
    """The first folder that holds at least one workshop; `setting` is `Settings.workshops_dir`.

    Raises:
        OperatorError: `setting` is not a folder.
    """
    return _workshops_dirs(setting)[0]


def templates_dir(setting: Path | None = None) -> Path:
    """The folder of notebook templates; `setting` is `Settings.templates_dir`.

    Raises:
        OperatorError: `setting` is not a folder.
    """
    if setting is not None:
        return _set_explicitly(setting, "HORIZONS_TEMPLATES_DIR")
    own, *ours = _candidates("templates")
    installed = [folder for folder in ours if folder.is_dir()]
    if not installed:
        raise Defect("no templates were installed with the package, and this is no checkout")
    # Many a project has a ./templates of its own: it is taken for ours only when it overrides one of our files.
    names = {entry.name for folder in installed for entry in folder.iterdir()}
    if own.is_dir() and any(entry.name in names for entry in own.iterdir()):
        return own
    return installed[0]


def workshop_file(id_or_path: str, setting: Path | None = None) -> Path:
    """The script called `id_or_path`: a workshop id (`relocalisation`), or a path to a YAML file.

    Raises:
        OperatorError: no such id or file; names the ids found and the closest one.
    """
    path = Path(id_or_path).expanduser()
    if path.suffix in _SCRIPT_SUFFIXES or len(path.parts) > 1:
        if path.is_file():
            return path
        raise OperatorError(
            say(
                "There is no file {name}. Give the path of a workshop script, or a workshop's id.",
                name=id_or_path,
            )
        )
    found = {file.stem: file for file in workshop_files(setting)}
    if id_or_path in found:
        return found[id_or_path]
    close = difflib.get_close_matches(id_or_path.lower(), found, n=1)
    finding = say('There is no workshop "{name}".', name=id_or_path)
    if close:
        finding = say('There is no workshop "{name}". Did you mean "{near}"?', name=id_or_path, near=close[0])
    there = tuple(sorted(found)) or say("none in {places}", places=tuple(map(str, _workshops_dirs(setting))))
    raise OperatorError(say("{finding} Workshops here: {there}.", finding=finding, there=there))


def workshop_files(setting: Path | None = None) -> list[Path]:
    """Every workshop script that can be named by its id, sorted by id; the first folder that has an id wins.

    Files with a second suffix belong to a script and are none: `relocalisation.en.yaml`, `relocalisation.test.yaml`.
    """
    found: dict[str, Path] = {}
    for folder in _workshops_dirs(setting):
        for file in _scripts(folder):
            found.setdefault(file.stem, file)
    return [found[stem] for stem in sorted(found)]


def scripts_at(places: Sequence[Path]) -> list[Path]:
    """The scripts among what somebody names: files as they are, and the scripts of folders; each once, in that order.

    Raises:
        OperatorError: names every place that is not there or holds no script.
    """
    found: dict[Path, None] = {}
    wrong: list[Said] = []
    for place in places:
        scripts = list(_scripts(place)) if place.is_dir() else [place]
        if not scripts:
            such = place / "mine.yaml"
            wrong.append(
                say(
                    "There is no workshop script in {place}: a script is a file such as {such}.", place=place, such=such
                )
            )
        elif not place.exists():
            wrong.append(say("There is no file {name}.", name=place))
        found |= dict.fromkeys(scripts)
    if wrong:
        raise OperatorError(together(wrong))
    return list(found)


def test_files(setting: Path | None) -> list[Path]:
    """Every script test beside the workshops of the first folder that has any, sorted by name."""
    return list(_tests(workshops_dir(setting)))


def tests_at(places: Sequence[Path]) -> list[Path]:
    """The script tests somebody names: tests as they are, those beside a script, those of folders; each once.

    Raises:
        OperatorError: names every place that is not there or has no test.
    """
    found: dict[Path, None] = {}
    wrong: list[Said] = []
    for place in places:
        if place.name.endswith(TEST_SUFFIX):
            tests = [place] if place.is_file() else []
        elif place.is_dir():
            tests = list(_tests(place))
        else:
            tests = [file for file in _tests(place.parent) if file.name.partition(".")[0] == place.stem]
        if not place.exists():
            wrong.append(say("There is no file {name}.", name=place))
        elif not tests:
            own = place / f"mine{TEST_SUFFIX}" if place.is_dir() else place.with_name(place.stem + TEST_SUFFIX)
            wrong.append(say("There is no test for {place}: it would be called {own}.", place=place, own=own))
        found |= dict.fromkeys(tests)
    if wrong:
        raise OperatorError(together(wrong))
    return list(found)


def _tests(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (file for file in sorted(folder.iterdir()) if file.name.endswith(TEST_SUFFIX) and file.is_file())


def _workshops_dirs(setting: Path | None) -> list[Path]:
    if setting is not None:
        return [_set_explicitly(setting, "HORIZONS_WORKSHOPS_DIR")]
    folders = [folder for folder in _candidates("workshops") if any(_scripts(folder))]
    if not folders:
        raise Defect("no workshop was installed with the package, and this is no checkout")
    return folders


def _set_explicitly(setting: Path, key: str) -> Path:
    if not setting.is_dir():
        raise OperatorError(
            say(
                "{key}: {setting} is not a folder. Create it, correct the path, or leave {key} empty.",
                key=key,
                setting=setting,
            )
        )
    return setting


def _candidates(name: str) -> list[Path]:
    # Wheels are installed unpacked, so a resource of ours is a file; what is imported from a zip is not found here.
    package = Path(str(resources.files("bot")))
    return [Path(name), package / "_shipped" / name, package.parent / name]


def _scripts(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir()):
        if file.suffix in _SCRIPT_SUFFIXES and "." not in file.stem and file.is_file():
            yield file
